"""Remembered choices survive, and nonsense in the settings does no harm."""

from __future__ import annotations

import pytest
from qgis.core import QgsSettings

from sardino.plugin import settings
from sardino.plugin.settings import Choices, load_choices, save_choices

pytestmark = pytest.mark.usefixtures("clean_settings")


def test_the_defaults():
    assert load_choices() == Choices()
    assert settings.backend_python() == ""


def test_choices_come_back():
    choices = Choices(
        units="db",
        model="mine",
        device="cpu",
        precision="bf16",
        outputs=["attention"],
        extent_mode="canvas",
        output_folder="/tmp/out",
        allow_any=True,
        expected="10,80",
    )
    save_choices(choices)
    assert load_choices() == choices


def test_choices_come_back_from_a_file(tmp_path, monkeypatch):
    path = str(tmp_path / "settings.ini")
    from qgis.PyQt.QtCore import QSettings

    monkeypatch.setattr(settings, "QgsSettings", lambda: QSettings(path, QSettings.Format.IniFormat))
    choices = Choices(outputs=["landcover"], allow_any=True)
    save_choices(choices)
    assert load_choices() == choices
    save_choices(Choices(allow_any=False))
    assert load_choices() == Choices()


@pytest.mark.parametrize("name", ["units", "device", "precision", "extent_mode", "outputs"])
def test_a_foreign_value_takes_the_default(name):
    QgsSettings().setValue(f"sardino/choices/{name}", "nonsense")
    assert load_choices() == Choices()


def test_the_interpreter_is_kept_and_forgotten():
    settings.set_backend_python("  /opt/python ")
    assert settings.backend_python() == "/opt/python"
    settings.set_backend_python("")
    assert settings.backend_python() == ""
    assert not QgsSettings().contains(settings.BACKEND_PYTHON)
