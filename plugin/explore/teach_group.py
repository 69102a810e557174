"""The group "Teach by clicking": a class is marked in a few places, and the map of the view follows."""

from __future__ import annotations

import json
import uuid
from pathlib import Path
from typing import Any

from qgis.core import QgsGeometry, QgsProject, QgsRasterLayer
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import QWidget

from ...model.protocol.exploring import MapView, TeachViewRequest
from ..errors import PluginError, in_words
from ..finetune.new_labels import add_on_top
from ..labels.classes import LabelClass, from_json, from_model, to_json
from ..labels.kept_style import keep_style
from ..labels.layers import make_label_layer, set_classes
from ..panels.layer_choice import live_layer
from ..rasters.source import ClassStyle
from ..results.layers import RUN_PROPERTY
from ..results.map_styles import MapStyler
from ..translation import fill, tr
from .canvas_tool import PlacesTool
from .class_list import ClassList
from .desk import Desk
from .keeping import add_product, new_file
from .legend import Legend
from .marks import Marks
from .name_table import tool_button
from .parts import KeepJob, ToggleJob
from .picture_group import PictureGroup
from .pixels import NODATA, STEPS, Pixels, class_table, indexed
from .segment_files import add_labels
from .session import Looked
from .taught_labels import as_polygons
from .taught_map import Grid, Taught, write_map
from .taught_model import Labelled, TaughtModel

REMEMBERED = "teach"
"""Name of what is saved with the scene's layer: classes and places."""


