"""Scenes of an algorithm: taken in the layers' thread, handed to the worker as files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qgis.core import QgsCoordinateTransformContext, QgsRasterLayer

from ...model.protocol.values import SceneSpec
from ..errors import LayerNotUsable
from ..translation import tr
from .export import RasterSource, export, file_stem, raster_source, worth_exporting
from .progress import ProgressReporter


@dataclass
class SceneInput:
    """A scene: one layer, or two layers if VH is in a separate layer."""

    co: RasterSource
    cross: RasterSource | None = None

    def sources(self) -> list[RasterSource]:
        """The scene's layers."""
        return [self.co] if self.cross is None else [self.co, self.cross]


def take_scenes(layers: Sequence[QgsRasterLayer], cross: Sequence[QgsRasterLayer]) -> list[SceneInput]:
    """Takes the layers' facts; call in the layers' thread.

    Args:
        layers: The scenes' layers.
        cross: The second layers, one per scene in the same order; or empty.

    Raises:
        LayerNotUsable: A layer is broken, or the second layers do not pair with the scenes.
    """
    if cross and len(cross) != len(layers):
        raise LayerNotUsable(
            tr("There are {scenes} scenes but {second} second layers.").format(
                scenes=len(layers), second=len(cross)
            ),
            remedy=tr("Give one second layer per scene, in the same order, or none."),
        )
    seconds = [raster_source(layer) for layer in cross] or [None] * len(layers)
    return [SceneInput(raster_source(layer), second) for layer, second in zip(layers, seconds)]


def scene_files(
    scenes: Sequence[SceneInput],
    reading: dict[str, Any],
    scratch: Path,
    transforms: QgsCoordinateTransformContext,
    progress: ProgressReporter,
    *,
    copy_foreign: bool,
) -> list[SceneSpec]:
    """The scenes for the worker; layers that only QGIS can read are copied first.

    Args:
        scenes: From :func:`take_scenes`.
        reading: More fields of ``SceneSpec``: bands, units, nodata.
        scratch: Folder for copies.
        transforms: The project's coordinate transformations.
        progress: Shows the copying; the caller begins the stage.
        copy_foreign: Whether to copy also layers for which the worker may lack a driver.

    Raises:
        PluginError: A copy failed or was cancelled.
    """
    specs = []
    for number, scene in enumerate(scenes):
        paths = []
        for source in scene.sources():
            path = source.uri
            if source.only_here is not None or (copy_foreign and worth_exporting(source)):
                path = str(scratch / f"{file_stem(source.name)}_{number}_{len(paths)}.tif")
                progress.begin(tr("Copying '{}' for the worker").format(source.name), 0.0, 1.0)
                export(source, Path(path), None, transforms, progress.feedback, progress.fraction)
            paths.append(path)
        spec = SceneSpec(paths[0], paths[1] if len(paths) > 1 else None, **reading)
        spec.stem = file_stem(scene.co.name)
        specs.append(spec)
    return specs


def any_foreign(scenes: Sequence[SceneInput]) -> bool:
    """Whether only QGIS's GDAL may be able to read one of the scenes."""
    return any(
        source.only_here is None and worth_exporting(source) for scene in scenes for source in scene.sources()
    )
