"""The client against a real process: good days, and every fault that a worker can have."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from sardino.model.protocol.segmenting import ListModelsRequest, ModelList, SegmentRequest
from sardino.model.protocol.values import SceneSpec
from sardino.plugin.backend.client import WorkerClient
from sardino.plugin.backend.process import Launch
from sardino.plugin.errors import (
    BackendError,
    BackendIncomplete,
    BackendMismatch,
    BackendProtocolError,
    JobCancelled,
    PluginError,
    RequestNotUsable,
    RequestTooLarge,
    WorkerDidNotStart,
    WorkerDied,
    WorkerSilent,
)
from tests.plugin.fixtures.fakes import fake_launch


@pytest.fixture
def make_client(tmp_path):
    """Makes clients of a worker that misbehaves in a given way; they are stopped at the end."""
    clients = []

    def make(mode: str, **options) -> WorkerClient:
        client = WorkerClient(lambda: fake_launch(mode, tmp_path), **options)
        clients.append(client)
        return client

    yield make
    for client in clients:
        client.stop()


def segment_request(folder: Path) -> SegmentRequest:
    return SegmentRequest([SceneSpec("scene.tif")], str(folder))


def exists(pid: int | None) -> bool:
    """Whether a process is there and not just waiting to be collected."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"


def when_running(client: WorkerClient, action) -> threading.Thread:
    """Does something from another thread as soon as the worker is at work."""

    def wait() -> None:
        while client.pid is None:
            time.sleep(0.01)
        action(client.pid)

    thread = threading.Thread(target=wait)
    thread.start()
    return thread


def test_a_job_gives_progress_and_result(make_client):
    client = make_client("good")
    seen = []
    result = client.request(ListModelsRequest(), progress=seen.append)
    assert isinstance(result, ModelList)
    assert result.models[0].name == "tiny"
    assert [message.fraction for message in seen] == sorted(message.fraction for message in seen)
    assert len(seen) == 20


def test_the_worker_stays_warm_and_stops(make_client):
    client = make_client("good")
    assert client.pid is None
    assert client.hello().devices[0].kind == "cpu"
    pid = client.pid
    client.request(ListModelsRequest())
    assert client.pid == pid
    client.stop()
    assert client.pid is None
    assert not exists(pid)
    client.stop()


def test_a_closed_client_starts_no_worker_again(make_client):
    client = make_client("good")
    client.hello()
    client.close()
    for ask in (client.hello, lambda: client.request(ListModelsRequest())):
        with pytest.raises(JobCancelled):
            ask()
    assert client.pid is None


def test_nothing_is_started_for_a_greeting_that_nobody_wants_any_more(make_client):
    client = make_client("good")
    with pytest.raises(JobCancelled):
        client.hello(cancelled=lambda: True)
    assert client.pid is None


def test_threads_share_one_worker(make_client):
    client = make_client("good")
    results, pids = [], set()

    def ask() -> None:
        results.append(client.request(ListModelsRequest()))
        pids.add(client.pid)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 4
    assert len(pids) == 1


def test_foreign_lines_are_logged_and_skipped(make_client):
    log = []
    client = make_client("chatter", log=log.append)
    assert client.request(ListModelsRequest()).models
    assert any("Downloading" in line for line in log)


@pytest.mark.parametrize(
    ("mode", "error", "words"),
    [
        ("hang_at_start", WorkerDidNotStart, "1 seconds"),
        ("die_at_start", WorkerDidNotStart, "exit code 1"),
        ("no_torch", BackendIncomplete, "torch"),
        ("refuse", BackendError, "timm is missing"),
        ("later_version", BackendMismatch, "99"),
        ("killed", WorkerDied, "memory ran out"),
        ("nonsense", BackendProtocolError, "Traceback"),
        ("unreadable_answer", BackendProtocolError, "models"),
        ("half_line", WorkerDied, "exit code 1"),
        ("endless_line", BackendProtocolError, "xxx"),
        ("out_of_memory", BackendError, "ran out of memory"),
        ("silent", WorkerSilent, "said nothing"),
    ],
)
def test_a_fault_is_an_error_with_a_remedy(make_client, tmp_path, mode, error, words):
    start = 1.0 if mode == "hang_at_start" else 30.0
    client = make_client(mode, start_seconds=start, silence_seconds=1.5)
    with pytest.raises(error) as caught:
        client.request(segment_request(tmp_path))
    assert words in caught.value.message
    assert caught.value.remedy
    assert caught.value.text().endswith(".")
    assert list(tmp_path.glob(".sardino*")) == []
    assert mode == "out_of_memory" or client.pid is None


def test_the_log_s_end_goes_with_the_error_and_no_child_stays(make_client, tmp_path):
    with pytest.raises(WorkerDied) as caught:
        make_client("killed").request(segment_request(tmp_path))
    assert "allocating the tiles" in caught.value.detail
    child = int(caught.value.detail.splitlines()[-1])
    assert not exists(child)


def test_a_missing_program_is_a_clear_error(tmp_path):
    client = WorkerClient(lambda: Launch([str(tmp_path / "python")], tmp_path, {}))
    with pytest.raises(WorkerDidNotStart, match="No such file"):
        client.hello()


def test_after_a_death_the_next_job_starts_a_fresh_worker(make_client):
    client = make_client("endless")
    when_running(client, lambda pid: os.kill(pid, 9))
    with pytest.raises(PluginError) as caught:
        client.request(ListModelsRequest())
    assert "SIGKILL" in caught.value.message
    pids = []
    with pytest.raises(JobCancelled):
        client.request(
            ListModelsRequest(), progress=lambda _: pids.append(client.pid), cancelled=lambda: bool(pids)
        )
    assert pids[0] is not None


