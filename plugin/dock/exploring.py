"""The page "Explore" in the dock, and its connections with the panels of "Segment"."""

from __future__ import annotations

from typing import Any

from qgis.gui import QgisInterface

from ..explore.page import ExplorePage
from ..explore.teach_group import TeachGroup
from ..finetune.host import Host
from .finetuning import Neighbours


def explore_page(iface: QgisInterface, host: Host, panels: Neighbours, segmented: Any) -> ExplorePage:
    """Makes the page and connects it.

    Args:
        iface: QGIS's interface.
        host: What the page needs from the dock.
        panels: The panels of "Segment".
        segmented: The dock's signal for the end of a run.
    """
    page = ExplorePage(iface, host)
    scene, layer, model = page.scene, panels.layer, panels.model
    layer.changed.connect(lambda: scene.follow(layer.layer(), layer.cross_pol()))
    scene.scene_chosen.connect(layer.choose)
    scene.second_chosen.connect(layer.choose_second)
    panels.backend.answered.connect(lambda hello, models: scene.set_models(models, model.choice()[0]))
    model.changed.connect(lambda: scene.show_model(model.choice()[0]))
    scene.model_chosen.connect(lambda name: model.take(name, model.choice()[1]))
    segmented.connect(lambda _: scene.refresh())
    taught = page.groups[TeachGroup].model
    taught.trained.connect(lambda _: panels.backend.ask())
    taught.use.connect(lambda name: model.take(name, model.choice()[1]))
    return page
