"""The plugin's zip, as plugins.qgis.org wants it, with the same bytes whenever it is made."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

from tools import metadata
from tools.shell import ROOT, stop

TOP = "sardino"
LIMIT_BYTES = 25_000_000

CONTENTS = (
    "metadata.txt",
    "__init__.py",
    "LICENSE",
    "README.md",
    "CHANGELOG.md",
    "plugin",
    "model",
    "resources",
    "docs/help",
    "docs/images/qgis.png",  # README shows it
)
"""Files and folders of the repository that a user needs; those that do not exist are left out."""

_LEFT_OUT_FOLDERS = {"__pycache__"}
_LEFT_OUT_ENDINGS = (".aux.xml",)  # GDAL writes such files beside every raster that QGIS opens
_LEFT_OUT_SUFFIXES = {".pyc", ".pyo", ".so", ".pyd", ".dll", ".dylib", ".exe", ".ts", ".tmp", ".orig", ".bak"}

# The oldest that zip can tell: a fixed time makes the zip the same whenever it is made.
_TIME = (1980, 1, 1, 0, 0, 0)


def make_package(folder: Path = ROOT / "dist") -> Path:
    """Writes ``sardino-<version>.zip``.

    Args:
        folder: Where to.

    Returns:
        The zip.

    Raises:
        shell.Stop: The manifest is faulty, or the zip is over the limit.
    """
    faults = metadata.problems(metadata.load())
    if faults:
        stop("metadata.txt: " + "; ".join(faults))
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{TOP}-{metadata.version()}.zip"
    unfinished = target.with_suffix(".unfinished")
    with zipfile.ZipFile(unfinished, "w") as archive:
        for path in sorted(_files(), key=lambda item: item.relative_to(ROOT).as_posix()):
            _add(archive, path)
    size = unfinished.stat().st_size
    if size > LIMIT_BYTES:
        unfinished.unlink()
        stop(f"The package has {size / 1e6:.1f} MB; plugins.qgis.org takes {LIMIT_BYTES / 1e6:.0f} MB.")
    os.replace(unfinished, target)
    return target


def _files() -> Iterator[Path]:
    for name in CONTENTS:
        path = ROOT / name
        if path.is_file():
            yield path
        elif path.is_dir():
            yield from (item for item in path.rglob("*") if item.is_file() and _is_wanted(item))


def _is_wanted(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    if any(part in _LEFT_OUT_FOLDERS or part.startswith(".") for part in parts):
        return False
    return path.suffix not in _LEFT_OUT_SUFFIXES and not path.name.endswith(_LEFT_OUT_ENDINGS)


def _add(archive: zipfile.ZipFile, path: Path) -> None:
    name = f"{TOP}/{path.relative_to(ROOT).as_posix()}"
    entry = zipfile.ZipInfo(name, _TIME)
    entry.create_system = 3  # Unix, on every system: it is part of the bytes
    entry.external_attr = 0o100644 << 16
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, path.read_bytes(), compresslevel=9)
