"""Segments scenes: from a request to land cover, confidence and attention rasters.

Reading, inference and writing overlap in time (``model.inference.stream``), memory does not grow with the
scene, and a scene's products appear only when all are complete.
"""

from __future__ import annotations

import json
import logging
import math
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

import numpy as np

from model.checkpoint.offsets import adjustment
from model.checkpoint.source_scores import scores_by_source
from model.disk.paths import check_stem
from model.errors.errors import Cancelled, InvalidRequest, NoValidPixels
from model.errors.failures import explain
from model.errors.progress import Progress, Report
from model.errors.words import marked, shown
from model.features import cache
from model.features.familiarity import needed_reference, reference_of, together
from model.features.passing import CacheKeeping, cache_keeping
from model.inference.careful import Careful
from model.inference.engine import Engine
from model.inference.mosaic import AttentionMosaic
from model.inference.region import Region
from model.inference.runner import Inference
from model.inference.stream import TileStream
from model.inference.tiles import TileGrid
from model.inference.warm import WarmEngine
from model.products.attention import write_attention
from model.products.classify import LandCover
from model.products.cog import CogWriter
from model.products.expected import Expected, expected
from model.products.familiarity import FamiliarityProduct
from model.products.products import (
    ProductFile,
    attention_style,
    check_space,
    confidence_style,
    landcover_style,
    publish,
    scratch_folder,
    writing_to,
)
from model.products.raw import Placement, RawRaster, Style
from model.products.token_attention import TokenWindow, write_token_attention
from model.protocol.segmenting import SceneResult, SegmentRequest, SegmentResult
from model.protocol.values import ATTENTION_GRIDS, OUTPUTS, SceneSpec
from model.sar.scene import Scene, open_scene
from model.version import version

log = logging.getLogger(__name__)

OPENED = 0.02
INFERRED = 0.92
"""Fractions of a scene's work: after opening, and after inferring every tile."""

ATTRIBUTION = marked(
    "Made with Sardino. Where the input is Sentinel-1: contains modified Copernicus Sentinel data."
)


def segment(
    request: SegmentRequest,
    *,
    progress: Report,
    cancelled: Callable[[], bool],
    warm: WarmEngine | None = None,
) -> SegmentResult:
    """Segments every scene of a request.

    Args:
        request: What to do.
        progress: Takes reports.
        cancelled: Polled between batches.
        warm: Keeps the model for the next request; if None, the model is loaded for this request.

    Returns:
        One result per scene; the result of a failed scene holds its error.

    Raises:
        Cancelled: ``cancelled`` returned True; no file of the current scene is left.
        InvalidRequest: The request makes no sense.
        ModelNotFound: There is no such model.
        ModelNotReadable: The model's file is not usable.
        DeviceNotAvailable: There is no such device.
    """
    _check(request)
    job = Progress(progress, cancelled)
    job.begin(marked("Loading the model"), 0.0, 0.0)
    engine = (warm or WarmEngine()).load(request.model, request.device, request.precision, request.engine)
    wanted = expected(engine.classes, request.classes, request.priors)
    if "familiarity" in request.outputs:
        needed_reference(engine)
    # A process that compresses serves all scenes of a request, and the next request of a worker.
    keep = warm is not None or len(request.scenes) > 1
    results = []
    for number, spec in enumerate(request.scenes):
        job.poll()
        share = _Share(job, number, len(request.scenes), Path(spec.path).name)
        results.append(_segment_one(request, spec, engine, wanted, share, keep))
    job.end(marked("Done"))
    card = engine.loaded.card
    return SegmentResult(results, str(card["name"]), engine.loaded.sha256, scores_by_source(card))


