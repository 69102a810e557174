"""``sardino:areasbyzones`` in real QGIS: the table, zones elsewhere."""

from __future__ import annotations

import numpy as np
import pytest
from qgis.core import QgsGeometry, QgsProcessingException, QgsVectorLayer
from qgis.PyQt.QtCore import QVariant

from tests.plugin.fixtures.finished_maps import bow_tie, box, vector
from tests.plugin.fixtures.rasters import open_raster, write_raster

pytest_plugins = ["tests.plugin.fixtures.running", "tests.plugin.fixtures.finished_maps"]


def test_areas_by_zones(run_named, land_cover, tmp_path):
    values = np.full((100, 100), 10, np.uint8)
    values[:, 50:] = 80
    values[90:] = 0
    known = np.full((1, 100, 100), 70, np.uint8)
    zones = vector(
        "Polygon",
        [
            (box(40, 0, 60, 10), "west, east"),
            (box(45, 5, 55, 100), "overlaps"),
            (bow_tie(), "bow"),
            (QgsGeometry(), "none"),
        ],
        [("district", QVariant.String)],
    )
    parameters = {
        "INPUT": land_cover(values), "ZONES": zones, "FIELD": "district",
        "OUTPUT": str(tmp_path / "areas.gpkg"),
        "CONFIDENCE": open_raster(write_raster(tmp_path / "c.tif", known, nodata=255), "c"),
    }  # fmt: skip
    results = run_named("areasbyzones", parameters)
    table = QgsVectorLayer(results["OUTPUT"], "t", "ogr")
    rows = {(row["zone"], row["code"]): row for row in table.getFeatures()}
    assert results["COUNT"] == 3
    assert rows["west, east", 10]["pixels"] == rows["west, east", 80]["pixels"] == 100
    assert rows["west, east", 10]["share"] == pytest.approx(50)
    assert rows["west, east", 10]["area_ha"] == pytest.approx(1, rel=2e-3)
    assert rows["west, east", 10]["conf_mean"] == pytest.approx(70)
    assert rows["overlaps", 80]["pixels"] == 5 * 85
    assert 0 < rows["bow", 10]["pixels"] < 400
    assert rows["bow", 10]["name"] == "Tree cover"
    assert any("no usable polygon" in text for text in run_named.feedback.warnings)


def test_zones_elsewhere_are_refused(run_named, land_cover, tmp_path):
    zones = vector("Polygon", [(box(9000, 0, 9010, 10), 1)])
    with pytest.raises(QgsProcessingException, match="No zone holds a pixel"):
        run_named("areasbyzones", {"INPUT": land_cover(), "ZONES": zones, "OUTPUT": str(tmp_path / "a.gpkg")})
