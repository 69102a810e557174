"""SAR views: DINO's crops and colour jitter, adapted to backscatter.

Two views of one place differ in properties that a classifier should ignore: the speckle realisation, the
calibration, the available polarisation, the scale. Natural-image colour jitter has no meaning here. Flips
keep the range direction: a slope facing the radar must stay bright on the radar's side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from model.data.speckle import speckle_db
from model.sar.normalise import Normalisation


@dataclass(frozen=True)
class ViewConfig:
    """How crops are drawn and changed.

    Attributes:
        global_size: Side of a global crop in pixels.
        local_size: Side of a local crop.
        locals: Local crops per sample.
        global_area: Share of the source window's area that a global crop covers, at least and most.
        local_area: As ``global_area`` for local crops.
        speckle: Probability of fresh speckle.
        looks: Equivalent number of looks of the fresh speckle, least and most.
        gain_db: Standard deviation of a gain offset in dB.
        contrast: Largest relative change of the spread around the crop's mean.
        despeckle: Probability of a despeckled view (3 to 5 px mean in linear power).
        drop_polarisation: Probability of losing one of two polarisations.
    """

    global_size: int = 64
    local_size: int = 32
    locals: int = 4
    global_area: tuple[float, float] = (0.5, 1.0)
    local_area: tuple[float, float] = (0.12, 0.4)
    speckle: float = 0.7
    looks: tuple[float, float] = (3.0, 20.0)
    gain_db: float = 0.5
    contrast: float = 0.1
    despeckle: float = 0.3
    drop_polarisation: float = 0.3

    @property
    def source_size(self) -> int:
        """Side of the window that all crops of a sample are cut from."""
        return self.global_size * 3 // 2

    def plain(self) -> ViewConfig:
        """The same crops without the radar-specific changes: only DINO's cropping and flips."""
        return replace(self, speckle=0.0, gain_db=0.0, contrast=0.0, despeckle=0.0, drop_polarisation=0.0)


@dataclass(frozen=True)
class Ground:
    """A window of a scene, the ground of a sample's crops.

    Attributes:
        db: [2, source, source] backscatter in dB.
        valid: [source, source] True on valid ground; other pixels do not affect any view.
        present: Which polarisations there are.
        normalisation: Normalisation of the window's scene.
    """

    db: NDArray[np.float32]
    valid: NDArray[np.bool_]
    present: tuple[bool, bool]
    normalisation: Normalisation

    def source(self) -> Tensor:
        """The window [2, source, source], with the weight of the ground as a third plane if nodata occurs."""
        source = torch.from_numpy(self.db)
        if self.valid.all():
            return source
        weight = torch.from_numpy(self.valid).float()[None]
        return torch.cat([source * weight, weight])


def make_views(dates: Sequence[Ground], config: ViewConfig, rng: np.random.Generator) -> list[Tensor]:
    """The crops of one sample as network input, global crops first.

    Args:
        dates: The same ground on one date or several. The global crops show them in turn, a local crop any.
        config: The recipe.
        rng: Source of all randomness: the same state gives the same views.

    Returns:
        Tensors [2, size, size], normalised, 0 in an absent or dropped polarisation and where invalid.
    """
    sources = [date.source() for date in dates]
    plan = [(config.global_size, config.global_area)] * 2
    plan += [(config.local_size, config.local_area)] * config.locals
    views = []
    for number, (size, area) in enumerate(plan):
        at = number % len(dates) if number < 2 or len(dates) == 1 else int(rng.integers(len(dates)))
        crop, good = _without_nodata(random_resized_crop(sources[at], size, area, rng))
        crop = changed(crop, config, rng, good)
        kept = _kept(dates[at].present, config.drop_polarisation, rng)
        views.append(torch.from_numpy(dates[at].normalisation.apply(crop.numpy(), good.numpy(), kept)))
    return views


def _without_nodata(crop: Tensor) -> tuple[Tensor, Tensor]:
    """Resampled backscatter [2, size, size] and mask of valid ground [size, size].

    Args:
        crop: [2, size, size]; or [3, size, size] with the resampled weight of the ground as third plane; the
            backscatter is multiplied by this weight.
    """
    if len(crop) == 2:
        return crop, torch.ones(crop.shape[1:], dtype=torch.bool)
    weight = crop[2]
    return crop[:2] / weight.clamp_min(1e-3), weight > 0.5


