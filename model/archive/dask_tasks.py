"""What runs in Dask's workers. Only imported where Dask is installed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from distributed import WorkerPlugin, get_worker

from model.archive.cluster import PLUGIN
from model.archive.scene import ArchiveScene
from model.archive.scheduler import gpu_environment
from model.archive.settings import Settings
from model.archive.work import Outcome, SceneWorker


class ScenePlugin(WorkerPlugin):  # type: ignore[misc]
    """Dask's WorkerPlugin: one scene process per worker, with the model loaded once.

    Args:
        settings: What is the same for all scenes.
        gpus: Numbers of the GPUs that workers of this computer share out.
        work: Replaces the work on a scene (benchmarks).
    """

    name = PLUGIN

    def __init__(
        self,
        settings: Settings,
        gpus: Sequence[str] = (),
        work: Callable[[ArchiveScene], Outcome] | None = None,
    ) -> None:
        self._settings = settings
        self._gpus = tuple(gpus)
        self._work = work
        self._worker: SceneWorker | None = None

    def setup(self, worker: Any) -> None:
        """Called by Dask when a worker starts."""
        number = int(worker.name) if str(worker.name).isdigit() else 0
        environment = gpu_environment(self._gpus, number)
        self._worker = SceneWorker(self._settings, str(worker.address), environment)
        if self._work is None:
            self._worker.start()

    def teardown(self, worker: Any) -> None:
        """Called by Dask when a worker ends, or the run does."""
        if self._worker is not None:
            self._worker.close()
            self._worker = None

    def segment(self, scene: ArchiveScene) -> Outcome:
        """Makes a scene's products."""
        if self._work is not None:
            return self._work(scene)
        assert self._worker is not None
        return self._worker.work(scene)


def segment_scene(scene: ArchiveScene) -> Outcome:
    """The task, in a worker of Dask."""
    plugin: ScenePlugin = get_worker().plugins[PLUGIN]
    return plugin.segment(scene)
