"""build.py's parts: what is packed, what is pinned, what the manifest says, what is refused."""

from __future__ import annotations

import ast
import configparser
import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from plugin.setup import locks
from tests.places import ROOT
from tools import (
    checks,
    debian_root,
    docs,
    environments,
    lock,
    metadata,
    packaging,
    profile,
    runners,
    sample,
    shell,
    system,
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


def test_package_has_the_starter_model_and_none_of_the_larger_ones(package: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        models = [name for name in archive.namelist() if name.endswith(".safetensors")]
    assert models == ["sardino/resources/checkpoints/sardino-s1-starter.safetensors"]


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
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("add_help", "with_help"):
                # Before the page: the row of buttons, or a button and what takes its place.
                at = {"add_help": 1, "with_help": 2}[node.func.id]
                section = node.args[at + 2].value if len(node.args) > at + 2 else ""
                opened.add((pages[node.args[at].id], section))
    assert ("install", "") in opened
    assert ("finetune", "the-scores") in opened
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


def test_root_of_another_qgis_needs_root_and_debian(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(shell.Stop, match=r"3\.40, 3\.44"):
        debian_root.run_plugin_tests("3.99", [], fast=False)
    monkeypatch.setattr(debian_root.os, "geteuid", lambda: 1000)
    with pytest.raises(shell.Stop, match=r"sudo python3 build.py test --qgis 3\.40"):
        debian_root.run_plugin_tests("3.40", [], fast=False)
    monkeypatch.setattr(debian_root.shutil, "which", lambda name: None)
    with pytest.raises(shell.Stop, match="only Debian"):
        debian_root.run_plugin_tests("3.40", [], fast=False)


def test_version_is_the_same_for_model_and_package() -> None:
    from model.version import version

    assert version() == metadata.version()


@pytest.mark.parametrize(
    "path",
    [
        environments.BACKEND_REQUIREMENTS,
        environments.DEV_REQUIREMENTS,
        environments.QGIS_TEST_REQUIREMENTS,
        environments.QT6_REQUIREMENTS,
        environments.DOCS_REQUIREMENTS,
    ],
    ids=lambda path: path.name,
)
def test_requirements_are_pinned(path: Path) -> None:
    assert environments.requirements(path)


def test_backend_requirements_are_justified_and_hold_what_set_up_asks_for() -> None:
    lines = environments.BACKEND_REQUIREMENTS.read_text(encoding="utf-8").splitlines()
    pinned = [line for line in lines if line and not line.startswith("#")]
    assert [line for line in pinned if len(line.partition("#")[2].strip()) < 5] == []
    assert {"torch", "torchvision", "timm", "rasterio"} <= set(
        environments.requirements(environments.BACKEND_REQUIREMENTS)
    )


def test_unpinned_requirement_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "requirements.txt"
    path.write_text("numpy>=2  # newer is better\n", encoding="utf-8")
    with pytest.raises(shell.Stop, match="not pinned"):
        environments.requirements(path)


def test_running_backend_has_the_pinned_versions() -> None:
    import importlib.metadata

    for name, wanted in environments.requirements(environments.BACKEND_REQUIREMENTS).items():
        assert importlib.metadata.version(name).split("+")[0] == wanted, name


def test_environment_is_made_anew_only_when_requirements_change(tmp_path: Path) -> None:
    python = environments.python_of(tmp_path)
    python.parent.mkdir(parents=True)
    python.touch()
    requirements = tmp_path / "needs.txt"
    requirements.write_text("a==1\n", encoding="utf-8")
    assert not environments._is_stamped(tmp_path, requirements)
    environments._stamp(tmp_path, requirements)
    assert environments._is_stamped(tmp_path, requirements)
    requirements.write_text("a==2\n", encoding="utf-8")
    assert not environments._is_stamped(tmp_path, requirements)


@pytest.fixture
def pip_calls(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], str]]:
    """What pip is called with, and the contents of the file that it is given; no torch+cpu unless allowed."""
    calls: list[tuple[list[str], str]] = []

    def run(command: list[str | Path], *, check: bool = True) -> int:
        text = Path(command[-1]).read_text(encoding="utf-8")
        calls.append(([str(word) for word in command], text))
        return 1 if not check and text.startswith("torch==2.13.0+cpu") else 0

    monkeypatch.setattr(environments, "run", run)
    monkeypatch.setattr(environments.platform, "system", lambda: "Linux")
    monkeypatch.setattr(system, "has_nvidia_gpu", lambda: False)
    monkeypatch.setattr(environments.urllib.request, "urlopen", lambda *_, **__: io.BytesIO(b""))
    return calls


def test_torch_without_cuda_comes_by_hash_where_there_is_no_gpu(
    pip_calls: list[tuple[list[str], str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    environments._install_torch(Path("python"))
    ((words, text),) = pip_calls
    assert words[words.index("--index-url") + 1] == environments.TORCH_CPU_INDEX
    assert text.startswith("torch==2.13.0+cpu") and text.count("--hash=sha256:") == 8
    assert {"--require-hashes", "--no-deps"} <= set(words)
    monkeypatch.setattr(system, "has_nvidia_gpu", lambda: True)
    environments._install_torch(Path("python"))
    words, text = pip_calls[-1]
    assert "--index-url" not in words and "--require-hashes" in words
    assert "\ntorch==2.13.0 " in text and "nvidia-cudnn-cu13==" in text


def test_torch_index_out_of_reach_falls_back(
    pip_calls: list[tuple[list[str], str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def unreachable(*_: object, **__: object) -> None:
        raise OSError("no route")

    monkeypatch.setattr(environments.urllib.request, "urlopen", unreachable)
    environments._install_torch(Path("python"))
    (own, text), (pypi, whole) = pip_calls
    assert "--index-url" not in own + pypi
    assert text.startswith("torch==2.13.0+cpu") and "\ntorch==2.13.0 " in whole
    assert all("--require-hashes" in words for words in (own, pypi))
    assert "CUDA" in capsys.readouterr().out


def test_the_environment_is_made_of_nothing_but_the_lock(
    pip_calls: list[tuple[list[str], str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environments, "BACKEND", tmp_path)
    monkeypatch.setattr(environments, "read", lambda command: "")
    environments.ensure_backend()
    assert all({"--require-hashes", "--no-deps", "-r"} <= set(words) for words, _ in pip_calls)
    assert pip_calls[-1][0][-1] == str(environments.LOCKS / "packages.txt")


def test_the_lock_is_that_of_the_requirements() -> None:
    pins = environments.requirements(environments.BACKEND_REQUIREMENTS)
    locked = {
        item.name: item for name in ("packages.txt", "torch.txt") for item in locks.read(locks.FOLDER / name)
    }
    assert {name: locked[name].version for name in pins} == pins, "run: python3 build.py lock"
    assert all(item.hashes for item in locked.values())


def test_the_lock_leads_to_no_other_index() -> None:
    for path in locks.FOLDER.iterdir():
        hosts = set(re.findall(r"https?://([^/\s)]+)", path.read_text(encoding="utf-8")))
        assert hosts <= {"download.pytorch.org"}, path.name


def test_running_backend_is_the_locked_one() -> None:
    import importlib.metadata

    for item in locks.read(locks.FOLDER / locks.PACKAGES):
        if not item.marker or "!= 'emscripten'" in item.marker:
            assert importlib.metadata.version(item.name) == item.version, item.name


PAGE = """<html><a href="/whl/cpu/torch-9.0%2Bcpu-cp312-cp312-manylinux_2_28_x86_64.whl#sha256={0}">x</a>
<a href="https://other.example/w/torch-9.0%2Bcpu-cp313-cp313-manylinux_2_28_x86_64.whl">none</a></html>"""


def test_builds_are_read_from_pytorch_s_page_and_never_change_quietly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(lock, "LOCKS", tmp_path)
    monkeypatch.setattr(lock, "BUILDS", {"cpu": ("manylinux_2_28_x86_64",)})
    answer = PAGE.format("a" * 64)
    monkeypatch.setattr(lock.urllib.request, "urlopen", lambda *_, **__: io.BytesIO(answer.encode()))
    lock._write_builds("9.0")
    name = "torch-9.0+cpu-cp312-cp312-manylinux_2_28_x86_64.whl"
    assert locks.read_builds(tmp_path / locks.BUILDS) == {name: "a" * 64}
    assert "cp313" in capsys.readouterr().out, "it is told which have no hash"
    answer = PAGE.format("b" * 64)
    with pytest.raises(shell.Stop, match="another hash"):
        lock._write_builds("9.0")

    def unreachable(*_: object, **__: object) -> None:
        raise OSError("no route")

    monkeypatch.setattr(lock.urllib.request, "urlopen", unreachable)
    lock._write_builds("9.0")
    assert locks.read_builds(tmp_path / locks.BUILDS) == {name: "a" * 64}


def test_without_root_and_sudo_the_command_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(
        system.shutil, "which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None
    )
    monkeypatch.setattr(system, "_is_installed", lambda name: name == "qgis")
    with pytest.raises(shell.Stop, match=r"apt-get install --no-install-recommends -y python3-qgis .*xvfb"):
        system.ensure_system_packages()


@pytest.mark.parametrize(
    ("name", "release", "words"),
    [
        ("Linux", "id=fedora", "dnf install qgis"),
        ("Linux", "id=manjaro id_like=arch", "pacman -S qgis"),
        ("Darwin", "", "brew install"),
        ("Windows", "", "OSGeo4W"),
    ],
)
def test_elsewhere_it_says_what_to_install(
    name: str, release: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system.platform, "system", lambda: name)
    monkeypatch.setattr(system.shutil, "which", lambda _: None)
    monkeypatch.setattr(system, "_os_release", lambda: release)
    monkeypatch.setattr(system, "qgis_python", lambda: None)
    with pytest.raises(shell.Stop, match=words):
        system.ensure_system_packages()


def test_foreign_python_variables_are_kept_from_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PYTHONHOME", "PYTHONPATH", "GDAL_DATA", "PROJ_LIB", "QT_PLUGIN_PATH", "VIRTUAL_ENV"):
        monkeypatch.setenv(name, "/elsewhere")
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy")
    env = shell.clean_environment(EXTRA="1")
    assert "/elsewhere" not in env.values()
    assert env["HTTPS_PROXY"] == "http://proxy"
    assert env["EXTRA"] == "1"


def test_qgis_finds_its_own_python_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/home/me/.pyenv/shims:/usr/bin")
    monkeypatch.setattr(system, "qgis_program", lambda: Path("/usr/bin/qgis.bin"))
    assert system.path_for_qgis().split(os.pathsep) == ["/usr/bin", "/home/me/.pyenv/shims", "/usr/bin"]


PLANTED = {
    "model/sar/planted.py": "import model.worker.serve\n",  # from a lower floor to a higher one
    "model/data/planted.py": "def later() -> None:\n    from qgis.core import Qgis\n",
    "plugin/ui/planted.py": "from ...model.sar import scene\n",  # past the protocol
    "plugin/backend/planted.py": "import torch\n",
}


@pytest.mark.skipif(not checks.linter().exists(), reason="import-linter is not installed")
@pytest.mark.parametrize("name", ["", *PLANTED])
def test_the_floor_plan_holds_and_a_planted_import_breaks_it(name: str, tmp_path: Path) -> None:
    for folder in ("model", "plugin"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("__init__.py", ".importlinter"):
        shutil.copy(ROOT / file, tmp_path / file)
    if name:
        (tmp_path / name).write_text(PLANTED[name], encoding="utf-8")
    assert checks.imports_hold(tmp_path) is not bool(name)


def test_profile_holds_the_enabled_plugin(tmp_path: Path) -> None:
    for _ in range(2):  # the second time finds all in place
        folder = profile.make_profile(tmp_path)
    assert (folder / "python" / "plugins" / "sardino" / "metadata.txt").read_bytes() == (
        ROOT / "metadata.txt"
    ).read_bytes()
    settings = configparser.ConfigParser()
    settings.read(folder / "QGIS" / "QGIS3.ini", encoding="utf-8")
    assert settings.get("PythonPlugins", "sardino") == "true"


def test_sample_pairs_polarisations_of_two_files(tmp_path: Path) -> None:
    folder = tmp_path / "resources" / "sample"
    folder.mkdir(parents=True)
    with pytest.raises(FileNotFoundError):
        sample.sample_scenes(tmp_path)
    for name in ("lake_VH.tif", "lake_VV.tif", "plain_vv_vh.tif"):
        (folder / name).touch()
    assert sample.sample_scenes(tmp_path) == [
        (folder / "lake_VV.tif", folder / "lake_VH.tif"),
        (folder / "plain_vv_vh.tif", None),
    ]


def test_paths_choose_suites_and_fast_leaves_out_the_slow() -> None:
    names = [suite.name for suite, _ in runners._plan([], fast=False)]
    assert names == ["model", "fuzz", "plugin", "qt 6", "end to end"]
    fast = runners._plan(["-k", "zip"], fast=True)
    assert [suite.name for suite, _ in fast] == ["model", "fuzz", "plugin", "qt 6"]
    assert all(words[:4] == ["-k", "zip", "-m", "not slow"] for _, words in fast)
    chosen = runners._plan(["tests/tools/test_soak_plan.py::test_x", "-x"], fast=False)
    assert [(suite.name, words) for suite, words in chosen] == [
        ("model", ["-x", "tests/tools/test_soak_plan.py::test_x"])
    ]


@pytest.mark.parametrize(
    ("codes", "arguments", "fails"),
    [
        ([0, 0, 0, 0, 0], [], False),
        ([0, 1, 0, 0, 0], [], True),
        ([0, 5, 0, 0, 0], [], True),
        ([0, 5, 5, 5, 5], ["-k", "zip"], False),
        ([5, 5, 5, 5, 5], ["-k", "zip"], True),
    ],
)
def test_a_suite_that_fails_or_runs_nothing_fails_the_run(
    codes: list[int], arguments: list[str], fails: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = iter(codes)
    monkeypatch.setattr(runners, "_run", lambda *_: (next(left), "=== 1 passed ==="))
    if fails:
        with pytest.raises(shell.Stop):
            runners.run_suites(arguments, fast=False)
    else:
        runners.run_suites(arguments, fast=False)


def test_runner_gives_closing_line_and_exit_code() -> None:
    code, closing = shell.run_tests(
        [sys.executable, "-c", "print('=== 3 passed in 0.1s ==='); print('bye'); raise SystemExit(7)"],
        env=dict(os.environ),
        minutes=1,
    )
    assert (code, closing) == (7, "=== 3 passed in 0.1s ===")


def test_hung_runner_is_ended_with_what_it_started() -> None:
    code, closing = shell.run_tests(
        [
            sys.executable,
            "-c",
            "import subprocess; subprocess.run(['sleep', '60'])",
        ],
        env=dict(os.environ),
        minutes=1 / 60,
    )
    assert code != 0
    assert "no closing line" in closing


def test_unknown_words_are_refused() -> None:
    for words in (["fly"], ["package", "--now"]):
        done = subprocess.run(
            [sys.executable, ROOT / "build.py", *words],
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == 2, done
