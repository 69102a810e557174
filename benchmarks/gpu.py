"""How fast a GPU is, and the share of a run's time in which it computes the network."""

from __future__ import annotations

import statistics
import time
from dataclasses import replace
from types import TracebackType
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from numpy.typing import NDArray

from benchmarks.table import Row, spread
from model.inference import compute
from model.inference.runner import Inference
from model.inference.threads import cpu_threads

if TYPE_CHECKING:
    from benchmarks.segment import Bench

STAND_IN = 768
"""Side of the scene on a computer without a GPU."""


class BusyClock:
    """Measures how long a device works on batches; a context manager around one run.

    On CUDA by events in the network's stream, since calls return before the work is done. Elsewhere by the
    time that the calls take: on a CPU this is the same, and stands in for a GPU where there is none.

    Attributes:
        seconds: Time on batches; complete after the block.
        wall: Time of the whole block.
    """

    def __init__(self, inference: Inference) -> None:
        self._inference: Any = inference
        self._pairs: list[tuple[Any, Any]] = []
        self.seconds = 0.0
        self.wall = 0.0

    @property
    def share(self) -> float:
        """Busy time over all time, 0 to 1."""
        return self.seconds / self.wall

    def __enter__(self) -> BusyClock:
        self._run = self._inference.run
        self._inference.run = self._timed
        self._begun = time.perf_counter()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.wall = time.perf_counter() - self._begun
        self._inference.run = self._run
        if self._pairs:
            torch.cuda.synchronize()
            self.seconds += sum(first.elapsed_time(last) for first, last in self._pairs) / 1e3

    def _timed(self, x: NDArray[np.float32], valid: NDArray[np.bool_] | None) -> Any:
        if self._inference.device_kind != "cuda":
            begun = time.perf_counter()
            answer = self._run(x, valid)
            self.seconds += time.perf_counter() - begun
            return answer
        event: Any = torch.cuda.Event
        first, last = event(enable_timing=True), event(enable_timing=True)
        first.record()
        answer = self._run(x, valid)
        last.record()
        self._pairs.append((first, last))
        return answer


def measure_gpu(bench: Bench) -> list[Row]:
    """Speed of the GPU relative to the processor, measured in turns, and how busy the GPU is.

    Without a GPU only the share of the time in which the CPU computes the network, to show that this runs.
    """
    gpu = compute.choose_device("auto")
    if gpu.type == "cpu":
        small = bench.scene(STAND_IN, STAND_IN)
        with BusyClock(bench.engine.inference) as clock:
            bench.segment(small)
        share = f"{100 * clock.share:.0f} %"
        return [
            Row("GPU over CPU", "no GPU here"),
            Row("share of the time in the network, on the CPU", share),
        ]
    scene = bench.scene(bench.sizes.cancel, bench.sizes.cancel)
    sides = [replace(bench, device=name) for name in ("cpu", gpu.type)]
    ratios, seconds = [], []
    for side in sides:  # a first run that does not count
        side.segment(scene)
    for _ in range(bench.repeats):
        pair = [side.segment(scene).seconds for side in sides]
        ratios.append(pair[0] / pair[1])
        seconds.append(pair[1])
    what = f"{compute.device_name(gpu)} over CPU ({cpu_threads()} threads), all products"
    pace = bench.sizes.cancel**2 / 1e6 / statistics.median(seconds)
    rows = [Row(what, f"{statistics.median(ratios):.1f} times{spread(ratios)}, {pace:.1f} Mpx/s")]
    large, side = bench.sizes.scaling[1], sides[1]
    scene = bench.scene(large, large)
    side.segment(scene)
    paces, shares = [], []
    for _ in range(bench.repeats):
        with BusyClock(side.engine.inference) as clock:
            paces.append(large**2 / 1e6 / side.segment(scene).seconds)
        shares.append(100 * clock.share)
    pace, busy_share = statistics.median(paces), statistics.median(shares)
    rows.append(Row(f"GPU, all products, {large}²", f"{pace:.1f} Mpx/s{spread(paces)}", ">= 40", pace >= 40))
    busy_words = f"{busy_share:.0f} %{spread(shares)}"
    rows.append(Row("of that time the GPU computes the network", busy_words, ">= 60 %", busy_share >= 60))
    return rows
