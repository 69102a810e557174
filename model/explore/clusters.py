"""k-means, and how many clusters there are.

k-means++ (Arthur & Vassilvitskii 2007) chooses the first centres, Lloyd's algorithm moves them. Written here
since scikit-learn is not in the environment that users get.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Indices = NDArray[np.int64]

STARTS = 3
"""First choices of centres; the best result counts."""
ROUNDS = 60
"""Most steps of Lloyd's algorithm."""
COUNTS = range(3, 13)
"""Numbers of clusters that :func:`proposed` compares."""
FEW = 4000
"""Vectors that :func:`proposed` looks at."""


@dataclass(frozen=True)
class Clusters:
    """Centres, and the vectors that they were fitted on.

    Attributes:
        centres: [k, D].
        nearest: Cluster of each vector [n].
        inertia: Sum of the squared distances of all vectors to their centres.
    """

    centres: Floats
    nearest: Indices
    inertia: float


def k_means(
    vectors: Floats, count: int, seed: int, poll: Callable[[], None] = lambda: None, starts: int = STARTS
) -> Clusters:
    """Clusters of vectors; fewer than ``count`` if there are fewer different vectors.

    Args:
        vectors: [n, D], at least one.
        count: Number of clusters.
        seed: Seed of the first centres.
        poll: Called at every step; may raise to end the work.
        starts: First choices of centres.
    """
    rng = np.random.default_rng(seed)
    tries = [_moved(vectors, _first_centres(vectors, count, rng), poll) for _ in range(starts)]
    return min(tries, key=lambda found: found.inertia)


def proposed(vectors: Floats, seed: int, poll: Callable[[], None] = lambda: None) -> tuple[int, float]:
    """A number of clusters, and its simplified silhouette.

    The simplified silhouette (Hruschka, Campello & de Castro 2004; Vendramin et al. 2010) of a vector
    compares the distance b to the second nearest centre with the distance a to the nearest: (b - a) / b. The
    number with the highest mean counts.

    Args:
        vectors: [n, D], at least one.
        seed: Seed of the sample and of the first centres.
        poll: Called at every step; may raise to end the work.
    """
    if len(vectors) > FEW:
        vectors = vectors[np.random.default_rng(seed).choice(len(vectors), FEW, replace=False)]
    scored = []
    for count in COUNTS:
        found = k_means(vectors, count, seed, poll, starts=1)
        if len(found.centres) < 2:
            return len(found.centres), 0.0
        scored.append((silhouette(vectors, found.centres), -len(found.centres)))
    best = max(scored)
    return -best[1], best[0]


def silhouette(vectors: Floats, centres: Floats) -> float:
    """Mean simplified silhouette of vectors [n, D] and at least two centres [k, D]: 0 to 1."""
    nearest = np.sqrt(np.partition(_squares(vectors, centres), 1, axis=1)[:, :2])
    return float(np.mean(1 - nearest[:, 0] / np.maximum(nearest[:, 1], np.float32(1e-12))))


def _first_centres(vectors: Floats, count: int, rng: np.random.Generator) -> Floats:
    """k-means++: each further centre is drawn with a chance that grows with its squared distance."""
    centres = [vectors[rng.integers(len(vectors))]]
    left = _squares(vectors, centres[0][None])[:, 0].astype(np.float64)
    while len(centres) < count:
        total = left.sum()
        # What is left of equal vectors is rounding.
        if total <= 1e-6 * len(vectors) * max(float(np.abs(vectors).max()) ** 2, 1e-12):
            break
        centres.append(vectors[rng.choice(len(vectors), p=left / total)])
        left = np.minimum(left, _squares(vectors, centres[-1][None])[:, 0])
    return np.stack(centres)


def _moved(vectors: Floats, centres: Floats, poll: Callable[[], None]) -> Clusters:
    """Lloyd's algorithm; a centre without vectors moves to the vector farthest from its centre."""
    nearest = np.full(len(vectors), -1)
    for _ in range(ROUNDS):
        poll()
        squares = _squares(vectors, centres)
        found = squares.argmin(axis=1)
        if np.array_equal(found, nearest):
            break
        nearest = found
        centres = _means(vectors, nearest, squares, len(centres))
    squares = _squares(vectors, centres)
    nearest = squares.argmin(axis=1)
    return Clusters(centres, nearest, float(squares.min(axis=1).sum(dtype=np.float64)))


def _means(vectors: Floats, nearest: Indices, squares: Floats, count: int) -> Floats:
    belongs = np.zeros((count, len(vectors)), np.float32)
    belongs[nearest, np.arange(len(vectors))] = 1
    sizes = np.bincount(nearest, minlength=count)
    means = (belongs @ vectors / np.maximum(sizes, 1)[:, None]).astype(np.float32)
    empty = np.flatnonzero(sizes == 0)
    if len(empty):
        far = np.argsort(squares.min(axis=1))[::-1][: len(empty)]
        means[empty] = vectors[far]
    return means


def _squares(vectors: Floats, centres: Floats) -> Floats:
    """Squared distances [n, k]; never negative."""
    products = vectors @ centres.T
    lengths = np.einsum("nd,nd->n", vectors, vectors)[:, None] + np.einsum("kd,kd->k", centres, centres)
    found: Floats = np.maximum(lengths - 2 * products, 0).astype(np.float32)
    return found
