"""Fetches the two tools of the set-up, pip and uv, as wheels: QGIS's network, no Python needed yet."""

from __future__ import annotations

import hashlib
import json
import os
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from ..translation import tr
from .facts import MACOS, WINDOWS, Facts
from .network import PYPI

PIP = "26.3"  # pip installs; this one reports its progress in numbers and trusts the system's certificates
UV = "0.13.9"  # uv fetches a Python where there is none that fits

Fetch = Callable[[str], bytes]


@dataclass(frozen=True)
class File:
    """A file that an index offers; the SHA-256 is empty where the index does not tell it."""

    name: str
    url: str
    sha256: str = ""


class _Links(HTMLParser):
    """The links of an index's page (PEP 503)."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = dict(attrs).get("href")
        if tag == "a" and address:
            self.addresses.append(address)


def files_of(page: bytes, address: str) -> list[File]:
    """The files on an index's page, be it HTML (PEP 503) or JSON (PEP 691)."""
    text = page.decode("utf-8", "replace")
    if text.lstrip().startswith("{"):
        listed = json.loads(text).get("files", [])
        return [
            File(item["filename"], urljoin(address, item["url"]), item.get("hashes", {}).get("sha256", ""))
            for item in listed
        ]
    links = _Links()
    links.feed(text)
    found = []
    for link in links.addresses:
        whole = urljoin(address, link)
        parts = urlsplit(whole)
        digest = parts.fragment[len("sha256=") :] if parts.fragment.startswith("sha256=") else ""
        found.append(File(unquote(parts.path.rpartition("/")[2]), whole.partition("#")[0], digest))
    return found


def wheel_of(files: list[File], name: str, version: str, facts: Facts) -> File | None:
    """The wheel of a package that runs on the machine."""
    start = f"{name}-{version}-"
    for file in files:
        if file.name.startswith(start) and file.name.endswith(".whl"):
            platform = file.name[: -len(".whl")].rpartition("-")[2]
            if any(re.fullmatch(pattern, part) for part in platform.split(".") for pattern in _tags(facts)):
                return file
    return None


def fetch_wheel(name: str, version: str, folder: Path, facts: Facts, fetch: Fetch, index: str = "") -> Path:
    """A wheel of a package, fetched unless it is in the folder already.

    Raises:
        OSError: It cannot be reached, or what came is not what the index promises.
    """
    known = local_wheel(name, version, folder)
    if known is not None:
        return known
    address = f"{(index or PYPI).rstrip('/')}/{name}/"
    file = wheel_of(files_of(fetch(address), address), name, version, facts)
    if file is None:
        raise OSError(
            tr("The package index has no {name} {version} for this system.").format(
                name=name, version=version
            )
        )
    content = fetch(file.url)
    if file.sha256 and hashlib.sha256(content).hexdigest() != file.sha256:
        raise OSError(tr("{file} arrived damaged.").format(file=file.name))
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / file.name
    unfinished = target.with_suffix(".unfinished")
    unfinished.write_bytes(content)
    os.replace(unfinished, target)
    return target


def local_wheel(name: str, version: str, folder: Path) -> Path | None:
    """A package's wheel in a folder, of any version if ``version`` is empty."""
    found = sorted(folder.glob(f"{name}-{version or '*'}-*.whl"))
    return found[-1] if found else None


def reports_in_numbers(pip: Path) -> bool:
    """Whether the pip in this wheel knows ``--progress-bar raw``: from 24.1 on."""
    found = re.match(r"pip-(\d+)\.(\d+)", pip.name)
    return found is not None and (int(found.group(1)), int(found.group(2))) >= (24, 1)


def unpack_uv(wheel: Path, folder: Path, facts: Facts) -> Path:
    """The program uv out of its wheel."""
    name = "uv.exe" if facts.system == WINDOWS else "uv"
    with zipfile.ZipFile(wheel) as archive:
        inside = next(item for item in archive.namelist() if item.endswith(f"/scripts/{name}"))
        content = archive.read(inside)
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / name
    program.write_bytes(content)
    program.chmod(0o755)
    return program


def _tags(facts: Facts) -> list[str]:
    if facts.system == WINDOWS:
        # On ARM too: the Python that the model needs there is one for x86-64.
        return ["any", "win_amd64"]
    machine = r"(arm64|universal2)" if facts.arm else r"(x86_64|universal2)"
    if facts.system == MACOS:
        return ["any", rf"macosx_\d+_\d+_{machine}"]
    machine = "aarch64" if facts.arm else "x86_64"
    return ["any", rf"manylinux(_2_(5|12|17|28)|1|2010|2014)_{machine}"]
