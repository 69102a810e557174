"""Keeps a network's attention what that of its pre-trained backbone was.

No label asks anything of the CLS token, so training on labels lets its attention drift: after 6,450
steps all three heads of a bundled model said water or not water. This asks of the network what the
pre-trained backbone says on the same crops (distillation of attention: Zagoruyko & Komodakis 2017,
arXiv 1612.03928, though of maps asked by :class:`model.network.network.Question`).
"""

from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from model.checkpoint.checkpoint import weights_digest
from model.network.network import Question, question_of_nothing, run_backbone

BETA = 0.5
"""Logarithms further off than this pull no harder."""


class KeptAttention:
    """The attention of a frozen backbone, for a network to go on giving.

    Args:
        backbone: A timm ViT in evaluation mode.
        size: Side of the crops in pixels.
        device: Where to compute.

    Attributes:
        digest: As of :func:`model.checkpoint.checkpoint.weights_digest`.
    """

    def __init__(self, backbone: Any, size: int, device: torch.device) -> None:
        self.digest = weights_digest(backbone)
        self._backbone = backbone.to(device)
        self._size = size
        with torch.no_grad():
            self._question = question_of_nothing(self._backbone, size)

    def question(self, network: Any) -> Question:
        """What the network's own CLS token asks for in an image without content; has a gradient."""
        return question_of_nothing(network.backbone, self._size)

    def loss(self, attention: Tensor, images: Tensor) -> Tensor:
        """How far the logarithms are from those of the frozen backbone.

        Args:
            attention: [B, heads, rows, cols] what the network's question found in the images.
            images: [B, 2, H, W] normalised backscatter.

        Returns:
            A scalar, 0 or more.
        """
        with torch.no_grad():
            _, _, wanted = run_backbone(self._backbone, images, None, attention=True, question=self._question)
        assert wanted is not None  # nosec B101
        target = wanted[..., self._backbone.num_prefix_tokens :].reshape(attention.shape).log()
        return F.smooth_l1_loss(attention.log(), target, beta=BETA)
