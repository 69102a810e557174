"""Lists models: first the models bundled with Sardino, then the user's models.

Only headers are read, and torch is not imported, so a list is ready at once.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from model.checkpoint.card import classes_of, read_card, unreadable
from model.checkpoint.card_values import shown
from model.checkpoint.source_scores import scores_by_source
from model.disk.folders import user_folder
from model.disk.whole import recover, write_all
from model.errors.errors import ModelNotFound, ModelNotReadable
from model.errors.words import marked
from model.protocol.segmenting import ListModelsRequest, ModelList
from model.protocol.values import ModelInfo

SUFFIX = ".safetensors"
DEFAULT_FILE = "default.txt"
"""File in the user's folder with the name of the default model that the user chose."""
MAX_CARDS_BYTES = 2_000_000
BUNDLED_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "checkpoints"


def find_model(name_or_path: str) -> Path:
    """The file of a model.

    Args:
        name_or_path: A name from :func:`list_models`, a path ending in ``.safetensors``, or ""
            for the default model.

    Raises:
        ModelNotFound: There is no such model.
    """
    if not name_or_path:
        return _default_model()
    # Names are compared with the folders' files and never joined to a path, so that no name can lead out of
    # the folders.
    for path in _model_files():
        if name_or_path in (path.stem, path.name):
            return path
    if name_or_path.endswith(SUFFIX):
        path = Path(name_or_path)
        if os.path.exists(path):
            return path
        raise ModelNotFound(f"There is no model file {name_or_path}.")
    if "/" in name_or_path or "\\" in name_or_path:
        raise ModelNotFound(f"A model file must end in {SUFFIX}: {name_or_path}")
    known = ", ".join(path.stem for path in _model_files()) or "none"
    raise ModelNotFound(f"There is no model named {name_or_path!r}. Models at hand: {known}.")


def listed(_: ListModelsRequest) -> ModelList:
    """Answers a request for the models that can be used."""
    return ModelList(list_models())


def list_models() -> list[ModelInfo]:
    """Every model file, bundled models first; an unusable file has ``error`` filled.

    To fit into a message, the list holds at most ``MAX_CARDS_BYTES`` of cards. Further models come without a
    card and scores, except for the values that decide about the default.
    """
    models = [info_of(path) for path in _model_files()]
    room = MAX_CARDS_BYTES
    for item in models:
        room -= len(json.dumps(item.card)) + len(json.dumps(list(map(asdict, item.by_source))))
        if room < 0:
            item.by_source = []
            item.card = {key: value for key, value in item.card.items() if key == "default"}
    usable = [item for item in models if item.error is None]
    for item in _by_preference(usable)[:1]:
        item.is_default = True
    return models


def choose_default(name: str) -> None:
    """Makes a model the user's permanent default."""
    write_all({user_folder() / DEFAULT_FILE: name.encode("utf-8")})


def chosen_default() -> str:
    """The model that the user chose as default; empty if none."""
    try:
        return (user_folder() / DEFAULT_FILE).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _by_preference(models: list[ModelInfo]) -> list[ModelInfo]:
    chosen = chosen_default()
    # sorted() is stable: equal models keep the order of folders and names.
    return sorted(models, key=lambda item: (item.name != chosen, item.card.get("default") is not True))


def _default_model() -> Path:
    for item in list_models():
        if item.is_default:
            return Path(item.path)
    raise ModelNotFound(
        marked("No model is installed."),
        remedy=f"Install Sardino again, or put a {SUFFIX} model file into {user_folder()}.",
    )


def _model_files() -> Iterator[Path]:
    """Model files in order; of two models with the same name, the bundled model counts."""
    seen: set[str] = set()
    recover(user_folder())
    for folder in (BUNDLED_FOLDER, user_folder()):
        try:
            names = sorted(os.listdir(folder))
        except OSError:
            continue  # the user's folder is missing or unreadable: nothing to list
        for name in names:
            # A leading dot marks an unfinished file of a save in progress.
            if name.endswith(SUFFIX) and not name.startswith(".") and name not in seen:
                seen.add(name)
                yield folder / name


def info_of(path: Path) -> ModelInfo:
    """Description of a model file, or the reason why the file is not usable."""
    try:
        if shown(path.name) != path.name:
            unreadable(
                path, "has a file name with letters that cannot be shown", remedy=marked("Rename the file.")
            )
        card = read_card(path)
        classes = classes_of(path, card)
    except ModelNotReadable as error:
        return ModelInfo(name=shown(path.stem), path=shown(str(path)), error=error.info())
    return ModelInfo(
        name=path.stem,
        path=str(path),
        sha256=card["tensors_sha256"],
        summary=_summary(card),
        licence=card["licence"],
        classes=classes,
        heads=card.get("heads", 0),
        # The protocol treats null as a missing value.
        card={key: value for key, value in card.items() if value is not None},
        by_source=scores_by_source(card),
    )


def _summary(card: dict[str, Any]) -> str:
    text = f"{card['name']} {card['version']}, {len(card['classes'])} classes"
    training_data = card["training_data"]
    return f"{text}, trained on {training_data}" if isinstance(training_data, str) else text
