"""The record that a run writes at its start, and the check that a resumed run is the same run."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from model.checkpoint.files import CONFIG_FILE, SCENES_FILE
from model.disk.whole import write_all
from model.errors.errors import InvalidRequest
from model.pretrain.config import PretrainConfig

_BACKBONE = ("backbone", "backbone_options", "patch_size", "patch_stem", "image_size")
"""Fields of a network that pre-training uses; other fields belong to the later head."""
_FREE = {"steps"}
"""Fields that may change in a resumed run: its length."""
_RADAR = ("speckle", "looks", "gain_db", "contrast", "despeckle", "drop_polarisation")
_OPTIONS = {
    "backbone_options": "--registers",
    "global_size": "--crop",
    "local_size": "--crop",
    "locals": "--local-crops",
    **dict.fromkeys(_RADAR, "--plain-views"),
}
"""Options of the command with other names than their fields."""


def check_same_run(folder: Path, config: PretrainConfig) -> None:
    """Checks that a resumed run has its original recipe; only the number of steps may differ.

    Raises:
        InvalidRequest: The recipe differs.
    """
    path = folder / CONFIG_FILE
    if not path.exists():
        return
    old = {**_flat(_plain(PretrainConfig())), **_flat(json.loads(path.read_text()))}
    new = _flat(_plain(config))
    changed = [name for name in new if name not in _FREE and new[name] != old[name]]
    if changed:
        words = ", ".join(
            f"{_option(name)} was {_show(old[name])}, now {_show(new[name])}" for name in changed
        )
        raise InvalidRequest(
            f"The run in {folder} was begun with other settings: {words}.",
            remedy="Give the same as before. Or begin another run with another --out; --init takes over the "
            "weights of this one.",
        )


def write_record(folder: Path, config: PretrainConfig, scenes: Iterable[str]) -> None:
    """Writes the recipe, and adds scenes to the list of scenes that the run has seen.

    Args:
        folder: Folder of the run.
        config: The recipe.
        scenes: Names of all scenes for drawing crops, and of all scenes that the starting weights have seen.
    """
    written = {SCENES_FILE: sorted({*scenes, *scenes_seen(folder)}), CONFIG_FILE: _plain(config)}
    for name, values in written.items():  # one by one: other processes of the run may be reading
        write_all({folder / name: json.dumps(values, indent=1).encode()})


def scenes_seen(folder: Path) -> list[str]:
    """Names of the scenes that a run has seen; empty if not recorded."""
    path = folder / SCENES_FILE
    names: list[str] = json.loads(path.read_text()) if path.exists() else []
    return names


def _plain(config: PretrainConfig) -> dict[str, Any]:
    """The recipe as read from a file: lists instead of tuples."""
    values: dict[str, Any] = json.loads(json.dumps(asdict(config)))
    return values


def _flat(values: dict[str, Any]) -> dict[str, Any]:
    """All settings on one level."""
    flat = {name: value for name, value in values.items() if name not in ("network", "views")}
    network = values.get("network", {})
    flat.update({name: network[name] for name in _BACKBONE if name in network})
    return {**flat, **values.get("views", {})}


def _option(name: str) -> str:
    return _OPTIONS.get(name, "--" + name.replace("_", "-"))


def _show(value: Any) -> str:
    return " ".join(str(item) for item in value) or "none" if isinstance(value, list) else str(value)
