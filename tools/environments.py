"""The virtual environments.

``.venv`` is for the model, ``.venv-light`` for the model without torch; ``.venv-qgis`` is for tests inside
QGIS's Python; ``.venv-docs`` builds the documentation; ``.venv-qt6`` is for tests of widgets under Qt 6;
``.venv-lock`` makes ``resources/locks``.
"""

from __future__ import annotations

import hashlib
import os
import platform
import tempfile
import urllib.error
import urllib.request
from pathlib import Path

from plugin.setup import locks, slim
from tools import system
from tools.shell import ROOT, heading, read, run, say, stop

BACKEND = ROOT / ".venv"
LIGHT = ROOT / ".venv-light"
QGIS_TESTS = ROOT / ".venv-qgis"
DOCS = ROOT / ".venv-docs"
QT6 = ROOT / ".venv-qt6"
LOCK = ROOT / ".venv-lock"
BACKEND_REQUIREMENTS = ROOT / "resources" / "backend-requirements.txt"
DEV_REQUIREMENTS = ROOT / "requirements-dev.txt"
ARCHIVE_REQUIREMENTS = ROOT / "resources" / "archive-requirements.txt"
EVALUATE_REQUIREMENTS = ROOT / "requirements-evaluate.txt"
ALONE_REQUIREMENTS = ROOT / "tests" / "requirements-alone.txt"
QGIS_TEST_REQUIREMENTS = ROOT / "tests" / "requirements-qgis.txt"
QT6_REQUIREMENTS = ROOT / "tests" / "requirements-qt6.txt"
DOCS_REQUIREMENTS = ROOT / "docs" / "requirements.txt"
LOCK_REQUIREMENTS = ROOT / "requirements-lock.txt"

# PyTorch's own public index of builds without CUDA.
TORCH_CPU_INDEX = "https://download.pytorch.org/whl/cpu"
PROBE_SECONDS = 3.0
LOCKS = locks.FOLDER
LOCKED = ("--require-hashes", "--no-deps", "--only-binary", ":all:")
"""Only files in the lock; the lock is complete, so pip resolves nothing."""


def python_of(environment: Path) -> Path:
    """The interpreter inside a virtual environment."""
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def ensure_backend() -> Path:
    """Makes ``.venv`` from the locked packages unless it is up to date; returns its Python."""
    python = python_of(BACKEND)
    needs = (BACKEND_REQUIREMENTS, LOCKS / locks.PACKAGES)
    if all(_is_stamped(BACKEND, file) for file in needs):
        return python
    heading(f"Setting up the model's environment in {BACKEND.name}")
    if read([python, "-m", "pip", "--version"]) is None:
        run([system.backend_python(), "-m", "venv", "--clear", BACKEND])
    _install_torch(python)
    # torchvision comes without its requirements, which would add another build of torch.
    _pip(python, *LOCKED, "-r", LOCKS / locks.PACKAGES)
    if read([python, "-c", "import torch, rasterio, safetensors"]) is None:
        stop(f"The model's environment does not work. Delete {BACKEND} and run this again.")
    for file in needs:
        _stamp(BACKEND, file)
    return python


def ensure_light() -> Path:
    """Makes ``.venv-light``, the model's environment without torch, unless it is up to date."""
    python = python_of(LIGHT)
    needs = (LOCKS / locks.LIGHT, Path(slim.__file__))
    if all(_is_stamped(LIGHT, file) for file in needs):
        return python
    heading(f"Setting up the model's environment without torch in {LIGHT.name}")
    if read([python, "-m", "pip", "--version"]) is None:
        run([system.backend_python(), "-m", "venv", "--clear", LIGHT])
    _pip(python, *LOCKED, "--no-compile", "-r", LOCKS / locks.LIGHT)
    slim.slim(LIGHT)
    if read([python, "-c", "import openvino, rasterio, safetensors"]) is None:
        stop(f"The model's environment does not work. Delete {LIGHT} and run this again.")
    for file in needs:
        _stamp(LIGHT, file)
    return python


def ensure_any_backend() -> Path:
    """An environment that runs the model: the one with torch if it is there or a GPU is, else Light."""
    return ensure_backend() if _torch_is_wanted() else ensure_light()


def backend_in_use() -> Path:
    """The Python of :func:`ensure_any_backend`, without making anything."""
    return python_of(BACKEND if _torch_is_wanted() else LIGHT)


def _torch_is_wanted() -> bool:
    return python_of(BACKEND).exists() or system.has_nvidia_gpu()


def ensure_dev_tools() -> Path:
    """Adds the test and check tools to ``.venv``; returns its Python."""
    python = ensure_backend()
    for file in (DEV_REQUIREMENTS, EVALUATE_REQUIREMENTS, ARCHIVE_REQUIREMENTS, ALONE_REQUIREMENTS):
        if not _is_stamped(BACKEND, file):
            heading(f"Adding test and check tools ({file.name})")
            _pip(python, *(["--no-deps"] if file == ALONE_REQUIREMENTS else []), "-r", file)
            _stamp(BACKEND, file)
    return python


