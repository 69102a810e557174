"""The reference of familiarity in a model's file: a round trip, foreign and damaged content, the digest."""

from __future__ import annotations

import base64
import json
import shutil
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
import safetensors.numpy

from model.checkpoint.card import REFERENCE_KEY
from model.checkpoint.checkpoint import load_checkpoint, save_checkpoint
from model.checkpoint.reference import KINDS, kind_of, read_reference
from model.checkpoint.weights import read_model
from model.checkpoint.writing import save_weights
from model.errors.errors import ModelNotReadable
from tests.model.fixtures.cards import card
from tests.model.fixtures.familiarity import reference
from tests.model.fixtures.worker import tiny_network


def _with(model: Path, out: Path, text: str) -> Path:
    """A copy of a model with this text as its reference."""
    file = read_model(model)
    save_weights(out, file.weights, file.config, file.heads, file.card, reference=text)
    return out


def test_a_reference_comes_back_and_the_weights_digest_stays(model_file: Path, tmp_path: Path) -> None:
    before = read_model(model_file)
    made = reference()
    path = _with(model_file, tmp_path / "with.safetensors", made.as_text())
    after = read_model(path)
    assert after.sha256 == before.sha256
    assert after.card == before.card
    found = read_reference(path, after.reference)
    tokens = np.random.default_rng(1).normal(0, 2, (50, 16)).astype(np.float32)
    np.testing.assert_allclose(found.distances(tokens), made.distances(tokens), rtol=1e-5)
    assert read_reference(path, load_checkpoint(path).reference) is not None
    assert read_reference(model_file, before.reference) is None


def test_readers_that_do_not_know_the_key_read_the_file(model_file: Path, tmp_path: Path) -> None:
    """The reference is no tensor, which earlier versions would refuse."""
    path = _with(model_file, tmp_path / "with.safetensors", reference().as_text())
    assert set(safetensors.numpy.load_file(path)) == set(safetensors.numpy.load_file(model_file))


def test_a_network_is_saved_with_its_reference(tmp_path: Path) -> None:
    text = reference().as_text()
    save_checkpoint(tmp_path / "a.safetensors", tiny_network(), card(), reference=text)
    assert read_model(tmp_path / "a.safetensors").reference == text


def _packed(arrays: dict[str, np.ndarray]) -> str:
    data = zlib.compress(safetensors.numpy.save(arrays))
    return json.dumps({"format": 1, "data": base64.b64encode(data).decode()})


def _arrays(**changes: np.ndarray) -> dict[str, np.ndarray]:
    found = reference()
    names = ("mean", "spread", "prototypes", "levels")
    return {**{name: getattr(found, name) for name in names}, **changes}


@pytest.mark.parametrize(
    "text",
    [
        "no JSON",
        "[]",
        '{"format": 1}',
        '{"format": 1, "data": "%%%"}',
        json.dumps({"format": 1, "data": base64.b64encode(b"nothing").decode()}),
        json.dumps({"format": 1, "data": base64.b64encode(zlib.compress(bytes(9_000_000))).decode()}),
        reference().as_text()[:-200] + '"}',
        _packed(_arrays(mean=np.zeros(3, np.float32))),
        _packed(_arrays(spread=np.full(16, np.nan, np.float32))),
        _packed(_arrays(spread=np.zeros(16, np.float32))),
        _packed(_arrays(levels=np.zeros((2, 5), np.float32))),
        _packed(_arrays(levels=np.tile(np.float32([3, 2, 1]), (2 * len(KINDS), 1)))),
        _packed(_arrays(prototypes=np.zeros((0, 16), np.float32))),
        _packed({"mean": np.zeros(3, np.float32)}),
        _packed(_arrays(more=np.zeros(3, np.float32))),
    ],
)
def test_a_damaged_reference_is_refused_in_words(model_file: Path, text: str) -> None:
    with pytest.raises(ModelNotReadable, match="damaged description of its training data"):
        read_reference(model_file, text)


def test_a_reference_of_a_newer_version_counts_as_none(model_file: Path) -> None:
    assert read_reference(model_file, '{"format": 99, "anything": 1}') is None


def test_a_foreign_value_under_the_key_does_not_make_a_model_unreadable(
    model_file: Path, tmp_path: Path
) -> None:
    path = tmp_path / "odd.safetensors"
    data = model_file.read_bytes()
    length = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8 : 8 + length])
    header["__metadata__"][REFERENCE_KEY] = 7
    text = json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + data[8 + length :])
    shutil.copy(model_file.with_suffix(".json"), path.with_suffix(".json"))
    assert read_model(path).reference == ""


def test_familiarity_is_the_share_of_the_training_ground_that_is_as_strange() -> None:
    found = reference()
    distances = np.float32([0, 0.5, 1, 1.9, 2, 50, np.nan])
    np.testing.assert_allclose(found.familiarity(distances, 0), [100, 75, 50, 5, 0, 0, np.nan], atol=1e-3)


def test_a_kind_without_training_ground_takes_the_levels_of_its_like() -> None:
    found = reference()
    levels = found.levels.copy()
    levels[[0, 2, 3, 5]] = np.nan  # there is only co-pol alone
    levels[4] *= 2
    known = type(found)(found.mean, found.spread, found.prototypes, levels)
    ones = np.ones(1, np.float32)
    assert known.familiarity(ones, kind_of((True, False), False)) == 75
    assert known.familiarity(ones, kind_of((True, False), True)) == 50
    assert known.familiarity(ones, kind_of((True, True), True)) == 50


def test_kinds_tell_polarisations_and_calibration_apart() -> None:
    pairs = [
        (present, known)
        for known in (True, False)
        for present in ((True, True), (True, False), (False, True))
    ]
    assert [kind_of(*pair) for pair in pairs] == list(range(2 * len(KINDS)))
