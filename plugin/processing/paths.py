"""Absolute paths for the worker: its working folder is the plugin's, so relative paths would go there."""

from __future__ import annotations

import os

_MODEL_SUFFIX = ".safetensors"


def absolute(path: str) -> str:
    """An absolute path; a relative path starts in QGIS's working folder.

    QGIS's own algorithms write there, too. For ``qgis_process`` this is the folder of the shell. A bare name
    typed into a dialog never comes here: Processing puts the name into its output folder.
    """
    return path if not path or os.path.isabs(path) else os.path.abspath(path)


def absolute_source(uri: str) -> str:
    """A raster's source: absolute if it is a file; other sources of GDAL stay unchanged."""
    return absolute(uri) if os.path.exists(uri) else uri


def absolute_model(name: str) -> str:
    """A model as the user names it: a name stays unchanged, a file becomes absolute."""
    return absolute(name) if name.endswith(_MODEL_SUFFIX) and os.path.isfile(name) else name
