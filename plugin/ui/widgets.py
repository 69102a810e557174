"""Small widgets and layout helpers that the panels share."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QPoint, QSize, Qt, QTimer
from qgis.PyQt.QtGui import QColor, QIcon, QKeySequence, QPainter, QPixmap, QResizeEvent
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QShortcut,
    QSizePolicy,
    QStyle,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..translation import tr

_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard

_SLACK = 6
"""Pixels around a check box; each style adds its own number."""
_SETTLE_MS = 200
"""A new widget needs some events to get its place and height, above all with wrapped lines."""

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
    """Puts a label above a field: a narrow dock has no room for them side by side.

    Args:
        layout: Receives label and field.
        text: The label, with a mnemonic.
        widget: The field; the label also becomes its accessible name.

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
    """Selects the entry that holds ``data``; returns False and changes nothing if there is none."""
    index = combo.findData(data)
    if index < 0:
        return False
    combo.setCurrentIndex(index)
    return True


def chip(widget: QWidget, color: str) -> QIcon:
    """A square in a class's colour, with an outline so that it is visible on the widget's background."""
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
    """Names the buttons of collapsible groups for screen readers; QGIS gives them no name."""
    for button in widget.findChildren(QToolButton, "collapseButton"):
        button.setAccessibleName(button.parentWidget().title())


def note_label() -> QLabel:
    """A wrapping label whose text can be selected and copied."""
    label = QLabel()
    as_note(label)
    return label


def as_note(label: QLabel) -> None:
    """Makes a label wrap, and lets its text be selected and copied."""
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(_SELECTABLE)
    # A path or a hash has no blanks to wrap at: it must not make the dock wider.
    label.setMinimumWidth(1)
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)


def link(text: str, slot: Callable[[], object]) -> QLabel:
    """A text to click, or to reach with Tab and press."""
    label = QLabel(f'<a href="#">{text}</a>')
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
    )
    label.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    label.setAccessibleName(text)
    label.setWordWrap(True)
    label.linkActivated.connect(lambda _: slot())
    return label


class Why(QLabel):
    """Says beside a control why the control is disabled; hidden while the control is enabled.

    The tooltip of a disabled button is easily missed, and the keyboard never reaches it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        as_note(self)
        self.hide()

    def say(self, reason: str) -> None:
        """Shows a reason; an empty reason hides the label."""
        self.setText(reason)
        self.setVisible(bool(reason))


class ElidedLabel(QLabel):
    """A line that omits its middle if there is no room, instead of making the dock wider."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setMinimumWidth(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_whole(self, text: str) -> None:
        """Shows as much of a text as fits; the tooltip shows the whole text."""
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits the text into the new width."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        room = max(1, self.width())
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideMiddle, room))


class WrappingCheckBox(QCheckBox):
    """A check box that wraps its text; Qt's own check box does not."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._words = text.split(" ")
        self.setAccessibleName(text.replace("&", ""))

    def minimumSizeHint(self) -> QSize:
        """As wide as its longest word."""
        metrics = self.fontMetrics()
        longest = max(metrics.horizontalAdvance(word) for word in self._words)
        return QSize(longest + self._beside_text(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wraps the text for the new width."""
        super().resizeEvent(event)
        room, metrics = self.width() - self._beside_text(), self.fontMetrics()
        lines = [self._words[0]]
        for word in self._words[1:]:
            longer = f"{lines[-1]} {word}"
            if metrics.horizontalAdvance(longer.replace("&", "")) <= room:
                lines[-1] = longer
            else:
                lines.append(word)
        text = "\n".join(lines)
        if text != self.text():
            self.setText(text)
            self.updateGeometry()

    def _beside_text(self) -> int:
        style = self.style()
        metrics = (QStyle.PixelMetric.PM_IndicatorWidth, QStyle.PixelMetric.PM_CheckBoxLabelSpacing)
        return sum(style.pixelMetric(metric, None, self) for metric in metrics) + _SLACK


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
        """The note's text."""
        return str(self._label.text())


class PageScroll(QScrollArea):
    """The scrolling part of a page; scrolls vertically only."""

    def __init__(self, contents: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(contents)
        self.setMinimumWidth(220)
        self._wanted: QWidget | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLE_MS)
        self._timer.timeout.connect(self._settled)
        self.verticalScrollBar().rangeChanged.connect(self._bring_up)

    def bring_up(self, widget: QWidget) -> None:
        """Scrolls until a widget's top is at the top, so that a long widget is seen from its start."""
        self._wanted = widget
        self._timer.start()

    def _bring_up(self, *_: int) -> None:
        if self._wanted is not None and self._wanted.isVisible():
            self.verticalScrollBar().setValue(self._wanted.mapTo(self.widget(), QPoint(0, 0)).y())

    def _settled(self) -> None:
        self._bring_up()
        self._wanted = None


def shortcut_on(page: QWidget, keys: QKeySequence, slot: Callable[[], object]) -> QShortcut:
    """A shortcut that works while a page, or a widget on the page, has the focus."""
    shortcut = QShortcut(keys, page)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(slot)
    return shortcut


def fill_page(page: QWidget, choices: Sequence[QWidget], footer: Sequence[QWidget]) -> PageScroll:
    """Stacks choices in a scroll area above a footer that is always in view.

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
    scroll = PageScroll(contents)
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
