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
    """Where labelled polygons are, and the class of each polygon.

    Attributes:
        path: A vector file of any format that GDAL reads.
        field: The field that holds the class.
        layer: A layer in the file; the first layer if None.
        values: Text of the field's value -> class code. Empty: the field's integers are the codes.
        scene_field: A field with the scene (its file's stem) that a polygon was drawn on; the polygon counts
            for that scene alone.
    """

    path: str
    field: str
    layer: Optional[str] = None
    values: dict[str, int] = dataclasses.field(default_factory=dict)  # `field` is an attribute here
    scene_field: Optional[str] = None


@kind("inspect_labels")
@dataclass
class InspectLabelsRequest(Params):
    """Asks what labels a model could learn from: answered by a :class:`LabelReport`.

    Attributes:
        scenes: The scenes that the polygons lie on.
        labels: The polygons.
        classes: Names, colours and order; codes that occur only in the labels get defaults.
    """

    scenes: list[SceneSpec]
    labels: list[LabelSpec]
    classes: list[ClassInfo] = field(default_factory=list)


@dataclass
class ClassCount:
    """How much of one class is labelled; ``warning`` is a sentence if that is too little."""

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
        classes: One entry per class, also for classes without a polygon.
        outside: Number of polygons outside every scene.
        on_nodata: Number of polygons without a valid pixel.
        nodata_pixels: Number of nodata pixels in polygons that lie partly on nodata; these pixels are left
            out.
        crossing: Number of polygons with an outline that crosses itself; their area follows the even-odd
            rule.
        misplaced: Number of polygons with infinite or NaN coordinates, or coordinates outside the world.
        no_value: Number of polygons whose field is empty or has a value without a class.
        conflicts: Number of pixels inside polygons of two classes; these pixels are left out.
        problems: All of these problems, and more, as sentences for the user.
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
        seed: Seed of everything random.
        overwrite: Whether an existing model of that name may be replaced (never the base model).
        engine: One of ``model.protocol.values.ENGINES``; the full mode always takes torch.
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
    engine: str = "auto"


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
        overall_accuracy: Share of correctly classified pixels.
        kappa: Cohen's kappa.
        polygons: Number of scored polygons.
        folds: Number of trainings with held-out polygons; 0 if the model was scored without training.
        estimate: Whether the scores are rough because there are few polygons.
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
        labels: What the labels hold.
        seconds: Wall time.
        device: Name of the device in words.
        feature_seconds: Part of ``seconds`` spent on features; small if cached features were used.
        stopped_early: Whether the user said that the model was good enough.
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
    engine: str = "auto"


@kind("suggest_labels")
@dataclass
class SuggestLabelsRequest(Params):
    """Asks where labels would help most: answered by a :class:`SuggestResult`.

    Attributes:
        scene: Where to look.
        out: Vector file to write (.gpkg or .geojson): points with rank, reason, guessed class code and name,
            and confidence in percent.
        model: Model whose uncertainty counts; the default model if empty.
        count: Number of points.
        extent: West, south, east, north in ``extent_crs``; the whole scene if None.
        extent_crs: ``EPSG:n`` or WKT; the scene's own if None.
        labels: Existing polygons: places to avoid.
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
    engine: str = "auto"


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
        model: A model's name; for ``import`` the file; for ``recover`` the name of a fine-tuning whose worker
            died. Its best saved state becomes the model of that name (``model_not_found`` if nothing was
            saved yet).
        target: The new name (``rename``, optional for ``import``) or the file to write (``export``).
    """

    action: str
    model: str
    target: str = ""
