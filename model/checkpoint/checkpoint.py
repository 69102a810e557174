"""Checkpoints: a network's weights and its model card in one safetensors file, never a pickle.

The weights are stored as float16 and used as float32. Before any memory is taken for a network,
its architecture is bounded, built without memory (on torch's meta device) and compared tensor by
tensor with the file's header: a file cannot claim more than it holds.
"""

from __future__ import annotations

import copy
import errno
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import safetensors
import safetensors.torch
import torch
from torch import Tensor, nn

from model.checkpoint.card import (
    CARD_FORMAT,
    CARD_KEY,
    MAX_CARD_BYTES,
    MAX_CLASSES,
    Header,
    check_card,
    classes_of,
    open_checkpoint,
    read_card,
    read_header,
    unreadable,
)
from model.checkpoint.library import BUNDLED_FOLDER, SUFFIX, find_model, list_models
from model.disk.whole import Content, write_all
from model.errors.errors import DiskFull, ModelNotReadable, OutputNotWritable
from model.network.network import NetworkConfig, SarSegmenter

__all__ = [
    "BUNDLED_FOLDER",
    "Loaded",
    "find_model",
    "list_models",
    "load_checkpoint",
    "read_card",
    "save_checkpoint",
]

_BACKBONE = re.compile(r"vit_(tiny|small|base)_patch(8|14|16|32)_[a-z0-9_]{1,40}")
"""timm's names can also refer to the network ("hf-hub:...") and folders ("local-dir:..."); a file must not
use these."""

_OPTION_RANGES = {"embed_dim": (8, 1024), "depth": (1, 32), "num_heads": (1, 32), "reg_tokens": (0, 16)}
_NUMBER_RANGES = {
    "patch_size": (2, 32),
    "image_size": (16, 1024),
    "feature_channels": (1, 1024),
    "hidden": (0, 1024),
}
_LIST_RANGES = {
    "classes": (1, 254),
    "taps": (0, 31),
    "patch_stem": (1, 512),
    "stem_channels": (1, 512),
    "texture": (1, 63),
}
_LIST_LENGTHS = {
    "classes": (1, MAX_CLASSES),
    "taps": (1, 32),
    "patch_stem": (0, 5),
    "stem_channels": (4, 4),
    "texture": (0, 8),
}
_DTYPE_NAMES = {torch.float32: "F32", torch.float16: "F16", torch.bfloat16: "BF16", torch.int64: "I64"}


@dataclass
class Loaded:
    """A network ready for use.

    Attributes:
        network: In evaluation mode, float32, on the CPU.
        card: The model card.
        sha256: SHA-256 of the weights, verified; see :func:`tensors_sha256`.
        path: The file.
    """

    network: SarSegmenter
    card: dict[str, Any]
    sha256: str
    path: Path


def save_checkpoint(
    path: Path,
    network: SarSegmenter,
    card: dict[str, Any],
    *,
    half: bool = True,
    instead_of: Sequence[Path] = (),
) -> str:
    """Writes weights and card to one file, and a readable copy of the card beside the file.

    Either both files are written, or all earlier files stay (:mod:`model.disk.whole`).

    Args:
        path: Ends in ``.safetensors``; its folder is created if missing.
        network: Its architecture goes into the card.
        card: name, version, normalisation, classes, training_data, licence, metrics,
            known_failures, and anything else that JSON can hold. Other keys are filled in here.
        half: Store floating-point weights as float16.
        instead_of: Models of the same folder to remove after writing the new model.

    Returns:
        SHA-256 of the weights as stored.

    Raises:
        ValueError: The weights hold NaN or infinity (or do not fit float16), or the path is wrong.
        ModelNotReadable: The card would not be readable; nothing was written.
        OutputNotWritable: The folder or file cannot be written.
        DiskFull: No space is left.
    """
    path = Path(path)
    if path.suffix != SUFFIX:
        raise ValueError(f"a checkpoint must end in {SUFFIX}: {path}")
    tensors = _storable(network, half)
    sha256 = tensors_sha256(tensors)
    card = {
        **card,
        "format": CARD_FORMAT,
        "architecture": json.loads(json.dumps(network.config.as_dict())),
        "heads": network.heads,
        "tensors_sha256": sha256,
    }
    check_card(path, card)
    _check_architecture(path, card)
    text = json.dumps(card, allow_nan=False)
    files: dict[Path, Content] = {
        path: safetensors.torch.save(tensors, {CARD_KEY: text}),
        **card_beside(path, card),
    }
    write_model(files, remove=[file for model in instead_of for file in files_of(model)])
    return sha256


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


def load_checkpoint(path: Path) -> Loaded:
    """Reads a checkpoint and builds its network.

    Raises:
        ModelNotReadable: The file is not a complete, undamaged Sardino checkpoint.
    """
    path = Path(path)
    with open_checkpoint(path) as file:
        header = read_header(path, file)
        config = _check_architecture(path, header.card)
        outline = _build(path, config, "meta")
        _check_tensors(path, header, outline)
        if header.card.get("heads", outline.heads) != outline.heads:
            unreadable(path, "has another number of attention heads in its architecture than in its card")
        tensors = _read_tensors(path, file, header)
    sha256 = tensors_sha256(tensors)
    if sha256 != header.card["tensors_sha256"]:
        unreadable(path, "is damaged (its weights do not have the SHA-256 that its card gives)")
    network = _build(path, config, "cpu")
    network.load_state_dict(tensors)  # copies into float32
    if not all(torch.isfinite(value).all() for value in network.state_dict().values()):
        unreadable(path, "holds weights that are not finite numbers")
    return Loaded(network.eval(), header.card, sha256, path)


