"""Scratch QGIS profiles in which this checkout is installed and enabled as the plugin ``sardino``."""

from __future__ import annotations

import contextlib
import os
import subprocess
from pathlib import Path

from tools.shell import ROOT

PROFILE_NAME = "sardino"

# The plugin is enabled. No news feed, version check or tip that needs the network or a click.
_SETTINGS = """\
[PythonPlugins]
{plugin}processing=true

[core]
NewsFeed\\http\\feedqgisorg\\disabled=true

[app]
news_feed\\http\\feedqgisorg\\disabled=true

[qgis]
checkVersion=false
showTips=false

[askForProfile]
policy=1
"""


def make_profile(folder: Path, *, with_plugin: bool = True) -> Path:
    """Makes a profiles folder for ``--profiles-path`` unless it exists.

    Args:
        folder: A new folder, or a folder from an earlier call.
        with_plugin: Whether to install and enable this checkout; otherwise the profile of a new user.

    Returns:
        The profile inside the folder, named ``PROFILE_NAME``.
    """
    profile = folder / "profiles" / PROFILE_NAME
    settings = profile / "QGIS" / "QGIS3.ini"
    if not settings.exists():
        settings.parent.mkdir(parents=True, exist_ok=True)
        enabled = "sardino=true\n" if with_plugin else ""
        settings.write_text(_SETTINGS.replace("{plugin}", enabled), encoding="utf-8")
    plugins = profile / "python" / "plugins"
    plugins.mkdir(parents=True, exist_ok=True)
    if with_plugin:
        link_folder(plugins / "sardino", ROOT)
    return profile


def link_folder(link: Path, target: Path) -> None:
    """Makes ``link`` point to the folder ``target``; replaces an earlier link."""
    if link.is_symlink():
        if Path(os.readlink(link)) == target:
            return
        link.unlink()
    if os.name == "nt":
        # Unlike a symbolic link, a junction needs no administrator rights.
        if not link.exists():
            subprocess.run(["cmd", "/c", "mklink", "/J", str(link), str(target)], check=True)
        return
    link.symlink_to(target, target_is_directory=True)


STRICT_MEMORY = {"GLIBC_TUNABLES": "glibc.malloc.perturb=165:glibc.malloc.tcache_count=0"}
"""Variables that fill memory when it is freed, for QGIS under test.

Python code that reads a part of a C++ object which is gone mostly works otherwise, and now and then crashes
QGIS minutes later, in other code. With this it crashes where the mistake is. glibc fills nothing that its
cache per thread takes, so there is none.
"""


def scratch_environment(folder: Path) -> dict[str, str]:
    """Variables that keep a program away from the user's own settings.

    Args:
        folder: Home, configuration, cache and run-time folders are made inside.
    """
    places = {
        "HOME": "home",
        "XDG_CONFIG_HOME": "config",
        "XDG_CACHE_HOME": "cache",
        "XDG_DATA_HOME": "data",
        "XDG_RUNTIME_DIR": "run",
        "QGIS_CUSTOM_CONFIG_PATH": "qgis",
    }
    for name in places.values():
        (folder / name).mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(OSError):
        (folder / "run").chmod(0o700)  # Qt warns about a run-time folder that others may read
    return {variable: str(folder / name) for variable, name in places.items()}
