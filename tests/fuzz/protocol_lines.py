"""Lines of the protocol: sound requests of every kind, spoiled."""

from __future__ import annotations

import copy
import json
from typing import Any

from hypothesis import strategies as st

from tests.fuzz.bases import MODEL, NORTH, PIXEL, WEST, square
from tests.fuzz.cases import Case
from tests.fuzz.values import URLS, anything, deep, like, mutate, numbers, places, scalars, texts

FILES = ("fifo.tif", "fifo.gpkg")
_SCENE = {
    "path": "BASE/plain.tif",
    "units": "auto",
    "nodata": None,
    "co_band": 1,
    "cross_band": 2,
    "stem": "a",
}
_LABELS = {"path": "BASE/labels.gpkg", "field": "c", "layer": None, "values": {"10": 10}, "scene_field": None}
_CLASSES = [
    {"code": 10, "name": "Wood", "color": "#00aa00"},
    {"code": 80, "name": "Water", "color": "#0000aa"},
]
_EXTENT = [WEST, NORTH - 40 * PIXEL, WEST + 40 * PIXEL, NORTH]
_POLYGON = {"type": "Polygon", "coordinates": [square(0, 40)]}
REQUESTS: dict[str, dict[str, Any]] = {
    "describe": {"scene": _SCENE},
    "list_models": {},
    "segment": {
        "scenes": [{**_SCENE, "allow_any": True}],
        "out_dir": "CASE/out",
        "outputs": ["landcover", "confidence", "attention"],
        "model": MODEL,
        "device": "cpu",
        "precision": "auto",
        "extent": _EXTENT,
        "polygon": _POLYGON,
        "extent_crs": "EPSG:4326",
    },
    "inspect_labels": {"scenes": [_SCENE], "labels": [_LABELS], "classes": _CLASSES},
    "finetune": {
        "scenes": [_SCENE],
        "labels": [_LABELS],
        "name": "mine",
        "classes": _CLASSES,
        "base": MODEL,
        "mode": "fast",
        "out": None,
        "seed": 0,
        "overwrite": False,
    },
    "evaluate_model": {"scenes": [_SCENE], "labels": [_LABELS], "classes": _CLASSES, "model": MODEL},
    "suggest_labels": {
        "scene": _SCENE,
        "out": "CASE/next.gpkg",
        "model": MODEL,
        "count": 3,
        "extent": _EXTENT,
        "extent_crs": "EPSG:4326",
        "labels": [_LABELS],
    },
    "manage_model": {"action": "export", "model": MODEL, "target": "CASE/exported.safetensors"},
}
_ACTIONS = ("rename", "import", "export", "delete", "set_default", "recover", "x")
_WRITTEN = ("out_dir", "out", "target")
"""Fields that name what is to be written: kept to places where nothing can be harmed."""
_NEW_PLACES = (
    "CASE/new", "CASE/new.gpkg", "CASE/new.geojson", "CASE/new.safetensors", "CASE", "CASE/a\0b",
    "CASE/\ud800", "FIFO/x", "CASE/" + "x" * 250, "CASE/" + "x" * 250 + ".gpkg",
    "CASE/" + "é" * 120 + ".safetensors", "CASE/" + "a/" * 2000 + "x", "relative", "relative/x.gpkg",
    "relative.safetensors", "", ".", "CASE/new/", "CASE/fifo.gpkg", "CASE/fifo.tif/x", "/dev/null/x",
    "/dev/full", "/proc/self/x", "/proc/x.gpkg", "CASE/new.tif", "CASE/new.csv", "CASE/new", *URLS[:6],
    "/vsimem/x.gpkg", "/vsis3/b/x.gpkg", "/vsizip/CASE/new.zip", "../evil", "a/b", "tiny",
    "sardino-s1-world", "New",
)  # fmt: skip
_GEOMETRIES = (
    "Point",
    "LineString",
    "Polygon",
    "MultiPolygon",
    "GeometryCollection",
    "Feature",
    "FeatureCollection",
)


