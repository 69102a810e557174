"""What a network must say of scenes with both polarisations, where labels come with one alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from model.checkpoint.checkpoint import load_checkpoint, weights_digest
from model.errors.errors import InvalidRequest
from model.network.network import SarSegmenter


@dataclass(frozen=True)
class Predecessor:
    """A finished model whose answers from VH alone are to be kept (Li & Hoiem 2016, arXiv 1606.09282).

    A network that is taught by its own average can agree with itself on what is wrong: one took a large
    lake for dry ground in every polarisation, and nothing in its labels spoke against it.

    Attributes:
        network: In evaluation mode, on the device of the training.
        digest: As of :func:`model.checkpoint.checkpoint.weights_digest`.
    """

    network: SarSegmenter
    digest: str


def predecessor(path: Path | None, classes: list[int], device: torch.device) -> Predecessor | None:
    """The model of a file, None without one.

    Args:
        path: A model file, or None.
        classes: Class codes in the order of the logits of the network to train.
        device: Where to compute.

    Raises:
        InvalidRequest: The model knows other classes.
        ModelNotReadable: The model is damaged or none of ours.
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
    """What a teacher sees in VH alone, and what the network is shown.

    Args:
        both: [B, 2, H, W] normalised backscatter in VV and VH.
        teacher: In evaluation mode.
        alone: Whether VH alone is shown, too. It teaches nothing where the teacher is the network's average.

    Returns:
        Probabilities [B, classes, H, W], and crops [B, 2, H, W]: every other one in VV alone, or in turns
        in VV and in VH with ``alone``; the rest in both.
    """
    cross = both.clone()
    cross[:, 0] = 0.0
    shown = both.clone()
    shown[::2, 1] = 0.0
    if alone:
        shown[2::4] = cross[2::4]
    with torch.no_grad(), torch.autocast(both.device.type, torch.bfloat16):
        target = teacher(cross).logits.float().softmax(dim=1)
    return target, shown
