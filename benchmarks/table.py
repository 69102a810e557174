"""Rows of the table that a benchmark prints."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """A line of the table; ``passed`` is None without a target."""

    what: str
    measured: str
    bar: str = ""
    passed: bool | None = None


def bar(what: str, value: float, limit: float, unit: str = "", spread: str = "") -> Row:
    """A row whose value should not exceed its limit."""
    return Row(what, f"{value:.3f}{unit}{spread}", f"<= {limit:g}{unit}", value <= limit)


def spread(values: list[float]) -> str:
    """The least and the greatest of several values, in brackets; nothing for a single one."""
    return f" ({min(values):.3f} to {max(values):.3f})" if len(values) > 1 else ""
