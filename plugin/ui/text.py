"""Words and numbers for people."""

from __future__ import annotations

import html

from ..translation import fill, tr


def rich_tooltip(text: str) -> str:
    """A tooltip that wraps: Qt only breaks the lines of rich text."""
    return f"<qt>{html.escape(text)}</qt>"


def shortened(text: str, most: int = 32) -> str:
    """A name without its middle: a name without blanks would not wrap, and its ends matter most."""
    if len(text) <= most:
        return text
    head = (most - 1) // 2
    return f"{text[:head]}…{text[head + 1 - most :]}"


def decimal(value: float, digits: int) -> str:
    """A number with the decimal sign of the user's language, without grouping."""
    return fill(f"{{value:.{digits}f}}", value=value)


def duration(seconds: float) -> str:
    """Seconds in words: "8 s", "3 min 20 s", "1 h 05 min"."""
    whole = max(0, round(seconds))
    if whole < 60:
        return tr("{seconds} s").format(seconds=whole)
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        if minutes < 10 and rest:
            return tr("{minutes} min {seconds:02d} s").format(minutes=minutes, seconds=rest)
        return tr("{minutes} min").format(minutes=minutes)
    hours, minutes = divmod(minutes, 60)
    return tr("{hours} h {minutes:02d} min").format(hours=hours, minutes=minutes)


def hectares(area: float) -> str:
    """An area with about three significant digits and thin grouping: "0.42", "12.3", "1 234"."""
    if area < 1:
        return decimal(area, 2)
    if area < 100:
        return decimal(area, 1)
    return fill("{area:,.0f}", area=area)


def percent(share: float) -> str:
    """A share of 1 in percent: "12.3", or "<0.1" if rounding would give a false zero."""
    if 0 < share < 0.0005:
        return "<" + decimal(0.1, 1)
    return decimal(100 * share, 1)
