"""Compares the segmentation pipeline with its targets and prints a Markdown table.

    python3 build.py bench segment [--quick] [--only time,gpu,memory,...] [--repeats N]

Every ratio is a median from one run with both sides in turns. Memory is the peak resident size of a new
process.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import rasterio
import torch

from benchmarks import busy, shift
from benchmarks.gpu import measure_gpu
from benchmarks.scenes import ROOT, SAMPLE, SAMPLES, mirrored_scene, model_file
from benchmarks.seams import seams
from benchmarks.table import Row, bar, spread
from benchmarks.tiles import measure_tiles
from model.errors.errors import Cancelled
from model.inference.engine import Engine
from model.inference.tiles import TileGrid
from model.inference.warm import WarmEngine
from model.products.segment import segment
from model.protocol.segmenting import SceneResult, SegmentRequest
from model.protocol.values import DEFAULT_OUTPUTS, SceneSpec
from model.sar.normalise import normalise
from model.sar.scene import open_scene
from model.sar.windows import Window

QGIS_PYTHON = "/usr/bin/python3"
QGIS_STARTUP = ROOT / "benchmarks" / "qgis_startup.py"
PARTS = ("time", "gpu", "memory", "scaling", "seams", "tiles", "shift", "cancel", "qgis", "busy")


@dataclass(frozen=True)
class Sizes:
    """Sides of the scenes in pixels."""

    time: int = 4096
    memory_rows: int = 4096
    memory_cols: tuple[int, int] = (4096, 32768)
    scaling: tuple[int, int] = (2048, 8192)
    cancel: int = 2048


QUICK = Sizes(768, 768, (768, 3072), (512, 1024), 768)


@dataclass(frozen=True)
class Bench:
    """Shared state of all measurements."""

    model: Path
    device: str
    precision: str
    wanted: str
    folder: Path
    sizes: Sizes
    repeats: int
    warm: WarmEngine = field(default_factory=WarmEngine, init=False)

    @property
    def engine(self) -> Engine:
        """The warm model."""
        return self.warm.load(str(self.model), self.device, self.precision, self.wanted)

    def scene(self, rows: int, cols: int) -> Path:
        """A scene of this size, made once."""
        path = self.folder / f"scene_{rows}x{cols}.tif"
        return path if path.exists() else mirrored_scene(path, rows, cols)

    def segment(
        self,
        scene: Path,
        outputs: tuple[str, ...] = DEFAULT_OUTPUTS,
        cancelled: Callable[[], bool] = lambda: False,
        progress: Callable[..., None] = lambda *_, **__: None,
        extent: list[float] | None = None,
        attention: str = "tokens",
        warm: WarmEngine | None = None,
    ) -> SceneResult:
        """Segments one scene; its products go into the folder."""
        request = SegmentRequest(
            [SceneSpec(str(scene))],
            str(self.folder / "out"),
            list(outputs),
            str(self.model),
            self.device,
            self.precision,
            extent,
            engine=self.wanted,
            attention=attention,
        )
        warm = warm or self.warm
        result = segment(request, progress=progress, cancelled=cancelled, warm=warm).scenes[0]
        if result.error is not None:
            raise RuntimeError(f"{result.error.message} {result.error.detail}")
        return result


def bare_forward(engine: Engine, scene: Path, tiles: int) -> float:
    """Seconds for ``tiles`` tiles of the scene in the bare network, with the pipeline's batch size."""
    side, inference = engine.tile, engine.inference
    with open_scene(SceneSpec(str(scene))) as opened:
        backscatter = opened.read(Window(0, 0, side, side * 8))
        strip = normalise(
            backscatter, opened.present, opened.statistics, opened.calibrated, engine.normalisation
        )
    pool = np.stack([strip[:, :, k * side : (k + 1) * side] for k in range(8)])
    wanted, inference.attention = inference.attention, False
    start = time.perf_counter()
    for first in range(0, tiles, inference.batch_size):
        chosen = [k % len(pool) for k in range(first, min(first + inference.batch_size, tiles))]
        logits, _ = inference.run(pool[chosen], None)
    # A GPU works asynchronously: wait for the last batch.
    logits.sum().item()
    inference.attention = wanted
    return time.perf_counter() - start


