"""Checkpoints: a round trip, and every kind of file that must be refused."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import shutil
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest
import safetensors.torch
import torch

from model.checkpoint import library
from model.checkpoint.checkpoint import (
    find_model,
    list_models,
    load_checkpoint,
    read_card,
    save_checkpoint,
)
from model.disk.folders import user_folder
from model.errors.errors import ModelNotFound, ModelNotReadable, OutputNotWritable
from tests.model.fixtures.cards import card
from tests.model.fixtures.files import join, parts, with_card
from tests.model.fixtures.worker import tiny_network, write_model
from tests.places import ROOT


@pytest.fixture(scope="module")
def model_file(tmp_path_factory) -> Path:
    return write_model(tmp_path_factory.mktemp("models") / "tiny.safetensors")


@pytest.fixture
def folders(tmp_path, monkeypatch):
    """Empty folders in the place of the bundled and the user's models."""
    bundled, user = tmp_path / "bundled", tmp_path / "user"
    bundled.mkdir()
    user.mkdir()
    monkeypatch.setattr(library, "BUNDLED_FOLDER", bundled)
    monkeypatch.setenv("SARDINO_MODELS", str(user))
    return bundled, user


def refusal(path: Path) -> str:
    with pytest.raises(ModelNotReadable) as caught:
        load_checkpoint(path)
    assert str(caught.value).startswith(path.name)
    assert caught.value.code == "model_not_readable"
    return str(caught.value)


def test_a_saved_network_computes_the_same_after_loading(tmp_path):
    network = tiny_network().eval()
    path = tmp_path / "new" / "folder" / "a.safetensors"
    sha256 = save_checkpoint(path, network, card(extra={"note": "kept"}))
    loaded = load_checkpoint(path)
    assert loaded.sha256 == sha256 == loaded.card["tensors_sha256"]
    assert loaded.card["extra"] == {"note": "kept"}
    assert not loaded.network.training
    assert {value.dtype for value in loaded.network.parameters()} == {torch.float32}
    x = torch.randn(1, 2, 64, 96, generator=torch.Generator().manual_seed(1))
    with torch.inference_mode():
        expected, found = network(x, attention=True), loaded.network(x, attention=True)
    torch.testing.assert_close(found.logits, expected.logits, atol=5e-3, rtol=0)
    torch.testing.assert_close(found.attention, expected.attention, atol=1e-3, rtol=0)


def test_full_precision_comes_back_bit_for_bit(tmp_path):
    network = tiny_network()
    path = tmp_path / "a.safetensors"
    save_checkpoint(path, network, card(), half=False)
    state = load_checkpoint(path).network.state_dict()
    assert all(torch.equal(value, state[name]) for name, value in network.state_dict().items())


def test_weights_are_stored_in_half_precision_and_the_card_lies_beside(model_file):
    header, _ = parts(model_file)
    kinds = {entry["dtype"] for name, entry in header.items() if name != "__metadata__"}
    assert kinds == {"F16", "I64"}  # I64: the step counters of batch normalisation
    assert json.loads(model_file.with_suffix(".json").read_text()) == read_card(model_file)
    assert sorted(p.name for p in model_file.parent.iterdir()) == ["tiny.json", "tiny.safetensors"]


def test_the_hash_is_reproducible_by_others(model_file):
    tensors = safetensors.torch.load_file(model_file)
    digest = hashlib.sha256()
    for name in sorted(tensors):
        kind = {torch.float16: "F16", torch.int64: "I64"}[tensors[name].dtype]
        digest.update(f"{name} {kind} {list(tensors[name].shape)}\n".encode())
        digest.update(tensors[name].numpy().tobytes())
    assert digest.hexdigest() == read_card(model_file)["tensors_sha256"]


def test_loading_leaves_the_callers_random_numbers_alone(model_file):
    torch.manual_seed(7)
    expected = torch.rand(3)
    torch.manual_seed(7)
    load_checkpoint(model_file)
    assert torch.equal(torch.rand(3), expected)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 1e6])
def test_weights_that_cannot_be_stored_are_refused_and_nothing_is_written(tmp_path, value):
    network = tiny_network()
    with torch.no_grad():
        next(network.parameters()).view(-1)[0] = value
    with pytest.raises(ValueError, match="NaN or infinity"):
        save_checkpoint(tmp_path / "a.safetensors", network, card())
    assert not list(tmp_path.iterdir())


def test_saving_a_card_that_could_not_be_read_back_is_refused(tmp_path):
    with pytest.raises(ModelNotReadable, match="colour"):
        save_checkpoint(tmp_path / "a.safetensors", tiny_network(), card(classes=[{"code": 10, "name": "a"}]))
    assert not list(tmp_path.iterdir())


