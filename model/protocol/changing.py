"""Requests about several dates of one place, and their answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Optional

from .kinds import Answer, Params, kind
from .values import ClassInfo, SceneSpec

CHANGE_OUTPUTS = ("change", "probability", "embeddings", "backscatter")
"""``change``: from which class to which; ``probability``: of a change, in percent; ``embeddings``: distance
of the network's embeddings, and where the distance is a change; ``backscatter``: difference in dB."""


@kind("change")
@dataclass
class ChangeRequest(Params):
    """Asks what changed between two scenes of one place.

    Attributes:
        before: The earlier scene; the products lie on its grid.
        after: The later scene; brought onto the grid of the earlier scene.
        out_dir: Existing or new folder for the products.
        outputs: Any of ``CHANGE_OUTPUTS``.
        target: Code of a class: the probability is that of a change *to* this class. 0: of any change.
        model: A model's name or a file; the default model if empty.
        device: One of ``DEVICES``.
        precision: One of ``PRECISIONS``.
        extent: West, south, east, north in ``extent_crs``; all that the scenes share if None.
        extent_crs: ``EPSG:n`` or WKT of ``extent``; the earlier scene's own if None.
        stem: Prefix of the products' file names; both scenes' names by default.
    """

    before: SceneSpec
    after: SceneSpec
    out_dir: str
    outputs: list[str] = field(default_factory=lambda: list(CHANGE_OUTPUTS))
    target: int = 0
    model: str = ""
    device: str = "auto"
    precision: str = "auto"
    extent: Optional[list[float]] = None
    extent_crs: Optional[str] = None
    stem: Optional[str] = None


@dataclass
class Transition:
    """One change from class to class.

    Attributes:
        code: Value in the change raster; 1 means no change.
        before: Class code before.
        after: Class code after.
        area_ha: Area on the ground in hectares; None without a georeference.
        pixels: Number of pixels.
    """

    code: int
    before: int
    after: int
    area_ha: Optional[float]
    pixels: int


@kind("changed")
@dataclass
class ChangeResult(Answer):
    """The answer to :class:`ChangeRequest`.

    Attributes:
        products: Product name to file.
        classes: Legend of the land cover on both dates.
        matrix_ha: Area by class before (rows) and class after (columns), in the order of ``classes``, in
            hectares; empty without a georeference.
        matrix_pixels: The same in pixels.
        transitions: The changes that occur, the largest first, with their codes in the change raster.
        legend: Values, names and colours of the change raster.
        threshold: Distance of embeddings above which a pixel counts as changed; None without embeddings.
        false_alarms: Share of unchanged ground above the threshold, as calibrated; None without embeddings.
        embeddings_changed: Share of the pixels above the threshold; None without embeddings.
        valid_pixels: Pixels that are valid on both dates.
        notes: Things that the user should know, in sentences.
        model: Name of the model.
        model_sha256: Hash of the model.
        seconds: Wall time.
    """

    products: dict[str, str] = field(default_factory=dict)
    classes: list[ClassInfo] = field(default_factory=list)
    matrix_ha: list[list[float]] = field(default_factory=list)
    matrix_pixels: list[list[int]] = field(default_factory=list)
    transitions: list[Transition] = field(default_factory=list)
    legend: list[ClassInfo] = field(default_factory=list)
    threshold: Optional[float] = None
    false_alarms: Optional[float] = None
    embeddings_changed: Optional[float] = None
    valid_pixels: int = 0
    notes: list[str] = field(default_factory=list)
    model: str = ""
    model_sha256: str = ""
    seconds: float = 0.0


@kind("combine")
@dataclass
class CombineRequest(Params):
    """Asks for one scene made of several dates: the mean in linear power, and how the dates vary.

    Attributes:
        scenes: Two or more scenes of one place; the product lies on the grid of the first.
        out: The GeoTIFF to write. Bands: the mean of each polarisation in dB, then the standard deviation
            over the dates of each polarisation in dB, then the number of dates.
    """

    scenes: list[SceneSpec]
    out: str


@kind("combined")
@dataclass
class CombineResult(Answer):
    """The answer to :class:`CombineRequest`.

    Attributes:
        path: The file.
        dates: Number of scenes.
        polarisations: ``VV``, ``VH`` ... in the order of the bands.
        calibrated: Whether the decibels are absolute.
        notes: Things that the user should know, in sentences.
    """

    path: str
    dates: int
    polarisations: list[str] = field(default_factory=list)
    calibrated: bool = True
    notes: list[str] = field(default_factory=list)

    def spec(self, stem: str) -> SceneSpec:
        """How to read the file as one scene: the first bands are the means.

        Args:
            stem: Prefix of the products' file names.
        """
        co = self.polarisations[0] in ("VV", "HH")
        second = 2 if len(self.polarisations) > 1 else 0
        return SceneSpec(
            self.path,
            co_band=1 if co else 0,
            cross_band=second if co else 1,
            units="db" if self.calibrated else "amplitude",
            # Many dates leave so little speckle that the mean no longer looks like radar.
            allow_any=True,
            stem=stem,
        )
