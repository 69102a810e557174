"""The worker as a real process: jobs, cancelling, bad lines, and every way of leaving."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from model.protocol.envelope import (
    MAX_LINE_BYTES,
    Cancel,
    Failure,
    Hello,
    Request,
    Result,
    Shutdown,
    decode,
    encode,
)
from model.protocol.segmenting import DescribeRequest, ListModelsRequest, SegmentRequest
from model.protocol.values import SceneSpec
from tests.model.fixtures.worker import (
    WAIT,
    WorkerProcess,
    environment,
    serve_command,
    write_scene,
)
from tests.places import ROOT

POSIX = pytest.mark.skipif(os.name != "posix", reason="POSIX signals and parents")
LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits of another process")


@pytest.fixture(scope="module")
def scenes(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("scenes")
    write_scene(folder / "small.tif")
    write_scene(folder / "large.tif", 2000, 2000)
    return folder


@pytest.fixture
def own_worker(models):
    """A worker that the test may end."""
    with WorkerProcess(models=models) as process:
        assert isinstance(process.next(), Hello)
        yield process


@pytest.fixture
def small(scenes, tmp_path):
    return SegmentRequest([SceneSpec(str(scenes / "small.tif"))], str(tmp_path / "small"), model="tiny")


@pytest.fixture
def large(scenes, tmp_path):
    """A job that is still running when something else happens."""
    return SegmentRequest([SceneSpec(str(scenes / "large.tif"))], str(tmp_path / "large"), model="tiny")


def files(request: SegmentRequest) -> list[str]:
    folder = Path(request.out_dir)
    return sorted(path.name for path in folder.rglob("*")) if folder.exists() else []


def products(request: SegmentRequest) -> list[str]:
    """All files but GDAL's own companions (a raster attribute table lies beside its raster)."""
    return [name for name in files(request) if not name.endswith(".aux.xml")]


PRODUCTS = ["small_attention.tif", "small_confidence.tif", "small_landcover.tif"]


# --- jobs -----------------------------------------------------------------------------------------


def test_hello_names_versions_and_devices(models):
    with WorkerProcess(models=models) as process:
        hello = process.next()
        assert isinstance(hello, Hello)
        assert hello.pid == process.process.pid
        assert hello.python == ".".join(map(str, sys.version_info[:3]))
        assert hello.torch[0].isdigit()
        assert hello.version[0].isdigit()
        assert hello.devices and all(device.name for device in hello.devices)


def test_a_scene_is_described(worker, scenes):
    worker.ask("1", DescribeRequest(SceneSpec(str(scenes / "small.tif"))))
    answer = worker.answer("1")
    assert isinstance(answer, Result)
    description = answer.result
    assert (description.width, description.height, description.units) == (128, 96, "db")
    assert (description.co_pol, description.cross_pol) == ("VV", "VH")


def test_models_are_listed(worker):
    worker.ask("1", ListModelsRequest())
    answer = worker.answer("1")
    assert "tiny" in [item.name for item in answer.result.models]


def test_a_scene_is_segmented_with_progress(worker, small):
    worker.ask("1", small)
    assert 0 <= worker.progress("1").fraction <= 1
    answer = worker.answer("1")
    assert isinstance(answer, Result), answer
    (scene,) = answer.result.scenes
    assert scene.error is None
    assert products(small) == PRODUCTS
    assert sum(scene.areas_ha.values()) == pytest.approx(96 * 128 / 100, rel=0.01)
    assert answer.result.model == "tiny"


def test_jobs_run_in_order(worker, large, small):
    worker.ask("1", large)
    worker.ask("2", small)
    ended = []
    while len(ended) < 2:
        message = worker.next()
        if isinstance(message, (Result, Failure)):
            ended.append(message.id)
    assert ended == ["1", "2"]


def test_questions_are_answered_while_a_job_runs(worker, large, scenes):
    worker.ask("long", large)
    worker.progress("long")
    worker.ask("what", DescribeRequest(SceneSpec(str(scenes / "small.tif"))))
    worker.ask("which", ListModelsRequest())
    # answer() would fail at the job's own answer being passed by: nothing of it may come first
    seen = []
    while len(seen) < 2:
        message = worker.next()
        if isinstance(message, (Result, Failure)):
            seen.append(message.id)
    assert seen == ["what", "which"]
    assert isinstance(worker.answer("long"), Result)


def test_a_request_that_fails_leaves_the_worker_in_order(worker, small, tmp_path):
    worker.ask("1", DescribeRequest(SceneSpec(str(tmp_path / "missing.tif"))))
    assert worker.answer("1").error.code == "scene_not_readable"
    worker.ask("2", SegmentRequest(small.scenes, small.out_dir, model="no such model"))
    assert worker.answer("2").error.code == "model_not_found"
    worker.ask("3", small)
    assert isinstance(worker.answer("3"), Result)


# --- cancelling -----------------------------------------------------------------------------------


