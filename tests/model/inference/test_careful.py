"""Careful segmenting: mirror images are seen, turned back, and averaged."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import rasterio

from model.inference.careful import Careful, mirrored
from model.inference.engine import load_engine
from tests.model.fixtures.pipeline import run_one, save_tiny, write_scene


def test_mirror_images_are_turned_back() -> None:
    values = np.arange(12.0).reshape(1, 3, 4)
    for rows, cols in ((True, False), (False, True), (True, True)):
        np.testing.assert_array_equal(mirrored(mirrored(values, rows, cols), rows, cols), values)
    assert mirrored(values, False, True)[0, 0, 0] == 3.0
    assert mirrored(values, True, False)[0, 0, 0] == 8.0


def test_the_answers_are_the_mean_of_four_views(tmp_path: Path) -> None:
    save_tiny(tmp_path / "tiny.safetensors")
    plain = load_engine(str(tmp_path / "tiny.safetensors"), "cpu", "fp32").inference
    plain.attention = True
    x = np.random.default_rng(0).standard_normal((2, plain.channels, 64, 64)).astype(np.float32)
    valid = np.ones((2, 64, 64), bool)
    valid[0, :20, :30] = False
    said, maps = Careful(plain).run(x, valid)
    views = [(rows, cols) for rows in (False, True) for cols in (False, True)]
    each = [mirrored(plain.run(mirrored(x, *view), mirrored(valid, *view))[0], *view) for view in views]
    np.testing.assert_allclose(
        np.asarray(said), np.mean([np.asarray(one) for one in each], axis=0), atol=1e-4
    )
    np.testing.assert_allclose(maps, plain.run(x, valid)[1])
    assert plain.attention
    assert Careful(plain).channels == plain.channels


@pytest.mark.parametrize("careful", [False, True])
def test_a_product_says_whether_care_was_taken(tmp_path: Path, careful: bool) -> None:
    save_tiny(tmp_path / "tiny.safetensors")
    scene = write_scene(tmp_path / "vv.tif", 64, 64, full=True)
    result = run_one(scene, tmp_path / "out", tmp_path / "tiny.safetensors", careful=careful)
    with rasterio.open(result.products["landcover"]) as raster:
        assert json.loads(raster.tags()["SARDINO_PARAMETERS"])["careful"] is careful
