"""The pinned packages of the model's environment, and the key in the environment's name."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ..paths import PLUGIN_ROOT

FILE = PLUGIN_ROOT / "resources" / "backend-requirements.txt"


def pins(path: Path | None = None) -> dict[str, str]:
    """Package to version."""
    found: dict[str, str] = {}
    for line in (path or FILE).read_text(encoding="utf-8").splitlines():
        name, _, version = line.split("#", 1)[0].strip().partition("==")
        if name and version:
            found[name.strip().lower()] = version.strip()
    return found


def key(path: Path = FILE) -> str:
    """Ten digits that change with any pin, but not with a comment."""
    text = "\n".join(f"{name}=={version}" for name, version in sorted(pins(path).items()))
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:10]
