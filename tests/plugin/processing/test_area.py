"""Extent and polygons on their way to the worker."""

from __future__ import annotations

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameters,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)

from sardino.plugin.processing.area import AreaNotUsable, crs_text, make_area, request_crs

DEGREES = QgsCoordinateReferenceSystem("EPSG:4326")
UTM = QgsCoordinateReferenceSystem("EPSG:32611")
NONE = QgsCoordinateReferenceSystem()
TRANSFORMS = QgsCoordinateTransformContext()

SQUARE = "Polygon ((0 0, 1 0, 1 1, 0 1, 0 0))"
NEIGHBOUR = "Polygon ((1 0, 2 0, 2 1, 1 1, 1 0))"


@pytest.fixture
def source(qgis_new_project):
    """Makes a feature source of polygons given as WKT, as Processing hands it over."""

    def make(
        *wkts: str, crs: str = "EPSG:4326", selected: list[int] | None = None
    ) -> QgsProcessingFeatureSource:
        layer = QgsVectorLayer(f"Polygon?crs={crs}", "polygons", "memory")
        features = []
        for wkt in wkts:
            feature = QgsFeature()
            feature.setGeometry(QgsGeometry.fromWkt(wkt))
            features.append(feature)
        layer.dataProvider().addFeatures(features)
        QgsProject.instance().addMapLayer(layer)
        if selected is not None:
            layer.selectByIds(selected)
        context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
        definition = QgsProcessingParameterFeatureSource("POLYGONS")
        value = QgsProcessingFeatureSourceDefinition(layer.id(), selected is not None)
        return QgsProcessingParameters.parameterAsSource(definition, {"POLYGONS": value}, context)

    return make


def area_of(polygon: dict) -> float:
    from osgeo import ogr

    return ogr.CreateGeometryFromJson(str(polygon).replace("'", '"')).GetArea()


def test_nothing_is_the_whole_scene():
    area = make_area(None, NONE, None, TRANSFORMS)
    assert (area.extent(), area.polygon) == (None, None)
    assert area.bounds_in(UTM, TRANSFORMS) is None


def test_an_extent_keeps_its_crs():
    area = make_area(QgsRectangle(-118, 34, -117, 35), DEGREES, None, TRANSFORMS)
    assert area.extent() == [-118, 34, -117, 35]
    bounds = area.bounds_in(UTM, TRANSFORMS)
    assert bounds.contains(QgsRectangle(410_000, 3_765_000, 499_999, 3_870_000))


def test_polygons_are_dissolved(source):
    area = make_area(None, NONE, source(SQUARE, NEIGHBOUR), TRANSFORMS)
    assert area.polygon["type"] == "Polygon"
    assert area_of(area.polygon) == pytest.approx(2)
    assert area.crs == DEGREES


def test_only_selected_polygons_if_so_wished(source):
    area = make_area(None, NONE, source(SQUARE, NEIGHBOUR, selected=[2]), TRANSFORMS)
    assert area.bounds_in(DEGREES, TRANSFORMS) == QgsRectangle(1, 0, 2, 1)


def test_polygons_go_into_the_extent_s_crs(source):
    area = make_area(
        QgsRectangle(400_000, 3_700_000, 500_000, 3_800_000),
        UTM,
        source("Polygon ((-117.5 34, -117.4 34, -117.4 34.1, -117.5 34.1, -117.5 34))"),
        TRANSFORMS,
    )
    assert area.crs == UTM
    assert area.polygon["coordinates"][0][0][0] == pytest.approx(453_800, abs=200)


def test_a_bow_tie_is_made_valid_on_a_copy(source):
    polygons = source("Polygon ((0 0, 2 2, 2 0, 0 2, 0 0))")
    area = make_area(None, NONE, polygons, TRANSFORMS)
    assert area.polygon["type"] == "MultiPolygon"
    assert area_of(area.polygon) == pytest.approx(2)
    assert area.bounds_in(DEGREES, TRANSFORMS) == QgsRectangle(0, 0, 2, 2)
    assert not next(polygons.getFeatures()).geometry().isGeosValid()


@pytest.mark.parametrize(
    "wkt",
    ["PolygonZ ((0 0 5, 1 0 5, 1 1 5, 0 0 5))", "CurvePolygon (CircularString (0 0, 1 1, 2 0, 1 -1, 0 0))"],
)
def test_heights_and_curves_become_plain(source, wkt):
    area = make_area(None, NONE, source(wkt), TRANSFORMS)
    assert all(len(point) == 2 for point in area.polygon["coordinates"][0])
    assert area_of(area.polygon) > 0.4


def test_no_polygon_is_an_error_that_says_what_to_do(source):
    with pytest.raises(AreaNotUsable, match="no polygon") as caught:
        make_area(None, NONE, source(SQUARE, selected=[]), TRANSFORMS)
    assert "Select" in caught.value.remedy


def test_polygons_that_cannot_be_transformed_are_an_error(source):
    far = source("Polygon ((1e9 1e9, 2e9 1e9, 2e9 2e9, 1e9 1e9))", crs="EPSG:32611")
    with pytest.raises(AreaNotUsable):
        make_area(QgsRectangle(0, 0, 1, 1), DEGREES, far, TRANSFORMS)


def test_a_crs_in_words():
    assert crs_text(UTM) == "EPSG:32611"
    assert crs_text(NONE) is None
    custom = QgsCoordinateReferenceSystem.fromProj("+proj=tmerc +lat_0=1 +lon_0=2 +datum=WGS84 +units=m")
    assert crs_text(custom).startswith("BOUNDCRS") or crs_text(custom).startswith("PROJCRS")


def test_a_local_grid_is_asked_in_its_own_coordinates():
    """QGIS draws it by its bare coordinates, whatever the map's system is."""
    local = QgsCoordinateReferenceSystem.fromWkt('LOCAL_CS["site grid",UNIT["metre",1]]')
    assert local.isValid()
    assert request_crs(UTM, local, TRANSFORMS) is None
    assert request_crs(DEGREES, local, TRANSFORMS) is None
    assert "site grid" in request_crs(local, local, TRANSFORMS)
    assert request_crs(DEGREES, UTM, TRANSFORMS) == "EPSG:4326"
    assert request_crs(UTM, NONE, TRANSFORMS) is None
    assert request_crs(NONE, UTM, TRANSFORMS) is None
