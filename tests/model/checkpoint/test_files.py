"""Files that are no checkpoint, or were damaged or made to do harm: refused, and named for what they are."""

from __future__ import annotations

import os
import pickle
import shutil
import struct
import zipfile

import numpy as np
import pytest
import safetensors.torch
import torch

from tests.model.fixtures.files import join, parts, refusal


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
