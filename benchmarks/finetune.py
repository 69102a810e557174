"""Fine-tuning on labelled fragments: scores and times, compared with a random forest and the base model.

``python3 build.py bench finetune --data FOLDER``. The folder holds ``sentinel1_vh`` and
``landcover_polygons.gpkg``; docs/finetune.md describes how polygons are drawn.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio.raw
import rasterio
import rasterio.features
import shapely
from affine import Affine
from numpy.typing import NDArray
from rasterio.crs import CRS
from scipy.ndimage import uniform_filter
from sklearn.ensemble import RandomForestClassifier

from benchmarks.from_kept import from_kept
from benchmarks.scenes import mirrored_scene
from model.data.labels import rasterise_each, read_polygons
from model.finetune.evaluate import evaluate_model
from model.finetune.run import finetune
from model.products.segment import segment
from model.protocol.finetuning import EvaluateModelRequest, FinetuneRequest, LabelSpec, Scores
from model.protocol.segmenting import SegmentRequest
from model.protocol.values import SceneSpec
from model.sar.scene import open_scene
from model.sar.windows import Window

SPLITS = Path(__file__).parents[1] / "recipes" / "splits.json"
FRAGMENTS = ",".join(json.loads(SPLITS.read_text())["test"])
"""The test fragments, never used for the bundled model."""
WINDOWS = (5, 15, 31)
TEST_PIXELS = 5000
GAP_PX = 4
FULL_BUDGET = 20

Pixels = tuple[NDArray[np.int64], NDArray[np.int64]]


@dataclass(frozen=True)
class Piece:
    """Pixels of one class: a polygon as drawn by a user, or a polygon for testing."""

    code: int
    rows: NDArray[np.int64]
    cols: NDArray[np.int64]


@dataclass
class Row:
    """The result of one drawing of polygons."""

    fragment: str
    seed: int
    budget: int
    scores: dict[str, float] = field(default_factory=dict)
    estimate: float = 0.0
    true_f1: float = 0.0


def main() -> None:
    """Prints the table; exits with 1 if a bar is missed."""
    args = _arguments()
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SARDINO_CACHE"] = str(Path(folder) / "cache")
        for fragment in args.fragments.split(",") if args.data else []:
            kept = _kept(args.rows, fragment)
            rows += kept
            for row in _fragment(fragment, args, Path(folder), {(row.seed, row.budget) for row in kept}):
                rows.append(row)
                if args.rows:
                    with args.rows.open("a", encoding="utf-8") as file:
                        file.write(json.dumps(asdict(row)) + "\n")
                print(f"{row.fragment} seed {row.seed}, {row.budget} per class: {_text(row)}", flush=True)
        times = None if args.no_time else _times(args, Path(folder))
    met = _table(rows, times)
    raise SystemExit(0 if met else 1)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="build.py bench finetune", description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with sentinel1_vh and landcover_polygons.gpkg")
    parser.add_argument("--fragments", default=FRAGMENTS, help="comma-separated (default: %(default)s)")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--budgets", default="5,10,20", help="polygons per class (default: %(default)s)")
    parser.add_argument("--model", default="", help="the base model (default: the default model)")
    parser.add_argument("--full", action="store_true", help=f"also the full mode, at {FULL_BUDGET} per class")
    parser.add_argument("--kept", action="store_true", help="also Fast from kept features, without a pass")
    parser.add_argument("--rows", type=Path, help="file of JSON lines: rows in it are not computed again")
    parser.add_argument("--no-time", action="store_true", help="leave out the clock")
    args = parser.parse_args()
    if args.data is None and args.no_time:
        parser.error("nothing to measure: give --data, or leave out --no-time")
    return args


def _kept(file: Path | None, fragment: str) -> list[Row]:
    """The rows of a fragment from an earlier run."""
    if file is None or not file.exists():
        return []
    rows = [Row(**json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if row.fragment == fragment]


def _fragment(
    fragment: str, args: argparse.Namespace, folder: Path, known: set[tuple[int, int]]
) -> Iterator[Row]:
    path = args.data / "sentinel1_vh" / f"{fragment}.tif"
    spec = SceneSpec(str(path))
    polygons = read_polygons(args.data / "landcover_polygons.gpkg")
    with open_scene(spec) as scene:
        ids = rasterise_each(polygons, scene, fragment)
        window = scene.read(Window.whole(scene.working_shape))
        present = scene.present
    ids[~window.valid] = -1
    stack = np.concatenate([_texture(window.db[channel]) for channel in (0, 1) if present[channel]])
    for seed in range(args.seeds):
        for budget in (int(text) for text in args.budgets.split(",")):
            if (seed, budget) in known:
                continue
            train, test = draw(ids, polygons.codes, seed, budget)
            row = Row(fragment, seed, budget)
            row.scores["forest"] = _forest(stack, train, test, seed)
            files = [folder / f"{name}.gpkg" for name in ("train", "test")]
            for file, pieces in zip(files, (train, test), strict=True):
                _write(file, pieces, path, ids.shape)
            labels = [LabelSpec(str(file), "class") for file in files]
            row.scores["base"] = _evaluate(spec, labels[1], args.model).miou
            for mode in ("fast", "full") if args.full and budget == FULL_BUDGET else ("fast",):
                out = str(folder / f"{mode}.safetensors")
                request = FinetuneRequest(
                    [spec], [labels[0]], mode, base=args.model, mode=mode, out=out, seed=seed, overwrite=True
                )
                result = finetune(request, progress=_silent, cancelled=lambda: False)
                scores = _evaluate(spec, labels[1], out)
                row.scores[mode] = scores.miou
                if mode == "fast":
                    row.estimate, row.true_f1 = _common_f1(result.metrics, scores)
            if args.kept:
                request.out = str(folder / "kept.safetensors")
                with from_kept():
                    finetune(replace(request, mode="fast"), progress=_silent, cancelled=lambda: False)
                row.scores["kept"] = _evaluate(spec, labels[1], request.out).miou
            yield row


def draw(
    ids: NDArray[np.int32], codes: NDArray[np.int64], seed: int, budget: int
) -> tuple[list[Piece], list[Piece]]:
    """Polygons as drawn by a user, and the rest for testing.

    Source polygons are large; a user draws small ones. So half of a class's source polygons are cut into
    squares of 10 to 20 pixels, and some squares are drawn. The other half is for testing. A class with a
    single source polygon is halved, with a gap.
    """
    rng = np.random.default_rng(seed)
    rows, cols = np.nonzero(ids >= 0)
    owner = ids[rows, cols]
    by_class: dict[int, list[Pixels]] = {}
    for number in np.unique(owner):
        mine = owner == number
        if mine.sum() >= 30:
            by_class.setdefault(int(codes[number]), []).append((rows[mine], cols[mine]))
    train: list[Piece] = []
    test: list[Piece] = []
    for code, sources in sorted(by_class.items()):
        if len(sources) == 1:
            halves = _halved(*sources[0])
        else:
            order = rng.permutation(len(sources))
            cut = len(sources) // 2
            halves = [sources[n] for n in order[:cut]], [sources[n] for n in order[cut:]]
        pool = [piece for source in halves[0] for piece in _pieces(code, *source, rng)]
        train += [pool[n] for n in rng.permutation(len(pool))[:budget]]
        test += [Piece(code, *source) for source in halves[1]]
    return train, test


def _halved(rows: NDArray[np.int64], cols: NDArray[np.int64]) -> tuple[list[Pixels], list[Pixels]]:
    along = rows if np.ptp(rows) > np.ptp(cols) else cols
    middle = np.median(along)
    first, second = along < middle - GAP_PX, along > middle + GAP_PX
    return [(rows[first], cols[first])], [(rows[second], cols[second])]


def _pieces(
    code: int, rows: NDArray[np.int64], cols: NDArray[np.int64], rng: np.random.Generator
) -> list[Piece]:
    side = int(rng.integers(10, 21))
    if len(rows) <= side * side:
        return [Piece(code, rows, cols)]
    shift = rng.integers(0, side, 2)
    square = ((rows + shift[0]) // side) * 100_000 + (cols + shift[1]) // side
    found = [np.flatnonzero(square == value) for value in np.unique(square)]
    kept = [part for part in found if len(part) >= 0.6 * side * side]
    return [Piece(code, rows[part], cols[part]) for part in kept or [np.arange(side * side)]]


def _write(file: Path, pieces: list[Piece], scene: Path, shape: tuple[int, int]) -> None:
    """Pieces as polygons that hold exactly their pixels."""
    with rasterio.open(scene) as source:
        transform, crs = source.transform, source.crs
    shapes = []
    for piece in pieces:
        top, left = piece.rows.min(), piece.cols.min()
        mask = np.zeros((np.ptp(piece.rows) + 1, np.ptp(piece.cols) + 1), np.uint8)
        mask[piece.rows - top, piece.cols - left] = 1
        found = rasterio.features.shapes(mask, mask > 0, transform=transform @ Affine.translation(left, top))
        shapes.append(shapely.union_all([shapely.geometry.shape(item) for item, _ in found]))
    codes = np.array([piece.code for piece in pieces], np.int32)
    file.unlink(missing_ok=True)
    pyogrio.raw.write(
        file,
        geometry=shapely.to_wkb(shapes),
        field_data=[codes],
        fields=["class"],
        geometry_type="Unknown",
        crs=CRS(crs).to_wkt(),
        driver="GPKG",
    )


def _texture(db: NDArray[np.float32]) -> NDArray[np.float32]:
    """Features that other plugins use in a random forest: backscatter, local mean and deviation."""
    maps = [db]
    for side in WINDOWS:
        mean = uniform_filter(db, side)
        maps += [mean, np.sqrt(np.maximum(uniform_filter(db * db, side) - mean * mean, 0))]
    return np.stack(maps)


def _forest(stack: NDArray[np.float32], train: list[Piece], test: list[Piece], seed: int) -> float:
    """Mean IoU of a random forest on every pixel of the same polygons."""
    inputs = np.concatenate([stack[:, piece.rows, piece.cols].T for piece in train])
    classes = np.concatenate([np.full(len(piece.rows), piece.code) for piece in train])
    forest = RandomForestClassifier(100, random_state=seed, n_jobs=-1).fit(inputs, classes)
    rng = np.random.default_rng(seed)
    codes = sorted({piece.code for piece in test})
    hits, true, said = (dict.fromkeys(codes, 0.0) for _ in range(3))
    for piece in test:
        at = rng.permutation(len(piece.rows))[:TEST_PIXELS]
        weight = len(piece.rows) / len(at)
        found = forest.predict(stack[:, piece.rows[at], piece.cols[at]].T)
        true[piece.code] += len(piece.rows)
        hits[piece.code] += weight * float((found == piece.code).sum())
        for code in codes:
            said[code] += weight * float((found == code).sum())
    return float(np.mean([hits[c] / max(true[c] + said[c] - hits[c], 1e-9) for c in codes]))


def _evaluate(spec: SceneSpec, labels: LabelSpec, model: str) -> Scores:
    request = EvaluateModelRequest([spec], [labels], model=model)
    return evaluate_model(request, progress=_silent, cancelled=lambda: False)


def _common_f1(estimate: Scores, true: Scores) -> tuple[float, float]:
    """Mean F1 over the common classes: the estimate for the user, and the true value."""
    told = {c.code: v for c, v in zip(estimate.classes, estimate.f1, strict=True) if v is not None}
    real = {c.code: v for c, v in zip(true.classes, true.f1, strict=True) if v is not None}
    both = sorted(set(told) & set(real))
    if not both:
        return float("nan"), float("nan")
    return float(np.mean([told[code] for code in both])), float(np.mean([real[code] for code in both]))


def _times(args: argparse.Namespace, folder: Path) -> tuple[float, float]:
    """Seconds from click to new land cover on a scene of 1024 x 1024: 30 polygons, then 33."""
    scene = mirrored_scene(folder / "scene.tif", 1024, 1024)
    spec = SceneSpec(str(scene))
    segment(
        SegmentRequest([spec], str(folder / "before"), model=args.model),
        progress=lambda *_, **__: None,
        cancelled=lambda: False,
    )  # the user has seen the base model's map, so the model is loaded
    seconds = []
    for number in (30, 33):
        file = folder / f"time_{number}.gpkg"
        _write(file, _scattered(number), scene, (1024, 1024))
        start = time.perf_counter()
        out = str(folder / f"time_{number}.safetensors")
        request = FinetuneRequest([spec], [LabelSpec(str(file), "class")], "time", base=args.model, out=out)
        finetune(request, progress=_silent, cancelled=lambda: False)
        wanted = SegmentRequest([spec], str(folder / "after"), ["landcover"], model=out)
        segment(wanted, progress=lambda *_, **__: None, cancelled=lambda: False)
        seconds.append(time.perf_counter() - start)
    return seconds[0], seconds[1]


def _scattered(number: int) -> list[Piece]:
    """Squares of 15 x 15 pixels all over the scene, in five classes."""
    rng = np.random.default_rng(0)
    pieces = []
    for index in range(number):
        row, col = rng.integers(0, 1024 - 15, 2)
        rows, cols = np.mgrid[row : row + 15, col : col + 15]
        pieces.append(Piece((10, 30, 50, 60, 80)[index % 5], rows.ravel(), cols.ravel()))
    return pieces


def _table(rows: list[Row], times: tuple[float, float] | None) -> bool:
    """Prints the targets; returns whether all measured targets are met."""
    lines: list[tuple[str, str, str, bool]] = []
    gains = []
    for budget in sorted({row.budget for row in rows}):
        here = [row for row in rows if row.budget == budget]
        mean = {
            name: float(np.mean([row.scores[name] for row in here])) for name in ("fast", "forest", "base")
        }
        gains.append(mean["fast"] - mean["forest"])
        shown = f"{mean['fast']:.3f} against {{:.3f}}"
        what = f"mIoU, fast over {{}}, {budget} per class"
        lines.append((what.format("forest"), shown.format(mean["forest"]), "ahead", gains[-1] > 0))
        lines.append((what.format("base"), shown.format(mean["base"]), "ahead", mean["fast"] > mean["base"]))
    if gains:
        gain = float(np.mean(gains))
        lines.append(("mIoU, fast over forest, all budgets", f"{gain:+.3f}", ">= +0.10", gain >= 0.10))
        known = [row for row in rows if np.isfinite(row.estimate)]
        error = float(np.mean([row.estimate - row.true_f1 for row in known]))
        spread = float(np.mean([abs(row.estimate - row.true_f1) for row in known]))
        text = f"{error:+.3f} (absolute {spread:.3f})"
        lines.append(("estimated F1 less true F1, mean", text, "within 0.05", abs(error) <= 0.05))
    kept = [row for row in rows if "kept" in row.scores]
    if kept:
        values = [float(np.mean([row.scores[mode] for row in kept])) for mode in ("kept", "fast")]
        text = f"{values[0]:.3f} against {values[1]:.3f}"
        lines.append(
            ("mIoU, fast from kept features over fast", text, "within 0.01", values[0] >= values[1] - 0.01)
        )
    full = [row for row in rows if "full" in row.scores]
    if full:
        values = [float(np.mean([row.scores[mode] for row in full])) for mode in ("full", "fast")]
        text = f"{values[0]:.3f} against {values[1]:.3f}"
        lines.append(
            (f"mIoU, full over fast, {FULL_BUDGET} per class", text, "not behind", values[0] >= values[1])
        )
    if times:
        lines.append(("click to land cover, 30 polygons", f"{times[0]:.1f} s", "< 45 s", times[0] < 45))
        lines.append(("the second round", f"{times[1]:.1f} s", "< 20 s", times[1] < 20))
    print("\n| what | measured | bar | met |\n| --- | --- | --- | --- |")
    for what, measured, bar, met in lines:
        print(f"| {what} | {measured} | {bar} | {'yes' if met else '**no**'} |")
    return all(met for *_, met in lines)


def _text(row: Row) -> str:
    scores = ", ".join(f"{name} {value:.3f}" for name, value in row.scores.items())
    return f"{scores}; F1 estimated {row.estimate:.3f}, true {row.true_f1:.3f}"


def _silent(*_: Any, **__: Any) -> None:
    """Shows nothing."""


if __name__ == "__main__":
    main()
