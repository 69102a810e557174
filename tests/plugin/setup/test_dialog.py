"""The window, the dock and the options page; and from an empty profile to the first map, for real."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest
from qgis.core import QgsApplication, QgsProject, QgsRasterLayer, QgsSettings
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication

import sardino
from sardino.model.protocol.envelope import Hello
from sardino.model.protocol.finetuning import ManageModelRequest
from sardino.model.protocol.segmenting import ModelList
from sardino.model.protocol.values import DeviceInfo, ModelInfo
from sardino.plugin import settings
from sardino.plugin.backend import client as client_module
from sardino.plugin.backend import diagnostics, environment, requirements, shared_client, stop_shared_client
from sardino.plugin.backend.environment import Surroundings, find_interpreter
from sardino.plugin.backend.store import Store
from sardino.plugin.dock.dock import SardinoDock
from sardino.plugin.errors import NoBackend
from sardino.plugin.options import OptionsPage
from sardino.plugin.settings import Options, load_options, save_options
from sardino.plugin.setup import dialog as dialog_module
from sardino.plugin.setup.dialog import SetupDialog
from sardino.plugin.setup.facts import Facts, current_facts
from sardino.plugin.setup.report_dialog import ReportDialog
from tests.plugin.fixtures.rasters import radar, write_raster
from tests.plugin.fixtures.setup import Bench, add_pip, lock_wheels, no_network, write_wheel

pytest_plugins = ["tests.plugin.fixtures.setup"]

WAIT = 120_000


pytestmark = pytest.mark.usefixtures("clean_settings")


def click(widget: Any) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


@pytest.fixture
def window(bench: Bench, qtbot: Any, monkeypatch: Any) -> Iterator[SetupDialog]:
    """The window over the small bench, with its folder of wheels chosen."""
    monkeypatch.setattr(requirements, "FILE", bench.requirements)
    monkeypatch.setattr(dialog_module.Installer.__init__, "__defaults__", (bench.requirements, bench.lock))
    settings.set_setup_text(settings.WHEELS_FOLDER, str(bench.wheels))
    made = SetupDialog(profile=bench.profile, facts=bench.facts, fetch=no_network)
    yield made
    made.remove()
    QApplication.sendPostedEvents(None, 52)


def surveyed(window: SetupDialog, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: window._question is None and window._survey is not None, timeout=WAIT)


def test_the_window_sets_up_from_a_folder_and_tells_how_it_goes(
    window: SetupDialog, bench: Bench, qtbot: Any
) -> None:
    window.open_for()
    surveyed(window, qtbot)
    assert not window.set_up.isEnabled(), "there is no network"
    assert "marked as missing" in window._why.text() and window._why.isVisible()
    window.ways.from_folder.setChecked(True)
    surveyed(window, qtbot)
    assert window.set_up.isEnabled()
    assert not window._why.isVisible()
    with qtbot.waitSignal(window.succeeded, timeout=WAIT):
        click(window.set_up)
        assert window.running()
        assert window.cancel.isVisible()
        assert not window.set_up.isVisible()
        assert "background" in window.close_button.text()
    assert window.note.level == "success"
    assert window.isVisible(), "nobody waits for it: it stays to be read"
    assert "Successfully installed torch-1.0" in window.output.toPlainText()
    assert bench.version() == "1.0"
    assert settings.backend_python() == ""


def test_cancelling_and_trying_again(window: SetupDialog, bench: Bench, qtbot: Any) -> None:
    window.open_for()
    window.ways.from_folder.setChecked(True)
    surveyed(window, qtbot)
    click(window.set_up)
    click(window.cancel)
    qtbot.waitUntil(lambda: not window.running(), timeout=WAIT)
    assert window.note.level == "info"
    assert "kept" in window.note.text()
    assert bench.store.current() is None
    click(window.set_up)
    qtbot.waitUntil(lambda: bench.store.current() is not None, timeout=WAIT)
    qtbot.waitUntil(lambda: not window.running(), timeout=WAIT)


def test_a_failure_is_told_with_its_remedy_and_reported(
    window: SetupDialog, bench: Bench, qtbot: Any
) -> None:
    bench.offer("9.9", wheel=False)
    # Without torch the folder is one for Light, and lacks a package of that, too.
    lock_wheels(bench.wheels, bench.lock, {"torch": "9.9", "openvino": "9.9"})
    window.open_for()
    window.ways.from_folder.setChecked(True)
    surveyed(window, qtbot)
    click(window.set_up)
    qtbot.waitUntil(lambda: window.running(), timeout=WAIT)
    qtbot.waitUntil(lambda: not window.running(), timeout=WAIT)
    assert window.note.level == "error"
    assert "fill the folder" in window.note.text()
    assert window.set_up.isVisible()
    assert "setup_package_missing" in diagnostics.report(None)


def test_an_existing_interpreter_is_checked_and_kept(window: SetupDialog, bench: Bench, qtbot: Any) -> None:
    bench.run()
    python = str(bench.facts.python_in(bench.store.current()))
    window.open_for()
    surveyed(window, qtbot)
    window.ways.existing.setChecked(True)
    window.ways.interpreter.setFilePath("/nowhere/python")
    click(window.set_up)
    qtbot.waitUntil(lambda: window.note.level == "error", timeout=WAIT)
    assert settings.backend_python() == ""
    window.ways.interpreter.setFilePath(python)
    with qtbot.waitSignal(window.succeeded, timeout=WAIT):
        click(window.set_up)
    assert settings.backend_python() == python


def test_closing_the_window_does_not_end_the_set_up(window: SetupDialog, bench: Bench, qtbot: Any) -> None:
    done: list[bool] = []
    window.open_for(lambda: done.append(True))
    window.ways.from_folder.setChecked(True)
    surveyed(window, qtbot)
    click(window.set_up)
    click(window.close_button)
    assert not window.isVisible()
    qtbot.waitUntil(lambda: bool(done), timeout=WAIT)
    assert bench.version() == "1.0"


def test_closing_the_window_means_not_now(window: SetupDialog, qtbot: Any) -> None:
    done: list[bool] = []
    window.open_for(lambda: done.append(True))
    surveyed(window, qtbot)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()
    window._ready()
    assert done == []


def test_the_button_sets_up_first_and_then_segments(
    qgis_iface: Any, qgis_new_project: None, qtbot: Any, tmp_path: Path, monkeypatch: Any
) -> None:
    class Without(Client):
        failure: Exception | None = NoBackend("Looked for /nowhere/python")

        def hello(self, *, cancelled: Any = None) -> Hello:
            if self.failure is not None:
                raise self.failure
            return super().hello()

    client, asked, begun = Without(), [], []
    dock = SardinoDock(qgis_iface, QIcon(), lambda: client, asked.append)
    monkeypatch.setattr(dock, "_begin", begun.append)
    try:
        layer = QgsRasterLayer(write_raster(tmp_path / "scene.tif", radar(), names=("VV", "VH")), "scene")
        QgsProject.instance().addMapLayer(layer)
        dock.setFloating(True)
        dock.show()
        qtbot.waitUntil(lambda: dock.backend_panel.set_up_button.isVisible(), timeout=WAIT)
        assert dock.backend_panel.note.level == "info", "nothing is wrong: it is the first time"
        click(dock.run_panel.button)
        (then,) = asked
        assert begun == []
        client.failure = None
        then()
        qtbot.waitUntil(lambda: len(begun) == 1, timeout=WAIT)
        assert dock.hello is not None
        assert not dock.backend_panel.isVisible()
        click(dock.run_panel.button)
        assert len(begun) == 2
        assert len(asked) == 1
    finally:
        dock.remove()
        QApplication.sendPostedEvents(None, 52)


# The options


class Client:
    managed: ClassVar[list[ManageModelRequest]] = []

    def hello(self, *, cancelled: Any = None) -> Hello:
        return Hello("0.1", "3.12", "2.13", [DeviceInfo("cpu", "CPU (2 threads)")], 1)

    def request(self, params: Any, *, progress: Any = None, cancelled: Any = None) -> ModelList:
        if isinstance(params, ManageModelRequest):
            self.managed.append(params)
        return ModelList([ModelInfo("mine", "/m"), ModelInfo("starter", "/s", is_default=True)])


def test_the_options_page_keeps_what_is_chosen_and_tells_the_worker(qtbot: Any) -> None:
    changed: list[bool] = []
    page = OptionsPage(Client, lambda: None, lambda: None, lambda: changed.append(True))
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.model.count() == 2, timeout=WAIT)
    assert page.options() == Options()
    page.device.setCurrentIndex(page.device.findData("cpu"))
    page.precision.setCurrentIndex(page.precision.findData("fp32"))
    page.memory.setValue(4.0)
    page.idle.setValue(3)
    page.features.setValue(2.5)
    page.model.setCurrentIndex(page.model.findData("mine"))
    page.outputs["attention"].setChecked(False)
    page.full_attention.setChecked(True)
    page.apply()
    qtbot.waitUntil(lambda: bool(changed), timeout=WAIT)
    assert Client.managed == [ManageModelRequest("set_default", "mine")]
    wanted = Options(
        "cpu",
        "fp32",
        memory_mb=4096,
        idle_minutes=3.0,
        outputs=["landcover", "confidence"],
        attention="full",
        features_gb=2.5,
    )
    assert load_options() == wanted
    assert client_module.worker_options() == [
        *("--device", "cpu", "--precision", "fp32", "--engine", "auto"),
        *("--idle-minutes", "3", "--memory-mb", "4096", "--keep-features-gb", "2.5"),
    ]
    again = OptionsPage(Client, lambda: None, lambda: None, lambda: None)
    qtbot.addWidget(again)
    assert again.options() == wanted
    assert settings.load_choices().outputs == ["landcover", "confidence"]


def test_the_last_output_cannot_be_taken_away(qtbot: Any) -> None:
    page = OptionsPage(Client, lambda: None, lambda: None, lambda: None)
    qtbot.addWidget(page)
    page.outputs["attention"].setChecked(False)
    page.outputs["confidence"].setChecked(False)
    assert not page.outputs["landcover"].isEnabled()
    assert page.options().outputs == ["landcover"]


@pytest.mark.parametrize(
    ("name", "value"),
    [("device", "tpu"), ("memory_mb", "-5"), ("idle_minutes", "soon"), ("attention", "half")],
)
def test_nonsense_in_the_options_takes_the_default(name: str, value: str) -> None:
    QgsSettings().setValue(f"sardino/options/{name}", value)
    assert load_options() == Options()


def test_the_algorithm_makes_the_outputs_of_the_options(qgis_app: Any) -> None:
    from sardino.plugin.processing.provider import SardinoProvider

    save_options(Options(outputs=["confidence"], attention="full"))
    provider = SardinoProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    try:
        algorithm = QgsApplication.processingRegistry().createAlgorithmById("sardino:segmentlayer")
        assert algorithm.parameterDefinition("OUTPUTS").defaultValue() == ["confidence"]
        assert algorithm.parameterDefinition("ATTENTION_GRID").defaultValue() == "full"
    finally:
        QgsApplication.processingRegistry().removeProvider(provider)


# Diagnostics


def test_the_report_is_shown_and_copied(qtbot: Any) -> None:
    diagnostics.remember(NoBackend(f"Looked for {Path.home()}/sardino/python"))
    asked: list[bool] = []
    window = ReportDialog(Client, lambda: asked.append(True))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: "torch 2.13" in window.text.toPlainText(), timeout=WAIT)
    click(window.copy)
    copied = QgsApplication.clipboard().text()
    for part in ("QGIS 3.", "Python 3.12", "CPU (2 threads)", "Environment:", "Options:", "[no_backend]"):
        assert part in copied
    assert str(Path.home()) not in copied
    click(window.set_up)
    assert asked


# The real thing


def real_wheels(folder: Path) -> None:
    """Wheels of the pinned packages that lead to those in ``.venv``: nothing is downloaded, all is real."""
    add_pip(folder)
    packages = subprocess.run(
        [str(find_interpreter()), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    for name, version in requirements.pins().items():
        files = {"sardino_test.pth": packages + "\n"} if name == "torch" else None
        write_wheel(folder, name, version, files)


@pytest.mark.slow
@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="the packages in .venv are for Python 3.11")
def test_from_an_empty_profile_to_the_first_map(
    qgis_iface: Any, qgis_new_project: None, qtbot: Any, tmp_path: Path, monkeypatch: Any
) -> None:
    """Two clicks: Segment layer, Set up. The run goes on by itself, without a restart of QGIS."""
    wheels, profile = tmp_path / "wheels", tmp_path / "profile"
    real_wheels(wheels)
    lock = lock_wheels(wheels, tmp_path / "lock")
    monkeypatch.setattr(dialog_module.Installer.__init__, "__defaults__", (requirements.FILE, lock))
    profile.mkdir()
    store = Store(profile)
    # As if this were the plugin from its zip: no .venv beside it, nothing in the profile.
    facts = Facts(**{**current_facts(profile).__dict__, "profile": profile})

    def empty() -> Surroundings:
        return Surroundings(False, tmp_path / "no-plugin", store.current(), settings.backend_python())

    monkeypatch.setattr(environment, "current_surroundings", empty)
    settings.set_setup_text(settings.WHEELS_FOLDER, str(wheels))
    made: list[SetupDialog] = []

    def make(parent: Any) -> SetupDialog:
        made.append(SetupDialog(parent, profile=profile, facts=facts, fetch=no_network))
        made[0].ways.from_folder.setChecked(True)
        return made[0]

    monkeypatch.setattr(dialog_module, "SetupDialog", make)
    stop_shared_client()
    plugin = sardino.classFactory(qgis_iface)
    plugin.initGui()
    try:
        layer = QgsRasterLayer(write_raster(tmp_path / "scene.tif", radar(), names=("VV", "VH")), "scene")
        QgsProject.instance().addMapLayer(layer)
        dock = plugin.show_dock()
        dock.setFloating(True)
        dock.show()
        qtbot.waitUntil(lambda: dock.backend_panel.set_up_button.isVisible(), timeout=WAIT)
        assert "Set up model backend" in dock.backend_panel.note.text()
        qtbot.waitUntil(lambda: dock.run_panel.button.isEnabled(), timeout=WAIT)
        click(dock.run_panel.button)
        window = made[0]
        assert window.isVisible()
        surveyed(window, qtbot)
        # The test's own Python, which is the one that the linked packages are for.
        for row in range(window.ways.python.count()):
            item = window.ways.python.itemData(row)
            if item is not None and item.version[:2] == sys.version_info[:2]:
                window.ways.python.setCurrentIndex(row)
                break
        click(window.set_up)
        qtbot.waitUntil(lambda: not window.running(), timeout=5 * WAIT)
        assert window.note.level in ("", "success"), window.note.text() + window.output.toPlainText()
        qtbot.waitUntil(lambda: not window.isVisible(), timeout=WAIT)
        assert find_interpreter(empty()).is_relative_to(store.current())

        def products() -> list[str]:
            return [item.name() for item in QgsProject.instance().mapLayers().values() if item != layer]

        qtbot.waitUntil(lambda: len(products()) == 3, timeout=5 * WAIT)
        assert any("Land cover" in name for name in products())
        assert "made by Sardino" in environment.environment_in_words(empty())
        executable = os.readlink(f"/proc/{shared_client().pid}/exe")
        assert executable == os.path.realpath(window._facts.python_in(store.current()))
        assert not dock.backend_panel.set_up_button.isVisible()
    finally:
        plugin.unload()
        stop_shared_client()
