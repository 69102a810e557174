"""A small U-Net trained from scratch: the control that a vision transformer has to beat."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from model.network.config import POLARISATIONS
from model.network.network import Output

WIDTHS = (24, 48, 96, 160)


class SmallUNet(nn.Module):
    """Four levels, 0.9 million parameters; called like :class:`model.network.network.SarSegmenter`.

    Source: Ronneberger et al. 2015 (arXiv 1505.04597), with batch norm, a third of its width, and
        interpolation instead of transposed convolutions.
    """

    def __init__(self, classes: tuple[int, ...], widths: tuple[int, ...] = WIDTHS) -> None:
        super().__init__()
        self.classes = list(classes)
        self.patch_size = 2 ** (len(widths) - 1)  # sides of tiles must be multiples of this
        self.backbone = nn.Module()
        self.backbone.blocks = nn.ModuleList()  # no transformer: all weights learn at one rate
        before = (POLARISATIONS, *widths[:-1])
        self.down = nn.ModuleList(_double(old, new) for old, new in zip(before, widths, strict=True))
        up = zip(widths[1:], widths[:-1], strict=True)
        self.up = nn.ModuleList(_double(lower + skip, skip) for lower, skip in up)
        self.classify = nn.Conv2d(widths[0], len(classes), 1)

    def forward(
        self, x: Tensor, valid: Tensor | None = None, *, attention: bool = False, question: None = None
    ) -> Output:
        """Logits [B, classes, H, W] of normalised backscatter [B, 2, H, W]; invalid pixels must be 0."""
        levels = []
        for number, block in enumerate(self.down):
            x = block(F.max_pool2d(x, 2) if number else x)
            levels.append(x)
        for number in range(len(self.up) - 1, -1, -1):
            skip = levels[number]
            large = F.interpolate(x, size=skip.shape[-2:], mode="bilinear", align_corners=False)
            x = self.up[number](torch.cat([large, skip], dim=1))
        nothing = x.new_zeros(len(x), 0)
        return Output(self.classify(x), None, nothing, nothing, x)


def _double(inputs: int, outputs: int) -> nn.Sequential:
    layers: list[nn.Module] = []
    for old in (inputs, outputs):
        layers += [nn.Conv2d(old, outputs, 3, padding=1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU()]
    return nn.Sequential(*layers)
