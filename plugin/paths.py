"""Where the plugin lies, and what it brings along."""

from __future__ import annotations

from pathlib import Path

PLUGIN_ROOT = Path(__file__).resolve().parents[1]
"""The folder that QGIS imports: with ``plugin``, ``model``, ``resources``."""
RESOURCES = PLUGIN_ROOT / "resources"
ICONS = RESOURCES / "icons"
