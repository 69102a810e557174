"""The plugin speaks QGIS's language, and takes the translation along when it goes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QCoreApplication, QLocale, QSettings
from qgis.PyQt.QtWidgets import QPushButton

import sardino
from sardino.model.protocol.values import ClassInfo, ErrorInfo
from sardino.plugin import translation
from sardino.plugin.errors import BackendError, NoBackend
from sardino.plugin.labels import classes
from tools import translations

KEYS = ("locale/overrideFlag", "locale/userLocale")
BUTTON = "Set up model backend …"


@pytest.fixture(autouse=True)
def own_settings() -> Iterator[None]:
    before = {key: QSettings().value(key) for key in KEYS}
    QgsSettings().remove("sardino")
    yield
    translation.remove()
    QgsSettings().remove("sardino")
    for key, value in before.items():
        QSettings().remove(key) if value is None else QSettings().setValue(key, value)


@pytest.fixture
def made_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """German of two texts, and nothing else."""
    if translations.releaser() is None:  # as in the throw-away roots of newer releases
        pytest.skip("there is no lrelease to make a translation with")
    texts = {
        "Memory ran out": "Der Speicher reicht nicht",
        "Tree cover": "Bäume",
        "{seconds} s": "{seconds} Sek",
    }
    translations.write_ts(tmp_path / "sardino_de.ts", "de", texts)
    translations.compile_all(tmp_path)
    monkeypatch.setattr(translation, "FOLDER", tmp_path)
    return tmp_path


def choose(locale: str) -> None:
    QSettings().setValue(KEYS[0], True)
    QSettings().setValue(KEYS[1], locale)


def test_the_locale_is_qgis_own_choice_else_the_systems() -> None:
    choose("de_AT")
    assert translation.user_locale() == "de_AT"
    QSettings().setValue(KEYS[0], False)
    assert translation.user_locale() == QLocale.system().name()


@pytest.mark.parametrize("locale", ["de", "de_DE", "de_AT", "de-CH"])
def test_a_country_takes_its_language(made_up: Path, locale: str) -> None:
    assert translation.install(locale)
    assert translation.tr("Tree cover") == "Bäume"
    translation.remove()
    assert translation.tr("Tree cover") == "Tree cover"


@pytest.mark.parametrize("locale", ["en", "en_GB", "C", "fi"])
def test_english_and_unknown_languages_load_nothing(made_up: Path, locale: str) -> None:
    assert not translation.install(locale)
    assert translation.tr("Tree cover") == "Tree cover"


def test_installing_twice_leaves_one(made_up: Path) -> None:
    assert translation.install("de")
    assert translation.install("de")
    translation.remove()
    assert translation.tr("Tree cover") == "Tree cover"
    assert translation.tr("") == ""


def test_sentences_put_together_are_translated_one_by_one(made_up: Path) -> None:
    translation.install("de")
    assert translation.tr_sentences("Tree cover") == "Bäume"
    assert translation.tr_sentences("Tree cover. Tree cover") == "Tree cover. Bäume"


def test_classes_of_a_model_are_named_and_recognised_in_the_users_language(made_up: Path) -> None:
    legend = [ClassInfo(10, "Tree cover", "#006400")]
    translation.install("de")
    assert classes.from_model(legend)[0].name == "Bäume"
    for value in ("bäume", "tree cover", "10"):
        assert [(item.code, item.name) for item in classes.for_values([value], [], legend)] == [(10, "Bäume")]


def test_errors_of_plugin_and_worker_are_translated_when_they_are_raised(made_up: Path) -> None:
    info = ErrorInfo("out_of_memory", "Only 3 bytes.", "Tree cover", "")
    assert BackendError.from_info(info).title == "Memory ran out"
    translation.install("de")
    error = BackendError.from_info(info)
    assert (error.title, error.message, error.remedy) == (
        "Der Speicher reicht nicht",
        "Only 3 bytes.",
        "Bäume",
    )
    assert NoBackend().title == NoBackend.title, "what has no translation stays English"


def test_the_dock_is_german_and_unload_takes_the_translator_away(qgis_iface: Any) -> None:
    translations.ensure_compiled()
    german = translations.read_ts(translations.ts_file("de"))[BUTTON]
    assert german, "not translated yet"
    choose("de_AT")
    for _ in range(2):
        plugin = sardino.classFactory(qgis_iface)
        plugin.initGui()
        try:
            dock = plugin.show_dock()
            assert german in {button.text() for button in dock.findChildren(QPushButton)}
        finally:
            plugin.unload()
        assert QCoreApplication.translate("Sardino", BUTTON) == BUTTON


def test_numbers_are_written_as_in_the_users_language() -> None:
    before = QLocale()
    try:
        QLocale.setDefault(QLocale("de_DE"))
        assert translation.fill(
            "{area:,.1f} ha, {name}, v{version}", area=1234.56, name="a.b", version="1.5"
        ) == ("1\u202f234,6 ha, a.b, v1.5")
        QLocale.setDefault(QLocale("en_GB"))
        assert translation.fill("{share:.2f}", share=0.5) == "0.50"
    finally:
        QLocale.setDefault(before)
