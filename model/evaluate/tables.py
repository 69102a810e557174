"""Rows gathered into groups, means with their spread, and Markdown tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from model.evaluate.context import Context
from model.evaluate.data import ALL, region_of
from model.evaluate.rows import Row
from model.evaluate.scoring import Counts, scores


@dataclass(frozen=True)
class Spread:
    """Mean and standard deviation of a score over seeds; as text, a single seed shows only the score."""

    mean: float
    std: float
    count: int

    def __str__(self) -> str:
        if self.count == 1:
            return f"{self.mean:.3f}"
        return f"{self.mean:.3f}±{self.std:.3f}"


def spread(values: Iterable[float]) -> Spread | None:
    """Mean ± sample standard deviation; None without values."""
    kept = np.array(list(values), dtype=np.float64)
    if not len(kept):
        return None
    return Spread(float(kept.mean()), float(kept.std(ddof=1)) if len(kept) > 1 else 0.0, len(kept))


class Found:
    """The rows that count: one set of weights per method, and the longest training per share of its labels.

    Args:
        rows: All rows.
        classes: Class codes in the order of the label indices.
        backbone: Digest of the weights that count if a method has rows of several weights; without rows of
            these weights, the newest rows count.

    Attributes:
        every: All rows, also rows that do not count.
        rows: Rows that count.
    """

    def __init__(self, rows: list[Row], classes: list[int], backbone: str = "") -> None:
        self.classes = classes
        self.every = rows
        newest: dict[tuple[str, str], str] = {}
        # Rows of the backbone come last and stay.
        for row in sorted(rows, key=lambda row: (row["model"] == backbone, float(row["written"]))):
            newest[row["experiment"], row["method"]] = row["model"]
        self._fresh = [row for row in rows if newest[row["experiment"], row["method"]] == row["model"]]
        longest: dict[tuple[object, ...], int] = {}
        for row in self._fresh:
            longest[_cell(row)] = max(longest.get(_cell(row), 0), row["steps"])
        self.rows = [row for row in self._fresh if row["steps"] == longest[_cell(row)]]

    def of(
        self,
        experiment: str,
        method: str,
        *,
        source: str = ALL,
        percent: float = 100,
        every_budget: bool = False,
    ) -> list[Row]:
        """Rows of all seeds; with ``every_budget`` also rows of shorter trainings."""
        return [
            row
            for row in (self._fresh if every_budget else self.rows)
            if (row["experiment"], row["method"], row["source"]) == (experiment, method, source)
            and float(row["percent"]) == float(percent)
        ]

    def methods(self, experiment: str) -> list[str]:
        """Methods of an experiment, in the order of their files."""
        return list(dict.fromkeys(row["method"] for row in self.rows if row["experiment"] == experiment))

    def percents(self, experiments: Sequence[str]) -> list[float]:
        """Shares of the labels that occur."""
        return sorted({float(row["percent"]) for row in self.rows if row["experiment"] in experiments})

    def steps(self, experiment: str, method: str, *, percent: float | None = None) -> str:
        """Training steps of a method's rows in words; the fewest and the most if they differ.

        Args:
            experiment: Name of the experiment.
            method: The tested method.
            percent: Only rows with this share of the labels; None: all shares.
        """
        found = {
            row["steps"]
            for row in self.rows
            if (row["experiment"], row["method"]) == (experiment, method)
            and (percent is None or (row["source"] == ALL and float(row["percent"]) == percent))
        } - {0}
        return " to ".join(str(number) for number in sorted({min(found), max(found)})) if found else "–"

    def scores(self, rows: list[Row], region: str = ALL, part: str = "scenes") -> list[dict[str, Any]]:
        """Dataset-level scores per row, on the test scenes of one region or all."""
        found = []
        for row in rows:
            counts = counts_of(row, region, part)
            if counts:
                found.append(scores(counts, self.classes))
        return found

    def spread(
        self, rows: list[Row], score: str = "miou", *, region: str = ALL, part: str = "scenes"
    ) -> Spread | None:
        """Mean and spread of a score over rows."""
        return spread(
            float(item[score]) for item in self.scores(rows, region, part) if item.get(score) is not None
        )

    def mean(
        self, experiment: str, method: str, score: str = "miou", *, percent: float = 100
    ) -> Spread | None:
        """Mean and spread of a score of a method over seeds, trained on all regions."""
        rows = self.of(experiment, method, percent=percent)
        return self.spread([row for row in rows if "scenes" in row], score)


def found_in(context: Context) -> Found:
    """The rows of an evaluation; for methods with a starting backbone, the rows of the context's backbone."""
    digest = context.pretrained.digest if context.pretrained else ""
    return Found(context.rows.all(), context.data.classes, digest)


def _cell(row: Row) -> tuple[object, ...]:
    return row["experiment"], row["method"], row["source"], float(row["percent"])


def counts_of(row: Row, region: str = ALL, part: str = "scenes") -> list[Counts]:
    """Counts per scene of a row, of one region or all."""
    return [counts for name, counts in row[part].items() if region in (ALL, region_of(name))]


def table(head: Sequence[str], body: Iterable[Sequence[object]]) -> str:
    """A Markdown table, cells without padding; None as a dash."""
    rows = [head, ["---"] * len(head), *(["–" if cell is None else cell for cell in row] for row in body)]
    return "\n".join(f"|{'|'.join(map(str, row))}|" for row in rows)


def decimals(value: float | None, digits: int = 3) -> str | None:
    """A number with a few digits; None stays None."""
    return None if value is None else f"{value:.{digits}f}"
