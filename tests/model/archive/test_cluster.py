"""Dask: a real cluster of three worker processes, of which some are killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from model.archive import cluster as cluster_module
from model.archive.choice import scheduler_maker
from model.archive.cluster import Cluster, slurm_cluster
from model.archive.scene import ArchiveScene
from model.archive.work import Outcome
from model.errors.errors import ExtraMissing, InvalidRequest, SchedulerLost
from tests.model.archive.conftest import complete
from tests.model.fixtures.worker import WAIT, environment, write_scene
from tests.places import ROOT

distributed = pytest.importorskip("distributed")
POSIX = pytest.mark.skipif(os.name != "posix", reason="POSIX signals")


@pytest.fixture(scope="module")
def three():
    """A cluster of three worker processes, one of which has a GPU to give."""
    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None, "memory_limit": 0}
    with distributed.LocalCluster(**options) as local:
        command = [sys.executable, "-m", "distributed.cli.dask_worker", local.scheduler_address]
        command += ["--nthreads", "1", "--name", "with-gpu", "--resources", "GPU=1", "--no-dashboard"]
        with subprocess.Popen(command, cwd=ROOT, env=environment(), stderr=subprocess.DEVNULL) as third:
            with distributed.Client(local, set_as_default=False) as client:
                client.wait_for_workers(3, timeout=WAIT)
            yield local
            third.terminate()


@POSIX
def test_a_killed_worker_a_broken_scene_and_a_duplicate(three, archive, folder):
    for number in range(3):
        write_scene(folder / f"more_{number}.tif")
    (folder / "broken.tif").write_bytes(b"no raster")
    scenes = [ArchiveScene(str(path)) for path in sorted(folder.iterdir())]
    scenes.append(ArchiveScene(str(folder / "." / "c.tif")))
    killed = []

    def kill_one(scene, outcome) -> None:
        if killed:
            return
        with distributed.Client(three, set_as_default=False) as client:
            busy = next(address for address, tasks in client.processing().items() if tasks)
            killed.append(client.run(os.getpid, workers=[busy])[busy])
            os.kill(killed[0], signal.SIGKILL)

    result = archive.run(
        scenes, lambda settings, count: Cluster(settings, address=three.scheduler_address), ended=kill_one
    )
    assert killed
    assert (result.done, result.failed, result.duplicates) == (6, 1, 1)
    assert archive.ended.pop("broken") == "scene_not_readable"
    assert set(archive.ended.values()) == {"done"} and len(archive.ended) == 6
    assert all(archive.names(name) == complete(name) for name in archive.ended)
    workers = {outcome.worker for outcome in archive.outcomes}
    assert len(workers) > 1


def told(scene: ArchiveScene) -> Outcome:
    """A task that does nothing."""
    return Outcome(scene.id, worker=distributed.get_worker().name)


def test_a_task_for_a_gpu_goes_where_one_is(three, archive):
    settings, _ = archive.settings(device="cuda")
    scheduler = Cluster(settings, address=three.scheduler_address, work=told)
    scenes = [ArchiveScene(f"{number}.tif", id=str(number)) for number in range(20)]
    outcomes = [outcome for outcome in scheduler.outcomes(scenes) if outcome is not None]
    scheduler.close()
    assert sorted(int(outcome.id) for outcome in outcomes) == list(range(20))
    assert {outcome.worker for outcome in outcomes} == {"with-gpu"}


def test_nothing_of_a_run_stays_in_the_scheduler(three, archive):
    settings, _ = archive.settings()
    scheduler = Cluster(settings, address=three.scheduler_address, work=told)
    scenes = [ArchiveScene(f"{number}.tif", id=str(number)) for number in range(200)]
    most = 0
    for outcome in scheduler.outcomes(scenes):
        if outcome is not None:
            most = max(most, len(three.scheduler.tasks))
    assert scheduler._window() == 9, "three tasks for each of three workers"
    scheduler.close()
    assert most < 50, "the window slides"
    assert not [key for key in three.scheduler.tasks if str(key).startswith("sardino")]
    with distributed.Client(three, set_as_default=False) as client:
        names = client.run(lambda dask_worker: list(dask_worker.plugins))
    assert all("sardino-archive" not in found for found in names.values())


@POSIX
def test_a_killed_scheduler_ends_the_run_and_loses_nothing(archive, folder, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster_module, "LOST_SECONDS", 1.0)
    file = tmp_path / "scheduler.json"
    python = [sys.executable, "-m"]
    alone = ["--no-dashboard", "--scheduler-file", str(file)]
    quiet = {"cwd": ROOT, "env": environment(), "stderr": subprocess.DEVNULL}
    scheduler = subprocess.Popen(
        [*python, "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", *alone],
        **quiet,
    )
    worker = subprocess.Popen(
        [*python, "distributed.cli.dask_worker", "--nthreads", "1", "--death-timeout", "5", *alone],
        **quiet,
    )
    try:
        with distributed.Client(scheduler_file=str(file), set_as_default=False, timeout=WAIT) as client:
            client.wait_for_workers(1, timeout=WAIT)
            address = client.scheduler.address
        with pytest.raises(SchedulerLost, match="has gone"):
            archive.run(
                folder,
                lambda settings, count: Cluster(settings, address=address),
                ended=lambda scene, outcome: scheduler.kill(),
            )
    finally:
        for process in (scheduler, worker):
            process.kill()
            process.wait()
    finished = list(archive.ended)
    assert finished and all(archive.names(name) == complete(name) for name in finished)
    assert (archive.out / "collection.json").exists()
    result = archive.run(folder)
    assert result.skipped >= len(finished) and result.skipped + result.done == 3
    assert all(archive.names(path.stem) == complete(path.stem) for path in folder.iterdir())


SBATCH = """#!/bin/sh
# A stand-in for SLURM's: it runs the job's script here and now.
for script; do :; done
cp "$script" "$FAKE_SLURM/job.sh"
sh "$FAKE_SLURM/job.sh" >"$FAKE_SLURM/log" 2>&1 &
echo $! >"$FAKE_SLURM/pid"
echo "Submitted batch job 1"
"""


@POSIX
def test_jobs_of_slurm_are_workers(archive, tmp_path, monkeypatch):
    pytest.importorskip("dask_jobqueue")
    place = tmp_path / "slurm"
    place.mkdir()
    for name, text in (("sbatch", SBATCH), ("scancel", "#!/bin/sh\nkill $(cat $FAKE_SLURM/pid)\n")):
        (place / name).write_text(text)
        (place / name).chmod(0o755)
    monkeypatch.setenv("FAKE_SLURM", str(place))
    monkeypatch.setenv("PATH", f"{place}:{os.environ['PATH']}")
    settings, _ = archive.settings(device="cuda")
    options = ["queue=gpu", "cores=4", "walltime=00:10:00", f"log_directory={place}"]
    made = slurm_cluster(1, [*options, "interface=lo"], gpu=True)
    scheduler = Cluster(settings, cluster=made, work=told)
    scenes = [ArchiveScene(f"{number}.tif", id=str(number)) for number in range(3)]
    outcomes = [outcome for outcome in scheduler.outcomes(scenes) if outcome is not None]
    scheduler.close()
    assert len(outcomes) == 3 and not any(outcome.error for outcome in outcomes)
    job = (place / "job.sh").read_text()
    for words in ("-p gpu", "--gres=gpu:1", "--cpus-per-task=4", "OMP_NUM_THREADS=4", "GPU=1", str(ROOT)):
        assert words in job, job


def test_without_dask_the_error_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ExtraMissing, match="distributed") as caught:
        scheduler_maker("tcp://127.0.0.1:1", 1)
    assert "pip install -r" in caught.value.remedy and "archive-requirements.txt" in caught.value.remedy


def test_nobody_at_the_address(archive, monkeypatch):
    monkeypatch.setattr(cluster_module, "CONNECT_SECONDS", "1s")
    settings, _ = archive.settings()
    with pytest.raises(SchedulerLost, match=r"tcp://127\.0\.0\.1:9"):
        Cluster(settings, address="tcp://127.0.0.1:9")


def test_an_unknown_scheduler_is_refused():
    with pytest.raises(InvalidRequest, match="cloud"):
        scheduler_maker("cloud", 1)
