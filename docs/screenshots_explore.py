"""Makes the pictures of the page "Explore" from a real QGIS window: called by ``screenshots.py``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

LIKE = ((0.30, 0.32), (0.36, 0.40))
UNLIKE = ((0.62, 0.70),)
HELD = (0.55, 0.45)
"""Places on the scene, as shares of its width and height from the upper left corner."""


def explore(
    dock: Any, scene: Any, images: Path, take: Callable[[Any, Path], str], taken: list[str]
) -> Iterator[Any]:
    """Looks at the scene, finds similar places, shows attention and colours; takes the pictures."""
    from qgis.utils import iface

    from sardino.plugin.explore.attention_group import AttentionGroup
    from sardino.plugin.explore.colours_group import ColoursGroup
    from sardino.plugin.explore.similar_group import SimilarGroup

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
            _click(iface.mapCanvas(), scene, place, shift=place in UNLIKE)
            yield 0.2
        yield lambda group=group: group.picture.image is not None
        yield 1.0
        yield lambda: not iface.mapCanvas().isDrawing()
        iface.messageBar().clearWidgets()
        taken.append(take(window, images / name))
        group.main.button.click()
        group.setCollapsed(True)


def _click(canvas: Any, scene: Any, place: tuple[float, float], *, shift: bool) -> None:
    """Moves the mouse to a place of the scene and clicks."""
    from qgis.core import QgsCoordinateTransform, QgsPointXY, QgsProject
    from qgis.PyQt.QtCore import QPoint, Qt
    from qgis.PyQt.QtTest import QTest

    box = scene.extent()
    there = QgsPointXY(box.xMinimum() + place[0] * box.width(), box.yMaximum() - place[1] * box.height())
    seen = canvas.mapSettings().destinationCrs()
    there = QgsCoordinateTransform(scene.crs(), seen, QgsProject.instance()).transform(there)
    pixel = canvas.getCoordinateTransform().transform(there)
    point = QPoint(round(pixel.x()), round(pixel.y()))
    keys = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    QTest.mouseMove(canvas.viewport(), point)
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, keys, point)
