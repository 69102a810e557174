"""A plot of a run's log: loss, entropies, k-NN score and pace over the steps."""

from __future__ import annotations

import csv
import math
from pathlib import Path
from typing import Any

from model.disk.whole import write_all

SIZE = (9.0, 6.0)
DPI = 110


def draw_log(log: Path, scores: Path, picture: Path, prototypes: int) -> bool:
    """Draws the log of a run, if matplotlib is installed.

    Args:
        log: The run's ``log.csv``.
        scores: The run's ``scores.csv``, which may be missing.
        picture: The PNG to write.
        prototypes: Outputs of the head; their logarithm is the entropy of the uniform collapse.

    Returns:
        Whether the plot was drawn.
    """
    try:
        from matplotlib.figure import Figure
    except ImportError:
        return False
    columns = _columns(log)
    if not columns:
        return False
    figure = Figure(figsize=SIZE, layout="constrained")
    top, bottom = figure.subplots(2, 2, sharex=True)
    _lines(top[0], "loss", columns, {"loss": "DINO", "patch_loss": "hidden patches"})
    _lines(
        top[1],
        "entropy in nats",
        columns,
        {"target_entropy": "of the targets", "usage_entropy": "of their mean"},
    )
    top[1].axhline(math.log(prototypes), color="grey", linestyle=":", label="uniform")
    _lines(bottom[0], "k-NN score", _columns(scores), {"knn": "mean accuracy over classes"}, marker="o")
    _lines(
        bottom[1], "images per second", columns, {"images_per_second": "mean since the run began or resumed"}
    )
    for axes in (*top, *bottom):
        axes.grid(alpha=0.3)
        if axes.lines:
            axes.legend(fontsize=8)
        else:
            axes.text(0.5, 0.5, "no scores (--labels)", transform=axes.transAxes, ha="center", color="grey")
    for axes in bottom:
        axes.set_xlabel("step")
    write_all({picture: lambda made: figure.savefig(made, dpi=DPI)})
    return True


def _lines(
    axes: Any, title: str, columns: dict[str, list[float]], names: dict[str, str], **style: str
) -> None:
    """Draws lines of the columns that exist in the log."""
    axes.set_title(title, fontsize=10)
    for name, label in names.items():
        if name in columns:
            axes.plot(columns["step"], columns[name], label=label, linewidth=1.2, markersize=3, **style)


def _columns(path: Path) -> dict[str, list[float]]:
    """The columns of a CSV of numbers, NaN for empty cells; empty without rows."""
    if not path.exists():
        return {}
    with path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    return {name: [float(row[name] or "nan") for row in rows] for name in rows[0]} if rows else {}
