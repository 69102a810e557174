"""What a fine-tuned model adds to its logits, in numpy: :mod:`model.network.refine` without torch.

Full precision, whatever the network computes in: a local deviation is a difference of similar numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.checkpoint.weights import ModelFile, Weights

Values = NDArray[np.float32]
CLIP = 4.0
"""As :data:`model.network.refine.CLIP`."""
_ROWS = 2**14
"""Pixels at once: what they need fits into a processor's cache."""


def texture(x: Values, valid: NDArray[np.bool_] | None, windows: tuple[int, ...]) -> Values:
    """Backscatter with its local mean and deviation [B, C * (1 + 2 * windows), H, W].

    Args:
        x: [B, C, H, W] normalised backscatter, 0 where invalid.
        valid: [B, H, W] bool, or None if every pixel is valid. Means leave out invalid pixels.
        windows: Odd sides in pixels.
    """
    known = np.ones((1, 1, *x.shape[-2:]), np.float64) if valid is None else valid[:, None].astype(np.float64)
    wide = x.astype(np.float64)
    maps = [x]
    for side in windows:
        share = _box(known, side)
        if valid is None:
            # Beyond the border there is nothing: the mean is over the pixels inside.
            mean, square = _box(wide, side) / share, _box(wide * wide, side) / share
        else:
            share = np.maximum(share, 1e-6 * _box(np.ones_like(known), side))
            mean, square = _box(wide, side) / share, _box(wide * wide, side) / share
        maps += [
            mean.astype(np.float32),
            np.sqrt(np.maximum(square - mean * mean, 0)).astype(np.float32),
        ]
    return np.concatenate(maps, 1)


def _box(x: NDArray[np.float64], side: int) -> NDArray[np.float64]:
    """Mean over a square window, with zeros beyond the border."""
    from scipy import ndimage  # late: half of the time until the worker's hello, and few models need it

    down = ndimage.uniform_filter1d(x, side, axis=-2, mode="constant")
    found: NDArray[np.float64] = ndimage.uniform_filter1d(down, side, axis=-1, mode="constant")
    return found


@dataclass(frozen=True)
class Refinement:
    """Two layers on a pixel's features and texture.

    Attributes:
        mean: [inputs]. scale: [inputs].
        hidden: [inputs, units] and its bias [units].
        classify: [units, classes] and its bias [classes].
        windows: Sides of the texture's windows.
    """

    mean: Values
    scale: Values
    hidden: tuple[Values, Values]
    classify: tuple[Values, Values]
    windows: tuple[int, ...]

    @classmethod
    def of(cls, model: ModelFile) -> Refinement | None:
        """The refinement of a model; None if it has none."""
        if not model.config.hidden:
            return None

        def layer(name: str) -> tuple[Values, Values]:
            weight = model.weights[f"refine.{name}.weight"][:, :, 0, 0].astype(np.float32)
            return np.ascontiguousarray(weight.T), _plain(model.weights, f"refine.{name}.bias")

        return cls(
            _plain(model.weights, "refine.mean"),
            _plain(model.weights, "refine.scale"),
            layer("hidden"),
            layer("classify"),
            model.config.texture,
        )

    def of_maps(self, features: Values, x: Values, valid: NDArray[np.bool_] | None) -> Values:
        """Logits [B, classes, H, W] to add, from features [B, F, H, W] and the image [B, C, H, W]."""
        inputs = np.concatenate([features, texture(x, valid, self.windows)], 1) if self.windows else features
        batch, channels, rows, cols = inputs.shape
        flat = inputs.reshape(batch, channels, -1)
        # A classifier of texture alone has no weights for the features: what is not seen is not computed.
        seen = np.flatnonzero(self.hidden[0].any(axis=1))
        part = Refinement(
            self.mean[seen],
            self.scale[seen],
            (self.hidden[0][seen], self.hidden[1]),
            self.classify,
            self.windows,
        )
        found = np.empty((batch, self.classify[0].shape[1], rows * cols), np.float32)
        for place in range(batch):
            for first in range(0, rows * cols, _ROWS):
                here = slice(first, first + _ROWS)
                found[place, :, here] = part._of_columns(flat[place, seen, here])
        return found.reshape(batch, -1, rows, cols)

    def _of_columns(self, inputs: Values) -> Values:
        """Logits [classes, N] from features and texture [inputs, N], as they lie in an image."""
        standard = (inputs - self.mean[:, None]) * self.scale[:, None]
        np.clip(standard, -CLIP, CLIP, out=standard)
        inner = self.hidden[0].T @ standard
        inner += self.hidden[1][:, None]
        np.maximum(inner, 0, out=inner)
        found: Values = self.classify[0].T @ inner + self.classify[1][:, None]
        return found

    def of_inputs(self, inputs: Values) -> Values:
        """Logits [N, classes] from features and texture [N, inputs]."""
        return self._of_columns(inputs.T).T


def _plain(weights: Weights, name: str) -> Values:
    return np.asarray(weights[name], np.float32)
