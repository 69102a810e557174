"""The protocol's messages: round trips, strictness, and the examples of its documentation."""

from __future__ import annotations

import dataclasses
import json
import re
import subprocess
import sys
from typing import get_args

import pytest

from model.protocol import envelope
from model.protocol.archiving import ArchiveRequest, ArchiveResult
from model.protocol.changing import (
    ChangeRequest,
    ChangeResult,
    CombineRequest,
    CombineResult,
    Transition,
)
from model.protocol.envelope import (
    Answer,
    Cancel,
    Failure,
    FinishEarly,
    Hello,
    Message,
    Params,
    Progress,
    Request,
    Result,
    Shutdown,
    decode,
    encode,
)
from model.protocol.exploring import (
    AttentionViewRequest,
    ColoursRequest,
    ColoursViewRequest,
    Example,
    ExploreAnswer,
    FamiliarityRequest,
    FeaturesAnswer,
    FeaturesRequest,
    MapView,
    SegmentsRequest,
    SimilarRequest,
    SimilarViewRequest,
    StackRequest,
    TeachViewRequest,
    ViewAnswer,
)
from model.protocol.finetuning import (
    ClassCount,
    EvaluateModelRequest,
    FinetuneRequest,
    FinetuneResult,
    InspectLabelsRequest,
    LabelReport,
    LabelSpec,
    ManageModelRequest,
    Scores,
    SuggestLabelsRequest,
    SuggestResult,
)
from model.protocol.reading import MessageError, parse_leniently
from model.protocol.segmenting import (
    DescribeRequest,
    ListModelsRequest,
    ModelList,
    SceneResult,
    SegmentRequest,
    SegmentResult,
)
from model.protocol.values import (
    ClassInfo,
    DeviceInfo,
    ErrorInfo,
    ModelInfo,
    SceneDescription,
    SceneSpec,
    SourceScores,
)
from model.worker.jobs import JOBS
from tests.places import ROOT

PROTOCOL = (ROOT / "docs" / "protocol.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^\{.*\}$", PROTOCOL, re.MULTILINE)

