"""Label layers: made, styled, counted, copied; and the classes that their values stand for."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from osgeo import gdal
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsGeometry,
    QgsProject,
    QgsRasterLayer,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QApplication

from sardino.model.protocol.values import ClassInfo
from sardino.plugin.errors import JobCancelled
from sardino.plugin.labels import classes as class_list
from sardino.plugin.labels import layers as label_layers
from sardino.plugin.labels.classes import LabelClass
from sardino.plugin.labels.copies import LabelsNotUsable, copy_labels, distinct_values
from sardino.plugin.labels.counts import Ground, LabelSnapshot, count, warning
from sardino.plugin.labels.kept_style import keep_style
from tests.plugin.fixtures.finetune import LEGEND, add_polygons, box, five_of_each, never, polygon_layer

pytest_plugins = ["tests.plugin.fixtures.finetune"]


@pytest.fixture
def own(tmp_path: Path, scene: QgsRasterLayer) -> QgsVectorLayer:
    layer = label_layers.make_label_layer(tmp_path / "mine.gpkg", scene.crs(), class_list.from_model(LEGEND))
    QgsProject.instance().addMapLayer(layer)
    return layer


# Classes


def test_values_are_recognised_by_code_and_name() -> None:
    found = class_list.for_values(["10", "7", "permanent WATER bodies", "reed"], [], LEGEND)
    assert [(item.code, item.name) for item in found] == [
        (10, "Tree cover"),
        (7, "Class 7"),
        (80, "Permanent water bodies"),
        (1, "reed"),
    ]
    assert len({item.color for item in found}) == 4


def test_known_values_keep_their_class() -> None:
    known = [LabelClass("oak", 10, "Forest", "#112233")]
    assert class_list.for_values(["oak", "pine"], known, LEGEND)[0] == known[0]


def test_two_values_can_be_one_class() -> None:
    rows = [LabelClass("oak", 10, "Forest", "#112233"), LabelClass("pine", 10, "Pine", "#445566")]
    assert class_list.legend_of(rows) == [ClassInfo(10, "Forest", "#112233")]
    assert class_list.mapping(rows) == {"oak": 10, "pine": 10}
    assert "two classes" in class_list.problem(rows)


@pytest.mark.parametrize(
    ("value", "text"),
    [(10, "10"), (10.0, "10"), (2.5, "2.5"), (None, None), (" ", None), (float("nan"), None)],
)
def test_values_as_text(value: Any, text: str | None) -> None:
    assert class_list.value_text(value) == text


def test_classes_survive_json() -> None:
    rows = [LabelClass("Wald", 3, "Wälder", "#112233")]
    assert class_list.from_json(class_list.to_json(rows)) == rows
    assert class_list.from_json('[{"code": 4}]') == [LabelClass("4", 4, "Class 4", "#808080")]
    for wrong in ("{", "{}", '[{"code": "x"}]'):
        with pytest.raises(ValueError):
            class_list.from_json(wrong)


# The label layer


def test_a_new_layer_has_a_drop_down_and_a_style(own: QgsVectorLayer) -> None:
    index = own.fields().lookupField("class")
    setup = own.editorWidgetSetup(index)
    assert setup.type() == "ValueMap"
    assert setup.config()["map"] == [{"Tree cover": "10"}, {"Permanent water bodies": "80"}]
    categories = [(item.value(), item.label()) for item in own.renderer().categories()]
    assert categories == [(10, "Tree cover"), (80, "Permanent water bodies")]
    assert own.crs().authid() == "EPSG:32611"


def test_its_classes_come_back_with_the_file(own: QgsVectorLayer) -> None:
    again = QgsVectorLayer(own.source(), "again", "ogr")
    assert label_layers.is_own(again)
    assert [item.name for item in label_layers.classes_of(again)] == ["Tree cover", "Permanent water bodies"]


def test_to_keep_its_style_again_asks_nothing(own: QgsVectorLayer) -> None:
    asked: list[str] = []

    def close() -> None:
        window = QApplication.activeModalWidget()
        if window is not None:
            asked.append(window.windowTitle())
            window.reject()

    timer = QTimer()
    timer.timeout.connect(close)
    timer.start(50)
    label_layers.set_classes(own, [LabelClass("7", 7, "Reed", "#112233")])
    keep_style(own)
    timer.stop()
    assert asked == []
    again = QgsVectorLayer(own.source(), "again", "ogr")
    assert [item.name for item in label_layers.classes_of(again)] == ["Reed"]
    assert again.listStylesInDatabase()[2] == ["mine"]


def test_a_style_is_kept_after_labels_were_drawn(own: QgsVectorLayer) -> None:
    """QGIS's own functions for styles in a file read freed memory then."""
    feature = QgsFeature(own.fields())
    feature.setGeometry(QgsGeometry.fromWkt("POLYGON((0 0, 100 0, 100 100, 0 0))"))
    feature.setAttribute(label_layers.CLASS_FIELD, 7)
    own.startEditing()
    own.addFeature(feature)
    assert own.commitChanges()
    for name in ("Reed", "Rush"):
        label_layers.set_classes(own, [LabelClass("7", 7, name, "#112233")])
        keep_style(own)
        assert own.dataProvider().addFeatures([feature])[0]
    own.setName("renamed")
    keep_style(own)
    again = QgsVectorLayer(own.source(), "again", "ogr")
    assert [item.name for item in label_layers.classes_of(again)] == ["Rush"]
    assert again.renderer().categories()[0].label() == "Rush"
    assert again.featureCount() == 3


