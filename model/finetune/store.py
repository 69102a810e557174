"""Fine-tuned models on disk: names, lineage, and recovery after a killed training."""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from model.checkpoint.card import classes_of
from model.checkpoint.card_values import is_line, shown
from model.checkpoint.library import SUFFIX
from model.checkpoint.weights import ModelFile, read_model
from model.checkpoint.writing import save_weights
from model.disk.folders import user_folder
from model.disk.paths import check_folder
from model.errors.errors import InvalidRequest, ModelExists, ModelNotReadable
from model.errors.words import marked
from model.protocol.finetuning import FinetuneRequest, Scores
from model.protocol.values import ClassInfo
from model.version import version

_NAME = re.compile(r"[^\\/:*?\"<>|]{1,100}")
_MAX_BYTES = 200
"""A file name has at most 255 bytes, and hidden files beside a model have longer names."""
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""Windows reads these names as devices, with any ending."""
_MAX_ANCESTORS = 20
"""Most generations in a card's lineage, since the lineage grows with each generation."""


def check_texts(request: FinetuneRequest) -> None:
    """Checks the texts for the new model's card before hours of work.

    Raises:
        InvalidRequest: The model's name, or a class, is not valid in a card.
    """
    if not is_line(request.name, 200):
        raise _unusable(request.name)
    entries = [dataclasses.asdict(item) for item in request.classes or []]
    try:
        if entries:
            classes_of(Path("x"), {"classes": entries})
    except ModelNotReadable as error:
        raise InvalidRequest(
            marked("A class has no usable code, name or colour."),
            remedy=marked("Give each class a code of its own from 1 to 254, and a name of one line."),
            detail=str(error),
        ) from error


def target_of(request: FinetuneRequest, base: Path) -> Path:
    """The file to write.

    Raises:
        InvalidRequest: The name is not valid for a file, or the base model would be overwritten.
        ModelExists: The file exists and may not be replaced.
        OutputNotWritable: The file cannot be written there.
    """
    if request.out is None:
        target = user_folder() / (file_name(request.name) + SUFFIX)
    else:
        target = Path(request.out).absolute()
        if target.suffix != SUFFIX:
            raise InvalidRequest(f"A model file must end in {SUFFIX}: {target.name}")
    if target.exists() and target.resolve() == base.resolve():
        raise InvalidRequest(
            marked("The base model is never overwritten."),
            remedy=marked("Choose another name for the new model."),
        )
    if target.exists() and not request.overwrite:
        raise ModelExists(f"There is already a model {target.name}.")
    check_folder(target.parent)
    return target


def file_name(name: str) -> str:
    """A model's name as a file name.

    Raises:
        InvalidRequest: The name is not valid for a file.
    """
    name = name.strip()
    usable = is_line(name, 100) and _NAME.fullmatch(name) and not _RESERVED.fullmatch(name)
    if not usable or len(name.encode()) > _MAX_BYTES or name.startswith(".") or name.endswith((".", SUFFIX)):
        raise _unusable(name)
    return name


def _unusable(name: str) -> InvalidRequest:
    return InvalidRequest(
        f"'{shown(name)[:60]}' cannot be the name of a model.",
        remedy=marked("Use letters, numbers, spaces, dashes and underscores, 100 at most."),
    )


def card_of(
    base: ModelFile,
    request: FinetuneRequest,
    classes: Sequence[ClassInfo],
    labels_hash: str,
    scores: Scores | None,
    parameters: dict[str, Any],
) -> dict[str, Any]:
    """The new model's card, with its lineage."""
    metrics: dict[str, Any] = {}
    if scores is not None:
        metrics = {
            "miou": scores.miou,
            "overall_accuracy": scores.overall_accuracy,
            "kappa": scores.kappa,
            "f1": {
                str(c.code): value for c, value in zip(classes, scores.f1, strict=True) if value is not None
            },
            "polygons": scores.polygons,
            "estimate": scores.estimate,
            "note": scores.note,
        }
    card = base.card
    return {
        "name": request.name,
        "version": version(),
        "normalisation": card["normalisation"],
        "classes": [dataclasses.asdict(item) for item in classes],
        "training_data": f"{card['name']} {card['version']}, fine-tuned on polygons of the user's own",
        "licence": card["licence"],
        "attribution": card.get("attribution"),
        "metrics": metrics,
        "known_failures": ["Made for the scenes of its polygons: check it before using it elsewhere."],
        "lineage": {
            "base": card["name"],
            "base_sha256": base.sha256,
            "base_lineage": _ancestors(card.get("lineage"), _MAX_ANCESTORS),
            "labels_sha256": labels_hash,
            "scenes": [Path(spec.path).name for spec in request.scenes],
            "parameters": parameters,
        },
    }


def _ancestors(lineage: Any, most: int) -> Any:
    """A lineage with at most ``most`` generations."""
    if not isinstance(lineage, dict) or not most:
        return None
    return {**lineage, "base_lineage": _ancestors(lineage.get("base_lineage"), most - 1)}


def key_of(request: FinetuneRequest, base: ModelFile, labels_hash: str) -> str:
    """Eight digits that identify a training."""
    values = [
        base.sha256,
        labels_hash,
        request.mode,
        request.seed,
        [dataclasses.asdict(s) for s in request.scenes],
    ]
    return hashlib.sha256(json.dumps(values).encode()).hexdigest()[:8]


@dataclasses.dataclass(frozen=True)
class Recovery:
    """The best model so far of a running training: a hidden file beside the final file.

    Attributes:
        path: The file.
    """

    path: Path

    @classmethod
    def beside(cls, target: Path, key: str) -> Recovery:
        """The recovery file of the training with this key."""
        return cls(target.with_name(f".{target.stem}.{key}.best{SUFFIX}"))

    def save(self, model: ModelFile, card: dict[str, Any], state: dict[str, Any]) -> None:
        """Saves a model and the state of the training."""
        save_weights(self.path, model.weights, model.config, model.heads, {**card, "unfinished": state})

    def load(self) -> ModelFile | None:
        """The model saved by a killed training; None if there is nothing usable."""
        if not self.path.exists():
            return None
        try:
            found = read_model(self.path)
        except ModelNotReadable:
            return None
        return found if isinstance(found.card.get("unfinished"), dict) else None

    def remove(self) -> None:
        """Removes the file."""
        for path in (self.path, self.path.with_suffix(".json")):
            with contextlib.suppress(OSError):
                path.unlink()
