"""The version of Sardino, from the plugin's manifest: the one place that states it."""

from __future__ import annotations

import configparser
from functools import cache
from pathlib import Path


@cache
def version() -> str:
    """Such as "0.1.0"; "unknown" where the manifest is missing."""
    manifest = configparser.ConfigParser(interpolation=None)
    manifest.read(Path(__file__).resolve().parent.parent / "metadata.txt", encoding="utf-8")
    return manifest.get("general", "version", fallback="unknown")
