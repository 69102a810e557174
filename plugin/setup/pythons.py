"""Finds a machine's Pythons, and says which of them can run the model's environment."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from glob import glob
from pathlib import PurePath

from ..translation import marked, tr
from .facts import LINUX, MACOS, WINDOWS, Facts

OLDEST, NEWEST = (3, 11), (3, 14)
"""The pinned packages have builds for these versions; see ``resources/backend-requirements.txt``."""

PREFERRED = ((3, 12), (3, 13), (3, 11), (3, 14))
MANAGED = "python"
"""Folder inside Sardino's folder, for a downloaded Python."""

# With one of these origins, another Python is preferred.
_SECOND_BEST = ("conda", "QGIS")

NO_VENV = marked("its venv module is missing")
"""Only building an environment needs venv: an existing environment runs the worker without venv."""

Read = Callable[[list[str]], "str | None"]

_PROBE = """\
import json, os, platform, struct, sys, sysconfig
try:
    import venv
    has_venv = True
except ImportError:
    has_venv = False
print(json.dumps({
    "version": list(sys.version_info[:3]), "implementation": sys.implementation.name,
    "bits": 8 * struct.calcsize("P"), "machine": platform.machine(), "venv": has_venv,
    "free_threaded": bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
    "conda": os.path.isdir(os.path.join(sys.base_prefix, "conda-meta")),
    "prefix": os.path.realpath(sys.base_prefix)}))
"""


@dataclass(frozen=True)
class Interpreter:
    """A Python on this machine.

    Attributes:
        path: The program.
        version: The version, such as ``(3, 12, 4)``.
        origin: ``Sardino``, ``system``, ``conda`` or ``QGIS``.
        problem: Why the environment cannot be built on it; empty if it can.
    """

    path: str
    version: tuple[int, ...] = ()
    origin: str = "system"
    problem: str = ""

    @property
    def name(self) -> str:
        """The name in words: "Python 3.12.4 (system)"."""
        return f"Python {'.'.join(map(str, self.version))} ({self.origin})"

    @property
    def second_best(self) -> bool:
        """Whether an update of another program can remove this Python and break the environment."""
        return self.origin in _SECOND_BEST


def find_all(facts: Facts, read: Read) -> list[Interpreter]:
    """Every Python found, best first; unusable Pythons come last."""
    found: dict[str, Interpreter] = {}
    for path in existing(places(facts, read)):
        real = os.path.realpath(path)
        if real not in found:
            found[real] = probe(path, facts, read)
    return sorted((item for item in found.values() if item.version), key=_rank)


def choose(interpreters: Iterable[Interpreter], can_fetch: bool) -> Interpreter | None:
    """The Python to use; None if Sardino should download a Python, or if there is none at all.

    Args:
        interpreters: From :func:`find_all`.
        can_fetch: Whether Sardino can download a Python.
    """
    usable = [item for item in interpreters if not item.problem]
    first = min(usable, key=_rank, default=None)
    return None if first is None or (first.second_best and can_fetch) else first


def probe(path: str, facts: Facts, read: Read) -> Interpreter:
    """Asks a Python about itself. The version is empty if the Python does not answer."""
    answer = read([path, "-I", "-c", _PROBE])
    try:
        about = json.loads(answer or "")
        version = tuple(int(part) for part in about["version"])
        prefix = str(about["prefix"])
    except (ValueError, KeyError, TypeError):
        return Interpreter(path, problem=tr("it does not answer like a Python"))
    return Interpreter(path, version, _origin(path, prefix, about, facts), _problem(version, about, facts))


def places(facts: Facts, read: Read) -> list[PurePath]:
    """Possible places of a Python, as paths with wildcards, most promising first."""
    own = facts.profile / "sardino" / MANAGED / "cpython-*"
    tail = ("python.exe",) if facts.system == WINDOWS else ("bin", "python3")
    found = [own.joinpath(*tail)]
    if facts.system == WINDOWS:
        found += _windows(facts, read)
    elif facts.system == MACOS:
        found += _macos(facts)
    else:
        found += _linux(facts)
    found += _on_path(facts)
    found += _conda(facts)
    return found


def existing(patterns: Iterable[PurePath]) -> list[str]:
    """The programs that match paths with wildcards."""
    found: list[str] = []
    for pattern in patterns:
        for path in sorted(glob(str(pattern)), key=_natural, reverse=True):
            if os.path.isfile(path) and os.access(path, os.X_OK) and path not in found:
                found.append(path)
    return found


def _windows(facts: Facts, read: Read) -> list[PurePath]:
    local, system = facts.variables.get("LOCALAPPDATA", ""), facts.variables.get("SystemRoot", r"C:\Windows")
    launchers = [str(facts.path(system, "py.exe"))]
    if local:
        launchers.append(str(facts.path(local, "Programs", "Python", "Launcher", "py.exe")))
    found: list[PurePath] = []
    for launcher in launchers:
        listed = launched(read([launcher, "-0p"]) or "")
        found += [facts.path(path) for path in listed]
        if listed:
            break
    if local:
        found.append(facts.path(local, "Programs", "Python", "Python3*", "python.exe"))
    for name in ("ProgramFiles", "SystemDrive"):
        root = facts.variables.get(name)
        if root:
            # "C:" alone would mean the current folder on that drive.
            found.append(facts.path(root + "\\", "Python3*", "python.exe"))
    found.append(facts.path(str(facts.home), ".pyenv", "pyenv-win", "versions", "3.*", "python.exe"))
    # QGIS's own Python is beside QGIS: the last choice if nothing can be downloaded.
    found.append(facts.qgis_prefix / "python.exe")
    return found


