"""Similar places, attention and colours on the page "Explore" with the real worker and the bundled model."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import QgsProject, QgsRasterLayer, QgsVectorLayer

from sardino.plugin.backend import shared_client, stop_shared_client
from sardino.plugin.backend.client import WorkerClient
from sardino.plugin.explore.attention_group import AttentionGroup
from sardino.plugin.explore.colours_group import ColoursGroup
from sardino.plugin.explore.segments_group import SegmentsGroup
from sardino.plugin.explore.similar_group import SimilarGroup
from sardino.plugin.explore.teach_group import TeachGroup
from tests.plugin.fixtures.explore import click, hover, look, wait_until
from tests.plugin.fixtures.rasters import open_raster, radar, read, write_raster

pytest_plugins = ["tests.plugin.fixtures.dock", "tests.plugin.fixtures.explore"]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def explore_client(tmp_path_factory) -> Iterator[WorkerClient]:
    """The real worker, with a cache of these tests' own."""
    stop_shared_client()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SARDINO_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield shared_client()
    stop_shared_client()


@pytest.fixture
def layer(tmp_path, qgis_new_project) -> QgsRasterLayer:
    """Dark ground in the left half, bright ground in the right, nothing in a corner."""
    values = radar()
    values[:, :32, :32] = np.nan
    return open_raster(write_raster(tmp_path / "scene.tif", values, names=("VV", "VH")), "scene")


def test_a_scene_of_one_pixel(page, canvas, client, tmp_path):
    one = open_raster(write_raster(tmp_path / "one.tif", radar(1, 1), names=("VV", "VH")), "one")
    page.window().layer_panel.choose(one)
    canvas.setExtent(one.extent())
    look(page)
    assert page.session.looked.layer_id == one.id()
    middle = canvas.width() // 2, canvas.height() // 2
    for kind in (SimilarGroup, AttentionGroup, ColoursGroup):
        group = page.groups[kind]
        group.main.button.click()
        if kind is not ColoursGroup:
            click(canvas, *middle)
        wait_until(lambda group=group: group.picture.image is not None, 120)
        assert shown(group, canvas, *middle) > 0, kind
        before = len(layers(QgsRasterLayer))
        group.keep.button.click()
        wait_until(lambda group=group: not group.keep.running(), 120)
        assert group.keep.note.level == "success", group.keep.note.text()
        assert len(layers(QgsRasterLayer)) == before + 1
    segments = page.groups[SegmentsGroup]
    segments.make.button.click()
    wait_until(lambda: not segments.make.running(), 120)
    assert len(segments.panel.segments) == 1, segments.make.note.text()
    segments.panel.rename(0, "Reeds")
    segments.keep_map.button.click()
    wait_until(lambda: not segments.keep_map.running(), 120)
    assert "Reeds" in segments.keep_map.note.text()
    teach = page.groups[TeachGroup]
    wait_until(lambda: len(teach.classes.classes) > 1, 120)
    teach.main.button.click()
    for row in (0, 1):
        teach.classes.choose(row)
        click(canvas, *middle)
    # Both classes have the one pixel: there is a map, whatever it says.
    wait_until(lambda: teach.picture.image is not None, 120)
    assert "Sure" in teach.note.text()


