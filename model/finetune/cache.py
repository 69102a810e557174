"""Features of tiles on disk, so that a second training computes only new tiles.

The key is a hash of the tile's own pixels as the network sees them, and of the network. So the cache never
confuses a scene that was replaced on disk, read in another way or normalised differently.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from model.disk.whole import write_all

log = logging.getLogger(__name__)

LIMIT_BYTES = 2_000_000_000
"""About 450 tiles of 256 x 256 pixels: a few scenes. The least recently used tiles are removed first."""
SUFFIX = ".npy"


def tile_key(x: NDArray[np.float32], valid: NDArray[np.bool_] | None, network: str) -> str:
    """The name of a tile's features: 32 hexadecimal digits."""
    digest = hashlib.blake2b(network.encode(), digest_size=16)
    digest.update(np.ascontiguousarray(x).tobytes())
    if valid is not None:
        digest.update(np.packbits(valid).tobytes())
    return digest.hexdigest()


class FeatureCache:
    """A folder of arrays with a limit. Any trouble with the disk only costs time.

    Args:
        folder: Created at the first use.
        limit: Bytes that the folder may hold.

    Attributes:
        hits: Arrays found so far.
        misses: Arrays not found so far.
    """

    def __init__(self, folder: Path, limit: int = LIMIT_BYTES) -> None:
        self.folder = folder
        self.limit = limit
        self.hits = self.misses = 0
        self._added = 0

    def get(self, key: str) -> NDArray[np.float16] | None:
        """The array of a key, or None."""
        path = self.folder / (key + SUFFIX)
        try:
            array = np.load(path, allow_pickle=False)
            os.utime(path)  # used just now
        except (OSError, ValueError, EOFError):  # missing or damaged
            self.misses += 1
            return None
        self.hits += 1
        return np.asarray(array, dtype=np.float16)

    def put(self, key: str, array: NDArray[np.float16]) -> None:
        """Saves an array, completely or not at all."""
        path = self.folder / (key + SUFFIX)
        try:
            write_all({path: lambda made: np.save(made, array, allow_pickle=False)})
        except OSError as error:
            log.warning("features are not kept: %s", error)
        # Not only at the end: labels all over a large scene need many times the limit.
        self._added += array.nbytes
        if self._added > self.limit / 4:
            self.trim()

    def trim(self) -> None:
        """Removes the least recently used arrays until the limit holds."""
        self._added = 0
        entries = []
        with contextlib.suppress(OSError):
            for entry in os.scandir(self.folder):
                if entry.name.endswith(SUFFIX):
                    found = entry.stat()
                    entries.append((found.st_mtime, found.st_size, entry.path))
        total = sum(size for _, size, _ in entries)
        for _, size, path in sorted(entries):
            if total <= self.limit:
                break
            with contextlib.suppress(OSError):
                os.unlink(path)
                total -= size
