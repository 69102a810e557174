"""What the user of the soak does on the dock's page "Segment", and in the toolbox."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from processing.gui.Postprocessing import handleAlgorithmResults
from qgis.core import (
    QgsApplication,
    QgsProcessing,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
)
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QComboBox, QPushButton
from qgis.utils import iface

from tests.e2e.scripts.common import panel_action
from tests.e2e.scripts.soak_project import active_scene
from tests.e2e.scripts.soak_world import EVERYTHING, World, deed, pick

Numbers = Sequence[float]
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


def press(button: QPushButton) -> bool:
    """Clicks a button that can be clicked."""
    if not button.isVisible() or not button.isEnabled():
        return False
    QTest.mouseClick(button, LEFT)
    return True


def select(box: QComboBox, number: float) -> str | None:
    """Chooses an entry of a box: by its list, or by a key as a user does who has the focus in it."""
    if not box.count():
        return None
    if number < 0.3:
        row = box.currentIndex()
        QTest.keyClick(box, Qt.Key.Key_Down if number < 0.15 else Qt.Key.Key_Up)
        if row == box.currentIndex():
            return None  # there was no other entry in that direction
    else:
        row = min(int((number - 0.3) / 0.7 * box.count()), box.count() - 1)
        box.setCurrentIndex(row)
        box.activated.emit(row)
    return str(box.currentText())


def select_layer(world: World, box: Any, number: float) -> str | None:
    """Chooses a scene in a box for scenes."""
    if select(box, number) is None or box.currentLayer() is None:
        return None
    world.wanted = box.currentLayer().id()
    world.following = world.wanted == active_scene()
    return str(box.currentText())


@deed()
def switch_tab(world: World, numbers: Numbers) -> str | None:
    if world.dock is None:
        return None
    world.dock.pages.setCurrentIndex(int(2 * numbers[0]))
    return ("segment", "fine-tune")[world.dock.pages.currentIndex()]


@deed("scene")
def choose_scene(world: World, numbers: Numbers) -> str | None:
    if world.dock is None:
        return None
    return select_layer(world, world.dock.layer_panel.layer_box, numbers[0])


@deed("second")
def choose_second_layer(world: World, numbers: Numbers) -> str | None:
    if world.dock is None:
        return None
    box = world.dock.layer_panel.cross_pol_box
    return select(box, 0.3 if numbers[0] < 0.6 else numbers[1])


@deed()
def choose_extent(world: World, numbers: Numbers) -> str | None:
    return select(world.dock.extent_panel.mode, numbers[0]) if world.dock is not None else None


@deed()
def draw_extent(world: World, numbers: Numbers) -> Iterator[float]:
    """A rectangle, a polygon, or one that is begun and left or given up."""
    dock = world.dock
    if dock is None or not dock.isVisible():
        return None
    dock.pages.setCurrentIndex(0)
    dock.extent_panel.choose("drawn")
    yield 0.05
    panel, view = dock.extent_panel, iface.mapCanvas().viewport()
    x, y = int(view.width() * (0.2 + 0.3 * numbers[0])), int(view.height() * (0.2 + 0.3 * numbers[1]))
    if numbers[2] < 0.4:
        panel.draw_rectangle.click()
        QTest.mousePress(view, LEFT, pos=QPoint(x, y))
        QTest.mouseMove(view, QPoint(x + 120, y + 90))
        yield 0.05
        if numbers[2] < 0.3:
            QTest.mouseRelease(view, LEFT, pos=QPoint(x + 120, y + 90))
            return "a rectangle"
        return "half a rectangle"
    panel.draw_polygon.click()
    for place in (QPoint(x, y), QPoint(x + 150, y), QPoint(x + 160, y + 120), QPoint(x, y + 100)):
        QTest.mouseClick(view, LEFT, pos=place)
    yield 0.05
    if numbers[2] < 0.8:
        QTest.mouseClick(view, RIGHT, pos=QPoint(x, y))
        return "a polygon"
    if numbers[2] < 0.9:
        QTest.keyClick(iface.mapCanvas(), Qt.Key.Key_Escape)
        return "a polygon that was given up"
    return "half a polygon"


@deed("polygons")
def choose_polygons(world: World, numbers: Numbers) -> str | None:
    if world.dock is None:
        return None
    world.dock.extent_panel.choose("polygons")
    return select(world.dock.extent_panel.polygons, numbers[0])


@deed()
def select_polygons(world: World, numbers: Numbers) -> str | None:
    layer = pick(world.polygons(), numbers[0])
    if layer is None:
        return None
    chosen = [feature.id() for feature in layer.getFeatures()][: int(4 * numbers[1])]
    layer.selectByIds(chosen)
    return f"{len(chosen)} of {layer.name()}"


@deed()
def change_reading(world: World, numbers: Numbers) -> str | None:
    """How to read the scene; most often all back to what it was, or nothing could be segmented any more."""
    if world.dock is None:
        return None
    panel = world.dock.advanced_panel
    boxes = [panel.units, panel.co_band, panel.cross_band, panel.precision]
    if numbers[1] < 0.2:
        panel.nodata.setText(pick(["", "-9999", "-3"], numbers[2]))
        panel.nodata.editingFinished.emit()
        return "nodata"
    for box in [pick(boxes, numbers[0])] if numbers[1] > 0.7 else boxes:
        box.setCurrentIndex(int(numbers[2] * box.count()) if numbers[1] > 0.7 else 0)
        box.activated.emit(box.currentIndex())
    return "one choice" if numbers[1] > 0.7 else "as at first"


@deed()
def choose_outputs(world: World, numbers: Numbers) -> str | None:
    if world.dock is None:
        return None
    boxes = list(world.dock.output_panel.boxes.values())
    for box in boxes:
        box.setChecked(True)
    if numbers[0] < 0.5:
        pick(boxes, numbers[1]).setChecked(False)
    return "chosen"


@deed()
def choose_folder(world: World, numbers: Numbers) -> str | None:
    if world.dock is None:
        return None
    folder = pick(["", "", str(world.out / "kept"), str(world.out / "kept too")], numbers[0]) or ""
    panel = world.dock.output_panel
    panel.choose(panel.outputs(), folder, "folder" if folder else pick(["beside", "temporary"], numbers[0]))
    return folder or panel.keeping()


# Runs


def open_dock(world: World) -> Any:
    """The dock, opened as a user does who wants to work with it; made now, it chooses a scene by itself."""
    if world.dock is None:
        world.free |= set(EVERYTHING)
    if world.dock is None or not world.dock.isVisible():
        panel_action().trigger()
    return world.dock


@deed()
def segment(world: World, numbers: Numbers) -> Iterator[Any]:
    """Presses the button; if it is grey, most often after what is in the way was put right."""
    dock = open_dock(world)
    if dock.running() or dock.layer_panel.layer() is None:
        return None
    dock.pages.setCurrentIndex(0)
    yield 0.1
    in_the_way = not dock.run_panel.button.isEnabled() or dock.run_panel.note.level == "error"
    if in_the_way and numbers[1] < 0.8:
        change_reading(world, (0.0, 0.5, 0.0))
        dock.extent_panel.choose("layer")
        for box in dock.output_panel.boxes.values():
            box.setChecked(True)
    layer = dock.layer_panel.layer()
    if layer is None or not press(dock.run_panel.button):
        return None
    world.started.append((layer.id(), layer.name()))
    return layer.name()


@deed()
def segment_and_wait(world: World, numbers: Numbers) -> Iterator[Any]:
    name = yield from segment(world, numbers)
    if name is None:
        return None
    yield lambda: world.dock is None or not world.dock.running()
    yield 0.3
    return f"{name}: {world.dock.run_panel.note.text()}"


@deed()
def cancel(world: World, numbers: Numbers) -> str | None:
    dock = world.dock
    return "cancelled" if dock is not None and press(dock.run_panel.cancel_button) else None


@deed()
def remove_result(world: World, numbers: Numbers) -> str | None:
    if world.dock is None:
        return None
    world.answer = numbers[0] < 0.7
    return "pressed" if press(world.dock.summary.remove_button) else None


@deed()
def segment_in_the_toolbox(world: World, numbers: Numbers) -> str | None:
    """The algorithm in a task, and its results loaded as the toolbox loads them."""
    layer = pick(world.rasters(), numbers[0])
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("sardino:segmentlayer")
    if layer is None or algorithm is None:
        return None
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    context.setProject(QgsProject.instance())
    parameters = {"INPUT": layer.id(), "OUTPUT_FOLDER": QgsProcessing.TEMPORARY_OUTPUT}
    if not algorithm.checkParameterValues(parameters, context)[0]:
        return None
    task = QgsProcessingAlgRunnerTask(algorithm, parameters, context, feedback)
    if task.isCanceled():
        return None

    def executed(ok: bool, results: dict[str, Any]) -> None:
        if ok:
            handleAlgorithmResults(algorithm, context, feedback)

    task.executed.connect(executed)
    world.kept.append((algorithm, context, feedback))
    world.started.append((layer.id(), layer.name()))
    QgsApplication.taskManager().addTask(task)
    return layer.name()
