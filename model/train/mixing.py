"""Borders known to the pixel: labelled ground of one place pasted over another place.

Interpreters keep away from borders, so polygons never show where one class ends and the next begins. A
network trained only on polygons maps water with a rim of another class. If a piece of a polygon is cut out
and pasted over another place, its border is known. The same idea without labels is ClassMix (Olsson et al.
2021, arXiv 2007.07936).
"""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from model.data.labels import UNLABELLED

BLOBS = (4, 6, 8, 12, 16, 24)
"""Blobs along the side of a window: from shapes as wide as a field to shapes as narrow as a river."""
COVERED = (0.3, 0.7)
"""Share of the window that the pieces may cover."""
NEAR = 16
"""Largest distance in pixels between the two chosen places after pasting."""


def laid_over(
    x: Tensor,
    labels: Tensor,
    chosen: list[int],
    other: Tensor,
    other_labels: Tensor,
    other_chosen: list[int],
    rng: np.random.Generator,
) -> tuple[Tensor, Tensor]:
    """A window with labelled pieces of another window pasted over it, near its own chosen pixel.

    Args:
        x: [2, size, size] normalised backscatter.
        labels: [size, size] class indices.
        chosen: Row and column of a labelled pixel.
        other: Normalised backscatter of another place, [2, size, size].
        other_labels: Class indices of the other place; only labelled pixels are pasted.
        other_chosen: Row and column of a labelled pixel of the other place.
        rng: Source of the random shapes.

    Returns:
        Image [2, size, size] and labels [size, size]; the arguments stay unchanged.
    """
    size = x.shape[-1]
    moved = [at - there + int(rng.integers(-NEAR, NEAR + 1)) for at, there in zip(chosen, other_chosen)]
    other, other_labels = _shifted(other, moved, 0.0), _shifted(other_labels, moved, UNLABELLED)
    pieces = blobs(size, rng)
    row, col = (min(max(there + step, 0), size - 1) for there, step in zip(other_chosen, moved))
    if not pieces[row, col]:
        pieces = ~pieces
    pieces &= other_labels != UNLABELLED
    return torch.where(pieces, other, x), torch.where(pieces, other_labels, labels)


def blobs(size: int, rng: np.random.Generator) -> Tensor:
    """[size, size] bool: smooth random shapes of a width from ``BLOBS``."""
    count = int(rng.choice(BLOBS))
    field = torch.from_numpy(rng.standard_normal((1, 1, count, count)).astype(np.float32))
    smooth = F.interpolate(field, size=(size, size), mode="bicubic", align_corners=False)[0, 0]
    return smooth > torch.quantile(smooth, 1 - float(rng.uniform(*COVERED)))


def _shifted(values: Tensor, by: list[int], fill: float) -> Tensor:
    """Values [..., size, size] moved by some rows and columns; ``fill`` in places without a source."""
    size = values.shape[-1]
    out = torch.full_like(values, fill)
    (top, left), (height, width) = ([max(step, 0) for step in by], [max(size - abs(step), 0) for step in by])
    from_top, from_left = (max(-step, 0) for step in by)
    source = values[..., from_top : from_top + height, from_left : from_left + width]
    out[..., top : top + height, left : left + width] = source
    return out
