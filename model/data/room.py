"""Checks whether scenes fit into memory before reading them."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from pathlib import Path

from model.errors.errors import OutOfMemory, SardinoError
from model.protocol.values import SceneSpec
from model.sar.containers import resolve
from model.sar.georeference import Georeference
from model.sar.grid_profile import GridProfile
from model.sar.raster import RasterFiles, gdal_settings
from model.sar.scene import working_shape

KEPT_BYTES = 5
"""Bytes per pixel of the working grid: two polarisations as float16, and the valid mask."""


def check_room(specs: Sequence[SceneSpec]) -> None:
    """Checks that the scenes fit into memory, once for each process on this computer.

    Raises:
        OutOfMemory: The scenes clearly do not fit.
    """
    if int(os.environ.get("LOCAL_RANK", "0")):
        return  # the first process checks for all processes, before they use much memory
    free = available_bytes()
    pixels = [_pixels(spec) for spec in specs]
    if free is None or not pixels:
        return
    processes = int(os.environ.get("LOCAL_WORLD_SIZE", "1"))
    needed = processes * sum(pixels) * KEPT_BYTES
    if needed > free:
        each = f" in each of {processes} processes" if processes > 1 else ""
        raise OutOfMemory(
            f"Scenes of {sum(pixels) / 1e6:,.1f} megapixels in all{each} need {needed / 1e9:.1f} GB "
            f"of memory, and {free / 1e9:.1f} GB are free.",
            remedy="Name fewer scenes, cut them to what is wanted, or start fewer processes.",
        )


def _pixels(spec: SceneSpec) -> int:
    """Pixels of a scene on the working grid, from its header alone; 0 if the header is unreadable."""
    files = RasterFiles()
    try:
        with gdal_settings():
            dataset = files.get(resolve(spec.path)[0])
            georeference = Georeference(GridProfile.of(dataset), dataset.shape)
            rows, cols = working_shape(georeference.shape, georeference.ground_resolution())
    except SardinoError:  # reported when the scene is read
        return 0
    finally:
        files.close()
    return rows * cols


def available_bytes() -> int | None:
    """Free memory in bytes, limited by the container; None if the system does not report it."""
    known = [value for value in (_meminfo(), _left_in(Path("/sys/fs/cgroup"))) if value is not None]
    return min(known) if known else None


def _left_in(group: Path) -> int | None:
    """Bytes that a container may still use: its limit minus its use, without cached files."""
    limit, used = _number(group / "memory.max"), _number(group / "memory.current")
    if limit is None or used is None:
        return None
    cached = 0
    with contextlib.suppress(OSError):
        for line in (group / "memory.stat").read_text().splitlines():
            if line.startswith("inactive_file "):
                cached = int(line.split()[1])
    return max(limit - used + cached, 0)


def _meminfo() -> int | None:
    with contextlib.suppress(OSError):
        for line in Path("/proc/meminfo").read_text().splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    return None


def _number(path: Path) -> int | None:
    with contextlib.suppress(OSError, ValueError):  # no such file, or the word "max"
        return int(path.read_text())
    return None
