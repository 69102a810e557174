"""Backbones to examine: pre-trained, from steps of a run, and the random control."""

from __future__ import annotations

import json
import pickle  # nosec B403: only its error
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import safetensors
import torch
from torch import Tensor, nn

from model.checkpoint.checkpoint import load_checkpoint, weights_digest
from model.checkpoint.files import CONFIG_FILE, load_teacher_backbone, weights_of
from model.errors.errors import InvalidRequest
from model.network.config import NetworkConfig
from model.network.network import build_backbone

RANDOM = "Random ViT"
FINISHED = "finished model"


@dataclass
class Backbone:
    """A frozen backbone.

    Attributes:
        name: Name for tables.
        config: Configuration of the backbone's network.
        module: In evaluation mode.
        digest: Result of :func:`model.checkpoint.checkpoint.weights_digest`.
    """

    name: str
    config: NetworkConfig
    module: Any
    digest: str


def network_config(run: Path) -> NetworkConfig:
    """The network of a pre-training run.

    Raises:
        InvalidRequest: The folder holds no pre-training run.
    """
    path = run / CONFIG_FILE
    if not path.exists():
        raise InvalidRequest(f"{run} is no folder of a pre-training run: it has no {CONFIG_FILE}.")
    return NetworkConfig.from_dict(json.loads(path.read_text())["network"])


def pretrained(run: Path, name: str = "DINO") -> Backbone:
    """The teacher of a pre-training run, from its folder or one of its files; or a model's backbone.

    Raises:
        InvalidRequest: There is no such run, the run has not saved anything yet, or the file is of another
            kind.
        ModelNotReadable: The model is damaged or not a Sardino model.
    """
    if not run.exists():
        raise InvalidRequest(
            f"There is no {run}.", remedy="Name the folder of a pre-training run, or a file in it."
        )
    if run.suffix == ".safetensors" and not (run.parent / CONFIG_FILE).exists():
        network = load_checkpoint(run).network
        return _frozen(name, network.config, network.backbone)
    folder, state = (run, weights_of(run)) if run.is_dir() else (run.parent, run)
    config = network_config(folder)
    if not state.exists():
        raise InvalidRequest(f"{folder} has no {state.name} yet.", remedy="Let the run save its state first.")
    try:
        return with_weights(config, load_teacher_backbone(state), name)
    except (KeyError, RuntimeError, pickle.UnpicklingError, safetensors.SafetensorError) as error:
        raise InvalidRequest(
            f"{state} does not hold the backbone that {CONFIG_FILE} beside it describes.",
            remedy="Name the folder of a pre-training run.",
            detail=str(error),
        ) from error


def with_weights(config: NetworkConfig, weights: dict[str, Tensor], name: str) -> Backbone:
    """A backbone with given weights."""
    module = build_backbone(config)
    module.load_state_dict(weights)
    return _frozen(name, config, module)


def random_backbone(config: NetworkConfig, seed: int = 0) -> Backbone:
    """The control: the same network, never trained."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        module = build_backbone(config)
    return _frozen(f"{RANDOM}, seed {seed}" if seed else RANDOM, config, module)


def _frozen(name: str, config: NetworkConfig, module: nn.Module) -> Backbone:
    module = module.float().eval().requires_grad_(False)
    return Backbone(name, config, module, weights_digest(module))
