"""A card's architecture, every value in its range. No torch here."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from model.checkpoint.card import MAX_CLASSES, classes_of, unreadable
from model.network.config import NetworkConfig

_BACKBONE = re.compile(r"vit_(tiny|small|base)_patch(8|14|16|32)_[a-z0-9_]{1,40}")
"""timm's names can also refer to the network ("hf-hub:...") and folders ("local-dir:..."); a file must not
use these."""

_OPTION_RANGES = {"embed_dim": (8, 1024), "depth": (1, 32), "num_heads": (1, 32), "reg_tokens": (0, 16)}
_NUMBER_RANGES = {
    "patch_size": (2, 32),
    "image_size": (16, 1024),
    "feature_channels": (1, 1024),
    "hidden": (0, 1024),
}
_LIST_RANGES = {
    "classes": (1, 254),
    "taps": (0, 31),
    "patch_stem": (1, 512),
    "stem_channels": (1, 512),
    "texture": (1, 63),
}
_LIST_LENGTHS = {
    "classes": (1, MAX_CLASSES),
    "taps": (1, 32),
    "patch_stem": (0, 5),
    "stem_channels": (4, 4),
    "texture": (0, 8),
}


def check_architecture(path: Path, card: dict[str, Any]) -> NetworkConfig:
    """The card's architecture, every value in its range."""
    values = card["architecture"]
    try:
        config = NetworkConfig.from_dict(values)
    except TypeError as error:
        unreadable(path, "has an architecture that this version does not know", detail=f"{path}: {error}")
    if not isinstance(config.backbone, str) or not _BACKBONE.fullmatch(config.backbone):
        unreadable(path, f"has an unknown backbone {str(config.backbone)[:60]!r}")
    for key, limits in _NUMBER_RANGES.items():
        _check_number(path, key, getattr(config, key), limits)
    for key, limits in _LIST_RANGES.items():
        _check_list(path, key, getattr(config, key), limits)
    if not isinstance(config.backbone_options, dict):
        unreadable(path, "has an architecture whose 'backbone_options' is of the wrong type")
    for key, value in config.backbone_options.items():
        if key not in _OPTION_RANGES:
            unreadable(path, f"has an architecture with an unknown option {key[:40]!r}")
        _check_number(path, key, value, _OPTION_RANGES[key])
    if config.image_size % config.patch_size:
        unreadable(path, "has an architecture whose image size is no multiple of its patch size")
    if not all(side % 2 for side in config.texture):
        unreadable(path, "has an architecture whose 'texture' windows are not all odd")
    if sorted(set(config.taps)) != list(config.taps):
        unreadable(path, "has an architecture whose 'taps' do not rise")
    if list(config.classes) != [item.code for item in classes_of(path, card)]:
        unreadable(path, "has other classes in its architecture than in its card")
    return config


def _check_number(path: Path, key: str, value: Any, limits: tuple[int, int]) -> None:
    if type(value) is not int or not limits[0] <= value <= limits[1]:
        unreadable(path, f"has an architecture whose '{key}' is not a number from {limits[0]} to {limits[1]}")


def _check_list(path: Path, key: str, values: Any, limits: tuple[int, int]) -> None:
    fewest, most = _LIST_LENGTHS[key]
    if not isinstance(values, tuple) or not fewest <= len(values) <= most:
        unreadable(path, f"has an architecture whose '{key}' is not a list of {fewest} to {most} numbers")
    for value in values:
        _check_number(path, key, value, limits)
