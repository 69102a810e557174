"""``python3 build.py bench plumbing``: the pipeline with a network that costs nothing.

Everything but the network: reading, normalising, blending, classes, confidence, attention, files. The network is
replaced by real answers of the model to a few tiles, computed once and given again and again. So maps look like
maps, and compress like maps.
"""

from __future__ import annotations

import argparse
import contextlib
import cProfile
import os
import pstats
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import rasterio
import torch
from rasterio.windows import Window as RasterWindow
from torch import Tensor

from benchmarks.scenes import KANSAS, model_file
from model.inference import compute
from model.inference.engine import Engine
from model.inference.warm import WarmEngine
from model.products.segment import segment
from model.protocol.segmenting import SegmentRequest
from model.protocol.values import OUTPUTS, SceneSpec
from model.sar.normalise import normalise
from model.sar.scene import open_scene
from model.sar.windows import Window

BAR = 15.0
"""Mpx/s, all products, 4096 x 4096, two cores."""
STORED = ("plain", "deflate")
ANSWERS = 4
"""Tiles whose real answers stand for those of all tiles."""


def two_band_scene(path: Path, side: int, stored: str) -> Path:
    """The Kansas sample (VV and VH, float32 dB), mirrored repeatedly until it fills ``side`` x ``side``.

    Args:
        path: The new file.
        side: Rows and columns.
        stored: ``plain`` or ``deflate``.
    """
    with rasterio.open(KANSAS) as source:
        values, profile, names = source.read(), source.profile, source.descriptions
    block = np.concatenate([values, values[:, :, ::-1]], 2)
    block = np.concatenate([block, block[:, ::-1]], 1)
    profile.update(width=side, height=side, tiled=True, blockxsize=512, blockysize=512, interleave="band")
    profile.update({"compress": "deflate", "zlevel": 1} if stored == "deflate" else {"compress": None})
    height, width = block.shape[1:]
    with rasterio.open(path, "w", **profile) as target:
        target.descriptions = names
        for row in range(0, side, height):
            for col in range(0, side, width):
                part = block[:, : side - row, : side - col]
                target.write(part, window=RasterWindow(col, row, part.shape[2], part.shape[1]))
    return path


@dataclass
class Answering(compute.Inference):
    """A network that costs nothing: it knows its answers before it is asked.

    Attributes:
        logits: [n, classes, tile, tile], ``n`` a multiple of every batch.
        maps: [n, heads, tokens, tokens].
    """

    logits: Tensor = field(default_factory=lambda: torch.zeros(0))
    maps: Tensor = field(default_factory=lambda: torch.zeros(0))
    _next: int = field(default=0, init=False)

    def run(self, x: Tensor, valid: Tensor | None) -> tuple[Tensor, Tensor | None]:
        """Answers of as many tiles as in ``x``."""
        first = self._next % ANSWERS
        self._next += len(x)
        chosen = slice(first, first + len(x))
        return self.logits[chosen], self.maps[chosen] if self.attention else None


class FreeEngine(WarmEngine):
    """A warm model whose network costs nothing."""

    def __init__(self, engine: Engine, scene: Path, batch: int = 0) -> None:
        super().__init__()
        known = engine.inference
        batch = batch or known.batch_size
        logits, maps = answers(engine, scene, ANSWERS + batch)
        self.engine = Engine(
            engine.loaded,
            Answering(known.network, known.device, known.precision, True, batch, logits=logits, maps=maps),
            engine.tile,
            engine.overlap,
        )

    def load(self, model: str, device: str, precision: str) -> Engine:
        """The engine, whatever is asked for."""
        return self.engine


def answers(engine: Engine, scene: Path, count: int) -> tuple[Tensor, Tensor]:
    """Logits and attention of the network for ``ANSWERS`` tiles of a scene, repeated up to ``count``."""
    side = engine.tile
    with open_scene(SceneSpec(str(scene))) as opened:
        read = opened.read(Window(0, 0, side, side * ANSWERS))
        x = normalise(read, opened.present, opened.statistics, opened.calibrated, engine.normalisation)
    engine.inference.attention = True
    tiles = np.stack([x[:, :, k * side : (k + 1) * side] for k in range(ANSWERS)])
    logits, maps = engine.inference.run(torch.from_numpy(tiles), None)
    assert maps is not None
    order = torch.arange(count) % ANSWERS
    return logits[order].contiguous(), maps[order].contiguous()


def run_once(warm: WarmEngine, scene: Path, folder: Path, outputs: tuple[str, ...]) -> tuple[float, float]:
    """Wall seconds, and CPU seconds of this process and its ended children, of one segmentation."""
    request = SegmentRequest([SceneSpec(str(scene))], str(folder / "out"), list(outputs))
    before = cpu_seconds()
    result = segment(request, progress=_silent, cancelled=_never, warm=warm).scenes[0]
    if result.error is not None:
        raise RuntimeError(f"{result.error.message} {result.error.detail}")
    return result.seconds, cpu_seconds() - before


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
    parser.add_argument(
        "--stored", choices=STORED, default=None, help="how the scene is stored; both if left out"
    )
    parser.add_argument("--profile", action="store_true", help="also where the time goes, thread by thread")
    args = parser.parse_args()
    chosen = (args.stored,) if args.stored else STORED
    with tempfile.TemporaryDirectory(prefix="sardino-bench-") as name:
        folder = Path(name)
        engine = WarmEngine().load(str(model_file(args.model, folder)), "cpu", "auto")
        scenes = {stored: two_band_scene(folder / f"{stored}.tif", args.side, stored) for stored in chosen}
        warm = FreeEngine(engine, scenes[chosen[0]])
        kinds = {"all products": OUTPUTS, "land cover alone": ("landcover",)}
        found: dict[tuple[str, str], list[tuple[float, float]]] = {}
        for repeat in range(args.repeats + 1):  # the first does not count
            for stored, scene in scenes.items():
                for kind, outputs in kinds.items():
                    pair = run_once(warm, scene, folder, outputs)
                    if repeat:
                        found.setdefault((kind, stored), []).append(pair)
        if args.profile:
            _profile(warm, scenes[chosen[0]], folder)
        sizes = {path.name: path.stat().st_size for path in sorted((folder / "out").glob("*.tif"))}
    print(f"\n{args.side} x {args.side}, two bands, float32; {compute.device_name(torch.device('cpu'))}\n")
    print("| what | wall | CPU | pace | bar | met |\n| --- | --- | --- | --- | --- | --- |")
    missed = False
    for (kind, stored), pairs in found.items():
        wall, cpu = (statistics.median(values) for values in zip(*pairs, strict=True))
        pace = args.side**2 / 1e6 / wall
        limit = BAR if kind == "all products" and stored == "plain" else None
        missed |= limit is not None and pace < limit
        met = "" if limit is None else ("yes" if pace >= limit else "**no**")
        bar = "" if limit is None else f">= {limit:g}"
        print(
            f"| {kind}, scene stored {stored} | {wall:.2f} s | {cpu:.2f} s | {pace:.1f} Mpx/s | {bar} | {met} |"
        )
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
        own.runcall(run_once, warm, scene, folder, OUTPUTS)
    finally:
        threading.Thread.run = begin  # type: ignore[method-assign]
    stats = pstats.Stats(own, stream=sys.stderr)
    for profile in profiles:
        stats.add(profile)
    stats.sort_stats("tottime").print_stats(40)


if __name__ == "__main__":
    sys.exit(main())
