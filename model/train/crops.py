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

from model.data.labels import UNLABELLED
from model.data.scenes import LoadedScene
from model.data.views import despeckled, speckled
from model.data.windows import MIN_VALID, padded, window
from model.errors.errors import InvalidRequest
from model.sar.normalise import Normalisation
from model.sar.windows import Window
from model.train.mixing import laid_over
from model.train.noise import with_other_noise

RTC_DB = (0.5, 3.0)
"""How far gamma0 lies above sigma0, in dB: 1/cos of the incidence angle is 0.6 to 1.6 dB, and products
from different processors differ further."""
TRIES = 100
"""Tries to find a place with little nodata; after these the best place is taken."""

Scalar = TypeVar("Scalar", bound=np.generic)


@dataclass
class LabelledScene:
    """A scene in memory with its labels.

    Attributes:
        scene: Backscatter on the working grid.
        labels: [rows, cols] index into the classes, ``UNLABELLED`` elsewhere.
    """

    scene: LoadedScene
    labels: NDArray[np.uint8]


@dataclass(frozen=True)
class CropConfig:
    """How training crops are drawn.

    Attributes:
        size: Side in pixels of each of the two crops of a pair.
        balance: Exponent on class frequency: 1 draws classes as often as labelled, 0 all classes equally
            often. Scenes with VV and VH, VV alone and VH alone, calibrated and not, are drawn equally often,
            independent of their labels.
        balance_scenes: As ``balance`` for the scenes of a class, by their labelled pixels of the class.
        scale: Smallest and largest change of scale.
        gain_db: Standard deviation of a gain offset in dB. GRD and RTC differ by 2 to 3 dB. As the next three
            only for scenes of known calibration: the level of other scenes is removed, and their grain is not
            that of speckle.
        unknown_gain_db: As ``gain_db`` for scenes of unknown calibration.
        own_gain_db: As ``gain_db``, separately for each polarisation.
        as_rtc: Probability that a scene of known calibration is raised to the level of terrain-flattened
            gamma0 (RTC); the labelled scenes are sigma0.
        speckle: Probability of speckle with other looks; some products are averages over time.
        looks: Equivalent number of looks of the changed speckle, least and most.
        despeckle: Probability of a 3-pixel mean in linear power.
        contrast: Largest relative change of the spread.
        thermal_noise: Probability of less or more of the sensor's noise in the darkest parts.
        made_up_co_pol: Probability that a scene with only cross-pol is shown with an artificial co-pol
            channel; half of these cases leave out the cross-pol.
        laid_over: Probability that labelled ground of another place is pasted over a crop
            (:mod:`model.train.mixing`).
        drop_polarisation: Probability that a scene with both polarisations is shown with only one of them;
            both equally often.
        dual_share: Share of the crops from scenes with both polarisations, if there are others, too; 0: as
            many as from every other kind of scene.
    """

    size: int = 128
    balance: float = 0.25
    balance_scenes: float = 1.0
    scale: tuple[float, float] = (0.85, 1.3)
    gain_db: float = 0.5
    unknown_gain_db: float = 0.5
    own_gain_db: float = 0.0
    as_rtc: float = 0.0
    speckle: float = 0.0
    looks: tuple[float, float] = (2.0, 20.0)
    despeckle: float = 0.0
    contrast: float = 0.1
    thermal_noise: float = 0.5
    made_up_co_pol: float = 0.2
    laid_over: float = 0.5
    drop_polarisation: float = 0.5
    dual_share: float = 0.0

    @property
    def source_size(self) -> int:
        """Side of the window that both crops of a pair are cut from: crops overlap by at least half."""
        return self.size * 3 // 2


MOST_PLACES = 2_000_000
"""Most stored labelled pixels of a class per scene: a large scene may have hundreds of millions."""


