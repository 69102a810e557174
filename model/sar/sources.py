"""What may be opened: files of this computer, but nothing that blocks or uses a network.

GDAL opens any name: a pipe blocks for ever, an address starts a download. So this module first checks a name
and the names in virtual rasters (VRT), and opens only ordinary files for that.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from functools import lru_cache
from pathlib import Path

from model.errors.errors import NetworkSource, SardinoError, SceneNotReadable
from model.errors.words import marked
from model.sar.vrt_text import MARK, NotUsable, vrt_sources

_SERVERS = re.compile(
    "(WMS|WMTS|WCS|WFS|OAPIF|CSW|HTTP|EEDA|EEDAI|PLMOSAIC|PLSCENES|DAAS|STACTA|STACIT|OGCAPI|NGW|ES|CARTO|"
    "AMIGOCLOUD|PG|POSTGRESQL|MYSQL|MSSQL|OCI|HANA|MONGODBV3|GEORASTER|JPIP|JPIPS|ECWP|ECWPS|IIP|ADBC)$",
    re.IGNORECASE,
)
"""Prefixes of names of data on servers in GDAL."""
_ARCHIVE = re.compile(r"/vsi(?:zip|tar|gzip|7z|rar)/")
_SUBFILE = re.compile(r"/vsisubfile/[^,]*,")
_NETWORK = re.compile(r"/vsi(?:curl|s3|gs|az|adls|oss|swift|hdfs|webhdfs)\b|/vsi[a-z0-9]+_streaming\b")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_LOCAL_SCHEMES = frozenset(("file", "zip", "tar", "gzip", "vrt"))
_DRIVER = re.compile(r"([A-Za-z][A-Za-z0-9_]+):")
_SERVER_XML = re.compile(r"<(?:GDAL_WMS|GDAL_WMTS|WCS_GDAL|WM[ST]_(?:MS_)?Capabilities|OGRWFSDataSource)\b")
_MAKE_AGAIN = marked("Make the virtual raster again, from the images.")
_MAX_FILES = 100_000
_MAX_VRT_BYTES = 128 * 2**20
_MAX_DEPTH = 10
"""Largest depth of virtual rasters within virtual rasters."""
_HEAD_BYTES = 1024
"""Bytes that GDAL reads to recognise a file's format."""
_FOLDER_MARKS = ("hdr.adf", ".zgroup", ".zarray", "zarr.json", "product.xml")
"""A folder with one of these is a raster to GDAL: Arc/Info grid, Zarr, RADARSAT-2."""
_KINDS = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
_DOWNLOAD = marked(
    "Download it first (in QGIS: right-click the layer, Export > Save As), then choose the file. "
    "Sardino itself opens nothing on a network."
)


def check_source(path: str, error: type[SardinoError] = SceneNotReadable) -> None:
    """Checks a name before GDAL opens the raster.

    Args:
        path: A file, a folder that is a raster, ``/vsizip/`` and similar, or ``DRIVER:...`` of a subdataset.
        error: Class to raise for anything except addresses.

    Raises:
        NetworkSource: The name, or a source of a virtual raster, lies on a network.
        SardinoError: Of class ``error``: there is no such file, or the name is not a file.
    """
    _Check(error).source(path, ())


def missing_source(path: str) -> str:
    """The first missing file that a virtual raster needs; "" if all exist."""
    try:
        facts = os.stat(path)
        sources = _sources_of(path, (facts.st_mtime_ns, facts.st_size))
    except (OSError, ValueError, _OnServer, _TooLarge, NotUsable):
        return ""
    for name, relative, _ in sources:
        place = os.path.join(os.path.dirname(path), name) if relative else name
        if not (place.startswith("/vsi") or _DRIVER.match(place) or os.path.exists(place)):
            return place
    return ""


