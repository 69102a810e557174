"""The folder of kept features: found by content, limited in size, safe from several processes at once.

A name is ``PLACE-KEY.features``: PLACE is a hash of where the scene lies and how it is read, KEY a hash of
all that the features depend on. So a file of the same place with another key says that something changed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from model.disk.folders import cache_folder
from model.disk.locks import lock
from model.disk.scratch import Scratch, sweep
from model.errors.errors import FeaturesNotReadable

if TYPE_CHECKING:
    from model.features.store import FeatureStore

# model.features.store is imported late: the command line reads the limit here, and has to answer --help
# without numpy and rasterio.

log = logging.getLogger(__name__)

SUFFIX = ".features"
GIGABYTE = 1_000_000_000
DEFAULT_GB = 5.0
_SPARE = 200_000_000
"""Bytes that stay free on the disk."""
_limit = int(DEFAULT_GB * GIGABYTE)


def limit_to(gigabytes: float) -> None:
    """Sets how much this process may keep; 0: nothing."""
    global _limit
    _limit = max(0, int(gigabytes * GIGABYTE))


def limit() -> int:
    """Bytes that may be kept."""
    return _limit


class NoRoom(Exception):
    """Features cannot be kept; says why."""


@dataclass(frozen=True)
class Key:
    """What features are found by.

    Attributes:
        place: Hash of where the scene lies and how it is read.
        whole: Hash of all that the features depend on.
    """

    place: str
    whole: str

    @classmethod
    def of(cls, place: Any, rest: Any) -> Key:
        """The key of a place, and of all else, as values for JSON."""
        from model.features.store import FORMAT

        return cls(_hash([place])[:16], _hash([FORMAT, place, rest])[:24])

    @property
    def name(self) -> str:
        """Name of the file."""
        return f"{self.place}-{self.whole}{SUFFIX}"


class Kept:
    """The kept features of this user.

    Attributes:
        folder: Where they are; made when first needed.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or cache_folder() / "scenes"

    def find(self, key: Key) -> Path | None:
        """The undamaged file of a key; None if there is none. A damaged file is removed."""
        from model.features.store import FeatureStore

        path = self.folder / key.name
        try:
            store = FeatureStore.open(path)
            store.check()
        except FeaturesNotReadable as error:
            if path.exists():
                log.warning("kept features are made again: %s", error.detail)
                with contextlib.suppress(OSError):
                    path.unlink()
            return None
        with contextlib.suppress(OSError):
            # Used just now. The other time is kept: by it a worker knows that the file is the same.
            os.utime(path, ns=(time.time_ns(), path.stat().st_mtime_ns))
        return path

    def others(self, key: Key) -> list[FeatureStore]:
        """Features of the same place with another key, the latest first."""
        from model.features.store import FeatureStore

        found = []
        with contextlib.suppress(OSError):
            for path in self.folder.glob(f"{key.place}-*{SUFFIX}"):
                if path.name != key.name:
                    with contextlib.suppress(FeaturesNotReadable, OSError):
                        found.append((path.stat().st_mtime, FeatureStore.open(path)))
        return [store for _, store in sorted(found, key=lambda item: -item[0])]

    def begin(self, size: int, waiting: int) -> Scratch:
        """A folder for a file in the making, after a look at limit and disk.

        Args:
            size: Bytes of the file.
            waiting: Bytes needed besides while it is made.

        Raises:
            NoRoom: The file is larger than the limit, or the disk is too full or read-only.
        """
        if size > _limit:
            raise NoRoom(f"they need {_megabytes(size)}, and {_megabytes(_limit)} may be kept")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            sweep(self.folder)
            self.trim(size)
            free = shutil.disk_usage(self.folder).free
            if size + waiting + _SPARE > free:
                raise NoRoom(
                    f"they need {_megabytes(size + waiting)} while being made, and the disk of the cache has "
                    f"{_megabytes(free)} left"
                )
            return Scratch(self.folder)
        except OSError as error:
            raise NoRoom(f"the cache folder cannot be written to ({error.strerror})") from error

    def take(self, made: Path, key: Key) -> Path:
        """Gives a complete file its name and place; returns the place.

        Raises:
            OSError: The file cannot be moved.
        """
        self.trim(made.stat().st_size)
        path = self.folder / key.name
        os.replace(made, path)
        return path

    def trim(self, wanted: int = 0) -> None:
        """Removes the files that were not used for longest, never files in use, until the limit holds.

        Args:
            wanted: Bytes about to be added.
        """
        entries = []
        with contextlib.suppress(OSError):
            for entry in os.scandir(self.folder):
                if entry.name.endswith(SUFFIX):
                    with contextlib.suppress(OSError):
                        facts = entry.stat()
                        used = max(facts.st_atime, facts.st_mtime)
                        entries.append((used, facts.st_size, Path(entry.path)))
        total = sum(size for _, size, _ in entries)
        for _, size, path in sorted(entries):
            if total + wanted <= _limit:
                break
            if _remove_unused(path):
                total -= size


def _remove_unused(path: Path) -> bool:
    """Removes a file that no process has open."""
    try:
        with open(path, "r+b") as file:
            lock(file)
            if os.name != "nt":
                path.unlink()
        if os.name == "nt":  # an open file cannot be removed there, neither by us nor from a reader
            path.unlink()
    except OSError:
        return False
    return True


def _hash(values: Any) -> str:
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.0f} MB"
