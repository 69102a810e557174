"""Results as rows, one JSON file each: what is there is not computed again."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from model.evaluate.data import ALL
from model.files import write_all

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

    def file_name(self) -> str:
        """A file name that says what is in it."""
        parts = [self.method, self.model, self.source, f"{self.percent:g}pc", f"seed{self.seed}"]
        parts += [f"{self.steps}steps"] if self.steps else []
        return "__".join(re.sub(r"[^A-Za-z0-9.+-]+", "-", part) for part in parts if part) + ".json"


class Rows:
    """The rows of a folder."""

    def __init__(self, folder: Path, report: Callable[[str], None] = print) -> None:
        self.folder, self.report = folder, report

    def once(self, key: Key, compute: Callable[[], Row]) -> Row:
        """The row of a key: read if it is there, else computed and kept."""
        path = self._path(key)
        if path.exists():
            row: Row = json.loads(path.read_text())
            return row
        name = f"{key.experiment}: {path.stem}"
        self.report(f"{name} ...")
        started = time.monotonic()
        row = {**asdict(key), **compute(), "seconds": round(time.monotonic() - started, 1)}
        row["written"] = time.time()
        write_all({path: json.dumps(row).encode()})
        self.report(f"{name}: {row['seconds']} s")
        return row

    def missing(self, key: Key) -> bool:
        """Whether the row of a key has yet to be computed."""
        return not self._path(key).exists()

    def all(self) -> list[Row]:
        """Every row, in the order of the file names."""
        return [json.loads(path.read_text()) for path in sorted(self.folder.glob("*/*.json"))]

    def _path(self, key: Key) -> Path:
        return self.folder / key.experiment / key.file_name()
