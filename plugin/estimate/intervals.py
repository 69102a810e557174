"""A value with its standard error and 95 % intervals."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

Z = NormalDist().inv_cdf(0.975)
"""1.96: standard errors on each side of a 95 % interval."""


@dataclass(frozen=True)
class Estimate:
    """An estimated proportion.

    Attributes:
        value: The proportion, 0 to 1.
        error: Its standard error; None if there are too few units for one.
        units: Sampled units in the denominator.
    """

    value: float
    error: float | None
    units: int

    @property
    def half_width(self) -> float | None:
        """Half of the symmetric 95 % interval, as in Olofsson et al. (2014): 1.96 standard errors."""
        return None if self.error is None else Z * self.error

    def bounds(self) -> tuple[float, float]:
        """The 95 % interval of Wilson, with the effective size of the sample; 0 to 1.

        The symmetric interval has no width if all units agree, and is too short near 0 and 1. Wilson's
        interval (1927) with the size of a simple random sample of the same standard error has neither
        fault (Franco et al. 2019, Journal of Survey Statistics and Methodology 7).
        """
        value, size = self.value, float(max(self.units, 1))
        if self.error and 0 < value < 1:
            size = max(value * (1 - value) / self.error**2, 1.0)
        elif self.error is None:
            size = 1.0
        z2 = Z * Z / size
        middle = (value + z2 / 2) / (1 + z2)
        half = Z / (1 + z2) * math.sqrt(value * (1 - value) / size + z2 / (4 * size))
        return max(0.0, middle - half), min(1.0, middle + half)
