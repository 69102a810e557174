"""Words and numbers for people."""

from __future__ import annotations

import html

from qgis.PyQt.QtCore import QCoreApplication


def tr(text: str) -> str:
    """The text in the user's language."""
    return QCoreApplication.translate("Sardino", text)


def rich_tooltip(text: str) -> str:
    """A tooltip that wraps: Qt only breaks the lines of rich text."""
    return f"<qt>{html.escape(text)}</qt>"


def duration(seconds: float) -> str:
    """Seconds in words: "8 s", "3 min 20 s", "1 h 05 min"."""
    whole = max(0, round(seconds))
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes} min {rest:02d} s" if minutes < 10 and rest else f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02d} min"


def hectares(area: float) -> str:
    """An area with about three significant digits and thin grouping: "0.42", "12.3", "1 234"."""
    if area < 1:
        return f"{area:.2f}"
    if area < 100:
        return f"{area:.1f}"
    return f"{area:,.0f}".replace(",", "\u202f")


def percent(share: float) -> str:
    """A share of 1 in percent: "12.3", "<0.1" instead of a zero that is none."""
    if 0 < share < 0.0005:
        return "<0.1"
    return f"{100 * share:.1f}"
