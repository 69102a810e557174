"""build.py's translations: what is extracted, what is kept, what is refused."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from model.sar.units import Units
from plugin.ui import scene_words
from tests.places import ROOT
from tools import translations


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A small checkout with texts of plugin and worker."""
    (tmp_path / "plugin" / "dock").mkdir(parents=True)
    for room in ("finetune", "errors"):
        (tmp_path / "model" / room).mkdir(parents=True)
    (tmp_path / "plugin" / "dock" / "panel.py").write_text(
        'button(tr("&Start"))\nlabel(tr("{count} of "\n "{all}").format(count=1, all=2))\n'
        'title = marked("Set up")\ntr(title)\nprint("for nobody")\n'
    )
    (tmp_path / "model" / "errors" / "errors.py").write_text(
        'class Broken(Exception):\n    code = "broken"\n    remedy = marked("Mend it.")\n'
        'raise Broken(marked("It broke."))\nraise Broken(f"It broke {twice}.", remedy="for a terminal")\n'
    )
    (tmp_path / "model" / "finetune" / "run.py").write_text(
        'anything = [words.marked("Odd." if odd else "Even.")]\nprogress(0.0, marked("Loading"), None)\n'
        'warnings.append("not marked")\n'
    )
    return tmp_path


def test_marks_of_plugin_and_worker_are_found_and_nothing_else(checkout: Path) -> None:
    assert translations.source_texts(checkout) == sorted(
        ["&Start", "{count} of {all}", "Set up", "Mend it.", "It broke.", "Odd.", "Even.", "Loading"]
    )


def test_real_sources_hold_the_tables_of_the_worker() -> None:
    texts = translations.source_texts()
    assert {
        "Tree cover",
        "Permanent water bodies",
        "Free some space, or choose a folder on another disk.",
    } <= {*texts}
    assert "Waiting for another job to end" in texts
    assert "it is a map with a colour table" in texts
    assert not translations.faults_of_sources()


@pytest.mark.parametrize("call", ['tr(f"{x} left")', 'tr("a" + x)', 'marked(f"{x}")', "marked(x)"])
@pytest.mark.parametrize("side", ["plugin", "model"])
def test_texts_that_are_not_found_are_faults(checkout: Path, side: str, call: str) -> None:
    assert not translations.faults_of_sources(checkout)
    (checkout / side / "bad.py").write_text(f"\n{call}\n")
    assert translations.faults_of_sources(checkout) == [
        f"{side}/bad.py:2: a text to translate must be a literal"
    ]


def test_a_file_keeps_its_translations_and_loses_dead_ones(tmp_path: Path, capsys: object) -> None:
    path = translations.ts_file("de", tmp_path)
    some = translations.source_texts()[5]
    translations.write_ts(path, "de", {some: "Schön & <gut>", "Dead text": "Tot"})
    translations.update(tmp_path)
    known = translations.read_ts(path)
    assert known[some] == "Schön & <gut>"
    assert "Dead text" not in known
    assert set(known) == set(translations.source_texts())
    before = path.read_bytes()
    translations.update(tmp_path)
    assert path.read_bytes() == before
    assert translations.ts_file("es", tmp_path).with_suffix(".qm").is_file()


@pytest.mark.parametrize(
    ("source", "translation", "complaint"),
    [
        ("{count} left", "{anzahl} übrig", "other placeholders"),
        ("{size:.1f} GB", "{size} GB", "other placeholders"),
        ("&Start", "Start", "a shortcut"),
        ("Start", "&Start", "a shortcut"),
        ("&Start", "&S&tart", "a shortcut"),
        ("<p>Text</p>", "<p>Text", "other tags"),
        ("CSV (*.csv)", "CSV (*.txt)", "other file patterns"),
        (" min", "min", "other blanks"),
        ("Start", "", "not translated"),
    ],
)
def test_faults_of_a_translation_are_found(source: str, translation: str, complaint: str) -> None:
    (fault,) = translations.faults_of(source, translation)
    assert fault.startswith(complaint)


def test_a_good_translation_has_no_faults() -> None:
    assert not translations.faults_of(
        "<b>&Save</b> {all:,} in {name} …", "<b>&In</b> {name} {all:,} sichern …"
    )


def test_files_that_are_missing_old_or_unfinished_are_faults(tmp_path: Path) -> None:
    path = translations.ts_file("de", tmp_path)
    (fault,) = translations.faults_of_ts(path, ["Start"])
    assert "missing" in fault
    translations.write_ts(path, "de", {"Stop": "Halt"})
    (fault,) = translations.faults_of_ts(path, ["Start"])
    assert "not up to date" in fault
    path.write_text(
        "<TS><context><name>Sardino</name><message><source>Start</source>"
        '<translation type="unfinished">Los</translation></message></context></TS>'
    )
    (fault,) = translations.faults_of_ts(path, ["Start"])
    assert "not translated" in fault
    translations.write_ts(path, "de", {"Start": "Los"})
    assert not translations.faults_of_ts(path, ["Start"])


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_every_language_is_complete(language: str) -> None:
    assert not translations.faults_of_ts(translations.ts_file(language), translations.source_texts())


def test_the_context_is_the_plugins() -> None:
    tree = ast.parse((ROOT / "plugin" / "translation.py").read_text(encoding="utf-8"))
    values = {
        node.targets[0].id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
    }
    assert values["CONTEXT"] == translations.CONTEXT


@pytest.mark.parametrize(
    "unit",
    [
        Units("db", "sigma0", True),
        Units("db", "backscatter", True),
        Units("db_x100", "sigma0", True),
        Units("dn", "beta0", True, -74.0),
        Units("linear", "gamma0", True),
        Units("linear", "backscatter", False),
        Units("amplitude", "backscatter", False),
        Units("dn", "backscatter", False),
        Units("uint8", "backscatter", False),
    ],
)
@pytest.mark.parametrize("bands", ["VV and VH", "HH", "co-pol and cross-pol"])
@pytest.mark.parametrize("size", ["10.0 m", "10.0 x 12.0 m on the ground", "ground resolution unknown"])
def test_the_workers_summary_is_taken_apart(
    monkeypatch: pytest.MonkeyPatch, unit: Units, bands: str, size: str
) -> None:
    asked: list[str] = []

    def listen(text: str) -> str:
        asked.append(text)
        return text

    for opening in ("Looks like", "Read, as you chose, as"):
        summary = f"{opening} {unit.words()}, {bands}, {size}"
        assert scene_words.summary_in_words(summary) == summary, "English stays as it is"
        asked.clear()
        with monkeypatch.context() as patched:
            patched.setattr(scene_words, "tr", listen)
            scene_words.summary_in_words(summary)
        assert asked[0] == opening + " {unit}, {bands}, {resolution}"
        words = asked[1].replace("{quantity}", unit.quantity)
        assert unit.words() == words.replace("{times}", str(unit.divisor))


def test_a_summary_of_no_radar_and_an_unknown_one_are_kept() -> None:
    for summary in (
        "Does not look like a radar image: it is a map with a colour table.",
        "Does not look like a radar image: band 3: its values hardly vary.",
        "Something else",
    ):
        assert scene_words.summary_in_words(summary) == summary


def test_the_reason_is_looked_up_whether_or_not_a_band_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(scene_words, "tr", lambda text: asked.append(text) or text)
    for band in ("", "band 3: "):
        scene_words.summary_in_words(f"Does not look like a radar image: {band}its values hardly vary.")
        assert "its values hardly vary" in asked
        asked.clear()
