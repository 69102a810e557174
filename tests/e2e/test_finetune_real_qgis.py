"""Fine-tuning in a real QGIS window on a virtual screen, with the real worker and the bundled model."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.running_qgis import run_script
from tools import qgis_window

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(qgis_window.missing()), reason=qgis_window.missing() or "-"),
]


def test_labels_by_hand_become_a_model_and_a_map(tmp_path: Path, display: str) -> None:
    models = tmp_path / "models"
    ended = run_script("finetune.py", tmp_path, display, SARDINO_MODELS=str(models))
    report = ended.report
    print(f"longest pause of the window: {report['longest_pause_ms']:.0f} ms", *report["pauses"], sep="\n")
    assert report["scene"] == "los_angeles_vh"
    assert report["editing"]
    assert report["tool"]
    assert report["snapping"]
    assert report["drawn"] == 20
    assert report["unsaved"]
    assert report["note"][0] == "success", report["note"]
    assert report["model"] == "los_angeles_vh-1"
    assert [path.name for path in models.glob("*.safetensors")] == ["los_angeles_vh-1.safetensors"]
    assert 0.5 < report["miou"] <= 1.0
    assert len(report["groups"]) == 2
    assert report["groups"][0] == "los_angeles_vh – los_angeles_vh-1 – Sardino"
    assert report["before_is_shown"]
    assert report["after_is_shown"]
    assert report["still_unsaved"], "training must not save the user's edits"
    assert report["places"] > 0
    assert qgis_window.wait_until_gone(report["worker"])
    assert ended.exit_code == 0, ended.output
