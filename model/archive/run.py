"""A run over an archive: what is left to do, the work, the tables and the STAC Collection."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, BinaryIO

from model.archive.catalogue import write_collection, write_model
from model.archive.done import read_item, split
from model.archive.failures import Failures
from model.archive.listing import list_scenes
from model.archive.machine import choose_workers, visible_gpus
from model.archive.scene import ArchiveScene, unique, with_ids
from model.archive.scheduler import Processes, Scheduler
from model.archive.settings import Settings
from model.archive.work import Outcome
from model.checkpoint.library import find_model, info_of
from model.disk.locks import lock
from model.disk.paths import check_folder
from model.disk.whole import recover
from model.errors.errors import ArchiveInUse, DiskFull, InvalidRequest, ModelNotReadable
from model.errors.failures import explain
from model.errors.progress import Progress, Report
from model.errors.words import marked, shown
from model.products.expected import expected
from model.protocol.archiving import ArchiveRequest, ArchiveResult
from model.protocol.segmenting import SceneResult
from model.protocol.values import OUTPUTS, ModelInfo

LOCK_FILE = ".sardino-archive.lock"
FULL_IN_A_ROW = 3
"""So many scenes that found the disk full end the run: the rest would fail, too."""
SHOWN_SCENES = 100

MakeScheduler = Callable[[Settings, int], Scheduler]
"""Makes the scheduler for settings and a number of scenes; only called if there is work."""


@dataclass
class Plan:
    """What a run has to do.

    Attributes:
        settings: What is the same for all scenes.
        model: The model.
        left: The scenes to segment.
        finished: Bounding box and properties of the Items of finished scenes, by id.
        duplicates: How many scenes were named again.
        order: The ids of all scenes in the list's order.
    """

    settings: Settings
    model: ModelInfo
    left: list[ArchiveScene]
    finished: dict[str, dict[str, Any]]
    duplicates: int
    order: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        """All scenes."""
        return len(self.left) + len(self.finished)


def segment_archive(
    request: ArchiveRequest, *, progress: Report, cancelled: Callable[[], bool]
) -> ArchiveResult:
    """Segments an archive with processes of this computer; the worker's job.

    Args:
        request: What to do.
        progress: Takes reports.
        cancelled: Whether to end; finished scenes are kept.

    Raises:
        Cancelled: ``cancelled`` returned True.
        InvalidRequest: There is no scene, or the request makes no sense.
        ArchiveInUse: Another run writes into the folder.
        DiskFull: Several scenes in a row found the disk full.
    """
    settings, model = settings_of(request)
    scenes = scenes_of(request)

    def make(settings: Settings, count: int) -> Scheduler:
        workers = min(count, request.workers or choose_workers(settings.device))
        return local(settings, workers)

    return run(scenes, settings, model, make, progress=progress, cancelled=cancelled)


def local(settings: Settings, workers: int) -> Scheduler:
    """Processes of this computer, which share its cores and GPUs."""
    settings = shared_cores(settings, workers)
    return Processes(settings, workers, visible_gpus() if settings.device == "cuda" else ())


def shared_cores(settings: Settings, workers: int) -> Settings:
    """The settings with threads for each process so that all processes together use all cores."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return settings if settings.threads else replace(settings, threads=max(1, cores // max(workers, 1)))


def settings_of(request: ArchiveRequest) -> tuple[Settings, ModelInfo]:
    """What is the same for all scenes, checked.

    Raises:
        InvalidRequest: An output or a class is unknown, or the shares do not fit.
        ModelNotFound: There is no such model.
        ModelNotReadable: The model's file is not usable.
        OutputNotWritable: The folder cannot be made.
    """
    unknown = set(request.outputs) - set(OUTPUTS)
    if unknown or not request.outputs:
        raise InvalidRequest(marked("No output was chosen."), remedy=f"Choose from {', '.join(OUTPUTS)}.")
    if request.workers < 0 or request.retries < 0:
        raise InvalidRequest(marked("A number of workers or retries is not negative."))
    check_folder(Path(request.out_dir))
    model = info_of(find_model(request.model).resolve())
    if model.error is not None:
        raise ModelNotReadable(model.error.message, remedy=model.error.remedy)
    # Before the work begins: a wrong name would otherwise fail every scene.
    wanted = expected(model.classes, request.classes, request.priors)
    settings = Settings(
        out_dir=os.path.abspath(request.out_dir),
        outputs=tuple(name for name in OUTPUTS if name in request.outputs),
        model=model.path,
        model_sha256=model.sha256,
        device=request.device,
        precision=request.precision,
        units=request.units,
        nodata=request.nodata,
        allow_any=request.allow_any,
        retries=request.retries,
        engine=request.engine,
        careful=request.careful,
        classes=tuple(map(str, wanted.codes)) if wanted.excluded else (),
        priors=wanted.priors,
    )
    return settings, model


def scenes_of(request: ArchiveRequest) -> list[ArchiveScene]:
    """The scenes of a request.

    Raises:
        InvalidRequest: There is none.
    """
    if request.items:
        return list_scenes(request.items, Path(request.out_dir))
    if not request.scenes:
        raise InvalidRequest(marked("There is no scene to segment."), remedy=marked("Choose a layer."))
    return [
        ArchiveScene(
            spec.path,
            spec.cross_pol_path,
            id=spec.stem or "",
            co_band=spec.co_band,
            cross_band=spec.cross_band,
            units=None if spec.units == "auto" else spec.units,
            nodata=spec.nodata,
        )
        for spec in request.scenes
    ]


