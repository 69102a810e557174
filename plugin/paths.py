"""Where the plugin is, and which files come with it."""

from __future__ import annotations

from pathlib import Path

PLUGIN_ROOT = Path(__file__).resolve().parents[1]
"""The folder that QGIS imports: with ``plugin``, ``model``, ``resources``."""
RESOURCES = PLUGIN_ROOT / "resources"
ICONS = RESOURCES / "icons"
