"""What is wrong with one answer of the worker."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path
from typing import Any

from model.protocol.envelope import MAX_LINE_BYTES, decode  # noqa: F401  the former is passed on
from model.protocol.reading import MessageError
from tests.places import ROOT

CODES = set(
    re.findall(r"^\| `(\w+)` \|", (ROOT / "docs" / "protocol.md").read_text(encoding="utf-8"), re.MULTILINE)
)
"""The codes that the protocol promises."""
MAX_WORDS = 4000
"""A message to a user is no longer than this, whatever she has sent."""
_FRAME = re.compile(r'File "[^"]*/(model/[^"]+)", line \d+, in (\S+)')


def parse_answer(line: bytes) -> dict[str, Any]:
    """A line of the worker; a line that is no message becomes a message of type ``unreadable``."""
    try:
        decode(line.decode("utf-8"))
        return json.loads(line)
    except (MessageError, ValueError) as error:
        return {"type": "unreadable", "id": "", "why": f"{error}: {line[:300]!r}"}


def faults_of_answer(answer: dict[str, Any]) -> list[tuple[str, str, str]]:
    """``what``, ``where`` and ``detail`` of each fault."""
    if answer["type"] == "unreadable":
        return [("answers", "unreadable", answer["why"])]
    faults = []
    for error in _errors_in(answer):
        code = error["code"]
        if code == "internal":
            faults.append(("internal", place_of(error["detail"]) + " " + _kind_of(error), error["detail"]))
        elif code not in CODES:
            faults.append(("answers", f"undocumented code {code}", str(error)))
        if not error["message"].strip() or not error["remedy"].strip():
            faults.append(("answers", f"wordless {code}", str(error)))
        if len(error["message"]) > MAX_WORDS:
            faults.append(("answers", f"overlong {code}", error["message"][:200]))
    if answer.get("kind") == "description":
        faults += _faults_of_description(answer["result"])
    if answer.get("kind") == "segmented":
        for scene in answer["result"]["scenes"]:
            faults += _faults_of_products(scene)
    return faults


def _errors_in(value: Any) -> list[dict[str, Any]]:
    """Error objects anywhere in an answer: of the whole, of a scene, of a model in a list."""
    if isinstance(value, list):
        return [error for item in value for error in _errors_in(item)]
    if not isinstance(value, dict):
        return []
    if {"code", "message", "remedy", "detail"} <= set(value):
        return [value]
    return [error for item in value.values() for error in _errors_in(item)]


def place_of(traceback: str) -> str:
    """The innermost frame of the model's own code."""
    frames = _FRAME.findall(traceback)
    return "{}:{}".format(*frames[-1]) if frames else ""


def _kind_of(error: dict[str, Any]) -> str:
    found = re.match(r"Something unexpected went wrong: (\w+)", error["message"])
    return found.group(1) if found else ""


def _faults_of_description(scene: dict[str, Any]) -> list[tuple[str, str, str]]:
    faults = []
    if not 0 <= scene["valid_fraction"] <= 1:
        faults.append(("answers", "valid fraction", str(scene)))
    if any(not math.isfinite(size) or size < 0 for size in scene["ground_resolution_m"]):
        faults.append(("answers", "resolution", str(scene)))
    if not scene["summary"].strip():
        faults.append(("answers", "no summary", str(scene)))
    return faults


def _faults_of_products(scene: dict[str, Any]) -> list[tuple[str, str, str]]:
    """A scene has products or an error; products are there and nothing unfinished is beside them."""
    faults = []
    if bool(scene["products"]) == bool(scene["error"]):
        faults.append(("answers", "products and error", str(scene)[:500]))
    for path in map(Path, scene["products"].values()):
        if not path.is_absolute():
            faults.append(("files", "relative product", str(path)))
        elif not path.is_file() or path.stat().st_size < 100:
            faults.append(("files", "missing product", str(path)))
    if any(not math.isfinite(area) or area < 0 for area in scene["areas_ha"].values()):
        faults.append(("answers", "areas", str(scene["areas_ha"])))
    return faults
