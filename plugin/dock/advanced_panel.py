"""How to read the layer when the detection errs, and how precisely and carefully to compute."""

from __future__ import annotations

import math
from typing import Any

from qgis.core import QgsRasterLayer
from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import QLocale, pyqtSignal
from qgis.PyQt.QtGui import QDoubleValidator
from qgis.PyQt.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from ...model.protocol.values import PRECISIONS
from ..translation import tr
from ..ui.widgets import WrappingCheckBox, add_field, select_data, shrinkable


class AdvancedPanel(QgsCollapsibleGroupBox):
    """Bands, units, nodata, precision, and whether to segment a layer that is no radar image.

    Signals:
        reading_changed: How to read the layer has changed; the detected properties may be wrong now.
        changed: Anything has changed.
    """

    reading_changed = pyqtSignal()
    changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Advanced"), parent)
        self.setCollapsed(True)
        self.setSaveCollapsedState(False)
        self.setMinimumWidth(1)  # the title must not make the dock wider
        layout = QVBoxLayout(self)
        layout.setSpacing(4)
        self.units = shrinkable(QComboBox())
        for name, text in _units():
            self.units.addItem(text, name)
        add_field(layout, tr("Units"), self.units)
        self.co_band = shrinkable(QComboBox())
        add_field(layout, tr("Band of VV or HH"), self.co_band)
        self.cross_band = shrinkable(QComboBox())
        add_field(layout, tr("Band of VH or HV"), self.cross_band)
        self.nodata = QLineEdit()
        self.nodata.setPlaceholderText(tr("as the file declares"))
        self.nodata.setToolTip(
            tr("Another value that means 'no data', besides the one that the file declares.")
        )
        validator = QDoubleValidator(self.nodata)
        # The same notation as in files and headers: "-9999.5", never "-9999,5".
        validator.setLocale(QLocale.c())
        self.nodata.setValidator(validator)
        add_field(layout, tr("Nodata value"), self.nodata)
        self.precision = shrinkable(QComboBox())
        for name in PRECISIONS:
            self.precision.addItem(tr("Automatic") if name == "auto" else name, name)
        self.precision.setToolTip(
            tr("bf16 and fp16 are faster where the device supports them; fp32 is exact.")
        )
        add_field(layout, tr("Precision"), self.precision)
        self.careful = WrappingCheckBox(tr("Careful: four looks at every tile"))
        self.careful.setToolTip(
            tr("Also looks at mirror images of every tile: a little better, and four times as slow.")
        )
        layout.addWidget(self.careful)
        self.allow_any = WrappingCheckBox(tr("Also segment what is not radar"))
        self.allow_any.setToolTip(tr("Segments the layer even if it does not look like a radar image."))
        layout.addWidget(self.allow_any)
        self.set_bands(None, None)
        for combo in (self.units, self.co_band, self.cross_band):
            combo.activated.connect(self._reading_changed)
        self.nodata.editingFinished.connect(self._reading_changed)
        self.precision.activated.connect(lambda _: self.changed.emit())
        for box in (self.careful, self.allow_any):
            box.toggled.connect(lambda _: self.changed.emit())

    def set_bands(self, layer: QgsRasterLayer | None, cross_pol: QgsRasterLayer | None) -> None:
        """Offers the bands of the layer, and of the second layer for cross-pol if there is one."""
        for combo, source in ((self.co_band, layer), (self.cross_band, cross_pol or layer)):
            combo.clear()
            combo.addItem(tr("Automatic"), None)
            combo.addItem(tr("None"), 0)
            for band in range(1, source.bandCount() + 1) if source is not None else ():
                combo.addItem(source.bandName(band), band)

    def forget(self) -> None:
        """Clears for another project: values typed for a layer of the old project do not apply."""
        if self.nodata.text():
            self.nodata.clear()
            self._reading_changed()

    def reading(self) -> dict[str, Any]:
        """How to read the layer, by the names of ``messages.SceneSpec``'s fields."""
        text = self.nodata.text().strip()
        return {
            "co_band": self.co_band.currentData(),
            "cross_band": self.cross_band.currentData(),
            "units": str(self.units.currentData()),
            "nodata": _number(text),
        }

    def parameters(self) -> dict[str, Any]:
        """The choices as parameters of ``sardino:segmentlayer``."""
        return {
            **{name.upper(): value for name, value in self.reading().items()},
            "PRECISION": self.precision_choice(),
            "CAREFUL": self.careful.isChecked(),
            "ALLOW_ANY": self.allow_any.isChecked(),
        }

    def precision_choice(self) -> str:
        """One of ``messages.PRECISIONS``."""
        return str(self.precision.currentData())

    def choose(self, units: str, precision: str, allow_any: bool, careful: bool = False) -> None:
        """Shows remembered choices. Bands and nodata belong to a layer and are not remembered."""
        select_data(self.units, units)
        select_data(self.precision, precision)
        self.allow_any.setChecked(allow_any)
        self.careful.setChecked(careful)

    def _reading_changed(self) -> None:
        self.reading_changed.emit()
        self.changed.emit()


def _units() -> list[tuple[str, str]]:
    """The units with their names."""
    return [
        ("auto", tr("Automatic")),
        ("db", tr("Decibel")),
        ("db_x10", tr("Decibel × 10")),
        ("db_x100", tr("Decibel × 100")),
        ("db_x1000", tr("Decibel × 1000")),
        ("linear", tr("Linear power (sigma0, gamma0)")),
        ("amplitude", tr("Amplitude")),
        ("dn", tr("Raw digital numbers")),
        ("uint8", tr("8-bit picture")),
    ]


def _number(text: str) -> float | None:
    """The number in a text; None if there is none, or none that JSON can carry."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None
