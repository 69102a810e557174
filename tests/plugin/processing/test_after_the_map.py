"""The algorithms on finished maps in real QGIS: results, styles, faults, cancel."""

from __future__ import annotations

import json
import time

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsField,
    QgsGeometry,
    QgsPalettedRasterRenderer,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QVariant
from qgis.PyQt.QtGui import QColor

from sardino.plugin.labels.samples import (
    facts_of,
    map_class_is_shown,
    numbers_of,
    set_class,
    show_map_class,
)
from sardino.plugin.results.layers import load_results
from tests.plugin.fixtures.maps import confidence, patchy
from tests.plugin.fixtures.rasters import NORTH, PIXEL, WEST, open_raster, read, write_raster
from tests.plugin.fixtures.running import Listener, files_in

pytest_plugins = ["tests.plugin.fixtures.running"]

NAMES = {
    10: ("Tree cover", "#006400"),
    30: ("Grassland", "#ffff4c"),
    40: ("Cropland", "#f096ff"),
    80: ("Water", "#0064c8"),
}


@pytest.fixture
def run(provider, qgis_new_project):
    """Runs an algorithm; loads its layers into the project if asked."""

    def run(name, parameters, feedback=None, load=False):
        algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"sardino:{name}")
        context = run.context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
        feedback = run.feedback = feedback or Listener()
        if load:
            for key in ("OUTPUT",):
                from qgis.core import QgsProcessingOutputLayerDefinition

                parameters = {
                    **parameters,
                    key: QgsProcessingOutputLayerDefinition(parameters[key], QgsProject.instance()),
                }
        fits, reason = algorithm.checkParameterValues(parameters, context)
        assert fits, reason
        results, ok = algorithm.run(parameters, context, feedback, {}, False)
        assert ok
        run.layers = load_results(context, feedback) if load else []
        return results

    return run


@pytest.fixture
def land_cover(tmp_path, qgis_new_project):
    """A map of four classes with legend, 200 pixels square."""

    def make(values=None, name="map", epsg=32611, driver="GTiff"):
        values = patchy() if values is None else values
        layer = open_raster(write_raster(tmp_path / f"{name}.tif", values[None], nodata=0, epsg=epsg), name)
        rows = [
            QgsPalettedRasterRenderer.Class(code, QColor(color), title)
            for code, (title, color) in NAMES.items()
        ]
        layer.setRenderer(QgsPalettedRasterRenderer(layer.dataProvider(), 1, rows))
        return layer

    return make


def vector(kind, rows, fields=(("class", QVariant.Int),), crs="EPSG:32611"):
    """A memory layer; rows of geometry and attributes."""
    layer = QgsVectorLayer(f"{kind}?crs={crs}", "reference", "memory")
    layer.dataProvider().addAttributes([QgsField(*field) for field in fields])
    layer.updateFields()
    for geometry, *attributes in rows:
        feature = QgsFeature(layer.fields())
        feature.setGeometry(geometry)
        feature.setAttributes(attributes)
        layer.dataProvider().addFeature(feature)
    layer.updateExtents()
    QgsProject.instance().addMapLayer(layer)
    return layer


def at(column, row):
    return QgsGeometry.fromPointXY(QgsPointXY(WEST + PIXEL * (column + 0.5), NORTH - PIXEL * (row + 0.5)))


def box(left, top, right, bottom):
    return QgsGeometry.fromRect(
        QgsRectangle(WEST + PIXEL * left, NORTH - PIXEL * bottom, WEST + PIXEL * right, NORTH - PIXEL * top)
    )


def bow_tie():
    """An outline that crosses itself."""
    corners = [(0, 0), (20, 20), (20, 0), (0, 20), (0, 0)]
    return QgsGeometry.fromPolygonXY([[QgsPointXY(WEST + PIXEL * x, NORTH - PIXEL * y) for x, y in corners]])


def random_points(values, truth, count=400, seed=3):
    random = np.random.default_rng(seed)
    places = random.integers(0, values.shape[0], (count, 2))
    return [(at(x, y), int(truth[y, x])) for x, y in places]


# Clean up


