"""What lies beside and in the products: they look right in whatever project they are opened."""

from __future__ import annotations

from pathlib import Path

import pytest
from osgeo import gdal
from qgis.core import (
    Qgis,
    QgsLayerNotesUtils,
    QgsProject,
    QgsRasterDataProvider,
    QgsRasterLayer,
)
from qgis.PyQt.QtCore import Qt

from sardino.plugin.results.layers import PRODUCT_PROPERTY, RUN_PROPERTY, load_results
from tests.plugin.fixtures.rasters import open_raster, radar, write_raster
from tests.plugin.fixtures.running import Listener, files_in

pytest_plugins = ["tests.plugin.fixtures.running"]


@pytest.fixture
def results(run, tmp_path, qgis_new_project):
    """The products of a scene with a date in its name, made by the real worker."""
    path = write_raster(tmp_path / "S1A_20230114T135012.tif", radar(), names=("VV", "VH"))
    return run(open_raster(path, "Bay"))


@pytest.fixture
def reopened(results):
    """The products opened as a user does later, in another project."""
    QgsProject.instance().clear()
    return {
        product: QgsRasterLayer(results[product.upper()], product)
        for product in ("landcover", "confidence", "attention")
    }


def test_each_product_has_a_style_beside_it_and_nothing_else(results, tmp_path):
    stem = "S1A_20230114T135012"
    expected = {
        f"{stem}_{product}.{ending}"
        for product in ("landcover", "confidence", "attention")
        for ending in ("tif", "qml")
    }
    assert set(files_in(tmp_path / "out")) == expected | {f"{stem}_landcover.tif.aux.xml"}


def test_reopened_products_look_as_they_did(results, run, reopened):
    layers = {
        layer.customProperty(PRODUCT_PROPERTY): layer for layer in load_results(run.context, Listener())
    }
    for product, layer in reopened.items():
        assert layer.renderer().type() == layers[product].renderer().type()
        assert layer.customProperty(PRODUCT_PROPERTY) == product
        assert layer.customProperty(RUN_PROPERTY) is None
        assert "Model" in QgsLayerNotesUtils.layerNotes(layer)
    classes = [
        (item.value, item.label, item.color.name()) for item in reopened["landcover"].renderer().classes()
    ]
    assert classes == [
        (item.value, item.label, item.color.name()) for item in layers["landcover"].renderer().classes()
    ]
    provider = reopened["attention"].dataProvider()
    assert provider.isProviderResamplingEnabled()
    assert reopened["attention"].resamplingStage() == Qgis.RasterResamplingStage.Provider
    assert provider.zoomedInResamplingMethod() == QgsRasterDataProvider.ResamplingMethod.Bilinear
    attention = reopened["attention"].renderer()
    assert attention.band() == 3
    assert attention.classificationMax() == layers["attention"].renderer().classificationMax()
    legend = attention.shader().rasterShaderFunction().legendSettings()
    assert (legend.minimumLabel(), legend.maximumLabel()) == ("low", "high")
    notes = QgsLayerNotesUtils.layerNotes(reopened["landcover"])
    assert "Mean confidence" in notes and "not an accuracy" in notes


def test_style_colour_table_and_attribute_table_agree(results, reopened):
    dataset = gdal.Open(results["LANDCOVER"])
    band = dataset.GetRasterBand(1)
    colours, names, table = band.GetColorTable(), band.GetCategoryNames(), band.GetDefaultRAT()
    rows = {
        table.GetValueAsInt(row, 0): (
            table.GetValueAsString(row, 1),
            tuple(table.GetValueAsInt(row, column) for column in (2, 3, 4)),
        )
        for row in range(table.GetRowCount())
    }
    shown = reopened["landcover"].renderer().classes()
    assert shown
    for item in shown:
        code = int(item.value)
        colour = (item.color.red(), item.color.green(), item.color.blue())
        assert colours.GetColorEntry(code)[:3] == colour
        assert names[code] == item.label
        assert rows[code] == (item.label, colour)


@pytest.mark.skipif(Qgis.QGIS_VERSION_INT < 33000, reason="QGIS shows attribute tables from 3.30 on")
def test_qgis_shows_the_attribute_table(reopened):
    table = reopened["landcover"].dataProvider().attributeTable(1)
    assert table is not None
    assert table.isValid()[0] if isinstance(table.isValid(), tuple) else table.isValid()
    assert table.hasColor()
    assert "Tree cover" in [row[1] for row in table.data()]


def test_layers_know_when_the_scene_was_taken_and_where_they_come_from(results, run):
    for layer in load_results(run.context, Listener()):
        properties = layer.temporalProperties()
        assert properties.isActive()
        assert (
            properties.fixedTemporalRange().begin().toString(Qt.DateFormat.ISODate) == "2023-01-14T13:50:12Z"
        )
        metadata = layer.metadata()  # named: its extent is a part, gone with it
        assert metadata.extent().temporalExtents()
        assert metadata.crs() == layer.crs()
        assert "2023-01-14" in metadata.abstract()
        assert QgsLayerNotesUtils.layerNotes(layer) == metadata.abstract()
        assert "SAR" in metadata.keywords()["Sardino"]


def test_without_a_date_no_time_is_claimed(run, tmp_path, qgis_new_project):
    run(open_raster(write_raster(tmp_path / "scene.tif", radar()), "Bay"), OUTPUTS=["landcover"])
    (layer,) = load_results(run.context, Listener())
    assert not layer.temporalProperties().isActive()
    metadata = layer.metadata()
    assert metadata.extent().temporalExtents() == []


def test_a_style_that_cannot_be_written_is_a_warning_only(run, tmp_path, qgis_new_project):
    style = tmp_path / "out" / "scene_confidence.qml"
    (style / "in the way").mkdir(parents=True)
    feedback = Listener()
    layer = open_raster(write_raster(tmp_path / "scene.tif", radar()), "Bay")
    results = run(layer, feedback, OUTPUTS=["confidence"])
    assert Path(results["CONFIDENCE"]).is_file()
    assert any("style" in warning for warning in feedback.warnings)
    assert files_in(tmp_path / "out") == ["scene_confidence.qml", "scene_confidence.tif"]
