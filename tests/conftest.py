"""For every suite: how tests find what they import, no model hub, and none of the user's own models.

Three Pythons run the suites: the model's environment, QGIS's own, and one with PyQt6 (``tools/runners.py``).
None of them installs Sardino, and no test file touches ``sys.path``:

- ``pythonpath = ["."]`` in ``pyproject.toml`` puts the repository's root on the path. So ``model``,
  ``plugin`` and ``tools`` are importable, and so are helpers of the tests under their full names:
  ``from tests.model.fixtures.scenes import write_raster``.
- ``--import-mode=importlib`` calls a test file by its path, ``tests.model.sar.test_scene``. Files in two
  rooms may have the same name, and no folder gets onto the path because a test lies in it.
- ``tests`` and its folders have no ``__init__.py``. The root has one, since QGIS loads the checkout as the
  package ``sardino``: with one in ``tests`` too, pytest would call a test by the checkout's folder, whatever
  that is named. ``--confcutdir=tests`` keeps it from importing the root for its own sake.
- Tests of the plugin import it as QGIS does, as ``sardino``: ``link_as_sardino`` in ``tests/places.py``.
- A Python that a test starts has the root as its working folder (``python -c``, ``python -m``) or in
  ``PYTHONPATH``.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.places import ROOT

pytest.register_assert_rewrite("tests.model", "tests.plugin", "tests.fuzz")  # helpers explain failures too

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ.pop("SARDINO_MODELS", None)


@pytest.fixture(scope="session")
def repository() -> Path:
    """The repository's root."""
    return ROOT