def test_a_cleaned_map_is_a_new_styled_layer(run, land_cover, tmp_path):
    layer = land_cover()
    before = read(layer.source()).copy()
    out = str(tmp_path / "clean.tif")
    results = run("cleanup", {"INPUT": layer, "HECTARES": 0.3, "OUTPUT": out}, load=True)
    assert (read(layer.source()) == before).all()
    assert 0 < results["CHANGED_SHARE"] < 0.5
    assert 0 < (read(out) != before).mean() == pytest.approx(results["CHANGED_SHARE"])
    (made,) = run.layers
    assert made.name() == "map (cleaned)"
    assert [item.label for item in made.renderer().classes()] == [name for name, _ in NAMES.values()]
    assert gdal.Open(out).GetMetadataItem("SARDINO_CLEANED_FROM") == layer.source()
    assert gdal.Open(out).GetRasterBand(1).GetNoDataValue() == 0
    assert files_in(tmp_path) == ["clean.tif", "map.tif"]
    # The dock's boxes for radar layers leave it out.
    assert made.customProperty("sardino/product") == "landcover"


def test_measurements_are_no_classes(run, tmp_path, qgis_new_project):
    layer = open_raster(
        write_raster(tmp_path / "dem.tif", np.random.rand(1, 20, 20).astype(np.float32)), "dem"
    )
    with pytest.raises(QgsProcessingException, match="measurements"):
        run("cleanup", {"INPUT": layer, "OUTPUT": str(tmp_path / "clean.tif")})
    assert files_in(tmp_path) == ["dem.tif"]


def test_a_confidence_of_another_place_is_refused(run, land_cover, tmp_path):
    layer = land_cover()
    far = tmp_path / "far.tif"
    write_raster(far, confidence()[None])
    dataset = gdal.Open(str(far), gdal.GA_Update)
    dataset.SetGeoTransform((WEST + 90_000, PIXEL, 0, NORTH, 0, -PIXEL))
    dataset.FlushCache()
    with pytest.raises(QgsProcessingException, match="do not overlap"):
        run(
            "cleanup",
            {"INPUT": layer, "CONFIDENCE": open_raster(far, "far"), "OUTPUT": str(tmp_path / "c.tif")},
        )


def test_bands_of_probabilities_are_told_by_their_names(run, land_cover, tmp_path):
    values = np.full((12, 12), 10, np.uint8)
    values[:, 6:] = 40
    values[4:6, 5] = 30
    likely = np.full((4, 12, 12), 10, np.uint8)
    likely[2] = 30
    path = write_raster(tmp_path / "p.tif", likely, names=("10 Tree cover", "30", "40", "80"))
    out = str(tmp_path / "clean.tif")
    run(
        "cleanup",
        {
            "INPUT": land_cover(values),
            "HECTARES": 0.05,
            "PROBABILITIES": open_raster(path, "p"),
            "OUTPUT": out,
        },
    )
    assert (read(out)[0][4:6, 5] == 40).all()


def test_names_and_colours_of_a_file_without_a_style(run, tmp_path, qgis_new_project):
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
    run("cleanup", {"INPUT": path, "HECTARES": 0.3, "OUTPUT": clean})
    assert files_in(tmp_path) == ["clean.tif", "clean.tif.aux.xml", "cli.tif", "cli.tif.aux.xml"]
    run("drawsample", {"INPUT": clean, "SIZE": 20, "OUTPUT": sample}, load=True)
    found = {item.code: (item.name, item.color) for item in facts_of(run.layers[0]).classes}
    assert found[10] == ("Tree cover", "#00640a")
    assert found[95] == ("Mangroves", "#00645f")  # the model knows it, the map does not show it
    assert found[80][0] == "Class 80"


# Polygons


def test_polygons_with_attributes_and_style(run, land_cover, tmp_path):
    layer = land_cover()
    known = open_raster(write_raster(tmp_path / "c.tif", confidence()[None], nodata=255), "confidence")
    clean = str(tmp_path / "clean.tif")
    run("cleanup", {"INPUT": layer, "HECTARES": 0.3, "OUTPUT": clean})
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
    results = run("topolygons", parameters, load=True)
    (made,) = run.layers
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


@pytest.mark.parametrize("name", ["cleanup", "topolygons", "areasbyzones", "drawsample", "assess"])
def test_cancelled_in_the_middle_nothing_is_left(run, land_cover, tmp_path, name, monkeypatch):
    monkeypatch.setattr("sardino.plugin.rasters.source.STRIP_PIXELS", 4000)
    monkeypatch.setattr("sardino.plugin.rasters.cleanup.BLOCK", 64)
    layer = land_cover()
    zones = vector("Polygon", [(box(10 * i, 0, 10 * i + 9, 50), 10) for i in range(20)])
    ending = {"cleanup": "tif"}.get(name, "gpkg")
    (tmp_path / "out").mkdir()
    out = str(tmp_path / "out" / f"result.{ending}")
    before = b"somebody's file"
    (tmp_path / "out" / f"result.{ending}").write_bytes(before)
    parameters = {"INPUT": layer, "ZONES": zones, "REFERENCE": zones, "OUTPUT": out, "SIZE": 50}
    feedback = Listener(lambda percent, text: percent > 30)
    assert run(name, parameters, feedback, load=False) == {}
    assert 30 < max(feedback.percents) < 90
    assert not run.context.layersToLoadOnCompletion()
    assert files_in(tmp_path / "out") == [f"result.{ending}"]
    assert (tmp_path / "out" / f"result.{ending}").read_bytes() == before


