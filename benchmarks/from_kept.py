"""Fast fine-tuning from kept features instead of the network's own: ``bench finetune --kept``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from numpy.typing import NDArray

from model.features.passing import sizes_of
from model.features.store import PIXEL_STEP, steps_of
from model.finetune import run
from model.finetune.features import Extractor

Values = NDArray[np.float32]


@contextmanager
def from_kept() -> Iterator[None]:
    """Trainings in the block see what a file of kept features holds of the head's features.

    No changed copies of the tiles: these need passes of the network, which kept features are to save.
    """
    whole, copies = Extractor._features, run.COPIES

    def kept(self: Extractor, x: Values, valid: NDArray[np.bool_] | None) -> Values:
        return reduced(whole(self, x, valid), sizes_of(self._engine)[1])

    Extractor._features = kept  # type: ignore[method-assign]
    run.COPIES = 0
    try:
        yield
    finally:
        Extractor._features, run.COPIES = whole, copies  # type: ignore[method-assign]


def reduced(values: Values, basis: Values) -> Values:
    """Features [B, F, h, w] as a file of kept features gives them back.

    Args:
        values: The head's features.
        basis: [P, F] the kept directions.
    """
    batch, count, rows, cols = values.shape
    shape = (batch, count, rows // PIXEL_STEP, PIXEL_STEP, cols // PIXEL_STEP, PIXEL_STEP)
    cells = np.einsum("pf,bfhw->bhwp", basis, values.reshape(shape).mean(axis=(3, 5)))
    mean, spread = cells.mean(axis=(0, 1, 2)), cells.std(axis=(0, 1, 2))
    scale = np.maximum(8 * spread / 127, 1e-6).astype(np.float32)
    back = steps_of(cells - mean, scale) * scale + mean
    found: Values = np.einsum("pf,bhwp->bfhw", basis, back).astype(np.float32)
    return found.repeat(PIXEL_STEP, axis=2).repeat(PIXEL_STEP, axis=3)
