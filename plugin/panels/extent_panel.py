"""Where to segment: the whole layer, the map canvas, a drawn area, or polygons of a layer."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeature,
    QgsGeometry,
    QgsProcessingFeatureSourceDefinition,
    QgsProject,
    QgsRectangle,
    QgsReferencedRectangle,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.gui import QgsMapCanvas, QgsMapLayerComboBox, QgsMapTool
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from ..translation import tr
from ..ui.layer_filter import POLYGON_LAYERS
from ..ui.widgets import add_field, column, note_label, select_data, shrinkable
from .draw_tool import DrawTool, area_band
from .layer_choice import LayerChoice, id_of, live_layer


class ExtentPanel(QWidget):
    """Lets the user choose where to segment.

    Signals:
        changed: The choice, or what it refers to, has changed.
    """

    changed = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._area: QgsGeometry | None = None
        self._area_crs = QgsCoordinateReferenceSystem()
        self._band = area_band(canvas)
        self._tool = DrawTool(canvas)
        self._tool_before: Any = None
        self._build()
        self._tool.drawn.connect(self._keep_area)
        self._tool.given_up.connect(self._put_tool_back)
        self._tool.deactivated.connect(self._release_buttons)
        canvas.destinationCrsChanged.connect(self._show_area)
        canvas.extentsChanged.connect(self._canvas_moved)
        self._mode_changed()

    def _build(self) -> None:
        """Makes the widgets."""
        layout = column(self)
        self.mode = shrinkable(QComboBox())
        self.mode.addItem(tr("Whole layer"), "layer")
        self.mode.addItem(tr("What the map shows"), "canvas")
        self.mode.addItem(tr("Area drawn on the map"), "drawn")
        self.mode.addItem(tr("Polygons of a layer"), "polygons")
        add_field(layout, tr("E&xtent"), self.mode)
        self._draw_row = QWidget()
        row = QHBoxLayout(self._draw_row)
        row.setContentsMargins(0, 0, 0, 0)
        self.draw_rectangle = QPushButton(tr("Rectangle"))
        self.draw_rectangle.setToolTip(tr("Drag a rectangle on the map. Esc gives up."))
        self.draw_polygon = QPushButton(tr("Polygon"))
        self.draw_polygon.setToolTip(
            tr("Click the corners; a right click or Enter ends. Backspace takes one back, Esc gives up.")
        )
        for button in (self.draw_rectangle, self.draw_polygon):
            button.setCheckable(True)
            button.setMinimumWidth(1)
            row.addWidget(button)
        layout.addWidget(self._draw_row)
        self.polygons = shrinkable(QgsMapLayerComboBox())
        self.polygons.setFilters(POLYGON_LAYERS)
        self.polygons.setAllowEmptyLayer(True)
        self.polygons.setAccessibleName(tr("Polygon layer"))
        layout.addWidget(self.polygons)
        self._hint = note_label()
        layout.addWidget(self._hint)
        self._choice = LayerChoice(self.polygons, parent=self)
        self.mode.currentIndexChanged.connect(self._mode_changed)
        self._choice.changed.connect(self._polygon_layer_changed)
        self.draw_rectangle.clicked.connect(lambda checked: self._draw(checked, polygon=False))
        self.draw_polygon.clicked.connect(lambda checked: self._draw(checked, polygon=True))
        self._watched = ""

    def choice(self) -> str:
        """One of ``settings.EXTENT_MODES``."""
        return str(self.mode.currentData())

    def choose(self, mode: str) -> None:
        """Chooses one of ``settings.EXTENT_MODES``."""
        select_data(self.mode, mode)

    def missing(self) -> str:
        """What the user has yet to do before the choice can be used; empty if nothing."""
        if self.choice() == "drawn" and self._area is None:
            return tr("Draw the area on the map first")
        if self.choice() == "polygons" and self._choice.layer() is None:
            return tr("Choose a polygon layer first")
        return ""

    def parameters(self) -> dict[str, Any]:
        """The choice as parameters of ``sardino:segmentlayer``.

        A drawn polygon becomes a layer that lives as long as the dictionary.
        """
        choice = self.choice()
        if choice == "canvas":
            crs = self._canvas.mapSettings().destinationCrs()
            return {"EXTENT": extent_parameter(self._canvas.extent(), crs)}
        if choice == "drawn" and self._area is not None:
            if self._area.isGeosEqual(QgsGeometry.fromRect(self._area.boundingBox())):
                return {"EXTENT": extent_parameter(self._area.boundingBox(), self._area_crs)}
            return {"POLYGONS": _polygon_layer(self._area, self._area_crs)}
        layer = self._choice.layer()
        if choice == "polygons" and layer is not None:
            return {
                "POLYGONS": QgsProcessingFeatureSourceDefinition(layer.id(), layer.selectedFeatureCount() > 0)
            }
        return {}

    def set_shown(self, shown: bool) -> None:
        """Shows the drawn area on the map only while the dock is visible."""
        self._band.setVisible(shown and self.choice() == "drawn")
        if not shown:
            self._put_tool_back()

    def forget(self) -> None:
        """Clears for another project: an area drawn in the old project means nothing here."""
        self._area = None
        self._band.reset(QgsWkbTypes.GeometryType.PolygonGeometry)
        self._put_tool_back()
        self._update_hint()
        self.changed.emit()

    def remove(self) -> None:
        """Removes everything from the canvas for good."""
        self._canvas.destinationCrsChanged.disconnect(self._show_area)
        self._canvas.extentsChanged.disconnect(self._canvas_moved)
        self._watch(None)
        self._put_tool_back()
        self._tool.remove()
        self._canvas.scene().removeItem(self._band)

    def _mode_changed(self) -> None:
        """Shows the widgets that the mode needs."""
        choice = self.choice()
        self._draw_row.setVisible(choice == "drawn")
        self.polygons.setVisible(choice == "polygons")
        self._band.setVisible(choice == "drawn")
        if choice != "drawn":
            self._put_tool_back()
        self._update_hint()
        self.changed.emit()

    def _update_hint(self) -> None:
        """Says in words what will be segmented."""
        choice = self.choice()
        text = ""
        if choice == "drawn":
            text = tr("Nothing drawn yet.") if self._area is None else self._size_in_words()
        elif choice == "polygons":
            layer = self._choice.layer()
            count = layer.selectedFeatureCount() if layer is not None else 0
            if layer is None:
                text = tr("Choose a layer of polygons.")
            elif count:
                text = (
                    tr("The {count} selected polygons.").format(count=count)
                    if count > 1
                    else tr("The one selected polygon.")
                )
            else:
                text = tr("Nothing is selected: all polygons of the layer.")
        self._hint.setText(text)
        self._hint.setVisible(bool(text))

    def _size_in_words(self) -> str:
        """The drawn area in words."""
        if self._area is None:
            return ""
        if self._area.isGeosEqual(QgsGeometry.fromRect(self._area.boundingBox())):
            return tr("A rectangle is drawn.")
        return tr("A polygon is drawn.")

    def _draw(self, checked: bool, *, polygon: bool) -> None:
        """Starts or stops drawing."""
        if not checked:
            self._put_tool_back()
            return
        if self._canvas.mapTool() is not self._tool:
            self._keep_tool(self._canvas.mapTool())
        self._tool.polygon = polygon
        self._canvas.setMapTool(self._tool)
        self.draw_rectangle.setChecked(not polygon)
        self.draw_polygon.setChecked(polygon)
        self._canvas.setFocus()

    def _keep_area(self, area: QgsGeometry) -> None:
        """Takes the drawn area."""
        self._area = QgsGeometry(area)
        self._area_crs = self._canvas.mapSettings().destinationCrs()
        self._show_area()
        self._put_tool_back()
        self._update_hint()
        self.changed.emit()

    def _show_area(self) -> None:
        """Draws the area in the canvas's current coordinate system."""
        if self._area is None:
            return
        shown = QgsGeometry(self._area)
        target = self._canvas.mapSettings().destinationCrs()
        try:
            shown.transform(QgsCoordinateTransform(self._area_crs, target, QgsProject.instance()))
        except QgsCsException:
            # The area cannot be shown in this coordinate system, but it still applies.
            self._band.reset(QgsWkbTypes.GeometryType.PolygonGeometry)
            return
        self._band.setToGeometry(shown)
        self._band.setVisible(self.choice() == "drawn")

    def _keep_tool(self, tool: QgsMapTool | None) -> None:
        """Remembers the canvas's tool until the tool is deleted: a plugin's tool goes with the plugin."""
        if self._tool_before is not None:
            self._tool_before.destroyed.disconnect(self._forget_tool)
        self._tool_before = tool
        if tool is not None:
            tool.destroyed.connect(self._forget_tool)

    def _forget_tool(self) -> None:
        self._tool_before = None

    def _put_tool_back(self) -> None:
        """Gives the canvas its previous tool back."""
        if self._canvas.mapTool() is self._tool:
            self._canvas.unsetMapTool(self._tool)
            if self._tool_before is not None:
                self._canvas.setMapTool(self._tool_before)
        self._keep_tool(None)
        self._release_buttons()

    def _release_buttons(self) -> None:
        """Shows that the user no longer draws."""
        self.draw_rectangle.setChecked(False)
        self.draw_polygon.setChecked(False)

    def _polygon_layer_changed(self) -> None:
        """Follows the selection of the new layer."""
        self._watch(self._choice.layer())
        self._update_hint()
        self.changed.emit()

    def _watch(self, layer: QgsVectorLayer | None) -> None:
        """Listens only to the selection of this layer."""
        before = live_layer(self._watched)
        if before is not None:
            before.selectionChanged.disconnect(self._update_hint)
        self._watched = id_of(layer)
        if layer is not None:
            layer.selectionChanged.connect(self._update_hint)

    def _canvas_moved(self) -> None:
        """Updates an extent that follows the canvas."""
        if self.choice() == "canvas":
            self.changed.emit()


def extent_parameter(extent: QgsRectangle, crs: QgsCoordinateReferenceSystem) -> str | QgsReferencedRectangle:
    """An extent in Processing's notation, so that the history shows words."""
    if not crs.authid():
        # A user-defined coordinate system has no name to write.
        return QgsReferencedRectangle(extent, crs)
    sides = (extent.xMinimum(), extent.xMaximum(), extent.yMinimum(), extent.yMaximum())
    return f"{','.join(repr(side) for side in sides)} [{crs.authid()}]"


def _polygon_layer(area: QgsGeometry, crs: QgsCoordinateReferenceSystem) -> QgsVectorLayer:
    """A layer in memory that holds one area."""
    layer = QgsVectorLayer("MultiPolygon", tr("Drawn area"), "memory")
    layer.setCrs(crs)
    feature = QgsFeature()
    area = QgsGeometry(area)
    area.convertToMultiType()
    feature.setGeometry(area)
    layer.dataProvider().addFeature(feature)
    layer.updateExtents()
    return layer
