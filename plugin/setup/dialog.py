"""The window "Set up model backend"."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable

from qgis.core import QgsApplication
from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import Qt, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QFontDatabase, QShowEvent
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QGroupBox,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from .. import settings
from ..backend import stop_shared_client
from ..backend.store import Store
from ..errors import JobCancelled, PluginError
from ..processing.progress import time_left
from ..run.background import Question, ask
from ..translation import tr
from ..ui.help_button import add_help
from ..ui.help_pages import INSTALL
from ..ui.widgets import Note, Why, note_label
from .facts import Facts, current_facts, read
from .install import Installer, adopt
from .job import SetupJob
from .network import Network
from .packages import Fetch
from .plan import Listener, Plan
from .qgis_network import Fetcher, qgis_proxy
from .survey import Survey, look
from .ways import EXISTING, FOLDER, Ways

OUTPUT_LINES = 5000
_ICONS = {"success": "/mIconSuccess.svg", "warning": "/mIconWarning.svg", "error": "/mIconCritical.svg"}


class SetupDialog(QDialog):
    """Examines the computer, proposes a set-up, runs the set-up, and shows its progress.

    The window may be closed during a set-up. The set-up continues, and the window can be opened again.

    Signals:
        succeeded: There is now an environment that runs the model.
    """

    succeeded = pyqtSignal()

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        profile: Path | None = None,
        facts: Facts | None = None,
        fetch: Fetch | None = None,
    ) -> None:
        """Makes the window.

        Args:
            parent: QGIS's window.
            profile: The profile's folder; QGIS's own by default.
            facts: The machine; examined by default.
            fetch: Downloads an address; through QGIS's network by default.
        """
        super().__init__(parent)
        self.setObjectName("SardinoSetup")
        self.setWindowTitle(tr("Set up model backend"))
        profile = profile or Path(QgsApplication.qgisSettingsDirPath())
        self._store = Store(profile)
        self._facts = facts or current_facts(profile)
        self._fetch = fetch or Fetcher(self)
        self._survey: Survey | None = None
        self._question: Question | None = None
        self._job: SetupJob | None = None
        self._then: Callable[[], Any] | None = None
        self._build()
        self.resize(620, 560)

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        contents = QWidget()
        layout = QVBoxLayout(contents)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(contents)
        self._choices = scroll
        outer.addWidget(scroll, 3)
        intro = note_label()
        intro.setText(
            tr(
                "Sardino's model runs in a Python environment of its own. It is made once, inside your QGIS "
                "profile. QGIS and its Python stay as they are, and no administrator rights are needed."
            )
        )
        layout.addWidget(intro)
        self._checks_box = QGroupBox(tr("This computer"))
        self._checks = QGridLayout(self._checks_box)
        self._checks.setColumnStretch(2, 1)
        self._checks.setVerticalSpacing(3)
        layout.addWidget(self._checks_box)
        self.ways = Ways()
        layout.addWidget(self.ways)
        layout.addStretch(1)
        self.note = Note()
        outer.addWidget(self.note)
        self.status = note_label()
        outer.addWidget(self.status)
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setAccessibleName(tr("Progress"))
        outer.addWidget(self.bar)
        self.output_box = QgsCollapsibleGroupBox(tr("Output"))
        self.output_box.setSaveCollapsedState(False)
        inside = QVBoxLayout(self.output_box)
        self.output = QPlainTextEdit()
        self.output.setReadOnly(True)
        self.output.setMaximumBlockCount(OUTPUT_LINES)
        self.output.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.output.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.output.setAccessibleName(tr("Output"))
        self.output.setMinimumHeight(100)
        inside.addWidget(self.output)
        outer.addWidget(self.output_box, 2)
        self._why = Why()
        outer.addWidget(self._why)
        self.buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.set_up = QPushButton(tr("&Set up"))
        self.set_up.setDefault(True)
        self.look_again = QPushButton(tr("&Look again"))
        self.look_again.setToolTip(tr("Looks at this computer once more."))
        self.cancel = QPushButton(tr("&Cancel"))
        self.cancel.setToolTip(tr("Ends the set-up. What was downloaded is kept for a second try."))
        self.close_button = QPushButton(tr("Close"))
        self.help = add_help(self.buttons, INSTALL, tr("Help: each platform, proxies, no internet"))
        self.buttons.addButton(self.look_again, role.ResetRole)
        self.buttons.addButton(self.set_up, role.ActionRole)
        self.buttons.addButton(self.cancel, role.ActionRole)
        self.buttons.addButton(self.close_button, role.RejectRole)
        outer.addWidget(self.buttons)
        self.set_up.clicked.connect(self.start)
        self.cancel.clicked.connect(self.abort)
        self.look_again.clicked.connect(self.look)
        self.close_button.clicked.connect(self.close)
        self.ways.changed.connect(self._way_changed)
        self.ways.box.collapsedStateChanged.connect(self._show_ways)
        self._show_running(False)
        self.set_up.setEnabled(False)

    # Opening and closing

    def open_for(self, then: Callable[[], Any] | None = None) -> None:
        """Opens the window.

        Args:
            then: Called once there is an environment; the window then closes by itself.
        """
        self._then = then
        self.show()
        self.raise_()
        self.activateWindow()

    def showEvent(self, event: QShowEvent) -> None:
        """Examines the computer when first shown."""
        super().showEvent(event)
        if self._survey is None and self._question is None and not self.running():
            self.look()

    def done(self, result: int) -> None:
        """Closes the window; a running set-up continues. Without a running set-up, drops ``then``."""
        if not self.running():
            self._then = None
        super().done(result)

    def running(self) -> bool:
        """Whether a set-up is under way."""
        return self._job is not None

    def remove(self, seconds: float = 5.0) -> None:
        """Ends everything and removes the window for good."""
        self._then = None
        if self._question is not None:
            self._question.drop()
        if self._job is not None:
            self._job.cancel()
            self._job.wait(seconds)
        self.close()
        self.deleteLater()

    # The survey

    def look(self) -> None:
        """Examines this computer in the background."""
        if self._question is not None:
            self._question.drop()
        self.note.clear()
        self.set_up.setEnabled(False)
        self.look_again.setEnabled(False)
        self._show_checks([("", tr("Looking at this computer …"), "")])
        store, facts, fetch = self._store, self._facts, self._fetch
        network, wheels = self._network(), self.ways.wheels()

        def question(dropped: Callable[[], bool]) -> Survey:
            return look(facts, store, network, read=read, fetch=fetch, wheels=wheels, dropped=dropped)

        self._question = ask(question, self._looked, self._look_failed, owner=self)

    def _looked(self, survey: Survey) -> None:
        self._question = None
        self._survey = survey
        self._show_checks([(check.level, check.title, check.text) for check in survey.checks])
        self.ways.show_survey(survey)
        self.look_again.setEnabled(True)
        self._update()

    def _look_failed(self, error: Exception) -> None:
        self._question = None
        self.look_again.setEnabled(True)
        self._show_checks([])
        self.note.show_text(error.text() if isinstance(error, PluginError) else str(error), "error")

    def _show_checks(self, rows: list[tuple[str, str, str]]) -> None:
        while self._checks.count():
            widget = self._checks.takeAt(0).widget()
            if widget is not None:
                widget.deleteLater()
        side = self.fontMetrics().height()
        for row, (level, title, text) in enumerate(rows):
            icon = QLabel()
            if level in _ICONS:
                icon.setPixmap(QgsApplication.getThemeIcon(_ICONS[level]).pixmap(side, side))
            name = QLabel(title)
            words = note_label()
            words.setText(text)
            words.setAccessibleName(f"{title}: {text}")
            top = Qt.AlignmentFlag.AlignTop
            self._checks.addWidget(icon, row, 0, top)
            self._checks.addWidget(name, row, 1, top)
            self._checks.addWidget(words, row, 2)

    def _show_ways(self, collapsed: bool) -> None:
        """Scrolls to the other ways when they are opened."""
        if not collapsed:
            # The scroll area knows their place only after the layout has placed them.
            QTimer.singleShot(0, lambda: self._choices.ensureWidgetVisible(self.ways.box, 0, 0))

    def _way_changed(self) -> None:
        if self.running():
            return
        if self.ways.way() == EXISTING:
            self._update()
        else:
            self.look()

    def _update(self) -> None:
        """Enables the button if nothing prevents the set-up."""
        existing = self.ways.way() == EXISTING
        ready = self._survey is not None and self._survey.ready and self.ways.chosen_build() is not None
        why = "" if existing or ready else tr("What is marked as missing above has to be there first.")
        if self.ways.way() == FOLDER and self.ways.wheels() is None:
            ready = False
            why = tr("Choose the folder with the downloaded packages first.")
        self._why.say(why)
        self.set_up.setText(tr("&Check and use") if existing else tr("&Set up"))
        self.set_up.setEnabled(existing or ready)
        if ready and not self.running():
            self.set_up.setFocus()

    def _network(self) -> Network:
        return Network(qgis_proxy(), self.ways.index_url())

    # The set-up

    def start(self) -> None:
        """Starts the set-up, or checks the interpreter that the user chose."""
        if self.running():
            return
        self.ways.remember()
        if self.ways.way() == EXISTING:
            python = self.ways.interpreter.filePath().strip()
            facts = self._facts
            self._begin(lambda listener: adopt(python, facts, listener), lambda _: python)
            return
        build = self.ways.chosen_build()
        if build is None:
            return
        plan = Plan(build, self.ways.chosen_python(), self._network(), self.ways.wheels())
        store, facts, fetch = self._store, self._facts, self._fetch

        def install(listener: Listener) -> Path:
            return Installer(store, facts, plan, listener, fetch).run()

        # Our own environment is found without a setting.
        self._begin(install, lambda _: "")

    def _begin(self, function: Callable[[Listener], Any], setting: Callable[[Any], str]) -> None:
        self.note.clear()
        self.output.clear()
        self.bar.setValue(0)
        job = SetupJob(function)
        job.step.connect(self.status.setText)
        job.lines.connect(self._print)
        job.progress.connect(self._progressed)
        job.ended.connect(lambda result, error: self._ended(result, error, setting))
        self._step = ""
        job.step.connect(self._stepped)
        self._job = job
        self._show_running(True)
        # On Windows a worker from the old environment would hold the environment's files.
        ask(lambda _: stop_shared_client(), lambda _: job.start(), lambda _: job.start(), owner=self)

    def abort(self) -> None:
        """Ends the set-up."""
        if self._job is not None:
            self.cancel.setEnabled(False)
            self.status.setText(tr("Cancelling …"))
            self._job.cancel()

    def _stepped(self, text: str) -> None:
        self._step = text

    def _print(self, lines: list[str]) -> None:
        bar = self.output.verticalScrollBar()
        follow = bar.value() >= bar.maximum() - 2
        self.output.appendPlainText("\n".join(lines))
        if follow:
            bar.setValue(bar.maximum())

    def _progressed(self, fraction: float, left: float | None) -> None:
        if not self.cancel.isEnabled():
            return
        self.bar.setRange(0, 1000)
        self.bar.setValue(round(1000 * fraction))
        words = self._step if left is None else f"{self._step} – {time_left(left)}"
        self.status.setText(words)

    def _ended(self, result: Any, error: PluginError | None, setting: Callable[[Any], str]) -> None:
        self._job = None
        self._show_running(False)
        self._update()
        if isinstance(error, JobCancelled):
            self.note.show_text(tr("Cancelled. What was downloaded is kept for the next try."), "info")
            return
        if error is not None:
            self.note.show_text(error.text(), "error")
            self._print(error.detail.splitlines()[-20:])
            return
        settings.set_backend_python(setting(result))
        # In the meantime a job may have started a worker from the old environment.
        ask(lambda _: stop_shared_client(), lambda _: self._ready(), lambda _: self._ready(), owner=self)

    def _ready(self) -> None:
        """Handles a success: the new environment is in use."""
        self.note.show_text(tr("The model backend is ready."), "success")
        self.close_button.setFocus()
        then, self._then = self._then, None
        self.succeeded.emit()
        if then is not None:
            self.close()
            then()

    def _show_running(self, running: bool) -> None:
        self._choices.setVisible(not running)
        if running:
            self._why.say("")
        for widget in (self.status, self.bar):
            widget.setVisible(running)
        self.output_box.setVisible(running or bool(self.output.toPlainText()))
        self.set_up.setVisible(not running)
        self.look_again.setVisible(not running)
        self.cancel.setVisible(running)
        self.cancel.setEnabled(running)
        self.close_button.setText(tr("Go on in the background") if running else tr("Close"))
