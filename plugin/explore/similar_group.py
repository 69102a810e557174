"""The group "Similar places": clicks on what is looked for, and a picture of what looks like that."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import QgsGeometry, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtGui import QColor, QImage
from qgis.PyQt.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ...model.protocol.exploring import ExploreAnswer, MapView, SimilarRequest, SimilarViewRequest
from ..disk.scratch import scratch_folder
from ..errors import JobCancelled
from ..processing.progress import ProgressReporter
from ..results.explore_layers import SIMILARITY, Explored, ExploredStyler
from ..results.layers import colour_ramp
from ..translation import fill, tr
from ..ui.text import hectares, shortened
from ..ui.widgets import note_label
from .canvas_tool import PlacesTool
from .desk import Desk
from .keeping import add_layer, new_file
from .marks import Marks
from .parts import KeepJob, Slider, ToggleJob
from .picture_group import PictureGroup
from .pixels import STEPS, Pixels, indexed, ramp_table
from .session import Looked
from .similar_polygons import write_polygons
from .work import Dropped

REMEMBERED = "similar"
"""Name of what is saved with the scene's layer: places and threshold."""
LIKE, UNLIKE = 1, 0
_COLORS = {LIKE: "#1a9641", UNLIKE: "#d7191c"}
_THRESHOLD = 75
_POLYGONS_OPACITY = 0.6
"""The scene stays in sight below them."""
_RAMP = "Sardino similarity"


