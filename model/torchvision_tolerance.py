"""Lets ``import torchvision`` succeed if its compiled operators do not fit torch.

timm imports torchvision at start. With a CPU build of torch and a torchvision built for CUDA (or any other
mismatch), torchvision's compiled operators are missing. Registering their shape functions then fails with
"operator torchvision::nms does not exist". Sardino uses none of these operators, so the registration may fail
quietly, but only for ``torchvision::`` names and only during the import of torchvision.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

import torch


def import_torchvision() -> None:
    """Imports torchvision, if installed."""
    original = torch.library.register_fake

    def tolerant(op: Any, func: Any = None, /, **options: Any) -> Any:
        if not str(op).startswith("torchvision::"):
            return original(op, func, **options)
        if func is not None:
            return _quietly(original, op, func, options)
        return lambda later: _quietly(original, op, later, options)

    torch.library.register_fake = tolerant
    try:
        importlib.import_module("torchvision")
    except ModuleNotFoundError:
        pass  # timm then reports what is missing
    finally:
        torch.library.register_fake = original


def _quietly(register: Callable[..., Any], op: Any, func: Any, options: dict[str, Any]) -> Any:
    try:
        register(op, func, **options)
    except RuntimeError:
        pass  # the operator does not exist in this mix of builds
    return func
