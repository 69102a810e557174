"""The state file for resuming a stopped training."""

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
"""A resumed training may be longer than planned."""
_REMEDY = "Give the options of the training that wrote it, or delete the file to begin anew."


def write_state(path: Path, values: dict[str, Any]) -> None:
    """Writes under a temporary name, then renames, so a kill loses nothing."""
    write_all({path: lambda made: torch.save(values, made)})


def read_state(path: Path, device: torch.device) -> dict[str, Any]:
    """The values of :func:`write_state`, with tensors on the device.

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
    config: Any,
    classes: list[int],
    attention: str | None,
    agreed: str | None = None,
    remembered: str | None = None,
) -> dict[str, Any]:
    """All settings that define a training, by name.

    Args:
        config: A :class:`model.train.loop.TrainConfig`.
        classes: Class codes in the order of the logits.
        attention: Digest of the backbone whose attention is kept, if any.
        agreed: Digest of the model to agree with on unlabelled scenes, if any.
        remembered: Digest of the model whose answers are kept, if any.
    """
    values = dataclasses.asdict(config)
    crops = {f"crops.{name}": value for name, value in values.pop("crops").items()}
    others = {"classes": tuple(classes), "attention_of": attention, "agree_with": agreed}
    others["remember"] = remembered
    return {**values, **crops, **others}


def check_settings(path: Path, saved: dict[str, Any], own: dict[str, Any]) -> None:
    """Checks that a state was written with the same settings; settings missing in the state are ignored.

    Args:
        path: Path of the state, for the message.
        saved: Settings in the state.
        own: Settings of the training to resume.

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
    """State of torch's random generators on the CPU and on the device; drop path uses them."""
    states = {"cpu": torch.get_rng_state()}
    if device.type != "cpu":
        states[device.type] = getattr(torch, device.type).get_rng_state()
    return states


def restore_random_state(states: dict[str, Tensor]) -> None:
    """Restores the state of torch's random generators."""
    torch.set_rng_state(states["cpu"].cpu())
    for kind, state in states.items():
        if kind != "cpu":
            getattr(torch, kind).set_rng_state(state.cpu())
