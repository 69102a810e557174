"""Which environment suits the machine: without PyTorch (*Light*), or with which build of it; and its size."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from .facts import LINUX, MACOS, WINDOWS, Facts
from .pythons import Read

PYTORCH = "https://download.pytorch.org/whl/"
"""PyTorch's own public index; a build's name follows."""

MEGABYTE = 1_000_000
_SMI = "nvidia-smi"
_QUERY = ["--query-gpu=name,memory.total,driver_version", "--format=csv,noheader,nounits"]

# Oldest driver for each CUDA build (NVIDIA, "CUDA compatibility"): 12.x runs on any driver for 12.
_DRIVERS = (("cu130", 580), ("cu126", 525))

_OF_PYPI = "cu130"
"""PyPI's build for Linux; all packages that it needs are locked."""

# Megabytes to download, for torch and for the other packages, as the indexes state them for the pinned
# versions. On Linux with CUDA, NVIDIA's own packages are included.
_REST_MB = {LINUX: 214, WINDOWS: 175, MACOS: 135}
_LIGHT_MB = {LINUX: 160, WINDOWS: 125, MACOS: 90}
_TORCH_MB = {
    (LINUX, "cpu"): 192,
    (LINUX, "cuda"): 2600,
    (WINDOWS, "cpu"): 122,
    (WINDOWS, "cuda"): 2400,
    (MACOS, "mps"): 112,
}
# Unpacked, the packages take this many times their download size (measured: 347 MB became 1214).
# CUDA's own libraries are compressed less.
_UNPACKED, _UNPACKED_CUDA = 3.5, 2.5
LIGHT = "light"
"""The environment without torch, as a kind of build."""
_LARGE_MB = 1000

PLAIN_LINUX_MB = 2600
PYTHON_MB = 45
"""Sardino's own Python: uv, and what uv downloads."""


@dataclass(frozen=True)
class Gpu:
    """An NVIDIA GPU with its driver; memory in MB."""

    name: str
    memory_mb: int
    driver: str

    @property
    def driver_major(self) -> int:
        """The driver's major version, such as 580."""
        return int(re.match(r"\d*", self.driver).group() or 0)  # type: ignore[union-attr]


@dataclass(frozen=True)
class Build:
    """A build of torch, or the environment without torch.

    Attributes:
        kind: ``light``, ``cpu``, ``cuda`` or ``mps``.
        tag: The build's local version, such as ``cpu`` or ``cu130``; empty if there is none.
        index: Index of torch and torchvision; empty for the ordinary index.
        download_mb: Download size of all packages together.
        reachable: Whether the index answered and has the build; None if not asked.
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
        """Disk space during the set-up: the download and its unpacked content."""
        return self.download_mb + self.unpacked_mb


def find_gpus(facts: Facts, read: Read) -> list[Gpu]:
    """The NVIDIA GPUs with a driver that answers."""
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
    """The GPUs in the output of ``nvidia-smi``."""
    found = []
    for line in text.splitlines():
        parts = [part.strip() for part in line.split(",")]
        if len(parts) == 3 and parts[1].isdigit():
            found.append(Gpu(parts[0], int(parts[1]), parts[2]))
    return found


def offers(facts: Facts, gpus: list[Gpu]) -> list[Build]:
    """The builds that suit the machine, best first: Light is the best without a GPU."""
    light = Build(LIGHT, LIGHT, "", _LIGHT_MB[facts.system])
    found = _of_torch(facts, gpus)
    return [light, *found] if found[0].kind == "cpu" else [*found, light]


def _of_torch(facts: Facts, gpus: list[Gpu]) -> list[Build]:
    """The builds of torch that suit the machine, best first."""
    if facts.system == MACOS:
        return [Build("mps", "", "", _size(facts, "mps"))]
    cpu = Build("cpu", "cpu", PYTORCH + "cpu", _size(facts, "cpu"))
    if facts.system == WINDOWS:
        # The ordinary index has only a build without CUDA for Windows.
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
    """The build after a look at its index, or a replacement.

    If PyTorch's index cannot be reached, the ordinary index is used. Its build for Linux includes CUDA:
    it computes on the CPU too, but is thirteen times as large.

    Args:
        build: One of :func:`offers`.
        version: The pinned version of torch.
        facts: The machine.
        fetch: Downloads an address; raises ``OSError`` on failure.
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
