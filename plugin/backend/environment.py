"""Which Python runs the worker, and with which environment variables."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

from ..errors import NoBackend
from ..paths import PLUGIN_ROOT
from ..translation import marked, tr

"""Folder that holds ``plugin`` and ``model``. ``python -m model`` finds its package there."""

ENVIRONMENT_VARIABLE = "SARDINO_BACKEND_PYTHON"

# QGIS sets these variables for its own Python, GDAL, PROJ and Qt. Another Python breaks with them.
_FOREIGN_PREFIXES = ("PYTHON", "PROJ_", "QT_", "QGIS_", "CONDA_")
_MADE = marked("made by Sardino ({name})")

_FOREIGN = frozenset(
    {
        "GDAL_DATA",
        "GDAL_DRIVER_PATH",
        "LD_LIBRARY_PATH",
        "DYLD_LIBRARY_PATH",
        "DYLD_FRAMEWORK_PATH",
        "VIRTUAL_ENV",
        # On macOS this makes a virtual environment's Python take itself for QGIS's Python.
        "__PYVENV_LAUNCHER__",
    }
)


@dataclass(frozen=True)
class Surroundings:
    """What the search for an interpreter depends on.

    Attributes:
        windows: Whether this is Windows, where environments are laid out differently.
        plugin_root: Folder of the plugin.
        environment: The environment that the set-up made in the user's profile; None if there is none.
        setting: The interpreter that the user chose; empty if none.
        variables: Environment variables.
    """

    windows: bool
    plugin_root: PurePath
    environment: PurePath | None = None
    setting: str = ""
    variables: Mapping[str, str] = field(default_factory=dict)


def current_surroundings() -> Surroundings:
    """The surroundings of this QGIS."""
    # Imported late: the client and its tests work without QGIS.
    from qgis.core import QgsApplication

    from ..settings import backend_python
    from .store import Store

    folder = QgsApplication.qgisSettingsDirPath()
    return Surroundings(
        windows=sys.platform == "win32",
        plugin_root=PLUGIN_ROOT,
        environment=Store(Path(folder)).current() if folder else None,
        setting=backend_python(),
        variables=dict(os.environ),
    )


def candidates(surroundings: Surroundings) -> list[PurePath]:
    """The interpreters to look for, best first.

    A choice of the user (setting or environment variable) is the only candidate: another environment,
    used without a word, would hide a mistake in the choice.
    """
    flavour = PureWindowsPath if surroundings.windows else PurePosixPath
    chosen = surroundings.setting or surroundings.variables.get(ENVIRONMENT_VARIABLE, "")
    if chosen:
        return [flavour(chosen)]
    tail = ("Scripts", "python.exe") if surroundings.windows else ("bin", "python")
    found = [flavour(surroundings.plugin_root).joinpath(".venv", *tail)]
    if surroundings.environment is not None:
        # This environment survives an update of the plugin, which replaces the plugin's folder.
        found.append(flavour(surroundings.environment).joinpath(*tail))
    return found


def find_interpreter(surroundings: Surroundings | None = None) -> Path:
    """The Python that runs the worker.

    The worker itself checks whether this Python has the packages.

    Raises:
        NoBackend: None of the candidates exists.
    """
    looked = candidates(surroundings or current_surroundings())
    for candidate in looked:
        if os.path.isfile(candidate) and os.access(candidate, os.X_OK):
            return Path(candidate)
    paths = ", ".join(str(path) for path in looked)
    raise NoBackend(tr("Looked for {paths}").format(paths=paths))


def environment_in_words(surroundings: Surroundings) -> str:
    """Where the worker's Python comes from: in English, for reports, without private folders."""
    text, name = environment_phrase(surroundings)
    return text.format(name=name)


def environment_phrase(surroundings: Surroundings) -> tuple[str, str]:
    """Where the worker's Python comes from: a text to translate, and the ``name`` to fill into it."""
    chosen = surroundings.setting or surroundings.variables.get(ENVIRONMENT_VARIABLE, "")
    if chosen:
        return marked("chosen by the user ({name})"), PurePath(chosen).name
    try:
        python = find_interpreter(surroundings)
    except NoBackend:
        return "none", ""
    if surroundings.environment is not None and python.is_relative_to(surroundings.environment):
        return _MADE, surroundings.environment.name
    return marked("beside the plugin (.venv)"), ""


def is_outdated(surroundings: Surroundings) -> bool:
    """Whether Sardino's environment is from an earlier version, with other packages."""
    from .requirements import key

    made = surroundings.environment
    if made is None or environment_phrase(surroundings)[0] != _MADE:
        return False
    return not made.name.startswith(f"{key()}-")


def worker_environment(variables: Mapping[str, str]) -> dict[str, str]:
    """The worker's environment variables: ours, without QGIS's own settings."""
    kept = {
        name: value
        for name, value in variables.items()
        if name.upper() not in _FOREIGN and not name.upper().startswith(_FOREIGN_PREFIXES)
    }
    kept["PYTHONNOUSERSITE"] = "1"
    # The protocol is UTF-8, also where the system's code page is not.
    kept["PYTHONUTF8"] = "1"
    # The worker never uses the network; without this variable a model hub's client may try.
    kept["HF_HUB_OFFLINE"] = "1"
    return kept
