"""The algorithms in a model as Model Designer makes it: fine-tune, then a map with the new model."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from qgis.core import (
    QgsProcessingContext,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelParameter,
    QgsProcessingOutputString,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorLayer,
    QgsProject,
    QgsRasterLayer,
)

from sardino.plugin.backend import stop_shared_client
from sardino.plugin.processing.provider import SardinoProvider
from tests.plugin.fixtures.finetune import five_of_each, polygon_layer
from tests.plugin.fixtures.maps import patchy
from tests.plugin.fixtures.rasters import open_raster, radar, read, write_raster
from tests.plugin.fixtures.running import Listener

pytest_plugins = ["tests.plugin.fixtures.running", "tests.plugin.fixtures.finetune"]

Source = QgsProcessingModelChildParameterSource


def child(model: QgsProcessingModelAlgorithm, algorithm: str, name: str, **sources: Any) -> None:
    """Adds an algorithm to a model, as the designer does: what is not given is the default, as a value."""
    added = QgsProcessingModelChildAlgorithm(algorithm)
    added.setChildId(name)
    defaults = {
        item.name(): item.defaultValue()
        for item in added.algorithm().parameterDefinitions()
        if not item.isDestination() and item.defaultValue() is not None
    }
    for parameter, source in {**defaults, **sources}.items():
        source = source if isinstance(source, Source) else Source.fromStaticValue(source)
        added.addParameterSources(parameter, [source])
    model.addChildAlgorithm(added)


def tune_and_map(base: str, folder: Path) -> QgsProcessingModelAlgorithm:
    """A model of two steps, the second of which takes what the first one makes."""
    model = QgsProcessingModelAlgorithm("tune and map", "tests")
    for kind, name in (
        (QgsProcessingParameterRasterLayer, "scene"),
        (QgsProcessingParameterVectorLayer, "labels"),
    ):
        model.addModelParameter(kind(name, name), QgsProcessingModelParameter(name))
    scene, labels = Source.fromModelParameter("scene"), Source.fromModelParameter("labels")
    trained = {"SCENES": scene, "LABELS": labels, "FIELD": "lc"}
    file = str(folder / "mine.safetensors")
    child(model, "sardino:finetunemodel", "tune", **trained, BASE=base, DEVICE="cpu", OUTPUT=file)
    child(
        model,
        "sardino:segmentlayer",
        "map",
        INPUT=scene,
        MODEL=Source.fromChildOutput("tune", "MODEL_FILE"),
        DEVICE="cpu",
        OUTPUTS=["landcover"],
        OUTPUT_FOLDER=str(folder / "out"),
    )
    return model


def test_the_designer_offers_the_new_model_to_the_next_step(
    finetune_provider: SardinoProvider, tmp_path: Path
) -> None:
    model = tune_and_map("", tmp_path)
    valid, issues = model.validate()
    assert valid, issues
    offered = model.availableSourcesForChild(
        "map", [QgsProcessingParameterString.typeName()], [QgsProcessingOutputString.typeName()]
    )
    of_tune = {item.outputName() for item in offered if item.outputChildId() == "tune"}
    assert {"MODEL", "MODEL_FILE"} <= of_tune
    assert model.dependsOnChildAlgorithms("map") == {"tune"}


@pytest.mark.slow
def test_a_model_of_two_steps_runs(
    finetune_provider: SardinoProvider, tiny_model: str, qgis_new_project: None, tmp_path: Path
) -> None:
    stop_shared_client()
    scene: QgsRasterLayer = open_raster(
        write_raster(tmp_path / "scene.tif", radar(), names=("VV", "VH")), "scene"
    )
    labels = polygon_layer("integer", five_of_each())
    model = tune_and_map(tiny_model, tmp_path)
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    feedback = Listener()
    reported: list[str] = []
    feedback.reportError = lambda error, fatal=False: reported.append(error)
    results, ok = model.run({"scene": scene.id(), "labels": labels.id()}, context, feedback, {}, False)
    assert ok, reported
    assert (tmp_path / "mine.safetensors").is_file()
    of_map = results["CHILD_RESULTS"]["map"]
    assert set(read(of_map["LANDCOVER"]).ravel()) == {10, 80}
    stop_shared_client()


@pytest.mark.slow
def test_features_are_made_once_and_read_by_the_next_steps(
    finetune_provider: SardinoProvider, tiny_model: str, qgis_new_project: None, tmp_path: Path
) -> None:
    stop_shared_client()
    model = QgsProcessingModelAlgorithm("explore", "tests")
    model.addModelParameter(
        QgsProcessingParameterRasterLayer("scene", "scene"), QgsProcessingModelParameter("scene")
    )
    source = Source.fromModelParameter("scene")
    common = {"INPUT": source, "MODEL": tiny_model, "DEVICE": "cpu"}
    child(model, "sardino:features", "features", **common, OUTPUT=str(tmp_path / "kept.features"))
    features = Source.fromChildOutput("features", "FEATURES")
    child(model, "sardino:segmentswithoutlabels", "segments", **common, FEATURES=features, COUNT=2)
    child(model, "sardino:principalcolours", "colours", **common, FEATURES=features)
    valid, issues = model.validate()
    assert valid, issues
    assert model.dependsOnChildAlgorithms("segments") == {"features"}
    scene = open_raster(write_raster(tmp_path / "scene.tif", radar(), names=("VV", "VH")), "scene")
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    model.initAlgorithm()
    results, fine = model.run({"scene": scene.id()}, context, Listener(), {}, False)
    assert fine
    steps = results["CHILD_RESULTS"]
    assert steps["segments"]["FEATURES"] == steps["colours"]["FEATURES"] == str(tmp_path / "kept.features")
    assert set(read(steps["segments"]["OUTPUT"]).ravel()) == {1, 2}
    stop_shared_client()


def test_a_map_is_cleaned_and_made_polygons_in_one_model(
    finetune_provider: SardinoProvider, tmp_path: Path
) -> None:
    model = QgsProcessingModelAlgorithm("after the map", "tests")
    model.addModelParameter(
        QgsProcessingParameterRasterLayer("map", "map"), QgsProcessingModelParameter("map")
    )
    source = Source.fromModelParameter("map")
    # Destinations without a final output are temporary, as in the designer.
    child(model, "sardino:cleanup", "clean", INPUT=source, HECTARES=0.3)
    child(
        model,
        "sardino:topolygons",
        "polygons",
        INPUT=Source.fromChildOutput("clean", "OUTPUT"),
        BEFORE=source,
    )
    child(model, "sardino:drawsample", "sample", INPUT=Source.fromChildOutput("clean", "OUTPUT"), SIZE=30)
    valid, issues = model.validate()
    assert valid, issues
    raster = open_raster(write_raster(tmp_path / "map.tif", patchy()[None], nodata=0), "map")
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    model.initAlgorithm()
    results, fine = model.run({"map": raster.id()}, context, Listener(), {}, False)
    assert fine
    steps = results["CHILD_RESULTS"]
    assert steps["clean"]["CHANGED_SHARE"] > 0
    assert steps["polygons"]["POLYGONS"] > 3
    assert steps["sample"]["POINTS"] >= 30
