"""A tiny model for the tests of change."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.model.fixtures.worker import write_model


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real network with random weights."""
    return write_model(tmp_path_factory.mktemp("model") / "tiny.safetensors")
