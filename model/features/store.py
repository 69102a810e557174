"""The file with a scene's features: named arrays and a JSON header, opened lazily.

    magic, size of the arrays, length of the header, arrays (each aligned), one CRC-32 per MiB of them, header

Arrays are mapped, not read, so a scene of any size costs no memory. A block is checked when it is first read.

=============  =======  ==================  ==================================================================
array          type     shape               meaning
=============  =======  ==================  ==================================================================
tokens         int8     [rows, cols, K]     principal components of blended tokens, in steps of token_scale
known          uint8    [rows, cols]        1 where the token has a valid pixel
attention      uint8    [heads, rows, cols] logarithm of the last block's CLS attention; 0 where unknown
pixels         int8     [2-pixel grid, P]   components of the head's features, in steps of pixel_scale
token_scale    float32  [K]                 step of each component
token_mean     float32  [D]                 mean of the scene's tokens
token_basis    float32  [K, D]              components, orthonormal rows
token_share    float32  [K]                 share of the tokens' variance in each component
pixel_scale    float32  [P]                 step of each component
pixel_mean     float32  [F]                 mean of the head's features
pixel_basis    float32  [P, F]              components, orthonormal rows
=============  =======  ==================  ==================================================================
"""

from __future__ import annotations

import contextlib
import json
import math
import mmap
import os
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.disk.locks import share
from model.errors.errors import FeaturesNotReadable
from model.errors.words import marked
from model.features.placing import Placing
from model.inference import projection

MAGIC = b"SARDINOF"
"""Eight bytes."""
FORMAT = 1
BLOCK = 1 << 20
"""Bytes per checksum."""
ALIGN = 64
MOST_HEADER = 4_000_000
PIXEL_STEP = projection.STEP
"""Side in working pixels of a cell of ``pixels``."""
LOWEST_LOG, LOG_RANGE = -6.0, 12.0
"""The logarithm of attention lies between -6 and 6."""

Floats = NDArray[np.float32]
Layout = dict[str, tuple[str, tuple[int, ...]]]
"""Name of an array to its type and shape."""


