"""Requests about labels and fine-tuning, and their answers."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Optional

from .kinds import Answer, Params, kind
from .values import ClassInfo, ModelInfo, SceneSpec

MODES = ("fast", "full")
MODEL_ACTIONS = ("rename", "import", "export", "delete", "set_default", "recover")


@dataclass
class LabelSpec:
    """Where labelled polygons are and which class each belongs to.

    Attributes:
        path: A vector file of any format that GDAL reads.
        field: The field that holds the class.
        layer: A layer in the file; its first if None.
        values: Text of the field's value -> class code. Empty: the field's integers are the codes.
        scene_field: A field that names the scene (its file's stem) that a polygon was drawn on;
            such a polygon counts for that scene alone.
    """

    path: str
    field: str
    layer: Optional[str] = None
    values: dict[str, int] = dataclasses.field(default_factory=dict)  # `field` is an attribute here
    scene_field: Optional[str] = None


@kind("inspect_labels")
@dataclass
class InspectLabelsRequest(Params):
    """Asks what there is to learn from: answered by a :class:`LabelReport`.

    Attributes:
        scenes: The scenes that the polygons lie on.
        labels: The polygons.
        classes: Names, colours and order; codes in the labels that are missing here get defaults.
    """

    scenes: list[SceneSpec]
    labels: list[LabelSpec]
    classes: list[ClassInfo] = field(default_factory=list)


@dataclass
class ClassCount:
    """How much is labelled of one class; ``warning`` says so if it is too little."""

    code: int
    name: str
    color: str
    polygons: int
    pixels: int
    warning: str = ""


@kind("label_report")
@dataclass
class LabelReport(Answer):
    """What the labels hold.

    Attributes:
        classes: One entry per class, those without a polygon too.
        outside: Polygons that lie outside every scene.
        on_nodata: Polygons with no valid pixel under them.
        nodata_pixels: Pixels on nodata of polygons that lie partly on it; they are left out.
        crossing: Polygons with an outline that crosses itself; what it encloses by the even-odd rule counts.
        misplaced: Polygons with coordinates that are infinite, NaN or outside the world.
        no_value: Polygons whose field is empty or has a value that stands for no class.
        conflicts: Pixels that polygons of two classes claim; they are left out.
        problems: All that, and more, in sentences for the user.
    """

    classes: list[ClassCount]
    outside: int = 0
    on_nodata: int = 0
    nodata_pixels: int = 0
    crossing: int = 0
    misplaced: int = 0
    no_value: int = 0
    conflicts: int = 0
    problems: list[str] = field(default_factory=list)


@kind("finetune")
@dataclass
class FinetuneRequest(Params):
    """Asks for a model fine-tuned on labelled polygons: answered by a :class:`FinetuneResult`.

    Attributes:
        scenes: The scenes that the polygons lie on.
        labels: The polygons.
        name: The new model's name.
        classes: Names, colours and order; see :class:`InspectLabelsRequest`.
        base: Name or file of the model to start from; the default model if empty.
        mode: One of ``MODES``.
        device: One of ``model.protocol.envelope.DEVICES``.
        precision: One of ``model.protocol.envelope.PRECISIONS``.
        out: The file to write; by default one named after ``name`` in the user's model folder.
        seed: Of everything random.
        overwrite: Whether an existing model of that name may be replaced (never the base model).
    """

    scenes: list[SceneSpec]
    labels: list[LabelSpec]
    name: str
    classes: list[ClassInfo] = field(default_factory=list)
    base: str = ""
    mode: str = "fast"
    device: str = "auto"
    precision: str = "auto"
    out: Optional[str] = None
    seed: int = 0
    overwrite: bool = False


@kind("scores")
@dataclass
class Scores(Answer):
    """How well a model does on labelled polygons.

    Attributes:
        classes: The classes, in the order of all lists here.
        confusion: Pixels; rows are the true classes, columns the predicted ones.
        f1: Per class; None where a class does not occur.
        iou: Intersection over union per class; None where a class does not occur.
        miou: Mean of ``iou`` over the classes that occur.
        overall_accuracy: Share of pixels that are right.
        kappa: Cohen's.
        polygons: Polygons that were scored.
        folds: Trainings that held polygons out; 0 if the model was scored as it is.
        estimate: Whether polygons are so few that the scores are rough.
        note: How the scores were made, in a sentence for the user.
    """

    classes: list[ClassInfo]
    confusion: list[list[int]]
    f1: list[Optional[float]]
    iou: list[Optional[float]]
    miou: float
    overall_accuracy: float
    kappa: float
    polygons: int
    folds: int = 0
    estimate: bool = False
    note: str = ""


@kind("finetuned")
@dataclass
class FinetuneResult(Answer):
    """The answer to :class:`FinetuneRequest`.

    Attributes:
        model: The new model.
        metrics: Scores of held-out polygons.
        labels: What the labels held.
        seconds: Wall time.
        device: Name of the device in words.
        feature_seconds: Part of ``seconds`` that went into features; little when they were kept.
        stopped_early: Whether the user said that it was good enough.
    """

    model: ModelInfo
    metrics: Scores
    labels: LabelReport
    seconds: float
    device: str
    feature_seconds: float = 0.0
    stopped_early: bool = False


@kind("evaluate_model")
@dataclass
class EvaluateModelRequest(Params):
    """Asks how well a model does on labelled polygons: answered by :class:`Scores`."""

    scenes: list[SceneSpec]
    labels: list[LabelSpec]
    classes: list[ClassInfo] = field(default_factory=list)
    model: str = ""
    device: str = "auto"
    precision: str = "auto"


@kind("suggest_labels")
@dataclass
class SuggestLabelsRequest(Params):
    """Asks where labels would help most: answered by a :class:`SuggestResult`.

    Attributes:
        scene: Where to look.
        out: Vector file to write (.gpkg or .geojson): points with rank, reason, class code and
            name guessed, and confidence in percent.
        model: Whose doubts count; the default model if empty.
        count: How many points.
        extent: West, south, east, north in ``extent_crs``; the whole scene if None.
        extent_crs: ``EPSG:n`` or WKT; the scene's own if None.
        labels: Polygons that are there already: places to avoid.
    """

    scene: SceneSpec
    out: str
    model: str = ""
    count: int = 10
    extent: Optional[list[float]] = None
    extent_crs: Optional[str] = None
    labels: list[LabelSpec] = field(default_factory=list)
    device: str = "auto"
    precision: str = "auto"


@kind("suggested")
@dataclass
class SuggestResult(Answer):
    """The answer to :class:`SuggestLabelsRequest`."""

    path: str
    points: int


@kind("manage_model")
@dataclass
class ManageModelRequest(Params):
    """Asks for a change of the user's models: answered by a :class:`model.protocol.envelope.ModelList`.

    Attributes:
        action: One of ``MODEL_ACTIONS``.
        model: A model's name; for ``import`` the file; for ``recover`` the name of a fine-tuning
            whose worker died: the best that it had saved becomes the model of that name
            (``model_not_found`` if it had saved none yet).
        target: The new name (``rename``, optional for ``import``) or the file to write (``export``).
    """

    action: str
    model: str
    target: str = ""
