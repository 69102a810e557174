"""One worker for a file's tests, and files for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from model.protocol.envelope import Hello, Result
from model.protocol.segmenting import ListModelsRequest, SegmentRequest
from model.protocol.values import SceneSpec
from tests.model.fixtures.worker import WorkerProcess, write_scene


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


@pytest.fixture(scope="module")
def scenes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small and a large scene."""
    folder = tmp_path_factory.mktemp("scenes")
    write_scene(folder / "small.tif")
    write_scene(folder / "large.tif", 2000, 2000)
    return folder


@pytest.fixture
def own_worker(models: Path) -> Iterator[WorkerProcess]:
    """A worker that the test may end."""
    with WorkerProcess(models=models) as process:
        assert isinstance(process.next(), Hello)
        yield process


@pytest.fixture
def small(scenes: Path, tmp_path: Path) -> SegmentRequest:
    """A job of a second."""
    return SegmentRequest([SceneSpec(str(scenes / "small.tif"))], str(tmp_path / "small"), model="tiny")


@pytest.fixture
def large(scenes: Path, tmp_path: Path) -> SegmentRequest:
    """A job that is still running when something else happens."""
    return SegmentRequest([SceneSpec(str(scenes / "large.tif"))], str(tmp_path / "large"), model="tiny")
