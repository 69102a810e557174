"""Results as rows of JSON, one file per experiment: what is there is not computed again."""

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
    """What a row is of.

    Attributes:
        experiment: Its name, as ``--only`` takes it.
        method: What was tried.
        model: First digits of the SHA-256 of the weights that it starts from; empty for none.
        source: Region of the training scenes, or ``all``.
        percent: Share of the training polygons.
        seed: Of everything random.
        steps: Training steps; 0 where nothing is trained by steps.
    """

    experiment: str
    method: str
    model: str = ""
    source: str = ALL
    percent: float = 100
    seed: int = 0
    steps: int = 0

    def name(self) -> str:
        """A name that can be one of a file and says what is in the row."""
        parts = [self.method, self.model, self.source, f"{self.percent:g}pc", f"seed{self.seed}"]
        parts += [f"{self.steps}steps"] if self.steps else []
        return "__".join(re.sub(r"[^A-Za-z0-9.+-]+", "-", part) for part in parts if part)


class Rows:
    """The rows of a folder, in ``EXPERIMENT.jsonl``; a row that was written twice counts as written last."""

    def __init__(self, folder: Path, report: Callable[[str], None] = print) -> None:
        self.folder, self.report = folder, report

    def once(self, key: Key, compute: Callable[[], Row]) -> Row:
        """The row of a key: read if it is there, else computed and kept."""
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
        # One write: two evaluations that share a folder do not mix their lines. It begins with a new line,
        # since one that was killed may have left half a line.
        with path.open("ab", buffering=0) as file:
            file.write(b"\n" + json.dumps(row).encode() + b"\n")

    def _path(self, experiment: str) -> Path:
        return self.folder / f"{experiment}.jsonl"


def key_of(row: Row) -> Key:
    """The key that a row was kept under."""
    return Key(**{field.name: row[field.name] for field in fields(Key)})


def _rows_in(text: str) -> Iterator[Row]:
    """The rows of a file's text; half a line that a killed evaluation left is passed over."""
    for line in text.splitlines():
        with contextlib.suppress(json.JSONDecodeError):
            yield json.loads(line)
