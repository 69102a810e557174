"""Classes of a land-cover map: code, name, colour. ESA WorldCover by default.

Source: ESA WorldCover 2021 v200 product user manual, table 3 (codes and colours).
"""

from __future__ import annotations

from model.errors.words import marked
from model.protocol.values import ClassInfo

NODATA_CODE = 0

WORLDCOVER: tuple[ClassInfo, ...] = (
    ClassInfo(10, marked("Tree cover"), "#006400"),
    ClassInfo(20, marked("Shrubland"), "#ffbb22"),
    ClassInfo(30, marked("Grassland"), "#ffff4c"),
    ClassInfo(40, marked("Cropland"), "#f096ff"),
    ClassInfo(50, marked("Built-up"), "#fa0000"),
    ClassInfo(60, marked("Bare / sparse vegetation"), "#b4b4b4"),
    ClassInfo(70, marked("Snow and ice"), "#f0f0f0"),
    ClassInfo(80, marked("Permanent water bodies"), "#0064c8"),
    ClassInfo(90, marked("Herbaceous wetland"), "#0096a0"),
    ClassInfo(95, marked("Mangroves"), "#00cf75"),
    ClassInfo(100, marked("Moss and lichen"), "#fae6a0"),
)

_BY_CODE = {item.code: item for item in WORLDCOVER}


def worldcover(code: int) -> ClassInfo:
    """The WorldCover class of a code; an unnamed grey class for a code outside the legend."""
    return _BY_CODE.get(code, ClassInfo(code, f"Class {code}", "#808080"))
