"""Texts in messages: our own texts, marked for translation, and texts from outside."""

from __future__ import annotations


def marked(text: str, /) -> str:
    """The unchanged text, marked for translation: the plugin translates the text when showing it.

    Args:
        text: A literal, exactly as the user reads it; ``tools/translations.py`` finds the text only by this
            mark. Never mark a text with values filled in: the plugin would not find it in the translations.
    """
    return text


def shown(text: str) -> str:
    """A text for a message: shortened, and without characters that a terminal or a dialog cannot show."""
    printable = "".join(char if char.isprintable() else "?" for char in text[:60])
    return f"'{printable}{'...' if len(text) > 60 else ''}'"
