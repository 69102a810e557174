"""Speed of the network while other programs keep every core busy, as QGIS does while drawing.

As a program, this module prints the seconds per tile of its own process; the environment sets the behaviour
of idle threads.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from benchmarks.scenes import ROOT
from model.inference.engine import load_engine
from model.startup import SPIN_COUNT

SPIN = "GOMP_SPINCOUNT"
GNU_DEFAULT = "300000"
"""Default of GNU's OpenMP: about a millisecond."""
SECONDS = 8.0


def measure(model: str, precision: str) -> tuple[float, float]:
    """Seconds per tile with GNU OpenMP's default spinning, and with threads that stop spinning early."""
    return _of_a_child(model, precision, GNU_DEFAULT), _of_a_child(model, precision, SPIN_COUNT)


@contextmanager
def every_core_busy() -> Iterator[None]:
    """Runs a process per core that only counts."""
    others = [
        subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(os.cpu_count() or 1)
    ]
    try:
        yield
    finally:
        for other in others:
            other.kill()
            other.wait()


def _of_a_child(model: str, precision: str, spin: str) -> float:
    words = [sys.executable, "-m", "benchmarks.busy", model, precision]
    done = subprocess.run(
        words, cwd=ROOT, env={**os.environ, SPIN: spin}, capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def main(model: str, precision: str) -> None:
    """Prints the seconds per tile of batches of two."""
    # Only torch has idle threads that spin.
    engine = load_engine(model, "cpu", precision, "torch")
    shape = (2, engine.inference.channels, engine.tile, engine.tile)
    tiles = np.random.default_rng(0).standard_normal(shape, np.float32)
    done, start = -1, 0.0
    while done < 1 or time.perf_counter() - start < SECONDS:
        engine.inference.run(tiles, None)
        done += 1
        start = start or time.perf_counter()
    print((time.perf_counter() - start) / done / len(tiles))


if __name__ == "__main__":
    main(*sys.argv[1:])
