"""Colours of segments that have no meaning yet: as different as so many can be."""

from __future__ import annotations

import colorsys

PALETTE = (
    "#1f78b4", "#b2df8a", "#e31a1c", "#ff7f00", "#6a3d9a", "#33a02c",
    "#ffd92f", "#a6cee3", "#b15928", "#fb9a99", "#cab2d6", "#666666",
)  # fmt: skip
"""Colours of ColorBrewer's Paired and Set2 (Brewer 2013), in an order in which neighbours differ."""
_GOLDEN = 0.618034
"""Hues in steps of the golden ratio never come close to each other."""


def colour(number: int) -> str:
    """The colour of a segment as ``#rrggbb``.

    Args:
        number: The segment, from 1.
    """
    if number <= len(PALETTE):
        return PALETTE[number - 1]
    value = (0.95, 0.75, 0.55)[number % 3]
    red, green, blue = colorsys.hsv_to_rgb(number * _GOLDEN % 1, 0.65, value)
    return f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"
