"""Model tests run in the backend's environment."""

from __future__ import annotations

from pathlib import Path

import pytest

try:
    import rasterio  # noqa: F401
    import torch  # noqa: F401
except ImportError as error:
    pytest.exit(
        f"{error}. Model tests need the backend's environment: run `python3 build.py setup`, then "
        "`.venv/bin/python -m pytest tests/model` (or `python3 build.py test`).",
        returncode=4,
    )

from tests.model.fixtures.pipeline import save_tiny
from tests.model.fixtures.worker import write_model


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a small network with random weights; its maps differ from place to place."""
    path = tmp_path_factory.mktemp("model") / "tiny.safetensors"
    save_tiny(path)
    return path


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of models for a worker: "tiny"."""
    return write_model(tmp_path_factory.mktemp("models") / "tiny.safetensors").parent


@pytest.fixture
def light_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """OpenVINO may be used, with a cache of the test's own."""
    monkeypatch.setenv("SARDINO_CACHE", str(tmp_path / "cache" / "features"))


@pytest.fixture(autouse=True)
def torch_unless_asked(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without ``light_engine`` a test runs on torch, which needs no check of each new network."""
    if "light_engine" not in request.fixturenames:
        from model.inference import light

        monkeypatch.setattr(light, "why_not", lambda: "not in this test")
