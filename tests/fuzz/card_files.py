"""Model files: headers, cards and tensors' places spoiled."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from tests.fuzz.cases import MODELS, Case, request
from tests.fuzz.values import like, mutate, numbers, scalars, texts
from tests.model.fixtures.files import CARD_KEY, parts_of, put_together

_COLOURS = ("#00aa00", "#GGGGGG", "red", "#000", "", "#00aa00ff", "#00AA00", "#００aa00", "#00aa00\n", "\0")
_LENGTHS = (0, 1, 7, 2**20, 10**7, 10**7 + 1, 2**31, 2**63, 2**64 - 1)
_NAMES = (
    "m",
    "M",
    "tiny",
    "sardino-s1-world",
    "a b",
    "é",
    ".hidden",
    "x" * 240,
    "con",
    "m.part",
    "-m",
    "a\u202eb",
)
_JOURNAL = ".sardino_t.journal"
"""Of ``model.disk.whole``: it is read by whoever writes into the folder next."""


@functools.cache
def _sound(base: Path) -> bytes:
    return (base / "tiny.safetensors").read_bytes()


def _instead(path: tuple[Any, ...], old: Any) -> st.SearchStrategy[Any]:
    name = path[-1]
    if name == "color":
        return st.one_of(st.sampled_from(_COLOURS), scalars)
    if name in ("code", "mean", "std", "data_offsets", "shape") or isinstance(name, int):
        return st.one_of(numbers, st.lists(numbers, max_size=3), scalars)
    if name in ("name", "dtype"):
        return st.one_of(texts, scalars)
    return like(old)


@st.composite
def _spoiled(draw: st.DrawFn, base: Path) -> bytes:
    header, tensors = parts_of(_sound(base))
    card = json.loads(header["__metadata__"][CARD_KEY])
    where = draw(st.sampled_from(("card", "card", "card", "header", "bytes", "length", "text")))
    for _ in range(draw(st.integers(0, 3))):
        mutate(draw, header if where == "header" else card, _instead)
    if where == "card" and draw(st.integers(0, 5)) == 5:
        card["classes"] = [
            {"code": code, "name": "a", "color": "#000000"} for code in range(draw(st.integers(0, 300)))
        ]
    if isinstance(header.get("__metadata__"), dict) and where != "header":
        header["__metadata__"][CARD_KEY] = json.dumps(card)
    if where == "length":
        return put_together(header, tensors, length=draw(st.sampled_from(_LENGTHS)))
    if where == "text":
        text = json.dumps(header).encode()
        place = draw(st.integers(0, len(text)))
        return put_together(text[:place] + draw(st.binary(max_size=4)) + text[place:], tensors)
    data = bytearray(put_together(header, tensors))
    if where == "bytes":
        for _ in range(draw(st.integers(1, 4))):
            data[draw(st.integers(0, min(len(data), 9000) - 1))] = draw(st.integers(0, 255))
        if draw(st.booleans()):
            del data[draw(st.integers(0, len(data))) :]
    return bytes(data)


@st.composite
def cases(draw: st.DrawFn, base: Path) -> Case:
    """A model file: listed, used, imported, exported, made the default."""
    data = draw(_spoiled(base))
    name = draw(st.sampled_from(_NAMES))
    scene = {"path": "BASE/plain.tif"}
    segment = {"scenes": [scene], "out_dir": "CASE/out", "outputs": ["landcover"]}
    labels = [{"path": "BASE/labels.gpkg", "field": "c"}]
    uses = {
        "segment by name": ("segment", {**segment, "model": name}),
        "segment by file": ("segment", {**segment, "model": "CASE/m.safetensors"}),
        "import": ("manage_model", {"action": "import", "model": "CASE/m.safetensors", "target": "new"}),
        "export": ("manage_model", {"action": "export", "model": name, "target": "CASE/out.safetensors"}),
        "rename": (
            "manage_model",
            {"action": "rename", "model": name, "target": draw(st.sampled_from(_NAMES))},
        ),
        "default": ("manage_model", {"action": "set_default", "model": name}),
        "recover": ("manage_model", {"action": "recover", "model": name}),
        "delete": ("manage_model", {"action": "delete", "model": name}),
        "suggest": ("suggest_labels", {"scene": scene, "out": "CASE/n.gpkg", "model": name, "count": 2}),
        "evaluate": ("evaluate_model", {"scenes": [scene], "labels": labels, "model": name}),
    }
    chosen = draw(st.lists(st.sampled_from(sorted(uses)), min_size=1, max_size=3, unique=True))
    lines = [request("list", "list_models", {}), *(request(use, *uses[use]) for use in chosen)]
    files, models, fifos = {"m.safetensors": data}, {f"{name}.safetensors": data}, ()
    if draw(st.integers(0, 5)) == 5:
        models["default.txt"] = draw(st.one_of(texts, st.just(name))).encode("utf-8", "surrogatepass")
    if draw(st.integers(0, 9)) == 9:
        fifos = (MODELS + draw(st.sampled_from(("default.txt", "tiny.json", "z.safetensors", "new.json"))),)
    if draw(st.integers(0, 5)) == 5:
        place = draw(st.sampled_from((files, models)))
        place[("out/" if place is files else "") + _JOURNAL] = draw(_journal())
    return Case(tuple(lines), files, fifos, models)


@st.composite
def _journal(draw: st.DrawFn) -> bytes:
    """What a killed process, or somebody else, has left where files are replaced."""
    entries = [
        {"target": "a", "aside": ".sardino_t.0.old", "made": [1, 2]},
        {"target": "b", "aside": None, "made": None},
    ]
    for _ in range(draw(st.integers(0, 3))):
        mutate(
            draw,
            entries,
            lambda path, old: st.one_of(like(old), st.sampled_from(("../x", "tiny.safetensors"))),
        )
    return draw(st.sampled_from((json.dumps(entries).encode(), b"[" * 100_000, b"\xff", b"")))