@dataclass(frozen=True)
class _Share:
    """One scene's part of a job's progress."""

    progress: Progress
    number: int
    count: int
    name: str

    @property
    def prefix(self) -> str:
        """Start of a message: the scene's name, and its number among several."""
        return f"{self.name} ({self.number + 1} of {self.count}): " if self.count > 1 else f"{self.name}: "

    def step(self, message: str, first: float, last: float) -> None:
        """Begins a step that takes the scene from fraction ``first`` to ``last``."""
        first, last = ((self.number + fraction) / self.count for fraction in (first, last))
        self.progress.begin(self.prefix + message, first, last)

    def tiles(self, done: int, total: int) -> None:
        """Reports tiles done."""
        self.progress.at(done / total, f"{self.prefix}segmenting, tile {done} of {total}")


def _segment_one(
    request: SegmentRequest, spec: SceneSpec, engine: Engine, wanted: Expected, share: _Share, keep: bool
) -> SceneResult:
    try:
        return _segment_scene(request, spec, engine, wanted, share, keep)
    except Cancelled:
        raise
    except Exception as error:  # any error about this scene: other scenes continue
        cause = explain(error)
        log.info("%r: %s: %s\n%s", spec.path, cause.code, cause, cause.detail)
        return SceneResult(spec.path, error=cause.info())


def _segment_scene(
    request: SegmentRequest, spec: SceneSpec, engine: Engine, wanted: Expected, share: _Share, keep: bool
) -> SceneResult:
    start = time.perf_counter()
    share.step("opening", 0.0, OPENED)
    out_dir = Path(request.out_dir)
    with open_scene(spec) as scene, scratch_folder(out_dir) as scratch, writing_to(out_dir):
        region = Region.of(scene, request.extent, request.polygon, request.extent_crs, share.progress.poll)
        grid = engine.tiles(scene, region.working)
        attention = 4.0 * (engine.loaded.heads + 1)
        if request.attention == "tokens":
            attention *= math.prod(scene.scale) / grid.patch**2
        check_space(out_dir, math.prod(region.window.shape), request.outputs, attention)
        wanted = wanted.adjusted(adjustment(engine.loaded.card, scene.present, scene.calibrated))
        job = _SceneJob(request, spec, engine, wanted, share, scene, region, grid, scratch, keep)
        return job.run(start)


