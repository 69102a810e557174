"""``python3 build.py bench plumbing``: the pipeline with a network that costs nothing.

Everything but the network: reading, normalising, blending, classes, confidence, attention, files. The network
is replaced by real answers of the model to a few tiles, computed once and given again and again. So maps look
like maps, and compress like maps.
"""

from __future__ import annotations

import argparse
import contextlib
import cProfile
import os
import pstats
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio.windows import Window as RasterWindow

from benchmarks.peer import TILE, segment_as_peer
from benchmarks.scenes import KANSAS, ROOT, model_file
from model.inference.engine import Engine
from model.inference.runner import Inference, Seen
from model.inference.threads import cpu_name
from model.inference.warm import WarmEngine
from model.products.segment import segment
from model.protocol.segmenting import SegmentRequest
from model.protocol.values import DEFAULT_OUTPUTS, ENGINES, SceneSpec
from model.sar.normalise import normalise
from model.sar.scene import open_scene
from model.sar.windows import Window

Pixels = NDArray[np.float32]

BAR = 15.0
"""Mpx/s, all products, 4096 x 4096, two cores."""
FLAT = 1.10
"""Peak memory of a wide scene over that of a square one."""
STORED = ("plain", "deflate")
ANSWERS = 4
"""Tiles whose real answers stand for those of all tiles."""


def two_band_scene(path: Path, rows: int, cols: int, stored: str) -> Path:
    """The Kansas sample (VV and VH, float32 dB), mirrored repeatedly until it fills ``rows`` x ``cols``.

    Args:
        path: The new file.
        rows: Its rows.
        cols: Its columns.
        stored: ``plain`` or ``deflate``.
    """
    with rasterio.open(KANSAS) as source:
        values, profile, names = source.read(), source.profile, source.descriptions
    block = np.concatenate([values, values[:, :, ::-1]], 2)
    block = np.concatenate([block, block[:, ::-1]], 1)
    profile.update(width=cols, height=rows, tiled=True, blockxsize=512, blockysize=512, interleave="band")
    profile.update({"compress": "deflate", "zlevel": 1} if stored == "deflate" else {"compress": None})
    height, width = block.shape[1:]
    with rasterio.open(path, "w", **profile) as target:
        target.descriptions = names
        for row in range(0, rows, height):
            for col in range(0, cols, width):
                part = block[:, : rows - row, : cols - col]
                target.write(part, window=RasterWindow(col, row, part.shape[2], part.shape[1]))
    return path


@dataclass
class Answering:
    """A network that costs nothing: it knows its answers before it is asked. All else is the engine's own.

    Attributes:
        known: The engine.
        batch_size: Tiles at once.
        seen: All that the network gives for ``n`` tiles, at least four more than a batch.
        attention: Whether attention maps are wanted.
    """

    known: Inference
    batch_size: int
    seen: Seen
    attention: bool = True
    _next: int = field(default=0, init=False)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.known, name)

    def run(self, x: Pixels, valid: NDArray[np.bool_] | None) -> tuple[Pixels, Pixels | None]:
        """Logits and attention of as many tiles as in ``x``."""
        seen = self.see(x, valid)
        return seen.logits, seen.attention

    def see(self, x: Pixels, valid: NDArray[np.bool_] | None) -> Seen:
        """All answers for as many tiles as in ``x``."""
        first = self._next % ANSWERS
        self._next += len(x)
        chosen = slice(first, first + len(x))
        maps = self.seen.attention[chosen] if self.attention else None
        return Seen(self.seen.logits[chosen], maps, self.seen.tokens[chosen], self.seen.pixels[chosen])


class FreeEngine(WarmEngine):
    """A warm model whose network costs nothing."""

    def __init__(self, engine: Engine, scene: Path, batch: int = 0) -> None:
        super().__init__()
        known = engine.inference
        batch = batch or known.batch_size
        seen = answers(engine, scene, ANSWERS + batch)
        self.engine = Engine(
            engine.loaded,
            cast(Inference, Answering(known, batch, seen)),
            engine.tile,
            engine.overlap,
        )

    def load(self, model: str, device: str, precision: str, engine: str = "auto") -> Engine:
        """The engine, whatever is asked for."""
        return self.engine


