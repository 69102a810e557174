"""The segmentation head: convolutions on the backscatter, joined by the tokens of the transformer.

Class borders follow the image rather than the token grid, and texture finer than a token counts. The tokens
add the surroundings, which a convolution does not see.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn


def _conv(inputs: int, outputs: int, stride: int = 1) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True)
    )


class RadarStem(nn.Module):
    """Convolutions on the backscatter at full, half, quarter and eighth resolution."""

    def __init__(self, inputs: int, channels: tuple[int, ...]) -> None:
        super().__init__()
        before = (inputs, *channels[:-1])
        self.levels = nn.ModuleList(
            nn.Sequential(_conv(old, new, 1 if level == 0 else 2), _conv(new, new))
            for level, (old, new) in enumerate(zip(before, channels, strict=True))
        )

    def forward(self, x: Tensor) -> list[Tensor]:
        """[B, inputs, H, W] to features at H, H/2, H/4 and H/8."""
        features = []
        for level in self.levels:
            x = level(x)
            features.append(x)
        return features


class SegmentationHead(nn.Module):
    """A U-Net (Ronneberger et al. 2015, arXiv 1505.04597) with the transformer's tokens at its bottom.

    Args:
        dim: Width of a token.
        taps: Number of depths with tokens for the head.
        inputs: Channels of the image.
        channels: Channels of the convolutions, from full resolution down.
        features: Channels of a pixel's features, the input of the classification.
        classes: Number of classes.
    """

    def __init__(
        self, dim: int, taps: int, *, inputs: int, channels: tuple[int, ...], features: int, classes: int
    ) -> None:
        super().__init__()
        self.stem = RadarStem(inputs, channels)
        self.norms = nn.ModuleList(nn.LayerNorm(dim) for _ in range(taps))
        self.project = nn.Conv2d(dim * taps, channels[-1], 1)
        nn.init.zeros_(self.project.weight)  # the tokens have no effect until training
        nn.init.zeros_(self.project.bias)  # type: ignore[arg-type]
        self.bottom = nn.Sequential(_conv(channels[-1], channels[-1]), _conv(channels[-1], channels[-1]))
        below = (*channels[1:-1], channels[-1])
        self.up = nn.ModuleList(
            _conv(lower + skip, out)
            for lower, skip, out in zip(below, channels[:-1], (features, *channels[1:-1]), strict=True)
        )
        self.classify = nn.Conv2d(features, classes, 1)
        self.hide_tokens = 0.0  # share of the images of a batch that are seen without tokens, while training
        # Channels last: the convolutions take two thirds of the time on a CPU.
        self.to(memory_format=torch.channels_last)  # type: ignore[call-overload]

    def features(self, x: Tensor, tapped: list[Tensor], grid: tuple[int, int]) -> Tensor:
        """Features [B, features, H, W] of every pixel.

        Args:
            x: [B, inputs, H, W] normalised backscatter.
            tapped: Patch tokens [B, N, D] per tap.
            grid: Rows and columns of the tokens.
        """
        levels = self.stem(x.contiguous(memory_format=torch.channels_last))
        lowest = levels[-1]
        tokens = self.project(_square(self.norms, tapped, grid))
        if self.training and self.hide_tokens:
            tokens = tokens * (torch.rand(len(x), 1, 1, 1, device=x.device) >= self.hide_tokens)
        out: Tensor = self.bottom(lowest + _resize(tokens, lowest))
        for level in range(len(self.up) - 1, -1, -1):
            skip = levels[level]
            out = self.up[level](torch.cat([_resize(out, skip), skip], 1))
        return out


class LinearHead(nn.Module):
    """Classes from the tokens alone, interpolated to the pixels: the control for :class:`SegmentationHead`.

    Args:
        dim: Width of a token.
        taps: Number of depths with tokens for the head.
        features: Channels of a pixel's features, the input of the classification.
        classes: Number of classes.
    """

    def __init__(self, dim: int, taps: int, *, features: int, classes: int) -> None:
        super().__init__()
        self.norms = nn.ModuleList(nn.LayerNorm(dim) for _ in range(taps))
        self.project = nn.Conv2d(dim * taps, features, 1)
        self.classify = nn.Conv2d(features, classes, 1)

    def features(self, x: Tensor, tapped: list[Tensor], grid: tuple[int, int]) -> Tensor:
        """Features [B, features, H, W]; arguments as for :meth:`SegmentationHead.features`."""
        return _resize(self.project(_square(self.norms, tapped, grid)), x)


def _square(norms: nn.ModuleList, tapped: list[Tensor], grid: tuple[int, int]) -> Tensor:
    """The normed tokens of all depths side by side [B, D * taps, rows, cols]."""
    normed = [norm(tokens) for norm, tokens in zip(norms, tapped, strict=True)]
    tokens = torch.cat(normed, dim=-1)
    return tokens.reshape(len(tokens), *grid, tokens.shape[-1]).permute(0, 3, 1, 2)


def _resize(x: Tensor, like: Tensor) -> Tensor:
    if x.shape[-2:] == like.shape[-2:]:
        return x
    return F.interpolate(x, size=like.shape[-2:], mode="bilinear", align_corners=False)