def test_a_running_job_is_cancelled_and_leaves_no_file(worker, large, small):
    worker.ask("1", large)
    while worker.progress("1").fraction < 0.05:
        pass
    worker.send(Cancel("1"))
    assert worker.answer("1").error.code == "cancelled"
    assert files(large) == []
    worker.ask("2", small)
    assert isinstance(worker.answer("2"), Result)
    assert products(small) == PRODUCTS


def test_a_waiting_job_is_cancelled_at_once_and_never_runs(worker, large, small):
    worker.ask("1", large)
    worker.progress("1")
    worker.ask("2", small)
    worker.send(Cancel("2"))
    while not isinstance(message := worker.next(), (Result, Failure)):
        pass
    assert (message.id, message.error.code) == ("2", "cancelled")
    assert isinstance(worker.answer("1"), Result)
    worker.ask("3", ListModelsRequest())
    worker.answer("3")
    assert files(small) == []


def test_cancelling_what_is_not_there_does_nothing(worker):
    worker.send(Cancel("never heard of"))
    worker.ask("1", ListModelsRequest())
    message = worker.next()
    assert isinstance(message, Result) and message.id == "1"


# --- lines that are no message --------------------------------------------------------------------


def test_lines_that_are_no_message_are_answered_and_do_not_end_the_worker(worker):
    lines = [
        b"nonsense",
        b"{",
        b"\xff\xfe\x00",
        b"[" * 50_000,
        b'{"type": "cancel"}',
        b'{"type": "shutdown", "now": true}',
        b'{"type": "progress", "id": "1", "fraction": 0.5}',
        b'{"type": "request", "id": 5, "kind": "list_models", "params": {}}',
        b'{"type": "request", "id": "", "kind": "list_models", "params": {}}',
    ]
    for line in lines:
        worker.write(line + b"\n")
        message = worker.next()
        assert isinstance(message, Failure), line
        assert (message.id, message.error.code) == ("", "malformed_message"), line
    worker.ask("1", ListModelsRequest())
    assert isinstance(worker.answer("1"), Result)


def test_a_malformed_request_is_answered_under_its_id(worker):
    worker.write(b'{"type": "request", "id": "7", "kind": "segment", "params": {"scenes": 5}}\n')
    message = worker.next()
    assert (message.id, message.error.code) == ("7", "malformed_message")