class TeachGroup(PictureGroup):
    """Classes, places, the map of the view, and what is kept of it.

    Attributes:
        classes: The list of classes.
        marks: The places.
        tool: Marks places on the canvas.
        keep_map: The button that writes the map of the whole scene.
        keep_labels: The button that makes a label layer.
        model: Keeps a model.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.classes = ClassList()
        self.marks = Marks(desk.canvas, self.classes.color_of)
        self.tool = PlacesTool(desk.canvas, tr("Mark places of a class"), strokes=True)
        self._legend = Legend(desk.session)
        about = tr("Choose a class and click or brush where it is. The map of the view follows at once.")
        main = ToggleJob(tr("Teach on the map"), about, "teach-by-clicking")
        super().__init__(tr("Teach by clicking"), desk, main, parent)
        for part in (self.marks, self._legend):
            part.setParent(self)
        self._connect()
        self._load()
        self.update_state()

    def fill(self) -> None:
        """The classes, the opacity, and the buttons that keep something."""
        self.body.addWidget(self.classes)
        self.undo_button = tool_button(
            self.classes.row, "mActionUndo.svg", tr("Take the last place back (Ctrl+Z)"), self.marks.undo
        )
        self.clear_button = tool_button(
            self.classes.row, "mActionDeleteSelected.svg", tr("Remove all places"), self.marks.clear
        )
        self.classes.row.addStretch(1)
        super().fill()
        self.keep_map = KeepJob(
            tr("Keep as map"), tr("Writes the map of the whole scene and its confidence to files.")
        )
        self.keep_labels = KeepJob(
            tr("Keep labels"),
            tr("Makes a label layer of the places, to draw on and to fine-tune a model."),
        )
        self.model = TaughtModel(self.desk.session.parameters, self._labelled)
        self.keeping += [self.keep_map, self.keep_labels]

    def _connect(self) -> None:
        self.body.addWidget(self.model)
        self.tool.marked.connect(self._marked)
        self.tool.undone.connect(self.marks.undo)
        self.marks.changed.connect(self._places_changed)
        self.classes.edited.connect(self._classes_edited)
        self.classes.removed.connect(lambda code: self.marks.recode({code: None}))
        self.classes.chosen.connect(self._class_chosen)
        self._legend.changed.connect(self._legend_changed)
        self.model.trained.connect(lambda _: self._legend.ask_again())
        self.keep_map.start.connect(self.write_map)
        self.keep_labels.start.connect(self.write_labels)

    # What is shown

    def begin(self) -> None:
        """Puts the places and the picture on the canvas, and takes the mouse."""
        self.marks.show(True)
        self._class_chosen()
        self.tool.start()
        self.picture.start(self._request, self._painted)
        self._say_what_is_missing()

    def stop(self) -> None:
        """Leaves the canvas."""
        super().stop()
        self.tool.stop()
        self.marks.show(False)

    def _request(self, view: MapView) -> TeachViewRequest | None:
        looked = self.looked
        if looked is None or len(set(self.marks.codes())) < 2:
            return None
        return TeachViewRequest(looked.features, self.marks.examples(), view, looked.crs)

    def _painted(self, pixels: Pixels) -> Any:
        return indexed(pixels, class_table({item.code: item.color for item in self.classes.classes}))

    def said(self, pixels: Pixels) -> tuple[str, str]:
        """How sure the classifier is, in words."""
        words = confidence_in_words(pixels)
        return " ".join(filter(None, (words, tr(pixels.answer.note)))), "info"

    def nothing_to_keep(self) -> str:
        """Why nothing can be kept yet."""
        return "" if len(set(self.marks.codes())) > 1 else tr("Mark places of two classes first")

    def update_state(self) -> None:
        """Enables what can be done, or says why not."""
        super().update_state()
        self.undo_button.setEnabled(self.marks.can_undo())
        self.clear_button.setEnabled(len(self.marks) > 0)
        self.model.job.button.setEnabled(not (self.missing() or self.nothing_to_keep()))

    # What the user does

    def _marked(self, place: QgsGeometry, shift: bool) -> None:
        item = self.classes.current()
        if item is None:
            self.note.show_text(tr("Choose the class of this place in the list first."), "warning")
        elif self.desk.in_scene(place) is None:
            self.note.show_text(tr("This place lies outside the scene."), "warning")
        elif not self.marks.add(place, item.code):
            self.note.show_text(tr("There are too many places already."), "warning")

    def _places_changed(self) -> None:
        self.classes.set_counts(self.marks.codes())
        self._save()
        self.update_state()
        if self.picture.on:
            self.picture.update()
            self._say_what_is_missing()

    def _say_what_is_missing(self) -> None:
        """One class alone tells nothing apart."""
        found = set(self.marks.codes())
        if len(found) < 2:
            self.note.show_text(
                tr("Mark a place of a second class.") if found else tr("Mark places of two classes or more."),
                "info",
            )

    def _class_chosen(self) -> None:
        item = self.classes.current()
        if item is None:
            return
        self.tool.color = QColor(item.color)
        if self.picture.on and not self.tool.on:
            self.tool.start()

    def _classes_edited(self) -> None:
        self._class_chosen()
        self.marks.repaint()
        self.picture.redraw()
        self._save()

    # Remembered with the project

    def scene_changed(self) -> None:
        """Shows what was taught in this scene."""
        self._load()

    def forget_project(self) -> None:
        """Clears for another project."""
        super().forget_project()
        self.model.forget()

    def abort(self) -> None:
        """Ends what is being written."""
        super().abort()
        self.model.abort()

    def remove(self) -> None:
        """Leaves QGIS for good."""
        super().remove()
        self.model.remove()
        self.marks.remove()

    def _save(self) -> None:
        saved = {"classes": json.loads(to_json(self.classes.classes)), "places": self.marks.dump()}
        self.desk.session.remember(REMEMBERED, saved)

    def _load(self) -> None:
        looked = self.looked
        if looked is None:
            return
        saved = self.desk.session.recall(REMEMBERED)
        saved = saved if isinstance(saved, dict) else {}
        classes = _classes(saved.get("classes"))
        layer = live_layer(looked.layer_id)
        self.model.set_base(looked.model)
        if classes:
            self.classes.set_classes(classes)
        else:
            self._legend_changed()
        if layer is not None:
            # Not saved again: the places come from there.
            self.marks.blockSignals(True)
            self.marks.load(saved.get("places"), layer.crs())
            self.marks.blockSignals(False)
        self.classes.set_counts(self.marks.codes())

    def _legend_changed(self) -> None:
        """Begins with the model's own classes where the user has none yet."""
        looked = self.looked
        if looked is None:
            return
        self.model.suggest_name(looked.layer_name, set(self._legend.models))
        if not len(self.marks) and not self.desk.session.recall(REMEMBERED):
            self.classes.set_classes(from_model(self._legend.classes))

    # What is kept

    def polygons(self) -> list[tuple[QgsGeometry, int]]:
        """The places as polygons, with their class codes."""
        layer = live_layer(self.looked.layer_id) if self.looked is not None else None
        if layer is None:
            return []
        return as_polygons(self.marks.geometries(), layer.rasterUnitsPerPixelX())

    def taught(self) -> list[LabelClass]:
        """The classes that have places."""
        found = set(self.marks.codes())
        return [
            LabelClass(str(item.code), item.code, item.name, item.color)
            for item in self.classes.classes
            if item.code in found
        ]

    def _labelled(self) -> Labelled | None:
        layer = live_layer(self.looked.layer_id) if self.looked is not None else None
        if layer is None or self.nothing_to_keep():
            return None
        return layer, self.polygons(), self.taught()

    def write_labels(self) -> None:
        """Makes a label layer of the places."""
        looked, labelled = self.looked, self._labelled()
        if looked is None or labelled is None:
            return
        scene, polygons, classes = labelled
        try:
            layer = make_label_layer(Path(new_file(looked, "labels", ".gpkg")), scene.crs(), classes)
            add_labels(layer, polygons)
        except PluginError as error:
            self.keep_labels.end(in_words(error), "error")
            return
        set_classes(layer, classes)
        keep_style(layer)
        add_on_top(layer)
        text = tr("{count} polygons. Draw more, or choose the layer on the page 'Fine-tune'.")
        self.keep_labels.end(text.format(count=len(polygons)), "success")

    def write_map(self) -> None:
        """Writes the map of the whole scene and its confidence."""
        looked, labelled = self.looked, self._labelled()
        if looked is None or labelled is None:
            return
        scene, _, classes = labelled
        try:
            grid = Grid.of(scene)
        except PluginError as error:
            self.keep_map.end(in_words(error), "error")
            return
        paths = new_file(looked, "taught", ".tif"), new_file(looked, "taught_confidence", ".tif")
        examples, host = self.marks.examples(), self.desk.session.host

        def make(view: MapView) -> TeachViewRequest:
            return TeachViewRequest(looked.features, examples, view, looked.crs)

        def work(progress: Any, dropped: Any) -> Taught:
            def ask(request: TeachViewRequest) -> Any:
                return host.client().request(request, cancelled=dropped)

            return write_map(ask, make, grid, classes, paths, progress, dropped)

        self.keep_map.run_work(work, lambda made: self._add_map(looked, classes, made), self.lost)

    def _add_map(self, looked: Looked, classes: list[LabelClass], made: Taught) -> str:
        """Adds land cover and confidence to the project; returns the areas in words."""
        confidence = QgsRasterLayer(
            made.confidence, tr("{scene} (taught, confidence)").format(scene=looked.layer_name)
        )
        layer = QgsRasterLayer(made.land_cover, tr("{scene} (taught)").format(scene=looked.layer_name))
        run = uuid.uuid4().hex
        for item in (layer, confidence):
            item.setCustomProperty(RUN_PROPERTY, run)
        styles = {item.code: ClassStyle(item.name, item.color) for item in classes}
        MapStyler(layer.name(), styles).dress(layer)
        add_product(confidence, looked.layer_id, "confidence")
        QgsProject.instance().layerTreeRoot().findLayer(confidence.id()).setItemVisibilityChecked(False)
        add_product(layer, looked.layer_id, "landcover")
        rows = sorted(classes, key=lambda item: -made.hectares.get(item.code, 0.0))
        lines = [
            fill("{name}: {area:,.1f} ha", name=item.name, area=made.hectares.get(item.code, 0.0))
            for item in rows
        ]
        return "\n".join([tr("The map is a layer of the project now."), *lines])


def confidence_in_words(pixels: Pixels) -> str:
    """How sure the classifier is in a view; empty if nothing is known there."""
    import numpy as np

    codes, sure = (np.frombuffer(band, np.uint8) for band in pixels.bands[:2])
    known = codes != NODATA
    if len(pixels.bands) < 2 or not known.any():
        return ""
    shares = sure[known] / STEPS
    return fill(
        tr(
            "Sure to {mean:.0f} % on average in this view, below 50 % on {low:.0f} % of it. This is the "
            "classifier's own opinion, not an accuracy."
        ),
        mean=100 * float(shares.mean()),
        low=100 * float((shares < 0.5).mean()),
    )


def _classes(value: Any) -> list[LabelClass]:
    """Classes that were saved; none if the project was edited by hand."""
    try:
        return from_json(json.dumps(value)) if value else []
    except ValueError:
        return []
