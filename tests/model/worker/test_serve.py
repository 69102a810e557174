"""The worker as a real process: jobs, cancelling, bad lines."""

from __future__ import annotations

import subprocess
import sys

import pytest

from model.protocol.envelope import (
    MAX_LINE_BYTES,
    Cancel,
    Failure,
    Hello,
    Progress,
    Request,
    Result,
    decode,
    encode,
)
from model.protocol.segmenting import DescribeRequest, ListModelsRequest, SegmentRequest
from model.protocol.values import SceneSpec
from tests.model.fixtures.worker import (
    PRODUCTS,
    WorkerProcess,
    files,
    products,
)
from tests.places import ROOT

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


def test_progress_never_goes_back_and_the_end_is_told(worker, large):
    worker.ask("1", large)
    seen = []
    while isinstance(message := worker.next(), Progress):
        seen.append(message)
    assert isinstance(message, Result)
    fractions = [item.fraction for item in seen]
    assert fractions == sorted(fractions) and fractions[0] == 0
    assert (seen[-1].fraction, seen[-1].message, seen[-1].seconds_left) == (1.0, "Done", 0.0)
    # Not the words of writing: it may be over before new words are due.
    assert [item for item in seen if ": segmenting" in item.message]


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
