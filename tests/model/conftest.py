"""Model tests run in the backend's environment, with the repository's root on ``sys.path``."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

try:
    import rasterio  # noqa: F401
    import torch  # noqa: F401
except ImportError as error:
    pytest.exit(
        f"{error}. Model tests need the backend's environment: run `python3 build.py setup`, then "
        "`.venv/bin/python -m pytest tests/model` (or `python3 build.py test`).",
        returncode=4,
    )


@pytest.fixture(scope="session")
def repository() -> Path:
    """The repository's root."""
    return ROOT
