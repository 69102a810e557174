"""Which scenes are finished already: the Items in the archive's folder say so."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from model.archive.scene import ArchiveScene, with_hash
from model.archive.settings import Settings
from model.archive.stac_out import HASH, INPUT, input_of
from model.disk.whole import PREFIX, recover


def split(
    scenes: Sequence[ArchiveScene], settings: Settings
) -> tuple[list[ArchiveScene], dict[str, dict[str, Any]]]:
    """The scenes that are left to do, and the Items of those that are finished.

    A scene is finished if its Item says the same input, model and parameters, and all its products exist.

    Args:
        scenes: With ids.
        settings: Of the run.
    """
    left: list[ArchiveScene] = []
    done: dict[str, dict[str, Any]] = {}
    for scene in scenes:
        given = input_of(scene, settings.out_dir)
        item = read_item(Path(settings.out_dir), scene.id)
        if item is not None and _of_another(item, given):
            # Another folder's scene has this name, and its map must stay.
            scene = replace(scene, id=with_hash(scene.id, scene))
            item = read_item(Path(settings.out_dir), scene.id)
        if item is not None and _is_finished(item, scene, given, settings):
            done[scene.id] = {name: item[name] for name in ("bbox", "properties") if name in item}
        else:
            left.append(scene)
    return left, done


def read_item(out_dir: Path, name: str) -> dict[str, Any] | None:
    """A scene's Item; None if there is none that can be used."""
    folder = out_dir / name
    try:
        if any(entry.startswith(PREFIX) for entry in os.listdir(folder)):
            recover(folder)  # a process was killed just while it gave files their names
        body = json.loads((folder / f"{name}.json").read_bytes())
    except (OSError, ValueError):
        return None
    usable = isinstance(body, dict) and isinstance(body.get("properties"), dict)
    return body if usable and isinstance(body.get("assets"), dict) else None


def _of_another(item: dict[str, Any], given: list[dict[str, Any]]) -> bool:
    """Whether an Item belongs to another scene: neither the place nor the content is the same."""
    known = item["properties"].get(INPUT)
    if not isinstance(known, list) or not known:
        return False
    places = [entry.get("href") for entry in known] == [entry["href"] for entry in given]
    return not places and not _same_content(known, given)


def _same_content(known: list[dict[str, Any]], given: list[dict[str, Any]]) -> bool:
    """Whether two inputs are the same, wherever they lie: an archive may have been moved."""
    if len(known) != len(given):
        return False
    for one, other in zip(known, given, strict=True):
        if "size" in other:
            if (one.get("size"), one.get("mtime_ns")) != (other["size"], other["mtime_ns"]):
                return False
            if os.path.basename(str(one.get("href"))) != os.path.basename(other["href"]):
                return False
        elif one.get("href") != other["href"]:
            return False
    return True


def _is_finished(
    item: dict[str, Any], scene: ArchiveScene, given: list[dict[str, Any]], settings: Settings
) -> bool:
    properties, assets = item["properties"], item["assets"]
    known = properties.get(INPUT)
    if properties.get(HASH) != settings.hash_of(scene) or not isinstance(known, list):
        return False
    if not _same_content(known, given):
        return False
    folder = Path(settings.out_dir) / scene.id
    return all(
        name in assets and os.path.isfile(os.path.join(folder, str(assets[name].get("href"))))
        for name in settings.outputs
    )