@dataclass
class _SceneJob:
    """The work on one scene; ``keep``: whether the process that compresses may wait for the next scene."""

    request: SegmentRequest
    spec: SceneSpec
    engine: Engine
    wanted: Expected
    share: _Share
    scene: Scene
    region: Region
    grid: TileGrid
    scratch: Path
    keep: bool
    _attention: RawRaster | None = field(default=None, init=False)
    _keeping: CacheKeeping | None = field(default=None, init=False)
    _familiarity: FamiliarityProduct | None = field(default=None, init=False)

    def run(self, start: float) -> SceneResult:
        """Infers, writes and publishes the products."""
        engine = self.engine
        if self.request.features and cache.limit():
            self._keeping = cache_keeping(self.spec, self.region, engine, self.grid)
        keeps = self._keeping is not None and self._keeping.keeper is not None
        engine.inference.attention = "attention" in self.request.outputs or keeps
        landcover = LandCover(
            self.region,
            self.grid,
            engine.loaded.classes,
            self.wanted,
            engine.inference.place,
            self.scratch,
            self._styles(),
        )
        mosaic = None
        if engine.inference.attention:
            mosaic = AttentionMosaic(self.grid, engine.loaded.heads, self.scratch / "tokens.raw")
        if reference := reference_of(engine):
            self._familiarity = FamiliarityProduct(
                reference, self.region, self.grid, self.scratch, write="familiarity" in self.request.outputs
            )
        try:
            # The compressing child starts early: it loads while the first tiles are read.
            with CogWriter(self.scratch / "written", keep=self.keep) as writer:
                self._infer(landcover, mosaic)
                pixels = int(landcover.pixels.sum())
                if pixels == 0:
                    raise NoValidPixels(
                        marked("No valid pixel lies in the part of the scene that was chosen.")
                    )
                products = self._finish(landcover, mosaic, writer)
        finally:
            for item in (landcover, mosaic, self._attention, self._keeping, self._familiarity):
                if item is not None:
                    item.close()
        seconds = time.perf_counter() - start
        return SceneResult(
            path=self.spec.path,
            products=products,
            areas_ha=self._areas(landcover),
            valid_pixels=pixels,
            seconds=seconds,
            device=engine.inference.device_name,
            precision=engine.inference.precision,
            engine=engine.inference.name,
            engine_note=engine.note,
            megapixels_per_second=pixels / 1e6 / seconds,
            description=self.scene.description,
            classes=list(self.wanted.classes),
            mean_confidence=landcover.certainty.mean(),
            low_confidence_share=landcover.certainty.low_share(),
            excluded=list(self.wanted.excluded),
            priors=self.wanted.priors,
            features=self._features(),
            unfamiliar_share=self._familiarity.share() if self._familiarity is not None else None,
        )

    def _features(self) -> str:
        """The file of the kept features; empty without one. Says why if they could not be kept."""
        if self._keeping is None:
            return ""
        if self._keeping.note:
            self.scene.description.warnings.append(self._keeping.note)
        return "" if self._keeping.path is None else str(self._keeping.path)

    def _styles(self) -> dict[str, Style]:
        """The styles of the requested products that come with the land cover."""
        classes = landcover_style(list(self.wanted.classes))
        styles = {"landcover": classes, "confidence": confidence_style()}
        return {name: style for name, style in styles.items() if name in self.request.outputs}

    def _infer(self, landcover: LandCover, mosaic: AttentionMosaic | None) -> None:
        total = len(self.grid)
        self.share.step("segmenting", OPENED, INFERRED)
        inference = self.engine.inference
        TileStream(
            self.region,
            self.grid,
            self.engine.normalisation,
            cast(Inference, Careful(inference)) if self.request.careful else inference,
            landcover,
            mosaic,
            lambda done: self.share.tiles(done, total),
            together(
                self._keeping.keeper if self._keeping is not None else None,
                self._familiarity.distances if self._familiarity is not None else None,
            ),
        ).run()
        landcover.finish()

    def _finish(
        self, landcover: LandCover, mosaic: AttentionMosaic | None, writer: CogWriter
    ) -> dict[str, str]:
        """Writes and publishes the requested products; returns product name to file."""
        self.share.step("writing", INFERRED, 1.0)
        if self._familiarity is not None:
            self._familiarity.finish(landcover.landcover, self.share.progress.tick)
        tick, placement = self.share.progress.tick, self._placement(landcover)
        stem = self.spec.stem or Path(self.spec.path).stem
        out_dir = Path(self.request.out_dir).absolute()
        targets = {name: out_dir / f"{stem}_{name}.tif" for name in OUTPUTS if name in self.request.outputs}
        files = []
        # In this order: the child compresses the first products while attention is made.
        for name in targets:
            files.append(self._product(name, targets[name], landcover, mosaic))
            on_tokens = name == "familiarity" or (name == "attention" and self.request.attention == "tokens")
            writer.add(files[-1].prepare(self._on_tokens(placement) if on_tokens else placement, tick))
        if self._keeping is not None and mosaic is not None:
            unfamiliar = self._familiarity.share() if self._familiarity is not None else None
            self._keeping.finish(mosaic, tick, unfamiliar)
        writer.wait(tick)
        tick()
        publish(files)
        return {name: str(target) for name, target in targets.items()}

    def _product(
        self, name: str, target: Path, landcover: LandCover, mosaic: AttentionMosaic | None
    ) -> ProductFile:
        """A product to publish; for attention, this makes the raw raster."""
        if name == "familiarity":
            assert self._familiarity is not None
            return self._familiarity.file(target)
        if name != "attention":
            raster = landcover.landcover if name == "landcover" else landcover.confidence
            return ProductFile(raster, self._styles()[name], target, landcover.overviews.get(name))
        assert mosaic is not None
        path = self.scratch / "attention.raw"
        write = write_token_attention if self.request.attention == "tokens" else write_attention
        self._attention, overviews = write(
            self.region, self.grid, mosaic, landcover.landcover, path, self.share.progress.tick
        )
        return ProductFile(self._attention, attention_style(mosaic.heads), target, overviews)

    def _placement(self, landcover: LandCover) -> Placement:
        card, request = self.engine.loaded.card, self.request
        parameters = {
            "device": self.engine.inference.device_name,
            "engine": self.engine.inference.name,
            "precision": self.engine.inference.precision,
            "careful": request.careful,
            "tile": self.grid.tile,
            "overlap": self.grid.overlap,
            "extent": request.extent,
            "extent_crs": request.extent_crs,
            "polygon": request.polygon is not None,
            "co_band": self.scene.description.co_band,
            "cross_band": self.scene.description.cross_band,
            "units": self.scene.description.units,
            "nodata": self.spec.nodata,
            "attention": request.attention,
        }
        tags = {
            "SARDINO_VERSION": version(),
            "SARDINO_MODEL": f"{card['name']} {card['version']}",
            "SARDINO_MODEL_SHA256": self.engine.loaded.sha256,
            "SARDINO_PARAMETERS": json.dumps(parameters),
            # Only the name: a path would reveal where the user keeps files.
            "SARDINO_INPUT": Path(self.spec.path).name,
            "SARDINO_INPUT_SUMMARY": self.scene.description.summary,
            **self.wanted.tags(),
            **landcover.certainty.tags(),
            **(self._familiarity.tags() if self._familiarity else {}),
            "SARDINO_ATTRIBUTION": card.get("attribution") or ATTRIBUTION,
        }
        row, col, _, _ = self.scene.orientation.window(self.region.window, self.scene.shape)
        return Placement(self.scene.profile, row, col, tags)

    def _on_tokens(self, placement: Placement) -> Placement:
        """The placement of a raster with one pixel per token."""
        window = TokenWindow.of(self.region, self.grid)
        row, col = window.corner(self.scene.orientation, self.scene.shape)
        return replace(placement, row=row, col=col, cell=window.cell)

    def _areas(self, landcover: LandCover) -> dict[str, float]:
        """Hectares of every class found; empty if the ground area of a pixel is unknown."""
        found = landcover.pixels > 0
        if not np.isfinite(landcover.areas_m2[found]).all():
            self.scene.description.warnings.append(
                marked("Without a georeference the areas of the classes are not known.")
            )
            return {}
        codes = self.wanted.codes
        return {str(codes[k]): float(landcover.areas_m2[k] / 1e4) for k in np.flatnonzero(found)}


