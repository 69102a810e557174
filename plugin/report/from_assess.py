"""What ``sardino:assess`` returns, as the report wants it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..results.assessment import KINDS
from ..translation import tr

_INTERVALS = {"users_accuracy": "users", "producers_accuracy": "producers"}


def adapted(found: Any) -> Any:
    """The figures of ``sardino:assess`` in the form of ``assessment.py``; other JSON as it is.

    Args:
        found: Parsed JSON. Figures of ``results/assessment.py`` are known by their keys ``overall`` and
            ``kind``.

    Raises:
        ValueError: The figures are damaged.
    """
    if not isinstance(found, Mapping) or not {"overall", "kind"} <= found.keys():
        return found
    try:
        return _adapted(found)
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(f"damaged figures ({error})") from error


def _adapted(found: Mapping[str, Any]) -> dict[str, Any]:
    names = [item["name"] for item in found["classes"]]
    kind = tr(KINDS[found["kind"]])
    made = {
        "title": found["map"],
        "samples": found["overall"]["units"],
        "overall_accuracy": _interval(found["overall"]),
        "kappa": found.get("kappa"),
        "classes": [_class(item) for item in found["classes"]],
        "confusion": {"classes": names, "counts": found["counts"]},
        "notes": [
            tr("Reference: {name}, {kind}. In brackets: 95 % intervals.").format(
                name=found["reference"], kind=kind
            ),
            *found["warnings"],
        ],
    }
    return {key: value for key, value in made.items() if value is not None}


def _class(item: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "code": item["code"],
        "name": item["name"],
        **{key: _interval(item[name]) for key, name in _INTERVALS.items()},
        "mapped_ha": item["mapped_ha"],
        "area_ha": {"estimate": item["area_ha"], "low": item["area_low_ha"], "high": item["area_high_ha"]},
    }


def _interval(item: Mapping[str, Any] | None) -> dict[str, float] | None:
    return None if item is None else {"estimate": item["value"], "low": item["low"], "high": item["high"]}
