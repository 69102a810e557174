"""Header and model card of a checkpoint, read and checked without loading a tensor.

A checkpoint is a safetensors file (https://github.com/huggingface/safetensors#format): eight bytes
with the header's length, a JSON header that says where each tensor lies, then the tensors. The
card is JSON text in the header's metadata under the key ``sardino``. Files come from anywhere, so no value is
trusted before it agrees with the size of the file. No torch here: listing models has to be quick.
"""

from __future__ import annotations

import json
import math
import os
import re
import stat
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, NoReturn, TypeGuard

from model.checkpoint.card_values import fault_of, is_line, shown
from model.checkpoint.offsets import fault_of_offsets, fault_of_scale
from model.checkpoint.source_scores import fault_of_sources
from model.errors.errors import ModelNotReadable
from model.errors.words import marked
from model.protocol.values import ClassInfo

CARD_KEY = "sardino"
REFERENCE_KEY = "sardino.familiarity"
"""Key of the training data's embeddings in compact form (:mod:`model.checkpoint.reference`). It lies
beside the card and not among the tensors: the digest of the weights stays, and versions that do not know
the key read the file."""
CARD_FORMAT = 1
MAX_HEADER_BYTES = 10_000_000
MAX_CARD_BYTES = 250_000
"""Forty times the starter model's card; a list of models is one message of 4 MB at most."""
MAX_FILE_BYTES = 8_000_000_000
MAX_HEADS = 256
MAX_CLASSES = 254
"""Codes are 1..254: a land-cover raster is uint8, 0 is nodata and 255 is kept free."""

ITEM_BYTES = {"F16": 2, "BF16": 2, "F32": 4, "I64": 8}
"""The number types of tensors; a network needs no other type."""

_CARD_TYPES: dict[str, type | tuple[type, ...]] = {
    "format": int,
    "name": str,
    "version": (str, int, float),
    "architecture": dict,
    "normalisation": dict,
    "classes": list,
    "training_data": (str, list, dict),
    "licence": str,
    "metrics": dict,
    "known_failures": (str, list),
    "tensors_sha256": str,
}
_MAGIC = {
    b"PK\x03\x04": "is a zip archive or a PyTorch pickle (.pt, .pth), which Sardino never opens because "
    "loading one can run code",
    b"\x80\x02": "is a Python pickle, which Sardino never opens because loading one can run code",
    b"\x80\x04": "is a Python pickle, which Sardino never opens because loading one can run code",
    b"\x80\x05": "is a Python pickle, which Sardino never opens because loading one can run code",
    b"\x89HDF": "is an HDF5 file",
    b"GGUF": "is a GGUF language model",
    b"II*\x00": "is a TIFF picture",
    b"MM\x00*": "is a TIFF picture",
}


@dataclass(frozen=True)
class TensorEntry:
    """Where one tensor lies: ``start`` and ``end`` count bytes from the end of the header."""

    dtype: str
    shape: tuple[int, ...]
    start: int
    end: int


@dataclass(frozen=True)
class Header:
    """The header of a checkpoint, checked against the file's size.

    Attributes:
        tensors: Name of every tensor to its place.
        card: The model card, checked by :func:`check_card`.
        data_start: Bytes before the first tensor.
        size: Bytes of the file.
        reference: The training data's embeddings in compact form, unchecked; empty if there are none.
    """

    tensors: dict[str, TensorEntry]
    card: dict[str, Any]
    data_start: int
    size: int
    reference: str = ""


def unreadable(path: Path, reason: str, *, detail: str = "", remedy: str | None = None) -> NoReturn:
    """Raises :class:`ModelNotReadable`: "<file> cannot be used as a model: it <reason>."."""
    raise ModelNotReadable(
        f"{shown(path.name)} cannot be used as a model: it {reason}.",
        detail=shown(detail or str(path)),
        remedy=remedy,
    )


def open_checkpoint(path: Path) -> BinaryIO:
    """Opens a regular file for reading.

    Raises:
        ModelNotReadable: The path is a folder, a device or a pipe, is missing, or may not be read.
    """
    try:
        # Checked before opening: opening a pipe would wait for its other end for ever.
        mode = os.stat(path).st_mode
        if stat.S_ISDIR(mode):
            unreadable(path, "is a folder")
        if not stat.S_ISREG(mode):
            unreadable(path, "is not a regular file")
        return open(path, "rb")
    except FileNotFoundError:
        unreadable(path, "does not exist")
    except OSError as error:
        unreadable(path, f"cannot be opened ({error.strerror})")