def _styles(path: str) -> list[dict[str, Any]]:
    file = gdal.OpenEx(path, gdal.OF_VECTOR)
    return [row.items() for row in file.GetLayerByName("layer_styles")]


def test_the_style_of_another_table_stays(own: QgsVectorLayer, tmp_path: Path) -> None:
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.layerName = "second"
    options.actionOnExistingFile = QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer
    path = own.source().partition("|")[0]
    QgsVectorFileWriter.writeAsVectorFormatV3(own, path, QgsCoordinateTransformContext(), options)
    second = QgsVectorLayer(f"{path}|layername=second", "second", "ogr")
    label_layers.set_classes(second, [LabelClass("7", 7, "Reed", "#112233")])
    assert keep_style(second)
    assert sorted(row["f_table_name"] for row in _styles(path)) == ["mine", "second"]
    again = [QgsVectorLayer(f"{path}|layername={name}", name, "ogr") for name in ("mine", "second")]
    assert [len(label_layers.classes_of(layer)) for layer in again] == [2, 1]


def test_classes_come_back_after_the_user_saved_a_style_of_her_own(own: QgsVectorLayer) -> None:
    own.saveStyleToDatabase("by hand", "", True, "")
    label_layers.set_classes(own, [LabelClass("7", 7, "Reed", "#112233")])
    assert keep_style(own)
    path = own.source().partition("|")[0]
    assert sorted((row["styleName"], bool(row["useAsDefault"])) for row in _styles(path)) == [
        ("by hand", False),
        ("mine", True),
    ]
    again = QgsVectorLayer(own.source(), "again", "ogr")
    assert [item.name for item in label_layers.classes_of(again)] == ["Reed"]


def test_a_style_that_was_not_saved_is_said_and_asks_nothing(own: QgsVectorLayer) -> None:
    path = own.source().partition("|")[0]
    with contextlib.closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert not keep_style(own)
        other.rollback()
    assert keep_style(own)
    with contextlib.closing(sqlite3.connect(path)) as other:
        other.execute("UPDATE layer_styles SET description = 'of the user'")
        other.commit()
    assert keep_style(own)  # of the layer's name: QGIS would ask whether to replace it
    assert [row["description"] for row in _styles(path)] == ["Sardino"]


def test_labels_are_never_replaced(own: QgsVectorLayer, tmp_path: Path) -> None:
    with pytest.raises(label_layers.LabelLayerFailed, match="exists already"):
        label_layers.make_label_layer(tmp_path / "mine.gpkg", own.crs(), [])


