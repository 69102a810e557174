"""A random forest of another program on a stack: what it gains from the bands that only a stack has."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.windows import Window

pytest.importorskip("sklearn")

from model.evaluate.classifiers import forest
from model.explore.stack import stack
from model.protocol.exploring import StackRequest
from model.protocol.values import SceneSpec
from tests.model.explore.conftest import quarters
from tests.model.fixtures.painted import painted_store
from tests.model.fixtures.scenes import write_raster
from tests.places import ROOT

SIDE = 160


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Fields of the sample scene of Kansas."""
    with rasterio.open(ROOT / "resources" / "sample" / "kansas_vv_vh.tif") as raster:
        window = Window(40, 60, SIDE, SIDE)
        values, names = raster.read(window=window), raster.descriptions
        grid = {"crs": raster.crs, "transform": raster.window_transform(window), "nodata": raster.nodata}
    return write_raster(tmp_path_factory.mktemp("sample") / "fields.tif", values, names=names, **grid)


def accuracy(path: str, names: tuple[str, ...], ground: np.ndarray) -> float:
    """Share of right pixels in the lower half of each kind of ground; the upper half is learnt."""
    with rasterio.open(path) as raster:
        chosen = [
            band for band, name in enumerate(raster.descriptions, 1) if any(part in name for part in names)
        ]
        values = raster.read(chosen).reshape(len(chosen), -1).T
    kinds = ground.astype(np.uint8).ravel()
    learnt = np.flatnonzero(np.arange(SIDE * SIDE) // SIDE % (SIDE // 2) < SIDE // 4)
    tested = np.setdiff1d(np.arange(SIDE * SIDE), learnt)
    model = forest(0)
    model.fit(values[learnt[::4]], kinds[learnt[::4]])
    said = model.classes_[model.predict_proba(values[tested]).argmax(axis=1)]
    return float((said == kinds[tested]).mean())


def test_a_forest_learns_from_named_bands(sample: str, tmp_path: Path) -> None:
    """Kinds of ground that backscatter does not tell apart, but the network's tokens do."""
    features = painted_store(sample, tmp_path / "fields.features", quarters(SIDE // 2, SIDE // 2))
    request = StackRequest(
        str(tmp_path / "stack.tif"), SceneSpec(sample), components=4, features=str(features)
    )
    answer = stack(request, progress=lambda *_, **__: None, cancelled=lambda: False)
    ground = quarters(SIDE, SIDE)
    plain = accuracy(answer.path, ("(dB)",), ground)
    seen = accuracy(answer.path, ("(dB)", "Attention"), ground)
    known = accuracy(answer.path, ("(dB)", "Component"), ground)
    assert seen > plain + 0.1
    assert known > max(plain + 0.1, 0.9)
