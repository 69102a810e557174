"""The file from which a stopped training goes on."""

from __future__ import annotations

import dataclasses
import pickle  # nosec B403
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from model.disk.whole import write_all
from model.errors.errors import InvalidRequest

_MAY_CHANGE = ("steps",)
"""A training may go on for longer than was planned."""
_REMEDY = "Give the options of the training that wrote it, or delete the file to begin anew."


def write_state(path: Path, values: dict[str, Any]) -> None:
    """Writes under a temporary name, then renames: a kill loses no run."""
    write_all({path: lambda made: torch.save(values, made)})


def read_state(path: Path, device: torch.device) -> dict[str, Any]:
    """What :func:`write_state` wrote, tensors on the device.

    Raises:
        InvalidRequest: The file is damaged or of another kind.
    """
    try:
        saved = torch.load(path, map_location=device, weights_only=True)
    except (OSError, RuntimeError, EOFError, ValueError, pickle.UnpicklingError) as error:
        raise InvalidRequest(
            f"{path.name} is no state of a training, or it is damaged.", remedy=_REMEDY, detail=str(error)
        ) from error
    if not isinstance(saved, dict) or not {"step", "network", "average", "optimiser"} <= set(saved):
        raise InvalidRequest(f"{path.name} is no state of a training.", remedy=_REMEDY)
    return saved


def settings_of(
    config: Any, classes: list[int], attention: str | None, agreed: str | None = None
) -> dict[str, Any]:
    """All that makes a training what it is, by name.

    Args:
        config: A :class:`model.train.loop.TrainConfig`.
        classes: Class codes in the order of the logits.
        attention: Digest of the backbone whose attention is kept, if any.
        agreed: Digest of the model that is agreed with on unlabelled scenes, if any.
    """
    values = dataclasses.asdict(config)
    crops = {f"crops.{name}": value for name, value in values.pop("crops").items()}
    others = {"classes": tuple(classes), "attention_of": attention, "agree_with": agreed}
    return {**values, **crops, **others}


def check_settings(path: Path, saved: dict[str, Any], own: dict[str, Any]) -> None:
    """Checks that a state was written with the same settings; ones it does not know are let pass.

    Args:
        path: For the message.
        saved: Settings in the state.
        own: Those of the training that is to go on.

    Raises:
        InvalidRequest: A setting differs.
    """
    different = [
        f"{name} was {saved[name]} and is {value}"
        for name, value in own.items()
        if name in saved and name not in _MAY_CHANGE and saved[name] != value
    ]
    if different:
        raise InvalidRequest(
            f"{path.name} is the state of another training: {'; '.join(different)}.", remedy=_REMEDY
        )


def random_state(device: torch.device) -> dict[str, Tensor]:
    """Where torch's random numbers are, on the CPU and on the device: which blocks drop path skips."""
    states = {"cpu": torch.get_rng_state()}
    if device.type != "cpu":
        states[device.type] = getattr(torch, device.type).get_rng_state()
    return states


def restore_random_state(states: dict[str, Tensor]) -> None:
    """Sets torch's random numbers to where they were."""
    torch.set_rng_state(states["cpu"].cpu())
    for kind, state in states.items():
        if kind != "cpu":
            getattr(torch, kind).set_rng_state(state.cpu())
