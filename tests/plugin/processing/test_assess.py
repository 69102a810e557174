"""``sardino:assess`` in real QGIS: known accuracies, odd references, faults."""

from __future__ import annotations

import json

import numpy as np
import pytest
from qgis.core import QgsGeometry, QgsProcessingException, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QVariant

from sardino.plugin.labels.samples import numbers_of, set_class
from tests.plugin.fixtures.finished_maps import NAMES, at, bow_tie, box, drawn, random_points, vector
from tests.plugin.fixtures.maps import patchy
from tests.plugin.fixtures.rasters import NORTH, PIXEL, WEST, open_raster, write_raster

pytest_plugins = ["tests.plugin.fixtures.running", "tests.plugin.fixtures.finished_maps"]


def test_a_whole_round_finds_the_known_accuracy(run_named, land_cover, tmp_path):
    """The reference is known everywhere, so the estimates can be compared with the truth."""
    values = patchy()
    truth = values.copy()
    random = np.random.default_rng(5)
    wrong = random.random(values.shape) < 0.15
    truth[wrong] = random.choice(list(NAMES), wrong.sum())
    layer = land_cover(values)
    sample = drawn(run_named, layer, tmp_path, SIZE=800)
    sample.startEditing()
    for feature in sample.getFeatures():
        point = feature.geometry().asPoint()
        code = truth[int((NORTH - point.y()) / PIXEL), int((point.x() - WEST) / PIXEL)]
        sample.changeAttributeValue(feature.id(), sample.fields().lookupField("class"), int(code))
    assert sample.commitChanges()
    report = tmp_path / "report.html"
    results = run_named(
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


def test_strata_of_another_map(run_named, land_cover, tmp_path):
    """The sample of one map assesses another (Stehman 2014): right on average, though its strata differ."""
    first, second = patchy(seed=1), patchy(seed=2)
    sample = drawn(run_named, land_cover(first), tmp_path, SIZE=800)
    sample.startEditing()
    for feature in sample.getFeatures():
        point = feature.geometry().asPoint()
        code = second[int((NORTH - point.y()) / PIXEL), int((point.x() - WEST) / PIXEL)]
        sample.changeAttributeValue(feature.id(), sample.fields().lookupField("class"), int(code))
    sample.commitChanges()
    results = run_named("assess", {"INPUT": land_cover(second, "second"), "REFERENCE": sample})
    assert results["OVERALL"] == pytest.approx(1)
    found = json.loads(results["ASSESSMENT"])
    for item in found["classes"]:
        assert item["area_low_ha"] < 0.01 * (second == item["code"]).sum() < item["area_high_ha"]


def test_points_with_words_in_another_system_and_some_useless(run_named, land_cover):
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
    results = run_named("assess", {"INPUT": land_cover(values), "REFERENCE": layer, "FIELD": "cover"})
    found = json.loads(results["ASSESSMENT"])
    assert results["OVERALL"] == 1 and found["kind"] == "points"
    assert found["left_out"]["no_reference"] == 2
    assert found["left_out"]["no_geometry"] == 1
    assert found["left_out"]["outside"] == 1
    assert found["left_out"]["no_class"] > 10  # the points in the rows without a class
    assert any("chosen at random" in text for text in run_named.feedback.warnings)


def test_a_class_that_the_map_does_not_know_is_wrong_everywhere(run_named, land_cover):
    values = patchy()
    rows = [(point, NAMES[code][0]) for point, code in random_points(values, values, 100)]
    rows += [(at(5, 5), "Mangroves"), (at(9, 9), "mangroves")]
    layer = vector("Point", rows, [("cover", QVariant.String)])
    results = run_named("assess", {"INPUT": land_cover(values), "REFERENCE": layer, "FIELD": "cover"})
    found = json.loads(results["ASSESSMENT"])["classes"]
    (swamp,) = [item for item in found if item["name"] == "Mangroves"]
    assert swamp["producers"]["value"] == 0 and swamp["users"] is None
    assert swamp["area_ha"] > 0 == swamp["mapped_ha"]


def test_polygons_are_clusters_even_if_they_are_invalid(run_named, land_cover):
    values = np.full((100, 100), 10, np.uint8)
    values[:, 50:] = 80
    rows = [
        (bow_tie(), 10),
        (box(45, 30, 55, 40), 10),
        (box(10, 60, 20, 70), 10),
        (box(60, 60, 70, 70), 80),
        (box(300, 0, 310, 5), 80),
    ]
    results = run_named("assess", {"INPUT": land_cover(values), "REFERENCE": vector("Polygon", rows)})
    found = json.loads(results["ASSESSMENT"])
    assert found["kind"] == "polygons" and results["UNITS"] == 4
    assert found["left_out"]["outside"] == 1
    assert results["OVERALL_HIGH"] - results["OVERALL_LOW"] > 0.3  # four units, not hundreds of pixels


@pytest.mark.parametrize("text", ["{}", " {} ", "{}.0"])
def test_codes_as_text_are_the_codes(run_named, land_cover, text):
    values = patchy()
    rows = [(point, text.format(code)) for point, code in random_points(values, values, 100)]
    layer = vector("Point", rows, [("cover", QVariant.String)])
    results = run_named("assess", {"INPUT": land_cover(values), "REFERENCE": layer, "FIELD": "cover"})
    assert results["OVERALL"] == 1 and results["UNITS"] == 100
    assert {item["code"] for item in json.loads(results["ASSESSMENT"])["classes"]} == set(NAMES)


def test_a_sample_by_familiarity_is_assessed_without_bias(run_named, land_cover, tmp_path):
    """Rare unfamiliar ground has half of the points and nearly all of the errors: its weight is its area."""
    values = np.full((100, 100), 10, np.uint8)
    percent = np.full((1, 100, 100), 60, np.uint8)
    percent[0, :10] = 2
    familiar = open_raster(write_raster(tmp_path / "f.tif", percent, nodata=255), "familiar")
    layer = land_cover(values)
    sample = drawn(
        run_named, layer, tmp_path, STRATA=familiar, STRATA_LIMITS="5", SIZE=200, ALLOCATION="equal"
    )
    for number, (_, feature_id, _) in enumerate(numbers_of(sample)):
        strange = sample.getFeature(feature_id)["stratum"] == "10/1"
        set_class(sample, feature_id, 80 if strange and number % 2 else 10)
    found = json.loads(run_named("assess", {"INPUT": layer, "REFERENCE": sample})["ASSESSMENT"])
    # About half of a tenth is wrong; taken as one stratum, it would be a quarter of everything.
    assert found["kind"] == "stratified" and found["overall"]["value"] == pytest.approx(0.95, abs=0.015)
    assert found["counts"][0][1] > 30


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "no point or polygon"),
        ([(at(5, 5), None)], "have no class"),
        ([(at(5000, 5), 10)], "outside the map"),
    ],
)
def test_references_that_say_nothing_are_refused(run_named, land_cover, rows, words):
    with pytest.raises(QgsProcessingException, match=words):
        run_named("assess", {"INPUT": land_cover(), "REFERENCE": vector("Point", rows)})