def test_an_overlong_line_is_thrown_away(worker):
    for _ in range(3 * MAX_LINE_BYTES // 100_000):
        worker.write(b"x" * 100_000)
    worker.write(b"\n")
    message = worker.next()
    assert (message.id, message.error.code) == ("", "malformed_message")
    worker.ask("1", ListModelsRequest())
    assert worker.next().id == "1"


def test_lines_may_come_in_pieces_with_windows_line_ends_or_empty(worker):
    for byte in encode(Request("1", ListModelsRequest())).encode().replace(b"\n", b"\r\n"):
        worker.write(bytes([byte]))
    assert worker.next().id == "1"
    worker.write(b"\n\r\n  \n" + encode(Request("2", ListModelsRequest())).encode())
    assert worker.next().id == "2"


def test_an_id_in_use_is_refused_without_ending_the_first_job(worker, large):
    worker.ask("1", large)
    worker.progress("1")
    worker.ask("1", ListModelsRequest())
    while not isinstance(message := worker.next(), (Result, Failure)):
        pass
    assert (message.id, message.error.code) == ("", "malformed_message")
    assert isinstance(worker.answer("1"), Result)
    worker.ask("1", ListModelsRequest())
    assert isinstance(worker.answer("1"), Result)


def test_stray_output_does_not_reach_the_protocol():
    code = (
        "import os, subprocess, sys\n"
        "from model.worker.channel import take_over_stdio\n"
        "from model.protocol.envelope import Cancel\n"
        "channel = take_over_stdio()\n"
        "print('print', flush=True)\n"
        "os.write(1, b'a C library')\n"
        "subprocess.run([sys.executable, '-c', 'print(input())'])\n"  # no stdin either: EOFError
        "channel.send(Cancel('the only line'))\n"
        "channel.drain(10)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, input=b"secret\n", capture_output=True)
    assert decode(done.stdout.decode()) == Cancel("the only line")
    assert b"print" in done.stderr and b"a C library" in done.stderr and b"EOFError" in done.stderr


# --- leaving --------------------------------------------------------------------------------------


def test_shutdown_ends_the_job_in_hand_and_leaves(own_worker, large):
    own_worker.ask("1", large)
    own_worker.progress("1")
    own_worker.send(Shutdown())
    assert own_worker.answer("1").error.code == "cancelled"
    assert own_worker.next() is None
    assert own_worker.wait() == 0
    assert files(large) == []


def test_the_end_of_stdin_ends_everything(own_worker, large, small):
    own_worker.ask("1", large)
    own_worker.progress("1")
    own_worker.ask("2", small)
    own_worker.process.stdin.close()
    assert own_worker.wait() == 0
    assert files(large) == files(small) == []


def test_half_a_line_at_the_end_is_no_message(own_worker):
    own_worker.write(encode(Request("1", ListModelsRequest())).encode().strip())
    own_worker.process.stdin.close()
    assert own_worker.next() is None
    assert own_worker.wait() == 0


def test_the_end_of_stdin_while_starting_is_noticed(models):
    with WorkerProcess(models=models) as process:
        process.process.stdin.close()
        assert process.wait() == 0


def test_requests_sent_before_hello_are_kept(models, small):
    with WorkerProcess(models=models) as process:
        process.ask("1", small)
        process.ask("2", ListModelsRequest())
        assert isinstance(process.next(), Hello)
        assert isinstance(process.answer("1"), Result)


def test_the_worker_leaves_when_idle(models):
    with WorkerProcess("--idle-minutes", "0.005", models=models) as process:
        assert isinstance(process.next(), Hello)
        assert process.wait() == 0


@POSIX
def test_sigterm_ends_the_job_and_sigint_does_not(own_worker, large):
    own_worker.ask("1", large)
    own_worker.progress("1")
    own_worker.process.send_signal(signal.SIGINT)  # Ctrl-C in the terminal that QGIS was started from
    own_worker.progress("1")
    own_worker.process.send_signal(signal.SIGTERM)
    assert own_worker.answer("1").error.code == "cancelled"
    assert own_worker.wait() == 0
    assert files(large) == []


def test_a_client_that_does_not_read_cannot_keep_the_worker(models):
    process = subprocess.Popen(
        serve_command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env=environment(models),
    )
    try:
        process.stdout.readline()
        process.stdin.write(b"nonsense\n" * 5000)  # the answers fill the pipe many times over
        process.stdin.close()
        assert process.wait(timeout=WAIT) == 0
    finally:
        process.kill()
        process.stdout.close()


def test_a_client_that_closes_its_reading_end_ends_the_worker(models):
    process = subprocess.Popen(
        serve_command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env=environment(models),
    )
    try:
        process.stdout.readline()
        process.stdout.close()
        process.stdin.write(b"nonsense\n")
        process.stdin.flush()
        assert process.wait(timeout=WAIT) == 0
    finally:
        process.kill()
        process.stdin.close()


PARENT = """
import os, subprocess, sys
worker = subprocess.Popen(sys.argv[2:], stdin=None if sys.argv[1] == "inherit" else subprocess.PIPE)
if worker.stdin:
    worker.stdin.write(sys.stdin.buffer.readline())
    worker.stdin.flush()
worker.wait()
"""


@POSIX
@pytest.mark.parametrize("stdin", ["own pipe", "inherit"])
def test_the_worker_leaves_when_its_parent_is_killed(models, large, stdin):
    """With "inherit" the test holds the other end of stdin: no EOF comes, only the parent is gone."""
    command = [sys.executable, "-c", PARENT, stdin, *serve_command()]
    with WorkerProcess(command=command, models=models) as process:
        process.ask("1", large)
        hello = process.next()
        assert isinstance(hello, Hello)
        assert hello.pid != process.process.pid
        process.progress("1")
        process.process.kill()
        process.wait()
        with contextlib.suppress(AssertionError):
            process.answer("1")  # cancelled, if the reader was quick enough; then the end of stdout
        wait_until_gone(hello.pid)
    assert files(large) == []


def wait_until_gone(pid: int) -> None:
    end = time.monotonic() + WAIT
    while is_running(pid):
        assert time.monotonic() < end, "the worker is an orphan"
        time.sleep(0.05)


def is_running(pid: int) -> bool:
    """False also for a zombie, which an init that does not reap leaves behind."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    try:
        return not stat.exists() or stat.read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def test_a_backend_without_torch_says_so(models):
    # -S leaves out site-packages: an interpreter without anything installed
    command = [sys.executable, "-S", "-m", "model", "serve"]
    with WorkerProcess(command=command, models=models, PYTHONPATH="") as process:
        message = process.next()
        assert isinstance(message, Failure)
        assert (message.id, message.error.code) == ("", "backend_incomplete")
        assert "torch" in message.error.message
        assert "Set up" in message.error.remedy
        assert process.next() is None
        assert process.wait() == 1


@LINUX
def test_out_of_memory_is_reported_and_survived(own_worker, small, large):
    """With little memory left a large array fails; once there is memory again, all is well.

    More is left than GDAL's cache of blocks takes: where one of its small allocations fails, it ends
    the process.
    """
    import resource

    # As from the panel, the scene is described first; GDAL sets itself up then.
    own_worker.ask("0", DescribeRequest(small.scenes[0]))
    assert isinstance(own_worker.answer("0"), Result)
    pid = own_worker.process.pid
    size = int(Path(f"/proc/{pid}/statm").read_text().split()[0]) * resource.getpagesize()
    old = resource.prlimit(pid, resource.RLIMIT_AS, (size + 48_000_000, resource.RLIM_INFINITY))
    try:
        own_worker.ask("1", large)
        answer = own_worker.answer("1")
    finally:
        resource.prlimit(pid, resource.RLIMIT_AS, old)
    error = answer.error if isinstance(answer, Failure) else answer.result.scenes[0].error
    assert error is not None
    assert error.code == "out_of_memory", error
    assert files(large) == []
    own_worker.ask("2", small)
    assert isinstance(own_worker.answer("2"), Result)
    assert products(small) == PRODUCTS