def test_a_card_that_cannot_be_written_down_changes_nothing(tmp_path):
    path = write_model(tmp_path / "a.safetensors")
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    with pytest.raises(ModelNotReadable, match="'note' holds control characters"):
        save_checkpoint(path, tiny_network(), card(note="\ud800"))
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before


def test_weights_and_card_are_both_replaced_or_neither(tmp_path, monkeypatch):
    path = write_model(tmp_path / "a.safetensors")
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    monkeypatch.setattr("model.disk.whole._CAN_LINK", False)  # as on Windows
    replace = os.replace

    def refuse(source, target):
        if Path(target).name == "a.json":
            raise PermissionError(13, "used by another process", str(source))
        replace(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OutputNotWritable, match=r"a\.json cannot be written"):
        save_checkpoint(path, tiny_network(), card(name="new"))
    monkeypatch.undo()
    # Not even the old card could be put back: that is done when the models are next listed.
    assert json.loads(json.dumps(read_card(path)))["name"] == "tiny"
    monkeypatch.setenv("SARDINO_MODELS", str(tmp_path))
    list_models()
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before


def test_a_file_beside_a_model_that_is_no_card_is_left_alone(tmp_path):
    (tmp_path / "a.json").write_text('{"a user\'s": "own"}')
    write_model(tmp_path / "a.safetensors")
    assert (tmp_path / "a.json").read_text() == '{"a user\'s": "own"}'
    assert read_card(tmp_path / "a.safetensors")["name"] == "tiny"


def test_a_failed_save_keeps_the_old_file_and_leaves_no_other(tmp_path):
    path = write_model(tmp_path / "a.safetensors")
    before = path.read_bytes()
    code = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from tests.model.fixtures.cards import card\n"
        "from tests.model.fixtures.worker import tiny_network\n"
        "from model.checkpoint.checkpoint import save_checkpoint\n"
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
        "save_checkpoint(Path(sys.argv[1]), tiny_network(), card(name='new'))\n"
    )
    process = subprocess.run(
        [sys.executable, "-c", code, str(path)], cwd=ROOT, capture_output=True, text=True
    )
    assert "OutputNotWritable" in process.stderr
    assert path.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.json", "a.safetensors"]


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputNotWritable, match=r"a\.safetensors"):
        save_checkpoint(tmp_path / "file" / "a.safetensors", tiny_network(), card())


# --- files that are no checkpoint -----------------------------------------------------------------