def read_header(path: Path, file: BinaryIO) -> Header:
    """Reads and checks the header; leaves ``file`` at the first tensor's first byte.

    Raises:
        ModelNotReadable: The file is truncated, foreign, hostile or otherwise not a Sardino checkpoint.
    """
    size = os.fstat(file.fileno()).st_size
    if size > MAX_FILE_BYTES:
        unreadable(path, f"is {size / 1e9:.0f} GB large, and no model of Sardino's is larger than 8 GB")
    start = file.read(8)
    if len(start) < 8:
        unreadable(path, "is empty" if not start else f"is cut short at {len(start)} bytes")
    for magic, reason in _MAGIC.items():
        if start.startswith(magic):
            unreadable(path, reason)
    length = struct.unpack("<Q", start)[0]
    if length > MAX_HEADER_BYTES:
        unreadable(path, "is no safetensors file", detail=f"{path}: header of {length} bytes claimed")
    if length > size - 8:
        unreadable(path, "is cut short or no safetensors file", detail=f"{path}: header beyond the end")
    contents = _parse_object(path, file.read(length), "its header is not JSON")
    metadata = contents.pop("__metadata__", {})
    tensors = {name: _tensor_entry(path, name, entry) for name, entry in contents.items()}
    _check_coverage(path, tensors, size - 8 - length)
    card = _card_of(path, metadata)
    reference = metadata.get(REFERENCE_KEY, "")
    return Header(tensors, card, 8 + length, size, reference if isinstance(reference, str) else "")


def read_card(path: Path) -> dict[str, Any]:
    """The model card in a checkpoint's header; no tensor is read.

    Raises:
        ModelNotReadable: The file is no readable Sardino checkpoint.
    """
    with open_checkpoint(path) as file:
        return read_header(path, file).card


def check_card(path: Path, card: dict[str, Any]) -> None:
    """Checks the card's keys, types, ranges and texts, apart from the architecture's values.

    Raises:
        ModelNotReadable: A value is missing, out of range, or cannot be written as text.
    """
    for key, value in card.items():
        fault = fault_of({key: value})
        if fault:
            unreadable(path, f"has a model card whose '{shown(key)[:60]}' {fault}")
    for key, kind in _CARD_TYPES.items():
        if key not in card:
            unreadable(path, f"has a model card without '{key}'")
        if not isinstance(card[key], kind) or isinstance(card[key], bool):
            unreadable(path, f"has a model card whose '{key}' is of the wrong type")
    if card["format"] != CARD_FORMAT:
        unreadable(
            path,
            f"has a model card of format {card['format']}, and this version reads format {CARD_FORMAT}",
            remedy=marked("Update Sardino, or use a model made for this version."),
        )
    if not is_line(card["name"], 200):
        unreadable(path, "has a model card without a usable name")
    if not is_line(str(card["version"]), 60):
        unreadable(path, "has a model card without a usable version")
    if not isinstance(card.get("attribution", ""), (str, type(None))):
        unreadable(path, "has a model card whose 'attribution' is of the wrong type")
    heads = card.get("heads", 0)
    if type(heads) is not int or not 0 <= heads <= MAX_HEADS:
        unreadable(path, f"has a model card whose 'heads' is not a number from 0 to {MAX_HEADS}")
    if not re.fullmatch(r"[0-9a-f]{64}", card["tensors_sha256"]):
        unreadable(path, "has a model card without a valid SHA-256 of its weights")
    _check_normalisation(path, card["normalisation"])
    if fault := fault_of_sources(card["metrics"]):
        unreadable(path, f"has a model card {fault}")
    classes_of(path, card)
    if fault := fault_of_offsets(card) or fault_of_scale(card):
        unreadable(path, f"has a model card {fault}")


def classes_of(path: Path, card: dict[str, Any]) -> list[ClassInfo]:
    """The classes of a card as :class:`ClassInfo`.

    Raises:
        ModelNotReadable: A code, name or colour is out of range, or a code comes twice.
    """
    entries = card["classes"]
    if not 0 < len(entries) <= MAX_CLASSES:
        unreadable(path, f"has {len(entries)} classes in its card (1 to {MAX_CLASSES} are possible)")
    classes = []
    for entry in entries:
        code, name, color = _class_fields(entry)
        if not (isinstance(code, int) and not isinstance(code, bool) and 1 <= code <= 254):
            unreadable(path, "has a class in its card whose code is not a number from 1 to 254")
        if not is_line(name, 200):
            unreadable(path, f"has no usable name for class {code} in its card")
        if not (isinstance(color, str) and re.fullmatch(r"#[0-9a-fA-F]{6}", color)):
            unreadable(path, f"has no #rrggbb colour for class {code} in its card")
        classes.append(ClassInfo(code, name, color))
    if len({item.code for item in classes}) < len(classes):
        unreadable(path, "has the same class code twice in its card")
    return classes


def _class_fields(entry: Any) -> tuple[Any, Any, Any]:
    if not isinstance(entry, dict):
        return None, None, None
    return entry.get("code"), entry.get("name"), entry.get("color")


