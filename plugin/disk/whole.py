"""Writes a file whole or not at all. (``model.disk.whole`` does so for several files together.)"""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

_SIDECAR = ".aux.xml"
"""What GDAL writes beside a raster: names of classes and more."""


def write_whole(path: Path, content: str | bytes) -> None:
    """Writes a temporary file, then renames it to ``path``. An existing file stays until the renaming.

    Args:
        path: Where to write; the folder is made if needed.
        content: Text is written as UTF-8.

    Raises:
        OSError: The file cannot be written or replaced.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{secrets.token_hex(6)}.unfinished")
    try:
        with open(unfinished, "xb") as file:
            file.write(data)
        os.replace(unfinished, path)
    except OSError:
        with contextlib.suppress(OSError):
            unfinished.unlink()
        raise


@contextlib.contextmanager
def whole_rasters(*targets: Path) -> Iterator[list[Path]]:
    """Hidden names beside new rasters; renamed after the block, with what GDAL wrote beside them.

    If the block fails, nothing is left.

    Args:
        *targets: The rasters to write.
    """
    hidden = [target.with_name(f".{secrets.token_hex(6)}{target.suffix}") for target in targets]
    try:
        yield hidden
        for new, target in zip(hidden, targets):
            sidecar = Path(f"{new}{_SIDECAR}")
            if sidecar.exists():
                os.replace(sidecar, f"{target}{_SIDECAR}")
            os.replace(new, target)
    finally:
        for new in hidden:
            for ending in ("", _SIDECAR):
                Path(f"{new}{ending}").unlink(missing_ok=True)
