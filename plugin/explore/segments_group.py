"""The group "Segments without labels": parts of a scene that look alike, named by the user."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import QgsGeometry, QgsLayerNotesUtils, QgsProject, QgsRasterLayer
from qgis.PyQt.QtGui import QShowEvent
from qgis.PyQt.QtWidgets import QSpinBox, QWidget

from ...model.protocol.exploring import ExploreAnswer, SegmentsRequest
from ..errors import PluginError, in_words
from ..finetune.new_labels import add_on_top
from ..labels.classes import LabelClass
from ..labels.kept_style import keep_style
from ..labels.layers import make_label_layer, set_classes
from ..processing.segments_without_labels import MOST_SEGMENTS
from ..rasters.source import ClassStyle, take_map
from ..results.explore_layers import SEGMENTS, Explored, ExploredStyler
from ..results.layers import PRODUCT_PROPERTY, SCENE_PROPERTY
from ..results.map_styles import MapStyler
from ..results.segments import areas_of
from ..translation import fill, tr
from ..ui.widgets import add_field
from .desk import Desk
from .group import ExploreGroup
from .keeping import add_product, free_file, new_file
from .legend import Legend
from .parts import KeepJob
from .segment_files import add_labels, classes_of, codes_of, label_polygons, write_land_cover
from .segments_panel import SegmentsPanel


class SegmentsGroup(ExploreGroup):
    """Makes segments, and a land cover or labels of those that have a name.

    Attributes:
        count: Number of segments; 0 for a proposed number.
        make: The button that makes segments.
        panel: The table.
        keep_map: The button that makes a land cover.
        keep_labels: The button that makes label polygons.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr("Segments without labels"), desk, parent)
        self._legend = Legend(desk.session, self)
        self.panel = SegmentsPanel(desk.canvas, lambda: self._legend.classes)
        self._build()
        self.make.start.connect(self.make_segments)
        self.keep_map.start.connect(self.make_map)
        self.keep_labels.start.connect(self.make_labels)
        self.count.valueChanged.connect(lambda _: self.update_state())
        self.panel.changed.connect(self.update_state)
        self.panel.picking.connect(self.take)
        self._legend.changed.connect(self.find_layer)
        QgsProject.instance().layersAdded.connect(self._layers_changed)
        QgsProject.instance().layersRemoved.connect(self._layers_changed)
        self.collapsedStateChanged.connect(self._layers_changed)
        self.find_layer()
        self.update_state()

    def _build(self) -> None:
        self.count = QSpinBox()
        self.count.setRange(0, MOST_SEGMENTS)
        self.count.setSpecialValueText(tr("proposed"))
        self.count.setToolTip(
            tr(
                "How many kinds of ground to tell apart. 'Proposed' tries 3 to 12 and takes the number whose "
                "segments are told apart best (silhouette)."
            )
        )
        about = tr("Groups the ground by how it looks to the model. No class is needed.")
        self.make = KeepJob(tr("Make segments"), about)
        self.keep_map = KeepJob(
            tr("Keep as land cover"),
            tr("Writes the segments that have a name as a land cover, with legend and areas. A new file."),
        )
        self.keep_labels = KeepJob(
            tr("Make label polygons"),
            tr("Makes a label layer of the segments that have a name, to fine-tune a model."),
        )
        add_field(self.body, tr("Number of segments"), self.count)
        for widget in (self.make, self.panel, self.keep_map, self.keep_labels):
            self.body.addWidget(widget)

    # State

    def update_state(self) -> None:
        """Enables what can be done, or says why not."""
        count = self.count.value()
        self.make.set_blocked(self.missing() or (tr("Choose 2 or more segments") if count == 1 else ""))
        named = any(item.name for item in self.panel.segments)
        reason = "" if named else tr("Name a segment first")
        for job in (self.keep_map, self.keep_labels):
            job.set_blocked(reason if self.panel.segments else tr("Make segments first"))

    def find_layer(self) -> None:
        """Shows the segments of the scene: those of the topmost layer of segments."""
        layer = self.desk.session.layer()
        scene = str(layer.id()) if layer is not None else ""
        project = QgsProject.instance()
        # A layer that has just come in is not in the tree yet.
        order = [*project.layerTreeRoot().layerOrder(), *project.mapLayers().values()]
        found = (
            item
            for item in order
            if isinstance(item, QgsRasterLayer)
            and item.customProperty(PRODUCT_PROPERTY) == SEGMENTS
            and str(item.customProperty(SCENE_PROPERTY, "")) in ("", scene)
        )
        self.panel.set_layer(next(found, None))

    def scene_changed(self) -> None:
        """Another scene has other segments."""
        self.find_layer()

    def stop(self) -> None:
        """Leaves the canvas."""
        self.panel.stop()

    def abort(self) -> None:
        """Ends what is being written."""
        for job in (self.make, self.keep_map, self.keep_labels):
            job.abort()

    def forget_project(self) -> None:
        """Clears for another project."""
        super().forget_project()
        for job in (self.make, self.keep_map, self.keep_labels):
            job.work.cancel()
            job.end("", "info")
        self.find_layer()

    def remove(self) -> None:
        """Leaves QGIS for good."""
        super().remove()
        self.panel.tool.discard()
        QgsProject.instance().layersAdded.disconnect(self._layers_changed)
        QgsProject.instance().layersRemoved.disconnect(self._layers_changed)
        for job in (self.make, self.keep_map, self.keep_labels):
            job.work.cancel()

    def showEvent(self, event: QShowEvent) -> None:
        """Looks for segments that the toolbox has made: it marks its layers after they come in."""
        super().showEvent(event)
        self.find_layer()

    def _layers_changed(self, *_: object) -> None:
        self.find_layer()

    # Work

    def make_segments(self) -> None:
        """Asks the worker for segments."""
        looked = self.looked
        if looked is None or self.count.value() == 1:
            return
        request = SegmentsRequest(
            new_file(looked, "segments", ".tif"),
            self.count.value(),
            features=looked.features,
            scene=looked.scene,
            **looked.engine(),
        )

        def made(answer: ExploreAnswer) -> str:
            explored = Explored(SEGMENTS, looked.layer_name, answer, looked.layer_id)
            layer = QgsRasterLayer(answer.path, explored.name)
            styler = ExploredStyler(explored)
            styler.mark(layer)
            styler.dress(layer)
            add_product(layer, looked.layer_id, SEGMENTS)
            self.find_layer()
            return made_in_words(answer)

        self.make.run(self.desk.session, request, made, self.lost)

    def make_map(self) -> None:
        """Writes a land cover of the segments that have a name."""
        classes = classes_of(self.panel.segments, self._legend.classes)
        layer = self.panel.layer()
        if layer is None or not classes:
            return
        scene, name = str(layer.customProperty(SCENE_PROPERTY, "")), layer.name()
        areas = areas_of(self.panel.segments, {item.value: item.code for item in classes})
        codes = codes_of(self.panel.segments, classes)

        def made(path: str) -> str:
            made_layer = QgsRasterLayer(path, tr("{map} (named)").format(map=name))
            styler = MapStyler(
                made_layer.name(), {item.code: ClassStyle(item.name, item.color) for item in classes}
            )
            styler.mark(made_layer)
            styler.dress(made_layer)
            lines = areas_in_words(classes, areas)
            QgsLayerNotesUtils.setLayerNotes(made_layer, "<br>".join(lines))
            add_product(made_layer, scene, "landcover")
            return "\n".join([tr("The land cover is a layer of the project now."), *lines])

        def work(progress: Any, dropped: Any) -> str:
            return write_land_cover(source, codes, classes, path, progress, dropped)

        try:
            source = take_map(layer)
        except PluginError as error:
            self.keep_map.end(in_words(error), "error")
            return
        path = free_file(layer.source(), "named", ".tif")
        self._begin(self.keep_map, work, made)

    def make_labels(self) -> None:
        """Makes a label layer of the segments that have a name."""
        classes = classes_of(self.panel.segments, self._legend.classes)
        layer = self.panel.layer()
        if layer is None or not classes:
            return
        crs, codes = layer.crs(), codes_of(self.panel.segments, classes)
        coded = [LabelClass(str(item.code), item.code, item.name, item.color) for item in classes]

        def made(found: list[tuple[bytes, int]]) -> str:
            if not found:
                return tr("No piece of these segments is large enough for a label.")
            labels = make_label_layer(Path(path), crs, coded)
            add_labels(labels, [(_geometry(wkb), code) for wkb, code in found])
            set_classes(labels, coded)
            keep_style(labels)
            add_on_top(labels)
            text = tr("{count} polygons. Check them, then choose the layer on the page 'Fine-tune'.")
            return text.format(count=len(found))

        try:
            source = take_map(layer)
        except PluginError as error:
            self.keep_labels.end(in_words(error), "error")
            return
        path = free_file(layer.source(), "labels", ".gpkg")
        self._begin(
            self.keep_labels, lambda progress, dropped: label_polygons(source, codes, progress, dropped), made
        )

    def _begin(self, job: KeepJob, work: Any, made: Any) -> None:
        """Works in the background, and says what came of it."""

        def ended(result: Any) -> None:
            try:
                job.end(made(result), "success")
            except PluginError as error:
                job.end(in_words(error), "error")

        job.begin()
        job.work.begin(work, ended, lambda error: job.end(in_words(error), "error"))


def made_in_words(answer: ExploreAnswer) -> str:
    """How many segments there are, and why if the number was proposed."""
    count, criterion = len(answer.classes), answer.numbers.get("criterion")
    if criterion is None:
        return tr("{count} segments. Say what they are in the table.").format(count=count)
    text = tr(
        "{count} segments: of 3 to 12, this number has the best silhouette ({value}). Say what they are."
    )
    return text.format(count=count, value=fill("{value:.2f}", value=criterion))


def areas_in_words(classes: list[LabelClass], areas: dict[int, float]) -> list[str]:
    """A line per class with its area, largest first."""
    rows = sorted(classes, key=lambda item: -areas.get(item.code, 0.0))
    return [fill("{name}: {area:,.1f} ha", name=item.name, area=areas.get(item.code, 0.0)) for item in rows]


def _geometry(wkb: bytes) -> QgsGeometry:
    geometry = QgsGeometry()
    geometry.fromWkb(wkb)
    return geometry
