"""The table of segments: names, colours, merging, undo; saved with the layer of segments."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qgis.core import (
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
)
from qgis.gui import QgsColorDialog, QgsMapCanvas
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ...model.protocol.values import ClassInfo
from ..panels.layer_choice import live_layer
from ..results.explore_layers import show_segments
from ..results.segments import (
    SEGMENTS_PROPERTY,
    Segment,
    from_json,
    legend_of,
    merged,
    recoloured,
    renamed,
    row_of,
    to_json,
)
from ..translation import fill, tr
from ..ui.help_button import with_help
from ..ui.help_pages import EXPLORE
from ..ui.widgets import Why, column
from .canvas_tool import PlacesTool
from .name_table import NameTable, tool_button


class SegmentsPanel(QWidget):
    """Lets the user name, colour and merge the segments of a layer.

    Signals:
        changed: Other segments, or another layer.
        picking: The user begins to pick segments on the map.

    Attributes:
        segments: The rows.
        tool: Picks segments on the map.
    """

    changed = pyqtSignal()
    picking = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas, legend: Callable[[], Sequence[ClassInfo]]) -> None:
        """Makes the empty table.

        Args:
            canvas: QGIS's canvas.
            legend: Gives the classes whose names are offered.
        """
        super().__init__()
        self.segments: list[Segment] = []
        self._layer_id = ""
        self._undo: list[list[Segment]] = []
        self._legend = legend
        self._canvas = canvas
        self._build()
        self.tool = PlacesTool(canvas, tr("Pick a segment"), drags=False)
        self.tool.marked.connect(self._picked)
        self.tool.doubled.connect(self._name_picked)
        self.tool.began.connect(lambda: self.pick_button.setChecked(True))
        self.tool.ended.connect(lambda: self.pick_button.setChecked(False))
        self._update()

    def _build(self) -> None:
        layout = column(self)
        self.pick_button = QPushButton(tr("Pick segments on the map"))
        self.pick_button.setCheckable(True)
        self.pick_button.setToolTip(
            tr(
                "A click on the map selects the row of the segment there; with Shift one more row. A double "
                "click lets you name it."
            )
        )
        self.pick_button.setMinimumWidth(1)
        unused = QWidget()
        unused.hide()
        about = tr("Segments without labels")
        help_row, self.help = with_help(self.pick_button, unused, EXPLORE, about, "segments-without-labels")
        layout.addLayout(help_row)
        tip = tr("Area on the ground in hectares")
        self.table = NameTable(tr("Segments"), tr("Segment"), tr("Area (ha)"), tip, several=True)
        layout.addWidget(self.table)
        row = QHBoxLayout()
        row.setSpacing(2)
        self.merge_button = tool_button(
            row, "mActionMergeFeatures.svg", tr("Merge the selected segments"), self.merge
        )
        self.colour_button = tool_button(
            row, "propertyicons/symbology.svg", tr("Colour of the segment …"), self.recolour
        )
        self.undo_button = tool_button(row, "mActionUndo.svg", tr("Undo"), self.undo)
        row.addStretch(1)
        layout.addLayout(row)
        self._why = Why()
        layout.addWidget(self._why)
        self.pick_button.clicked.connect(self._pick)
        self.table.renamed.connect(self.rename)
        self.table.recolour.connect(self._ask_colour)
        self.table.itemSelectionChanged.connect(self._update)

    # The layer

    def layer(self) -> QgsRasterLayer | None:
        """The layer whose segments are shown."""
        return live_layer(self._layer_id)

    def set_layer(self, layer: QgsRasterLayer | None) -> None:
        """Shows the segments of a layer; None for none."""
        layer_id = str(layer.id()) if layer is not None else ""
        found = from_json(str(layer.customProperty(SEGMENTS_PROPERTY, ""))) if layer is not None else []
        if layer_id == self._layer_id and found == self.segments:
            return
        self._layer_id, self.segments, self._undo = layer_id, found, []
        self.table.clearSelection()
        self._show()

    # What the user does

    def rename(self, row: int, name: str) -> None:
        """Names a segment."""
        if name == self.segments[row].title and not self.segments[row].name:
            name = ""  # the number that stood there
        self._change(renamed(self.segments, row, name, self._legend()))

    def merge(self) -> None:
        """Makes the selected segments one."""
        rows = self.table.chosen()
        if len(rows) > 1:
            self._change(merged(self.segments, rows))
            self.table.choose([rows[0]])

    def recolour(self) -> None:
        """Asks for another colour of the selected segment."""
        rows = self.table.chosen()
        if len(rows) == 1:
            self._ask_colour(rows[0])

    def set_colour(self, row: int, color: str) -> None:
        """Gives a segment another colour."""
        self._change(recoloured(self.segments, row, color))

    def undo(self) -> None:
        """Takes the last change back."""
        if self._undo:
            self.segments = self._undo.pop()
            self._save()

    def _ask_colour(self, row: int) -> None:
        item = self.segments[row]
        color = QgsColorDialog.getColor(QColor(item.color), self, tr("Colour of '{}'").format(item.title))
        if color.isValid():
            self.set_colour(row, color.name())

    def _change(self, segments: list[Segment]) -> None:
        if segments == self.segments:
            self._show()
            return
        self._undo.append(self.segments)
        self.segments = segments
        self._save()

    def _save(self) -> None:
        """Keeps the segments with the layer, and shows them there."""
        layer = self.layer()
        if layer is not None:
            layer.setCustomProperty(SEGMENTS_PROPERTY, to_json(self.segments))
            show_segments(layer, legend_of(self.segments))
            layer.triggerRepaint()
            layer.emitStyleChanged()
            QgsProject.instance().setDirty(True)
        self._show()

    # Picking on the map

    def stop(self) -> None:
        """Leaves the canvas."""
        self.tool.stop()

    def _pick(self, on: bool) -> None:
        if on:
            self.picking.emit()
            self.tool.start()
        else:
            self.tool.stop()

    def _picked(self, place: QgsGeometry, shift: bool) -> None:
        layer = self.layer()
        row = row_of(self.segments, self._code_at(layer, place.asPoint())) if layer is not None else -1
        if row < 0:
            self._why.say(tr("There is no segment at this place."))
            return
        self.table.choose([*self.table.chosen(), row] if shift else [row])

    def _name_picked(self) -> None:
        """Lets the user name the segment that the first click of a double click selected."""
        rows = self.table.chosen()
        if len(rows) == 1:
            self.table.edit_name(rows[0])

    def _code_at(self, layer: QgsRasterLayer, place: QgsPointXY) -> int:
        """The value of the raster at a place of the map; 0 outside."""
        seen = self._canvas.mapSettings().destinationCrs()
        if seen.isValid() and layer.crs().isValid() and seen != layer.crs():
            try:
                place = QgsCoordinateTransform(seen, layer.crs(), QgsProject.instance()).transform(place)
            except QgsCsException:
                return 0
        value, found = layer.dataProvider().sample(place, 1)
        return int(value) if found else 0

    # Appearance

    def _show(self) -> None:
        self.table.offer([tr(item.name) for item in self._legend()])
        self.table.set_rows(
            [
                (item.title, item.color, fill("{area:,.0f}", area=item.hectares) if item.hectares else "–")
                for item in self.segments
            ]
        )
        self._update()
        self.changed.emit()

    def _update(self) -> None:
        """Enables what can be done, and says why something cannot."""
        count = len(self.table.chosen())
        self.pick_button.setEnabled(bool(self.segments))
        self.merge_button.setEnabled(count > 1)
        self.colour_button.setEnabled(count == 1)
        self.undo_button.setEnabled(bool(self._undo))
        reason = tr("Select a segment to name it, several to merge them.") if self.segments else ""
        self._why.say(reason if count < 1 else "")