def test_truncation_at_any_place_is_found(tmp_path, model_file):
    data = model_file.read_bytes()
    target = tmp_path / "cut.safetensors"
    for size in (1, 7, 8, 9, 500, len(data) // 2, len(data) - 1):
        target.write_bytes(data[:size])
        assert "cut short" in refusal(target), size


def test_one_changed_bit_in_the_weights_is_found(tmp_path, model_file):
    data = bytearray(model_file.read_bytes())
    data[-1000] ^= 1
    target = tmp_path / "bit.safetensors"
    target.write_bytes(data)
    assert "SHA-256" in refusal(target)


def test_foreign_files_are_named_for_what_they_are(tmp_path):
    path = tmp_path / "x.safetensors"
    path.write_bytes(b"")
    assert "is empty" in refusal(path)
    path.write_text("just some text that somebody saved under a wrong name\n" * 100)
    assert "no safetensors" in refusal(path)
    path.write_bytes(pickle.dumps({"weights": [1, 2, 3]}))
    assert "pickle" in refusal(path)
    torch.save({"a": torch.zeros(3)}, path)
    assert "zip archive or a PyTorch pickle" in refusal(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a", "b")
    assert "zip archive" in refusal(path)
    path.write_bytes(np.random.default_rng(0).bytes(5000))
    assert "no safetensors" in refusal(path)
    safetensors.torch.save_file({"encoder.weight": torch.zeros(4, 4)}, path, {"format": "pt"})
    assert "another program" in refusal(path)
    path.unlink()
    assert "does not exist" in refusal(path)
    path.mkdir()
    assert "is a folder" in refusal(path)


def test_a_renamed_pickle_runs_no_code(tmp_path):
    class Bomb:
        def __reduce__(self):
            return (os.mkdir, (str(tmp_path / "ran"),))

    for protocol in range(6):
        path = tmp_path / "bomb.safetensors"
        path.write_bytes(pickle.dumps(Bomb(), protocol))
        refusal(path)
    assert not (tmp_path / "ran").exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_named_pipe_is_refused_without_waiting(tmp_path):
    path = tmp_path / "pipe.safetensors"
    os.mkfifo(path)
    assert "not a regular file" in refusal(path)


@pytest.mark.parametrize("length", [2**63, 2**64 - 1, 200_000_000])
def test_a_huge_header_claim_is_refused_unread(tmp_path, length):
    path = tmp_path / "claim.safetensors"
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", length) + b"{")
        file.truncate(300_000_000)  # sparse
    assert "no safetensors" in refusal(path)


def test_a_huge_sparse_file_is_refused_unread(tmp_path, model_file):
    path = tmp_path / "huge.safetensors"
    shutil.copy(model_file, path)
    os.truncate(path, 10_000_000_000)
    assert "10 GB" in refusal(path)
    os.truncate(path, 5_000_000_000)
    assert "belong to no tensor" in refusal(path)


@pytest.mark.parametrize(
    "header",
    [
        "[" * 100_000,
        "[]",
        "{",
        '{"a": NaN}',
        '{"a": 1}',
        '{"a": {}}',
        '{"a": {"dtype": "F16", "shape": [2], "data_offsets": [0, 4]}, "a": {}}',
        '{"a": {"dtype": "F16", "shape": [-2], "data_offsets": [0, 4]}}',
        '{"a": {"dtype": "F16", "shape": [true, 2], "data_offsets": [0, 4]}}',
        '{"a": {"dtype": "F16", "shape": [2], "data_offsets": [4, 0]}}',
        '{"a": {"dtype": "F16", "shape": [2], "data_offsets": [4, 8]}}',
        '{"a": {"dtype": "F16", "shape": [9999999999999], "data_offsets": [0, 4]}}',
        '{"a": {"dtype": "F16", "shape": [2], "data_offsets": [0]}}',
        '{"a": {"dtype": "C64", "shape": [2], "data_offsets": [0, 4]}}',
        '{"a": {"dtype": [], "shape": [2], "data_offsets": [0, 4]}}',
        '{"__metadata__": [], "a": {"dtype": "F16", "shape": [2], "data_offsets": [0, 4]}}',
        '{"__metadata__": {"sardino": 5}, "a": {"dtype": "F16", "shape": [2], "data_offsets": [0, 4]}}',
        '{"__metadata__": {"sardino": "{"}, "a": {"dtype": "F16", "shape": [2], "data_offsets": [0, 4]}}',
    ],
)
def test_hostile_headers(tmp_path, header):
    refusal(join(tmp_path / "x.safetensors", header, b"\0\0\0\0"))


def test_two_tensors_on_the_same_bytes_are_refused(tmp_path, model_file):
    header, data = parts(model_file)
    entries = [e for name, e in header.items() if name != "__metadata__" and e["shape"] == [32]]
    entries[0]["data_offsets"] = entries[1]["data_offsets"]
    refusal(join(tmp_path / "x.safetensors", header, data))


# --- hostile cards --------------------------------------------------------------------------------


def architecture(**changes):
    return lambda content: content["architecture"].update(changes)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda c: c.pop("licence"), "without 'licence'"),
        (lambda c: c.update(format=2), "format 2"),
        (lambda c: c.update(format=True), "wrong type"),
        (lambda c: c.update(name=""), "name"),
        (lambda c: c.update(metrics=[]), "'metrics'"),
        (lambda c: c.update(architecture="vit"), "'architecture'"),
        (lambda c: c.update(normalisation={"mean": [0, 0], "std": [0, 1]}), "'std'"),
        (lambda c: c.update(normalisation={"mean": [0], "std": [1, 1]}), "'mean'"),
        (lambda c: c.update(normalisation={"mean": 5, "std": [1, 1]}), "'mean'"),
        (lambda c: c.update(classes=[]), "0 classes"),
        (lambda c: c.update(classes=[7]), "code"),
        (lambda c: c["classes"][0].update(code=255), "code"),
        (lambda c: c["classes"][0].update(code=80), "twice"),
        (lambda c: c["classes"][0].update(color="red; background: url(x)"), "colour"),
        (lambda c: c["classes"].reverse(), "other classes"),
        (lambda c: c.update(tensors_sha256="0" * 63), "SHA-256"),
        (lambda c: c.update(tensors_sha256="0" * 64), "SHA-256"),
        (lambda c: c.update(padding="x" * 2_000_000), "more than 250 kB"),
        (lambda c: c["classes"][0].update(name="water\0"), "'classes' holds control characters"),
        (lambda c: c["classes"][0].update(name="water\x1b[31m"), "'classes' holds control characters"),
        (lambda c: c["classes"][0].update(name="wat\ud800er"), "'classes' holds control characters"),
        (lambda c: c["classes"][0].update(name="wa\uffffter"), "'classes' holds control characters"),
        (lambda c: c["classes"][0].update(name="water\nland"), "no usable name for class 10"),
        (lambda c: c["classes"][0].update(name=" "), "no usable name for class 10"),
        (lambda c: c["classes"][0].update(name="w" * 201), "no usable name for class 10"),
        (lambda c: c["classes"][0].update(code=True), "code"),
        (lambda c: c.update(name="two\nlines"), "name"),
        (lambda c: c.update(name="\t"), "name"),
        (lambda c: c.update(version="1\0"), "'version' holds control characters"),
        (lambda c: c.update(version=""), "version"),
        (lambda c: c.update(version="1" * 61), "version"),
        (lambda c: c.update(licence="GPL\x07"), "'licence' holds control characters"),
        (lambda c: c.update(attribution=["Copernicus"]), "'attribution'"),
        (lambda c: c.update(attribution="\ud800"), "'attribution' holds control characters"),
        (lambda c: c.update(metrics={"miou\0": 1}), "'metrics' holds control characters"),
        (lambda c: c.update(metrics={"pixels": 10**400}), "'metrics' holds a number that is too large"),
        (lambda c: c.update(lineage={"base": {"base": ["x\0"]}}), "'lineage' holds control characters"),
        (lambda c: c.update(lineage=json.loads("[" * 80 + "]" * 80)), "'lineage' is nested"),
        (lambda c: c.update(training_data="x" * 60_000), "'training_data' holds a text of more than"),
        (lambda c: c.update({"note\0": 1}), "holds control characters"),
        (lambda c: c.update(heads=-1), "'heads'"),
        (lambda c: c.update(heads=10**9), "'heads'"),
        (lambda c: c.update(heads="2"), "'heads'"),
        (lambda c: c.update(heads=5), "another number of attention heads"),
        (architecture(surprise=1), "does not know"),
        (architecture(backbone="hf-hub:somebody/model"), "unknown backbone"),
        (architecture(backbone="local-dir:/etc"), "unknown backbone"),
        (architecture(backbone="resnet50"), "unknown backbone"),
        (architecture(backbone="vit_tiny_patch16_224\n"), "unknown backbone"),
        (architecture(backbone="vit_tiny_patch16_999"), "cannot be built"),
        (architecture(backbone=["vit"]), "unknown backbone"),
        (architecture(backbone_options={"depth": 10**9}), "'depth'"),
        (architecture(backbone_options={"embed_dim": 2**40}), "'embed_dim'"),
        (architecture(backbone_options={"embed_dim": 33, "num_heads": 2}), "cannot be built"),
        (architecture(backbone_options={"pretrained": 1}), "unknown option"),
        (architecture(backbone_options=[]), "'backbone_options'"),
        (architecture(patch_size=0), "'patch_size'"),
        (architecture(patch_size=8.0), "'patch_size'"),
        (architecture(image_size=2**31), "'image_size'"),
        (architecture(image_size=65), "multiple"),
        (architecture(taps=[1, 0]), "rise"),
        (architecture(taps=[0, 5]), "deeper"),
        (architecture(taps=3), "does not know|'taps'"),
        (architecture(stem_channels=[4, 6]), "'stem_channels'"),
        (architecture(patch_stem=[10**9]), "'patch_stem'"),
        (architecture(patch_stem=[4, 4]), "cannot be built"),
        (architecture(stem_channels=[4, 6, 6, 10**9]), "'stem_channels'"),
        (architecture(feature_channels=16), "does not hold the weights"),
        (architecture(classes=[10, 50, 90]), "other classes"),
    ],
)
def test_a_card_that_is_wrong_is_refused_in_words(tmp_path, model_file, change, words):
    import re

    assert re.search(words, refusal(with_card(model_file, tmp_path / "x.safetensors", change)))


