"""The locked packages: exact versions, and the SHA-256 of every file that may be installed.

``build.py lock`` makes ``resources/locks``. This module needs only the standard library and imports
nothing of the plugin: the command in ``wheels.py`` and ``build.py`` use it, too.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "locks"
LIGHT = "light.txt"
PACKAGES = "packages.txt"
"""Everything except torch and its needs for CUDA; from PyPI."""
TORCH = "torch.txt"
"""PyPI's torch, and the CUDA packages that it needs on Linux."""
BUILDS = "torch-builds.txt"
"""Files of torch in PyTorch's own index, by name."""
TOOLS = "tools.txt"
"""pip and uv."""
SUMS = "sha256sums.txt"
"""In a folder of packages: hashes of the downloads of ``wheels.py``, in the format of ``sha256sum``."""

_ENTRY = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]*)==([^\s;\\]+)\s*(?:;\s*([^\\]*?))?\s*\\?$")
_HASH = re.compile(r"\s*--hash=sha256:([0-9a-f]{64})\s*\\?$")
_BUILD = re.compile(r"([A-Za-z0-9._+-]+\.whl) sha256:([0-9a-f]{64})$")
_SUM = re.compile(r"([0-9a-f]{64}) [ *](.+)$")
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Locked:
    """A package: its version, the environments that need it (PEP 508), and its files' SHA-256."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]


def read(path: Path) -> list[Locked]:
    """The packages in a requirements file with hashes.

    Raises:
        ValueError: A line has another format.
    """
    found: list[Locked] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        digest, entry = _HASH.match(line), _ENTRY.match(line)
        if digest and found:
            last = found[-1]
            found[-1] = Locked(last.name, last.version, last.marker, (*last.hashes, digest.group(1)))
        elif entry:
            found.append(Locked(entry.group(1).lower(), entry.group(2), entry.group(3) or "", ()))
        else:
            raise ValueError(f"{path.name}: {line}")
    return found


def write(packages: Iterable[Locked], *, markers: bool = True) -> str:
    """Packages as a requirements file with hashes, for ``pip install --require-hashes``.

    Args:
        packages: The packages.
        markers: Whether to write their environment markers.
    """
    lines = []
    for item in packages:
        marker = f" ; {item.marker}" if markers and item.marker else ""
        hashes = [f"    --hash=sha256:{digest}" for digest in item.hashes]
        lines.append(" \\\n".join([f"{item.name}=={item.version}{marker}", *hashes]) + "\n")
    return "".join(lines)


def hashes_of(packages: Iterable[Locked], name: str) -> tuple[str, ...]:
    """All hashes of a package."""
    return tuple(digest for item in packages if item.name == name for digest in item.hashes)


def read_builds(path: Path) -> dict[str, str]:
    """File name to SHA-256 of the builds of torch in PyTorch's own index.

    Raises:
        ValueError: A line has another format.
    """
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        entry = _BUILD.match(line)
        if entry:
            found[entry.group(1)] = entry.group(2)
        elif line.strip() and not line.startswith("#"):
            raise ValueError(f"{path.name}: {line}")
    return found


def build_of(builds: dict[str, str], version: str, tag: str) -> Locked:
    """A build of torch as a package with all its files."""
    start = f"torch-{version}+{tag}-"
    hashes = tuple(digest for name, digest in sorted(builds.items()) if name.startswith(start))
    return Locked("torch", f"{version}+{tag}", "", hashes)


def has_build(builds: dict[str, str], version: str, tag: str, python: tuple[int, ...], platform: str) -> bool:
    """Whether the file of a build is locked.

    Args:
        builds: From :func:`read_builds`.
        version: Version of torch.
        tag: The build's tag, such as ``cpu``.
        python: Python's version, such as ``(3, 12)``.
        platform: End of the file's platform tag: ``win_amd64``, ``x86_64``, ``aarch64``.
    """
    number = "".join(map(str, python[:2]))
    start = f"torch-{version}+{tag}-cp{number}-cp{number}-"
    return any(name.startswith(start) and name.endswith(f"{platform}.whl") for name in builds)


def read_sums(folder: Path) -> dict[str, str]:
    """File name to SHA-256, from the list in a folder of packages; empty if there is no list."""
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return {}
    entries = filter(None, map(_SUM.match, lines))
    return {entry.group(2): entry.group(1) for entry in entries}


def digest_of(path: Path) -> str:
    """SHA-256 of a file."""
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
