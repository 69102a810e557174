"""Checkpoints: a network's weights and its model card in one safetensors file, never a pickle.

The weights are stored as float16 and used as float32. Before any memory is taken for a network,
its architecture is bounded, built without memory (on torch's meta device) and compared tensor by
tensor with the file's header: a file cannot claim more than it holds.
"""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import safetensors
import safetensors.torch
import torch
from torch import Tensor, nn

from model.checkpoint.architecture import check_architecture
from model.checkpoint.card import Header, open_checkpoint, read_card, read_header, unreadable
from model.checkpoint.library import BUNDLED_FOLDER, find_model, list_models
from model.checkpoint.weights import ModelFile
from model.checkpoint.writing import card_beside, files_of, save_weights, write_model
from model.errors.errors import ModelNotReadable
from model.network.config import NetworkConfig
from model.network.network import SarSegmenter

__all__ = [
    "BUNDLED_FOLDER",
    "Loaded",
    "card_beside",
    "files_of",
    "find_model",
    "list_models",
    "load_checkpoint",
    "read_card",
    "save_checkpoint",
    "write_model",
]

_DTYPE_NAMES = {torch.float32: "F32", torch.float16: "F16", torch.bfloat16: "BF16", torch.int64: "I64"}


@dataclass
class Loaded:
    """A network ready for use.

    Attributes:
        network: In evaluation mode, float32, on the CPU.
        card: The model card.
        sha256: SHA-256 of the weights, verified; see :func:`tensors_sha256`.
        path: The file.
        reference: The training data's embeddings in compact form (:mod:`model.checkpoint.reference`); may
            be empty.
    """

    network: SarSegmenter
    card: dict[str, Any]
    sha256: str
    path: Path
    reference: str = field(default="", repr=False)

    @property
    def config(self) -> NetworkConfig:
        """The architecture."""
        return self.network.config

    @property
    def heads(self) -> int:
        """Attention heads of the last block."""
        return self.network.heads

    @property
    def classes(self) -> list[int]:
        """Class codes in the order of the logits."""
        return self.network.classes

    @property
    def patch_size(self) -> int:
        """Pixels per token side."""
        return self.network.patch_size


def save_checkpoint(
    path: Path,
    network: SarSegmenter,
    card: dict[str, Any],
    *,
    half: bool = True,
    instead_of: Sequence[Path] = (),
    reference: str = "",
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
        reference: The training data's embeddings in compact form, of these weights.

    Returns:
        SHA-256 of the weights as stored.

    Raises:
        ValueError: The weights hold NaN or infinity (or do not fit float16), or the path is wrong.
        ModelNotReadable: The card would not be readable; nothing was written.
        OutputNotWritable: The folder or file cannot be written.
        DiskFull: No space is left.
    """
    tensors = {name: value.numpy() for name, value in _storable(network, half).items()}
    return save_weights(
        path, tensors, network.config, network.heads, card, instead_of=instead_of, reference=reference
    )


def load_checkpoint(path: Path) -> Loaded:
    """Reads a checkpoint and builds its network.

    Raises:
        ModelNotReadable: The file is not a complete, undamaged Sardino checkpoint.
    """
    path = Path(path)
    with open_checkpoint(path) as file:
        header = read_header(path, file)
        config = check_architecture(path, header.card)
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
    return Loaded(network.eval(), header.card, sha256, path, header.reference)


def network_of(model: ModelFile) -> SarSegmenter:
    """The network of a model that was read without torch: in evaluation mode, float32, on the CPU."""
    network = _build(model.path, model.config, "cpu")
    network.load_state_dict({name: torch.from_numpy(np.array(v)) for name, v in model.weights.items()})
    return network.eval()


def model_of(network: SarSegmenter, like: ModelFile) -> ModelFile:
    """A network as a model without torch; its card and file are those of ``like``."""
    weights = {name: value.detach().cpu().numpy() for name, value in network.state_dict().items()}
    return replace(like, config=network.config, weights=weights)


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
