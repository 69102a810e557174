"""``sardino:cleanup`` in real QGIS: the cleaned map, its style, faults."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import QgsProcessingException

from sardino.plugin.labels.samples import facts_of
from tests.plugin.fixtures.finished_maps import NAMES
from tests.plugin.fixtures.maps import confidence, patchy
from tests.plugin.fixtures.rasters import NORTH, PIXEL, WEST, open_raster, read, write_raster
from tests.plugin.fixtures.running import files_in

pytest_plugins = ["tests.plugin.fixtures.running", "tests.plugin.fixtures.finished_maps"]


def test_a_cleaned_map_is_a_new_styled_layer(run_named, land_cover, tmp_path):
    layer = land_cover()
    before = read(layer.source()).copy()
    out = str(tmp_path / "clean.tif")
    results = run_named("cleanup", {"INPUT": layer, "HECTARES": 0.3, "OUTPUT": out}, load=True)
    assert (read(layer.source()) == before).all()
    assert 0 < results["CHANGED_SHARE"] < 0.5
    assert 0 < (read(out) != before).mean() == pytest.approx(results["CHANGED_SHARE"])
    (made,) = run_named.layers
    assert made.name() == "map (cleaned)"
    assert [item.label for item in made.renderer().classes()] == [name for name, _ in NAMES.values()]
    assert gdal.Open(out).GetMetadataItem("SARDINO_CLEANED_FROM") == layer.source()
    assert gdal.Open(out).GetRasterBand(1).GetNoDataValue() == 0
    assert files_in(tmp_path) == ["clean.tif", "map.tif"]
    # The dock's boxes for radar layers leave it out.
    assert made.customProperty("sardino/product") == "landcover"


def test_a_cleaned_map_keeps_the_time_of_its_scene(run_named, land_cover, tmp_path):
    layer = land_cover(name="S1A_IW_20230114T135012_landcover")
    run_named("cleanup", {"INPUT": layer, "OUTPUT": str(tmp_path / "clean.tif")}, load=True)
    time = run_named.layers[0].temporalProperties()
    assert time.isActive() and time.fixedTemporalRange().begin().toString("yyyyMMddHHmm") == "202301141350"


def test_measurements_are_no_classes(run_named, tmp_path, qgis_new_project):
    layer = open_raster(
        write_raster(tmp_path / "dem.tif", np.random.rand(1, 20, 20).astype(np.float32)), "dem"
    )
    with pytest.raises(QgsProcessingException, match="measurements"):
        run_named("cleanup", {"INPUT": layer, "OUTPUT": str(tmp_path / "clean.tif")})
    assert files_in(tmp_path) == ["dem.tif"]


def test_a_confidence_of_another_place_is_refused(run_named, land_cover, tmp_path):
    layer = land_cover()
    far = tmp_path / "far.tif"
    write_raster(far, confidence()[None])
    dataset = gdal.Open(str(far), gdal.GA_Update)
    dataset.SetGeoTransform((WEST + 90_000, PIXEL, 0, NORTH, 0, -PIXEL))
    dataset.FlushCache()
    with pytest.raises(QgsProcessingException, match="do not overlap"):
        run_named(
            "cleanup",
            {"INPUT": layer, "CONFIDENCE": open_raster(far, "far"), "OUTPUT": str(tmp_path / "c.tif")},
        )


def test_bands_of_probabilities_are_told_by_their_names(run_named, land_cover, tmp_path):
    values = np.full((12, 12), 10, np.uint8)
    values[:, 6:] = 40
    values[4:6, 5] = 30
    likely = np.full((4, 12, 12), 10, np.uint8)
    likely[2] = 30
    path = write_raster(tmp_path / "p.tif", likely, names=("10 Tree cover", "30", "40", "80"))
    out = str(tmp_path / "clean.tif")
    run_named(
        "cleanup",
        {
            "INPUT": land_cover(values),
            "HECTARES": 0.05,
            "PROBABILITIES": open_raster(path, "p"),
            "OUTPUT": out,
        },
    )
    assert (read(out)[0][4:6, 5] == 40).all()


def test_names_and_colours_of_a_file_without_a_style(run_named, tmp_path, qgis_new_project):
    """As Sardino's command line leaves it: a colour table, and names in an attribute table beside."""
    path = write_raster(tmp_path / "cli.tif", patchy()[None], nodata=0)
    dataset = gdal.Open(path, gdal.GA_Update)
    band, table, colours = dataset.GetRasterBand(1), gdal.RasterAttributeTable(), gdal.ColorTable()
    for name, kind, usage in (
        ("Value", gdal.GFT_Integer, gdal.GFU_MinMax),
        ("Class", gdal.GFT_String, gdal.GFU_Name),
    ):
        table.CreateColumn(name, kind, usage)
    for row, (code, name) in enumerate([(10, "Tree cover"), (30, "Grassland"), (95, "Mangroves")]):
        table.SetValueAsInt(row, 0, code)
        table.SetValueAsString(row, 1, name)
        colours.SetColorEntry(code, (0, 100, code, 255))
    band.SetColorTable(colours)
    band.SetDefaultRAT(table)
    del band, dataset
    clean, sample = str(tmp_path / "clean.tif"), str(tmp_path / "sample.gpkg")
    run_named("cleanup", {"INPUT": path, "HECTARES": 0.3, "OUTPUT": clean})
    assert files_in(tmp_path) == ["clean.tif", "clean.tif.aux.xml", "cli.tif", "cli.tif.aux.xml"]
    run_named("drawsample", {"INPUT": clean, "SIZE": 20, "OUTPUT": sample}, load=True)
    found = {item.code: (item.name, item.color) for item in facts_of(run_named.layers[0]).classes}
    assert found[10] == ("Tree cover", "#00640a")
    assert found[95] == ("Mangroves", "#00645f")  # the model knows it, the map does not show it
    assert found[80][0] == "Class 80"
