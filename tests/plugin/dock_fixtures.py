"""A dock in a real QGIS application with a scripted client: fixtures to import."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsSettings,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QApplication
from rasters import radar, write_raster

from sardino.model.protocol.envelope import Hello
from sardino.model.protocol.segmenting import DescribeRequest, ListModelsRequest, ModelList
from sardino.model.protocol.values import DeviceInfo, ErrorInfo, ModelInfo, SceneDescription
from sardino.plugin.dock.dock import SardinoDock

DESCRIPTION = SceneDescription(
    "Looks like sigma0 in dB, VV and VH, 10.0 m", "db", "VV", "VH", 1, 2, [10.0, 10.0], 128, 96, 1.0, True
)


class Client:
    """Answers as the worker would, from the test's own thread-safe script."""

    def __init__(self) -> None:
        self.failure: Exception | None = None
        self.description = DESCRIPTION
        self.described: list[Any] = []
        self.threads: list[threading.Thread] = []
        self.models = [
            ModelInfo("other", "/models/other", summary="For C band.", licence="CC-BY-4.0"),
            ModelInfo("starter", "/models/starter", is_default=True),
            ModelInfo(
                "broken", "/models/broken", error=ErrorInfo("model_not_readable", "Cut short.", "Again.")
            ),
        ]

    def hello(self, *, cancelled: Any = None) -> Hello:
        self.threads.append(threading.current_thread())
        if self.failure is not None:
            raise self.failure
        devices = [DeviceInfo("cuda", "NVIDIA T4", 16_384), DeviceInfo("cpu", "CPU (2 threads)")]
        return Hello("0.1", "3.11", "2", devices, 1)

    def request(self, params: Any, *, progress: Any = None, cancelled: Any = None) -> Any:
        self.threads.append(threading.current_thread())
        if isinstance(params, ListModelsRequest):
            return ModelList(self.models)
        assert isinstance(params, DescribeRequest)
        self.described.append(params.scene)
        if self.failure is not None:
            raise self.failure
        return self.description


@pytest.fixture
def client() -> Client:
    return Client()


@pytest.fixture
def dock(qgis_new_project: None, qgis_iface: Any, client: Client) -> Iterator[SardinoDock]:
    QgsSettings().remove("sardino")
    made = SardinoDock(qgis_iface, QIcon(), lambda: client)
    # A window of its own: in the tests QGIS's main window is never shown.
    made.hide()
    made.setFloating(True)
    yield made
    made.remove()
    QApplication.sendPostedEvents(None, 52)
    QgsSettings().remove("sardino")


@pytest.fixture
def layer(tmp_path: Path, qgis_new_project: None) -> QgsRasterLayer:
    made = QgsRasterLayer(write_raster(tmp_path / "scene.tif", radar(), names=("VV", "VH")), "scene")
    QgsProject.instance().addMapLayer(made)
    return made


def another_layer(tmp_path: Path, name: str) -> QgsRasterLayer:
    made = QgsRasterLayer(write_raster(tmp_path / f"{name}.tif", radar()[:1]), name)
    QgsProject.instance().addMapLayer(made)
    return made


def polygon_layer(boxes: int = 2) -> QgsVectorLayer:
    made = QgsVectorLayer("Polygon?crs=EPSG:32611", "fields", "memory")
    for index in range(boxes):
        feature = QgsFeature()
        feature.setGeometry(
            QgsGeometry.fromRect(
                QgsRectangle(500_000 + 200 * index, 3_999_500, 500_100 + 200 * index, 3_999_900)
            )
        )
        made.dataProvider().addFeature(feature)
    QgsProject.instance().addMapLayer(made)
    return made


def detected(dock: SardinoDock) -> str:
    return dock.layer_panel.detected.text()
