"""An optional addition of fine-tuning to the segmentation head: a small classifier that also sees texture.

The head's features fit the classes and places of its training. If an analyst's own classes differ only in
roughness or grain, local statistics of the backscatter separate them.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

CLIP = 4.0
"""Inputs are clipped at so many standard deviations from the labelled pixels' mean."""


def texture_channels(windows: tuple[int, ...], inputs: int) -> int:
    """Number of channels of :func:`texture`: the backscatter, a mean and a deviation per window."""
    return inputs * (1 + 2 * len(windows)) if windows else 0


def texture(x: Tensor, valid: Tensor | None, windows: tuple[int, ...]) -> Tensor:
    """Backscatter with its local mean and deviation [B, C * (1 + 2 * windows), H, W].

    Args:
        x: [B, C, H, W] normalised backscatter, 0 where invalid.
        valid: [B, H, W] bool, or None if every pixel is valid. Means leave out invalid pixels.
        windows: Odd sides in pixels.
    """
    # Full precision even under autocast: the deviation is a difference of similar numbers.
    with torch.autocast(x.device.type, enabled=False):
        x = x.float()
        known = None if valid is None else valid[:, None].float()
        maps = [x]
        for side in windows:
            share = None if known is None else _box(known, side).clamp_min(1e-6)
            mean, square = _box(x, side), _box(x * x, side)
            if share is not None:
                mean, square = mean / share, square / share
            maps += [mean, (square - mean * mean).clamp_min(0).sqrt()]
        return torch.cat(maps, 1)


def _box(x: Tensor, side: int) -> Tensor:
    """Mean over a square window, clipped at the border; first down, then across, which is faster."""
    half = side // 2
    down = F.avg_pool2d(x, (side, 1), 1, (half, 0), count_include_pad=False)
    return F.avg_pool2d(down, (1, side), 1, (0, half), count_include_pad=False)


class Refinement(nn.Module):
    """Logits to add to the head's logits: two layers on a pixel's features and texture.

    Args:
        features: Channels of the head's features.
        inputs: Channels of the image.
        windows: Sides of the texture's windows.
        hidden: Units of the hidden layer.
        classes: Number of classes.
    """

    mean: Tensor
    scale: Tensor

    def __init__(
        self, features: int, *, inputs: int, windows: tuple[int, ...], hidden: int, classes: int
    ) -> None:
        super().__init__()
        self.windows = windows
        channels = features + texture_channels(windows, inputs)
        self.register_buffer("mean", torch.zeros(channels))
        self.register_buffer("scale", torch.ones(channels))
        self.hidden = nn.Conv2d(channels, hidden, 1)
        self.classify = nn.Conv2d(hidden, classes, 1)
        nn.init.zeros_(self.classify.weight)  # adds nothing before training
        nn.init.zeros_(self.classify.bias)  # type: ignore[arg-type]

    def forward(self, features: Tensor, x: Tensor, valid: Tensor | None) -> Tensor:
        """Logits [B, classes, H, W] to add, from features, image and validity of its pixels."""
        features = features.float()
        if self.windows:
            features = torch.cat([features, texture(x, valid, self.windows)], 1)
        return self.of_inputs(features)

    def of_inputs(self, inputs: Tensor) -> Tensor:
        """Logits from features and texture [B, features + texture, H, W]."""
        shape = (1, -1, 1, 1)
        # Full precision even under autocast: a unit may be a small difference of large inputs.
        with torch.autocast(inputs.device.type, enabled=False):
            standard = ((inputs - self.mean.view(shape)) * self.scale.view(shape)).clamp(-CLIP, CLIP)
            logits: Tensor = self.classify(F.relu(self.hidden(standard)))
        return logits
