"""Takes out of a Light environment what Sardino never loads: a quarter of what its packages bring.

Standard library only. The set-up of the plugin and ``build.py`` both call :func:`slim` after pip. The list
names what goes, and nothing else is touched. A file that is not there is fine: packages differ between
systems and versions. pip's own record of files (``RECORD``) stays as it is, and pip takes a missing file for
one that is already removed: so uninstalling and upgrading work as before.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

_FRONTENDS = ("gguf", "jax", "onnx", "paddle", "pytorch", "tensorflow", "tensorflow_lite")
"""OpenVINO's readers for models of others. Sardino makes its graphs in ``model/inference/openvino_graph``."""
_DEVICES = ("intel_gpu", "intel_npu", "auto", "auto_batch", "hetero")
"""OpenVINO's other devices. Sardino compiles for ``CPU`` alone."""
_SUFFIXES = ("so", "so.*", "dylib", "*.dylib", "dll")
"""Endings of libraries, with or without a version, on Linux, macOS and Windows."""


def _libraries(names: tuple[str, ...], ending: str) -> tuple[str, ...]:
    """Patterns of OpenVINO's libraries; Windows has no ``lib`` before the name."""
    return tuple(
        f"{start}openvino_{name}_{ending}.{suffix}"
        for name in names
        for start in ("", "lib")
        for suffix in _SUFFIXES
    )


SCIPY_UNUSED = (
    "datasets",
    "differentiate",
    "fftpack",
    "integrate",
    "interpolate",
    "io",
    "odr",
    "signal",
    "stats",
)
"""Parts of SciPy that neither Sardino nor the parts of SciPy in use import."""

UNUSED: dict[str, tuple[str, ...]] = {
    "openvino": ("cmake", "include", "torch", "tools/benchmark"),
    "openvino/libs": (
        "cache.json",  # settings for the GPU
        "*.pc",
        *_libraries(_FRONTENDS, "frontend"),
        *_libraries(_DEVICES, "plugin"),
    ),
    "openvino/frontend": _FRONTENDS,
    "scipy": SCIPY_UNUSED,
    "numpy": ("distutils", "_core/include", "_core/lib", "random/lib"),
    "pygments": ("lexers/[a-z]*.py",),  # colours for source text; the command line shows none
    "rasterio": (),
    "shapely": (),
}
"""Folder of a package to what goes: names or patterns in that folder, never outside of it."""
ANYWHERE = ("tests", "*.pyi", "*.pxd", "*.h", "*.hpp", "*.lib", "*.a", "*.c", "*.cpp")
"""What goes from every folder of these packages: tests, and what only compilers and editors read."""


def slim(environment: Path) -> int:
    """Removes what Sardino never loads; again and again does no harm.

    Args:
        environment: The folder of a virtual environment with the packages of Light.

    Returns:
        Bytes that were freed. What cannot be removed, such as a file that a virus scanner holds, stays.
    """
    return sum(_removed(path) for packages in _site_packages(environment) for path in list(_found(packages)))


def _site_packages(environment: Path) -> list[Path]:
    """The folder of packages: one on Windows; below the Python's version elsewhere."""
    # Windows takes "lib" and "Lib" for the same folder.
    return [*environment.glob("lib/python3*/site-packages"), *environment.glob("Lib/site-packages")][:1]


def _found(packages: Path) -> Iterator[Path]:
    for folder, names in UNUSED.items():
        place = packages / folder
        for name in names:
            yield from place.glob(name)
    for top in sorted({folder.split("/")[0] for folder in UNUSED}):
        for name in ANYWHERE:
            yield from (packages / top).rglob(name)


def _removed(path: Path) -> int:
    """Removes a file or a folder; returns its bytes, or 0 if it stays."""
    size = _size(path)
    with contextlib.suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    return max(0, size - _size(path))


def _size(path: Path) -> int:
    """Bytes of a file or of all files below a folder; 0 if it is not there."""
    with contextlib.suppress(OSError):
        if path.is_symlink() or not path.is_dir():
            return path.lstat().st_size
    size = 0
    for folder, _, files in os.walk(path):
        for name in files:
            with contextlib.suppress(OSError):
                size += os.lstat(os.path.join(folder, name)).st_size
    return size
