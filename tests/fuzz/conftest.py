"""The fuzz suite runs in the backend's environment, with a worker on its pipes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fuzz.bases import make_bases
from tests.fuzz.bench import Bench

HANG_SECONDS = 40.0
"""Longer than the campaign's ten: a test must not fail because the computer is busy."""


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sound rasters, labels and a model."""
    return make_bases(tmp_path_factory.mktemp("base"))


@pytest.fixture(scope="session")
def bench(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """One worker for all tests."""
    bench = Bench(tmp_path_factory.mktemp("fuzz"), base, HANG_SECONDS)
    yield bench
    bench.close()
