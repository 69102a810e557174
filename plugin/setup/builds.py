"""Which build of PyTorch suits the machine, where it comes from, and how much there is to download."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from .facts import LINUX, MACOS, WINDOWS, Facts
from .pythons import Read

PYTORCH = "https://download.pytorch.org/whl/"
"""PyTorch's own public index; a build's name comes behind it."""

MEGABYTE = 1_000_000
_SMI = "nvidia-smi"
_QUERY = ["--query-gpu=name,memory.total,driver_version", "--format=csv,noheader,nounits"]

# Oldest driver of each CUDA build (NVIDIA, "CUDA compatibility"): 12.x runs on any driver for 12.
_DRIVERS = (("cu130", 580), ("cu126", 525))

_OF_PYPI = "cu130"
"""The build that is on PyPI for Linux, where all that it needs is locked."""

# Megabytes to download of the packages beside torch, and of torch, as the indexes state them for the
# pinned versions; with CUDA on Linux, NVIDIA's own packages are in it.
_REST_MB = {LINUX: 155, WINDOWS: 125, MACOS: 90}
_TORCH_MB = {
    (LINUX, "cpu"): 192,
    (LINUX, "cuda"): 2600,
    (WINDOWS, "cpu"): 122,
    (WINDOWS, "cuda"): 2400,
    (MACOS, "mps"): 112,
}
# Unpacked, the packages take this many times their size in the download (measured: 347 MB became
# 1214); CUDA's own libraries are packed less tightly.
_UNPACKED, _UNPACKED_CUDA = 3.5, 2.5
_LARGE_MB = 1000

PLAIN_LINUX_MB = 2600
PYTHON_MB = 45
"""A Python of our own: uv, and what uv fetches."""


@dataclass(frozen=True)
class Gpu:
    """An NVIDIA GPU with its driver; memory in MB."""

    name: str
    memory_mb: int
    driver: str

    @property
    def driver_major(self) -> int:
        """Such as 580."""
        return int(re.match(r"\d*", self.driver).group() or 0)  # type: ignore[union-attr]


@dataclass(frozen=True)
class Build:
    """A build of torch.

    Attributes:
        kind: ``cpu``, ``cuda`` or ``mps``.
        tag: The local version that it carries, such as ``cpu`` or ``cu130``; empty if it has none.
        index: Where torch and torchvision come from; empty for the ordinary index.
        download_mb: To download, all packages together.
        reachable: Whether the index answered and has it; None if it was not asked.
    """

    kind: str
    tag: str
    index: str
    download_mb: int
    reachable: bool | None = None

    @property
    def unpacked_mb(self) -> int:
        """Disk space of the environment."""
        has_cuda = self.download_mb > _LARGE_MB
        return round(self.download_mb * (_UNPACKED_CUDA if has_cuda else _UNPACKED))

    @property
    def disk_mb(self) -> int:
        """Disk space while it is set up: the download and what is unpacked from it."""
        return self.download_mb + self.unpacked_mb


def find_gpus(facts: Facts, read: Read) -> list[Gpu]:
    """The NVIDIA GPUs whose driver answers."""
    programs = [_SMI]
    if facts.system == WINDOWS:
        root = facts.variables.get("SystemRoot", r"C:\Windows")
        files = facts.variables.get("ProgramFiles", r"C:\Program Files")
        programs = [
            str(facts.path(root, "System32", _SMI + ".exe")),
            str(facts.path(files, "NVIDIA Corporation", "NVSMI", _SMI + ".exe")),
        ]
    elif facts.system == MACOS:
        return []
    for program in programs:
        found = parse_gpus(read([program, *_QUERY]) or "")
        if found:
            return found
    return []


def parse_gpus(text: str) -> list[Gpu]:
    """The GPUs in what ``nvidia-smi`` printed."""
    found = []
    for line in text.splitlines():
        parts = [part.strip() for part in line.split(",")]
        if len(parts) == 3 and parts[1].isdigit():
            found.append(Gpu(parts[0], int(parts[1]), parts[2]))
    return found


def offers(facts: Facts, gpus: list[Gpu]) -> list[Build]:
    """The builds that suit the machine, best first."""
    if facts.system == MACOS:
        return [Build("mps", "", "", _size(facts, "mps"))]
    cpu = Build("cpu", "cpu", PYTORCH + "cpu", _size(facts, "cpu"))
    if facts.system == WINDOWS:
        # The ordinary index has only the build without CUDA for Windows.
        cpu = Build("cpu", "", "", _size(facts, "cpu"))
    found = [cpu]
    for tag, oldest in _DRIVERS:
        if gpus and gpus[0].driver_major >= oldest and not (facts.system == WINDOWS and facts.arm):
            cuda = Build("cuda", tag, PYTORCH + tag, _size(facts, "cuda"))
            if facts.system == LINUX and tag == _OF_PYPI:
                cuda = Build("cuda", tag, "", _size(facts, "cuda"))
            found.insert(0, cuda)
            break
    return found


def checked(build: Build, version: str, facts: Facts, fetch: Callable[[str], bytes]) -> Build:
    """The build after a look at its index, or what can stand in for it.

    Where PyTorch's index cannot be reached, the ordinary one has to do. For Linux it has a build
    with CUDA, which computes on the CPU too but is thirteen times the size.

    Args:
        build: One of :func:`offers`.
        version: The pinned version of torch.
        facts: The machine.
        fetch: Gets an address; raises ``OSError`` if it cannot.
    """
    if not build.index:
        return build
    try:
        page = fetch(f"{build.index}/torch/").decode("utf-8", "replace")
    except OSError:
        page = ""
    wanted = f"torch-{version}+{build.tag}-"
    if wanted in page or wanted.replace("+", "%2B") in page:
        return Build(build.kind, build.tag, build.index, build.download_mb, True)
    size = PLAIN_LINUX_MB + _REST_MB[LINUX] if facts.system == LINUX else _size(facts, "cpu")
    kind = build.kind if facts.system == LINUX else "cpu"
    return Build(kind, "", "", size, False)


def _size(facts: Facts, kind: str) -> int:
    return _TORCH_MB[facts.system, kind] + _REST_MB[facts.system]
