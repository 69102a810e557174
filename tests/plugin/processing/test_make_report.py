"""``sardino:report`` in real QGIS: what is on the page, and what is refused."""

from __future__ import annotations

import json
import re

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProject,
    QgsVectorLayer,
)

from sardino.plugin import translation
from sardino.plugin.rasters.source import take_map
from sardino.plugin.report.assessment import checked
from sardino.plugin.report.counting import count
from sardino.plugin.report.from_assess import adapted
from sardino.plugin.report.layout import add_layout
from sardino.plugin.report.pictures import scale_bar
from tests.plugin.fixtures.rasters import NORTH, WEST, open_raster, radar, read, write_raster
from tests.plugin.fixtures.running import Listener, files_in

pytest_plugins = ["tests.plugin.fixtures.running"]

ASSESSMENT = {
    "samples": 250,
    "overall_accuracy": {"estimate": 0.871, "low": 0.83, "high": 0.91},
    "classes": [
        {
            "code": 10,
            "name": "Tree cover",
            "users_accuracy": {"estimate": 0.9, "low": 0.85, "high": 0.95},
            "producers_accuracy": 0.88,
            "area_ha": {"estimate": 11.5, "low": 10.5, "high": 12.5},
        }
    ],
    "confusion": {"classes": ["Tree cover", "Water"], "counts": [[40, 2], [3, 55]]},
    "notes": ["Sampled <by> class."],
}


@pytest.fixture
def report(provider, qgis_new_project, tmp_path):
    """Makes a report and returns its HTML."""

    def make(feedback=None, **parameters):
        algorithm = QgsApplication.processingRegistry().createAlgorithmById("sardino:report")
        context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
        values = {"HTML": str(tmp_path / "out" / "report.html"), **parameters}
        results, ok = algorithm.run(values, context, feedback or Listener(), {}, False)
        assert ok
        return (tmp_path / "out" / "report.html").read_text(encoding="utf-8") if results else ""

    return make


@pytest.fixture
def plain_map(tmp_path, qgis_new_project):
    """A map with two classes and nodata, and a confidence."""
    codes = np.full((1, 50, 60), 10, np.uint8)
    codes[0, :, 30:] = 80
    codes[0, :10] = 0
    sure = np.where(codes == 10, 90, 40).astype(np.uint8)
    return [
        open_raster(write_raster(tmp_path / f"{name}.tif", bands, nodata=nodata), f"{name} <b>")
        for name, bands, nodata in (("landcover", codes, 0), ("confidence", sure, 255))
    ]


def test_the_page_has_every_part(report, run, tmp_path):
    scene = open_raster(
        write_raster(tmp_path / "S1_20230114.tif", radar(), names=("VV", "VH")), "S1_20230114"
    )
    made = run(scene, OUTPUTS=["landcover", "confidence"])
    (tmp_path / "accuracy.json").write_text(json.dumps(ASSESSMENT))
    html = report(
        LANDCOVER=made["LANDCOVER"], CONFIDENCE=made["CONFIDENCE"], TITLE="A & B", AUTHOR="Ada",
        REMARKS="First.\n<script>x</script>", ASSESSMENT=str(tmp_path / "accuracy.json"),
        PDF=str(tmp_path / "out" / "report.pdf"),
    )  # fmt: skip
    for words in ("A &amp; B", "Ada", "87.1 % (83.0 % – 91.0 %)", "S1_20230114", "Sampled &lt;by&gt; class."):
        assert words in html
    for heading in ("Map", "Areas", "Confidence", "Accuracy", "Model", "Origin"):
        assert f'<h2 id="{heading.lower()}">{heading}</h2>' in html
    assert "<script>" not in html
    assert len(re.findall(r'src="data:image/png;base64,', html)) == 2
    assert "http://" not in html and "https://" not in html
    assert (tmp_path / "out" / "report.pdf").read_bytes()[:5] == b"%PDF-"
    assert [name for name in files_in(tmp_path / "out") if name.startswith(".")] == []


