"""A view of stored features: only what it touches, the right values at its pixels, nothing on nodata."""

from __future__ import annotations

import base64
import zlib
from pathlib import Path

import numpy as np
import pytest

from model.errors.errors import InvalidRequest
from model.explore.view import MOST_VALUES, encoded, fitting, sampled
from model.features.store import PIXEL_STEP, FeatureStore
from model.protocol.envelope import MAX_LINE_BYTES
from model.protocol.exploring import MapView


@pytest.fixture(scope="session")
def store(explore_store: Path) -> FeatureStore:
    return FeatureStore.open(explore_store)


def whole(store: FeatureStore, step: float = 1.0, crs: str | None = None) -> MapView:
    """All of a scene, with one pixel per ``step`` pixels of the scene."""
    rows, cols = store.placing.shape
    xs, ys = store.placing.georeference.to_map(np.array([0.0, rows]), np.array([0.0, cols]))
    extent = [float(min(xs)), float(min(ys)), float(max(xs)), float(max(ys))]
    return MapView(extent, max(1, int(cols / step)), max(1, int(rows / step)), crs)


def test_noise_of_the_largest_view_fits_into_a_line() -> None:
    view = fitting(MapView([0, 0, 1, 1], 4000, 3000), 4)
    noise = np.random.default_rng(0).integers(0, 256, (4, view.height, view.width), np.uint8)
    text = encoded(noise)
    assert len(text) < MAX_LINE_BYTES
    assert noise.size > 0.95 * MOST_VALUES
    assert view.width / view.height == pytest.approx(4 / 3, rel=0.01)
    assert zlib.decompress(base64.b64decode(text)) == noise.tobytes()


def test_too_large_an_image_is_refused() -> None:
    with pytest.raises(InvalidRequest, match="too large"):
        encoded(np.random.default_rng(0).integers(0, 256, (3, 1000, 1100), np.uint8))


@pytest.mark.parametrize("size", [(1, 20_000), (20_000, 1), (20_000, 20_000), (1, 1)])
def test_narrow_views_keep_a_pixel(size: tuple[int, int]) -> None:
    view = fitting(MapView([0, 0, 1, 1], *size), 4)
    assert view.width >= 1 and view.height >= 1 and view.width * view.height * 4 <= MOST_VALUES


@pytest.mark.parametrize(
    "view",
    [
        MapView([0, 0, 1], 5, 5),
        MapView([0, 0, 1, float("nan")], 5, 5),
        MapView([1, 0, 0, 1], 5, 5),
        MapView([0, 0, 1, 1], 0, 5),
        MapView([0, 0, 1, 1], 5, 10**7),
    ],
)
def test_views_that_make_no_sense_are_refused(view: MapView) -> None:
    with pytest.raises(InvalidRequest):
        fitting(view, 1)


def test_at_the_centre_of_a_cell_the_stored_value_is_read(store: FeatureStore) -> None:
    placing = store.placing
    count = store.components
    # Views with a pixel on the centre of each cell.
    for grid, cell, step, part in (
        (store.tokens(), placing.patch, placing.patch / 5, slice(count)),
        (store.pixels(), PIXEL_STEP, PIXEL_STEP, slice(count, None)),
    ):
        found = sampled(store, whole(store, step / placing.scale[0]))
        rows, cols = placing.view(found.view)
        near = (np.abs(rows / cell % 1 - 0.5) < 0.02) & (np.abs(cols / cell % 1 - 0.5) < 0.02) & found.known
        assert near.any()
        at = np.floor(rows[near] / cell).astype(int), np.floor(cols[near] / cell).astype(int)
        difference = found.vectors()[..., part][near] - grid[at]
        assert np.abs(difference).max() < 0.1 * np.abs(grid).max()


def test_a_small_view_reads_little(store: FeatureStore, monkeypatch: pytest.MonkeyPatch) -> None:
    all_of_it = whole(store)
    west, _, east, north = all_of_it.extent
    size = (east - west) / 10
    found = sampled(store, MapView([west, north - size, west + size, north], 400, 400))
    assert found.of_tokens is not None and found.of_pixels is not None
    rows, cols = found.of_tokens.shape
    assert rows <= store.shape[0] // 10 + 3 and cols <= store.shape[1] // 10 + 3


def test_a_coarse_view_reads_no_more_cells_than_it_has_pixels(store: FeatureStore) -> None:
    found = sampled(store, MapView(whole(store).extent, 9, 7))
    assert found.of_pixels is not None
    assert np.prod(found.of_pixels.shape) <= 4 * 9 * 9
    assert found.vectors().shape[:2] == (7, 9)


def test_a_view_in_another_system_shows_the_same(store: FeatureStore) -> None:
    near = sampled(store, whole(store, 2))
    extent = near.view.extent
    far = sampled(store, MapView(extent, near.view.width, near.view.height, store.placing.crs))
    assert np.allclose(near.vectors(), far.vectors(), atol=1e-3)


def test_interpolation_does_not_depend_on_how_the_view_lies(store: FeatureStore) -> None:
    """The quick way for straight views and the way for turned views give the same."""
    found = sampled(store, whole(store, 3))
    lattice = found.of_tokens
    assert lattice is not None and lattice._straight
    values = np.moveaxis(found.tokens, 2, 0)
    quick = lattice.smooth(values)
    bent = type(lattice)(lattice.rows, lattice.cols, lattice.down.copy(), lattice.across.copy())
    bent.down[0, 0] += 0.4
    assert not bent._straight
    assert np.allclose(bent.smooth(values)[:, 1:], quick[:, 1:], atol=1e-4)


def test_a_view_beside_the_scene_is_empty(store: FeatureStore) -> None:
    west, south, east, north = whole(store).extent
    width = east - west
    found = sampled(store, MapView([west - 3 * width, south, west - 2 * width, north], 20, 20))
    assert not found.known.any() and not found.vectors().any()


def test_nodata_is_not_known_and_does_not_spoil_its_neighbours(store: FeatureStore) -> None:
    found = sampled(store, whole(store, 2))
    assert found.known.any() and not found.known.all()
    assert not found.vectors()[~found.known].any()
    flat = found.from_tokens(np.ones((1, *found.known_tokens.shape), np.float32))
    assert np.allclose(flat[0][found.known], 1, atol=1e-3)
