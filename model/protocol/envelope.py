"""The protocol between the plugin and the worker: one JSON object per line.

Both sides import only this package, so it uses the standard library alone and Python 3.9.

Client to worker: ``request`` (one job), ``cancel`` and ``finish`` (by job id), ``shutdown``.
Worker to client: one ``hello`` at the start, then for each job any number of ``progress`` and
exactly one ``result`` or ``error``. See ``docs/protocol.md``.
"""

from __future__ import annotations

import dataclasses
import json
import typing
from dataclasses import dataclass
from typing import Optional

# Relative: inside QGIS this package has another name. The modules register their kinds.
from . import archiving, changing, exploring, finetuning, segmenting  # noqa: F401
from .kinds import KINDS, Answer, Params, kind_of
from .reading import MessageError, build, check_depth, parse
from .values import DeviceInfo, ErrorInfo

PROTOCOL_VERSION = 1
MAX_LINE_BYTES = 4_000_000
"""A longer line is refused, so that it cannot fill memory."""


@dataclass
class Hello:
    """The worker's first line. ``auto`` takes ``devices[0]``.

    ``torch`` and ``openvino`` are versions; empty if not installed: without torch the environment is Light.
    """

    version: str
    python: str
    torch: str
    devices: list[DeviceInfo]
    pid: int
    protocol: int = PROTOCOL_VERSION
    openvino: str = ""


@dataclass
class Request:
    """A job: ``kind`` names the class of ``params``."""

    id: str
    params: Params


@dataclass
class Cancel:
    """Asks for the end of a job; the job then ends with error code ``cancelled``."""

    id: str


@dataclass
class FinishEarly:
    """Tells a fine-tuning that the model is good enough: the job ends with the best model so far."""

    id: str


@dataclass
class Shutdown:
    """Asks the worker to end the current job and quit."""


@dataclass
class Progress:
    """How far a job is: ``fraction`` 0..1, ``seconds_left`` None while unknown.

    A fine-tuning also gives its ``stage`` ("queued", "features", "validation" or "training") and,
    during training, points of its ``curve``: ``step``, ``steps``, ``loss`` and sometimes ``miou`` on held-out
    polygons.
    """

    id: str
    fraction: float
    message: str = ""
    seconds_left: Optional[float] = None
    stage: str = ""
    curve: Optional[dict[str, float]] = None


@dataclass
class Result:
    """A job's success."""

    id: str
    result: Answer


@dataclass
class Failure:
    """A job's failure. ``id`` is empty if the line was unreadable."""

    id: str
    error: ErrorInfo


Message = typing.Union[Hello, Request, Cancel, FinishEarly, Shutdown, Progress, Result, Failure]

_TYPES: dict[str, type] = {
    "hello": Hello,
    "request": Request,
    "cancel": Cancel,
    "finish": FinishEarly,
    "shutdown": Shutdown,
    "progress": Progress,
    "result": Result,
    "error": Failure,
}
_NAMES = {cls: name for name, cls in _TYPES.items()}
_PAYLOADS = {Request: "params", Result: "result"}


def encode(message: Message) -> str:
    """The message as one line of JSON, newline included."""
    body = dataclasses.asdict(message)
    payload = _PAYLOADS.get(type(message))
    if payload:
        body["kind"] = kind_of(getattr(message, payload))
    # allow_nan=False: NaN is not valid JSON, and a strict reader would refuse the line.
    text = json.dumps({"type": _NAMES[type(message)], **body}, allow_nan=False)
    return text + "\n"


def decode(line: str) -> Message:
    """The message in a line.

    Raises:
        MessageError: The line is too long, not JSON or not a message of this protocol, or a number is out of
            range.
    """
    if len(line) > MAX_LINE_BYTES:
        raise MessageError(f"line of {len(line)} characters")
    body = parse(line)
    if not isinstance(body, dict):
        raise MessageError(f"not an object: {line[:80]!r}")
    cls = _TYPES.get(str(body.pop("type", None)))
    if cls is None:
        raise MessageError(f"unknown type: {line[:80]!r}")
    if cls is Request:
        check_depth(body)
    payload = _PAYLOADS.get(cls)
    if payload:
        kind = KINDS.get(str(body.pop("kind", None)))
        if kind is None:
            raise MessageError(f"unknown kind: {line[:80]!r}")
        body[payload] = build(kind, body.get(payload))
    return typing.cast(Message, build(cls, body, ready=payload))
