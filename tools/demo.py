"""``demo`` and ``qgis``: Sardino in the installed QGIS."""

from __future__ import annotations

import os
import platform
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tools import environments, profile, system
from tools.shell import ROOT, clean_environment, heading, run, say, stop

OUTPUT = ROOT / "demo-output"
USER_PROFILE = ROOT / ".qgis-profile"


def run_demo() -> None:
    """Segments the sample scenes through QGIS's Processing framework, without a window.

    Raises:
        shell.Stop: The demonstration failed.
    """
    heading("Segmenting the sample scenes through QGIS")
    python = system.qgis_python()
    if python is None:
        stop("No Python can import QGIS. Run: python3 build.py setup")
    scratch = Path(tempfile.mkdtemp(prefix="sardino-demo-"))
    try:
        folder = profile.make_profile(scratch)
        env = clean_environment(
            **profile.scratch_environment(scratch),
            QT_QPA_PLATFORM="offscreen",
            LC_ALL="C.UTF-8",
            PYTHONPATH=str(ROOT),
            PYTHONDONTWRITEBYTECODE="1",
            SARDINO_BACKEND_PYTHON=str(environments.backend_in_use()),
        )
        run([python, "-m", "tools.demo_qgis", folder, OUTPUT], env=env)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def open_qgis(words: Sequence[str]) -> None:
    """Opens QGIS with the plugin and the sample scenes, in a separate profile that is kept.

    Args:
        words: More words for QGIS.

    Raises:
        shell.Stop: QGIS or a screen is missing.
    """
    program = system.qgis_program()
    if program is None:
        stop("QGIS's program was not found. Run: python3 build.py setup")
    has_screen = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
    if platform.system() == "Linux" and not has_screen:
        stop("There is no screen here for QGIS's window. Run this in a desktop session.")
    profile.make_profile(USER_PROFILE)
    say(f"Opening {program.name}; its profile is in {USER_PROFILE.name}, apart from your own.")
    # The user's screen settings (QT_...) stay; settings of another Python do not.
    env = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))
    }
    env["PATH"] = system.path_for_qgis()
    env["SARDINO_BACKEND_PYTHON"] = str(environments.backend_in_use())
    options = [
        "--profiles-path",
        USER_PROFILE,
        "--profile",
        profile.PROFILE_NAME,
        "--noversioncheck",
        "--nologo",
    ]
    run([program, *options, "--code", ROOT / "tools" / "open_sample.py", *words], env=env)
