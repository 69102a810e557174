"""Training targets on scenes with both polarisations, if labels come with one polarisation only."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from model.checkpoint.checkpoint import load_checkpoint, weights_digest
from model.errors.errors import InvalidRequest
from model.network.network import SarSegmenter
from model.network.precision import mixed_precision


@dataclass(frozen=True)
class Predecessor:
    """A finished model; its predictions from VH alone are kept (Li & Hoiem 2016, arXiv 1606.09282).

    A network that learns from its own average can confirm its own errors: one network mapped a large lake as
    dry ground in every polarisation, and no label contradicted this.

    Attributes:
        network: In evaluation mode, on the device of the training.
        digest: Result of :func:`model.checkpoint.checkpoint.weights_digest`.
    """

    network: SarSegmenter
    digest: str


def predecessor(path: Path | None, classes: list[int], device: torch.device) -> Predecessor | None:
    """The model of a file, None without a file.

    Args:
        path: A model file, or None.
        classes: Class codes in the order of the logits of the network to train.
        device: Where to compute.

    Raises:
        InvalidRequest: The model has other classes.
        ModelNotReadable: The model is damaged or not a Sardino model.
    """
    if path is None:
        return None
    network = load_checkpoint(path).network.float().eval().requires_grad_(False)
    if list(network.classes) != classes:
        raise InvalidRequest(
            f"{path.name} knows other classes ({list(network.classes)}) than the labels ({classes}).",
            remedy="Name a model of the same classes, or leave out --agree-with.",
        )
    return Predecessor(network.to(device), weights_digest(network))


def consistency_crops(both: Tensor, teacher: SarSegmenter, *, alone: bool) -> tuple[Tensor, Tensor]:
    """A teacher's predictions from VH alone, and crops for the network.

    Args:
        both: [B, 2, H, W] normalised backscatter in VV and VH.
        teacher: In evaluation mode.
        alone: Whether crops of VH alone are shown, too. These teach nothing if the teacher is the network's
            average.

    Returns:
        Probabilities [B, classes, H, W], and crops [B, 2, H, W]: every other crop in VV alone, or with
        ``alone`` in VV and VH in turns; other crops in both.
    """
    cross = both.clone()
    cross[:, 0] = 0.0
    shown = both.clone()
    shown[::2, 1] = 0.0
    if alone:
        shown[2::4] = cross[2::4]
    with torch.no_grad(), mixed_precision(both.device):
        target = teacher(cross).logits.float().softmax(dim=1)
    return target, shown