def layout_of(
    shape: tuple[int, int], patch: int, heads: int, components: int, dim: int, pixels: int, features: int
) -> Layout:
    """The arrays of a file.

    Args:
        shape: Rows and columns of tokens.
        patch: Working pixels per token side.
        heads: Attention heads.
        components: Kept components of the tokens.
        dim: Length of a token.
        pixels: Kept components of the head's features.
        features: Number of the head's features.
    """
    fine = tuple(size * patch // PIXEL_STEP for size in shape)
    return {
        "tokens": ("int8", (*shape, components)),
        "known": ("uint8", shape),
        "attention": ("uint8", (heads, *shape)),
        "pixels": ("int8", (*fine, pixels)),
        "token_scale": ("float32", (components,)),
        "token_mean": ("float32", (dim,)),
        "token_basis": ("float32", (components, dim)),
        "token_share": ("float32", (components,)),
        "pixel_scale": ("float32", (pixels,)),
        "pixel_mean": ("float32", (features,)),
        "pixel_basis": ("float32", (pixels, features)),
    }


class FeatureWriter:
    """Makes a file of features under a hidden name; :meth:`finish` gives the file its name.

    Args:
        path: The file to make.
        layout: From :func:`layout_of`.

    Attributes:
        arrays: The arrays to fill, mapped.
    """

    def __init__(self, path: Path, layout: Layout) -> None:
        self._path = path
        self._hidden = path.with_name(f".{path.name}.{os.getpid()}.new")
        self._layout = layout
        self._places, self._size = _places(layout)
        with open(self._hidden, "wb") as file:
            file.truncate(ALIGN + self._size)
        self.arrays: dict[str, NDArray[Any]] = {
            name: np.memmap(self._hidden, kind, "r+", ALIGN + self._places[name], shape)
            for name, (kind, shape) in layout.items()
            if math.prod(shape)
        }

    def finish(self, placing: Placing, about: dict[str, Any]) -> None:
        """Writes header and checksums and gives the file its name.

        Args:
            placing: Where the tokens lie.
            about: What the file says of itself: model, scene, ... (JSON).
        """
        for array in self.arrays.values():
            array.flush()  # type: ignore[attr-defined]
        self.arrays.clear()
        arrays = {
            name: [kind, list(shape), self._places[name]] for name, (kind, shape) in self._layout.items()
        }
        header = {"arrays": arrays, "placing": placing.as_dict(), "about": about}
        text = json.dumps(header).encode()
        with open(self._hidden, "r+b") as file:
            file.write(_lead(self._size, text))
            file.seek(ALIGN)
            sums = [zlib.crc32(file.read(min(BLOCK, self._size - at))) for at in range(0, self._size, BLOCK)]
            file.seek(ALIGN + self._size)
            file.write(np.array(sums, "<u4").tobytes() + text)
        os.replace(self._hidden, self._path)

    def settle(self) -> None:
        """Lets go of the pages written so far, which the disk has: memory does not grow with the scene."""
        for array in self.arrays.values():
            _let_go(array)

    def drop(self) -> None:
        """Removes the unfinished file."""
        self.arrays.clear()
        self._hidden.unlink(missing_ok=True)


@dataclass
class FeatureStore:
    """An opened file of features.

    Attributes:
        path: The file.
        placing: Where the tokens lie.
        about: What the file says of itself.
    """

    path: Path
    placing: Placing
    about: dict[str, Any]
    _arrays: dict[str, NDArray[Any]] = field(repr=False)
    _raw: NDArray[np.uint8] = field(repr=False)
    _places: dict[str, int] = field(repr=False)
    _sums: NDArray[np.uint32] = field(repr=False)
    _good: NDArray[np.bool_] = field(repr=False)

    @classmethod
    def open(cls, path: Path) -> FeatureStore:
        """Opens a file; only its header is read.

        Raises:
            FeaturesNotReadable: The file is missing, damaged or of another version.
        """
        try:
            return cls._opened(path)
        except (OSError, ValueError, KeyError, TypeError, OverflowError) as error:
            raise _unreadable(path, repr(error)) from error

    @classmethod
    def _opened(cls, path: Path) -> FeatureStore:
        size = path.stat().st_size
        with open(path, "rb") as file:
            lead = file.read(ALIGN)
            of_arrays, length = (int.from_bytes(lead[at : at + 8], "little") for at in (8, 16))
            count = -(-of_arrays // BLOCK)
            if lead[:8] != MAGIC or size != ALIGN + of_arrays + 4 * count + length or length > MOST_HEADER:
                raise ValueError("no file of features, or truncated")
            file.seek(ALIGN + of_arrays)
            sums = np.frombuffer(file.read(4 * count), "<u4")
            text = file.read(length)
            # Shared until the arrays are gone: what is in use is not removed (model.features.cache).
            with contextlib.suppress(OSError):
                share(file)
            raw = np.memmap(file, np.uint8, "r", ALIGN, (of_arrays,))
        if lead != _lead(of_arrays, text):
            raise ValueError("damaged header, or another version")
        header = json.loads(text)
        arrays, places = {}, {}
        for name, (kind, shape, place) in header["arrays"].items():
            end = place + np.dtype(kind).itemsize * math.prod(shape)
            if not 0 <= place <= end <= of_arrays:
                raise ValueError(f"array {name} lies outside the file")
            arrays[name] = raw[place:end].view(kind).reshape(shape)
            places[name] = place
        placing = Placing.from_dict(header["placing"])
        return cls(path, placing, header["about"], arrays, raw, places, sums, np.zeros(count, bool))

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of tokens."""
        rows, cols = self._arrays["known"].shape
        return rows, cols

    @property
    def components(self) -> int:
        """Components of a token."""
        return int(self._arrays["tokens"].shape[2])

    @property
    def heads(self) -> int:
        """Attention heads."""
        return int(self._arrays["attention"].shape[0])

    def tokens(self, rows: slice = slice(None), cols: slice = slice(None)) -> Floats:
        """Components of tokens [rows, cols, K], centred on the scene's mean; 0 where not known."""
        found: Floats = self._part("tokens", rows)[:, cols] * self.small("token_scale")
        return found

    def known(self, rows: slice = slice(None), cols: slice = slice(None)) -> NDArray[np.bool_]:
        """Which tokens [rows, cols] have a valid pixel."""
        return self._part("known", rows)[:, cols] > 0

    def attention(self, rows: slice = slice(None), cols: slice = slice(None)) -> Floats:
        """CLS attention of each head [heads, rows, cols]; 1 is the average, NaN where not known."""
        steps = np.stack([self._part("attention", rows, head)[:, cols] for head in range(self.heads)])
        logs = LOWEST_LOG + (steps.astype(np.float32) - 1) * np.float32(LOG_RANGE / 254)
        found: Floats = np.where(steps > 0, np.exp(logs), np.float32(np.nan))
        return found

    def pixels(self, rows: slice = slice(None), cols: slice = slice(None)) -> Floats:
        """Components of the head's features [rows, cols, P] on the grid of two working pixels."""
        found: Floats = self._part("pixels", rows)[:, cols] * self.small("pixel_scale")
        return found

    def small(self, name: str) -> Floats:
        """One of the arrays that do not grow with the scene."""
        self._check(self._arrays[name])
        return np.asarray(self._arrays[name], np.float32)

    def check(self) -> None:
        """Reads and checks all of the file.

        Raises:
            FeaturesNotReadable: The content is not what was written.
        """
        self._check(self._raw)
        _let_go(self._raw)

    def _part(self, name: str, rows: slice, plane: int | None = None) -> NDArray[Any]:
        array = self._arrays[name]
        part = (array if plane is None else array[plane])[rows]
        self._check(part)
        return part

    def _check(self, part: NDArray[Any]) -> None:
        """Checks the blocks of a contiguous part that were not read before.

        Raises:
            FeaturesNotReadable: The content of a block is not what was written.
        """
        if not part.size:
            return
        first = part.ctypes.data - self._raw.ctypes.data
        for block in range(first // BLOCK, (first + part.nbytes - 1) // BLOCK + 1):
            if not self._good[block]:
                content = self._raw[block * BLOCK : (block + 1) * BLOCK]
                if zlib.crc32(content.tobytes()) != self._sums[block]:
                    raise _unreadable(self.path, f"block {block}")
                self._good[block] = True


def attention_steps(attention: Floats) -> NDArray[np.uint8]:
    """Attention as stored: steps of its logarithm from 1 to 255; 0 for NaN, and for 0 and less."""
    known = attention > 0
    logs = np.log(np.where(known, attention, np.float32(1)))
    steps = np.clip(np.rint((logs - LOWEST_LOG) * (254 / LOG_RANGE)), 0, 254) + 1
    return np.where(known, steps, 0).astype(np.uint8)


def steps_of(values: Floats, scale: Floats) -> NDArray[np.int8]:
    """Components [..., K] as stored, in steps of ``scale``; larger values are cut at 127 steps."""
    steps: NDArray[np.int8] = np.clip(np.rint(values / scale), -127, 127).astype(np.int8)
    return steps


def _let_go(array: NDArray[Any]) -> None:
    """Gives back the memory of a mapped file's pages; they are read again when needed."""
    mapped = getattr(array, "_mmap", None)
    if isinstance(mapped, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
        mapped.madvise(mmap.MADV_DONTNEED)


def _lead(size: int, header: bytes) -> bytes:
    """The first bytes of a file: sizes of arrays and header, version, checksum of the header."""
    numbers = b"".join(
        value.to_bytes(8, "little") for value in (size, len(header), FORMAT, zlib.crc32(header))
    )
    return (MAGIC + numbers).ljust(ALIGN, b"\0")


def _places(layout: Layout) -> tuple[dict[str, int], int]:
    """Start of each array, and the size of all."""
    places, end = {}, 0
    for name, (kind, shape) in layout.items():
        places[name] = end
        end += -(-np.dtype(kind).itemsize * math.prod(shape) // ALIGN) * ALIGN
    return places, end


def _unreadable(path: Path, detail: str) -> FeaturesNotReadable:
    return FeaturesNotReadable(
        marked("The kept features of the scene are damaged or of another version."),
        detail=f"{path}: {detail}",
    )
