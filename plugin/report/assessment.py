"""The accuracy of a map as a file: what an assessment hands to the report.

A JSON object. All keys are optional; what is missing is left out of the report.

    {
      "title": "Sample of 2026-11",
      "samples": 250,
      "overall_accuracy": {"estimate": 0.87, "low": 0.83, "high": 0.91},
      "kappa": 0.81,
      "classes": [
        {
          "code": 10,
          "name": "Tree cover",
          "users_accuracy": {"estimate": 0.9, "low": 0.85, "high": 0.95},
          "producers_accuracy": {"estimate": 0.88, "low": 0.82, "high": 0.94},
          "mapped_ha": 1234.5,
          "area_ha": {"estimate": 1180.0, "low": 1100.0, "high": 1260.0}
        }
      ],
      "confusion": {"classes": ["Tree cover", "Cropland"], "counts": [[40, 2], [3, 55]]},
      "notes": ["Sampled by class; 95 % intervals after Olofsson et al. (2014)."]
    }

Accuracies are 0 to 1, areas are hectares, intervals have 95 %. Rows of ``confusion`` are the map, columns
the reference. A number may stand in the place of an object with an interval. No Qt in here.
"""

from __future__ import annotations

from collections.abc import Mapping
from numbers import Real
from typing import Any


def checked(found: Any) -> dict[str, Any]:
    """The assessment of a file's JSON.

    Raises:
        ValueError: The JSON is no assessment.
    """
    if not isinstance(found, Mapping):
        raise ValueError("no JSON object")
    classes = found.get("classes", [])
    if not isinstance(classes, list) or not all(isinstance(item, Mapping) for item in classes):
        raise ValueError("'classes' is no list of objects")
    confusion = found.get("confusion")
    if confusion is not None:
        counts = confusion.get("counts") if isinstance(confusion, Mapping) else None
        if not isinstance(counts, list) or not all(isinstance(row, list) for row in counts):
            raise ValueError("'confusion' has no table 'counts'")
    if not classes and "overall_accuracy" not in found:
        raise ValueError("neither 'overall_accuracy' nor 'classes'")
    return dict(found)


def interval(value: Any) -> tuple[float, float | None, float | None] | None:
    """Estimate, low and high of a value; None if there is none."""
    if isinstance(value, Mapping):
        parts = [_number(value.get(name)) for name in ("estimate", "low", "high")]
        return None if parts[0] is None else (parts[0], parts[1], parts[2])
    number = _number(value)
    return None if number is None else (number, None, None)


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, Real) and not isinstance(value, bool) else None