def run(
    scenes: Sequence[ArchiveScene],
    settings: Settings,
    model: ModelInfo,
    make_scheduler: MakeScheduler,
    *,
    progress: Report,
    cancelled: Callable[[], bool],
    ended: Callable[[ArchiveScene, Outcome], None] = lambda scene, outcome: None,
) -> ArchiveResult:
    """Segments every scene that is not finished yet.

    Args:
        scenes: From :func:`model.archive.listing.list_scenes`.
        settings: What is the same for all scenes.
        model: The model.
        make_scheduler: Makes the scheduler.
        progress: Takes reports.
        cancelled: Whether to end; finished scenes are kept.
        ended: Called for every scene that ends.

    Raises:
        Cancelled: ``cancelled`` returned True; tables and Collection are written.
        ArchiveInUse: Another run writes into the folder.
        SchedulerLost: The scheduler has gone; tables and Collection are written.
        DiskFull: Several scenes in a row found the disk full; tables and Collection are written.
    """
    start = time.monotonic()
    job = Progress(progress, cancelled)
    out_dir = Path(settings.out_dir)
    with _only_run_in(out_dir):
        job.begin(marked("Looking for finished scenes"), 0.0, 0.0)
        plan = make_plan(scenes, settings, model)
        failures = Failures(out_dir)
        done = 0
        try:
            for scene, outcome in _work(plan, make_scheduler, job, failures):
                ended(scene, outcome)
                if outcome.error is None:
                    done += 1
                    plan.finished[scene.id] = outcome.item
        except BaseException:
            with contextlib.suppress(OSError):  # a full disk is the reason, or not the worst
                _write_tables(plan, failures)
            raise
        collection = _write_tables(plan, failures)
        job.end(marked("Done"))
        skipped = plan.count - len(plan.left) - done
        return ArchiveResult(
            done=done,
            skipped=skipped,
            failed=len(failures.rows),
            duplicates=plan.duplicates,
            collection=str(collection),
            failures=str(failures.path) if failures.rows else "",
            seconds=time.monotonic() - start,
            model=model.name,
            model_sha256=settings.model_sha256,
            scenes=[
                _shown(out_dir, name, model) for name in plan.order[:SHOWN_SCENES] if name in plan.finished
            ],
        )


def _write_tables(plan: Plan, failures: Failures) -> Path:
    """Writes the failures, the model's Item and the Collection; returns the Collection's file."""
    failures.write()
    write_model(plan.settings, plan.model)
    return write_collection(plan.settings, plan.finished.items(), plan.model.classes)


def make_plan(scenes: Sequence[ArchiveScene], settings: Settings, model: ModelInfo) -> Plan:
    """What is left to do, and what is finished."""
    once, duplicates = unique(scenes)
    named = with_ids(once)
    left, finished = split(named, settings)
    return Plan(settings, model, left, finished, duplicates, [*finished, *(scene.id for scene in left)])


def _work(
    plan: Plan, make_scheduler: MakeScheduler, job: Progress, failures: Failures
) -> Iterator[tuple[ArchiveScene, Outcome]]:
    """Gives every scene with its outcome."""
    if not plan.left:
        return
    total, before = plan.count, len(plan.finished)
    by_id = {scene.id: scene for scene in plan.left}
    full = count = 0
    job.begin(_words(before, total, 0), before / total, 1.0)
    scheduler = make_scheduler(plan.settings, len(plan.left))
    try:
        for outcome in scheduler.outcomes(plan.left):
            if outcome is not None:
                count += 1
                scene = by_id[outcome.id]
                if outcome.error is not None:
                    failures.add(scene, outcome)
                full = full + 1 if outcome.error is not None and outcome.error.code == DiskFull.code else 0
                yield scene, outcome
            job.at(
                (count + scheduler.fractions()) / len(by_id),
                _words(before + count, total, len(failures.rows)),
            )
            if full >= FULL_IN_A_ROW:
                raise DiskFull(
                    f"The disk of {plan.settings.out_dir} is full; {len(by_id) - count} scenes are left.",
                    remedy=marked("Free some space and start again: finished scenes are kept."),
                )
    finally:
        scheduler.close()


def _words(ended: int, total: int, failed: int) -> str:
    text = f"{ended} of {total} scenes"
    return f"{text}, {failed} failed" if failed else text


@contextmanager
def _only_run_in(out_dir: Path) -> Iterator[None]:
    """Holds the folder: two runs would make the same scenes twice."""
    file: BinaryIO | None = None
    try:
        out_dir.mkdir(parents=True, exist_ok=True)
        recover(out_dir)
        file = open(out_dir / LOCK_FILE, "ab")
        lock(file)
    except BlockingIOError as error:
        if file is not None:
            file.close()
        raise ArchiveInUse(f"Another run writes into {shown(out_dir.name)}.") from error
    except OSError as error:
        if file is None:
            raise explain(error) from error
        # A disk without locks: two runs would still write whole scenes.
    try:
        yield
    finally:
        if file is not None:
            file.close()


def _shown(out_dir: Path, name: str, model: ModelInfo) -> SceneResult:
    """A finished scene as the protocol shows it."""
    item = read_item(out_dir, name) or {"properties": {}, "assets": {}}
    properties, assets = item["properties"], item["assets"]
    return SceneResult(
        path=name,
        products={key: str((out_dir / name / asset["href"]).resolve()) for key, asset in assets.items()},
        areas_ha=dict(properties.get("sardino:areas_ha") or {}),
        valid_pixels=int(properties.get("sardino:valid_pixels") or 0),
        seconds=float(properties.get("sardino:seconds") or 0.0),
        device=str(properties.get("sardino:device") or ""),
        precision=str(properties.get("sardino:precision") or ""),
        classes=model.classes,
        mean_confidence=properties.get("sardino:mean_confidence"),
        low_confidence_share=properties.get("sardino:low_confidence_share"),
    )
