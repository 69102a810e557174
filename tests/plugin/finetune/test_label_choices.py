"""Which polygons, which field and which classes: in the dock and in the toolbox."""

from __future__ import annotations

import json
from typing import Any

import pytest
from qgis.core import (
    QgsEditorWidgetSetup,
    QgsFeature,
    QgsField,
    QgsProcessingException,
    QgsProject,
    QgsRasterLayer,
    QgsRelation,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QVariant

from sardino.plugin.finetune.page import FinetunePage
from sardino.plugin.finetune.sources_panel import Source
from sardino.plugin.labels import classes as class_list
from sardino.plugin.labels.classes import LabelClass
from sardino.plugin.labels.copies import distinct_values
from sardino.plugin.labels.counts import LabelSnapshot
from sardino.plugin.labels.field_names import names_of
from tests.plugin.fixtures.finetune import LEGEND, add_polygons, box, choose, five_of_each, polygon_layer
from tests.plugin.fixtures.running import Listener

pytest_plugins = ["tests.plugin.fixtures.finetune"]


# Selected polygons only


def test_the_dock_offers_the_selection_while_there_is_one(
    page: FinetunePage, labels: QgsVectorLayer, qtbot: Any
) -> None:
    choose(page, labels, qtbot)
    tick = page.labels.selected_only
    assert not tick.isVisibleTo(page)
    labels.selectByIds([feature.id() for feature in labels.getFeatures()][2:9])
    assert tick.isVisibleTo(page) and "(7)" in tick.text()
    assert page._training_parameters()["SELECTED_ONLY"] is False
    tick.setChecked(True)
    qtbot.waitUntil(lambda: page.labels.counts.by_value["10"].polygons == 3)
    assert page._training_parameters()["SELECTED_ONLY"] is True
    labels.removeSelection()
    assert not tick.isVisibleTo(page) and not tick.isChecked()
    qtbot.waitUntil(lambda: page.labels.counts.by_value["10"].polygons == 5)


def test_a_selection_in_a_further_layer_is_offered_too(
    page: FinetunePage, labels: QgsVectorLayer, qtbot: Any
) -> None:
    more = polygon_layer("integer", five_of_each(), "more")
    choose(page, labels, qtbot)
    more.selectAll()
    page.sources.add(Source(more.id(), "lc"))
    assert page.labels.selected_only.isVisibleTo(page)
    page.labels.selected_only.setChecked(True)
    qtbot.waitUntil(
        lambda: page.labels.counts.by_value["10"].polygons == 10
    )  # of "labels" all, of "more" its five
    more.selectByIds([next(more.getFeatures()).id()])
    page.labels.counter.soon()
    qtbot.waitUntil(lambda: page.labels.counts.by_value["10"].polygons == 6)


def test_the_toolbox_takes_the_selection(
    process: Any, trainer: Any, scene: QgsRasterLayer, labels: QgsVectorLayer
) -> None:
    values = {"SCENES": [scene.id()], "LABELS": [labels.id()], "FIELD": "lc", "SELECTED_ONLY": True}
    with pytest.raises(QgsProcessingException, match="No polygon of the label layers is selected"):
        process("inspectlabels", **values)
    labels.selectByIds([feature.id() for feature in labels.getFeatures()][3:7])
    feedback = Listener()
    process("inspectlabels", feedback, **values)
    assert "Of 'fields' only the polygons that are selected: 4." in feedback.infos
    labels.selectByExpression("lc = 10")
    with pytest.raises(QgsProcessingException, match="one other class"):
        process("inspectlabels", **values)


# Fields that change


def test_a_field_that_is_renamed_or_removed_while_the_dock_is_open(
    page: FinetunePage, scene: QgsRasterLayer, qtbot: Any
) -> None:
    layer = QgsVectorLayer("Polygon?crs=EPSG:32611&field=other:string&field=lc:integer", "two", "memory")
    add_polygons(layer, five_of_each())
    QgsProject.instance().addMapLayer(layer)
    choose(page, layer, qtbot)
    assert page.labels.field() == "lc"
    layer.startEditing()
    layer.addAttribute(QgsField("later", QVariant.Int))
    assert page.labels.field() == "lc" and page.labels.field_box.findData("later") >= 0
    layer.deleteAttribute(layer.fields().lookupField("lc"))
    assert page.labels.field_box.findData("lc") < 0
    assert page.labels.field() == "other"
    qtbot.waitUntil(lambda: not page.labels.counts.by_value)
    assert page.blocked_by()
    layer.rollBack()
    qtbot.waitUntil(lambda: page.labels.field_box.findData("lc") >= 0)


def test_fields_are_listed_with_their_alias(page: FinetunePage, labels: QgsVectorLayer, qtbot: Any) -> None:
    labels.setFieldAlias(0, "Land cover")
    choose(page, labels, qtbot)
    assert "Land cover" in page.labels.field_box.currentText()
    assert page.labels.field() == "lc"


def test_a_filter_is_counted_anew(
    page: FinetunePage, scene: QgsRasterLayer, tmp_path: Any, qtbot: Any
) -> None:
    from qgis.core import QgsCoordinateTransformContext, QgsVectorFileWriter

    options = QgsVectorFileWriter.SaveVectorOptions()
    memory = polygon_layer("integer", five_of_each())
    QgsVectorFileWriter.writeAsVectorFormatV3(
        memory, str(tmp_path / "l.gpkg"), QgsCoordinateTransformContext(), options
    )
    layer = QgsVectorLayer(str(tmp_path / "l.gpkg"), "filtered", "ogr")
    QgsProject.instance().addMapLayer(layer)
    page.labels.choose(layer)
    page.labels.choose_field("lc")
    qtbot.waitUntil(lambda: set(page.labels.counts.by_value) == {"10", "80"})
    layer.setSubsetString("lc = 10")
    qtbot.waitUntil(lambda: set(page.labels.counts.by_value) == {"10"})


# Names and codes


def value_map(layer: QgsVectorLayer, config: Any, kind: str = "ValueMap") -> None:
    layer.setEditorWidgetSetup(layer.fields().lookupField("lc"), QgsEditorWidgetSetup(kind, config))


@pytest.mark.parametrize(
    "pairs", [[{"Rice": "10"}, {"Sea": "80"}], {"Rice": 10, "Sea": 80}], ids=["list", "map of old projects"]
)
def test_names_of_a_value_map_name_the_classes(labels: QgsVectorLayer, pairs: Any) -> None:
    value_map(labels, {"map": pairs})
    names = names_of(labels, "lc")
    assert names == {"10": "Rice", "80": "Sea"}
    found = class_list.for_values(["10", "80"], [], LEGEND, names)
    assert [(item.value, item.code, item.name) for item in found] == [("10", 10, "Rice"), ("80", 80, "Sea")]


def test_names_of_a_value_relation_name_the_classes(labels: QgsVectorLayer) -> None:
    table = QgsVectorLayer("NoGeometry?field=key:integer&field=word:string", "words", "memory")
    rows = []
    for key, word in ((10, "Rice"), (80, "Permanent water bodies")):
        feature = QgsFeature(table.fields())
        feature.setAttributes([key, word])
        rows.append(feature)
    table.dataProvider().addFeatures(rows)
    QgsProject.instance().addMapLayer(table)
    value_map(labels, {"Layer": table.id(), "Key": "key", "Value": "word"}, "ValueRelation")
    names = names_of(labels, "lc")
    assert names == {"10": "Rice", "80": "Permanent water bodies"}
    found = class_list.for_values(["10", "80"], [], LEGEND, names)
    assert [(item.code, item.name, item.color) for item in found][1] == (
        80,
        "Permanent water bodies",
        "#0064c8",
    )
    QgsProject.instance().removeMapLayer(table.id())
    assert names_of(labels, "lc") == {}
    assert names_of(labels, "gone") == {}


def test_names_of_a_relation_name_the_classes(labels: QgsVectorLayer) -> None:
    table = QgsVectorLayer("NoGeometry?field=key:integer&field=word:string", "words", "memory")
    row = QgsFeature(table.fields())
    row.setAttributes([10, "Rice"])
    table.dataProvider().addFeature(row)
    table.setDisplayExpression("upper(word)")
    QgsProject.instance().addMapLayer(table)
    relation = QgsRelation()
    relation.setId("words")
    relation.setReferencingLayer(labels.id())
    relation.setReferencedLayer(table.id())
    relation.addFieldPair("lc", "key")
    QgsProject.instance().relationManager().addRelation(relation)
    value_map(labels, {"Relation": "words"}, "RelationReference")
    assert names_of(labels, "lc") == {"10": "RICE"}


def test_names_that_lead_nowhere_do_no_harm(labels: QgsVectorLayer) -> None:
    for kind, config in (
        ("ValueMap", {}),
        ("ValueMap", {"map": None}),
        ("ValueRelation", {}),
        ("RelationReference", {"Relation": "gone"}),
        ("Range", {"Min": 1}),
    ):
        value_map(labels, config, kind)
        assert names_of(labels, "lc") == {}


def test_the_dock_shows_the_names_of_a_value_map(
    page: FinetunePage, labels: QgsVectorLayer, qtbot: Any
) -> None:
    value_map(labels, {"map": [{"Rice": "10"}, {"Sea": "80"}]})
    choose(page, labels, qtbot)
    assert [item.name for item in page.labels.classes()] == ["Rice", "Sea"]


def test_words_that_differ_in_case_and_blanks_are_one_class() -> None:
    found = class_list.for_values(["REED", "Reed", "oak", "reed  bed", "Reed Bed"], [], LEGEND)
    assert [item.code for item in found] == [1, 1, 2, 3, 3]
    assert [item.name for item in class_list.legend_of(found)] == ["REED", "oak", "reed  bed"]
    later = class_list.for_values(["reed", "new"], found, LEGEND)
    assert [item.code for item in later] == [1, 4]


def test_names_of_any_text_are_fit_for_a_legend() -> None:
    found = class_list.for_values(["x" * 5000, "a\0b\nc", "\ud800", "\x01", "²", "9" * 5000, "٣"], [], LEGEND)
    assert len({item.code for item in found}) == 7
    assert all(0 < len(item.name) <= 90 and item.name.isprintable() for item in found)
    json.dumps([item.name for item in found], ensure_ascii=False).encode()


def test_digits_of_any_script_are_sorted_and_kept_apart(scene: QgsRasterLayer) -> None:
    layer = polygon_layer("string(0)", [(box(0, 0), value) for value in ("²", "10", "9", "٣", "9" * 5000)])
    assert distinct_values(LabelSnapshot(layer, "lc"))[:2] == ["9", "10"]


def test_thousands_of_values_are_no_classes(process: Any, trainer: Any, scene: QgsRasterLayer) -> None:
    layer = polygon_layer("integer", [(box(n % 100, n // 100, 1, 1), n) for n in range(300)])
    with pytest.raises(QgsProcessingException, match="300 different values in the field 'lc'"):
        process("inspectlabels", SCENES=[scene.id()], LABELS=[layer.id()], FIELD="lc")


def test_what_is_in_no_class_is_not_said_value_by_value(
    process: Any, trainer: Any, scene: QgsRasterLayer
) -> None:
    layer = polygon_layer("integer", [(box(n % 100, n // 100, 1, 1), n) for n in range(1, 300)])
    classes = json.dumps([{"code": 10, "name": "a"}, {"code": 20, "name": "b"}])
    feedback = Listener()
    process("inspectlabels", feedback, SCENES=[scene.id()], LABELS=[layer.id()], FIELD="lc", CLASSES=classes)
    lines = [text for text in feedback.warnings if "in no class" in text]
    assert len(lines) == 6 and "292 more values" in lines[-1]


def test_known_classes_keep_what_the_user_made_of_them() -> None:
    known = [LabelClass("reed", 7, "Reeds", "#112233")]
    found = class_list.for_values(["REED"], known, LEGEND)
    assert found == [LabelClass("REED", 7, "Reeds", "#112233")]