def tensors_sha256(tensors: dict[str, Tensor]) -> str:
    """SHA-256 over name, type, shape and bytes of every tensor, in the order of the names."""
    digest = hashlib.sha256()
    for name in sorted(tensors):
        value = tensors[name].detach().cpu().contiguous()
        digest.update(f"{name} {_DTYPE_NAMES[value.dtype]} {list(value.shape)}\n".encode())
        # A view as bytes, because numpy knows no bfloat16.
        digest.update(value.reshape(-1).view(torch.uint8).numpy().tobytes())
    return digest.hexdigest()


def weights_digest(module: nn.Module) -> str:
    """First digits of the SHA-256 of a network's weights rounded to float16.

    Published weights of a pre-training run are rounded the same way, so their digest is equal.
    """
    rounded = copy.deepcopy(module).half().state_dict()
    return tensors_sha256(dict(rounded))[:10]


def _storable(network: SarSegmenter, half: bool) -> dict[str, Tensor]:
    tensors = {}
    for name, value in network.state_dict().items():
        value = value.detach().cpu()
        if value.is_floating_point():
            value = value.to(torch.float16 if half else torch.float32)
            if not torch.isfinite(value).all():
                raise ValueError(f"{name} holds NaN or infinity, or a weight too large for float16")
        tensors[name] = value.contiguous().clone()
    return tensors


def _check_architecture(path: Path, card: dict[str, Any]) -> NetworkConfig:
    """The card's architecture, every value in its range."""
    values = card["architecture"]
    try:
        config = NetworkConfig.from_dict(values)
    except TypeError as error:
        unreadable(path, "has an architecture that this version does not know", detail=f"{path}: {error}")
    if not isinstance(config.backbone, str) or not _BACKBONE.fullmatch(config.backbone):
        unreadable(path, f"has an unknown backbone {str(config.backbone)[:60]!r}")
    for key, limits in _NUMBER_RANGES.items():
        _check_number(path, key, getattr(config, key), limits)
    for key, limits in _LIST_RANGES.items():
        _check_list(path, key, getattr(config, key), limits)
    if not isinstance(config.backbone_options, dict):
        unreadable(path, "has an architecture whose 'backbone_options' is of the wrong type")
    for key, value in config.backbone_options.items():
        if key not in _OPTION_RANGES:
            unreadable(path, f"has an architecture with an unknown option {key[:40]!r}")
        _check_number(path, key, value, _OPTION_RANGES[key])
    if config.image_size % config.patch_size:
        unreadable(path, "has an architecture whose image size is no multiple of its patch size")
    if not all(side % 2 for side in config.texture):
        unreadable(path, "has an architecture whose 'texture' windows are not all odd")
    if sorted(set(config.taps)) != list(config.taps):
        unreadable(path, "has an architecture whose 'taps' do not rise")
    if list(config.classes) != [item.code for item in classes_of(path, card)]:
        unreadable(path, "has other classes in its architecture than in its card")
    return config


def _check_number(path: Path, key: str, value: Any, limits: tuple[int, int]) -> None:
    if type(value) is not int or not limits[0] <= value <= limits[1]:
        unreadable(path, f"has an architecture whose '{key}' is not a number from {limits[0]} to {limits[1]}")


def _check_list(path: Path, key: str, values: Any, limits: tuple[int, int]) -> None:
    fewest, most = _LIST_LENGTHS[key]
    if not isinstance(values, tuple) or not fewest <= len(values) <= most:
        unreadable(path, f"has an architecture whose '{key}' is not a list of {fewest} to {most} numbers")
    for value in values:
        _check_number(path, key, value, limits)


def _build(path: Path, config: NetworkConfig, device: str) -> SarSegmenter:
    """Builds the network; on the meta device the weights take no memory."""
    try:
        # Initial random weights are overwritten later; the caller's random state must not change.
        with torch.random.fork_rng(devices=[]), torch.device(device):
            network = SarSegmenter(config)
    except (RuntimeError, ValueError, TypeError, AssertionError, AttributeError, KeyError) as error:
        if isinstance(error, torch.OutOfMemoryError) or "memory" in str(error):
            raise
        unreadable(path, "has an architecture that cannot be built", detail=f"{path}: {error!s:.500}")
    if config.taps[-1] >= len(network.backbone.blocks):
        unreadable(path, "has an architecture that taps deeper than its backbone reaches")
    return network


def _check_tensors(path: Path, header: Header, network: SarSegmenter) -> None:
    """Checks that the file holds exactly the network's tensors."""
    expected = {name: tuple(value.shape) for name, value in network.state_dict().items()}
    found = {name: entry.shape for name, entry in header.tensors.items()}
    if found != expected:
        wrong = sorted(set(found.items()) ^ set(expected.items()))
        unreadable(
            path, "does not hold the weights of the network in its card", detail=f"{path}: {wrong[:10]}"
        )


def _read_tensors(path: Path, file: BinaryIO, header: Header) -> dict[str, Tensor]:
    """The tensors, from the open file with the checked header (the path may point to another file now)."""
    file.seek(0)
    data = file.read(header.size)
    try:
        tensors: dict[str, Tensor] = safetensors.torch.load(data)
    except (safetensors.SafetensorError, ValueError, KeyError) as error:
        raise ModelNotReadable(
            f"{path.name} cannot be used as a model: it is damaged.", detail=f"{path}: {error!s:.500}"
        ) from error
    return tensors
