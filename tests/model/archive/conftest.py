"""Archives for tests: small scenes, the tiny model, and runs over them."""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from model.archive.run import run, scenes_of, settings_of
from model.archive.scheduler import Processes, Scheduler
from model.protocol.archiving import ArchiveRequest, ArchiveResult
from tests.model.fixtures.worker import write_scene


@pytest.fixture(autouse=True)
def one_thread(monkeypatch, tmp_path):
    """One thread for every process of an archive, and none of the user's caches."""
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    monkeypatch.setenv("SARDINO_CACHE", str(tmp_path / "cache"))


@pytest.fixture(scope="module")
def kept():
    """A scene process for several tests: it takes seconds to start."""
    from model.archive.process import SceneProcess

    process = SceneProcess(environment={"OMP_NUM_THREADS": "1"})
    yield process
    process.end()


@pytest.fixture
def warm(kept, monkeypatch):
    """Runs use one process that lives on; tests of a process's end start their own."""
    from model.archive import work

    class Lent:
        def __init__(self, **options) -> None:
            self.scenes, self.request, self.alive = 0, kept.request, kept.alive

        def end(self) -> None:
            pass

    monkeypatch.setattr(work, "SceneProcess", Lent)


@pytest.fixture
def folder(tmp_path) -> Path:
    """A folder with three scenes."""
    place = tmp_path / "scenes"
    place.mkdir()
    for name in ("S1A_20200102T030405_a", "S1A_20200102T030430_b", "c"):
        write_scene(place / f"{name}.tif")
    return place


@pytest.fixture
def archive(model, tmp_path):
    """Runs over an archive; ``ids`` of the last run's outcomes are in ``archive.ended``."""
    return Archive(model, tmp_path / "out")


class Archive:
    """An archive's folder, and runs that fill it."""

    def __init__(self, model: Path, out: Path) -> None:
        self.model, self.out = model, out
        self.ended: dict[str, str] = {}
        self.outcomes: list = []

    def settings(self, asked=None, **changes):
        request = ArchiveRequest(str(self.out), model=str(self.model), outputs=["landcover", "confidence"])
        settings, info = settings_of(dataclasses.replace(request, **(asked or {})))
        return dataclasses.replace(settings, **changes), info

    def run(
        self,
        items,
        make: Callable[..., Scheduler] | None = None,
        *,
        cancelled: Callable[[], bool] = lambda: False,
        ended: Callable | None = None,
        **changes,
    ) -> ArchiveResult:
        settings, info = self.settings(**changes)
        self.ended, self.outcomes = {}, []

        def note(scene, outcome) -> None:
            self.ended[scene.id] = outcome.error.code if outcome.error else "done"
            self.outcomes.append(outcome)
            if ended is not None:
                ended(scene, outcome)

        scenes = items if isinstance(items, list) else scenes_of(ArchiveRequest(str(self.out), str(items)))
        return run(
            scenes,
            settings,
            info,
            make or (lambda settings, count: Processes(settings, 1)),
            progress=quiet,
            cancelled=cancelled,
            ended=note,
        )

    def item(self, name: str) -> dict:
        return json.loads((self.out / name / f"{name}.json").read_text())

    def names(self, name: str) -> list[str]:
        """All files in a scene's folder, hidden ones too, except the attribute tables of GDAL."""
        return sorted(path for path in os.listdir(self.out / name) if not path.endswith(".aux.xml"))


def quiet(*words, **more) -> None:
    """Takes a report."""


def complete(name: str) -> list[str]:
    """The files of a finished scene."""
    return [f"{name}.json", f"{name}_confidence.tif", f"{name}_landcover.tif"]