def test_a_huge_network_on_a_small_file_is_refused_before_memory_is_taken(tmp_path, model_file):
    """The largest network that the ranges allow has 400 million weights: 1.6 GB."""
    options = {"embed_dim": 1024, "depth": 32, "num_heads": 16}
    path = with_card(model_file, tmp_path / "x.safetensors", architecture(backbone_options=options))
    code = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "import model.checkpoint.checkpoint as c\n"
        "def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "before = peak()\n"
        "try: c.load_checkpoint(Path(sys.argv[1]))\n"
        "except c.ModelNotReadable as error: print(error, '|', peak() - before)\n"
    )
    command = [sys.executable, "-c", code, str(path)]
    output = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True).stdout
    message, growth_kb = output.rsplit("|", 1)
    assert "does not hold the weights" in message
    assert int(growth_kb) < 200_000


def test_weights_that_are_not_finite_are_refused(tmp_path, model_file):
    from model.checkpoint.checkpoint import tensors_sha256

    tensors = safetensors.torch.load_file(model_file)
    tensors["head.classify.bias"][0] = float("nan")
    content = read_card(model_file) | {"tensors_sha256": tensors_sha256(tensors)}
    path = tmp_path / "nan.safetensors"
    safetensors.torch.save_file(tensors, path, {"sardino": json.dumps(content)})
    assert "not finite" in refusal(path)


# --- finding and listing --------------------------------------------------------------------------


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
