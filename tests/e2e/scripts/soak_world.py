"""The soak inside QGIS: what the user has at hand, what she chose, and the register of what she can do."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from osgeo import gdal, ogr, osr
from qgis.core import QgsMapLayer, QgsProject, QgsRasterLayer, QgsVectorLayer, QgsWkbTypes
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox
from qgis.utils import iface, plugins

PRODUCT, RUN, SCENE = "sardino/product", "sardino/run", "sardino/scene"
"""The properties by which the plugin marks its results; read from the layers, not from the plugin."""

WEST, NORTH, EPSG = 500_000.0, 4_000_000.0, 32611
SIZES = (8.0, 8.5, 9.0, 9.5, 10.0, 10.5, 11.0, 11.5, 12.0, 12.5)
"""Pixel sizes: each scene has its own, and what the dock says of a scene tells it."""
SIDE, LARGE_SIDE = 120, 1100
CLASSES = (10, 50, 80)

Item = TypeVar("Item")


@dataclass(frozen=True)
class Deed:
    """Something that the user can do.

    Attributes:
        do: Does it; gives what was done in words, None if there was nothing to do. May be a generator,
            which waits in between as the scripts' steps do.
        chooses: The choices that it may change: "scene", "second", "polygons", "labels".
    """

    do: Callable[[World, Sequence[float]], Any]
    chooses: frozenset[str]


DEEDS: dict[str, Deed] = {}
EVERYTHING = ("scene", "second", "polygons", "labels")


def deed(*chooses: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Registers a function under its name as something that the user can do."""

    def register(function: Callable[..., Any]) -> Callable[..., Any]:
        DEEDS[function.__name__] = Deed(function, frozenset(chooses))
        return function

    return register


def pick(options: Sequence[Item], number: float) -> Item | None:
    """One of the options; None if there are none."""
    return options[min(int(number * len(options)), len(options) - 1)] if options else None


