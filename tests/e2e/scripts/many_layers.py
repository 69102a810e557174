"""Inside QGIS: one scene of several is segmented, in the dock and in the toolbox; then a new project.

Scenes are added, and results loaded, by QGIS itself: such layers do not tell Python that they are gone.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qgis.core import QgsApplication, QgsProject
from qgis.utils import iface

from tests.e2e.scripts.common import open_dock, worker_pid
from tests.e2e.scripts.soak_segment import press, segment_in_the_toolbox
from tests.e2e.scripts.soak_world import SCENE, World
from tools.qgis_steps import Step, Steps


def script(steps: Steps) -> Iterator[Step]:
    yield iface.mainWindow().isVisible
    yield 1.0
    world = World(Path(os.environ["SARDINO_OUT"]))
    dock = open_dock()
    yield lambda: dock.hello is not None
    steps.report["runs"] = []
    for count in range(1, 6):
        for path in world.scenes[:count]:
            iface.addRasterLayer(path, Path(path).stem, "gdal")
        scene = world.rasters()[count // 2]
        iface.setActiveLayer(scene)
        yield from looked_at(dock)
        press(dock.run_panel.button)
        yield lambda: not dock.running()
        yield from looked_at(dock)
        steps.report["runs"].append({**seen(dock), "scene": scene.name(), "of": results_of(world)})
        other = segment_in_the_toolbox(world, (0.0, 0.0, 0.0))
        yield lambda: not QgsApplication.taskManager().activeTasks()
        yield from looked_at(dock)
        steps.report["runs"][-1]["after_the_toolbox"] = seen(dock)
        steps.report["runs"][-1]["of_both"] = [results_of(world), sorted({scene.name(), other})]
        iface.newProject(False)
        yield 0.3
        steps.report["runs"][-1]["left"] = [dock.run_panel.note.text(), dock.summary.table.rowCount()]
        # Without a word of a crash in the report, this is where QGIS died.
        steps.save()
    steps.report["worker"] = worker_pid()


def looked_at(dock: Any) -> Iterator[Step]:
    """Until the dock has said what the scene looks like."""
    yield 0.5
    yield lambda: dock.layer_panel.detected.level == "success"


def seen(dock: Any) -> dict[str, Any]:
    """The scene that is chosen, by all that shows or uses it."""
    page, panel = dock.pages.finetune, dock.layer_panel
    shown = [panel.layer(), panel.layer_box.currentLayer(), page.scene(), page.scene_box.currentLayer()]
    used = QgsProject.instance().mapLayer(dock.parameters()["INPUT"])
    return {
        "chosen": sorted({layer.name() for layer in (*shown, used)}),
        "text": panel.detected.text(),
        "offered": panel.layer_box.count(),
    }


def results_of(world: World) -> list[str]:
    """Names of the scenes that the results in the project belong to."""
    layers = (QgsProject.instance().mapLayer(item.customProperty(SCENE)) for item in world.products())
    return sorted({layer.name() for layer in layers})


Steps(script).start()
