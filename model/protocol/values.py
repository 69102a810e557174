"""What requests and answers are made of: scenes, classes, models, errors.

Standard library only, and Python 3.9, as in all of the protocol.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Optional

from .kinds import Answer, kind

UNITS = ("auto", "db", "db_x10", "db_x100", "db_x1000", "linear", "amplitude", "dn", "uint8")
"""``db_x100`` means decibels times 100; integers without any metadata are often stored this way."""
DEVICES = ("auto", "cpu", "cuda", "mps")
PRECISIONS = ("auto", "fp32", "bf16", "fp16")
OF_TORCH = ("torch", "torchvision", "timm")
"""The pinned packages that the light environment does without."""
ENGINES = ("auto", "torch", "openvino")
"""What computes the network. ``auto``: torch on a GPU; on a CPU the faster one of those that agree."""
OUTPUTS = ("landcover", "confidence", "attention", "familiarity")
DEFAULT_OUTPUTS = OUTPUTS[:3]
"""What is made if nobody chooses. Familiarity is on request: its figure comes with every run."""
POLARISATIONS = ("VV", "HH", "co-pol", "VH", "HV", "cross-pol")
"""Names of bands; ``co-pol`` and ``cross-pol`` if the file does not say more."""
ATTENTION_GRIDS = ("tokens", "full")
"""Pixels of the attention layer: one per token of the network, or the scene's own."""
UNFAMILIAR = 5
"""In percent. Ground counts as unfamiliar if less than this share of the training ground is as strange."""
FAMILIARITY_BAND, CHANGE_BAND = "Familiarity (%)", "Change"
"""Names of the only band of these products: whoever has nothing but the file knows it by this name."""
UNCHANGED = 1
"""Value of the change raster where the class is the same on both dates; all changes lie above."""
LOW_CONFIDENCE = 50
"""In percent. Below it, the other classes together are as likely as the chosen class."""


@dataclass
class SceneSpec:
    """Where a scene is and how to read the files; every ``None`` or ``auto`` is detected.

    Attributes:
        path: A raster: one polarisation, or both as bands, in any form that ``model.sar.scene`` reads.
        cross_pol_path: A second raster holding the cross-pol (VH or HV) band on the same grid.
        co_band: 1-based band of VV or HH; 0 for none.
        cross_band: 1-based band of VH or HV (in ``cross_pol_path`` if given); 0 for none.
        units: One of ``UNITS``.
        nodata: A value to treat as nodata besides the declared value.
        allow_any: Go on even if the raster does not look like radar.
        stem: Prefix of the products' file names; the stem of ``path`` by default.
    """

    path: str
    cross_pol_path: Optional[str] = None
    co_band: Optional[int] = None
    cross_band: Optional[int] = None
    units: str = "auto"
    nodata: Optional[float] = None
    allow_any: bool = False
    stem: Optional[str] = None


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


@kind("description")
@dataclass
class SceneDescription(Answer):
    """What ``model.sar.scene`` found.

    Attributes:
        summary: A sentence for the user: "Looks like linear sigma0, VV and VH, 10.0 m".
        units: The unit that is used: one of ``UNITS`` except ``auto``.
        co_pol: "VV", "HH", "co-pol" (unnamed) or "" if absent.
        cross_pol: "VH", "HV", "cross-pol" (unnamed) or "" if absent.
        co_band: 1-based, 0 if absent.
        cross_band: 1-based, 0 if absent.
        ground_resolution_m: Pixel size on the ground, x and y; 0 if unknown.
        width: Columns.
        height: Rows.
        valid_fraction: Share of valid pixels, estimated on a decimated read.
        looks_like_radar: False for pictures, elevation models and the like.
        warnings: Things that the user should know, in sentences.
        calibrated: Whether the decibels are absolute, not just up to an unknown constant.
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
    calibrated: bool = True


@dataclass
class ClassInfo:
    """One class of a legend; ``color`` is ``#rrggbb``."""

    code: int
    name: str
    color: str


@dataclass
class SourceScores:
    """A model's scores on scenes of one source and one kind, which it was not trained on.

    Attributes:
        name: The source: a region or a data set.
        scenes: Number of scenes.
        polarisations: One or two of ``POLARISATIONS``.
        calibrated: Whether the scenes' decibels are absolute.
        miou: Mean IoU over the classes that occur, 0 to 1; None if it was not measured, as the others.
        accuracy: Share of the labelled pixels with the right class, 0 to 1.
        calibration_error: Expected calibration error, 0 to 1.
        built_up_elsewhere: Share of the labelled pixels of other classes that became built-up, 0 to 1.
        water_iou: IoU of water, 0 to 1.
    """

    name: str
    scenes: int
    polarisations: list[str]
    calibrated: bool
    miou: Optional[float] = None
    accuracy: Optional[float] = None
    calibration_error: Optional[float] = None
    built_up_elsewhere: Optional[float] = None
    water_iou: Optional[float] = None


@dataclass
class ModelInfo:
    """A usable model, or (in ``error``) the reason why a file is not usable.

    ``by_source`` is empty if the model's card has no such scores.
    """

    name: str
    path: str
    sha256: str = ""
    summary: str = ""
    licence: str = ""
    is_default: bool = False
    classes: list[ClassInfo] = field(default_factory=list)
    heads: int = 0
    card: dict[str, Any] = field(default_factory=dict)
    error: Optional[ErrorInfo] = None
    by_source: list[SourceScores] = field(default_factory=list)
