"""What a model was trained on, in compact form: the embeddings of its training data, kept in the model's
file.

The reference is a text in the header's metadata (:data:`model.checkpoint.card.REFERENCE_KEY`): JSON with a
format number and the arrays as compressed safetensors in Base64. It is no part of the weights or of their
digest.

============  =======  ===========  ====================================================================
array         type     shape        meaning
============  =======  ===========  ====================================================================
mean          float32  [D]          mean of the training data's tokens
spread        float32  [D]          their standard deviation
prototypes    float16  [M, D]       directions of their standardised tokens, as centres of clusters
levels        float32  [kinds, L]   distances that equal shares of the training ground lie within, by kind
============  =======  ===========  ====================================================================
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import safetensors
import safetensors.numpy
from numpy.typing import NDArray

from model.checkpoint.card import unreadable

FORMAT = 1
MOST_BYTES = 4_000_000
"""Bytes of the arrays; the bundled model's take a tenth."""
MOST_PROTOTYPES = 4096
KINDS = ("VV and VH", "co-pol alone", "cross-pol alone")
"""Kinds of scenes with known calibration; the same without known calibration follow."""

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Reference:
    """The embeddings of a model's training data.

    Attributes:
        mean: [D] of the training data's tokens.
        spread: [D] their standard deviation, above 0.
        prototypes: [M, D] directions of length 1: centres of clusters of the standardised tokens.
        levels: [kinds, L] distance that a share i / (L - 1) of the training ground of each kind lies within.
            NaN: a kind without training ground.
    """

    mean: Floats
    spread: Floats
    prototypes: Floats
    levels: Floats

    def directions(self, tokens: Floats) -> Floats:
        """Tokens [..., D], standardised, as directions [..., D] of length 1."""
        found = (np.asarray(tokens, np.float32) - self.mean) / self.spread
        length = np.sqrt(np.square(found).sum(axis=-1, keepdims=True))
        return np.asarray(found / np.maximum(length, np.float32(1e-6)), np.float32)

    def distances(self, tokens: Floats) -> Floats:
        """Distance [...] of tokens [..., D] to the nearest prototype: 1 minus the cosine, 0 to 2."""
        likeness: Floats = (self.directions(tokens) @ self.prototypes.T).max(axis=-1)
        return np.asarray(np.maximum(1 - likeness, 0), np.float32)

    def familiarity(self, distances: Floats, kind: int) -> Floats:
        """Share in percent [...] of the training ground that is at least as far: 0 to 100; NaN stays NaN.

        Args:
            distances: From :meth:`distances`.
            kind: From :func:`kind_of`.
        """
        levels = self.levels[_nearest_kind(self.levels, kind)]
        within = np.interp(distances, levels, np.linspace(0, 100, len(levels)))
        return np.asarray(100 - within, np.float32)

    def as_text(self) -> str:
        """The reference as a text for a model's header."""
        arrays = {
            "mean": self.mean.astype(np.float32),
            "spread": self.spread.astype(np.float32),
            "prototypes": self.prototypes.astype(np.float16),
            "levels": self.levels.astype(np.float32),
        }
        data = zlib.compress(
            safetensors.numpy.save({name: np.ascontiguousarray(item) for name, item in arrays.items()}), 9
        )
        return json.dumps({"format": FORMAT, "data": base64.b64encode(data).decode("ascii")})


def kind_of(present: Sequence[bool], calibrated: bool) -> int:
    """The kind of a scene.

    Args:
        present: Whether there is a co-pol band, and a cross-pol band.
        calibrated: Whether the decibels are absolute.
    """
    which = 0 if all(present) else 1 if present[0] else 2
    return which + (0 if calibrated else len(KINDS))


def read_reference(path: Path, text: str) -> Reference | None:
    """The reference in a model's header; None if there is none, or one that a newer version wrote.

    Args:
        path: The model's file, for messages.
        text: As stored; may be hostile.

    Raises:
        ModelNotReadable: The reference is damaged.
    """
    if not text:
        return None
    try:
        values = json.loads(text)
        if values["format"] != FORMAT:
            return None
        unpacker = zlib.decompressobj()
        data = unpacker.decompress(base64.b64decode(values["data"], validate=True), MOST_BYTES)
        if not unpacker.eof:
            raise ValueError("larger than a reference can be, or cut short")
        return _checked(safetensors.numpy.load(data))
    except (
        ValueError,
        KeyError,
        TypeError,
        RecursionError,
        zlib.error,
        binascii.Error,
        safetensors.SafetensorError,
    ) as error:
        unreadable(path, "holds a damaged description of its training data", detail=f"{path}: {error!s:.300}")


def _checked(arrays: dict[str, NDArray[Any]]) -> Reference:
    found = Reference(**{name: np.asarray(value, np.float32) for name, value in arrays.items()})
    shapes = [item.shape for item in (found.mean, found.spread, found.prototypes, found.levels)]
    dim = len(found.spread)
    sound = (
        shapes[0] == (dim,)
        and shapes[1] == (dim,)
        and shapes[2] == (len(found.prototypes), dim)
        and bool((found.spread > 0).all())
        and 0 < len(found.prototypes) <= MOST_PROTOTYPES
        and shapes[3] == (2 * len(KINDS), found.levels.shape[1])
        and found.levels.shape[1] > 1
    )
    if not sound or not all(np.isfinite(item).all() for item in (found.mean, found.spread, found.prototypes)):
        raise ValueError(f"arrays of shapes {shapes}")
    known = found.levels[np.isfinite(found.levels).all(axis=1)]
    if not len(known) or (np.diff(known, axis=1) < 0).any():
        raise ValueError("levels that do not rise")
    return found


def _nearest_kind(levels: Floats, kind: int) -> int:
    """The kind itself, or the first of those most like it that have training ground."""
    which, unknown = kind % len(KINDS), kind >= len(KINDS)
    alike: list[int] = [kind, which if unknown else which + len(KINDS), *range(len(levels))]
    return next(item for item in alike if bool(np.isfinite(levels[item]).all()))
