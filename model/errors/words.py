"""Texts of others inside our messages."""

from __future__ import annotations


def shown(text: str) -> str:
    """A text for a message: short, and without what a terminal or a dialog cannot show."""
    printable = "".join(char if char.isprintable() else "?" for char in text[:60])
    return f"'{printable}{'...' if len(text) > 60 else ''}'"
