"""Segments and teaching on the page "Explore" with the real worker and a tiny network."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from qgis.core import QgsRasterLayer

from sardino.plugin.backend import shared_client, stop_shared_client
from sardino.plugin.backend.client import WorkerClient
from sardino.plugin.explore.segments_group import SegmentsGroup
from sardino.plugin.explore.teach_group import TeachGroup
from tests.plugin.explore.test_segments import layer_of
from tests.plugin.fixtures.explore import click, drag, wait_until
from tests.plugin.fixtures.rasters import open_raster, radar, read, write_raster

pytest_plugins = [
    "tests.plugin.fixtures.dock",
    "tests.plugin.fixtures.explore",
    "tests.plugin.fixtures.running",
]
pytestmark = pytest.mark.slow

PATIENCE = 400.0
"""Seconds for what the real worker does on a busy machine."""


@pytest.fixture(scope="module")
def explore_client(tmp_path_factory, tiny_model) -> Iterator[WorkerClient]:
    """The real worker, with a cache and a model of these tests' own."""
    stop_shared_client()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SARDINO_CACHE", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("SARDINO_MODELS", str(Path(tiny_model).parent))
        yield shared_client()
    stop_shared_client()


@pytest.fixture
def layer(tmp_path, qgis_new_project) -> QgsRasterLayer:
    """Dark ground in the left half, bright ground in the right, nothing in a corner."""
    values = radar()
    values[:, :32, :32] = np.nan
    return open_raster(write_raster(tmp_path / "scene.tif", values, names=("VV", "VH")), "scene")


def looked_at(page):
    """Looks at the scene; the worker starts, and loads the model."""
    page.window().model_panel.take("tiny", "cpu")
    page.scene.look()
    wait_until(lambda: not page.session.work.busy(), PATIENCE)
    assert page.session.looked is not None, page.scene.job.note.text()


def colour(group, canvas, x, y):
    image = group.picture.image
    return image.pixelColor(x * image.width() // 300, y * image.height() // 200).name()


def test_two_strokes_make_a_map_of_the_view_and_of_the_scene(page, canvas, client):
    looked_at(page)
    group = page.groups[TeachGroup]
    group.setCollapsed(False)
    wait_until(lambda: len(group.classes.classes) > 2, PATIENCE)
    names = [item.name for item in group.classes.classes]
    group.main.button.click()
    group.classes.choose(names.index("Permanent water bodies"))
    drag(canvas, (70, 120), (90, 140), (100, 160))
    group.classes.choose(names.index("Built-up"))
    drag(canvas, (200, 60), (220, 100), (240, 140))
    wait_until(lambda: group.picture.image is not None, PATIENCE)
    assert colour(group, canvas, 80, 150) == "#0064c8"
    assert colour(group, canvas, 220, 60) == "#fa0000"
    assert group.picture.image.pixelColor(40, 25).alpha() == 0
    # On ground without data: the place does not count, and the user is told.
    click(canvas, 55, 30)
    wait_until(lambda: "without data" in group.note.text(), PATIENCE)
    os.kill(client.pid, signal.SIGKILL)
    drawn = []
    group.picture.drawn.connect(drawn.append)
    click(canvas, 90, 100)
    wait_until(lambda: drawn, PATIENCE)
    assert len(group.marks) == 4
    group.keep_map.button.click()
    wait_until(lambda: layer_of("landcover") is not None, PATIENCE)
    codes = read(layer_of("landcover").source())[0]
    assert (codes[40:, 8:56] == 80).mean() > 0.9
    assert (codes[:, 72:120] == 50).mean() > 0.9
    assert (codes[:24, :24] == 0).all()


def test_segments_are_named_and_kept(page, canvas, client):
    looked_at(page)
    group = page.groups[SegmentsGroup]
    group.setCollapsed(False)
    group.count.setValue(2)
    group.make.button.click()
    wait_until(lambda: not group.make.running(), PATIENCE)
    assert len(group.panel.segments) == 2, group.make.note.text()
    assert sum(item.hectares for item in group.panel.segments) == pytest.approx(122.88 - 10.24, rel=0.01)
    group.panel.pick_button.click()
    click(canvas, 90, 150)
    (row,) = group.panel.table.chosen()
    group.panel.rename(row, "Permanent water bodies")
    group.keep_map.button.click()
    wait_until(lambda: layer_of("landcover") is not None)
    codes = read(layer_of("landcover").source())[0]
    assert (codes[40:, 8:56] == 80).mean() > 0.9
    assert (codes[:, 72:120] == 80).mean() < 0.1
