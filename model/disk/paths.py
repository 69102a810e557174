"""Texts and paths from outside, checked before anything is done with them.

GDAL reads a name with a NUL as one that ends there, names that are no UTF-8 it cannot be given at all,
and a name that is too long fails only when the file is written, at the end of the work.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

from model.errors.errors import InvalidRequest, OutputNotWritable
from model.errors.words import marked, shown

NAME_LIMIT = 255
"""Of file systems that do not say: bytes, on Windows UTF-16 units."""
PATH_LIMIT = 32_767 if os.name == "nt" else 4095
LONGEST_TEXT = 40_000
"""Characters of a name, a path, a field's value. Longer ones are damage."""
ROOM = 40
"""What a name leaves free for what is added to it: of a scene's stem products are made, the longest
``STEM_confidence.qml.unfinished``; beside a model lie hidden files as ``.STEM.KEY.best.safetensors``."""

_OTHER_SOURCE = re.compile(r"^(/vsi|[A-Za-z][A-Za-z0-9_+.-]+:)")
"""GDAL's own names, as in ``NETCDF:"file":variable``; a single letter before the colon is a drive."""


def check_text(text: str, what: str, longest: int = LONGEST_TEXT) -> None:
    """Refuses a text that no library can be given.

    Args:
        text: The text.
        what: What it is, for the message: "the name of the model".
        longest: Characters that it may have.

    Raises:
        InvalidRequest: It holds a NUL, is no Unicode, or is too long.
    """
    if "\0" in text:
        raise InvalidRequest(
            f"{_sentence(what)} holds a NUL character: {shown(text)}.",
            remedy=marked("Take the character out: no name can have it."),
        )
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        # Python's stand-ins for bytes that are no UTF-8 are found here, too.
        raise InvalidRequest(
            f"{_sentence(what)} is no valid Unicode: {shown(text)}.",
            remedy=marked(
                "Use letters that every program can read; rename the file or folder that has such a name."
            ),
        ) from None
    if len(text) > longest:
        raise InvalidRequest(
            f"{_sentence(what)} is too long ({len(text)} characters): {shown(text)}.",
            remedy=marked("Choose a shorter name."),
        )


def check_path(text: str, what: str, *, relative: bool, source: bool = False, room: int = 0) -> None:
    """Refuses a path that cannot be one on this computer.

    Args:
        text: The path.
        what: What it is, for the message.
        relative: Whether it may depend on the folder that the process is in.
        source: Whether GDAL's own names, as ``NETCDF:"file":variable``, are allowed.
        room: Bytes that its last name leaves free for what is added to it.

    Raises:
        InvalidRequest: It cannot.
    """
    check_text(text, what)
    if not text.strip():
        raise InvalidRequest(f"{_sentence(what)} is empty.")
    if source and _OTHER_SOURCE.match(text):
        return
    if not relative and not os.path.isabs(text):
        raise InvalidRequest(
            f"{_sentence(what)} is relative: {shown(text)}.",
            remedy=marked("Give the whole path, from the root or the drive on."),
        )
    if _length(text) + room > PATH_LIMIT:
        raise InvalidRequest(
            f"{_sentence(what)} is too long: {shown(text)}.",
            remedy=marked("Choose a folder that is not so deep."),
        )
    path = Path(text)
    limit = _name_limit(path)
    for name in path.parts[:-1]:
        _check_name(name, what, limit, 0)
    _check_name(path.name, what, limit, room)


def _check_name(name: str, what: str, limit: int, room: int) -> None:
    most = limit - room
    if _length(name) > most:
        more = " with what Sardino adds to it" if room else ""
        raise InvalidRequest(
            f"{_sentence(what)} has a name that is too long{more}: {shown(name)} ({_length(name)} bytes, "
            f"{most} are possible).",
            remedy=marked("Rename it, or choose a shorter name."),
        )


def check_stem(stem: str) -> None:
    """Refuses what cannot begin a file's name.

    Raises:
        InvalidRequest: It is empty, begins with a dot (a hidden file), or holds a separator or a control
            character.
    """
    check_text(stem, "the name of the products")
    bad = '/\\:*?"<>|' if os.name == "nt" else "/\\"
    if not stem.strip() or stem.startswith(".") or any(char in bad or char < " " for char in stem):
        raise InvalidRequest(
            f"{shown(stem)} cannot begin a file name.",
            remedy=marked("Use letters, numbers, dashes and underscores."),
        )


def _name_limit(path: Path) -> int:
    """How long a name may be where a file or folder is or will be."""
    ask: Callable[[Path, str], int] | None = getattr(os, "pathconf", None)
    if ask is not None:
        for folder in path.parents:
            try:
                limit = ask(folder, "PC_NAME_MAX")
            except (OSError, ValueError):  # not there yet, or not to be asked
                continue
            return limit if limit > 0 else NAME_LIMIT
    return NAME_LIMIT


def check_folder(folder: Path) -> None:
    """Refuses a folder in which no file could be made, or which could not be made itself.

    Raises:
        OutputNotWritable: It is, or lies in, a file; or the user may not write there.
    """
    there = next((place for place in (folder, *folder.parents) if os.path.exists(place)), folder)
    reason = ""
    if not os.path.isdir(there):
        reason = f"{shown(there.name)} is no folder"
    elif not os.access(there, os.W_OK):
        reason = f"you may not write to {shown(there.name)}"
    if reason:
        raise OutputNotWritable(f"No file can be written to {shown(folder.name)}: {reason}.")


def _length(name: str) -> int:
    return len(name.encode("utf-16-le")) // 2 if os.name == "nt" else len(os.fsencode(name))


def _sentence(what: str) -> str:
    return what[:1].upper() + what[1:]
