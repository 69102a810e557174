"""Normalisation: brings dB backscatter to the level of the network's training data.

GRD and RTC products differ by 2 to 3 dB, and the calibration of stretched or raw products is unknown. So the
statistics of the training data are blended with robust statistics of the scene. But a scene's level also
depends on its content: medians of neighbouring fragments of one product differ by 5 dB and more between sea
and city. A model that sees both at the same level confuses them. So only a part of the scene's offset is
removed. Where the calibration is unknown, the part of the offset that no content can explain is removed as
well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

LARGEST_OFFSET_DB = 4.0
"""Largest remaining offset of an uncalibrated scene from the training level."""
POLARISATIONS = 2
"""Planes of backscatter: co-pol and cross-pol."""
CLIP = 5.0
"""In standard deviations: a ship or a corner reflector must not dominate all other values."""


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
    """The middle and the spread of backscatter for a network.

    Attributes:
        mean: Level in dB of co-pol and cross-pol.
        std: Spread in dB.
        own_level: Share of a scene's own level in the blend, 0..1: for known and for unknown calibration.
        own_spread: As ``own_level`` for the spread.
        flagged: Whether the input has a third plane: 1 where the calibration is known, else 0. A network that
            keeps the level of calibrated scenes must be told which scenes these are.
        calibrated: Whether the calibration is known; no part of a card.
    """

    mean: tuple[float, float] = (-12.6, -20.2)
    std: tuple[float, float] = (5.2, 5.9)
    own_level: tuple[float, float] = (0.25, 0.4)
    own_spread: tuple[float, float] = (0.25, 0.25)
    flagged: bool = False
    calibrated: bool = True

    @classmethod
    def absolute(cls, *, flagged: bool = False) -> Normalisation:
        """The normalisation that fully keeps a scene's level and spread if the calibration is known."""
        return cls(own_level=(0.0, 0.4), own_spread=(0.0, 0.25), flagged=flagged)

    @classmethod
    def from_card(cls, values: dict[str, Any]) -> Normalisation:
        """The normalisation of a model card; older cards hold only level and spread."""
        flagged = bool(values.get("flagged", False))
        pairs = {name: pair for name, pair in values.items() if name != "flagged"}
        found: dict[str, Any] = {name: (float(low), float(high)) for name, (low, high) in pairs.items()}
        return cls(**found, flagged=flagged)

    @property
    def planes(self) -> int:
        """Planes of the network's input."""
        return POLARISATIONS + self.flagged

    def as_card(self) -> dict[str, Any]:
        """Plain values for a model card; ``flagged`` only where it holds, unknown to older versions."""
        values = {name: list(getattr(self, name)) for name in ("mean", "std", "own_level", "own_spread")}
        return {**values, "flagged": True} if self.flagged else values

    def blended(self, statistics: Sequence[Statistics | None], *, calibrated: bool) -> Normalisation:
        """These statistics blended with a scene's statistics (None: polarisation absent)."""
        level, spread = (pair[0 if calibrated else 1] for pair in (self.own_level, self.own_spread))
        mean, std = list(self.mean), list(self.std)
        for channel, found in enumerate(statistics):
            if found is not None:
                offset = found.median - mean[channel]
                left = (1 - level) * offset
                if not calibrated:
                    left = min(max(left, -LARGEST_OFFSET_DB), LARGEST_OFFSET_DB)
                mean[channel] += offset - left
                # A flat scene (open sea) has hardly any spread: most of the training spread stays.
                std[channel] += spread * (found.std - std[channel])
        return replace(self, mean=(mean[0], mean[1]), std=(std[0], std[1]), calibrated=calibrated)

    def apply(
        self, db: NDArray[np.float32], valid: NDArray[np.bool_], present: tuple[bool, bool]
    ) -> NDArray[np.float32]:
        """The network's input [2, h, w], with the flag [3, h, w]: 0 (the mean) where invalid or absent."""
        out = np.empty((self.planes, *db.shape[1:]), dtype=np.float32)
        if self.flagged:
            out[POLARISATIONS] = self.calibrated
        whole = bool(valid.all())
        for channel in range(POLARISATIONS):
            scaled = out[channel]
            if not present[channel]:
                scaled[...] = 0
                continue
            np.subtract(db[channel], np.float32(self.mean[channel]), out=scaled)
            scaled /= np.float32(self.std[channel])
            np.clip(scaled, np.float32(-CLIP), np.float32(CLIP), out=scaled)
            if not whole:
                scaled *= valid
        return out


def normalise(
    backscatter: DecibelWindow,
    present: tuple[bool, bool],
    statistics: Sequence[Statistics | None],
    calibrated: bool,
    normalisation: Normalisation,
) -> NDArray[np.float32]:
    """A window of a scene as network input [2, h, w], or [3, h, w] with the flag."""
    blended = normalisation.blended(statistics, calibrated=calibrated)
    return blended.apply(backscatter.db, backscatter.valid, present)
