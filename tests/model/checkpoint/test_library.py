"""Models found and listed: bundled, the user's, and those that cannot be read."""

from __future__ import annotations

import os
import shutil
import sys

import pytest

from model.checkpoint import library
from model.checkpoint.checkpoint import (
    find_model,
    list_models,
    read_card,
    save_checkpoint,
)
from model.disk.folders import user_folder
from model.errors.errors import ModelNotFound
from model.protocol.values import SourceScores
from tests.model.fixtures.cards import card
from tests.model.fixtures.files import with_card
from tests.model.fixtures.worker import tiny_network


@pytest.fixture
def folders(tmp_path, monkeypatch):
    """Empty folders in the place of the bundled and the user's models."""
    bundled, user = tmp_path / "bundled", tmp_path / "user"
    bundled.mkdir()
    user.mkdir()
    monkeypatch.setattr(library, "BUNDLED_FOLDER", bundled)
    monkeypatch.setenv("SARDINO_MODELS", str(user))
    return bundled, user


def test_the_list_shows_bundled_then_user_models_and_unreadable_files_with_their_error(folders, model_file):
    bundled, user = folders
    shutil.copy(model_file, bundled / "b.safetensors")
    shutil.copy(model_file, user / "a.safetensors")
    (user / "broken.safetensors").write_text("no model")
    (user / "notes.txt").write_text("not listed")
    models = list_models()
    assert [item.name for item in models] == ["b", "a", "broken"]
    assert [item.is_default for item in models] == [True, False, False]
    first, _, broken = models
    assert first.error is None
    assert first.heads == 2
    assert [entry.code for entry in first.classes] == [10, 50, 80]
    assert first.sha256 == read_card(model_file)["tensors_sha256"]
    assert "tiny 1, 3 classes" in first.summary
    assert broken.error.code == "model_not_readable"
    assert find_model("") == bundled / "b.safetensors"
    assert find_model("a") == find_model("a.safetensors") == user / "a.safetensors"


def test_the_card_chooses_the_default(folders):
    bundled, _ = folders
    for name, is_default in (("a", False), ("b", True)):
        save_checkpoint(bundled / f"{name}.safetensors", tiny_network(), card(default=is_default))
    assert find_model("") == bundled / "b.safetensors"
    assert [item.name for item in list_models() if item.is_default] == ["b"]


def test_a_list_goes_over_the_protocol_even_with_a_null_in_a_card(folders):
    from model.protocol.envelope import Result, decode, encode
    from model.protocol.segmenting import ModelList

    bundled, _ = folders
    save_checkpoint(bundled / "a.safetensors", tiny_network(), card(note=None, metrics={"iou": None}))
    message = Result("1", ModelList(list_models()))
    assert decode(encode(message)) == message


def test_a_list_of_many_large_cards_still_fits_into_a_message(folders):
    from model.protocol.envelope import MAX_LINE_BYTES, Result, decode, encode
    from model.protocol.segmenting import ModelList

    _, user = folders
    long = {f"note {number}": "\u5730" * 3000 for number in range(12)}
    save_checkpoint(user / "a.safetensors", tiny_network(), card(**long))
    for number in range(20):
        shutil.copy(user / "a.safetensors", user / f"b{number}.safetensors")
    models = list_models()
    assert len(models) == 21 and all(item.error is None and item.classes for item in models)
    line = encode(Result("1", ModelList(models)))
    assert len(line) < MAX_LINE_BYTES and decode(line)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such file names")
def test_a_file_name_that_no_one_can_read_is_listed_with_its_error(folders, model_file):
    from model.protocol.envelope import Result, decode, encode
    from model.protocol.segmenting import ModelList

    _, user = folders
    for name in (b"caf\xe9.safetensors", b"a\nb.safetensors"):
        shutil.copy(model_file, os.path.join(os.fsencode(user), name))
    models = list_models()
    assert [item.name for item in models] == ["a\ufffdb", "caf\ufffd"]
    assert all("file name" in item.error.message for item in models)
    decode(encode(Result("1", ModelList(models)))).result.models[0].name.encode("utf-8")


def test_without_any_model_the_error_says_where_to_put_one(folders):
    _, user = folders
    assert list_models() == []
    with pytest.raises(ModelNotFound, match="No model") as caught:
        find_model("")
    assert str(user) in caught.value.remedy


def test_names_do_not_lead_out_of_the_folders(folders, model_file, tmp_path):
    shutil.copy(model_file, tmp_path / "outside.safetensors")
    for name in ("../outside", "..", "/etc/passwd", "a/b", "C:\\x", ".", "outside", "nul\0"):
        with pytest.raises(ModelNotFound):
            find_model(name)


def test_a_path_finds_a_file_anywhere(tmp_path, model_file):
    assert find_model(str(model_file)) == model_file
    with pytest.raises(ModelNotFound, match="no model file"):
        find_model(str(tmp_path / "missing.safetensors"))
    with pytest.raises(ModelNotFound, match=r"must end in \.safetensors"):
        find_model(str(model_file.with_suffix(".json")))


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the folders of Linux")
def test_the_users_folder(monkeypatch, tmp_path):
    monkeypatch.delenv("SARDINO_MODELS", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", "relative")
    assert user_folder() == tmp_path / ".local/share/sardino/models"
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert user_folder() == tmp_path / "data/sardino/models"
    monkeypatch.setenv("SARDINO_MODELS", str(tmp_path / "own"))
    assert user_folder() == tmp_path / "own"


def test_a_list_without_room_for_cards_has_no_scores_either(folders, model_file, monkeypatch):
    entry = {"name": "Alps", "scenes": 3, "polarisations": ["VV"], "calibrated": True, "miou": 0.5}
    with_card(
        model_file, folders[1] / "a.safetensors", lambda card: card["metrics"].update(by_source=[entry])
    )
    assert [item.by_source for item in list_models()] == [[SourceScores(**entry)]]
    monkeypatch.setattr(library, "MAX_CARDS_BYTES", 0)
    assert [item.by_source for item in list_models()] == [[]]
