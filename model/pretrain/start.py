"""Weights to start pre-training from: a Sardino model or run, or a ViT trained on photographs."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import safetensors.torch
import torch
from torch import Tensor

from model.checkpoint.card import read_card
from model.checkpoint.checkpoint import load_checkpoint
from model.checkpoint.files import heads_of, load_teacher_backbone, weights_of
from model.errors.errors import InvalidRequest, ModelNotReadable
from model.network.config import POLARISATIONS, NetworkConfig
from model.pretrain.branch import checked_backbone
from model.pretrain.record import scenes_seen

import timm  # isort: skip  # after model.network.network, which makes torchvision importable

TIMM = "timm:"
PATCH_WEIGHT = "patch_embed.proj.weight"
PATCH = "patch_embed."
STEM = "patch_embed.convolutions."
"""A convolutional stem starts with random weights if the source has a linear patch embedding."""
POSITION = "pos_embed"
NEW = ("reg_token",)
"""Parts of a backbone that the source may lack; they start with random weights."""


@dataclass(frozen=True)
class Start:
    """The starting weights of a run.

    Attributes:
        backbone: Weights of the backbone, for student and teacher.
        heads: Other tensors of ``student`` and ``teacher`` by name, if the source is a run with its state.
            Tensors of another shape (other prototypes) or of unwanted parts are not used.
        scenes: Names of the scenes that the source has seen, as far as recorded.
    """

    backbone: dict[str, Tensor]
    heads: dict[str, dict[str, Tensor]] = field(default_factory=dict)
    scenes: tuple[str, ...] = ()


def starting_point(
    source: str, config: NetworkConfig, *, seed: int = 0, report: Callable[[str], None] = print
) -> Start:
    """The starting weights with heads and scenes; arguments and errors as for :func:`starting_weights`."""
    weights = starting_weights(source, config, seed=seed, report=report)
    path = Path(source)
    folder = path if path.is_dir() else path.parent
    scenes = () if source.startswith(TIMM) else tuple(scenes_seen(folder))
    return Start(weights, heads_of(source) or {}, scenes)


def starting_weights(
    source: str, config: NetworkConfig, *, seed: int = 0, report: Callable[[str], None] = print
) -> dict[str, Tensor]:
    """The backbone's weights from a source, fitted to the network.

    Args:
        source: ``timm:NAME``, a run's folder or state file, a model, or a file of ViT weights as published by
            timm or the DINO authors.
        config: The network that the weights must fit.
        seed: Seed of random weights for missing parts.
        report: Takes a line about each missing part.

    Raises:
        InvalidRequest: The source is not available, or is of another kind or size.
    """
    found = _from_timm(source.removeprefix(TIMM)) if source.startswith(TIMM) else _from_file(Path(source))
    torch.manual_seed(seed)
    return fitted(found, checked_backbone(config), source, report)


def fitted(
    found: dict[str, Tensor], backbone: Any, source: str, report: Callable[[str], None] = print
) -> dict[str, Tensor]:
    """Weights with polarisations, patch size and position grid of the backbone.

    Args:
        found: The source's tensors by timm's names.
        backbone: The ViT that the weights must fit; missing parts keep this ViT's values.
        source: Name of the weights, for messages.
        report: Takes a line about each missing part.

    Raises:
        InvalidRequest: The weights are not of this architecture.
    """
    own: dict[str, Tensor] = backbone.state_dict()
    found = dict(found)
    if any(name.startswith(STEM) for name in own) and not any(name.startswith(STEM) for name in found):
        found.update({name: value for name, value in own.items() if name.startswith(PATCH)})
        report(
            f"the patch embedding starts fresh: that of {source} is linear, and convolutions make the tokens "
            "here (--patch-stem with nothing after it takes a linear one over)"
        )
    if PATCH_WEIGHT not in found:
        raise InvalidRequest(f"{source} holds no vision transformer: it has no {PATCH_WEIGHT}.")
    found[PATCH_WEIGHT] = _patch_weight(found[PATCH_WEIGHT].float(), own[PATCH_WEIGHT])
    if POSITION in found and POSITION in own:
        found[POSITION] = _positions(found[POSITION].float(), own[POSITION], backbone)
    result = {}
    for name, value in own.items():
        given = found.get(name)
        if (
            given is not None
            and given.ndim == 4
            and given.shape[1] == value.shape[1] + 1 == POLARISATIONS + 1
        ):
            given = given[:, :POLARISATIONS]  # without the flag of calibration
        if given is None and name in NEW:
            given = value
            report(f"{name} starts fresh: {source} has none")
        if given is None or given.shape != value.shape:
            shape = "missing" if given is None else f"{list(given.shape)} instead of {list(value.shape)}"
            raise InvalidRequest(
                f"{source} is of another architecture: {name} is {shape}.",
                remedy="Choose the --backbone that the weights belong to.",
            )
        result[name] = given.float()
    return result


def _patch_weight(weight: Tensor, own: Tensor) -> Tensor:
    """Colours folded to polarisations, then resampled to the patch size.

    Each polarisation gets half the sum over the colours: two equal polarisations then give the same result as
    a grey picture.
    """
    if weight.shape == own.shape:
        return weight
    if weight.shape[1] != POLARISATIONS:
        weight = weight.sum(dim=1, keepdim=True).repeat(1, POLARISATIONS, 1, 1) / POLARISATIONS
    if weight.shape[-2:] != own.shape[-2:]:
        weight = timm.layers.resample_patch_embed(weight, list(own.shape[-2:]))
    return weight


def _positions(position: Tensor, own: Tensor, backbone: Any) -> Tensor:
    """The position embedding on the backbone's grid; without registers that the weights lack."""
    prefix = backbone.num_prefix_tokens
    old_prefix = next((n for n in (prefix, 1, 0) if _is_square(position.shape[1] - n)), position.shape[1])
    grid = list(backbone.patch_embed.grid_size)
    if own.shape[1] == grid[0] * grid[1]:
        prefix = 0
    moved: Tensor = timm.layers.resample_abs_pos_embed(position, grid, num_prefix_tokens=old_prefix)
    fresh = moved.new_zeros(1, max(prefix - old_prefix, 0), moved.shape[-1])
    return torch.cat([moved[:, : min(old_prefix, prefix)], fresh, moved[:, old_prefix:]], dim=1)


