"""Scenes that several files of this room look at and none changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.model.fixtures.finetune import write_stripes


@pytest.fixture(scope="session")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three stripes, speckled."""
    return write_stripes(tmp_path_factory.mktemp("scene") / "stripes.tif")


@pytest.fixture(scope="session")
def scene_with_nodata(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same without its 20 northernmost rows."""
    return write_stripes(tmp_path_factory.mktemp("scene") / "stripes.tif", nodata_rows=20)
