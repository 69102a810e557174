"""The architecture of a network, in plain values: torch is not needed to know it."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any

POLARISATIONS = 2
"""Input channels: co-pol (VV or HH), cross-pol (VH or HV)."""


@dataclass(frozen=True)
class NetworkConfig:
    """All values for building the network again.

    Attributes:
        backbone: Name of a timm vision transformer.
        backbone_options: Changes to the backbone (``embed_dim``, ``depth``, ``num_heads``, ``reg_tokens``).
        patch_size: Pixels per token side.
        patch_stem: Channels of the convolutions that make the tokens (:mod:`model.network.patch_stem`), all
            with stride 2; empty: a linear patch embedding.
        image_size: Side in pixels of the image for the position embedding.
        classes: Codes of the classes, in the order of the logits.
        taps: Depths (0-based blocks) with tokens for the head.
        stem_channels: Channels of the radar stem at full, half, quarter and eighth resolution;
            empty: a linear head on the tokens alone, the control of the evaluation.
        feature_channels: Channels of a pixel's features, the input of the classification.
        texture: Windows in pixels; a fine-tuned model's refinement sees their mean and deviation.
        hidden: Units of the refinement (:mod:`model.network.refine`); 0: no refinement.
        inputs: Planes of the input: the polarisations, and with 3 the flag of
            :class:`model.sar.normalise.Normalisation`.
    """

    backbone: str = "vit_tiny_patch16_224"
    backbone_options: dict[str, int] = field(default_factory=dict)
    patch_size: int = 8
    patch_stem: tuple[int, ...] = ()
    image_size: int = 64
    classes: tuple[int, ...] = (10, 20, 30, 40, 50, 60, 80, 90)
    taps: tuple[int, ...] = (2, 5, 8, 11)
    stem_channels: tuple[int, ...] = (16, 32, 64, 128)
    feature_channels: int = 24
    texture: tuple[int, ...] = ()
    hidden: int = 0
    inputs: int = POLARISATIONS

    def as_dict(self) -> dict[str, Any]:
        """Plain values for a model card."""
        return dataclasses.asdict(self)

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> NetworkConfig:
        """The configuration in a model card; lists become tuples.

        Raises:
            TypeError: An unknown or missing key.
        """
        tuples = {"classes", "taps", "stem_channels", "texture", "patch_stem"}
        plain: dict[str, Any] = {key: tuple(v) if key in tuples else v for key, v in values.items()}
        return cls(**plain)