def test_a_worker_that_leaves_as_it_is_called_is_replaced_silently(make_client, tmp_path):
    assert make_client("leave_when_called").request(segment_request(tmp_path)).models


def test_cancelled_before_the_start_starts_nothing(make_client):
    client = make_client("good")
    with pytest.raises(JobCancelled):
        client.request(ListModelsRequest(), cancelled=lambda: True)
    assert client.pid is None


def test_cancelled_while_starting(make_client):
    client = make_client("hang_at_start")
    with pytest.raises(JobCancelled):
        client.request(ListModelsRequest(), cancelled=lambda: client.pid is not None)
    pid = client.pid
    assert exists(pid)
    client.stop()
    assert not exists(pid)


def test_cancelled_in_mid_run_keeps_the_worker(make_client):
    client = make_client("endless")
    seen = []
    with pytest.raises(JobCancelled):
        client.request(ListModelsRequest(), progress=seen.append, cancelled=lambda: len(seen) > 3)
    pid = client.pid
    assert exists(pid)
    with pytest.raises(JobCancelled):
        client.request(ListModelsRequest(), progress=seen.append, cancelled=lambda: len(seen) > 10)
    assert client.pid == pid


def test_cancelled_at_the_very_end_gives_the_result(make_client):
    seen = []
    result = make_client("good").request(
        ListModelsRequest(), progress=seen.append, cancelled=lambda: len(seen) >= 20
    )
    assert isinstance(result, ModelList)


def test_a_worker_deaf_to_cancelling_is_killed_and_swept_after(make_client, tmp_path):
    log, seen, pids = [], [], []
    client = make_client("leave_unfinished", cancel_seconds=0.5, log=log.append)
    other = tmp_path / f".sardino-{socket.gethostname()}-1-abc"
    other.mkdir()

    def progress(message) -> None:
        seen.append(message)
        pids.append(client.pid)
        # Of another computer that works in the same folder; numbers of processes are its own.
        (tmp_path / f".sardino-elsewhere-{client.pid}-abc").mkdir(exist_ok=True)

    with pytest.raises(JobCancelled):
        client.request(segment_request(tmp_path), progress=progress, cancelled=lambda: bool(seen))
    assert not exists(pids[0])
    elsewhere = tmp_path / f".sardino-elsewhere-{pids[0]}-abc"
    assert set(tmp_path.glob(".sardino*")) == {other, elsewhere}
    assert any("did not answer the cancellation" in line for line in log)


def test_the_job_behind_a_deaf_one_runs_in_a_fresh_worker(make_client):
    """A page asks a small question, drops it and begins its work, while the worker still loads a library."""
    client = make_client("deaf_once", cancel_seconds=0.5)
    heard, behind = threading.Event(), threading.Event()

    def dropped() -> None:
        with pytest.raises(JobCancelled):
            client.request(
                ListModelsRequest(), progress=lambda _: heard.set(), cancelled=lambda: behind.is_set()
            )

    first = threading.Thread(target=dropped)
    first.start()
    assert heard.wait(20)
    deaf = client.pid
    threading.Timer(0.2, behind.set).start()
    assert isinstance(client.request(ListModelsRequest()), ModelList)
    first.join()
    assert client.pid != deaf


@pytest.mark.parametrize("mode", ["endless", "hang_at_start"])
def test_stopping_ends_the_job_and_starts_no_other(make_client, mode):
    client = make_client(mode)
    pids = []
    stopper = when_running(client, lambda pid: (pids.append(pid), client.stop()))
    with pytest.raises(JobCancelled):
        client.request(ListModelsRequest())
    stopper.join()
    assert client.pid is None
    assert not exists(pids[0])


def test_a_failing_progress_callback_cancels_the_job(make_client):
    client = make_client("endless")

    def progress(_) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        client.request(ListModelsRequest(), progress=progress)
    # The worker takes one job at a time: this one would wait for ever behind an endless one.
    seen = []
    with pytest.raises(JobCancelled):
        client.request(ListModelsRequest(), progress=seen.append, cancelled=lambda: bool(seen))
    assert seen


def test_a_request_too_large_is_refused_before_anything_starts(make_client, tmp_path):
    client = make_client("good")
    request = segment_request(tmp_path)
    request.polygon = {"type": "Polygon", "coordinates": [[[0.123456789, 1.123456789]] * 200_000]}
    with pytest.raises(RequestTooLarge, match="vertices"):
        client.request(request)
    assert client.pid is None


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_a_number_that_no_message_can_carry_is_refused_in_words(make_client, number):
    client = make_client("good")
    request = SegmentRequest([SceneSpec("/scene.tif", nodata=number)], "/out")
    with pytest.raises(RequestNotUsable) as caught:
        client.request(request)
    assert caught.value.code == "invalid_request"
    assert client.pid is None


def test_a_process_that_loses_its_parent_leaves_no_orphan(repository, plugins_folder, tmp_path):
    script = f"""
import os
from pathlib import Path
from sardino.plugin.backend.client import WorkerClient
from tests.plugin.fixtures.fakes import fake_launch
client = WorkerClient(lambda: fake_launch("good", Path({str(tmp_path)!r})))
print(client.hello().pid, flush=True)
os.kill(os.getpid(), 9)
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=repository,
        env={**os.environ, "PYTHONPATH": str(plugins_folder)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    pid = int(done.stdout)
    for _ in range(100):
        if not exists(pid):
            break
        time.sleep(0.1)
    assert not exists(pid)
