"""The page "Explore" on a real canvas: looking at a scene, pictures that follow the view."""

from __future__ import annotations

from sardino.model.protocol.exploring import ColoursViewRequest, FeaturesRequest
from sardino.plugin.explore.colours_group import ColoursGroup
from tests.plugin.fixtures.explore import look, wait_until

pytest_plugins = ["tests.plugin.fixtures.dock", "tests.plugin.fixtures.explore"]


def test_look_at_a_scene(page, client, layer):
    assert page.groups[ColoursGroup].missing()
    look(page)
    request = client.asked_for(FeaturesRequest)[-1]
    assert request.scene.path == layer.source()
    assert "starter" in page.scene.job.note.text()
    assert not page.groups[ColoursGroup].missing()


def test_the_picture_follows_the_view(page, client, canvas):
    look(page)
    group = page.groups[ColoursGroup]
    group.main.button.click()
    wait_until(lambda: group.picture.image is not None)
    first = client.asked_for(ColoursViewRequest)[-1].view
    area = canvas.viewport().rect()
    assert (first.width, first.height) == (area.width(), area.height())
    old = group.picture.image
    canvas.zoomByFactor(0.5)
    assert group.picture.image is old
    wait_until(lambda: group.picture.image is not old)
    second = client.asked_for(ColoursViewRequest)[-1].view
    assert second.extent != first.extent
    group.main.button.click()
    assert group.picture.image is None
