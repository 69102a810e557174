"""Requests about scenes and models, and their answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Optional

from .kinds import Answer, Params, kind
from .values import (
    DEFAULT_OUTPUTS,
    ClassInfo,
    ErrorInfo,
    ModelInfo,
    SceneDescription,
    SceneSpec,
    SourceScores,
)


@kind("describe")
@dataclass
class DescribeRequest(Params):
    """Asks what a scene looks like, without segmenting it."""

    scene: SceneSpec


@kind("list_models")
@dataclass
class ListModelsRequest(Params):
    """Asks which models can be used."""


@kind("segment")
@dataclass
class SegmentRequest(Params):
    """Asks for the products of one or more scenes.

    Attributes:
        scenes: What to segment, one after the other.
        out_dir: Existing or new folder for the products.
        outputs: Any of ``OUTPUTS``.
        model: A model's name or a file; the default model if empty.
        device: One of ``DEVICES``.
        precision: One of ``PRECISIONS``.
        engine: One of ``ENGINES``.
        extent: West, south, east, north in ``extent_crs``; the whole scene if None.
        polygon: A GeoJSON geometry (Polygon or MultiPolygon) in ``extent_crs``; outside it the products are
            nodata.
        extent_crs: ``EPSG:n`` or WKT of ``extent`` and ``polygon``; the scene's own if None.
        classes: Codes or names of the classes that may be there, at least two; all of the model's if empty.
            Other classes are never said, and confidence is a share among these.
        priors: Code or name to the share of the ground that the class is expected to have; above 0, in any
            unit. Names every class of ``classes``; without ``classes``, these are the classes that may be
            there. Empty: nothing is known of the shares.
        careful: Whether every tile is also seen in three mirror images, which takes four times as long.
        attention: One of ``ATTENTION_GRIDS``: the pixels of the attention layer.
        features: Whether to keep the features of the same pass in the user's cache, for the page Explore and
            for fine-tuning.
    """

    scenes: list[SceneSpec]
    out_dir: str
    outputs: list[str] = field(default_factory=lambda: list(DEFAULT_OUTPUTS))
    model: str = ""
    device: str = "auto"
    precision: str = "auto"
    extent: Optional[list[float]] = None
    polygon: Optional[dict[str, Any]] = None
    extent_crs: Optional[str] = None
    engine: str = "auto"
    careful: bool = False
    classes: list[str] = field(default_factory=list)
    priors: dict[str, float] = field(default_factory=dict)
    attention: str = "tokens"
    features: bool = False


@kind("models")
@dataclass
class ModelList(Answer):
    """The answer to :class:`ListModelsRequest`."""

    models: list[ModelInfo]


@dataclass
class SceneResult:
    """The products of one scene, or ``error``.

    Attributes:
        path: The scene.
        products: Product name to file.
        areas_ha: Class code (as text, since JSON keys are texts) to area on the ground in hectares.
        valid_pixels: Number of pixels that got a class.
        seconds: Wall time for this scene.
        device: Name of the device in words.
        precision: ``fp32``, ``bf16`` or ``fp16``.
        engine: ``torch`` or ``openvino``.
        engine_note: Why another engine than the wanted or usual one; empty if there is nothing to say.
        megapixels_per_second: Valid input pixels per second.
        description: What was found about the scene.
        classes: Legend of the land cover: the classes that could be said.
        excluded: The model's other classes, which the request left out.
        priors: Class code (as text) to the share that was expected, summing to 1; empty if none were given.
        mean_confidence: Mean in percent over the ground that got a class; None if there is no such ground.
        low_confidence_share: Share (0 to 1) of the classified ground with less than ``LOW_CONFIDENCE``
            percent.
        error: Why there are no products.
        features: File of the kept features; empty without one.
        unfamiliar_share: Share (0 to 1) of the ground that is unlike the model's training data; None if
            the model does not know them.
    """

    path: str
    products: dict[str, str] = field(default_factory=dict)
    areas_ha: dict[str, float] = field(default_factory=dict)
    valid_pixels: int = 0
    seconds: float = 0.0
    device: str = ""
    precision: str = ""
    megapixels_per_second: float = 0.0
    description: Optional[SceneDescription] = None
    classes: list[ClassInfo] = field(default_factory=list)
    mean_confidence: Optional[float] = None
    low_confidence_share: Optional[float] = None
    error: Optional[ErrorInfo] = None
    engine: str = ""
    engine_note: str = ""
    excluded: list[ClassInfo] = field(default_factory=list)
    priors: dict[str, float] = field(default_factory=dict)
    features: str = ""
    unfamiliar_share: Optional[float] = None


@kind("segmented")
@dataclass
class SegmentResult(Answer):
    """The answer to :class:`SegmentRequest`, scene by scene; ``by_source`` is from the model's card."""

    scenes: list[SceneResult]
    model: str = ""
    model_sha256: str = ""
    by_source: list[SourceScores] = field(default_factory=list)
