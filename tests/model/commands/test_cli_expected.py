"""``segment --classes`` and ``--prior`` as a real process."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import rasterio

from tests.model.fixtures.worker import WAIT, environment, write_scene
from tests.places import ROOT

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(models: Path, tmp_path: Path) -> Run:
    scene = write_scene(tmp_path / "small.tif")

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "model", "segment", str(scene), "--out", str(tmp_path / "out")]
        return subprocess.run(
            [*command, "--outputs", "landcover", "--model", "tiny", *words],
            cwd=ROOT,
            env=environment(models),
            capture_output=True,
            text=True,
            timeout=WAIT,
        )

    return run


def test_codes_and_names(run: Run, tmp_path: Path) -> None:
    done = run("--classes", "10, permanent water bodies")
    assert done.returncode == 0, done.stderr
    assert "Left out, as not expected: Built-up" in done.stdout
    assert "Built-up" not in done.stdout.replace("expected: Built-up", "")
    with rasterio.open(tmp_path / "out" / "small_landcover.tif") as file:
        assert set(np.unique(file.read(1))) <= {0, 10, 80}


def test_shares(run: Run) -> None:
    done = run("--prior", "10=3,50=1", "--json")
    line = json.loads(done.stdout)
    assert line["prior_shares"] == {"10": 0.75, "50": 0.25}
    assert line["excluded_classes"] == [80]
    assert set(line["areas_ha"]) <= {"10", "50"}
    assert "Expected shares: Tree cover 75.0%, Built-up 25.0%" in run("--prior", "10=3,50=1").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--classes", "10,99"], "no class '99'.\n       Its classes are: 10 Tree cover, 50 Built-up, 80"),
        (["--classes", "10"], "at least two of these: 10 Tree cover, 50 Built-up"),
        (["--classes", "10,,80"], "not a list of class codes"),
        (["--classes", ""], "not a list of class codes"),
        (["--prior", "10=0.5,80=0"], "share of '80' is 0"),
        (["--prior", "10=0.5,80"], "'80' is not CLASS=SHARE"),
        (["--prior", "10=0.5,80=nan"], "'80=nan' is not CLASS=SHARE"),
        (["--prior", "10=0.5,10=0.5"], "each class once"),
        (["--classes", "10,50", "--prior", "10=0.5"], "no prior share: 50 Built-up"),
    ],
)
def test_what_makes_no_sense_is_bad_usage(run: Run, tmp_path: Path, words: list[str], said: str) -> None:
    done = run(*words)
    assert done.returncode == 2
    assert said in done.stderr
    assert not (tmp_path / "out").exists()
