"""The table of scenes that failed: a CSV beside the Collection."""

from __future__ import annotations

import contextlib
import csv
import io
import time
from pathlib import Path

from model.archive.scene import ArchiveScene, without_query
from model.archive.work import Outcome
from model.disk.whole import write_all

FILE = "failures.csv"
COLUMNS = ("id", "path", "code", "message", "remedy", "attempts", "worker", "time")
_WRITE_SECONDS = 2.0


class Failures:
    """Collects failures and keeps the table up to date; a scene that succeeds later is not in it.

    Args:
        out_dir: The archive's folder.

    Attributes:
        rows: A list of cells per failure.
    """

    def __init__(self, out_dir: Path) -> None:
        self.path = out_dir / FILE
        self.rows: list[tuple[str, ...]] = []
        self._written: float | None = None

    def add(self, scene: ArchiveScene, outcome: Outcome) -> None:
        """Notes a failure."""
        error = outcome.error
        assert error is not None
        moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        texts = (error.code, " ".join(error.message.split()), " ".join(error.remedy.split()))
        row = (scene.id, without_query(scene.path), *texts, str(outcome.attempts), outcome.worker, moment)
        self.rows.append(row)
        if self._written is None or time.monotonic() - self._written > _WRITE_SECONDS:
            with contextlib.suppress(OSError):  # a full disk: the end of the run says so
                self.write()

    def write(self) -> None:
        """Writes the table as a whole; without failures there is none."""
        self._written = time.monotonic()
        if not self.rows:
            self.path.unlink(missing_ok=True)
            return
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(self.rows)
        write_all({self.path: text.getvalue().encode("utf-8")})
