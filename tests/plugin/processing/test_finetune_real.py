"""Fine-tuning through Processing with the real worker, on a tiny network with random weights."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from qgis.core import QgsProcessingUtils, QgsRasterLayer

from sardino.plugin.backend import stop_shared_client
from tests.plugin.fixtures.finetune import box, five_of_each, polygon_layer
from tests.plugin.fixtures.rasters import open_raster, radar, read, write_raster
from tests.plugin.fixtures.running import Listener

pytest_plugins = ["tests.plugin.fixtures.running", "tests.plugin.fixtures.finetune"]


# The dark field, the bright field and the dark one again: the polygons lie on the first two.
WIDE = np.concatenate([radar(192, 128), radar(192, 128, seed=1)[..., ::-1]], axis=2)


@pytest.fixture
def wide_scene(tmp_path: Path, qgis_new_project: None) -> QgsRasterLayer:
    return open_raster(write_raster(tmp_path / "wide.tif", WIDE, names=("VV", "VH")), "wide")


def test_from_polygons_to_a_map_and_the_next_places(
    process: Any, tiny_model: str, wide_scene: QgsRasterLayer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SARDINO_MODELS", str(tmp_path / "models"))
    stop_shared_client()
    words = polygon_layer("string", five_of_each("dark", "bright")[:-1])  # few: four bright ones
    words.startEditing()
    # One more in the edit buffer, one that belongs to nobody, one far away.
    for geometry, value in ((box(3, 120), "dark"), (box(60, 150, 4, 4), None), (box(5000, 0), "bright")):
        from tests.plugin.fixtures.finetune import add_polygons

        add_polygons(words, [(geometry, value)])
    shared = {"SCENES": [wide_scene.id()], "LABELS": [words.id()], "FIELD": "lc"}
    feedback = Listener()
    results = process("finetunemodel", feedback, **shared, BASE=tiny_model, NAME="mine")
    assert Path(results["MODEL_FILE"]).is_file()
    report = json.loads(results["SCORES"])
    assert {item["name"]: item["polygons"] for item in report["labels"]["classes"]} == {
        "bright": 4,
        "dark": 6,
    }
    assert report["labels"]["outside"] == 1
    assert report["metrics"]["polygons"] == 10
    assert report["metrics"]["estimate"]
    assert report["metrics"]["note"].startswith("An estimate")
    assert any("estimate" in info.lower() and f"{results['MIOU']:.2f}" in info for info in feedback.infos)
    assert results["MIOU"] > 0.6
    assert words.isModified()

    classes = json.dumps(
        [{"code": 1, "name": "bright", "value": "bright"}, {"code": 2, "name": "dark", "value": "dark"}]
    )
    scored = process("evaluatemodel", **shared, MODEL="mine", CLASSES=classes)
    assert 0 <= scored["ACCURACY"] <= 1

    mapped = process(
        "segmentlayer",
        INPUT=wide_scene.id(),
        MODEL="mine",
        OUTPUTS=["landcover"],
        OUTPUT_FOLDER=str(tmp_path / "out"),
    )
    codes = {item["code"] for item in report["model"]["classes"]}
    assert set(read(mapped["LANDCOVER"]).ravel()) <= codes

    found = process(
        "suggestlabels", INPUT=wide_scene.id(), MODEL="mine", LABELS=[words.id()], COUNT=3, OUTPUT="memory:"
    )
    places = QgsProcessingUtils.mapLayerFromString(found["OUTPUT"], process.context)
    assert [feature["rank"] for feature in places.getFeatures()] == list(range(1, int(found["POINTS"]) + 1))
    assert {"reason", "class_name", "confidence"} <= {field.name() for field in places.fields()}
    words.rollBack()
    stop_shared_client()
