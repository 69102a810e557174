"""The grid as written in a file, and whether the grid is usable."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import rasterio
from affine import Affine
from rasterio._err import CPLE_BaseError
from rasterio.control import GroundControlPoint
from rasterio.crs import CRS
from rasterio.errors import RasterioError
from rasterio.transform import GCPTransformer

from model.errors.words import marked
from model.sar.crs import CRS_ERRORS, full_turn

GCP_ERRORS = (RasterioError, CPLE_BaseError, ValueError, OverflowError, FloatingPointError)
"""What rasterio raises for unusable ground control points."""

_MAX_COORDINATE = 1e15
"""Largest coordinate. Beyond it, rounding swallows a pixel of metres, and squares of numbers overflow."""
_MIN_STEP_ULPS = 1024
"""A pixel is at least so many times as large as the rounding error of its coordinates."""
_MIN_SINE = 1e-6
"""Smallest sine of the angle between rows and columns."""
_MAX_POINTS = 500
"""A thin plate spline through n points takes n³ steps; products have a few hundred points."""


@dataclass(frozen=True)
class GridProfile:
    """What a product copies to lie exactly on the input grid, in rasterio's terms.

    Attributes:
        crs: Coordinate system of ``transform``; None if there is none or if GCPs hold the grid.
        transform: Pixel to ``crs``; None for GCP-only grids and pictures without georeference.
        gcps: Ground control points of a GCP-only grid, else empty.
        gcp_crs: Coordinate system of ``gcps``.
        flaw: Why the file's georeference was left out, in a sentence; "" if the georeference is used.
    """

    crs: CRS | None
    transform: Affine | None
    gcps: tuple[GroundControlPoint, ...] = ()
    gcp_crs: CRS | None = None
    flaw: str = ""

    @classmethod
    def of(cls, dataset: rasterio.DatasetReader) -> GridProfile:
        """The profile of an open dataset; without georeference if the file's georeference is unusable."""
        try:
            crs, transform, (points, gcp_crs) = dataset.crs, dataset.transform, dataset.gcps
        except CRS_ERRORS:
            return cls(None, None, flaw=marked("The coordinate system of the file cannot be read."))
        if not transform.is_identity:
            found = cls(crs, transform)
            flaw = _flaw_of_transform(transform, dataset.shape)
        elif len(points) >= 3:
            found = cls(None, None, tuple(points), gcp_crs)
            flaw = _flaw_of_points(found, dataset.shape)
        else:
            return cls(crs, None)
        return cls(None, None, flaw=flaw) if flaw else found

    def transformer(self) -> GCPTransformer:
        """Pixels to map coordinates and back, by GCPs; GCPs on both sides of the date line are joined."""
        return GCPTransformer(_brought_together(_thinned(self.gcps), self.gcp_crs), tps=True)


def _flaw_of_transform(transform: Affine, shape: tuple[int, int]) -> str:
    """Why an affine grid is unusable; "" if usable."""
    numbers = tuple(transform)[:6]
    if not all(math.isfinite(number) for number in numbers):
        return marked("The georeference holds numbers that are not finite.")
    a, b, c, d, e, f = numbers
    rows, cols = shape
    largest = max(abs(c) + abs(a) * cols + abs(b) * rows, abs(f) + abs(d) * cols + abs(e) * rows)
    if largest > _MAX_COORDINATE:
        return marked("The georeference has coordinates too large to be places.")
    across, down = math.hypot(a, d), math.hypot(b, e)
    if abs(a * e - b * d) <= _MIN_SINE * across * down:
        return marked("The georeference gives pixels without an area.")
    if min(across, down) < _MIN_STEP_ULPS * float(np.spacing(largest)):
        return marked("The georeference has pixels smaller than the rounding of its coordinates.")
    return ""


def _flaw_of_points(profile: GridProfile, shape: tuple[int, int]) -> str:
    """Why ground control points are unusable; "" if usable."""
    numbers = np.array([[point.row, point.col, point.x, point.y] for point in profile.gcps], dtype=np.float64)
    if not np.isfinite(numbers).all() or np.abs(numbers).max() > _MAX_COORDINATE:
        return marked("The ground control points are no places.")
    if any(_on_a_line(pair) for pair in (numbers[:, :2], numbers[:, 2:])):
        return marked("The ground control points lie on one line.")
    at = np.array([[0.25, 0.75, 0.25], [0.25, 0.25, 0.75]]) * np.array(shape)[:, None]
    try:
        with profile.transformer() as transformer:
            there = np.array(transformer.xy(*at, offset="ul"), dtype=np.float64)
            back = np.array(transformer.rowcol(*there, op=np.positive), dtype=np.float64)
    except GCP_ERRORS:
        return marked("The ground control points contradict each other.")
    if not (np.isfinite(there).all() and np.isfinite(back).all()) or _on_a_line(there.T):
        return marked("The ground control points contradict each other.")
    return ""


def _on_a_line(points: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> bool:
    """Whether points ``[n, 2]`` lie on one line or in one place."""
    centred = points - points.mean(axis=0)
    large, small = np.linalg.svd(centred, compute_uv=False)[:2]
    return bool(small <= _MIN_SINE * large or large == 0)


def _thinned(points: Sequence[GroundControlPoint]) -> list[GroundControlPoint]:
    if len(points) <= _MAX_POINTS:
        return list(points)
    # At random: every n-th point of a regular net may lie in a single column.
    picks = np.random.default_rng(0).choice(len(points), _MAX_POINTS, replace=False)
    return [points[pick] for pick in sorted(picks)]


def _brought_together(points: list[GroundControlPoint], crs: CRS | None) -> list[GroundControlPoint]:
    """Points in degrees on both sides of the date line, the western ones as 180 and more."""
    turn = full_turn(crs)
    xs = [point.x for point in points]
    if turn is None or max(xs) - min(xs) <= turn / 2:
        return points
    return [
        GroundControlPoint(p.row, p.col, p.x + turn if p.x < 0 else p.x, p.y, p.z, p.id, p.info)
        for p in points
    ]
