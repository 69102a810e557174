"""How many scenes a computer can do at the same time."""

from __future__ import annotations

import os
import shutil
import subprocess

GIGABYTES_PER_WORKER = 3
"""What a scene's process takes at most with the bundled model, rounded up (docs/benchmarks.md)."""
CORES_PER_WORKER = 4
"""With more threads for one scene, reading and writing leave cores idle."""


def choose_workers(device: str) -> int:
    """A number of workers for this computer: one per GPU, else by cores and memory."""
    if device == "cuda":
        return max(1, len(visible_gpus()))
    cores = os.cpu_count() or 1
    if hasattr(os, "sched_getaffinity"):
        cores = len(os.sched_getaffinity(0))
    return max(1, min(cores // CORES_PER_WORKER, int(_memory_gigabytes() // GIGABYTES_PER_WORKER)))


def visible_gpus() -> list[str]:
    """Numbers or names of the NVIDIA GPUs that this process may use."""
    wanted = os.environ.get("CUDA_VISIBLE_DEVICES")
    if wanted is not None:
        return [name.strip() for name in wanted.split(",") if name.strip()]
    program = shutil.which("nvidia-smi")
    if program is None:
        return []
    try:
        # torch would take seconds and memory to say the same.
        said = subprocess.run(
            [program, "--query-gpu=index", "--format=csv,noheader"],
            capture_output=True,
            text=True,
            timeout=20,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return []
    return said.stdout.split()


def _memory_gigabytes() -> float:
    try:
        return float(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")) / 1e9
    except (AttributeError, ValueError, OSError):  # Windows
        return 8.0
