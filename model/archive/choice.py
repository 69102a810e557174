"""The scheduler that the user names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from model.archive.cluster import Cluster, local_cluster, slurm_cluster
from model.archive.extras import is_installed, optional
from model.archive.machine import choose_workers, visible_gpus
from model.archive.run import MakeScheduler, local, shared_cores
from model.archive.scheduler import Scheduler
from model.archive.settings import Settings
from model.errors.errors import InvalidRequest
from model.errors.words import shown

_ADDRESSES = ("tcp://", "tls://", "ucx://", "ws://", "wss://")


def scheduler_maker(name: str, workers: int, slurm: Sequence[str] = ()) -> tuple[MakeScheduler, str]:
    """What makes the scheduler, and which one this is in words.

    Args:
        name: ``local``, ``processes``, ``dask``, the address of a scheduler of Dask, or ``slurm``.
        workers: Scenes at the same time; 0 for a number that fits the computer.
        slurm: Options for jobs of SLURM.

    Raises:
        InvalidRequest: There is no such scheduler.
        ExtraMissing: Dask is not installed.
    """
    if name == "local":
        name = "dask" if is_installed("distributed") else "processes"
    if name == "processes":
        return _processes(workers), "Scheduler: processes of this computer, without Dask"
    if name == "dask":
        optional("distributed", "The scheduler 'dask'")
        return _dask(workers), "Scheduler: Dask on this computer"
    if name == "slurm":
        optional("dask_jobqueue", "The scheduler 'slurm'")
        return _slurm(workers, slurm), "Scheduler: Dask, with jobs of SLURM as workers"
    if name.startswith(_ADDRESSES):
        optional("distributed", "A cluster")
        return (lambda settings, count: Cluster(settings, address=name)), f"Scheduler: Dask at {name}"
    raise InvalidRequest(
        f"There is no scheduler {shown(name)}.",
        remedy="Use local, processes, dask, slurm, or the address of a scheduler of Dask (tcp://host:8786).",
    )


def _count(workers: int, settings: Settings, scenes: int) -> int:
    return min(scenes, workers or choose_workers(settings.device))


def _processes(workers: int) -> MakeScheduler:
    def make(settings: Settings, count: int) -> Scheduler:
        return local(settings, _count(workers, settings, count))

    return make


def _dask(workers: int) -> MakeScheduler:
    def make(settings: Settings, count: int) -> Scheduler:
        number, gpu = _count(workers, settings, count), settings.device == "cuda"
        return _on(
            shared_cores(settings, number),
            lambda: local_cluster(number, gpu=gpu),
            visible_gpus() if gpu else (),
        )

    return make


def _slurm(workers: int, options: Sequence[str]) -> MakeScheduler:
    def make(settings: Settings, count: int) -> Scheduler:
        number, gpu = min(count, workers or 1), settings.device == "cuda"
        return _on(settings, lambda: slurm_cluster(number, options, gpu=gpu))

    return make


def _on(settings: Settings, make: Callable[[], Any], gpus: Sequence[str] = ()) -> Scheduler:
    return Cluster(settings, cluster=make(), gpus=gpus)
