"""Careful segmenting: every tile is seen as it is and in three mirror images, and the answers are averaged.

Classes do not depend on which way a tile is turned, but a network's answers do a little; their mean errs less
(test-time augmentation). It takes four forward passes instead of one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.inference.runner import Inference, Seen

VIEWS = 4
"""As it is, mirrored from left to right, from top to bottom, and both."""


class Careful:
    """An engine whose logits are the mean over mirror images; all else is the engine's own.

    Args:
        inference: The engine.
    """

    def __init__(self, inference: Inference) -> None:
        self._inference = inference

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inference, name)

    def run(self, x: NDArray[np.float32], valid: NDArray[np.bool_] | None) -> tuple[Any, Any]:
        """As :meth:`model.inference.runner.Inference.run`; the attention is that of the tiles as they are."""
        logits, maps = self._inference.run(x, valid)
        return self._averaged(logits, x, valid), maps

    def see(self, x: NDArray[np.float32], valid: NDArray[np.bool_] | None) -> Seen:
        """As :meth:`run`: attention, tokens and pixels are those of the tiles as they are."""
        seen = self._inference.see(x, valid)
        return replace(seen, logits=self._averaged(seen.logits, x, valid))

    def _averaged(self, logits: Any, x: NDArray[np.float32], valid: NDArray[np.bool_] | None) -> Any:
        """The mean of the logits of the tiles as they are and of their mirror images."""
        wanted = self._inference.attention
        self._inference.attention = False
        try:
            for rows, cols in ((False, True), (True, False), (True, True)):
                seen = mirrored(x, rows, cols)
                where = None if valid is None else mirrored(valid, rows, cols)
                said, _ = self._inference.run(seen, where)
                logits = logits + mirrored(said, rows, cols)
        finally:
            self._inference.attention = wanted
        return logits / VIEWS


def mirrored(values: Any, rows: bool, cols: bool) -> Any:
    """Arrays or tensors [..., rows, cols] mirrored from top to bottom, and from left to right."""
    axes = tuple(axis for axis, wanted in ((-2, rows), (-1, cols)) if wanted)
    if isinstance(values, np.ndarray):
        return np.ascontiguousarray(np.flip(values, axes))
    return values.flip(axes)
