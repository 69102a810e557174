"""Dataclasses from JSON, with names, types, numbers and depth checked. For ``model.protocol.envelope``.

This module lets only numbers through that every part can hold: integers of at most 64 bits and finite floats.

Standard library only, and Python 3.9 syntax.
"""

from __future__ import annotations

import dataclasses
import json
import math
import typing
from functools import cache
from typing import Any, NoReturn

MAX_DIGITS = 40
"""Digits of an integer. Longer integers are no measurement, and converting millions of digits takes
minutes."""
MAX_DEPTH = 32
"""Depth of objects and lists in a request. GeoJSON within a request needs about a dozen."""
LARGEST_INTEGER = 2**63 - 1


class MessageError(ValueError):
    """A line that is not a message of this protocol."""


def parse(text: str) -> Any:
    """The value of a JSON text.

    An integer beyond 64 bits becomes a float: a field for floats accepts the value, a field for integers does
    not.

    Raises:
        MessageError: The text is not JSON, or a number is not finite or absurdly long.
    """
    try:
        return json.loads(text, parse_int=_integer, parse_float=_finite, parse_constant=_no_number)
    except _TooLarge as error:
        raise MessageError(str(error)) from None
    except (ValueError, RecursionError) as error:
        raise MessageError(f"not JSON: {text[:80]!r}") from error


def parse_leniently(text: str) -> Any:
    """The value of a JSON text with 0 for every number: to read the other parts of a refused line.

    Raises:
        MessageError: The text is not JSON.
    """
    try:
        return json.loads(text, parse_int=_zero, parse_float=_zero, parse_constant=_zero)
    except (ValueError, RecursionError) as error:
        raise MessageError(f"not JSON: {text[:80]!r}") from error


def check_depth(value: Any, deepest: int = MAX_DEPTH) -> None:
    """Refuses a value whose lists and objects are nested too deeply.

    Later steps walk through the value by recursion, and Python limits its depth.

    Raises:
        MessageError: The value is nested too deeply.
    """
    level: list[Any] = [[value]]
    for _ in range(deepest + 1):
        level = [
            item
            for outer in level
            for item in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(item, (dict, list))
        ]
        if not level:
            return
    raise MessageError(f"lists and objects lie more than {deepest} deep in each other")


class _TooLarge(ValueError):
    """A number that is valid JSON but not usable."""


def _integer(text: str) -> int | float:
    if len(text) > MAX_DIGITS:
        raise _TooLarge(f"a number of {len(text)} digits")
    value = int(text)
    return value if -LARGEST_INTEGER <= value <= LARGEST_INTEGER else float(value)


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise _TooLarge(f"the number {text:.40} is too large")
    return value


def _no_number(name: str) -> NoReturn:
    raise _TooLarge(f"{name} is no JSON")


def _zero(text: str) -> int:
    return 0


def build(cls: type, body: Any, ready: str | None = None) -> Any:
    """Builds a dataclass from plain JSON values, checking names and types.

    Args:
        cls: The dataclass.
        body: The value that the JSON parser returned.
        ready: Name of a field whose value in ``body`` is already an object.

    Raises:
        MessageError: A field is missing, unknown or of another type.
    """
    if not isinstance(body, dict):
        raise MessageError(f"{cls.__name__}: not an object")
    hints = _hints(cls)
    unknown = set(body) - set(hints)
    if unknown:
        raise MessageError(f"{cls.__name__}: unknown field {sorted(unknown)[0][:60]!r}")
    values = {
        name: value if name == ready else _convert(hints[name], value, f"{cls.__name__}.{name}")
        for name, value in body.items()
    }
    try:
        return cls(**values)
    except TypeError as error:
        raise MessageError(f"{cls.__name__}: {error}") from error


@cache
def _hints(cls: type) -> dict[str, Any]:
    """Field name to type."""
    return typing.get_type_hints(cls)


def _convert(wanted: Any, value: Any, where: str) -> Any:
    """Checks ``value`` against a type; nested dataclasses are built."""
    options = typing.get_args(wanted) if typing.get_origin(wanted) is typing.Union else (wanted,)
    if value is None:
        if type(None) in options:
            return None
        raise MessageError(f"{where}: missing")
    kind = options[0]
    origin = typing.get_origin(kind) or kind
    if origin is list and isinstance(value, list):
        return [_convert(typing.get_args(kind)[0], item, where) for item in value]
    if origin is dict and isinstance(value, dict):
        return {str(key): _convert(typing.get_args(kind)[1], item, where) for key, item in value.items()}
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return build(kind, value)
    if kind is Any:
        return value
    if kind is float and isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    # Exactly that type: a bool is an int in Python.
    if type(value) is kind:
        return value
    raise MessageError(f"{where}: expected {getattr(origin, '__name__', origin)}, got {value!r:.60}")
