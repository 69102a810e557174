"""End-to-end tests: they need QGIS's window program and Xvfb, and the backend's environment."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from tools import qgis_window  # noqa: E402 - the root is on the path from here on


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """A virtual screen."""
    with qgis_window.virtual_screen() as name:
        yield name
