"""Plugin tests run in QGIS's Python; the checkout is importable as QGIS does it: package ``sardino``."""

from __future__ import annotations

import atexit
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

try:
    import pytest_qgis  # noqa: F401
    import qgis.core  # noqa: F401
except ImportError as error:
    pytest.exit(
        f"{error}. Plugin tests need QGIS's Python: run `python3 build.py test tests/plugin`, which installs "
        "QGIS (Debian: qgis python3-qgis) and pytest-qgis in .venv-qgis.",
        returncode=4,
    )

# A link named `sardino` whatever the checkout's folder is called, as in a profile's plugins folder.
_plugins = Path(tempfile.mkdtemp(prefix="sardino-plugins-"))
atexit.register(shutil.rmtree, _plugins, ignore_errors=True)
(_plugins / "sardino").symlink_to(ROOT, target_is_directory=True)
sys.path.insert(0, str(_plugins))


@pytest.fixture(scope="session")
def repository() -> Path:
    """The repository's root."""
    return ROOT


@pytest.fixture(scope="session")
def plugins_folder() -> Path:
    """A plugins folder in which ``sardino`` is this checkout."""
    return _plugins