def answers(engine: Engine, scene: Path, count: int) -> Seen:
    """All that the network gives for ``ANSWERS`` tiles of a scene, repeated up to ``count``."""
    side = engine.tile
    with open_scene(SceneSpec(str(scene))) as opened:
        read = opened.read(Window(0, 0, side, side * ANSWERS))
        x = normalise(read, opened.present, opened.statistics, opened.calibrated, engine.normalisation)
    engine.inference.attention = True
    tiles = np.stack([x[:, :, k * side : (k + 1) * side] for k in range(ANSWERS)])
    seen = engine.inference.see(tiles, None)
    order = np.arange(count) % ANSWERS
    return Seen(seen.logits[order], seen.attention[order], seen.tokens[order], seen.pixels[order])


def run_once(warm: WarmEngine, scene: Path, folder: Path, outputs: tuple[str, ...]) -> tuple[float, float]:
    """Wall seconds, and CPU seconds of this process and its ended children, of one segmentation."""
    request = SegmentRequest([SceneSpec(str(scene))], str(folder / "out"), list(outputs))
    before = cpu_seconds()
    result = segment(request, progress=_silent, cancelled=_never, warm=warm).scenes[0]
    if result.error is not None:
        raise RuntimeError(f"{result.error.message} {result.error.detail}")
    return result.seconds, cpu_seconds() - before


Seconds = tuple[float, float]
"""On the clock, and of the processor."""


def peer_and_ours(warm: FreeEngine, scene: Path, folder: Path) -> tuple[Seconds, Seconds]:
    """Seconds of the stand-in (:mod:`benchmarks.peer`) and of ours, for the land cover alone."""
    inference = cast(Answering, warm.engine.inference)
    side = inference.seen.logits.shape[-1]
    times = -(-TILE // side)
    answer = np.tile(inference.seen.logits[0], (1, times, times))[:, :TILE, :TILE]
    before = cpu_seconds()
    seconds = segment_as_peer(scene, folder / "peer.tif", lambda _: answer)
    peer = (seconds, cpu_seconds() - before)
    return peer, run_once(warm, scene, folder, ("landcover",))


def _peer_rows(pairs: list[tuple[Seconds, Seconds]]) -> list[str]:
    wall, cpu = (statistics.median(peer[k] / own[k] for peer, own in pairs) for k in (0, 1))
    what = "a stand-in for Deepness's loop (no blending) over ours, land cover alone"
    return [f"| {what} | {wall:.2f} times | {cpu:.2f} times | | | |"]


def memory_rows(side: int, model: str, kind: str) -> list[str]:
    """Peak memory of a scene eight times as wide as high relative to a square scene, in new processes."""
    peaks = []
    for cols in (side, 8 * side):
        command = [
            sys.executable,
            "-m",
            "benchmarks.plumbing",
            "--peak",
            str(side),
            str(cols),
            "--model",
            model,
            "--engine",
            kind,
        ]
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
        peaks.append(float(done.stdout.splitlines()[-1]))
    rows = [
        f"| peak memory, {side} x {cols}, all products | {peak:.0f} MB | | | | |"
        for cols, peak in zip((side, 8 * side), peaks, strict=True)
    ]
    ratio = peaks[1] / peaks[0]
    met = "yes" if ratio <= FLAT else "**no**"
    return [*rows, f"| peak memory, wide over square | {ratio:.3f} | | | <= {FLAT:g} | {met} |"]


def _peak(rows: int, cols: int, model: str, kind: str) -> int:
    """Segments a scene in this process and prints the peak memory in MB."""
    import resource

    with tempfile.TemporaryDirectory(prefix="sardino-bench-") as name:
        folder = Path(name)
        scene = two_band_scene(folder / "scene.tif", rows, cols, "plain")
        engine = WarmEngine().load(str(model_file(model, folder)), "cpu", "fp32", kind)
        run_once(FreeEngine(engine, scene), scene, folder, DEFAULT_OUTPUTS)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10)
    return 0


