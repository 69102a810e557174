"""The products of a scene: Cloud-optimised GeoTIFFs that appear together and complete, or not at all."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from model.checkpoint.legend import NODATA_CODE
from model.disk.scratch import Scratch, sweep
from model.disk.whole import Move, recover, replace_all
from model.errors.errors import DiskFull, OutputNotWritable, SardinoError
from model.errors.failures import FILE_ERRORS
from model.errors.words import marked
from model.products.cog import Job
from model.products.overviews import COG_BLOCK, Overviews, build_overviews, mean_of_four, mode_of_four
from model.products.raw import Placement, RawRaster, Style, write_vrt
from model.protocol.values import ClassInfo

SIDECARS = (".aux.xml", ".ovr", ".msk")
"""Suffixes of files that GDAL may write beside a raster."""
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FULL_WORDS = ("no space left", "disk full", "file too large", "disk quota", "not enough space")

COMMON_OPTIONS = {
    "BLOCKSIZE": str(COG_BLOCK),
    "COMPRESS": "DEFLATE",  # read by every program that reads GeoTIFF
    "LEVEL": "1",
    "NUM_THREADS": "ALL_CPUS",
    "BIGTIFF": "IF_SAFER",
}

FLOAT_OPTIONS = {"COMPRESS": "ZSTD", "PREDICTOR": "FLOATING_POINT"}
"""Attention has sixteen times as many bytes as land cover: ZSTD takes two thirds of DEFLATE's time."""


def landcover_style(classes: list[ClassInfo]) -> Style:
    """uint8 class codes with colours and names."""
    return Style(NODATA_CODE, ("Land cover",), mode_of_four, tuple(classes))


def confidence_style() -> Style:
    """uint8 percent."""
    return Style(255, ("Confidence (%)",), mean_of_four)


def attention_style(heads: int) -> Style:
    """float32; ground without content has the value 1 (:class:`model.network.network.Question`)."""
    names = (*(f"head {number + 1}" for number in range(heads)), "mean")
    return Style(float("nan"), names, mean_of_four)


@contextmanager
def scratch_folder(out_dir: Path) -> Iterator[Path]:
    """A hidden folder in ``out_dir`` (created if needed); removed afterwards.

    Raises:
        OutputNotWritable: ``out_dir`` is no folder or may not be written to.
        DiskFull: No space is left.
    """
    try:
        out_dir.mkdir(parents=True, exist_ok=True)
        recover(out_dir)
        sweep(out_dir)
        scratch = Scratch(out_dir)
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFull(f"No space is left in {out_dir}.", detail=str(error)) from error
        raise OutputNotWritable(
            f"Files cannot be written to {out_dir}: {error.strerror}.", detail=str(error)
        ) from error
    try:
        yield scratch.path
    finally:
        scratch.remove()


@contextmanager
def writing_to(out_dir: Path) -> Iterator[None]:
    """Turns errors of the operating system about a full disk or a missing folder into SardinoErrors.

    Raises:
        DiskFull: No space is left.
        OutputNotWritable: The folder is missing or may not be written to.
    """
    try:
        yield
    except SardinoError as error:
        if isinstance(error, OutputNotWritable) and _says_full(error.detail):
            raise DiskFull(f"No space was left in {out_dir}.", detail=error.detail) from error
        raise
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFull(f"No space was left in {out_dir}.", detail=str(error)) from error
        if error.errno in FILE_ERRORS:
            raise OutputNotWritable(
                f"Files cannot be written to {out_dir}: {error.strerror}.", detail=str(error)
            ) from error
        raise


def check_space(out_dir: Path, pixels: int, outputs: list[str], attention: float) -> None:
    """Raises DiskFull unless ``out_dir`` can hold the raw and the finished products.

    Args:
        out_dir: Existing folder.
        pixels: Input pixels.
        outputs: Product names.
        attention: Bytes of attention per input pixel; counts if attention is among the products.
    """
    raw = 2 + attention * ("attention" in outputs)
    # Overviews add a third; compressed products take about half of their raw size.
    needed = int(pixels * raw * 1.34 * 1.5)
    free = shutil.disk_usage(out_dir).free
    if needed > free:
        raise DiskFull(
            f"The products need about {_megabytes(needed)} while being made, "
            f"and {out_dir} has {_megabytes(free)} left."
        )


class ProductFile:
    """One product, from a raw raster to the final file.

    Args:
        raster: The complete raw raster.
        style: Description of the raster.
        target: The final file.
        overviews: Complete overviews; made by :meth:`prepare` if None.
    """

    def __init__(
        self, raster: RawRaster, style: Style, target: Path, overviews: Overviews | None = None
    ) -> None:
        self._raster = raster
        self._style = style
        self._target = target
        self._overviews = overviews
        self._made = raster.path.with_suffix(".tif")

    def prepare(self, placement: Placement, waiting: Callable[[], None]) -> Job:
        """Makes overviews and GDAL's view; returns the job for a ``CogWriter``."""
        made = self._overviews or build_overviews(self._raster, self._style, waiting)
        levels = made.levels
        source = write_vrt(self._raster, levels, self._style, placement)
        overviews = "FORCE_USE_EXISTING" if levels else "NONE"
        kind = FLOAT_OPTIONS if self._raster.dtype == "float32" else {}
        return source, self._made, {**COMMON_OPTIONS, "OVERVIEWS": overviews, **kind}

    def moves(self) -> list[Move]:
        """The moves to final places: the file, and any new sidecars.

        Sidecars that GDAL made from an earlier product's pixels are removed: statistics, overviews, a mask. A
        style (``.qml``) stays; the writer of styles replaces it.
        """
        moves: list[Move] = []
        for ending in SIDECARS:
            made, target = Path(f"{self._made}{ending}"), Path(f"{self._target}{ending}")
            if made.exists() or os.path.lexists(target):
                moves.append((made if made.exists() else None, target))
        return [*moves, (self._made, self._target)]


def publish(products: list[ProductFile]) -> None:
    """Gives all products their final names; if one of them fails, all earlier files stay.

    Raises:
        DiskFull: No space is left.
        OutputNotWritable: A file of that name cannot be replaced.
    """
    try:
        replace_all([move for product in products for move in product.moves()])
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFull(f"{error.filename} cannot be replaced: no space is left.") from error
        raise OutputNotWritable(
            f"{error.filename} cannot be replaced: {error.strerror}.",
            remedy=marked(
                "Close or remove the layer where it is open, or choose another folder. "
                "The files that were there before are still there."
            ),
            detail=str(error),
        ) from error


def _says_full(text: str) -> bool:
    return any(words in text.lower() for words in _FULL_WORDS)


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.0f} MB"
