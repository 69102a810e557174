"""Labels, scenes and a quick fake trainer for the tests of fine-tuning: fixtures to import."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsSettings,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QApplication
from rasters import NORTH, WEST, open_raster, radar, write_raster
from running import Listener

from sardino.plugin import backend
from sardino.plugin.backend import shared_client, stop_shared_client
from sardino.plugin.backend.client import WorkerClient
from sardino.plugin.backend.process import Launch
from sardino.plugin.dock.dock import SardinoDock
from sardino.plugin.finetune.page import FinetunePage
from sardino.plugin.processing.provider import SardinoProvider
from sardino.plugin.processing.running import wait_for_all


def box(column: int, row: int, width: int = 12, height: int = 12) -> QgsGeometry:
    """A rectangle of pixels of the test scenes."""
    west, north = WEST + 10 * column, NORTH - 10 * row
    return QgsGeometry.fromRect(QgsRectangle(west, north - 10 * height, west + 10 * width, north))


def add_polygons(layer: QgsVectorLayer, polygons: list[tuple[QgsGeometry, Any]]) -> None:
    """Adds polygons: through the edit buffer while the layer is edited, else to the file."""
    features = []
    for geometry, value in polygons:
        feature = QgsFeature(layer.fields())
        feature.setGeometry(geometry)
        # The last field: a GeoPackage's first is its id.
        feature.setAttribute(layer.fields().count() - 1, value)
        features.append(feature)
    if layer.isEditable():
        assert layer.addFeatures(features)
    else:
        assert layer.dataProvider().addFeatures(features)[0]


def polygon_layer(kind: str, polygons: list[tuple[QgsGeometry, Any]], name: str = "fields") -> QgsVectorLayer:
    """A layer in memory with a class field "lc", in the project."""
    layer = QgsVectorLayer(f"Polygon?crs=EPSG:32611&field=lc:{kind}", name, "memory")
    add_polygons(layer, polygons)
    QgsProject.instance().addMapLayer(layer)
    return layer


def five_of_each(first: Any = 10, second: Any = 80) -> list[tuple[QgsGeometry, Any]]:
    """Five polygons of two classes on the two fields of the test scene."""
    return [(box(3, 2 + 18 * row), first) for row in range(5)] + [
        (box(100, 2 + 18 * row), second) for row in range(5)
    ]


@pytest.fixture
def scene(tmp_path: Path, qgis_new_project: None) -> QgsRasterLayer:
    """A radar layer of two fields."""
    return open_raster(write_raster(tmp_path / "scene.tif", radar(), names=("VV", "VH")), "scene")


@pytest.fixture
def labels(scene: QgsRasterLayer) -> QgsVectorLayer:
    """Five polygons each of two classes."""
    return polygon_layer("integer", five_of_each())


@pytest.fixture
def trainer(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str], Any]]:
    """Puts the fake worker, in one of its modes, in the place of the real one."""
    stop_shared_client()

    def start(mode: str = "train") -> WorkerClient:
        stop_shared_client()
        script = str(Path(__file__).with_name("fake_worker.py"))
        environment = {**os.environ, "FAKE_UNFINISHED": str(tmp_path / "unfinished")}
        launch = Launch([sys.executable, script, str(repository), mode, str(tmp_path)], tmp_path, environment)
        monkeypatch.setattr(backend, "_client", WorkerClient(lambda: launch))
        return shared_client()

    start()
    yield start
    stop_shared_client()


@pytest.fixture(scope="module")
def finetune_provider(qgis_app: Any) -> Iterator[SardinoProvider]:
    """Sardino's provider in QGIS's registry."""
    provider = SardinoProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    yield provider
    QgsApplication.processingRegistry().removeProvider(provider)
    stop_shared_client()


@pytest.fixture
def process(finetune_provider: SardinoProvider) -> Iterator[Callable[..., dict[str, Any]]]:
    """Runs one of the algorithms; an error is raised as ``QgsProcessingException``."""

    def run(name: str, feedback: Any = None, **parameters: Any) -> dict[str, Any]:
        algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"sardino:{name}")
        context = run.context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
        fits, reason = algorithm.checkParameterValues(parameters, context)
        assert fits, reason
        feedback = feedback or Listener()
        # What goes wrong in the preparation is reported and not raised.
        reported: list[str] = []
        feedback.reportError = lambda error, fatal=False: reported.append(error)
        results, ok = algorithm.run(parameters, context, feedback, {}, False)
        if not ok:
            raise QgsProcessingException("; ".join(reported))
        return results

    run.context = None
    yield run
    run.context = None  # with its layers, which must not outlive QGIS


@pytest.fixture
def training_dock(
    qgis_new_project: None, qgis_iface: Any, finetune_provider: SardinoProvider, trainer: Any
) -> Iterator[SardinoDock]:
    """The dock in a window of its own, with the fake trainer behind it, on the page "Fine-tune"."""
    QgsSettings().remove("sardino")
    made = SardinoDock(qgis_iface, QIcon(), shared_client)
    made.hide()
    made.setFloating(True)
    made.resize(320, 900)
    made.pages.setCurrentIndex(1)
    yield made
    made.abort()
    wait_for_all(5000)
    made.remove()
    QApplication.sendPostedEvents(None, 52)
    QgsSettings().remove("sardino")


@pytest.fixture
def training_page(training_dock: SardinoDock, scene: QgsRasterLayer, qtbot: Any) -> FinetunePage:
    """The page "Fine-tune" with the test scene chosen and the models listed."""
    training_dock.layer_panel.follow(scene)
    training_dock.show()
    page = training_dock.pages.finetune
    qtbot.waitUntil(lambda: bool(page.models.models), timeout=20_000)
    page.options.segment_after.setChecked(False)
    return page


def choose(page: FinetunePage, layer: QgsVectorLayer, qtbot: Any) -> None:
    """Chooses a label layer, and waits until its polygons are counted."""
    page.labels.choose(layer)
    qtbot.waitUntil(lambda: bool(page.labels.counts.by_value) and bool(page.labels.classes()))
