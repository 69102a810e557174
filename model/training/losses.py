"""Losses of supervised training: of labels, and of crops that show the same ground."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from model.data.labels import UNLABELLED


def overlap_loss(logits: Tensor, places: Tensor) -> Tensor:
    """How much two crops of a place disagree where they overlap: the mean of both cross-entropies.

    Tiles that are blended later must agree, or the map shows the tile grid.

    Args:
        logits: [2 * pairs, classes, size, size], the two of a pair next to each other.
        places: [pairs, 2, 2] row and column of each crop, less than a crop apart.

    Returns:
        A scalar, 0 or more; nothing in it asks the target of either direction to move.
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
            # The target's own entropy taken off: agreement costs nothing, however unsure.
            divergence = wanted * (target.detach().log_softmax(dim=0) - answer.log_softmax(dim=0))
            losses.append(divergence.sum(dim=0).mean())
    return torch.stack(losses).mean()


def supervised_loss(logits: Tensor, labels: Tensor, smoothing: float, robust: float = 0.0) -> Tensor:
    """Loss over labelled pixels, each class of each crop weighted by the fourth root of its size.

    A crop holds thousands of pixels of one polygon and dozens of another. Weighted by pixels, or by
    the square root of their number, small polygons do not count, and with them whole classes (trees,
    grass, bare ground); weighted alike, a polygon of ten pixels counts as much as one of thousands.

    The generalised cross-entropy (1 - p^q) / q (Zhang & Sabuncu 2018, arXiv 1805.07836) lies between
    cross-entropy and mean absolute error: its gradient is that of cross-entropy times p^q, so a
    label that the network thinks unlikely pulls less, and wrong labels are not learned by heart.

    Args:
        logits: [B, classes, H, W] float.
        labels: [B, H, W] int64 class indices, ``UNLABELLED`` where there is none.
        smoothing: Share of each label that is spread over all classes, 0..1.
        robust: q of the generalised cross-entropy in 0..1; 0 is the cross-entropy.

    Returns:
        A scalar; 0 where nothing is labelled.
    """
    per_pixel = F.cross_entropy(
        logits, labels, ignore_index=UNLABELLED, reduction="none", label_smoothing=smoothing
    )
    if robust:
        per_pixel = -torch.expm1(-robust * per_pixel) / robust  # cross-entropy is -log p
    known = labels != UNLABELLED
    classes = logits.shape[1]
    crop = torch.arange(len(labels), device=labels.device)[:, None, None].expand_as(labels)
    group = crop[known] * classes + labels[known]
    size = torch.bincount(group, minlength=len(labels) * classes).clamp_min(1).to(per_pixel.dtype)
    weight = size[group].pow(-0.75)
    return (per_pixel[known] * weight).sum() / weight.sum().clamp_min(1e-9)
