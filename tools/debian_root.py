"""Newer QGIS releases in temporary Debian roots, so that the plugin's tests run with them too.

A root is a folder with a small Debian of another suite. The tests run in the root with ``chroot``, in
their own mount and process namespaces. All mounts and processes end with the last process, even after
Ctrl-C or a crash. The worker runs on the host: it needs no QGIS, and its environment already exists there.
"""

from __future__ import annotations

import hashlib
import os
import shlex
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tools import environments, profile, system
from tools.shell import ROOT, clean_environment, heading, read, run, run_tests, say, stop

ROOTS = ROOT / ".qgis-roots"
MINUTES = 30.0

SUITES = {"3.40": "trixie", "3.44": "sid"}
"""QGIS release to the Debian suite that contains it."""

PACKAGES = ("qgis", "python3-qgis", "python3-pip", "python3-venv", "xvfb", "xauth")
_HOST_PACKAGES = ("mmdebstrap", "debian-archive-keyring")
_MIRROR = "http://deb.debian.org/debian"
_HOST = "/host"
_TOOLS = "/opt/sardino-test-tools"
_WORKER_PYTHON = "/usr/local/bin/sardino-worker-python"

_MMDEBSTRAP = (
    "mmdebstrap",
    "--mode=root",
    "--variant=minbase",
    "--hook-dir=/usr/share/mmdebstrap/hooks/maybe-merged-usr",
    # A mirror with an old state of a suite serves package lists past their date.
    '--aptopt=Acquire::Check-Valid-Until "false"',
    '--aptopt=APT::Install-Recommends "false"',
    '--aptopt=Acquire::Languages "none"',
    # The root is temporary: do not wait for the disk, install no manuals.
    "--dpkgopt=force-unsafe-io",
    "--dpkgopt=path-exclude=/usr/share/doc/*",
    "--dpkgopt=path-exclude=/usr/share/man/*",
    "--dpkgopt=path-exclude=/usr/share/locale/*",
)

# The worker leaves the root: its environment and its libraries are the host's.
_LAUNCHER = f"""\
#!/bin/sh
exec /usr/sbin/chroot {_HOST} /usr/bin/env --chdir="$PWD" {{python}} "$@"
"""

# In separate namespaces, so no mount needs to be undone. $1: the root; $2: the repository;
# $3: the folder for temporary files; then the command.
_ENTER = f"""\
set -e
root=$1 repository=$2 scratch=$3
shift 3
mkdir -p "$root$repository" "$root$scratch" "$root{_HOST}"
mount --bind "$repository" "$root$repository"
# Shared, so that the worker sees a file system that a test mounts.
mount --bind "$scratch" "$scratch"
mount --make-shared "$scratch"
mount --bind "$scratch" "$root$scratch"
mount --rbind /dev "$root/dev"
mount -t sysfs sysfs "$root/sys"
mount --rbind / "$root{_HOST}"
mount -t proc proc "$root/proc"
mount -t proc proc "$root{_HOST}/proc"
# Not by exec: the shell stays, as the first process of its namespace, to collect orphans that end.
code=0
chroot "$root" /usr/bin/env --chdir="$repository" "$@" || code=$?
exit $code
"""

_NAMESPACES = ("unshare", "--mount", "--pid", "--fork", "--kill-child")


def run_plugin_tests(version: str, words: Sequence[str], *, fast: bool) -> None:
    """Runs ``tests/plugin``, or the tests among ``words``, inside a newer QGIS.

    Args:
        version: One of ``SUITES``.
        words: For pytest.
        fast: Whether to leave out tests marked ``slow``.

    Raises:
        shell.Stop: The root cannot be made on this machine, or a test failed.
    """
    if version not in SUITES:
        stop(f"There is no root for QGIS {version}; there are: {', '.join(SUITES)}.")
    _expect_root_rights(version)
    root = ensure_root(version)
    python, qgis = _versions(root)
    heading(f"Tests: plugin in QGIS {qgis} with Python {python} (Debian {SUITES[version]})")
    if not qgis.startswith(f"{version}."):
        say(f"Debian {SUITES[version]} has moved on from QGIS {version}.")
    chosen = [] if any(word.startswith("tests/") for word in words) else ["tests/plugin"]
    options = ["-m", "not slow"] if fast else []
    scratch = Path(tempfile.mkdtemp(prefix="sardino-test-"))
    try:
        env = _variables(scratch)
        pytest = ["python3", "-m", "pytest", "-p", "no:cacheprovider", *options, *words, *chosen]
        code, closing = run_tests(_inside(root, pytest), env=env, minutes=MINUTES)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    say(f"plugin in QGIS {qgis}: {closing.strip('= ')}")
    if code != 0:
        stop(f"Tests failed in QGIS {qgis} (exit code {code}).")


