"""Sardino in a real QGIS window on a virtual screen, with the real worker and the bundled model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tools import qgis_window

SCRIPTS = Path(__file__).parent / "scripts"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(qgis_window.missing()), reason=qgis_window.missing() or "-"),
]


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    with qgis_window.virtual_screen() as name:
        yield name


def run_script(name: str, tmp_path: Path, display: str, **variables: str) -> qgis_window.Ended:
    """Runs a script in a fresh QGIS; its products go to ``tmp_path / "out"``."""
    (tmp_path / "out").mkdir(exist_ok=True)
    (tmp_path / "qgis").mkdir(exist_ok=True)
    qgis_window.make_profile(tmp_path / "qgis")
    variables = {"SARDINO_SCRIPTS": str(SCRIPTS), "SARDINO_OUT": str(tmp_path / "out"), **variables}
    process = qgis_window.start(SCRIPTS / name, tmp_path / "qgis", display, variables)
    ended = qgis_window.finish(process, tmp_path / "qgis")
    assert "error" not in ended.report, ended.report["error"] + ended.output
    assert ended.report, ended.output
    return ended


def test_segments_the_sample_by_a_click_and_reloads_without_a_trace(tmp_path: Path, display: str) -> None:
    ended = run_script("segment.py", tmp_path, display)
    report = ended.report
    assert report["at_start"] == {"docks": 0, "buttons": 1, "providers": 1, "torch": False, "worker": None}
    assert "VH" in report["detected"]
    assert report["ran"]
    assert report["while_running"]
    assert report["note"][0] == "success", report["note"]
    (group,) = report["tree"]
    assert [name.split(" – ")[0] for name in group["layers"]] == ["Land cover", "Confidence", "Attention"]
    assert report["areas"]
    assert report["layer_still_chosen"]
    products = {path.name for path in (tmp_path / "out").glob("*.tif")}
    assert products == {f"los_angeles_vh_{name}.tif" for name in ("landcover", "confidence", "attention")}
    assert report["after_reload"] == {"docks": 1, "buttons": 1, "providers": 1}
    assert report["layers_after_reload"] == 4
    assert report["worker"] != report["worker_after_reload"]
    assert qgis_window.wait_until_gone(report["worker"])
    if report["worker_after_reload"]:
        assert qgis_window.wait_until_gone(report["worker_after_reload"])
    assert ended.exit_code == 0, ended.output


def test_cancelling_and_closing_in_mid_run_leave_nothing(tmp_path: Path, display: str) -> None:
    scene = long_scene(tmp_path / "long.tif")
    ended = run_script("interrupt.py", tmp_path, display, SARDINO_SCENE=str(scene), SARDINO_CLOSE="1")
    after_cancel = ended.report["after_cancel"]
    assert after_cancel["note"].startswith("Cancelled")
    assert after_cancel["files"] == []
    assert after_cancel["tree"] == []
    assert after_cancel["button"]
    assert ended.report["running_at_close"]
    assert qgis_window.wait_until_gone(ended.report["worker"]), "the worker outlived QGIS"
    assert list((tmp_path / "out").iterdir()) == []
    assert ended.exit_code == 0, ended.output


def test_a_killed_qgis_takes_its_worker_along(tmp_path: Path, display: str) -> None:
    scene = long_scene(tmp_path / "long.tif")
    folder, out = tmp_path / "qgis", tmp_path / "out"
    folder.mkdir()
    out.mkdir()
    qgis_window.make_profile(folder)
    variables = {"SARDINO_SCRIPTS": str(SCRIPTS), "SARDINO_OUT": str(out), "SARDINO_SCENE": str(scene)}
    process = qgis_window.start(SCRIPTS / "interrupt.py", folder, display, variables)
    try:
        qgis_window.wait_for_report(process, folder)
    finally:
        process.kill()
    ended = qgis_window.finish(process, folder)
    assert ended.report.get("running_at_close"), ended.report.get("error", "") + ended.output
    assert qgis_window.wait_until_gone(ended.report["worker"]), "the worker outlived QGIS"
    assert list(out.iterdir()) == []


def long_scene(path: Path) -> Path:
    """The sample scene many times over: minutes of work on a CPU."""
    from osgeo import gdal

    source = gdal.Open(str(qgis_window.ROOT / "resources" / "sample" / "los_angeles_vh.tif"))
    values = source.ReadAsArray()
    rows, columns = values.shape
    times = 6
    target = gdal.GetDriverByName("GTiff").Create(
        str(path), columns * times, rows * times, 1, gdal.GDT_Byte, ["COMPRESS=DEFLATE", "TILED=YES"]
    )
    target.SetGeoTransform(source.GetGeoTransform())
    target.SetProjection(source.GetProjection())
    target.GetRasterBand(1).SetDescription("VH")
    for row in range(times):
        for column in range(times):
            target.GetRasterBand(1).WriteArray(values, column * columns, row * rows)
    target.FlushCache()
    return path
