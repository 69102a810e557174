"""Normalisation: dB backscatter to what the network was trained on.

GRD and RTC products differ by 2 to 3 dB, and the calibration of stretched or raw products is
unknown. So the statistics of the training data are blended with robust ones of the scene. But a
scene's level also tells what is in it: the medians of neighbouring fragments of one product differ
by 5 dB and more between sea and city, and a model that is shown each at the same level takes the
one for the other. So only a part of the scene's offset is taken out, and where the calibration is
unknown also whatever is beyond any content.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

LEVEL_WEIGHT_CALIBRATED = 0.25
LEVEL_WEIGHT_UNCALIBRATED = 0.4
LARGEST_OFFSET_DB = 4.0
"""Most of an uncalibrated scene's offset from the training level that may be left in."""
SPREAD_WEIGHT = 0.25
CLIP = 5.0
"""Standard deviations: a ship or a corner reflector must not dwarf everything else."""


class Statistics(Protocol):
    """Robust level and spread of one polarisation in dB."""

    @property
    def median(self) -> float: ...

    @property
    def std(self) -> float: ...


class DecibelWindow(Protocol):
    """dB [2, h, w] and valid [h, w], as :class:`model.sar.scene.Backscatter`."""

    @property
    def db(self) -> NDArray[np.float32]: ...

    @property
    def valid(self) -> NDArray[np.bool_]: ...


@dataclass(frozen=True)
class Normalisation:
    """Level and spread in dB per polarisation (co-pol, cross-pol)."""

    mean: tuple[float, float] = (-12.6, -20.2)
    std: tuple[float, float] = (5.2, 5.9)

    def blended(self, statistics: Sequence[Statistics | None], *, calibrated: bool) -> Normalisation:
        """These statistics blended with those of a scene (None: polarisation absent)."""
        level = LEVEL_WEIGHT_CALIBRATED if calibrated else LEVEL_WEIGHT_UNCALIBRATED
        mean, std = list(self.mean), list(self.std)
        for channel, found in enumerate(statistics):
            if found is not None:
                offset = found.median - mean[channel]
                left = (1 - level) * offset
                if not calibrated:
                    left = min(max(left, -LARGEST_OFFSET_DB), LARGEST_OFFSET_DB)
                mean[channel] += offset - left
                # A flat scene (open sea) has hardly any spread: most of the training's stays.
                std[channel] += SPREAD_WEIGHT * (found.std - std[channel])
        return Normalisation((mean[0], mean[1]), (std[0], std[1]))

    def apply(
        self, db: NDArray[np.float32], valid: NDArray[np.bool_], present: tuple[bool, bool]
    ) -> NDArray[np.float32]:
        """Normalised backscatter [2, h, w]: 0 (the mean) where invalid or absent."""
        out = np.zeros_like(db, dtype=np.float32)
        for channel in range(2):
            if present[channel]:
                scaled = (db[channel] - self.mean[channel]) / self.std[channel]
                out[channel] = np.where(valid, np.clip(scaled, -CLIP, CLIP), 0.0)
        return out


def normalise(
    backscatter: DecibelWindow,
    present: tuple[bool, bool],
    statistics: Sequence[Statistics | None],
    calibrated: bool,
    normalisation: Normalisation,
) -> NDArray[np.float32]:
    """A window of a scene as network input [2, h, w]."""
    blended = normalisation.blended(statistics, calibrated=calibrated)
    return blended.apply(backscatter.db, backscatter.valid, present)
