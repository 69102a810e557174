"""Where the tokens of a stored scene lie: from places on a map to tokens, and the views of a map window."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from affine import Affine
from numpy.typing import NDArray
from rasterio.control import GroundControlPoint
from rasterio.crs import CRS

from model.protocol.exploring import MapView
from model.sar.georeference import Georeference
from model.sar.grid_profile import GridProfile

Doubles = NDArray[np.float64]

_NODES = 33
"""Nodes per side for places of a view in another coordinate system; between them places are interpolated."""


@dataclass(frozen=True)
class Placing:
    """Georeference of a scene and its token grid.

    Attributes:
        profile: The scene's grid, in map orientation.
        shape: Rows and columns of the scene.
        scale: Working pixels per pixel of the scene, rows and columns.
        top: Working pixel row of the first token; may lie above the scene.
        left: Working pixel column of the first token.
        patch: Working pixels per token side.
        kept: Working pixels down and across that the tokens cover; None: all of the scene.
    """

    profile: GridProfile
    shape: tuple[int, int]
    scale: tuple[float, float]
    top: int
    left: int
    patch: int
    kept: tuple[int, int] | None = None

    @cached_property
    def georeference(self) -> Georeference:
        """Map coordinates of the scene's pixels."""
        return Georeference(self.profile, self.shape)

    @property
    def crs(self) -> str | None:
        """Coordinate system as WKT."""
        crs = self.georeference.crs
        return crs.to_wkt() if crs is not None else None

    def working(self, xs: Doubles, ys: Doubles, crs: str | None) -> tuple[Doubles, Doubles]:
        """Rows and columns in working pixels from the first token's corner; NaN where there is no token.

        Args:
            xs: Map coordinates.
            ys: Map coordinates.
            crs: ``EPSG:n`` or WKT of the coordinates; the scene's own if None.
        """
        rows, cols = self.georeference.view(crs).to_pixels(xs, ys)
        return self._working(rows, cols)

    def _working(self, rows: Doubles, cols: Doubles) -> tuple[Doubles, Doubles]:
        with np.errstate(invalid="ignore"):
            inside = (rows >= 0) & (rows < self.shape[0]) & (cols >= 0) & (cols < self.shape[1])
        found = (rows * self.scale[0] - self.top, cols * self.scale[1] - self.left)
        if self.kept is not None:
            with np.errstate(invalid="ignore"):
                kept = [(places >= 0) & (places < size) for places, size in zip(found, self.kept)]
            inside = np.asarray(inside & kept[0] & kept[1])
        return np.where(inside, found[0], np.nan), np.where(inside, found[1], np.nan)

    def view(self, view: MapView) -> tuple[Doubles, Doubles]:
        """Rows and columns [height, width] in working pixels of a view's pixel centres; NaN outside."""
        west, south, east, north = view.extent
        across = west + (np.arange(view.width) + 0.5) * (east - west) / view.width
        down = north - (np.arange(view.height) + 0.5) * (north - south) / view.height
        seen = self.georeference.view(view.crs)
        if seen.straight and not self.profile.gcps:
            xs, ys = np.meshgrid(across, down)
            return self._working(*seen.to_pixels(xs, ys))
        nodes = [np.linspace(line[0], line[-1], min(_NODES, len(line))) for line in (across, down)]
        places = [axis.ravel() for axis in np.meshgrid(*nodes)]
        coarse = [part.reshape(len(nodes[1]), len(nodes[0])) for part in seen.to_pixels(*places)]
        rows, cols = (_stretched(part, nodes, (across, down)) for part in coarse)
        return self._working(rows, cols)

    def as_dict(self) -> dict[str, Any]:
        """Plain values (JSON)."""
        profile = self.profile
        return {
            "crs": profile.crs.to_wkt() if profile.crs is not None else None,
            "transform": list(profile.transform)[:6] if profile.transform is not None else None,
            "gcps": [[point.row, point.col, point.x, point.y, point.z or 0.0] for point in profile.gcps],
            "gcp_crs": profile.gcp_crs.to_wkt() if profile.gcp_crs is not None else None,
            "flaw": profile.flaw,
            "shape": list(self.shape),
            "scale": list(self.scale),
            "corner": [self.top, self.left],
            "patch": self.patch,
            "kept": list(self.kept) if self.kept is not None else None,
        }

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Placing:
        """The placing of :meth:`as_dict`.

        Raises:
            KeyError, TypeError, ValueError: The values are not those of a placing.
        """
        crs, gcp_crs = (
            CRS.from_wkt(values[name]) if values[name] is not None else None for name in ("crs", "gcp_crs")
        )
        transform = Affine(*values["transform"]) if values["transform"] is not None else None
        gcps = tuple(GroundControlPoint(*point) for point in values["gcps"])
        rows, cols = values["shape"]
        down, across = values["scale"]
        kept = values.get("kept")
        return cls(
            GridProfile(crs, transform, gcps, gcp_crs, values["flaw"]),
            (int(rows), int(cols)),
            (float(down), float(across)),
            int(values["corner"][0]),
            int(values["corner"][1]),
            int(values["patch"]),
            (int(kept[0]), int(kept[1])) if kept is not None else None,
        )


def _stretched(values: Doubles, nodes: list[Doubles], lines: tuple[Doubles, Doubles]) -> Doubles:
    """Values at nodes [down, across], interpolated linearly to lines (across, down)."""
    wide = np.stack([np.interp(lines[0], nodes[0], row) for row in values])
    found: Doubles = np.stack([np.interp(lines[1], nodes[1], col) for col in wide.T], axis=1)
    return found
