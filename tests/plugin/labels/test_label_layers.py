"""Label layers as analysts have them: joined, virtual, filtered, selected, edited, without system, broken."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsField,
    QgsGeometry,
    QgsProject,
    QgsRasterLayer,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsVectorLayerJoinInfo,
)
from qgis.PyQt.QtCore import QVariant

from sardino.plugin.labels.copies import copy_labels, distinct_values
from sardino.plugin.labels.counts import Counts, Ground, LabelSnapshot, count
from tests.plugin.fixtures.finetune import add_polygons, box, five_of_each, never, polygon_layer

pytest_plugins = ["tests.plugin.fixtures.finetune"]

PATIENCE = 60.0


def in_a_thread(job: Callable[[], Any]) -> Any:
    """What a job says in a thread that is not the layers'."""
    found: list[Any] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            found.append(job())
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(PATIENCE)
    assert not thread.is_alive(), "it hangs"
    if errors:
        raise errors[0]
    return found[0]


def copied(snapshot: LabelSnapshot, codes: dict[str, int], path: Path) -> dict[str, int]:
    """Codes in a copy made in a thread, with their numbers."""
    spec = in_a_thread(lambda: copy_labels(snapshot, codes, path, never)).spec
    layer = QgsVectorLayer(f"{spec.path}|layername={spec.layer}", "copy", "ogr")
    assert layer.isValid()
    found: dict[str, int] = {}
    for feature in layer.getFeatures():
        found[str(feature["code"])] = found.get(str(feature["code"]), 0) + 1
    return found


def joined(layer: QgsVectorLayer, rows: dict[Any, str], **options: Any) -> QgsVectorLayer:
    """Joins words to the values of "lc"; the table."""
    table = QgsVectorLayer("NoGeometry?field=key:integer&field=word:string", "words", "memory")
    features = []
    for key, word in rows.items():
        feature = QgsFeature(table.fields())
        feature.setAttributes([key, word])
        features.append(feature)
    table.dataProvider().addFeatures(features)
    QgsProject.instance().addMapLayer(table)
    info = QgsVectorLayerJoinInfo()
    info.setJoinLayer(table)
    info.setJoinFieldName("key")
    info.setTargetFieldName("lc")
    info.setUsingMemoryCache(options.get("cached", True))
    info.setPrefix("t_")
    assert layer.addJoin(info)
    return table


@pytest.mark.parametrize("cached", [True, False])
def test_a_joined_field_holds_the_class(labels: QgsVectorLayer, tmp_path: Path, cached: bool) -> None:
    joined(labels, {10: "oak", 80: "sea"}, cached=cached)
    snapshot = LabelSnapshot(labels, "t_word")
    assert snapshot.has_field
    assert in_a_thread(lambda: distinct_values(snapshot)) == ["oak", "sea"]
    assert copied(snapshot, {"oak": 1, "sea": 2}, tmp_path / "c.gpkg") == {"1": 5, "2": 5}


def test_the_joined_table_may_go_meanwhile(labels: QgsVectorLayer, tmp_path: Path) -> None:
    table = joined(labels, {10: "oak", 80: "sea"})
    snapshot = LabelSnapshot(labels, "t_word")
    QgsProject.instance().removeMapLayer(table.id())
    found = copied(snapshot, {"oak": 1, "sea": 2}, tmp_path / "c.gpkg")
    assert found in ({"1": 5, "2": 5}, {"NULL": 10})


@pytest.mark.parametrize(
    "expression",
    [
        "case when lc = 10 then 'oak' else 'sea' end",
        "if(lc = @oak_code, 'oak', 'sea')",
        "if(lc = minimum(lc), 'oak', 'sea')",
        "if($area > 0 and lc = 10, 'oak', 'sea')",
    ],
    ids=["plain", "variable", "aggregate", "geometry"],
)
def test_a_virtual_field_holds_the_class(labels: QgsVectorLayer, tmp_path: Path, expression: str) -> None:
    QgsExpressionContextUtils.setProjectVariable(QgsProject.instance(), "oak_code", 10)
    labels.addExpressionField(expression, QgsField("kind", QVariant.String))
    snapshot = LabelSnapshot(labels, "kind")
    assert in_a_thread(lambda: distinct_values(snapshot)) == ["oak", "sea"]
    assert copied(snapshot, {"oak": 1, "sea": 2}, tmp_path / "c.gpkg") == {"1": 5, "2": 5}