class World:
    """Files, folders, answers to questions; and what the checks have to know of what was done.

    Attributes:
        out: Folder for whatever is made.
        following: Whether the dock follows QGIS's active layer, by what the user has done.
        wanted: Id of the scene that the last action chose; empty if it chose none.
        free: Choices that the last action may change, besides those that its kind may change.
        started: Id and name of scenes whose segmentation was begun and has not been seen to end.
        trained: Ids of scenes that a training was on: maps of them may follow.
        answer: To the next question.
    """

    def __init__(self, out: Path) -> None:
        self.out = out
        self.following = True
        self.wanted = ""
        self.free: set[str] = set()
        self.started: list[tuple[str, str]] = []
        self.trained: set[str] = set()
        self.answer = True
        self.modals: list[str] = []
        self.kept: list[Any] = []
        self._count = 0
        self.scenes = [self._scene(size, SIDE) for size in SIZES[:-1]]
        self.scenes.append(self._scene(SIZES[-1], LARGE_SIDE))
        self._answer_questions()

    # What there is

    @property
    def dock(self) -> Any:
        """The plugin's dock; None while there is none."""
        # Not among the window's children: to look through them all takes a second.
        plugin = plugins.get("sardino")
        return plugin._dock if plugin is not None else None

    @property
    def page(self) -> Any:
        """The page "Fine-tune"; None while there is none."""
        return self.dock.pages.finetune if self.dock is not None else None

    def rasters(self) -> list[QgsRasterLayer]:
        """The scenes in the project, by the order of their names."""
        return [item for item in self._layers(QgsRasterLayer) if not item.customProperty(PRODUCT)]

    def products(self) -> list[QgsRasterLayer]:
        """The plugin's results in the project."""
        return [item for item in self._layers(QgsRasterLayer) if item.customProperty(PRODUCT)]

    def polygons(self) -> list[QgsVectorLayer]:
        """The polygon layers in the project."""
        kind = QgsWkbTypes.GeometryType.PolygonGeometry
        return [item for item in self._layers(QgsVectorLayer) if item.geometryType() == kind]

    def label_layer(self) -> QgsVectorLayer | None:
        """The label layer that is chosen."""
        return self.page.labels.layer() if self.page is not None else None

    @staticmethod
    def _layers(kind: type) -> list[Any]:
        layers = [item for item in QgsProject.instance().mapLayers().values() if isinstance(item, kind)]
        return sorted(layers, key=lambda item: (item.name(), item.source()))

    def number(self) -> int:
        """Another number each time, for names of files."""
        self._count += 1
        return self._count

    def make_polygons(self) -> str:
        """A file of polygons with a class each, on the ground that all scenes share."""
        path = self.out / f"polygons_{self.number()}.gpkg"
        system = osr.SpatialReference()
        system.ImportFromEPSG(EPSG)
        dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
        layer = dataset.CreateLayer("polygons", system, ogr.wkbPolygon)
        layer.CreateField(ogr.FieldDefn("class", ogr.OFTInteger))
        for index in range(12):
            x, y = WEST + 40 + 70 * index, NORTH - 60 - 60 * (index % 6)
            feature = ogr.Feature(layer.GetLayerDefn())
            corners = [(x, y), (x + 55, y), (x + 55, y - 55), (x, y - 55), (x, y)]
            ring = ", ".join(f"{east} {north}" for east, north in corners)
            feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POLYGON (({ring}))"))
            feature.SetField("class", CLASSES[index * len(CLASSES) // 12])
            layer.CreateFeature(feature)
        return f"{path}|layername=polygons"

    def _scene(self, pixel: float, side: int) -> str:
        """A scene of three fields with speckle, VV and VH in dB."""
        path = self.out / f"scene_{pixel:.1f}.tif"
        chance = np.random.default_rng(int(10 * pixel))
        level = np.select(
            [np.arange(side) < side // 3, np.arange(side) < 2 * side // 3], [-22.0, -14.0], -8.0
        )
        speckle = 10 * np.log10(chance.gamma(4.4, 1 / 4.4, (2, side, side)))
        bands = (level + np.array([0.0, -7.0])[:, None, None] + speckle).astype(np.float32)
        dataset = gdal.GetDriverByName("GTiff").Create(str(path), side, side, 2, gdal.GDT_Float32)
        dataset.SetGeoTransform((WEST, pixel, 0, NORTH, 0, -pixel))
        system = osr.SpatialReference()
        system.ImportFromEPSG(EPSG)
        dataset.SetProjection(system.ExportToWkt())
        for index, name in enumerate(("VV", "VH")):
            dataset.GetRasterBand(index + 1).WriteArray(bands[index])
            dataset.GetRasterBand(index + 1).SetDescription(name)
        dataset.FlushCache()
        return str(path)

    # What the user answers

    def _answer_questions(self) -> None:
        """The plugin's own questions are answered at once; whatever else opens is closed and noted."""
        button = QMessageBox.StandardButton
        QMessageBox.question = staticmethod(lambda *a, **k: button.Yes if self.answer else button.No)
        QFileDialog.getSaveFileName = staticmethod(
            lambda *a, **k: (str(self.out / f"labels_{self.number()}.gpkg"), "")
        )
        self._closer = QTimer()
        self._closer.timeout.connect(self._close_modal)
        self._closer.start(200)

    def _close_modal(self) -> None:
        window = QApplication.activeModalWidget()
        if isinstance(window, QDialog):
            words = window.text() if isinstance(window, QMessageBox) else ""
            self.modals.append(f"{type(window).__name__} '{window.windowTitle()}' {words}".strip())
            window.reject()


def ids(layers: Sequence[QgsMapLayer]) -> list[str]:
    """The ids of layers."""
    return [layer.id() for layer in layers]


@contextlib.contextmanager
def active_layer_is_the_user_s(world: World) -> Iterator[None]:
    """What becomes active in this block is followed, if it is a scene and the dock follows."""
    yield
    layer = iface.activeLayer()
    if world.following and isinstance(layer, QgsRasterLayer) and not layer.customProperty(PRODUCT):
        world.wanted = layer.id()


def client() -> Any:
    """The worker's client, if there is one; none is made for the asking."""
    module = sys.modules.get("sardino.plugin.backend")
    return module._client if module is not None else None


def environment(name: str) -> str:
    """A variable that the soak was started with."""
    return os.environ.get(name, "")
