"""Classes of a land-cover map: code, name, colour. ESA WorldCover by default.

Source: ESA WorldCover 2021 v200 product user manual, table 3 (codes and colours).
"""

from __future__ import annotations

from model.protocol.values import ClassInfo

NODATA_CODE = 0

WORLDCOVER: tuple[ClassInfo, ...] = (
    ClassInfo(10, "Tree cover", "#006400"),
    ClassInfo(20, "Shrubland", "#ffbb22"),
    ClassInfo(30, "Grassland", "#ffff4c"),
    ClassInfo(40, "Cropland", "#f096ff"),
    ClassInfo(50, "Built-up", "#fa0000"),
    ClassInfo(60, "Bare / sparse vegetation", "#b4b4b4"),
    ClassInfo(70, "Snow and ice", "#f0f0f0"),
    ClassInfo(80, "Permanent water bodies", "#0064c8"),
    ClassInfo(90, "Herbaceous wetland", "#0096a0"),
    ClassInfo(95, "Mangroves", "#00cf75"),
    ClassInfo(100, "Moss and lichen", "#fae6a0"),
)

_BY_CODE = {item.code: item for item in WORLDCOVER}


def worldcover(code: int) -> ClassInfo:
    """The WorldCover class of a code; an unnamed grey one for a code outside the legend."""
    return _BY_CODE.get(code, ClassInfo(code, f"Class {code}", "#808080"))
