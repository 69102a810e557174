"""The probabilities of all classes of a scene, kept on the disk while two dates are compared.

A map keeps the likeliest class and its probability. That is not enough for a change: where two classes are
about as likely, the second class says more than the first (``build.py bench change``).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from model.inference.region import Region
from model.inference.tiles import TileGrid
from model.products.classify import LandCover
from model.products.raw import RawRaster
from model.sar.interpolate import interpolate
from model.sar.windows import Window

_LARGEST = 10.0
"""Log odds beyond which a probability is 0 or 1."""
_LEVELS = 254


class ClassChances(LandCover):
    """Land cover, and beside it the probability of every class.

    Probabilities are kept as log odds in a byte: small probabilities differ by factors.

    Arguments as for :class:`LandCover`.

    Attributes:
        chances: One band per class, in the order of the codes.
    """

    def __init__(
        self, region: Region, grid: TileGrid, codes: list[int], device: torch.device, folder: Path
    ) -> None:
        super().__init__(region, grid, codes, device, folder)
        shape = region.window.shape
        path = folder / "chances.raw"
        self.chances = RawRaster(path, len(codes), *shape, "uint8", region.scene.orientation)

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

    def _write(
        self,
        logits: Tensor,
        covered: Tensor,
        origin: tuple[int, int],
        window: Window,
        valid: NDArray[np.bool_],
    ) -> None:
        super()._write(logits, covered, origin, window, valid)
        chosen = self._at(logits, origin, window).float()
        total = torch.logsumexp(chosen, 0)
        share = (chosen - total).clamp_max(-1e-6)
        odds = share - torch.log(-torch.expm1(share))
        levels = ((odds / _LARGEST).clamp(-1, 1) + 1) * (_LEVELS / 2)
        self.chances.write(window.row, window.col, levels.round_().to(torch.uint8).cpu().numpy())

    def _at(self, logits: Tensor, origin: tuple[int, int], window: Window) -> Tensor:
        """The logits of a window of input pixels, from logits that start at ``origin``."""
        if self._region.exact:
            rows, cols = self._slices(window, origin)
            return logits[:, rows, cols]
        row, col, height, width = window
        at_rows = self._axes[0].positions(row, height) - origin[0]
        at_cols = self._axes[1].positions(col, width) - origin[1]
        top, left = int(at_rows[0]), int(at_cols[0])
        part = logits[:, top : int(at_rows[-1]) + 2, left : int(at_cols[-1]) + 2]
        return interpolate(part, at_rows - top, at_cols - left)
