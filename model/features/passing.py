"""One scene's features on their way from a pass of the network into a file."""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.checkpoint.weights import ModelFile
from model.disk.scratch import Scratch
from model.features.cache import Kept, Key, NoRoom
from model.features.content import content_of
from model.features.keeping import Keeper, room
from model.inference.engine import Engine
from model.inference.mosaic import AttentionMosaic
from model.inference.projection import pixel_basis
from model.inference.region import Region
from model.inference.tiles import TileGrid
from model.protocol.exploring import COMPONENTS
from model.protocol.values import SceneSpec
from model.sar.scene import Scene
from model.version import version

log = logging.getLogger(__name__)


@dataclasses.dataclass(frozen=True)
class Subject:
    """What features are made of.

    Attributes:
        spec: The scene as asked for.
        region: The part of the scene.
        engine: The network.
        components: Principal components of the tokens to keep.
        files: The scene's files.
        content: Hash of their content.
    """

    spec: SceneSpec
    region: Region
    engine: Engine
    components: int
    files: list[str]
    content: str

    @classmethod
    def of(cls, spec: SceneSpec, region: Region, engine: Engine, components: int = COMPONENTS) -> Subject:
        """The subject, with a look at the scene's files.

        Raises:
            SceneNotReadable: A file is missing.
            OSError: A file cannot be read.
        """
        return cls(spec, region, engine, components, *content_of(spec))

    @property
    def key(self) -> Key:
        """What the features are found by."""
        return Key.of(
            [self.files, self.reading, self.extent],
            [self.content, self.engine.loaded.sha256, self.components, self.engine.tile],
        )

    @property
    def reading(self) -> dict[str, Any]:
        """How the scene is read: what was asked for, and what was found where it was left open."""
        found = self.region.scene.description
        return {
            "bands": [found.co_band, found.cross_band],
            "units": found.units,
            "nodata": self.spec.nodata,
        }

    @property
    def extent(self) -> list[Any]:
        """The part of the scene: its window, and a hash of the polygon."""
        region = self.region
        polygon = None
        if region.polygon is not None:
            text = json.dumps([region.polygon, region.polygon_crs], sort_keys=True)
            polygon = hashlib.sha256(text.encode()).hexdigest()
        return [*region.window, polygon]

    def about(self) -> dict[str, Any]:
        """What the file says of itself."""
        loaded, inference = self.engine.loaded, self.engine.inference
        return {
            "model": str(loaded.card["name"]),
            "model_sha256": loaded.sha256,
            "scene": dataclasses.asdict(self.spec),
            "files": self.files,
            "content": self.content,
            "reading": self.reading,
            "window": list(self.region.window),
            "polygon": self.region.polygon is not None,
            "engine": inference.name,
            "precision": inference.precision,
            "version": version(),
        }


class Keeping:
    """The keeping of a scene's features in the cache, beside other work on the same pass.

    Args:
        subject: What the features are of.
        grid: The region's tiles.
        scratch: A folder for what is unfinished.

    Attributes:
        keeper: Takes what the pass sees.
    """

    def __init__(self, subject: Subject, grid: TileGrid, scratch: Path) -> None:
        self._subject, self._scratch = subject, scratch
        self.keeper = Keeper(subject.region, grid, subject.components, scratch)

    def finish(
        self, mosaic: AttentionMosaic, tick: Callable[[], None], unfamiliar: float | None = None
    ) -> Path:
        """Writes the file into the scratch folder; it also says how much of the ground is unfamiliar.

        Raises:
            OSError: The disk is full.
        """
        path = self._scratch / "made.features"
        basis = sizes_of(self._subject.engine)[1]
        about = {**self._subject.about(), "unfamiliar": unfamiliar}
        self.keeper.finish(mosaic, basis, path, about, tick)
        return path

    def close(self) -> None:
        """Closes all files; the caller removes the folder."""
        self.keeper.close()


class CacheKeeping:
    """A :class:`Keeping` into the cache, for work that goes on whatever becomes of it.

    Attributes:
        path: The file with the features: kept before, or by :meth:`finish`; None without one.
        note: Why there is none, in a sentence; empty if there is nothing to say.
    """

    def __init__(self, subject: Subject, grid: TileGrid, kept: Kept | None = None) -> None:
        self._subject, self._kept = subject, kept or Kept()
        self._scratch: Scratch | None = None
        self._keeping: Keeping | None = None
        self.note = ""
        self.path = self._kept.find(subject.key)
        if self.path is None:
            try:
                self._scratch = self._kept.begin(*room_of(subject, grid))
                self._keeping = Keeping(subject, grid, self._scratch.path)
            except NoRoom as reason:
                self._say(str(reason))

    @property
    def keeper(self) -> Keeper | None:
        """Takes what the pass sees; None if nothing is to be kept."""
        return self._keeping.keeper if self._keeping is not None else None

    def finish(
        self, mosaic: AttentionMosaic, tick: Callable[[], None], unfamiliar: float | None = None
    ) -> None:
        """As :meth:`Keeping.finish`, into the cache; trouble with the disk only makes a note."""
        if self._keeping is None:
            return
        try:
            self.path = self._kept.take(self._keeping.finish(mosaic, tick, unfamiliar), self._subject.key)
        except OSError as error:
            log.warning("features are not kept: %s", error)
            self._say(f"the cache folder cannot be written to ({error.strerror or error})")

    def close(self) -> None:
        """Removes what is unfinished."""
        if self._keeping is not None:
            self._keeping.close()
        if self._scratch is not None:
            self._scratch.remove()

    def _say(self, reason: str) -> None:
        self.note = f"The features of the scene are not kept: {reason}."


def cache_keeping(spec: SceneSpec, region: Region, engine: Engine, grid: TileGrid) -> CacheKeeping | None:
    """The keeping of a scene's features; None if its files cannot be looked at."""
    with contextlib.suppress(OSError):
        return CacheKeeping(Subject.of(spec, region, engine), grid)
    return None


def sizes_of(engine: Engine) -> tuple[int, NDArray[np.float32]]:
    """Length of a network's tokens, and the directions [P, F] of its pixel features."""
    loaded = engine.loaded
    if isinstance(loaded, ModelFile):
        weights = loaded.weights
        return len(weights["backbone.norm.weight"]), pixel_basis(weights["head.classify.weight"])
    network = loaded.network
    weight = network.head.classify.weight.detach().float().cpu().numpy()
    return int(network.backbone.embed_dim), pixel_basis(weight)


def room_of(subject: Subject, grid: TileGrid) -> tuple[int, int]:
    """Bytes of the file, and of what waits while it is made."""
    dim, basis = sizes_of(subject.engine)
    heads, count = subject.engine.loaded.heads, min(subject.components, dim)
    return room(subject.region, grid, heads, count, dim, len(basis))


def scene_extent(scene: Scene) -> list[float]:
    """West, south, east, north of a scene in its own system; empty without a georeference."""
    rows, cols = scene.shape
    steps = np.linspace(0, 1, 17)
    down = np.concatenate([steps * rows, steps * rows, 0 * steps, 0 * steps + rows])
    across = np.concatenate([0 * steps, 0 * steps + cols, steps * cols, steps * cols])
    xs, ys, crs = scene.map_points(down, across)
    if crs is None or not (np.isfinite(xs).all() and np.isfinite(ys).all()):
        return []
    return [float(xs.min()), float(ys.min()), float(xs.max()), float(ys.max())]
