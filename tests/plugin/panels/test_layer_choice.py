"""Which layer is chosen: never one that nobody chose, never one that has gone."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Any

import pytest
from qgis.core import (
    QgsProject,
    QgsRasterLayer,
)
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtTest import QTest

from sardino.plugin.backend import shared_client
from sardino.plugin.dock.dock import SardinoDock
from sardino.plugin.results.layers import PRODUCT_PROPERTY, SCENE_PROPERTY
from tests.plugin.fixtures.finetune import five_of_each, polygon_layer
from tests.plugin.fixtures.layers import said_of, segment
from tests.plugin.fixtures.rasters import open_raster, radar, write_raster

pytest_plugins = ["tests.plugin.fixtures.finetune", "tests.plugin.fixtures.layers"]


@pytest.fixture
def dock(training_dock: Any) -> Any:
    return training_dock


# After a run


@pytest.mark.parametrize("by_hand", [False, True])
@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_the_scene_that_was_segmented_stays_chosen(
    dock: SardinoDock, scenes: Any, count: int, by_hand: bool, qtbot: Any
) -> None:
    dock.show()
    layers = scenes(count)
    QTest.qWait(20)
    scene = layers[-1]
    if by_hand:
        scene = layers[0]
        dock.layer_panel.choose(scene)
    assert said_of(dock, qtbot) == scene.name()
    for _ in range(2):
        segment(dock, qtbot)
        assert dock.layer_panel.layer() == scene
        assert dock.layer_panel.layer_box.currentLayer() == scene
        assert dock.pages.finetune.scene() == scene
        assert dock.pages.finetune.scene_box.currentLayer() == scene
        assert dock.parameters()["INPUT"] == scene.id()
        assert said_of(dock, qtbot) == scene.name()
        assert dock.layer_panel.layer_box.count() == count
    made = [item for item in QgsProject.instance().mapLayers().values() if item not in layers]
    assert {item.customProperty(SCENE_PROPERTY) for item in made} == {scene.id()}


def test_a_product_is_marked_before_it_is_in_the_project(dock: SardinoDock, scenes: Any, qtbot: Any) -> None:
    scenes(1)
    dock.show()
    seen: list[Any] = []
    take = lambda layers: seen.extend(item.customProperty(PRODUCT_PROPERTY) for item in layers)  # noqa: E731
    QgsProject.instance().layersAdded.connect(take)
    try:
        segment(dock, qtbot)
    finally:
        QgsProject.instance().layersAdded.disconnect(take)
    assert sorted(seen) == ["attention", "confidence", "landcover"]


def test_a_scene_is_followed_also_when_a_product_comes_a_moment_after_it(
    dock: SardinoDock, scenes: Any, tmp_path: Path
) -> None:
    first, other = scenes(2)
    dock.layer_panel.follow(first)
    made = QgsRasterLayer(write_raster(tmp_path / "a map.tif", radar()[:1]), "a map")
    made.setCustomProperty(PRODUCT_PROPERTY, "landcover")
    dock.layer_panel.follow_soon(other)
    dock.layer_panel.follow_soon(made)
    QTest.qWait(50)
    assert dock.layer_panel.layer() == other


def test_the_toolbox_s_results_are_not_followed_nor_their_neighbours(
    dock: SardinoDock, scenes: Any, tmp_path: Path, qgis_iface: Any
) -> None:
    neighbour, scene = scenes(2)
    QTest.qWait(50)
    made = open_raster(write_raster(tmp_path / "a map.tif", radar()[:1]), "a map")
    # As the toolbox does: it is marked after it was added, and moved into its group, away from under
    # the cursor of the layer tree, which goes to the next layer.
    made.setCustomProperty(PRODUCT_PROPERTY, "landcover")
    qgis_iface.currentLayerChanged.emit(neighbour)
    QTest.qWait(50)
    assert dock.layer_panel.layer() == scene
    assert dock.layer_panel.layer_box.count() == 2
    assert dock.pages.finetune.scene() == scene
    dock.layer_panel.follow_soon(neighbour)
    QTest.qWait(50)
    assert dock.layer_panel.layer() == neighbour, "later it is the user who makes a layer active"


# Layers that go


def test_no_other_polygons_take_the_place_of_those_that_went(dock: SardinoDock, scenes: Any) -> None:
    scenes(1)
    layers = [polygon_layer("integer", five_of_each(), name) for name in "abc"]
    page, panel = dock.pages.finetune, dock.extent_panel
    panel.choose("polygons")
    panel.polygons.setLayer(layers[1])
    page.labels.choose(layers[1])
    QgsProject.instance().removeMapLayer(layers[1].id())
    assert page.labels.layer() is None
    assert page.labels.layer_box.currentLayer() is None
    assert panel.polygons.currentLayer() is None
    assert "POLYGONS" not in dock.parameters()
    assert "polygon layer" in panel.missing()
    assert "label layer" in page.labels.missing()


def test_no_other_scene_becomes_the_second_layer(dock: SardinoDock, scenes: Any) -> None:
    layers = scenes(3)
    panel = dock.layer_panel
    panel.choose(layers[0])
    panel.cross_pol_box.setLayer(layers[1])
    assert dock.parameters()["CROSS_POL"] == layers[1].id()
    QgsProject.instance().removeMapLayer(layers[1].id())
    assert dock.parameters()["CROSS_POL"] is None
    assert panel.cross_pol_box.currentText().startswith("None")


def test_a_dock_that_is_made_late_chooses_no_product(
    dock: SardinoDock, scenes: Any, tmp_path: Path, qgis_iface: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after a reload: there are results already, and they come first in the alphabet."""
    monkeypatch.setattr(qgis_iface, "activeLayer", lambda: None)
    first, scene = scenes(2)  # "d" and "a"
    assert scene.name() < first.name()
    for name in ("Attention", "Confidence"):
        made = open_raster(write_raster(tmp_path / f"{name}.tif", radar()[:1]), name)
        made.setCustomProperty(PRODUCT_PROPERTY, name.lower())
    other = SardinoDock(qgis_iface, QIcon(), shared_client)
    try:
        assert other.layer_panel.layer() == scene
        assert other.layer_panel.layer_box.currentLayer() == scene
        assert other.pages.finetune.scene() == scene
    finally:
        other.remove()


