"""The job ``features``: the features of a scene, from the cache or by one pass of the network."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from model.disk.scratch import Scratch, sweep
from model.errors.errors import FeaturesNotKept
from model.errors.progress import Progress, Report
from model.errors.words import marked
from model.features.cache import Kept, NoRoom
from model.features.familiarity import Familiarity, reference_of, together
from model.features.passing import Keeping, Subject, room_of, scene_extent
from model.features.store import FeatureStore
from model.inference.mosaic import AttentionMosaic
from model.inference.region import Region
from model.inference.stream import Nowhere, TileStream
from model.inference.warm import WarmEngine
from model.protocol.exploring import FeaturesAnswer, FeaturesRequest
from model.sar.scene import open_scene

OPENED, INFERRED = 0.05, 0.92
"""Fractions of the work: after opening, and after inferring every tile."""


def features(
    request: FeaturesRequest,
    *,
    progress: Report,
    cancelled: Callable[[], bool],
    warm: WarmEngine | None = None,
) -> FeaturesAnswer:
    """Answers with the features of a scene.

    Args:
        request: What to do.
        progress: Takes reports.
        cancelled: Polled between batches.
        warm: Keeps the model for the next request.

    Raises:
        Cancelled: ``cancelled`` returned True; no file is left.
        FeaturesNotKept: They are larger than what may be kept, or cannot be written.
        NoValidPixels: No valid pixel lies in the wanted part.
        SardinoError: Scene or model cannot be used.
    """
    job = Progress(progress, cancelled)
    job.begin(marked("Loading the model"), 0.0, 0.0)
    engine = (warm or WarmEngine()).load(request.model, request.device, request.precision, request.engine)
    job.begin(marked("Opening the scene"), 0.0, OPENED)
    with open_scene(request.scene) as scene:
        region = Region.of(scene, request.extent, request.polygon, request.extent_crs, job.poll)
        subject = Subject.of(request.scene, region, engine, request.components)
        kept = Kept()
        changed = ""
        path = kept.find(subject.key)
        there = path is not None
        if path is None:
            changed = what_changed(subject, kept)
        if request.out and not request.only_kept:
            path = _into_file(subject, path, Path(request.out).absolute(), job)
        elif path is None and not request.only_kept:
            path = _into_cache(subject, kept, job)
        answer = _answer(subject, path, kept=there, changed=changed)
    job.end(marked("Done"))
    return answer


def what_changed(subject: Subject, kept: Kept) -> str:
    """What is different since features were kept for a scene, in a sentence; empty if nothing is."""
    model = str(subject.engine.loaded.card["name"])
    for store in kept.others(subject.key):
        about = store.about
        if about.get("content") != subject.content:
            return marked("The scene has changed since its features were kept.")
        if about.get("model") == model and about.get("model_sha256") != subject.engine.loaded.sha256:
            return marked("The model has changed since the scene's features were kept.")
    return ""


def _into_cache(subject: Subject, kept: Kept, job: Progress) -> Path:
    grid = subject.engine.tiles(subject.region.scene, subject.region.working)
    try:
        scratch = kept.begin(*room_of(subject, grid))
    except NoRoom as reason:
        raise FeaturesNotKept(f"The features of the scene cannot be kept: {reason}.") from reason
    try:
        return kept.take(_made(subject, scratch.path, job), subject.key)
    except OSError as error:
        raise _not_written(kept.folder, error) from error
    finally:
        scratch.remove()


def _into_file(subject: Subject, known: Path | None, out: Path, job: Progress) -> Path:
    """Writes a file that the user chose, from the cache if possible."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        sweep(out.parent)
        scratch = Scratch(out.parent)
        try:
            made = scratch.path / "made.features"
            if known is not None:
                made.write_bytes(b"")
                _copied(known, made, job)
            else:
                made = _made(subject, scratch.path, job)
            os.replace(made, out)
        finally:
            scratch.remove()
    except OSError as error:
        raise _not_written(out.parent, error) from error
    return out


def _copied(source: Path, target: Path, job: Progress) -> None:
    with open(source, "rb") as read, open(target, "wb") as write:
        while part := read.read(1 << 24):
            job.tick()
            write.write(part)


def _made(subject: Subject, scratch: Path, job: Progress) -> Path:
    """Runs the pass; returns the file in the scratch folder."""
    engine, region = subject.engine, subject.region
    grid = engine.tiles(region.scene, region.working)
    engine.inference.attention = True
    mosaic = AttentionMosaic(grid, engine.loaded.heads, scratch / "attention.tiles")
    keeping = Keeping(subject, grid, scratch)
    reference, familiarity = reference_of(engine), None
    if reference is not None:
        familiarity = Familiarity(reference, region.scene, grid, scratch / "distances.tiles")
    total = len(grid)
    job.begin(marked("Looking at the scene"), OPENED, INFERRED)
    try:
        stream = TileStream(
            region,
            grid,
            engine.normalisation,
            engine.inference,
            Nowhere(),
            mosaic,
            lambda done: job.at(done / total),
            together(keeping.keeper, familiarity),
        )
        stream.run()
        job.begin(marked("Writing the features"), INFERRED, 1.0)
        share = familiarity.unfamiliar_share() if familiarity is not None else None
        return keeping.finish(mosaic, job.tick, share)
    finally:
        for item in (keeping, mosaic, familiarity):
            if item is not None:
                item.close()


def _answer(subject: Subject, path: Path | None, *, kept: bool, changed: str) -> FeaturesAnswer:
    scene, loaded = subject.region.scene, subject.engine.loaded
    answer = FeaturesAnswer(
        "" if path is None else str(path),
        kept=kept,
        model=str(loaded.card["name"]),
        model_sha256=loaded.sha256,
        heads=loaded.heads,
        components=subject.components,
        extent=scene_extent(scene),
        changed=changed,
    )
    if path is not None:
        store = FeatureStore.open(path)
        answer.components, answer.size = store.components, path.stat().st_size
        answer.crs = store.placing.crs or ""
        share = store.about.get("unfamiliar")
        answer.unfamiliar = float(share) if isinstance(share, (int, float)) else None
    return answer


def _not_written(folder: Path, error: OSError) -> FeaturesNotKept:
    return FeaturesNotKept(
        f"The features cannot be written to {folder}: {error.strerror or error}.", detail=str(error)
    )
