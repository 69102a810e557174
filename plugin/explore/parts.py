"""Widgets that the groups of the page share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QIcon, QKeySequence
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

from ..after.job import Job
from ..errors import in_words
from ..panels.job_panel import JobPanel
from ..processing.progress import ProgressReporter
from ..translation import tr
from ..ui.help_pages import EXPLORE
from ..ui.widgets import column
from .session import Session
from .work import Dropped, Work


class ToggleJob(Job):
    """The main button of a group: pressed while the group is on the canvas; beside it the help.

    Signals:
        toggled: The user has pressed or released the button.
    """

    toggled = pyqtSignal(bool)

    def __init__(self, text: str, about: str, section: str) -> None:
        """Makes the button.

        Args:
            text: The button's text.
            about: Its tooltip, and what the help is about.
            section: Anchor of a heading on the page of help.
        """
        super().__init__(text, about, section, EXPLORE)
        self.button.setCheckable(True)
        self.start.connect(lambda: self.toggled.emit(self.button.isChecked()))

    @property
    def on(self) -> bool:
        """Whether the button is pressed."""
        return bool(self.button.isChecked())

    def set_on(self, on: bool) -> None:
        """Presses or releases the button without telling."""
        self.button.setChecked(on)


class Slider(QWidget):
    """A slider with its label and its value.

    Signals:
        moved: The value.
    """

    moved = pyqtSignal(int)

    def __init__(self, text: str, lowest: int, highest: int, value: int, tip: str = "") -> None:
        """Makes the slider.

        Args:
            text: The label, with a mnemonic.
            lowest: Lowest value in percent.
            highest: Highest value in percent.
            value: First value.
            tip: The tooltip.
        """
        super().__init__()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(lowest, highest)
        self.slider.setValue(value)
        self.slider.setPageStep(10)
        self.slider.setMinimumWidth(1)
        self.slider.setAccessibleName(text.replace("&", ""))
        self.slider.setToolTip(tip)
        label = QLabel(text)
        label.setWordWrap(True)
        label.setBuddy(self.slider)
        self._value = QLabel()
        self._value.setMinimumWidth(self._value.fontMetrics().horizontalAdvance("100 % "))
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        layout = column(self)
        layout.addWidget(label)
        row = QHBoxLayout()
        row.addWidget(self.slider, 1)
        row.addWidget(self._value)
        layout.addLayout(row)
        self.slider.valueChanged.connect(self._changed)
        self._show(value)

    def value(self) -> int:
        """The value in percent."""
        return int(self.slider.value())

    def set_value(self, value: int) -> None:
        """Sets the value and tells."""
        self.slider.setValue(value)

    def _changed(self, value: int) -> None:
        self._show(value)
        self.moved.emit(value)

    def _show(self, value: int) -> None:
        self._value.setText(f"{value} %")


def opacity_slider(set_strength: Callable[[float], None], value: int = 70) -> Slider:
    """A slider for the opacity of a picture."""
    slider = Slider(tr("Opacity"), 5, 100, value, tr("Of the picture over the map."))
    slider.moved.connect(lambda percent: set_strength(percent / 100))
    set_strength(value / 100)
    return slider


class KeepJob(JobPanel):
    """A button that makes a file in the background, its progress with cancel, and what came of it.

    Attributes:
        work: What runs.
    """

    def __init__(self, text: str, tip: str, parent: QWidget | None = None) -> None:
        super().__init__(QIcon(), text, tip, QKeySequence(), parent)
        self.work = Work(self)
        font = self.button.font()
        font.setBold(False)
        self.button.setFont(font)
        self.button.setMinimumHeight(0)
        inside = QHBoxLayout(self.progress)
        inside.setContentsMargins(0, 0, 0, 0)
        self.bar.setAccessibleName(tr("Progress"))
        self.cancel_button.setText(tr("Cancel"))
        inside.addWidget(self.bar, 1)
        inside.addWidget(self.cancel_button)
        layout = column(self)
        for widget in (self.status, self.button, self.progress, self.note):
            layout.addWidget(widget)
        self.work.progressed.connect(self.set_fraction)
        self.work.said.connect(self.set_text)
        self.cancel.connect(self.abort)
        self.set_running(False)

    def run(
        self,
        session: Session,
        request: Any,
        made: Callable[[Any], str],
        failed: Callable[[Exception], Any] = lambda _: None,
    ) -> None:
        """Asks the worker.

        Args:
            session: The way to the worker.
            request: The request.
            made: Called with the answer; returns what to tell the user.
            failed: Told of an error, which is shown in any case.
        """
        client = session.host.client
        self.run_work(
            lambda progress, dropped: client().request(request, progress=progress.worker, cancelled=dropped),
            made,
            failed,
        )

    def run_work(
        self,
        work: Callable[[ProgressReporter, Dropped], Any],
        made: Callable[[Any], str],
        failed: Callable[[Exception], Any] = lambda _: None,
    ) -> None:
        """Runs a function in the background.

        Args:
            work: Called in a thread with the progress, and with a function that says whether to end.
            made: Called with the result; returns what to tell the user.
            failed: Told of an error, which is shown in any case.
        """

        def ended(error: Exception) -> None:
            self.end(in_words(error), "error")
            failed(error)

        self.begin()
        self.work.begin(work, lambda found: self.end(made(found), "success"), ended)

    def abort(self) -> None:
        """Ends what runs, at once."""
        if self.work.cancel():
            self.end(tr("Cancelled; nothing was written."), "info")
