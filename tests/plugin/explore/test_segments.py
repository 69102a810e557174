"""The group "Segments without labels": names, colours, merging, undo; a land cover and labels of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from qgis.core import QgsLayerTreeModel, QgsProject, QgsRasterLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QLineEdit

from sardino.model.protocol.exploring import ExploreAnswer
from sardino.model.protocol.values import ClassInfo
from sardino.plugin.explore.segments_group import SegmentsGroup, made_in_words
from sardino.plugin.labels.layers import CLASS_FIELD, classes_of
from sardino.plugin.rasters.source import take_map
from sardino.plugin.results.layers import PRODUCT_PROPERTY
from tests.plugin.fixtures.explore import click, look, wait_until
from tests.plugin.fixtures.rasters import read
from tests.plugin.fixtures.taught import TeachClient

pytest_plugins = ["tests.plugin.fixtures.dock", "tests.plugin.fixtures.explore"]


@pytest.fixture
def explore_client() -> TeachClient:
    return TeachClient()


@pytest.fixture
def group(page) -> SegmentsGroup:
    """The group, unfolded, with four segments: the quarters of the scene."""
    look(page)
    made = page.groups[SegmentsGroup]
    made.setCollapsed(False)
    made.make.button.click()
    wait_until(lambda: made.panel.segments)
    return made


def layer_of(product: str):
    found = [
        item
        for item in QgsProject.instance().mapLayers().values()
        if item.customProperty(PRODUCT_PROPERTY) == product
    ]
    return found[-1] if found else None


def test_segments_become_a_layer_and_rows(group):
    assert [item.title for item in group.panel.segments] == [f"Segment {number}" for number in range(1, 5)]
    assert group.panel.table.item(0, 1).text() == "31"
    legend = layer_of("segments").renderer().classes()
    assert [(item.value, item.color.name()) for item in legend][:2] == [(1, "#ff0000"), (2, "#00ff00")]
    assert not group.keep_map.button.isEnabled()
    assert "Name a segment first" in group.keep_map.status.text()


def test_a_click_on_the_map_selects_the_row(group, canvas):
    group.panel.pick_button.click()
    assert canvas.mapTool() is group.panel.tool
    click(canvas, 250, 150)
    assert group.panel.table.chosen() == [3]
    click(canvas, 60, 40, shift=True)
    assert group.panel.table.chosen() == [0, 3]
    click(canvas, 60, 150)
    assert group.panel.table.chosen() == [2]
    group.panel.pick_button.click()
    assert canvas.mapTool() is not group.panel.tool


def test_segments_are_merged_named_and_brought_back(group):
    panel = group.panel
    panel.table.item(1, 0).setText("tree COVER")
    assert panel.segments[1].name == "Tree cover"
    assert panel.segments[1].color == "#006400"
    panel.table.choose([0, 1])
    panel.merge_button.click()
    assert [item.codes for item in panel.segments] == [(2, 1), (3,), (4,)]
    assert panel.segments[0].name == "Tree cover"
    assert panel.segments[0].hectares == pytest.approx(61.44)
    legend = {item.value: item.label for item in layer_of("segments").renderer().classes()}
    assert legend[1] == legend[2] == "Tree cover"
    panel.undo_button.click()
    assert [item.codes for item in panel.segments] == [(1,), (2,), (3,), (4,)]
    panel.undo_button.click()
    assert panel.segments[1].name == ""
    assert not panel.undo_button.isEnabled()


def legend_rows(layer) -> list[str]:
    """What the panel Layers shows below the layer."""
    root = QgsProject.instance().layerTreeRoot()
    model = QgsLayerTreeModel(root)
    names = [
        node.data(Qt.ItemDataRole.DisplayRole) for node in model.layerLegendNodes(root.findLayer(layer.id()))
    ]
    sip.delete(model)  # else it is deleted after QGIS's own tree, which ends the process by a signal
    return names[1:]


def test_one_row_in_the_legend_for_what_has_one_name(group):
    panel, layer = group.panel, layer_of("segments")
    panel.rename(0, "Reeds")
    panel.rename(2, "  reeds ")
    # Equal names are one class: one spelling, one colour, also later.
    assert [panel.segments[row].name for row in (0, 2)] == ["Reeds", "Reeds"]
    assert panel.segments[2].color == panel.segments[0].color
    panel.set_colour(2, "#abcdef")
    assert panel.segments[0].color == "#abcdef"
    assert legend_rows(layer) == ["Reeds", "Segment 2", "Segment 4"]
    panel.table.choose([1, 3])
    panel.merge_button.click()
    assert legend_rows(layer) == ["Reeds", "Segment 2"]


def test_undo_brings_the_rows_of_the_legend_back(group):
    group.panel.table.choose([0, 1, 2])
    group.panel.merge_button.click()
    assert legend_rows(layer_of("segments")) == ["Segment 1", "Segment 4"]
    group.panel.undo_button.click()
    assert legend_rows(layer_of("segments")) == [f"Segment {number}" for number in range(1, 5)]


def test_a_double_click_on_the_map_names_the_segment(group, canvas):
    group.panel.pick_button.click()
    place = QPoint(250, 150)
    click(canvas, place.x(), place.y())
    QTest.mouseDClick(canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    editor = group.panel.table.findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    QTest.keyClicks(editor, "Reeds")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    wait_until(lambda: group.panel.segments[3].name == "Reeds")


def test_why_a_number_was_proposed_is_said():
    answer = ExploreAnswer("", classes=[ClassInfo(1, "1", "#000000")] * 5, numbers={"criterion": 0.4567})
    assert "5 segments" in made_in_words(answer)
    assert "silhouette (0.46)" in made_in_words(answer)
    answer.numbers.clear()
    assert "silhouette" not in made_in_words(answer)


def test_merged_and_equally_named_segments_have_one_code(group):
    panel = group.panel
    panel.table.choose([0, 3])
    panel.merge_button.click()
    panel.rename(0, "Reeds")
    panel.rename(1, "reeds")
    group.keep_map.button.click()
    wait_until(lambda: layer_of("landcover") is not None)
    made = layer_of("landcover")
    assert legend_rows(made) == ["Reeds"]
    codes = read(made.source())[0]
    assert sorted(np.unique(codes)) == [0, 1]
    assert (codes[:48] == 1).all()
    assert "Reeds: 92.2 ha" in group.keep_map.note.text()


def test_a_full_disk_leaves_no_land_cover(group, monkeypatch, layer):
    def full(*_):
        raise OSError("No space left on device")

    group.panel.rename(0, "Reeds")
    folder = Path(layer.source()).parent
    before = sorted(folder.iterdir())
    monkeypatch.setattr("sardino.plugin.rasters.recode.write_classes", full)
    group.keep_map.button.click()
    wait_until(lambda: not group.keep_map.running())
    assert group.keep_map.note.level == "error"
    assert "No space left" in group.keep_map.note.text()
    assert sorted(folder.iterdir()) == before
    assert layer_of("landcover") is None


def test_named_segments_become_a_land_cover(group, page, layer):
    for row, name in ((0, "Tree cover"), (1, "Tree cover"), (2, "Reeds")):
        group.panel.rename(row, name)
    segments = layer_of("segments")
    before = read(segments.source())
    group.keep_map.button.click()
    wait_until(lambda: layer_of("landcover") is not None)
    made = layer_of("landcover")
    codes = read(made.source())[0]
    assert set(np.unique(codes[:48])) == {10}
    assert set(np.unique(codes[48:, :64])) == {1}
    assert set(np.unique(codes[48:, 64:])) == {0}
    legend = {item.value: (item.label, item.color.name()) for item in made.renderer().classes()}
    assert legend == {10: ("Tree cover", "#006400"), 1: ("Reeds", "#0000ff")}
    # The file itself knows its classes, for other projects and programs.
    in_file = take_map(QgsRasterLayer(made.source(), "anew")).named
    assert {code: (item.name, item.color) for code, item in in_file.items()} == legend
    assert "Tree cover: 61.4 ha" in group.keep_map.note.text()
    assert (read(segments.source()) == before).all()
    assert page.window().pages.results.desk.map() is made


def test_named_segments_become_labels(group):
    group.panel.rename(0, "Tree cover")
    group.panel.rename(3, "Permanent water bodies")
    group.keep_labels.button.click()
    wait_until(lambda: not group.keep_labels.running())
    assert "polygons" in group.keep_labels.note.text()
    (labels,) = (
        item for item in QgsProject.instance().mapLayers().values() if item.name().endswith("labels")
    )
    assert [(item.code, item.name) for item in classes_of(labels)] == [
        (10, "Tree cover"),
        (80, "Permanent water bodies"),
    ]
    areas = {}
    for feature in labels.getFeatures():
        code = feature[CLASS_FIELD]
        areas[code] = areas.get(code, 0) + feature.geometry().area()
        assert feature.geometry().isGeosValid()
        assert feature.geometry().area() <= 64 * 64 * 100
    assert areas == {10: 64 * 48 * 100, 80: 64 * 48 * 100}


def test_names_are_saved_with_the_project(group, tmp_path, page):
    group.panel.rename(2, "Reeds")
    path = str(tmp_path / "project.qgz")
    assert QgsProject.instance().write(path)
    QgsProject.instance().clear()
    assert group.panel.segments == []
    assert QgsProject.instance().read(path)
    scene = next(
        item
        for item in QgsProject.instance().mapLayers().values()
        if not item.customProperty(PRODUCT_PROPERTY)
    )
    page.window().layer_panel.choose(scene)
    wait_until(lambda: group.panel.segments)
    assert [item.name for item in group.panel.segments] == ["", "", "Reeds", ""]
