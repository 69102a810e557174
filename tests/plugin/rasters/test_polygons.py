"""Polygons: they tile the map, carry its figures, and strips give what one piece gives."""

from __future__ import annotations

import gc

import numpy as np
import pytest
from osgeo import gdal, ogr
from qgis.core import QgsCoordinateReferenceSystem

from sardino.plugin.rasters.polygons import Inputs, Polygons
from sardino.plugin.rasters.source import MapSource, OpenRaster, row_hectares
from tests.plugin.fixtures.maps import confidence, patchy
from tests.plugin.fixtures.rasters import write_raster


@pytest.fixture
def polygons(tmp_path, qgis_app):
    """Patches and geometries of an array of codes (0: no class)."""

    def run(codes, tolerance=0.0, rows=0, known=None, before=None, epsg=32611):
        def opened(name, values, nodata):
            path = write_raster(tmp_path / f"{name}.tif", values[None], nodata=nodata, epsg=epsg)
            return OpenRaster(MapSource(name, path, QgsCoordinateReferenceSystem(f"EPSG:{epsg}")))

        run.raster = opened("map", codes, 0)
        inputs = Inputs(
            run.raster,
            opened("confidence", known, 255) if known is not None else None,
            opened("before", before, 0) if before is not None else None,
        )
        made = Polygons(inputs, tolerance, lambda done: None, rows)
        return [(patch, ogr.CreateGeometryFromWkb(wkb)) for patch, wkb in made]

    yield run
    # Files that are open when QGIS closes GDAL would be closed twice.
    vars(run).clear()
    gc.collect()


def with_nodata(side=180, seed=0, specks=0.15):
    codes = patchy(side, seed, specks)
    codes[:25, :60] = 0
    codes[90:96] = 0
    return codes


def test_they_tile_the_map_and_burn_back_to_it(polygons, tmp_path):
    codes = with_nodata(specks=0.6)
    found = polygons(codes, rows=17)
    assert all(geometry.IsValid() and geometry.GetGeometryName() == "POLYGON" for _, geometry in found)
    area = sum(geometry.GetArea() for _, geometry in found)
    assert area == pytest.approx(100 * (codes > 0).sum(), rel=1e-9)
    back = gdal.GetDriverByName("MEM").Create("", 180, 180, 2, gdal.GDT_Byte)
    back.SetGeoTransform(run_transform(polygons))
    memory = ogr.GetDriverByName("Memory").CreateDataSource("")
    layer = memory.CreateLayer("all", None, ogr.wkbPolygon)
    layer.CreateField(ogr.FieldDefn("code", ogr.OFTInteger))
    for patch, geometry in found:
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetField("code", patch.code)
        feature.SetGeometry(geometry)
        layer.CreateFeature(feature)
    gdal.RasterizeLayer(back, [1], layer, options=["ATTRIBUTE=code"])
    assert (back.GetRasterBand(1).ReadAsArray() == codes).all()


def slanting(side=180):
    """Borders in all directions, islands, and a slanting outline."""
    y, x = np.mgrid[0:side, 0:side]
    wave = np.sin(x / 13) + np.sin(y / 17) + np.sin((x + 2 * y) / 29)
    codes = np.select([wave > 1.0, wave > 0, wave > -1.2], [10, 30, 40], 80).astype(np.uint8)
    codes[x + 0.3 * y < 25] = 0
    return codes


def run_transform(polygons):
    return polygons.raster.transform


@pytest.mark.parametrize("rows", [1, 16, 45])
def test_strips_give_what_one_piece_gives(polygons, rows):
    codes, known = with_nodata(), confidence(180)
    before = patchy(180, 5)
    whole = polygons(codes, known=known, before=before)
    parts = polygons(codes, rows=rows, known=known, before=before)

    def by_place(found):
        return {
            (patch.code, patch.pixels, tuple(np.round(geometry.GetEnvelope(), 3))): (patch, geometry)
            for patch, geometry in found
        }

    one, other = by_place(whole), by_place(parts)
    assert len(one) == len(whole) == len(parts) and set(one) == set(other)
    for key, (patch, geometry) in one.items():
        again, same = other[key]
        assert geometry.SymDifference(same).GetArea() == 0
        assert (patch.confident, patch.least, patch.second()) == (
            again.confident,
            again.least,
            again.second(),
        )
        assert again.confidence_sum == pytest.approx(patch.confidence_sum)
        assert again.hectares == pytest.approx(patch.hectares)


def test_figures_of_a_polygon(polygons):
    codes = np.full((10, 10), 10, np.uint8)
    codes[:, 5:] = 80
    known = np.full((10, 10), 60, np.uint8)
    known[0, 0], known[9, 9] = 20, 255
    before = codes.copy()
    before[:2, :5] = 30
    ten, eighty = sorted(polygons(codes, known=known, before=before), key=lambda item: item[0].code)
    assert ten[0].confidence_sum / ten[0].confident == pytest.approx((49 * 60 + 20) / 50)
    assert ten[0].least == 20
    assert ten[0].second() == (30, 0.2)
    assert eighty[0].confident == 49
    assert eighty[0].second() is None
    assert ten[0].hectares == pytest.approx(0.5, rel=2e-3)


def test_areas_are_those_of_the_ellipsoid(polygons):
    codes = with_nodata()
    found = polygons(codes)
    rows = row_hectares(polygons.raster)
    counted = float(((codes > 0) * rows[:, None]).sum())
    assert sum(patch.hectares for patch, _ in found) == pytest.approx(counted, rel=1e-9)
    # Zone 11 at its middle meridian shrinks lengths by 0.9996.
    assert rows[0] == pytest.approx(0.01 / 0.9996**2, rel=1e-4)


@pytest.mark.parametrize("rows", [0, 40])
def test_simplified_borders_stay_shared(polygons, rows):
    codes = slanting()
    plain = polygons(codes, rows=rows)
    found = polygons(codes, tolerance=1.0, rows=rows)
    assert all(geometry.IsValid() for _, geometry in found)
    assert len(found) == len(plain)
    points = sum(len(geometry.ExportToWkb()) for _, geometry in found)
    assert points < 0.6 * sum(len(geometry.ExportToWkb()) for _, geometry in plain)
    together = ogr.Geometry(ogr.wkbMultiPolygon)
    for _, geometry in found:
        together.AddGeometry(geometry)
    # No overlap: the union is as large as the sum. No gap: it is as large as the map, but for its outline.
    total = sum(geometry.GetArea() for _, geometry in found)
    union = together.UnionCascaded()
    assert union.GetArea() == pytest.approx(total, rel=1e-9)
    assert total == pytest.approx(100 * (codes > 0).sum(), rel=2e-3)
    holes = sum(part.GetGeometryCount() - 1 for part in parts_of(union))
    outline = polygons((codes > 0).astype(np.uint8), rows=rows)
    assert holes == sum(geometry.GetGeometryCount() - 1 for _, geometry in outline)


def parts_of(geometry):
    if geometry.GetGeometryName() == "POLYGON":
        return [geometry]
    return [geometry.GetGeometryRef(number) for number in range(geometry.GetGeometryCount())]


def test_a_raster_without_any_class_has_no_polygon(polygons):
    assert polygons(np.zeros((20, 20), np.uint8), rows=7) == []
