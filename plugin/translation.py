"""The user's language: ``tr()`` for every text that a user sees, and the translator behind it.

Qt is optional in here: the worker's client and the steps of the set-up also run without Qt. Without Qt
every text stays unchanged.
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
    """The text in the user's language. Any thread.

    Args:
        text: English text: a literal, or a variable with a text marked by :func:`marked`.
    """
    if QCoreApplication is None or not text:
        return text
    return str(QCoreApplication.translate(CONTEXT, text))


def tr_sentences(text: str) -> str:
    """Translates a text of the worker: as a whole if known, else sentence by sentence."""
    whole = tr(text)
    return whole if whole != text else " ".join(tr(part) for part in _SENTENCE.split(text))


class _Localised(string.Formatter):
    """Fills in values as ``str.format`` does, with the decimal sign of the user's language."""

    def format_field(self, value: object, format_spec: str) -> str:
        """Formats one value; a thin space groups digits, which is right in every language."""
        text = str(super().format_field(value, format_spec))
        if not isinstance(value, (int, float)) or QCoreApplication is None:
            return text
        from qgis.PyQt.QtCore import QLocale

        return text.replace(",", "\u202f").replace(".", QLocale().decimalPoint())


def fill(text: str, **values: object) -> str:
    """A text with its ``{values:.1f}`` filled in; numbers look as in the user's language."""
    return _Localised().vformat(text, (), values)


def marked(text: str) -> str:
    """Returns the text unchanged, marked for translation: for texts made before the language is known."""
    return text


def user_locale() -> str:
    """QGIS's locale: the choice in its options, else the system's locale."""
    from qgis.PyQt.QtCore import QLocale, QSettings

    settings = QSettings()
    if settings.value("locale/overrideFlag", False, type=bool):
        chosen = str(settings.value("locale/userLocale", "") or "")
        if chosen:
            return chosen
    return str(QLocale.system().name())


def install(locale: str | None = None) -> bool:
    """Installs the translation for a locale and replaces an installed translation.

    Args:
        locale: "de" or "de_AT"; without Austrian, "de_AT" uses "de". Default: QGIS's locale.

    Returns:
        Whether there is a translation. English needs none.
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
    """Removes the translation."""
    while _installed:
        QCoreApplication.removeTranslator(_installed.pop())
