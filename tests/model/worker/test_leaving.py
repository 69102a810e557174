"""Every way in which the worker ends, and what is left when it does: nothing."""

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
    Failure,
    Hello,
    Request,
    Result,
    Shutdown,
    encode,
)
from model.protocol.segmenting import DescribeRequest, ListModelsRequest
from tests.model.fixtures.worker import (
    PRODUCTS,
    WAIT,
    WorkerProcess,
    environment,
    files,
    products,
    serve_command,
)
from tests.places import ROOT

POSIX = pytest.mark.skipif(os.name != "posix", reason="POSIX signals and parents")


LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits of another process")


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
        assert "numpy" in message.error.message
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
