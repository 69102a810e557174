"""A raster on a scene's grid that Explore writes: made in blocks beside its target, named when complete."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from model.errors.errors import DiskFull, InvalidRequest
from model.errors.progress import Progress
from model.errors.words import marked
from model.explore.grid import SceneGrid
from model.products.cog import CogWriter
from model.products.products import ProductFile, publish, scratch_folder, writing_to
from model.products.raw import Placement, RawRaster, Style
from model.products.segment import ATTRIBUTION
from model.version import version

WHILE_MADE = 2.5
"""Room on the disk for values, their overviews and the compressed file, in sizes of the values."""


@dataclass(frozen=True)
class Product:
    """A raster while it is made.

    Attributes:
        out: The file to write.
        grid: The scene's grid.
        raster: The values; to be filled.
        scratch: Folder for temporary files.
    """

    out: Path
    grid: SceneGrid
    raster: RawRaster
    scratch: Path

    def publish(self, style: Style, parameters: dict[str, Any], job: Progress, *, keep: bool = False) -> None:
        """Compresses the raster and gives the file its name.

        Args:
            style: Nodata, names of the bands, classes.
            parameters: What the raster was made with; written into its tags.
            job: Is told of the time that passes; may raise to end the work.
            keep: Whether the process that compresses may wait for the next raster.

        Raises:
            Cancelled: The user cancelled; no file is left.
            DiskFull: No space is left.
            OutputNotWritable: The file cannot be written or replaced.
        """
        made = ProductFile(self.raster, style, self.out)
        with CogWriter(self.scratch / "written", keep=keep) as writer:
            writer.add(made.prepare(Placement(self.grid.profile, tags=self._tags(parameters)), job.tick))
            writer.wait(job.tick)
        job.tick()
        publish([made])

    def _tags(self, parameters: dict[str, Any]) -> dict[str, str]:
        about = self.grid.store.about
        source = about.get("scene")
        path = self.grid.scene.spec.path if self.grid.scene is not None else None
        if path is None and isinstance(source, dict):
            path = str(source.get("path", ""))
        return {
            "SARDINO_VERSION": version(),
            "SARDINO_MODEL": str(about.get("model", "")),
            "SARDINO_MODEL_SHA256": str(about.get("model_sha256", "")),
            "SARDINO_PARAMETERS": json.dumps(parameters),
            # Only the name: a path would reveal where the user keeps files.
            "SARDINO_INPUT": Path(path or "").name,
            "SARDINO_ATTRIBUTION": ATTRIBUTION,
        }


@contextmanager
def product(out: str, grid: SceneGrid, bands: int, dtype: str) -> Iterator[Product]:
    """A raster to fill and publish; without :meth:`Product.publish` nothing is left of it.

    Args:
        out: The file to write.
        grid: The scene's grid.
        bands: Number of bands.
        dtype: ``uint8`` or ``float32``.

    Raises:
        DiskFull: The raster would not fit.
        InvalidRequest: The file is the scene or the file of features.
        OutputNotWritable: The folder cannot be written to.
    """
    target = Path(out).absolute()
    _check_target(target, grid)
    with writing_to(target.parent), scratch_folder(target.parent) as scratch:
        rows, cols = grid.shape
        size = int(bands * rows * cols * (4 if dtype == "float32" else 1) * WHILE_MADE)
        free = shutil.disk_usage(scratch).free
        if size > free:
            raise DiskFull(
                f"The raster needs about {size / 1e6:,.0f} MB while being made, "
                f"and {target.parent} has {free / 1e6:,.0f} MB left."
            )
        raster = RawRaster(scratch / "values.raw", bands, rows, cols, dtype, grid.orientation)
        try:
            yield Product(target, grid, raster, scratch)
        finally:
            raster.close()


def _check_target(target: Path, grid: SceneGrid) -> None:
    """Refuses to write over what is read."""
    read = [grid.store.path]
    if grid.scene is not None:
        read += [Path(path) for path in (grid.scene.spec.path, grid.scene.spec.cross_pol_path) if path]
    if target.exists() and any(path.exists() and target.samefile(path) for path in read):
        raise InvalidRequest(
            f"{target.name} is what the raster is made of.",
            remedy=marked("Choose another name for the raster."),
        )
