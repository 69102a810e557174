"""A scene, a cache of the test's own, and the job on both."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from model.features import cache
from model.features.job import features
from model.protocol.exploring import FeaturesAnswer, FeaturesRequest
from model.protocol.values import SceneSpec
from tests.model.fixtures.pipeline import write_scene

Ask = Callable[..., FeaturesAnswer]


@pytest.fixture
def scene(tmp_path: Path) -> str:
    """VV in dB; its north-west quarter is nodata."""
    return write_scene(tmp_path / "vv.tif", 320, 400)


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of kept features, empty."""
    monkeypatch.setenv("SARDINO_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(cache, "_limit", cache.GIGABYTE)
    return tmp_path / "cache" / "scenes"


@pytest.fixture
def ask(model: Path) -> Ask:
    """Asks for the features of a scene; the request must succeed."""

    def run(path: str, cancelled: Callable[[], bool] = lambda: False, **options: Any) -> FeaturesAnswer:
        spec = options.pop("spec", SceneSpec(path, units="db"))
        options = {"model": str(model), "device": "cpu", "precision": "fp32", **options}
        request = FeaturesRequest(spec, **options)
        return features(request, progress=lambda *_, **__: None, cancelled=cancelled)

    return run
