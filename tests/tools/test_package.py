"""The plugin's zip: what is in it, what its manifest says, what is refused."""

from __future__ import annotations

import ast
import configparser
import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.places import ROOT
from tools import (
    docs,
    metadata,
    packaging,
    shell,
)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return packaging.make_package(tmp_path_factory.mktemp("dist"))


def test_package_has_one_top_folder_with_all_that_qgis_needs(package: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        assert archive.testzip() is None
        names = set(archive.namelist())
    assert {name.split("/")[0] for name in names} == {"sardino"}
    needed = ("metadata.txt", "__init__.py", "LICENSE", "plugin/__init__.py", "model/protocol/envelope.py")
    assert {f"sardino/{name}" for name in needed} <= names
    assert "sardino/resources/backend-requirements.txt" in names
    assert {
        f"sardino/resources/locks/{name}.txt" for name in ("packages", "torch", "torch-builds", "tools")
    } <= names
    assert any(
        name.startswith("sardino/resources/checkpoints/") and name.endswith(".safetensors") for name in names
    )
    assert any(name.startswith("sardino/resources/sample/") for name in names)


def test_package_has_no_caches_binaries_tests_or_hidden_files(package: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        names = archive.namelist()
        heads = {name: archive.read(name)[:4] for name in names}
    parts = {part for name in names for part in name.split("/")}
    assert not parts & {"__pycache__", "tests", "benchmarks", "tools", "build.py"}
    assert not [part for part in parts if part.startswith(".")]
    assert not [name for name in names if name.endswith((".pyc", ".so", ".dll", ".exe", ".aux.xml"))]
    assert not [name for name, head in heads.items() if head == b"\x7fELF" or head[:2] == b"MZ"]


def test_package_has_the_bundled_model_and_none_of_the_larger_ones(package: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        models = [name for name in archive.namelist() if name.endswith(".safetensors")]
    assert models == ["sardino/resources/checkpoints/sardino-s1-world.safetensors"]


def test_package_is_within_the_limit(package: Path) -> None:
    assert 0 < package.stat().st_size <= 25_000_000


def test_package_over_the_limit_is_refused_and_not_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packaging, "LIMIT_BYTES", 1000)
    with pytest.raises(shell.Stop, match="MB"):
        packaging.make_package(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_package_is_the_same_when_made_again(package: Path, tmp_path: Path) -> None:
    assert packaging.make_package(tmp_path).read_bytes() == package.read_bytes()


def test_package_can_be_imported_without_torch(package: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        archive.extractall(tmp_path)
    code = "import sys, sardino; assert callable(sardino.classFactory); assert 'torch' not in sys.modules"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr


def test_manifest_is_valid_and_says_what_we_support() -> None:
    entries = metadata.load()
    assert metadata.problems(entries) == []
    assert entries["name"] == "Sardino"
    assert entries["hasProcessingProvider"] == "yes"
    assert entries["qgisMinimumVersion"] == "3.22"
    assert entries["qgisMaximumVersion"] == "4.99"


@pytest.mark.parametrize(
    ("name", "value", "complaint"),
    [
        ("version", "", "version is missing"),
        ("version", "one", "version is not"),
        ("version", "9.9.9", "newest version in CHANGELOG.md is not 9.9.9"),
        ("version", "9.9.9", "CITATION.cff does not cite"),
        ("icon", "resources/nowhere.svg", "icon does not exist"),
        ("tracker", "somewhere", "tracker is not"),
        ("qgisMinimumVersion", "5.0", "above"),
        ("hasProcessingProvider", "no", "hasProcessingProvider is not"),
    ],
)
def test_manifest_faults_are_found(name: str, value: str, complaint: str) -> None:
    entries = {**metadata.load(), name: value}
    assert any(complaint in fault for fault in metadata.problems(entries))


def test_packed_manifest_has_the_changelog_and_can_be_read_by_qgis_own_way(package: Path) -> None:
    parser = configparser.ConfigParser()  # QGIS reads it with interpolation
    with zipfile.ZipFile(package) as archive:
        parser.read_file(io.StringIO(archive.read("sardino/metadata.txt").decode()))
    lines = parser.get("general", "changelog").strip().splitlines()
    assert lines[0].startswith(metadata.version())
    assert any(line.startswith("- Segment layer: land cover") for line in lines)
    assert parser.get("general", "about")


def test_changelog_of_the_manifest_is_that_of_the_newest_versions() -> None:
    changes = (
        "# Changelog\n\n## 4.0.0 (2030-01-01)\n\n- **New**: 10 % [faster](x.md), on\n  two lines.\n- `b`\n"
    )
    changes += "".join(f"\n## {number}.0.0\n\nOld.\n" for number in (3, 2, 1))
    manifest = metadata.with_changelog("[general]\nchangelog=x\n    y\ntags=z\n", changes)
    parser = configparser.ConfigParser()
    parser.read_string(manifest)
    assert parser.get("general", "tags") == "z"
    newest = ["4.0.0 (2030-01-01)", "- New: 10 % faster, on two lines.", "- b"]
    assert parser.get("general", "changelog").split("\n") == [
        "", *newest, "3.0.0", "Old.", "2.0.0", "Old.",
    ]  # fmt: skip


def test_package_has_help_pages_without_pictures_and_all_links_lead_somewhere(package: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        prefix = "sardino/resources/help/"
        pages = {
            name[len(prefix) :]: archive.read(name).decode()
            for name in archive.namelist()
            if name.startswith(prefix)
        }
    assert {f"{name}.html" for name in ("first-map", "layers", "headless", "troubleshooting")} <= set(pages)
    assert 0 < sum(map(len, pages.values())) < 500_000
    for name, text in pages.items():
        assert "<img" not in text
        for link in re.findall(r'(?:href|src)="([^"]+)"', text):
            if not link.startswith("http"):
                path, _, anchor = link.partition("#")
                assert (path or name) in pages, (name, link)
                assert not anchor or f'id="{anchor}"' in pages[path or name], (name, link)


def test_package_has_every_page_and_section_that_the_plugin_opens(package: Path) -> None:
    names = ast.parse((ROOT / "plugin" / "ui" / "help_pages.py").read_text(encoding="utf-8")).body
    pages = {
        item.targets[0].id: ast.literal_eval(item.value)
        for item in names
        if isinstance(item, ast.Assign) and isinstance(item.value, ast.Constant)
    }
    opened = set()
    for path in (ROOT / "plugin").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "SECTION":
                opened.add((pages["AFTER_THE_MAP"], ast.literal_eval(node.value)))
            name = getattr(getattr(node, "func", None), "id", "")
            if name == "Job" and isinstance(node.args[2], ast.Constant):  # a group of the page Results
                opened.add((pages[node.args[3].id], node.args[2].value))
            if name in ("add_help", "with_help") and node.args[-1:] and path.name != "job.py":
                # Before the page: the row of buttons, or a button and what takes its place.
                at = {"add_help": 1, "with_help": 2}[name]
                section = node.args[at + 2].value if len(node.args) > at + 2 else ""
                opened.add((pages[node.args[at].id], section))
    assert ("install", "") in opened
    assert ("finetune", "the-scores") in opened
    assert ("report", "swipe") in opened
    with zipfile.ZipFile(package) as archive:
        for page in pages.values():
            assert f"sardino/resources/help/{page}.html" in archive.namelist()
        for page, section in opened:
            text = archive.read(f"sardino/resources/help/{page}.html").decode()
            assert not section or f'id="{section}"' in text, (page, section)


def test_package_manager_s_rules_are_seen_to(tmp_path: Path) -> None:
    def broken(name: str = "", contents: str | bytes = "x") -> str:
        path = tmp_path / "package.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for needed in ("metadata.txt", "__init__.py", "LICENSE"):
                archive.writestr(f"sardino/{needed}", "x")
            if name:
                archive.writestr(name, contents)
        return "; ".join(packaging.broken_rules(path))

    assert broken() == ""
    assert "binary" in broken("sardino/tool", b"\x7fELF...")
    assert "binary" in broken("sardino/tool.dll")
    assert "hidden" in broken("sardino/.git/config")
    assert "hidden" in broken("sardino/plugin/__pycache__/x")
    assert "one folder" in broken("other/file")
    assert "leads out" in broken("sardino/../x")


def test_every_error_code_has_an_entry_in_troubleshooting() -> None:
    assert {"internal", "out_of_memory", "worker_died", "no_backend"} <= docs.error_codes()
    assert docs.missing_entries() == []


def test_version_is_the_same_for_model_and_package() -> None:
    from model.version import version

    assert version() == metadata.version()
