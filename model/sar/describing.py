"""Describes a scene in words."""

from __future__ import annotations

from model.errors.words import marked
from model.protocol.values import SceneDescription, SceneSpec
from model.sar.bands import Band
from model.sar.crs import on_globe
from model.sar.grid_profile import GridProfile
from model.sar.units import Units

_NAMELESS = ("co-pol", "cross-pol")


def describe_scene(
    *,
    spec: SceneSpec,
    bands: tuple[Band | None, Band | None],
    units: tuple[Units | None, Units | None],
    shape: tuple[int, int],
    ground_resolution: tuple[float, float] | None,
    map_pixel_m: float | None,
    working: tuple[float, float],
    profile: GridProfile,
    valid_fraction: float,
    why_not_radar: str,
    warnings: list[str],
) -> SceneDescription:
    """The description of a scene.

    Args:
        spec: What the user asked for.
        bands: Co-pol and cross-pol band.
        units: Their units.
        shape: Rows and columns.
        ground_resolution: Metres on the ground, rows and columns.
        map_pixel_m: Width of a pixel in the map's own metres; None without metres.
        working: Working pixels per input pixel, rows and columns.
        profile: The input grid.
        valid_fraction: Share of valid pixels, 0 to 1.
        why_not_radar: Why the scene does not look like radar, or "".
        warnings: Further warnings for the user.
    """
    names = [(band.polarisation or nameless) if band else "" for band, nameless in zip(bands, _NAMELESS)]
    found = [unit for unit in units if unit is not None]
    unit = found[0]
    what = f"{unit.words()}, {_join(names)}, {_resolution(ground_resolution, map_pixel_m)}"
    opening = "Looks like" if spec.units == "auto" else "Read, as you chose, as"
    summary = f"Does not look like a radar image: {why_not_radar}." if why_not_radar else f"{opening} {what}"
    rows_m, cols_m = ground_resolution or (0.0, 0.0)
    return SceneDescription(
        summary=summary,
        units=unit.name,
        co_pol=names[0],
        cross_pol=names[1],
        co_band=bands[0].index if bands[0] else 0,
        cross_band=bands[1].index if bands[1] else 0,
        ground_resolution_m=[cols_m, rows_m],
        width=shape[1],
        height=shape[0],
        valid_fraction=valid_fraction,
        looks_like_radar=not why_not_radar,
        warnings=[*warnings, *_cautions(found, ground_resolution, working, profile)],
        calibrated=all(item.calibrated for item in found),
    )


def _join(names: list[str]) -> str:
    present = [name for name in names if name]
    return " and ".join(present)


def _resolution(resolution: tuple[float, float] | None, map_pixel_m: float | None) -> str:
    """Pixel size in words; "on the ground" if the map's own pixel size differs."""
    if resolution is None:
        return "ground resolution unknown"
    rows, cols = resolution
    size = f"{_metres(cols)} m" if abs(rows / cols - 1) < 0.05 else f"{_metres(cols)} x {_metres(rows)} m"
    same = map_pixel_m is None or abs(map_pixel_m / cols - 1) < 0.03
    return size if same else f"{size} on the ground"


def _why_unknown(profile: GridProfile) -> list[str]:
    """Sentences on why the pixel size on the ground is unknown."""
    cautions = []
    crs = profile.gcp_crs if profile.gcps else profile.crs
    if profile.flaw:
        cautions.append(profile.flaw)
        cautions.append(marked("So it was left out: pixels are taken as 10 m, areas are unknown."))
    elif profile.transform is None and not profile.gcps:
        cautions.append(marked("There is no georeference: pixels are taken as 10 m, and areas are unknown."))
    elif crs is None:
        cautions.append(
            marked("The coordinate system is unknown: pixels are taken as 10 m, and areas are unknown.")
        )
    elif not on_globe(crs):
        cautions.append(
            marked("The coordinate system is none of a map: pixels are taken as 10 m, areas are unknown.")
        )
    else:
        cautions.append(marked("The coordinates do not fit: pixels are taken as 10 m, areas are unknown."))
    return cautions


def _metres(value: float) -> str:
    return f"{value:.1f}" if value < 100 else f"{value:.0f}"


def _cautions(
    units: list[Units],
    resolution: tuple[float, float] | None,
    working: tuple[float, float],
    profile: GridProfile,
) -> list[str]:
    """Sentences about calibration, resampling and georeference."""
    cautions = []
    if len({unit.name for unit in units}) > 1:
        cautions.append(f"The two bands differ in unit: {units[0].words()}, and {units[1].words()}.")
    if not all(unit.calibrated for unit in units):
        cautions.append(
            marked("The values are not calibrated: brightness is judged relative to the whole scene.")
        )
    if resolution is None:
        cautions += _why_unknown(profile)
    elif working != (1.0, 1.0):
        rows, cols = resolution
        size = _metres(max(rows, cols))
        cautions.append(f"Resampled from {size} m to the model's 10 m; products keep the layer's own grid.")
    if resolution is not None and max(resolution) > 40.0:
        cautions.append(marked("The pixels are larger than 40 m: expect a rough map."))
    if profile.gcps:
        cautions.append(
            marked("The image is located by ground control points only, and so are the products.")
        )
    return cautions
