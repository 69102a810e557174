"""All figures of an assessment, from a design: accuracies, areas, matrices, kappa."""

from __future__ import annotations

from dataclasses import dataclass

from .designs import Cell, Design
from .intervals import Estimate


@dataclass(frozen=True)
class ClassFigures:
    """What is said of a class.

    Attributes:
        code: The class.
        users: User's accuracy: share of the mapped area that is of the class; None if never sampled there.
        producers: Producer's accuracy: share of the class's area that is mapped so; None if never found.
        share: Share of the map's area that is of the class, by the reference.
    """

    code: int
    users: Estimate | None
    producers: Estimate | None
    share: Estimate


@dataclass(frozen=True)
class Accuracy:
    """The figures of an assessment.

    Attributes:
        classes: All classes that occur in map or reference, by code.
        overall: Overall accuracy.
        counts: Map class and reference class to sampled units.
        proportions: The same to the estimated share of the map's area.
    """

    classes: list[ClassFigures]
    overall: Estimate
    counts: dict[Cell, int]
    proportions: dict[Cell, float]


def assess(design: Design) -> Accuracy:
    """All figures of a design.

    Raises:
        ValueError: The sample is empty.
    """
    counts = design.counts()
    overall = design.ratio(lambda cell: cell[0] == cell[1], lambda cell: True)
    if overall is None:
        raise ValueError("The sample is empty.")
    codes = sorted({code for cell in counts for code in cell})
    figures = [_of_class(design, code) for code in codes]
    proportions = {cell: design.proportion(cell) for cell in sorted(counts)}
    return Accuracy(figures, overall, counts, proportions)


def _of_class(design: Design, code: int) -> ClassFigures:
    both = (code, code)
    share = design.ratio(lambda cell: cell[1] == code, lambda cell: True)
    return ClassFigures(
        code,
        design.ratio(lambda cell: cell == both, lambda cell: cell[0] == code),
        design.ratio(lambda cell: cell == both, lambda cell: cell[1] == code),
        share or Estimate(0.0, None, 0),
    )


def kappa(accuracy: Accuracy) -> float | None:
    """Cohen's kappa from the area proportions; None if chance alone agrees everywhere.

    Not part of a usual report: it says nothing that overall accuracy and the areas do not say, and a
    comparison with chance is of no use (Olofsson et al. 2014, section 4.3; Pontius & Millones 2011).
    """
    mapped: dict[int, float] = {}
    found: dict[int, float] = {}
    for (row, column), share in accuracy.proportions.items():
        mapped[row] = mapped.get(row, 0.0) + share
        found[column] = found.get(column, 0.0) + share
    chance = sum(share * found.get(code, 0.0) for code, share in mapped.items())
    return None if chance >= 1 else (accuracy.overall.value - chance) / (1 - chance)
