"""What changed between two scenes: classes, their probability, embeddings and backscatter, as products."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from model.change.backscatter import log_ratio
from model.change.chances import ClassChances
from model.change.embeddings import FALSE_ALARMS, EmbeddingDistance, threshold_of
from model.change.onto import OntoGrid, open_alike, overlap
from model.change.probability import of_any_change, of_change_to
from model.change.requests import check, stem_of
from model.change.transitions import Transitions
from model.checkpoint.legend import NODATA_CODE
from model.checkpoint.offsets import adjustment
from model.errors.errors import InvalidRequest, NoValidPixels
from model.errors.progress import Progress, Report
from model.errors.words import marked
from model.inference.engine import Engine
from model.inference.region import Region
from model.inference.stream import TileStream
from model.inference.tiles import TileGrid
from model.inference.warm import WarmEngine
from model.products.classify import NO_CONFIDENCE
from model.products.cog import CogWriter
from model.products.overviews import mean_of_four
from model.products.products import (
    ProductFile,
    check_space,
    landcover_style,
    publish,
    scratch_folder,
    writing_to,
)
from model.products.raw import Placement, RawRaster, Style
from model.protocol.changing import ChangeRequest, ChangeResult
from model.protocol.values import CHANGE_BAND
from model.sar.interpolate import interpolate
from model.sar.scene import Scene
from model.sar.windows import Window
from model.version import version

STRIP_VALUES = 400_000
"""Pixels compared at once."""
_STEPS = {
    "before": (0.02, 0.35),
    "after": (0.35, 0.68),
    "embeddings": (0.68, 0.88),
    "comparing": (0.88, 0.95),
}


def change(
    request: ChangeRequest,
    *,
    progress: Report,
    cancelled: Callable[[], bool],
    warm: WarmEngine | None = None,
) -> ChangeResult:
    """Compares two scenes.

    Args:
        request: What to do.
        progress: Takes reports.
        cancelled: Polled between batches.
        warm: Keeps the model for the next request.

    Raises:
        Cancelled: ``cancelled`` returned True; no file is left.
        InvalidRequest: The request makes no sense.
        ScenesDoNotMatch: The scenes show different places or different polarisations.
        NoValidPixels: No pixel is valid on both dates.
        SardinoError: As :func:`model.products.segment.segment` and ``open_scene`` raise them.
    """
    start = time.perf_counter()
    check(request)
    job = Progress(progress, cancelled)
    job.begin(marked("Loading the model"), 0.0, 0.0)
    engine = (warm or WarmEngine()).load(request.model, request.device, request.precision)
    if request.target and request.target not in engine.loaded.classes:
        raise InvalidRequest(
            f"The model has no class with the code {request.target}.",
            remedy=marked("Choose the code of a class of the model, or 0 for any change."),
        )
    out_dir = Path(request.out_dir)
    with ExitStack() as stack:
        scenes, notes = open_alike([request.before, request.after])
        for scene in scenes:
            stack.enter_context(closing(scene))
        stack.enter_context(writing_to(out_dir))
        scratch = stack.enter_context(scratch_folder(out_dir))
        result = _Comparison(request, engine, job, scenes[0], scenes[1], scratch).run()
    job.end(marked("Done"))
    result.notes = [*notes, *result.notes]
    result.seconds = time.perf_counter() - start
    return result


@dataclass
class _Comparison:
    """The work on a pair of scenes."""

    request: ChangeRequest
    engine: Engine
    job: Progress
    before: Scene
    own_after: Scene
    scratch: Path
    _open: list[RawRaster | ClassChances] = field(default_factory=list)

    def __post_init__(self) -> None:
        shared = overlap(self.before, self.own_after)
        request = self.request
        asked = Region.of(self.before, request.extent, None, request.extent_crs, self.job.poll)
        window = shared.common(asked.window)
        if window is None:
            raise NoValidPixels(marked("The extent lies outside the place that both scenes show."))
        self.after = OntoGrid(self.before, self.own_after)
        self.regions = (Region(self.before, window), Region(self.after, window))
        self.grid: TileGrid = self.engine.tiles(self.before, self.regions[0].working)

    def run(self) -> ChangeResult:
        """Infers both dates, compares and publishes."""
        outputs = self.request.outputs
        check_space(
            Path(self.request.out_dir), self._pixels() * (len(self.engine.classes) + 8), ["change"], 0
        )
        try:
            with CogWriter(self.scratch / "gdal.log") as writer:
                maps = [
                    self._segmented(name, region)
                    for name, region in zip(("before", "after"), self.regions, strict=True)
                ]
                distance = self._distance() if "embeddings" in outputs else None
                return self._compared(maps, distance, writer)
        finally:
            for item in self._open:
                item.close()

    def _pixels(self) -> int:
        height, width = self.regions[0].window.shape
        return height * width

    def _segmented(self, name: str, region: Region) -> ClassChances:
        words = {"before": marked("Segmenting the first date"), "after": marked("Segmenting the second date")}
        self.job.begin(words[name], *_STEPS[name])
        folder = self.scratch / name
        folder.mkdir()
        inference = self.engine.inference
        inference.attention = False
        scene, classes = region.scene, self.engine.classes
        by = adjustment(self.engine.loaded.card, scene.present, scene.calibrated)
        landcover = ClassChances(region, self.grid, classes, inference.place, folder, by)
        self._open.append(landcover)
        total = len(self.grid)
        TileStream(
            region,
            self.grid,
            self.engine.normalisation,
            inference,
            landcover,
            None,
            lambda done: self.job.at(done / total),
        ).run()
        return landcover

    def _distance(self) -> EmbeddingDistance:
        self.job.begin(marked("Comparing embeddings"), *_STEPS["embeddings"])
        distance = EmbeddingDistance(self.engine, self.grid, self.before, self.after)
        distance.run(self.job.at)
        return distance

    def _compared(
        self, maps: list[ClassChances], distance: EmbeddingDistance | None, writer: CogWriter
    ) -> ChangeResult:
        self.job.begin(marked("Comparing the dates"), *_STEPS["comparing"])
        transitions = Transitions(self.engine.classes)
        for row, height in self._strips():
            codes = [item.landcover.read(row, height)[0] for item in maps]
            areas = self.before.pixel_area_m2(self.regions[0].window.row + row, height)
            transitions.add(codes[0], codes[1], areas)
            self.job.at(0.3 * row / self.regions[0].window.height)
        if transitions.total == 0:
            raise NoValidPixels(
                marked("No pixel is valid on both dates in the place that both scenes show."),
                remedy=marked("Choose scenes that overlap in valid pixels, or another extent."),
            )
        rasters = self._rasters(transitions)
        above = self._write(maps, distance, transitions, rasters)
        result = ChangeResult(
            classes=self.engine.classes,
            matrix_ha=transitions.matrix_ha(),
            matrix_pixels=transitions.pixels.tolist(),
            transitions=transitions.found(),
            legend=transitions.legend(),
            threshold=threshold_of(self.engine) if distance else None,
            false_alarms=FALSE_ALARMS if distance else None,
            embeddings_changed=above / transitions.total if distance else None,
            valid_pixels=transitions.total,
            notes=self._notes(),
            model=str(self.engine.loaded.card["name"]),
            model_sha256=self.engine.loaded.sha256,
        )
        result.products = self._publish(rasters, writer, result)
        return result

    def _strips(self) -> list[tuple[int, int]]:
        rows, cols = self.regions[0].window.shape
        step = max(1, STRIP_VALUES // cols)
        return [(row, min(step, rows - row)) for row in range(0, rows, step)]

    def _rasters(self, transitions: Transitions) -> dict[str, tuple[RawRaster, Style]]:
        """An empty raster with its style for each product."""
        names = [name for name, there in zip(_POLARISATIONS, self.before.present) if there]
        nan = float("nan")
        styles = {
            "change": (
                "uint8",
                Style(
                    NODATA_CODE,
                    (CHANGE_BAND,),
                    landcover_style(self.engine.classes).overview,
                    tuple(transitions.legend()),
                ),
            ),
            "probability": (
                "uint8",
                Style(NO_CONFIDENCE, ("Probability of change (%)",), mean_of_four),
            ),
            "embeddings": (
                "float32",
                Style(nan, ("Distance of embeddings", "Changed (1) or not (0)"), mean_of_four),
            ),
            "backscatter": (
                "float32",
                Style(nan, tuple(f"{name}, after minus before (dB)" for name in names), mean_of_four),
            ),
        }
        found = {}
        for name in self.request.outputs:
            dtype, style = styles[name]
            path = self.scratch / f"{name}.raw"
            shape = self.regions[0].window.shape
            raster = RawRaster(path, len(style.names), *shape, dtype, self.before.orientation)
            self._open.append(raster)
            found[name] = (raster, style)
        return found

    def _write(
        self,
        maps: list[ClassChances],
        distance: EmbeddingDistance | None,
        transitions: Transitions,
        rasters: dict[str, tuple[RawRaster, Style]],
    ) -> int:
        """Fills the rasters; returns the number of pixels above the threshold of embeddings."""
        above = 0
        wanted, codes_of = self.request.target, self.engine.loaded.classes
        target = codes_of.index(wanted) if wanted else None
        threshold = threshold_of(self.engine)
        for row, height in self._strips():
            codes = [item.landcover.read(row, height)[0] for item in maps]
            both = (codes[0] != NODATA_CODE) & (codes[1] != NODATA_CODE)
            if "change" in rasters:
                rasters["change"][0].write(row, 0, transitions.codes(codes[0], codes[1]))
            if "probability" in rasters:
                shares = [item.probabilities(row, height) for item in maps]
                chance = of_any_change(*shares) if target is None else of_change_to(target, *shares)
                percent = np.where(both, np.rint(100 * chance), NO_CONFIDENCE).astype(np.uint8)
                rasters["probability"][0].write(row, 0, percent)
            if distance is not None:
                values = distance.at(*self._positions(row, height, self.grid.patch))
                values[~both] = np.nan
                changed = np.where(np.isnan(values), np.nan, values > threshold).astype(np.float32)
                above += int(np.nansum(changed))
                rasters["embeddings"][0].write(row, 0, np.stack([values, changed]))
            if "backscatter" in rasters:
                ratio = self._ratio(row, height)
                ratio[:, ~both] = np.nan
                rasters["backscatter"][0].write(row, 0, ratio)
            self.job.at(0.3 + 0.7 * (row + height) / self.regions[0].window.height)
        return above

    def _positions(self, row: int, height: int, cell: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Where a strip's input pixels lie among the grid's cells."""
        axes = self.regions[0].axes(self.grid, cell)
        return axes[0].positions(row, height), axes[1].positions(0, self.regions[0].window.width)

    def _ratio(self, row: int, height: int) -> NDArray[np.float32]:
        """The log ratio of a strip on the input grid, present polarisations only."""
        window = self.regions[0].window
        present = [channel for channel, there in enumerate(self.before.present) if there]
        if self.regions[0].exact:
            place = Window(window.row + row, window.col, height, window.width)
            return log_ratio(self.before, self.after, place)[present]
        rows, cols = self._positions(row, height, 1)
        top, left = int(rows[0]), int(cols[0])
        shape = (int(rows[-1]) + 2 - top, int(cols[-1]) + 2 - left)
        place = Window(self.grid.top + top, self.grid.left + left, *shape)
        values = log_ratio(self.before, self.after, place)[present]
        known = np.isfinite(values)
        filled = torch.from_numpy(np.where(known, values, np.float32(0)))
        weight = interpolate(torch.from_numpy(known.astype(np.float32)), rows - top, cols - left)
        mixed = interpolate(filled, rows - top, cols - left) / weight.clamp_min(1e-6)
        return torch.where(weight > 0.5, mixed, torch.nan).numpy()

    def _publish(
        self, rasters: dict[str, tuple[RawRaster, Style]], writer: CogWriter, result: ChangeResult
    ) -> dict[str, str]:
        self.job.begin(marked("Writing"), _STEPS["comparing"][1], 1.0)
        out_dir, stem = Path(self.request.out_dir).absolute(), stem_of(self.request)
        row, col, _, _ = self.before.orientation.window(self.regions[0].window, self.before.shape)
        placement = Placement(self.before.profile, row, col, self._tags(result))
        targets = {name: out_dir / f"{stem}_{_ENDINGS[name]}.tif" for name in rasters}
        files = []
        for name, (raster, style) in rasters.items():
            files.append(ProductFile(raster, style, targets[name]))
            writer.add(files[-1].prepare(placement, self.job.tick))
        writer.wait(self.job.tick)
        self.job.tick()
        publish(files)
        return {name: str(target) for name, target in targets.items()}

    def _tags(self, result: ChangeResult) -> dict[str, str]:
        card, request = self.engine.loaded.card, self.request
        parameters = {
            "target": request.target,
            "extent": request.extent,
            "extent_crs": request.extent_crs,
            "threshold": threshold_of(self.engine),
            "false_alarms": FALSE_ALARMS,
        }
        return {
            "SARDINO_VERSION": version(),
            "SARDINO_MODEL": f"{card['name']} {card['version']}",
            "SARDINO_MODEL_SHA256": self.engine.loaded.sha256,
            "SARDINO_PARAMETERS": json.dumps(parameters),
            "SARDINO_BEFORE": Path(request.before.path).name,
            "SARDINO_AFTER": Path(request.after.path).name,
            # So the file alone is enough for a report.
            "SARDINO_CHANGE": json.dumps(
                {
                    "classes": [asdict(item) for item in result.classes],
                    "matrix_ha": result.matrix_ha,
                    "matrix_pixels": result.matrix_pixels,
                    "threshold": result.threshold,
                    "false_alarms": result.false_alarms,
                    "embeddings_changed": result.embeddings_changed,
                    "notes": result.notes,
                }
            ),
        }

    def _notes(self) -> list[str]:
        notes = []
        if not (self.before.calibrated and self.own_after.calibrated):
            notes.append(
                marked(
                    "The calibration of a scene is unknown: its level may differ between the dates without "
                    "any change of the ground."
                )
            )
        summaries = [item.description for item in (self.before, self.own_after)]
        sizes = [min(item.ground_resolution_m) for item in summaries]
        if min(sizes) > 0 and max(sizes) / min(sizes) > 1.5:
            notes.append(
                marked("The scenes differ in resolution: small places may change for this reason alone.")
            )
        return notes


_POLARISATIONS = ("co-pol", "cross-pol")
_ENDINGS = {
    "change": "change",
    "probability": "change_probability",
    "embeddings": "embedding_change",
    "backscatter": "backscatter_change",
}
