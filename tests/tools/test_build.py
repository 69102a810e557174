"""build.py's parts: programs of the system, the floor plan, profiles, samples, unknown words."""

from __future__ import annotations

import configparser
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.places import ROOT
from tools import (
    checks,
    debian_root,
    profile,
    sample,
    shell,
    system,
)


def test_root_of_another_qgis_needs_root_and_debian(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(shell.Stop, match=r"3\.40, 3\.44"):
        debian_root.run_plugin_tests("3.99", [], fast=False)
    monkeypatch.setattr(debian_root.os, "geteuid", lambda: 1000)
    with pytest.raises(shell.Stop, match=r"sudo python3 build.py test --qgis 3\.40"):
        debian_root.run_plugin_tests("3.40", [], fast=False)
    monkeypatch.setattr(debian_root.shutil, "which", lambda name: None)
    with pytest.raises(shell.Stop, match="only Debian"):
        debian_root.run_plugin_tests("3.40", [], fast=False)


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
