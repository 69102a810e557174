"""What the set-up finds on each system: Pythons, GPUs, builds of PyTorch; by injected facts."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from sardino.plugin.backend import requirements
from sardino.plugin.backend.process import apart_from_qgis
from sardino.plugin.setup import command, survey
from sardino.plugin.setup.builds import PYTORCH, Gpu, checked, find_gpus, offers, parse_gpus
from sardino.plugin.setup.facts import Facts, current_facts, is_conda, is_flatpak, read
from sardino.plugin.setup.network import Network
from sardino.plugin.setup.pythons import Interpreter, choose, find_all, launched, places, probe
from tests.plugin.fixtures.setup import linux, macos, no_network, windows, write_wheel

pytest_plugins = ["tests.plugin.fixtures.setup"]

LISTING = r"""
 -V:3.13 *        C:\Users\ada\AppData\Local\Programs\Python\Python313\python.exe
 -V:3.12          C:\Program Files\Python 312\python.exe
 -3.9-64 *        C:\Python39\python.exe
 -V:ContinuumAnalytics/py311-64 C:\conda\python.exe
"""


def texts(facts: Facts, listing: str | None = None) -> list[str]:
    return [str(path) for path in places(facts, lambda command: listing)]


def about(**changes) -> str:
    values = {
        "version": [3, 12, 4],
        "implementation": "cpython",
        "bits": 64,
        "machine": "x86_64",
        "venv": True,
        "free_threaded": False,
        "conda": False,
        "prefix": "/opt/python",
    }
    return json.dumps({**values, **changes})


# Where Pythons are looked for


def test_windows_asks_the_launcher_and_looks_in_the_usual_folders():
    asked = []

    def answer(words):
        asked.append(words)
        return LISTING if words[0].startswith(r"C:\Users") else None

    found = [str(path) for path in places(windows(), answer)]
    assert asked == [
        [r"C:\Windows\py.exe", "-0p"],
        [r"C:\Users\ada\AppData\Local\Programs\Python\Launcher\py.exe", "-0p"],
    ]
    for path in (
        r"C:\Program Files\Python 312\python.exe",
        r"C:\conda\python.exe",
        r"C:\Users\ada\AppData\Local\Programs\Python\Python3*\python.exe",
        r"C:\Program Files\Python3*\python.exe",
        r"C:\Python3*\python.exe",
        r"D:\tools\python\python.exe",
        r"C:\Users\ada\miniforge3\python.exe",
        r"C:\Users\ada\miniforge3\envs\*\python.exe",
        r"C:\Program Files\QGIS 3.40\apps\Python312\python.exe",
    ):
        assert path in found
    assert not any("WindowsApps" in path for path in found), "it would open the Store"
    assert str(found[0]).endswith(r"profiles\default\sardino\python\cpython-*\python.exe")


def test_the_launcher_s_list_is_read():
    assert launched(LISTING) == [
        r"C:\Users\ada\AppData\Local\Programs\Python\Python313\python.exe",
        r"C:\Program Files\Python 312\python.exe",
        r"C:\Python39\python.exe",
        r"C:\conda\python.exe",
    ]
    assert launched("No installed Pythons found!") == []


def test_macos_knows_homebrew_and_python_org_in_spite_of_a_short_path():
    found = texts(macos())
    for path in (
        "/opt/homebrew/bin/python3.12",
        "/usr/local/bin/python3.13",
        "/Library/Frameworks/Python.framework/Versions/3.12/bin/python3.12",
        "/Users/ada/miniforge3/envs/*/bin/python3",
    ):
        assert path in found
    assert "/usr/bin/python3" not in found, "without Xcode it opens a window"


def test_linux_looks_at_the_system_the_path_and_the_home():
    found = texts(
        linux(variables={"PATH": "/home/ada/.pyenv/shims:/opt/python/bin", "CONDA_EXE": "/c/bin/conda"})
    )
    for path in (
        "/usr/bin/python3.12",
        "/usr/bin/python3",
        "/opt/python/bin/python3.11",
        "/home/ada/.pyenv/versions/3.*/bin/python3",
        "/c/envs/*/bin/python3",
    ):
        assert path in found
    assert not any("shims" in path for path in found)


# Which of them can be used


@pytest.mark.parametrize(
    ("facts", "answer", "reason"),
    [
        (linux(), about(), ""),
        (linux(), about(version=[3, 9, 2]), "3.11 to 3.14"),
        (linux(), about(version=[3, 15, 0]), "3.11 to 3.14"),
        (linux(), about(bits=32), "32-bit"),
        (linux(), about(implementation="pypy"), "CPython"),
        (linux(), about(free_threaded=True), "free-threaded"),
        (linux(), about(venv=False), "venv"),
        (windows(), about(machine="ARM64"), "x86-64"),
        (windows(), about(machine="AMD64"), ""),
        (macos(), about(machine="x86_64"), "Intel"),
        (macos(), about(machine="arm64"), ""),
        (linux(), "Traceback", "does not answer"),
        (linux(), None, "does not answer"),
    ],
)
def test_why_a_python_will_not_do(facts, answer, reason):
    found = probe("/some/python", facts, lambda command: answer)
    assert reason in found.problem if reason else found.problem == ""


@pytest.mark.parametrize(
    ("facts", "prefix", "origin"),
    [
        (linux(), "/usr", "system"),
        (linux(flatpak=True), "/usr", "QGIS"),
        (linux(conda=True, qgis_prefix=PurePosixPath("/conda/envs/q")), "/conda/envs/q", "QGIS"),
        (macos(), "/Applications/QGIS.app/Contents/MacOS", "QGIS"),
        (macos(), "/opt/homebrew", "system"),
    ],
)
def test_qgis_s_own_python_is_recognised(facts, prefix, origin):
    assert probe("/some/python", facts, lambda command: about(prefix=prefix)).origin == origin


def test_qgis_s_own_python_is_the_last_resort():
    own = Interpreter("/q", (3, 12, 0), "QGIS")
    conda = Interpreter("/c", (3, 13, 0), "conda")
    system = Interpreter("/s", (3, 14, 0))
    bad = Interpreter("/b", (3, 9, 0), problem="too old")
    assert choose([own, conda, system, bad], True) == system
    assert choose([own, conda], False) == conda
    assert choose([own, conda], True) is None, "one of our own is fetched instead"
    assert choose([own], False) == own
    assert choose([bad], True) is None


def test_the_pythons_of_this_machine(tmp_path):
    found = find_all(current_facts(tmp_path), read)
    assert any(item.version == sys.version_info[:3] for item in found)
    problems = [bool(item.problem) for item in found]
    assert problems == sorted(problems)


def test_kinds_of_qgis(tmp_path):
    assert is_flatpak({"FLATPAK_ID": "org.qgis.qgis"}, False)
    assert is_flatpak({}, True)
    assert not is_flatpak({}, False)
    assert not is_conda(tmp_path)
    (tmp_path / "conda-meta").mkdir()
    assert is_conda(tmp_path)
    assert linux(flatpak=True).qgis_kind() == "Flatpak"
    assert linux(conda=True).qgis_kind() == "conda"
    assert windows(variables={"OSGEO4W_ROOT": "C:\\OSGeo4W"}).qgis_kind() == "OSGeo4W"
    assert macos().qgis_kind() == "macOS application"


def test_where_an_environment_keeps_its_python():
    assert windows().python_in(PureWindowsPath(r"C:\e")) == PureWindowsPath(r"C:\e\Scripts\python.exe")
    assert linux().python_in(PurePosixPath("/e")) == PurePosixPath("/e/bin/python")


# How processes are started and ended


@pytest.mark.parametrize(
    ("system", "options"),
    [
        ("win32", {"creationflags": 0x08000000 | 0x00000200}),
        ("linux", {"start_new_session": True}),
        ("darwin", {"start_new_session": True}),
    ],
)
def test_processes_start_apart_from_qgis(system, options):
    assert apart_from_qgis(system) == options


def test_windows_ends_a_whole_tree(monkeypatch):
    called = []
    monkeypatch.setattr(command.subprocess, "run", lambda words, **options: called.append(words))
    monkeypatch.setattr(command, "apart_from_qgis", lambda system: {})
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    command.end(process, "win32")
    assert called == [["taskkill", "/F", "/T", "/PID", str(process.pid)]]
    assert process.poll() is not None


# GPUs and builds


SMI = "NVIDIA GeForce RTX 4070, 12282, 581.15\nNVIDIA T4, 15360, 581.15\n"


def test_gpus_are_read():
    assert parse_gpus(SMI)[0] == Gpu("NVIDIA GeForce RTX 4070", 12282, "581.15")
    assert parse_gpus("NVIDIA-SMI has failed because it couldn't communicate") == []
    asked = []
    find_gpus(windows(), lambda words: asked.append(words[0]))
    assert asked == [
        r"C:\Windows\System32\nvidia-smi.exe",
        r"C:\Program Files\NVIDIA Corporation\NVSMI\nvidia-smi.exe",
    ]
    assert len(find_gpus(linux(), lambda words: SMI)) == 2
    assert find_gpus(macos(), lambda words: SMI) == []


LIGHT = ("light", "light")


@pytest.mark.parametrize(
    ("facts", "driver", "expected"),
    [
        # Without a GPU the environment without torch is the best.
        (linux(), "", [LIGHT, ("cpu", "cpu")]),
        (linux(), "581.15", [("cuda", "cu130"), ("cpu", "cpu"), LIGHT]),
        (linux(), "550.90", [("cuda", "cu126"), ("cpu", "cpu"), LIGHT]),
        (linux(), "470.82", [LIGHT, ("cpu", "cpu")]),
        (windows(), "", [LIGHT, ("cpu", "")]),
        (windows(), "581.15", [("cuda", "cu130"), ("cpu", ""), LIGHT]),
        (macos(), "", [("mps", ""), LIGHT]),
    ],
)
def test_which_build_is_offered(facts, driver, expected):
    gpus = [Gpu("GPU", 8000, driver)] if driver else []
    builds = offers(facts, gpus)
    assert [(build.kind, build.tag) for build in builds] == expected
    for build in builds:
        # What PyPI has is locked with all that it needs: for Linux that is the build for CUDA 13.
        on_pypi = build.tag in ("", "light") or (facts.system == "linux" and build.tag == "cu130")
        assert build.index == ("" if on_pypi else PYTORCH + build.tag)
    assert all(80 < build.download_mb < build.disk_mb for build in builds)


def test_linux_without_gpu_takes_the_build_without_cuda():
    light, build = offers(linux(), [])
    assert light.download_mb < 0.7 * build.download_mb and not light.index
    page = b'<a href="torch-2.13.0%2Bcpu-cp312-cp312-manylinux_2_28_x86_64.whl">torch</a>'
    found = checked(build, "2.13.0", linux(), lambda address: page)
    assert (found.index, found.reachable) == (PYTORCH + "cpu", True)
    assert found.download_mb < 500


@pytest.mark.parametrize("page", [None, b"<a>torch-2.12.0+cpu-cp312</a>"])
def test_without_pytorch_s_index_the_ordinary_one_does_and_its_size_is_told(page):
    def fetch(address: str) -> bytes:
        if page is None:
            raise OSError("no route")
        return page

    found = checked(offers(linux(), [])[1], "2.13.0", linux(), fetch)
    assert (found.kind, found.index, found.reachable) == ("cpu", "", False)
    assert found.download_mb > 2000
    # PyPI has no CUDA for Windows: what is left is the CPU.
    found = checked(offers(windows(), [Gpu("GPU", 8000, "581.0")])[0], "2.13.0", windows(), fetch)
    assert (found.kind, found.index) == ("cpu", "")


# The survey


def test_a_survey_of_this_machine(bench, tmp_path):
    found = survey.look(bench.facts, bench.store, Network(), read=read, fetch=lambda address: b"")
    assert found.ready, found.checks
    titles = [check.title for check in found.checks if check.title != "PyTorch"]
    assert titles == ["System", "Network", "Python", "GPU", "Memory", "Folder", "Disk"]
    assert found.builds


def test_a_survey_without_network_says_so(bench):
    found = survey.look(bench.facts, bench.store, Network(), read=read, fetch=no_network)
    assert not found.ready
    (network,) = [check for check in found.checks if check.title == "Network"]
    assert network.level == "error"
    assert "Other ways" in network.text


def test_a_survey_of_a_folder_needs_no_network(bench, tmp_path):
    options = {"read": read, "fetch": no_network}
    found = survey.look(bench.facts, bench.store, Network(), wheels=bench.wheels, **options)
    assert found.ready, found.checks
    # The folder has no torch of the pinned version: it was filled for Light.
    assert [build.kind for build in found.builds] == ["light"]
    version = requirements.pins()["torch"]
    write_wheel(bench.wheels, "torch", version)
    found = survey.look(bench.facts, bench.store, Network(), wheels=bench.wheels, **options)
    assert found.builds[0].kind != "light" and found.builds[-1].kind == "light"
    found = survey.look(bench.facts, bench.store, Network(), wheels=tmp_path / "empty", **options)
    assert not found.ready


def test_what_cannot_work_is_told(tmp_path, bench):
    intel = Facts(**{**bench.facts.__dict__, "system": "macos", "machine": "x86_64"})
    found = survey.look(intel, bench.store, Network(), read=lambda command: None, fetch=lambda a: b"")
    levels = {check.title: check.level for check in found.checks}
    assert levels["System"] == "error"
    assert not found.builds

    nothing = survey.look(bench.facts, bench.store, Network(), read=lambda command: None, fetch=no_network)
    assert {check.title: check.level for check in nothing.checks}["Python"] == "error"
    fetched = survey.look(bench.facts, bench.store, Network(), read=lambda c: None, fetch=lambda a: b"")
    assert {check.title: check.level for check in fetched.checks}["Python"] == "success"
    assert fetched.interpreter is None


def test_an_old_driver_and_little_memory_are_told(bench, monkeypatch):
    def answer(words):
        return "NVIDIA K80, 11441, 470.82" if "nvidia-smi" in words[0] else read(words)

    monkeypatch.setattr(survey, "memory_mb", lambda: 2000)
    found = survey.look(bench.facts, bench.store, Network(), read=answer, fetch=lambda address: b"")
    checks = {check.title: check for check in found.checks}
    assert checks["GPU"].level == "warning"
    assert "Update" in checks["GPU"].text
    assert checks["Memory"].level == "warning"


def test_a_full_disk_stands_in_the_way(bench, monkeypatch):
    monkeypatch.setattr(survey.shutil, "disk_usage", lambda path: type("Usage", (), {"free": 10_000_000}))
    found = survey.look(bench.facts, bench.store, Network(), read=read, fetch=lambda address: b"")
    assert not found.ready


def test_windows_long_paths_are_told(tmp_path):
    from sardino.plugin.backend.store import Store

    deep = Store(Path("C:/Users/" + "x" * 90))
    assert survey._path_length(deep)
    assert not survey._path_length(Store(Path("C:/Users/ada/q")))
