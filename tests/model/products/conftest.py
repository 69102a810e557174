"""A scene for the tests of products."""

from __future__ import annotations

import pytest

from tests.model.fixtures.pipeline import write_scene


@pytest.fixture(scope="module")
def scene_path(tmp_path_factory: pytest.TempPathFactory) -> str:
    """VV in dB; its north-west quarter is nodata."""
    return write_scene(tmp_path_factory.mktemp("scene") / "vv.tif", 600, 700)
