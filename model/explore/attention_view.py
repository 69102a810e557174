"""Where a token looks in its own tile, and the attention of the CLS token over a view.

The attention of a token is not kept: N tokens look at N tokens. So the token's tile is read from the scene
again, and goes through the network once. Its queries and keys are kept for a while: every token of the tile
is then answered without the network.
"""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from model.errors.errors import Cancelled, ExtentOutsideScene, NoValidPixels
from model.errors.words import marked
from model.explore.view import HIGHEST, NODATA, encoded, fitting, sampled
from model.features.placing import Placing
from model.features.store import FeatureStore
from model.inference.engine import Engine
from model.inference.tile_attention import TileAttention, mass_kept
from model.inference.tiles import TileGrid
from model.inference.warm import WarmEngine
from model.protocol.exploring import AttentionViewRequest, ViewAnswer
from model.protocol.values import SceneSpec
from model.sar.normalise import normalise
from model.sar.scene import Scene, open_scene
from model.sar.windows import Window

Floats = NDArray[np.float32]
Kept = TypeVar("Kept")

_TILES = 24
"""Tiles whose queries and keys are kept: about 3 MB each with the bundled model."""
_SCENES = 4
_SAMPLE = 512
"""Tokens along a side that are enough for percentiles."""
_LOW, _HIGH = 2, 98
"""Percentiles of the CLS attention that the ends of the colours stand for, as in the attention product."""


class _Recent(Generic[Kept]):
    """The values that were used last, for several threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[Any, Kept] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Any, make: Callable[[], Kept]) -> Kept:
        """The kept value of a key; made if there is none."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        made = make()
        with self._lock:
            self._values[key] = made
            while len(self._values) > self._most:
                self._values.popitem(last=False)
        return made


@dataclass(frozen=True)
class _Ground:
    """A scene's grid of tokens."""

    placing: Placing
    grid: TileGrid


_grounds: _Recent[_Ground] = _Recent(_SCENES)
_tiles: _Recent[TileAttention] = _Recent(_TILES)
_levels: _Recent[tuple[Floats, Floats, Floats]] = _Recent(_SCENES)


