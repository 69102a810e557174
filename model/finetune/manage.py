"""Changes of the user's own models: rename, import, export, delete, choose the default."""

from __future__ import annotations

import glob
import shutil
from collections.abc import Sequence
from pathlib import Path

from model.checkpoint.card import read_card
from model.checkpoint.library import (
    BUNDLED_FOLDER,
    SUFFIX,
    choose_default,
    chosen_default,
    find_model,
    list_models,
)
from model.checkpoint.weights import read_model
from model.checkpoint.writing import card_beside, files_of, halved, save_weights, write_model
from model.disk.folders import user_folder
from model.errors.errors import (
    DiskFull,
    InvalidRequest,
    ModelExists,
    ModelNotFound,
    OutputNotWritable,
)
from model.errors.words import marked
from model.finetune.store import file_name
from model.inference.engine import read_checked
from model.protocol.finetuning import MODEL_ACTIONS, ManageModelRequest
from model.protocol.segmenting import ModelList


def manage_model(request: ManageModelRequest) -> ModelList:
    """Carries out the request, and lists the models afterwards.

    Raises:
        InvalidRequest: An unknown action, a bundled model, or an unusable name.
        ModelNotFound: There is no such model.
        ModelNotReadable: The file to import is no model.
        ModelExists: The new name is taken.
        OutputNotWritable: A file cannot be written or removed.
    """
    if request.action not in MODEL_ACTIONS:
        raise InvalidRequest(f"Unknown action '{request.action}'.", remedy=f"Use {', '.join(MODEL_ACTIONS)}.")
    if request.action == "recover":
        recover(user_folder() / (file_name(request.model) + SUFFIX))
        return ModelList(list_models())
    path = find_model(request.model)
    try:
        if request.action == "import":
            _copy(path, _free(request.target or path.stem))
        elif request.action == "export":
            _export(path, request.target)
        elif request.action == "rename":
            _rename(_own(path), request.target)
        elif request.action == "delete":
            _remove(_own(path))
        else:
            choose_default(path.stem)
    except OSError as error:
        raise OutputNotWritable(f"{path.name}: {error.strerror or error}.", detail=str(error)) from error
    return ModelList(list_models())


def recover(target: Path) -> Path:
    """Turns the best network that a killed training saved beside a model's file into that file.

    Raises:
        InvalidRequest: The file cannot be a model file.
        ModelNotFound: Nothing was saved.
    """
    name = file_name(target.stem)
    left = sorted(
        target.parent.glob(f".{glob.escape(name)}.*.best{SUFFIX}"), key=lambda path: path.stat().st_mtime
    )
    if not left:
        raise ModelNotFound(
            f"The training of {name} had saved nothing yet.",
            remedy=marked(
                "Train again; what it had worked out about the scenes is kept and makes it quicker."
            ),
        )
    loaded = read_model(left[-1])
    card = {key: value for key, value in loaded.card.items() if key != "unfinished" and value is not None}
    save_weights(
        target,
        halved(loaded.weights),
        loaded.config,
        loaded.heads,
        card,
        instead_of=left,
        reference=loaded.reference,
    )
    return target


def _own(path: Path) -> Path:
    """The path, if the model is the user's own."""
    if path.resolve().parent == BUNDLED_FOLDER.resolve():
        raise InvalidRequest(
            f"{path.stem} comes with Sardino and stays as it is.",
            remedy=marked("Export a copy under another name."),
        )
    return path


def _free(name: str) -> Path:
    """The file of a new model in the user's folder."""
    target = user_folder() / (file_name(name) + SUFFIX)
    if target.exists() or any(item.name == target.stem for item in list_models()):
        raise ModelExists(f"There is already a model {target.stem}.")
    return target


def _copy(path: Path, target: Path, instead_of: Sequence[Path] = ()) -> None:
    """Copies a model after reading and checking all of it; the card gets the new name, too."""
    loaded = read_checked(path)
    free = shutil.disk_usage(_existing(target.parent)).free
    if free < 2 * path.stat().st_size:
        raise DiskFull(f"There is no space for {target.name}.")
    card = {**loaded.card, "name": target.stem, "default": False}
    save_weights(
        target,
        loaded.weights,
        loaded.config,
        loaded.heads,
        card,
        instead_of=instead_of,
        reference=loaded.reference,
    )


def _existing(folder: Path) -> Path:
    while not folder.exists():
        folder = folder.parent
    return folder


def _export(path: Path, target: str) -> None:
    if not target.endswith(SUFFIX):
        raise InvalidRequest(f"A model file must end in {SUFFIX}.", remedy=marked("Choose such a file name."))
    out = Path(target)
    if out.resolve() == path.resolve():
        raise InvalidRequest(
            marked("The model is there already."), remedy=marked("Choose another folder or name.")
        )
    files = {out: lambda made: _copy_bytes(path, made), **card_beside(out, read_card(path))}
    write_model(files)


def _copy_bytes(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)


def _rename(path: Path, name: str) -> None:
    target = _free(name)
    together = path.absolute().parent == target.absolute().parent
    _copy(path, target, instead_of=[path] if together else ())
    if not together:
        _remove(path)
    if chosen_default() == path.stem:
        choose_default(target.stem)


def _remove(path: Path) -> None:
    write_model({}, remove=files_of(path))
