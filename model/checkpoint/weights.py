"""A checkpoint as numpy arrays: all that the light engine needs of a model. No torch here."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from model.checkpoint.architecture import check_architecture
from model.checkpoint.card import Header, open_checkpoint, read_header, unreadable
from model.network.config import NetworkConfig

Weights = dict[str, NDArray[Any]]

_NUMPY_NAMES = {"float32": "F32", "float16": "F16", "int64": "I64"}
_TYPES = {"F32": np.float32, "F16": np.float16, "I64": np.int64, "BF16": np.uint16}


@dataclass
class ModelFile:
    """A model without a network in memory.

    Attributes:
        card: The model card.
        sha256: SHA-256 of the weights, verified; see :func:`sha256_of`.
        path: The file.
        config: The architecture.
        heads: Attention heads of the last block.
        weights: Tensors by name, as stored.
        reference: The training data's embeddings in compact form (:mod:`model.checkpoint.reference`); may
            be empty.
    """

    card: dict[str, Any]
    sha256: str
    path: Path
    config: NetworkConfig
    heads: int
    weights: Weights = field(repr=False)
    reference: str = field(default="", repr=False)

    @property
    def classes(self) -> list[int]:
        """Class codes in the order of the logits."""
        return list(self.config.classes)

    @property
    def patch_size(self) -> int:
        """Pixels per token side."""
        return self.config.patch_size


def read_model(path: Path) -> ModelFile:
    """Reads a checkpoint and checks its weights against the card.

    Raises:
        ModelNotReadable: The file is not a complete, undamaged Sardino checkpoint.
    """
    path = Path(path)
    with open_checkpoint(path) as file:
        header = read_header(path, file)
        config = check_architecture(path, header.card)
        weights, sha256 = _read(file, header)
    if sha256 != header.card["tensors_sha256"]:
        unreadable(path, "is damaged (its weights do not have the SHA-256 that its card gives)")
    if not all(np.isfinite(value).all() for value in weights.values()):
        unreadable(path, "holds weights that are not finite numbers")
    heads = _heads(path, header, config)
    return ModelFile(header.card, sha256, path, config, heads, weights, header.reference)


def sha256_of(tensors: Mapping[str, NDArray[Any]]) -> str:
    """SHA-256 over name, type, shape and bytes of every tensor, in the order of the names."""
    digest = hashlib.sha256()
    for name in sorted(tensors):
        value = np.ascontiguousarray(tensors[name]).reshape(np.shape(tensors[name]))
        digest.update(_line(name, _NUMPY_NAMES[value.dtype.name], value.shape))
        digest.update(value.tobytes())
    return digest.hexdigest()


def _read(file: BinaryIO, header: Header) -> tuple[Weights, str]:
    """All tensors from the open file with the checked header, and their SHA-256."""
    digest = hashlib.sha256()
    weights: Weights = {}
    for name in sorted(header.tensors):
        entry = header.tensors[name]
        file.seek(header.data_start + entry.start)
        data = file.read(entry.end - entry.start)
        digest.update(_line(name, entry.dtype, entry.shape))
        digest.update(data)
        values = np.frombuffer(data, _TYPES[entry.dtype]).reshape(entry.shape)
        if entry.dtype == "BF16":  # numpy has no such type: the upper half of a float32
            values = (values.astype(np.uint32) << 16).view(np.float32)
        weights[name] = values
    return weights, digest.hexdigest()


def _line(name: str, kind: str, shape: tuple[int, ...]) -> bytes:
    return f"{name} {kind} {list(shape)}\n".encode()


def _heads(path: Path, header: Header, config: NetworkConfig) -> int:
    """Attention heads: of the card, else by the names of timm's vision transformers."""
    usual = next((n for word, n in (("tiny", 3), ("small", 6), ("base", 12)) if word in config.backbone), 0)
    heads = int(config.backbone_options.get("num_heads", usual))
    if not heads or header.card.get("heads", heads) != heads:
        unreadable(path, "has another number of attention heads in its architecture than in its card")
    return heads
