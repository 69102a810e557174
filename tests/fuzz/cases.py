"""A case: lines for the worker and files for it to read. Can be kept in a folder and played again."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.fuzz.answers import MAX_LINE_BYTES

HEAVY = ("segment", "finetune", "evaluate_model", "suggest_labels")
"""Kinds of request that may take long; all others are questions."""
MODELS = "MODELS/"
CLEAR_DEPTH = 100
"""Of brackets. A deeper line may be one that the worker cannot read, id and all."""
_NO_BRACKETS = bytes(byte for byte in range(256) if byte not in b"[]{}")


@dataclass(frozen=True)
class Case:
    """What is given to the worker.

    Words in capitals stand for places and are put in when the case is played: ``BASE`` (a folder of
    sound rasters, labels and a model), ``CASE`` (this case's own folder), ``FIFO`` (a pipe that
    nobody writes to), ``LISTENER`` (host and port of a server that must hear nothing).

    Attributes:
        lines: For the worker's standard input, without line ends.
        files: Name in the case's folder to contents.
        fifos: Names in the case's folder, or in the models' after ``MODELS``, that are pipes.
        models: Name to contents of files in the user's folder of models.
    """

    lines: tuple[bytes, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)
    fifos: tuple[str, ...] = ()
    models: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Bytes in all: of two cases that show the same fault the smaller one is kept."""
        parts = [*self.lines, *self.files.values(), *self.models.values()]
        return sum(map(len, parts)) + 100 * len(parts)

    def save(self, folder: Path) -> None:
        """Keeps the case; :func:`load_case` reads it."""
        shutil.rmtree(folder, ignore_errors=True)
        for kind, files in (("files", self.files), ("models", self.models)):
            (folder / kind).mkdir(parents=True)
            for name, data in files.items():
                path = folder / kind / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
        (folder / "lines").write_bytes(b"\n".join(self.lines))
        (folder / "fifos.json").write_text(json.dumps(self.fifos), encoding="utf-8")


def load_case(folder: Path) -> Case:
    """What :meth:`Case.save` has kept."""
    contents = {
        kind: {
            path.relative_to(folder / kind).as_posix(): path.read_bytes()
            for path in sorted((folder / kind).rglob("*"))
            if path.is_file()
        }
        for kind in ("files", "models")
    }
    fifos = tuple(json.loads((folder / "fifos.json").read_text(encoding="utf-8")))
    lines = tuple((folder / "lines").read_bytes().split(b"\n"))
    return Case(lines, contents["files"], fifos, contents["models"])


def request(job_id: str, kind: str, params: Any) -> bytes:
    """A request's line. Infinity and NaN are written as Python writes them, though they are no JSON."""
    return json.dumps({"type": "request", "id": job_id, "kind": kind, "params": params}).encode("ascii")


def request_of(line: bytes) -> tuple[str, str] | None:
    """Id and kind of a line that is clearly a request; None if it is not, or not clearly.

    Says what the worker owes, so it is written anew here rather than taken from the worker.
    """
    if len(line) > MAX_LINE_BYTES or _depth(line) > CLEAR_DEPTH:
        return None
    try:
        body = json.loads(line.decode("utf-8"))
    except ValueError:
        return None
    if not isinstance(body, dict) or body.get("type") != "request":
        return None
    job_id, kind = body.get("id"), body.get("kind")
    if not isinstance(job_id, str) or not job_id:
        return None
    return job_id, kind if isinstance(kind, str) else ""


def _depth(line: bytes) -> int:
    """How deep brackets lie in each other; those within texts count too."""
    depth = deepest = 0
    for byte in line.translate(None, _NO_BRACKETS):
        depth += 1 if byte in b"[{" else -1
        deepest = max(deepest, depth)
    return deepest