# Zones


def test_areas_by_zones(run, land_cover, tmp_path):
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
    results = run("areasbyzones", parameters)
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
    assert any("no usable polygon" in text for text in run.feedback.warnings)


def test_zones_elsewhere_are_refused(run, land_cover, tmp_path):
    zones = vector("Polygon", [(box(9000, 0, 9010, 10), 1)])
    with pytest.raises(QgsProcessingException, match="No zone holds a pixel"):
        run("areasbyzones", {"INPUT": land_cover(), "ZONES": zones, "OUTPUT": str(tmp_path / "a.gpkg")})


# Samples


def drawn(run, layer, tmp_path, name="sample.gpkg", **more):
    parameters = {
        "INPUT": layer,
        "SIZE": 60,
        "ALLOCATION": "minimum",
        "MINIMUM": 10,
        "OUTPUT": str(tmp_path / name),
    }
    run("drawsample", {**parameters, **more}, load=True)
    return run.layers[0]


def test_a_sample_is_in_its_strata_and_blind(run, land_cover, tmp_path):
    values = patchy()
    sample = drawn(run, land_cover(values), tmp_path)
    assert sample.featureCount() == 60
    for feature in sample.getFeatures():
        point = feature.geometry().asPoint()
        column, row = (point.x() - WEST) / PIXEL, (NORTH - point.y()) / PIXEL
        assert (column % 1, row % 1) == (0.5, 0.5)
        code = values[int(row), int(column)]
        assert feature["map_code"] == code and feature["stratum"] == str(code)
        assert feature["stratum_px"] == (values == code).sum()
    assert not map_class_is_shown(sample)
    columns = {item.name: item.hidden for item in sample.attributeTableConfig().columns()}
    assert columns["map_code"] and columns["stratum"] and not columns["class"]
    choices = sample.editorWidgetSetup(sample.fields().lookupField("class"))
    assert choices.type() == "ValueMap"
    assert [next(iter(item)) for item in choices.config()["map"]] == [name for name, _ in NAMES.values()]
    # Numbers say nothing about strata.
    order = [feature["map_code"] for feature in sorted(sample.getFeatures(), key=lambda item: item["id"])]
    assert order != sorted(order)
    show_map_class(sample, True)
    assert map_class_is_shown(sample)


def test_the_same_seed_gives_the_same_points_whatever_the_memory(run, land_cover, tmp_path, monkeypatch):
    layer = land_cover()

    def places(sample):
        return [(item["id"], item.geometry().asWkt()) for item in sample.getFeatures()]

    first = places(drawn(run, layer, tmp_path, "a.gpkg"))
    monkeypatch.setattr("sardino.plugin.rasters.source.STRIP_PIXELS", 1500)
    assert places(drawn(run, layer, tmp_path, "b.gpkg")) == first
    assert places(drawn(run, layer, tmp_path, "c.gpkg", SEED=2)) != first


def test_strata_by_a_second_layer_of_another_grid(run, land_cover, tmp_path):
    values = np.full((50, 50), 10, np.uint8)
    change = np.ones((1, 25, 25), np.uint8)
    change[0, :5] = 2
    path = write_raster(tmp_path / "change.tif", change)
    dataset = gdal.Open(path, gdal.GA_Update)
    dataset.SetGeoTransform((WEST, 20, 0, NORTH, 0, -20))
    dataset = None
    sample = drawn(run, land_cover(values), tmp_path, STRATA=open_raster(path, "change"))
    strata = {(item["stratum"], item["stratum_px"]) for item in sample.getFeatures()}
    assert strata == {("10/1", 2000), ("10/2", 500)}


