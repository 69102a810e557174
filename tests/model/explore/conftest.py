"""Scenes and their features: one painted with four kinds of ground, one real with nodata."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.windows import Window

from model.features.job import features as make_features
from model.protocol.exploring import FeaturesRequest
from model.protocol.values import SceneSpec
from tests.model.fixtures.painted import painted_store
from tests.model.fixtures.scenes import decibels, dual_power, write_raster

ROWS, COLS = 150, 203


def quarters(rows: int, cols: int) -> np.ndarray:
    """Ground 0 to 3 in the quarters of a grid; the borders lie in the middle of tokens."""
    down, across = np.mgrid[:rows, :cols]
    return 2 * (down >= rows // 2) + (across >= cols // 2)


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> str:
    """VV and VH in dB at 10 m."""
    path = tmp_path_factory.mktemp("scene") / "dual.tif"
    return write_raster(path, decibels(dual_power((ROWS, COLS))), names=("VV", "VH"))


@pytest.fixture(scope="module")
def features(scene: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Features of the scene: four kinds of ground in its quarters."""
    out = tmp_path_factory.mktemp("features") / "dual.features"
    return str(painted_store(scene, Path(out), quarters((ROWS + 1) // 2, (COLS + 1) // 2)))


SIDE = 240
"""Pixels: one tile of the network."""
SAMPLE = Path(__file__).resolve().parents[3] / "resources" / "sample" / "kansas_vv_vh.tif"


@pytest.fixture(scope="session")
def explore_scene(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A part of the sample scene, with nodata in its north-west corner."""
    path = tmp_path_factory.mktemp("explore") / "kansas.tif"
    with rasterio.open(SAMPLE) as sample:
        window = Window(200, 100, SIDE, SIDE)
        bands = sample.read(window=window)
        place = {"transform": sample.window_transform(window), "width": SIDE, "height": SIDE}
        profile = {**sample.profile, **place, "nodata": np.nan, "tiled": False}
        names, tags = sample.descriptions, sample.tags()
    bands[:, :60, :90] = np.nan
    with rasterio.open(path, "w", **profile) as scene:
        scene.write(bands)
        scene.descriptions = names
        scene.update_tags(**tags)
    return path


@pytest.fixture(scope="session")
def explore_store(explore_scene: Path) -> Path:
    """Features of :func:`explore_scene` by the bundled model."""
    out = explore_scene.with_suffix(".features")
    request = FeaturesRequest(SceneSpec(str(explore_scene)), device="cpu", engine="torch", out=str(out))
    make_features(request, progress=lambda *_, **__: None, cancelled=lambda: False)
    return out
