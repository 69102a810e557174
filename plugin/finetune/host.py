"""What the "Fine-tune" page needs from the dock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from qgis.core import Qgis


@dataclass(frozen=True)
class Host:
    """What the page needs from the dock.

    Attributes:
        client: Gives the worker's client; only called in background threads.
        scene: Id of the dock's radar layer; empty if there is none.
        parameters: The dock's choices as parameters of ``sardino:segmentlayer``.
        segment: Starts a segmentation with some parameters changed; returns the reason if it cannot.
        tell: Shows a text in QGIS's message bar.
    """

    client: Callable[[], Any]
    scene: Callable[[], str]
    parameters: Callable[[], dict[str, Any]]
    segment: Callable[[dict[str, Any]], str]
    tell: Callable[[str, Qgis.MessageLevel], None]
