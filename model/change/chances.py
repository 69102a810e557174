"""The probabilities of all classes of a scene, kept on the disk while two dates are compared.

A map keeps the likeliest class and its probability. That is not enough for a change: where two classes are
about as likely, the second class says more than the first (``build.py bench change``).
"""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.special import logsumexp

from model.checkpoint.offsets import Adjustment
from model.inference.arrays import Array, Place, fetched
from model.inference.region import Region
from model.inference.tiles import TileGrid
from model.products.classify import LandCover, classify
from model.products.expected import Expected
from model.products.raw import RawRaster
from model.protocol.values import ClassInfo
from model.sar.windows import Window

_LARGEST = 10.0
"""Log odds beyond which a probability is 0 or 1."""
_LEVELS = 254


class ClassChances(LandCover):
    """Land cover, and beside it the probability of every class.

    Probabilities are kept as log odds in a byte: small probabilities differ by factors.

    Args:
        region: The region to segment.
        grid: The region's tiles.
        classes: The network's classes in the order of the logits.
        place: Where the logits are: a torch device, or None for numpy.
        folder: For temporary files.
        by: What the model's card changes in the logits.

    Attributes:
        chances: One band per class, in the order of the codes.
    """

    def __init__(
        self,
        region: Region,
        grid: TileGrid,
        classes: list[ClassInfo],
        place: Place,
        folder: Path,
        by: Adjustment,
    ) -> None:
        codes = [item.code for item in classes]
        wanted = Expected(tuple(classes)).adjusted(by)
        super().__init__(region, grid, codes, wanted, place, folder, {})
        shape = region.window.shape
        path = folder / "chances.raw"
        self.chances = RawRaster(path, len(codes), *shape, "uint8", region.scene.orientation)
        self._writing = threading.Lock()

    def close(self) -> None:
        """Closes all files."""
        super().close()
        self.chances.close()

    def probabilities(self, row: int, height: int) -> NDArray[np.float32]:
        """Probabilities [classes, height, cols] from ``row``, 0 to 1; call after the last row of tiles."""
        odds = self.chances.read(row, height).astype(np.float32) / (_LEVELS / 2) - 1
        found: NDArray[np.float32] = 1 / (1 + np.exp(-odds * _LARGEST))
        normal: NDArray[np.float32] = found / np.maximum(found.sum(axis=0), 1e-6)
        return normal

    def _classify(
        self, logits: Array, covered: Array, origin: tuple[int, int], window: Window
    ) -> tuple[NDArray[np.uint8], NDArray[np.uint8], NDArray[np.bool_]]:
        chosen, known = self._chosen(logits, covered, origin, window)
        levels = _levels_of(fetched(chosen).astype(np.float32))
        with self._writing:  # windows are classified in several threads
            self.chances.write(window.row, window.col, levels)
        return *classify(chosen), known


def _levels_of(logits: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Log odds of every class [classes, rows, cols] in steps."""
    share = np.minimum(logits - logsumexp(logits, axis=0), -1e-6)
    odds = share - np.log(-np.expm1(share))
    levels = (np.clip(odds / _LARGEST, -1, 1) + 1) * (_LEVELS / 2)
    found: NDArray[np.uint8] = np.rint(levels).astype(np.uint8)
    return found
