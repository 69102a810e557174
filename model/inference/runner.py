"""What runs a network: the interface of the engines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Seen:
    """All that one forward pass gives, float32 at the engine's place.

    Attributes:
        logits: [B, classes, tile, tile].
        attention: [B, heads, tokens, tokens]; None if not wanted.
        tokens: [B, N, D] after the last norm.
        pixels: [B, P, tile / 2, tile / 2]: means of the head's features over cells of
            :data:`model.inference.projection.STEP` pixels, in the directions of
            :func:`model.inference.projection.pixel_basis`.
    """

    logits: Any
    attention: Any
    tokens: Any
    pixels: Any


class Inference(Protocol):
    """Runs batches of tiles: torch (:mod:`model.inference.compute`), OpenVINO (:mod:`model.inference.light`).

    Attributes:
        attention: Whether attention maps are wanted.
        batch_size: Tiles at once; less after memory ran out.
        seconds: Time spent in forward passes so far.
        precision: ``fp32``, ``bf16`` or ``fp16``.
    """

    attention: bool
    batch_size: int
    seconds: float
    precision: str

    @property
    def name(self) -> str:
        """``torch`` or ``openvino``."""

    @property
    def place(self) -> Any:
        """Where logits and attention are: a torch device, or None for numpy arrays."""

    @property
    def device_kind(self) -> str:
        """``cpu``, ``cuda`` or ``mps``."""

    @property
    def device_name(self) -> str:
        """The device in words."""

    @property
    def channels(self) -> int:
        """Channels of the image."""

    def fit_batch(self, tile: int) -> None:
        """Sets ``batch_size`` for tiles of this side."""

    def run(self, x: NDArray[np.float32], valid: NDArray[np.bool_] | None) -> tuple[Any, Any]:
        """Logits and attention of tiles.

        Args:
            x: [B, C, tile, tile] normalised backscatter.
            valid: [B, tile, tile]; None if all pixels are valid.

        Returns:
            Logits [B, classes, tile, tile] and attention [B, heads, tokens, tokens] or None, both float32
            at ``place``.

        Raises:
            OutOfMemory: Not even a single tile fits.
        """

    def see(self, x: NDArray[np.float32], valid: NDArray[np.bool_] | None) -> Seen:
        """All that one forward pass of tiles gives; arguments and errors as for :meth:`run`."""

    def features(self, x: NDArray[np.float32], valid: NDArray[np.bool_] | None) -> NDArray[np.float32]:
        """The head's features [B, F, tile, tile] of tiles.

        Raises:
            OutOfMemory: Not even a single tile fits.
        """

    def last_attention(
        self, x: NDArray[np.float32], valid: NDArray[np.bool_] | None
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Scaled queries and keys [heads, prefix + N, D / heads] of the last attention of one tile.

        Args:
            x: [1, C, tile, tile] normalised backscatter.
            valid: [1, tile, tile]; None if all pixels are valid.

        Raises:
            OutOfMemory: Not even a single tile fits.
        """

    def explore(
        self, x: NDArray[np.float32], valid: NDArray[np.bool_] | None
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Logits [B, classes, tile, tile] and tokens [B, N, D] of tiles."""
