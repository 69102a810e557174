"""Checks before a training begins: hours later an error would cost the model."""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

from model.checkpoint.card import CARD_FORMAT, check_card
from model.checkpoint.library import SUFFIX
from model.data.scenes import LoadedScene
from model.errors.errors import InvalidRequest, ModelNotReadable, OutputNotWritable
from model.network.network import SarSegmenter
from model.train.loop import TrainConfig


def check_options(args: argparse.Namespace) -> None:
    """Checks the options of ``train`` that need neither scenes nor labels.

    Raises:
        InvalidRequest: ``--out`` does not name a model file, two options exclude each other, or a number
            is out of range.
        OutputNotWritable: ``--out`` or ``--state`` cannot be written.
    """
    if args.out.suffix != SUFFIX:
        raise InvalidRequest(
            f"--out {args.out} does not end in {SUFFIX}.",
            remedy=f"Call it {args.out.with_suffix(SUFFIX).name}.",
        )
    if args.robust and args.smoothing:
        raise InvalidRequest(
            "--robust and --smoothing are two answers to wrong labels that do not go together.",
            remedy="Leave out one of them.",
        )
    if args.flagged and not args.absolute:
        raise InvalidRequest(
            "--flagged says which scenes keep their level, and without --absolute none does.",
            remedy="Add --absolute, or leave out --flagged.",
        )
    if args.remember and not args.flagged:
        raise InvalidRequest(
            "--remember needs to know which scenes are calibrated.", remedy="Add --absolute --flagged."
        )
    if args.seldom and not args.flagged:
        raise InvalidRequest(
            "--seldom is for calibrated scenes, and without --flagged none is known to be.",
            remedy="Add --absolute --flagged, or leave out --seldom.",
        )
    if args.seed < 0:
        raise InvalidRequest(f"--seed {args.seed} is below 0.", remedy="Use a whole number from 0 on.")
    for path in (args.out, args.state):
        if path is not None:
            _check_writable(path)


def check_seldom(code: int, classes: list[int]) -> None:
    """Checks that the class of ``--seldom`` is among those of the labels.

    Raises:
        InvalidRequest: It is not.
    """
    if code and code not in classes:
        raise InvalidRequest(
            f"--seldom {code}: no label has class {code}.",
            remedy=f"Name one of {', '.join(map(str, classes))}.",
        )


def check_texture(wanted: bool, network: SarSegmenter) -> None:
    """Checks that the network of ``--texture`` has no such classifier yet.

    Raises:
        InvalidRequest: It has.
    """
    if wanted and network.refine is not None:
        raise InvalidRequest(
            "--texture: the model that the training begins with has a classifier of texture already.",
            remedy="Leave --texture out, or start from the model before it was joined.",
        )


def check_agreement(dual: list[LoadedScene], config: TrainConfig) -> None:
    """Checks that ``--agree-with`` would change anything.

    Raises:
        InvalidRequest: There is no scene with both polarisations, or the training shows no such crops.
    """
    if not dual:
        raise InvalidRequest(
            "--agree-with asks for scenes with VV and VH, and there are none.",
            remedy="Add a folder of such scenes, or leave it out.",
        )
    if not config.consistency_batch or not config.consistency_weight:
        raise InvalidRequest(
            "--agree-with has no effect without --consistency-batch and --consistency-weight.",
            remedy="Leave one of them out.",
        )


def read_texts(path: Path | None) -> dict[str, Any]:
    """Texts for the model card from a JSON file; empty without a file.

    Raises:
        InvalidRequest: There is no such file, or the file holds no JSON object.
    """
    if path is None:
        return {}
    try:
        texts = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InvalidRequest(
            f"--card {path} cannot be read: {error.strerror}.", remedy="Check the path."
        ) from error
    except ValueError as error:
        raise InvalidRequest(f"--card {path} is no JSON: {error}.", remedy="Mend the file.") from error
    if not isinstance(texts, dict):
        raise InvalidRequest(
            f"--card {path} holds no JSON object.",
            remedy='Write texts by name: {"licence": "...", "training_data": "..."}.',
        )
    return texts


def check_card_of(path: Path, card: dict[str, Any], network: SarSegmenter, crop_size: int) -> None:
    """Checks that the network can be trained on the crops and saved with a card.

    Args:
        path: Where the model will be written.
        card: The card without the keys that :func:`model.checkpoint.checkpoint.save_checkpoint` adds.
        network: The network to train.
        crop_size: Side of a crop in pixels.

    Raises:
        InvalidRequest: A text is of the wrong type, or patches do not divide the crops.
    """
    if crop_size < 1 or crop_size % network.patch_size:
        raise InvalidRequest(
            f"Crops of {crop_size} pixels cannot be cut into patches of {network.patch_size}.",
            remedy=f"Choose a --crop-size that is a multiple of {network.patch_size}.",
        )
    added = {"format": CARD_FORMAT, "architecture": network.config.as_dict(), "tensors_sha256": "0" * 64}
    try:
        check_card(path, {**card, **added})
    except ModelNotReadable as error:
        raise InvalidRequest(
            f"--name and --card make no model card: {error}", remedy="Mend the text."
        ) from error


def _check_writable(path: Path) -> None:
    try:
        if path.is_dir():
            raise IsADirectoryError(0, "it is a folder")
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path.parent):
            pass
    except OSError as error:
        raise OutputNotWritable(f"{path} cannot be written: {error.strerror}.") from error
