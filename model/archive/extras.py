"""Packages that only archives need: they are optional, and a missing one is an error that says what to do."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from pathlib import Path
from typing import Any

from model.errors.errors import ExtraMissing

REQUIREMENTS = Path(__file__).resolve().parents[2] / "resources" / "archive-requirements.txt"


def optional(module: str, what_for: str) -> Any:
    """Imports a module of an optional package.

    Args:
        module: The module.
        what_for: What needs the package, as the beginning of a sentence.

    Raises:
        ExtraMissing: The package is not installed.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise ExtraMissing(
            f"{what_for} needs the package of '{module.partition('.')[0]}', which is not installed.",
            remedy=f"Run: {sys.executable} -m pip install -r {REQUIREMENTS}",
            detail=str(error),
        ) from error


def is_installed(module: str) -> bool:
    """Whether a module of an optional package can be imported."""
    return importlib.util.find_spec(module) is not None