def cpu_seconds() -> float:
    """CPU seconds of this process and of its children, ended or (on Linux) not, so far."""
    used = os.times()
    total = used.user + used.system + used.children_user + used.children_system
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            words = stat.read_text().rpartition(")")[2].split()
            if int(words[1]) == os.getpid():
                total += (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")
    return total


def _silent(*_: object, **__: object) -> None: ...


def _never() -> bool:
    return False


def main() -> int:
    """Prints a table; 1 if the bar is missed."""
    parser = argparse.ArgumentParser(prog="bench plumbing", description=__doc__.splitlines()[0])
    parser.add_argument("--side", type=int, default=4096)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--model", default="")
    parser.add_argument("--engine", choices=ENGINES, default="auto", help="whose answers are given")
    parser.add_argument(
        "--stored", choices=STORED, default=None, help="how the scene is stored; both if left out"
    )
    parser.add_argument("--profile", action="store_true", help="also where the time goes, thread by thread")
    parser.add_argument("--memory", action="store_true", help="also whether memory grows with the scene")
    parser.add_argument("--peak", nargs=2, type=int, metavar=("ROWS", "COLS"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.peak:
        return _peak(args.peak[0], args.peak[1], args.model, args.engine)
    memory = memory_rows(args.side, args.model, args.engine) if args.memory else []
    chosen = (args.stored,) if args.stored else STORED
    with tempfile.TemporaryDirectory(prefix="sardino-bench-") as name:
        folder = Path(name)
        engine = WarmEngine().load(str(model_file(args.model, folder)), "cpu", "auto", args.engine)
        scenes = {
            stored: two_band_scene(folder / f"{stored}.tif", args.side, args.side, stored)
            for stored in chosen
        }
        warm = FreeEngine(engine, scenes[chosen[0]])
        kinds = {"all products": DEFAULT_OUTPUTS, "land cover alone": ("landcover",)}
        found: dict[tuple[str, str], list[tuple[float, float]]] = {}
        for repeat in range(args.repeats + 1):  # the first does not count
            for stored, scene in scenes.items():
                for kind, outputs in kinds.items():
                    pair = run_once(warm, scene, folder, outputs)
                    if repeat:
                        found.setdefault((kind, stored), []).append(pair)
        peers = [peer_and_ours(warm, scenes[chosen[0]], folder) for _ in range(args.repeats)]
        if args.profile:
            _profile(warm, scenes[chosen[0]], folder)
        sizes = {path.name: path.stat().st_size for path in sorted((folder / "out").glob("*.tif"))}
    print(f"\n{args.side} x {args.side}, two bands, float32; {cpu_name()}; {engine.inference.name}\n")
    print("| what | wall | CPU | pace | bar | met |\n| --- | --- | --- | --- | --- | --- |")
    missed = False
    for (kind, stored), pairs in found.items():
        wall, cpu = (statistics.median(values) for values in zip(*pairs, strict=True))
        pace = args.side**2 / 1e6 / wall
        limit = BAR if kind == "all products" and stored == "plain" else None
        missed |= limit is not None and pace < limit
        met = "" if limit is None else ("yes" if pace >= limit else "**no**")
        bar = "" if limit is None else f">= {limit:g}"
        numbers = f"{wall:.2f} s | {cpu:.2f} s | {pace:.1f} Mpx/s"
        print(f"| {kind}, scene stored {stored} | {numbers} | {bar} | {met} |")
    for row in _peer_rows(peers):
        print(row)
    for row in memory:
        print(row)
    for file, size in sizes.items():
        print(f"{file}: {size / 1e6:.2f} MB", file=sys.stderr)
    return int(missed)


def _profile(warm: WarmEngine, scene: Path, folder: Path) -> None:
    """Prints the costliest functions of one run, all threads together."""
    import threading

    profiles: list[cProfile.Profile] = []
    begin = threading.Thread.run

    def run(self: threading.Thread) -> None:
        profile = cProfile.Profile(time.thread_time)
        profiles.append(profile)
        profile.runcall(begin, self)

    threading.Thread.run = run  # type: ignore[method-assign]
    try:
        own = cProfile.Profile(time.thread_time)
        own.runcall(run_once, warm, scene, folder, DEFAULT_OUTPUTS)
    finally:
        threading.Thread.run = begin  # type: ignore[method-assign]
    stats = pstats.Stats(own, stream=sys.stderr)
    for profile in profiles:
        stats.add(profile)
    stats.sort_stats("tottime").print_stats(40)


if __name__ == "__main__":
    sys.exit(main())
