"""Features, similar places, segments, colours and stack of a scene in real QGIS with the real worker."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsMultiBandColorRenderer,
    QgsPalettedRasterRenderer,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProject,
    QgsSingleBandPseudoColorRenderer,
    QgsVectorLayer,
)

from sardino.plugin.backend import stop_shared_client
from sardino.plugin.processing.examples import simple_parts
from sardino.plugin.results.layers import PRODUCT_PROPERTY, load_results
from sardino.plugin.results.segments import SEGMENTS_PROPERTY, from_json
from tests.plugin.fixtures.finetune import add_polygons, box
from tests.plugin.fixtures.rasters import NORTH, WEST, open_raster, radar, read, write_raster
from tests.plugin.fixtures.running import Listener, files_in

pytest_plugins = ["tests.plugin.fixtures.running"]


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    """A cache of these tests' own; one worker for all of them."""
    stop_shared_client()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SARDINO_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield
    stop_shared_client()


@pytest.fixture
def process(provider, cache, qgis_new_project, tiny_model):
    """Runs an algorithm; the context stays in ``process.context``."""

    def run(name, feedback=None, **parameters):
        algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"sardino:{name}")
        context = run.context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
        feedback = feedback or Listener()
        values = {"MODEL": tiny_model, "DEVICE": "cpu", **parameters}
        fits, reason = algorithm.checkParameterValues(values, context)
        assert fits, reason
        reported = []
        feedback.reportError = lambda error, fatal=False: reported.append(error)
        results, ok = algorithm.run(values, context, feedback, {}, False)
        if not ok:
            raise QgsProcessingException("; ".join(reported))
        return results

    yield run
    run.context = None


@pytest.fixture
def scene(tmp_path, qgis_new_project):
    """Dark ground in the left half, bright ground in the right."""
    return open_raster(write_raster(tmp_path / "scene.tif", radar(), names=("VV", "VH")), "Bay")


def places(kind: str, texts: list[str], crs: str = "EPSG:32611") -> QgsVectorLayer:
    """A layer in memory, in the project."""
    from qgis.core import QgsFeature, QgsGeometry

    layer = QgsVectorLayer(f"{kind}?crs={crs}", "places", "memory")
    features = []
    for text in texts:
        feature = QgsFeature()
        feature.setGeometry(QgsGeometry.fromWkt(text))
        features.append(feature)
    assert layer.dataProvider().addFeatures(features)[0]
    QgsProject.instance().addMapLayer(layer)
    return layer


def at(column: float, row: float) -> str:
    """A point in the test scene."""
    return f"Point({WEST + 10 * column} {NORTH - 10 * row})"


def out(path: Path):
    """An output that is loaded into the project."""
    from qgis.core import QgsProcessingOutputLayerDefinition

    return QgsProcessingOutputLayerDefinition(str(path), QgsProject.instance())


def loaded(process):
    (layer,) = load_results(process.context, Listener())
    return layer


def test_features_are_kept_and_found_again(process, qgis_new_project, tmp_path):
    # Ground that no other test has looked at.
    scene = open_raster(write_raster(tmp_path / "own.tif", radar(seed=7), names=("VV", "VH")), "Own")
    first = process("features", INPUT=scene)
    assert Path(first["FEATURES"]).is_file()
    assert first["KEPT"] == 0
    assert first["SIZE_MB"] == pytest.approx(Path(first["FEATURES"]).stat().st_size / 1e6)
    assert "OUTPUT" not in first
    second = process("features", INPUT=scene)
    assert second["FEATURES"] == first["FEATURES"]
    assert second["KEPT"] == 1


def test_features_go_into_a_file_and_others_read_it(process, scene, tmp_path):
    file = tmp_path / "bay.features"
    made = process("features", INPUT=scene, OUTPUT=str(file), COMPONENTS=4)
    assert made["OUTPUT"] == made["FEATURES"] == str(file)
    colours = process("principalcolours", INPUT=scene, FEATURES=str(file), OUTPUT=str(tmp_path / "rgb.tif"))
    assert colours["FEATURES"] == str(file)


