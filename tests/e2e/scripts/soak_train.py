"""What the user of the soak does on the dock's page "Fine-tune"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from qgis.core import QgsGeometry, QgsPointXY, QgsProject, QgsVectorLayer, QgsVectorLayerUtils
from qgis.PyQt.QtWidgets import QAction
from qgis.utils import iface

from tests.e2e.scripts.soak_segment import open_dock, press, select, select_layer
from tests.e2e.scripts.soak_world import CLASSES, NORTH, WEST, World, deed, pick

Numbers = Sequence[float]


def page_of(world: World) -> Any:
    """The page "Fine-tune", brought to the front; None while the dock cannot be seen."""
    if world.dock is None or not world.dock.isVisible():
        return None
    world.dock.pages.setCurrentIndex(1)
    return world.page


@deed("scene")
def choose_scene_on_the_page(world: World, numbers: Numbers) -> str | None:
    page = page_of(world)
    return select_layer(world, page.scene_box, numbers[0]) if page is not None else None


@deed("labels")
def new_label_layer(world: World, numbers: Numbers) -> str | None:
    page = page_of(world)
    if page is None or len(world.polygons()) > 3 or not press(page.labels.new_button):
        return None
    return "made"


@deed("labels")
def choose_labels(world: World, numbers: Numbers) -> str | None:
    page = page_of(world)
    if page is None:
        return None
    named = select(page.labels.layer_box, numbers[0])
    if page.labels.field_box.isVisible():
        page.labels.choose_field("class")
    return named


@deed()
def draw_labels(world: World, numbers: Numbers) -> str | None:
    """Polygons of one class or of all, through the edit buffer."""
    layer = world.label_layer()
    if layer is None or layer.fields().lookupField("class") < 0:
        return None
    if not layer.isEditable() and not layer.startEditing():
        return None
    layer.beginEditCommand("polygons")
    for number, code in enumerate(CLASSES if numbers[0] < 0.7 else CLASSES[:1]):
        for row in range(2):
            _draw(layer, 30 + 310 * number + 70 * numbers[1], 60 + 250 * row + 90 * numbers[2], code)
    layer.endEditCommand()
    return layer.name()


def _draw(layer: QgsVectorLayer, east: float, south: float, code: int) -> None:
    corners = [(0, 0), (160, 10), (150, 150), (5, 160)]
    ring = [QgsPointXY(WEST + east + x, NORTH - south - y) for x, y in corners]
    feature = QgsVectorLayerUtils.createFeature(layer, QgsGeometry.fromPolygonXY([ring]))
    feature.setAttribute(layer.fields().lookupField("class"), code)
    layer.addFeature(feature)


@deed()
def undo_or_redo(world: World, numbers: Numbers) -> str | None:
    layer = world.label_layer()
    if layer is None or not layer.isEditable():
        return None
    stack = layer.undoStack()
    (stack.undo if numbers[0] < 0.6 else stack.redo)()
    return "undone" if numbers[0] < 0.6 else "done again"


@deed()
def save_or_drop_edits(world: World, numbers: Numbers) -> str | None:
    layer = world.label_layer()
    if layer is None or not layer.isEditable():
        return None
    if numbers[0] < 0.4:
        return "saved" if press(world.page.labels.save_button) else None
    if numbers[0] < 0.7:
        return "committed" if layer.commitChanges() else "not committed"
    layer.rollBack()
    return "dropped"


@deed()
def edit_classes(world: World, numbers: Numbers) -> str | None:
    page = page_of(world)
    if page is None or not page.labels.classes():
        return None
    table = page.labels.table
    table.choose(int(numbers[0] * len(table.classes)))
    what = pick(["add", "remove", "up", "down", "colour"], numbers[1])
    if what == "add" and len(table.classes) < 9:
        table.add()
    elif what == "remove" and len(table.classes) > 4:
        table.remove()
    elif what == "colour":
        table.set_colour(table.table.currentRow(), "#123456")
    else:
        table.move(-1 if what == "up" else 1)
    return what


@deed()
def add_a_source(world: World, numbers: Numbers) -> str | None:
    """One of the entries of the menus, or the last one taken away."""
    page = page_of(world)
    if page is None:
        return None
    sources = page.sources
    if numbers[0] < 0.4:
        return "removed" if press(sources.remove_button) else None
    menu = sources.scene_menu if numbers[0] < 0.7 else sources.label_menu
    menu.aboutToShow.emit()
    entries: list[QAction] = [item for item in menu.actions() if item.isEnabled()]
    entry = pick(entries, numbers[1])
    if entry is not None and entry.menu() is not None:
        entry = pick(entry.menu().actions(), 0.0)
    if entry is None:
        return None
    entry.trigger()
    return str(entry.text())


# Jobs


@deed()
def check_labels(world: World, numbers: Numbers) -> str | None:
    page = page_of(world)
    return "asked" if page is not None and press(page.labels.check_button) else None


@deed()
def fine_tune(world: World, numbers: Numbers) -> Iterator[Any]:
    """Presses the button; if it is grey, most often after labels were chosen, or made and drawn."""
    open_dock(world)
    page = page_of(world)
    if page is None or page.running() or page.scene() is None:
        return None
    if page.labels.missing() and numbers[1] < 0.8:
        world.free.add("labels")
        own = [item for item in world.polygons() if item.fields().lookupField("class") >= 0]
        if own:
            page.labels.choose(pick(own, numbers[2]))
            page.labels.choose_field("class")
        else:
            press(page.labels.new_button)
        draw_labels(world, (0.0, numbers[1], numbers[2]))
        yield 1.0
        yield lambda: world.page is not page or not page.labels.counter._question
        if world.page is not page or page.scene() is None:
            return None
    page.options.segment_after.setChecked(numbers[0] < 0.7)
    scene = page.scene().id()
    if not press(page.train.button):
        return None
    world.trained.add(scene)
    return "started" if page.running() else page.train.note.text()


@deed()
def good_enough(world: World, numbers: Numbers) -> Iterator[Any]:
    """As soon as it can be said; or at once, when it cannot."""
    page = page_of(world)
    if page is None or not page.running():
        return None
    if numbers[0] < 0.5:
        yield lambda: world.page is not page or not page.running() or page.train.finish_button.isEnabled()
    return "said" if world.page is page and press(page.train.finish_button) else None


@deed()
def cancel_training(world: World, numbers: Numbers) -> str | None:
    page = page_of(world)
    return "cancelled" if page is not None and press(page.train.cancel_button) else None


@deed()
def suggest_places(world: World, numbers: Numbers) -> str | None:
    page = page_of(world)
    if page is None:
        return None
    page.results.places.setValue(1 + int(5 * numbers[0]))
    return "asked" if press(page.results.suggest_button) else None


@deed()
def compare(world: World, numbers: Numbers) -> str | None:
    page = page_of(world)
    return "switched" if page is not None and press(page.results.compare_button) else None


@deed()
def segment_with_the_model(world: World, numbers: Numbers) -> str | None:
    page = page_of(world)
    if page is None or page.scene() is None or world.dock.running():
        return None
    world.trained.add(page.scene().id())
    return "asked" if press(page.results.segment_button) else None


@deed()
def open_or_close_windows(world: World, numbers: Numbers) -> str | None:
    """Models, scores, diagnostics."""
    page = page_of(world)
    if page is None:
        return None
    what = pick(["models", "scores", "diagnostics"], numbers[0])
    if what == "models":
        if page.models.dialog is not None and page.models.dialog.isVisible():
            page.models.dialog.close()
            return "models closed"
        page.models.show()
    elif what == "scores":
        return what if press(page.results.scores_button) else None
    else:
        name = "SardinoReport"
        actions = [item for item in iface.mainWindow().findChildren(QAction) if item.objectName() == name]
        actions[0].trigger()
    return what


def drop_all_edits() -> None:
    """Leaves nothing to be asked about when QGIS closes."""
    for layer in QgsProject.instance().mapLayers().values():
        if isinstance(layer, QgsVectorLayer) and layer.isEditable():
            layer.rollBack()
