"""A scene as it lies on the grid of another scene, and what two scenes have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy import ndimage

from model.errors.errors import ScenesDoNotMatch
from model.errors.words import marked
from model.protocol.values import SceneDescription, SceneSpec
from model.sar.scene import Backscatter, Scene, open_scene
from model.sar.units import db_to_power, power_to_db
from model.sar.windows import Window

Floats = npt.NDArray[np.float64]

_BLOCK = 512
"""Side in pixels of the parts that are sampled at once: bounds the window of the other scene."""
_STEP = 16
"""Pixels between exact coordinates; those between are interpolated, as GDAL's warper does."""
_SAME_PX = 0.05
"""Grids that differ by less are the same: no pixel has to be interpolated."""
_KNOWN = 0.999
"""Least weight of valid neighbours of an interpolated pixel."""
OTHER_PLACE = marked("Choose two scenes of one place: their footprints have to overlap.")


class OntoGrid(Scene):
    """A scene that reads as if it lay on another scene's grid; interpolated in linear power.

    Everything about the grid is the other scene's; everything about the radar is the scene's own.

    Args:
        grid: The scene with the wanted grid; stays open as long as this object is used.
        own: The scene with the wanted backscatter.
    """

    def __init__(self, grid: Scene, own: Scene) -> None:
        # Not Scene.__init__: nothing is opened or measured again.
        self._grid, self._own = grid, own
        self.profile, self.orientation = grid.profile, grid.orientation
        self.shape, self.working_shape, self.scale = grid.shape, grid.working_shape, grid.scale
        self.ground_resolution, self.anchor = grid.ground_resolution, grid.anchor
        self._georeference = grid._georeference
        self.spec, self.description = own.spec, own.description
        self.present, self.calibrated, self.statistics = own.present, own.calibrated, own.statistics
        self._same = is_same_grid(grid, own)

    def close(self) -> None:
        """Closes the scene's own files, not those of the grid."""
        self._own.close()

    def read(self, window: Window) -> Backscatter:
        """A window of the other scene's WORKING pixels; invalid outside the own scene."""
        if self._same:
            return self._own.read(window)
        return self._sampled(window, self.scale)

    def read_valid(self, window: Window) -> npt.NDArray[np.bool_]:
        """Which of the other scene's INPUT pixels are valid here."""
        if self._same:
            return self._own.read_valid(window)
        inside = window.within(self.shape)
        result = np.zeros(window.shape, dtype=bool)
        if inside is not None:
            result[inside.slices_in(window)] = self._sampled(inside, (1.0, 1.0)).valid
        return result

    def _sampled(self, window: Window, scale: tuple[float, float]) -> Backscatter:
        """Backscatter at pixels of which ``scale`` go into an input pixel of the grid."""
        db = np.zeros((2, *window.shape), dtype=np.float32)
        valid = np.zeros(window.shape, dtype=bool)
        for row in range(0, window.height, _BLOCK):
            for col in range(0, window.width, _BLOCK):
                size = (min(_BLOCK, window.height - row), min(_BLOCK, window.width - col))
                part = Window(window.row + row, window.col + col, *size)
                place = (slice(row, row + size[0]), slice(col, col + size[1]))
                db[(slice(None), *place)], valid[place] = self._block(part, scale)
        return Backscatter(db, valid)

    def _block(
        self, part: Window, scale: tuple[float, float]
    ) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.bool_]]:
        rows, cols = self._positions(part, scale)
        inside = np.isfinite(rows) & np.isfinite(cols)
        limit = self._own.working_shape
        inside &= (rows >= -0.5) & (cols >= -0.5) & (rows <= limit[0] - 0.5) & (cols <= limit[1] - 0.5)
        if not inside.any():
            return np.zeros((2, *part.shape), np.float32), np.zeros(part.shape, bool)
        top, left = (max(int(np.floor(axis[inside].min())) - 1, 0) for axis in (rows, cols))
        bottom, right = (
            min(int(np.ceil(axis[inside].max())) + 2, size) for axis, size in zip((rows, cols), limit)
        )
        source = self._own.read(Window(top, left, max(1, bottom - top), max(1, right - left)))
        at = [np.where(inside, axis, 0.0) - first for axis, first in ((rows, top), (cols, left))]
        # Invalid neighbours have no weight; a pixel without enough valid weight is invalid.
        weight = _linear(source.valid.astype(np.float32), at)
        valid = inside & (weight > _KNOWN)
        db = np.zeros((2, *part.shape), np.float32)
        for channel, there in enumerate(self._own.present):
            if there:
                power = np.where(source.valid, db_to_power(source.db[channel]), np.float32(0))
                db[channel] = power_to_db(_linear(power, at), valid)
        return db, valid

    def _positions(self, part: Window, scale: tuple[float, float]) -> tuple[Floats, Floats]:
        """Where pixels lie among the own scene's working pixels; k is the centre of pixel k."""
        knots = [_knots(size) for size in part.shape]
        starts = [(first + knot + 0.5) / step for first, knot, step in zip(part[:2], knots, scale)]
        lattice = np.meshgrid(starts[0], starts[1], indexing="ij")
        found = pixels_of(self._grid, self._own, lattice[0].ravel(), lattice[1].ravel())
        planes = []
        for axis, factor in zip(found, self._own.scale):
            plane = axis.reshape(lattice[0].shape) * factor - 0.5
            planes.append(_between(plane, knots, part.shape))
        return planes[0], planes[1]