def run_inside(version: str, words: Sequence[str | Path], folder: Path) -> None:
    """Runs this repository's Python with these words inside a newer QGIS; the words may start a screen.

    Args:
        version: One of ``SUITES``.
        words: For ``python3``.
        folder: For a scratch home, inside the folder for temporary files.

    Raises:
        shell.Stop: The root cannot be made on this machine.
    """
    _expect_root_rights(version)
    root = ensure_root(version)
    env = {**_variables(folder / "root"), "PYTHONPATH": f"{ROOT}{os.pathsep}{_TOOLS}"}
    run(_inside(root, ["python3", *map(str, words)]), env=env, check=False)


def ensure_root(version: str) -> Path:
    """Makes the root of a QGIS release unless it exists; returns its folder."""
    root = ROOTS / version
    stamp = root / ".sardino-stamp"
    if stamp.is_file() and stamp.read_text(encoding="ascii") == _recipe(version):
        return root
    heading(f"Setting up Debian {SUITES[version]} with QGIS {version} in {root.relative_to(ROOT)}")
    system.ensure_installed(_HOST_PACKAGES)
    unfinished = ROOTS / f"{version}.unfinished"
    for folder in (root, unfinished):
        _remove(folder)
    ROOTS.mkdir(exist_ok=True)
    packages = f"--include={','.join(PACKAGES)}"
    # In a mount namespace too: so the mounts of mmdebstrap end even if it is killed.
    run([*_NAMESPACES, *_MMDEBSTRAP, packages, SUITES[version], unfinished, _MIRROR])
    _add_test_tools(unfinished)
    launcher = unfinished / _WORKER_PYTHON.lstrip("/")
    interpreter = environments.python_of(environments.BACKEND)
    launcher.write_text(_LAUNCHER.format(python=shlex.quote(str(interpreter))), encoding="utf-8")
    launcher.chmod(0o755)
    (unfinished / stamp.name).write_text(_recipe(version), encoding="ascii")
    unfinished.rename(root)
    return root


def _expect_root_rights(version: str) -> None:
    if not sys.platform.startswith("linux") or shutil.which("apt-get") is None:
        stop(f"QGIS {version} is tested in a Debian root, which only Debian and its kin can make.")
    if os.geteuid() != 0:
        stop(
            f"A root with QGIS {version} needs chroot and mounts, so root's rights:\n"
            f"    sudo python3 build.py test --qgis {version}"
        )


def _add_test_tools(root: Path) -> None:
    """Installs pytest and its plug-ins into the root: pure Python, with the host's pip."""
    python, _ = _versions(root)
    pure = ["--only-binary=:all:", "--implementation", "py", "--abi", "none", "--platform", "any"]
    run(
        [
            environments.python_of(environments.BACKEND), "-m", "pip", "install", "-q",
            "--disable-pip-version-check", "--python-version", python, *pure,
            "--target", root / _TOOLS.lstrip("/"), "-r", environments.QGIS_TEST_REQUIREMENTS,
        ]
    )  # fmt: skip


def _versions(root: Path) -> tuple[str, str]:
    """Versions of Python ("3.13") and QGIS ("3.40.6") in a root."""
    question = "import sys; print(sys.version_info[0], sys.version_info[1], sep='.')"
    python = read(["chroot", root, "/usr/bin/python3", "-c", question])
    qgis = read(["chroot", root, "dpkg-query", "-W", "-f", "${Version}", "qgis"])
    if python is None or qgis is None:
        stop(f"The root does not work. Delete {root} and run this again.")
    return python.strip(), qgis.partition("+")[0]


def _inside(root: Path, command: Sequence[str]) -> list[str]:
    """The words that run a command inside a root, in the repository."""
    enter = ["sh", "-c", _ENTER, "sardino", str(root), str(ROOT), tempfile.gettempdir()]
    return [*_NAMESPACES, *enter, *command]


def _variables(scratch: Path) -> dict[str, str]:
    return clean_environment(
        **profile.scratch_environment(scratch),
        **profile.STRICT_MEMORY,
        PATH="/usr/sbin:/usr/bin:/sbin:/bin",
        PYTHONPATH=_TOOLS,
        PYTHONDONTWRITEBYTECODE="1",  # the host's Python would find files of another Python
        PYTHONUNBUFFERED="1",
        QT_QPA_PLATFORM="offscreen",
        LC_ALL="C.UTF-8",
        HF_HUB_OFFLINE="1",
        SARDINO_BACKEND_PYTHON=_WORKER_PYTHON,
    )


def _recipe(version: str) -> str:
    """A digest that changes when the root must be made again."""
    parts = (SUITES[version], *PACKAGES, *_MMDEBSTRAP, _LAUNCHER, str(environments.BACKEND))
    digest = hashlib.sha256("\n".join(parts).encode())
    digest.update(environments.QGIS_TEST_REQUIREMENTS.read_bytes())
    return digest.hexdigest()


def _remove(folder: Path) -> None:
    if folder.exists():
        run(["rm", "-rf", "--one-file-system", folder])
