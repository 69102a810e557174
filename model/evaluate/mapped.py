"""A finished model's maps of labelled scenes, made as for users: segmented, blended, written, read again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import rasterio
from numpy.typing import NDArray

from model.checkpoint.legend import NODATA_CODE
from model.data.labels import UNLABELLED
from model.data.scenes import scene_spec
from model.errors.errors import InvalidRequest
from model.evaluate.scoring import Counts, count_map
from model.inference.warm import WarmEngine
from model.products.segment import segment
from model.protocol.segmenting import SegmentRequest
from model.protocol.values import SceneSpec
from model.sar.scene import Scene, open_scene

_SURE = 100.0
"""The confidence layer is in percent."""


@dataclass(frozen=True)
class Mapped:
    """A map on the working grid of its scene.

    Attributes:
        index: [rows, cols] uint8 index of the class; ``UNLABELLED`` without a map.
        confidence: [rows, cols] float32, 0..1, in steps of 0.01; 0 without a map.
    """

    index: NDArray[np.uint8]
    confidence: NDArray[np.float32]

    def counts(self, labels: NDArray[np.uint8], classes: int) -> Counts:
        """Counts against labels [rows, cols].

        Raises:
            InvalidRequest: A labelled pixel has no map.
        """
        if ((labels != UNLABELLED) & (self.index == UNLABELLED)).any():
            raise InvalidRequest("Some of the labelled ground is not on the map.")
        return count_map(labels, self.index, self.confidence, classes)


def mapped(
    model: Path,
    specs: Sequence[SceneSpec],
    classes: Sequence[int],
    device: str,
    counted_as: Mapping[int, int] | None = None,
    *,
    careful: bool = False,
) -> Iterator[Mapped]:
    """Segments scenes one by one.

    Args:
        model: A finished model.
        specs: The scenes.
        classes: Class codes in the order of the labels' indices.
        counted_as: For each class of the model that the labels do not have, the class that it counts as.
        device: ``auto``, ``cpu``, ``cuda`` or ``mps``.
        careful: Whether every tile is seen in mirror images, too (:mod:`model.inference.careful`).

    Raises:
        InvalidRequest: A scene cannot be segmented; the message gives the reason.
    """
    warm = WarmEngine()
    for spec in specs:
        with TemporaryDirectory(prefix="sardino-evaluate-") as folder, open_scene(spec) as scene:
            named = replace(spec, stem="map")
            outputs = ["landcover", "confidence"]
            request = SegmentRequest([named], folder, outputs, str(model), device, careful=careful)
            (found,) = segment(
                request, progress=lambda *_, **__: None, cancelled=lambda: False, warm=warm
            ).scenes
            if found.error is not None:
                raise InvalidRequest(f"{Path(spec.path).name} has no map: {found.error.message}")
            codes = _on_working_grid(scene, found.products["landcover"])
            percent = _on_working_grid(scene, found.products["confidence"])
        there = codes != NODATA_CODE
        place = np.full(256, UNLABELLED, np.uint8)
        place[list(classes)] = np.arange(len(classes))
        for code, other in (counted_as or {}).items():
            place[code] = place[other]
        confidence = np.where(there, percent, 0).astype(np.float32) / np.float32(_SURE)
        yield Mapped(np.where(there, place[codes], UNLABELLED).astype(np.uint8), confidence)


def spec_of(path: Path | None) -> SceneSpec:
    """The spec that opens a loaded scene's file."""
    assert path is not None  # only scenes of tests have no file  # nosec B101
    return scene_spec(path)


def _on_working_grid(scene: Scene, product: str) -> NDArray[np.uint8]:
    """A product's values at the centres of working pixels."""
    with rasterio.open(product) as file:
        values: NDArray[np.uint8] = scene.orientation.turned(file.read(1))
    at = [
        np.minimum(((np.arange(count) + 0.5) / scale).astype(np.int64), size - 1)
        for count, scale, size in zip(scene.working_shape, scene.scale, scene.shape, strict=True)
    ]
    return values[np.ix_(*at)]
