"""Model tests run in the backend's environment."""

from __future__ import annotations

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
