"""The dock in a real QGIS application: what it offers, what it asks for, what it makes of the answers."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsProcessing,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsSettings,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QMessageBox, QWidget
from rasters import radar, write_raster

from sardino.model.messages import (
    DescribeRequest,
    DeviceInfo,
    ErrorInfo,
    Hello,
    ListModelsRequest,
    ModelInfo,
    ModelList,
    SceneDescription,
)
from sardino.plugin.dock.dock import SardinoDock
from sardino.plugin.dock.runner import Outcome
from sardino.plugin.dock.summary import ClassArea
from sardino.plugin.dock.text import duration, hectares, percent
from sardino.plugin.errors import NoBackend
from sardino.plugin.layers import PRODUCT_PROPERTY, RUN_PROPERTY

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


def test_asks_nothing_before_it_is_seen_and_everything_in_other_threads(
    dock: SardinoDock, client: Client, layer: QgsRasterLayer, qtbot: Any
) -> None:
    assert dock.layer_panel.layer() == layer
    QTest.qWait(400)
    assert client.threads == []
    dock.show()
    qtbot.waitUntil(lambda: detected(dock) == DESCRIPTION.summary)
    qtbot.waitUntil(lambda: dock.hello is not None)
    assert threading.main_thread() not in client.threads


def test_offers_models_and_devices_of_the_worker(dock: SardinoDock, client: Client, qtbot: Any) -> None:
    dock.show()
    qtbot.waitUntil(lambda: dock.hello is not None)
    model, device = dock.model_panel.model, dock.model_panel.device
    assert [model.itemText(row) for row in range(model.count())] == ["starter (default)", "other", "broken"]
    assert not model.model().item(2).isEnabled()
    assert "Cut short." in model.itemData(2, Qt.ItemDataRole.ToolTipRole)
    assert "CC-BY-4.0" in model.itemData(1, Qt.ItemDataRole.ToolTipRole)
    assert device.currentText() == "NVIDIA T4 (automatic)"
    assert [device.itemData(row) for row in range(device.count())] == ["auto", "cuda", "cpu"]


def test_says_why_there_is_no_worker_and_tries_again(
    dock: SardinoDock, client: Client, layer: QgsRasterLayer, qtbot: Any
) -> None:
    client.failure = NoBackend("Looked for /nowhere/python")
    dock.show()
    qtbot.waitUntil(lambda: dock.try_again.isVisible())
    assert "build.py setup" in dock.backend_note.text()
    assert not dock.run_panel.segment.isEnabled()
    assert "build.py setup" in dock.run_panel.segment.toolTip()
    client.failure = None
    dock.try_again.click()
    qtbot.waitUntil(lambda: dock.hello is not None)
    assert not dock.try_again.isVisible()
    assert dock.run_panel.segment.isEnabled()


def test_follows_the_active_layer_until_the_user_chooses(
    dock: SardinoDock, qgis_iface: Any, layer: QgsRasterLayer, tmp_path: Path
) -> None:
    second, third = another_layer(tmp_path, "second"), another_layer(tmp_path, "third")
    dock.layer_panel.follow(second)
    assert dock.layer_panel.layer() == second
    dock.layer_panel.follow(polygon_layer())
    assert dock.layer_panel.layer() == second, "a vector layer is nothing to follow"
    dock.layer_panel.choose(layer)
    dock.layer_panel.follow(third)
    assert dock.layer_panel.layer() == layer, "the user's choice stands"
    dock.layer_panel.choose(third)
    dock.layer_panel.follow(second)
    assert dock.layer_panel.layer() == second, "the active layer was chosen: follows again"


def test_products_are_no_radar_layers(
    dock: SardinoDock, layer: QgsRasterLayer, tmp_path: Path, qtbot: Any
) -> None:
    product = QgsRasterLayer(write_raster(tmp_path / "map.tif", radar()[:1]), "map")
    product.setCustomProperty(PRODUCT_PROPERTY, "landcover")
    QgsProject.instance().addMapLayer(product)
    box = dock.layer_panel.layer_box
    qtbot.waitUntil(lambda: box.count() == 1)
    dock.layer_panel.follow(product)
    assert dock.layer_panel.layer() == layer


def test_a_new_product_does_not_undo_the_choice_of_bands(
    dock: SardinoDock, layer: QgsRasterLayer, tmp_path: Path, qtbot: Any
) -> None:
    dock.advanced_panel.co_band.setCurrentIndex(3)
    product = QgsRasterLayer(write_raster(tmp_path / "map.tif", radar()[:1]), "map")
    product.setCustomProperty(PRODUCT_PROPERTY, "landcover")
    QgsProject.instance().addMapLayer(product)
    qtbot.waitUntil(lambda: dock.layer_panel.layer_box.count() == 1)
    assert dock.parameters()["CO_BAND"] == 2


def test_no_second_layer_is_said_in_words(
    qgis_iface: Any, client: Client, layer: QgsRasterLayer, dock: SardinoDock
) -> None:
    second = SardinoDock(qgis_iface, QIcon(), lambda: client)
    try:
        for made in (dock, second):
            assert made.layer_panel.cross_pol() is None
            assert made.layer_panel.cross_pol_box.currentText().startswith("None")
    finally:
        second.remove()


def test_only_the_last_of_many_layers_is_looked_at(
    dock: SardinoDock, client: Client, layer: QgsRasterLayer, tmp_path: Path, qtbot: Any
) -> None:
    others = [another_layer(tmp_path, f"other{number}") for number in range(3)]
    dock.show()
    for other in others:
        dock.layer_panel.follow(other)
    qtbot.waitUntil(lambda: detected(dock) == DESCRIPTION.summary)
    assert [scene.path for scene in client.described] == [others[-1].source()]


def test_reading_by_hand_is_asked_about_and_handed_on(
    dock: SardinoDock, client: Client, layer: QgsRasterLayer, qtbot: Any
) -> None:
    dock.show()
    panel = dock.advanced_panel
    for combo, row in ((panel.units, 1), (panel.co_band, 1), (panel.cross_band, 3)):
        combo.setCurrentIndex(row)
        combo.activated.emit(row)
    panel.nodata.setText("-9999.5")
    panel.nodata.editingFinished.emit()
    qtbot.waitUntil(lambda: bool(client.described))
    scene = client.described[-1]
    assert (scene.units, scene.co_band, scene.cross_band, scene.nodata) == ("db", 0, 2, -9999.5)
    parameters = dock.parameters()
    assert (parameters["UNITS"], parameters["CO_BAND"], parameters["CROSS_BAND"]) == ("db", 0, 2)
    assert parameters["NODATA"] == -9999.5


def test_warns_of_what_is_no_radar(
    dock: SardinoDock, client: Client, layer: QgsRasterLayer, qtbot: Any
) -> None:
    client.description = SceneDescription(
        "Looks like a colour picture",
        "uint8",
        "",
        "",
        0,
        0,
        [10.0, 10.0],
        128,
        96,
        1.0,
        False,
        ["Three bands."],
    )
    dock.show()
    qtbot.waitUntil(lambda: detected(dock) == "Looks like a colour picture")
    assert dock.layer_panel.detected.level == "warning"
    assert "Three bands." in dock.layer_panel.warnings.text()
    assert "Segment anyway" in dock.layer_panel.warnings.text()


def test_the_button_tells_what_is_missing(dock: SardinoDock, tmp_path: Path) -> None:
    button = dock.run_panel.segment
    assert not button.isEnabled()
    assert "Choose a raster layer first" in button.toolTip()
    another_layer(tmp_path, "scene")
    assert button.isEnabled()
    for box in dock.output_panel.boxes.values():
        box.setChecked(False)
    assert "Tick at least one" in button.toolTip()
    dock.output_panel.boxes["landcover"].setChecked(True)
    dock.extent_panel.choose("drawn")
    assert "Draw the area" in button.toolTip()
    dock.extent_panel.choose("polygons")
    assert "Choose a polygon layer" in button.toolTip()
    assert not button.isEnabled()


def test_parameters_are_accepted_by_the_algorithm(
    dock: SardinoDock, layer: QgsRasterLayer, tmp_path: Path
) -> None:
    from qgis.core import QgsProcessingContext

    from sardino.plugin.processing.segment_layer import SegmentLayerAlgorithm

    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    algorithm = SegmentLayerAlgorithm().create()
    parameters = dock.parameters()
    assert parameters["OUTPUT_FOLDER"] == QgsProcessing.TEMPORARY_OUTPUT
    assert algorithm.checkParameterValues(parameters, context) == (True, "")
    assert set(parameters) <= {item.name() for item in algorithm.parameterDefinitions()}
    dock.output_panel.folder.setFilePath(str(tmp_path))
    assert dock.parameters()["OUTPUT_FOLDER"] == str(tmp_path)


def test_extent_of_the_canvas(dock: SardinoDock, layer: QgsRasterLayer, qgis_iface: Any) -> None:
    canvas = qgis_iface.mapCanvas()
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:32611"))
    canvas.setExtent(QgsRectangle(500_000, 3_999_000, 501_000, 4_000_000))
    dock.extent_panel.choose("canvas")
    text = dock.parameters()["EXTENT"]
    assert text.endswith(" [EPSG:32611]")
    west, east, south, north = (float(side) for side in text.split(" ")[0].split(","))
    assert west <= 500_000 < 501_000 <= east
    assert south <= 3_999_000 < 4_000_000 <= north


def test_a_rectangle_dragged_on_the_map(dock: SardinoDock, layer: QgsRasterLayer, qgis_iface: Any) -> None:
    canvas = qgis_iface.mapCanvas()
    canvas.resize(400, 400)
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:32611"))
    canvas.setExtent(QgsRectangle(500_000, 3_999_000, 501_000, 4_000_000))
    before = canvas.mapTool()
    dock.extent_panel.choose("drawn")
    dock.extent_panel.draw_rectangle.click()
    view = canvas.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    QTest.mouseMove(view, QPoint(200, 300))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(200, 300))
    text = dock.parameters()["EXTENT"]
    west, east, south, north = (float(side) for side in text.split(" ")[0].split(","))
    scale = canvas.mapUnitsPerPixel()
    assert east - west == pytest.approx(100 * scale, rel=0.05)
    assert north - south == pytest.approx(200 * scale, rel=0.05)
    assert dock.blocked_by() == ""
    assert canvas.mapTool() is before, "the user's tool is back"
    assert not dock.extent_panel.draw_rectangle.isChecked()


def test_a_polygon_clicked_on_the_map(dock: SardinoDock, layer: QgsRasterLayer, qgis_iface: Any) -> None:
    canvas = qgis_iface.mapCanvas()
    canvas.resize(400, 400)
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:32611"))
    canvas.setExtent(QgsRectangle(500_000, 3_999_000, 501_000, 4_000_000))
    dock.extent_panel.choose("drawn")
    dock.extent_panel.draw_polygon.click()
    view = canvas.viewport()
    for place in (QPoint(100, 100), QPoint(300, 100), QPoint(350, 350), QPoint(100, 300)):
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=place)
    QTest.keyClick(canvas, Qt.Key.Key_Backspace)
    QTest.mouseClick(view, Qt.MouseButton.RightButton, pos=QPoint(100, 300))
    drawn = dock.parameters()["POLYGONS"]
    assert drawn.crs().authid() == "EPSG:32611"
    (feature,) = drawn.getFeatures()
    scale = canvas.mapUnitsPerPixel()
    assert feature.geometry().area() == pytest.approx(0.5 * 200 * 250 * scale**2, rel=0.05)


def test_escape_gives_drawing_up(dock: SardinoDock, layer: QgsRasterLayer, qgis_iface: Any) -> None:
    canvas = qgis_iface.mapCanvas()
    dock.extent_panel.choose("drawn")
    dock.extent_panel.draw_polygon.click()
    tool = canvas.mapTool()
    assert tool.toolName() == "Draw the area to segment"
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.mapTool() is not tool
    assert not dock.extent_panel.draw_polygon.isChecked()
    assert dock.blocked_by() == "Draw the area on the map first"


def test_polygons_of_a_layer_and_its_selection(dock: SardinoDock, layer: QgsRasterLayer) -> None:
    polygons = polygon_layer()
    dock.extent_panel.choose("polygons")
    dock.extent_panel.polygons.setLayer(polygons)
    source = dock.parameters()["POLYGONS"]
    assert (source.source.staticValue(), source.selectedFeaturesOnly) == (polygons.id(), False)
    polygons.selectByIds([next(polygons.getFeatures()).id()])
    assert dock.parameters()["POLYGONS"].selectedFeaturesOnly is True


def test_remembers_the_choices(qgis_iface: Any, dock: SardinoDock, client: Client, tmp_path: Path) -> None:
    dock.model_panel.choose("other", "cpu")
    dock.output_panel.choose(["attention"], str(tmp_path))
    dock.advanced_panel.choose("amplitude", "fp32", True)
    dock.extent_panel.choose("canvas")
    dock.save()
    second = SardinoDock(qgis_iface, QIcon(), lambda: client)
    try:
        parameters = second.parameters()
        assert second.extent_panel.choice() == "canvas"
        assert (parameters["MODEL"], parameters["DEVICE"]) == ("other", "cpu")
        assert (parameters["UNITS"], parameters["PRECISION"]) == ("amplitude", "fp32")
        assert (parameters["OUTPUTS"], parameters["ALLOW_ANY"]) == (["attention"], True)
        assert parameters["OUTPUT_FOLDER"] == str(tmp_path)
    finally:
        second.remove()


def test_a_remembered_model_that_is_gone_shows_the_default(
    dock: SardinoDock, client: Client, qtbot: Any
) -> None:
    dock.model_panel.choose("of last year", "mps")
    dock.show()
    qtbot.waitUntil(lambda: dock.hello is not None)
    assert dock.model_panel.model.currentText() == "starter (default)"
    assert dock.model_panel.choice() == ("", "auto"), "what is shown is what is used"


def test_an_outcome_is_told_and_its_areas_are_shown(dock: SardinoDock, layer: QgsRasterLayer) -> None:
    dock.show()
    dock.run_panel.begin()
    areas = [ClassArea("Water", "#0064c8", 1234.0), ClassArea("Built-up", "#fa0000", 0.4)]
    dock._ended(Outcome(areas=areas, report={"seconds": 75.2, "device": "NVIDIA T4"}))
    table = dock.summary.table
    assert not dock.summary.isHidden()
    assert [table.item(0, column).text() for column in range(3)] == ["Water", "1\u202f234", "100.0"]
    assert [table.item(1, column).text() for column in range(3)] == ["Built-up", "0.40", "<0.1"]
    assert table.item(0, 0).icon().pixmap(16, 16).toImage().pixelColor(6, 6).name() == "#0064c8"
    assert not dock.run_panel.running()
    dock._ended(Outcome(error="Memory ran out. Use less."))
    assert dock.run_panel.note.text() == "Memory ran out. Use less."
    assert dock.run_panel.note.level == "error"


def test_removing_a_result_asks_and_takes_only_its_layers(
    dock: SardinoDock, layer: QgsRasterLayer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    product = another_layer(tmp_path, "map")
    product.setCustomProperty(RUN_PROPERTY, "run1")
    root = QgsProject.instance().layerTreeRoot()
    group = root.insertGroup(0, "Run")
    group.setCustomProperty(RUN_PROPERTY, "run1")
    node = root.findLayer(product.id())
    group.addChildNode(node.clone())
    root.removeChildNode(node)
    dock._ended(Outcome(layers=[product]))
    answers = iter([QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes])
    monkeypatch.setattr(QMessageBox, "question", lambda *_: next(answers))
    dock.summary.remove_button.click()
    assert len(QgsProject.instance().mapLayers()) == 2
    dock.summary.remove_button.click()
    assert list(QgsProject.instance().mapLayers().values()) == [layer]
    assert root.findGroup("Run") is None
    assert dock.summary.isHidden()
    assert (tmp_path / "map.tif").exists()


def test_fits_300_pixels(dock: SardinoDock, layer: QgsRasterLayer, client: Client, qtbot: Any) -> None:
    client.description = SceneDescription(
        "Looks like " + "very " * 30 + "much", "db", "VV", "VH", 1, 2, [10.0, 10.0], 1, 1, 1.0, True
    )
    dock.show()
    dock.advanced_panel.setCollapsed(False)
    dock.extent_panel.choose("drawn")
    path = "/a_folder_with_a_very_long_name_that_has_no_blank_to_break_at" * 3
    dock._ended(
        Outcome(error=path, areas=[ClassArea("A class with a very long name indeed", "#fa0000", 1e6)])
    )
    dock.resize(300, 700)
    qtbot.waitUntil(lambda: detected(dock).startswith("Looks like"))
    QTest.qWait(50)
    assert dock.width() == 300
    viewport = dock._scroll.viewport()
    assert dock._scroll.widget().width() <= viewport.width()
    for child in dock._scroll.widget().findChildren(QWidget):
        if child.isVisible():
            assert child.mapTo(viewport, QPoint(child.width(), 0)).x() <= viewport.width(), child
    assert dock._scroll.widget().height() <= dock._scroll.widget().heightForWidth(viewport.width()) + 20


def test_the_keyboard_reaches_everything_in_reading_order(dock: SardinoDock, layer: QgsRasterLayer) -> None:
    dock.show()
    seen, widget = [], dock.layer_panel.layer_box
    for _ in range(500):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled():
            seen.append(widget)
        widget = widget.nextInFocusChain()
        if widget is dock.layer_panel.layer_box:
            break
    wanted = [
        dock.layer_panel.layer_box,
        dock.layer_panel.cross_pol_box,
        dock.extent_panel.mode,
        dock.model_panel.model,
        dock.model_panel.device,
        *dock.output_panel.boxes.values(),
        dock.output_panel.folder.lineEdit(),
        dock.run_panel.segment,
    ]
    assert [item for item in seen if item in wanted] == wanted


def test_every_field_has_a_name_for_a_screen_reader(dock: SardinoDock) -> None:
    fields = [
        dock.layer_panel.layer_box,
        dock.layer_panel.cross_pol_box,
        dock.extent_panel.mode,
        dock.extent_panel.polygons,
        dock.model_panel.model,
        dock.model_panel.device,
        dock.output_panel.folder.lineEdit(),
        dock.advanced_panel.units,
        dock.advanced_panel.nodata,
        dock.run_panel.bar,
        dock.summary.table,
    ]
    assert all(field.accessibleName() for field in fields)


def test_text_for_people() -> None:
    assert [duration(seconds) for seconds in (8.4, 200, 660, 3900)] == [
        "8 s",
        "3 min 20 s",
        "11 min",
        "1 h 05 min",
    ]
    assert [hectares(area) for area in (0.416, 12.34, 1234.4)] == ["0.42", "12.3", "1\u202f234"]
    assert [percent(share) for share in (0.1234, 0.0001, 0.0)] == ["12.3", "<0.1", "0.0"]
