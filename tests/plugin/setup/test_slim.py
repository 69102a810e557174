"""What the set-up of Light takes out: only what is named, again and again, and pip still knows its way."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from sardino.plugin.setup.slim import SCIPY_UNUSED, slim
from tests.plugin.fixtures.setup import base_python

ROOT = Path(__file__).resolve().parents[3]


def touched(folder: Path, *names: str) -> Path:
    """A folder with these files, each of 10 bytes."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"0123456789")
    return folder


def left(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("place", "gpu", "cpu"),
    [
        (
            "lib/python3.12/site-packages",
            "libopenvino_intel_gpu_plugin.so",
            "libopenvino_intel_cpu_plugin.so",
        ),
        ("lib/python3.13/site-packages", "libopenvino_auto_plugin.so", "libopenvino_arm_cpu_plugin.so"),
        ("Lib/site-packages", "openvino_intel_npu_plugin.dll", "openvino_intel_cpu_plugin.dll"),
        ("lib/python3.11/site-packages", "libopenvino_onnx_frontend.so.2641", "libopenvino.so.2641"),
        ("lib/python3.11/site-packages", "libopenvino_onnx_frontend.2641.dylib", "libopenvino.2641.dylib"),
        ("Lib/site-packages", "openvino_pytorch_frontend.dll", "openvino.dll"),
    ],
)
def test_libraries_of_every_system(tmp_path: Path, place: str, gpu: str, cpu: str) -> None:
    folder = touched(
        tmp_path / place, f"openvino/libs/{gpu}", f"openvino/libs/{cpu}", "openvino/libs/cache.json"
    )
    assert slim(tmp_path) == 20
    assert left(folder) == {f"openvino/libs/{cpu}"}


def test_tests_and_what_only_compilers_read_go_and_all_else_stays(tmp_path: Path) -> None:
    packages = tmp_path / "lib" / "python3.11" / "site-packages"
    stay = ["scipy/ndimage/__init__.py", "scipy/special/_ufuncs.so", "numpy/testing/__init__.py"]
    stay += ["own/tests/test_mine.py", "own/own.h", "tests.py", "scipy-1.17.dist-info/RECORD"]
    go = ["scipy/ndimage/tests/data/dots.png", "scipy/special/cython_special.pxd", "scipy/stats/__init__.py"]
    go += ["numpy/_core/include/numpy/ndarraytypes.h", "numpy/__init__.pyi", "pygments/lexers/c_cpp.py"]
    stay += ["pygments/lexers/__init__.py", "pygments/lexers/_mapping.py"]
    touched(packages, *stay, *go)
    assert slim(tmp_path) == 10 * len(go)
    assert left(packages) == set(stay)
    assert slim(tmp_path) == 0
    assert left(packages) == set(stay)


def test_nothing_there_is_fine(tmp_path: Path) -> None:
    assert slim(tmp_path) == 0
    (tmp_path / "lib" / "python3.11" / "site-packages").mkdir(parents=True)
    assert slim(tmp_path) == 0


def test_a_link_goes_and_not_what_it_leads_to(tmp_path: Path) -> None:
    other = touched(tmp_path / "other", "mine.txt")
    packages = tmp_path / "environment" / "lib" / "python3.11" / "site-packages"
    (packages / "scipy").mkdir(parents=True)
    (packages / "scipy" / "tests").symlink_to(other, target_is_directory=True)
    slim(tmp_path / "environment")
    assert not (packages / "scipy" / "tests").exists() and left(other) == {"mine.txt"}


def test_pip_uninstalls_what_has_lost_files(tmp_path: Path) -> None:
    """A small package in a real environment: pip's record names a file that is gone."""
    environment = tmp_path / "environment"
    subprocess.run([base_python(), "-m", "venv", "--without-pip", environment], check=True)
    (packages,) = environment.glob("lib/python3*/site-packages")
    touched(packages, "scipy/__init__.py", "scipy/tests/test_a.py", "scipy/stats/__init__.py")
    facts = packages / "scipy-1.0.dist-info"
    facts.mkdir()
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: scipy\nVersion: 1.0\n")
    (facts / "INSTALLER").write_text("pip\n")
    names = [*sorted(left(packages)), "scipy-1.0.dist-info/RECORD"]
    (facts / "RECORD").write_text("".join(f"{name},,\n" for name in names))
    assert slim(environment) == 20
    pip = [sys.executable, "-m", "pip", "--python", str(environment / "bin" / "python")]
    done = subprocess.run([*pip, "uninstall", "-y", "scipy"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not facts.exists() and not (packages / "scipy" / "__init__.py").exists()


def test_no_code_of_the_model_uses_a_part_that_goes() -> None:
    """Also within functions: Light finds no such module at all.

    The experiments need packages of their own (requirements-evaluate.txt) and never run in Light.
    """
    gone = {f"scipy.{part}" for part in SCIPY_UNUSED} | {"numpy.distutils"}
    gone |= {
        f"openvino.{part}" for part in ("torch", "frontend.onnx", "frontend.pytorch", "frontend.tensorflow")
    }
    for path in (ROOT / "model").rglob("*.py"):
        if path.is_relative_to(ROOT / "model" / "evaluate"):
            continue
        used = set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                used |= {item.name for item in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                used |= {node.module, *(f"{node.module}.{item.name}" for item in node.names)}
        bad = {name for name in used if any(name == part or name.startswith(f"{part}.") for part in gone)}
        assert not bad, f"{path} needs {bad}: take it from the lists in plugin/setup/slim.py"
