"""``python -m model``: see ``model.cli``."""

from __future__ import annotations

import os
import sys

# Before torch is loaded: idle OpenMP threads (GNU's, Linux) burn a core for milliseconds in the hope of
# work. Beside a busy QGIS on two cores that cost two thirds of the speed; idle, giving up early costs nothing
# that can be measured (docs/benchmarks.md).
os.environ.setdefault("GOMP_SPINCOUNT", "3000")

from model.cli import main

if __name__ == "__main__":
    sys.exit(main())
