"""``sardino:topolygons`` in real QGIS: attributes, style, formats."""

from __future__ import annotations

import pytest
from qgis.core import QgsApplication, QgsProcessingContext, QgsVectorLayer

from tests.plugin.fixtures.finished_maps import NAMES
from tests.plugin.fixtures.maps import confidence
from tests.plugin.fixtures.rasters import open_raster, read, write_raster

pytest_plugins = ["tests.plugin.fixtures.running", "tests.plugin.fixtures.finished_maps"]


def test_polygons_with_attributes_and_style(run_named, land_cover, tmp_path):
    layer = land_cover()
    known = open_raster(write_raster(tmp_path / "c.tif", confidence()[None], nodata=255), "confidence")
    clean = str(tmp_path / "clean.tif")
    run_named("cleanup", {"INPUT": layer, "HECTARES": 0.3, "OUTPUT": clean})
    cleaned = land_cover(read(clean)[0], "cleaned")
    out = str(tmp_path / "out.gpkg")
    parameters = {
        "INPUT": cleaned,
        "CONFIDENCE": known,
        "BEFORE": layer,
        "MODEL": "m",
        "SCENE": "s",
        "OUTPUT": out,
    }
    results = run_named("topolygons", parameters, load=True)
    (made,) = run_named.layers
    assert made.featureCount() == results["POLYGONS"] > 5
    assert results["HECTARES"] == pytest.approx(400, rel=2e-3)
    feature = next(made.getFeatures())
    assert feature["name"] == NAMES[feature["code"]][0]
    assert 20 <= feature["conf_min"] < feature["conf_mean"] < 100
    assert (feature["model"], feature["scene"]) == ("m", "s")
    assert any(
        item["second"] in {name for name, _ in NAMES.values()} and item["second_share"] > 0
        for item in made.getFeatures()
    )
    colours = {item.value(): item.symbol().color().name() for item in made.renderer().categories()}
    assert colours == {code: color for code, (_, color) in NAMES.items() if code in colours}
    again = QgsVectorLayer(out, "again", "ogr")
    assert again.renderer().type() == "categorizedSymbol"  # kept in the file


def test_other_formats_than_a_geopackage_are_refused(provider, land_cover, tmp_path):
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("sardino:topolygons")
    parameters = {"INPUT": land_cover(), "OUTPUT": str(tmp_path / "out.shp")}
    fits, reason = algorithm.checkParameterValues(parameters, QgsProcessingContext())
    assert not fits and ".gpkg" in reason


def test_polygons_that_nothing_loads_keep_their_colours(run_named, land_cover, tmp_path):
    path = str(tmp_path / "later.gpkg")
    run_named("topolygons", {"INPUT": land_cover(), "OUTPUT": path})
    layer = QgsVectorLayer(path, "later", "ogr")  # its renderer dies with it
    renderer = layer.renderer()
    assert renderer.type() == "categorizedSymbol" and renderer.classAttribute() == "code"
    assert {item.label() for item in renderer.categories()} == {name for name, _ in NAMES.values()}