def test_a_filter_of_the_layer_holds(scene: QgsRasterLayer, tmp_path: Path) -> None:
    memory = polygon_layer("integer", five_of_each())
    QgsVectorFileWriter.writeAsVectorFormat(memory, str(tmp_path / "l.gpkg"), "utf-8", memory.crs(), "GPKG")
    layer = QgsVectorLayer(str(tmp_path / "l.gpkg"), "filtered", "ogr")
    layer.setSubsetString("lc = 10")
    snapshot = LabelSnapshot(layer, "lc")
    assert copied(snapshot, {"10": 10, "80": 80}, tmp_path / "c.gpkg") == {"10": 5}
    layer.startEditing()
    add_polygons(layer, [(box(60, 60), 10)])
    assert copied(LabelSnapshot(layer, "lc"), {"10": 10, "80": 80}, tmp_path / "d.gpkg") == {"10": 6}
    layer.rollBack()


def test_selected_polygons_only(labels: QgsVectorLayer, scene: QgsRasterLayer, tmp_path: Path) -> None:
    labels.selectByExpression("lc = 10")
    assert copied(LabelSnapshot(labels, "lc"), {"10": 1, "80": 2}, tmp_path / "a.gpkg") == {"1": 5, "2": 5}
    chosen = LabelSnapshot(labels, "lc", selected_only=True)
    assert copied(chosen, {"10": 1, "80": 2}, tmp_path / "b.gpkg") == {"1": 5}
    assert list(count(chosen, Ground.of(scene), never).by_value) == ["10"]
    labels.removeSelection()
    assert distinct_values(chosen) == ["10"]  # as it was when it was taken


def test_edits_that_are_not_saved_are_in_a_selection_too(labels: QgsVectorLayer, tmp_path: Path) -> None:
    labels.startEditing()
    add_polygons(labels, [(box(60, 60), 80)])
    labels.selectByIds([feature.id() for feature in labels.getFeatures() if feature.id() < 0])
    snapshot = LabelSnapshot(labels, "lc", selected_only=True)
    assert copied(snapshot, {"10": 1, "80": 2}, tmp_path / "c.gpkg") == {"2": 1}
    labels.rollBack()


def test_an_empty_layer_and_one_without_a_system(scene: QgsRasterLayer, tmp_path: Path) -> None:
    assert copied(LabelSnapshot(polygon_layer("integer", []), "lc"), {}, tmp_path / "a.gpkg") == {}
    layer = QgsVectorLayer("Polygon?field=lc:integer", "nowhere", "memory")
    layer.setCrs(QgsCoordinateReferenceSystem())
    add_polygons(layer, five_of_each())
    assert copied(LabelSnapshot(layer, "lc"), {"10": 1, "80": 2}, tmp_path / "b.gpkg") == {"1": 5, "2": 5}
    copy = QgsVectorLayer(f"{tmp_path / 'b.gpkg'}|layername=labels", "copy", "ogr")
    assert not copy.crs().isValid() or "undefined" in copy.crs().toWkt().lower()


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("date", "2020-02-01", "2020-02-01"),
        ("datetime", "2020-02-01T10:30:00", "2020-02-01T10:30:00"),
        ("bool", True, "1"),
        ("double", 2.0, "2"),
        ("int8", 2**40, "1099511627776"),
        ("string(0)", "x" * 50_000, "x" * 50_000),
        ("string(0)", " Reed\t", "Reed"),
    ],
)
def test_values_of_any_type(scene: QgsRasterLayer, tmp_path: Path, kind: str, value: Any, text: str) -> None:
    snapshot = LabelSnapshot(polygon_layer(kind, [(box(0, 0), value)]), "lc")
    assert distinct_values(snapshot) == [text]
    assert copied(snapshot, {text: 7}, tmp_path / "c.gpkg") == {"7": 1}


# Broken geometries


def far(size: float) -> QgsGeometry:
    return QgsGeometry.fromWkt(f"Polygon(({size} 0,{size} {size},0 {size},{size} 0))")


