"""The cores that a forward pass may use."""

from __future__ import annotations

import os


def cpu_threads() -> int:
    """Threads of a forward pass: the cores that this process may use, or OMP_NUM_THREADS."""
    wanted = os.environ.get("OMP_NUM_THREADS", "")
    if wanted.isdigit() and int(wanted) > 0:
        return int(wanted)
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def cpu_name() -> str:
    """The CPU in words."""
    return f"CPU ({cpu_threads()} threads)"


def physical_memory_mb() -> int:
    """Memory of this computer; 0 where unknown."""
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    return 0