def test_the_wanted_error_decides_the_number(run, land_cover, tmp_path):
    def count(error):
        return drawn(
            run,
            land_cover(),
            tmp_path,
            f"{error}.gpkg",
            SIZE=None,
            WANTED_ERROR=error,
            ALLOCATION="proportional",
        ).featureCount()

    # 0.85 expected everywhere: p q / e², with the correction for 40,000 pixels.
    assert count(2.0) == pytest.approx(0.1275 / 0.0004, abs=4)
    assert count(4.0) == pytest.approx(0.1275 / 0.0016, abs=2)


def test_a_class_is_saved_at_once(run, land_cover, tmp_path):
    sample = drawn(run, land_cover(), tmp_path)
    number, feature_id, done = numbers_of(sample)[0]
    assert (number, done) == (1, False)
    assert set_class(sample, feature_id, 80)
    again = QgsVectorLayer(str(tmp_path / "sample.gpkg"), "again", "ogr")
    assert numbers_of(again)[0][2]
    assert not sample.isEditable()
    assert facts_of(sample).classes[0].code == 10


# Assessment


def test_a_whole_round_finds_the_known_accuracy(run, land_cover, tmp_path):
    """The reference is known everywhere, so the estimates can be compared with the truth."""
    values = patchy()
    truth = values.copy()
    random = np.random.default_rng(5)
    wrong = random.random(values.shape) < 0.15
    truth[wrong] = random.choice(list(NAMES), wrong.sum())
    layer = land_cover(values)
    sample = drawn(run, layer, tmp_path, SIZE=800)
    sample.startEditing()
    for feature in sample.getFeatures():
        point = feature.geometry().asPoint()
        code = truth[int((NORTH - point.y()) / PIXEL), int((point.x() - WEST) / PIXEL)]
        sample.changeAttributeValue(feature.id(), sample.fields().lookupField("class"), int(code))
    assert sample.commitChanges()
    report = tmp_path / "report.html"
    results = run(
        "assess",
        {
            "INPUT": layer,
            "REFERENCE": sample,
            "REPORT": str(report),
            "OUTPUT": str(tmp_path / "t.gpkg"),
            "KAPPA": True,
        },
    )
    found = json.loads(results["ASSESSMENT"])
    assert found["kind"] == "stratified"
    assert results["OVERALL_LOW"] < (values == truth).mean() < results["OVERALL_HIGH"]
    assert results["UNITS"] == 800 and found["covered"] == pytest.approx(1)
    water = found["classes"][-1]
    assert water["name"] == "Water"
    assert water["area_low_ha"] < 0.01 * (truth == 80).sum() < water["area_high_ha"]
    assert water["mapped_ha"] == pytest.approx(0.01 * (values == 80).sum(), rel=2e-3)
    assert sum(item["area_ha"] for item in found["classes"]) == pytest.approx(found["hectares"])
    assert 0 < found["kappa"] < 1
    page = report.read_text(encoding="utf-8")
    assert "Water" in page and "Kappa" in page
    table = QgsVectorLayer(str(tmp_path / "t.gpkg"), "t", "ogr")
    assert table.featureCount() == 4


def test_strata_of_another_map(run, land_cover, tmp_path):
    """The sample of one map assesses another (Stehman 2014): right on average, though its strata differ."""
    first, second = patchy(seed=1), patchy(seed=2)
    sample = drawn(run, land_cover(first), tmp_path, SIZE=800)
    sample.startEditing()
    for feature in sample.getFeatures():
        point = feature.geometry().asPoint()
        code = second[int((NORTH - point.y()) / PIXEL), int((point.x() - WEST) / PIXEL)]
        sample.changeAttributeValue(feature.id(), sample.fields().lookupField("class"), int(code))
    sample.commitChanges()
    results = run("assess", {"INPUT": land_cover(second, "second"), "REFERENCE": sample})
    assert results["OVERALL"] == pytest.approx(1)
    found = json.loads(results["ASSESSMENT"])
    for item in found["classes"]:
        assert item["area_low_ha"] < 0.01 * (second == item["code"]).sum() < item["area_high_ha"]


