"""Words inside our messages: our own, marked for translation, and those of others."""

from __future__ import annotations


def marked(text: str, /) -> str:
    """The text as it is, marked for translation: the plugin looks it up where it shows it.

    Args:
        text: A literal, whole as the user reads it; ``tools/translations.py`` finds it by this mark alone.
            A text with values in it gets none: what arrives is no longer what was translated.
    """
    return text


def shown(text: str) -> str:
    """A text for a message: short, and without what a terminal or a dialog cannot show."""
    printable = "".join(char if char.isprintable() else "?" for char in text[:60])
    return f"'{printable}{'...' if len(text) > 60 else ''}'"
