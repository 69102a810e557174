"""What a run says about each class."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ClassArea:
    """The area of a class: its legend entry (``color`` is ``#rrggbb``) and hectares."""

    name: str
    color: str
    hectares: float
