"""Part ``cost`` of ``bench explore``: what the features of a scene cost beside its bare forward pass.

All sides are measured in turns, in wall time and in processor time of this process. On a computer that does
other work, too, only the latter says something.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.plumbing import cpu_seconds, two_band_scene
from benchmarks.scenes import model_file
from benchmarks.segment import bare_forward
from benchmarks.table import Row, bar, spread
from model.features import cache
from model.features.job import features
from model.inference.warm import WarmEngine
from model.products.segment import segment
from model.protocol.exploring import FeaturesRequest
from model.protocol.segmenting import SegmentRequest
from model.protocol.values import SceneSpec
from model.sar.scene import open_scene

PASS_BAR, SIZE_BAR = 1.10, 0.25

Seconds = tuple[float, float]
"""On the clock, and of the processor."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declares nothing: the common options are enough."""


def rows(args: argparse.Namespace) -> list[Row]:
    """The rows of this part."""
    with tempfile.TemporaryDirectory(prefix="sardino-bench-") as name:
        folder = Path(name)
        os.environ["SARDINO_CACHE"] = str(folder / "cache" / "features")
        cache.limit_to(1000)
        scene = two_band_scene(folder / "scene.tif", args.side, args.side, "plain")
        model = str(model_file(args.model, folder))
        warm = WarmEngine()
        engine = warm.load(model, "cpu", args.precision, args.engine)
        with open_scene(SceneSpec(str(scene))) as opened:
            tiles = len(engine.tiles(opened))
        ask = FeaturesRequest(SceneSpec(str(scene)), model, "cpu", args.precision, args.engine)
        sizes: list[int] = []

        def keep() -> None:
            shutil.rmtree(folder / "cache" / "features" / "scenes", ignore_errors=True)
            sizes.append(features(ask, progress=_silent, cancelled=_never, warm=warm).size)

        def make(wanted: bool) -> None:
            shutil.rmtree(folder / "cache" / "features" / "scenes", ignore_errors=True)
            request = SegmentRequest(
                [ask.scene],
                str(folder / "out"),
                model=model,
                device="cpu",
                precision=args.precision,
                engine=args.engine,
                features=wanted,
            )
            (result,) = segment(request, progress=_silent, cancelled=_never, warm=warm).scenes
            if result.error is not None or bool(result.features) != wanted:
                raise RuntimeError(f"{result.error} {result.features}")

        sides: dict[str, Callable[[], None]] = {
            "bare": lambda: bare_forward(engine, scene, tiles),
            "features": keep,
            "plain": lambda: make(False),
            "keeping": lambda: make(True),
        }
        found: dict[str, list[Seconds]] = {side: [] for side in sides}
        for repeat in range(args.repeats + 1):  # the first does not count
            for side, run in sides.items():
                seconds = timed(run)
                if repeat:
                    found[side].append(seconds)
    return [
        *_ratios(
            "features of a scene over its bare forward pass", found["features"], found["bare"], PASS_BAR
        ),
        *_ratios("segment with features over segment without", found["keeping"], found["plain"], None),
        bar("kept features over the float32 scene", sizes[-1] / (8 * args.side**2), SIZE_BAR),
    ]


def timed(run: Callable[[], None]) -> Seconds:
    """Wall and processor seconds of a call."""
    start, before = time.perf_counter(), cpu_seconds()
    run()
    return time.perf_counter() - start, cpu_seconds() - before


def _ratios(what: str, over: list[Seconds], under: list[Seconds], limit: float | None) -> list[Row]:
    """Wall and processor time of pairs as ratios; the bar is for the wall time."""
    made = []
    for place, kind in enumerate(("wall time", "processor time")):
        ratios = [a[place] / b[place] for a, b in zip(over, under, strict=True)]
        middle = statistics.median(ratios)
        name = f"{what}, {kind}"
        if limit is None or place:
            made.append(Row(name, f"{middle:.3f}{spread(ratios)}"))
        else:
            made.append(bar(name, middle, limit, spread=spread(ratios)))
    return made


def _silent(*_: object, **__: object) -> None: ...


def _never() -> bool:
    return False