def _check(request: SegmentRequest) -> None:
    if not request.scenes:
        raise InvalidRequest(marked("There is no scene to segment."), remedy=marked("Choose a layer."))
    unknown = set(request.outputs) - set(OUTPUTS)
    if unknown:
        raise InvalidRequest(f"Unknown output '{sorted(unknown)[0]}'.", remedy=f"Use {', '.join(OUTPUTS)}.")
    if request.attention not in ATTENTION_GRIDS:
        raise InvalidRequest(
            f"Unknown grid of attention '{request.attention}'.", remedy=f"Use {' or '.join(ATTENTION_GRIDS)}."
        )
    if not request.outputs:
        raise InvalidRequest(marked("No output was chosen."), remedy=f"Choose from {', '.join(OUTPUTS)}.")
    if not request.out_dir:
        raise InvalidRequest(marked("No output folder was given."))
    for spec in request.scenes:
        if spec.stem is not None:
            check_stem(spec.stem)
    stems = Counter(spec.stem or Path(spec.path).stem for spec in request.scenes)
    stem, count = stems.most_common(1)[0]
    if count > 1:
        raise InvalidRequest(
            f"Two scenes are both called {shown(stem)}, so their products would overwrite each other.",
            remedy=marked("Segment them into different folders."),
        )
