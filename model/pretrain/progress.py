"""Reports of a pre-training run: a log in CSV, a collapse, and whether the loader keeps up with the steps."""

from __future__ import annotations

import csv
import io
import math
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from model.disk.whole import write_all

Batch = TypeVar("Batch")


class Pace:
    """Time spent computing and time spent waiting for the loader.

    Attributes:
        batch: Images per step.
        steps: Steps so far.
        waiting: Seconds spent waiting for the next batch.
    """

    def __init__(self, batch: int) -> None:
        self.batch, self.steps, self.waiting = batch, 0, 0.0
        self._first_wait = 0.0
        self._started = time.monotonic()

    def over(self, batches: Iterable[Batch]) -> Iterator[Batch]:
        """The batches; measures the wait for each batch."""
        iterator = iter(batches)
        while True:
            asked = time.monotonic()
            try:
                batch = next(iterator)
            except StopIteration:
                return
            waited = time.monotonic() - asked
            self.waiting += waited
            if not self.steps:
                self._first_wait = waited  # includes the start of loader processes: no sign of a slow loader
            yield batch
            self.steps += 1

    def images_per_second(self) -> float:
        """Images per second of the run so far, including waits."""
        done = self.steps + 1  # called near the end of a step
        return done * self.batch / max(time.monotonic() - self._started, 1e-9)

    def waiting_share(self) -> float:
        """Share of the time that the steps waited for the loader, without the loader's start."""
        spent = time.monotonic() - self._started - self._first_wait
        return (self.waiting - self._first_wait) / max(spent, 1e-9)


def loader_rate(samples: Iterable[object], workers: int) -> float:
    """Images per second that the loader can give: measured on one process, times ``workers``."""
    started = time.monotonic()
    count = sum(1 for _ in samples)
    return count * max(workers, 1) / max(time.monotonic() - started, 1e-9)


def loader_in_words(loader: float, step: float, share: float) -> str:
    """A sentence with numbers: whether the loader keeps up."""
    words = f"loader {loader:.0f} images/s, steps {step:.0f} images/s, {share:.0%} of the time spent waiting"
    return words + ("; more --workers would help" if share > 0.1 else "")


def log_row(path: Path, row: dict[str, float]) -> None:
    """Adds a row; an existing log keeps its columns."""
    new = not path.exists()
    fields = list(row)
    if not new:
        with path.open(newline="") as file:
            fields = next(csv.reader(file), fields)
    with path.open("a", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=fields, restval="", extrasaction="ignore")
        if new:
            writer.writeheader()
        writer.writerow({key: f"{value:.6g}" for key, value in row.items()})


def drop_rows_after(path: Path, step: int) -> None:
    """Removes the rows of later steps from a log: a resumed run writes them again."""
    if not path.exists():
        return
    with path.open(newline="") as file:
        reader = csv.DictReader(file)
        kept = [row for row in reader if float(row["step"]) <= step]
        fields = list(reader.fieldnames or [])
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, fieldnames=fields)
    writer.writeheader()
    writer.writerows(kept)
    write_all({path: text.getvalue().encode()})


def collapse_in_words(target_entropy: float, usage_entropy: float, prototypes: int) -> str:
    """A sentence if the entropies show a collapse; empty if all is well.

    Args:
        target_entropy: Mean entropy of the targets in nats.
        usage_entropy: Entropy of the targets' mean in nats.
        prototypes: Outputs of the head.
    """
    full = math.log(prototypes)
    if target_entropy > 0.97 * full:
        return "The teacher answers nearly uniformly: lower its temperature or use fewer prototypes."
    if usage_entropy < 0.2 * full:
        return "Nearly all samples share a few prototypes: use Sinkhorn centring or a slower teacher."
    return ""
