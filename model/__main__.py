"""``python -m model``: see ``model.commands.main``."""

from __future__ import annotations

import sys

from model.startup import prepare_process

prepare_process()

from model.commands.main import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main())
