"""Figures of ``docs/results.md``."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import matplotlib
import numpy as np
from numpy.typing import NDArray

from model.disk.whole import write_all

matplotlib.use("Agg")

from matplotlib import pyplot as plt
from matplotlib.figure import Figure

from model.checkpoint.legend import worldcover
from model.evaluate.context import Context
from model.evaluate.embeddings import principal_colours
from model.evaluate.emergence import EMERGENCE
from model.evaluate.maps import to_pixels
from model.evaluate.results import EXPERIMENT_OF
from model.evaluate.tables import Found, Spread, found_in
from model.train.crops import LabelledScene

PICTURES = 3
"""Number of test scenes shown."""
COLOURS = ("#7f7f7f", "#1f77b4", "#bcbd22", "#2ca02c", "#ff7f0e", "#d62728")
DPI = 110


def draw_figures(context: Context, folder: Path) -> dict[str, Path]:
    """Draws all figures with rows or networks; returns titles to files.

    An existing picture stays if it cannot be drawn again because no network is given.
    """
    found = found_in(context)
    drawn = {
        "mIoU by share of the labels": _by_share(found),
        "Confusion": _confusion(found),
        "Attention maps": _attention(context),
        "Principal components of the tokens": _components(context),
        "Emergence": _emergence(found),
    }
    paths = {}
    for title, figure in drawn.items():
        path = folder / (title.lower().replace(" ", "_") + ".png")
        if figure is not None:
            write_all({path: partial(figure.savefig, dpi=DPI, bbox_inches="tight")})
            plt.close(figure)
        if path.exists():
            paths[title] = path
    return paths


def _by_share(found: Found) -> Figure | None:
    figure, axes = plt.subplots(figsize=(7.5, 5))
    drawn = 0
    for (method, name), colour in zip(EXPERIMENT_OF.items(), COLOURS, strict=True):
        by_steps = _points(found, name, method)
        for steps, points in sorted(by_steps.items()):
            drawn = max(drawn, len(points))
            x, spreads = zip(*points, strict=True)
            means, stds = [s.mean for s in spreads], [s.std for s in spreads]
            # A line through trainings of different lengths would show the lengths.
            longer = steps > min(by_steps)
            label = f"{method}, {steps} steps" if steps else method
            marker = "*" if longer else "o"
            size = 11 if longer else 6
            axes.errorbar(
                x, means, stds, marker=marker, markersize=size, capsize=3, label=label, color=colour
            )
    if drawn < 2:
        plt.close(figure)
        return None
    axes.set_xscale("log")
    axes.set_xticks([1, 5, 10, 25, 50, 100], ["1", "5", "10", "25", "50", "100"])
    axes.minorticks_off()
    axes.set_xlabel("training polygons in %")
    axes.set_ylabel("mIoU on the test scenes")
    axes.grid(alpha=0.3)
    axes.legend(fontsize=7, loc="upper left", bbox_to_anchor=(1.01, 1))
    return figure


def _points(found: Found, name: str, method: str) -> dict[int, list[tuple[float, Spread]]]:
    """Share of the labels and mIoU by training steps, all steps that occur."""
    points: dict[int, list[tuple[float, Spread]]] = {}
    for percent in found.percents([name]):
        rows = found.of(name, method, percent=percent, every_budget=True)
        for steps in sorted({int(row["steps"]) for row in rows}):
            value = found.spread([row for row in rows if int(row["steps"]) == steps])
            if value is not None:
                points.setdefault(steps, []).append((percent, value))
    return points


def _confusion(found: Found) -> Figure | None:
    """Row-normalised confusion of every method with all labels, summed over seeds."""
    panels = []
    for method, name in EXPERIMENT_OF.items():
        kept = found.scores(found.of(name, method))
        if kept:
            panels.append((method, sum(np.array(item["confusion"], dtype=float) for item in kept)))
    if not panels:
        return None
    names = [worldcover(code).name.split("/")[0].strip() for code in found.classes]
    columns = min(3, len(panels))
    lines = -(-len(panels) // columns)
    size = (3.9 * columns, 3.5 * lines)
    figure, grid = plt.subplots(lines, columns, figsize=size, squeeze=False, layout="constrained")
    for axes in grid.flat[len(panels) :]:
        axes.axis("off")
    for number, (axes, (method, counts)) in enumerate(zip(grid.flat, panels, strict=False)):
        share = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)  # type: ignore[union-attr]
        _matrix(axes, share, names)
        # Names only once per row and column: otherwise they would overlap the title of the panel below.
        axes.tick_params(labelbottom=number + columns >= len(panels), labelleft=number % columns == 0)
        axes.set_title(method, fontsize=9)
    figure.supxlabel("predicted class", fontsize=9)
    figure.supylabel("true class", fontsize=9)
    return figure


def _matrix(axes: Any, share: NDArray[np.float64], names: list[str]) -> None:
    axes.imshow(share, vmin=0, vmax=1, cmap="Blues")
    axes.set_xticks(range(len(names)), names, rotation=90, fontsize=6)
    axes.set_yticks(range(len(names)), names, fontsize=6)
    for row, col in np.ndindex(*share.shape):
        if share[row, col] >= 0.005:
            colour = "white" if share[row, col] > 0.6 else "black"
            text = f"{100 * share[row, col]:.0f}"
            axes.text(col, row, text, ha="center", va="center", fontsize=6, color=colour)


def _shown(context: Context) -> list[LabelledScene]:
    """A few test scenes; scenes with the most classes first."""
    test = context.data.held_out("test")
    return sorted(test, key=lambda item: -len(np.unique(item.labels)))[:PICTURES]


def _attention(context: Context) -> Figure | None:
    """Attention as in the attention layer, of the pre-trained backbone and of the finished model."""
    backbones = [backbone for backbone in (context.pretrained, context.finished) if backbone is not None]
    shown = _shown(context)
    if not (shown and backbones):
        return None
    heads = [int(backbone.module.blocks[-1].attn.num_heads) for backbone in backbones]
    columns = sum(heads) + 1
    figure, grid = plt.subplots(len(shown), columns, figsize=(2.1 * columns, 2.3 * len(shown)), squeeze=False)
    for line, item in zip(grid, shown, strict=True):
        left = iter(line)
        _backscatter(next(left), item)
        for backbone in backbones:
            found = context.levelled(backbone)(item.scene)
            for head, attention in enumerate(to_pixels(found.last, found.patch, item.labels.shape)):
                axes = next(left)
                axes.imshow(attention, vmin=0, vmax=float(np.percentile(attention, 99)), cmap="magma")
                _bare(axes, f"{backbone.name}, head {head + 1}")
    figure.tight_layout()
    return figure


def _components(context: Context) -> Figure | None:
    shown = _shown(context)
    if context.pretrained is None or not shown:
        return None
    columns: list[tuple[str, list[NDArray[np.float32]]]] = []
    for backbone in (context.pretrained, context.random):
        grids = [context.maps(backbone)(item.scene).tokens for item in shown]
        columns.append((backbone.name, principal_colours(list(grids))))
    figure, grid = plt.subplots(
        len(shown), len(columns) + 1, figsize=(3.2 * (len(columns) + 1), 3.3 * len(shown)), squeeze=False
    )
    for number, (line, item) in enumerate(zip(grid, shown, strict=True)):
        _backscatter(line[0], item)
        for axes, (name, pictures) in zip(line[1:], columns, strict=True):
            axes.imshow(pictures[number], interpolation="nearest")
            _bare(axes, name)
    figure.tight_layout()
    return figure


def _backscatter(axes: Any, item: LabelledScene) -> None:
    channel = 1 if item.scene.present[1] else 0
    db = item.scene.db[channel].astype(np.float32)
    low, high = np.percentile(db[item.scene.valid], [2, 98])
    axes.imshow(db, vmin=low, vmax=high, cmap="gray")
    _bare(axes, f"{item.scene.name}, dB")


def _bare(axes: Any, title: str) -> None:
    axes.set_title(title, fontsize=8)
    axes.set_xticks([])
    axes.set_yticks([])


def _emergence(found: Found) -> Figure | None:
    points = []
    for method in found.methods("emergence"):
        for row in found.of("emergence", method):
            best = {code: item["best_auroc"] for code, item in row["heads"].items()}
            probes = [found.scores([row], part=part)[0]["miou"] for part in ("linear", "knn")]
            step = int(method.removeprefix(EMERGENCE))
            points.append((step, *probes, best.get("80", np.nan), best.get("50", np.nan)))
    if len(points) < 2:
        return None
    steps, linear, knn, water, built = zip(*sorted(points), strict=True)
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.4))
    left.plot(steps, linear, marker="o", label="linear probe")
    left.plot(steps, knn, marker="o", label="k-NN")
    left.set_ylabel("mIoU on the test scenes")
    right.plot(steps, water, marker="o", label="water", color="#0064c8")
    right.plot(steps, built, marker="o", label="built-up", color="#fa0000")
    right.set_ylabel("best-head attention AUROC")
    for axes in (left, right):
        axes.set_xlabel("pre-training step")
        axes.grid(alpha=0.3)
        axes.legend(fontsize=8)
    figure.tight_layout()
    return figure
