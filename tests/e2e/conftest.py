"""End-to-end tests: they need QGIS's window program and Xvfb, and the backend's environment."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tools import qgis_window


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """A virtual screen."""
    with qgis_window.virtual_screen() as name:
        yield name
