"""Inside QGIS, after a restart: opens the project of ``exploring.py`` and says what is remembered."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from qgis.core import QgsProject, QgsProjectBadLayerHandler
from qgis.utils import iface

from tests.e2e.scripts.common import open_dock, worker_pid
from tools.qgis_steps import Step, Steps


def script(steps: Steps) -> Iterator[Step]:
    from sardino.plugin.explore.segments_group import SegmentsGroup
    from sardino.plugin.explore.similar_group import SimilarGroup
    from sardino.plugin.explore.teach_group import TeachGroup

    yield iface.mainWindow().isVisible
    dock = open_dock()
    page = dock.pages.explore
    dock.pages.setCurrentWidget(page)
    # Layers that were kept until QGIS closed are gone: no dialog may ask about them here.
    QgsProject.instance().setBadLayerHandler(QgsProjectBadLayerHandler())
    assert QgsProject.instance().read(os.environ["SARDINO_PROJECT"])
    yield lambda: page.session.looked is not None or page.scene.job.note.text()
    assert page.session.looked is not None, page.scene.job.note.text()
    yield lambda: page.groups[TeachGroup].classes.classes
    groups = page.groups
    steps.report["similar"] = groups[SimilarGroup].marks.codes()
    steps.report["threshold"] = groups[SimilarGroup].threshold.value()
    steps.report["names"] = sorted(i.name for i in groups[SegmentsGroup].panel.segments if i.name)
    steps.report["teach"] = groups[TeachGroup].marks.codes()
    groups[SimilarGroup].setCollapsed(False)
    groups[SimilarGroup].main.button.click()
    yield lambda: groups[SimilarGroup].picture.image is not None
    groups[SimilarGroup].main.button.click()
    # The scene's file becomes another one while the page is open.
    with open(Path(os.environ["SARDINO_PROJECT"]).with_name("los_angeles_vh.tif"), "r+b") as file:
        file.seek(-1, os.SEEK_END)
        last = file.read(1)[0]
        file.seek(-1, os.SEEK_END)
        file.write(bytes([last ^ 1]))
    dock.pages.setCurrentIndex(0)
    dock.pages.setCurrentWidget(page)
    yield lambda: page.session.looked is None
    steps.report["changed"] = page.scene.job.note.text()
    steps.report["worker"] = worker_pid()


Steps(script).start()
