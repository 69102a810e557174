"""Writes a model: weights and card in one file, and a readable copy of the card beside it. No torch here."""

from __future__ import annotations

import errno
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import safetensors.numpy
from numpy.typing import NDArray

from model.checkpoint.architecture import check_architecture
from model.checkpoint.card import (
    CARD_FORMAT,
    CARD_KEY,
    MAX_CARD_BYTES,
    REFERENCE_KEY,
    check_card,
    open_checkpoint,
)
from model.checkpoint.library import SUFFIX
from model.checkpoint.weights import Weights, sha256_of
from model.disk.whole import Content, write_all
from model.errors.errors import DiskFull, ModelNotReadable, OutputNotWritable
from model.network.config import NetworkConfig


def save_weights(
    path: Path,
    tensors: Mapping[str, NDArray[Any]],
    config: NetworkConfig,
    heads: int,
    card: dict[str, Any],
    *,
    instead_of: Sequence[Path] = (),
    reference: str = "",
) -> str:
    """Writes weights and card to one file, and a readable copy of the card beside the file.

    Either both files are written, or all earlier files stay (:mod:`model.disk.whole`).

    Args:
        path: Ends in ``.safetensors``; its folder is created if missing.
        tensors: The weights as they are stored: float16, float32 or int64.
        config: Architecture, for the card.
        heads: Attention heads, for the card.
        card: As for :func:`model.checkpoint.checkpoint.save_checkpoint`.
        instead_of: Models of the same folder to remove after writing the new model.
        reference: The training data's embeddings in compact form, of these weights; empty if unknown.

    Returns:
        SHA-256 of the weights.

    Raises:
        ValueError: The path is wrong.
        ModelNotReadable: The card would not be readable; nothing was written.
        OutputNotWritable: The folder or file cannot be written.
        DiskFull: No space is left.
    """
    path = Path(path)
    if path.suffix != SUFFIX:
        raise ValueError(f"a checkpoint must end in {SUFFIX}: {path}")
    sha256 = sha256_of(tensors)
    card = {
        **card,
        "format": CARD_FORMAT,
        "architecture": json.loads(json.dumps(config.as_dict())),
        "heads": heads,
        "tensors_sha256": sha256,
    }
    check_card(path, card)
    check_architecture(path, card)
    text = json.dumps(card, allow_nan=False)
    files: dict[Path, Content] = {
        path: safetensors.numpy.save(
            {name: np.ascontiguousarray(value).reshape(value.shape) for name, value in tensors.items()},
            {CARD_KEY: text, **({REFERENCE_KEY: reference} if reference else {})},
        ),
        **card_beside(path, card),
    }
    write_model(files, remove=[file for model in instead_of for file in files_of(model)])
    return sha256


def halved(weights: Mapping[str, NDArray[Any]]) -> Weights:
    """Weights as they are stored: float16, apart from whole numbers.

    Raises:
        ValueError: A weight is NaN or infinite, or too large for float16.
    """
    found: Weights = {}
    for name, value in weights.items():
        with np.errstate(over="ignore"):
            stored = value.astype(np.float16) if value.dtype.kind == "f" else value
        if not np.isfinite(stored).all():
            raise ValueError(f"{name} holds NaN or infinity, or a weight too large for float16")
        found[name] = stored
    return found


def card_beside(path: Path, card: dict[str, Any]) -> dict[Path, Content]:
    """The card as a file beside a model; empty if a file of that name exists that is not a card."""
    beside = path.with_suffix(".json")
    if beside.exists() and not _is_card(beside):
        return {}
    readable = json.dumps(card, allow_nan=False, indent=2, ensure_ascii=False) + "\n"
    return {beside: readable.encode("utf-8")}


def files_of(path: Path) -> list[Path]:
    """A model's file, and the card's file beside it if there is one."""
    beside = path.with_suffix(".json")
    return [path, beside] if _is_card(beside) else [path]


def _is_card(path: Path) -> bool:
    """Whether a file is a card that :func:`save_checkpoint` wrote."""
    try:
        with open_checkpoint(path) as file:
            card = json.loads(file.read(4 * MAX_CARD_BYTES))
    except (ModelNotReadable, OSError, ValueError, RecursionError):
        return False
    return isinstance(card, dict) and "tensors_sha256" in card


def write_model(files: Mapping[Path, Content], remove: Sequence[Path] = ()) -> None:
    """:func:`model.disk.whole.write_all`, with SardinoErrors.

    Raises:
        OutputNotWritable: A file cannot be written or replaced.
        DiskFull: No space is left.
    """
    try:
        write_all(files, remove)
    except OSError as error:
        known = [str(path) for path in (*files, *remove)]
        name = error.filename if error.filename in known else known[0]
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(f"The disk is full: {name} was not written.") from error
        raise OutputNotWritable(f"{name} cannot be written: {error.strerror}.", detail=str(error)) from error
