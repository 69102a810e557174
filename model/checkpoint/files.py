"""The files of a pre-training run, and the weights in them."""

from __future__ import annotations

from pathlib import Path

import safetensors.torch
import torch
from torch import Tensor

from model.disk.whole import write_all

STATE_FILE = "state.pt"
CONFIG_FILE = "config.json"
SCENES_FILE = "scenes.json"
"""Names of the scenes that a run has seen, also in the run that it began from. Other scenes may be used for
tests."""
PUBLISHED_FILE = "teacher.safetensors"
"""The published part of a run, without the state for continuing the run."""

_BACKBONE = "backbone."


def weights_of(run: Path) -> Path:
    """The file with the teacher's weights in a run's folder: the state, or the published file."""
    state, published = run / STATE_FILE, run / PUBLISHED_FILE
    return published if published.exists() and not state.exists() else state


def publish(state: Path, folder: Path) -> None:
    """Publishes a run: writes the teacher's backbone as float16 safetensors, the recipe and the scenes.

    Args:
        state: The run's state file; recipe and scenes are beside it.
        folder: Where to write, created if missing; existing files are replaced, all or none.

    Raises:
        OSError: A file cannot be read or written.
    """
    weights = {name: value.half().contiguous() for name, value in load_teacher_backbone(state).items()}
    texts = {folder / name: (state.parent / name).read_bytes() for name in (CONFIG_FILE, SCENES_FILE)}
    write_all({folder / PUBLISHED_FILE: safetensors.torch.save(weights), **texts})


def heads_of(source: str) -> dict[str, dict[str, Tensor]] | None:
    """All tensors of student and teacher except the backbones, if the source is a run with its state.

    Args:
        source: Source as given to ``--init``.

    Returns:
        Tensors of ``student`` and ``teacher`` by name; None for a source of another kind.
    """
    state = Path(source) / STATE_FILE if Path(source).is_dir() else Path(source)
    if state.name != STATE_FILE or not state.is_file():
        return None
    saved = torch.load(state, map_location="cpu", weights_only=True)
    return {
        name: {key: value for key, value in saved[name].items() if not key.startswith(_BACKBONE)}
        for name in ("student", "teacher")
    }


def load_teacher_backbone(state: Path) -> dict[str, Tensor]:
    """The teacher's backbone weights from a run's state file, a kept copy of it, or a published file.

    Returns:
        Float32 tensors on the CPU by the names of :func:`model.network.network.build_backbone`'s parameters.

    Raises:
        OSError: There is no such file.
        KeyError: The file holds no teacher.
    """
    if state.suffix == ".safetensors":
        return {name: value.float() for name, value in safetensors.torch.load_file(state).items()}
    saved = torch.load(state, map_location="cpu", weights_only=True)
    if "backbone" in saved:
        return {name: value.float() for name, value in saved["backbone"].items()}
    weights = saved["teacher"]
    return {
        name.removeprefix(_BACKBONE): value for name, value in weights.items() if name.startswith(_BACKBONE)
    }