def test_a_damaged_cache_is_said_and_made_again(page, canvas, client):
    look(page)
    group = page.groups[SimilarGroup]
    group.main.button.click()
    click(canvas, 90, 150)
    wait_until(lambda: group.picture.image is not None, 120)
    kept = Path(page.session.looked.features)
    content = kept.read_bytes()
    # As a full disk or a copy that broke off leaves it. On Windows an opened file cannot be written.
    kept.unlink()
    kept.write_bytes(content[: len(content) // 2])
    click(canvas, 100, 140)
    wait_until(lambda: page.session.looked is None, 120)
    assert page.scene.job.note.level == "error"
    assert group.missing()
    look(page)
    assert Path(page.session.looked.features).read_bytes() != content[: len(content) // 2]
    assert len(group.marks) == 2
    group.main.button.click()
    wait_until(lambda: group.picture.image is not None, 120)


def layers(kind):
    return [item for item in QgsProject.instance().mapLayers().values() if isinstance(item, kind)]


def shown(group, canvas, x, y):
    """Opacity of the picture at a place of the canvas."""
    image, area = group.picture.image, canvas.viewport().rect()
    return image.pixelColor(x * image.width() // area.width(), y * image.height() // area.height()).alpha()


def test_a_click_shows_what_looks_alike(page, canvas, client, layer):
    look(page)
    group = page.groups[SimilarGroup]
    group.setCollapsed(False)
    group.main.button.click()
    click(canvas, 90, 150)
    wait_until(lambda: group.picture.image is not None, 120)
    assert shown(group, canvas, 110, 60) > 100
    assert shown(group, canvas, 240, 100) == 0
    assert shown(group, canvas, 40, 25) == 0
    os.kill(client.pid, signal.SIGKILL)
    before = group.picture.image
    click(canvas, 230, 100, shift=True)
    wait_until(lambda: group.picture.image is not before, 120)
    assert len(group.marks) == 2
    group.keep.button.click()
    wait_until(lambda: not group.keep.running(), 120)
    assert group.keep.note.level == "success", group.keep.note.text()
    kept = next(item for item in layers(QgsRasterLayer) if item.id() != layer.id())
    percent = read(kept.source())[0]
    assert percent[60:, 8:50].mean() > 70
    assert percent[:, 80:120].mean() < 30
    group.polygons.button.click()
    wait_until(lambda: not group.polygons.running(), 120)
    assert group.polygons.note.level == "success", group.polygons.note.text()
    (made,) = layers(QgsVectorLayer)
    areas = [feature["area_ha"] for feature in made.getFeatures()]
    # 64 x 96 pixels of 10 m without the corner of 32 x 32.
    assert sum(areas) == pytest.approx(51.2, rel=0.15)
    assert all(50 <= feature["similarity"] <= 100 for feature in made.getFeatures())


def test_a_place_looks_somewhere_and_is_kept(page, canvas, client, layer):
    look(page)
    group = page.groups[AttentionGroup]
    group.setCollapsed(False)
    group.main.button.click()
    hover(canvas, 220, 100)
    wait_until(lambda: group.picture.image is not None, 120)
    # 60 % of the attention: not everywhere, and nowhere where there is no data.
    assert shown(group, canvas, 40, 25) == 0
    hover(canvas, 50, 30)
    wait_until(lambda: "no data" in group.note.text(), 120)
    click(canvas, 220, 100)
    wait_until(lambda: "held" in group.note.text(), 120)
    group.mass.set_value(100)
    group.keep.button.click()
    wait_until(lambda: not group.keep.running(), 120)
    assert group.keep.note.level == "success", group.keep.note.text()
    kept = next(item for item in layers(QgsRasterLayer) if item.id() != layer.id())
    assert kept.bandCount() == group.looked.answer.heads + 1
    assert kept.crs() == layer.crs()
    assert kept.extent().intersects(layer.extent())
    dataset = gdal.Open(kept.source())
    names = [dataset.GetRasterBand(band + 1).GetDescription() for band in range(dataset.RasterCount)]
    assert names[0] == "head_1"
    assert names[-1] == "mean"
    values = dataset.GetRasterBand(dataset.RasterCount).ReadAsArray()
    assert values[values != 255].max() == 100
    del dataset


def test_colours_of_the_view_and_the_scene(page, canvas, client, layer):
    look(page)
    group = page.groups[ColoursGroup]
    group.setCollapsed(False)
    group.main.button.click()
    wait_until(lambda: group.picture.image is not None, 120)
    assert shown(group, canvas, 40, 25) == 0
    assert shown(group, canvas, 90, 150) == 255
    group.keep.button.click()
    wait_until(lambda: not group.keep.running(), 120)
    assert group.keep.note.level == "success", group.keep.note.text()
    assert len(layers(QgsRasterLayer)) == 2