def attention_view(
    request: AttentionViewRequest,
    *,
    cancelled: Callable[[], bool] = lambda: False,
    warm: WarmEngine | None = None,
) -> ViewAnswer:
    """Answers where a token looks; a band per head, then the mean of the heads.

    ``numbers`` has the corners of the token's tile (``tile_x0``, ``tile_y0`` to ``tile_x3``, ``tile_y3``) and
    the middle of the token (``token_x``, ``token_y``) in the scene's system, ``heads``, and ``tokens`` along
    a side of the tile.

    Args:
        request: The request.
        cancelled: Whether to end without an answer.
        warm: Keeps the model from job to job.

    Raises:
        ExtentOutsideScene: The place lies outside the scene.
        NoValidPixels: There is no valid pixel in the place's token.
        Cancelled: The user does not wait any longer.
        SardinoError: The scene, the model or the features cannot be read.
    """
    if request.of_cls:
        return _cls_view(request)
    engine = (warm or WarmEngine()).load(request.model, request.device, request.precision, request.engine)
    if cancelled():
        raise Cancelled()
    state = _state(request.scene)
    opened: list[Scene] = []

    def scene() -> Scene:
        if not opened:
            opened.append(open_scene(request.scene))
        return opened[0]

    try:
        key = (state, engine.tile, engine.overlap, engine.loaded.patch_size)
        ground = _grounds.get(key, lambda: _ground(scene(), engine))
        row, col = _token_at(ground, request)
        corner = _tile_of(ground, row, col)
        loaded = engine.loaded
        here = (state, loaded.sha256, engine.inference.name, engine.inference.precision, corner)
        tile = _tiles.get(here, lambda: _looked(scene(), engine, ground, corner))
    finally:
        for item in opened:
            item.close()
    at = (row - corner[0] // ground.grid.patch, col - corner[1] // ground.grid.patch)
    return _answer(request, ground, tile, corner, at)


def _state(spec: SceneSpec) -> str:
    """Differs for another scene, another way to read it, or other content of its files."""
    states = []
    for path in (spec.path, spec.cross_pol_path):
        try:
            found = Path(path).stat() if path else None
        except (OSError, ValueError):  # the inside of an archive, or a source that is no file
            found = None
        states.append([found.st_mtime_ns, found.st_size] if found is not None else [])
    return json.dumps([asdict(spec), states])


def _ground(scene: Scene, engine: Engine) -> _Ground:
    grid = engine.tiles(scene)
    profile = scene.orientation.profile(scene.profile, scene.shape)
    return _Ground(Placing(profile, scene.shape, scene.scale, grid.top, grid.left, grid.patch), grid)


def _token_at(ground: _Ground, request: AttentionViewRequest) -> tuple[int, int]:
    """Row and column of the token at the request's place."""
    rows, cols = ground.placing.working(np.array([request.x]), np.array([request.y]), request.crs)
    row, col = float(rows[0]), float(cols[0])
    if not (np.isfinite(row) and np.isfinite(col)):
        raise ExtentOutsideScene(
            marked("This place lies outside the scene."), remedy=marked("Choose a place inside the scene.")
        )
    patch = ground.grid.patch
    high = [size - 1 for size in ground.grid.token_shape]
    return min(max(int(row // patch), 0), high[0]), min(max(int(col // patch), 0), high[1])


def _tile_of(ground: _Ground, row: int, col: int) -> tuple[int, int]:
    """Corner, in working pixels of the grid, of the tile in whose middle a token lies best."""
    grid = ground.grid

    def best(starts: tuple[int, ...], place: int) -> int:
        middle = (place + 0.5) * grid.patch - grid.tile / 2
        return min(starts, key=lambda start: abs(start - middle))

    return best(grid.row_starts, row), best(grid.col_starts, col)


def _looked(scene: Scene, engine: Engine, ground: _Ground, corner: tuple[int, int]) -> TileAttention:
    """Queries and keys of a tile."""
    grid = ground.grid
    window = scene.read(Window(grid.top + corner[0], grid.left + corner[1], grid.tile, grid.tile))
    side, patch = grid.tokens, grid.patch
    known = window.valid.reshape(side, patch, side, patch).any((1, 3)).ravel()
    x = normalise(window, scene.present, scene.statistics, scene.calibrated, engine.normalisation)
    valid = None if window.valid.all() else window.valid[None]
    queries, keys = engine.inference.last_attention(x[None], valid)
    return TileAttention(queries, keys, known, keys.shape[1] - len(known))


def _answer(
    request: AttentionViewRequest,
    ground: _Ground,
    tile: TileAttention,
    corner: tuple[int, int],
    at: tuple[int, int],
) -> ViewAnswer:
    grid = ground.grid
    token = at[0] * grid.tokens + at[1]
    if not tile.known[token]:
        raise NoValidPixels(
            marked("There is no data at this place."), remedy=marked("Choose a place with data.")
        )
    heads = tile.of_token(token)
    maps = np.concatenate([heads, heads.mean(axis=0, keepdims=True)])
    steps = np.rint(maps * (HIGHEST / maps.max(axis=1, keepdims=True))).astype(np.uint8)
    steps[~(mass_kept(maps, request.mass) & tile.known)] = NODATA
    view = fitting(request.view, len(maps))
    rows, cols = ground.placing.view(view)
    with np.errstate(invalid="ignore"):
        places = [
            np.floor((line - start) / grid.patch) for line, start in zip((rows, cols), corner, strict=True)
        ]
        inside = np.isfinite(places[0]) & np.isfinite(places[1])
        for line in places:
            inside &= (line >= 0) & (line < grid.tokens)
    which = (np.where(inside, places[0], 0) * grid.tokens + np.where(inside, places[1], 0)).astype(np.intp)
    image = np.where(inside, steps[:, which], np.uint8(NODATA))
    return ViewAnswer(
        view.width, view.height, len(maps), encoded(image), 0.0, float(maps[-1].max()),
        numbers={
            **_corners(ground, corner, at), "heads": float(len(heads)), "tokens": float(grid.tokens),
        },
    )  # fmt: skip


def _corners(ground: _Ground, corner: tuple[int, int], at: tuple[int, int]) -> dict[str, float]:
    """Places of the tile's corners and of the token's middle in the scene's system."""
    grid, scale = ground.grid, ground.placing.scale
    top, left = grid.top + corner[0], grid.left + corner[1]
    bottom, right = top + grid.tile, left + grid.tile
    token = [start + (place + 0.5) * grid.patch for start, place in zip((top, left), at, strict=True)]
    rows = np.array([top, top, bottom, bottom, token[0]]) / scale[0]
    cols = np.array([left, right, right, left, token[1]]) / scale[1]
    xs, ys = ground.placing.georeference.to_map(rows, cols)
    names = ["tile_{}0", "tile_{}1", "tile_{}2", "tile_{}3", "token_{}"]
    return {
        name.format(axis): float(value)
        for axis, values in (("x", xs), ("y", ys))
        for name, value in zip(names, values, strict=True)
    }


def _cls_view(request: AttentionViewRequest) -> ViewAnswer:
    """The kept attention of the CLS token; colours by factors, as in the attention product."""
    store = FeatureStore.open(Path(request.features))
    key = (request.features, Path(request.features).stat().st_mtime_ns, request.mass)
    low, high, least = _levels.get(key, lambda: _levels_of(store, request.mass))
    part = sampled(store, request.view, store.heads + 1)
    height, width = part.size
    image = np.full((store.heads + 1, height, width), NODATA, np.uint8)
    if part.of_tokens is not None and part.known.any():
        heads = np.nan_to_num(store.attention(part.of_tokens.rows, part.of_tokens.cols))
        maps = part.from_tokens(np.concatenate([heads, heads.mean(axis=0, keepdims=True)]))
        logs = np.log(np.maximum(maps, 1e-6))
        share = (logs - low[:, None, None]) / (high - low)[:, None, None]
        steps = np.rint(np.clip(share, 0, 1) * HIGHEST).astype(np.uint8)
        image = np.where(part.known & (maps >= least[:, None, None]), steps, np.uint8(NODATA))
    return ViewAnswer(
        width, height, len(image), encoded(image), float(np.exp(low[-1])), float(np.exp(high[-1])),
        numbers={"heads": float(store.heads)},
    )  # fmt: skip


def _levels_of(store: FeatureStore, mass: float) -> tuple[Floats, Floats, Floats]:
    """For each head and the mean: logarithms of the ends of the colours, and the least value in the mask."""
    steps = [max(1, size // _SAMPLE) for size in store.shape]
    rows = [
        store.attention(slice(row, row + 1), slice(None, None, steps[1]))
        for row in range(0, store.shape[0], steps[0])
    ]
    heads = np.concatenate(rows, axis=1)
    values = np.concatenate([heads, heads.mean(axis=0, keepdims=True)]).reshape(len(heads) + 1, -1)
    values = values[:, np.isfinite(values).all(axis=0)]
    if not values.shape[1]:
        nothing = np.zeros(len(values), np.float32)
        return nothing, nothing + 1, nothing
    low, high = np.percentile(np.log(np.maximum(values, 1e-6)), (_LOW, _HIGH), axis=1)
    least = np.where(mass_kept(values, mass), values, np.inf).min(axis=1)
    return (
        low.astype(np.float32),
        np.maximum(high, low + 1e-3).astype(np.float32),
        np.where(mass < 1, least, 0).astype(np.float32),
    )
