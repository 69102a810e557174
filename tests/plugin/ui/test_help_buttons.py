"""Every window of the plugin has a help button, and it opens the right page of this computer."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox

from sardino.plugin.backend import shared_client
from sardino.plugin.dock.dock import SardinoDock
from sardino.plugin.finetune.models_dialog import ModelsDialog
from sardino.plugin.finetune.scores_dialog import ScoresDialog
from sardino.plugin.setup.dialog import SetupDialog
from sardino.plugin.setup.report_dialog import ReportDialog
from tests.plugin.fixtures.fake_scores import SCORES
from tests.plugin.fixtures.setup import Bench, no_network

pytest_plugins = ["tests.plugin.fixtures.finetune", "tests.plugin.fixtures.setup"]


@pytest.fixture
def dock(training_dock: Any) -> Any:
    return training_dock


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[QUrl]:
    """What would have been opened in the browser."""
    urls: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: urls.append(url) or True)
    return urls


def check(button: Any, opened: list[QUrl], page: str, section: str = "") -> None:
    """The button says what it is for, and opens a page that is there, at a heading that is there."""
    assert len(button.toolTip()) > 15
    assert button.accessibleName()
    button.click()
    (url,) = opened
    assert url.isLocalFile()
    path = Path(url.toLocalFile())
    assert path.is_file()
    assert path.stem == page
    assert url.fragment() == section
    if section:
        text = path.read_text(encoding="utf-8")
        headings = {re.sub(r"[^a-z0-9]+", "-", line.lower()).strip("-") for line in text.splitlines()}
        assert f'id="{section}"' in text or section in headings


def test_both_pages_of_the_dock(dock: SardinoDock, opened: list[QUrl]) -> None:
    check(dock.run_panel.help, opened, "first-map")
    opened.clear()
    check(dock.pages.finetune.train.help, opened, "finetune")


WINDOWS: dict[str, tuple[Callable[[Bench], QDialog], str, str]] = {
    "set up": (
        lambda bench: SetupDialog(profile=bench.profile, facts=bench.facts, fetch=no_network),
        "install",
        "",
    ),
    "diagnostics": (lambda _: ReportDialog(shared_client, lambda: None), "troubleshooting", ""),
    "models": (lambda _: ModelsDialog(shared_client), "models", "how-to-read-a-card"),
    "scores": (lambda _: ScoresDialog(SCORES, "mine"), "finetune", "the-scores"),
}


@pytest.mark.parametrize("name", WINDOWS)
def test_each_window_has_the_system_s_help_button(
    name: str, bench: Bench, qgis_app: Any, qtbot: Any, opened: list[QUrl]
) -> None:
    make, page, section = WINDOWS[name]
    window = make(bench)
    qtbot.addWidget(window)
    (box,) = window.findChildren(QDialogButtonBox)
    button = box.button(QDialogButtonBox.StandardButton.Help)
    assert button is not None
    assert button.shortcut().toString() == "F1"
    assert not button.autoDefault()
    check(button, opened, page, section)


def test_no_other_window_is_without_one(repository: Path) -> None:
    """A new window has to be added above."""
    found = set()
    for path in (repository / "plugin").rglob("*.py"):
        found |= set(re.findall(r"^class (\w+)\(QDialog\)", path.read_text(encoding="utf-8"), re.MULTILINE))
    assert found == {"SetupDialog", "ReportDialog", "ModelsDialog", "ScoresDialog"}