def ensure_qgis_tests() -> Path:
    """Makes ``.venv-qgis``, which sees QGIS's own modules; returns its Python."""
    python = python_of(QGIS_TESTS)
    if _is_stamped(QGIS_TESTS, QGIS_TEST_REQUIREMENTS):
        return python
    base = system.qgis_python()
    if base is None:
        stop("No Python can import QGIS. Run: python3 build.py setup")
    heading(f"Setting up the tests' environment in {QGIS_TESTS.name}")
    if read([python, "-m", "pip", "--version"]) is None:
        run([base, "-m", "venv", "--clear", "--system-site-packages", QGIS_TESTS])
    _pip(python, "-r", QGIS_TEST_REQUIREMENTS)
    _stamp(QGIS_TESTS, QGIS_TEST_REQUIREMENTS)
    return python


def ensure_docs() -> Path:
    """Makes ``.venv-docs``, which builds the documentation; returns its Python."""
    return _ensure_small(DOCS, DOCS_REQUIREMENTS, "documentation")


def ensure_qt6() -> Path:
    """Makes ``.venv-qt6``, which has Qt 6 and no QGIS; returns its Python."""
    return _ensure_small(QT6, QT6_REQUIREMENTS, "Qt 6 tests")


def ensure_lock() -> Path:
    """Makes ``.venv-lock``, which resolves the locked packages; returns its Python."""
    return _ensure_small(LOCK, LOCK_REQUIREMENTS, "lock")


def _ensure_small(environment: Path, needs: Path, purpose: str) -> Path:
    """Makes an environment without torch unless it is up to date; returns its Python."""
    python = python_of(environment)
    if _is_stamped(environment, needs):
        return python
    heading(f"Setting up the environment of the {purpose} in {environment.name}")
    if read([python, "-m", "pip", "--version"]) is None:
        run([system.backend_python(), "-m", "venv", "--clear", environment])
    _pip(python, "-r", needs)
    _stamp(environment, needs)
    return python


def requirements(path: Path) -> dict[str, str]:
    """Package to pinned version of a requirements file.

    Raises:
        shell.Stop: A line is not pinned with ``==``.
    """
    pins: dict[str, str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        words = line.split("#", 1)[0].strip()
        if not words:
            continue
        name, equals, version = words.partition("==")
        if not equals or not version:
            stop(f"{path.name}:{number}: not pinned with ==: {words}")
        pins[name.strip().lower()] = version.strip()
    return pins


def _install_torch(python: Path) -> None:
    """Installs torch from the lock: without CUDA if there is no NVIDIA GPU."""
    # On PyPI only Linux's torch includes CUDA; the builds for macOS and Windows do not.
    if platform.system() == "Linux" and not system.has_nvidia_gpu():
        version = requirements(BACKEND_REQUIREMENTS)["torch"]
        build = locks.build_of(locks.read_builds(LOCKS / locks.BUILDS), version, "cpu")
        index = _cpu_index()
        with tempfile.TemporaryDirectory(prefix="sardino-lock-") as folder:
            file = Path(folder) / locks.TORCH
            file.write_text(locks.write([build]), encoding="utf-8")
            if _pip(python, *index, *LOCKED, "-r", file, check=bool(index)):
                return
        say(
            "pip's configured index has no torch without CUDA either: "
            "the build on PyPI brings CUDA packages of several gigabytes."
        )
    _pip(python, *LOCKED, "-r", LOCKS / locks.TORCH)


def _cpu_index() -> list[str]:
    """Options for PyTorch's index of builds without CUDA; none if it cannot be reached."""
    try:
        with urllib.request.urlopen(f"{TORCH_CPU_INDEX}/torch/", timeout=PROBE_SECONDS):
            return ["--index-url", TORCH_CPU_INDEX]
    except (OSError, urllib.error.URLError, ValueError):
        say(f"{TORCH_CPU_INDEX} cannot be reached: pip's configured index is asked for torch.")
        return []


def _pip(python: Path, *words: str | Path, check: bool = True) -> bool:
    """Installs packages; returns whether that succeeded."""
    return (
        run([python, "-m", "pip", "install", "--disable-pip-version-check", "-q", *words], check=check) == 0
    )


def _digest(environment: Path, path: Path) -> str:
    digest = hashlib.sha256(path.read_bytes())
    # A new Python in the same folder needs its packages again.
    config = environment / "pyvenv.cfg"
    if config.exists():
        digest.update(config.read_bytes())
    return digest.hexdigest()


def _stamp_file(environment: Path, path: Path) -> Path:
    return environment / f".sardino-{path.stem}"


def _stamp(environment: Path, path: Path) -> None:
    _stamp_file(environment, path).write_text(_digest(environment, path), encoding="ascii")


def _is_stamped(environment: Path, path: Path) -> bool:
    stamp = _stamp_file(environment, path)
    if not stamp.exists() or not python_of(environment).exists():
        return False
    return stamp.read_text(encoding="ascii") == _digest(environment, path)
