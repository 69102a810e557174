"""The user's language: ``tr()`` for every text that a user sees, and the translator behind it.

Qt is optional in here: the worker's client and the steps of the set-up also run without it, and then
every text stays as it is.
"""

from __future__ import annotations

import re
import string
import typing

from .paths import RESOURCES

try:
    from qgis.PyQt.QtCore import QCoreApplication
except ImportError:  # outside QGIS
    QCoreApplication = None

if typing.TYPE_CHECKING:
    from qgis.PyQt.QtCore import QTranslator

CONTEXT = "Sardino"
FOLDER = RESOURCES / "i18n"

_SENTENCE = re.compile(r"(?<=\.) ")

_installed: list[QTranslator] = []


def tr(text: str) -> str:
    """The text in the user's language. From any thread.

    Args:
        text: In English: a literal, or a variable with a text that :func:`marked` marks.
    """
    if QCoreApplication is None or not text:
        return text
    return str(QCoreApplication.translate(CONTEXT, text))


def tr_sentences(text: str) -> str:
    """A text of the worker's that may be several sentences put together: whole if known, else one by one."""
    whole = tr(text)
    return whole if whole != text else " ".join(tr(part) for part in _SENTENCE.split(text))


class _Localised(string.Formatter):
    """Fills in values as ``str.format`` does, numbers with the decimal sign of the user's language."""

    def format_field(self, value: object, format_spec: str) -> str:
        """One value; digits are grouped by a thin blank, which is right in every language."""
        text = str(super().format_field(value, format_spec))
        if not isinstance(value, (int, float)) or QCoreApplication is None:
            return text
        from qgis.PyQt.QtCore import QLocale

        return text.replace(",", "\u202f").replace(".", QLocale().decimalPoint())


def fill(text: str, **values: object) -> str:
    """A text with its ``{values:.1f}`` filled in, its numbers as the user's language writes them."""
    return _Localised().vformat(text, (), values)


def marked(text: str) -> str:
    """The text as it is, marked for translation: for what is made before the language is known."""
    return text


def user_locale() -> str:
    """The locale that QGIS runs in: the one chosen in its options, else the system's."""
    from qgis.PyQt.QtCore import QLocale, QSettings

    settings = QSettings()
    if settings.value("locale/overrideFlag", False, type=bool):
        chosen = str(settings.value("locale/userLocale", "") or "")
        if chosen:
            return chosen
    return str(QLocale.system().name())


def install(locale: str | None = None) -> bool:
    """Installs the translation for a locale, in place of one that is installed already.

    Args:
        locale: As "de" or "de_AT", which takes "de" where there is no Austrian; default: QGIS's.

    Returns:
        Whether there is one. For English there is none to load.
    """
    remove()
    name = (locale or user_locale()).replace("-", "_")
    if name.partition("_")[0] in ("en", "C"):
        return False
    from qgis.PyQt.QtCore import QTranslator

    translator = QTranslator()
    for candidate in (name, name.partition("_")[0]):
        path = FOLDER / f"sardino_{candidate}.qm"
        if path.is_file() and translator.load(str(path)):
            QCoreApplication.installTranslator(translator)
            _installed.append(translator)
            return True
    return False


def remove() -> None:
    """Takes the translation away again."""
    while _installed:
        QCoreApplication.removeTranslator(_installed.pop())
