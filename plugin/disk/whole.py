"""Writes a file whole or not at all. (``model.disk.whole`` does so for several files together.)"""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path


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
