"""The user's folders: for own models, and for files that can be made again."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def user_folder() -> Path:
    """The folder of the user's own models: ``$SARDINO_MODELS``, else the platform's folder for data."""
    windows = ("APPDATA", "Roaming")
    return _folder(
        "SARDINO_MODELS", "models", windows, "Application Support", "XDG_DATA_HOME", ".local/share"
    )


def cache_folder() -> Path:
    """``$SARDINO_CACHE``, else the platform's folder for caches."""
    windows, macos = ("LOCALAPPDATA", "Local"), "Caches"
    return _folder("SARDINO_CACHE", "features", windows, macos, "XDG_CACHE_HOME", ".cache")


def _folder(chosen_by: str, name: str, windows: tuple[str, str], macos: str, xdg: str, unix: str) -> Path:
    """The folder that the user chose, else ``sardino/<name>`` in the platform's folder for such files."""
    chosen = os.environ.get(chosen_by)
    if chosen:
        return Path(chosen)
    home = Path.home()
    if sys.platform == "win32":
        variable, usual = windows
        base = Path(os.environ.get(variable) or home / "AppData" / usual)
    elif sys.platform == "darwin":
        base = home / "Library" / macos
    else:
        base = Path(os.environ.get(xdg) or "")
        # The XDG base directory specification: a relative path is invalid and must be ignored.
        if not base.is_absolute():
            base = home / unix
    return base / "sardino" / name
