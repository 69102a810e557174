"""The network: a timm vision transformer and a segmentation head on its tokens and the radar image.

One forward pass gives class logits, token embeddings and the attention of the CLS token.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from model.network.config import POLARISATIONS, NetworkConfig
from model.network.head import LinearHead, SegmentationHead
from model.network.patch_stem import PatchStem
from model.network.refine import Refinement
from model.torchvision_tolerance import import_torchvision

import_torchvision()  # before timm, which imports torchvision and fails with mixed builds

import timm  # noqa: E402


@dataclass(frozen=True)
class Question:
    """A query for every tile's tokens, instead of the tile's own CLS query.

    Attributes:
        query: [heads, D / heads], scaled.
        level: [heads] logarithm of the attention that counts as 1. The weight of a token is the exponential
            of its score minus this level, independent of the tile's other tokens.
    """

    query: Tensor
    level: Tensor


@dataclass
class Output:
    """The result of one forward pass.

    Attributes:
        logits: [B, classes, H, W].
        attention: [B, heads, H/p, W/p] float32: softmax weights of the CLS query in the last block
            over the patch tokens, or weights of a :class:`Question`; 0 at tokens without a valid pixel. None
            unless requested.
        tokens: [B, H/p * W/p, D] patch tokens after the last block and its norm.
        cls: [B, D] the CLS token after the last block and its norm.
        features: [B, F, H, W] the head's features, before the classification.
    """

    logits: Tensor
    attention: Tensor | None
    tokens: Tensor
    cls: Tensor
    features: Tensor


def build_backbone(config: NetworkConfig, *, drop_path: float = 0.0) -> nn.Module:
    """A timm ViT for two polarisations and any image size that is a multiple of the patch size.

    Args:
        config: Names the backbone; values of the head are ignored.
        drop_path: Stochastic depth of the last block, 0..1; grows linearly with depth.

    Raises:
        ValueError: The patch stem does not make patches of ``patch_size``.
        RuntimeError: timm has no such model.
    """
    model: Any = timm.create_model(
        config.backbone,
        pretrained=False,
        num_classes=0,
        in_chans=config.inputs,
        patch_size=config.patch_size,
        img_size=config.image_size,
        dynamic_img_size=True,
        drop_path_rate=drop_path,
        **config.backbone_options,
    )
    if config.patch_stem:
        if 2 ** len(config.patch_stem) != config.patch_size:
            raise ValueError(f"{len(config.patch_stem)} halvings do not make patches of {config.patch_size}")
        model.patch_embed = PatchStem(config.inputs, config.patch_stem, model.embed_dim, config.image_size)
    backbone: nn.Module = model
    return backbone


def planes_of(backbone: nn.Module) -> int:
    """Planes of the input of a backbone."""
    first: Any = next(module for module in backbone.modules() if isinstance(module, nn.Conv2d))
    return int(first.in_channels)


def attend_in_steps(backbone: Any, wanted: bool) -> None:
    """Switches a backbone's attention between separate products with a softmax and torch's fused kernel.

    The fused kernel saves memory. But on a CPU its backward pass takes as long as the rest of a training step
    with 64 tokens, and with it a bf16 forward pass at 1024 tokens takes 50 % longer.
    """
    for block in backbone.blocks:
        block.attn.fused_attn = not wanted


def token_mask(valid: Tensor, patch_size: int, prefix_tokens: int) -> Tensor:
    """Which tokens may be attended to: tokens with at least one valid pixel, and the prefix tokens.

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
    question: Question | None = None,
    hidden: tuple[Tensor, Tensor] | None = None,
) -> tuple[Tensor, list[Tensor], Tensor | None]:
    """Runs the blocks; keeps the tokens of some depths and the CLS attention of the last block.

    The attention is computed separately from the last block, from the input and weights of its projection:
    one query against all keys, linear in the number of tokens. So every block can keep the fused attention.

    Args:
        backbone: A timm ViT.
        x: [B, 2, H, W] normalised backscatter.
        mask: Which tokens may be attended to, from :func:`token_mask`.
        taps: Depths of the tokens to keep.
        attention: Whether to return the CLS attention.
        question: Query instead of each image's own CLS query.
        hidden: [B, N] bool patch tokens to hide, and the token [D] that replaces them (iBOT).

    Returns:
        The normed tokens [B, N, D], the tapped tokens [B, N, D] each, and the CLS attention
        [B, heads, N] over all tokens, or None.
    """
    last = backbone.blocks[-1].attn
    seen: list[tuple[Tensor, Tensor]] = []
    hook = None
    if attention:
        hook = last.qkv.register_forward_hook(lambda _m, given, out: seen.append((given[0], out)))
    try:
        x = backbone.patch_embed(x)  # [B, H/p, W/p, D]
        if hidden is not None:
            where, stand_in = hidden
            x = torch.where(where.view(*x.shape[:-1], 1), stand_in.to(x.dtype), x)
        x = backbone.norm_pre(backbone._pos_embed(x))
        tapped = []
        added = mask
        if mask is not None and not backbone.blocks[0].attn.fused_attn:
            # Without the fused kernel timm adds masks of any type to the scores.
            added = torch.zeros(mask.shape, device=mask.device).masked_fill(~mask, float("-inf"))
        for depth, block in enumerate(backbone.blocks):
            x = block(x, attn_mask=added)
            if depth in taps:
                tapped.append(x)
    finally:
        if hook is not None:
            hook.remove()
    weights = cls_attention(last, *seen[0], mask, question) if attention else None
    return backbone.norm(x), tapped, weights


