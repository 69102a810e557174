"""What the set-up needs to know about the machine and this QGIS; injected in tests."""

from __future__ import annotations

import ctypes
import os
import platform
import subprocess  # nosec B404  # fixed commands, never a shell
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

from ..backend.environment import worker_environment
from ..backend.process import apart_from_qgis
from ..paths import PLUGIN_ROOT
from ..translation import tr

WINDOWS, MACOS, LINUX = "windows", "macos", "linux"
_SYSTEMS = {"win32": WINDOWS, "darwin": MACOS}
_X86 = ("x86_64", "amd64", "x64")
_ARM = ("arm64", "aarch64")


@dataclass(frozen=True)
class Facts:
    """The machine and this QGIS.

    Attributes:
        system: ``windows``, ``macos`` or ``linux``.
        machine: The processor, as in ``platform.machine()``.
        home: The user's home folder.
        profile: Folder of the QGIS profile in use.
        variables: Environment variables.
        qgis_prefix: ``sys.prefix`` of QGIS's own Python.
        conda: Whether this QGIS comes from conda.
        flatpak: Whether this QGIS runs in a Flatpak sandbox.
        plugin_root: Folder of the plugin.
    """

    system: str
    machine: str
    home: PurePath
    profile: PurePath
    variables: Mapping[str, str] = field(default_factory=dict)
    qgis_prefix: PurePath = field(default_factory=lambda: PurePosixPath("/usr"))
    conda: bool = False
    flatpak: bool = False
    plugin_root: PurePath = PLUGIN_ROOT

    @property
    def flavour(self) -> type[PurePath]:
        """The path type of ``system``, which may differ from the system that runs this code."""
        return PureWindowsPath if self.system == WINDOWS else PurePosixPath

    @property
    def arm(self) -> bool:
        """Whether the processor is an ARM processor."""
        return self.machine.lower() in _ARM

    @property
    def supported(self) -> bool:
        """Whether there is a build of torch for this system and processor."""
        machine = self.machine.lower()
        if self.system == MACOS:
            return machine in _ARM
        # Windows on ARM can run a Python for x86-64, and packages for x86-64.
        return machine in _X86 + _ARM

    def path(self, *parts: str) -> PurePath:
        """A path in the system's notation."""
        return self.flavour(*parts)

    def python_in(self, environment: PurePath) -> PurePath:
        """The interpreter of a virtual environment."""
        tail = ("Scripts", "python.exe") if self.system == WINDOWS else ("bin", "python")
        return environment.joinpath(*tail)

    def qgis_kind(self) -> str:
        """The origin of this QGIS, in a word or two."""
        if self.flatpak:
            return "Flatpak"
        if self.conda:
            return "conda"
        if self.system == WINDOWS:
            return "OSGeo4W" if "OSGEO4W_ROOT" in self.variables else "Windows"
        return tr("macOS application") if self.system == MACOS else tr("Linux package")


def current_facts(profile: Path) -> Facts:
    """The facts of this machine and QGIS."""
    prefix = Path(sys.base_prefix)
    return Facts(
        system=_SYSTEMS.get(sys.platform, LINUX),
        machine=platform.machine(),
        home=Path.home(),
        profile=profile,
        variables=dict(os.environ),
        qgis_prefix=prefix,
        conda=is_conda(prefix),
        flatpak=is_flatpak(os.environ, Path("/.flatpak-info").exists()),
    )


def is_conda(prefix: Path) -> bool:
    """Whether a Python with this prefix belongs to a conda environment."""
    return (prefix / "conda-meta").is_dir()


def is_flatpak(variables: Mapping[str, str], has_info: bool) -> bool:
    """Whether this runs in a Flatpak sandbox.

    Args:
        variables: Environment variables.
        has_info: Whether ``/.flatpak-info`` exists.
    """
    return has_info or bool(variables.get("FLATPAK_ID"))


def read(command: list[str], seconds: float = 15.0) -> str | None:
    """The output of a program; None if it fails, does not exist, or takes too long.

    The program runs without the variables of QGIS's Python and without a console window.
    """
    try:
        done = subprocess.run(  # nosec B603  # a list of words, no shell
            command,
            env=worker_environment(os.environ),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
            **apart_from_qgis(sys.platform),
        )
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def memory_mb() -> int:
    """Physical memory in MB; 0 if unknown."""
    if sys.platform == "win32":
        return _windows_memory_mb()
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    except (OSError, ValueError):
        return 0


def _windows_memory_mb() -> int:
    """``GlobalMemoryStatusEx``: Windows has no sysconf."""

    class Status(ctypes.Structure):
        _fields_ = [
            ("length", ctypes.c_ulong),
            ("load", ctypes.c_ulong),
            *[(name, ctypes.c_ulonglong) for name in ("total", "free", "page", "pages", "v", "vs", "x")],
        ]

    status = Status()
    status.length = ctypes.sizeof(Status)
    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined]
    return int(status.total // 2**20) if kernel.GlobalMemoryStatusEx(ctypes.byref(status)) else 0
