"""Losses of supervised training: of labels, and of crops that show the same ground."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from model.data.labels import UNLABELLED


def overlap_loss(logits: Tensor, places: Tensor) -> Tensor:
    """Disagreement of two crops of a place in their overlap: the mean of both cross-entropies.

    Tiles that are blended later must agree, otherwise the tile grid is visible in the map.

    Args:
        logits: [2 * pairs, classes, size, size], both crops of a pair next to each other.
        places: [pairs, 2, 2] row and column of each crop, less than a crop apart.

    Returns:
        A scalar, 0 or more; the target of each direction gets no gradient.
    """
    size = logits.shape[-1]
    losses = []
    for pair, ((row, col), (other_row, other_col)) in enumerate(places.tolist()):
        top, left = max(row, other_row), max(col, other_col)
        height, width = size - abs(row - other_row), size - abs(col - other_col)
        one = logits[2 * pair, :, top - row :, left - col :][:, :height, :width]
        two = logits[2 * pair + 1, :, top - other_row :, left - other_col :][:, :height, :width]
        for target, answer in ((one, two), (two, one)):
            wanted = target.detach().softmax(dim=0)
            # Minus the target's own entropy: agreement costs nothing, even if both are unsure.
            divergence = wanted * (target.detach().log_softmax(dim=0) - answer.log_softmax(dim=0))
            losses.append(divergence.sum(dim=0).mean())
    return torch.stack(losses).mean()


def supervised_loss(logits: Tensor, labels: Tensor, smoothing: float, robust: float = 0.0) -> Tensor:
    """Loss over labelled pixels, each class of each crop weighted by the fourth root of its size.

    A crop holds thousands of pixels of one polygon and dozens of another. Weighted by pixels, or by the
    square root of their number, small polygons hardly count, nor do whole classes (trees, grass, bare
    ground). With equal weights, a polygon of ten pixels counts as much as a polygon of thousands.

    The generalised cross-entropy (1 - p^q) / q (Zhang & Sabuncu 2018, arXiv 1805.07836) lies between
    cross-entropy and mean absolute error: its gradient is the gradient of cross-entropy times p^q. So a label
    that the network considers unlikely has less effect, and wrong labels are not memorised.

    Args:
        logits: [B, classes, H, W] float.
        labels: [B, H, W] int64 class indices, ``UNLABELLED`` without a label.
        smoothing: Share of each label that is spread over all classes, 0..1.
        robust: q of the generalised cross-entropy in 0..1; 0 is the cross-entropy.

    Returns:
        A scalar; 0 without any label.
    """
    per_pixel = F.cross_entropy(
        logits, labels, ignore_index=UNLABELLED, reduction="none", label_smoothing=smoothing
    )
    if robust:
        per_pixel = -torch.expm1(-robust * per_pixel) / robust  # cross-entropy is -log p
    return _weighted_mean(per_pixel, labels, labels != UNLABELLED, logits.shape[1])


def said_elsewhere_loss(logits: Tensor, labels: Tensor, index: int) -> Tensor:
    """How much a class is said on labelled ground of other classes: -log(1 - p), weighted as the labels are.

    The cross-entropy asks for the right class. This asks besides that one class, which is said too often, is
    not among the answers.

    Args:
        logits: [B, classes, H, W] float.
        labels: [B, H, W] int64 class indices, ``UNLABELLED`` without a label.
        index: The class that is said too often.

    Returns:
        A scalar, 0 or more; 0 without labelled ground of other classes.
    """
    others = torch.cat([logits[:, :index], logits[:, index + 1 :]], dim=1)
    per_pixel = logits.logsumexp(dim=1) - others.logsumexp(dim=1)
    known = (labels != UNLABELLED) & (labels != index)
    return _weighted_mean(per_pixel, labels, known, logits.shape[1])


def _weighted_mean(per_pixel: Tensor, labels: Tensor, known: Tensor, classes: int) -> Tensor:
    """Mean over the known pixels, each class of each crop weighted by the fourth root of its size."""
    crop = torch.arange(len(labels), device=labels.device)[:, None, None].expand_as(labels)
    group = crop[known] * classes + labels[known]
    size = torch.bincount(group, minlength=len(labels) * classes).clamp_min(1).to(per_pixel.dtype)
    weight = size[group].pow(-0.75)
    return (per_pixel[known] * weight).sum() / weight.sum().clamp_min(1e-9)