@pytest.mark.parametrize("crs", ["EPSG:32611", "EPSG:4326"])
def test_similar_places_from_points_in_any_system(process, scene, tmp_path, crs):
    text = at(20, 40)
    if crs == "EPSG:4326":
        from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsGeometry

        point = QgsGeometry.fromWkt(text)
        degrees = QgsCoordinateReferenceSystem(crs)
        point.transform(QgsCoordinateTransform(scene.crs(), degrees, QgsProject.instance()))
        text = point.asWkt(9)
    like = places("Point", [text], crs)
    results = process("similarplaces", INPUT=scene, LIKE=like, OUTPUT=out(tmp_path / "similar.tif"))
    values = read(results["OUTPUT"])[0].astype(float)
    assert values.shape == (96, 128)
    assert gdal.Open(results["OUTPUT"]).GetGeoTransform() == (WEST, 10, 0, NORTH, 0, -10)
    assert values[:, 8:56].mean() > values[:, 72:120].mean() + 10
    layer = loaded(process)
    assert layer.name() == "Bay (similar places)"
    assert layer.customProperty(PRODUCT_PROPERTY) == "similarity"
    assert isinstance(layer.renderer(), QgsSingleBandPseudoColorRenderer)
    assert layer.renderer().classificationMax() == 100
    assert Path(results["OUTPUT"]).with_suffix(".qml").is_file()


def test_places_that_are_not_meant_and_only_selected_ones(process, scene, tmp_path):
    like = places("Point", [at(20, 40), at(100, 40)])
    (first, _) = sorted(like.allFeatureIds())
    like.selectByIds([first])
    unlike = QgsVectorLayer("Polygon?crs=EPSG:32611&field=lc:integer", "no", "memory")
    add_polygons(unlike, [(box(90, 30), 0)])
    QgsProject.instance().addMapLayer(unlike)
    results = process(
        "similarplaces",
        INPUT=scene,
        LIKE=QgsProcessingFeatureSourceDefinition(like.id(), True),
        UNLIKE=unlike,
        OUTPUT=str(tmp_path / "similar.tif"),
    )
    values = read(results["OUTPUT"])[0].astype(float)
    assert values[:, 8:56].mean() > 50 > values[:, 72:120].mean()


def test_no_place_is_refused_in_words(process, scene, tmp_path):
    with pytest.raises(QgsProcessingException, match="no place in the layer"):
        process("similarplaces", INPUT=scene, LIKE=places("Point", []), OUTPUT=str(tmp_path / "s.tif"))
    assert not (tmp_path / "s.tif").exists()


def test_segments_with_legend_and_areas(process, scene, tmp_path):
    results = process("segmentswithoutlabels", INPUT=scene, COUNT=2, OUTPUT=out(tmp_path / "segments.tif"))
    values = read(results["OUTPUT"])[0]
    assert set(np.unique(values)) == {1, 2} and results["SEGMENTS"] == 2
    left, right = values[:, 8:56], values[:, 72:120]
    assert np.bincount(left.ravel()).argmax() != np.bincount(right.ravel()).argmax()
    areas = json.loads(results["AREAS"])
    assert sum(row["hectares"] for row in areas) == pytest.approx(122.88, rel=0.002)
    layer = loaded(process)
    assert layer.name() == "Bay (segments)"
    renderer = layer.renderer()
    assert isinstance(renderer, QgsPalettedRasterRenderer)
    assert [item.label for item in renderer.classes()] == ["Segment 1", "Segment 2"]
    assert [item.codes for item in from_json(layer.customProperty(SEGMENTS_PROPERTY))] == [(1,), (2,)]
    again = process("segmentswithoutlabels", INPUT=scene, COUNT=2, OUTPUT=str(tmp_path / "again.tif"))
    assert (read(again["OUTPUT"])[0] == values).all()