@pytest.mark.parametrize("as_text", [True, False])
def test_what_assess_returns_is_taken(report, plain_map, tmp_path, as_text):
    """The real algorithm, then the report: a file or a text."""
    points = QgsVectorLayer("Point?crs=EPSG:32611&field=class:integer", "visited <b>", "memory")
    for number in range(20):
        feature = QgsFeature(points.fields())
        x = WEST + 10 * (5 if number % 2 else 50) + number
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(x, NORTH - 300)))
        feature["class"] = 10 if number % 2 or number == 0 else 80
        points.dataProvider().addFeature(feature)
    QgsProject.instance().addMapLayer(points)
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("sardino:assess")
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    values = {"INPUT": plain_map[0], "REFERENCE": points, "KAPPA": True}
    results, ok = algorithm.run(values, context, Listener(), {}, False)
    assert ok
    given = results["ASSESSMENT"]
    figures = json.loads(given)
    adapted_figures = checked(adapted(figures))
    assert adapted_figures["overall_accuracy"]["estimate"] == results["OVERALL"] == pytest.approx(0.95)
    assert adapted_figures["samples"] == 20
    assert {"title", "kappa", "notes"} <= adapted_figures.keys()
    ten = next(item for item in adapted_figures["classes"] if item["code"] == 10)
    assert ten["area_ha"]["low"] < ten["area_ha"]["estimate"] < ten["area_ha"]["high"]
    assert ten["mapped_ha"] == pytest.approx(12.0, rel=0.002)
    if not as_text:
        path = tmp_path / "figures.json"
        path.write_text(given, encoding="utf-8")
        given = str(path)
    html = report(LANDCOVER=plain_map[0], ASSESSMENT=given)
    assert "95.0 % (" in html and "20 samples" in html and "Kappa: 0.9" in html
    assert "Reference: visited &lt;b&gt;, points" in html
    assert "Fewer than 30 units" in html
    assert f"{ten['area_ha']['estimate']:,.1f}" in html
    assert "nobody compared it" not in html


def test_damaged_figures_are_refused(report, plain_map):
    with pytest.raises(QgsProcessingException, match=r"The text holds no accuracy.*'Assess a map'"):
        report(LANDCOVER=plain_map[0], ASSESSMENT='{"overall": {}, "kind": "points", "classes": [{}]}')


def test_areas_are_those_of_the_pixels(plain_map):
    rows = count(take_map(plain_map[0]), take_map(plain_map[1]), Listener())
    assert [(row.code, row.pixels) for row in rows] == [(10, 1200), (80, 1200)]
    assert rows[0].hectares == pytest.approx(12.0, rel=0.002)
    assert rows[0].confidence == pytest.approx(90)
    assert rows[1].confidence == pytest.approx(40)


def test_a_map_of_codes_beyond_a_byte_and_a_confidence_with_holes(tmp_path, qgis_new_project):
    codes = np.full((1, 20, 30), 311, np.uint16)
    codes[0, :, 20:] = 512
    sure = np.full((1, 20, 30), 80, np.uint8)
    sure[0, :10] = 255
    land = open_raster(write_raster(tmp_path / "wide.tif", codes), "wide")
    holes = open_raster(write_raster(tmp_path / "holes.tif", sure, nodata=255), "holes")
    rows = count(take_map(land), take_map(holes), Listener())
    assert [(row.code, row.pixels, row.confidence) for row in rows] == [(311, 400, 80.0), (512, 200, 80.0)]


def test_what_is_no_map_or_lies_elsewhere_is_refused(report, plain_map, tmp_path):
    radar_layer = open_raster(write_raster(tmp_path / "radar.tif", radar()), "radar")
    with pytest.raises(QgsProcessingException, match="measurements, not classes"):
        report(LANDCOVER=radar_layer)
    path = write_raster(tmp_path / "far.tif", np.full((1, 20, 30), 1, np.uint8))
    dataset = gdal.Open(path, gdal.GA_Update)
    dataset.SetGeoTransform((WEST + 50_000, 10, 0, NORTH, 0, -10))
    dataset = None
    far = open_raster(path, "far")
    for name in ("CONFIDENCE", "CHANGE"):
        with pytest.raises(QgsProcessingException, match="do not overlap"):
            report(LANDCOVER=plain_map[0], **{name: far})
    assert files_in(tmp_path / "out") == []


def test_a_class_that_only_the_sample_knows_has_its_area(report, plain_map):
    swamp = {"code": 95, "name": "Mangroves", "area_ha": {"estimate": 1.5, "low": 0.5, "high": 2.5}}
    nameless = {"name": "Sum", "area_ha": 24.0}
    given = json.dumps({"overall_accuracy": 0.9, "classes": [*ASSESSMENT["classes"], swamp, nameless]})
    html = report(LANDCOVER=plain_map[0], CONFIDENCE=plain_map[1], ASSESSMENT=given)
    table = html[html.index('<h2 id="areas">') : html.index('<h2 id="confidence">')]
    rows = [re.findall(r"<t[hd][^>]*>([^<]*)", line) for line in re.findall(r"<tr>.*?</tr>", table)]
    assert rows[-1] == ["Mangroves", "0.0", "0.0\u00a0%", "1.5 (0.5 – 2.5)", "–"]
    assert len(rows) == 4


