"""Dataclasses from plain JSON values, names and types checked. A part of ``model.messages``.

Standard library only, and Python 3.9 syntax.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from typing import Any


class MessageError(ValueError):
    """A line that is not a message of this protocol."""


def build(cls: type, body: Any, types: Mapping[str, Any], ready: str | None = None) -> Any:
    """Builds a dataclass from plain JSON values, checking names and types.

    Args:
        cls: The dataclass.
        body: What JSON gave.
        types: Name to class, for fields that are dataclasses themselves.
        ready: A field that already holds its object.

    Raises:
        MessageError: A field is missing, unknown or of another type.
    """
    if not isinstance(body, dict):
        raise MessageError(f"{cls.__name__}: not an object")
    hints = _hints(cls)
    unknown = set(body) - set(hints)
    if unknown:
        raise MessageError(f"{cls.__name__}: unknown field {sorted(unknown)[0]!r}")
    values = {
        name: value if name == ready else _convert(hints[name], value, types, f"{cls.__name__}.{name}")
        for name, value in body.items()
    }
    try:
        return cls(**values)
    except TypeError as error:
        raise MessageError(f"{cls.__name__}: {error}") from error


_HINTS: dict[type, dict[str, Any]] = {}
_ALTERNATIVES = re.compile(r" \| (?![^\[]*\])")
"""The bars of ``X | None``, but not those within brackets."""


def _hints(cls: type) -> dict[str, Any]:
    """Field name to annotation; ``X | None`` is split by hand, as Python 3.9 cannot evaluate it."""
    if cls not in _HINTS:
        _HINTS[cls] = {f.name: f.type for f in dataclasses.fields(cls)}
    return _HINTS[cls]


def _convert(annotation: str, value: Any, types: Mapping[str, Any], where: str) -> Any:
    """Checks ``value`` against an annotation in text; nested dataclasses are built."""
    options = _ALTERNATIVES.split(annotation)
    if value is None:
        if "None" in options:
            return None
        raise MessageError(f"{where}: missing")
    kind = options[0]
    if kind.startswith("list[") and isinstance(value, list):
        return [_convert(kind[5:-1], item, types, where) for item in value]
    if kind.startswith("dict[") and isinstance(value, dict):
        item_kind = kind[5:-1].split(", ", 1)[1]
        return {str(key): _convert(item_kind, item, types, where) for key, item in value.items()}
    plain = {"str": str, "int": int, "float": (int, float), "bool": bool, "Any": object}.get(kind)
    if plain is not None:
        if not isinstance(value, plain) or (kind in ("int", "float") and isinstance(value, bool)):  # type: ignore[arg-type]
            raise MessageError(f"{where}: expected {kind}, got {value!r:.60}")
        return float(value) if kind == "float" else value
    nested = types.get(kind)
    if dataclasses.is_dataclass(nested) and isinstance(nested, type):
        return build(nested, value, types)
    raise MessageError(f"{where}: expected {kind}, got {value!r:.60}")
