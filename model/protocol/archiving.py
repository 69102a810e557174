"""A request for an archive of scenes, and its answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Optional

from .kinds import Answer, Params, kind
from .segmenting import SceneResult
from .values import DEFAULT_OUTPUTS, SceneSpec


@kind("segment_archive")
@dataclass
class ArchiveRequest(Params):
    """Asks for the products of an archive, with processes of this computer.

    Attributes:
        out_dir: Existing or new folder of the archive.
        items: A folder, a pattern, or a text or CSV list; empty if ``scenes`` says what to segment.
        scenes: Scenes that the client names, if ``items`` is empty.
        outputs: Any of ``OUTPUTS``.
        model: A model's name or a file; the default model if empty.
        device: One of ``DEVICES``.
        precision: One of ``PRECISIONS``.
        units: One of ``UNITS``, for scenes that do not say.
        nodata: A value to treat as nodata, for scenes that do not say.
        allow_any: Go on where a scene does not look like radar.
        workers: Scenes at the same time; 0: by the computer's memory and cores.
        retries: How often a scene is tried again after a failure that may pass.
        engine: One of ``ENGINES``.
        careful: Whether every tile is also seen in three mirror images, which takes four times as long.
        classes: Codes or names of the classes that may be there, as in ``SegmentRequest``.
        priors: Code or name to the expected share of the ground, as in ``SegmentRequest``.
    """

    out_dir: str
    items: str = ""
    scenes: list[SceneSpec] = field(default_factory=list)
    outputs: list[str] = field(default_factory=lambda: list(DEFAULT_OUTPUTS))
    model: str = ""
    device: str = "auto"
    precision: str = "auto"
    units: str = "auto"
    nodata: Optional[float] = None
    allow_any: bool = False
    workers: int = 0
    retries: int = 2
    engine: str = "auto"
    careful: bool = False
    classes: list[str] = field(default_factory=list)
    priors: dict[str, float] = field(default_factory=dict)


@kind("archived")
@dataclass
class ArchiveResult(Answer):
    """The answer to :class:`ArchiveRequest`.

    Attributes:
        done: Scenes that this run made.
        skipped: Scenes that an earlier run had made with the same model and parameters.
        failed: Scenes without products.
        duplicates: Scenes that were named more than once, and are made once.
        collection: The STAC Collection.
        failures: The table of failures; empty if there is none.
        seconds: Wall time.
        model: Name of the model.
        model_sha256: Hash of the model's tensors.
        scenes: The first scenes, finished or failed, so that a client can show them.
    """

    done: int
    skipped: int
    failed: int
    duplicates: int = 0
    collection: str = ""
    failures: str = ""
    seconds: float = 0.0
    model: str = ""
    model_sha256: str = ""
    scenes: list[SceneResult] = field(default_factory=list)
