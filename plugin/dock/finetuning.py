"""The page "Fine-tune" in the dock, and its connections with the panels of "Segment"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable

from qgis.gui import QgisInterface
from qgis.PyQt.QtGui import QIcon

from ..finetune.host import Host
from ..finetune.page import FinetunePage
from ..panels.model_panel import ModelPanel
from ..paths import ICONS
from .backend_panel import BackendPanel
from .layer_panel import LayerPanel


@dataclass(frozen=True)
class Neighbours:
    """The panels of "Segment" that the page listens to and speaks to."""

    layer: LayerPanel
    model: ModelPanel
    backend: BackendPanel


def finetune_page(iface: QgisInterface, host: Host, panels: Neighbours, segmented: Any) -> FinetunePage:
    """Makes the page and connects it.

    Args:
        iface: QGIS's interface.
        host: What the page needs from the dock.
        panels: The panels of "Segment".
        segmented: The dock's signal for the end of a run.
    """
    page = FinetunePage(iface, QIcon(str(ICONS / "finetune.svg")), host)
    backend, layer = panels.backend, panels.layer
    backend.answered.connect(lambda hello, models: page.set_models(models))
    for signal in (backend.asking, backend.failed):
        signal.connect(lambda: page.set_blocked(backend.error))
    layer.changed.connect(lambda: page.set_scene(layer.layer()))
    page.scene_chosen.connect(layer.choose)
    page.models.changed.connect(panels.model.set_models)
    segmented.connect(page.maps.segmented)
    return page


def host_of(
    client: Callable[[], Any],
    layer: LayerPanel,
    parameters: Callable[[], dict[str, Any]],
    start_with: Callable[[dict[str, Any]], str],
    tell: Callable[..., None],
) -> Host:
    """What the page needs from the dock. The scene's id is looked up at each call."""
    return Host(client, lambda: layer.scene_id, parameters, start_with, tell)
