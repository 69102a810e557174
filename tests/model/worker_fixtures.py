"""Parts for tests of the worker: a tiny real model, small real rasters, a real worker process."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from pathlib import Path
from queue import Empty, Queue

import numpy as np
import rasterio
import torch
from rasterio.transform import from_origin

from model.checkpoint.checkpoint import save_checkpoint
from model.checkpoint.legend import worldcover
from model.network.network import NetworkConfig, SarSegmenter
from model.protocol.envelope import Failure, Message, Progress, Request, Result, decode, encode

ROOT = Path(__file__).resolve().parents[2]
CLASSES = (10, 50, 80)
WAIT = 120.0
"""Seconds after which a test gives up on an answer; no test measures time with it."""


def tiny_network(**changes) -> SarSegmenter:
    """A network of the real kind, small enough to build in a moment."""
    torch.manual_seed(0)
    options = {
        "backbone_options": {"embed_dim": 32, "depth": 2, "num_heads": 2},
        "taps": (0, 1),
        "stem_channels": (4, 6, 8, 8),
        "feature_channels": 6,
        "classes": CLASSES,
    }
    return SarSegmenter(NetworkConfig(**{**options, **changes}))


def card(**changes) -> dict:
    classes = [vars(worldcover(code)) for code in CLASSES]
    return {
        "name": "tiny",
        "version": "1",
        "normalisation": {"mean": [-12.6, -20.2], "std": [5.2, 5.9]},
        "classes": classes,
        "training_data": "nothing: random weights",
        "licence": "GPL-2.0-or-later",
        "metrics": {"accuracy": 0.1},
        "known_failures": ["everything"],
        **changes,
    }


def write_model(path: Path) -> Path:
    save_checkpoint(path, tiny_network(), card())
    return path


def write_scene(path: Path, rows: int = 96, columns: int = 128) -> Path:
    """Backscatter in dB, VV and VH, 10 m, UTM: dark water in the west, land in the east."""
    rng = np.random.default_rng(1)
    level = np.where(np.arange(columns) < columns // 2, -22.0, -9.0)
    db = level + 10 * np.log10(rng.gamma(4.4, 1 / 4.4, (2, rows, columns)))
    db[1] -= 7
    profile = {
        "driver": "GTiff",
        "count": 2,
        "dtype": "float32",
        "height": rows,
        "width": columns,
        "crs": "EPSG:32611",
        "transform": from_origin(400_000, 3_740_000, 10, 10),
        "compress": "deflate",
        "tiled": True,
    }
    with rasterio.open(path, "w", **profile) as raster:
        raster.write(db.astype(np.float32))
        raster.descriptions = ("VV", "VH")
    return path


def environment(models: Path | None = None, **changes: str) -> dict[str, str]:
    """This process's environment, with one thread for torch and only the given models."""
    values = {**os.environ, "OMP_NUM_THREADS": "1", **changes}
    if models is not None:
        values["SARDINO_MODELS"] = str(models)
    return values


def serve_command(*options: str) -> list[str]:
    return [sys.executable, "-m", "model", "serve", *options]


class WorkerProcess:
    """``python -m model serve`` and what it says, read in a thread so that nothing can hang."""

    def __init__(self, *options: str, command: list[str] | None = None, **environ: str) -> None:
        self.process = subprocess.Popen(
            command or serve_command(*options),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            env=environment(**environ),
        )
        self.log = b""
        self._lines: Queue[bytes] = Queue()
        self._threads = [
            threading.Thread(target=self._read_lines, daemon=True),
            threading.Thread(target=self._read_log, daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def _read_lines(self) -> None:
        for line in self.process.stdout:
            self._lines.put(line)
        self._lines.put(b"")

    def _read_log(self) -> None:
        for line in self.process.stderr:
            self.log += line

    def __enter__(self) -> WorkerProcess:
        return self

    def __exit__(self, *_) -> None:
        self.process.kill()
        self.process.wait()
        for thread in self._threads:
            thread.join()
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            with contextlib.suppress(OSError):  # what was still buffered has nowhere to go
                pipe.close()

    def write(self, data: bytes) -> None:
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send(self, message: Message) -> None:
        self.write(encode(message).encode())

    def ask(self, job_id: str, params) -> None:
        self.send(Request(job_id, params))

    def next(self) -> Message | None:
        """The next message; None when the worker has closed its side."""
        try:
            line = self._lines.get(timeout=WAIT)
        except Empty:
            raise AssertionError(f"the worker says nothing; its log:\n{self.log.decode()}") from None
        return decode(line.decode()) if line else None

    def answer(self, job_id: str) -> Result | Failure:
        """The next answer to a job, past progress and answers to others."""
        while (message := self.next()) is not None:
            if isinstance(message, (Result, Failure)) and message.id == job_id:
                return message
        raise AssertionError(f"no answer to {job_id}; the worker's log:\n{self.log.decode()}")

    def progress(self, job_id: str) -> Progress:
        """The next progress of a job; an answer to it instead is a failure of the test."""
        while (message := self.next()) is not None:
            if isinstance(message, Progress) and message.id == job_id:
                return message
            assert getattr(message, "id", None) != job_id, f"no progress, but {message}"
        raise AssertionError(f"no progress of {job_id}; the worker's log:\n{self.log.decode()}")

    def wait(self) -> int:
        """The exit code."""
        return self.process.wait(timeout=WAIT)
