"""Makes ``resources/locks``: the packages of the set-up, with the SHA-256 of every file.

uv resolves ``resources/backend-requirements.txt`` for all systems and Pythons at once. Builds of torch in
PyTorch's own index are read from the index's pages; some entries there have no hash.
"""

from __future__ import annotations

import re
import urllib.request
from pathlib import Path
from urllib.parse import unquote

from model.protocol.values import FULL_ONLY
from plugin.setup import locks
from tools import environments
from tools.shell import ROOT, clean_environment, heading, run, say, stop

LOCKS = ROOT / "resources" / "locks"
OLDEST_PYTHON = "3.11"
PYTHONS = ("311", "312", "313", "314")
PYTORCH = "https://download.pytorch.org/whl/"
BUILDS = {
    "cpu": ("manylinux_2_28_x86_64", "manylinux_2_28_aarch64"),
    "cu130": ("win_amd64",),
    "cu126": ("win_amd64",),
}
"""Builds that the set-up takes from PyTorch's index with a hash. For Linux with CUDA 13 the set-up takes
PyPI's build. For Linux with CUDA 12.6 the index also serves further packages, which have no lock."""
SYSTEMS = (
    "x86_64-unknown-linux-gnu",
    "aarch64-unknown-linux-gnu",
    "aarch64-apple-darwin",
    "x86_64-pc-windows-msvc",
)
"""Systems in uv's notation. PyTorch has no more builds for Macs with Intel processors."""
OLDEST_MACOS = {"MACOSX_DEPLOYMENT_TARGET": "14.0"}
SECONDS = 20.0

_CUDA = re.compile(r"torch|triton|nvidia-.*|cuda-.*")
_TOOL = re.compile(r'^(PIP|UV) = "([^"]+)"', re.MULTILINE)
_LINK = re.compile(r'href="[^"#]*?/([^"/#]+\.whl)(?:#sha256=([0-9a-f]{64}))?"')
_HEAD = "# Made by: python3 build.py lock. Do not edit.\n"
_BUILDS_HEAD = f"""\
{_HEAD}# Files in PyTorch's own index ({PYTORCH}). One that is missing here has no hash there,
# or it was not known when this was made: it is installed from that index alone, and unlocked.
"""


def make(*, upgrade: bool = False) -> None:
    """Writes all locks.

    Args:
        upgrade: Whether to take the newest versions of the pinned packages' requirements.

    Raises:
        shell.Stop: A package or index is not available, or a file in PyTorch's index has changed.
    """
    python = environments.ensure_lock()
    heading("Resolving for all systems")
    packages = _compile(python, environments.BACKEND_REQUIREMENTS, LOCKS / ".all.txt", upgrade)
    packages = [item for item in packages if _is_wanted(item)]
    torch = [item for item in packages if _CUDA.fullmatch(item.name)]
    _write(locks.TORCH, torch)
    _write(locks.PACKAGES, [item for item in packages if item not in torch])
    pins = environments.requirements(environments.BACKEND_REQUIREMENTS)
    alone = LOCKS / ".light-requirements.txt"
    alone.write_text("".join(f"{name}=={pin}\n" for name, pin in pins.items() if name not in FULL_ONLY))
    light = _compile(python, alone, LOCKS / ".light.txt", upgrade=False)
    alone.unlink()
    _write(locks.LIGHT, [item for item in light if _is_wanted(item)])
    source = (ROOT / "plugin" / "setup" / "packages.py").read_text(encoding="utf-8")
    tools = LOCKS / ".tools.in"
    tools.write_text("".join(f"{name.lower()}=={version}\n" for name, version in _TOOL.findall(source)))
    _write(locks.TOOLS, _compile(python, tools, LOCKS / ".tools.txt", upgrade))
    tools.unlink()
    _check_everywhere(python)
    heading("Builds of torch in PyTorch's own index")
    version = environments.requirements(environments.BACKEND_REQUIREMENTS)["torch"]
    _write_builds(version)