class _Check:
    """One check of a name and of all names that the file refers to."""

    def __init__(self, error: type[SardinoError]) -> None:
        self._error = error
        self._files: dict[str, int] = {}
        self._counts = [0]

    def source(self, name: str, chain: tuple[str, ...], *, missing_ok: bool = False) -> None:
        """Checks a name; ``chain`` holds the virtual rasters that led to it."""
        if len(chain) > _MAX_DEPTH:
            raise self._error(f"{_shown(chain[0])} refers to one thing after another without end.")
        if "\0" in name or not _is_text(name):
            raise self._error(
                f"The name of {_shown(name)} holds bytes that are no text.", remedy=marked("Rename the file.")
            )
        if name.lstrip().startswith("<"):
            self._inline(name, chain)
        elif os.path.lexists(name):
            self._place(name, chain)
        elif name.startswith("/vsi"):
            self._virtual(name, chain)
        elif found := _SCHEME.match(name):
            self._scheme(name, found[1].lower(), chain)
        elif found := _DRIVER.match(name):
            self._subdataset(name, found[1], chain)
        elif not missing_ok:
            raise self._missing(name)

    def _missing(self, name: str) -> SardinoError:
        if len(os.fsencode(Path(name).name)) > 255:
            return self._error(f"The name {_shown(name)} is too long to be that of a file.")
        return self._error(f"There is no file {name}.", remedy=marked("Check whether the file has moved."))

    def _place(self, path: str, chain: tuple[str, ...]) -> None:
        """Something on this computer: a file, a folder, or a thing that must not be opened."""
        shown = _shown(path)
        try:
            facts = os.stat(path)
        except OSError as problem:
            if problem.errno in (errno.ENOENT, errno.ELOOP, errno.ENOTDIR):
                ends = "leads in a circle" if problem.errno == errno.ELOOP else "leads to nothing"
                raise self._error(
                    f"{shown} is a link that {ends}.", remedy=marked("Choose a file.")
                ) from problem
            raise self._error(f"{shown} cannot be opened: {problem.strerror}.") from problem
        if stat.S_ISDIR(facts.st_mode):
            self._folder(path)
            return
        for is_kind, words in _KINDS:
            if is_kind(facts.st_mode):
                raise self._error(f"{shown} is {words}, not a file.", remedy=marked("Choose a file."))
        # Files of /proc claim to be empty, and reading some of them blocks.
        if facts.st_size == 0:
            raise self._error(f"{shown} is empty.", remedy=marked("Download it again."))
        self._file(path, (facts.st_mtime_ns, facts.st_size), chain)

    def _file(self, path: str, version: tuple[int, int], chain: tuple[str, ...]) -> None:
        real = os.path.realpath(path)
        if real in chain:
            raise self._error(
                f"{_shown(chain[0])} refers to itself.",
                remedy=_MAKE_AGAIN,
            )
        if real in self._files:
            self._count(self._files[real])
            return
        if not chain:
            self._sidecars(path)
        self._counts.append(0)
        try:
            for name, relative, times in _sources_of(path, version):
                before = self._counts[-1]
                self._source_of(real, (name, relative), chain)
                self._count((times - 1) * (self._counts[-1] - before))
        except OSError as problem:
            raise self._error(f"{_shown(path)} cannot be opened: {problem.strerror}.") from problem
        except _OnServer:
            raise _network(f"{_shown(path)} stands for data on a server.") from None
        except _TooLarge:
            raise self._error(f"{_shown(path)} is too large for a virtual raster.") from None
        except NotUsable as problem:
            raise self._error(f"{_shown(path)} {problem}.", remedy=_MAKE_AGAIN) from None
        self._files[real] = max(1, self._counts.pop())
        self._count(self._files[real])

    def _count(self, files: int) -> None:
        """Counts files as often as they are read, also within nested virtual rasters."""
        self._counts[-1] += files
        if self._counts[-1] > _MAX_FILES:
            raise self._error(
                f"A virtual raster refers to more than {_MAX_FILES:,} files.",
                remedy=marked("Make it from fewer images, or translate it to a GeoTIFF first."),
            )

    def _source_of(self, vrt: str, source: tuple[str, bool], chain: tuple[str, ...]) -> None:
        name, relative = source
        if relative and not name.startswith("/vsi"):
            name = os.path.join(os.path.dirname(vrt), name)
        try:
            # A mosaic with a missing part may do if the part is not needed; otherwise GDAL raises an error.
            self.source(name, (*chain, vrt), missing_ok=True)
        except SardinoError as problem:
            if chain:
                raise
            words = f"{_shown(vrt)} refers to something that cannot be opened: {problem}"
            raise type(problem)(words, remedy=problem.remedy, detail=problem.detail) from problem

    def _folder(self, path: str) -> None:
        if path.rstrip("/\\").lower().endswith(".zarr"):
            return
        if any(os.path.isfile(os.path.join(path, mark)) for mark in _FOLDER_MARKS):
            return
        raise self._error(f"{_shown(path)} is a folder.", remedy=marked("Choose the image inside it."))

    def _inline(self, text: str, chain: tuple[str, ...]) -> None:
        """XML instead of a name."""
        if MARK not in text[:_HEAD_BYTES].lower():
            if _SERVER_XML.search(text[:_HEAD_BYTES]):
                raise _network(marked("The source stands for data on a server."))
            raise self._error(marked("The name of the source is no name of a file."))
        try:
            sources = vrt_sources(text)
        except NotUsable as problem:
            raise self._error(f"A virtual raster {problem}.", remedy=_MAKE_AGAIN) from None
        for name, relative, _ in sources:
            place = chain[-1] if chain else os.path.join(os.getcwd(), "The virtual raster")
            self._source_of(place, (name, relative), chain)

    def _virtual(self, name: str, chain: tuple[str, ...]) -> None:
        """A file in an archive, or part of a file."""
        found = _ARCHIVE.match(name) or _SUBFILE.match(name)
        if found is None:
            if _NETWORK.match(name):
                raise _network(f"{_shown(name)} does not lie on this computer.")
            raise self._error(
                f"{_shown(name)} is neither a file nor in an archive.", remedy=marked("Choose a file.")
            )
        rest = name[found.end() :]
        if rest.startswith("{"):
            rest = rest[1:].partition("}")[0]
        if rest.startswith("/vsi"):
            self.source(rest, (*chain, name))
            return
        place = rest
        while place and not os.path.lexists(place):
            place = os.path.dirname(place) if os.path.dirname(place) != place else ""
        if not place or os.path.isdir(place):
            raise self._missing(rest)
        self._place(place, (*chain, name))

    def _scheme(self, name: str, scheme: str, chain: tuple[str, ...]) -> None:
        """``http://`` and similar."""
        if scheme not in _LOCAL_SCHEMES:
            raise _network(f"{_shown(name)} does not lie on this computer.")
        rest = name.partition("://")[2]
        separator = "?" if scheme == "vrt" else "!"
        self.source(rest.partition(separator)[0], (*chain, name))

    def _subdataset(self, name: str, driver: str, chain: tuple[str, ...]) -> None:
        """``NETCDF:"file":variable`` and similar: checks the file in the name."""
        if _SERVERS.match(driver):
            raise _network(f"{_shown(name)} does not lie on this computer.")
        rest = name[len(driver) + 1 :]
        quoted = re.findall(r'"([^"]+)"', rest)
        parts = rest.split(":")[:12]
        joined = [
            ":".join(parts[first:last])
            for first in range(len(parts))
            for last in range(len(parts), first, -1)
        ]
        for place in [*quoted, *joined]:
            if place.startswith("/vsi") or _SCHEME.match(place) or os.path.lexists(place):
                self.source(place, (*chain, name))
                return
        raise self._missing(name)

    def _sidecars(self, path: str) -> None:
        """Checks sidecars: GDAL also opens files with the same name beside a file."""
        place = Path(path)
        try:
            with os.scandir(place.parent) as entries:
                beside = [entry for entry in entries if entry.name.startswith(f"{place.stem}.")]
        except OSError:
            return
        for entry in beside:
            try:
                mode = entry.stat().st_mode
            except OSError:
                continue
            for is_kind, words in _KINDS:
                if is_kind(mode):
                    raise self._error(
                        f"{entry.name} beside {place.name} is {words}, not a file.",
                        remedy=marked("Remove or rename it."),
                    )


