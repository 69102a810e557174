"""Fills a folder with all packages of the model's environment, for a computer without internet.

    python3 plugin/setup/wheels.py FOLDER [--python 3.12] [--system windows] [--gpu cu130]

Run it where there is internet, with any Python that has pip; copy the folder over; then choose it
under "Other ways" in "Set up model backend". The other computer needs a Python of the version
given here. Standard library only: this file runs by itself.
"""

from __future__ import annotations

import argparse
import platform
import subprocess  # nosec B404  # runs pip, never a shell
import sys
from pathlib import Path

REQUIREMENTS = Path(__file__).resolve().parents[2] / "resources" / "backend-requirements.txt"
PYTORCH = "https://download.pytorch.org/whl/"
PIP = "26.3"  # as in packages.py, which this file does not import: it runs without the plugin

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
    parser.add_argument("--index-url", default="", metavar="URL", help="instead of PyPI")
    parser.add_argument("--torch-index", metavar="URL", help="instead of PyTorch's own index; '' for PyPI")
    parser.add_argument("--requirements", type=Path, default=REQUIREMENTS, help=argparse.SUPPRESS)
    args = parser.parse_args(words)
    args.folder.mkdir(parents=True, exist_ok=True)
    for command in commands(args):
        code = subprocess.run(command, check=False).returncode  # nosec B603  # a list of words, no shell
        if code:
            print("Not all packages could be downloaded; see above. A second try takes up where it ended.")
            return code
    print(f"Ready: {len(list(args.folder.glob('*.whl')))} packages in {args.folder}")
    return 0


def commands(args: argparse.Namespace) -> list[list[str]]:
    """The calls of pip, in order: torch from its own index, then what is left from the other."""
    pins = _pins(args.requirements)
    pip = [sys.executable, "-m", "pip", "download", "--disable-pip-version-check", "--dest", str(args.folder)]
    pip += ["--only-binary", ":all:", "--find-links", str(args.folder)]
    if args.python or args.system:
        pip += ["--python-version", args.python or platform.python_version()]
        for tag in PLATFORMS[args.system or _this_system()]:
            pip += ["--platform", tag]
    index = ["--index-url", args.index_url] if args.index_url else []
    torch = args.torch_index
    if torch is None:
        torch = _torch_index(args.system or _this_system(), args.gpu)
    torch_index = ["--index-url", torch] if torch else index
    tag = f"+{torch.rstrip('/').rpartition('/')[2]}" if torch.startswith(PYTORCH) else ""
    found = []
    if "torch" in pins:
        found.append([*pip, *torch_index, f"torch=={pins['torch']}{tag}"])
    if "torchvision" in pins:
        found.append([*pip, *torch_index, "--no-deps", f"torchvision=={pins['torchvision']}{tag}"])
    rest = [f"{name}=={version}" for name, version in pins.items() if name not in ("torch", "torchvision")]
    # timm asks for torch and torchvision, which lie in the folder by now; an index that has other builds
    # of the same version must not add a second one.
    here = [f"{name}=={pins[name]}{tag}" for name in ("torch", "torchvision") if name in pins]
    found.append([*pip, *index, *here, *rest])
    found.append([*pip, *index, "--no-deps", f"pip=={PIP}"])
    return found


def _torch_index(system: str, gpu: str) -> str:
    if gpu:
        return PYTORCH + gpu
    # Elsewhere the build on PyPI is the one without CUDA anyway.
    return PYTORCH + "cpu" if system.startswith("linux") else ""


def _this_system() -> str:
    system = {"Windows": "windows", "Darwin": "macos"}.get(platform.system(), "linux")
    arm = platform.machine().lower() in ("arm64", "aarch64")
    return "linux-arm" if system == "linux" and arm else system


def _pins(path: Path) -> dict[str, str]:
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        name, _, version = line.partition("#")[0].strip().partition("==")
        if name and version:
            found[name.strip().lower()] = version.strip()
    return found


if __name__ == "__main__":
    sys.exit(main())