def test_one_class_alone(run_named, land_cover, tmp_path):
    layer = land_cover(np.full((30, 30), 10, np.uint8))
    sample = drawn(run_named, layer, tmp_path)
    for _, feature_id, _ in numbers_of(sample):
        set_class(sample, feature_id, 10)
    results = run_named("assess", {"INPUT": layer, "REFERENCE": sample, "KAPPA": True})
    assert results["OVERALL"] == 1
    assert results["OVERALL_LOW"] < 0.97
    assert json.loads(results["ASSESSMENT"])["kappa"] is None


def test_classes_never_sampled_are_named(run_named, land_cover):
    values = patchy()
    rows = [row for row in random_points(values, values) if row[1] != 80]
    results = run_named("assess", {"INPUT": land_cover(values), "REFERENCE": vector("Point", rows)})
    found = json.loads(results["ASSESSMENT"])
    assert found["covered"] == pytest.approx((values != 80).mean())
    assert any("never sampled" in text for text in run_named.feedback.warnings)


def test_a_broken_design_is_refused(run_named, land_cover):
    fields = [("class", QVariant.Int), ("stratum", QVariant.String), ("stratum_px", QVariant.LongLong)]
    layer = vector("Point", [(at(5, 5), 10, "10", 0)], fields)
    with pytest.raises(QgsProcessingException, match="no size"):
        run_named("assess", {"INPUT": land_cover(), "REFERENCE": layer})
