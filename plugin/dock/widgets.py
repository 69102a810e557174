"""Small widgets and layout helpers that the panels share."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtGui import QColor, QIcon, QPainter, QPixmap
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..translation import tr

_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard

_ICONS = {
    "info": "/mIconInfo.svg",
    "warning": "/mIconWarning.svg",
    "error": "/mIconCritical.svg",
    "success": "/mIconSuccess.svg",
}


def column(parent: QWidget) -> QVBoxLayout:
    """A vertical layout without margins, for a panel inside a panel."""
    layout = QVBoxLayout(parent)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(4)
    return layout


def add_field(layout: QVBoxLayout, text: str, widget: QWidget) -> QLabel:
    """Puts a label above a field: side by side they would not fit a narrow dock.

    Args:
        layout: Where they go.
        text: The label, with a mnemonic.
        widget: The field; it gets the label as its accessible name too.

    Returns:
        The label.
    """
    label = QLabel(text)
    label.setBuddy(widget)
    label.setWordWrap(True)
    widget.setAccessibleName(text.replace("&", ""))
    if layout.count():
        layout.addSpacing(4)
    layout.addWidget(label)
    layout.addWidget(widget)
    return label


def shrinkable(combo: QComboBox) -> QComboBox:
    """Lets a combo box be narrower than its longest entry."""
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(6)
    combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return combo


def select_data(combo: QComboBox, data: object) -> bool:
    """Selects the entry that holds ``data``; False, and no change, if there is none."""
    index = combo.findData(data)
    if index < 0:
        return False
    combo.setCurrentIndex(index)
    return True


def chip(widget: QWidget, color: str) -> QIcon:
    """A square in a class's colour, outlined so that it shows on the widget's background."""
    side = widget.fontMetrics().height()
    ratio = widget.devicePixelRatioF()
    pixmap = QPixmap(QSize(side, side) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(QColor(color))
    painter = QPainter(pixmap)
    painter.setPen(widget.palette().color(widget.foregroundRole()))
    painter.drawRect(0, 0, side - 1, side - 1)
    painter.end()
    return QIcon(pixmap)


def name_collapse_buttons(widget: QWidget) -> None:
    """Names the buttons of collapsible groups for screen readers; QGIS leaves them without a name."""
    for button in widget.findChildren(QToolButton, "collapseButton"):
        button.setAccessibleName(button.parentWidget().title())


def note_label() -> QLabel:
    """A wrapping label whose text can be selected and copied."""
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(_SELECTABLE)
    # A path or a hash has no blanks to wrap at: the label must not make the dock wider for it.
    label.setMinimumWidth(1)
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    return label


class Note(QFrame):
    """An icon and a text, hidden while empty; optionally with a button to close it."""

    def __init__(self, parent: QWidget | None = None, *, closable: bool = False) -> None:
        super().__init__(parent)
        self._icon = QLabel()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._label = note_label()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 2)
        layout.setSpacing(6)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._label, 1)
        if closable:
            self.setFrameShape(QFrame.Shape.StyledPanel)
            layout.setContentsMargins(6, 4, 2, 4)
            close = QToolButton()
            close.setAutoRaise(True)
            close.setIcon(QgsApplication.getThemeIcon("/mIconClose.svg"))
            close.setAccessibleName(tr("Close this message"))
            close.setToolTip(tr("Close this message"))
            close.clicked.connect(self.clear)
            layout.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.level = ""
        self.hide()

    def show_text(self, text: str, level: str = "info") -> None:
        """Shows a text.

        Args:
            text: Plain text; empty hides the note.
            level: ``info``, ``warning``, ``error``, ``success``, or "" for no icon.
        """
        self.level = level if text else ""
        self._label.setText(text)
        self._label.setAccessibleName(text)
        icon = _ICONS.get(level)
        self._icon.setVisible(icon is not None)
        if icon is not None:
            size = self._label.fontMetrics().height()
            self._icon.setPixmap(QgsApplication.getThemeIcon(icon).pixmap(size, size))
        self.setVisible(bool(text))

    def clear(self) -> None:
        """Hides the note."""
        self.show_text("")

    def text(self) -> str:
        """What the note says."""
        return str(self._label.text())


def fill_page(page: QWidget, choices: Sequence[QWidget], footer: Sequence[QWidget]) -> QScrollArea:
    """Stacks choices in a scroll area over a footer that is always in view.

    Returns:
        The scroll area.
    """
    contents = QWidget()
    layout = QVBoxLayout(contents)
    layout.setContentsMargins(9, 6, 9, 6)
    layout.setSpacing(8)
    for widget in choices:
        layout.addWidget(widget)
    layout.addStretch(1)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(contents)
    scroll.setMinimumWidth(220)
    below = QWidget()
    below_layout = QVBoxLayout(below)
    below_layout.setContentsMargins(9, 4, 9, 9)
    for widget in footer:
        below_layout.addWidget(widget)
    outer = QVBoxLayout(page)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.setSpacing(0)
    outer.addWidget(scroll, 1)
    outer.addWidget(below)
    return scroll
