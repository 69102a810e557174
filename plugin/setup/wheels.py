"""Fills a folder with all packages of the model's environment, for a computer without internet.

    python3 plugin/setup/wheels.py FOLDER [--light] [--python 3.12] [--system windows] [--gpu cu130]

Run it where there is internet, with any Python that has pip; copy the folder over; then choose it
under "Other ways" in "Set up model backend". The other computer needs a Python of the version
given here. Only files whose hash is locked are taken, as far as one is known; sha256sums.txt, which is
written beside them, belongs to them. Standard library and pip only: this file runs by itself.
"""

from __future__ import annotations

import argparse
import platform
import subprocess  # nosec B404  # runs pip, never a shell
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

if __package__:
    from . import locks
else:  # run by itself
    sys.path.append(str(Path(__file__).resolve().parent))
    import locks

PYTORCH = "https://download.pytorch.org/whl/"
OF_PYPI = "cu130"  # for Linux

_X86_TAGS = [f"manylinux_2_{minor}_x86_64" for minor in (28, 27, 17)] + ["manylinux2014_x86_64"]
_ARM_TAGS = [tag.replace("x86_64", "aarch64") for tag in _X86_TAGS]
PLATFORMS = {
    "windows": ["win_amd64"],
    "macos": ["macosx_14_0_arm64", "macosx_12_0_arm64", "macosx_11_0_arm64"],
    "linux": _X86_TAGS,
    "linux-arm": _ARM_TAGS,
}


