"""Lines and requests that a worker might fall over: a named error for each, and it lives on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from model.errors.errors import AnswerTooLong, Cancelled
from model.finetune.run import inspect_labels
from model.protocol.envelope import (
    MAX_LINE_BYTES,
    Failure,
    Progress,
    Request,
    Result,
    decode,
    encode,
)
from model.protocol.finetuning import InspectLabelsRequest, LabelSpec
from model.protocol.segmenting import ListModelsRequest, ModelList, SegmentRequest
from model.protocol.values import ModelInfo, SceneSpec
from model.worker import serve
from model.worker.channel import Channel, OverlongLine
from model.worker.serve import MAX_ID_LENGTH, MAX_WAITING_BYTES, Worker
from tests.model.fixtures.worker import write_model, write_scene
from tests.places import ROOT


@pytest.fixture(scope="module")
def models(folder: Path) -> Path:
    return folder / "models"


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("faults")
    (folder / "models").mkdir()
    write_model(folder / "models" / "tiny.safetensors")
    write_scene(folder / "small.tif")
    write_scene(folder / "large.tif", 1500, 1500)
    (folder / "file").write_text("")
    return folder


def request_line(folder: Path, kind: str, params: str) -> bytes:
    """A request with its words in capitals filled in: JSON that Python itself would not write."""
    words = {
        "SCENES": '"scenes": [{"path": "FOLDER/small.tif"}]',
        "LABELS": '"labels": [{"path": "FOLDER/missing.gpkg", "field": "c"}]',
        "TINY": '"out_dir": "FOLDER/out", "model": "tiny"',
        "FOLDER": json.dumps(str(folder))[1:-1],
        "HUGE": "9" * 310,
        "LONG": "x" * 300,
        "2_TO_70": str(2**70),
    }
    for word, text in words.items():
        params = params.replace(word, text)
    return b'{"type": "request", "id": "x", "kind": "%s", "params": %s}\n' % (kind.encode(), params.encode())


LINES = [
    ("describe", '{"scene": {"path": "FOLDER/small.tif", "nodata": HUGE}}', "malformed_message"),
    ("describe", '{"scene": {"path": "FOLDER/small.tif", "nodata": 1e999}}', "malformed_message"),
    ("describe", '{"scene": {"path": "FOLDER/small.tif", "co_band": 2_TO_70}}', "malformed_message"),
    ("describe", '{"scene": {"path": "FOLDER/small.tif", "co_band": -1}}', "band_not_found"),
    ("describe", '{"scene": {"path": "FOLDER/small.tif\\u0000.png"}}', "invalid_request"),
    ("describe", '{"scene": {"path": "FOLDER/\\ud800.tif"}}', "invalid_request"),
    ("describe", '{"scene": {"path": "FOLDER/\\udcff.tif"}}', "invalid_request"),
    ("describe", '{"scene": {"path": "FOLDER/LONG"}}', "invalid_request"),
    ("describe", '{"scene": {"path": "small.tif"}}', "invalid_request"),
    ("segment", '{SCENES, "out_dir": "FOLDER", "extent": [HUGE,0,0,0]}', "malformed_message"),
    ("segment", '{SCENES, "out_dir": "a\\u0000b"}', "invalid_request"),
    ("segment", '{SCENES, "out_dir": "relative"}', "invalid_request"),
    ("segment", '{SCENES, TINY, "polygon": {"coordinates": [[[HUGE, 0]]]}}', "malformed_message"),
    (
        "segment",
        '{SCENES, TINY, "polygon": {"type":"FeatureCollection","features":[]}}',
        "invalid_request",
    ),
    ("segment", '{SCENES, "out_dir": "FOLDER/file", "model": "tiny"}', "output_not_writable"),
    ("segment", '{SCENES, "out_dir": "FOLDER/file/below", "model": "tiny"}', "output_not_writable"),
    ("finetune", '{SCENES, LABELS, "name": "n", "seed": -1}', "invalid_request"),
    ("finetune", '{SCENES, LABELS, "name": "n", "seed": 2_TO_70}', "malformed_message"),
    ("finetune", '{SCENES, LABELS, "name": "n", "out": "FOLDER/file/m.safetensors"}', "output_not_writable"),
    ("inspect_labels", '{SCENES, "labels": [{"path": "x\\u0000", "field": "c"}]}', "invalid_request"),
    (
        "suggest_labels",
        '{"scene": {"path": "FOLDER/missing.tif"}, "out": "FOLDER/file/p.gpkg", "model": "tiny"}',
        "output_not_writable",
    ),
    ("manage_model", '{"action": "import", "model": "tiny", "target": "../evil"}', "invalid_request"),
    ("manage_model", '{"action": "import", "model": "tiny", "target": "a\\u0000"}', "invalid_request"),
    ("manage_model", '{"action": "export", "model": "tiny", "target": "m.safetensors"}', "invalid_request"),
    (
        "manage_model",
        '{"action": "export", "model": "tiny", "target": "FOLDER/LONG.safetensors"}',
        "invalid_request",
    ),
]


@pytest.mark.parametrize(("kind", "params", "code"), LINES)
def test_each_is_answered_with_a_named_error_under_its_id(worker, folder, kind, params, code):
    worker.write(request_line(folder, kind, params))
    answer = worker.answer("x")
    if isinstance(answer, Result):
        (scene,) = answer.result.scenes
        error = scene.error
    else:
        error = answer.error
    assert error.code == code
    assert error.message and error.remedy


def test_an_id_that_no_answer_could_carry_is_refused(worker):
    worker.ask("i" * (MAX_ID_LENGTH + 1), ListModelsRequest())
    message = worker.next()
    assert (message.id, message.error.code) == ("", "malformed_message")


def test_a_cancelled_inspection_ends_between_its_scenes(folder):
    scenes = [SceneSpec(str(folder / "small.tif"))] * 5
    asked = []

    def cancelled() -> bool:
        asked.append(True)
        return len(asked) > 3

    square = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}
    feature = {"type": "Feature", "properties": {"c": 10}, "geometry": square}
    (folder / "one.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    labels = [LabelSpec(str(folder / "one.geojson"), "c")]
    with pytest.raises(Cancelled):
        inspect_labels(InspectLabelsRequest(scenes, labels), cancelled=cancelled)
    assert len(asked) == 4


@pytest.mark.skipif(os.name != "posix", reason="limits of POSIX")
def test_more_scenes_may_be_open_than_macos_lets_a_program_begin_with(tmp_path):
    code = (
        "import resource\n"
        "_, hard = resource.getrlimit(resource.RLIMIT_NOFILE)\n"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (256, hard))\n"
        "from model.startup import prepare_process\n"
        "prepare_process()\n"
        "soft, after = resource.getrlimit(resource.RLIMIT_NOFILE)\n"
        "assert after == hard and (soft == 8192 or soft == hard), (soft, hard)\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


@pytest.mark.parametrize("at", [0.1, 0.5])
def test_a_folder_that_becomes_a_file_in_mid_run_is_a_named_error(worker, folder, tmp_path, at):
    if os.name != "posix":
        pytest.skip("Windows does not let a folder with open files go")
    out = tmp_path / "out"
    worker.ask("1", SegmentRequest([SceneSpec(str(folder / "large.tif"))], str(out), model="tiny"))
    while worker.progress("1").fraction < at:
        pass
    out.rename(tmp_path / "elsewhere")
    out.write_text("a file now")
    (scene,) = worker.answer("1").result.scenes
    assert scene.error.code == "output_not_writable"
    assert out.read_text() == "a file now"


# --- what cannot be brought about from outside ----------------------------------------------------


class Line:
    """A channel whose client sends some lines and then leaves; messages are kept."""

    def __init__(self, *lines: bytes | OverlongLine) -> None:
        self._lines = lines
        self.sent: list = []
        self.broken = threading.Event()

    def lines(self):
        yield from self._lines

    def send(self, message) -> None:
        self.sent.append(decode(encode(message)))

    def send_if_idle(self, message) -> None:
        self.send(message)

    def drain(self, seconds: float) -> None:
        pass


def test_the_reader_survives_whatever_is_raised(monkeypatch):
    """Without it no one could cancel a job, nor ask for another."""
    lines = [b'{"type": "request", "id": "%d"}' % number for number in range(5)]
    errors = [
        KeyError("a"),
        MemoryError(),
        RecursionError(),
        AssertionError("\ud800" * 1000),
        OSError(5, "x"),
    ]

    def fail(text):
        raise errors[int(json.loads(text)["id"])]

    monkeypatch.setattr(serve, "decode", fail)
    channel = Line(*lines)
    Worker(channel, 0)._read()
    assert [(message.id, message.error.code) for message in channel.sent] == [
        (str(number), "malformed_message") for number in range(5)
    ]


def test_waiting_requests_are_bounded_in_bytes():
    params = {"scenes": [], "out_dir": "x" * 3_900_000}
    lines = [
        json.dumps({"type": "request", "id": str(number), "kind": "segment", "params": params}).encode()
        for number in range(MAX_WAITING_BYTES // 3_900_000 + 1)
    ]
    channel = Line(*lines)
    Worker(channel, 0)._read()
    refused = [message for message in channel.sent if isinstance(message, Failure)]
    assert [message.error.code for message in refused] == ["malformed_message"]


def nested(depth: int) -> dict:
    card: dict = {}
    for _ in range(depth):
        card = {"deeper": card}
    return card


@pytest.mark.parametrize(
    ("card", "code"),
    [({"nan": float("nan")}, "internal"), (nested(2000), "invalid_request"), ({"a": object()}, "internal")],
)
def test_an_answer_that_cannot_be_sent_is_answered_all_the_same(monkeypatch, card, code):
    channel = Line(encode(Request("1", ListModelsRequest())).encode())
    monkeypatch.setattr(serve, "perform", lambda *_, **__: ModelList([ModelInfo("m", "p", card=card)]))
    worker = Worker(channel, 0)
    worker._read()
    worker._run(worker._light.get())
    (answer,) = channel.sent
    assert (answer.id, answer.error.code) == ("1", code)
    assert worker._jobs == {}


def test_an_answer_that_no_client_would_take_is_not_sent():
    read, write = os.pipe()
    try:
        channel = Channel(read, write)
        with pytest.raises(AnswerTooLong):
            channel.send(Result("1", ModelList([ModelInfo("x" * MAX_LINE_BYTES, "p")])))
        channel.send(Progress("1", 0.5))
        channel.drain(10)
        assert decode(os.read(read, 10_000).decode()) == Progress("1", 0.5)
    finally:
        os.close(read)
        os.close(write)
