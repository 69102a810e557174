"""Where a new label layer goes: asks the user and never replaces existing labels."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qgis.core import QgsCoordinateReferenceSystem, QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtWidgets import QFileDialog, QMessageBox, QWidget

from ..labels.classes import LabelClass
from ..labels.layers import make_label_layer, open_label_layer
from ..processing.export import file_stem
from ..translation import tr


def ask_for_label_layer(
    parent: QWidget, scene: QgsRasterLayer | None, folder: str, classes: Sequence[LabelClass]
) -> QgsVectorLayer | None:
    """Asks for a file and makes a label layer there; if the file exists, asks whether to open it.

    Args:
        parent: Parent of the dialogs.
        scene: The radar layer, for the file's name and the coordinate system.
        folder: Where the dialog starts; the project's folder if empty.
        classes: The classes to draw.

    Returns:
        The layer, added to the project; None if the user gave up.

    Raises:
        LabelLayerFailed: The layer could not be made or opened.
    """
    stem = f"{file_stem(scene.name())}_labels" if scene is not None else "labels"
    # Before the dialog: the layer may be gone after the user's answer.
    crs = QgsCoordinateReferenceSystem(scene.crs()) if scene is not None else QgsCoordinateReferenceSystem()
    start = Path(folder or QgsProject.instance().homePath() or Path.home()) / f"{stem}.gpkg"
    name, _ = QFileDialog.getSaveFileName(
        parent,
        tr("New label layer"),
        str(start),
        tr("GeoPackage (*.gpkg)"),
        options=QFileDialog.Option.DontConfirmOverwrite,
    )
    if not name:
        return None
    path = Path(name)
    if path.suffix.lower() != ".gpkg":
        path = path.with_name(path.name + ".gpkg")
    if path.exists():
        return _open_existing(parent, path)
    return add_label_layer(path, crs, classes)


def add_label_layer(
    path: Path, crs: QgsCoordinateReferenceSystem, classes: Sequence[LabelClass]
) -> QgsVectorLayer:
    """Makes a label layer and adds it to the project. An invalid ``crs`` stands for the project's.

    Raises:
        LabelLayerFailed: The layer could not be made.
    """
    layer = make_label_layer(path, crs if crs.isValid() else QgsProject.instance().crs(), classes)
    add_on_top(layer)
    return layer


def _open_existing(parent: QWidget, path: Path) -> QgsVectorLayer | None:
    question = tr("{name} exists already, and labels are never replaced. Open it and go on labelling?")
    buttons = QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No
    answer = QMessageBox.question(parent, "Sardino", question.format(name=path.name), buttons)
    if answer != QMessageBox.StandardButton.Yes:
        return None
    for layer in QgsProject.instance().mapLayers().values():
        if isinstance(layer, QgsVectorLayer) and Path(layer.source().split("|")[0]) == path:
            return layer
    layer = open_label_layer(path)
    add_on_top(layer)
    return layer


def add_on_top(layer: QgsVectorLayer) -> None:
    """Adds a layer above all others, not into the current group, which may be hidden or replaced."""
    project = QgsProject.instance()
    project.addMapLayer(layer, False)
    project.layerTreeRoot().insertLayer(0, layer)
