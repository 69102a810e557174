"""What a scene is made of: a hash of the content of its files, without reading all of it."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

from model.errors.errors import SardinoError
from model.protocol.values import SceneSpec
from model.sar.containers import resolve
from model.sar.raster import gdal_settings, open_raster

SAMPLES = 16
SAMPLE_BYTES = 64 * 1024
"""Blocks of a file that are hashed, spread evenly from its first to its last byte."""
_ASIDE = (".aux.xml", ".ovr")
"""Statistics and overviews beside a raster: other programs write them, and the pixels stay the same."""
_MOST_FILES = 10_000
_DEPTH = 5


def content_of(spec: SceneSpec) -> tuple[list[str], str]:
    """The files of a scene, and a hash of their sizes, times and sampled blocks.

    Args:
        spec: The scene.

    Returns:
        Absolute paths, and 64 hexadecimal digits.

    Raises:
        SceneNotReadable: A file is missing or no raster.
        OSError: A file cannot be read.
    """
    path, second = resolve(spec.path)
    if spec.cross_pol_path:
        second = resolve(spec.cross_pol_path)[0]
    files: list[str] = []
    with gdal_settings():
        for name in (path, second):
            if name:
                _collect(name, files, 0)
    digest = hashlib.sha256()
    for name in files:
        digest.update(repr(facts_of(name)).encode())
    return files, digest.hexdigest()


def facts_of(path: str) -> tuple[Any, ...]:
    """Size, time of the last change and hash of sampled blocks of a file; its text if it is no file.

    Raises:
        OSError: The file cannot be read.
    """
    if not os.path.lexists(path):
        return (path,)
    stat = os.stat(path)
    digest = hashlib.blake2b(digest_size=16)
    if os.path.isfile(path):
        last = max(0, stat.st_size - SAMPLE_BYTES)
        with open(path, "rb") as file:
            for place in sorted({last * number // (SAMPLES - 1) for number in range(SAMPLES)}):
                file.seek(place)
                digest.update(file.read(SAMPLE_BYTES))
    return stat.st_size, stat.st_mtime_ns, digest.hexdigest()


def _collect(name: str, files: list[str], depth: int) -> None:
    """Adds the files of a raster, and of the rasters that a virtual raster consists of."""
    with open_raster(name) as dataset:
        found = [part for part in dataset.files if not part.endswith(_ASIDE)] or [name]
    for part in found[:_MOST_FILES]:
        place = on_disk(part)
        if place in files:
            continue
        files.append(place)
        if place.lower().endswith(".vrt") and part != name and depth < _DEPTH:
            try:
                _collect(part, files, depth + 1)
            except SardinoError:
                continue  # a source that is not needed: opening the scene says if one is missing


def on_disk(name: str) -> str:
    """The file that holds a raster, as an absolute path: of a part of an archive the archive."""
    if name.startswith("/vsi"):
        path = Path("/", *Path(name).parts[2:])
        for place in (path, *path.parents):
            if place.is_file():
                return str(place)
        return name
    return os.path.realpath(name) if os.path.lexists(name) else name