def pixels_of(grid: Scene, own: Scene, rows: Floats, cols: Floats) -> tuple[Floats, Floats]:
    """Where INPUT pixel coordinates of a scene lie in another scene, as its INPUT pixel coordinates."""
    xs, ys, crs = grid.map_points(rows, cols)
    return own.view(crs).to_pixels(xs, ys)


def is_same_grid(first: Scene, second: Scene) -> bool:
    """Whether the pixels of two scenes lie on each other."""
    if first.shape != second.shape or located(first) != located(second):
        return False
    rows, cols = (axis.ravel() for axis in np.meshgrid(*(np.linspace(0, n, 5) for n in first.shape)))
    found = pixels_of(first, second, rows, cols)
    return bool(max(np.abs(found[0] - rows).max(), np.abs(found[1] - cols).max()) <= _SAME_PX)


def located(scene: Scene) -> bool:
    """Whether the place of a scene is known."""
    profile = scene.profile
    return bool(profile.gcps) or (profile.transform is not None and profile.crs is not None)


def overlap(grid: Scene, own: Scene) -> Window:
    """The INPUT pixels of a grid in the bounds of another scene.

    Raises:
        ScenesDoNotMatch: The scenes have no place in common, or their places are unknown.
    """
    names = f"{Path(grid.spec.path).name} and {Path(own.spec.path).name}"
    if located(grid) != located(own) or (not located(grid) and grid.shape != own.shape):
        raise ScenesDoNotMatch(
            f"{names} cannot be brought together: at least one of them has no georeference.",
            remedy=marked("Give both scenes a georeference, or cut both to the same pixels."),
        )
    rows, cols = (axis.ravel() for axis in np.meshgrid(*(np.linspace(0, n, 33) for n in own.shape)))
    found = np.stack(pixels_of(own, grid, rows, cols))
    found = found[:, np.isfinite(found).all(axis=0)]
    if found.shape[1]:
        low, high = np.floor(found.min(axis=1)), np.ceil(found.max(axis=1))
        top, left = (int(max(value, 0)) for value in low)
        bottom, right = (int(min(value, size)) for value, size in zip(high, grid.shape))
        if top < bottom and left < right:
            return Window(top, left, bottom - top, right - left)
    raise ScenesDoNotMatch(f"{names} do not overlap: they show different places.", remedy=OTHER_PLACE)


def open_alike(specs: Sequence[SceneSpec]) -> tuple[list[Scene], list[str]]:
    """Opens scenes with the polarisations that all of them have.

    Returns:
        The open scenes, which the caller closes, and notes for the user.

    Raises:
        ScenesDoNotMatch: The scenes have no polarisation in common.
        SardinoError: As :func:`model.sar.scene.open_scene` raises them.
    """
    scenes: list[Scene] = []
    try:
        for spec in specs:
            scenes.append(open_scene(spec))
        common = [_common([_names(scene.description)[channel] for scene in scenes]) for channel in (0, 1)]
        if not any(common):
            raise ScenesDoNotMatch(
                f"The scenes have no polarisation in common: {_listed(scenes)}.",
                remedy=marked("Choose scenes with the same polarisation: VV with VV, VH with VH."),
            )
        notes = []
        for number, spec in enumerate(specs):
            scene = scenes[number]
            if scene.present == (common[0], common[1]):
                continue
            notes.append(f"{Path(spec.path).name}: only the polarisation that all scenes have is used.")
            description = scene.description
            scene.close()
            bands = (description.co_band, description.cross_band)
            chosen = [band if there else 0 for band, there in zip(bands, common)]
            second = spec.cross_pol_path if chosen[1] else None
            path = spec.path
            if spec.cross_pol_path and not chosen[0]:
                path, second = spec.cross_pol_path, None
            scenes[number] = open_scene(
                replace(spec, path=path, cross_pol_path=second, co_band=chosen[0], cross_band=chosen[1])
            )
        return scenes, notes
    except BaseException:
        for scene in scenes:
            scene.close()
        raise


def _names(description: SceneDescription) -> tuple[str, str]:
    return description.co_pol, description.cross_pol


def _common(names: list[str]) -> bool:
    """Whether all scenes have a polarisation, and none is known to be another one (VV and HH)."""
    known = {name for name in names if name and "-" not in name}
    return all(names) and len(known) <= 1


def _listed(scenes: list[Scene]) -> str:
    words = [" and ".join(name for name in _names(scene.description) if name) for scene in scenes]
    return "; ".join(f"{Path(scene.spec.path).name} has {word}" for scene, word in zip(scenes, words))


def _knots(size: int) -> Floats:
    """Positions from the first to the last pixel, ``_STEP`` apart."""
    return np.unique(np.append(np.arange(0, size, _STEP), max(size - 1, 0))).astype(np.float64)


def _between(plane: Floats, knots: list[Floats], shape: tuple[int, int]) -> Floats:
    """Linear interpolation of a plane on knots to every pixel."""
    rows = _lerp(plane, knots[0], shape[0])
    return _lerp(rows.T, knots[1], shape[1]).T


def _lerp(plane: Floats, knots: Floats, size: int) -> Floats:
    if len(knots) == 1:
        return np.repeat(plane, size, axis=0)
    at = np.arange(size, dtype=np.float64)
    low = np.clip(np.searchsorted(knots, at, side="right") - 1, 0, len(knots) - 2)
    share = ((at - knots[low]) / (knots[low + 1] - knots[low]))[:, None]
    mixed: Floats = plane[low] * (1 - share) + plane[low + 1] * share
    return mixed


def _linear(values: npt.NDArray[np.float32], at: list[Floats]) -> npt.NDArray[np.float32]:
    found: npt.NDArray[np.float32] = ndimage.map_coordinates(values, at, order=1, mode="nearest")
    return found
