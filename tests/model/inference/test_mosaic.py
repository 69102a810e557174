"""The attention mosaic: gains and blending."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from model.inference.mosaic import AttentionMosaic
from model.inference.tiles import TileGrid

GRID = TileGrid(600, 1000, tile=128, overlap=32)
HEADS = 2


def _scene(seed: int = 0) -> np.ndarray:
    """A smooth positive picture at token resolution, [heads, rows, cols]."""
    rng = np.random.default_rng(seed)
    rows, cols = GRID.token_shape
    y, x = np.mgrid[:rows, :cols]
    waves = [np.exp(0.8 * np.sin(x / 9 + rng.random() * 6) * np.cos(y / 7 + k)) for k in range(HEADS)]
    return np.stack(waves).astype(np.float32)


def _filled(
    path: Path, picture: np.ndarray, gains: np.ndarray, skip: tuple[int, ...] = ()
) -> AttentionMosaic:
    """A mosaic of tiles of ``picture``, each with a factor of its own."""
    mosaic = AttentionMosaic(GRID, HEADS, path)
    side = GRID.tokens
    index = 0
    for top in GRID.row_starts:
        for left in GRID.col_starts:
            if index not in skip:
                r, c = top // GRID.patch, left // GRID.patch
                tile = picture[:, r : r + side, c : c + side] * np.exp(gains[index])[:, None, None]
                mosaic.add(index, tile.astype(np.float32))
            index += 1
    return mosaic


@pytest.fixture(autouse=True)
def _close(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Closes every mosaic that a test makes."""
    made: list[AttentionMosaic] = []
    begin = AttentionMosaic.__init__

    def remember(self: AttentionMosaic, *args: Any) -> None:
        begin(self, *args)
        made.append(self)

    monkeypatch.setattr(AttentionMosaic, "__init__", remember)
    yield
    for mosaic in made:
        mosaic.close()


def _whole(mosaic: AttentionMosaic, gains: np.ndarray) -> np.ndarray:
    return np.concatenate([strip for _, strip in mosaic.strips(gains)], axis=1)


def _step_ratio(values: np.ndarray) -> float:
    """Mean absolute step across columns where tiles overlap, over that elsewhere."""
    steps = np.abs(np.diff(values, axis=-1)).mean(axis=(0, 1))
    starts = [start // GRID.patch for start in GRID.col_starts]
    shared = np.zeros(len(steps), bool)
    for left, right in zip(starts, starts[1:], strict=False):
        shared[right - 1 : left + GRID.tokens] = True
    return float(steps[shared].mean() / steps[~shared].mean())


def _as_they_are() -> np.ndarray:
    """Levels that change nothing."""
    return np.tile(np.array([1.0, 0.0]), (len(GRID), HEADS, 1))


def test_gains_undo_what_each_tile_was_multiplied_with(tmp_path: Path) -> None:
    true = np.random.default_rng(1).normal(0, 0.4, (len(GRID), HEADS))
    mosaic = _filled(tmp_path / "a", _scene(), true)
    before = _whole(mosaic, _as_they_are()) / _scene()
    ratio = _whole(mosaic, mosaic.solve()) / _scene()
    assert before.std() / before.mean() > 0.3
    assert ratio.std() / ratio.mean() < 0.1


def test_without_gains_the_tile_grid_shows_and_with_them_it_does_not(tmp_path: Path) -> None:
    true = np.random.default_rng(2).normal(0, 0.5, (len(GRID), HEADS))
    mosaic = _filled(tmp_path / "a", _scene(), true)
    expected = _step_ratio(_scene())
    assert _step_ratio(_whole(mosaic, _as_they_are())) > 1.2 * expected
    assert _step_ratio(_whole(mosaic, mosaic.solve())) == pytest.approx(expected, rel=0.02)


def test_a_tile_of_another_contrast_is_brought_to_its_neighbours(tmp_path: Path) -> None:
    """No factor can do that: it takes a gain on the logarithm."""
    picture = _scene()
    mosaic = _filled(tmp_path / "a", picture, np.zeros((len(GRID), HEADS)))
    columns = len(GRID.col_starts)
    r, c = (start // GRID.patch for start in (GRID.row_starts[1], GRID.col_starts[1]))
    mine = np.s_[:, r : r + GRID.tokens, c : c + GRID.tokens]
    sharpened = picture[mine] ** 1.6 * 0.5
    mosaic.add(columns + 1, sharpened)
    inner = np.s_[:, r + 4 : r + GRID.tokens - 4, c + 4 : c + GRID.tokens - 4]

    def error(levels: np.ndarray) -> float:
        ratio = _whole(mosaic, levels) / picture
        return float(np.abs(ratio[inner] / np.median(ratio) - 1).mean())

    assert error(mosaic.solve()) < 0.1 * error(_as_they_are())


@pytest.mark.parametrize("factor", [0.05, 1.0, 20.0])
def test_tiles_that_agree_keep_their_unit(tmp_path: Path, factor: float) -> None:
    """Attention can be compared between scenes: a scene of nothing but water stays a scene of water."""
    picture = factor * _scene()
    mosaic = _filled(tmp_path / "a", picture, np.zeros((len(GRID), HEADS)))
    np.testing.assert_allclose(_whole(mosaic, mosaic.solve()), picture, rtol=0.02)


def test_one_odd_overlap_does_not_spoil_the_rest(tmp_path: Path) -> None:
    mosaic = _filled(tmp_path / "a", _scene(), np.zeros((len(GRID), HEADS)))
    level = mosaic.solve()
    odd = _scene()[:, : GRID.tokens, : GRID.tokens].copy()
    odd[:, :, -4:] *= 5  # an artefact along one border, not a gain
    mosaic.add(0, odd)
    others = np.abs(np.delete(mosaic.solve() - level, 0, axis=0))
    assert others.max() < 0.6  # the neighbour, which was asked for a factor of 5
    assert np.median(others) < 0.03


def test_islands_and_missing_tiles(tmp_path: Path) -> None:
    skip = tuple(range(3, len(GRID), len(GRID.col_starts)))  # a column of tiles parts the scene
    picture = _scene()
    picture[:, :, GRID.col_starts[3] // GRID.patch + GRID.tokens // 2 :] *= 30  # other ground beyond the gap
    mosaic = _filled(tmp_path / "a", picture, np.zeros((len(GRID), HEADS)), skip)
    solved = mosaic.solve()
    assert np.isfinite(solved).all()
    result = _whole(mosaic, solved)
    gap = (GRID.col_starts[3] + GRID.tile // 2) // GRID.patch
    assert np.isnan(result[:, :, gap]).all()
    there = np.isfinite(result)
    np.testing.assert_allclose(result[there], picture[there], rtol=0.05)  # each island in the same unit


def test_tokens_without_a_valid_pixel(tmp_path: Path) -> None:
    grid = TileGrid(64, 64, tile=64, overlap=16)
    mosaic = AttentionMosaic(grid, 1, tmp_path / "a")
    attention = np.zeros((1, 8, 8), np.float32)
    attention[0, :, :4] = 3.0
    mosaic.add(0, attention)
    ((_, strip),) = mosaic.strips(mosaic.solve())
    np.testing.assert_allclose(strip[0, :, :4], 3.0, rtol=1e-3)
    assert np.isnan(strip[0, :, 4:]).all()
