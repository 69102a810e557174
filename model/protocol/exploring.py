"""Requests of the page Explore, and their answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Optional

from .kinds import Answer, Params, kind
from .values import ClassInfo, SceneSpec

COMPONENTS = 32
"""Principal components of the tokens that are kept unless another number is asked for."""


@dataclass
class MapView:
    """The part of a map that is drawn, and its size on the screen.

    Attributes:
        extent: West, south, east, north in ``crs``.
        width: Pixels across.
        height: Pixels down.
        crs: ``EPSG:n`` or WKT; the scene's own if None.
    """

    extent: list[float]
    width: int
    height: int
    crs: Optional[str] = None


@dataclass
class Example:
    """A place that the user marked.

    Attributes:
        geometry: GeoJSON Point, MultiPoint, LineString or Polygon.
        code: Class of the place; for similar places 1 is "like this" and 0 "not like this".
    """

    geometry: dict[str, Any]
    code: int = 1


@kind("features")
@dataclass
class FeaturesRequest(Params):
    """Asks for the features of a scene, from the cache or by a forward pass.

    Attributes:
        scene: The scene.
        model: A model's name or a file; the default model if empty.
        device: One of ``DEVICES``.
        precision: One of ``PRECISIONS``.
        engine: One of ``ENGINES``.
        extent: West, south, east, north in ``extent_crs``; the whole scene if None.
        extent_crs: ``EPSG:n`` or WKT; the scene's own if None.
        components: Principal components of the tokens to keep.
        out: A file to write; into the cache if empty.
        only_kept: Answer without a forward pass: ``path`` is empty if nothing is kept.
        polygon: A GeoJSON geometry in ``extent_crs``: only tiles that touch it are looked at.
    """

    scene: SceneSpec
    model: str = ""
    device: str = "auto"
    precision: str = "auto"
    engine: str = "auto"
    extent: Optional[list[float]] = None
    extent_crs: Optional[str] = None
    components: int = COMPONENTS
    out: str = ""
    only_kept: bool = False
    polygon: Optional[dict[str, Any]] = None


@kind("featured")
@dataclass
class FeaturesAnswer(Answer):
    """The answer to :class:`FeaturesRequest`.

    Attributes:
        path: The file with the features; empty if there is none.
        kept: Whether the file was there before.
        model: The model's name.
        model_sha256: Its hash.
        heads: Attention heads.
        components: Components of a token.
        size: Bytes on disk.
        crs: The scene's coordinate system as WKT; empty if unknown.
        extent: West, south, east, north of the scene in ``crs``; empty if unknown.
        unfamiliar: Share (0 to 1) of the ground that is unlike the training data; None if the model does not
            know its training data.
        changed: What changed since features were kept for this scene, in a sentence; empty if nothing did.
    """

    path: str
    kept: bool = False
    model: str = ""
    model_sha256: str = ""
    heads: int = 0
    components: int = 0
    size: int = 0
    crs: str = ""
    extent: list[float] = field(default_factory=list)
    unfamiliar: Optional[float] = None
    changed: str = ""


@kind("seen")
@dataclass
class ViewAnswer(Answer):
    """An image of a view.

    Attributes:
        width: Pixels across.
        height: Pixels down.
        bands: Bands of the image; each follows the former one.
        pixels: uint8 [bands, height, width], compressed by zlib, in Base64. 255 is nodata (for colours: the
            fourth band is alpha).
        low: What the value 0 means.
        high: What the value 254 means.
        note: Something that the user should know, in a sentence.
        numbers: Figures about the view or the fit.
    """

    width: int
    height: int
    bands: int
    pixels: str
    low: float = 0.0
    high: float = 1.0
    note: str = ""
    numbers: dict[str, float] = field(default_factory=dict)


@kind("similar_view")
@dataclass
class SimilarViewRequest(Params):
    """Asks how similar the ground of a view is to examples: 0 to 254 for 0 to 1.

    Attributes:
        features: File of features.
        examples: Places like (1) and unlike (0) what is wanted.
        view: What to draw.
        crs: Coordinate system of the examples; the scene's own if None.
    """

    features: str
    examples: list[Example]
    view: MapView
    crs: Optional[str] = None


@kind("similar")
@dataclass
class SimilarRequest(Params):
    """Asks for the similarity of a whole scene as a raster in percent.

    Attributes:
        features: File of features; if empty, features of ``scene`` are made.
        scene: The scene; used if ``features`` is empty.
        examples: As for :class:`SimilarViewRequest`.
        out: The raster to write (``.tif``).
        crs: Coordinate system of the examples; the scene's own if None.
        model: As for :class:`FeaturesRequest`, used with ``scene``.
    """

    out: str
    examples: list[Example]
    features: str = ""
    scene: Optional[SceneSpec] = None
    crs: Optional[str] = None
    model: str = ""
    device: str = "auto"
    precision: str = "auto"
    engine: str = "auto"


@kind("teach_view")
@dataclass
class TeachViewRequest(Params):
    """Asks for the classes of a view by a classifier fitted on examples: the image holds class codes.

    The second band is the classifier's confidence, 0 to 254 for 0 to 1.

    Attributes:
        features: File of features.
        examples: Places with class codes; at least two classes.
        view: What to draw.
        crs: Coordinate system of the examples; the scene's own if None.
    """

    features: str
    examples: list[Example]
    view: MapView
    crs: Optional[str] = None


@kind("attention_view")
@dataclass
class AttentionViewRequest(Params):
    """Asks where a token looks in its own tile: one band per head, then the mean.

    0 to 254 for the share of the largest value.

    Attributes:
        scene: The scene; read again, since the attention of a token is not kept.
        x: Place of the token.
        y: Place of the token.
        view: What to draw.
        crs: Coordinate system of ``x`` and ``y``; the scene's own if None.
        mass: Share (0 to 1) of each head's attention that a mask keeps (0.6 in the DINO paper). Pixels
            outside the mask are nodata. 1: no mask.
        of_cls: The attention of the CLS token instead, from ``features``.
        features: File of features, for ``of_cls``.
    """

    scene: SceneSpec
    x: float
    y: float
    view: MapView
    crs: Optional[str] = None
    mass: float = 1.0
    of_cls: bool = False
    features: str = ""
    model: str = ""
    device: str = "auto"
    precision: str = "auto"
    engine: str = "auto"


@kind("colours_view")
@dataclass
class ColoursViewRequest(Params):
    """Asks for the first three principal components of a view as red, green, blue, and alpha."""

    features: str
    view: MapView


@kind("segments")
@dataclass
class SegmentsRequest(Params):
    """Asks for segments without labels: k-means of the features.

    Attributes:
        out: The raster of segments to write (``.tif``), numbered from 1; 0 is nodata.
        count: Number of segments; 0: proposed by a criterion.
        seed: Seed of the first centres.
        features: File of features; if empty, features of ``scene`` are made.
        scene: The scene; used if ``features`` is empty, and for borders that follow the image.
    """

    out: str
    count: int = 0
    seed: int = 0
    features: str = ""
    scene: Optional[SceneSpec] = None
    model: str = ""
    device: str = "auto"
    precision: str = "auto"
    engine: str = "auto"


@kind("colours")
@dataclass
class ColoursRequest(Params):
    """Asks for the first three principal components as a raster of red, green, blue."""

    out: str
    features: str = ""
    scene: Optional[SceneSpec] = None
    model: str = ""
    device: str = "auto"
    precision: str = "auto"
    engine: str = "auto"


@kind("stack")
@dataclass
class StackRequest(Params):
    """Asks for a raster with backscatter, texture, attention and components as bands, for other programs.

    Attributes:
        out: The raster to write (``.tif``), on the scene's grid.
        scene: The scene.
        parts: Any of ``backscatter``, ``texture``, ``attention``, ``components``.
        components: Number of principal components.
        features: File of features; made if empty.
    """

    out: str
    scene: SceneSpec
    parts: list[str] = field(default_factory=lambda: ["backscatter", "texture", "attention", "components"])
    components: int = 8
    features: str = ""
    model: str = ""
    device: str = "auto"
    precision: str = "auto"
    engine: str = "auto"


@kind("familiarity")
@dataclass
class FamiliarityRequest(Params):
    """Asks how familiar the ground of a scene is to the model, as a raster of 0 to 100.

    Attributes:
        out: The raster to write (``.tif``); no raster if empty.
        scene: The scene.
    """

    scene: SceneSpec
    out: str = ""
    model: str = ""
    device: str = "auto"
    precision: str = "auto"
    engine: str = "auto"


@kind("explored")
@dataclass
class ExploreAnswer(Answer):
    """The answer to the requests of this module that write a raster.

    Attributes:
        path: The raster.
        features: The file of features that was read.
        classes: Segments or classes of the raster.
        areas_ha: Code (as text) to area on the ground in hectares.
        numbers: Figures: ``unfamiliar`` (share of the ground), ``segments``, ``criterion``, ...
        bands: Names of the raster's bands.
        note: Something that the user should know, in a sentence.
    """

    path: str
    features: str = ""
    classes: list[ClassInfo] = field(default_factory=list)
    areas_ha: dict[str, float] = field(default_factory=dict)
    numbers: dict[str, float] = field(default_factory=dict)
    bands: list[str] = field(default_factory=list)
    note: str = ""
