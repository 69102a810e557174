"""The classes of a label layer: which field value means which class. No Qt in here."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from ...model.protocol.values import ClassInfo
from ..translation import tr

_DIGITS = re.compile(r"[0-9]{1,18}")
_LONGEST_NAME = 80
LARGEST_CODE = 254
"""Codes are pixels of an 8-bit land cover: 0 is nodata, 255 is reserved."""

_COLOURS = (
    "#4c78a8",
    "#f58518",
    "#54a24b",
    "#e45756",
    "#72b7b2",
    "#b279a2",
    "#eeca3b",
    "#9d755d",
    "#ff9da6",
    "#79706e",
)
"""Default colours: ten that people with weak colour vision can tell apart too (Vega's)."""


@dataclass(frozen=True)
class LabelClass:
    """A value of the class field and its class.

    Two values with the same code are one class: the first gives its name and colour.

    Attributes:
        value: The field's value as text.
        code: Value of the class in the new model's land cover.
        name: Name in the legend.
        color: ``#rrggbb``.
    """

    value: str
    code: int
    name: str
    color: str


def value_text(value: Any) -> str | None:
    """A field's value as text: 10 and 10.0 are "10"; None for an empty value."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        # Some formats use NaN for "no value".
        return None if value != value else f"{value:.15g}"
    text = str(value).strip()
    # QGIS's own NULL, in any Qt version, is neither a number nor a user's word.
    return None if text in ("", "NULL") else text


def whole_number(value: str) -> int | None:
    """The number in a text of plain digits; None for any other text."""
    return int(value) if _DIGITS.fullmatch(value) else None


def from_model(classes: Iterable[ClassInfo]) -> list[LabelClass]:
    """The classes of a model, each with its own code."""
    return [LabelClass(str(item.code), item.code, tr(item.name), item.color) for item in classes]


def for_values(
    values: Sequence[str],
    known: Sequence[LabelClass],
    legend: Iterable[ClassInfo],
    names: Mapping[str, str] | None = None,
) -> list[LabelClass]:
    """A class for each value of a field.

    A known value keeps its class. A value that equals the code or the name of a class in the legend becomes
    that class. A value that differs from another value only in case and blanks gets the same class. Any other
    value gets a free code and a colour.

    Args:
        values: Distinct values, in the order to show them.
        known: Earlier classes.
        legend: Classes to recognise: the base model's classes.
        names: Names that the layer's form shows instead of values.
    """
    names = names or {}
    by_value = {item.value: item for item in known}
    by_code = {str(item.code): item for item in legend}
    by_name = {_alike(name): item for item in by_code.values() for name in (item.name, tr(item.name))}
    found: list[LabelClass] = []
    taken = {item.code for item in known}
    same = {_alike(item.value): item for item in known if whole_number(item.value) is None}
    for value in values:
        number, shown = whole_number(value), names.get(value, "")
        match = by_name.get(_alike(shown or value)) or (None if shown else by_code.get(value))
        twin = same.get(_alike(value)) if number is None else None
        if value in by_value:
            item = by_value[value]
        elif twin is not None:
            item = replace(twin, value=value)
        elif number is not None and shown and 1 <= number <= LARGEST_CODE:
            item = LabelClass(value, number, _short(shown), match.color if match else "")
        elif match is not None:
            item = LabelClass(value, match.code, tr(match.name), match.color)
        else:
            code = number if number is not None and 1 <= number <= LARGEST_CODE else free_code(taken)
            name = _short(shown or value) if number is None or shown else ""
            item = LabelClass(value, code, name or tr("Class {code}").format(code=_short(value) or code), "")
        found.append(item if item.color else replace(item, color=free_colour([*known, *found])))
        taken.add(found[-1].code)
        if number is None:
            same.setdefault(_alike(value), found[-1])
    return found


def _alike(text: str) -> str:
    """A word without differences from typing: case and blanks."""
    return " ".join(text.split()).casefold()


def _short(text: str) -> str:
    """A name, made from any text, that fits into legends and that any program can write."""
    text = "".join(letter if letter.isprintable() else " " for letter in text).strip()
    return text if len(text) <= _LONGEST_NAME else f"{text[: _LONGEST_NAME - 1]}…"


def added(classes: Sequence[LabelClass], name: str) -> list[LabelClass]:
    """The classes and one more class at the end, with a free code."""
    values = {number for number in (whole_number(item.value) for item in classes) if number is not None}
    code = free_code({item.code for item in classes} | values)
    return [*classes, LabelClass(str(code), code, name, free_colour(classes))]


def moved(classes: Sequence[LabelClass], row: int, by: int) -> list[LabelClass]:
    """The classes with a class moved up or down; unchanged at the ends."""
    target = row + by
    if not (0 <= row < len(classes) and 0 <= target < len(classes)):
        return list(classes)
    result = list(classes)
    result.insert(target, result.pop(row))
    return result


def changed(classes: Sequence[LabelClass], row: int, **fields: Any) -> list[LabelClass]:
    """The classes with a class changed; ``fields`` are its new attributes."""
    return [replace(item, **fields) if index == row else item for index, item in enumerate(classes)]


def mapping(classes: Iterable[LabelClass]) -> dict[str, int]:
    """The field's values as text to class codes."""
    return {item.value: item.code for item in classes}


def legend_of(classes: Iterable[LabelClass]) -> list[ClassInfo]:
    """Each code once, in order, as a legend for the worker."""
    found: dict[int, ClassInfo] = {}
    for item in classes:
        found.setdefault(item.code, ClassInfo(item.code, item.name, item.color))
    return list(found.values())


def problem(classes: Sequence[LabelClass]) -> str:
    """Why these classes cannot be learned; empty if they can."""
    if len({item.code for item in classes}) < 2:
        return tr("A model needs at least two classes to tell apart.")
    for item in classes:
        if not 1 <= item.code <= LARGEST_CODE:
            return tr("The code of '{name}' has to be from 1 to {largest}.").format(
                name=item.name, largest=LARGEST_CODE
            )
        if not item.name.strip():
            return tr("Class {code} has no name.").format(code=item.code)
    return ""


def to_json(classes: Iterable[LabelClass]) -> str:
    """The classes as text, for a layer's properties and the algorithms' parameter."""
    return json.dumps([asdict(item) for item in classes], ensure_ascii=False)


def from_json(text: str) -> list[LabelClass]:
    """Reads :func:`to_json`, or a list of objects with code, name, color and perhaps value.

    Raises:
        ValueError: The text has another format; the message says why.
    """
    try:
        rows = json.loads(text)
    except ValueError as error:
        raise ValueError(tr("The classes are not JSON: {reason}.").format(reason=error)) from error
    if not isinstance(rows, list):
        raise ValueError(tr("The classes are not a list of classes."))
    return [_from_row(row) for row in rows]


def _from_row(row: Any) -> LabelClass:
    if not isinstance(row, Mapping) or not isinstance(row.get("code"), int):
        raise ValueError(tr("A class needs a whole number as its code: {row}.").format(row=repr(row)[:60]))
    code = int(row["code"])
    name, color = (
        str(row.get("name") or tr("Class {code}").format(code=code)),
        str(row.get("color") or "#808080"),
    )
    return LabelClass(str(row.get("value", code)), code, name, color)


def free_code(taken: Iterable[int]) -> int:
    """The smallest free code."""
    used = set(taken)
    return next((code for code in range(1, LARGEST_CODE + 1) if code not in used), LARGEST_CODE)


def free_colour(classes: Sequence[LabelClass]) -> str:
    """A colour that the classes do not use yet, if any is left."""
    used = {item.color.lower() for item in classes}
    return next((item for item in _COLOURS if item not in used), _COLOURS[len(classes) % len(_COLOURS)])
