"""Scores of a finished model by source and by kind of scene, for its card: made of rows that exist.

A kind of scene is which polarisations there are and whether they are calibrated, as users' scenes are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from model.checkpoint.source_scores import as_entry
from model.data.scenes import find_rasters, scene_spec
from model.errors.errors import InvalidRequest
from model.evaluate.by_region import Scored, summary
from model.evaluate.context import Context
from model.evaluate.data import region_of
from model.evaluate.finished import INPUTS, WATER
from model.evaluate.rows import Row
from model.evaluate.scoring import Counts, scores
from model.evaluate.world import ALONE, KINDS, SOURCES, WORLD
from model.protocol.values import SourceScores
from model.sar.scene import open_scene

WATER_CHIPS = "Water chips"

Kind = tuple[tuple[str, ...], bool]
"""Polarisations, and whether they are calibrated."""


def by_source(context: Context, rows: Iterable[Row]) -> list[dict[str, object]]:
    """Entries of a card from a model's rows of the experiments ``world``, ``alone``, ``model`` and ``water``.

    Args:
        context: Where the scored scenes lie.
        rows: Rows of one model.

    Raises:
        InvalidRequest: A scored scene is not at hand, so its kind is not known.
    """
    found: list[SourceScores] = []
    for row in rows:
        if row["experiment"] in (WORLD, ALONE):
            folders = [context.world / kind for kind in KINDS] if context.world else []
            paths = {path.stem: path for path in find_rasters(folders)} if folders else {}
            alone = row["experiment"] == ALONE
            found += _of_sources(row["scenes"], row["classes"], paths, co_pol_alone=alone)
        elif row["experiment"] == "model":
            paths = {name: item.scene.path for name, item in context.data.scenes.items() if item.scene.path}
            found += _of_sources(row["scenes"], context.data.classes, paths)
        elif row["experiment"] == "water":
            found += _of_water(context, row)
    # Best known first: two polarisations, then calibrated, then many scenes.
    found.sort(key=_order)
    return [as_entry(item) for item in found]


def _order(item: SourceScores) -> tuple[int, bool, bool, bool]:
    """Kinds of scenes stay together, since the card's table groups neighbours; VV alone before VH alone."""
    names = item.polarisations
    return -len(names), not item.calibrated, "VV" not in names, item.miou is None


def _of_sources(
    counts: Mapping[str, Counts],
    classes: list[int],
    paths: Mapping[str, Path],
    *,
    co_pol_alone: bool = False,
) -> Iterator[SourceScores]:
    """Scores of each source and kind of scene; ``co_pol_alone``: the model was not given VH."""
    groups: dict[tuple[str, Kind], list[Scored]] = {}
    for stem, item in counts.items():
        names, calibrated = _kind(stem, paths.get(stem))
        kind = names[:1] if co_pol_alone else names, calibrated
        # The mean confidence is not part of a card.
        groups.setdefault((region_of(stem), kind), []).append(Scored(stem, item, 0.0))
    for (source, kind), scored in groups.items():
        total = summary(scored, classes)
        yield SourceScores(
            SOURCES.get(source, source.capitalize()),
            len(scored),
            list(kind[0]),
            kind[1],
            miou=total["miou"],
            accuracy=total["overall_accuracy"],
            calibration_error=total["ece"],
            built_up_elsewhere=round(total["built_up_elsewhere"], 4),
        )


def _of_water(context: Context, row: Row) -> Iterator[SourceScores]:
    """IoU of water, for the polarisations that the row's method names."""
    words = next((words for words in INPUTS if row["method"].endswith(f", {words}")), None)
    if words is None or context.chips is None:
        return
    groups: dict[Kind, list[Counts]] = {}
    for stem, item in row["scenes"].items():
        names, calibrated = _kind(stem, context.chips[0] / f"{stem}.tif")
        groups.setdefault((_chosen(names, INPUTS[words]), calibrated), []).append(item)
    for (names, calibrated), counts in groups.items():
        iou = scores(counts, [0, WATER])["iou"].get(str(WATER), 0.0)
        yield SourceScores(WATER_CHIPS, len(counts), list(names), calibrated, water_iou=iou)


def _chosen(names: tuple[str, ...], present: tuple[bool, bool]) -> tuple[str, ...]:
    return tuple(name for name, there in zip(names, present, strict=True) if there)


def _kind(stem: str, path: Path | None) -> Kind:
    if path is None or not path.exists():
        raise InvalidRequest(
            f"The scored scene {stem} is not at hand, so nobody knows which kind of scene it is.",
            remedy="Name the folder of data that the scores were made with as DATA.",
        )
    with open_scene(scene_spec(path)) as scene:
        about = scene.description
        return tuple(name for name in (about.co_pol, about.cross_pol) if name), about.calibrated
