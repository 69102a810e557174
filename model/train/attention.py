"""Keeps a network's attention equal to the attention of its pre-trained backbone.

No label constrains the CLS token, so its attention drifts while training on labels: after 6,450 steps all
three heads of a bundled model only separated water from the rest. This loss keeps the attention of the
pre-trained backbone on the same crops (distillation of attention: Zagoruyko & Komodakis 2017, arXiv
1612.03928, here with maps from :class:`model.network.network.Question`).
"""

from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from model.checkpoint.checkpoint import weights_digest
from model.network.network import Question, planes_of, question_of_nothing, run_backbone

BETA = 0.5
"""Beyond this difference of logarithms the pull does not grow."""


class KeptAttention:
    """The attention of a frozen backbone, as target for a network.

    Args:
        backbone: A timm ViT in evaluation mode.
        size: Side of the crops in pixels.
        device: Where to compute.

    Attributes:
        digest: Result of :func:`model.checkpoint.checkpoint.weights_digest`.
    """

    def __init__(self, backbone: Any, size: int, device: torch.device) -> None:
        self.digest = weights_digest(backbone)
        self._backbone = backbone.to(device)
        self._size = size
        with torch.no_grad():
            self._question = question_of_nothing(self._backbone, size)

    def question(self, network: Any) -> Question:
        """The query of the network's own CLS token in an image without content; has a gradient."""
        return question_of_nothing(network.backbone, self._size)

    def loss(self, attention: Tensor, images: Tensor) -> Tensor:
        """Distance between the logarithms of the attention and of the frozen backbone's attention.

        Args:
            attention: [B, heads, rows, cols] attention for the network's question in the images.
            images: [B, planes, H, W] normalised backscatter; the frozen backbone sees its own planes.

        Returns:
            A scalar, 0 or more.
        """
        known = images[:, : planes_of(self._backbone)]
        with torch.no_grad():
            _, _, wanted = run_backbone(self._backbone, known, None, attention=True, question=self._question)
        assert wanted is not None  # nosec B101
        target = wanted[..., self._backbone.num_prefix_tokens :].reshape(attention.shape).log()
        return F.smooth_l1_loss(attention.log(), target, beta=BETA)
