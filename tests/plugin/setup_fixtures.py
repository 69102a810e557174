"""A machine, an index and a model small enough to set up in a second: fixtures to import."""

from __future__ import annotations

import base64
import hashlib
import os
import subprocess
import sys
import zipfile
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from sardino.plugin.backend.store import Store
from sardino.plugin.setup import locks
from sardino.plugin.setup.builds import Build
from sardino.plugin.setup.facts import Facts, current_facts
from sardino.plugin.setup.install import Installer
from sardino.plugin.setup.packages import Fetch
from sardino.plugin.setup.plan import Listener, Plan
from sardino.plugin.setup.pythons import Interpreter

CPU = Build("cpu", "cpu", "", 1)

DOCTOR = """\
import json, os, sys
sys.exit("no doctor here") if "doctor" not in sys.argv else None
import {package}
problem = os.environ.get("SARDINO_TEST_PROBLEM", "")
passed = {{"model": "tiny", "device": "cpu", "precision": "fp32", "seconds": 0.1}}
print(json.dumps({{"python": "3", "packages": [{{"name": "torch", "installed": {package}.VERSION}}],
                   "forward": None if "--no-forward" in sys.argv else passed,
                   "problems": [problem] if problem else []}}))
sys.exit(1 if problem else 0)
"""


def windows(**changes) -> Facts:
    values = {
        "system": "windows",
        "machine": "AMD64",
        "home": PureWindowsPath(r"C:\Users\ada"),
        "profile": PureWindowsPath(r"C:\Users\ada\AppData\Roaming\QGIS\QGIS3\profiles\default"),
        "variables": {
            "LOCALAPPDATA": r"C:\Users\ada\AppData\Local",
            "ProgramFiles": r"C:\Program Files",
            "SystemDrive": "C:",
            "SystemRoot": r"C:\Windows",
            "PATH": r"C:\Users\ada\AppData\Local\Microsoft\WindowsApps;D:\tools\python",
        },
        "qgis_prefix": PureWindowsPath(r"C:\Program Files\QGIS 3.40\apps\Python312"),
    }
    return Facts(**{**values, **changes})


def macos(**changes) -> Facts:
    values = {
        "system": "macos",
        "machine": "arm64",
        "home": PurePosixPath("/Users/ada"),
        "profile": PurePosixPath("/Users/ada/Library/Application Support/QGIS/QGIS3/profiles/default"),
        "variables": {"PATH": "/usr/bin:/bin"},
        "qgis_prefix": PurePosixPath("/Applications/QGIS.app/Contents/MacOS"),
    }
    return Facts(**{**values, **changes})


def linux(**changes) -> Facts:
    values = {
        "system": "linux",
        "machine": "x86_64",
        "home": PurePosixPath("/home/ada"),
        "profile": PurePosixPath("/home/ada/.local/share/QGIS/QGIS3/profiles/default"),
        "variables": {"PATH": "/home/ada/.pyenv/shims:/opt/python/bin:/usr/bin"},
    }
    return Facts(**{**values, **changes})


