"""What several files of this room look at and none changes; and a cache of the test's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.finetune import experts, fast
from tests.model.fixtures.finetune import save_base, stripe_polygons, write_labels, write_stripes


@pytest.fixture(scope="session")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three stripes, speckled."""
    return write_stripes(tmp_path_factory.mktemp("scene") / "stripes.tif")


@pytest.fixture(scope="session")
def scene_with_nodata(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same without its 20 northernmost rows."""
    return write_stripes(tmp_path_factory.mktemp("scene") / "stripes.tif", nodata_rows=20)


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """A scene, its labels, and a network that knows nothing."""
    folder = tmp_path_factory.mktemp("finetune")
    scene = write_stripes(folder / "stripes.tif")
    labels = write_labels(folder / "labels.gpkg", *stripe_polygons())
    return scene, labels, save_base(folder / "base.safetensors")


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders of the test's own for features and models, and short trainings."""
    monkeypatch.setenv("SARDINO_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("SARDINO_MODELS", str(tmp_path / "models"))
    for module in (experts, fast):  # stripes are learned in fewer steps than landscapes
        monkeypatch.setattr(module, "STEPS", 60)