def test_when_the_scene_goes_the_active_one_is_chosen(dock: SardinoDock, scenes: Any, qtbot: Any) -> None:
    dock.show()
    layers = scenes(4)
    QTest.qWait(20)
    dock.layer_panel.choose(layers[0])
    QgsProject.instance().removeMapLayer(layers[0].id())
    assert dock.layer_panel.layer() == layers[-1], "the layer that was made active last"
    assert dock.pages.finetune.scene() == layers[-1]
    assert said_of(dock, qtbot) == layers[-1].name()
    QgsProject.instance().removeAllMapLayers()
    assert dock.layer_panel.layer() is None
    assert dock.pages.finetune.scene() is None


def test_the_layer_that_qgis_makes_active_in_the_place_of_another_is_not_followed(
    dock: SardinoDock, scenes: Any, qgis_iface: Any
) -> None:
    layers = scenes(3)
    QTest.qWait(50)
    polygons = polygon_layer("integer", five_of_each())
    QTest.qWait(50)
    tree = lambda ids: qgis_iface.currentLayerChanged.emit(layers[0])  # noqa: E731
    QgsProject.instance().layersWillBeRemoved.connect(tree)
    try:
        QgsProject.instance().removeMapLayer(polygons.id())
        QTest.qWait(50)
        assert dock.layer_panel.layer() == layers[-1], "nobody chose the neighbour"
        QgsProject.instance().removeMapLayer(layers[-1].id())
        QTest.qWait(50)
        assert dock.layer_panel.layer() == layers[0]
    finally:
        QgsProject.instance().layersWillBeRemoved.disconnect(tree)
    dock.layer_panel.follow_soon(layers[1])
    QTest.qWait(50)
    assert dock.layer_panel.layer() == layers[1], "a layer that the user makes active is followed"


def test_the_user_s_choice_in_the_box_counts(dock: SardinoDock, scenes: Any) -> None:
    layers = scenes(3)
    QTest.qWait(20)
    for box in (dock.layer_panel.layer_box, dock.pages.finetune.scene_box):
        for row in range(3):
            box.setCurrentIndex(row)
            box.activated.emit(row)
            assert dock.layer_panel.layer().name() == "acd"[row]
            assert dock.pages.finetune.scene().name() == "acd"[row]
    dock.layer_panel.follow(layers[1])
    assert dock.layer_panel.layer().name() == "d", "the user's choice stands"


def test_layers_that_qgis_made_itself_may_go_at_any_time(
    dock: SardinoDock, scenes: Any, tmp_path: Path, qtbot: Any
) -> None:
    """QGIS's own layers do not tell Python that they are gone: to ask one for anything ends QGIS."""
    project = QgsProject.instance()
    for count in (1, 2):
        scenes(count)
        segment(dock, qtbot)
        project.write(str(tmp_path / "project.qgs"))
        assert project.read(str(tmp_path / "project.qgs"))
        gc.collect()
        project.clear()
        QTest.qWait(20)
        assert dock.layer_panel.layer() is None
    scenes(2)
    QTest.qWait(20)
    assert dock.layer_panel.layer_box.count() == 2, "none is left out for one that lay where it lies now"
