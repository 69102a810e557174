"""Paths as the worker needs them: its folder is the plugin's, so relative ones would lead there."""

from __future__ import annotations

import os

_MODEL_SUFFIX = ".safetensors"


def absolute(path: str) -> str:
    """A path from the root on; a relative one starts in QGIS's working folder.

    There QGIS's own algorithms write, too; for ``qgis_process`` it is the folder of the shell. A name
    alone that is typed into a dialog never comes here: Processing puts it into its output folder.
    """
    return path if not path or os.path.isabs(path) else os.path.abspath(path)


def absolute_source(uri: str) -> str:
    """A raster's source, absolute if it is a file; what else GDAL reads stays as it is."""
    return absolute(uri) if os.path.exists(uri) else uri


def absolute_model(name: str) -> str:
    """A model as the user names it: a name stays one, a file becomes absolute."""
    return absolute(name) if name.endswith(_MODEL_SUFFIX) and os.path.isfile(name) else name
