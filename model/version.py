"""The version of Sardino, from the plugin's manifest, its only source."""

from __future__ import annotations

import configparser
from functools import cache
from pathlib import Path


@cache
def version() -> str:
    """Such as "0.1.0"; "unknown" without a manifest."""
    manifest = configparser.ConfigParser(interpolation=None)
    manifest.read(Path(__file__).resolve().parent.parent / "metadata.txt", encoding="utf-8")
    return manifest.get("general", "version", fallback="unknown")
