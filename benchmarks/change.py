"""How well is a flood found, how often is unchanged ground called changed, and what do more dates give?

    python3 build.py bench change DATA [--calibrate]

DATA is the folder with ``world``. Three tables:

- Floods (``world/vv``, pairs with VV alone, each date with its own unknown stretch). The reference has
  two sources. On *before*, polygons that an interpreter drew on optical images say what is land and what is
  water for good. On *after*, a threshold on the mean of 5 x 5 pixels (Kittler & Illingworth 1986) says what
  is dark. Flood: labelled as land, and dark after. No flood: labelled as water, or not dark after. What
  remains of a circle: the reference knows the backscatter of *after*, as the log ratio does, which favours
  the log ratio. Choices were made on the labelled places outside the test list of
  ``recipes/world_splits.json``; the places on the list are reported apart.
- False alarms of the embeddings on pairs without change: chips of ``world/vv_vh`` with two independent draws
  of speckle (4.4 looks, as in a Sentinel-1 IW GRD product).
- Dates: chips with 1, 2, 4, 8 independent draws of speckle, averaged by ``model combine``. There are no
  series of real dates with labels, so this is a simulation: rain, seasons and moved ships are not in it.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import NamedTuple

import numpy as np
import rasterio
from scipy import ndimage
from sklearn.metrics import roc_auc_score

from model.change.combine import combine
from model.change.embeddings import THRESHOLD, EmbeddingDistance
from model.change.onto import OntoGrid
from model.change.run import change
from model.data.labels import Polygons, read_polygons
from model.evaluate.by_region import score_model, summary
from model.evaluate.data import read_splits
from model.inference.engine import Engine
from model.inference.warm import WarmEngine
from model.protocol.changing import ChangeRequest, CombineRequest
from model.protocol.values import SceneSpec
from model.sar.scene import open_scene
from model.sar.windows import Window

WATER = 80
LOOKS = 4.4
ROOT = Path(__file__).parents[1]
SPLITS = ROOT / "recipes" / "world_splits.json"
MODEL = ROOT / "resources" / "checkpoints" / "sardino-s1-world.safetensors"
PIXELS = 400_000
"""Pixels drawn for a pooled AUROC."""


class Place(NamedTuple):
    """A pair: flood (1), no flood (0), not known (-1), and the scores of each method there."""

    truth: np.ndarray
    scores: dict[str, np.ndarray]


def main() -> None:
    parser = argparse.ArgumentParser(prog="build.py bench change")
    parser.add_argument("data", type=Path, help="folder with world")
    parser.add_argument("--calibrate", action="store_true", help="find the threshold of the embeddings again")
    parser.add_argument("--only", choices=("floods", "alarms", "dates"), action="append")
    parser.add_argument("--most", type=int, default=0, help="only so many places and chips of each kind")
    args = parser.parse_args()
    world = args.data / "world"
    labels = read_polygons(world / "world_polygons.gpkg")
    test = set(read_splits(SPLITS).test)
    wanted = args.only or ["floods", "alarms", "dates"]
    warm = WarmEngine()
    with tempfile.TemporaryDirectory() as folder:
        if "floods" in wanted:
            floods(world / "vv", labels, test, warm, Path(folder), args.most)
        if "alarms" in wanted:
            alarms(world / "vv_vh", test, warm, Path(folder), args.most, calibrate=args.calibrate)
        if "dates" in wanted:
            dates(world / "vv_vh", labels, test, Path(folder), args.most)


def floods(vv: Path, labels: Polygons, test: set[str], warm: WarmEngine, out: Path, most: int) -> None:
    """The table of AUROC against floods."""
    names = sorted(name for name in labels.named if name.startswith("ombria"))
    for part, held_out in (("chosen on", False), ("held out", True)):
        chosen = [name for name in names if (name in test) == held_out][: most or None]
        places = [found for name in chosen if (found := place(vv, name, labels, warm, out)) is not None]
        _floods_table(part, places)


def place(vv: Path, name: str, labels: Polygons, warm: WarmEngine, out: Path) -> Place | None:
    """A pair with its reference; None if there is nothing to tell apart on *after*."""
    before, after = vv / f"{name}.tif", vv / f"{name.removesuffix('_before')}_after.tif"
    with open_scene(SceneSpec(str(before))) as first, open_scene(SceneSpec(str(after))) as second:
        codes = labels.codes_on(first, name)
        window = Window.whole(first.working_shape)
        parts = [scene.read(window) for scene in (first, second)]
    valid = parts[0].valid & parts[1].valid
    levels = [_smoothed(part.db[0], 5) for part in parts]
    border = darkness(levels[1][valid])
    if border is None:
        return None
    truth = np.full(codes.shape, -1)
    known = valid & (codes > 0)
    truth[known & (codes == WATER)] = 0
    truth[known & (codes != WATER) & (levels[1] > border + 0.5)] = 0
    truth[known & (codes != WATER) & (levels[1] < border - 0.5)] = 1
    made = {}
    for stem, target, outputs in (
        ("water", WATER, ["probability", "embeddings", "backscatter"]),
        ("any", 0, ["probability"]),
    ):
        request = ChangeRequest(
            SceneSpec(str(before)),
            SceneSpec(str(after)),
            str(out),
            outputs=outputs,
            target=target,
            precision="fp32",
            stem=stem,
        )
        made[stem] = change(request, progress=_quiet, cancelled=lambda: False, warm=warm).products
    ratio = _band(made["water"]["backscatter"])
    scores = {
        "towards water: class change": _band(made["water"]["probability"]),
        "towards water: log ratio (darker)": -ratio,
        "any: class change": _band(made["any"]["probability"]),
        "any: embeddings": _band(made["water"]["embeddings"]),
        "any: log ratio": np.abs(ratio),
        "any: log ratio less its median": np.abs(ratio - np.nanmedian(ratio)),
    }
    good = (truth >= 0) & np.all([np.isfinite(item) for item in scores.values()], axis=0)
    truth = np.where(good, truth, -1)
    return Place(truth, {key: values[truth >= 0] for key, values in scores.items()})


def darkness(values: np.ndarray) -> float | None:
    """Border between dark and bright in dB by minimum error; None if there are no two kinds of ground."""
    counts, edges = np.histogram(values, 64)
    middles = (edges[:-1] + edges[1:]) / 2
    best, border = np.inf, None
    for cut in range(4, 60):
        total, found = 0.0, True
        for part, at in ((counts[:cut], middles[:cut]), (counts[cut:], middles[cut:])):
            share = part.sum() / counts.sum()
            if share < 0.03:
                found = False
                break
            mean = np.average(at, weights=part)
            spread = np.sqrt(np.average((at - mean) ** 2, weights=part)) + 1e-3
            total += 2 * share * (np.log(spread) - np.log(share))
        if found and total < best:
            best, border = total, float(edges[cut])
    return border


def _smoothed(db: np.ndarray, side: int) -> np.ndarray:
    return 10 * np.log10(np.maximum(ndimage.uniform_filter(10 ** (db / 10), side), 1e-9))


def _band(path: str) -> np.ndarray:
    with rasterio.open(path) as raster:
        return raster.read(1, masked=True).astype(np.float32).filled(np.nan)


def _quiet(*_: object, **__: object) -> None:
    """Takes progress."""


def _floods_table(part: str, places: list[Place]) -> None:
    truth = np.concatenate([item.truth[item.truth >= 0] for item in places])
    picks = np.random.default_rng(0).choice(len(truth), min(len(truth), PIXELS), replace=False)
    both = [item for item in places if len(np.unique(item.truth[item.truth >= 0])) == 2]
    print(
        f"\nFloods, places {part}: {len(places)} places, {len(both)} of them with and without flood, "
        f"{len(truth):,} pixels, {truth.mean():.0%} flood"
    )
    print(f"{'':<40}{'AUROC, all pixels':>20}{'mean of places':>18}")
    for name in places[0].scores:
        values = np.concatenate([item.scores[name] for item in places])
        single = [roc_auc_score(item.truth[item.truth >= 0], item.scores[name]) for item in both]
        print(f"{name:<40}{roc_auc_score(truth[picks], values[picks]):>20.3f}{np.mean(single):>18.3f}")


def alarms(chips: Path, test: set[str], warm: WarmEngine, out: Path, most: int, *, calibrate: bool) -> None:
    """Distances of embeddings on pairs that differ in speckle alone."""
    engine = warm.load("", "cpu", "fp32")
    rng = np.random.default_rng(0)
    found: dict[bool, list[np.ndarray]] = {True: [], False: []}
    for path in sorted(chips.glob("*.tif")):
        part = found[path.stem in test]
        if not most or len(part) < most:
            pair = [_speckled(path, out / f"{path.stem}_{number}.tif", rng, smooth=3) for number in (0, 1)]
            part.append(_distance(engine, pair))
    chosen, held_out = (np.concatenate(found[part]) for part in (False, True))
    if calibrate:
        found_threshold = np.quantile(chosen, 0.99)
        print(f"\nThreshold that 1 % exceeds, chips outside the test list: {found_threshold:.3f}")
    print(f"\nFalse alarms of the embeddings, threshold {THRESHOLD}: speckle alone")
    for name, values in (("chosen on", chosen), ("held out", held_out)):
        print(f"{name:<40}{np.mean(values > THRESHOLD):>20.2%} of {len(values):,} cells")


def _distance(engine: Engine, paths: list[Path]) -> np.ndarray:
    with open_scene(SceneSpec(str(paths[0]))) as first, open_scene(SceneSpec(str(paths[1]))) as second:
        grid = engine.tiles(first, Window.whole(first.working_shape))
        distance = EmbeddingDistance(engine, grid, first, OntoGrid(first, second))
        distance.run(lambda done: None)
        return distance.cells()


def _speckled(path: Path, out: Path, rng: np.random.Generator, *, smooth: int = 1) -> Path:
    """A chip with one more draw of speckle; its own speckle first averaged over ``smooth`` pixels."""
    with rasterio.open(path) as source:
        db, profile, names = source.read(), source.profile, source.descriptions
    power = 10 ** (db / 10)
    if smooth > 1:
        power = np.stack([ndimage.uniform_filter(band, smooth) for band in power])
    power = power * rng.gamma(LOOKS, 1 / LOOKS, power.shape)
    with rasterio.open(out, "w", **profile) as target:
        target.write((10 * np.log10(np.maximum(power, 1e-9))).astype(profile["dtype"]))
        target.descriptions = names
    return out


def dates(chips: Path, labels: Polygons, test: set[str], out: Path, most: int) -> None:
    """Scores of the mean of 1, 2, 4, 8 dates that differ in speckle alone."""
    paths = [path for path in sorted(chips.glob("*.tif")) if path.stem in test][: most or None]
    print(
        f"\nDates that differ in speckle alone ({LOOKS} looks each), {len(paths)} held-out chips, VV and VH"
    )
    print(f"{'dates':<40}{'mIoU':>20}{'accuracy':>18}")
    for count in (1, 2, 4, 8):
        rng = np.random.default_rng(count)
        made = []
        for path in paths:
            drawn = [_speckled(path, out / f"{path.stem}_{number}.tif", rng) for number in range(count)]
            target = out / str(count) / f"{path.stem}.tif"
            target.parent.mkdir(exist_ok=True)
            if count == 1:
                drawn[0].replace(target)
            else:
                request = CombineRequest([SceneSpec(str(item)) for item in drawn], str(target))
                combine(request, progress=_quiet, cancelled=lambda: False)
            made.append(target)
        _print_scores(str(count), made, labels)
    _print_scores("the chip itself", paths, labels)


def _print_scores(name: str, paths: list[Path], labels: Polygons) -> None:
    classes, scored = score_model(MODEL, paths, labels, "cpu")
    found = summary(scored, classes)
    print(f"{name:<40}{found['miou']:>20.3f}{found['overall_accuracy']:>18.3f}")


if __name__ == "__main__":
    main()
