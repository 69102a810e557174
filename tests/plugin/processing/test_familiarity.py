"""Familiarity in real QGIS with the real worker and the bundled model: the algorithm, and the product."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProject,
    QgsSingleBandPseudoColorRenderer,
)

from sardino.plugin.rasters.source import VOID, OpenRaster, take_map
from sardino.plugin.rasters.strata import Second
from sardino.plugin.results.layers import PRODUCT_PROPERTY, colour_ramp, load_results
from tests.plugin.fixtures.rasters import open_raster, radar, read, write_raster
from tests.plugin.fixtures.running import Listener

pytest_plugins = ["tests.plugin.fixtures.running"]

BUNDLED = "sardino-s1-world"


@pytest.fixture
def scene(tmp_path, qgis_new_project):
    return open_raster(write_raster(tmp_path / "scene.tif", radar(), names=("VV", "VH")), "Bay")


@pytest.fixture
def familiarity(provider, qgis_new_project):
    """Runs the algorithm; the context stays in ``familiarity.context``."""

    def run(layer, feedback=None, **parameters):
        algorithm = QgsApplication.processingRegistry().createAlgorithmById("sardino:familiarity")
        context = run.context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
        values = {"INPUT": layer, "MODEL": BUNDLED, "DEVICE": "cpu", **parameters}
        fits, reason = algorithm.checkParameterValues(values, context)
        assert fits, reason
        feedback = feedback or Listener()
        reported = []
        feedback.reportError = lambda error, fatal=False: reported.append(error)
        results, ok = algorithm.run(values, context, feedback, {}, False)
        if not ok:
            raise QgsProcessingException("; ".join(reported))
        return results

    yield run
    run.context = None


def test_a_layer_gets_a_raster_and_a_figure(familiarity, scene, tmp_path):
    out = tmp_path / "familiarity.tif"
    feedback = Listener()
    results = familiarity(scene, feedback, OUTPUT=str(out))
    values = read(str(out))
    assert values.max() <= 100 or (values == 255).any()
    share = results["UNFAMILIAR_SHARE"]
    assert share == pytest.approx((values[values <= 100] < 5).mean(), abs=1e-6)
    said = " ".join([*feedback.infos, *feedback.warnings])
    assert "unlike" in said
    assert gdal.Open(str(out)).GetGeoTransform()[1] == 80
    # A sample by familiarity knows the file.
    second = take_map(open_raster(out, "familiarity"))
    strata = Second.of(second, OpenRaster(take_map(scene)))
    assert [strata.words(part) for part in (1, 2)] == ["unfamiliar", "familiar"]
    assert set(np.unique(strata.parts(0, 0, 128, 96))) <= {1, 2, VOID}


def test_without_a_raster_a_sample_is_enough(familiarity, scene, tmp_path):
    results = familiarity(scene, OUTPUT=None)
    assert 0 <= results["UNFAMILIAR_SHARE"] <= 1
    assert "OUTPUT" not in results
    assert [path.name for path in tmp_path.glob("*.tif")] == ["scene.tif"]


def test_a_model_that_does_not_know_its_ground_is_refused_in_words(familiarity, scene, tiny_model, tmp_path):
    with pytest.raises(QgsProcessingException, match="does not know what it was trained on"):
        familiarity(scene, MODEL=tiny_model, OUTPUT=str(tmp_path / "f.tif"))
    assert not (tmp_path / "f.tif").exists()


def test_the_product_is_styled_and_the_figure_is_in_the_results(run, scene):
    results = run(scene, Listener(), MODEL=BUNDLED, OUTPUTS=["landcover", "familiarity"])
    assert Path(results["FAMILIARITY"]).name == "scene_familiarity.tif"
    assert 0 <= results["UNFAMILIAR_SHARE"] <= 1
    layers = load_results(run.context, Listener())
    (layer,) = [item for item in layers if item.customProperty(PRODUCT_PROPERTY) == "familiarity"]
    renderer = layer.renderer()
    assert isinstance(renderer, QgsSingleBandPseudoColorRenderer)
    assert (renderer.classificationMin(), renderer.classificationMax()) == (0, 100)
    assert "Unlike what the model was trained on" in layer.metadata().abstract()
    ramp = colour_ramp("Sardino familiarity")
    assert ramp.color(0.02).red() > 2 * ramp.color(0.02).blue()
    assert ramp.color(0.9).blue() > ramp.color(0.9).red()
    assert Path(results["FAMILIARITY"]).with_suffix(".qml").exists()


def test_a_model_without_a_reference_leaves_the_figure_out(run, scene):
    results = run(scene, Listener(), OUTPUTS=["landcover"])
    assert results["UNFAMILIAR_SHARE"] is None