def write_wheel(
    folder: Path, name: str, version: str, files: dict[str, str] | None = None, needs: str = ""
) -> Path:
    """A pure wheel with these files besides its metadata."""
    info = f"{name}-{version}.dist-info"
    contents = {
        **(files or {}),
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        + (f"Requires-Dist: {needs}\n" if needs else ""),
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    lines = []
    for path, text in contents.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
        lines.append(f"{path},sha256={digest},{len(text.encode())}")
    contents[f"{info}/RECORD"] = "\n".join([*lines, f"{info}/RECORD,,"]) + "\n"
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(target, "w") as archive:
        for path, text in contents.items():
            archive.writestr(path, text)
    return target


def lock_wheels(wheels: Path, target: Path, missing: dict[str, str] | None = None) -> Path:
    """Locks the wheels in a folder, and packages that are not there; returns the folder of the lock."""
    found = {path.name.split("-")[0]: path for path in sorted(wheels.glob("*.whl"))}
    packages = [
        locks.Locked(name, path.name.split("-")[1], "", (locks.digest_of(path),))
        for name, path in found.items()
        if name not in (missing or {})
    ]
    packages += [locks.Locked(name, version, "", ("0" * 64,)) for name, version in (missing or {}).items()]
    target.mkdir(exist_ok=True)
    for file, names in ((locks.TORCH, ("torch",)), (locks.TOOLS, ("pip", "uv"))):
        (target / file).write_text(locks.write(item for item in packages if item.name in names))
    rest = [item for item in packages if item.name not in ("torch", "pip", "uv")]
    (target / locks.PACKAGES).write_text(locks.write(rest))
    (target / locks.BUILDS).write_text("")
    return target


def add_pip(folder: Path) -> None:
    """Puts the pip that this Python brings along into a folder of wheels."""
    code = (
        "import ensurepip, pathlib, glob; p = pathlib.Path(ensurepip.__file__).parent / '_bundled'; "
        "print(*[*p.glob('pip-*.whl'), *glob.glob('/usr/share/python-wheels/pip-*.whl')], sep='\\n')"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    wheel = Path(found.stdout.splitlines()[0])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / wheel.name).write_bytes(wheel.read_bytes())


def no_network(address: str) -> bytes:
    raise OSError(f"no network in tests: {address}")


class Bench:
    """A profile, a folder of wheels, a plugin whose model answers at once; real venv and pip."""

    def __init__(self, folder: Path) -> None:
        self.profile = folder / "profile"
        self.wheels = folder / "wheels"
        self.root = folder / "plugin"
        self.requirements = folder / "requirements.txt"
        self.lock = folder / "lock"
        self.profile.mkdir()
        add_pip(self.wheels)
        (self.root / "model").mkdir(parents=True)
        (self.root / "model" / "__main__.py").write_text(DOCTOR.format(package="torch"))
        self.store = Store(self.profile)
        facts = current_facts(self.profile)
        self.facts = Facts(**{**facts.__dict__, "plugin_root": self.root})
        self.steps: list[str] = []
        self.lines: list[str] = []
        self.fractions: list[float] = []
        self.cancel_at = ""
        self.offer("1.0")

    def offer(self, version: str, *, wheel: bool = True, extra: str = "") -> None:
        """Asks for this version of "torch", puts it into the folder, and locks it."""
        self.requirements.write_text(f"torch=={version}  # tiny\n{extra}")
        for older in self.wheels.glob("torch-*.whl"):
            older.unlink()
        if wheel:
            write_wheel(self.wheels, "torch", version, {"torch.py": f"VERSION = {version!r}\n"})
        lock_wheels(self.wheels, self.lock, {} if wheel else {"torch": version})

    def listener(self) -> Listener:
        return Listener(
            self.steps.append,
            self.lines.append,
            lambda fraction, left: self.fractions.append(fraction),
            lambda: bool(self.cancel_at) and any(step.startswith(self.cancel_at) for step in self.steps),
        )

    def run(self, interpreter: Interpreter | None = None) -> Path:
        self.steps.clear()
        plan = Plan(CPU, interpreter or Interpreter(base_python(), (3, 11)), wheels=self.wheels)
        return self.installer(plan, self.listener()).run()

    def installer(self, plan: Plan, listener: Listener, fetch: Fetch = no_network) -> Installer:
        return Installer(self.store, self.facts, plan, listener, fetch, self.requirements, self.lock)

    def version(self) -> str:
        """The version of "torch" in the environment in use."""
        python = self.facts.python_in(self.store.current())
        done = subprocess.run([python, "-c", "import torch; print(torch.VERSION)"], capture_output=True)
        return done.stdout.decode().strip()


def base_python() -> str:
    return os.path.realpath(sys.executable)


@pytest.fixture
def bench(tmp_path, monkeypatch) -> Bench:
    # What the machine's own pip is told, of indexes and limits, is no part of the tests.
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    return Bench(tmp_path)
