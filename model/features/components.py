"""Principal components of a scene's tokens, from sums over its tiles."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

SPREADS = 8.0
"""Values up to so many standard deviations are kept; larger ones are cut. A step is then 0.06 of one."""
_STEPS = 127


@dataclass(frozen=True)
class Components:
    """A linear reduction.

    Attributes:
        mean: [D].
        basis: [K, D] orthonormal rows, the greatest variance first.
        share: [K] share of the variance.
        scale: [K] size of a step of the kept integers.
    """

    mean: Floats
    basis: Floats
    share: Floats
    scale: Floats

    def of(self, values: Floats) -> Floats:
        """Components [..., K] of values [..., D], centred on the mean."""
        found: Floats = values @ self.basis.T - self.mean @ self.basis.T
        return found

    def then(self, second: Components) -> Components:
        """This reduction followed by another one of its components, [K, K]."""
        return Components(
            (self.mean + second.mean @ self.basis).astype(np.float32),
            np.ascontiguousarray(second.basis @ self.basis),
            second.share,
            second.scale,
        )

    @property
    def spread(self) -> float:
        """Standard deviation of the first component."""
        return float(self.scale[0]) * _STEPS / SPREADS


class Moments:
    """Weighted mean and covariance of vectors, from sums."""

    def __init__(self, dim: int) -> None:
        self._weight = 0.0
        self._sum = np.zeros(dim)
        self._products = np.zeros((dim, dim))

    def add(self, values: Floats, weight: Floats) -> None:
        """Adds vectors [N, D] with weights [N]."""
        weighted = values * weight[:, None]
        self._weight += float(weight.sum(dtype=np.float64))
        self._sum += weighted.sum(axis=0, dtype=np.float64)
        self._products += weighted.T @ values

    def components(self, count: int) -> Components:
        """The ``count`` principal components (not more than D); without any vector they are arbitrary."""
        weight = max(self._weight, 1e-12)
        mean = self._sum / weight
        variance, vectors = np.linalg.eigh(self._products / weight - np.outer(mean, mean))
        variance = np.maximum(variance[::-1], 0)
        basis = vectors[:, ::-1][:, :count].T
        # The sign of a component is arbitrary: the same on every computer.
        largest = np.take_along_axis(basis, np.abs(basis).argmax(axis=1, keepdims=True), axis=1)
        return Components(
            mean.astype(np.float32),
            np.ascontiguousarray(basis * np.sign(largest), np.float32),
            (variance[:count] / max(variance.sum(), 1e-12)).astype(np.float32),
            np.maximum(SPREADS * np.sqrt(variance[:count]) / _STEPS, 1e-6).astype(np.float32),
        )


class Range:
    """Mean and greatest distance from the mean of a few values per cell."""

    def __init__(self, count: int) -> None:
        self._cells = 0
        self._sum = np.zeros(count)
        self._squares = np.zeros(count)
        self._low = np.full(count, np.inf)
        self._high = np.full(count, -np.inf)

    def add(self, values: Floats) -> None:
        """Adds values [P, N]."""
        if values.shape[1]:
            self._cells += values.shape[1]
            self._sum += values.sum(axis=1, dtype=np.float64)
            self._squares += np.einsum("pn,pn->p", values, values, dtype=np.float64)
            self._low = np.minimum(self._low, values.min(axis=1))
            self._high = np.maximum(self._high, values.max(axis=1))

    def mean(self) -> Floats:
        """[P]."""
        return (self._sum / max(self._cells, 1)).astype(np.float32)

    def scale(self) -> Floats:
        """[P] size of a step: all values fit, but those beyond :data:`SPREADS` standard deviations."""
        mean = self._sum / max(self._cells, 1)
        spread = np.sqrt(np.maximum(self._squares / max(self._cells, 1) - mean**2, 0))
        reach = np.maximum(self._high - mean, mean - self._low) if self._cells else spread
        return np.maximum(np.minimum(SPREADS * spread, reach) / _STEPS, 1e-6).astype(np.float32)