class SimilarGroup(PictureGroup):
    """Places, threshold, picture, and what is kept of it.

    Attributes:
        marks: The places.
        tool: Marks places on the canvas.
        threshold: The lowest similarity that is shown, in percent.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.marks = Marks(desk.canvas, lambda code: _COLORS.get(code, "#000000"))
        self.tool = PlacesTool(desk.canvas, tr("Mark similar places"))
        self._loading = False
        about = tr(
            "Click on what you look for, or drag around it. Shift: not this. Ctrl+drag: a brush stroke. "
            "Ctrl+Z: take back. Esc: end."
        )
        main = ToggleJob(tr("Find similar places"), about, "similar-places")
        super().__init__(tr("Similar places"), desk, main, parent)
        self.marks.setParent(self)
        self.tool.marked.connect(self._marked)
        self.tool.undone.connect(self.marks.undo)
        self.marks.changed.connect(self._places_changed)
        self.scene_changed()
        self.update_state()

    def fill(self) -> None:
        """How to mark, the places, the threshold, the opacity, and the buttons that keep something."""
        self.count = note_label()
        self.body.addWidget(self.count)
        row = QHBoxLayout()
        self.undo_button, self.clear_button = QPushButton(tr("Undo")), QPushButton(tr("Clear"))
        for button, tip, slot in (
            (self.undo_button, tr("Takes the last place back (Ctrl+Z)."), self.marks.undo),
            (self.clear_button, tr("Removes all places. Undo brings them back."), self.marks.clear),
        ):
            button.setMinimumWidth(1)
            button.setToolTip(tip)
            button.clicked.connect(slot)
            row.addWidget(button, 1)
        self.body.addLayout(row)
        tip = tr("Only places that are at least so similar are shown and become polygons.")
        self.threshold = Slider(tr("Similar from"), 0, 99, _THRESHOLD, tip)
        self.threshold.moved.connect(self._threshold_moved)
        self.body.addWidget(self.threshold)
        super().fill()
        self.keep = KeepJob(tr("Keep as layer"), tr("Writes the similarity of the whole scene to a file."))
        self.polygons = KeepJob(
            tr("To polygons"), tr("Makes polygons of the places above the threshold, in the whole scene.")
        )
        self.keep.start.connect(self.keep_layer)
        self.polygons.start.connect(self.keep_polygons)
        self.keeping += [self.keep, self.polygons]

    # The canvas

    def begin(self) -> None:
        """Puts places and picture on the canvas, and takes the mouse."""
        self.marks.show(True)
        self.tool.start()
        self.picture.start(self._request, self._painted)
        self._say_what_is_missing()

    def stop(self) -> None:
        """Leaves the canvas."""
        super().stop()
        self.tool.stop()
        self.marks.show(False)

    def _request(self, view: MapView) -> SimilarViewRequest | None:
        looked = self.looked
        if looked is None or not self._likes():
            return None
        return SimilarViewRequest(looked.features, self.marks.examples(), view, looked.crs)

    def _painted(self, pixels: Pixels) -> QImage:
        lowest = round(self.threshold.value() * STEPS / 100)
        return indexed(pixels, ramp_table(colour_ramp(_RAMP), lowest))

    # What the user does

    def _marked(self, place: QgsGeometry, shift: bool) -> None:
        looked = self.looked
        if looked is None:
            return
        if self.desk.in_scene(place) is None:
            self.note.show_text(tr("This place lies outside the scene."), "warning")
        elif not self.marks.add(place, UNLIKE if shift else LIKE):
            self.note.show_text(tr("There are too many places already."), "warning")

    def _threshold_moved(self, _: int) -> None:
        self.picture.redraw()
        self._remember()

    def _places_changed(self) -> None:
        if not self._likes():
            self.picture.clear()
        self._remember()
        self.update_state()
        if not self._loading:
            self._say_what_is_missing()
            self.picture.update()

    def _say_what_is_missing(self) -> None:
        """Places that say no alone find nothing."""
        words = "" if self._likes() else tr("Click on the map on what you look for.")
        self.note.show_text(words if self.picture.on else "", "info")

    def _likes(self) -> int:
        return self.marks.codes().count(LIKE)

    def update_state(self) -> None:
        """Says how many places there are, and enables what can be done."""
        super().update_state()
        likes, others = self._likes(), self.marks.codes().count(UNLIKE)
        text = tr("Places like this: {likes}. Not like this: {others}.").format(likes=likes, others=others)
        self.count.setText(text if likes or others else "")
        self.count.setVisible(bool(likes or others))
        self.undo_button.setEnabled(self.marks.can_undo())
        self.clear_button.setEnabled(len(self.marks) > 0)
        self.threshold.setEnabled(not self.missing())

    def nothing_to_keep(self) -> str:
        """Why nothing can be kept yet."""
        return "" if self._likes() else tr("Mark a place first")

    # Saved with the project

    def _remember(self) -> None:
        if not self._loading and self.looked is not None:
            self.desk.session.remember(
                REMEMBERED, {"places": self.marks.dump(), "threshold": self.threshold.value()}
            )

    def scene_changed(self) -> None:
        """Takes the places of the scene."""
        kept = self.desk.session.recall(REMEMBERED)
        kept = kept if isinstance(kept, dict) else {}
        self._loading = True
        try:
            self.marks.load(kept.get("places", []), self.desk.session.crs())
            value = kept.get("threshold", _THRESHOLD)
            self.threshold.set_value(value if isinstance(value, int) else _THRESHOLD)
        finally:
            self._loading = False

    def remove(self) -> None:
        """Leaves QGIS for good."""
        super().remove()
        self.marks.remove()

    # Layers

    def _whole(self, looked: Looked, out: str) -> SimilarRequest:
        return SimilarRequest(
            out, self.marks.examples(), looked.features, looked.scene, looked.crs, **looked.engine()
        )

    def keep_layer(self) -> None:
        """Writes the similarity of the whole scene."""
        looked = self.looked
        if looked is None or not self._likes():
            return

        def made(answer: ExploreAnswer) -> str:
            layer = QgsRasterLayer(answer.path, tr("Similar places"))
            add_layer(layer, looked, SIMILARITY)
            explored = Explored(SIMILARITY, looked.layer_name, answer, looked.layer_id)
            ExploredStyler(explored).dress(layer)
            layer.setName(shortened(explored.name, 60))
            return tr("The similarity is a layer of the project now.")

        request = self._whole(looked, new_file(looked, "similar", ".tif"))
        self.keep.run(self.desk.session, request, made, self.lost)

    def keep_polygons(self) -> None:
        """Makes polygons of the places above the threshold."""
        looked = self.looked
        if looked is None or not self._likes():
            return
        session, threshold = self.desk.session, float(self.threshold.value())
        out, crs = new_file(looked, "similar", ".gpkg"), session.crs()

        def work(progress: ProgressReporter, dropped: Dropped) -> tuple[int, float]:
            def tick(done: float) -> None:
                if dropped():
                    raise JobCancelled()
                progress.fraction(done)

            with scratch_folder() as folder:
                progress.begin(tr("Similarity of the scene"), 0.0, 0.7)
                request = self._whole_in(looked, examples, folder)
                answer = session.host.client().request(request, progress=progress.worker, cancelled=dropped)
                progress.begin(tr("Making polygons"), 0.7, 1.0)
                return write_polygons(answer.path, out, threshold, crs, tick)

        examples = self.marks.examples()

        def made(found: tuple[int, float]) -> str:
            name = tr("{scene} (similar from {percent:.0f} %)")
            name = fill(name, scene=shortened(looked.layer_name), percent=threshold)
            layer = QgsVectorLayer(out, name, "ogr")
            if layer.renderer() is not None:
                layer.renderer().symbol().setColor(QColor(_COLORS[LIKE]))
                layer.setOpacity(_POLYGONS_OPACITY)
            add_layer(layer, looked, "similar_polygons")
            text = tr("{count:,} polygons, {area} ha")
            return fill(text, count=found[0], area=hectares(found[1]))

        self.polygons.run_work(work, made, self.lost)

    @staticmethod
    def _whole_in(looked: Looked, examples: list[Any], folder: Path) -> SimilarRequest:
        out = str(folder / "similar.tif")
        return SimilarRequest(out, examples, looked.features, looked.scene, looked.crs, **looked.engine())