def test_a_number_of_segments_is_proposed(process, scene, tmp_path):
    results = process("segmentswithoutlabels", INPUT=scene, OUTPUT=str(tmp_path / "segments.tif"))
    assert results["SEGMENTS"] >= 2
    assert json.loads(results["REPORT"])


def test_colours_are_red_green_blue(process, scene, tmp_path):
    process("principalcolours", INPUT=scene, OUTPUT=out(tmp_path / "rgb.tif"))
    layer = loaded(process)
    assert isinstance(layer.renderer(), QgsMultiBandColorRenderer)
    assert layer.customProperty(PRODUCT_PROPERTY) == "colours"


def test_a_stack_has_named_bands_on_the_grid(process, scene, tmp_path):
    path = tmp_path / "stack.tif"
    results = process(
        "featurestack", INPUT=scene, PARTS=["backscatter", "components"], COMPONENTS=3, OUTPUT=str(path)
    )
    names = json.loads(results["BANDS"])
    dataset = gdal.Open(str(path))
    assert [dataset.GetRasterBand(band + 1).GetDescription() for band in range(dataset.RasterCount)] == names
    assert len(names) == 2 + 3
    assert (dataset.RasterXSize, dataset.RasterYSize) == (128, 96)
    assert dataset.GetGeoTransform() == (WEST, 10, 0, NORTH, 0, -10)


@pytest.mark.parametrize(
    ("name", "parameters", "words"),
    [
        ("features", {}, "choose the radar layer"),
        ("segmentswithoutlabels", {"INPUT": "s.tif", "COUNT": 1, "OUTPUT": "o.tif"}, "2 or more"),
        ("featurestack", {"INPUT": "s.tif", "PARTS": [], "OUTPUT": "o.tif"}, "at least one of its parts"),
        ("principalcolours", {"INPUT": "s.tif", "OUTPUT": "o.png"}, "ends with .tif"),
    ],
)
def test_what_cannot_work_is_refused_beforehand(provider, name, parameters, words):
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"sardino:{name}")
    fits, reason = algorithm.checkParameterValues(parameters, QgsProcessingContext())
    assert not fits
    assert words in reason


def test_a_cancelled_run_leaves_nothing(process, scene, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    feedback = Listener(lambda percent, text: percent > 0)
    assert process("segmentswithoutlabels", feedback, INPUT=scene, OUTPUT=str(folder / "segments.tif")) == {}
    assert files_in(folder) == []


def test_several_scenes_in_a_batch(process, scene, tmp_path):
    """A batch runs the algorithm once for each row; each run has a file of its own."""
    other = open_raster(write_raster(tmp_path / "other.tif", radar(seed=3), names=("VV", "VH")), "Other")
    made = [
        process("segmentswithoutlabels", INPUT=layer, COUNT=2, OUTPUT=str(tmp_path / f"{number}.tif"))
        for number, layer in enumerate((scene, other))
    ]
    assert made[0]["FEATURES"] != made[1]["FEATURES"]
    assert all(Path(item["OUTPUT"]).is_file() for item in made)


def test_parts_of_every_geometry():
    from qgis.core import QgsGeometry

    many = QgsGeometry.fromWkt(
        "MultiPolygonZ(((0 0 1, 4 0 1, 4 4 1, 0 4 1, 0 0 1)), ((9 9 1, 10 9 1, 9 10 1, 9 9 1)))"
    )
    assert [part.asWkt() for part in simple_parts(many)] == [
        "Polygon ((0 0, 4 0, 4 4, 0 4, 0 0))",
        "Polygon ((9 9, 10 9, 9 10, 9 9))",
    ]
    bow_tie = QgsGeometry.fromWkt("Polygon((0 0, 2 2, 2 0, 0 2, 0 0))")
    assert sum(part.area() for part in simple_parts(bow_tie)) == pytest.approx(2)
    assert [part.asWkt() for part in simple_parts(QgsGeometry.fromWkt("MultiPoint((1 2), (3 4))"))] == [
        "Point (1 2)",
        "Point (3 4)",
    ]
    assert list(simple_parts(QgsGeometry())) == []
