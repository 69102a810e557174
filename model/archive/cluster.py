"""Dask distributed: the same work on one machine, on a cluster that runs already, or as jobs of SLURM.

A task is one scene and carries addresses, never pixels. Tasks are handed out in a sliding window and
forgotten when they end, so that the scheduler's memory does not grow with the archive.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import shlex
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from model.archive.extras import optional
from model.archive.scene import ArchiveScene
from model.archive.settings import Settings
from model.archive.work import Outcome, failed
from model.errors.errors import InvalidRequest, SceneProcessDied, SchedulerLost
from model.errors.words import marked

ROOT = Path(__file__).resolve().parents[2]
PLUGIN = "sardino-archive"
"""Name of the plugin of Dask's workers that holds the scene process."""
GPU = "GPU"
"""Name of the resource: a task takes one, so that two scenes never share a GPU."""
POLL_SECONDS = 0.2
LOST_SECONDS = 20.0
"""A scheduler that is away for longer has gone."""
CONNECT_SECONDS = "20s"
COUNT_SECONDS = 2.0
_PER_WORKER = 3
"""Tasks in the window for each worker: one runs, the next are on their way."""


class Cluster:
    """A scheduler of Dask.

    Args:
        settings: What is the same for all scenes.
        address: ``tcp://host:port`` of a scheduler; a cluster of our own (:func:`local_cluster`,
            :func:`slurm_cluster`) if None.
        cluster: A cluster that this object closes.
        gpus: For :class:`model.archive.dask_tasks.ScenePlugin`.
        work: For :class:`model.archive.dask_tasks.ScenePlugin`.

    Raises:
        ExtraMissing: Dask is not installed.
        SchedulerLost: Nobody answers at the address.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        address: str = "",
        cluster: Any = None,
        gpus: Sequence[str] = (),
        work: Callable[[ArchiveScene], Outcome] | None = None,
    ) -> None:
        distributed = optional("distributed", "A cluster")
        self._distributed = distributed
        self._tasks = importlib.import_module("model.archive.dask_tasks")  # imports Dask
        self._cluster = cluster
        self._workers, self._counted = 0, float("-inf")
        self._resources = {GPU: 1} if settings.device == "cuda" else None
        try:
            self._client = distributed.Client(
                cluster or address, timeout=CONNECT_SECONDS, set_as_default=False
            )
            plugin = self._tasks.ScenePlugin(settings, gpus, work)
            self._client.register_plugin(plugin, name=PLUGIN)
        except (OSError, ValueError, TimeoutError) as error:
            self._close_cluster()
            raise SchedulerLost(f"No scheduler of Dask answers at {address}: {error}") from error
        except Exception as error:  # a worker lacks Sardino, or cannot start its process
            self._close_cluster()
            raise SchedulerLost(
                f"The workers cannot work for Sardino: {error}",
                remedy=marked(
                    "Start the workers with the Python of Sardino's environment, and with Sardino's "
                    "folder in PYTHONPATH."
                ),
            ) from error

    def outcomes(self, scenes: Sequence[ArchiveScene]) -> Iterator[Outcome | None]:
        """See :class:`model.archive.scheduler.Scheduler`."""
        left = iter(scenes)
        under_way: dict[Any, ArchiveScene] = {}
        away_since: float | None = None
        while True:
            while len(under_way) < self._window() and (scene := next(left, None)) is not None:
                under_way[self._submit(scene)] = scene
            if not under_way:
                return
            ended = self._wait(list(under_way))
            away_since = self._check_scheduler(away_since)
            if not ended:
                yield None
            for future in ended:
                scene = under_way.pop(future)
                yield self._outcome(future, scene)
                # Without a reference, the scheduler forgets the task.
                future.release()

    def fractions(self) -> float:
        """Unknown: reports of progress would be traffic for the scheduler."""
        return 0.0

    def close(self) -> None:
        """See :class:`model.archive.scheduler.Scheduler`."""
        if self._client.status == "running":
            # The scheduler may go just now; its tasks are gone with it.
            with contextlib.suppress(Exception):
                # Its teardown cancels the scene under way; on a cluster the workers stay for others.
                self._client.unregister_worker_plugin(PLUGIN)
        with contextlib.suppress(Exception):
            self._client.close(timeout=2)
        self._close_cluster()

    def _close_cluster(self) -> None:
        if self._cluster is not None:
            # On a busy computer workers take longer to leave; the run's result must not hang on that.
            with contextlib.suppress(Exception):
                self._cluster.close(timeout=60)

    def _window(self) -> int:
        """How many tasks the scheduler may hold: workers come and go, so they are counted now and then."""
        now = time.monotonic()
        if now - self._counted > COUNT_SECONDS and self._is_there():
            self._counted = now
            with contextlib.suppress(Exception):  # the scheduler is going: the next check says so
                self._workers = len(self._client.nthreads())
        return max(2, _PER_WORKER * self._workers)

    def _submit(self, scene: ArchiveScene) -> Any:
        options: dict[str, Any] = {"resources": self._resources} if self._resources else {}
        return self._client.submit(
            self._tasks.segment_scene,
            scene,
            key=f"sardino-{scene.id}-{time.monotonic_ns()}",
            pure=False,
            **options,
        )

    def _wait(self, futures: list[Any]) -> list[Any]:
        try:
            self._distributed.wait(futures, timeout=POLL_SECONDS, return_when="FIRST_COMPLETED")
        except (TimeoutError, self._distributed.TimeoutError):
            return []
        except Exception:  # cancelled, since the scheduler has gone
            time.sleep(POLL_SECONDS)
        return [future for future in futures if future.status in ("finished", "error")]

    def _is_there(self) -> bool:
        return bool(self._client.status == "running")

    def _check_scheduler(self, away_since: float | None) -> float | None:
        if self._is_there():
            return None
        away_since = away_since or time.monotonic()
        if self._client.status == "closed" or time.monotonic() - away_since > LOST_SECONDS:
            raise SchedulerLost("The scheduler of Dask has gone.")
        return away_since

    def _outcome(self, future: Any, scene: ArchiveScene) -> Outcome:
        if future.status == "finished":
            try:
                outcome: Outcome = future.result()
            except OSError as broken:  # the connection broke while the outcome was fetched
                raise SchedulerLost("The scheduler of Dask has gone.", detail=str(broken)) from broken
            return outcome
        error = future.exception()
        if type(error).__name__ == "KilledWorker":
            problem = SceneProcessDied(
                "Several workers died while they worked on this scene.", detail=str(error)
            )
            return failed(scene.id, problem)
        return failed(scene.id, SceneProcessDied(f"The task failed: {error}", detail=repr(error)))


def local_cluster(workers: int, *, gpu: bool) -> Any:
    """Dask's cluster on this computer: a scheduler here, and a process per worker with a nurse.

    Args:
        workers: How many.
        gpu: Whether each worker has a GPU to give.
    """
    distributed = optional("distributed", "A cluster")
    return distributed.LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=True,
        dashboard_address="127.0.0.1:0",
        # The scene's process has a limit of its own.
        memory_limit=0,
        local_directory=tempfile.gettempdir(),
        resources={GPU: 1} if gpu else None,
        silence_logs=50,
    )


def slurm_cluster(workers: int, options: Sequence[str], *, gpu: bool) -> Any:
    """Dask's workers as jobs of SLURM, one scene each at a time.

    Args:
        workers: How many jobs.
        options: ``NAME=VALUE`` of dask-jobqueue: ``queue=gpu``, ``account=x``, ``walltime=04:00:00``,
            ``cores=8``, ``memory=32GB``.
        gpu: Whether each job has a GPU: adds ``--gres=gpu:1``.
    """
    jobqueue = optional("dask_jobqueue", "SLURM")
    wished: dict[str, Any] = {"cores": 1, "memory": "8GB", "walltime": "08:00:00"}
    for option in options:
        name, equals, value = option.partition("=")
        if not equals:
            raise InvalidRequest(
                f"{option} is no option of SLURM.", remedy=marked("Write NAME=VALUE, such as queue=gpu.")
            )
        wished[name] = value
    cores = int(wished.pop("cores"))
    extras = list(filter(None, [wished.pop("job_extra", ""), "--gres=gpu:1" if gpu else ""]))
    cluster = jobqueue.SLURMCluster(
        cores=1,
        job_cpu=cores,
        processes=1,
        python=sys.executable,
        job_extra_directives=extras,
        job_script_prologue=[
            f"export PYTHONPATH={shlex.quote(str(ROOT))}${{PYTHONPATH:+:$PYTHONPATH}}",
            f"export OMP_NUM_THREADS={cores}",
        ],
        worker_extra_args=["--resources", f"{GPU}=1"] if gpu else [],
        scheduler_options={"dashboard_address": None},
        log_directory=wished.pop("log_directory", os.getcwd()),
        **wished,
    )
    cluster.scale(jobs=workers)
    return cluster
