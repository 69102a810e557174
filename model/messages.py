"""The protocol between the plugin and the worker: one JSON object per line.

The one module that both sides import, so: standard library only, and Python 3.9 syntax.

Client to worker: ``request`` (one job), ``cancel`` and ``finish`` (by job id), ``shutdown``.
Worker to client: one ``hello`` at the start, then for each job any number of ``progress`` and
exactly one ``result`` or ``error``. See ``docs/protocol.md``.
"""

from __future__ import annotations

import dataclasses
import json
import typing
from dataclasses import dataclass, field
from typing import Any

# Relative: inside QGIS this package has another name.
from .finetune_messages import (  # noqa: F401  passed on
    MODEL_ACTIONS,
    MODES,
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
from .message_values import MessageError, build, check_depth, parse

PROTOCOL_VERSION = 1
MAX_LINE_BYTES = 4_000_000
"""A longer line is no message of ours: it is refused instead of filling memory."""

UNITS = ("auto", "db", "db_x10", "db_x100", "db_x1000", "linear", "amplitude", "dn", "uint8")
"""``db_x100`` are decibels times 100, as integers without a word about it often are."""
DEVICES = ("auto", "cpu", "cuda", "mps")
PRECISIONS = ("auto", "fp32", "bf16", "fp16")
OUTPUTS = ("landcover", "confidence", "attention")
LOW_CONFIDENCE = 50
"""Percent below which another class, or several together, are as likely as the one that was chosen."""


@dataclass
class SceneSpec:
    """Where a scene is and how to read it; every ``None`` or ``auto`` is detected.

    Attributes:
        path: A raster: one polarisation, or both in bands, in any form ``model.scene`` reads.
        cross_pol_path: A second raster holding the cross-pol (VH or HV) band on the same grid.
        co_band: 1-based band of VV or HH; 0 says there is none.
        cross_band: 1-based band of VH or HV (in ``cross_pol_path`` if given); 0 says none.
        units: One of ``UNITS``.
        nodata: A value to treat as nodata besides the declared one.
        allow_any: Go on even if the raster does not look like radar.
        stem: Prefix of the products' file names; the stem of ``path`` by default.
    """

    path: str
    cross_pol_path: str | None = None
    co_band: int | None = None
    cross_band: int | None = None
    units: str = "auto"
    nodata: float | None = None
    allow_any: bool = False
    stem: str | None = None


@dataclass
class DescribeRequest:
    """Asks what a scene looks like, without segmenting it."""

    scene: SceneSpec


@dataclass
class ListModelsRequest:
    """Asks which models can be used."""


@dataclass
class SegmentRequest:
    """Asks for the products of one or more scenes.

    Attributes:
        scenes: What to segment, one after the other.
        out_dir: Existing or new folder for the products.
        outputs: Any of ``OUTPUTS``.
        model: A model's name or a file; the default model if empty.
        device: One of ``DEVICES``.
        precision: One of ``PRECISIONS``.
        extent: West, south, east, north in ``extent_crs``; the whole scene if None.
        polygon: A GeoJSON geometry (Polygon or MultiPolygon) in ``extent_crs`` outside which the
            products are nodata.
        extent_crs: ``EPSG:n`` or WKT of ``extent`` and ``polygon``; the scene's own if None.
    """

    scenes: list[SceneSpec]
    out_dir: str
    outputs: list[str] = field(default_factory=lambda: list(OUTPUTS))
    model: str = ""
    device: str = "auto"
    precision: str = "auto"
    extent: list[float] | None = None
    polygon: dict[str, Any] | None = None
    extent_crs: str | None = None


@dataclass
class DeviceInfo:
    """A device that the worker can compute on; memory is 0 where unknown."""

    kind: str
    name: str
    memory_mb: int = 0


@dataclass
class ErrorInfo:
    """What went wrong, and what to do about it."""

    code: str
    message: str
    remedy: str
    detail: str = ""


@dataclass
class SceneDescription:
    """What ``model.scene`` found.

    Attributes:
        summary: A sentence for the user: "Looks like linear sigma0, VV and VH, 10.0 m".
        units: The unit in force, one of ``UNITS`` but ``auto``.
        co_pol: "VV", "HH", "co-pol" (unnamed) or "" if absent.
        cross_pol: "VH", "HV", "cross-pol" (unnamed) or "" if absent.
        co_band: 1-based, 0 if absent.
        cross_band: 1-based, 0 if absent.
        ground_resolution_m: Pixel size on the ground, x and y; 0 if unknown.
        width: Columns.
        height: Rows.
        valid_fraction: Share of valid pixels, estimated on a decimated read.
        looks_like_radar: False for pictures, elevation models and the like.
        warnings: Things the user should know, in sentences.
    """

    summary: str
    units: str
    co_pol: str
    cross_pol: str
    co_band: int
    cross_band: int
    ground_resolution_m: list[float]
    width: int
    height: int
    valid_fraction: float
    looks_like_radar: bool
    warnings: list[str] = field(default_factory=list)


@dataclass
class ClassInfo:
    """One class of a legend; ``color`` is ``#rrggbb``."""

    code: int
    name: str
    color: str


@dataclass
class ModelInfo:
    """A model that can be used, or (``error``) the reason why a file cannot."""

    name: str
    path: str
    sha256: str = ""
    summary: str = ""
    licence: str = ""
    is_default: bool = False
    classes: list[ClassInfo] = field(default_factory=list)
    heads: int = 0
    card: dict[str, Any] = field(default_factory=dict)
    error: ErrorInfo | None = None


@dataclass
class ModelList:
    """The answer to :class:`ListModelsRequest`."""

    models: list[ModelInfo]


@dataclass
class SceneResult:
    """The products of one scene, or ``error``.

    Attributes:
        path: The scene.
        products: Product name to file.
        areas_ha: Class code (as text: JSON keys) to area on the ground in hectares.
        valid_pixels: Pixels that got a class.
        seconds: Wall time for this scene.
        device: Name of the device in words.
        precision: ``fp32``, ``bf16`` or ``fp16``.
        megapixels_per_second: Valid input pixels per second.
        description: What the scene was taken for.
        classes: Legend of the land cover.
        mean_confidence: Percent, over the ground that got a class; None without any.
        low_confidence_share: Share (0 to 1) of that ground with less than ``LOW_CONFIDENCE`` percent.
        error: Why there are no products.
    """

    path: str
    products: dict[str, str] = field(default_factory=dict)
    areas_ha: dict[str, float] = field(default_factory=dict)
    valid_pixels: int = 0
    seconds: float = 0.0
    device: str = ""
    precision: str = ""
    megapixels_per_second: float = 0.0
    description: SceneDescription | None = None
    classes: list[ClassInfo] = field(default_factory=list)
    mean_confidence: float | None = None
    low_confidence_share: float | None = None
    error: ErrorInfo | None = None


@dataclass
class SegmentResult:
    """The answer to :class:`SegmentRequest`, scene by scene."""

    scenes: list[SceneResult]
    model: str = ""
    model_sha256: str = ""


@dataclass
class Hello:
    """The worker's first line. ``devices[0]`` is the one that ``auto`` takes."""

    version: str
    python: str
    torch: str
    devices: list[DeviceInfo]
    pid: int
    protocol: int = PROTOCOL_VERSION


@dataclass
class Request:
    """A job: ``kind`` names the class of ``params``."""

    id: str
    params: Params


@dataclass
class Cancel:
    """Asks for the end of a job; it then ends with error code ``cancelled``."""

    id: str


@dataclass
class FinishEarly:
    """Tells a fine-tuning that it is good enough: it ends with the best model so far."""

    id: str


@dataclass
class Shutdown:
    """Asks the worker to end the job in hand and leave."""


@dataclass
class Progress:
    """How far a job is: ``fraction`` 0..1, ``seconds_left`` None while unknown.

    A fine-tuning also gives its ``stage`` ("queued", "features", "validation" or "training") and,
    while it trains, points of its ``curve``: ``step``, ``steps``, ``loss`` and, now and then,
    ``miou`` on held-out polygons.
    """

    id: str
    fraction: float
    message: str = ""
    seconds_left: float | None = None
    stage: str = ""
    curve: dict[str, float] | None = None


@dataclass
class Result:
    """A job's success."""

    id: str
    result: Answer


@dataclass
class Failure:
    """A job's failure. ``id`` is empty when the line could not be read at all."""

    id: str
    error: ErrorInfo


Params = typing.Union[
    DescribeRequest,
    ListModelsRequest,
    SegmentRequest,
    InspectLabelsRequest,
    FinetuneRequest,
    EvaluateModelRequest,
    SuggestLabelsRequest,
    ManageModelRequest,
]
Answer = typing.Union[
    SceneDescription, ModelList, SegmentResult, LabelReport, FinetuneResult, Scores, SuggestResult
]
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
_KINDS: dict[str, type] = {
    "describe": DescribeRequest,
    "list_models": ListModelsRequest,
    "segment": SegmentRequest,
    "inspect_labels": InspectLabelsRequest,
    "finetune": FinetuneRequest,
    "evaluate_model": EvaluateModelRequest,
    "suggest_labels": SuggestLabelsRequest,
    "manage_model": ManageModelRequest,
    "description": SceneDescription,
    "models": ModelList,
    "segmented": SegmentResult,
    "label_report": LabelReport,
    "finetuned": FinetuneResult,
    "scores": Scores,
    "suggested": SuggestResult,
}
_KIND_NAMES = {cls: name for name, cls in _KINDS.items()}
_PAYLOADS = {Request: "params", Result: "result"}


def encode(message: Message) -> str:
    """The message as one line of JSON, newline included."""
    body = dataclasses.asdict(message)
    payload = _PAYLOADS.get(type(message))
    if payload:
        body["kind"] = _KIND_NAMES[type(getattr(message, payload))]
    # allow_nan=False: NaN is no JSON, and a strict reader on the other side would stumble.
    text = json.dumps({"type": _NAMES[type(message)], **body}, allow_nan=False)
    return text + "\n"


def decode(line: str) -> Message:
    """The message in a line.

    Raises:
        MessageError: The line is too long, no JSON, or no message of this protocol; or a number is
            out of range.
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
        kind = _KINDS.get(str(body.pop("kind", None)))
        if kind is None:
            raise MessageError(f"unknown kind: {line[:80]!r}")
        body[payload] = build(kind, body.get(payload), globals())
    return typing.cast(Message, build(cls, body, globals(), ready=payload))
