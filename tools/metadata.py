"""``metadata.txt``: the plugin's manifest, and the one place that holds the version."""

from __future__ import annotations

import configparser
import re
from pathlib import Path

from tools.shell import ROOT

REQUIRED = (
    "name",
    "qgisMinimumVersion",
    "description",
    "about",
    "version",
    "author",
    "email",
    "repository",
    "tracker",
)
"""What plugins.qgis.org asks for."""

OURS = ("homepage", "qgisMaximumVersion", "hasProcessingProvider", "changelog", "icon", "license", "tags")
"""What we want besides."""

_VERSION = re.compile(r"\d+\.\d+\.\d+([a-z]+\d*)?")
_QGIS_VERSION = re.compile(r"\d+\.\d+(\.\d+)?")
_ADDRESS = re.compile(r"https://\S+\.\S+/\S*")


def load(path: Path = ROOT / "metadata.txt") -> dict[str, str]:
    """The entries of the section ``general``; names keep their case."""
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(path, encoding="utf-8")
    return dict(parser["general"]) if parser.has_section("general") else {}


def version() -> str:
    """The plugin's version."""
    return load()["version"]


def problems(entries: dict[str, str], root: Path = ROOT) -> list[str]:
    """What is wrong with a manifest, in sentences; empty if nothing is.

    Args:
        entries: What ``load`` gave.
        root: The plugin's folder, in which the icon must lie.
    """
    found = [f"{name} is missing" for name in (*REQUIRED, *OURS) if not entries.get(name, "").strip()]
    checks = {
        "version": _VERSION,
        "qgisMinimumVersion": _QGIS_VERSION,
        "qgisMaximumVersion": _QGIS_VERSION,
        "repository": _ADDRESS,
        "tracker": _ADDRESS,
        "homepage": _ADDRESS,
        "email": re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"),
        "hasProcessingProvider": re.compile("yes"),
    }
    for name, pattern in checks.items():
        value = entries.get(name, "").strip()
        if value and not pattern.fullmatch(value):
            found.append(f"{name} is not as it should be: {value}")
    icon = entries.get("icon", "")
    if icon and not (root / icon).is_file():
        found.append(f"icon does not exist: {icon}")
    number = entries.get("version", "")
    if number and number not in entries.get("changelog", ""):
        found.append(f"changelog says nothing about version {number}")
    low, high = entries.get("qgisMinimumVersion", ""), entries.get("qgisMaximumVersion", "")
    if _QGIS_VERSION.fullmatch(low) and _QGIS_VERSION.fullmatch(high) and _numbers(low) > _numbers(high):
        found.append(f"qgisMinimumVersion {low} is above qgisMaximumVersion {high}")
    return found


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split("."))