def changed(crop: Tensor, config: ViewConfig, rng: np.random.Generator, valid: Tensor) -> Tensor:
    """The crop with changed (or reduced) speckle, gain and contrast.

    Args:
        crop: [2, size, size] dB.
        config: Strength of each change.
        rng: Source of all randomness.
        valid: [size, size] bool; other pixels have no influence on valid pixels.

    Returns:
        [2, size, size] dB.
    """
    if rng.random() < config.despeckle:
        crop = despeckled(crop, int(rng.choice([3, 5])), valid)
    elif rng.random() < config.speckle:
        crop = speckled(crop, float(rng.uniform(*config.looks)), rng)
    crop = crop + float(rng.normal(0.0, config.gain_db))
    mean = _mean(crop, valid)
    return mean + (crop - mean) * float(1 + rng.uniform(-config.contrast, config.contrast))


def _mean(crop: Tensor, valid: Tensor) -> Tensor:
    """Mean of each polarisation over the ground [2, 1, 1]."""
    if valid.all():
        return crop.mean(dim=(1, 2), keepdim=True)
    return (crop * valid).sum(dim=(1, 2), keepdim=True) / valid.sum().clamp_min(1)


def _kept(present: tuple[bool, bool], drop: float, rng: np.random.Generator) -> tuple[bool, bool]:
    """Which polarisations a view keeps: sometimes only one of two."""
    if all(present) and rng.random() < drop:
        co_pol = bool(rng.random() < 0.5)
        return co_pol, not co_pol
    return present


def random_resized_crop(
    source: Tensor, size: int, area: tuple[float, float], rng: np.random.Generator
) -> Tensor:
    """A random part of the source at a random scale, mirrored along the flight direction half the time.

    Args:
        source: [C, side, side].
        size: Side of the crop in pixels.
        area: Share of the source's area that the crop covers, least and most, in 0..1.
        rng: Source of all randomness.

    Returns:
        [C, size, size], bilinear and antialiased.
    """
    side = source.shape[-1]
    share = rng.uniform(*area)
    ratio = np.exp(rng.uniform(np.log(3 / 4), np.log(4 / 3)))
    height = int(np.clip(round(side * np.sqrt(share / ratio)), 8, side))
    width = int(np.clip(round(side * np.sqrt(share * ratio)), 8, side))
    row, col = int(rng.integers(0, side - height + 1)), int(rng.integers(0, side - width + 1))
    window = source[None, :, row : row + height, col : col + width]
    if rng.random() < 0.5:
        window = window.flip(2)
    return F.interpolate(window, size=(size, size), mode="bilinear", align_corners=False, antialias=True)[0]


def speckled(crop: Tensor, looks: float, rng: np.random.Generator) -> Tensor:
    """The crop with gamma speckle multiplied in linear power.

    Args:
        crop: [C, H, W] dB.
        looks: Equivalent number of looks, above 0; fewer looks give stronger speckle.
        rng: Source of all randomness.

    Returns:
        [C, H, W] dB.
    """
    return torch.from_numpy(speckle_db(crop.numpy(), looks, rng))


def despeckled(crop: Tensor, window: int, valid: Tensor | None = None) -> Tensor:
    """The crop after a mean filter in linear power.

    Args:
        crop: [C, H, W] dB.
        window: Side of the filter in pixels, odd.
        valid: [H, W] bool, pixels to average over; None for all pixels.

    Returns:
        [C, H, W] dB, not below -60.
    """
    power = torch.pow(10.0, crop / 10.0)
    if valid is None or valid.all():
        smooth = _box_mean(power, window)
    else:
        share = _box_mean(valid.float()[None], window)
        smooth = _box_mean(power * valid, window) / share.clamp_min(1e-6)
    return 10.0 * torch.log10(smooth.clamp_min(1e-6))


def _box_mean(values: Tensor, window: int) -> Tensor:
    """Mean over a square around each pixel of [C, H, W], only of pixels inside the picture."""
    pad = window // 2
    return F.avg_pool2d(values[None], window, stride=1, padding=pad, count_include_pad=False)[0]
