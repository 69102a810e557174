"""A sound model's file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.model.fixtures.worker import write_model


@pytest.fixture(scope="module")
def model_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny network with random weights; nobody changes it."""
    return write_model(tmp_path_factory.mktemp("models") / "tiny.safetensors")
