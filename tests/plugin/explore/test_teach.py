"""The group "Teach by clicking" on a real canvas: strokes, the map of the view, what is kept."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from qgis.core import QgsGeometry, QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import Qt

from sardino.model.protocol.exploring import TeachViewRequest
from sardino.plugin.backend import stop_shared_client
from sardino.plugin.errors import BackendError, WorkerDied
from sardino.plugin.explore.taught_labels import as_polygons
from sardino.plugin.explore.teach_group import TeachGroup
from sardino.plugin.labels.layers import CLASS_FIELD
from sardino.plugin.rasters.source import take_map
from tests.plugin.explore.test_segments import layer_of
from tests.plugin.fixtures.explore import click, drag, look, wait_until
from tests.plugin.fixtures.rasters import read
from tests.plugin.fixtures.taught import TeachClient

pytest_plugins = [
    "tests.plugin.fixtures.dock",
    "tests.plugin.fixtures.explore",
    "tests.plugin.fixtures.finetune",
    "tests.plugin.fixtures.running",
]


@pytest.fixture
def explore_client() -> TeachClient:
    return TeachClient()


@pytest.fixture
def group(page) -> TeachGroup:
    """The group, unfolded and on the canvas, with the classes of the model."""
    look(page)
    made = page.groups[TeachGroup]
    made.setCollapsed(False)
    wait_until(lambda: made.classes.classes)
    made.main.button.click()
    return made


def mark_two(group, canvas):
    """A click for the first class, a stroke for the second."""
    group.classes.choose(0)
    click(canvas, 60, 100)
    group.classes.choose(1)
    drag(canvas, (220, 60), (230, 90), (240, 120))


def test_the_map_of_the_view_follows_each_stroke(group, canvas, client):
    assert [item.name for item in group.classes.classes] == ["Tree cover", "Permanent water bodies"]
    group.classes.choose(0)
    click(canvas, 60, 100)
    assert not client.asked_for(TeachViewRequest)
    assert "second class" in group.note.text()
    group.classes.choose(1)
    drag(canvas, (220, 60), (230, 90), (240, 120))
    wait_until(lambda: group.picture.image is not None)
    (request,) = client.asked_for(TeachViewRequest)
    assert [(item.geometry["type"], item.code) for item in request.examples] == [
        ("Point", 10),
        ("LineString", 80),
    ]
    assert group.picture.image.pixelColor(10, 10).name() == "#006400"
    assert "50 %" in group.note.text()
    assert "not an accuracy" in group.note.text()
    group.classes.set_colour(0, "#ff00ff")
    assert group.picture.image.pixelColor(10, 10).name() == "#ff00ff"
    group.undo_button.click()
    wait_until(lambda: group.picture.image is None)
    assert [group.classes.table.item(row, 1).text() for row in (0, 1)] == ["1", "–"]


def test_a_class_of_my_own(group, canvas, client):
    group.classes.add()
    group.classes.table.item(2, 0).setText("Reeds")
    click(canvas, 60, 100)
    group.classes.choose(0)
    click(canvas, 220, 100)
    wait_until(lambda: group.picture.image is not None)
    assert {item.code for item in client.asked_for(TeachViewRequest)[-1].examples} == {1, 10}
    group.classes.choose(2)
    group.classes.remove()
    assert group.marks.codes() == [10]
    assert [item.name for item in group.classes.classes] == ["Tree cover", "Permanent water bodies"]


def test_a_removed_class_comes_back_with_its_places(group, canvas, client):
    mark_two(group, canvas)
    group.classes.set_colour(1, "#123456")
    group.classes.remove()
    assert group.marks.codes() == [10]
    # Its code is not given away: the places of the old class would become places of the new one.
    group.classes.add()
    assert group.classes.classes[-1].code not in (10, 80)
    group.undo_button.click()
    assert group.marks.codes() == [10, 80]
    back = next(item for item in group.classes.classes if item.code == 80)
    assert (back.name, back.color) == ("Permanent water bodies", "#123456")
    assert {item.code for item in group.taught()} == {10, 80}
    wait_until(lambda: group.picture.image is not None)


def test_the_last_code_is_not_given_to_another_class(group, canvas):
    group.classes.add()
    click(canvas, 60, 100)
    (code,) = group.marks.codes()
    group.classes.remove()
    group.classes.add()
    assert group.classes.current().code != code


def test_labels_are_kept_as_a_layer(group, canvas):
    assert not group.keep_labels.button.isEnabled()
    mark_two(group, canvas)
    group.keep_labels.button.click()
    (labels,) = (
        item for item in QgsProject.instance().mapLayers().values() if item.name().endswith("labels")
    )
    found = {feature[CLASS_FIELD]: feature.geometry() for feature in labels.getFeatures()}
    assert set(found) == {10, 80}
    assert found[10].area() == pytest.approx(np.pi * 25**2, rel=0.05)
    assert found[80].isGeosValid()


def test_the_map_of_the_whole_scene_is_kept(group, canvas, client, page, monkeypatch):
    monkeypatch.setattr("sardino.plugin.explore.taught_map.SIDE", 50)
    mark_two(group, canvas)
    group.keep_map.button.click()
    wait_until(lambda: layer_of("landcover") is not None)
    made, confidence = layer_of("landcover"), layer_of("confidence")
    assert read(made.source()).shape == (1, 96, 128)
    assert set(np.unique(read(made.source()))) == {10}
    assert set(np.unique(read(confidence.source()))) == {50}
    assert take_map(QgsRasterLayer(made.source(), "anew")).named[80].name == "Permanent water bodies"
    # The page "Results" takes both.
    assert page.window().pages.results.desk.confidence() is confidence
    assert made.extent() == group.desk.session.layer().extent()
    assert "Tree cover: 123.0 ha" in group.keep_map.note.text()
    views = [item.view for item in client.asked_for(TeachViewRequest)][-6:]
    assert [(view.width, view.height) for view in views] == [
        (50, 50), (50, 50), (28, 50), (50, 46), (50, 46), (28, 46)
    ]  # fmt: skip


def test_a_map_that_fails_leaves_no_file(group, canvas, client, layer):
    mark_two(group, canvas)
    wait_until(lambda: group.picture.image is not None)
    folder = Path(layer.source()).parent
    before = sorted(folder.iterdir())
    client.errors = [BackendError("No room.", code="disk_full")]
    group.keep_map.button.click()
    wait_until(lambda: not group.keep_map.running())
    assert "No room" in group.keep_map.note.text()
    assert sorted(folder.iterdir()) == before


def test_places_survive_a_worker_that_dies(group, canvas, client):
    client.errors = [WorkerDied("killed")]
    mark_two(group, canvas)
    wait_until(lambda: group.picture.image is not None)
    assert len(client.asked_for(TeachViewRequest)) == 2
    client.errors = [BackendError("No place lies on valid ground.", code="nothing_to_learn")]
    click(canvas, 30, 30)
    wait_until(lambda: "valid ground" in group.note.text())
    assert len(group.marks) == 3


def test_what_was_taught_is_remembered(group, canvas, tmp_path, page):
    mark_two(group, canvas)
    path = str(tmp_path / "project.qgz")
    assert QgsProject.instance().write(path)
    QgsProject.instance().clear()
    assert QgsProject.instance().read(path)
    (scene,) = QgsProject.instance().mapLayers().values()
    page.window().layer_panel.choose(scene)
    look(page)
    assert group.marks.codes() == [10, 80]
    assert [group.classes.table.item(row, 1).text() for row in (0, 1)] == ["1", "1"]


def test_a_place_outside_the_scene_is_not_taken(group, canvas, client):
    canvas.zoomByFactor(3)
    group.classes.choose(0)
    click(canvas, 5, 5)
    assert "outside the scene" in group.note.text()
    assert len(group.marks) == 0


def test_a_later_place_takes_the_ground_of_an_earlier_one():
    first = QgsGeometry.fromWkt("Polygon((0 0, 100 0, 100 100, 0 100, 0 0))")
    second = QgsGeometry.fromWkt("Point(50 50)")
    found = as_polygons([(first, 1), (second, 2)], 10)
    areas = {code: geometry.area() for geometry, code in found}
    assert areas[2] == pytest.approx(np.pi * 25**2, rel=0.02)
    assert areas[1] == pytest.approx(100 * 100 - areas[2])


@pytest.mark.slow
def test_a_model_is_kept_by_fast_fine_tuning(
    group, canvas, page, finetune_provider, tiny_model, monkeypatch, tmp_path
):
    """The real worker trains on the places; the model is chosen on the page "Segment" at a click."""
    monkeypatch.setenv("SARDINO_MODELS", str(tmp_path / "models"))
    stop_shared_client()
    group.model.set_base(tiny_model)
    assert not group.model.job.button.isEnabled()
    for row in range(3):
        group.classes.choose(0)
        drag(canvas, (40, 30 + 50 * row), (60, 30 + 50 * row), (60, 50 + 50 * row))
        group.classes.choose(1)
        drag(canvas, (220, 30 + 50 * row), (240, 30 + 50 * row), (240, 50 + 50 * row))
    group.model.name.setText("clicked")
    used = []
    group.model.use.connect(used.append)
    group.model.job.button.click()
    wait_until(lambda: not group.model.running(), 400)
    text = group.model.job.note.text()
    assert "'clicked' is trained by Fast fine-tuning" in text
    assert "mIoU" in text
    assert (tmp_path / "models" / "clicked.safetensors").exists()
    assert {item.code for item in group.model.result.model.classes} == {10, 80}
    group.model.use_button.click()
    assert used == ["clicked"]
    assert page.window().model_panel.choice()[0] == "clicked"


def test_an_area_that_crosses_itself_counts_with_both_halves(group, canvas, client):
    group.classes.choose(0)
    drag(canvas, (20, 20), (80, 80), (80, 20), (20, 80), keys=Qt.KeyboardModifier.ControlModifier)
    group.classes.choose(1)
    click(canvas, 220, 100)
    wait_until(lambda: group.picture.image is not None)
    (request,) = client.asked_for(TeachViewRequest)
    assert [item.geometry["type"] for item in request.examples] == ["Polygon", "Polygon", "Point"]
    assert all("MultiPolygon" not in json.dumps(item.geometry) for item in request.examples)
