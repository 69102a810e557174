"""Texts, paths, names, counts: refused before any work begins."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from model.disk.paths import check_folder
from model.errors.errors import InvalidRequest, OutputNotWritable
from model.inference.warm import WarmEngine
from model.products.segment import segment
from model.protocol.exploring import ColoursRequest, SegmentsRequest, StackRequest
from model.protocol.finetuning import (
    EvaluateModelRequest,
    FinetuneRequest,
    InspectLabelsRequest,
    LabelSpec,
    ManageModelRequest,
    SuggestLabelsRequest,
)
from model.protocol.segmenting import DescribeRequest, SegmentRequest
from model.protocol.values import ClassInfo, SceneSpec
from model.worker.jobs import perform
from model.worker.preferences import Preferences
from model.worker.request_checks import MAX_SCENES, check

HERE = str(Path(__file__).resolve().parent)
SCENE = SceneSpec(os.path.join(HERE, "scene.tif"))
LABELS = [LabelSpec(os.path.join(HERE, "labels.gpkg"), "class")]
FILE = os.path.join(HERE, "file")


def segmenting(**changes) -> SegmentRequest:
    return SegmentRequest(**{"scenes": [SCENE], "out_dir": HERE, **changes})


def finetuning(**changes) -> FinetuneRequest:
    return FinetuneRequest(**{"scenes": [SCENE], "labels": LABELS, "name": "mine", **changes})


def suggesting(**changes) -> SuggestLabelsRequest:
    return SuggestLabelsRequest(**{"scene": SCENE, "out": f"{FILE}.gpkg", **changes})


def dividing(**changes) -> SegmentsRequest:
    return SegmentsRequest(**{"out": f"{FILE}.tif", "scene": SCENE, **changes})


def exporting(target: str) -> ManageModelRequest:
    return ManageModelRequest("export", "mine", target)


GOOD = [
    DescribeRequest(SCENE),
    DescribeRequest(SceneSpec('NETCDF:"/data/x.nc":sigma0')),
    DescribeRequest(SceneSpec("/vsizip/data/x.zip/x.tif")),
    DescribeRequest(SceneSpec(os.path.join(HERE, "Ålesund 北京.tif"), nodata=-1.7e308)),
    segmenting(),
    segmenting(model="starter", extent=[0.0, 0.0, 1.0, 1.0], extent_crs="EPSG:4326"),
    segmenting(model="starter.safetensors", extent_crs="ESRI:102001"),
    segmenting(model=f"{FILE}.safetensors", extent_crs='\n  PROJCRS["a", BASEGEOGCRS["b"]]'),
    segmenting(extent_crs="urn:ogc:def:crs:EPSG::32611"),
    segmenting(classes=["10", "水田"], priors={"10": 1e-9, "水田": 5.0}),
    finetuning(seed=2**32 - 1, out=f"{FILE}.safetensors", classes=[ClassInfo(1, "水", "#000000")]),
    suggesting(),
    exporting(f"{FILE}.safetensors"),
    dividing(seed=2**32 - 1),
    dividing(scene=None, features=f"{FILE}.features"),
    ColoursRequest(f"{FILE}.tif", scene=SCENE),
    StackRequest(f"{FILE}.tif", SCENE),
    ManageModelRequest("rename", "mine", "hers"),
    InspectLabelsRequest([SCENE], LABELS),
]


@pytest.mark.parametrize("request_", GOOD, ids=lambda item: type(item).__name__)
def test_ordinary_requests_pass(request_):
    check(request_)


NUL, HALF, NO_UTF8 = "a\0b", "a\ud800", os.fsdecode(b"caf\xe9") if os.name == "posix" else "a\udce9"
LONG, DEEP = "x" * 300, "/x" * 3000


def with_path(text: str):
    """Every request that takes a path, with this one in each of its places."""
    path = os.path.join(HERE, text)
    return [
        DescribeRequest(SceneSpec(path)),
        DescribeRequest(SceneSpec(SCENE.path, cross_pol_path=path)),
        segmenting(scenes=[SCENE, SceneSpec(path)]),
        segmenting(out_dir=path),
        segmenting(model=f"{path}.safetensors"),
        InspectLabelsRequest([SCENE], [LabelSpec(path, "class")]),
        EvaluateModelRequest([SceneSpec(path)], LABELS),
        finetuning(base=f"{path}.safetensors"),
        finetuning(out=f"{path}.safetensors"),
        suggesting(out=f"{path}.gpkg"),
        suggesting(labels=[LabelSpec(path, "class")]),
        exporting(f"{path}.safetensors"),
        dividing(scene=SceneSpec(path)),
        dividing(out=f"{path}.tif"),
        dividing(features=path),
        StackRequest(f"{path}.tif", SCENE),
        ManageModelRequest("import", f"{path}.safetensors"),
    ]


BAD_PATHS = [request for text in (NUL, HALF, NO_UTF8, LONG, HERE + DEEP) for request in with_path(text)]


@pytest.mark.parametrize("request_", BAD_PATHS, ids=lambda item: type(item).__name__)
@pytest.mark.parametrize("command_line", [False, True])
def test_no_path_is_taken_that_cannot_be_one(request_, command_line):
    with pytest.raises(InvalidRequest) as caught:
        check(request_, command_line=command_line)
    str(caught.value).encode()  # itself, it can be sent and shown
    assert "\0" not in str(caught.value) and len(str(caught.value)) < 300


RELATIVE = [
    DescribeRequest(SceneSpec("scene.tif")),
    DescribeRequest(SceneSpec(SCENE.path, cross_pol_path="b/scene.tif")),
    segmenting(out_dir="out"),
    segmenting(out_dir="./out"),
    segmenting(model="models/mine.safetensors"),
    InspectLabelsRequest([SCENE], [LabelSpec("labels.gpkg", "class")]),
    finetuning(out="mine.safetensors"),
    suggesting(out="../next.gpkg"),
    exporting("mine.safetensors"),
    dividing(out="segments.tif"),
    ColoursRequest("colours.tif", scene=SCENE),
    StackRequest("stack.tif", SCENE),
]


@pytest.mark.parametrize("request_", RELATIVE, ids=lambda item: type(item).__name__)
def test_over_the_protocol_paths_are_absolute(request_):
    check(request_, command_line=True)
    with pytest.raises(InvalidRequest, match="relative"):
        check(request_)


OTHERS = [
    segmenting(out_dir=""),
    segmenting(scenes=[SceneSpec("")]),
    segmenting(scenes=[SceneSpec(SCENE.path, stem=NUL)]),
    segmenting(extent_crs="http://localhost/wkt"),
    segmenting(extent_crs="/vsicurl/http://localhost/wkt"),
    segmenting(extent_crs="/etc/passwd"),
    segmenting(extent_crs="x" * 200_000),
    segmenting(device=HALF),
    segmenting(model="x" * 50_000),
    finetuning(name=HALF),
    finetuning(name=NUL),
    finetuning(classes=[ClassInfo(1, NUL, "#000000")]),
    finetuning(labels=[LabelSpec(LABELS[0].path, NUL)]),
    finetuning(labels=[LabelSpec(LABELS[0].path, "class", values={HALF: 1})]),
    finetuning(labels=[LabelSpec(LABELS[0].path, "class", values={"a": 2**70})]),
    finetuning(seed=-1),
    finetuning(seed=2**32),
    suggesting(count=2**70),
    dividing(seed=-1),
    dividing(scene=None),
    dividing(out=""),
    ColoursRequest(f"{FILE}.tif"),
    DescribeRequest(SceneSpec(SCENE.path, co_band=-(2**70))),
    segmenting(classes=["10", NUL]),
    segmenting(classes=["10"] * 255),
    segmenting(priors={"10": 0.0, "80": 1.0}),
    segmenting(priors={"10": -1.0, "80": 1.0}),
    segmenting(priors={"10": float("inf"), "80": 1.0}),
    segmenting(priors={HALF: 1.0}),
]


@pytest.mark.parametrize("request_", OTHERS, ids=lambda item: type(item).__name__)
def test_other_things_that_no_one_can_work_with(request_):
    with pytest.raises(InvalidRequest):
        check(request_, command_line=True)


def test_a_name_has_room_for_what_is_added_to_it_counted_in_bytes(tmp_path):
    """NAME_MAX is 255 bytes on nearly all file systems, and a letter can take three of them."""
    for stem in ("x" * 210, "北" * 70):
        check(segmenting(scenes=[SceneSpec(SCENE.path, stem=stem)], out_dir=str(tmp_path)))
    for stem in ("x" * 246, "北" * 80):
        with pytest.raises(InvalidRequest, match="too long"):
            check(segmenting(scenes=[SceneSpec(SCENE.path, stem=stem)], out_dir=str(tmp_path / "new")))
    with pytest.raises(InvalidRequest, match="too long"):
        check(segmenting(scenes=[SceneSpec(os.path.join(HERE, "x" * 246 + ".tif"))]))
    with pytest.raises(InvalidRequest, match="too long"):
        check(exporting(os.path.join(HERE, "x" * 230 + ".safetensors")))


@pytest.mark.parametrize("stem", ["", " ", ".", "..", ".hidden", "a/b", "../a", "a\\b", "a\nb", NUL, HALF])
def test_a_stem_begins_a_file_name_and_does_no_more(stem, tmp_path):
    request = segmenting(scenes=[SceneSpec(SCENE.path, stem=stem)], out_dir=str(tmp_path))
    with pytest.raises(InvalidRequest):
        segment(request, progress=lambda *_, **__: None, cancelled=lambda: False)
    assert list(tmp_path.iterdir()) == []


def test_no_more_scenes_than_an_answer_can_tell_of():
    scenes = [SceneSpec(os.path.join(HERE, f"{number}.tif")) for number in range(MAX_SCENES + 1)]
    check(segmenting(scenes=scenes[:-1]))
    check(segmenting(scenes=scenes), command_line=True)
    for request in (
        segmenting(scenes=scenes),
        InspectLabelsRequest(scenes, LABELS),
        finetuning(scenes=scenes),
    ):
        with pytest.raises(InvalidRequest, match="too many"):
            check(request)
    with pytest.raises(InvalidRequest, match="too many"):
        check(InspectLabelsRequest([SCENE], LABELS * (MAX_SCENES + 1)))


def test_the_work_for_many_scenes_grows_with_their_number():
    """60,000 names were each compared with all others, which took 40 s and could not be cancelled."""
    compared = 0

    class Name(str):
        __slots__ = ()
        __hash__ = str.__hash__

        def __eq__(self, other):
            nonlocal compared
            compared += 1
            return str.__eq__(self, other)

    scenes = [SceneSpec(SCENE.path, stem=Name(f"scene {number}")) for number in range(3000)]

    def cancelled() -> bool:
        return True

    with pytest.raises(Exception, match="Cancelled"):
        segment(segmenting(scenes=scenes), progress=lambda *_, **__: None, cancelled=cancelled)
    assert compared < 10 * len(scenes)


def test_every_request_is_checked_before_it_is_performed():
    for request in (DescribeRequest(SceneSpec("relative.tif")), exporting("relative.safetensors")):
        with pytest.raises(InvalidRequest, match="relative"):
            perform(
                request,
                Preferences(),
                progress=lambda *_, **__: None,
                cancelled=lambda: False,
                good_enough=lambda: False,
                warm=WarmEngine(),
            )


def test_a_folder_in_which_nothing_can_be_made_is_told_beforehand(tmp_path):
    file = tmp_path / "file"
    file.write_text("")
    check_folder(tmp_path)
    check_folder(tmp_path / "new" / "newer")
    for folder in (file, file / "below", file / "below" / "that"):
        with pytest.raises(OutputNotWritable):
            check_folder(folder)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_one_may_not_write_to_is_told_beforehand(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(OutputNotWritable):
        check_folder(tmp_path / "new")
