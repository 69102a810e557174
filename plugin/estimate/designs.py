"""How reference data were chosen, and what each design says about a ratio of two totals.

Every figure of an assessment is a ratio of two totals over the map: overall accuracy is the correct area over
the whole area, a user's accuracy the correct area of a class over the mapped area of the class, and so on. So
a design only has to estimate such a ratio and its variance.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from .intervals import Estimate

Cell = tuple[int, int]
"""Map class and reference class."""
Has = Callable[[Cell], bool]
"""Whether units of a cell count."""


class Design(Protocol):
    """Reference data with the way they were chosen."""

    def ratio(self, above: Has, below: Has) -> Estimate | None:
        """Area of the cells ``above`` over the area of the cells ``below``; None if there is none below."""

    def proportion(self, cell: Cell) -> float:
        """Estimated share of the map's area in a cell, 0 to 1."""

    def counts(self) -> dict[Cell, int]:
        """Sampled units (pixels of polygons) per cell."""

    def covered(self) -> float:
        """Size of the part of the map that the sample speaks for, in the unit of the sizes."""


@dataclass(frozen=True)
class Stratified:
    """A stratified random sample of pixels. The strata need not be the map's classes.

    Stehman (2014), equations 1 to 3, 20, 21, 25 and 28: the variance of a ratio R is that of the
    residuals y - R x. If the strata are the map's classes, these are the equations of Olofsson et al.
    (2014), apart from the correction for a finite population.

    Attributes:
        sample: Stratum, map class and reference class to the number of sampled units.
        sizes: Stratum to its number of pixels in the whole map.
    """

    sample: Mapping[tuple[str, int, int], int]
    sizes: Mapping[str, float]

    def _strata(self) -> dict[str, list[tuple[Cell, int]]]:
        found: dict[str, list[tuple[Cell, int]]] = {}
        for (stratum, mapped, reference), count in self.sample.items():
            if count > 0:
                found.setdefault(stratum, []).append(((mapped, reference), count))
        return found

    def ratio(self, above: Has, below: Has) -> Estimate | None:
        """See :class:`Design`."""
        strata = self._strata()
        top = bottom = 0.0
        for stratum, cells in strata.items():
            weight = self.sizes[stratum] / sum(count for _, count in cells)
            top += weight * sum(count for cell, count in cells if above(cell))
            bottom += weight * sum(count for cell, count in cells if below(cell))
        if bottom <= 0:
            return None
        value = top / bottom
        variance, known = 0.0, False
        for stratum, cells in strata.items():
            part = self._variance(stratum, cells, above, below, value)
            known = known or part is not None
            variance += part or 0.0
        units = sum(count for cells in strata.values() for cell, count in cells if below(cell))
        error = math.sqrt(max(variance, 0.0)) / bottom if known else None
        return Estimate(min(max(value, 0.0), 1.0), error, units)

    def _variance(
        self, stratum: str, cells: Sequence[tuple[Cell, int]], above: Has, below: Has, value: float
    ) -> float | None:
        """Variance of a stratum's total of residuals; None from a single unit."""
        units = sum(count for _, count in cells)
        if units < 2:
            return None
        rows = [(above(cell) - value * below(cell), count) for cell, count in cells]
        mean = sum(residual * count for residual, count in rows) / units
        spread = sum((residual - mean) ** 2 * count for residual, count in rows) / (units - 1)
        size = self.sizes[stratum]
        return size**2 * max(0.0, 1 - units / size) * spread / units

    def proportion(self, cell: Cell) -> float:
        """See :class:`Design`."""
        found = self.ratio(lambda other: other == cell, lambda other: True)
        return found.value if found is not None else 0.0

    def counts(self) -> dict[Cell, int]:
        """See :class:`Design`."""
        found: dict[Cell, int] = {}
        for (_, mapped, reference), count in self.sample.items():
            found[mapped, reference] = found.get((mapped, reference), 0) + count
        return {cell: count for cell, count in found.items() if count}

    def covered(self) -> float:
        """See :class:`Design`."""
        return sum(self.sizes[stratum] for stratum in self._strata())

    def single(self) -> list[str]:
        """Strata with a single sampled unit: their variance is unknown and counted as nothing."""
        return sorted(name for name, cells in self._strata().items() if sum(count for _, count in cells) == 1)


@dataclass(frozen=True)
class Clustered:
    """Reference polygons. The pixels of a polygon are no independent units: a polygon is one unit.

    A ratio estimator over polygons, weighted to the mapped areas: per map class the share of pixels, times
    the class's size in the map. Its variance is that of the linearised residuals per polygon (Cochran 1977,
    section 6.3 and 9.5; Särndal et al. 1992, section 5.5).

    Attributes:
        polygons: Per polygon its pixels per cell.
        sizes: Map class to its number of pixels in the whole map.
    """

    polygons: Sequence[Mapping[Cell, int]]
    sizes: Mapping[int, float]

    def ratio(self, above: Has, below: Has) -> Estimate | None:
        """See :class:`Design`."""
        totals: dict[int, list[float]] = {}
        for polygon in self.polygons:
            for cell, count in polygon.items():
                row = totals.setdefault(cell[0], [0.0, 0.0, 0.0])
                row[0] += count * above(cell)
                row[1] += count * below(cell)
                row[2] += count
        weights = {code: self.sizes.get(code, 0.0) / row[2] for code, row in totals.items()}
        top = sum(weights[code] * row[0] for code, row in totals.items())
        bottom = sum(weights[code] * row[1] for code, row in totals.items())
        if bottom <= 0:
            return None
        value = top / bottom
        means = {code: (row[0] - value * row[1]) / row[2] for code, row in totals.items()}
        squares, units = 0.0, 0
        for polygon in self.polygons:
            residual = sum(
                weights[cell[0]] * count * (above(cell) - value * below(cell) - means[cell[0]])
                for cell, count in polygon.items()
            )
            squares += (residual / bottom) ** 2
            units += any(below(cell) for cell in polygon)
        error = math.sqrt(units / (units - 1) * squares) if units > 1 else None
        return Estimate(min(max(value, 0.0), 1.0), error, units)

    def proportion(self, cell: Cell) -> float:
        """See :class:`Design`."""
        found = self.ratio(lambda other: other == cell, lambda other: True)
        return found.value if found is not None else 0.0

    def counts(self) -> dict[Cell, int]:
        """See :class:`Design`."""
        found: dict[Cell, int] = {}
        for polygon in self.polygons:
            for cell, count in polygon.items():
                found[cell] = found.get(cell, 0) + count
        return found

    def covered(self) -> float:
        """See :class:`Design`."""
        return sum(self.sizes.get(code, 0.0) for code in {cell[0] for cell in self.counts()})
