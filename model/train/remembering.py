"""Keeps what a finished model knows of the only scenes it was trained for: cross-pol of unknown calibration.

A network that learns from scenes of all kinds soon forgets a kind with few labels: after 400 steps the IoU of
trees in such scenes fell from 0.77 to 0.25. So the network also learns the finished model's answers on these
crops, at labelled and unlabelled pixels alike (Li & Hoiem 2016, "Learning without Forgetting", arXiv
1606.09282).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

from model.checkpoint.checkpoint import load_checkpoint, weights_digest
from model.errors.errors import InvalidRequest
from model.network.config import POLARISATIONS
from model.network.network import SarSegmenter
from model.network.precision import mixed_precision


@dataclass(frozen=True)
class Remembered:
    """A finished model whose answers are kept.

    Attributes:
        network: In evaluation mode, on the device of the training.
        shared: Index of each of the model's classes among the classes of the network to train.
        digest: Result of :func:`model.checkpoint.checkpoint.weights_digest`.
    """

    network: SarSegmenter
    shared: tuple[int, ...]
    digest: str

    def loss(self, images: Tensor, logits: Tensor) -> Tensor:
        """Divergence of the answers from the model's answers over the classes that the model knows.

        Args:
            images: [B, 3, H, W] normalised backscatter with the flag of calibration.
            logits: [B, classes, H, W] of the network to train.

        Returns:
            A scalar, 0 or more: the mean over crops of such scenes, times their share of the batch.
        """
        where = cross_pol_alone(images)
        if not where.any():
            return logits.new_zeros(())
        with torch.no_grad(), mixed_precision(images.device):
            wanted = self.network(images[where]).logits.float().log_softmax(dim=1)
        answer = logits[where][:, list(self.shared)].log_softmax(dim=1)
        pixels = int(where.sum()) * answer[0, 0].numel()
        found: Tensor = F.kl_div(answer, wanted, reduction="sum", log_target=True) / pixels
        return found * where.float().mean()


def cross_pol_alone(images: Tensor) -> Tensor:
    """Which crops [B] show cross-pol alone, of unknown calibration.

    Args:
        images: [B, 3, H, W] normalised backscatter with the flag of calibration.
    """
    co_pol, flag = images[:, 0].flatten(1), images[:, POLARISATIONS].flatten(1)
    cross = images[:, 1].flatten(1)
    return (co_pol == 0).all(dim=1) & (cross != 0).any(dim=1) & (flag == 0).all(dim=1)


def remembered(path: Path | None, classes: list[int], device: torch.device) -> Remembered | None:
    """The model of a file, None without a file.

    Raises:
        InvalidRequest: The model knows a class that the network to train lacks.
        ModelNotReadable: The model is damaged or not a Sardino model.
    """
    if path is None:
        return None
    network = load_checkpoint(path).network.float().eval().requires_grad_(False)
    if lacking := sorted(set(network.classes) - set(classes)):
        raise InvalidRequest(
            f"{path.name} knows classes that no label has ({lacking}).",
            remedy="Add labels of these classes, or leave out --remember.",
        )
    shared = tuple(classes.index(code) for code in network.classes)
    return Remembered(network.to(device), shared, weights_digest(network))
