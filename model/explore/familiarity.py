"""The job ``familiarity``: how much of a scene is unlike what a model was trained on.

Without a raster to write, a sample of the scene's tiles is enough: the answer comes within seconds, before
anything is segmented. With a raster every tile is seen once.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from model.errors.errors import NoValidPixels
from model.errors.progress import Progress, Report
from model.errors.words import marked
from model.features.familiarity import needed_reference, sampled_share
from model.inference.engine import Engine
from model.inference.region import Region
from model.inference.stream import Nowhere, TileStream
from model.inference.tiles import TileGrid
from model.inference.warm import WarmEngine
from model.products.cog import CogWriter
from model.products.familiarity import FamiliarityProduct
from model.products.products import publish, scratch_folder, writing_to
from model.products.raw import Placement
from model.products.token_attention import TokenWindow
from model.protocol.exploring import ExploreAnswer, FamiliarityRequest
from model.sar.scene import open_scene
from model.version import version

OPENED, INFERRED = 0.05, 0.92
"""Fractions of the work: after opening, and after inferring every tile."""


def familiarity(
    request: FamiliarityRequest,
    *,
    progress: Report,
    cancelled: Callable[[], bool],
    warm: WarmEngine | None = None,
) -> ExploreAnswer:
    """Says which share of a scene is unlike the training data, and writes a raster if one is wanted.

    Args:
        request: What to do.
        progress: Takes reports.
        cancelled: Polled between batches.
        warm: Keeps the model for the next request.

    Returns:
        The raster's path, and the share (0 to 1) as ``unfamiliar`` among the numbers.

    Raises:
        Cancelled: ``cancelled`` returned True; no file is left.
        NoReference: The model does not know its training data.
        NoValidPixels: The scene has no valid pixel.
        SardinoError: Scene or model cannot be used.
    """
    job = Progress(progress, cancelled)
    job.begin(marked("Loading the model"), 0.0, 0.0)
    engine = (warm or WarmEngine()).load(request.model, request.device, request.precision, request.engine)
    needed_reference(engine)
    job.begin(marked("Opening the scene"), 0.0, OPENED)
    with open_scene(request.scene) as scene:
        region = Region.of(scene, None, None, None, job.poll)
        job.begin(marked("Looking at the scene"), OPENED, INFERRED)
        if request.out:
            share = _written(region, engine, Path(request.out).absolute(), job)
        else:
            share = sampled_share(engine, region, lambda done, total: job.at(done / total))
    if share is None:
        raise NoValidPixels(marked("The scene has no valid pixel."))
    job.end(marked("Done"))
    return ExploreAnswer(request.out, numbers={"unfamiliar": share})


def _written(region: Region, engine: Engine, out: Path, job: Progress) -> float | None:
    """Writes the raster; returns the share that is unfamiliar, None (and no raster) without a valid pixel."""
    grid = engine.tiles(region.scene, region.working)
    with scratch_folder(out.parent) as scratch, writing_to(out.parent):
        product = FamiliarityProduct(needed_reference(engine), region, grid, scratch, write=True)
        try:
            engine.inference.attention = False
            TileStream(
                region,
                grid,
                engine.normalisation,
                engine.inference,
                Nowhere(),
                None,
                lambda done: job.at(done / len(grid)),
                product.distances,
            ).run()
            job.begin(marked("Writing"), INFERRED, 1.0)
            product.finish(None, job.tick)
            if product.share() is not None:
                file = product.file(out)
                with CogWriter(scratch / "written", keep=False) as writer:
                    writer.add(file.prepare(_placement(region, engine, grid, product.tags()), job.tick))
                    writer.wait(job.tick)
                publish([file])
        finally:
            product.close()
    return product.share()


def _placement(region: Region, engine: Engine, grid: TileGrid, tags: dict[str, str]) -> Placement:
    card, scene = engine.loaded.card, region.scene
    window = TokenWindow.of(region, grid)
    row, col = window.corner(scene.orientation, scene.shape)
    all_tags = {
        "SARDINO_VERSION": version(),
        "SARDINO_MODEL": f"{card['name']} {card['version']}",
        "SARDINO_MODEL_SHA256": engine.loaded.sha256,
        **tags,
    }
    return Placement(scene.profile, row, col, all_tags, window.cell)