def _places(number: int, pixels: NDArray[np.int64], width: int) -> NDArray[np.int32]:
    """Scene, row and column [N, 3] of flat pixel indices, evenly thinned if there are many."""
    kept = pixels[:: -(-len(pixels) // MOST_PLACES)] if len(pixels) else pixels
    rows, cols = np.divmod(kept, width)
    return np.stack([np.full(len(kept), number), rows, cols], axis=1).astype(np.int32)


class LabelledCrops(Dataset[tuple[Tensor, Tensor, Tensor]]):
    """Pairs of overlapping crops around labelled pixels; rare classes are drawn more often than they occur.

    Two crops of one place differ only in their surroundings, as tiles of a scene do. The network should give
    the same result on both (:func:`model.training.losses.overlap_loss`). Sample ``i`` depends only on the
    seed and ``i``.

    Args:
        scenes: Scenes with at least one labelled pixel in total.
        classes: Number of classes; labels are 0 to ``classes - 1``.
        config: How crops are drawn.
        length: Number of samples.
        seed: Seed of everything random.

    Attributes:
        share: [kinds, classes] probability of each class in each kind of scene (polarisations, calibration),
            1 in total.

    Raises:
        InvalidRequest: No pixel is labelled.
    """

    def __init__(
        self, scenes: list[LabelledScene], classes: int, config: CropConfig, *, length: int, seed: int
    ) -> None:
        self.scenes, self.config, self.length, self.seed = scenes, config, length, seed
        self._has_dual = any(all(item.scene.present) for item in scenes)
        kinds = sorted({kind_of(item.scene) for item in scenes})
        self._places: list[list[NDArray[np.int32]]] = [[] for _ in range(len(kinds) * classes)]
        counts: list[list[int]] = [[] for _ in self._places]
        for number, item in enumerate(scenes):
            for index in range(classes):
                found = np.flatnonzero(item.labels == index)
                if len(found):
                    cell = kinds.index(kind_of(item.scene)) * classes + index
                    counts[cell].append(len(found))
                    self._places[cell].append(_places(number, found, item.labels.shape[1]))
        if not any(counts):
            raise InvalidRequest(
                "No label lies on a valid part of a scene.", remedy="Label ground that the scenes show."
            )
        pixels = np.array([sum(cell) for cell in counts]).reshape(len(kinds), classes)
        dual = np.array([co_pol and cross_pol for co_pol, cross_pol, _ in kinds])
        self.share = _shares(pixels, dual, config)
        weights = [np.array(cell, float) ** config.balance_scenes for cell in counts]
        self._scenes = [cell / cell.sum() for cell in weights]
        if config.balance_scenes == 1.0:  # every pixel alike
            self._places = [[np.concatenate(cell)] if cell else [] for cell in self._places]

    def __len__(self) -> int:
        return self.length

    def __getitem__(self, index: int) -> tuple[Tensor, Tensor, Tensor]:
        """A pair of crops.

        Returns:
            Images [2, planes, size, size] (crop, plane, rows, cols), normalised, 0 in a polarisation that
            is not shown; labels [2, size, size]; places [2, 2], each crop's row and column in the window that
            both are cut from.
        """
        rng = np.random.default_rng((self.seed, 1, index))
        made_up = rng.random() < self.config.made_up_co_pol
        alone = bool(made_up and rng.random() < 0.5)
        # Drawn once per sample: pasted ground then shows the same polarisations as the rest.
        dropped = self._dropped(rng)
        x, labels, chosen, present = self._place(made_up, alone, dropped, rng)
        if rng.random() < self.config.laid_over:
            other = self._place(made_up, alone, dropped, rng)
            if other[3] == present:  # else parts would differ in polarisations or level
                x, labels = laid_over(x, labels, chosen, *other[:3], rng)
        return self._pair(x, labels, chosen, rng)

    def _dropped(self, rng: np.random.Generator) -> int | None:
        """The polarisation to leave out of scenes with both, if any."""
        if not self._has_dual or rng.random() >= self.config.drop_polarisation:
            return None
        return int(rng.integers(2))

    def _place(
        self, made_up: bool, alone: bool, dropped: int | None, rng: np.random.Generator
    ) -> tuple[Tensor, Tensor, list[int], tuple[bool, bool, bool]]:
        """A window around a labelled pixel.

        Args:
            made_up: Whether a scene with only cross-pol gets a co-pol channel.
            alone: Whether the artificial co-pol channel is shown without the cross-pol.
            dropped: The polarisation, 0 or 1, to leave out of a scene with both.
            rng: Source of all randomness.

        Returns:
            Image [planes, source, source], labels [source, source], the pixel's row and column, and which
            polarisations are present and whether the calibration is known.
        """
        cell = int(rng.choice(self.share.size, p=self.share.ravel()))
        number, row, col = self._pixel(cell, rng)
        item, size = self.scenes[number], self.config.source_size
        source = round(size * np.exp(rng.uniform(*np.log(self.config.scale))))
        top, left = _around(row, source, rng), _around(col, source, rng)
        # Where the chosen pixel lies in the window: both crops must show it.
        chosen = [(at - start) * size // source for at, start in ((row, top), (col, left))]
        place = Window(top, left, source, source)
        db, valid = window(item.scene, place)
        labels = padded(item.labels, place, UNLABELLED)
        labels[~valid] = UNLABELLED
        db, labels, valid = _resized(db, labels, valid, size)
        calibrated = item.scene.normalisation.calibrated
        backscatter = augmented(torch.from_numpy(db), self.config, rng, calibrated=calibrated)
        present = item.scene.present
        if all(present):
            present = (dropped != 0, dropped != 1)
        elif made_up and not present[0]:
            backscatter[0] = made_up_co_pol(backscatter[1], item.scene.normalisation, rng)
            present = (True, not alone)
        x = torch.from_numpy(item.scene.normalisation.apply(backscatter.numpy(), valid, present))
        # Mirroring across the flight line turns an ascending view into a descending view. Classes do not
        # depend on the direction; both occur.
        flips = tuple(axis for axis in (-2, -1) if rng.random() < 0.5)
        chosen = [size - 1 - at if axis in flips else at for axis, at in zip((-2, -1), chosen, strict=True)]
        wanted = torch.from_numpy(labels.astype(np.int64))
        return x.flip(flips), wanted.flip(flips), chosen, (*present, calibrated)

    def _pixel(self, cell: int, rng: np.random.Generator) -> tuple[int, int, int]:
        """Scene, row and column of a labelled pixel of a class and a kind of scene."""
        places = self._places[cell]
        by_scene = self.config.balance_scenes != 1.0
        found = places[int(rng.choice(len(places), p=self._scenes[cell])) if by_scene else 0]
        number, row, col = (int(value) for value in found[rng.integers(len(found))])
        return number, row, col

    def _pair(
        self, x: Tensor, labels: Tensor, chosen: list[int], rng: np.random.Generator
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Two crops that both contain the chosen pixel."""
        size = self.config.size
        last = self.config.source_size - size
        # One pixel from the crop's edge: resampling may have moved the chosen pixel by one.
        least = [min(max(at - size + 2, 0), last) for at in chosen]
        most = [max(min(at - 1, last), 0) for at in chosen]
        places = rng.integers(least, [end + 1 for end in most], (2, 2))
        images = [x[:, row : row + size, col : col + size] for row, col in places]
        wanted = [labels[row : row + size, col : col + size] for row, col in places]
        return torch.stack(images), torch.stack(wanted), torch.from_numpy(places)


def kind_of(scene: LoadedScene) -> tuple[bool, bool, bool]:
    """Which polarisations are present, and whether the calibration is known."""
    return (*scene.present, scene.normalisation.calibrated)


def _shares(counts: NDArray[np.int64], dual: NDArray[np.bool_], config: CropConfig) -> NDArray[np.float64]:
    """Probability of each class in each kind of scene [kinds, classes], 1 in total."""
    shares = np.where(counts > 0, counts.astype(float) ** config.balance, 0)
    of_kind = shares.sum(axis=1, keepdims=True)
    shares = np.divide(shares, of_kind, out=np.zeros_like(shares), where=of_kind > 0)
    if config.dual_share and shares[dual].any() and shares[~dual].any():
        shares[dual] *= config.dual_share / shares[dual].sum()
        shares[~dual] *= (1 - config.dual_share) / shares[~dual].sum()
    found: NDArray[np.float64] = shares / shares.sum()
    return found


def made_up_co_pol(cross: Tensor, normalisation: Normalisation, rng: np.random.Generator) -> Tensor:
    """An artificial co-pol channel for a cross-pol channel.

    Labelled scenes have only VH. VV follows VH closely in standard deviations, with its own level, spread and
    speckle, and with slow differences (soil moisture, wind on water).

    Args:
        cross: [h, w] dB.
        normalisation: Level and spread of both polarisations.
        rng: Source of all randomness.

    Returns:
        [h, w] dB.
    """
    level, cross_level = normalisation.mean
    wide, cross_wide = normalisation.std
    calm = despeckled(cross[None], 3)[0] if rng.random() < 0.5 else cross
    slow = torch.from_numpy(rng.normal(0.0, 0.3, (1, 1, 5, 5)).astype(np.float32))
    slow = F.interpolate(slow, size=cross.shape, mode="bicubic", align_corners=False)[0, 0]
    cross_standard = (calm - cross_level) / cross_wide
    # Wind roughens water, and soil is rough: both are bright in VV where VH is darkest.
    darkness = -(despeckled(cross[None], 5)[0] - cross_level) / cross_wide
    dark = torch.sigmoid((darkness - 0.8) / 0.2)
    rough = dark * float(rng.uniform(0.0, 1.8)) * (rng.random() < 0.6)
    standard = cross_standard * float(rng.uniform(0.75, 1.1)) + slow + rough
    co_pol = level + wide * (standard + float(rng.normal(0.0, 0.3)))
    return speckled(co_pol[None], float(rng.uniform(5.0, 20.0)), rng)[0]


class UnlabelledCrops(Dataset[Tensor]):
    """Crops of dual-polarisation scenes for consistency between polarisations, drawn over valid ground.

    Sample ``i``, [2, size, size] normalised backscatter, depends only on the seed and ``i``.

    Args:
        scenes: At least one; all with both polarisations.
        config: How crops are drawn.
        length: Number of samples.
        seed: Seed of everything random.
    """

    def __init__(self, scenes: list[LoadedScene], config: CropConfig, *, length: int, seed: int) -> None:
        self.scenes, self.config, self.length, self.seed = scenes, config, length, seed

    def __len__(self) -> int:
        return self.length

    def __getitem__(self, index: int) -> Tensor:
        rng = np.random.default_rng((self.seed, 2, index))
        scene, row, col = self._place(rng)
        db, valid = window(scene, Window(row, col, self.config.size, self.config.size))
        calibrated = scene.normalisation.calibrated
        db = augmented(torch.from_numpy(db), self.config, rng, calibrated=calibrated).numpy()
        return torch.from_numpy(scene.normalisation.apply(db, valid, scene.present))

    def _place(self, rng: np.random.Generator) -> tuple[LoadedScene, int, int]:
        """A scene, and row and column of a crop with enough valid pixels."""
        size = self.config.size
        best, found = -1.0, (self.scenes[0], 0, 0)
        for _ in range(TRIES):
            scene = self.scenes[int(rng.integers(len(self.scenes)))]
            rows, cols = scene.shape
            row, col = int(rng.integers(max(rows - size, 0) + 1)), int(rng.integers(max(cols - size, 0) + 1))
            share = float(scene.valid[row : row + size, col : col + size].mean())
            if share > best:
                best, found = share, (scene, row, col)
            if best >= MIN_VALID:
                break
        return found


def _around(centre: int, size: int, rng: np.random.Generator) -> int:
    """Random start of a window of this size with ``centre`` inside, but not at the very edge."""
    margin = size // 8
    return centre - int(rng.integers(margin, size - margin))


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


def augmented(db: Tensor, config: CropConfig, rng: np.random.Generator, *, calibrated: bool = True) -> Tensor:
    """Backscatter in dB [2, h, w] with changed gain, contrast and noise floor, in dB [2, h, w]."""
    if rng.random() < config.thermal_noise:
        db = with_other_noise(db, rng)
    if calibrated and (config.despeckle or config.speckle):
        if rng.random() < config.despeckle:
            db = despeckled(db, 3)
        elif rng.random() < config.speckle:
            db = speckled(db, float(rng.uniform(*config.looks)), rng)
    db = db + float(rng.normal(0.0, config.gain_db if calibrated else config.unknown_gain_db))
    if calibrated and config.as_rtc and rng.random() < config.as_rtc:
        db = db + float(rng.uniform(*RTC_DB))
    if calibrated and config.own_gain_db:
        db = db + torch.from_numpy(rng.normal(0.0, config.own_gain_db, (2, 1, 1)).astype(np.float32))
    mean = db.mean(dim=(1, 2), keepdim=True)
    return mean + (db - mean) * float(1 + rng.uniform(-config.contrast, config.contrast))
