"""The command line with numbers, texts and paths that no one can work with."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from model.commands.main import main
from tests.model.fixtures.worker import environment, write_model, write_scene
from tests.places import ROOT

HUGE = "9" * 310
NO_UTF8 = os.fsdecode(b"caf\xe9") if os.name == "posix" else "caf\udce9"
LABELLED = ["--labels", "l.gpkg", "--field", "c"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["describe", "SCENE", "--co-band", HUGE],
        ["describe", "SCENE", "--co-band", "9" * 5000],
        ["describe", NO_UTF8],
        ["describe", "x" * 300 + ".tif"],
        ["segment", "SCENE", "--out", "OUT/" + "x" * 300],
        ["segment", "SCENE", "--out", "OUT/" + NO_UTF8],
        ["segment", "SCENE", "--out", "OUT", "--extent-crs", "/etc/passwd", "--extent", "0", "0", "1", "1"],
        ["segment", "SCENE", "--out", "OUT", "--polygon", "HUGE"],
        ["finetune", "--scene", "SCENE", *LABELLED, "--seed", "-1", "--out", "OUT.safetensors"],
        ["finetune", "--scene", "SCENE", *LABELLED, "--seed", HUGE, "--out", "OUT.safetensors"],
        ["finetune", "--scene", "SCENE", *LABELLED, "--name", NO_UTF8, "--out", "OUT.safetensors"],
        ["finetune", "--scene", "SCENE", *LABELLED, "--classes", "HUGE", "--out", "OUT.safetensors"],
        ["finetune", "--scene", "SCENE", *LABELLED, "--out", "OUT/" + "x" * 240 + ".safetensors"],
        ["evaluate-model", "--scene", "SCENE", *LABELLED, "--model", "x" * 300 + ".safetensors"],
        ["pretrain", "OUT", "--seed", "-1", "--out", "OUT"],
        ["pretrain", "OUT", "--steps", HUGE, "--out", "OUT"],
        ["serve", "--memory-mb", HUGE],
        ["suggest", "--scene", "SCENE", "--count", HUGE, "--out", "OUT.gpkg"],
        ["suggest", "--scene", "SCENE", "--out", "OUT/" + "x" * 300 + ".gpkg"],
    ],
    ids=lambda arguments: " ".join(arguments)[:40].encode("ascii", "replace").decode(),
)
def test_what_no_one_can_work_with_is_bad_usage_in_words(arguments, tmp_path, capsys):
    huge = tmp_path / "huge.geojson"
    huge.write_text(f'[{{"code": {HUGE}, "name": "a", "color": "#000000"}}]')
    words = {
        "SCENE": str(write_scene(tmp_path / "scene.tif")),
        "HUGE": str(huge),
        "OUT": str(tmp_path / "out"),
    }
    for word, text in words.items():
        arguments = [text if item == word else item.replace(f"{word}/", f"{text}/") for item in arguments]
    try:
        code = main(arguments)
    except SystemExit as end:  # argparse's own
        code = end.code
    said = capsys.readouterr().err
    assert code == 2
    assert "Traceback" not in said and "unexpected" not in said


def test_a_relative_folder_is_one_in_the_users_own(tmp_path):
    write_scene(tmp_path / "scene.tif")
    write_model(tmp_path / "tiny.safetensors")
    words = [
        "segment",
        "scene.tif",
        "--model",
        "./tiny.safetensors",
        "--outputs",
        "landcover",
        "--out",
        "out",
    ]
    command = [sys.executable, "-m", "model", *words]
    done = subprocess.run(command, cwd=tmp_path, env=environment(PYTHONPATH=str(ROOT)), capture_output=True)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "scene_landcover.tif").exists()
