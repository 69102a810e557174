"""Downloads pip and uv, the tools of the set-up, as wheels: through QGIS's network, without a Python."""

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

PIP = "26.3"  # pip installs; this version reports numbers and trusts the system's certificates
UV = "0.13.9"  # uv downloads a Python if none fits

_WHEEL_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+!-]*\.whl")

Fetch = Callable[[str], bytes]


@dataclass(frozen=True)
class File:
    """A file in an index; the SHA-256 is empty if the index does not tell it."""

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
    """The files on an index's page: HTML (PEP 503) or JSON (PEP 691). Other pages have no files.

    Args:
        page: The page's content.
        address: The page's address, for relative links.
    """
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
    """A file from an index's JSON; empty if the item is malformed."""
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
    """A package's wheel that runs on the machine."""
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
    """A package's wheel; downloaded unless it is already in the folder.

    Args:
        name: Name of the package.
        version: Version of the package.
        folder: Where the wheel is kept.
        facts: The machine.
        fetch: Downloads an address; raises ``OSError`` on failure.
        index: Address of the index; PyPI if empty.
        hashes: SHA-256 of the locked files; if empty, any hash that the index states is accepted.

    Raises:
        OSError: The index or the file cannot be reached.
        SetupNotGenuine: The index gives an invalid file name or no hash, or the file differs.
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
    """The file's name, if it is a plain name and the index states the file's hash."""
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
    """A package's wheel in a folder; of any version if ``version`` is empty."""
    found = sorted(folder.glob(f"{name}-{version or '*'}-*.whl"))
    return found[-1] if found else None


def reports_in_numbers(pip: Path) -> bool:
    """Whether the pip in this wheel knows ``--progress-bar raw``: since 24.1."""
    found = re.match(r"pip-(\d+)\.(\d+)", pip.name)
    return found is not None and (int(found.group(1)), int(found.group(2))) >= (24, 1)


def unpack_uv(wheel: Path, folder: Path, facts: Facts) -> Path:
    """The program uv, unpacked from its wheel."""
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
        # On ARM too: there the model needs a Python for x86-64.
        return ["any", "win_amd64"]
    machine = r"(arm64|universal2)" if facts.arm else r"(x86_64|universal2)"
    if facts.system == MACOS:
        return ["any", rf"macosx_\d+_\d+_{machine}"]
    machine = "aarch64" if facts.arm else "x86_64"
    return ["any", rf"manylinux(_2_(5|12|17|28)|1|2010|2014)_{machine}"]
