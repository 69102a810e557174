"""Temperature scaling: makes confidence equal to the rate of correct predictions (Guo et al. 2017)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from model.network.network import SarSegmenter


def fit_temperature(logits: Tensor, labels: Tensor) -> float:
    """The temperature with the least cross-entropy.

    Args:
        logits: [N, classes] float, N of 1 or more.
        labels: [N] int64 class indices, all known.

    Returns:
        The divisor of the logits, one of 60 values in 0.5..4.
    """
    candidates = np.exp(np.linspace(np.log(0.5), np.log(4.0), 60))
    losses = [float(F.cross_entropy(logits / float(t), labels)) for t in candidates]
    return float(candidates[int(np.argmin(losses))])


def fit_confidence(groups: Sequence[tuple[Tensor, Tensor]]) -> float:
    """The temperature at which confidence is right on average over groups of pixels.

    The cross-entropy of all pixels is ruled by the largest group, and by a few pixels that are surely wrong.
    It asked for a confidence 20 points too low in kinds of scenes that the network knows well.

    Args:
        groups: Logits [N, classes] and class indices [N] of each group, as for :func:`fit_temperature`.

    Returns:
        The divisor of the logits with the least mean of the groups' calibration errors, one of 60 values in
        0.25..4.
    """
    candidates = np.exp(np.linspace(np.log(0.25), np.log(4.0), 60))
    errors = [
        np.mean([calibration_error(logits / float(t), labels) for logits, labels in groups])
        for t in candidates
    ]
    return float(candidates[int(np.argmin(errors))])


def calibration_error(logits: Tensor, labels: Tensor, bins: int = 10) -> float:
    """Expected calibration error: mean gap between confidence and accuracy over equal bins.

    Args:
        logits: [N, classes] float.
        labels: [N] int64 class indices, all known.
        bins: Number of bins, of equal width in confidence.

    Returns:
        0..1, bins weighted by their number of pixels.
    """
    confidence, predicted = logits.softmax(dim=1).max(dim=1)
    right = (predicted == labels).float()
    which = (confidence * bins).long().clamp_max(bins - 1)
    gaps = [
        float((confidence[which == b].mean() - right[which == b].mean()).abs() * (which == b).float().mean())
        for b in range(bins)
        if bool((which == b).any())
    ]
    return sum(gaps)


def apply_temperature(network: SarSegmenter, temperature: float) -> None:
    """Divides the logits by the temperature permanently, in the weights of the last layers.

    Args:
        network: Changed in place.
        temperature: More than 0.
    """
    last = [network.head.classify] + ([] if network.refine is None else [network.refine.classify])
    with torch.no_grad():
        for layer in last:
            layer.weight.div_(temperature)
            if layer.bias is not None:
                layer.bias.div_(temperature)
