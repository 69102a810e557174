"""The network: a timm vision transformer and a segmentation head on its tokens and the radar image.

One forward pass gives class logits, token embeddings and the attention of the CLS token.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from model.refine import Refinement
from model.torchvision_tolerance import import_torchvision

import_torchvision()  # before timm, which imports torchvision and stumbles over mixed builds

import timm  # noqa: E402

POLARISATIONS = 2
"""Input channels: co-pol (VV or HH), cross-pol (VH or HV)."""


@dataclass(frozen=True)
class NetworkConfig:
    """What it takes to build the network again.

    Attributes:
        backbone: Name of a timm vision transformer.
        backbone_options: Changes to it (``embed_dim``, ``depth``, ``num_heads``, ``reg_tokens``).
        patch_size: Pixels per token side.
        image_size: Side in pixels of the grid that the position embedding was made for.
        classes: Codes of the classes, in the order of the logits.
        taps: Depths (0-based blocks) whose tokens the head sees.
        stem_channels: Channels of the radar stem at full, half and quarter resolution.
        token_channels: Channels the tapped tokens are projected to.
        texture: Windows in pixels whose mean and deviation a fine-tuned model's refinement sees.
        hidden: Units of that refinement (:mod:`model.refine`); 0: there is none.
    """

    backbone: str = "vit_tiny_patch16_224"
    backbone_options: dict[str, int] = field(default_factory=dict)
    patch_size: int = 8
    image_size: int = 64
    classes: tuple[int, ...] = (10, 20, 30, 40, 50, 60, 80, 90)
    taps: tuple[int, ...] = (2, 5, 8, 11)
    stem_channels: tuple[int, int, int] = (16, 32, 48)
    token_channels: int = 96
    texture: tuple[int, ...] = ()
    hidden: int = 0

    def as_dict(self) -> dict[str, Any]:
        """Plain values, as a model card holds them."""
        return dataclasses.asdict(self)

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> NetworkConfig:
        """The configuration in a model card; tuples come back from lists.

        Raises:
            TypeError: An unknown or missing key.
        """
        tuples = {"classes", "taps", "stem_channels", "texture"}
        plain: dict[str, Any] = {key: tuple(v) if key in tuples else v for key, v in values.items()}
        return cls(**plain)


@dataclass
class Output:
    """What one forward pass gives.

    Attributes:
        logits: [B, classes, H, W].
        attention: [B, heads, H/p, W/p] float32: softmax weights of the CLS query in the last block
            over the patch tokens; 0 at tokens without a valid pixel. None unless asked for.
        tokens: [B, H/p * W/p, D] patch tokens after the last block and its norm.
        cls: [B, D] the CLS token after the last block and its norm.
    """

    logits: Tensor
    attention: Tensor | None
    tokens: Tensor
    cls: Tensor


def build_backbone(config: NetworkConfig, *, drop_path: float = 0.0) -> nn.Module:
    """A timm ViT for two polarisations and any image size that patches divide."""
    model: nn.Module = timm.create_model(
        config.backbone,
        pretrained=False,
        num_classes=0,
        in_chans=POLARISATIONS,
        patch_size=config.patch_size,
        img_size=config.image_size,
        dynamic_img_size=True,
        drop_path_rate=drop_path,
        **config.backbone_options,
    )
    return model


def token_mask(valid: Tensor, patch_size: int, prefix_tokens: int) -> Tensor:
    """Which tokens may be attended to: those with at least one valid pixel, and the prefix tokens.

    Args:
        valid: [B, H, W] bool.
        patch_size: Pixels per token side.
        prefix_tokens: CLS and register tokens ahead of the patch tokens.

    Returns:
        [B, 1, 1, prefix + tokens] bool, broadcast over heads and queries.
    """
    tokens = F.max_pool2d(valid[:, None].float(), patch_size).flatten(1) > 0
    prefix = tokens.new_ones(len(tokens), prefix_tokens)
    return torch.cat([prefix, tokens], dim=1)[:, None, None]


def run_backbone(
    backbone: Any,
    x: Tensor,
    mask: Tensor | None,
    taps: tuple[int, ...] = (),
    *,
    attention: bool = False,
    hidden: tuple[Tensor, Tensor] | None = None,
) -> tuple[Tensor, list[Tensor], Tensor | None]:
    """Runs the blocks, keeping the tokens of some depths and the CLS attention of the last.

    The attention is taken from the last block's own query and key projections: one query against
    all keys, linear in the number of tokens, while every block keeps its fused attention.

    Args:
        backbone: A timm ViT.
        x: [B, 2, H, W] normalised backscatter.
        mask: Which tokens may be attended to, as :func:`token_mask` gives it.
        taps: Depths whose tokens are kept.
        attention: Whether to return the CLS attention.
        hidden: [B, N] bool patch tokens to hide and the token [D] that stands for them (iBOT).

    Returns:
        The normed tokens [B, N, D], the tapped tokens [B, N, D] each, and the CLS attention
        [B, heads, N] over all tokens, or None.
    """
    last = backbone.blocks[-1].attn
    projected: list[Tensor] = []
    hook = last.qkv.register_forward_hook(lambda _m, _i, out: projected.append(out)) if attention else None
    try:
        x = backbone.patch_embed(x)  # [B, H/p, W/p, D]
        if hidden is not None:
            where, stand_in = hidden
            x = torch.where(where.view(*x.shape[:-1], 1), stand_in.to(x.dtype), x)
        x = backbone.norm_pre(backbone._pos_embed(x))
        tapped = []
        for depth, block in enumerate(backbone.blocks):
            x = block(x, attn_mask=mask)
            if depth in taps:
                tapped.append(x)
    finally:
        if hook is not None:
            hook.remove()
    weights = _cls_attention(last, projected[0], mask) if attention else None
    return backbone.norm(x), tapped, weights


def _cls_attention(attn: Any, projected: Tensor, mask: Tensor | None) -> Tensor:
    """Softmax weights [B, heads, N] of the CLS query, from the fused projection [B, N, 3*D]."""
    batch, tokens, _ = projected.shape
    query, key, _ = projected.reshape(batch, tokens, 3, attn.num_heads, -1).unbind(2)
    # Full precision even under autocast: half-precision scores would show as steps in the maps.
    with torch.autocast(projected.device.type, enabled=False):
        query = attn.q_norm(query[:, 0]).float() * attn.scale
        scores = torch.einsum("bhd,bnhd->bhn", query, attn.k_norm(key).float())
    if mask is not None:
        scores = scores.masked_fill(~mask[:, 0], float("-inf"))
    return scores.softmax(dim=-1)


def _conv(inputs: int, outputs: int, stride: int = 1) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True)
    )


class RadarStem(nn.Module):
    """Shallow convolutions on the backscatter at full, half and quarter resolution."""

    def __init__(self, channels: tuple[int, int, int]) -> None:
        super().__init__()
        full, half, quarter = channels
        self.at_full = nn.Sequential(_conv(POLARISATIONS, full), _conv(full, full))
        self.at_half = nn.Sequential(_conv(full, half, 2), _conv(half, half))
        self.at_quarter = nn.Sequential(_conv(half, quarter, 2), _conv(quarter, quarter))

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """[B, 2, H, W] to features at H, H/2 and H/4."""
        full = self.at_full(x)
        half = self.at_half(full)
        return full, half, self.at_quarter(half)


class SegmentationHead(nn.Module):
    """Token grids of several depths, refined step by step with the radar stem.

    Class borders then follow the image rather than the token grid.
    """

    def __init__(self, dim: int, config: NetworkConfig) -> None:
        super().__init__()
        full, half, quarter = config.stem_channels
        self.stem = RadarStem(config.stem_channels)
        self.norms = nn.ModuleList(nn.LayerNorm(dim) for _ in config.taps)
        self.project = _conv(dim * len(config.taps), config.token_channels)
        self.to_quarter = _conv(config.token_channels + quarter, 2 * half)
        self.to_half = _conv(3 * half, half)
        self.to_full = _conv(half + full, full + full // 2)
        self.classify = nn.Conv2d(full + full // 2, len(config.classes), 1)

    def features(self, x: Tensor, tapped: list[Tensor], grid: tuple[int, int]) -> Tensor:
        """Features [B, C, H, W] from the image [B, 2, H, W] and patch tokens [B, N, D] per tap."""
        # Channels last: the convolutions take two thirds of the time on a CPU.
        full, half, quarter = self.stem(x.contiguous(memory_format=torch.channels_last))
        normed = [norm(tokens) for norm, tokens in zip(self.norms, tapped, strict=True)]
        tokens = torch.cat(normed, dim=-1).transpose(1, 2)
        tokens = tokens.reshape(*tokens.shape[:2], *grid)
        out = self.to_quarter(torch.cat([_resize(self.project(tokens), quarter), quarter], 1))
        out = self.to_half(torch.cat([_resize(out, half), half], 1))
        found: Tensor = self.to_full(torch.cat([_resize(out, full), full], 1))
        return found


def _resize(x: Tensor, like: Tensor) -> Tensor:
    return F.interpolate(x, size=like.shape[-2:], mode="bilinear", align_corners=False)


class SarSegmenter(nn.Module):
    """Land-cover segmentation of SAR with a vision transformer whose attention is part of the output."""

    def __init__(self, config: NetworkConfig, *, drop_path: float = 0.0) -> None:
        super().__init__()
        self.config = config
        backbone: Any = build_backbone(config, drop_path=drop_path)
        self.backbone = backbone
        self.head = SegmentationHead(backbone.embed_dim, config)
        self.head.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.refine: Refinement | None = None
        if config.hidden:
            self.refine = Refinement(
                self.head.classify.in_channels,
                inputs=POLARISATIONS,
                windows=config.texture,
                hidden=config.hidden,
                classes=len(config.classes),
            )

    @property
    def patch_size(self) -> int:
        """Pixels per token side."""
        return self.config.patch_size

    @property
    def heads(self) -> int:
        """Attention heads of the last block."""
        return int(self.backbone.blocks[-1].attn.num_heads)

    @property
    def classes(self) -> list[int]:
        """Class codes in the order of the logits."""
        return list(self.config.classes)

    def forward(self, x: Tensor, valid: Tensor | None = None, *, attention: bool = False) -> Output:
        """Segments normalised backscatter.

        Args:
            x: [B, 2, H, W] normalised backscatter, 0 where invalid or absent; H and W are multiples
                of the patch size.
            valid: [B, H, W] bool, or None where every pixel is valid (the fast path: no mask).
            attention: Whether to return the CLS attention.
        """
        prefix = self.backbone.num_prefix_tokens
        mask = None if valid is None else token_mask(valid, self.patch_size, prefix)
        tokens, tapped, weights = run_backbone(self.backbone, x, mask, self.config.taps, attention=attention)
        grid = (x.shape[-2] // self.patch_size, x.shape[-1] // self.patch_size)
        features = self.head.features(x, [tap[:, prefix:] for tap in tapped], grid)
        logits = self.head.classify(features)
        if self.refine is not None:
            logits = logits + self.refine(features, x, valid)
        maps = None if weights is None else weights[..., prefix:].reshape(*weights.shape[:2], *grid)
        return Output(logits, maps, tokens[:, prefix:], tokens[:, 0])

    def pixel_features(self, x: Tensor, valid: Tensor | None = None) -> Tensor:
        """Features [B, F, H, W] that the classes are read from; arguments as of :meth:`forward`."""
        prefix = self.backbone.num_prefix_tokens
        mask = None if valid is None else token_mask(valid, self.patch_size, prefix)
        _, tapped, _ = run_backbone(self.backbone, x, mask, self.config.taps)
        grid = (x.shape[-2] // self.patch_size, x.shape[-1] // self.patch_size)
        features: Tensor = self.head.features(x, [tap[:, prefix:] for tap in tapped], grid)
        return features