_NORMALISATION = {
    "mean": (-200.0, 200.0, True),
    "std": (1e-3, 200.0, True),
    "own_level": (0.0, 1.0, False),
    "own_spread": (0.0, 1.0, False),
}
"""Fields of :class:`model.sar.normalise.Normalisation`: least, most, and whether every card has them."""


def _check_normalisation(path: Path, normalisation: dict[str, Any]) -> None:
    """Mean and deviation of each polarisation in dB, in the range that radar can have; shares are 0 to 1."""
    if not isinstance(normalisation.get("flagged", False), bool):
        unreadable(path, "has a model card whose normalisation 'flagged' is neither true nor false")
    for key, (low, high, needed) in _NORMALISATION.items():
        values = normalisation.get(key)
        if key not in normalisation and not needed:
            continue
        fits = isinstance(values, list) and len(values) == 2
        if not fits or not all(_is_number(value) and low <= value <= high for value in values or ()):
            what = "two numbers in dB" if needed else "two numbers from 0 to 1"
            unreadable(path, f"has a model card whose normalisation '{key}' is not {what}")
    if unknown := sorted(map(str, set(normalisation) - {*_NORMALISATION, "flagged"})):
        unreadable(
            path, f"has a model card whose normalisation has '{unknown[0][:40]}', which is unknown here"
        )


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def _card_of(path: Path, metadata: Any) -> dict[str, Any]:
    text = metadata.get(CARD_KEY) if isinstance(metadata, dict) else None
    if not isinstance(text, str):
        unreadable(
            path,
            "is a safetensors file of another program (it holds no Sardino model card)",
            remedy=marked("Use a model made or imported by Sardino."),
        )
    if len(text) > MAX_CARD_BYTES:
        unreadable(path, f"has a model card of more than {MAX_CARD_BYTES // 1000} kB")
    card = _parse_object(path, text.encode("utf-8", "replace"), "its model card is not JSON")
    check_card(path, card)
    return card


def _tensor_entry(path: Path, name: str, entry: Any) -> TensorEntry:
    """One tensor's place, after checking its length against its shape."""
    if not isinstance(entry, dict):
        unreadable(path, "has a damaged header", detail=f"{path}: {name!r:.200}")
    dtype, shape, offsets = entry.get("dtype"), entry.get("shape"), entry.get("data_offsets")
    if not isinstance(dtype, str) or not _natural_numbers(shape, 8) or not _natural_numbers(offsets, 2):
        unreadable(path, "has a damaged header", detail=f"{path}: {name!r:.200}")
    if dtype not in ITEM_BYTES:
        unreadable(path, f"holds numbers of type {dtype[:20]!r}, which no model of Sardino's has")
    if len(offsets) != 2 or offsets[1] - offsets[0] != math.prod(shape) * ITEM_BYTES[dtype]:
        unreadable(path, "has a damaged header", detail=f"{path}: {name!r:.200} has {entry!r:.200}")
    return TensorEntry(dtype, tuple(shape), offsets[0], offsets[1])


def _natural_numbers(values: Any, most: int) -> TypeGuard[list[int]]:
    return (
        isinstance(values, list)
        and len(values) <= most
        and all(type(value) is int and 0 <= value < 2**63 for value in values)
    )


def _check_coverage(path: Path, tensors: dict[str, TensorEntry], data_bytes: int) -> None:
    """The tensors lie end to end and fill the rest of the file: no overlap, no gap, no tail."""
    position = 0
    for entry in sorted(tensors.values(), key=lambda item: (item.start, item.end)):
        if entry.start != position:
            unreadable(path, "has a damaged header", detail=f"{path}: gap or overlap at byte {position}")
        position = entry.end
    if position > data_bytes:
        missing = position - data_bytes
        unreadable(
            path, f"is cut short ({missing} bytes are missing)", remedy=marked("Download or export it again.")
        )
    if position < data_bytes:
        unreadable(path, f"has {data_bytes - position} bytes at its end that belong to no tensor")


def _parse_object(path: Path, text: bytes, reason: str) -> dict[str, Any]:
    """A JSON object in strict form: no NaN, no infinity, no key twice."""
    try:
        value = json.loads(
            text.decode("utf-8"),
            object_pairs_hook=_unique_keys,
            parse_constant=_no_constant,
            parse_float=_finite,
        )
    except (ValueError, RecursionError) as error:
        unreadable(path, f"is no Sardino checkpoint ({reason})", detail=f"{path}: {error!s:.300}")
    if not isinstance(value, dict):
        unreadable(path, f"is no Sardino checkpoint ({reason})")
    return value


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    # With duplicate keys, two readers may use different values, so a check could miss the value in use.
    values = dict(pairs)
    if len(values) < len(pairs):
        raise ValueError("the same key twice")
    return values


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(f"{text} is too large")
    return value
