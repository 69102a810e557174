"""One worker for a file's tests, and files for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from model.protocol.envelope import Hello, Result
from model.protocol.segmenting import ListModelsRequest
from tests.model.fixtures.worker import WorkerProcess


@pytest.fixture(scope="module")
def shared_worker(models: Path) -> Iterator[WorkerProcess]:
    with WorkerProcess(models=models) as process:
        assert isinstance(process.next(), Hello)
        yield process


@pytest.fixture
def worker(shared_worker: WorkerProcess) -> Iterator[WorkerProcess]:
    """A worker that other tests use too: it must survive, and all its jobs must be over."""
    yield shared_worker
    shared_worker.ask("end of test", ListModelsRequest())
    assert isinstance(shared_worker.answer("end of test"), Result)
