"""``metadata.txt``: the plugin's manifest, and the source of the version."""

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
"""Entries that plugins.qgis.org requires."""

OURS = ("homepage", "qgisMaximumVersion", "hasProcessingProvider", "changelog", "icon", "license", "tags")
"""Further entries that we require."""

_SHOWN_RELEASES = 3
_CHANGES = re.compile(r"^changelog=.*(?:\n[ \t]+.*)*", re.MULTILINE)
_RELEASE = re.compile(r"^## (\d\S*)(.*)$", re.MULTILINE)
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


def with_changelog(manifest: str, changes: str) -> str:
    """The manifest with the newest versions in ``CHANGELOG.md`` as its ``changelog``.

    Args:
        manifest: Text of ``metadata.txt``.
        changes: Text of ``CHANGELOG.md``.
    """
    starts = [match.start() for match in _RELEASE.finditer(changes)] + [len(changes)]
    releases = [changes[start:end] for start, end in zip(starts, starts[1:])][:_SHOWN_RELEASES]
    lines = [line for release in releases for line in _plain(release)]
    # QGIS reads the manifest with interpolation, where a percent sign is special.
    text = "changelog=\n" + "\n".join(f"    {line}" for line in lines).replace("%", "%%")
    return _CHANGES.sub(lambda _: text, manifest)


def _plain(release: str) -> list[str]:
    """A version's part of ``CHANGELOG.md`` without markup: one line per paragraph or point."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", release).replace("`", "").replace("**", "")
    text = text.replace("## ", "", 1).replace("### ", "")
    # Points and paragraphs span several lines.
    joined = re.sub(r"\n(?![-\n]|\d+\.\d)\s*(?=\S)", " ", text.replace("\n\n", "\n\n\n"))
    return [line.strip() for line in joined.splitlines() if line.strip()]


def problems(entries: dict[str, str], root: Path = ROOT) -> list[str]:
    """Sentences about the faults of a manifest; empty if there are none.

    Args:
        entries: From ``load``.
        root: The plugin's folder, which must contain the icon.
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
    newest = _RELEASE.search((root / "CHANGELOG.md").read_text(encoding="utf-8"))
    if number and (newest is None or newest[1] != number):
        found.append(f"the newest version in CHANGELOG.md is not {number}")
    cited = re.search(r"^version: (.*)$", (root / "CITATION.cff").read_text(encoding="utf-8"), re.MULTILINE)
    if number and (cited is None or cited[1] != number):
        found.append(f"CITATION.cff does not cite version {number}")
    low, high = entries.get("qgisMinimumVersion", ""), entries.get("qgisMaximumVersion", "")
    if _QGIS_VERSION.fullmatch(low) and _QGIS_VERSION.fullmatch(high) and _numbers(low) > _numbers(high):
        found.append(f"qgisMinimumVersion {low} is above qgisMaximumVersion {high}")
    return found


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split("."))
