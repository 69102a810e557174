"""For every suite: nothing is fetched from a model hub, and no test sees the user's own models."""

from __future__ import annotations

import os

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ.pop("SARDINO_MODELS", None)