@pytest.mark.parametrize("crs", ["EPSG:32611", "EPSG:3857", "EPSG:4326"])
@pytest.mark.parametrize("size", [1e10, 1e18, 1e300, float("inf"), float("nan")])
def test_coordinates_that_lie_nowhere_stall_no_count(
    scene: QgsRasterLayer, tmp_path: Path, crs: str, size: float
) -> None:
    layer = QgsVectorLayer(f"Polygon?crs={crs}&field=lc:integer", "far", "memory")
    geometry = far(1.0)
    for vertex in (0, 1):
        geometry.moveVertex(size, 1.0, vertex)
    add_polygons(layer, [(geometry, 10)])
    snapshot, ground = LabelSnapshot(layer, "lc"), Ground.of(scene)
    counts: Counts = in_a_thread(lambda: count(snapshot, ground, never))
    assert counts.by_value["10"].polygons == 1
    assert copied(snapshot, {"10": 10}, tmp_path / "c.gpkg") == {"10": 1}


def test_a_bow_tie_counts_as_one_polygon_of_what_it_encloses(scene: QgsRasterLayer) -> None:
    outline = box(10, 10, 20, 20).boundingBox()
    corners = [(outline.xMinimum(), outline.yMinimum()), (outline.xMaximum(), outline.yMaximum())]
    corners += [(outline.xMaximum(), outline.yMinimum()), (outline.xMinimum(), outline.yMaximum())]
    tie = QgsGeometry.fromWkt("Polygon((" + ",".join(f"{x} {y}" for x, y in [*corners, corners[0]]) + "))")
    counts = count(LabelSnapshot(polygon_layer("integer", [(tie, 10)]), "lc"), Ground.of(scene), never)
    assert counts.by_value["10"].polygons == 1
    assert counts.by_value["10"].pixels == pytest.approx(200)


def test_an_outline_of_very_many_vertices_is_soon_counted(scene: QgsRasterLayer) -> None:
    """GEOS would take minutes to cut it to the scene."""
    import numpy as np

    rng = np.random.default_rng(0)
    edge = box(-50, -50, 300, 300).boundingBox()
    points = rng.uniform((edge.xMinimum(), edge.yMinimum()), (edge.xMaximum(), edge.yMaximum()), (100_000, 2))
    text = ",".join(f"{x:.1f} {y:.1f}" for x, y in [*points, points[0]])
    layer = polygon_layer("integer", [(QgsGeometry.fromWkt(f"Polygon(({text}))"), 10)])
    snapshot, ground = LabelSnapshot(layer, "lc"), Ground.of(scene)
    assert in_a_thread(lambda: count(snapshot, ground, never)).by_value["10"].polygons == 1


def test_what_is_no_area_is_copied_for_the_worker_to_count(scene: QgsRasterLayer, tmp_path: Path) -> None:
    layer = polygon_layer(
        "integer", [(QgsGeometry(), 10), (QgsGeometry.fromWkt("Polygon EMPTY"), 10), (box(0, 0), 10)]
    )
    snapshot = LabelSnapshot(layer, "lc")
    assert copied(snapshot, {"10": 10}, tmp_path / "c.gpkg") == {"10": 3}
    assert count(snapshot, Ground.of(scene), never).by_value["10"].polygons == 3


def test_a_copy_is_cancelled_while_it_reads(labels: QgsVectorLayer, tmp_path: Path) -> None:
    from sardino.plugin.errors import JobCancelled

    asked: list[int] = []
    with pytest.raises(JobCancelled):
        copy_labels(
            LabelSnapshot(labels, "lc"),
            {"10": 1},
            tmp_path / "c.gpkg",
            lambda: bool(asked.append(1)) or len(asked) > 3,
        )
    assert not (tmp_path / "c.gpkg").exists()


def test_a_local_grid_of_scene_and_labels(scene: QgsRasterLayer, tmp_path: Path) -> None:
    local = QgsCoordinateReferenceSystem.fromWkt('LOCAL_CS["RGF93 / CC46",UNIT["metre",1]]')
    layer = QgsVectorLayer("Polygon?field=lc:integer", "local", "memory")
    layer.setCrs(local)
    add_polygons(layer, five_of_each())
    scene.setCrs(QgsCoordinateReferenceSystem.fromWkt('LOCAL_CS["unknown",UNIT["metre",1]]'))
    counts = count(LabelSnapshot(layer, "lc"), Ground.of(scene), never)
    assert {value: round(item.pixels) for value, item in counts.by_value.items()} == {"10": 720, "80": 720}
    copy_labels(LabelSnapshot(layer, "lc"), {"10": 1}, tmp_path / "c.gpkg", never)
    copy = QgsVectorLayer(f"{tmp_path / 'c.gpkg'}|layername=labels", "copy", "ogr")
    assert "RGF93 / CC46" in copy.crs().toWkt()
