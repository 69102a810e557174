"""Sardino in a real QGIS window on a virtual screen, with the real worker and the bundled model."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from tests.e2e.running_qgis import SCRIPTS, run_script
from tools import metadata, packaging, qgis_window

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(qgis_window.missing()), reason=qgis_window.missing() or "-"),
]


def test_segments_the_sample_by_a_click_and_reloads_without_a_trace(tmp_path: Path, display: str) -> None:
    ended = run_script("segment.py", tmp_path, display)
    report = ended.report
    assert report["at_start"] == {"docks": 0, "buttons": 1, "providers": 1, "torch": False, "worker": None}
    assert "VH" in report["detected"]
    assert report["ran"]
    assert report["while_running"]
    # One polarisation, not calibrated: no tick, however sure the model is.
    assert report["note"][0] == "info", report["note"]
    assert "Mean confidence" in report["trust"]
    assert report["shown"] == [["Land cover"], ["Confidence"], ["Land cover"]]
    (group,) = report["tree"]
    assert group["layers"] == ["Land cover", "Confidence", "Attention"]
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


def test_the_scene_that_was_segmented_stays_chosen_and_a_new_project_is_new(
    tmp_path: Path, display: str
) -> None:
    ended = run_script("many_layers.py", tmp_path, display)
    assert ended.exit_code == 0, ended.output
    runs = ended.report["runs"]
    assert [run["offered"] for run in runs] == [1, 2, 3, 4, 5]
    for run in runs:
        size = run["scene"].split("_")[1]  # each scene has pixels of another size: the text tells which it is
        for state in (run, run["after_the_toolbox"]):
            assert state["chosen"] == [run["scene"]]
            assert re.search(rf"\b{float(size):g}(\.0)? m", state["text"]), state["text"]
        assert run["of"] == [run["scene"]]
        assert run["of_both"][0] == run["of_both"][1]
        assert run["left"] == ["", 0]
    assert qgis_window.wait_until_gone(ended.report["worker"])


def test_from_the_zip_in_an_empty_profile_over_an_update_to_a_map(tmp_path: Path, display: str) -> None:
    package = packaging.make_package(tmp_path / "dist")
    older = older_package(package, tmp_path / "sardino-0.0.1.zip")
    ended = run_script(
        "from_zip.py",
        tmp_path,
        display,
        with_plugin=False,
        SARDINO_OLD_ZIP=str(older),
        SARDINO_ZIP=str(package),
    )
    report = ended.report
    assert not report["installed_at_start"]
    assert report["first_version"] == "0.0.1"
    assert report["second_version"] == metadata.version()
    plugins = tmp_path / "qgis" / "profiles" / "sardino" / "python" / "plugins"
    assert report["folder"] == str(plugins / "sardino")
    assert not (plugins / "sardino").is_symlink()
    assert not (plugins / "sardino" / "left-over.txt").exists(), "the old version's files are gone"
    # What the user chose, and a model of her own, outlive the update.
    assert report["choices"] == {
        "outputs": ["landcover", "confidence"],
        "units": "db",
        "folder": report["out"],
        "model": "mine",
        "idle_minutes": 7.0,
    }
    assert "mine" in report["models"]
    assert report["help"].startswith(str(plugins / "sardino" / "resources" / "help"))
    assert Path(report["help"]).is_file()
    assert report["clicks"] <= 4
    assert report["note"][0] == "info", "the model is neither sure nor unsure of the Kansas sample"
    (group,) = report["tree"]
    assert group["layers"] == ["Land cover", "Confidence"]
    product = tmp_path / "out" / "kansas_vv_vh_landcover.tif"
    assert tags(product)["SARDINO_MODEL"].startswith("mine "), "the map was made with her own model"
    assert qgis_window.wait_until_gone(report["worker"])
    assert ended.exit_code == 0, ended.output


def tags(path: Path) -> dict[str, str]:
    """A product's metadata."""
    from osgeo import gdal

    dataset = gdal.Open(str(path))
    found: dict[str, str] = dataset.GetMetadata()
    return found


def older_package(package: Path, path: Path) -> Path:
    """The package as it might have been a version ago, with a file that is gone since."""
    with zipfile.ZipFile(package) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            contents = source.read(name)
            if name == "sardino/metadata.txt":
                contents = re.sub(rb"(?m)^version=.*$", b"version=0.0.1", contents)
            target.writestr(name, contents)
        target.writestr("sardino/left-over.txt", "x")
    return path


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
    variables = {"SARDINO_OUT": str(out), "SARDINO_SCENE": str(scene)}
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
