"""Makes the maps of the new and the base model in turn, and switches between the maps."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from qgis.core import QgsProcessing, QgsProject, QgsRasterLayer
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ..processing.export import file_stem
from ..results.layers import group_title
from ..results.runs import run_key
from ..run.runner import Outcome
from .compare import earlier_map, landcover_of, name_group, show_one


class MapMaker(QObject):
    """Runs the dock's segmentation with other models than the dock's.

    Signals:
        changed: There are other maps to compare, or the other map is shown.

    Attributes:
        after_is_shown: Whether the new model's map is visible.
    """

    changed = pyqtSignal()

    def __init__(
        self,
        iface: QgisInterface,
        segment: Callable[[dict[str, Any]], str],
        parameters: Callable[[], dict[str, Any]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._iface = iface
        self._segment = segment
        self._parameters = parameters
        self._waiting: list[tuple[str, dict[str, Any]]] = []
        self._running = ""
        self._new_model = ""
        self._scene = ""
        self._new_runs: set[str] = set()
        self._before = self._after = ""
        self.after_is_shown = True

    def make(self, scene: QgsRasterLayer, model: str, parameters: dict[str, Any], base: str) -> None:
        """Makes the map of a new model, after the base model's map if there is none yet.

        Args:
            scene: What to segment.
            model: The new model.
            parameters: How to read the scene, where to segment, and where the files go.
            base: The model that the new model was trained from; empty if unknown.
        """
        self._start(scene, model)
        changes = {**parameters, "POLYGONS": None, "OUTPUTS": ["landcover", "confidence"]}
        models = [model] if self._before or not base else [base, model]
        self._waiting = [(name, {**changes, **_for_model(name, parameters)}) for name in models]
        self._next()

    def make_one(self, scene: QgsRasterLayer, model: str) -> None:
        """Makes a new model's map with the dock's choices of place and folder."""
        self._start(scene, model)
        self._waiting = [(model, {"INPUT": scene.id(), **_for_model(model, self._parameters())})]
        self._next()

    def forget(self) -> None:
        """Clears for another project: no more maps of the old project, nothing to compare."""
        self._waiting = []
        self._new_runs = set()
        self._before = self._after = ""
        self.changed.emit()

    def segmented(self, outcome: Outcome) -> None:
        """A segmentation of the dock has ended."""
        model, self._running = self._running, ""
        landcover = landcover_of(outcome.layers)
        if not model or landcover is None:
            self._waiting = []
            return
        name_group(outcome.layers, group_title(self._scene, model))
        if model == self._new_model:
            self._new_runs.add(run_key(outcome.layers))
            self._after = landcover.id()
            self.after_is_shown = True
            if self._before:
                show_one(QgsProject.instance(), self._after, self._before)
        else:
            self._before = landcover.id()
        self.changed.emit()
        # The dock must finish this run before another one can start.
        QTimer.singleShot(0, self._next)

    def comparable(self) -> bool:
        """Whether both maps are in the project."""
        project = QgsProject.instance()
        return all(item and project.mapLayer(item) is not None for item in (self._before, self._after))

    def show(self, after: bool) -> None:
        """Shows the new model's map if ``after``, else the other map."""
        if not self.comparable():
            self.changed.emit()
            return
        self.after_is_shown = after
        pair = (self._after, self._before) if after else (self._before, self._after)
        show_one(QgsProject.instance(), *pair)
        self._iface.mapCanvas().refresh()

    def _start(self, scene: QgsRasterLayer, model: str) -> None:
        self._new_model = model
        self._scene = scene.name()
        before = earlier_map(QgsProject.instance(), scene.id(), self._new_runs)
        self._before = before.id() if before is not None else ""
        self._after = ""
        self.changed.emit()

    def _next(self) -> None:
        if not self._waiting or self._running:
            return
        model, changes = self._waiting.pop(0)
        self._running = model
        if self._segment(changes):
            # The dock says the reason.
            self._running = ""
            self._waiting = []


def _for_model(model: str, parameters: dict[str, Any]) -> dict[str, Any]:
    """Model and folder: each model has its own folder, so that no map replaces another model's map."""
    folder = parameters.get("OUTPUT_FOLDER")
    if not folder or folder == QgsProcessing.TEMPORARY_OUTPUT:
        return {"MODEL": model}
    return {"MODEL": model, "OUTPUT_FOLDER": str(Path(folder) / file_stem(model))}
