"""The groups of the page on a real canvas, driven by the mouse; the client is scripted."""

from __future__ import annotations

import json

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest

from sardino.model.protocol.exploring import (
    ColoursViewRequest,
    FeaturesRequest,
    SimilarViewRequest,
)
from sardino.plugin.errors import BackendError, WorkerDied
from sardino.plugin.explore.colours_group import ColoursGroup
from sardino.plugin.explore.similar_group import SimilarGroup
from sardino.plugin.results.layers import PRODUCT_PROPERTY
from tests.plugin.fixtures.dock import another_layer
from tests.plugin.fixtures.explore import click, drag, look, wait_until

pytest_plugins = ["tests.plugin.fixtures.dock", "tests.plugin.fixtures.explore"]


@pytest.fixture
def similar(page):
    look(page)
    group = page.groups[SimilarGroup]
    group.main.button.click()
    return group


def layers_of(product):
    return [
        item
        for item in QgsProject.instance().mapLayers().values()
        if item.customProperty(PRODUCT_PROPERTY) == product
    ]


def similar_requests(client, count):
    wait_until(lambda: len(client.asked_for(SimilarViewRequest)) >= count)
    return client.asked_for(SimilarViewRequest)


def test_clicks_become_examples(similar, client, canvas, layer):
    assert not client.asked_for(SimilarViewRequest)
    click(canvas, 100, 100)
    wait_until(lambda: similar.picture.image is not None)
    click(canvas, 200, 120, shift=True)
    request = similar_requests(client, 2)[-1]
    assert [example.code for example in request.examples] == [1, 0]
    assert request.features == "/kept/features.sarf"
    assert request.crs == "EPSG:32611"
    x, y = request.examples[0].geometry["coordinates"]
    seen = canvas.getCoordinateTransform().toMapCoordinates(100, 100)
    assert abs(x - seen.x()) < 1e-6
    assert abs(y - seen.y()) < 1e-6
    assert "Places like this: 1. Not like this: 1." in similar.count.text()


def test_a_drag_is_an_area_and_with_ctrl_a_stroke(similar, client, canvas):
    drag(canvas, (100, 60), (140, 60), (140, 100), (100, 100))
    drag(canvas, (180, 60), (220, 60), (220, 100), keys=Qt.KeyboardModifier.ControlModifier)
    request = similar_requests(client, 1)[-1]
    wait_until(lambda: len(client.asked_for(SimilarViewRequest)[-1].examples) == 2)
    request = client.asked_for(SimilarViewRequest)[-1]
    assert [example.geometry["type"] for example in request.examples] == ["Polygon", "LineString"]


