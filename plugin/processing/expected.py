"""The classes that may be there, as users write them: ``10, 40, 80`` or names, and shares ``10=0.3``."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence

from ...model.protocol.values import ClassInfo, ErrorInfo, ModelInfo
from ..errors import BackendError
from ..translation import tr


def read_classes(text: str) -> list[str]:
    """Codes and names in a text, separated by commas.

    Raises:
        BackendError: There is nothing between two commas.
    """
    words = [word.strip() for word in text.split(",")] if text.strip() else []
    if not all(words):
        raise _refused(
            tr("'{text}' is no list of classes.").format(text=text),
            tr("Write codes or names with commas between them: 10, 40, 80."),
        )
    return list(dict.fromkeys(words))


def read_shares(text: str) -> dict[str, float]:
    """Code or name to share in a text such as ``10=0.3, 40=0.5``.

    Raises:
        BackendError: A part is not ``class=share``, a class comes twice, or a share is not above 0.
    """
    shares: dict[str, float] = {}
    for part in text.split(",") if text.strip() else []:
        word, _, number = (piece.strip() for piece in part.rpartition("="))
        try:
            share = float(number)
        except ValueError:
            share = math.nan
        if not word or word in shares or not 0 < share < math.inf:
            raise _refused(
                tr("'{text}' is no share of a class.").format(text=part.strip()),
                tr(
                    "Write class=share with a share above 0, each class once: 10=0.3, 40=0.5, 80=0.2. "
                    "Leave out a class that cannot be there."
                ),
            )
        shares[word] = share
    return shares


def needs_names(words: Sequence[str]) -> bool:
    """Whether some of the words are names, which may be in the user's language."""
    return not all(word.isascii() and word.isdigit() for word in words)


def classes_of(models: Sequence[ModelInfo], name: str) -> list[ClassInfo]:
    """The classes of a model by its name or path, empty for the default; empty if it is not listed."""
    for item in models:
        if (item.is_default and not name) or (name and name in (item.name, item.path)):
            return item.classes
    return []


def as_code(word: str, classes: Sequence[ClassInfo]) -> str:
    """The code for a name in the user's language; other words unchanged, for the worker to judge."""
    found = [item.code for item in classes if _plain(tr(item.name)) == _plain(word)]
    return str(found[0]) if len(found) == 1 else word


def _refused(message: str, remedy: str) -> BackendError:
    """The error that the worker would give."""
    return BackendError.from_info(ErrorInfo("invalid_request", message, remedy))


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