DESCRIPTION = SceneDescription("s", "db", "VV", "", 1, 0, [10.0, 9.5], 5, 4, 0.5, True, ["look out"])
ERROR = ErrorInfo("cancelled", "Gone.", "Again.", "détail\nwith lines")
DESCRIBE = (
    '{"type": "request", "id": "1", "kind": "describe", "params": {"scene": {"path": "a", "co_band": %s}}}'
)
SEGMENT_WITHIN = (
    '{"type": "request", "id": "1", "kind": "segment",'
    ' "params": {"scenes": [], "out_dir": "o", "polygon": %s}}'
)
LABELS = [LabelSpec("l.gpkg", "class", values={"sea": 80}, scene_field="scene")]
REPORT = LabelReport(
    [ClassCount(80, "Sea", "#0000ff", 2, 90, "Few.")], outside=1, problems=["One lies outside."]
)
SCORES = Scores(
    [ClassInfo(80, "Sea", "#0000ff")], [[3, 1], [0, 2]], [0.5, None], [0.4, None], 0.4, 0.8, 0.6, 7
)
VIEW = MapView([0.0, 1.5, 2.0, 3.0], 40, 30)
MESSAGES: list[Message] = [
    Hello("0.1", "3.11", "2.0", [DeviceInfo("cpu", "CPU")], 12),
    Request("a", DescribeRequest(SceneSpec("/tmp/ü.tif", nodata=-1.5, co_band=0))),
    Request("b", ListModelsRequest()),
    Request("c", SegmentRequest([SceneSpec("x")], "out", extent=[1.0, -2.0, 3.0, 4.0])),
    Request(
        "d", SegmentRequest([], "", ["landcover"], polygon={"type": "Polygon", "coordinates": [[[0, 1.5]]]})
    ),
    Request("d", SegmentRequest([], "", classes=["10", "Forêt"], priors={"10": 0.3, "Forêt": 2.0})),
    Request("e", InspectLabelsRequest([SceneSpec("x")], LABELS, [ClassInfo(80, "Sea", "#0000ff")])),
    Request("f", FinetuneRequest([SceneSpec("x")], LABELS, "mine", mode="full", out=None)),
    Request("g", EvaluateModelRequest([SceneSpec("x")], LABELS)),
    Request("h", SuggestLabelsRequest(SceneSpec("x"), "p.gpkg", extent=[1.0, 2.0, 3.0, 4.0])),
    Request("i", ManageModelRequest("rename", "mine", "hers")),
    Request(
        "j", ChangeRequest(SceneSpec("x"), SceneSpec("y"), "out", target=80, extent=[1.0, 2.0, 3.0, 4.0])
    ),
    Request("k", CombineRequest([SceneSpec("x"), SceneSpec("y")], "mean.tif")),
    Request("l", FeaturesRequest(SceneSpec("x"), extent=[1.0, 2.0, 3.0, 4.0], only_kept=True)),
    Request("l", SegmentsRequest("s.tif", 7, features="x.features")),
    Request("m", ColoursRequest("c.tif", scene=SceneSpec("x"))),
    Request("n", StackRequest("s.tif", SceneSpec("x"), ["texture"], components=3)),
    Request(
        "o", SimilarViewRequest("x.features", [Example({"type": "Point", "coordinates": [1.5, 2.0]})], VIEW)
    ),
    Request("p", SimilarRequest("s.tif", [Example({"type": "Point", "coordinates": [1.5, 2.0]}, 0)])),
    Request("q", TeachViewRequest("x.features", [], VIEW, crs="EPSG:4326")),
    Request("r", ColoursViewRequest("x.features", VIEW)),
    Request("s", FamiliarityRequest(SceneSpec("x"), "f.tif")),
    Request(
        "o", AttentionViewRequest(SceneSpec("x"), 1.5, 2.0, MapView([0.0, 1.0, 2.0, 3.0], 9, 7), mass=0.6)
    ),
    Cancel("a"),
    FinishEarly("a"),
    Shutdown(),
    Progress("a", 0.25, "reading", None),
    Progress("a", 1, "done", 0.0),
    Progress("a", 0.5, "learning", 2.0, "training", {"step": 3.0, "steps": 9.0, "loss": 0.5}),
    Result("a", DESCRIPTION),
    Result(
        "a",
        ModelList(
            [ModelInfo("m", "p", classes=[ClassInfo(1, "n", "#000000")], card={"deep": {"er": [None]}})]
        ),
    ),
    Result("a", ModelList([ModelInfo("m", "p", error=ERROR)])),
    Result("a", SegmentResult([SceneResult("p", {"landcover": "f"}, {"10": 1.0}, description=DESCRIPTION)])),
    Result("a", SegmentResult([SceneResult("p", error=ERROR)])),
    Result(
        "a",
        SegmentResult(
            [SceneResult("p", excluded=[ClassInfo(1, "n", "#000000")], priors={"2": 0.5})],
            by_source=[SourceScores("Alps", 3, ["VV", "VH"], True, 0.5, water_iou=0.1)],
        ),
    ),
    Request("h", ArchiveRequest("out", "scenes", [SceneSpec("x")], nodata=-1.5, workers=3)),
    Result("h", ArchiveResult(2, 1, 1, 0, "c.json", "f.csv", 1.5, "m", "s", [SceneResult("p")])),
    Result("a", REPORT),
    Result("a", FinetuneResult(ModelInfo("m", "p"), SCORES, REPORT, 3.5, "CPU", stopped_early=True)),
    Result("a", SCORES),
    Result("a", SuggestResult("p.gpkg", 10)),
    Result(
        "a", ChangeResult({"change": "c.tif"}, transitions=[Transition(2, 10, 80, None, 7)], threshold=2.0)
    ),
    Result("a", CombineResult("mean.tif", 2, ["VV"])),
    Result("a", ViewAnswer(40, 30, 1, "eJw=", note="Few.", numbers={"west": 1.5})),
    Result("l", FeaturesAnswer("s.features", True, extent=[1.0, 2.0, 3.0, 4.0], unfamiliar=0.25)),
    Result("a", ExploreAnswer("s.tif", classes=[ClassInfo(1, "n", "#000000")], numbers={"segments": 1.0})),
    Failure("", ERROR),
]


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: type(message).__name__)
def test_every_message_survives_the_wire(message):
    line = encode(message)
    assert line.count("\n") == 1 and line.endswith("\n")
    assert line.isascii()
    assert decode(line) == message


def test_the_list_above_has_every_kind_of_message():
    assert {type(message) for message in MESSAGES} == set(get_args(Message))
    payloads = {type(m.params) for m in MESSAGES if isinstance(m, Request)}
    assert payloads == set(Params.__subclasses__()) == set(JOBS)
    assert {type(m.result) for m in MESSAGES if isinstance(m, Result)} == set(Answer.__subclasses__())


def test_a_path_that_is_no_unicode_survives():
    message = Request("1", DescribeRequest(SceneSpec(b"/tmp/\xff.tif".decode("utf-8", "surrogateescape"))))
    assert decode(encode(message)) == message