def test_points_with_words_in_another_system_and_some_useless(run, land_cover):
    values = patchy()
    values[:20] = 0
    names = {code: name for code, (name, _) in NAMES.items()}
    from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform

    to_degrees = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:32611"),
        QgsCoordinateReferenceSystem("EPSG:4326"),
        QgsProject.instance(),
    )
    rows = []
    for geometry, code in random_points(values, values):
        geometry.transform(to_degrees)
        rows.append((geometry, names.get(code, "Water").upper()))
    useless = [(rows[0][0], None), (rows[1][0], "unclassified"), (QgsGeometry(), "Water")]
    outside = at(-500, 5)
    outside.transform(to_degrees)
    layer = vector("Point", [*rows, *useless, (outside, "water ")], [("cover", QVariant.String)], "EPSG:4326")
    results = run("assess", {"INPUT": land_cover(values), "REFERENCE": layer, "FIELD": "cover"})
    found = json.loads(results["ASSESSMENT"])
    assert results["OVERALL"] == 1 and found["kind"] == "points"
    assert found["left_out"]["no_reference"] == 2
    assert found["left_out"]["no_geometry"] == 1
    assert found["left_out"]["outside"] == 1
    assert found["left_out"]["no_class"] > 10  # the points in the rows without a class
    assert any("chosen at random" in text for text in run.feedback.warnings)


def test_a_class_that_the_map_does_not_know_is_wrong_everywhere(run, land_cover):
    values = patchy()
    rows = [(point, NAMES[code][0]) for point, code in random_points(values, values, 100)]
    rows += [(at(5, 5), "Mangroves"), (at(9, 9), "mangroves")]
    layer = vector("Point", rows, [("cover", QVariant.String)])
    results = run("assess", {"INPUT": land_cover(values), "REFERENCE": layer, "FIELD": "cover"})
    found = json.loads(results["ASSESSMENT"])["classes"]
    (swamp,) = [item for item in found if item["name"] == "Mangroves"]
    assert swamp["producers"]["value"] == 0 and swamp["users"] is None
    assert swamp["area_ha"] > 0 == swamp["mapped_ha"]


def test_polygons_are_clusters_even_if_they_are_invalid(run, land_cover):
    values = np.full((100, 100), 10, np.uint8)
    values[:, 50:] = 80
    rows = [
        (bow_tie(), 10),
        (box(45, 30, 55, 40), 10),
        (box(10, 60, 20, 70), 10),
        (box(60, 60, 70, 70), 80),
        (box(300, 0, 310, 5), 80),
    ]
    results = run("assess", {"INPUT": land_cover(values), "REFERENCE": vector("Polygon", rows)})
    found = json.loads(results["ASSESSMENT"])
    assert found["kind"] == "polygons" and results["UNITS"] == 4
    assert found["left_out"]["outside"] == 1
    assert results["OVERALL_HIGH"] - results["OVERALL_LOW"] > 0.3  # four units, not hundreds of pixels


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "no point or polygon"),
        ([(at(5, 5), None)], "have no class"),
        ([(at(5000, 5), 10)], "outside the map"),
    ],
)
def test_references_that_say_nothing_are_refused(run, land_cover, rows, words):
    with pytest.raises(QgsProcessingException, match=words):
        run("assess", {"INPUT": land_cover(), "REFERENCE": vector("Point", rows)})


def test_one_class_alone(run, land_cover, tmp_path):
    layer = land_cover(np.full((30, 30), 10, np.uint8))
    sample = drawn(run, layer, tmp_path)
    for _, feature_id, _ in numbers_of(sample):
        set_class(sample, feature_id, 10)
    results = run("assess", {"INPUT": layer, "REFERENCE": sample, "KAPPA": True})
    assert results["OVERALL"] == 1
    assert results["OVERALL_LOW"] < 0.97
    assert json.loads(results["ASSESSMENT"])["kappa"] is None


def test_classes_never_sampled_are_named(run, land_cover):
    values = patchy()
    rows = [row for row in random_points(values, values) if row[1] != 80]
    results = run("assess", {"INPUT": land_cover(values), "REFERENCE": vector("Point", rows)})
    found = json.loads(results["ASSESSMENT"])
    assert found["covered"] == pytest.approx((values != 80).mean())
    assert any("never sampled" in text for text in run.feedback.warnings)


def test_a_broken_design_is_refused(run, land_cover):
    fields = [("class", QVariant.Int), ("stratum", QVariant.String), ("stratum_px", QVariant.LongLong)]
    layer = vector("Point", [(at(5, 5), 10, "10", 0)], fields)
    with pytest.raises(QgsProcessingException, match="no size"):
        run("assess", {"INPUT": land_cover(), "REFERENCE": layer})


def test_a_long_run_says_how_much_time_is_left(qgis_app):
    from sardino.plugin.processing.map_inputs import Stages

    feedback = Listener()
    stages = Stages(feedback)
    stages.begin("Cleaning", 0.0, 0.5)
    stages._begun = time.monotonic() - 60
    stages.tick(0.5)
    assert feedback.percents[-1] == pytest.approx(25)
    assert "left" in feedback.texts[-1]
