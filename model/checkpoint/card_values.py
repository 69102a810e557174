"""Texts and numbers that any value of a model card may hold.

Values of a card go into GeoTIFF tags, XML, HTML, JSON lines and file names. So values are checked when
reading the card, before one of these uses fails.
"""

from __future__ import annotations

import re
from typing import Any

MAX_DEPTH = 64
MAX_TEXT = 50_000
MAX_NUMBER = 2**63

_NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_NO_LINE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def is_line(value: Any, most: int) -> bool:
    """Whether a value is a one-line text with visible characters, at most ``most`` long."""
    return (
        isinstance(value, str) and len(value) <= most and bool(value.strip()) and not _NO_LINE.search(value)
    )


def shown(text: str) -> str:
    """A text that can be shown and sent: forbidden characters become question marks."""
    return _NO_LINE.sub("\N{REPLACEMENT CHARACTER}", text)


def fault_of(value: Any, depth: int = 0) -> str:
    """What is wrong with a value from JSON, including nested values; empty if nothing is wrong.

    Returns:
        The rest of a sentence that begins with "which".
    """
    if depth > MAX_DEPTH:
        return f"is nested more than {MAX_DEPTH} deep"
    if isinstance(value, str):
        return _fault_of_text(value)
    if isinstance(value, dict):
        faults = (_fault_of_text(key) or fault_of(item, depth + 1) for key, item in value.items())
        return next(filter(None, faults), "")
    if isinstance(value, list):
        return next(filter(None, (fault_of(item, depth + 1) for item in value)), "")
    if isinstance(value, int) and abs(value) >= MAX_NUMBER:
        return "holds a number that is too large"
    return ""


def _fault_of_text(text: str) -> str:
    if len(text) > MAX_TEXT:
        return f"holds a text of more than {MAX_TEXT} letters"
    return "holds control characters" if _NO_TEXT.search(text) else ""
