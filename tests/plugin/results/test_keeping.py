"""Where products are kept unasked, and where they never are."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsProcessing, QgsProject, QgsRasterLayer, QgsSettings
from qgis.PyQt.QtGui import QIcon

from sardino.plugin.dock.dock import SardinoDock
from sardino.plugin.results import keeping
from sardino.plugin.results.keeping import folder_of, free_stem, place_beside
from tests.plugin.fixtures.dock import Client
from tests.plugin.fixtures.rasters import radar, write_raster

pytest_plugins = ["tests.plugin.fixtures.dock"]


@pytest.fixture(autouse=True)
def temporary_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pytest's folders are temporary ones, which is another case: here they stand for the user's."""
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))


@pytest.fixture
def scene_file(tmp_path: Path) -> str:
    (tmp_path / "scenes").mkdir()
    return write_raster(tmp_path / "scenes" / "scene.tif", radar(), names=("VV", "VH"))


def test_beside_the_scene(scene_file: str) -> None:
    place = place_beside(scene_file, "", probe=True)
    assert place.folder == str(Path(scene_file).parent)
    assert place.folder in place.words
    assert os.listdir(place.folder) == ["scene.tif"], "a try leaves nothing"


@pytest.mark.parametrize(
    ("uri", "folder"),
    [
        ("{}/a.tif", ""),
        ("/vsizip/{}/a.zip/inner/x.tif", ""),
        ("/vsizip/{{{}/a.zip}}/x.tif", ""),
        ("/vsitar/{}/a.zip/x.tif", ""),
        ('NETCDF:"{}/a.nc":VH', ""),
        ("SENTINEL1_CALIB:SIGMA0:{}/p/S1.SAFE/manifest.safe:IW_VV:AMPLITUDE", "p"),
        ("{}/p/S1.SAFE/measurement/vv.tiff", "p"),
        ("{}/d/S1.data/Sigma0_VV.img", "d"),
        ("{}/plain.data/x.img", "plain.data"),
        ("{}/a.tif|option:NUM_THREADS=2", ""),
    ],
)
def test_the_folder_of_a_layer(tmp_path: Path, uri: str, folder: str) -> None:
    for name in (
        "a.tif",
        "a.zip",
        "a.nc",
        "p/S1.SAFE/manifest.safe",
        "p/S1.SAFE/measurement/vv.tiff",
        "d/S1.dim",
        "d/S1.data/Sigma0_VV.img",
        "plain.data/x.img",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert folder_of(uri.format(tmp_path)) == tmp_path / folder


@pytest.mark.parametrize(
    "uri",
    ["", "/vsicurl/https://example.org/a.tif", "/vsis3/b/a.tif", "type=xyz&url=https://e.org/{z}/{x}/{y}.png",
     "crs=EPSG:4326&url=https://e.org/wms", "/vsimem/a.tif"],
)  # fmt: skip
def test_a_layer_that_is_no_file_has_none(uri: str, tmp_path: Path) -> None:
    assert folder_of(uri) is None
    place = place_beside(uri, "")
    assert place.folder == ""
    assert "Temporary" in place.words
    assert place_beside(uri, str(tmp_path)).folder == str(tmp_path), "beside the project then"


def test_never_inside_the_plugin_which_an_update_replaces(repository: Path, tmp_path: Path) -> None:
    sample = repository / "resources" / "sample" / "kansas_vv_vh.tif"
    place = place_beside(str(sample), str(tmp_path))
    assert place.folder == str(tmp_path)
    assert "update" in place.words


def test_never_in_a_temporary_folder(tmp_path: Path) -> None:
    path = write_raster(tmp_path / "tmp" / "clip.tif", radar()[:1])
    assert place_beside(path, "").folder == ""
    assert "temporary itself" in place_beside(path, "").words


def test_never_unasked_on_a_network_share(scene_file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert keeping._is_network(Path("//server/share/scenes"))
    monkeypatch.setattr(keeping, "_is_network", lambda folder: True)
    assert place_beside(scene_file, "").folder == ""
    assert "network" in place_beside(scene_file, "").words


def test_a_folder_that_takes_no_files_is_found_out(scene_file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, "access", lambda *_: False)
        assert "may not be written" in place_beside(scene_file, "").words
    assert place_beside(scene_file, "").folder

    def refuse(**options: Any) -> None:
        raise PermissionError(13, "Permission denied")

    # As on Windows, where os.access() knows nothing of rights.
    monkeypatch.setattr(keeping.tempfile, "TemporaryFile", refuse)
    assert "may not be written" in place_beside(scene_file, "", probe=True).words


def test_free_names(tmp_path: Path) -> None:
    assert free_stem(tmp_path, "scene") == "scene"
    (tmp_path / "scene_attention.tif").touch()
    (tmp_path / "scene_2_landcover.tif").touch()
    assert free_stem(tmp_path, "scene") == "scene_3"
    assert free_stem(tmp_path / "not there yet", "scene") == "scene"


def test_the_dock_keeps_files_beside_the_layer_unless_told_otherwise(
    dock: SardinoDock, scene_file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    layer = QgsRasterLayer(scene_file, "scene")
    QgsProject.instance().addMapLayer(layer)
    panel = dock.output_panel
    beside = str(Path(scene_file).parent)
    assert dock.parameters()["OUTPUT_FOLDER"] == beside
    assert dock.parameters()["KEEP_EARLIER"] is True
    assert beside in panel._hint.text()
    assert panel.folder.isHidden()
    panel.choose(["landcover"], "", "folder")
    assert "Choose a folder for the files first" in dock.blocked_by()
    assert not panel.folder.isHidden()
    panel.folder.setFilePath(str(tmp_path))
    assert dock.parameters()["OUTPUT_FOLDER"] == str(tmp_path)
    panel.choose(["landcover"], str(tmp_path), "temporary")
    assert dock.parameters()["OUTPUT_FOLDER"] == QgsProcessing.TEMPORARY_OUTPUT
    assert dock.blocked_by() == ""
    panel.choose(["landcover"], "", "beside")
    panel.folder.setFilePath(str(tmp_path))
    assert panel.keeping() == "folder", "who names a folder wants the files there"


def test_a_saved_project_is_taken_up(dock: SardinoDock, tmp_path: Path) -> None:
    path = write_raster(tmp_path / "tmp" / "clip.tif", radar()[:1])
    QgsProject.instance().addMapLayer(QgsRasterLayer(path, "clip"))
    assert dock.parameters()["OUTPUT_FOLDER"] == QgsProcessing.TEMPORARY_OUTPUT
    assert QgsProject.instance().write(str(tmp_path / "project.qgz"))
    assert dock.parameters()["OUTPUT_FOLDER"] == str(tmp_path)
    assert "Beside the project" in dock.output_panel._hint.text()


def test_a_folder_of_an_earlier_version_stays_chosen(
    dock: SardinoDock, qgis_iface: Any, client: Client, tmp_path: Path
) -> None:
    QgsSettings().remove("sardino/choices")
    QgsSettings().setValue("sardino/choices/output_folder", str(tmp_path))
    second = SardinoDock(qgis_iface, QIcon(), lambda: client)
    try:
        assert second.output_panel.keeping() == "folder"
        assert second.parameters()["OUTPUT_FOLDER"] == str(tmp_path)
    finally:
        second.remove()
