"""Checks texts and paths from outside before use.

For GDAL a name ends at a NUL, and a name must be UTF-8. A name that is too long fails only when the file is
written, at the end of the work.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

from model.errors.errors import InvalidRequest, OutputNotWritable
from model.errors.words import marked, shown

NAME_LIMIT = 255
"""For file systems that report no limit: bytes, on Windows UTF-16 units."""
PATH_LIMIT = 32_767 if os.name == "nt" else 4095
LONGEST_TEXT = 40_000
"""Characters of a name, a path, a field's value. A longer text is damaged."""
ROOM = 40
"""Bytes that a name leaves free for additions: products add to a scene's stem, the longest is
``STEM_confidence.qml.unfinished``; models have hidden files such as ``.STEM.KEY.best.safetensors``."""

_OTHER_SOURCE = re.compile(r"^(/vsi|[A-Za-z][A-Za-z0-9_+.-]+:)")
"""GDAL's own names, as in ``NETCDF:"file":variable``; a single letter before the colon is a drive."""


def check_text(text: str, what: str, longest: int = LONGEST_TEXT) -> None:
    """Refuses a text that libraries cannot handle.

    Args:
        text: The text.
        what: Name of the thing, for the message: "the name of the model".
        longest: Most characters that the text may have.

    Raises:
        InvalidRequest: The text holds a NUL, is no Unicode, or is too long.
    """
    if "\0" in text:
        raise InvalidRequest(
            f"{_sentence(what)} holds a NUL character: {shown(text)}.",
            remedy=marked("Take the character out: no name can have it."),
        )
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        # This also finds Python's placeholders for bytes that are not UTF-8.
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
    """Refuses a path that is not valid on this computer.

    Args:
        text: The path.
        what: Name of the thing, for the message.
        relative: Whether the path may be relative to the process's folder.
        source: Whether GDAL's own names, as ``NETCDF:"file":variable``, are allowed.
        room: Bytes that the path's last name leaves free for additions.

    Raises:
        InvalidRequest: The path is not valid.
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
    """Refuses a text that cannot begin a file's name.

    Raises:
        InvalidRequest: The text is empty, begins with a dot (a hidden file), or holds a separator or a
            control character.
    """
    check_text(stem, "the name of the products")
    bad = '/\\:*?"<>|' if os.name == "nt" else "/\\"
    if not stem.strip() or stem.startswith(".") or any(char in bad or char < " " for char in stem):
        raise InvalidRequest(
            f"{shown(stem)} cannot begin a file name.",
            remedy=marked("Use letters, numbers, dashes and underscores."),
        )


def _name_limit(path: Path) -> int:
    """Longest name at the place of an existing or future file or folder."""
    ask: Callable[[Path, str], int] | None = getattr(os, "pathconf", None)
    if ask is not None:
        for folder in path.parents:
            try:
                limit = ask(folder, "PC_NAME_MAX")
            except (OSError, ValueError):  # missing, or not readable
                continue
            return limit if limit > 0 else NAME_LIMIT
    return NAME_LIMIT


def check_folder(folder: Path) -> None:
    """Refuses a folder that cannot be created, or in which no file can be created.

    Raises:
        OutputNotWritable: The path is, or lies in, a file; or the user may not write there.
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
