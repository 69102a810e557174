"""The tile grid and the blending of tiles."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from model.inference.arrays import fetched
from model.inference.blend import BandBlender, Carry
from model.inference.tiles import TileGrid
from model.sar.windows import Window

SIZES = [(1, 1), (3, 5000), (256, 256), (257, 263), (480, 481), (700, 1900), (5000, 3)]


@pytest.mark.parametrize("size", SIZES)
def test_tiles_cover_window_on_one_token_grid(size: tuple[int, int]) -> None:
    grid = TileGrid(*size)
    for starts, pixels in ((grid.row_starts, size[0]), (grid.col_starts, size[1])):
        assert starts[0] == 0
        assert all(start % grid.patch == 0 for start in starts)
        steps = np.diff(starts)
        assert (steps > 0).all() and (steps <= grid.tile - grid.overlap).all()
        assert starts[-1] + grid.tile >= pixels
        assert len(starts) == 1 or starts[-1] + grid.tile < pixels + grid.patch


def test_bands_hold_every_tile_column_once_and_are_bounded() -> None:
    grid = TileGrid(300, 3000, max_band_cols=900)
    bands = grid.bands()
    assert len(bands) > 2
    assert [band.first for band in bands[1:]] == [band.last for band in bands[:-1]]
    assert bands[0].first == 0 and bands[-1].last == len(grid.col_starts)
    assert all(band.stop - band.start <= 900 for band in bands)
    assert all(band.final == after.start for band, after in zip(bands, bands[1:], strict=False))


def test_ramp_is_one_inside_and_fades_to_every_edge() -> None:
    ramp = TileGrid(1152, 1152).ramp()  # 256 and four steps of 224: exactly the overlap asked for
    assert ramp[32:-32, 32:-32].min() == 1.0
    assert 0 < ramp[0, 128] < 0.01
    # Two ramps that meet add up to 1: raised cosines.
    np.testing.assert_allclose(ramp[128, :32] + ramp[128, -32:], 1, atol=1e-6)
    wide = TileGrid(1024, 1024).ramp()  # four steps of 192
    assert wide[128, 32] == pytest.approx(0.5, abs=0.02)
    np.testing.assert_allclose(wide[128, :64] + wide[128, -64:], 1, atol=1e-6)


@pytest.mark.parametrize("size", [*SIZES, (1024, 1024), (512, 250)])
@pytest.mark.parametrize("anchor", [(0, 0), (3, 8), (-4_000_001, 56_127)])
def test_a_scenes_tokens_begin_at_the_maps_origin(size: tuple[int, int], anchor: tuple[int, int]) -> None:
    plain, grid = TileGrid(*size), TileGrid.anchored(size, anchor, 256, 32, 8)
    for starts, corner, place, pixels, before in (
        (grid.row_starts, grid.top, anchor[0], size[0], plain.row_starts),
        (grid.col_starts, grid.left, anchor[1], size[1], plain.col_starts),
    ):
        assert -grid.patch < corner <= 0 and corner + starts[-1] + grid.tile >= pixels
        assert len(starts) == len(before), "no tile more than without"
        costs_a_tile = len(TileGrid(1, pixels + place % 8).col_starts) > len(before)
        plain_corner = costs_a_tile or len(before) == 1
        assert corner == 0 if plain_corner else (place + corner) % grid.patch == 0


@pytest.mark.parametrize("window", [(0, 0, 700, 1900), (3, 5, 1, 1), (200, 930, 300, 400), (699, 1899, 1, 1)])
@pytest.mark.parametrize("size", [(700, 1900), (705, 4000)])
def test_a_part_is_all_tiles_of_the_scene_that_touch_a_window(
    window: tuple[int, int, int, int], size: tuple[int, int]
) -> None:
    grid = TileGrid.anchored(size, (5, 2), 256, 32, 8)
    part = TileGrid.anchored(size, (5, 2), 256, 32, 8, Window(*window))
    assert part.ramp().tolist() == grid.ramp().tolist()
    for first, size_here, corner, starts, whole_corner, whole, covered in (
        (window[0], window[2], part.top, part.row_starts, grid.top, grid.row_starts, part.rows),
        (window[1], window[3], part.left, part.col_starts, grid.left, grid.col_starts, part.cols),
    ):
        touching = [s + whole_corner for s in whole if s + whole_corner < first + size_here]
        touching = [s for s in touching if s + grid.tile > first]
        assert [s + corner for s in starts] == touching and starts[0] == 0
        assert corner + covered == first + size_here


@pytest.mark.parametrize("place", [0, 10**9, 2**31 - 300])
def test_tiles_of_a_part_are_found_without_going_through_a_huge_scene(place: int) -> None:
    part = TileGrid.anchored((2**31 - 1, 2**31 - 1), (3, 4), 256, 32, 8, Window(place, place, 200, 290))
    assert 1 <= len(part.row_starts) <= 3 and part.top <= place < part.top + 256
    assert part.left + part.cols == place + 290 and part.col_starts[-1] + 256 >= part.cols


def test_grid_refuses_sizes_off_the_token_grid() -> None:
    with pytest.raises(ValueError, match="multiples"):
        TileGrid(10, 10, tile=250)
    with pytest.raises(ValueError, match="empty"):
        TileGrid(0, 10)


def _blended(
    grid: TileGrid,
    tiles: dict[tuple[int, int], torch.Tensor],
    folder: Path,
    place: torch.device | None = None,
) -> np.ndarray:
    """Blends tiles through bands and carries, as the pipeline does: in numpy, or in torch as on a GPU."""
    out = np.full((2, grid.rows, grid.bands()[-1].stop), np.nan, np.float32)
    before = None
    bands = grid.bands()
    for number, band in enumerate(bands):
        after = None
        if number + 1 < len(bands):
            after = Carry(folder / str(number), 3, band.stop - band.final + 1)
        blender = BandBlender(grid, band, 2, place, before, after)
        for row in range(len(grid.row_starts)):
            for col in range(band.first, band.last):
                tile = tiles[row, col]
                blender.add(grid.col_starts[col], tile.numpy() if place is None else tile)
            first, logits, covered = blender.finish_row(row)
            assert covered.all()
            out[:, first : first + logits.shape[1], blender.start : blender.final] = fetched(logits)
        if before is not None:
            before.close()
        before = after
    return out[:, :, : grid.cols]


def test_bands_blend_as_one_wide_accumulator_does(tmp_path: Path) -> None:
    size = {"rows": 100, "cols": 213, "tile": 64, "overlap": 16}
    whole, banded = TileGrid(**size), TileGrid(**size, max_band_cols=120)
    assert len(whole.bands()) == 1 and len(banded.bands()) > 1
    torch.manual_seed(0)
    rows, cols = len(whole.row_starts), len(whole.col_starts)
    tiles = {(r, c): torch.randn(2, 64, 64) for r in range(rows) for c in range(cols)}

    weights = np.zeros((1, whole.row_starts[-1] + 64, whole.col_starts[-1] + 64))
    sums = np.zeros((2, *weights.shape[1:]))
    for (r, c), tile in tiles.items():
        top, left = whole.row_starts[r], whole.col_starts[c]
        sums[:, top : top + 64, left : left + 64] += tile.numpy() * whole.ramp()
        weights[:, top : top + 64, left : left + 64] += whole.ramp()
    expected = (sums / weights)[:, :100, :213]

    np.testing.assert_allclose(_blended(whole, tiles, tmp_path), expected, atol=1e-4)
    np.testing.assert_allclose(_blended(banded, tiles, tmp_path), expected, atol=1e-4)
    on_device = _blended(banded, tiles, tmp_path, torch.device("cpu"))
    np.testing.assert_allclose(on_device, expected, atol=1e-4)


def test_tiles_that_agree_are_left_as_they_are(tmp_path: Path) -> None:
    grid = TileGrid(90, 150, tile=64, overlap=16, max_band_cols=100)
    picture = torch.randn(2, grid.row_starts[-1] + 64, grid.col_starts[-1] + 64)
    tiles = {
        (r, c): picture[:, top : top + 64, left : left + 64]
        for r, top in enumerate(grid.row_starts)
        for c, left in enumerate(grid.col_starts)
    }
    np.testing.assert_allclose(_blended(grid, tiles, tmp_path), picture[:, :90, :150], atol=1e-4)
