"""The job ``familiarity``: a figure from a sample, a raster of the whole, and what can go wrong."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import rasterio

from model.errors.errors import Cancelled, NoReference, SardinoError
from model.explore.familiarity import familiarity
from model.protocol.exploring import FamiliarityRequest
from model.protocol.values import SceneSpec
from tests.model.fixtures.familiarity import teach
from tests.model.fixtures.pipeline import save_tiny, write_scene
from tests.model.fixtures.scenes import write_raster


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A model that knows the ground of one scene, and that scene."""
    folder = tmp_path_factory.mktemp("taught")
    save_tiny(folder / "tiny.safetensors")
    scene = write_scene(folder / "known.tif", 300, 400, full=True)
    return teach(folder / "tiny.safetensors", scene), scene


def _ask(model: Path, scene: str, out: Path | None = None, cancelled: bool = False):
    request = FamiliarityRequest(
        SceneSpec(scene, units="db"),
        out=str(out) if out else "",
        model=str(model),
        device="cpu",
        precision="fp32",
        engine="torch",
    )
    return familiarity(request, progress=lambda *_, **__: None, cancelled=lambda: cancelled)


def test_a_sample_and_the_whole_say_the_same(taught: tuple[Path, str], tmp_path: Path) -> None:
    model, scene = taught
    sample = _ask(model, scene)
    assert sample.path == ""
    whole = _ask(model, scene, tmp_path / "new" / "f.tif")
    assert abs(sample.numbers["unfamiliar"] - whole.numbers["unfamiliar"]) < 0.05
    with rasterio.open(whole.path) as file, rasterio.open(scene) as source:
        values = file.read(1)
        assert file.nodata == 255 and file.crs == source.crs
        assert (values[values <= 100] < 5).mean() == pytest.approx(whole.numbers["unfamiliar"], abs=1e-6)
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["f.tif"]


def test_a_cancelled_job_leaves_no_file(taught: tuple[Path, str], tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        _ask(*taught, tmp_path / "f.tif", cancelled=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("raster", [False, True])
def test_nothing_valid_is_an_error_without_a_file(
    taught: tuple[Path, str], tmp_path: Path, raster: bool
) -> None:
    scene = tmp_path / "in" / "empty.tif"
    scene.parent.mkdir()
    db = np.full((100, 100), np.nan, np.float32)
    db[0, 0] = -10
    write_raster(scene, db, names=["VV"], nodata=-10)
    (tmp_path / "out").mkdir()
    with pytest.raises(SardinoError) as caught:
        _ask(taught[0], str(scene), tmp_path / "out" / "f.tif" if raster else None)
    assert caught.value.code != "internal"
    assert list((tmp_path / "out").iterdir()) == []


def test_a_model_without_a_reference_says_so(taught: tuple[Path, str], tmp_path: Path) -> None:
    save_tiny(tmp_path / "plain.safetensors")
    with pytest.raises(NoReference):
        _ask(tmp_path / "plain.safetensors", taught[1])
