"""The group "Attention of a place" of the page "Explore", with a scripted worker."""

from __future__ import annotations

import pytest
from qgis.core import QgsProject
from qgis.PyQt.QtTest import QTest

from sardino.model.protocol.exploring import AttentionViewRequest
from sardino.plugin.errors import BackendError
from sardino.plugin.explore.attention_group import AttentionGroup
from sardino.plugin.results.layers import PRODUCT_PROPERTY
from tests.plugin.fixtures.explore import click, hover, look, wait_until

pytest_plugins = ["tests.plugin.fixtures.dock", "tests.plugin.fixtures.explore"]


@pytest.fixture
def attention(page):
    look(page)
    group = page.groups[AttentionGroup]
    group.main.button.click()
    return group


def kept():
    return [
        item
        for item in QgsProject.instance().mapLayers().values()
        if item.customProperty(PRODUCT_PROPERTY) == "attention_of_place"
    ]


def test_the_attention_follows_the_mouse(attention, client, canvas):
    hover(canvas, 100, 100)
    wait_until(lambda: attention.picture.image is not None)
    request = client.asked_for(AttentionViewRequest)[-1]
    assert request.mass == 0.6
    assert not request.of_cls
    place = canvas.getCoordinateTransform().toMapCoordinates(100, 100)
    assert (request.x, request.y) == (place.x(), place.y())
    click(canvas, 120, 100)
    wait_until(lambda: "held" in attention.note.text())
    held = client.asked_for(AttentionViewRequest)[-1]
    hover(canvas, 180, 100)
    QTest.qWait(100)
    assert client.asked_for(AttentionViewRequest)[-1] == held
    attention.mass.set_value(100)
    wait_until(lambda: client.asked_for(AttentionViewRequest)[-1].mass == 1.0)


def test_heads_are_looked_at_without_asking(attention, client, canvas):
    assert [attention.head.itemText(row) for row in range(attention.head.count())][1:] == [
        "Head 1",
        "Head 2",
        "Head 3",
    ]
    hover(canvas, 100, 100)
    wait_until(lambda: attention.picture.image is not None)
    asked, image = len(client.asked), attention.picture.image
    attention.head.setCurrentIndex(2)
    attention.head.activated.emit(2)
    assert attention.picture.image is not image
    assert len(client.asked) == asked


def test_shift_and_a_click_keep_the_attention_as_a_layer(attention, client, canvas):
    assert "Click on a place first" in attention.keep.status.text()
    hover(canvas, 60, 100)
    wait_until(lambda: attention.picture.image is not None)
    assert not kept()
    click(canvas, 120, 100, shift=True)
    wait_until(lambda: kept())
    (made,) = kept()
    assert made.isValid()
    assert made.bandCount() == 4
    assert made.name() == "scene (attention of a place)"
    # Kept is the attention of the place that was clicked.
    place = canvas.getCoordinateTransform().toMapCoordinates(120, 100)
    request = client.asked_for(AttentionViewRequest)[-1]
    assert (request.x, request.y) == (place.x(), place.y())
    click(canvas, 160, 100, shift=True)
    wait_until(lambda: len(kept()) == 2)
    assert not attention.keep.status.text()


def test_no_data_under_the_mouse_is_no_error(attention, client, canvas):
    client.errors = [BackendError("There is no data at this place.", code="no_valid_pixels")]
    hover(canvas, 100, 100)
    wait_until(lambda: "no data" in attention.note.text())
    assert attention.note.level == "info"
    hover(canvas, 140, 100)
    wait_until(lambda: attention.picture.image is not None)


def test_the_cls_token(attention, client):
    attention.source.setCurrentIndex(1)
    attention.source.activated.emit(1)
    wait_until(lambda: attention.picture.image is not None)
    request = client.asked_for(AttentionViewRequest)[-1]
    assert request.of_cls
    assert request.features