@pytest.mark.parametrize(
    "line",
    [
        "",
        "{",
        "[]",
        "null",
        "7",
        '"hello"',
        "{}",
        '{"type": "nonsense"}',
        '{"type": ["cancel"], "id": "1"}',
        '{"type": "cancel"}',
        '{"type": "cancel", "id": 1}',
        '{"type": "cancel", "id": null}',
        '{"type": "cancel", "id": "1", "more": 1}',
        '{"type": "request", "id": "1"}',
        '{"type": "request", "id": "1", "kind": "format_disk", "params": {}}',
        '{"type": "request", "id": "1", "kind": "describe"}',
        '{"type": "request", "id": "1", "kind": "describe", "params": {}}',
        '{"type": "request", "id": "1", "kind": "describe", "params": {"scene": "a.tif"}}',
        '{"type": "finish"}',
        '{"type": "request", "id": "1", "kind": "inspect_labels",'
        ' "params": {"scenes": [], "labels": [{"path": 1}]}}',
        '{"type": "progress", "id": "1", "fraction": 0, "curve": {"loss": "low"}}',
        DESCRIBE % "true",
        DESCRIBE % "1.5",
        '{"type": "request", "id": "1", "kind": "segment", "params": {"scenes": {}, "out_dir": "o"}}',
        '{"type": "request", "id": "1", "kind": "segment",'
        ' "params": {"scenes": [], "out_dir": "o", "extent": ["1"]}}',
        '{"type": "progress", "id": "1", "fraction": "half"}',
        '{"type": "progress", "id": "1", "fraction": true}',
        "[" * 100_000,
        '{"type": "cancel", "id": "' + "x" * envelope.MAX_LINE_BYTES + '"}',
        '{"type": "progress", "id": "1", "fraction": ' + "9" * 5000 + "}",
        '{"type": "progress", "id": "1", "fraction": ' + "9" * 310 + "}",
        '{"type": "progress", "id": "1", "fraction": -' + "9" * 310 + "}",
        '{"type": "progress", "id": "1", "fraction": 1e999}',
        '{"type": "progress", "id": "1", "fraction": NaN}',
        '{"type": "progress", "id": "1", "fraction": -Infinity}',
        '{"type": "cancel", "id": "1", "' + "k" * 1000 + '": 1}',
        DESCRIBE % 2**63,
        DESCRIBE % -(2**70),
        DESCRIBE % 1e20,
        SEGMENT_WITHIN % ('{"coordinates": [' + "9" * 310 + "]}"),
        SEGMENT_WITHIN % '{"coordinates": [Infinity]}',
        SEGMENT_WITHIN % ('{"a": ' + "[" * 40 + "]" * 40 + "}"),
    ],
)
def test_lines_that_are_no_message_are_refused_in_one_way(line):
    with pytest.raises(MessageError) as caught:
        decode(line)
    assert len(str(caught.value)) < 300


def test_a_large_whole_number_may_stand_for_a_measurement():
    message = decode('{"type": "progress", "id": "1", "fraction": 100000000000000000000}')
    assert message.fraction == 1e20
    polygon = decode(SEGMENT_WITHIN % '{"coordinates": [100000000000000000000, 3]}').params.polygon
    assert polygon == {"coordinates": [1e20, 3]}
    assert [type(value) for value in polygon["coordinates"]] == [float, int]


def test_what_is_read_of_a_refused_line_costs_no_conversion_of_its_numbers():
    line = '{"id": "7", "nodata": ' + "9" * 1_000_000 + ', "more": [1e999, NaN]}'
    assert parse_leniently(line)["id"] == "7"


def test_what_json_cannot_say_is_not_sent():
    with pytest.raises(ValueError, match="JSON"):
        encode(Progress("1", float("nan")))


def test_the_module_needs_nothing_but_the_standard_library():
    """The plugin imports it inside QGIS, where torch and rasterio do not exist."""
    code = "import sys, model.protocol.envelope; print([m for m in ('torch', 'numpy') if m in sys.modules])"
    command = [sys.executable, "-S", "-c", code]
    output = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert output.strip() == "[]"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda line: line[9:50])
def test_each_example_in_the_documentation_is_a_message(example):
    message = decode(example)
    assert json.loads(encode(message)).items() >= {"type": json.loads(example)["type"]}.items()


def test_the_documentation_shows_every_message_and_kind():
    decoded = [decode(line) for line in EXAMPLES]
    assert {type(message) for message in decoded} == set(get_args(Message))
    assert {type(m.params) for m in decoded if isinstance(m, Request)} == set(Params.__subclasses__())
    assert {type(m.result) for m in decoded if isinstance(m, Result)} == set(Answer.__subclasses__())


def test_the_documentation_shows_every_field_of_a_segment_request():
    requests = [m.params for m in map(decode, EXAMPLES) if isinstance(m, Request)]
    segment = next(item for item in requests if isinstance(item, SegmentRequest))
    line = next(line for line in EXAMPLES if '"kind": "segment"' in line)
    for item in (segment, segment.scenes[0]):
        for field in dataclasses.fields(item):
            assert f'"{field.name}"' in line


def test_the_documentation_lists_every_error_code():
    from model.errors import errors, failures
    from model.worker import serve

    classes = [
        value
        for module in (errors, failures, serve)
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, errors.SardinoError)
    ]
    listed = set(re.findall(r"^\| `(\w+)` \|", PROTOCOL, re.MULTILINE))
    assert {cls.code for cls in classes} == listed


def test_every_job_is_served_by_a_function_that_is_there():
    for job in JOBS.values():
        assert callable(job.function()), job.run
