"""Makes the pictures of the page "Explore" from a real QGIS window: called by ``screenshots.py``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

LIKE = ((0.59, 0.39), (0.42, 0.465))
UNLIKE = ((0.88, 0.72),)
HELD = (0.55, 0.45)
NAMED = (((0.15, 0.9), "Permanent water bodies"), ((0.22, 0.37), "Built-up"), ((0.88, 0.72), "Hills"))
TAUGHT = {
    "Permanent water bodies": (((0.59, 0.39),), ((0.15, 0.9),)),
    "Built-up": (((0.20, 0.34), (0.22, 0.37), (0.24, 0.36)),),
    "Tree cover": (((0.88, 0.72),),),
}
"""Places on the scene, as shares of its width and height from the upper left corner."""


def explore(
    dock: Any, scene: Any, images: Path, take: Callable[[Any, Path], str], taken: list[str]
) -> Iterator[Any]:
    """Looks at the scene, finds similar places, shows attention and colours; takes the pictures."""
    from qgis.utils import iface

    from sardino.plugin.explore.attention_group import AttentionGroup
    from sardino.plugin.explore.colours_group import ColoursGroup
    from sardino.plugin.explore.similar_group import SimilarGroup
    from tests.e2e.scripts.mouse import click

    page, window = dock.pages.explore, iface.mainWindow()
    dock.pages.setCurrentWidget(page)
    iface.setActiveLayer(scene)
    iface.zoomToActiveLayer()
    yield 0.5
    page.scene.look()
    yield lambda: not page.session.work.busy()
    if page.session.looked is None:
        raise RuntimeError(page.scene.job.note.text())
    yield 0.5
    taken.append(take(dock, images / "explore_page.png"))
    for kind, places, name in (
        (SimilarGroup, (*LIKE, *UNLIKE), "explore_similar.png"),
        (AttentionGroup, (HELD,), "explore_attention.png"),
        (ColoursGroup, (), "explore_colours.png"),
    ):
        group = page.groups[kind]
        group.setCollapsed(False)
        yield 0.5
        group.main.button.click()
        for place in places:
            click(iface.mapCanvas(), scene, place, shift=place in UNLIKE)
            yield 0.2
        yield lambda group=group: group.picture.image is not None
        yield 1.0
        yield lambda: not iface.mapCanvas().isDrawing()
        iface.messageBar().clearWidgets()
        taken.append(take(window, images / name))
        group.main.button.click()
        group.setCollapsed(True)
    yield from _segments(page, scene)
    taken.append(take(window, images / "explore_segments.png"))
    yield from _put_away(page, scene)
    yield from _teach(page, scene)
    taken.append(take(window, images / "explore_teach.png"))


def _segments(page: Any, scene: Any) -> Iterator[Any]:
    """Makes segments and names some by clicks on the map."""
    from qgis.utils import iface

    from sardino.plugin.explore.segments_group import SegmentsGroup
    from tests.e2e.scripts.mouse import click

    group, canvas = page.groups[SegmentsGroup], iface.mapCanvas()
    group.setCollapsed(False)
    group.count.setValue(6)
    group.make.button.click()
    yield lambda: not group.make.running()
    if not group.panel.segments:
        raise RuntimeError(group.make.note.text())
    group.make.note.clear()
    group.panel.pick_button.click()
    for place, name in NAMED:
        click(canvas, scene, place)
        (row,) = group.panel.table.chosen()
        group.panel.rename(row, name)
    yield 1.0
    yield lambda: not canvas.isDrawing()
    iface.messageBar().clearWidgets()


def _put_away(page: Any, scene: Any) -> Iterator[Any]:
    """Deletes the segments: their file lies beside the sample scene."""
    from qgis.core import QgsProject
    from qgis.utils import iface

    from sardino.plugin.explore.segments_group import SegmentsGroup

    group = page.groups[SegmentsGroup]
    layer = group.panel.layer()
    file = Path(layer.source())
    group.stop()
    group.setCollapsed(True)
    QgsProject.instance().removeMapLayer(layer.id())
    for path in (file, Path(f"{file}.aux.xml")):
        path.unlink(missing_ok=True)
    iface.setActiveLayer(scene)
    # Without it the canvas keeps the picture of the layer that is gone.
    iface.mapCanvas().refreshAllLayers()
    yield 2.0


def _teach(page: Any, scene: Any) -> Iterator[Any]:
    """Marks places of three classes."""
    from qgis.utils import iface

    from sardino.plugin.explore.teach_group import TeachGroup
    from tests.e2e.scripts.mouse import click, drag

    group, canvas = page.groups[TeachGroup], iface.mapCanvas()
    group.setCollapsed(False)
    yield 0.5
    group.main.button.click()
    names = [item.name for item in group.classes.classes]
    for name, places in TAUGHT.items():
        group.classes.choose(names.index(name))
        for place in places:
            if len(place) > 1:
                drag(canvas, scene, *place)
            else:
                click(canvas, scene, place[0])
            yield 0.2
    yield lambda: group.picture.image is not None and not group.picture.waiting
    yield 1.5
    yield lambda: not canvas.isDrawing()
    iface.messageBar().clearWidgets()
