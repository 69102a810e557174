"""Coordinate systems: their kinds, and the conversion of points between them, within bounds."""

from __future__ import annotations

import math
import re
from typing import Any

import numpy as np
import numpy.typing as npt
from rasterio._err import CPLE_BaseError
from rasterio.crs import CRS
from rasterio.errors import CRSError, RasterioError
from rasterio.warp import transform as warp_points

from model.errors.errors import InvalidRequest
from model.errors.words import marked

Floats = npt.NDArray[np.float64]

WGS84 = CRS.from_epsg(4326)
CRS_ERRORS = (CRSError, RasterioError, CPLE_BaseError, ValueError, OverflowError)
"""What rasterio raises for an unusable coordinate system."""

_SEMI_MAJOR_M = 6378137.0
_ECCENTRICITY_SQUARED = 0.00669437999014
_WORLD_M = 1e9
"""Map coordinates are never larger than this, prefixes of zones included. GDAL and PROJ bring longitudes back
into range turn by turn; a coordinate of 1e18 metres would take hours."""
_WORLD_TURNS = 2.0
_CHUNK = 100_000
"""Points converted at once: as Python floats, points take 30 times as much memory."""
_MAX_TEXT = 100_000
_CODE = re.compile(r"[A-Za-z][A-Za-z_0-9]*:[A-Za-z0-9_.+-]+$|urn:ogc:def:crs:[\w:.,-]+$")
_WKT = re.compile(r"[A-Za-z][A-Za-z0-9_]*\s*[\[(]")
_LOCAL = ("LOCAL_CS", "ENGCRS", "ENGINEERINGCRS")
_NO_PLACE = re.compile(
    rf"^\s*(?:(?:COMPD_CS|COMPOUNDCRS)\[\s*\"[^\"]*\",\s*)?({'|'.join(_LOCAL)}|GEOCCS|GEODCRS|VERT_CS|VERTCRS)\b"
)
"""First words of the WKT of systems that are neither projected nor geographic."""
_NAME = re.compile(r"\b(?:LOCAL_CS|ENGCRS|ENGINEERINGCRS)\s*\[\s*\"([^\"]*)\"")
_NO_NAME = re.compile(r"^$|undefined|unknown|unnamed|unspecified", re.IGNORECASE)


def parse_crs(text: str) -> CRS:
    """The coordinate system of ``EPSG:n``, WKT or PROJJSON; addresses and file names are refused.

    Raises:
        InvalidRequest: The text is no coordinate system.
    """
    text = text.strip()
    looks_right = _CODE.match(text) or _WKT.match(text) or text.startswith("{")
    try:
        if not looks_right or "\0" in text or len(text) > _MAX_TEXT:
            raise ValueError("neither a code nor WKT")
        return CRS.from_user_input(text)
    except CRS_ERRORS as error:
        shown = text[:80].encode("utf-8", errors="replace").decode("utf-8")
        raise InvalidRequest(
            f"'{shown}' is no coordinate system.", remedy=marked("Give it as EPSG:n or as WKT.")
        ) from error


def is_local(crs: CRS) -> bool:
    """Whether a system is a private grid (``LOCAL_CS``, ``ENGCRS``) without relation to the globe."""
    found = _NO_PLACE.search(crs.to_wkt())
    return found is not None and found[1] in _LOCAL


def on_globe(crs: CRS) -> bool:
    """Whether coordinates of a system give a place on the globe: not if local, geocentric or vertical."""
    return bool(crs.is_projected or crs.is_geographic) or _NO_PLACE.search(crs.to_wkt()) is None


def metres_per_unit(crs: CRS) -> float | None:
    """Metres per unit of a projected or a local system; None if the units are no lengths on the ground."""
    if not (crs.is_projected or is_local(crs)):
        return None
    try:
        name, factor = crs.units_factor
    except CRS_ERRORS:
        return None
    angular = any(word in str(name).lower() for word in ("degree", "radian", "grad", "gon"))
    return float(factor) if not angular and math.isfinite(factor) and factor > 0 else None


def full_turn(crs: CRS | None) -> float | None:
    """A full turn round the globe in units of a geographic system (360 in degrees); None for others."""
    if crs is None or not crs.is_geographic:
        return None
    try:
        factor = float(crs.units_factor[1])
    except CRS_ERRORS:
        return None
    # Rounded, since the factor is rounded: a turn has 360 degrees, not 359.9999999.
    return round(math.tau / factor, 6) if math.isfinite(factor) and factor > 0 else None


def same_local_grid(a: CRS, b: CRS) -> bool:
    """Whether two local systems are the same grid: same unit, and same name or a name missing."""
    if not (is_local(a) and is_local(b)) or metres_per_unit(a) != metres_per_unit(b):
        return False
    names = [(_NAME.search(crs.to_wkt()) or ["", ""])[1].strip().lower() for crs in (a, b)]
    return names[0] == names[1] or any(_NO_NAME.search(name) for name in names)


def within_world(crs: CRS, xs: Floats, ys: Floats) -> npt.NDArray[np.bool_]:
    """Which points can lie on the globe at all; in a local system all finite points can."""
    turn = full_turn(crs)
    if turn is not None:
        limit_x, limit_y = _WORLD_TURNS * turn, turn / 4 * 1.0001
    else:
        limit_x = limit_y = _WORLD_M / (metres_per_unit(crs) or 1.0)
    with np.errstate(invalid="ignore"):
        return np.asarray((np.abs(xs) <= limit_x) & (np.abs(ys) <= limit_y), dtype=bool)


def reproject(source: CRS, target: CRS, xs: Floats, ys: Floats) -> tuple[Floats, Floats]:
    """Converts points between coordinate systems; not finite where that is impossible.

    Points that cannot lie on the globe are left out.

    Raises:
        InvalidRequest: No conversion between the two systems exists.
    """
    if source == target or same_local_grid(source, target):
        return xs, ys
    if not (on_globe(source) and on_globe(target)):
        raise InvalidRequest(marked("The two coordinate systems cannot be related to each other."))
    found = np.full((2, len(xs)), np.inf)
    for start in range(0, len(xs), _CHUNK):
        part = slice(start, start + _CHUNK)
        good = within_world(source, xs[part], ys[part])
        if good.any():
            found[:, part][:, good] = _warped(source, target, xs[part][good], ys[part][good])
    return found[0], found[1]


def _warped(source: CRS, target: CRS, xs: Floats, ys: Floats) -> Any:
    try:
        return warp_points(source, target, xs.tolist(), ys.tolist())[:2]
    except CRS_ERRORS as error:
        raise InvalidRequest(marked("The two coordinate systems cannot be related to each other.")) from error


def in_space(lon: Floats, lat: Floats) -> Floats:
    """Places on the WGS 84 ellipsoid, in degrees, as metres ``[3, n]`` from the centre of the Earth.

    For distances in space, the date line and the poles are no special case.
    """
    lon, lat = np.radians(lon), np.radians(lat)
    prime_vertical = _SEMI_MAJOR_M / np.sqrt(1.0 - _ECCENTRICITY_SQUARED * np.sin(lat) ** 2)
    across = prime_vertical * np.cos(lat)
    up = prime_vertical * (1.0 - _ECCENTRICITY_SQUARED) * np.sin(lat)
    return np.stack([across * np.cos(lon), across * np.sin(lon), up])
