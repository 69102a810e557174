"""Part ``clicks`` of ``bench explore``: from a click to the similarity of a view, from a stroke to a new map.

The time is that of the worker: a line is read, checked and served, and the answer is a line again. The
features are noise, since their values do not change the time.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
from affine import Affine
from rasterio.crs import CRS
from scipy import ndimage

from benchmarks.table import Row, bar, spread
from model.errors.errors import InvalidRequest
from model.explore.opened import close_all
from model.features.placing import Placing
from model.features.store import FeatureWriter, layout_of
from model.inference.projection import COMPONENTS as PIXELS
from model.inference.warm import WarmEngine
from model.protocol.envelope import Request, Result, decode, encode
from model.protocol.exploring import (
    COMPONENTS,
    Example,
    MapView,
    SimilarViewRequest,
    TeachViewRequest,
)
from model.protocol.kinds import Params
from model.sar.grid_profile import GridProfile
from model.worker.jobs import perform
from model.worker.preferences import Preferences

CLICK_BAR, STROKE_BAR = 0.2, 0.5
PATCH, HEADS, DIM, FEATURES = 8, 3, 192, 24
PIXEL_M = 10.0
SCREEN = (1200, 800)
"""Pixels of the canvas across and down."""
CLASSES, PER_CLASS = 6, 5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declares nothing: the common options are enough."""


def rows(args: argparse.Namespace) -> list[Row]:
    """The rows of this part."""
    with tempfile.TemporaryDirectory(prefix="sardino-bench-") as name:
        features = str(_store(Path(name) / "noise.features", args.side))
        found = []
        for title, view in _views(args.side).items():
            one = [_click(features, view, args.side, number) for number in range(4 * args.repeats)]
            many = [_stroke(features, view, args.side, number) for number in range(4 * args.repeats)]
            found += [
                _row(f"click to similarity, {title}", one, CLICK_BAR),
                _row(f"stroke to new map, {title}", many, STROKE_BAR),
            ]
        close_all()
    return found


def _row(what: str, asked: list[Params], limit: float) -> Row:
    served(asked[0])  # opens the file, which only the first click pays
    seconds = [served(request) for request in asked]
    return bar(what, statistics.median(seconds), limit, " s", spread(seconds))


def served(params: Params) -> float:
    """Seconds from the line of a request to the line of its answer."""
    line = encode(Request("1", params))
    start = time.perf_counter()
    request = decode(line)
    if not isinstance(request, Request):
        raise InvalidRequest("The line is no request.")
    answer = perform(
        request.params,
        Preferences(),
        progress=_silent,
        cancelled=_never,
        good_enough=_never,
        warm=WarmEngine(),
    )
    encode(Result("1", answer))
    return time.perf_counter() - start


def _views(side: int) -> dict[str, MapView]:
    """The whole scene, and its middle with a pixel of the scene per pixel of the screen."""
    size = side * PIXEL_M
    middle = size / 2
    across, down = (pixels * PIXEL_M / 2 for pixels in SCREEN)
    return {
        "whole scene": MapView([0.0, 0.0, size, size], SCREEN[1], SCREEN[1]),
        "pixel by pixel": MapView([middle - across, middle - down, middle + across, middle + down], *SCREEN),
    }


def _click(features: str, view: MapView, side: int, number: int) -> Params:
    return SimilarViewRequest(features, _examples(side, number, 1, 1), view)


def _stroke(features: str, view: MapView, side: int, number: int) -> Params:
    return TeachViewRequest(features, _examples(side, number, CLASSES, PER_CLASS), view)


def _examples(side: int, seed: int, classes: int, count: int) -> list[Example]:
    rng = np.random.default_rng(seed)
    places: list[Any] = rng.uniform(0, side * PIXEL_M, (classes * count, 2)).tolist()
    return [
        Example({"type": "Point", "coordinates": place}, 1 + number % classes)
        for number, place in enumerate(places)
    ]


def _store(path: Path, side: int) -> Path:
    """A file of features with smooth noise."""
    shape = (side // PATCH, side // PATCH)
    writer = FeatureWriter(path, layout_of(shape, PATCH, HEADS, COMPONENTS, DIM, PIXELS, FEATURES))
    rng = np.random.default_rng(0)
    for name in ("tokens", "pixels"):
        array = writer.arrays[name]
        for plane in range(array.shape[2]):
            noise = ndimage.gaussian_filter(rng.standard_normal(array.shape[:2]).astype(np.float32), 2)
            array[:, :, plane] = np.clip(noise / noise.std() * 30, -127, 127)
    writer.arrays["known"][:] = 1
    writer.arrays["attention"][:] = 128
    for name in ("token_scale", "pixel_scale"):
        writer.arrays[name][:] = 0.03
    place = Affine(PIXEL_M, 0, 0, 0, -PIXEL_M, side * PIXEL_M)
    profile = GridProfile(CRS.from_epsg(32614), place, (), None, "")
    writer.finish(Placing(profile, (side, side), (1.0, 1.0), 0, 0, PATCH), {"model": "noise"})
    return path


def _silent(*_: object, **__: object) -> None: ...


def _never() -> bool:
    return False
