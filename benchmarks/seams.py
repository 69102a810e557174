"""Size of a map's steps at tile borders, relative to its steps elsewhere."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.inference.tiles import TileGrid


class Seams(NamedTuple):
    """Mean absolute steps between neighbouring pixels relative to the mean of other steps; 1 without seams.

    Attributes:
        borders: Across a first or last line of a tile, among steps at the same place between two tokens.
        overlaps: Inside an overlap of two tiles, among the same steps.
        every_phase: Across a first or last line of a tile, among all steps.
    """

    borders: float
    overlaps: float
    every_phase: float


def seams(values: np.ndarray, grid: TileGrid) -> Seams:
    """The seams of a map of tokens, interpolated to pixels.

    Args:
        values: [rows, cols] float of a whole scene, NaN without a value.
        grid: The tile grid of the map.
    """
    steps = [np.nanmean(np.abs(np.diff(values, axis=1 - axis)), axis=axis) for axis in (0, 1)]
    # Bilinear maps bend at token centres, where steps of either sign cancel. Tile borders never lie there, so
    # only steps at the same place between two tokens are comparable.
    corners = (grid.left, grid.top)
    alike = [
        (np.arange(1, len(line) + 1) - corner) % grid.patch == 0
        for line, corner in zip(steps, corners, strict=True)
    ]
    everywhere = [np.ones(len(line), bool) for line in steps]
    borders = _borders(grid)
    return Seams(
        _step_ratio(steps, borders, alike),
        _step_ratio(steps, _overlaps(grid), alike),
        _step_ratio(steps, borders, everywhere),
    )


def _step_ratio(steps: list[np.ndarray], masks: list[np.ndarray], counted: list[np.ndarray]) -> float:
    """Mean of the steps in the masks relative to the mean of the other counted steps."""
    at = [line[mask & use] for line, mask, use in zip(steps, masks, counted, strict=True)]
    elsewhere = [line[~mask & use] for line, mask, use in zip(steps, masks, counted, strict=True)]
    return float(np.concatenate(at).mean() / np.concatenate(elsewhere).mean())


def _borders(grid: TileGrid) -> list[np.ndarray]:
    """Steps across a first or last line of a tile, by column and by row."""
    masks = []
    for starts, size in _axes(grid):
        lines = {*starts, *(start + grid.tile for start in starts)}
        masks.append(np.array([k + 1 in lines for k in range(size - 1)]))
    return masks


def _overlaps(grid: TileGrid) -> list[np.ndarray]:
    """Steps inside an overlap of two tiles, by column and by row."""
    masks = []
    for starts, size in _axes(grid):
        mask = np.zeros(size - 1, bool)
        for before, after in zip(starts, starts[1:], strict=False):
            mask[after - 1 : before + grid.tile] = True
        masks.append(mask)
    return masks


def _axes(grid: TileGrid) -> list[tuple[list[int], int]]:
    """Starts of tiles from the scene's corner, and the scene's size; for columns and for rows."""
    across = ([start + grid.left for start in grid.col_starts], grid.cols + grid.left)
    down = ([start + grid.top for start in grid.row_starts], grid.rows + grid.top)
    return [across, down]