def _is_wanted(item: locks.Locked) -> bool:
    """Whether a package is needed: none for browsers, and nothing that reports on its users."""
    # OpenVINO names its telemetry as a requirement, but only the conversion of models, unused here, loads it.
    return "== 'emscripten'" not in item.marker and item.name != "openvino-telemetry"


def _compile(python: Path, source: Path, target: Path, upgrade: bool) -> list[locks.Locked]:
    """Resolves requirements; keeps locked versions unless ``upgrade`` is set."""
    before = [LOCKS / locks.PACKAGES, LOCKS / locks.TORCH] if source.suffix == ".txt" else []
    target.write_text("".join(path.read_text(encoding="utf-8") for path in before if path.exists()))
    words: list[str | Path] = ["pip", "compile", source, "--output-file", target, "--quiet", "--no-config"]
    words += ["--universal", "--python-version", OLDEST_PYTHON, "--fork-strategy", "fewest"]
    words += ["--generate-hashes", "--only-binary", ":all:", "--no-header", "--no-annotate"]
    try:
        run([python, "-m", "uv", *words, *(["--upgrade"] if upgrade else [])])
        return locks.read(target)
    finally:
        target.unlink()


def _check_everywhere(python: Path) -> None:
    """Makes sure that each needed package has a file for each system and Python.

    Raises:
        shell.Stop: A file is missing.
    """
    words = ["-m", "uv", "pip", "compile", "--quiet", "--no-config", "--only-binary", ":all:", "--no-header"]
    for system in SYSTEMS:
        heading(f"Looking for every file for {system}")
        for number in PYTHONS:
            where = ["--python-platform", system, "--python-version", f"{number[0]}.{number[1:]}"]
            output = ["--no-annotate", "--output-file", LOCKS / ".one.txt"]
            sources = [LOCKS / locks.PACKAGES, LOCKS / locks.TORCH]
            run([python, *words, *where, *output, *sources], env=clean_environment(**OLDEST_MACOS))
            (LOCKS / ".one.txt").unlink()


def _write(name: str, packages: list[locks.Locked]) -> None:
    (LOCKS / name).write_text(_HEAD + locks.write(packages), encoding="utf-8")
    say(f"{name}: {len(packages)} packages, {sum(len(item.hashes) for item in packages)} files")


def _write_builds(version: str) -> None:
    """Updates the list of builds from the index; keeps known entries if the index cannot be reached."""
    path = LOCKS / locks.BUILDS
    known = locks.read_builds(path) if path.exists() else {}
    found: dict[str, str] = {}
    for tag, platforms in BUILDS.items():
        names = [
            f"torch-{version}+{tag}-cp{number}-cp{number}-{platform}.whl"
            for platform in platforms
            for number in PYTHONS
        ]
        listed = _listed(tag)
        for name in names:
            digest = listed.get(name, "") or known.get(name, "")
            if digest and known.get(name, digest) != digest:
                stop(f"{name} has another hash in PyTorch's index than in {path.name}: find out why.")
            if digest:
                found[name] = digest
            else:
                say(f"no hash is known of {name}: it will be installed unlocked")
    lines = [f"{name} sha256:{digest}\n" for name, digest in sorted(found.items())]
    path.write_text(_BUILDS_HEAD + "".join(lines), encoding="utf-8")


def _listed(tag: str) -> dict[str, str]:
    """File name to SHA-256 (empty if missing) on a page of PyTorch's index."""
    address = f"{PYTORCH}{tag}/torch/"
    try:
        with urllib.request.urlopen(address, timeout=SECONDS) as page:
            text = page.read().decode("utf-8", "replace")
    except OSError as error:
        say(f"{address} cannot be reached ({error}): what is locked of it stays as it is.")
        return {}
    return {unquote(name): digest for name, digest in _LINK.findall(text)}
