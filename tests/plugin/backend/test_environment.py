"""Which interpreter is taken, on each system, and what it is started with."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath

import pytest

from sardino.plugin.backend.environment import (
    Surroundings,
    candidates,
    find_interpreter,
    worker_environment,
)
from sardino.plugin.errors import NoBackend


def test_posix_looks_in_the_plugin_then_in_the_profile():
    environment = PurePosixPath("/home/a/QGIS3/profiles/default/sardino/environments/abc-cpu")
    found = candidates(Surroundings(False, PurePosixPath("/p/sardino"), environment))
    assert [str(path) for path in found] == [
        "/p/sardino/.venv/bin/python",
        f"{environment}/bin/python",
    ]


def test_windows_has_scripts():
    environment = PureWindowsPath(r"C:\QGIS\profiles\default\sardino\environments\abc-cpu")
    found = candidates(Surroundings(True, PureWindowsPath(r"C:\QGIS\plugins\sardino"), environment))
    assert [str(path) for path in found] == [
        r"C:\QGIS\plugins\sardino\.venv\Scripts\python.exe",
        rf"{environment}\Scripts\python.exe",
    ]


def test_a_choice_stands_alone_and_the_setting_goes_first():
    variables = {"SARDINO_BACKEND_PYTHON": "/opt/env/bin/python"}
    root = PurePosixPath("/p")
    assert candidates(Surroundings(False, root, None, "/my/python", variables)) == [
        PurePosixPath("/my/python")
    ]
    assert candidates(Surroundings(False, root, None, "", variables)) == [
        PurePosixPath("/opt/env/bin/python")
    ]


def test_the_first_executable_is_taken(tmp_path):
    environment = tmp_path / "profile" / "abc-cpu"
    python = environment / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text("#!/bin/sh\n")
    surroundings = Surroundings(False, tmp_path / "plugin", environment)
    with pytest.raises(NoBackend):
        find_interpreter(surroundings)
    python.chmod(0o755)
    assert find_interpreter(surroundings) == python


def test_no_backend_says_where_it_looked_and_what_to_do(tmp_path):
    with pytest.raises(NoBackend) as caught:
        find_interpreter(Surroundings(False, tmp_path, None))
    assert str(tmp_path) in caught.value.message
    assert "Set up model backend" in caught.value.remedy
    assert "existing" in caught.value.remedy


def test_a_wrong_choice_is_not_passed_over(tmp_path):
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text("#!/bin/sh\n")
    python.chmod(0o755)
    with pytest.raises(NoBackend, match="gone"):
        find_interpreter(Surroundings(False, tmp_path, None, "/gone/python"))


def test_the_worker_s_environment_is_free_of_qgis():
    kept = worker_environment(
        {
            "PATH": "/usr/bin",
            "HOME": "/home/a",
            "OMP_NUM_THREADS": "2",
            "SARDINO_MODELS": "/models",
            "PYTHONPATH": "/usr/share/qgis/python",
            "PYTHONHOME": "/qgis",
            "GDAL_DATA": "/qgis/gdal",
            "GDAL_DRIVER_PATH": "/qgis/drivers",
            "PROJ_LIB": "/qgis/proj",
            "PROJ_DATA": "/qgis/proj",
            "LD_LIBRARY_PATH": "/qgis/lib",
            "QT_PLUGIN_PATH": "/qgis/qt",
            "QGIS_PREFIX_PATH": "/qgis",
            "CONDA_PREFIX": "/conda/envs/qgis",
            "__PYVENV_LAUNCHER__": "/qgis/python",
        }
    )
    assert kept == {
        "PATH": "/usr/bin",
        "HOME": "/home/a",
        "OMP_NUM_THREADS": "2",
        "SARDINO_MODELS": "/models",
        "PYTHONNOUSERSITE": "1",
        "PYTHONUTF8": "1",
        "HF_HUB_OFFLINE": "1",
    }
