"""The group "Attention of a place": where the network looks from the place under the mouse."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsColorRampLegendNodeSettings,
    QgsCoordinateReferenceSystem,
    QgsGeometry,
    QgsPointXY,
    QgsRasterLayer,
)
from qgis.gui import QgsRubberBand
from qgis.PyQt.QtGui import QColor, QImage
from qgis.PyQt.QtWidgets import QComboBox, QWidget

from ...model.protocol.exploring import AttentionViewRequest, MapView
from ..errors import PluginError, in_words
from ..panels.layer_choice import live_layer
from ..processing.progress import ProgressReporter
from ..results.layers import colour_ramp, pseudo_colour
from ..translation import tr
from ..ui.text import shortened
from ..ui.widgets import add_field, select_data, shrinkable
from .attention_file import extent_of, write_attention
from .canvas_tool import PlacesTool
from .desk import Desk
from .keeping import add_layer, new_file
from .parts import KeepJob, Slider, ToggleJob
from .picture_group import PictureGroup
from .pixels import STEPS, Pixels, indexed
from .work import Dropped

NO_ANSWER = frozenset({"extent_outside_scene", "no_valid_pixels"})
"""Errors that only say that there is nothing at the place."""
REMEMBERED = "attention"
_MASS = 60
_MEAN = 0
_RAMP = "Sardino attention"
_FAINT, _STRONG = 70, 255
"""Opacity of the least and of the largest value."""
_FRAME = "#00e5ff"
_TOKEN_PIXELS = 10


class AttentionGroup(PictureGroup):
    """Head, mass and picture, and the button that keeps one as a layer.

    Attributes:
        tool: Says where the mouse is.
        head: Which head is shown.
        source: Whose attention is shown.
        mass: The share of the attention that is shown, in percent.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.tool = PlacesTool(desk.canvas, tr("Point at a place"), drags=False)
        self._place: QgsPointXY | None = None
        self._held = self._loading = self._keeps = False
        self._frame: list[QgsRubberBand] = []
        about = tr(
            "Move the mouse over the map: the picture shows where the network looks from there. A click "
            "holds the place, another click lets it go. Shift: keep it as a layer. Esc: end."
        )
        main = ToggleJob(tr("Point at a place"), about, "attention-of-a-place")
        super().__init__(tr("Attention of a place"), desk, main, parent)
        self.tool.hovered.connect(self._hovered)
        self.tool.marked.connect(self._clicked)
        self.scene_changed()
        self.update_state()

    def fill(self) -> None:
        """Whose attention, which head, how much, the opacity, and the button that keeps one."""
        self.source, self.head = shrinkable(QComboBox()), shrinkable(QComboBox())
        self.source.addItem(tr("Place under the mouse"), False)
        self.source.addItem(tr("The whole scene (CLS token)"), True)
        self.source.activated.connect(lambda _: self._asked_otherwise())
        self.head.activated.connect(lambda _: self.picture.redraw())
        add_field(self.body, tr("Attention of"), self.source)
        add_field(self.body, tr("Head"), self.head)
        tip = tr("The places that get most, up to this share of all attention; the DINO paper takes 60 %.")
        self.mass = Slider(tr("Share of the attention that is shown"), 1, 100, _MASS, tip)
        self.mass.moved.connect(lambda _: self._asked_otherwise())
        self.body.addWidget(self.mass)
        super().fill()
        self.keep = KeepJob(
            tr("Keep as layer"), tr("Writes the attention of the held place to a small file.")
        )
        self.keep.start.connect(self.keep_layer)
        self.keeping.append(self.keep)

    @property
    def of_cls(self) -> bool:
        """Whether the attention of the CLS token is shown."""
        return bool(self.source.currentData())

    # The canvas

    def begin(self) -> None:
        """Puts the picture on the canvas, and follows the mouse."""
        self.tool.start()
        self.picture.start(self._request, self._painted)
        if not self.of_cls:
            self.note.show_text(tr("Move the mouse over the map."), "info")

    def stop(self) -> None:
        """Leaves the canvas."""
        super().stop()
        self.tool.stop()
        self._place, self._held, self._keeps = None, False, False
        self._hide_frame()
        self.update_state()

    def _request(self, view: MapView) -> AttentionViewRequest | None:
        looked, place = self.looked, self._place
        if looked is None or (place is None and not self.of_cls):
            return None
        x, y = (place.x(), place.y()) if place is not None else (0.0, 0.0)
        return AttentionViewRequest(
            looked.scene,
            x,
            y,
            view,
            looked.crs,
            self.mass.value() / 100,
            self.of_cls,
            looked.features,
            **looked.engine(),
        )

    def _painted(self, pixels: Pixels) -> QImage:
        band = int(self.head.currentData() or _MEAN) - 1
        # The mean is the last band.
        return indexed(pixels, _table(), band if 0 <= band < len(pixels.bands) - 1 else len(pixels.bands) - 1)

    def _drawn(self, pixels: Pixels) -> None:
        super()._drawn(pixels)
        self._show_frame(pixels)
        self.update_state()
        if self._keeps and not self.picture.waiting:
            self._keeps = False
            self.keep_layer()

    def said(self, pixels: Pixels) -> tuple[str, str]:
        """What can be done with the picture."""
        if self.of_cls:
            return tr(pixels.answer.note), "info"
        if self._held:
            return tr("The place is held. Click on the map to let it go."), "info"
        return tr("Click to hold this place, Shift and click to keep it as a layer."), "info"

    def _failed(self, error: Exception) -> None:
        self._keeps = False
        if isinstance(error, PluginError) and error.code in NO_ANSWER:
            self.picture.clear()
            self._hide_frame()
            self._held = False
            self.note.show_text(in_words(error) if not error.message else error.message, "info")
            self.update_state()
        else:
            super()._failed(error)

    def _show_frame(self, pixels: Pixels) -> None:
        """The outline of the tile that the network saw at once, and the token's place in it."""
        self._hide_frame()
        numbers, looked = pixels.answer.numbers, self.looked
        layer = live_layer(looked.layer_id) if looked is not None else None
        if layer is None or "tile_x0" not in numbers:
            return
        corners = [QgsPointXY(numbers[f"tile_x{place}"], numbers[f"tile_y{place}"]) for place in range(4)]
        tile = QgsGeometry.fromPolygonXY([[*corners, corners[0]]])
        inside = tile.intersection(QgsGeometry.fromRect(layer.extent()))
        token = QgsGeometry.fromPointXY(QgsPointXY(numbers["token_x"], numbers["token_y"]))
        for place in (tile if inside.isEmpty() else inside, token):
            band = QgsRubberBand(self.desk.canvas, place.type())
            band.setStrokeColor(QColor(_FRAME))
            band.setFillColor(QColor(0, 0, 0, 0))
            band.setWidth(2)
            band.setIcon(QgsRubberBand.IconType.ICON_CIRCLE)
            band.setIconSize(_TOKEN_PIXELS)
            band.setToGeometry(place, layer.crs())
            self._frame.append(band)

    def _hide_frame(self) -> None:
        for band in self._frame:
            self.desk.canvas.scene().removeItem(band)
        self._frame = []

    # What the user does

    def _hovered(self, place: QgsPointXY) -> None:
        if not self._held and not self.of_cls:
            self._go_to(place)

    def _clicked(self, place: QgsGeometry, shift: bool) -> None:
        if self.of_cls:
            return
        self._keeps = shift and not self.keep.running()
        self._held = shift or not self._held
        self._go_to(place.asPoint())

    def _go_to(self, place: QgsPointXY) -> None:
        moved = self.desk.in_scene(QgsGeometry.fromPointXY(place))
        self._place = moved.asPoint() if moved is not None else None
        if self._place is None:
            self._held = self._keeps = False
            self._hide_frame()
            self.note.show_text(tr("This place lies outside the scene."), "info")
        self.picture.update()

    def _asked_otherwise(self) -> None:
        if self.of_cls:
            self._hide_frame()
        if not self._loading:
            self.desk.session.remember(REMEMBERED, {"mass": self.mass.value(), "cls": self.of_cls})
        self.picture.update()
        self.update_state()

    def update_state(self) -> None:
        """Enables what can be done, or says why not."""
        super().update_state()
        for widget in (self.source, self.head, self.mass):
            widget.setEnabled(not self.missing())

    def nothing_to_keep(self) -> str:
        """Why nothing can be kept yet."""
        if self.of_cls:
            return tr("The page 'Segment' makes an attention layer of the whole scene")
        return "" if self._held else tr("Click on a place first")

    def scene_changed(self) -> None:
        """Lists the heads of the model, and shows the choices of the scene."""
        looked = self.looked
        self.head.clear()
        self.head.addItem(tr("Mean of all heads"), _MEAN)
        for number in range(1, (looked.answer.heads if looked is not None else 0) + 1):
            self.head.addItem(tr("Head {number}").format(number=number), number)
        kept = self.desk.session.recall(REMEMBERED)
        kept = kept if isinstance(kept, dict) else {}
        self._loading = True
        value = kept.get("mass", _MASS)
        self.mass.set_value(value if isinstance(value, int) else _MASS)
        select_data(self.source, bool(kept.get("cls", False)))
        self._loading = False

    # A layer

    def keep_layer(self) -> None:
        """Writes the attention of the held place, on the tokens' own grid."""
        looked, shown, place = self.looked, self.picture.pixels, self._place
        if looked is None or shown is None or place is None or "tile_x0" not in shown.answer.numbers:
            return
        numbers = shown.answer.numbers
        extent, side = extent_of(numbers), int(numbers["tokens"])
        request = self._request(MapView(list(extent), side, side, looked.crs))
        out, client = new_file(looked, "attention_of_place", ".tif"), self.desk.session.host.client
        wkt = self.desk.session.crs().toWkt(QgsCoordinateReferenceSystem.WKT_PREFERRED)

        def work(_: ProgressReporter, dropped: Dropped) -> None:
            answer = client().request(request, cancelled=dropped)
            write_attention(out, Pixels.of(answer), extent, wkt)

        def made(_: Any) -> str:
            name = tr("{scene} (attention of a place)").format(scene=looked.layer_name)
            layer = QgsRasterLayer(out, shortened(name, 60))
            legend = QgsColorRampLegendNodeSettings()
            legend.setSuffix(" %")
            band = int(self.head.currentData() or _MEAN) or layer.bandCount()
            layer.setRenderer(pseudo_colour(layer.dataProvider(), band, 0.0, 100.0, _RAMP, legend))
            add_layer(layer, looked, "attention_of_place")
            return tr("The attention is a layer of the project now: {file}").format(file=Path(out).name)

        self.keep.run_work(work, made, self.lost)


def _table() -> list[int]:
    """256 colours: strong attention covers the map, weak attention lets the map through."""
    ramp = colour_ramp(_RAMP)
    table = []
    for value in range(STEPS + 1):
        colour = QColor(ramp.color(value / STEPS))
        colour.setAlpha(round(_FAINT + (_STRONG - _FAINT) * value / STEPS))
        table.append(int(colour.rgba()))
    return [*table, 0]
