"""Fetches the two tools of the set-up, pip and uv, as wheels: QGIS's network, no Python needed yet."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Callable, Collection
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from ..disk.whole import write_whole
from ..errors import SetupNotGenuine
from ..translation import tr
from .facts import MACOS, WINDOWS, Facts
from .locks import digest_of
from .network import PYPI

PIP = "26.3"  # pip installs; this one reports its progress in numbers and trusts the system's certificates
UV = "0.13.9"  # uv fetches a Python where there is none that fits

_WHEEL_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+!-]*\.whl")

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
    """The files on an index's page, be it HTML (PEP 503) or JSON (PEP 691); what is neither has none."""
    text = page.decode("utf-8", "replace")
    if text.lstrip().startswith("{"):
        return [file for item in _listed(text) for file in _file_of(item, address)]
    links = _Links()
    links.feed(text)
    found = []
    for link in links.addresses:
        try:
            whole = urljoin(address, link)
            parts = urlsplit(whole)
        except ValueError:
            continue  # no address
        digest = parts.fragment[len("sha256=") :] if parts.fragment.startswith("sha256=") else ""
        found.append(File(unquote(parts.path.rpartition("/")[2]), whole.partition("#")[0], digest))
    return found


def _listed(text: str) -> list[object]:
    try:
        listed = json.loads(text).get("files")
    except (ValueError, RecursionError):
        return []
    return listed if isinstance(listed, list) else []


def _file_of(item: object, address: str) -> list[File]:
    """A file out of an index's JSON, or none if it is not what it should be."""
    if not isinstance(item, dict):
        return []
    name, url, hashes = item.get("filename"), item.get("url"), item.get("hashes")
    digest = hashes.get("sha256", "") if isinstance(hashes, dict) else ""
    if not all(isinstance(value, str) for value in (name, url, digest)):
        return []
    try:
        return [File(str(name), urljoin(address, str(url)), str(digest))]
    except ValueError:
        return []


def wheel_of(files: list[File], name: str, version: str, facts: Facts) -> File | None:
    """The wheel of a package that runs on the machine."""
    start = f"{name}-{version}-"
    for file in files:
        if file.name.startswith(start) and file.name.endswith(".whl"):
            platform = file.name[: -len(".whl")].rpartition("-")[2]
            if any(re.fullmatch(pattern, part) for part in platform.split(".") for pattern in _tags(facts)):
                return file
    return None


def fetch_wheel(
    name: str,
    version: str,
    folder: Path,
    facts: Facts,
    fetch: Fetch,
    index: str = "",
    hashes: Collection[str] = (),
) -> Path:
    """A wheel of a package, fetched unless it is in the folder already.

    Args:
        name: Of the package.
        version: Likewise.
        folder: Where it is kept.
        facts: The machine.
        fetch: Gets an address; raises ``OSError`` if it cannot.
        index: Address of the index; PyPI if empty.
        hashes: SHA-256 of the files that are locked; any that the index promises if there are none.

    Raises:
        OSError: It cannot be reached.
        SetupNotGenuine: Its name is no file's, the index promises no hash, or another file came.
    """
    known = local_wheel(name, version, folder)
    if known is not None and (not hashes or digest_of(known) in hashes):
        return known
    address = f"{(index or PYPI).rstrip('/')}/{name}/"
    file = wheel_of(files_of(fetch(address), address), name, version, facts)
    if file is None:
        raise OSError(
            tr("The package index has no {name} {version} for this system.").format(
                name=name, version=version
            )
        )
    target = folder / _file_name(file, address)
    content = fetch(file.url)
    digest = hashlib.sha256(content).hexdigest()
    if digest != file.sha256:
        raise SetupNotGenuine(
            tr("{file} arrived damaged: it is not the file that the package index promises.").format(
                file=file.name
            ),
            detail=f"{file.url}: {digest}",
        )
    if hashes and digest not in hashes:
        raise SetupNotGenuine(
            tr("{file} is not the file that Sardino was made with.").format(file=file.name),
            detail=f"{file.url}: {digest}",
        )
    write_whole(target, content)
    return target


def _file_name(file: File, address: str) -> str:
    """The file's name, if it can be nothing but a name, and the index says what the file should hold."""
    if not _WHEEL_NAME.fullmatch(file.name):
        raise SetupNotGenuine(
            tr("The package index names a file that leads out of its folder."), detail=f"{address}: {file}"
        )
    if not file.sha256:
        raise SetupNotGenuine(
            tr("The package index gives no SHA-256 of {file}.").format(file=file.name), detail=address
        )
    return file.name


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
    program = folder / name
    write_whole(program, content)
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