def _is_square(number: int) -> bool:
    return number > 0 and math.isqrt(number) ** 2 == number


def _from_timm(name: str) -> dict[str, Tensor]:
    try:
        model = timm.create_model(name, pretrained=True, num_classes=0)
    except Exception as error:  # any error of the network, the hub or timm
        raise InvalidRequest(
            f"timm's weights '{name}' could not be fetched.",
            remedy="Check the name and the network. Without a network, download the weights elsewhere and "
            "give the file: --init FILE.",
            detail=str(error),
        ) from error
    weights: dict[str, Tensor] = model.state_dict()
    return weights


def _from_file(path: Path) -> dict[str, Tensor]:
    path = weights_of(path) if path.is_dir() else path
    if not path.is_file():
        raise InvalidRequest(
            f"There is no {path}.", remedy="Give --init a file, a run's folder, or timm:NAME."
        )
    try:
        if path.suffix == ".safetensors":
            return _from_safetensors(path)
        saved = torch.load(path, map_location="cpu", weights_only=True)
        if ("teacher" in saved and "optimiser" in saved) or "backbone" in saved:
            return load_teacher_backbone(path)
        for key in ("state_dict", "model"):
            saved = saved.get(key, saved)
        return {str(name): value for name, value in saved.items() if isinstance(value, Tensor)}
    except InvalidRequest:
        raise
    except Exception as error:  # torch and safetensors raise many kinds of errors for a broken file
        raise InvalidRequest(f"{path} cannot be read as weights.", detail=str(error)) from error


def _from_safetensors(path: Path) -> dict[str, Tensor]:
    """The backbone of a Sardino model, or plain tensors."""
    try:
        read_card(path)
    except ModelNotReadable:
        tensors: dict[str, Tensor] = safetensors.torch.load_file(path)
        return tensors
    weights: dict[str, Tensor] = load_checkpoint(path).network.backbone.state_dict()
    return weights
