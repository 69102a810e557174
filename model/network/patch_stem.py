"""A convolutional stem instead of a vision transformer's linear patch embedding.

A linear projection of a patch sees means and edges, not texture: the spread of speckled backscatter is not a
linear function of the patch, and the first blocks of a transformer learn it only after many steps. A few
small convolutions give the spread from the start (Xiao et al. 2021, "Early Convolutions Help Transformers See
Better", arXiv 2106.14881).
"""

from __future__ import annotations

import torch
from torch import Tensor, nn


class ChannelNorm(nn.LayerNorm):
    """Layer norm over the channels of each pixel, independent of other pixels and the rest of the batch."""

    def forward(self, x: Tensor) -> Tensor:
        """[B, C, H, W] to [B, C, H, W]."""
        normed: Tensor = super().forward(x.permute(0, 2, 3, 1))
        return normed.permute(0, 3, 1, 2)


def default_channels(patch_size: int) -> tuple[int, ...]:
    """Channels of the stem for a patch size: 32, 64, then 128; empty if the size is no power of two."""
    halvings = patch_size.bit_length() - 1
    return () if 2**halvings != patch_size else (32, 64, *(128,) * 4)[:halvings]


class PatchStem(nn.Module):
    """Convolutions of stride 2 down to one position per patch; called like timm's ``PatchEmbed``.

    Args:
        inputs: Channels of the image.
        channels: Channels of the convolutions; each halves the resolution, so the patch size is two to the
            power of their number.
        dim: Width of a token.
        image_size: Side in pixels of the image for the position embedding.
    """

    def __init__(self, inputs: int, channels: tuple[int, ...], dim: int, image_size: int) -> None:
        super().__init__()
        side = 2 ** len(channels)
        self.patch_size = (side, side)
        self.grid_size = (image_size // side, image_size // side)
        self.num_patches = self.grid_size[0] * self.grid_size[1]
        layers: list[nn.Module] = []
        for old, new in zip((inputs, *channels[:-1]), channels, strict=True):
            layers += [nn.Conv2d(old, new, 3, 2, 1), ChannelNorm(new), nn.GELU()]
        self.convolutions = nn.Sequential(*layers)
        self.proj = nn.Conv2d(channels[-1], dim, 1)
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, nonlinearity="relu")
                assert module.bias is not None  # nosec B101
                nn.init.zeros_(module.bias)
        self.to(memory_format=torch.channels_last)  # type: ignore[call-overload]

    def forward(self, x: Tensor) -> Tensor:
        """[B, inputs, H, W] to tokens [B, H/p, W/p, dim]."""
        x = self.convolutions(x.contiguous(memory_format=torch.channels_last))
        tokens: Tensor = self.proj(x)
        return tokens.permute(0, 2, 3, 1)
