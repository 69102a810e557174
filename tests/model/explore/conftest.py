"""A scene with features of four kinds of ground."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

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
