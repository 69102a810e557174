"""``python -m model doctor``: whether an environment works, in a report that keeps private things private."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from model.commands import doctor
from model.commands.doctor import Package, examine, without_folders
from model.commands.main import main
from tests.places import ROOT


def test_this_environment_runs_the_bundled_model(capsys):
    assert main(["doctor", "--device", "cpu"]) == 0
    text = capsys.readouterr().out
    for part in ("torch", "rasterio", "Device: ", "Forward pass of ", "on cpu", "No problems found."):
        assert part in text
    assert str(ROOT) not in text
    assert str(Path.home()) not in text


def test_json_is_one_line(capsys):
    assert main(["doctor", "--json", "--no-forward"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["ok"] is True
    assert found["forward"] is None
    assert {"torch", "timm", "rasterio"} <= {item["name"] for item in found["packages"]}


def test_what_is_missing_is_named_without_loading_anything(tmp_path):
    bare = tmp_path / "bare"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(bare)], check=True)
    done = subprocess.run(
        [bare / "bin" / "python", "-m", "model", "doctor"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "Problem: torch is missing." in done.stdout
    assert "Traceback" not in done.stderr


def test_a_model_that_gives_nonsense_is_a_problem(monkeypatch):
    from model.inference import engine as engines

    engine = engines.load_engine("", "cpu", "fp32")
    monkeypatch.setattr(engines, "load_engine", lambda *_: engine)
    run = type(engine.inference).run

    def nonsense(self, x, valid):
        logits, attention = run(self, x, valid)
        return logits * float("nan"), attention

    monkeypatch.setattr(type(engine.inference), "run", nonsense)
    report = examine(device="cpu")
    assert not report.ok
    assert "not finite" in report.problems[0]
    assert "Problem:" in report.text()


def test_a_device_that_is_not_there_is_a_problem():
    import torch

    if torch.cuda.is_available():
        pytest.skip("there is a CUDA device")
    report = examine(device="cuda")
    assert not report.ok
    assert "CUDA" in report.problems[0]


def test_another_version_is_a_note_and_a_build_is_none(monkeypatch):
    assert Package("torch", "2.13.0", "2.13.0+cpu").fits
    assert not Package("torch", "2.13.0", "2.12.0").fits
    monkeypatch.setattr(doctor, "installed_packages", lambda: [Package("numpy", "2.4.6", "2.4.5")])
    report = examine(forward=False)
    assert report.ok
    assert "numpy 2.4.5" in report.notes[0]


@pytest.mark.parametrize("text", ["/home/ada/lib/x.so is broken", r"C:\Users\ada\x.so is broken"])
def test_folders_go(text):
    assert "ada" not in without_folders(text)
    assert "x.so is broken" in without_folders(text)
