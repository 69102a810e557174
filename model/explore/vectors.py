"""What segments are made of: per cell of two working pixels a vector of token and pixel features.

Tokens say what the ground is, and the head's pixel features where its border lies. Both are linear in the
stored components, so how near pixels are to a few centres is a sum of two products, which are interpolated.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.explore.grid import SceneGrid
from model.features.store import PIXEL_STEP, FeatureStore
from model.sar.windows import Window

Floats = NDArray[np.float32]

POWER = 0.5
"""How far components are whitened: 0 leaves their variances, 1 makes them equal."""
PIXEL_SHARE = 1.0
"""Variance of the pixel features for a variance of 1 of the tokens."""
SAMPLE = 20_000
"""Cells that the clusters are fitted on."""
SAMPLE_ROWS = 256
"""Rows of tokens that the sample is drawn from: each row is read once."""


@dataclass(frozen=True)
class Sample:
    """Cells of a scene.

    Attributes:
        tokens: [n, K] components of the cells' tokens.
        pixels: [n, P] components of the head's features.
    """

    tokens: Floats
    pixels: Floats


@dataclass(frozen=True)
class Weights:
    """Factors that make components comparable: [K] for tokens, [P] for pixel features."""

    tokens: Floats
    pixels: Floats

    @classmethod
    def of(cls, sample: Sample, power: float = POWER, pixel_share: float = PIXEL_SHARE) -> Weights:
        """Partly whitened; then the tokens have a variance of 1 and the pixel features of ``pixel_share``."""
        return cls(_weights(sample.tokens, power, 1.0), _weights(sample.pixels, power, pixel_share))

    def joined(self, sample: Sample) -> Floats:
        """The vectors of a sample [n, K + P]."""
        return np.concatenate([sample.tokens * self.tokens, sample.pixels * self.pixels], axis=1)


def drawn(store: FeatureStore, seed: int, size: int = SAMPLE) -> Sample:
    """A sample of the cells of known tokens, of bounded size for a scene of any size; all if there are few.

    Args:
        store: The features; at least one token is known.
        seed: Seed of the choice.
        size: Most cells.
    """
    rng = np.random.default_rng(seed)
    step = store.placing.patch // PIXEL_STEP
    rows = np.array([row for row in range(store.shape[0]) if store.known(slice(row, row + 1)).any()])
    if len(rows) > SAMPLE_ROWS:
        rows = np.sort(rng.choice(rows, SAMPLE_ROWS, replace=False))
    each = -(-size // len(rows))
    parts = []
    for row in rows:
        cols = np.flatnonzero(store.known(slice(row, row + 1))[0])
        down, across = (part.ravel() for part in np.mgrid[:step, : len(cols) * step])
        if len(down) > each:
            chosen = rng.choice(len(down), each, replace=False)
            down, across = down[chosen], across[chosen]
        token = cols[across // step]
        pixels = store.pixels(slice(row * step, (row + 1) * step))
        parts.append(
            (store.tokens(slice(row, row + 1))[0, token], pixels[down, token * step + across % step])
        )
    return Sample(*(np.concatenate(part) for part in zip(*parts, strict=True)))


def scores(grid: SceneGrid, window: Window, weights: Weights, centres: Floats) -> Floats:
    """How near each pixel of a window is to each centre [k, height, width].

    A score is the negative half of the squared distance, but for a number that all centres share.
    """
    count = len(weights.tokens)
    by_token = (centres[:, :count] * weights.tokens).T
    found = grid.spread_tokens(window, lambda rows, cols: grid.store.tokens(rows, cols) @ by_token)
    if len(weights.pixels):
        by_pixel = (centres[:, count:] * weights.pixels).T
        found += grid.spread_cells(window, lambda rows, cols: grid.store.pixels(rows, cols) @ by_pixel)
    found -= 0.5 * np.einsum("kd,kd->k", centres, centres)[:, None, None]
    return found


def _weights(values: Floats, power: float, share: float) -> Floats:
    """Factors [n] for components [cells, n] that make their summed variance ``share``."""
    deviation = values.std(axis=0)
    factors = np.maximum(deviation, np.float32(1e-6)) ** -np.float32(power)
    total = float(np.square(deviation * factors).sum())
    found: Floats = (factors * np.sqrt(share / total if total > 0 else 0.0)).astype(np.float32)
    return found