def question_of_nothing(backbone: Any, side: int) -> Question:
    """The query of the last block's CLS token in an image without content.

    A tile's own CLS query depends on the tile's content: a tile of sea has another query than a tile with a
    city, and the softmax makes the attention of both sum to one. So the maps of both tiles do not fit
    together. With one query and one level for all tiles, the same ground gets the same attention in every
    tile and in every scene. The level is the average attention of the tokens in the image without content.

    Args:
        backbone: A timm ViT in evaluation mode.
        side: Side of the image in pixels: the side of a tile.
    """
    last = backbone.blocks[-1].attn
    seen: list[tuple[Tensor, Tensor]] = []
    hook = last.qkv.register_forward_hook(lambda _m, given, out: seen.append((given[0], out)))
    weight = next(backbone.parameters())
    try:
        with torch.autocast(weight.device.type, enabled=False):
            empty = torch.zeros(1, planes_of(backbone), side, side, device=weight.device, dtype=weight.dtype)
            run_backbone(backbone, empty, None)
    finally:
        hook.remove()
    tokens, projected = seen[0]
    query = _queries(last, projected)
    scores = _scores(last, tokens, projected, query)[0, :, backbone.num_prefix_tokens :]
    return Question(query[0], scores.exp().mean(dim=-1).log())


def _queries(attn: Any, projected: Tensor) -> Tensor:
    """The scaled CLS queries [B, heads, D / heads] in a fused projection [B, N, 3*D]."""
    query = projected[:, 0].reshape(len(projected), 3, attn.num_heads, -1)[:, 0]
    # Full precision even under autocast: half-precision scores would be visible as steps in the maps.
    with torch.autocast(projected.device.type, enabled=False):
        scaled: Tensor = attn.q_norm(query).float() * attn.scale
    return scaled


def cls_attention(
    attn: Any, tokens: Tensor, projected: Tensor, mask: Tensor | None, question: Question | None = None
) -> Tensor:
    """Softmax weights [B, heads, N] of each CLS query, or weights of a question.

    Args:
        attn: The attention of a block.
        tokens: [B, N, D] input of the attention's projection.
        projected: [B, N, 3*D] output of the projection.
        mask: Which tokens may be attended to.
        question: Query instead of the CLS queries.
    """
    queries = _queries(attn, projected) if question is None else question.query.float()[None]
    scores = _scores(attn, tokens, projected, queries)
    if mask is not None:
        scores = scores.masked_fill(~mask[:, 0], float("-inf"))
    return scores.softmax(dim=-1) if question is None else (scores - question.level[:, None]).exp()


def _scores(attn: Any, tokens: Tensor, projected: Tensor, queries: Tensor) -> Tensor:
    """Scores [B, heads, N] of tokens for queries [B or 1, heads, D / heads], up to a constant per query."""
    batch, count, dim = tokens.shape
    with torch.autocast(projected.device.type, enabled=False):
        if isinstance(attn.k_norm, nn.Identity):
            # q (W x + b) is (q W) x plus a constant for all tokens, which cancels: one product of the tokens
            # with a vector per head, without a copy of the keys.
            weight = attn.qkv.weight[dim : 2 * dim].float().view(attn.num_heads, -1, dim)
            asked = torch.einsum("bhd,hdc->bhc", queries, weight).expand(batch, -1, -1)
            return asked @ tokens.float().transpose(1, 2)
        key = attn.k_norm(projected.reshape(batch, count, 3, attn.num_heads, -1)[:, :, 1]).float()
        scores: Tensor = torch.einsum("bhd,bnhd->bhn", queries.expand(batch, -1, -1), key)
    return scores


