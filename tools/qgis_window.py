"""A real QGIS window on a virtual screen, driven by a script that runs inside it.

For end-to-end tests, screenshots and start-up measurements. Linux with Xvfb only.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools import environments, profile, system
from tools.shell import ROOT, clean_environment

REPORT_VARIABLE = "SARDINO_REPORT"
_STOP_SECONDS = 5.0


@dataclass(frozen=True)
class Ended:
    """The end of a QGIS process.

    Attributes:
        exit_code: The process's exit code; negative for a signal.
        report: The report of the script inside; empty if the script wrote none.
        output: Standard output and error together.
    """

    exit_code: int
    report: dict[str, Any]
    output: str


def missing() -> str:
    """What this computer lacks for a QGIS window on a virtual screen; empty if nothing."""
    if shutil.which("Xvfb") is None:
        return "Xvfb is not installed (Debian: apt install xvfb)"
    if system.qgis_program() is None:
        return "QGIS is not installed"
    return ""


@contextlib.contextmanager
def virtual_screen(width: int = 1600, height: int = 1000) -> Iterator[str]:
    """Starts a separate screen; gives the value for ``DISPLAY``."""
    read_end, write_end = os.pipe()
    command = [
        "Xvfb",
        "-displayfd",
        str(write_end),
        "-screen",
        "0",
        f"{width}x{height}x24",
        "-nolisten",
        "tcp",
    ]
    server = subprocess.Popen(
        command, pass_fds=[write_end], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    os.close(write_end)
    try:
        with os.fdopen(read_end) as pipe:
            # Xvfb chooses a free number and prints it when it is ready for clients.
            number = pipe.readline().strip()
        if not number:
            raise RuntimeError("Xvfb did not start")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


def make_profile(
    folder: Path, settings: Mapping[str, Mapping[str, str]] | None = None, *, with_plugin: bool = True
) -> None:
    """Makes a scratch profile in which nothing pops up at the first start.

    Args:
        folder: For the profile and the home folder.
        settings: More settings: section, key, value.
        with_plugin: Whether to install and enable this checkout.
    """
    made = profile.make_profile(folder, with_plugin=with_plugin)
    quiet = {
        # The welcome dialog of a first start waits for a click.
        "migration": {"fileVersion": "2", "firstRunVersionFlag": "999999", "settings": "true"},
        "qgis": {"checkVersion": "false", "showTips": "false", "enableMacros": "Never"},
    }
    lines = []
    for section, values in [*quiet.items(), *(settings or {}).items()]:
        lines += [f"[{section}]", *(f"{key}={value}" for key, value in values.items()), ""]
    ini = made / "QGIS" / "QGIS3.ini"
    ini.write_text(ini.read_text(encoding="utf-8") + "\n" + "\n".join(lines), encoding="utf-8")


def start(
    script: Path, folder: Path, display: str, variables: Mapping[str, str] | None = None
) -> subprocess.Popen[str]:
    """Starts QGIS with a script in the profile of :func:`make_profile`.

    Args:
        script: Runs inside QGIS; it should use ``tools.qgis_steps``.
        folder: The folder of :func:`make_profile`.
        display: From :func:`virtual_screen`.
        variables: More environment variables.
    """
    program = system.qgis_program()
    if program is None:
        raise RuntimeError("QGIS is not installed")
    env = clean_environment(
        **profile.scratch_environment(folder),
        DISPLAY=display,
        QT_QPA_PLATFORM="xcb",
        LC_ALL="C.UTF-8",
        PYTHONPATH=str(ROOT),
        PYTHONDONTWRITEBYTECODE="1",
        SARDINO_BACKEND_PYTHON=str(environments.backend_in_use()),
        **{REPORT_VARIABLE: str(folder / "report.json")},
    )
    # Python inside QGIS searches its libraries beside the first `python3` on the path.
    python = system.qgis_python()
    if python is not None:
        env["PATH"] = os.pathsep.join([str(python.parent), env.get("PATH", "")])
    env.update(variables or {})
    command = [str(program), "--nologo", "--noversioncheck", "--profiles-path", str(folder)]
    command += ["--profile", profile.PROFILE_NAME, "--code", str(script)]
    (folder / "report.json").unlink(missing_ok=True)
    # A file, not a pipe: nobody reads while QGIS runs, and a full pipe would stop it.
    with open(folder / "output.txt", "w", encoding="utf-8") as output:
        return subprocess.Popen(
            command, env=env, stdout=output, stderr=subprocess.STDOUT, text=True, start_new_session=True
        )


def finish(process: subprocess.Popen[str], folder: Path, seconds: float = 900.0) -> Ended:
    """Waits until QGIS ends; ends QGIS after ``seconds``."""
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        end(process)
    report = folder / "report.json"
    return Ended(
        process.returncode,
        json.loads(report.read_text(encoding="utf-8")) if report.exists() else {},
        (folder / "output.txt").read_text(encoding="utf-8", errors="replace"),
    )


def wait_for_report(process: subprocess.Popen[str], folder: Path, seconds: float = 900.0) -> None:
    """Waits until the script has written its report, or QGIS has ended."""
    deadline = time.monotonic() + seconds
    while not (folder / "report.json").exists() and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.1)


def end(process: subprocess.Popen[str]) -> None:
    """Ends QGIS at once, with all processes of its session."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_STOP_SECONDS)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def alive(pid: int) -> bool:
    """Whether a process exists and is not a zombie."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0]
    except (OSError, IndexError):
        return False
    return state != "Z"


def wait_until_gone(pid: int, seconds: float = 10.0) -> bool:
    """Waits for a process to end; False if it still runs."""
    deadline = time.monotonic() + seconds
    while alive(pid):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True