def test_on_paper_names_of_classes_stand_on_one_line(report, plain_map, tmp_path, monkeypatch):
    """Qt squeezed them to a letter a line, beside numbers that must not break."""
    from sardino.plugin.report import pdf

    kept = []

    def keep(contents):
        kept.append(document_of(contents))
        return kept[-1]

    document_of = pdf.document_of
    monkeypatch.setattr(pdf, "document_of", keep)
    classes = [{**ASSESSMENT["classes"][0], "code": code, "name": "Herbaceous wetland"} for code in (10, 95)]
    given = json.dumps({**ASSESSMENT, "classes": classes})
    report(LANDCOVER=plain_map[0], CONFIDENCE=plain_map[1], ASSESSMENT=given, PDF=str(tmp_path / "r.pdf"))
    (document,) = kept
    document.documentLayout()
    block, lines = document.begin(), []
    while block.isValid():
        if block.text() == "Herbaceous wetland":
            lines.append(block.layout().lineCount())
        block = block.next()
    assert lines and max(lines) <= 2


def test_the_report_speaks_the_users_language_also_where_the_file_speaks_english(report, plain_map):
    dataset = gdal.Open(plain_map[0].source(), gdal.GA_Update)
    dataset.SetMetadataItem("SARDINO_INPUT_SUMMARY", "Looks like gamma0 in dB, VV and VH, 10.0 m")
    notice = "Where the input is Sentinel-1: contains modified Copernicus Sentinel data."
    dataset.SetMetadataItem("SARDINO_ATTRIBUTION", f"Made with Sardino. {notice}")
    dataset = None
    if not translation.install("de"):
        pytest.skip("there is no lrelease to make a translation with")
    try:
        html = report(LANDCOVER=plain_map[0])
    finally:
        translation.remove()
    assert "Flächen" in html and "VV und VH" in html and "veränderte Copernicus-Sentinel-Daten" in html
    assert "Looks like" not in html and "contains modified" not in html


@pytest.mark.parametrize(("share", "said"), [("0.1", False), ("0.2", True)])
def test_unfamiliar_ground_is_said_from_the_same_share_on_as_in_the_panel(report, plain_map, share, said):
    dataset = gdal.Open(plain_map[0].source(), gdal.GA_Update)
    dataset.SetMetadataItem("SARDINO_UNFAMILIAR_SHARE", share)
    dataset = None
    assert ("20\u00a0% of this scene is unlike" in report(LANDCOVER=plain_map[0])) is said


def test_a_map_of_others_is_warned_of(report, plain_map):
    html = report(LANDCOVER=plain_map[0])
    assert "does not say how it was made" in html
    assert "nobody compared it" in html
    assert "landcover &lt;b&gt;" in html


def test_what_is_no_assessment_is_refused(report, plain_map, tmp_path):
    for content in ("[]", "{", '{"classes": 3}', "{}"):
        (tmp_path / "wrong.json").write_text(content)
        with pytest.raises(QgsProcessingException, match="holds no accuracy"):
            report(LANDCOVER=plain_map[0], ASSESSMENT=str(tmp_path / "wrong.json"))
    assert files_in(tmp_path / "out") == []


def test_a_cancelled_report_leaves_nothing(report, plain_map, tmp_path):
    feedback = Listener()
    feedback.cancel()
    assert report(feedback, LANDCOVER=plain_map[0]) == ""
    assert files_in(tmp_path / "out") == []


def test_the_scale_bar_is_round_and_right(plain_map):
    length, label = scale_bar(plain_map[0].extent(), plain_map[0].crs())
    assert label == "100 m"
    assert length == pytest.approx(100, rel=0.01)


def test_a_layout_has_map_and_legend(plain_map):
    first = add_layout(plain_map[0], QgsProject.instance(), "Land")
    second = add_layout(plain_map[0], QgsProject.instance(), "Land")
    assert (first.name(), second.name()) == ("Land", "Land 2")
    kinds = {type(item).__name__ for item in first.items()}
    assert {"QgsLayoutItemMap", "QgsLayoutItemLegend", "QgsLayoutItemScaleBar", "QgsLayoutItemLabel"} <= kinds
    assert read(plain_map[0].source()).shape == (1, 50, 60)
