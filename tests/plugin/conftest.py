"""Plugin tests run in QGIS's Python; the checkout is importable as QGIS does it: package ``sardino``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.places import link_as_sardino

try:
    import pytest_qgis  # noqa: F401
    from qgis.core import QgsSettings
except ImportError as error:
    pytest.exit(
        f"{error}. Plugin tests need QGIS's Python: run `python3 build.py test tests/plugin`, which installs "
        "QGIS (Debian: qgis python3-qgis) and pytest-qgis in .venv-qgis.",
        returncode=4,
    )

_plugins = link_as_sardino()


@pytest.fixture(scope="session")
def plugins_folder() -> Path:
    """A plugins folder in which ``sardino`` is this checkout."""
    return _plugins


@pytest.fixture
def clean_settings(qgis_app: Any) -> Iterator[None]:
    """None of Sardino's settings, before and after."""
    QgsSettings().remove("sardino")
    yield
    QgsSettings().remove("sardino")
