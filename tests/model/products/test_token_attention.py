"""Attention on the token grid: where the tokens lie, what they hold, and what is left out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import rasterio
from affine import Affine
from rasterio.control import GroundControlPoint
from rasterio.transform import GCPTransformer

from model.checkpoint.legend import NODATA_CODE
from model.errors.errors import InvalidRequest
from model.inference.engine import Engine
from model.protocol.values import SceneSpec
from tests.model.fixtures.pipeline import TINY, run, run_one, write_scene

PATCH = TINY.patch_size
CORNER = (400_030.0, 3_700_070.0)
"""Not on a multiple of a token from the origin of the map."""


def _scene(path: Path, shape: tuple[int, int], transform: Affine, **options: object) -> str:
    return write_scene(path, *shape, transform=transform, **options)


def _both(path: str, folder: Path, model: Path, **options: object) -> tuple[str, str, str]:
    """The files of the land cover, of the attention per pixel, and of the attention per token."""
    full = run_one(path, folder / "full", model, attention="full", **options)
    tokens = run_one(path, folder / "tokens", model, attention="tokens", **options)
    return full.products["landcover"], full.products["attention"], tokens.products["attention"]


def _at(file: str, xs: np.ndarray, ys: np.ndarray) -> np.ndarray:
    """Bilinear values [bands, n] of a raster at map coordinates, as QGIS draws them; NaN near an edge."""
    with rasterio.open(file) as raster:
        values = raster.read()
        cols, rows = ~raster.transform @ np.array([xs, ys])
    rows, cols = rows - 0.5, cols - 0.5
    top, left = np.floor(rows).astype(int), np.floor(cols).astype(int)
    inside = (top >= 0) & (left >= 0) & (top + 1 < values.shape[1]) & (left + 1 < values.shape[2])
    found = np.full((len(values), len(xs)), np.nan)
    top, left, down, right = top[inside], left[inside], (rows - top)[inside], (cols - left)[inside]
    upper = values[:, top, left] * (1 - right) + values[:, top, left + 1] * right
    lower = values[:, top + 1, left] * (1 - right) + values[:, top + 1, left + 1] * right
    found[:, inside] = upper * (1 - down) + lower * down
    return found


TURN = Affine.translation(*CORNER) @ Affine.rotation(20)


@pytest.mark.parametrize(
    ("shape", "transform"),
    [
        ((300, 413), Affine.translation(*CORNER) @ Affine.scale(10, -10)),
        ((601, 701), Affine.translation(*CORNER) @ Affine.scale(4, -4)),
        ((150, 170), Affine.translation(*CORNER) @ Affine.scale(23, -23)),
        ((300, 413), TURN @ Affine.scale(10, -10)),
        ((601, 701), TURN @ Affine.scale(4, -4)),
        ((300, 413), Affine.translation(*CORNER) @ Affine.scale(10, 10)),
        ((601, 701), Affine.translation(*CORNER) @ Affine.scale(-4, 4)),
    ],
    ids=["as it is", "finer", "coarser", "rotated", "rotated and finer", "south up", "mirrored and finer"],
)
@pytest.mark.parametrize("part", [False, True], ids=["whole", "extent"])
def test_tokens_lie_where_the_pixels_say(
    model: Path, tmp_path: Path, shape: tuple[int, int], transform: Affine, part: bool
) -> None:
    """Drawn with bilinear resampling, the tokens look as the attention per pixel does: on the same ground."""
    path = _scene(tmp_path / "s.tif", shape, transform)
    extent = None
    if part:
        corners = [transform @ (shape[1] * at[0], shape[0] * at[1]) for at in ((0.3, 0.3), (0.8, 0.9))]
        (xa, ya), (xb, yb) = corners
        extent = [min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)]
    landcover, full, tokens = _both(path, tmp_path, model, extent=extent)
    with rasterio.open(full) as raster:
        values, place = raster.read(), raster.transform
        rows, cols = np.mgrid[0 : raster.height : 7, 0 : raster.width : 5].reshape(2, -1)
    xs, ys = place @ np.array([cols + 0.5, rows + 0.5])
    drawn, expected = _at(tokens, xs, ys), values[:, rows, cols]
    both = np.isfinite(drawn) & np.isfinite(expected)
    assert both.mean() > 0.5
    np.testing.assert_allclose(drawn[both], expected[both], rtol=0.02, atol=1e-4)
    with rasterio.open(tokens) as raster, rasterio.open(landcover) as ground:
        assert raster.crs == ground.crs and raster.count == 3 and np.isnan(raster.nodata)
        assert raster.descriptions == ("head 1", "head 2", "mean")
        pixels = ground.width * ground.height
        step = np.sqrt(abs(raster.transform.determinant / ground.transform.determinant))
        assert raster.width * raster.height == pytest.approx(pixels / step**2, rel=0.2)


def test_tokens_are_whole_pixels_of_the_scene(model: Path, tmp_path: Path) -> None:
    transform = Affine.translation(*CORNER) @ Affine.scale(10, -10)
    path = _scene(tmp_path / "s.tif", (300, 413), transform)
    tokens = run_one(path, tmp_path / "a", model, attention="tokens").products["attention"]
    with rasterio.open(tokens) as raster:
        assert raster.transform.a == 10 * PATCH and raster.transform.e == -10 * PATCH
        place = ~transform @ (raster.transform.c, raster.transform.f)
        # The first token may hang over the scene's edge, by whole pixels and by less than a token.
        assert np.allclose(place, np.rint(place), atol=1e-6) and all(-PATCH < at <= 0 for at in place)
        ends = ~transform @ (raster.bounds.right, raster.bounds.bottom)
        assert 0 <= ends[0] - 413 < PATCH and 0 <= ends[1] - 300 < PATCH


@pytest.mark.parametrize("pixel", [10.0, 4.0, 23.0])
def test_a_token_without_any_class_is_nodata(model: Path, tmp_path: Path, pixel: float) -> None:
    shape = (300, 413) if pixel != 23 else (150, 170)
    transform = Affine.translation(*CORNER) @ Affine.scale(pixel, -pixel)
    path = _scene(tmp_path / "s.tif", shape, transform)
    polygon = {
        "type": "Polygon",
        "coordinates": [[transform @ (shape[1] * x, shape[0] * y) for x, y in
                         ((0.6, 0.1), (0.95, 0.4), (0.4, 0.95), (0.1, 0.7), (0.6, 0.1))]],
    }  # fmt: skip
    landcover, _, tokens = _both(path, tmp_path, model, polygon=polygon)
    with rasterio.open(landcover) as raster:
        there = raster.read(1) != NODATA_CODE
        rows, cols = np.nonzero(there)
        xs, ys = raster.transform @ np.array([cols + 0.5, rows + 0.5])
    with rasterio.open(tokens) as raster:
        values = raster.read()
        places = np.array(~raster.transform @ np.array([xs, ys]))
        at_cols, at_rows = np.floor(places + 1e-6).astype(int)
    expected = np.zeros(values.shape[1:], bool)
    expected[at_rows, at_cols] = True
    assert 0 < expected.mean() < 1
    np.testing.assert_array_equal(np.isfinite(values[0]) & expected, np.isfinite(values[0]))
    # Where a working pixel is made of several pixels, single tokens at the edge of nodata have no value.
    assert (np.isfinite(values[0]) == expected).mean() > (0.999 if pixel == 10 else 0.98)


def test_bands_of_columns_change_nothing(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _scene(tmp_path / "s.tif", (290, 900), Affine.translation(*CORNER) @ Affine.scale(10, -10))
    whole = run_one(path, tmp_path / "whole", model, attention="tokens").products["attention"]
    tiles = Engine.tiles
    monkeypatch.setattr(Engine, "tiles", lambda *args: replace(tiles(*args), max_band_cols=500))
    banded = run_one(path, tmp_path / "banded", model, attention="tokens").products["attention"]
    with rasterio.open(whole) as a, rasterio.open(banded) as b:
        np.testing.assert_allclose(a.read(), b.read(), rtol=1e-3)


def test_control_points_move_with_the_tokens(model: Path, tmp_path: Path) -> None:
    """A grid of control points alone: the same ground is found through both products."""
    path = tmp_path / "gcps.tif"
    write_scene(path, 300, 300, full=True)
    points = [
        GroundControlPoint(row, col, 15.0 + col * 1.2e-4 + row * 1e-5, 50.0 - row * 0.9e-4)
        for row in (0.0, 150.0, 300.0)
        for col in (0.0, 150.0, 300.0)
    ]
    with rasterio.open(path) as raster:
        values, names = raster.read(), raster.descriptions
    with rasterio.open(
        path, "w", driver="GTiff", width=300, height=300, count=1, dtype="float32", gcps=points,
        crs="EPSG:4326",
    ) as raster:  # fmt: skip
        raster.write(values)
        raster.descriptions = names
    result = run_one(str(path), tmp_path / "a", model, attention="tokens")
    with (
        rasterio.open(result.products["landcover"]) as fine,
        rasterio.open(result.products["attention"]) as raster,
    ):
        assert raster.gcps[1] == fine.gcps[1] and len(raster.gcps[0]) == 9
        steps = fine.width / raster.width
        with GCPTransformer(fine.gcps[0]) as by_pixels, GCPTransformer(raster.gcps[0]) as by_tokens:
            np.testing.assert_allclose(
                by_tokens.xy(5, 9, offset="ul"),
                by_pixels.xy(5 * PATCH, 9 * PATCH, offset="ul"),
                atol=1e-6 * steps,
            )


def test_a_picture_without_georeference_lies_under_its_tokens(model: Path, tmp_path: Path) -> None:
    path = tmp_path / "plain.tif"
    with rasterio.open(write_scene(tmp_path / "s.tif", 200, 210, full=True)) as raster:
        values = raster.read()
    with rasterio.open(path, "w", driver="GTiff", width=210, height=200, count=1, dtype="float32") as raster:
        raster.write(values)
        raster.descriptions = ["VV"]
    tokens = run_one(str(path), tmp_path / "a", model, attention="tokens").products["attention"]
    with rasterio.open(tokens) as raster:
        assert raster.crs is None
        # As QGIS places a picture: one unit per pixel, from 0 to the right and downwards.
        assert raster.transform == Affine(PATCH, 0, 0, 0, -PATCH, 0)


@pytest.mark.parametrize("shape", [(1, 1), (3, 700), (700, 3), (256, 256)])
def test_odd_shapes(model: Path, tmp_path: Path, shape: tuple[int, int]) -> None:
    path = write_scene(tmp_path / "odd.tif", *shape, full=True)
    tokens = run_one(path, tmp_path / "a", model, attention="tokens").products["attention"]
    with rasterio.open(tokens) as raster:
        assert np.isfinite(raster.read()).all()
        assert all(0 <= n * PATCH - size < 2 * PATCH for n, size in zip(raster.shape, shape, strict=True))


def test_a_grid_that_nobody_knows_is_refused(model: Path, tmp_path: Path) -> None:
    path = write_scene(tmp_path / "s.tif", 64, 64, full=True)
    with pytest.raises(InvalidRequest, match="grid of attention"):
        run(path, tmp_path / "a", model, attention="half", spec=SceneSpec(path, units="db"))


def test_tags_say_which_grid(model: Path, tmp_path: Path) -> None:
    path = write_scene(tmp_path / "s.tif", 64, 64, full=True)
    tokens = run_one(path, tmp_path / "a", model, attention="tokens").products["attention"]
    with rasterio.open(tokens) as raster:
        assert '"attention": "tokens"' in raster.tags()["SARDINO_PARAMETERS"]
