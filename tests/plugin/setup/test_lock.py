"""The set-up's locked versions and hashes, and the folder of wheels for a machine without network."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sardino.plugin.backend import requirements
from sardino.plugin.setup import locks, wheels
from sardino.plugin.setup.packages import (
    PIP,
    UV,
    reports_in_numbers,
    unpack_uv,
)
from sardino.plugin.setup.pythons import NEWEST, OLDEST
from tests.plugin.fixtures.setup import linux, lock_wheels, write_wheel

# The lock


def test_the_lock_has_what_the_set_up_asks_for():
    torch, packages, tools = (
        locks.read(locks.FOLDER / name) for name in (locks.TORCH, locks.PACKAGES, locks.TOOLS)
    )
    found = {item.name: item for item in (*torch, *packages, *tools)}
    pins = {**requirements.pins(), "pip": PIP, "uv": UV}
    assert {name: found[name].version for name in pins} == pins
    assert all(item.hashes for item in found.values())
    assert {item.name for item in tools} == {"pip", "uv"}
    assert "torchvision" in {item.name for item in packages}
    # CUDA is for Linux, and comes with torch alone.
    cuda = [item for item in torch if item.name != "torch"]
    assert cuda and all("sys_platform == 'linux'" in item.marker for item in cuda)
    assert not [item for item in packages if item.name.startswith(("nvidia", "cuda", "triton"))]


def test_every_build_without_cuda_is_locked():
    builds = locks.read_builds(locks.FOLDER / locks.BUILDS)
    version = requirements.pins()["torch"]
    for minor in range(OLDEST[1], NEWEST[1] + 1):
        for platform in ("x86_64", "aarch64"):
            assert locks.has_build(builds, version, "cpu", (3, minor), platform), (minor, platform)
    assert not locks.has_build(builds, version, "cpu", (3, 9), "x86_64")
    assert locks.has_build(builds, version, "cu130", (3, 12), "win_amd64")


def test_what_is_written_of_a_lock_is_read_again(tmp_path):
    packages = locks.read(locks.FOLDER / locks.TORCH)
    (tmp_path / "x.txt").write_text(locks.write(packages))
    assert locks.read(tmp_path / "x.txt") == packages


@pytest.mark.parametrize(
    "line",
    ["torch>=1 \\", f"    --hash=sha256:{'0' * 64}", "--index-url https://evil", "torch==1 --hash=md5:1"],
)
def test_what_is_no_lock_is_refused(tmp_path, line):
    (tmp_path / "x.txt").write_text(line + "\n")
    with pytest.raises(ValueError, match=r"x\.txt"):
        locks.read(tmp_path / "x.txt")


def test_uv_comes_out_of_its_wheel(tmp_path):
    wheel = write_wheel(tmp_path, "uv", UV, {f"uv-{UV}.data/scripts/uv": "#!/bin/sh\necho uv\n"})
    program = unpack_uv(wheel, tmp_path / "tools", linux())
    assert subprocess.run([program], capture_output=True, check=True).stdout == b"uv\n"


@pytest.mark.parametrize(
    ("name", "known"), [("pip-23.2.1-p", False), ("pip-24.1-p", True), ("pip-26.3-p", True)]
)
def test_which_pip_reports_numbers(name, known):
    assert reports_in_numbers(Path(name)) is known


# The command that fills a folder


def test_a_folder_is_filled_and_filled_again(tmp_path, monkeypatch):
    source = tmp_path / "source"
    write_wheel(source, "torch", "1.0", {"torch.py": ""})
    write_wheel(source, "numpy", "2.0", {"numpy.py": ""})
    write_wheel(source, "pip", PIP)
    lock = lock_wheels(source, tmp_path / "lock")
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(source))
    folder = tmp_path / "folder"
    words = [str(folder), "--torch-index", "", "--lock", str(lock)]
    for _ in range(2):
        assert wheels.main(words) == 0
        names = sorted(path.name for path in folder.glob("*.whl"))
        assert len(names) == 3 and sorted(locks.read_sums(folder)) == names
    (folder / locks.SUMS).unlink()
    write_wheel(source, "numpy", "2.0", {"numpy.py": "evil = True"})
    for wheel in folder.glob("numpy*"):
        wheel.unlink()
    assert wheels.main(words) != 0, "it is not the file that is locked"
    assert not (folder / locks.SUMS).exists()
    lock_wheels(source, lock, {"torch": "3.0"})
    assert wheels.main(words) != 0


def called(tmp_path, **options) -> list[tuple[list[str], str]]:
    """The calls of pip for another computer, and what the files say that they are given."""
    values = {
        "folder": Path("f"), "python": "3.12", "system": "windows", "gpu": "", "index_url": "",
        "torch_index": None, "lock": locks.FOLDER, "light": False,
    }  # fmt: skip
    calls = wheels.commands(argparse.Namespace(**{**values, **options}), tmp_path)
    return [(call, Path(call[-1]).read_text() if Path(call[-1]).is_file() else "") for call in calls]


def test_the_folder_for_a_windows_computer_with_a_gpu(tmp_path):
    (torch, wanted), (rest, others), (pip, tools) = called(tmp_path, gpu="cu130")
    assert "--index-url" in torch and "https://download.pytorch.org/whl/cu130" in torch
    assert wanted.startswith("torch==2.13.0+cu130") and "nvidia" not in wanted
    assert "win_amd64" in rest and "--index-url" not in rest
    assert "colorama==" in others, "Windows needs it, and this computer may not"
    assert " ; " not in others, "pip would ask the markers of this computer"
    assert tools.startswith(f"pip=={PIP}") and "uv==" not in tools
    assert all("--require-hashes" in call for call in (torch, rest, pip))


@pytest.mark.parametrize(
    ("options", "index", "first", "cuda"),
    [
        ({"system": "linux"}, "cpu", "torch==2.13.0+cpu", False),
        ({"system": "linux-arm"}, "cpu", "torch==2.13.0+cpu", False),
        ({"system": "linux", "gpu": "cu130"}, "", "torch==2.13.0 ", True),
        ({"system": "linux", "torch_index": ""}, "", "torch==2.13.0 ", True),
        ({"system": "linux", "torch_index": "https://m/whl"}, "", "torch==2.13.0+cpu", False),
        ({"system": "windows", "torch_index": "https://m/whl"}, "", "torch==2.13.0 ", False),
        ({"system": "macos"}, "", "torch==2.13.0 ", False),
        ({"system": "windows"}, "", "torch==2.13.0 ", False),
    ],
)
def test_torch_for_other_computers(tmp_path, options, index, first, cuda):
    call, wanted = called(tmp_path, **options)[0]
    assert (f"https://download.pytorch.org/whl/{index}" in call) is bool(index)
    assert first in wanted and ("nvidia-" in wanted) is cuda
    assert "--require-hashes" in call


@pytest.mark.parametrize("system", sorted(wheels.PLATFORMS))
def test_the_folder_for_light_has_no_torch(tmp_path, system):
    (rest, wanted), (_, tools) = called(tmp_path, system=system, light=True)
    assert "openvino==" in wanted and "numpy==" in wanted and "--require-hashes" in rest
    assert not any(name in wanted for name in ("torch", "timm==", "nvidia", "telemetry"))
    assert tools.startswith(f"pip=={PIP}")


def test_a_build_without_a_known_hash_comes_from_pytorch_alone(tmp_path, capsys):
    call, _ = called(tmp_path, system="linux", gpu="cu126")[0]
    assert call[-3:] == ["--index-url", "https://download.pytorch.org/whl/cu126", "torch==2.13.0+cu126"]
    assert "unchecked" in capsys.readouterr().out
    call, _ = called(tmp_path, system="windows", gpu="cu126", python="3.14")[0]
    assert "--no-deps" in call and call[-1] == "torch==2.13.0+cu126"


def test_the_command_runs_by_itself(repository):
    script = repository / "plugin" / "setup" / "wheels.py"
    done = subprocess.run([sys.executable, "-I", str(script), "--help"], capture_output=True, text=True)
    assert done.returncode == 0
    assert "FOLDER" in done.stdout
