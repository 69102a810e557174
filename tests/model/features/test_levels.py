"""Tokens of neighbouring tiles at one level."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from model.features.levels import Floats, levels_of
from model.features.mosaic import Cells, TileFile

SIDE, STEP, PLANES = 16, 10, 6
CELLS = Cells((0, STEP), (0, STEP, 2 * STEP), SIDE, np.ones((SIDE, SIDE), np.float32))


def same(values: Floats) -> Floats:
    """Tokens that are components already."""
    return values


@pytest.fixture
def ground() -> Floats:
    """What all tiles see: land and water in the first plane, noise in the others."""
    rng = np.random.default_rng(5)
    shape = (STEP + SIDE, 2 * STEP + SIDE, PLANES)
    values = rng.normal(0, 0.1, shape)
    values[..., 0] += np.where(rng.random(shape[:2]) > 0.5, 1.0, -1.0)
    return values.astype(np.float32)


def tile_file(path: Path, ground: Floats, leave_out: int = -1, change: float = 1.0) -> TileFile:
    """Tiles of the ground, each with a level of its own."""
    rng = np.random.default_rng(6)
    file = TileFile(CELLS, PLANES, path)
    for index in range(6):
        row, col = divmod(index, 3)
        seen = ground[row * STEP : row * STEP + SIDE, col * STEP : col * STEP + SIDE]
        offset, slope = (change * rng.normal(0, size, PLANES).astype(np.float32) for size in (0.5, 0.2))
        if index != leave_out:
            file.add(index, seen + offset + slope * seen[..., :1], np.ones((SIDE, SIDE), bool))
    return file


def disagreement(file: TileFile, level: bool) -> float:
    """Mean distance between the first two tiles where they overlap."""
    levels = levels_of(file, CELLS, same, 1.0)
    tiles = []
    for index in (0, 1):
        found = file.tile(index)
        assert found is not None
        values = found[0].astype(np.float32)
        tiles.append(levels.applied(index, values) if level else values)
    return float(np.abs(tiles[0][:, STEP:] - tiles[1][:, : SIDE - STEP]).mean())


def test_tiles_with_other_levels_for_water_and_land_agree_afterwards(tmp_path: Path, ground: Floats) -> None:
    file = tile_file(tmp_path / "t", ground)
    assert disagreement(file, level=True) < 0.15 * disagreement(file, level=False)


def test_tiles_that_agree_stay_as_they_are(tmp_path: Path, ground: Floats) -> None:
    levels = levels_of(tile_file(tmp_path / "t", ground, change=0.0), CELLS, same, 1.0)
    assert np.abs(levels.offset).max() < 1e-2
    assert np.abs(levels.slope).max() < 1e-2


def test_a_missing_tile_has_no_level(tmp_path: Path, ground: Floats) -> None:
    levels = levels_of(tile_file(tmp_path / "t", ground, leave_out=4), CELLS, same, 1.0)
    assert not levels.offset[4].any()
    assert levels.offset[3].any()


def test_a_single_tile_has_nothing_to_agree_with(tmp_path: Path, ground: Floats) -> None:
    cells = Cells((0,), (0,), SIDE, np.ones((SIDE, SIDE), np.float32))
    file = TileFile(cells, PLANES, tmp_path / "t")
    file.add(0, ground[:SIDE, :SIDE], np.ones((SIDE, SIDE), bool))
    levels = levels_of(file, cells, same, 1.0)
    assert levels.offset.shape == (1, PLANES)
    assert not levels.offset.any()
