"""Results as rows of JSON, one file per experiment; existing rows are not computed again."""

from __future__ import annotations

import contextlib
import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from model.evaluate.data import ALL

Row = dict[str, Any]


@dataclass(frozen=True)
class Key:
    """The identity of a row.

    Attributes:
        experiment: Name of the experiment, as in ``--only``.
        method: The tested method.
        model: First digits of the SHA-256 of the starting weights; empty for none.
        source: Region of the training scenes, or ``all``.
        percent: Share of the training polygons.
        seed: Seed of everything random.
        steps: Training steps; 0 without training steps.
    """

    experiment: str
    method: str
    model: str = ""
    source: str = ALL
    percent: float = 100
    seed: int = 0
    steps: int = 0

    def name(self) -> str:
        """A name that is valid for files and describes the row."""
        parts = [self.method, self.model, self.source, f"{self.percent:g}pc", f"seed{self.seed}"]
        parts += [f"{self.steps}steps"] if self.steps else []
        return "__".join(re.sub(r"[^A-Za-z0-9.+-]+", "-", part) for part in parts if part)


class Rows:
    """The rows of a folder, in ``EXPERIMENT.jsonl``; of a row written twice, the last version counts."""

    def __init__(self, folder: Path, report: Callable[[str], None] = print) -> None:
        self.folder, self.report = folder, report

    def once(self, key: Key, compute: Callable[[], Row]) -> Row:
        """The row of a key: read if it exists, else computed and saved."""
        row = self._rows(key.experiment).get(key.name())
        if row is not None:
            return row
        name = f"{key.experiment}: {key.name()}"
        self.report(f"{name} ...")
        started = time.monotonic()
        row = {**asdict(key), **compute(), "seconds": round(time.monotonic() - started, 1)}
        row["written"] = time.time()
        self._append(key.experiment, row)
        self.report(f"{name}: {row['seconds']} s")
        return row

    def missing(self, key: Key) -> bool:
        """Whether the row of a key has yet to be computed."""
        return key.name() not in self._rows(key.experiment)

    def of(self, experiment: str) -> list[Row]:
        """The rows of an experiment, in the order of their names."""
        return [row for _, row in sorted(self._rows(experiment).items())]

    def all(self) -> list[Row]:
        """Every row, experiment by experiment."""
        return [row for path in sorted(self.folder.glob("*.jsonl")) for row in self.of(path.stem)]

    def _rows(self, experiment: str) -> dict[str, Row]:
        path = self._path(experiment)
        if not path.exists():
            return {}
        return {key_of(row).name(): row for row in _rows_in(path.read_text(encoding="utf-8"))}

    def _append(self, experiment: str, row: Row) -> None:
        path = self._path(experiment)
        path.parent.mkdir(parents=True, exist_ok=True)
        # One write: two evaluations in one folder do not mix their lines. The text begins with a line break,
        # since a killed evaluation may have left half a line.
        with path.open("ab", buffering=0) as file:
            file.write(b"\n" + json.dumps(row).encode() + b"\n")

    def _path(self, experiment: str) -> Path:
        return self.folder / f"{experiment}.jsonl"


def key_of(row: Row) -> Key:
    """The key of a saved row."""
    return Key(**{field.name: row[field.name] for field in fields(Key)})


def _rows_in(text: str) -> Iterator[Row]:
    """The rows of a file's text; half a line from a killed evaluation is skipped."""
    for line in text.splitlines():
        with contextlib.suppress(json.JSONDecodeError):
            yield json.loads(line)