class _OnServer(Exception):
    """A file that describes data on a server."""


class _TooLarge(Exception):
    """A virtual raster that is too large to check."""


@lru_cache(maxsize=4096)
def _sources_of(path: str, version: tuple[int, int]) -> tuple[tuple[str, bool, int], ...]:
    """Names in a virtual raster and whether each is relative to the raster; empty for other files.

    Cached, since every thread opens a scene for itself.
    """
    size = version[1]
    with open(path, "rb") as file:
        start = file.read(_HEAD_BYTES)
        head = start.decode("utf-8", errors="replace")
        if _SERVER_XML.search(head):
            raise _OnServer
        if MARK not in head.lower():
            return ()
        if size > _MAX_VRT_BYTES:
            raise _TooLarge
        return tuple(vrt_sources((start + file.read()).decode("utf-8", errors="replace")))


def _network(message: str) -> NetworkSource:
    return NetworkSource(message, remedy=_DOWNLOAD)


def _is_text(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _shown(name: str) -> str:
    """A name for a message: the last part of a path, an address up to its length."""
    text = Path(name).name if "://" not in name and not name.lstrip().startswith("<") else name
    text = (text or name).encode("utf-8", errors="replace").decode("utf-8").replace("\0", "?")
    return text if len(text) <= 80 else f"{text[:77]}..."
