"""Whole sources left out: what is learnt in some parts of the world, tested in another.

For every source of labelled places, all other sources with the same polarisations train a random forest, a
small U-Net, and the network from random weights, from DINO and from the starter, all networks with the same
crops; and the network from DINO joined with a classifier of texture. Places with VV alone are one source;
there whole events are left out.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, cast

import numpy as np
import torch

from model.checkpoint.checkpoint import weights_digest
from model.data.scenes import find_rasters
from model.evaluate import world as places
from model.evaluate.by_region import Scored, summary
from model.evaluate.context import Context
from model.evaluate.data import ALL, Dataset, Splits, load_dataset, read_splits
from model.evaluate.networks import score_network
from model.evaluate.rows import Key, Row
from model.evaluate.tables import Found, Spread, decimals, spread, table
from model.evaluate.unet import SmallUNet
from model.evaluate.world import KINDS, LABELS, SOURCES, fitted_forest, forest_on
from model.network.network import SarSegmenter
from model.sar.normalise import Normalisation
from model.train.crops import CropConfig
from model.train.loop import TrainConfig, train
from model.train.start import network_to_train
from model.train.texture import TextureConfig, with_texture

ELSEWHERE = "elsewhere"
FOREST = "Random forest"
UNET = "Small U-Net"
SCRATCH = "Network from scratch"
DINO = "Network from DINO"
TEXTURE = "Network from DINO, joined with a classifier of texture"
STARTER = "Network from the starter (has labels of VH besides)"
STARTER_FILE = Path(__file__).parents[2] / "recipes" / "sardino-s1-starter.safetensors"
STEPS = 250
BATCH = 12
SIZE = 64
"""Crops per step, and their side: most chips are 120 pixels wide, and larger crops are learnt by heart."""
CROPS = CropConfig(
    size=SIZE,
    balance=0.5,
    balance_scenes=0.5,
    gain_db=1.2,
    own_gain_db=0.4,
    speckle=0.4,
    despeckle=0.2,
    made_up_co_pol=0.0,
    drop_polarisation=0.2,
)
OPINIONS = 2.0
"""Logits of a joined network are the sum of two opinions."""
FEW = 10.0
"""Per cent of the polygons, for pre-training against none."""


def run_elsewhere(context: Context) -> None:
    """Trains without one source after the other, and scores there."""
    if context.world is None:
        return
    for source in sources_of(context.world):
        data = partial(without, context.world, source)
        for seed in context.seeds:
            for method, percent in _plan(context, source):
                key = Key(ELSEWHERE, method, _start(context, method), source, percent, seed)
                if method != FOREST:
                    key = dataclasses.replace(key, steps=context.steps or STEPS)
                context.rows.once(key, partial(_row, context, key, data))


def sources_of(world: Path) -> list[str]:
    """Sources that can be left out: other places with the same polarisations are left to train."""
    dual, single = ({path.stem for path in find_rasters([world / kind])} for kind in KINDS)
    groups = {stem.split("_")[0] for stem in dual}
    held_out = set(read_splits(places.SPLITS).test)
    chosen = [name for name in SOURCES if name in groups and len(groups) > 1]
    return [*chosen, "ombria"] if held_out & single and single - held_out else chosen


def _plan(context: Context, source: str) -> list[tuple[str, float]]:
    known = [DINO] if context.pretrained_run else []
    joined = [TEXTURE] if known and source != "ombria" else []
    started = [STARTER] if STARTER_FILE.exists() else []
    plan = [(method, 100.0) for method in (FOREST, UNET, SCRATCH, *known, *joined, *started)]
    return plan + [(method, FEW) for method in (SCRATCH, *known)]


def _start(context: Context, method: str) -> str:
    if method in (DINO, TEXTURE) and context.pretrained is not None:
        return str(weights_digest(context.pretrained.module))[:10]
    return ""


def without(world: Path, source: str, normalisation: Normalisation | None = None) -> Dataset:
    """All places with the polarisations of a source; the source, or its events to test, is held out."""
    kind = KINDS[1] if source == "ombria" else KINDS[0]
    if source == "ombria":
        splits = Splits(test=read_splits(places.SPLITS).test)
    else:
        stems = [path.stem for path in find_rasters([world / kind])]
        splits = Splits(test=tuple(stem for stem in stems if stem.split("_")[0] == source))
    return load_dataset(world / kind, world / LABELS, splits, normalisation or Normalisation.absolute())


def _row(context: Context, key: Key, load: Callable[[], Dataset]) -> Row:
    data = load()
    if key.method == FOREST:
        found = forest_on(fitted_forest(data, key.seed), data)
        return {"classes": data.classes, "scenes": {item.stem: _counts(item) for item in found}}
    return trained_row(context, key, data, _network(context, key, data), CROPS)


def trained_row(context: Context, key: Key, data: Dataset, network: SarSegmenter, crops: CropConfig) -> Row:
    """Trains a network on all places but the source's, and counts in the source.

    Args:
        context: Where and how to compute.
        key: Steps, share of the polygons and seed.
        data: From :func:`without`.
        network: At the start of its training; for ``TEXTURE``, a classifier of texture is joined afterwards.
        crops: How crops are drawn.
    """
    config = TrainConfig(
        crops=crops,
        steps=key.steps,
        batch=BATCH,
        consistency_batch=0,
        smoothing=0.05,
        average=0.98,
        seed=key.seed,
    )
    training = data.training(ALL, key.percent, key.seed)
    trained = train(network, training, [], config, context.device, workers=0, report=context.rows.report)
    temperature = 1.0
    if key.method == TEXTURE:  # the mean of both opinions
        texture = TextureConfig(seed=key.seed)
        trained = with_texture(trained, training, texture, context.rows.report).to(context.device)
        temperature = OPINIONS
    counts = score_network(trained, data.held_out("test"), context.device, temperature)
    return {"classes": data.classes, "scenes": {name: dict(found) for name, found in counts.items()}}


def _counts(item: Scored) -> dict[str, Any]:
    return {**item.counts, "mean_confidence": item.mean_confidence}


def _network(context: Context, key: Key, data: Dataset) -> SarSegmenter:
    torch.manual_seed(key.seed)
    if key.method == UNET:
        return cast(SarSegmenter, SmallUNet(tuple(data.classes)))
    if key.method == STARTER:
        return network_to_train(data.classes, None, STARTER_FILE)
    return network_to_train(
        data.classes, context.pretrained_run if key.method in (DINO, TEXTURE) else None, None
    )


def elsewhere_section(found: Found) -> str:
    """Scores of every method in the sources that it was not trained in."""
    rows = [row for row in found.rows if row["experiment"] == ELSEWHERE]
    if not rows:
        return ""
    # A forest alone is compared with nothing.
    networks = {row["source"] for row in rows if row["method"] != FOREST}
    sources = [name for name in SOURCES if name in networks]
    lines = sorted(
        {(-row["percent"], row["method"]) for row in rows}, key=lambda line: (line[0], _order(line[1]))
    )
    complete = [name for name in sources if name != "ombria" and _everywhere(rows, name, lines)]
    parts = []
    for title, score in (
        ("mIoU over the classes that occur", "miou"),
        ("Expected calibration error", "ece"),
        ("Built-up said of other ground, share of its labelled pixels", "built_up_elsewhere"),
    ):
        body = []
        for share, method in lines:
            cells = [over_seeds(rows, method, -share, source, score) for source in sources]
            both = [cell for cell, source in zip(cells, sources) if source in complete and cell is not None]
            mean = decimals(float(np.mean([cell.mean for cell in both]))) if both else None
            body.append([_name(method, -share), *(str(cell or "") for cell in cells), mean or ""])
        head = ["", *(SOURCES[name] for name in sources), "Mean of VV and VH"]
        parts.append(f"{title}, source left out:\n\n" + table(head, body))
    return "\n\n".join(parts)


def _everywhere(rows: list[Row], source: str, lines: list[tuple[float, str]]) -> bool:
    """Whether every method was tested in a source: only such sources count in the mean."""
    return {(-row["percent"], row["method"]) for row in rows if row["source"] == source} == set(lines)


def _order(method: str) -> int:
    return (FOREST, UNET, SCRATCH, DINO, TEXTURE, STARTER).index(method)


def _name(method: str, percent: float) -> str:
    return method if percent == 100 else f"{method}, {percent:g} % of the polygons"


def over_seeds(rows: list[Row], method: str, percent: float, source: str, score: str) -> Spread | None:
    """A score of a method in a source, from :func:`model.evaluate.by_region.summary`; None if not trained."""
    return spread(
        summary(_scored(row), row["classes"])[score]
        for row in rows
        if (row["method"], row["percent"], row["source"]) == (method, percent, source)
    )


def _scored(row: Row) -> list[Scored]:
    return [
        Scored(stem, counts, counts.get("mean_confidence", 0.0)) for stem, counts in row["scenes"].items()
    ]