def _float(values: Tensor | None) -> Tensor | None:
    return None if values is None else values.float()


def _head(dim: int, config: NetworkConfig) -> SegmentationHead | LinearHead:
    taps, features, classes = len(config.taps), config.feature_channels, len(config.classes)
    if not config.stem_channels:
        return LinearHead(dim, taps, features=features, classes=classes)
    return SegmentationHead(
        dim,
        taps,
        inputs=config.inputs,
        channels=config.stem_channels,
        features=features,
        classes=classes,
    )


class SarSegmenter(nn.Module):
    """Land-cover segmentation of SAR with a vision transformer whose attention is part of the output."""

    def __init__(self, config: NetworkConfig, *, drop_path: float = 0.0) -> None:
        super().__init__()
        self.config = config
        backbone: Any = build_backbone(config, drop_path=drop_path)
        self.backbone = backbone
        self.head = _head(backbone.embed_dim, config)
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

    def forward(
        self,
        x: Tensor,
        valid: Tensor | None = None,
        *,
        attention: bool = False,
        question: Question | None = None,
    ) -> Output:
        """Segments normalised backscatter.

        Args:
            x: [B, inputs or more, H, W] normalised backscatter, 0 where invalid or absent, and the flag;
                H and W are multiples of the patch size. Further planes are ignored.
            valid: [B, H, W] bool, or None if every pixel is valid (the fast path: no mask).
            attention: Whether to return the CLS attention.
            question: Query instead of the CLS queries, from :func:`question_of_nothing`.
        """
        x = x[:, : self.config.inputs]
        prefix = self.backbone.num_prefix_tokens
        mask = None if valid is None else token_mask(valid, self.patch_size, prefix)
        tokens, tapped, weights = run_backbone(
            self.backbone, x, mask, self.config.taps, attention=attention, question=question
        )
        grid = (x.shape[-2] // self.patch_size, x.shape[-1] // self.patch_size)
        features = self.head.features(x, [tap[:, prefix:] for tap in tapped], grid)
        logits = self.head.classify(features)
        if self.refine is not None:
            logits = logits + self.refine(features, x[:, :POLARISATIONS], valid)
        maps = None if weights is None else weights[..., prefix:].reshape(*weights.shape[:2], *grid)
        return Output(logits, maps, tokens[:, prefix:], tokens[:, 0], features)

    def last_attention(self, x: Tensor, valid: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Scaled queries and keys [B, heads, prefix + N, D / heads], float32, of the last block's attention.

        Args:
            x: As for :meth:`forward`.
            valid: As for :meth:`forward`.
        """
        x = x[:, : self.config.inputs]
        mask = None if valid is None else token_mask(valid, self.patch_size, self.backbone.num_prefix_tokens)
        last = self.backbone.blocks[-1].attn
        seen: list[Tensor] = []
        hook = last.qkv.register_forward_hook(lambda _m, given, _out: seen.append(given[0]))
        try:
            run_backbone(self.backbone, x, mask)
        finally:
            hook.remove()
        # Full precision even under autocast: half-precision scores would be visible as steps in the maps.
        with torch.autocast(x.device.type, enabled=False):
            out = F.linear(seen[0].float(), last.qkv.weight.float(), _float(last.qkv.bias))
            parts = out.reshape(*out.shape[:2], 3, last.num_heads, -1).permute(2, 0, 3, 1, 4)
            queries: Tensor = last.q_norm(parts[0]).float() * last.scale
            keys: Tensor = last.k_norm(parts[1]).float()
        return queries, keys

    def pixel_features(self, x: Tensor, valid: Tensor | None = None) -> Tensor:
        """Features [B, F, H, W] for the classification; arguments as for :meth:`forward`."""
        x = x[:, : self.config.inputs]
        prefix = self.backbone.num_prefix_tokens
        mask = None if valid is None else token_mask(valid, self.patch_size, prefix)
        _, tapped, _ = run_backbone(self.backbone, x, mask, self.config.taps)
        grid = (x.shape[-2] // self.patch_size, x.shape[-1] // self.patch_size)
        features: Tensor = self.head.features(x, [tap[:, prefix:] for tap in tapped], grid)
        return features
