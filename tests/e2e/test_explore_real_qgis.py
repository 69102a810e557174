"""The page "Explore" in a real QGIS window: the mouse on the canvas, the real worker, the bundled model."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.running_qgis import run_script
from tools import qgis_window

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(qgis_window.missing()), reason=qgis_window.missing() or "-"),
]


def test_each_tool_by_the_mouse_and_all_is_there_after_a_restart(tmp_path: Path, display: str) -> None:
    cache = str(tmp_path / "cache")
    ended = run_script("exploring.py", tmp_path, display, SARDINO_CACHE=cache)
    assert ended.exit_code == 0, ended.output
    report = ended.report
    assert "los_angeles_vh" in report["looked"]
    assert report["similar"]["codes"] == [1, 1, 0]
    assert report["similar"]["redrawn"]
    assert "polygons" in report["similar"]["polygons"]
    assert {"area_ha", "similarity"} <= set(report["similar"]["fields"])
    assert 80 <= report["similar"]["mean"] <= 100
    assert report["attention"]["heads"] > 1
    assert "layer of the project" in report["attention"]["kept"]
    assert "held" in report["attention"]["held"]
    assert "layer of the project" in report["colours"]
    assert "6 segments" in report["segments"]["made"]
    assert report["segments"]["names"] == ["Bright city", "Permanent water bodies"]
    assert report["segments"]["picked"] >= 1
    land_cover, labels = report["segments"]["kept"]
    assert "Bright city" in land_cover
    assert "polygons" in labels
    assert report["teach"]["codes"] == [80, 80, 50, 10]
    assert "not an accuracy" in report["teach"]["said"]
    assert "Built-up" in report["teach"]["kept"][0]
    assert "polygons" in report["teach"]["kept"][1]
    assert qgis_window.wait_until_gone(report["worker"])

    again = tmp_path / "again"
    again.mkdir()
    project = str(tmp_path / "out" / "project.qgz")
    ended = run_script("exploring_again.py", again, display, SARDINO_CACHE=cache, SARDINO_PROJECT=project)
    assert ended.exit_code == 0, ended.output
    assert ended.report["similar"] == [1, 1, 0]
    assert ended.report["threshold"] == 85
    assert ended.report["names"] == report["segments"]["names"]
    assert ended.report["teach"] == report["teach"]["codes"]
    assert "changed since" in ended.report["changed"]
    assert qgis_window.wait_until_gone(ended.report["worker"])