def test_undo_by_key_and_button_and_clear(similar, canvas):
    for x in (80, 120, 160):
        click(canvas, x, 90)
    QTest.keyClick(canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(similar.marks) == 2
    similar.clear_button.click()
    assert len(similar.marks) == 0
    assert similar.picture.image is None
    similar.undo_button.click()
    assert len(similar.marks) == 2
    similar.undo_button.click()
    similar.undo_button.click()
    assert not similar.undo_button.isEnabled()


def test_the_threshold_asks_nothing_and_shows_less(similar, client, canvas):
    click(canvas, 100, 100)
    wait_until(lambda: similar.picture.image is not None)
    asked = len(client.asked_for(SimilarViewRequest))
    seen = []
    for percent in (0, 40, 90):
        similar.threshold.set_value(percent)
        image = similar.picture.image
        row = image.height() // 2
        seen.append(sum(image.pixelColor(x, row).alpha() > 0 for x in range(image.width())) / image.width())
    assert seen[1] == pytest.approx(0.6, abs=0.02)
    assert seen[2] == pytest.approx(0.1, abs=0.02)
    assert len(client.asked_for(SimilarViewRequest)) == asked


def test_escape_ends_the_tool_and_the_picture_stays(similar, canvas):
    click(canvas, 100, 100)
    wait_until(lambda: similar.picture.image is not None)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.mapTool() is not similar.tool
    assert similar.picture.image is not None
    similar.main.button.click()
    assert similar.picture.image is None


def test_a_place_outside_the_scene_is_refused_in_words(similar, canvas):
    canvas.zoomByFactor(4)
    click(canvas, 5, 5)
    assert "outside the scene" in similar.note.text()
    assert len(similar.marks) == 0


def test_only_the_latest_wish_is_asked(similar, client, canvas):
    client.gate.clear()
    for x in (60, 90, 120, 150):
        click(canvas, x, 90)
    wait_until(lambda: client.asked_for(SimilarViewRequest))
    QTest.qWait(100)
    client.gate.set()
    wait_until(lambda: len(client.asked_for(SimilarViewRequest)[-1].examples) == 4)
    wait_until(lambda: similar.picture.image is not None)
    assert len(client.asked_for(SimilarViewRequest)) == 2


def test_a_killed_worker_comes_back_and_the_clicks_are_there(similar, client, canvas):
    client.errors = [WorkerDied()]
    click(canvas, 100, 100)
    wait_until(lambda: similar.picture.image is not None)
    assert len(similar.marks) == 1
    client.errors = [WorkerDied(), WorkerDied()]
    click(canvas, 120, 100)
    wait_until(lambda: "worker process ended" in similar.note.text())
    assert len(similar.marks) == 2
    click(canvas, 140, 100)
    wait_until(lambda: len(client.asked_for(SimilarViewRequest)[-1].examples) == 3)


def test_features_that_are_gone_are_said_so(similar, page, client, canvas):
    client.errors = [BackendError("The kept features are damaged.", code="features_not_readable")]
    client.kept = False
    click(canvas, 100, 100)
    wait_until(lambda: page.session.looked is None)
    assert "damaged" in page.scene.job.note.text()
    assert similar.missing()
    look(page)
    assert len(similar.marks) == 1


def test_places_are_saved_with_the_layer(similar, page, canvas, layer, tmp_path):
    click(canvas, 100, 100)
    click(canvas, 150, 100, shift=True)
    similar.threshold.set_value(72)
    another_layer(tmp_path, "above")
    kept = json.loads(layer.customProperty("sardino/explore/similar"))
    assert [code for _, code in kept["places"]] == [1, 0]
    path = str(tmp_path / "project.qgs")
    QgsProject.instance().write(path)
    QgsProject.instance().clear()
    assert len(similar.marks) == 0
    assert canvas.mapTool() is not similar.tool
    QgsProject.instance().read(path)
    wait_until(lambda: page.session.looked is not None)
    assert page.session.looked.layer_name == "scene"
    assert similar.marks.codes() == [1, 0]
    assert similar.threshold.value() == 72


def test_two_scenes_have_places_of_their_own(similar, page, dock, client, canvas, layer, tmp_path):
    click(canvas, 100, 100)
    other = another_layer(tmp_path, "other")
    dock.layer_panel.choose(other)
    wait_until(lambda: page.session.looked is not None and page.session.looked.layer_id == other.id())
    assert len(similar.marks) == 0
    assert similar.picture.image is None
    dock.layer_panel.choose(layer)
    wait_until(lambda: page.session.looked is not None and page.session.looked.layer_id == layer.id())
    assert len(similar.marks) == 1


def test_the_scene_goes_while_exploring(similar, page, canvas, layer):
    click(canvas, 100, 100)
    wait_until(lambda: similar.picture.image is not None)
    QgsProject.instance().removeMapLayer(layer.id())
    wait_until(lambda: page.session.looked is None)
    assert similar.picture.image is None
    assert canvas.mapTool() is not similar.tool
    assert "Choose a raster layer" in page.scene.job.status.text()


def test_the_scene_goes_while_another_page_is_shown(similar, page, dock, canvas, layer):
    click(canvas, 100, 100)
    wait_until(lambda: similar.picture.image is not None)
    dock.pages.setCurrentIndex(0)
    assert similar.picture.image is not None
    QgsProject.instance().removeMapLayer(layer.id())
    wait_until(lambda: similar.picture.image is None)
    assert page.session.looked is None


def test_one_picture_at_a_time(similar, page, client, canvas):
    click(canvas, 100, 100)
    wait_until(lambda: similar.picture.image is not None)
    colours = page.groups[ColoursGroup]
    colours.main.button.click()
    wait_until(lambda: colours.picture.image is not None)
    assert similar.picture.image is None
    assert not similar.main.on


def test_why_nothing_can_be_kept_is_said(similar, canvas):
    assert "Mark a place first" in similar.keep.status.text()
    assert not similar.keep.button.isEnabled()
    click(canvas, 100, 100, shift=True)
    assert "Mark a place first" in similar.keep.status.text()
    assert "Click on the map on what you look for" in similar.note.text()
    click(canvas, 140, 100)
    assert similar.keep.button.isEnabled()
    assert similar.keep.status.text() == ""


def test_cancel_works_at_once(page, client):
    client.gate.clear()
    page.scene.job.button.click()
    wait_until(lambda: client.asked_for(FeaturesRequest))
    page.scene.job.cancel_button.click()
    assert "Cancelled" in page.scene.job.note.text()
    assert not page.session.work.busy()
    client.gate.set()
    QTest.qWait(200)
    assert page.session.looked is None


def test_kept_features_are_found_without_a_click(page, client, layer, dock):
    client.kept = True
    page.scene.refresh()
    wait_until(lambda: page.session.looked is not None)
    assert all(request.only_kept for request in client.asked_for(FeaturesRequest))


def test_a_change_since_is_said(page, client):
    client.changed = "The layer's file has changed since the model looked at it."
    page.scene.refresh()
    wait_until(lambda: "has changed since" in page.scene.job.note.text())
    assert page.session.looked is None


def test_a_change_while_the_page_is_open_is_said(similar, page, dock, client, canvas):
    click(canvas, 100, 100)
    wait_until(lambda: similar.picture.image is not None)
    asked = len(client.asked_for(FeaturesRequest))
    dock.pages.setCurrentIndex(0)
    dock.pages.setCurrentWidget(page)
    wait_until(lambda: len(client.asked_for(FeaturesRequest)) > asked)
    QTest.qWait(100)
    # Nothing has changed, and nothing goes.
    assert similar.picture.image is not None
    client.kept, client.changed = False, "The scene has changed since its features were kept."
    dock.pages.setCurrentIndex(0)
    dock.pages.setCurrentWidget(page)
    wait_until(lambda: page.session.looked is None)
    assert "has changed since" in page.scene.job.note.text()
    assert similar.picture.image is None
    look(page)
    assert len(similar.marks) == 1


def test_another_model_needs_another_look(page, dock, client):
    look(page)
    client.kept = False
    dock.model_panel.take("other", "auto")
    wait_until(lambda: page.session.looked is None)
    page.scene.look()
    wait_until(lambda: page.session.looked is not None)
    assert client.asked_for(FeaturesRequest)[-1].model == "other"


def test_a_map_server_is_refused_in_words(page, dock, qgis_new_project):
    source = "type=xyz&url=file:///nowhere/{z}/{x}/{y}.png&zmin=0&zmax=3"
    server = QgsRasterLayer(source, "server", "wms")
    assert server.isValid()
    QgsProject.instance().addMapLayer(server)
    dock.layer_panel.choose(server)
    assert "map server" in page.session.missing()
    assert not page.scene.job.button.isEnabled()
    assert "map server" in page.scene.job.status.text()


def test_the_picture_lies_right_on_a_turned_map(page, client, canvas):
    look(page)
    group = page.groups[ColoursGroup]
    canvas.setRotation(30)
    group.main.button.click()
    wait_until(lambda: group.picture.image is not None)
    overlay = group.picture._overlay
    view = client.asked_for(ColoursViewRequest)[-1].view
    west, south, east, north = view.extent
    transform = canvas.getCoordinateTransform()
    for corner, (x, y) in zip(
        overlay.corners(), ((west, north), (east, north), (east, south), (west, south))
    ):
        place = transform.transform(x, y)
        assert abs(place.x() - corner.x()) < 1e-6
        assert abs(place.y() - corner.y()) < 1e-6


def test_another_system_of_the_map_needs_another_picture(page, client, canvas):
    look(page)
    group = page.groups[ColoursGroup]
    group.main.button.click()
    wait_until(lambda: group.picture.image is not None)
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    assert group.picture._overlay.corners().isEmpty()
    wait_until(lambda: not group.picture._overlay.corners().isEmpty())
    assert client.asked_for(ColoursViewRequest)[-1].view.crs == "EPSG:4326"


def test_nothing_is_left_on_the_canvas(page, dock, canvas, client):
    items = len(canvas.scene().items())
    look(page)
    similar = page.groups[SimilarGroup]
    similar.main.button.click()
    click(canvas, 100, 100)
    wait_until(lambda: similar.picture.image is not None)
    assert len(canvas.scene().items()) > items
    page.remove()
    assert len(canvas.scene().items()) == items
