"""Where things lie in this checkout. Every suite's Python can import this: standard library only."""

from __future__ import annotations

import atexit
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "tests" / "data"
SAMPLE = ROOT / "resources" / "sample"


def link_as_sardino() -> Path:
    """Makes a plugins folder in which ``sardino`` is this checkout, as in a profile, and puts it on the path.

    The checkout's folder may have any name, so pytest's ``pythonpath`` cannot say this.
    """
    plugins = Path(tempfile.mkdtemp(prefix="sardino-plugins-"))
    atexit.register(shutil.rmtree, plugins, ignore_errors=True)
    (plugins / "sardino").symlink_to(ROOT, target_is_directory=True)
    sys.path.insert(0, str(plugins))
    return plugins
