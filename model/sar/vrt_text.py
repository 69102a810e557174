"""Finds the files that a virtual raster (VRT) refers to, in linear time for any text.

Without an XML parser: GDAL's own parser is more tolerant than any other (names in any case, tags that never
end), and a hostile text can make a parser expand without end.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator

MARK = "<vrtdataset"
MAX_BANDS = 1000
_SOURCES = frozenset(("sourcefilename", "sourcedataset", "dempath"))
_NAME = re.compile(r"[A-Za-z_][\w:.-]*")
_REST_OF_TAG = re.compile(r"(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_RELATIVE = re.compile(r"relativetovrt\s*=\s*[\"']?\s*1", re.IGNORECASE)
_LONGEST_TAG = 2000
_ENDS = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>"}


class NotUsable(Exception):
    """The text is no safely readable virtual raster; the message says why, to follow the file's name."""


def vrt_sources(text: str) -> list[tuple[str, bool, int]]:
    """Each file name in a virtual raster, whether the name is relative to the VRT, and how often it occurs.

    Raises:
        NotUsable: The text is damaged, or would crash GDAL.
    """
    found: Counter[tuple[str, bool]] = Counter()
    bands = 0
    for element, attributes, pieces in _elements(text):
        if element == "vrtrasterband":
            bands += 1
            if bands > MAX_BANDS:
                raise NotUsable(f"has more than {MAX_BANDS:,} bands")
        elif element == "size" and not _is_kernel_size("".join(pieces)):
            raise NotUsable("has a filter without a size")
        elif element in _SOURCES:
            relative = _RELATIVE.search(attributes) is not None
            # GDAL may take the first piece alone, or all of them.
            names = {name.strip() for name in ((pieces[0] if pieces else ""), "".join(pieces))}
            found.update((name, relative) for name in names if name)
    return [(name, relative, times) for (name, relative), times in found.items()]


def _is_kernel_size(text: str) -> bool:
    """Whether a filter can have this size: GDAL reads beyond its memory with a filter of size 0."""
    return text.strip().isdecimal() and 1 <= int(text.strip()[:6]) <= 1001


def _elements(text: str) -> Iterator[tuple[str, str, list[str]]]:
    """Elements in lower case, their attributes, and the pieces of text that follow the tag."""
    lower = text.lower()
    kept = _SOURCES | {"vrtrasterband"} | ({"size"} if "<kernelfilteredsource" in lower else frozenset())
    at = text.find("<")
    while at >= 0:
        end = _end_of_other(text, at)
        if end is not None:
            at = text.find("<", end)
            continue
        name = _NAME.match(text, at + 1)
        if name is None or name[0].lower() not in kept:
            at = text.find("<", at + 1)
            continue
        rest = _REST_OF_TAG.match(text, name.end(), min(len(text), name.end() + _LONGEST_TAG))
        if rest is None:
            raise NotUsable("is damaged: a tag does not end")
        pieces, at = _pieces(text, rest.end())
        yield name[0].lower(), rest[0], pieces


def _pieces(text: str, at: int) -> tuple[list[str], int]:
    """Texts and literals up to the next tag, and where this tag begins (-1 without a tag)."""
    pieces = []
    while True:
        begin = text.find("<", at)
        plain = html.unescape(text[at : begin if begin >= 0 else len(text)])
        if plain.strip():
            pieces.append(plain)
        if begin < 0:
            return pieces, -1
        end = _end_of_other(text, begin)
        if end is None:
            return pieces, begin
        if text.startswith("<![CDATA[", begin):
            pieces.append(text[begin + 9 : end - 3])
        at = end


def _end_of_other(text: str, at: int) -> int | None:
    """End of a comment, literal or instruction that begins here; None for anything else.

    Raises:
        NotUsable: The end is missing.
    """
    for begin, end in _ENDS.items():
        if text.startswith(begin, at):
            found = text.find(end, at + len(begin))
            if found < 0:
                raise NotUsable("is damaged: a comment or literal does not end")
            return found + len(end)
    return None
