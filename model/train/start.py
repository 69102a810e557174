"""The network at the start of a training."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import torch
from torch import nn

from model.checkpoint.backbones import Backbone, pretrained
from model.checkpoint.checkpoint import Loaded, load_checkpoint
from model.errors.errors import InvalidRequest
from model.network.config import POLARISATIONS, NetworkConfig
from model.network.network import SarSegmenter, build_backbone
from model.network.patch_stem import default_channels
from model.train.attention import KeptAttention

DROP_PATH = 0.05
"""Probability of skipping the last block in training (Huang et al. 2016)."""
UNKNOWN_BIAS = -2.0
"""Logit bias of a class that the starting model lacks."""
_OF_THE_RUN = ("backbone", "backbone_options", "patch_size", "patch_stem", "image_size")


def network_to_train(
    classes: list[int], run: Path | None, model: Path | None, inputs: int = POLARISATIONS
) -> SarSegmenter:
    """A random network, a network with a pre-trained backbone, or a network with a finished model's weights.

    Args:
        classes: Class codes in the order of the logits.
        run: Folder or state file of a pre-training run, its published file, or None.
        model: A model file with starting weights, or None; with ``run``, only the model's head is used.
        inputs: Planes of the input, at least as many as the starting weights have.

    Raises:
        InvalidRequest: ``run`` is no pre-training run, or the model has none of the classes.
        ModelNotReadable: The model is damaged or not a Sardino model.
    """
    backbone = None if run is None else pretrained(run)
    network = SarSegmenter(_config(backbone, classes), drop_path=DROP_PATH)
    if model is not None:
        start = load_checkpoint(model).network.float()
        start = with_classes(start, classes, model.name)
        if backbone is None:
            return with_inputs(start, inputs)
        network.head.load_state_dict(start.head.state_dict())
        nn.init.zeros_(network.head.project.weight)  # it was trained on tokens of another backbone
    if backbone is not None:
        network.backbone.load_state_dict(backbone.module.state_dict())
    return with_inputs(network, inputs)


def checked_other(path: Path, network: SarSegmenter) -> Loaded:
    """A model whose weights can be averaged with those of a network.

    Raises:
        InvalidRequest: The model is of another build or knows other classes.
        ModelNotReadable: The model is damaged or none of ours.
    """
    other = load_checkpoint(path)
    if other.network.config != network.config:
        raise InvalidRequest(
            f"{path.name} is of another build than the network to train.",
            remedy="Name models that began with the same weights.",
        )
    return other


def with_classes(network: SarSegmenter, classes: list[int], name: str) -> SarSegmenter:
    """A network with other classes; common classes keep their weights, new classes start with a low logit.

    Raises:
        InvalidRequest: There is no class in common.
    """
    if network.classes == classes:
        return network
    known = [code for code in classes if code in network.classes]
    if not known:
        raise InvalidRequest(
            f"{name} knows none of the classes of the labels ({classes}) but {network.classes}.",
            remedy="Leave out --start-from.",
        )
    changed = SarSegmenter(dataclasses.replace(network.config, classes=tuple(classes)), drop_path=DROP_PATH)
    weights = network.state_dict()
    for name, unknown in (
        ("head.classify.weight", 0.0),
        ("head.classify.bias", UNKNOWN_BIAS),
        ("refine.classify.weight", 0.0),
        ("refine.classify.bias", 0.0),
    ):
        if name not in weights:
            continue
        old = weights[name]
        new = torch.full((len(classes), *old.shape[1:]), unknown)
        new[[classes.index(code) for code in known]] = old[[network.classes.index(code) for code in known]]
        weights[name] = new
    changed.load_state_dict(weights)
    return changed


def with_inputs(network: SarSegmenter, inputs: int) -> SarSegmenter:
    """A network with further input planes, which have no effect at first."""
    if network.config.inputs == inputs:
        return network
    changed = SarSegmenter(dataclasses.replace(network.config, inputs=inputs), drop_path=DROP_PATH)
    weights = network.state_dict()
    for name, wanted in changed.state_dict().items():
        if (old := weights[name]).shape != wanted.shape:  # the convolutions that read the image
            more = old.new_zeros(old.shape[0], wanted.shape[1] - old.shape[1], *old.shape[2:])
            weights[name] = torch.cat([old, more], dim=1)
    changed.load_state_dict(weights)
    return changed


def kept_attention(
    run: Path | None, network: SarSegmenter, size: int, device: torch.device
) -> KeptAttention | None:
    """The attention of a pre-training run, for the network to keep.

    Args:
        run: Folder of the run or a file in it, or None.
        network: Must have the architecture of the run.
        size: Side of the crops in pixels.
        device: Where to compute.

    Raises:
        InvalidRequest: There is no such run, or the run has another network.
    """
    if run is None:
        return None
    backbone = build_backbone(dataclasses.replace(network.config, inputs=POLARISATIONS))
    try:
        backbone.load_state_dict(pretrained(run).module.state_dict())
    except RuntimeError as error:
        raise InvalidRequest(
            f"{run} is no pre-training run of the same network.",
            remedy="Name the run whose backbone the training begins with.",
            detail=str(error),
        ) from error
    return KeptAttention(backbone.eval().requires_grad_(False), size, device)


def spread_taps(depth: int, taps: int = 4) -> tuple[int, ...]:
    """Blocks with tokens for the head, spread evenly up to the last: 2, 5, 8 and 11 of twelve.

    Args:
        depth: Blocks of the backbone, 1 or more.
        taps: Number of blocks to choose; fewer if the backbone has fewer blocks.
    """
    return tuple(sorted({max((part + 1) * depth // taps - 1, 0) for part in range(taps)}))


def _config(backbone: Backbone | None, classes: list[int]) -> NetworkConfig:
    """The pre-training run's backbone, or the default backbone, with the classes of the labels."""
    config = dataclasses.replace(NetworkConfig(), classes=tuple(classes))
    if backbone is None:
        return dataclasses.replace(config, patch_stem=default_channels(config.patch_size))
    values = {name: getattr(backbone.config, name) for name in _OF_THE_RUN}
    return dataclasses.replace(config, taps=spread_taps(len(backbone.module.blocks)), **values)
