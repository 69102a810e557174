"""Inside QGIS: does what a list of actions says, one after the other, and looks whether all still holds."""

from __future__ import annotations

import faulthandler
import inspect
import os
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from qgis.core import QgsApplication
from qgis.utils import iface

from tests.e2e.scripts import (
    soak_project,  # noqa: F401 - registers deeds
    soak_segment,  # noqa: F401
)
from tests.e2e.scripts.soak_train import drop_all_edits
from tests.e2e.scripts.soak_watch import Watch
from tests.e2e.scripts.soak_world import DEEDS, World, client
from tools import soak_plan
from tools.qgis_steps import Step, Steps

FOLDER = Path(os.environ["SARDINO_OUT"])
SETTLE = 0.15
"""Seconds after an action in which QGIS handles what follows from it."""


def script(steps: Steps) -> Iterator[Step]:
    report = steps.report
    report.update({"done": {}, "idle": {}, "problems": [], "failed_at": -1})
    yield iface.mainWindow().isVisible
    yield 1.0
    iface.mainWindow().resize(1300, 900)
    missing = set(soak_plan.WEIGHTS) ^ set(DEEDS)
    if missing:
        raise RuntimeError(f"planned but unknown, or known but never planned: {missing}")
    world = World(FOLDER)
    watch = Watch(world, steps)
    steps.watch_pauses(longer_than=1.5)
    with open(FOLDER / "soak.log", "w", encoding="utf-8") as log:
        for index, action in enumerate(soak_plan.read(Path(os.environ["SARDINO_ACTIONS"]))):
            print(index, action.do, *action.numbers, end=" ", file=log, flush=True)
            problems = yield from act(world, watch, action, log, report)
            if problems:
                report["failed_at"], report["problems"] = index, problems
                print("\n".join(problems), file=log, flush=True)
                break
    report["pauses"], report["results"] = watch.pauses, watch.results
    report["modals"] = world.modals
    report["blamed"] = steps.pauses
    steps.save()
    drop_all_edits()
    # QGIS would ask whether to cancel them, and then stay open.
    QgsApplication.taskManager().cancelAll()
    yield lambda: not QgsApplication.taskManager().activeTasks()
    worker = client()
    report["workers"] = sorted(watch.workers | {worker.pid if worker is not None and worker.pid else 0} - {0})
    steps.save()


def act(
    world: World, watch: Watch, action: soak_plan.Action, log: TextIO, report: dict[str, Any]
) -> Iterator[Step]:
    """Does one action and gives what does not hold after it."""
    watch.before()
    try:
        for name in (action.do, *soak_plan.instead(action)):
            deed = DEEDS[name]
            done = deed.do(world, action.numbers)
            if inspect.isgenerator(done):
                done = yield from done
            if done is not None:
                break
    except Exception:
        return [f"the soak's own mistake: {traceback.format_exc()}"]
    print("->", name, done, file=log, flush=True)
    counts = report["idle" if done is None else "done"]
    counts[name] = counts.get(name, 0) + 1
    yield SETTLE
    # Half of the time the user waits for what the dock says of the scene, else she goes on at once.
    if action.numbers[-1] < 0.5:
        yield watch.settled
        yield SETTLE
    for words in watch.news():
        print("  said:", words, file=log, flush=True)
    return watch.after(name, deed)


faulthandler.enable(open(FOLDER / "crash.txt", "w"))
Steps(script).start()
