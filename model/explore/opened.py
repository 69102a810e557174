"""Opened files of features and what is known of their spread: kept, so that a click costs milliseconds."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from model.errors.errors import FeaturesNotReadable
from model.errors.words import marked
from model.features.store import FeatureStore

MOST = 3
"""Files that are kept open: the scenes that a person looks at in turn."""


@dataclass
class Opened:
    """A file of features, and what was computed of it.

    Attributes:
        store: The file.
        _kept: Results by name.
        _latest: A key, and the result for it.
    """

    store: FeatureStore
    _kept: dict[str, Any] = field(default_factory=dict)
    _latest: tuple[object, Any] | None = None

    def once(self, name: str, compute: Callable[[FeatureStore], Any]) -> Any:
        """What ``compute`` says of the store, computed at the first question."""
        if name not in self._kept:
            self._kept[name] = compute(self.store)
        return self._kept[name]

    def latest(self, key: object, compute: Callable[[FeatureStore], Any]) -> Any:
        """What ``compute`` says, kept until another key is asked for: the view that clicks come from."""
        kept = self._latest
        if kept is None or kept[0] != key:
            kept = key, compute(self.store)
            self._latest = kept
        return kept[1]


class _Shelf:
    """The files that were used last, by path and identity."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._files: OrderedDict[Path, tuple[tuple[int, ...], Opened]] = OrderedDict()

    def open(self, path: Path) -> Opened:
        identity = _identity(path)
        with self._lock:
            kept = self._files.pop(path, None)
            if kept is None or kept[0] != identity:
                kept = identity, Opened(FeatureStore.open(path))
            self._files[path] = kept
            while len(self._files) > self._most:
                self._files.popitem(last=False)
        return kept[1]

    def clear(self) -> None:
        with self._lock:
            self._files.clear()


_shelf = _Shelf(MOST)


def opened(path: str) -> Opened:
    """The features of a file; a file that was replaced meanwhile is opened again.

    Raises:
        FeaturesNotReadable: The file is missing, damaged or of another version.
    """
    return _shelf.open(Path(path))


def close_all() -> None:
    """Lets go of all files."""
    _shelf.clear()


def _identity(path: Path) -> tuple[int, ...]:
    try:
        found = path.stat()
    except (OSError, ValueError) as error:
        raise FeaturesNotReadable(
            marked("The kept features of the scene are no longer there."), detail=f"{path}: {error}"
        ) from error
    return found.st_ino, found.st_size, found.st_mtime_ns
