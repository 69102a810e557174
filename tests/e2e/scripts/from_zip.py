"""Inside QGIS with an empty profile: installs a zip, chooses, updates by another zip, makes a map."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyplugin_installer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtTest import QTest
from qgis.utils import iface, pluginMetadata, plugins

from tests.e2e.scripts.common import docks, load_sample, open_dock, panel_action, tree, worker_pid
from tools.qgis_steps import Step, Steps

LEFT = Qt.MouseButton.LeftButton


def script(steps: Steps) -> Iterator[Step]:
    report = steps.report
    out = report["out"] = os.environ["SARDINO_OUT"]
    yield iface.mainWindow().isVisible
    yield 1.0
    report["installed_at_start"] = "sardino" in plugins

    # Plugins > Manage and Install Plugins > Install from ZIP
    pyplugin_installer.instance().installFromZipFile(os.environ["SARDINO_OLD_ZIP"])
    yield lambda: "sardino" in plugins
    report["first_version"] = pluginMetadata("sardino", "version")
    dock = open_dock()
    yield lambda: dock.hello is not None
    dock.output_panel.choose(["landcover", "confidence"], out)
    dock.advanced_panel.choose("db", "auto", False)
    import_a_model()
    dock.model_panel.choose("mine", "auto")
    dock.save()
    save_idle_minutes(7.0)

    pyplugin_installer.instance().installFromZipFile(os.environ["SARDINO_ZIP"])
    yield lambda: "sardino" in plugins and len(docks()) <= 1
    yield 0.5
    report["second_version"] = pluginMetadata("sardino", "version")
    import sardino

    report["folder"] = str(Path(sardino.__file__).parent)

    clicks = 0
    load_sample("kansas_vv_vh.tif")
    if not docks():
        # The panel opens by itself after an update if it was open before.
        panel_action().trigger()
        clicks += 1
    dock = open_dock()
    yield lambda: dock.hello is not None
    yield lambda: dock.layer_panel.detected.level == "success"
    model = dock.model_panel.model
    report["models"] = [model.itemData(row) or model.itemText(row) for row in range(model.count())]
    report["choices"] = {
        "outputs": dock.output_panel.outputs(),
        "units": dock.advanced_panel.reading()["units"],
        "folder": dock.output_panel.folder_path(),
        "model": dock.model_panel.choice()[0],
        "idle_minutes": idle_minutes(),
    }
    report["help"] = opened_by(dock.run_panel.help)
    QTest.mouseClick(dock.run_panel.button, LEFT)
    clicks += 1
    yield lambda: dock.running()
    yield lambda: not dock.running()
    yield 0.5
    report["clicks"] = clicks
    report["note"] = [dock.run_panel.note.level, dock.run_panel.note.text()]
    report["tree"] = tree()
    report["worker"] = worker_pid()


def import_a_model() -> None:
    """A model of the user's own: the bundled one under another name, imported as the models' window does."""
    import sardino
    from sardino.model.protocol.finetuning import ManageModelRequest
    from sardino.plugin.backend import shared_client

    bundled = Path(sardino.__file__).parent / "resources" / "checkpoints" / "sardino-s1-world.safetensors"
    shared_client().request(ManageModelRequest("import", str(bundled), "mine"))


def save_idle_minutes(minutes: float) -> None:
    """Changes one of the options in QGIS's settings."""
    from sardino.plugin.settings import load_options, save_options

    options = load_options()
    options.idle_minutes = minutes
    save_options(options)


def idle_minutes() -> float:
    """The option, as the plugin that runs now reads it."""
    from sardino.plugin.settings import load_options

    return load_options().idle_minutes


def opened_by(button: Any) -> str:
    """The file that a button opens in the browser; no browser is started."""
    opened = []
    real = QDesktopServices.openUrl
    QDesktopServices.openUrl = lambda url: opened.append(url.toLocalFile()) or True
    try:
        button.click()
    finally:
        QDesktopServices.openUrl = real
    return opened[0]


Steps(script).start()
