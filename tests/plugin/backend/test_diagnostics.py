"""The report says what helps and keeps to itself what is private."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import pytest

from sardino.model.protocol.envelope import Hello
from sardino.model.protocol.values import DeviceInfo
from sardino.plugin.backend import diagnostics
from sardino.plugin.errors import NoBackend, WorkerDied


@pytest.fixture(autouse=True)
def no_errors(monkeypatch):
    monkeypatch.setattr(diagnostics, "_errors", type(diagnostics._errors)(maxlen=10))


def test_versions_and_device(qgis_app):
    hello = Hello("0.1.0", "3.11.2", "2.13.0+cpu", [DeviceInfo("cuda", "NVIDIA H100", 80_000)], 1)
    text = diagnostics.report(hello)
    for part in ("QGIS 3.", "torch 2.13.0+cpu", "NVIDIA H100", "80000 MB", "No errors"):
        assert part in text
    assert "not running" in diagnostics.report(None)


def test_the_last_errors_without_private_paths(qgis_app):
    home = Path.home()
    diagnostics.remember(NoBackend(f"Looked for {home}/plugins/sardino/.venv/bin/python"))
    trace = f'File "{home}/secret project/model/segment.py"'
    diagnostics.remember(WorkerDied("It was killed.", detail=trace))
    text = diagnostics.report(None)
    assert "no_backend" in text
    assert "segment.py" in text
    assert "python" in text
    assert str(home) not in text
    assert "secret" not in text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (r"cannot open C:\Users\Ada\scenes\S1A.tif", "S1A.tif"),
        (r"cannot open \\server\share\scenes\S1A.tif", "S1A.tif"),
        ("cannot open '/home/ada/My scenes/S1A.tif'", "S1A.tif"),
        ("VV/VH in m/s", "VV/VH in m/s"),
    ],
)
def test_redaction(text, kept):
    redacted = diagnostics.redact(text)
    assert kept in redacted
    for private in ("Ada", "ada", "server", "scenes", "Users"):
        assert private not in redacted


def test_the_user_s_name_goes(monkeypatch):
    monkeypatch.setenv("USER", "ada.lovelace")
    assert "lovelace" not in diagnostics.redact("owner ada.lovelace")


def test_only_the_last_errors_are_kept():
    for number in range(12):
        diagnostics.remember(NoBackend(str(number)))
    kept = [error.message for error in diagnostics.recent_errors()]
    assert kept == [str(number) for number in range(2, 12)]


def test_a_kept_error_keeps_nothing_else_alive():
    class Layer:
        pass

    layer = Layer()
    gone = weakref.ref(layer)

    def fail(layer: Layer) -> None:
        raise NoBackend("none")

    try:
        fail(layer)
    except NoBackend as error:
        diagnostics.remember(error)
    del layer
    gc.collect()
    assert gone() is None
    assert diagnostics.recent_errors()[-1].code == "no_backend"
