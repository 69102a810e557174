"""QGIS and its Python: finds them, and installs them on Debian and similar systems."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tools.shell import clean_environment, heading, read, run, say, stop

PACKAGES = (
    "qgis",
    "python3-qgis",
    "python3-venv",
    "xvfb",
    "xauth",  # xvfb-run asks for it, but xvfb only recommends it
    "qttools5-dev-tools",  # lrelease, which compiles the translations
    "ca-certificates",  # without it, pip of Debian's Python trusts nothing
)

_ELSEWHERE = {
    "fedora": "Fedora: sudo dnf install qgis python3-qgis qt5-linguist xorg-x11-server-Xvfb xorg-x11-xauth",
    "arch": "Arch: sudo pacman -S qgis python-numpy qt5-tools xorg-server-xvfb xorg-xauth",
    "darwin": "macOS: install QGIS from https://qgis.org/download (or: brew install --cask qgis) "
    "and Python 3.12 (brew install python@3.12)",
    "windows": "Windows: install QGIS (OSGeo4W or the stand-alone installer) from https://qgis.org/download "
    "and Python 3.12 from https://www.python.org/downloads",
}


def ensure_system_packages() -> None:
    """Installs QGIS and related tools on Debian and similar systems; elsewhere says what to install.

    Raises:
        shell.Stop: A part is missing that this user may not install, or must install by hand.
    """
    if shutil.which("apt-get") is None:
        _expect_qgis_elsewhere()
        return
    ensure_installed(PACKAGES)
    if qgis_python() is None:
        stop("QGIS is installed, but no Python can import it. Reinstall the package python3-qgis.")


def ensure_installed(packages: Sequence[str]) -> None:
    """Installs the missing Debian packages.

    Raises:
        shell.Stop: This user may not install them, or apt-get could not.
    """
    missing = [name for name in packages if not _is_installed(name)]
    if missing:
        _apt_install(missing)


def qgis_python() -> Path | None:
    """The Python that can ``import qgis``, or None. ``SARDINO_QGIS_PYTHON`` overrides the search."""
    for candidate in _python_candidates():
        if candidate.exists() and read([candidate, "-c", "import qgis.core"]) is not None:
            return candidate
    return None


def qgis_program() -> Path | None:
    """The program that opens QGIS's window, or None."""
    # Debian's `qgis` is a shell script around `qgis.bin`; signals must reach QGIS itself.
    for name in ("qgis.bin", "qgis", "qgis-ltr"):
        found = shutil.which(name)
        if found:
            return Path(found)
    for pattern in ("QGIS*.app/Contents/MacOS/QGIS",):
        for path in sorted(Path("/Applications").glob(pattern)):
            return path
    for path in _windows_files("qgis-bin.exe", "qgis-ltr-bin.exe"):
        return path
    return None


def path_for_qgis() -> str:
    """``PATH`` with the folder of QGIS's program first.

    The Python inside QGIS searches its library beside the first ``python3`` on ``PATH``. Beside another
    Python there is no ``qgis`` module.
    """
    folders = os.environ.get("PATH", os.defpath)
    program = qgis_program()
    return folders if program is None else f"{program.parent}{os.pathsep}{folders}"


def backend_python() -> Path:
    """A Python for the model's environment: 3.11 or newer, with ``venv`` and ``ensurepip``.

    Raises:
        shell.Stop: There is no such Python.
    """
    names = ("python3.13", "python3.12", "python3.11", "python3", "python")
    found = [shutil.which(name) for name in names]
    candidates = ["/usr/bin/python3", sys.executable, *[path for path in found if path]]
    # The pinned numpy and scipy need 3.11 or newer.
    question = "import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))"
    for candidate in candidates:
        if Path(candidate).exists() and read([candidate, "-c", question]) is not None:
            return Path(candidate)
    stop("The model needs Python 3.11 to 3.14 with its venv module. Install one and run this again.")


def has_nvidia_gpu() -> bool:
    """Whether an NVIDIA driver is loaded; only then is torch's large CUDA build useful."""
    return Path("/proc/driver/nvidia/version").exists() or read(["nvidia-smi", "-L"]) is not None


def _is_installed(package: str) -> bool:
    status = read(["dpkg-query", "-W", "-f", "${Status}", package])
    return status is not None and status.endswith(" installed")


def _apt_install(packages: list[str]) -> None:
    by_hand = f"apt-get update && apt-get install --no-install-recommends -y {' '.join(packages)}"
    prefix: list[str] = []
    if os.geteuid() != 0:
        if shutil.which("sudo") is None:
            stop(f"These packages are missing. Run as root, then start again:\n    {by_hand}")
        # Without a terminal sudo cannot ask for a password: -n makes it fail instead of wait.
        prefix = ["sudo"] if sys.stdin.isatty() else ["sudo", "-n"]
    heading(f"Installing {', '.join(packages)}")
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    install = [*apt, "install", "-y", "--no-install-recommends", *packages]
    # An update fails as a whole if one of a user's many sources is down; the install shows the result.
    run([*apt, "update"], check=False, env=clean_environment())
    if run(install, check=False, env=clean_environment()) != 0:
        stop(f"apt-get could not install them. Look at its messages above; by hand as root:\n    {by_hand}")


def _expect_qgis_elsewhere() -> None:
    system = platform.system().lower()
    words = _ELSEWHERE.get(system, "")
    if system == "linux":
        release = _os_release()
        words = next((text for name, text in _ELSEWHERE.items() if name in release), "")
        words = words or "Install QGIS 3.22 or newer with its Python module, Xvfb and xauth."
    found = qgis_python()
    if found is None:
        hint = "If it is in an unusual place, set SARDINO_QGIS_PYTHON to its Python."
        stop(f"QGIS was not found. {words}\n{hint}")
    say(f"QGIS found: {found}")
    if system == "linux" and shutil.which("xvfb-run") is None:
        say(f"Without xvfb-run the end-to-end tests cannot run. {words}")


def _os_release() -> str:
    try:
        lines = Path("/etc/os-release").read_text(encoding="utf-8").lower().splitlines()
    except OSError:
        return ""
    return " ".join(line for line in lines if line.startswith(("id=", "id_like=")))


def _python_candidates() -> Iterator[Path]:
    named = os.environ.get("SARDINO_QGIS_PYTHON")
    if named:
        yield Path(named)
    if platform.system() != "Windows":
        yield Path("/usr/bin/python3")  # first: another python3 on PATH has no QGIS
        found = shutil.which("python3")
        if found:
            yield Path(found)
    yield from sorted(Path("/Applications").glob("QGIS*.app/Contents/MacOS/bin/python3"))
    yield from _windows_files("python-qgis.bat", "python-qgis-ltr.bat")


def _windows_files(*names: str) -> Iterator[Path]:
    if platform.system() != "Windows":
        return
    folders = [Path("C:/OSGeo4W/bin"), *sorted(Path("C:/Program Files").glob("QGIS*/bin"), reverse=True)]
    for folder in folders:
        for name in names:
            if (folder / name).exists():
                yield folder / name