def main(words: list[str] | None = None) -> int:
    """Runs the command; the exit code is pip's."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="new or existing folder")
    parser.add_argument("--python", metavar="3.N", help="Python of the other computer (default: this one's)")
    parser.add_argument("--system", choices=sorted(PLATFORMS), help="the other computer (default: like this)")
    parser.add_argument(
        "--gpu", default="", metavar="cuNNN", help="PyTorch with CUDA: cu130 (driver 580 or newer) or cu126"
    )
    parser.add_argument("--light", action="store_true", help="without PyTorch: for the environment Light")
    parser.add_argument("--index-url", default="", metavar="URL", help="instead of PyPI")
    parser.add_argument("--torch-index", metavar="URL", help="instead of PyTorch's own index; '' for PyPI")
    parser.add_argument("--lock", type=Path, default=locks.FOLDER, help=argparse.SUPPRESS)
    args = parser.parse_args(words)
    args.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="sardino-wheels-") as scratch:
        for command in commands(args, Path(scratch)):
            code = subprocess.run(command, check=False).returncode  # nosec B603  # a list of words, no shell
            if code:
                print(
                    "Not all packages could be downloaded; see above. A second try takes up where it ended."
                )
                return code
    wheels = sorted(args.folder.glob("*.whl"))
    lines = [f"{locks.digest_of(path)}  {path.name}\n" for path in wheels]
    (args.folder / locks.SUMS).write_text("".join(lines), encoding="utf-8")
    print(f"Ready: {len(wheels)} packages and {locks.SUMS} in {args.folder}")
    return 0


def commands(args: argparse.Namespace, scratch: Path) -> list[list[str]]:
    """The calls of pip, in order: torch first, then the rest; each package by hash if locked.

    Args:
        args: The options.
        scratch: A folder for pip's requirement files.
    """
    pip = [sys.executable, "-m", "pip", "download", "--disable-pip-version-check", "--dest", str(args.folder)]
    pip += ["--only-binary", ":all:", "--find-links", str(args.folder)]
    system = args.system or _this_system()
    python = tuple(map(int, (args.python or platform.python_version()).split(".")[:2]))
    if args.python or args.system:
        pip += ["--python-version", args.python or platform.python_version()]
        for tag in PLATFORMS[system]:
            pip += ["--platform", tag]
    index = ["--index-url", args.index_url] if args.index_url else []

    def locked(name: str, packages: list[locks.Locked], where: list[str]) -> list[str]:
        # Without markers: pip would evaluate them for this computer, not for the other.
        wanted = [item for item in packages if not item.marker or _needs(item.marker, system, python)]
        file = scratch / name
        file.write_text(locks.write(wanted, markers=False), encoding="utf-8")
        return [*pip, *where, "--no-deps", "--require-hashes", "--requirement", str(file)]

    tools = [item for item in locks.read(args.lock / locks.TOOLS) if item.name == "pip"]
    if args.light:
        light = locked(locks.LIGHT, locks.read(args.lock / locks.LIGHT), index)
        return [light, locked(locks.TOOLS, tools, index)]
    return [
        _torch(args, system, python, pip, index, locked),
        locked(locks.PACKAGES, locks.read(args.lock / locks.PACKAGES), index),
        locked(locks.TOOLS, tools, index),
    ]


def _torch(
    args: argparse.Namespace,
    system: str,
    python: tuple[int, ...],
    pip: list[str],
    index: list[str],
    locked: Callable[[str, list[locks.Locked], list[str]], list[str]],
) -> list[str]:
    """The call for torch, and for CUDA if the build needs it."""
    packages = locks.read(args.lock / locks.TORCH)
    builds = locks.read_builds(args.lock / locks.BUILDS)
    version = next(item.version for item in packages if item.name == "torch")
    source = _torch_index(system, args.gpu) if args.torch_index is None else args.torch_index
    where = ["--index-url", source] if source else index
    is_linux = system.startswith("linux")
    if not source or (args.gpu == OF_PYPI and is_linux):
        return locked(locks.TORCH, packages, where)
    is_mirror = not source.startswith(PYTORCH)
    if is_mirror and not args.gpu and not is_linux:  # any build: none needs further packages
        hashes = (*locks.hashes_of(packages, "torch"), *builds.values())
        return locked(locks.TORCH, [locks.Locked("torch", version, "", hashes)], where)
    tag = (args.gpu or "cpu") if is_mirror else source.rstrip("/").rpartition("/")[2]
    ending = "win_amd64" if system == "windows" else "aarch64" if system == "linux-arm" else "x86_64"
    if locks.has_build(builds, version, tag, python, ending):
        return locked(locks.TORCH, [locks.build_of(builds, version, tag)], where)
    print(f"No hash is known of torch {version}+{tag}: it comes from {source} and unchecked.")
    # For Linux, CUDA comes from the same index; for Windows, CUDA is inside the build.
    alone = [] if is_linux else ["--no-deps"]
    return [*pip, *where, *alone, f"torch=={version}+{tag}"]


def _needs(marker: str, system: str, python: tuple[int, ...]) -> bool:
    """Whether a computer needs a package with this environment marker (PEP 508)."""
    # pip evaluates its own markers with this class; there is no public way.
    from pip._vendor.packaging.markers import Marker

    name, platform_system, machine = {
        "windows": ("win32", "Windows", "AMD64"),
        "macos": ("darwin", "Darwin", "arm64"),
        "linux": ("linux", "Linux", "x86_64"),
        "linux-arm": ("linux", "Linux", "aarch64"),
    }[system]
    number = ".".join(map(str, python))
    return Marker(marker).evaluate(
        {
            "sys_platform": name,
            "platform_system": platform_system,
            "platform_machine": machine,
            "os_name": "nt" if system == "windows" else "posix",
            "python_version": number,
            "python_full_version": f"{number}.0",
        }
    )


def _torch_index(system: str, gpu: str) -> str:
    """PyTorch's own index if PyPI lacks the build; empty for PyPI."""
    if gpu == OF_PYPI and system.startswith("linux"):
        return ""
    if gpu:
        return PYTORCH + gpu
    # Elsewhere PyPI's build has no CUDA anyway.
    return PYTORCH + "cpu" if system.startswith("linux") else ""


def _this_system() -> str:
    system = {"Windows": "windows", "Darwin": "macos"}.get(platform.system(), "linux")
    arm = platform.machine().lower() in ("arm64", "aarch64")
    return "linux-arm" if system == "linux" and arm else system


if __name__ == "__main__":
    sys.exit(main())
