"""Before a run: the link below the model, what it asks, and what it says."""

from __future__ import annotations

from typing import Any

import pytest

from sardino.model.protocol.exploring import ExploreAnswer, FamiliarityRequest
from sardino.plugin.dock.dock import SardinoDock
from sardino.plugin.errors import BackendError
from tests.plugin.fixtures.dock import Client

pytest_plugins = ["tests.plugin.fixtures.dock"]


@pytest.fixture
def asked(client: Client, monkeypatch: pytest.MonkeyPatch) -> list[FamiliarityRequest]:
    """Requests for familiarity; ``client.unfamiliar`` is the answer, or an error."""
    found: list[FamiliarityRequest] = []
    before = client.request
    client.unfamiliar = 0.62

    def request(params: Any, *, progress: Any = None, cancelled: Any = None) -> Any:
        if not isinstance(params, FamiliarityRequest):
            return before(params, progress=progress, cancelled=cancelled)
        found.append(params)
        if isinstance(client.unfamiliar, Exception):
            raise client.unfamiliar
        return ExploreAnswer("", numbers={"unfamiliar": client.unfamiliar})

    monkeypatch.setattr(client, "request", request)
    return found


def test_nothing_is_asked_unasked(dock: SardinoDock, asked: list, layer: Any, qtbot: Any) -> None:
    dock.show()
    qtbot.wait(500)
    assert asked == []
    assert not dock.familiar.link.isHidden()


def test_strange_ground_is_said_before_the_run(
    dock: SardinoDock, asked: list, layer: Any, qtbot: Any
) -> None:
    dock.familiar.link.linkActivated.emit("#")
    qtbot.waitUntil(lambda: "62\u00a0%" in dock.familiar.note.text())
    assert "expect mistakes there" in dock.familiar.note.text()
    assert dock.familiar.note.level == "warning"
    assert asked[0].scene.path == layer.source()
    assert asked[0].out == ""


def test_familiar_ground_is_no_promise(
    dock: SardinoDock, client: Client, asked: list, layer: Any, qtbot: Any
) -> None:
    client.unfamiliar = 0.04
    dock.familiar.ask()
    qtbot.waitUntil(lambda: "4\u00a0%" in dock.familiar.note.text())
    assert "can be mapped wrongly" in dock.familiar.note.text()
    assert dock.familiar.note.level == "info"


def test_an_error_is_said(dock: SardinoDock, client: Client, asked: list, layer: Any, qtbot: Any) -> None:
    client.unfamiliar = BackendError(
        "The model 'x' does not know what it was trained on.", code="no_reference"
    )
    dock.familiar.ask()
    qtbot.waitUntil(lambda: "does not know" in dock.familiar.note.text())
    assert dock.familiar.note.level == "warning"


def test_another_model_or_no_layer_forgets_the_answer(
    dock: SardinoDock, asked: list, layer: Any, qtbot: Any, qgis_new_project: None
) -> None:
    from qgis.core import QgsProject

    dock.familiar.ask()
    qtbot.waitUntil(lambda: "62\u00a0%" in dock.familiar.note.text())
    dock.model_panel.shown.emit(None)
    assert dock.familiar.note.text() == ""
    QgsProject.instance().removeMapLayer(layer.id())
    assert dock.familiar.link.isHidden()
