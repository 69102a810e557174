"""Calibration factors that vendors of radar images write into the tags of their GeoTIFF files.

- **Capella**: the tag ImageDescription holds JSON with ``collect.image.scale_factor``. In detected
  products sigma nought (or what ``radiometry`` says) is 20 log10(scale_factor · DN): Capella SAR
  Products Format Specification.
- **ICEYE**: ``CALIBRATION_FACTOR``. In GRD products sigma nought is 10 log10(factor · DN²):
  https://github.com/iceye-ltd/product-documentation, docs/productFormats/radiometric.md. Newer files may hold
  DN that were mapped by a power first (``amplitude_mapping``); these files get no calibration.
- **Umbra** writes no factor into its tags.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_MOST_CHARACTERS = 4_000_000
_RADIOMETRY = {"sigma_nought": "sigma0", "beta_nought": "beta0", "gamma_nought": "gamma0"}


@dataclass(frozen=True)
class Calibration:
    """How digital numbers become backscatter: 20 log10(DN) + ``offset_db``.

    Attributes:
        quantity: sigma0, beta0, gamma0 or backscatter.
        offset_db: See above.
    """

    quantity: str
    offset_db: float


def calibration_of(tags: Mapping[str, str]) -> Calibration | None:
    """The calibration in a file's tags, if any."""
    return _capella(tags.get("TIFFTAG_IMAGEDESCRIPTION", "")) or _iceye(tags)


def _capella(description: str) -> Calibration | None:
    if "scale_factor" not in description or len(description) > _MOST_CHARACTERS:
        return None
    try:
        image = json.loads(description)["collect"]["image"]
        decibels = _decibels(image["scale_factor"], 20.0)
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return None
    if decibels is None:
        return None
    return Calibration(_RADIOMETRY.get(str(image.get("radiometry")).lower(), "backscatter"), decibels)


def _iceye(tags: Mapping[str, str]) -> Calibration | None:
    lower = {key.lower(): value for key, value in tags.items()}
    if any("amplitude_mapping" in key or "amplitude_mapping" in value for key, value in lower.items()):
        return None
    try:
        decibels = _decibels(lower["calibration_factor"], 10.0)
    except (ValueError, KeyError):
        return None
    return None if decibels is None else Calibration("sigma0", decibels)


def _decibels(factor: Any, per_decade: float) -> float | None:
    """Decibels of a factor; None if the value is no valid factor."""
    value = float(factor)
    return per_decade * math.log10(value) if math.isfinite(value) and value > 0 else None
