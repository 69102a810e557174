"""Principal components as colours."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.enums import ColorInterp

from model.errors.errors import Cancelled
from model.explore.colours import colours
from model.protocol.exploring import ColoursRequest, ExploreAnswer
from model.protocol.values import SceneSpec
from tests.model.explore.conftest import COLS, ROWS, quarters
from tests.model.fixtures.files import names_in
from tests.model.fixtures.painted import painted_store


def coloured(out: Path, features: str, scene: str | None = None, cancelled=lambda: False) -> ExploreAnswer:
    request = ColoursRequest(str(out), features=features, scene=SceneSpec(scene) if scene else None)
    return colours(request, progress=lambda *_, **__: None, cancelled=cancelled)


def test_ground_of_one_kind_has_one_colour(tmp_path: Path, scene: str, features: str) -> None:
    answer = coloured(tmp_path / "colours.tif", features, scene)
    with rasterio.open(answer.path) as raster:
        values = raster.read()
        assert (raster.shape, raster.nodata) == ((ROWS, COLS), 0)
        assert list(raster.descriptions) == answer.bands
        assert raster.colorinterp == (ColorInterp.red, ColorInterp.green, ColorInterp.blue)
    assert values.min() >= 1
    corners = [values[:, row, col] for row in (20, -20) for col in (20, -20)]
    assert len({tuple(corner) for corner in corners}) == 4
    # The strongest and the weakest value of a component use the whole range.
    assert [int(values[band].min()) for band in range(3)] == [1, 1, 1]
    assert [int(values[band].max()) for band in range(3)] == [255, 255, 255]


def test_fewer_than_three_components(tmp_path: Path, scene: str) -> None:
    features = painted_store(
        scene, tmp_path / "two.features", quarters((ROWS + 1) // 2, (COLS + 1) // 2), components=2
    )
    values = rasterio.open(coloured(tmp_path / "colours.tif", str(features)).path).read()
    assert len(np.unique(values[2])) == 1
    assert len(np.unique(values[0])) > 1


def test_cancelled(tmp_path: Path, features: str) -> None:
    count = 0

    def later() -> bool:
        nonlocal count
        count += 1
        return count > 3

    with pytest.raises(Cancelled):
        coloured(tmp_path / "out" / "colours.tif", features, cancelled=later)
    assert names_in(tmp_path / "out") == []
