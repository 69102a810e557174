"""Runs a script in a real QGIS window and takes its report."""

from __future__ import annotations

from pathlib import Path

from tools import qgis_window

SCRIPTS = Path(__file__).parent / "scripts"


def run_script(
    name: str, tmp_path: Path, display: str, *, with_plugin: bool = True, **variables: str
) -> qgis_window.Ended:
    """Runs a script in a fresh QGIS; its products go to ``tmp_path / "out"``."""
    (tmp_path / "out").mkdir(exist_ok=True)
    (tmp_path / "qgis").mkdir(exist_ok=True)
    qgis_window.make_profile(tmp_path / "qgis", with_plugin=with_plugin)
    variables = {"SARDINO_OUT": str(tmp_path / "out"), **variables}
    process = qgis_window.start(SCRIPTS / name, tmp_path / "qgis", display, variables)
    ended = qgis_window.finish(process, tmp_path / "qgis")
    assert "error" not in ended.report, ended.report["error"] + ended.output
    assert ended.report, ended.output
    return ended
