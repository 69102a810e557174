"""Inside QGIS: runs a script's steps between the events of the window, and writes a report.

A script is a generator: it yields a number of seconds to wait, or a condition to wait for. Meanwhile QGIS
handles events as for a user.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import threading
import time
import traceback
from collections.abc import Callable, Generator, Iterator
from typing import Any, Union

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QMetaObject, QObject, Qt, QTimer
from qgis.PyQt.QtWidgets import QApplication, QMessageBox
from qgis.utils import iface

Step = Union[float, Callable[[], Any]]
_POLL_MS = 20
PATIENCE_SECONDS = 300.0
_BLAMED = 20
"""The largest number of stacks to keep."""

_running: list[Steps] = []
"""Keeps the scripts alive: a parent on the C++ side alone does not keep a Python object."""


class Steps(QObject):
    """Runs a script and ends QGIS after it.

    Attributes:
        report: The script's results; saved in the file that the caller reads.
        patience: Seconds to wait for a condition before the script fails.
        longest_pause_ms: The longest time without a reaction of the window.
        pauses: Python's stacks during the longer pauses.
    """

    def __init__(self, script: Callable[[Steps], Generator[Step, None, None]]) -> None:
        super().__init__(QApplication.instance())
        self.report: dict[str, Any] = {}
        self.patience = PATIENCE_SECONDS
        self.longest_pause_ms = 0.0
        self.pauses: list[str] = []
        self._script = script(self)
        self._condition: Callable[[], Any] = lambda: True
        self._deadline = time.monotonic() + self.patience
        self._quit = True
        self._stepping = False
        self._last_tick = 0.0
        self._watching = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._step)
        self._pulse = QTimer(self)
        self._pulse.setInterval(5)
        self._pulse.timeout.connect(self._beat)

    def start(self) -> None:
        """Starts as soon as QGIS handles events."""
        _running.append(self)
        self._timer.start(_POLL_MS)

    def watch_pauses(self, longer_than: float = 0.1) -> None:
        """Starts to measure how long the window does not react.

        Args:
            longer_than: Seconds; for longer pauses Python's stack is recorded.
        """
        self.longest_pause_ms = 0.0
        self._watch(True)
        watched = (threading.get_ident(), longer_than)
        threading.Thread(target=self._blame, args=watched, daemon=True).start()

    @contextlib.contextmanager
    def looking_away(self) -> Iterator[None]:
        """Pauses in this block are not measured: the script causes them, such as a picture of the window."""
        self._watch(False)
        try:
            yield
        finally:
            self._watch(True)

    def _watch(self, watching: bool) -> None:
        self._last_tick = time.monotonic()
        self._watching = watching
        if watching:
            self._pulse.start()
        else:
            self._pulse.stop()

    def _blame(self, thread: int, longer_than: float) -> None:
        """In another thread: records the window's stack when a beat is late."""
        blamed = 0.0
        while len(self.pauses) < _BLAMED:
            time.sleep(longer_than / 4)
            tick = self._last_tick
            late = self._watching and time.monotonic() - tick > longer_than
            if late and tick != blamed:
                blamed = tick
                stack = traceback.extract_stack(sys._current_frames().get(thread))
                where = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in stack[-4:]]
                self.pauses.append(" > ".join(where) or "no Python: QGIS itself")

    def save(self) -> None:
        """Writes the report, also during a script."""
        path = os.environ["SARDINO_REPORT"]
        with open(path + ".part", "w", encoding="utf-8") as file:
            json.dump(self.report, file, indent=1)
        os.replace(path + ".part", path)

    def stay_open(self) -> None:
        """Leaves QGIS open: the script closes QGIS itself."""
        self._quit = False

    def _beat(self) -> None:
        now = time.monotonic()
        self.longest_pause_ms = max(self.longest_pause_ms, 1000 * (now - self._last_tick))
        self._last_tick = now

    def _step(self) -> None:
        # A step may open a dialog with its own event loop, and this timer continues in that loop.
        if self._stepping:
            return
        self._stepping = True
        try:
            self._next_step()
        finally:
            self._stepping = False

    def _next_step(self) -> None:
        try:
            if not self._condition():
                if time.monotonic() > self._deadline:
                    raise TimeoutError(f"waited in vain at line {self._script.gi_frame.f_lineno}")
                return
            wanted = next(self._script)
        except StopIteration:
            self._end()
            return
        except Exception:
            self.report["error"] = traceback.format_exc()
            self.save()
            # QGIS ends here in any state, perhaps with an open dialog; the caller reads the reason.
            os._exit(1)
        now = time.monotonic()
        self._deadline = now + self.patience
        if callable(wanted):
            self._condition = wanted
        else:
            until = now + float(wanted)
            self._condition = lambda: time.monotonic() >= until

    def _end(self) -> None:
        self._timer.stop()
        self._watch(False)
        self.save()
        if self._quit:
            # Like a user: QGIS 3.22 crashes if the application quits with layers in the project.
            QgsProject.instance().setDirty(False)
            # QGIS asks about layers in temporary files; a project without layers has none.
            QgsProject.instance().clear()
            close_qgis()


def close_qgis() -> None:
    """Closes QGIS with its menu entry."""
    # Queued: called from Python, QGIS's question to the user would block Python's other threads.
    QMetaObject.invokeMethod(iface.actionExit(), "trigger", Qt.ConnectionType.QueuedConnection)


def answer_box(button: QMessageBox.StandardButton) -> bool:
    """Clicks a button of the open message box; False if there is none."""
    box = QApplication.activeModalWidget()
    if not isinstance(box, QMessageBox) or box.button(button) is None:
        return False
    box.button(button).click()
    return True
