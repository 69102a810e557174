"""The page "Results" in a real QGIS application, from the map to its accuracy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtWidgets import QWidget

from sardino.plugin.after import report_group
from sardino.plugin.after.change_group import ChangeGroup
from sardino.plugin.after.group import AlgorithmGroup
from sardino.plugin.after.groups import AccuracyGroup, CleanGroup, PolygonsGroup, SampleGroup, ZonesGroup
from sardino.plugin.after.interpret import InterpretGroup
from sardino.plugin.after.page import ResultsPage
from sardino.plugin.dock.dock import SardinoDock
from sardino.plugin.labels.samples import facts_of, map_class_is_shown, numbers_of
from sardino.plugin.results.layers import PRODUCT_PROPERTY, RUN_PROPERTY
from tests.plugin.fixtures.maps import confidence, patchy
from tests.plugin.fixtures.rasters import NORTH, WEST, write_raster

pytest_plugins = ["tests.plugin.fixtures.dock", "tests.plugin.fixtures.running"]


@pytest.fixture
def page(dock: SardinoDock, provider: Any) -> ResultsPage:
    dock.show()
    dock.pages.setCurrentWidget(dock.pages.results)
    return dock.pages.results


def product(tmp_path: Path, name: str, kind: str, values: Any, run: str = "r") -> QgsRasterLayer:
    nodata = 255 if kind == "confidence" else 0
    layer = QgsRasterLayer(write_raster(tmp_path / f"{name}.tif", values[None], nodata=nodata), name)
    layer.setCustomProperty(PRODUCT_PROPERTY, kind)
    layer.setCustomProperty(RUN_PROPERTY, run)
    QgsProject.instance().addMapLayer(layer)
    return layer


@pytest.fixture
def maps(page: ResultsPage, tmp_path: Path) -> tuple[QgsRasterLayer, QgsRasterLayer]:
    """Land cover and confidence of one run."""
    return product(tmp_path, "confidence", "confidence", confidence()), product(
        tmp_path, "cover", "landcover", patchy()
    )


def run(group: Any, qtbot: Any) -> None:
    group.setCollapsed(False)
    assert group.job.button.isEnabled(), group.job.status.text()
    group.job.button.click()
    qtbot.waitUntil(lambda: not group.running(), timeout=60_000)
    assert group.job.note.level == "success", group.job.note.text()


def test_the_latest_map_and_its_confidence_are_chosen(
    page: ResultsPage, maps: Any, layer: QgsRasterLayer
) -> None:
    known, cover = maps
    assert page.desk.map() == cover
    assert page.desk.confidence() == known
    QgsProject.instance().removeMapLayer(known.id())
    assert page.desk.confidence() is None
    assert page.desk.rasters()["CONFIDENCE"] is None


def test_without_a_map_every_group_says_what_is_missing(page: ResultsPage) -> None:
    for group in page.groups.values():
        assert group.isCollapsed()
        if isinstance(group, AlgorithmGroup):
            assert not group.job.button.isEnabled()
            assert "land cover layer first" in group.job.status.text()
    assert "Choose two radar layers" in page.groups[ChangeGroup].job.status.text()
    assert "Choose two layers" in page.swipe.job.status.text()
    assert "land cover layer first" in page.report.job.status.text()
    assert "Draw a sample first" in page.groups[InterpretGroup].why.text()


def test_hidden_parts_stay_hidden_when_a_group_is_unfolded(page: ResultsPage, maps: Any) -> None:
    for group in page.groups.values():
        group.setCollapsed(False)
        note = group.note if isinstance(group, InterpretGroup) else group.job.note
        assert note.isHidden()
    assert page.groups[AccuracyGroup].page_button.isHidden()


def test_from_the_map_to_clean_polygons(page: ResultsPage, maps: Any, qtbot: Any) -> None:
    _, cover = maps
    run(page.groups[CleanGroup], qtbot)
    cleaned = QgsProject.instance().mapLayersByName("cover (cleaned)")[0]
    page.desk._map.choose(cleaned)
    parameters = page.groups[PolygonsGroup].parameters()
    assert parameters["BEFORE"] == cover.id()
    run(page.groups[PolygonsGroup], qtbot)
    (polygons,) = QgsProject.instance().mapLayersByName("cover (cleaned) (polygons)")
    assert polygons.featureCount() > 3
    assert any(feature["second"] for feature in polygons.getFeatures())
    assert QgsProject.instance().layerTreeRoot().findLayer(polygons.id()) is not None


def test_zones(page: ResultsPage, maps: Any, qtbot: Any) -> None:
    zones = QgsVectorLayer("Polygon?crs=EPSG:32611&field=district:string", "zones", "memory")
    feature = QgsFeature(zones.fields())
    feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(WEST, NORTH - 500, WEST + 500, NORTH)))
    feature["district"] = "north"
    zones.dataProvider().addFeature(feature)
    QgsProject.instance().addMapLayer(zones)
    group = page.groups[ZonesGroup]
    assert group.name_box.currentText() == "district"
    run(group, qtbot)
    assert "1 zones" in group.job.note.text()


def test_a_sample_by_familiarity_is_offered_where_there_is_one(
    page: ResultsPage, maps: Any, tmp_path: Path, qtbot: Any
) -> None:
    group = page.groups[SampleGroup]
    group.setCollapsed(False)
    assert group.second_box.isHidden() and group.parameters()["STRATA"] is None
    percent = confidence()
    percent[:100] = 1
    path = write_raster(tmp_path / "familiar.tif", percent[None], nodata=255, names=("Familiarity (%)",))
    dataset = gdal.Open(path, gdal.GA_Update)
    dataset.SetMetadataItem("SARDINO_VERSION", "1")
    dataset = None
    familiar = QgsRasterLayer(path, "familiar")
    familiar.setCustomProperty(PRODUCT_PROPERTY, "familiarity")
    QgsProject.instance().addMapLayer(familiar)
    group.update_state()
    assert not group.second_box.isHidden()
    assert [group.second_box.itemText(row) for row in range(2)] == ["nothing else", "familiar"]
    group.second_box.setCurrentIndex(1)
    group.update_state()
    assert group.parameters()["STRATA"] == familiar.id()
    group.minimum.setValue(3)
    run(group, qtbot)
    sample = page.groups[InterpretGroup].sample()
    assert {item["stratum"].split("/")[1] for item in sample.getFeatures()} == {"1", "2"}
    QgsProject.instance().removeMapLayer(familiar.id())
    group.setCollapsed(True)
    assert group.parameters()["STRATA"] is None


def test_from_a_sample_to_the_accuracy(page: ResultsPage, maps: Any, qtbot: Any, qgis_iface: Any) -> None:
    sample_group, interpret = page.groups[SampleGroup], page.groups[InterpretGroup]
    sample_group.error.setValue(20)
    sample_group.minimum.setValue(3)
    run(sample_group, qtbot)
    sample = interpret.sample()
    assert facts_of(sample) is not None and sample.featureCount() == 12
    assert not interpret.isCollapsed()
    interpret.go(0)
    canvas = qgis_iface.mapCanvas()
    point = interpret.feature().geometry().asPoint()
    assert canvas.extent().contains(point)
    assert "Point 1 of 12, 0 done" in interpret.where.text()
    assert "On the map" not in interpret.where.text()
    interpret.show_map.setChecked(True)
    assert map_class_is_shown(sample) and "On the map" in interpret.where.text()
    interpret.show_map.setChecked(False)
    for number in range(12):
        interpret.classes.itemClicked.emit(interpret.classes.item(number % 2))
    assert all(done for *_, done in numbers_of(sample))
    assert "All points have a class" in interpret.note.text()
    interpret.go(12)
    assert "Point 1 of" in interpret.where.text()
    interpret.go(-1)
    assert "Point 12 of" in interpret.where.text()
    accuracy = page.groups[AccuracyGroup]
    assert accuracy.field_box.currentText() == "class"
    run(accuracy, qtbot)
    assert "Overall accuracy" in accuracy.job.note.text()
    assert accuracy.page_button.isVisibleTo(page)
    assert Path(accuracy._page).is_file()


def test_the_accuracy_goes_into_the_report_of_the_same_map(
    page: ResultsPage, maps: Any, qtbot: Any, monkeypatch: Any, tmp_path: Path
) -> None:
    monkeypatch.setattr(report_group.QDesktopServices, "openUrl", lambda url: None)
    _, cover = maps
    zones = QgsVectorLayer("Polygon?crs=EPSG:32611&field=class:integer", "truth", "memory")
    feature = QgsFeature(zones.fields())
    feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(WEST, NORTH - 300, WEST + 300, NORTH)))
    feature["class"] = 10
    zones.dataProvider().addFeature(feature)
    QgsProject.instance().addMapLayer(zones)
    accuracy = page.groups[AccuracyGroup]
    accuracy.choose(zones)
    run(accuracy, qtbot)
    page.report.pdf.setChecked(False)
    texts = []
    for layer in (cover, product(tmp_path, "other", "landcover", patchy())):
        page.desk.follow([layer])
        target = tmp_path / f"{layer.name()}.html"
        page.report.write(str(target))
        qtbot.waitUntil(lambda: not page.report.running(), timeout=60_000)
        assert page.report.note.level == "success", page.report.note.text()
        texts.append(target.read_text(encoding="utf-8"))
    assert "Reference: truth, polygons" in texts[0]
    assert 'id="accuracy"' in texts[0]
    # The figures are about the other map.
    assert 'id="accuracy"' not in texts[1]
    page.forget_project()
    assert page.report._assessment == ""


def test_a_map_of_another_program_gets_a_report_and_a_confidence_does_not(
    page: ResultsPage, maps: Any, tmp_path: Path
) -> None:
    known, _ = maps
    foreign = QgsRasterLayer(write_raster(tmp_path / "foreign.tif", patchy()[None], nodata=0), "foreign")
    QgsProject.instance().addMapLayer(foreign)
    page.desk._map.choose(foreign)
    assert page.report.blocked_by() == "" and page.report.layout_button.isEnabled()
    page.desk._map.choose(known)
    assert "Choose a land cover layer" in page.report.blocked_by()


def test_radar_boxes_leave_out_maps(page: ResultsPage, maps: Any, layer: QgsRasterLayer) -> None:
    for box in page.groups[ChangeGroup].boxes:
        assert [box.layer(row) for row in range(box.count())] == [layer]
    offered = [page.swipe.boxes[0].layer(row) for row in range(page.swipe.boxes[0].count())]
    assert len(offered) == 3


def test_a_cancelled_run_adds_nothing(page: ResultsPage, maps: Any, qtbot: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("sardino.plugin.rasters.source.STRIP_PIXELS", 400)
    group = page.groups[PolygonsGroup]
    before = set(QgsProject.instance().mapLayers())
    group.start()
    group.job.cancel_button.click()
    qtbot.waitUntil(lambda: not group.running(), timeout=60_000)
    assert "Cancelled" in group.job.note.text()
    assert set(QgsProject.instance().mapLayers()) == before


def test_a_failure_is_told_with_its_remedy(page: ResultsPage, maps: Any, qtbot: Any, tmp_path: Path) -> None:
    group = page.groups[CleanGroup]
    group.unit.setValue(500)
    group.start()
    qtbot.waitUntil(lambda: not group.running(), timeout=60_000)
    assert group.job.note.level == "error"
    assert "larger pixels" in group.job.note.text()


def test_another_project_takes_the_frame_along(
    page: ResultsPage, maps: Any, qtbot: Any, qgis_iface: Any
) -> None:
    sample_group, interpret = page.groups[SampleGroup], page.groups[InterpretGroup]
    sample_group.minimum.setValue(3)
    sample_group.error.setValue(20)
    run(sample_group, qtbot)
    interpret.go(0)
    assert interpret._frame is not None
    QgsProject.instance().clear()
    assert interpret._frame is None
    assert interpret.sample() is None
    QgsApplication.processEvents()


def test_every_control_has_a_name(page: ResultsPage, maps: Any) -> None:
    from qgis.PyQt.QtWidgets import QComboBox, QListWidget, QSpinBox

    for kind in (QComboBox, QListWidget, QSpinBox):
        for widget in page.findChildren(kind):
            assert widget.accessibleName(), (kind.__name__, parents(widget))


def parents(widget: QWidget) -> list[str]:
    found = []
    while widget is not None:
        found.append(type(widget).__name__)
        widget = widget.parentWidget()
    return found