def measure_time(bench: Bench) -> list[Row]:
    """End-to-end time relative to bare forward passes, and the added time of attention."""
    side = bench.sizes.time
    scene, engine = bench.scene(side, side), bench.engine
    tiles = len(TileGrid(side, side, engine.tile, engine.overlap, engine.loaded.patch_size))
    bare_forward(engine, scene, engine.inference.batch_size)
    kinds = {
        "all": DEFAULT_OUTPUTS,
        "land cover": ("landcover",),
        "land cover + attention": ("landcover", "attention"),
    }
    forward: list[float] = []
    seconds: dict[str, list[float]] = {name: [] for name in kinds}
    for _ in range(bench.repeats):
        forward.append(bare_forward(engine, scene, tiles))
        for name, outputs in kinds.items():
            seconds[name].append(bench.segment(scene, outputs).seconds)
    whole = [total / bare for total, bare in zip(seconds["all"], forward, strict=True)]
    extra = [
        100 * (more - less) / bare
        for more, less, bare in zip(
            seconds["land cover + attention"], seconds["land cover"], forward, strict=True
        )
    ]
    pace = side * side / 1e6 / statistics.median(seconds["all"])
    return [
        Row(f"bare forward, {tiles} tiles of {side}²", f"{statistics.median(forward):.1f} s"),
        Row(
            f"end to end, all products, {side}²",
            f"{statistics.median(seconds['all']):.1f} s, {pace:.2f} Mpx/s",
        ),
        bar("end to end over bare forward", statistics.median(whole), 1.10, spread=spread(whole)),
        bar("attention, share of forward", statistics.median(extra), 5, " %", spread(extra)),
    ]


def measure_memory(bench: Bench) -> list[Row]:
    """Peak memory of a wide scene relative to a square scene, in new processes."""
    rows = bench.sizes.memory_rows
    peaks = []
    for cols in bench.sizes.memory_cols:
        scene = bench.scene(rows, cols)
        command = [sys.executable, "-m", "benchmarks.segment", "--peak-of", str(scene)]
        command += ["--model", str(bench.model), "--device", bench.device, "--precision", bench.precision]
        command += ["--engine", bench.wanted]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        peaks.append(json.loads(done.stdout.splitlines()[-1])["peak_mb"])
    small, large = bench.sizes.memory_cols
    return [
        Row(f"peak memory, {rows} x {small}", f"{peaks[0]:.0f} MB"),
        Row(f"peak memory, {rows} x {large}", f"{peaks[1]:.0f} MB"),
        bar("peak memory, wide over square", peaks[1] / peaks[0], 1.10),
    ]