def _instead(path: tuple[Any, ...], old: Any) -> st.SearchStrategy[Any]:
    name = next((step for step in reversed(path) if isinstance(step, str)), "")
    if name in _WRITTEN:
        return st.one_of(st.sampled_from(_NEW_PLACES), numbers, st.none())
    if name in ("path", "cross_pol_path"):
        return st.one_of(places, st.sampled_from([f"CASE/{name}" for name in FILES]))
    if name == "nodata" or (name in ("coordinates", "extent") and isinstance(old, float)):
        return numbers
    if name in ("coordinates", "extent"):
        return st.one_of(st.lists(numbers, min_size=2, max_size=5), st.lists(_rings, max_size=2), anything)
    if name == "type":
        return st.sampled_from(_GEOMETRIES)
    if name == "extent_crs":
        return st.one_of(texts, st.sampled_from(URLS))
    if name == "action":
        return st.sampled_from(_ACTIONS)
    if name in ("model", "base"):
        return st.one_of(places, st.sampled_from(("tiny", "CASE/exported.safetensors", "sardino-s1-world")))
    if name == "outputs":
        return st.sampled_from(("landcover", "confidence", "attention", "attention", "x", ""))
    if name in ("units", "device", "precision", "mode"):
        return st.sampled_from(_CHOICES)
    if name in ("layer", "scene_field", "field", "stem", "name"):
        return texts
    return like(old)


_CHOICES = (
    "auto", "db", "linear", "amplitude", "dn", "uint8", "cpu", "cuda", "mps", "fp32", "bf16", "fp16", "fast",
    "full",
)  # fmt: skip

_rings = st.lists(st.lists(numbers, min_size=2, max_size=3), max_size=6)


@st.composite
def _spoiled(draw: st.DrawFn, job_id: str) -> bytes:
    """One request with up to four values spoiled; now and then its text too."""
    kind = draw(st.sampled_from(sorted(REQUESTS)))
    params = copy.deepcopy(REQUESTS[kind])
    if kind == "manage_model":
        params["action"] = draw(st.sampled_from(_ACTIONS[:-1]))
        params["target"] = draw(st.sampled_from(_NEW_PLACES))
    for _ in range(draw(st.integers(0, 4))):
        mutate(draw, params, _instead)
    body = {"type": "request", "id": job_id, "kind": kind, "params": params}
    if draw(st.integers(0, 9)) == 9:
        name = draw(st.sampled_from(("type", "id", "kind", "params", "more")))
        body[name] = draw(st.one_of(scalars, deep()))
    line = json.dumps(body).encode("ascii")
    return draw(_spoiled_text(line)) if draw(st.integers(0, 7)) == 7 else line


@st.composite
def _spoiled_text(draw: st.DrawFn, line: bytes) -> bytes:
    place = draw(st.integers(0, len(line)))
    how = draw(st.sampled_from(("insert", "cut", "drop", "double", "utf16", "long number", "long")))
    if how == "insert":
        return line[:place] + draw(st.binary(min_size=1, max_size=3)).replace(b"\n", b"\r") + line[place:]
    if how == "cut":
        return line[:place]
    if how == "drop":
        return line[:place] + line[place + draw(st.integers(1, 20)) :]
    if how == "utf16":
        return line.decode("ascii").encode("utf-16").replace(b"\n", b" ")
    if how == "long number":
        return line.replace(b"null", b"9" * draw(st.sampled_from((310, 4000, 5000))))
    if how == "long":
        return line[:-1] + b" " * draw(st.sampled_from((70_000, 4_000_001))) + b"}"
    return line + line


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """One to five lines, among them cancel and finish for jobs that are there or not."""
    lines: list[bytes] = []
    for number in range(draw(st.integers(1, 5))):
        job_id = f"job{number}"
        if number and draw(st.integers(0, 3)) == 3:
            other = draw(st.one_of(st.sampled_from([f"job{index}" for index in range(number + 1)]), scalars))
            word = draw(st.sampled_from(("cancel", "finish", "progress", "hello", "x")))
            lines.append(json.dumps({"type": word, "id": other}).encode("ascii"))
        elif draw(st.integers(0, 15)) == 15:
            lines.append(draw(st.binary(max_size=40)).replace(b"\n", b"\r"))
        else:
            lines.append(draw(_spoiled(job_id)))
    return Case(tuple(line for line in lines if b'"shutdown"' not in line), fifos=FILES)