def test_half_of_a_new_layer_does_not_stay(
    tmp_path: Path, scene: QgsRasterLayer, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.gpkg"

    def fails(path: Path) -> QgsVectorLayer:
        raise label_layers.LabelLayerFailed("It does not open.")

    with monkeypatch.context() as patched:
        patched.setattr(label_layers, "open_label_layer", fails)
        with pytest.raises(label_layers.LabelLayerFailed, match="does not open"):
            label_layers.make_label_layer(path, scene.crs(), [])
    assert not path.exists()
    label_layers.make_label_layer(path, scene.crs(), class_list.from_model(LEGEND))


def test_a_folder_that_cannot_be_written_to(tmp_path: Path) -> None:
    with pytest.raises(label_layers.LabelLayerFailed):
        label_layers.make_label_layer(
            tmp_path / "none" / "a.gpkg", QgsCoordinateReferenceSystem("EPSG:4326"), []
        )


def test_digitising_starts_with_snapping_and_without_overlap(own: QgsVectorLayer, qgis_iface: Any) -> None:
    label_layers.set_snapping(QgsProject.instance(), own)
    own.startEditing()
    config = QgsProject.instance().snappingConfig()
    assert config.enabled()
    assert config.tolerance() == label_layers.SNAP_PIXELS
    assert QgsProject.instance().avoidIntersectionsLayers() == [own]
    own.rollBack()


def test_new_polygons_get_the_class_that_is_chosen(own: QgsVectorLayer) -> None:
    item = label_layers.classes_of(own)[1]
    label_layers.set_current_class(own, item)
    index = own.fields().lookupField("class")
    assert own.defaultValue(index) == 80
    label_layers.set_current_class(own, None)
    assert own.defaultValueDefinition(index).expression() == ""


# Counts


def test_counts_pixels_and_what_lies_outside(scene: QgsRasterLayer) -> None:
    layer = polygon_layer("integer", [(box(0, 0, 10, 10), 10), (box(-5, 0, 10, 10), 10), (box(500, 0), 80)])
    counts = count(LabelSnapshot(layer, "lc"), Ground.of(scene), never)
    assert counts.by_value["10"].pixels == pytest.approx(150)
    assert counts.by_value["80"].polygons == 1
    assert counts.outside == 1


def test_counts_in_another_coordinate_system(scene: QgsRasterLayer) -> None:
    geographic = QgsCoordinateReferenceSystem("EPSG:4326")
    geometry = QgsGeometry(box(20, 20, 10, 10))
    geometry.transform(QgsCoordinateTransform(scene.crs(), geographic, QgsProject.instance()))
    layer = QgsVectorLayer("Polygon?crs=EPSG:4326&field=lc:integer", "degrees", "memory")
    add_polygons(layer, [(geometry, 10)])
    counts = count(LabelSnapshot(layer, "lc"), Ground.of(scene), never)
    assert counts.by_value["10"].pixels == pytest.approx(100, rel=0.02)


def test_null_is_no_class(scene: QgsRasterLayer) -> None:
    layer = polygon_layer("integer", [(box(0, 0), 10), (box(20, 0), None)])
    counts = count(LabelSnapshot(layer, "lc"), Ground.of(scene), never)
    assert (counts.no_value, list(counts.by_value)) == (1, ["10"])


def test_thin_classes_are_named() -> None:
    assert "No polygon" in warning(0, 0)
    assert "pixels" in warning(3, 20)
    assert "One polygon" in warning(1, 500)
    assert "rough" in warning(4, 500)
    assert warning(5, 500) == ""


# Copies


def test_a_copy_holds_unsaved_edits_and_leaves_the_layer_alone(tmp_path: Path, scene: QgsRasterLayer) -> None:
    layer = polygon_layer("string", five_of_each("water", "oak"))
    layer.startEditing()
    add_polygons(layer, [(box(60, 60), "reed"), (box(60, 75), None)])
    before = [(item.id(), item.attributes()) for item in layer.getFeatures()]
    snapshot = LabelSnapshot(layer, "lc")
    assert distinct_values(snapshot) == ["oak", "reed", "water"]
    copied = copy_labels(snapshot, {"water": 80, "oak": 10}, tmp_path / "copy.gpkg", never)
    assert (copied.polygons, copied.no_value, copied.unknown) == (10, 1, {"reed": 1})
    again = QgsVectorLayer(f"{copied.spec.path}|layername={copied.spec.layer}", "copy", "ogr")
    assert sorted(str(item["code"]) for item in again.getFeatures()) == ["10"] * 5 + ["80"] * 5 + ["NULL"] * 2
    assert again.crs() == layer.crs()
    assert [(item.id(), item.attributes()) for item in layer.getFeatures()] == before
    assert layer.isModified()
    layer.rollBack()


def test_a_snapshot_outlives_its_layer(tmp_path: Path, scene: QgsRasterLayer) -> None:
    layer = polygon_layer("integer", five_of_each())
    snapshot = LabelSnapshot(layer, "lc")
    QgsProject.instance().removeMapLayer(layer.id())
    assert copy_labels(snapshot, {"10": 10}, tmp_path / "copy.gpkg", never).polygons == 5


def test_a_copy_can_be_cancelled(tmp_path: Path, labels: QgsVectorLayer) -> None:
    with pytest.raises(JobCancelled):
        copy_labels(LabelSnapshot(labels, "lc"), {}, tmp_path / "copy.gpkg", lambda: True)


def test_a_field_that_is_gone(tmp_path: Path, labels: QgsVectorLayer) -> None:
    with pytest.raises(LabelsNotUsable, match="no field 'other'"):
        copy_labels(LabelSnapshot(labels, "other"), {}, tmp_path / "copy.gpkg", never)


def test_arcs_become_lines(tmp_path: Path, scene: QgsRasterLayer) -> None:
    layer = QgsVectorLayer("CurvePolygon?crs=EPSG:32611&field=lc:integer", "arcs", "memory")
    arc = QgsGeometry.fromWkt("CurvePolygon (CircularString (0 0, 10 10, 20 0, 10 -10, 0 0))")
    add_polygons(layer, [(arc, 10)])
    path = copy_labels(LabelSnapshot(layer, "lc"), {"10": 10}, tmp_path / "copy.gpkg", never).spec.path
    (feature,) = QgsVectorLayer(path, "copy", "ogr").getFeatures()
    assert not feature.geometry().constGet().hasCurvedSegments()