def measure_scaling(bench: Bench) -> list[Row]:
    """Time per valid pixel of a large scene relative to a small scene."""
    small, large = bench.sizes.scaling
    ratios = []
    for _ in range(max(1, bench.repeats // 2)):
        before = bench.segment(bench.scene(small, small))
        big = bench.segment(bench.scene(large, large))
        after = bench.segment(bench.scene(small, small))
        per_small = (before.seconds + after.seconds) / (before.valid_pixels + after.valid_pixels)
        ratios.append(big.seconds / big.valid_pixels / per_small)
    what = f"time per valid pixel, {large}² over {small}²"
    return [bar(what, statistics.median(ratios), 1.10, spread=spread(ratios))]


def measure_seams(bench: Bench) -> list[Row]:
    """Steps of the attention mean at tile borders and in overlaps, relative to steps elsewhere."""
    result = bench.segment(SAMPLE, attention="full")
    with rasterio.open(result.products["attention"]) as raster:
        mean = raster.read(raster.count)
    with open_scene(SceneSpec(str(SAMPLE))) as scene:
        found = seams(mean, bench.engine.tiles(scene))
    return [
        bar("seams of attention at tile borders", found.borders, 1.05),
        bar("seams of attention in overlaps of tiles", found.overlaps, 1.05),
        Row("the same at tile borders, over steps of every phase", f"{found.every_phase:.3f}"),
    ]


def measure_shift(bench: Bench) -> list[Row]:
    """Pixels of the sample scenes that get another class although the ground is the same."""

    def landcover(scene: Path, extent: list[float] | None) -> Path:
        return Path(bench.segment(scene, ("landcover",), extent=extent).products["landcover"])

    rows = []
    for scene in SAMPLES:
        for item in [*shift.extents(scene, landcover), *shift.turned(scene, landcover, bench.folder)]:
            rows.append(bar(f"{scene.stem}: {item.what}", 100 * item.share, 0.1, " %"))
        for item in shift.crops(scene, landcover, bench.folder):  # other surroundings and statistics
            rows.append(Row(f"{scene.stem}: {item.what}", f"{100 * item.share:.1f} %"))
    return rows


def measure_cancel(bench: Bench) -> list[Row]:
    """Seconds from a cancel to the end of the job, at several stages; the worst counts."""
    scene = bench.scene(bench.sizes.cancel, bench.sizes.cancel)
    rows = []
    for stage, wanted in (
        ("inference", lambda f, m: 0.1 < f < 0.9),
        ("writing", lambda f, m: m.endswith("writing")),
    ):
        delays = []
        for repeat in range(bench.repeats):
            asked = threading.Event()
            since: list[float] = []

            def ask(asked: threading.Event = asked, since: list[float] = since) -> None:
                since.append(time.perf_counter())
                asked.set()

            timer = threading.Timer(0.15 * repeat, ask)

            def progress(
                fraction: float,
                message: str,
                *_: object,
                timer: threading.Timer = timer,
                wanted: Callable[[float, str], bool] = wanted,
                **__: object,
            ) -> None:
                if wanted(fraction, message) and timer.ident is None:
                    timer.start()

            try:
                bench.segment(scene, cancelled=asked.is_set, progress=progress)
            except Cancelled:
                delays.append(time.perf_counter() - since[0])
            timer.cancel()
        if delays:
            rows.append(bar(f"cancel to idle, during {stage}", max(delays), 1.0, " s"))
        else:
            rows.append(Row(f"cancel to idle, during {stage}", "the job was over before", "<= 1 s"))
    return rows


def measure_qgis(bench: Bench) -> list[Row]:
    """The plugin's share of QGIS's start time, measured by a separate script in QGIS's Python."""
    if not QGIS_STARTUP.exists() or not Path(QGIS_PYTHON).exists():
        return [Row("QGIS start-up", "not measured: no QGIS here", "< 50 ms")]
    done = subprocess.run(
        [QGIS_PYTHON, str(QGIS_STARTUP)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    lines = [line for line in done.stdout.splitlines() if line.strip()]
    if done.returncode and not lines:
        lines = [f"failed: {done.stderr.strip()[-200:]}"]
    words = "; ".join(line.strip("| ") for line in lines)
    return [Row("QGIS start-up", words, "< 50 ms", done.returncode == 0)]


def measure_busy(bench: Bench) -> list[Row]:
    """The forward pass on idle and busy cores, with idle threads that spin or that stop early."""
    model, precision = str(bench.model), bench.engine.inference.precision
    idle, loaded = [], []
    for _ in range(bench.repeats):
        idle.append(busy.measure(model, precision))
        with busy.every_core_busy():
            loaded.append(busy.measure(model, precision))
    rows = []
    for name, pairs in (("idle", idle), ("busy", loaded)):
        ratios = [spinning / early for spinning, early in pairs]
        median = f"{statistics.median(ratios):.2f}{spread(ratios)}"
        rows.append(Row(f"forward, threads that spin over ours, {name} cores", median))
    return rows


def peak_of(bench: Bench, scene: Path) -> int:
    """Segments a scene and prints this process's peak memory as JSON."""
    import resource

    bench.segment(scene)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"peak_mb": peak / (2**20 if sys.platform == "darwin" else 2**10)}))
    return 0


def _print(bench: Bench, rows: list[Row]) -> None:
    engine = bench.engine
    print(
        f"\nModel {engine.loaded.card['name']}, {engine.inference.device_name}, {engine.inference.name}, "
        f"{engine.inference.precision}, batch {engine.inference.batch_size}, torch {torch.__version__}\n"
    )
    print("| what | measured | bar | met |\n| --- | --- | --- | --- |")
    for row in rows:
        met = "" if row.passed is None else ("yes" if row.passed else "**no**")
        print(f"| {row.what} | {row.measured} | {row.bar} | {met} |")


def main(words: list[str] | None = None) -> int:
    """Runs the measurements; 1 if a target is missed."""
    parser = argparse.ArgumentParser(prog="bench segment", description=__doc__.splitlines()[0])
    parser.add_argument(
        "--quick", action="store_true", help="small scenes: shows that all runs, proves little"
    )
    parser.add_argument("--only", default=",".join(PARTS), help=f"some of {','.join(PARTS)}")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--model", default="")
    parser.add_argument("--device", default="auto")
    parser.add_argument("--precision", default="auto")
    parser.add_argument("--engine", default="auto")
    parser.add_argument("--peak-of", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args(words)
    chosen = args.only.split(",")
    if unknown := set(chosen) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory(prefix="sardino-bench-") as folder:
        model = model_file(args.model, Path(folder))
        sizes = QUICK if args.quick else Sizes()
        bench = Bench(model, args.device, args.precision, args.engine, Path(folder), sizes, args.repeats)
        if args.peak_of:
            return peak_of(bench, args.peak_of)
        measures = {
            "time": measure_time,
            "gpu": measure_gpu,
            "memory": measure_memory,
            "scaling": measure_scaling,
            "seams": measure_seams,
            "tiles": measure_tiles,
            "shift": measure_shift,
            "cancel": measure_cancel,
            "qgis": measure_qgis,
            "busy": measure_busy,
        }
        rows: list[Row] = []
        for part in PARTS:
            if part in chosen:
                print(f"measuring {part} ...", file=sys.stderr, flush=True)
                rows += measures[part](bench)
        _print(bench, rows)
    return int(any(row.passed is False for row in rows))


if __name__ == "__main__":
    sys.exit(main())
