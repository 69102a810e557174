"""Student or teacher: a backbone and its projection heads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from model.errors.errors import InvalidRequest
from model.network.config import POLARISATIONS, NetworkConfig
from model.network.network import build_backbone, run_backbone
from model.pretrain.config import PretrainConfig
from model.pretrain.dino import DINOHead


@dataclass
class BranchOutput:
    """A branch's outputs for some crops.

    Attributes:
        crops: Outputs [B, prototypes] per crop.
        patches: Outputs [N, prototypes] at the chosen patches of the global crops, or None.
        cls: CLS tokens [B, D] per crop, before the head.
        tokens: Patch tokens [2 * B, N, D] of the global crops.
    """

    crops: list[Tensor]
    patches: Tensor | None
    cls: list[Tensor]
    tokens: Tensor


class Branch(nn.Module):
    """Backbone and heads of the student or the teacher.

    Args:
        config: The recipe.
        drop_path: Stochastic depth, 0..1.

    Raises:
        InvalidRequest: DINO cannot train this backbone.
    """

    def __init__(self, config: PretrainConfig, *, drop_path: float) -> None:
        super().__init__()
        backbone: Any = checked_backbone(config.network, drop_path=drop_path)
        self.backbone = backbone
        self.head = DINOHead(backbone.embed_dim, config.prototypes)
        self.within = config.within
        if config.ibot:
            self.patch_head = DINOHead(backbone.embed_dim, config.prototypes)
            self.stand_in = nn.Parameter(torch.zeros(backbone.embed_dim))

    def forward(
        self, crops: list[Tensor], chosen: Tensor | None = None, *, hide: bool = False
    ) -> BranchOutput:
        """Outputs for some crops; crops of one size go through the backbone together.

        Args:
            crops: [B, 2, size, size] each, the two global crops first.
            chosen: [2 * B, N] bool patches of the global crops with wanted outputs (iBOT).
            hide: Whether to hide the chosen patches from the backbone (for the student).

        Returns:
            Outputs in the order of the crops.
        """
        cls: list[Tensor] = []
        patches, of_patches, at = None, None, 0
        while at < len(crops):
            end = at
            while end < len(crops) and crops[end].shape == crops[at].shape:
                end += 1
            wanted = chosen if at == 0 else None
            hidden = (wanted, self.stand_in) if wanted is not None and hide else None
            tokens, _, _ = run_backbone(self.backbone, torch.cat(crops[at:end]), None, hidden=hidden)
            if of_patches is None:
                of_patches = tokens[:, self.backbone.num_prefix_tokens :]
            if wanted is not None:
                found = of_patches
                if self.within:
                    found = found - found.mean(dim=1, keepdim=True)
                patches = self.patch_head(found[wanted])
            cls.append(tokens[:, 0])
            at = end
        every = torch.cat(cls)
        assert of_patches is not None  # nosec B101
        return BranchOutput(
            list(self.head(every).chunk(len(crops))), patches, list(every.chunk(len(crops))), of_patches
        )


def checked_backbone(config: NetworkConfig, *, drop_path: float = 0.0) -> nn.Module:
    """A backbone from :func:`model.network.network.build_backbone`, after checking that DINO can train it.

    Args:
        config: Names the backbone.
        drop_path: Stochastic depth, 0..1.

    Raises:
        InvalidRequest: timm has no such model, or the model is not a ViT with the CLS token first and patches
            as other tokens.
    """
    from timm.models.vision_transformer import (
        VisionTransformer,  # after model.network.network, see that module
    )

    remedy = "Choose a timm VisionTransformer with a CLS token, such as vit_small_patch16_224."
    try:
        backbone: Any = build_backbone(config, drop_path=drop_path)
    except Exception as error:  # timm raises many kinds of errors for a wrong name or size
        raise InvalidRequest(f"{config.backbone} cannot be built: {error}", remedy=remedy) from error
    if not isinstance(backbone, VisionTransformer) or backbone.cls_token is None:
        raise InvalidRequest(f"{config.backbone} is no ViT with a CLS token.", remedy=remedy)
    side = config.image_size // config.patch_size
    with torch.no_grad():
        blank = torch.zeros(1, POLARISATIONS, side * config.patch_size, side * config.patch_size)
        grid = tuple(backbone.patch_embed(blank).shape[1:3])
    if grid != (side, side):
        raise InvalidRequest(
            f"{config.backbone} does not make one token of each patch of {config.patch_size} pixels.",
            remedy=remedy,
        )
    checked: nn.Module = backbone
    return checked