def launched(listing: str) -> list[str]:
    """The Pythons in the list of Windows' launcher: `` -V:3.12 *  C:\\...\\python.exe``."""
    found = []
    for line in listing.splitlines():
        match = re.match(r"\s*-\S+\s+(?:\*\s+)?(\S.*python\S*\.exe)\s*$", line, re.IGNORECASE)
        if match:
            found.append(match.group(1))
    return found


def _macos(facts: Facts) -> list[PurePath]:
    # Not /usr/bin/python3: without Xcode's tools it only opens a window that offers to install them.
    # QGIS started from the Dock has a short PATH, so these folders must be named.
    versions = [f"3.{minor}" for _, minor in PREFERRED]
    found = []
    for version in versions:
        found += [
            facts.path("/opt/homebrew/bin", f"python{version}"),
            facts.path("/usr/local/bin", f"python{version}"),
            facts.path("/Library/Frameworks/Python.framework/Versions", version, "bin", f"python{version}"),
            facts.path("/opt/local/bin", f"python{version}"),
        ]
    return [*found, *_in_home(facts)]


def _linux(facts: Facts) -> list[PurePath]:
    folders = ["/usr/bin", "/usr/local/bin"]
    found = [facts.path(folder, f"python3.{minor}") for _, minor in PREFERRED for folder in folders]
    return [*found, *[facts.path(folder, "python3") for folder in folders], *_in_home(facts)]


def _in_home(facts: Facts) -> list[PurePath]:
    return [
        facts.home.joinpath(".pyenv", "versions", "3.*", "bin", "python3"),
        facts.home.joinpath(".local", "share", "uv", "python", "cpython-3.*", "bin", "python3"),
        facts.home.joinpath(".local", "bin", "python3.*[0-9]"),
    ]


def _on_path(facts: Facts) -> list[PurePath]:
    separator = ";" if facts.system == WINDOWS else ":"
    names = ["python.exe"] if facts.system == WINDOWS else [f"python3.{minor}" for _, minor in PREFERRED]
    if facts.system == LINUX:
        names.append("python3")
    found = []
    for folder in facts.variables.get("PATH", "").split(separator):
        # Windows' aliases in WindowsApps open the Store instead of a Python. pyenv's shims are scripts that
        # choose a Python by the current folder.
        if folder and "WindowsApps" not in folder and "shims" not in folder:
            found += [facts.path(folder, name) for name in names]
    return found


def _conda(facts: Facts) -> list[PurePath]:
    roots = [facts.home / name for name in ("miniforge3", "mambaforge", "miniconda3", "anaconda3")]
    if facts.system == WINDOWS:
        for variable in ("LOCALAPPDATA", "ProgramData"):
            folder = facts.variables.get(variable)
            if folder:
                roots += [facts.path(folder, name) for name in ("miniforge3", "miniconda3", "anaconda3")]
    else:
        roots += [facts.path("/opt", name) for name in ("conda", "miniforge3", "miniconda3", "anaconda3")]
        roots.append(facts.path("/opt/homebrew/Caskroom/miniforge/base"))
    program = facts.variables.get("CONDA_EXE")
    if program:
        roots.insert(0, facts.path(program).parent.parent)
    tail = ("python.exe",) if facts.system == WINDOWS else ("bin", "python3")
    return [path for root in roots for path in (root.joinpath(*tail), root.joinpath("envs", "*", *tail))]


def _origin(path: str, prefix: str, about: dict[str, object], facts: Facts) -> str:
    if facts.path(path).is_relative_to(facts.profile):
        return "Sardino"
    own = os.path.realpath(str(facts.qgis_prefix))
    # On Linux QGIS runs in the system's own Python, which stays. Elsewhere QGIS brings its own Python,
    # which the next update of QGIS replaces.
    if prefix == own and (facts.system != LINUX or facts.conda or facts.flatpak):
        return "QGIS"
    return "conda" if about.get("conda") else "system"


def _problem(version: tuple[int, ...], about: dict[str, object], facts: Facts) -> str:
    machine = str(about.get("machine", "")).lower()
    if about.get("implementation") != "cpython":
        return tr("it is not CPython")
    if not OLDEST <= version[:2] <= NEWEST:
        return tr("the model needs Python {oldest} to {newest}").format(
            oldest=as_text(OLDEST), newest=as_text(NEWEST)
        )
    if about.get("bits") != 64:
        return tr("it is a 32-bit Python")
    if about.get("free_threaded"):
        return tr("it is a free-threaded build")
    if facts.system == WINDOWS and machine in ("arm64", "aarch64"):
        return tr("it is made for ARM; on Windows the model needs a Python for x86-64")
    if facts.system == MACOS and machine == "x86_64":
        return tr("it is made for Intel processors; there is no PyTorch for them any more")
    if not about.get("venv"):
        return tr(NO_VENV)
    return ""


def _rank(item: Interpreter) -> tuple[int, int, int]:
    wanted = item.version[:2]
    order = PREFERRED.index(wanted) if wanted in PREFERRED else len(PREFERRED)
    origin = ("Sardino", "system", *_SECOND_BEST).index(item.origin)
    return (1 if item.problem else 0, origin, order)


def as_text(version: tuple[int, ...]) -> str:
    """A version as text, such as "3.12" for ``(3, 12)``."""
    return ".".join(map(str, version))


def _natural(text: str) -> list[tuple[int, str]]:
    """A key that sorts 3.9 before 3.12."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", text)]
