"""Labelled and unlabelled crops for supervised training."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor
from torch.utils.data import Dataset

from model.errors import InvalidRequest
from model.pretrain.crops import LoadedScene
from model.pretrain.views import despeckled, speckled
from model.train.labels import UNLABELLED

Scalar = TypeVar("Scalar", bound=np.generic)


@dataclass
class LabelledScene:
    """A scene in memory with its label indices [rows, cols] (``UNLABELLED`` elsewhere)."""

    scene: LoadedScene
    labels: NDArray[np.uint8]


@dataclass(frozen=True)
class CropConfig:
    """How training crops are drawn.

    Attributes:
        size: Side in pixels.
        balance: Exponent on class frequency: 1 draws as the labels are, 0 every class equally often.
        scale: Smallest and largest change of scale.
        gain_db: Standard deviation of a gain offset in dB.
        contrast: Largest relative change of the spread.
        speckle: Probability of fresh speckle.
        despeckle: Probability of a light mean filter.
    """

    size: int = 128
    balance: float = 0.5
    scale: tuple[float, float] = (0.75, 1.33)
    gain_db: float = 1.5
    contrast: float = 0.15
    speckle: float = 0.3
    despeckle: float = 0.15


class LabelledCrops(Dataset[tuple[Tensor, Tensor]]):
    """Crops around labelled pixels, the rarer classes drawn more often than they occur."""

    def __init__(
        self, scenes: list[LabelledScene], classes: int, config: CropConfig, *, length: int, seed: int
    ) -> None:
        self.scenes, self.config, self.length, self.seed = scenes, config, length, seed
        places: list[list[NDArray[np.int32]]] = [[] for _ in range(classes)]
        for number, item in enumerate(scenes):
            for index in range(classes):
                rows, cols = np.nonzero(item.labels == index)
                scene = np.full(len(rows), number)
                places[index].append(np.stack([scene, rows, cols], axis=1).astype(np.int32))
        self.places = [np.concatenate(found) for found in places]
        counts = np.array([len(found) for found in self.places], dtype=np.float64)
        if not counts.any():
            raise InvalidRequest("No polygon lies on a valid part of a scene.")
        self.share = np.where(counts > 0, counts**config.balance, 0)
        self.share /= self.share.sum()

    def __len__(self) -> int:
        return self.length

    def __getitem__(self, index: int) -> tuple[Tensor, Tensor]:
        rng = np.random.default_rng((self.seed, 1, index))
        found = self.places[int(rng.choice(len(self.share), p=self.share))]
        number, row, col = (int(value) for value in found[rng.integers(len(found))])
        item, size = self.scenes[number], self.config.size
        source = round(size * np.exp(rng.uniform(*np.log(self.config.scale))))
        row, col = _around(row, source, rng), _around(col, source, rng)
        db, valid = window(item.scene, row, col, source)
        labels = padded(item.labels, row, col, source, UNLABELLED)
        labels[~valid] = UNLABELLED
        db, labels, valid = _resized(db, labels, valid, size)
        db = augmented(torch.from_numpy(db), self.config, rng).numpy()
        x = item.scene.normalisation.apply(db, valid, item.scene.present)
        flips = tuple(axis for axis in (-2, -1) if rng.random() < 0.5)
        # Mirroring across the flight line turns an ascending view into a descending one, which the
        # classes do not depend on; both occur.
        return torch.from_numpy(x).flip(flips), torch.from_numpy(labels.astype(np.int64)).flip(flips)


class UnlabelledCrops(Dataset[Tensor]):
    """Crops of dual-polarisation scenes [2, size, size] for consistency between polarisations."""

    def __init__(self, scenes: list[LoadedScene], config: CropConfig, *, length: int, seed: int) -> None:
        self.scenes, self.config, self.length, self.seed = scenes, config, length, seed

    def __len__(self) -> int:
        return self.length

    def __getitem__(self, index: int) -> Tensor:
        rng = np.random.default_rng((self.seed, 2, index))
        scene = self.scenes[int(rng.integers(len(self.scenes)))]
        rows, cols = scene.shape
        size = self.config.size
        row, col = int(rng.integers(max(rows - size, 0) + 1)), int(rng.integers(max(cols - size, 0) + 1))
        db, valid = window(scene, row, col, size)
        db = augmented(torch.from_numpy(db), self.config, rng).numpy()
        return torch.from_numpy(scene.normalisation.apply(db, valid, scene.present))


def _around(centre: int, size: int, rng: np.random.Generator) -> int:
    """Start of a window of that size in which ``centre`` lies anywhere but at the very edge."""
    margin = size // 8
    return centre - int(rng.integers(margin, size - margin))


def window(
    scene: LoadedScene, row: int, col: int, size: int
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Decibels [2, size, size] and validity of a window that may reach outside the scene."""
    db = np.stack([padded(channel, row, col, size, 0) for channel in scene.db]).astype(np.float32)
    return db, padded(scene.valid, row, col, size, False)


def padded(array: NDArray[Scalar], row: int, col: int, size: int, fill: float) -> NDArray[Scalar]:
    """A square window of a 2-D array, ``fill`` outside it."""
    out = np.full((size, size), fill, dtype=array.dtype)
    top, left = max(row, 0), max(col, 0)
    bottom, right = min(row + size, array.shape[0]), min(col + size, array.shape[1])
    if top < bottom and left < right:
        out[top - row : bottom - row, left - col : right - col] = array[top:bottom, left:right]
    return out


def _resized(
    db: NDArray[np.float32], labels: NDArray[np.uint8], valid: NDArray[np.bool_], size: int
) -> tuple[NDArray[np.float32], NDArray[np.uint8], NDArray[np.bool_]]:
    """The window at another scale: backscatter interpolated, labels and validity by nearest pixel."""
    old = db.shape[-1]
    if old == size:
        return db, labels, valid
    scaled = F.interpolate(
        torch.from_numpy(db)[None], size=(size, size), mode="bilinear", align_corners=False, antialias=True
    )
    pick = ((np.arange(size) + 0.5) * old / size).astype(np.int64)
    grid = np.ix_(pick, pick)
    return scaled[0].numpy(), labels[grid], valid[grid]


def augmented(db: Tensor, config: CropConfig, rng: np.random.Generator) -> Tensor:
    """Backscatter in dB [2, h, w] with other speckle, gain and contrast."""
    draw = rng.random()
    if draw < config.speckle:
        db = speckled(db, float(rng.uniform(5.0, 20.0)), rng)
    elif draw < config.speckle + config.despeckle:
        db = despeckled(db, 3)
    db = db + float(rng.normal(0.0, config.gain_db))
    mean = db.mean(dim=(1, 2), keepdim=True)
    return mean + (db - mean) * float(1 + rng.uniform(-config.contrast, config.contrast))
