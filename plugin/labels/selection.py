"""A check box: use only the selected polygons of the label layers."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QCheckBox, QWidget

from ..translation import tr


class SelectionBox(QCheckBox):
    """Visible only while polygons are selected; otherwise hidden and not checked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setToolTip(
            tr(
                "Learns only from the polygons that are selected now. Of label layers without a selection, "
                "all polygons count."
            )
        )
        self.say(0)

    def say(self, count: int) -> None:
        """Says how many polygons are selected."""
        self.setText(tr("&Only the selected polygons ({count})").format(count=count))
        self.setVisible(count > 0)
        if not count:
            self.setChecked(False)
