"""A radar scene: one or two rasters that are read as windows of decibels with a valid mask.

For files of any content (decibels, power, amplitude, raw numbers, 8-bit pictures; degrees, feet, GCPs only),
:class:`Scene` gives backscatter in dB at the model's working resolution of 10 m, and the places of pixels on
the ground.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
import numpy.typing as npt

from model.errors.errors import InvalidRequest, NotRadar, NoValidPixels, ScenesDoNotMatch
from model.errors.words import marked
from model.protocol.segmenting import DescribeRequest
from model.protocol.values import UNITS, SceneDescription, SceneSpec
from model.sar.bands import Band
from model.sar.containers import partner_of, resolve
from model.sar.describing import describe_scene
from model.sar.detect import Detected, detect
from model.sar.grid_profile import GridProfile
from model.sar.order import median
from model.sar.orientation import Orientation, ground_anchor
from model.sar.pixels import PixelReader
from model.sar.raster import RasterFiles, gdal_settings
from model.sar.resample import AxisWeights, average_db, axis_weights
from model.sar.units import Units, to_db
from model.sar.view import View
from model.sar.windows import Window

FloatArray = npt.NDArray[np.float32]
BoolArray = npt.NDArray[np.bool_]

WORKING_RESOLUTION_M = 10.0
UNSCALED_RANGE_M = (7.5, 13.4)
"""Ground resolutions in metres that need no resampling: the gain would be smaller than the loss."""
MAX_UPSAMPLING = 4.0
"""Scenes coarser than 40 m are not stretched further: there is no detail to find in them."""
_READ_PIXELS = 4_000_000
"""Input pixels held at once while averaging a window down."""
_MATCH_PX = 0.5
"""Two files are on the same grid if no pixels lie further apart than this."""


@dataclass(frozen=True)
class PolarisationStatistics:
    """Robust statistics of a polarisation at the working resolution.

    Attributes:
        median: In dB.
        std: In dB; 1.4826 times the median absolute deviation. 0 for a scene of one value.
    """

    median: float
    std: float

    @classmethod
    def of(cls, db: FloatArray) -> PolarisationStatistics:
        """Statistics of valid decibels [N], at least one."""
        middle = median(db)
        distance = db - np.float32(middle)
        return cls(middle, 1.4826 * median(np.abs(distance, out=distance)))


@dataclass(frozen=True)
class Backscatter:
    """A window of a scene.

    Attributes:
        db: float32 ``[2, h, w]``, co-pol and cross-pol; absent polarisations and invalid pixels are 0.
        valid: bool ``[h, w]``: valid in every polarisation that is present.
    """

    db: FloatArray
    valid: BoolArray


class Scene:
    """An open scene; a context manager. Several threads may read at once.

    Attributes:
        spec: What was asked for.
        description: What was found about the scene, for the user.
        present: Whether there is a co-pol and a cross-pol band.
        calibrated: Whether dB values are absolute, not just up to an unknown constant.
        shape: Rows and columns of the input grid.
        working_shape: Rows and columns of the working grid, which covers the same ground.
        scale: Working pixels per input pixel, rows and columns; exactly ``working_shape / shape``.
        ground_resolution: Metres on the ground of an input pixel at the centre, rows and columns, or None.
        statistics: Of co-pol and cross-pol; None for an absent polarisation, and without valid pixels (only
            in :func:`describe`).
        profile: What a product copies to lie exactly on the input file's grid.
        orientation: How the file was turned into map orientation; products are turned back. All other
            attributes, windows and pixel coordinates refer to the grid after the turn.
        anchor: Row and column of the working grid's corner, counted from the origin of the map.
    """

    spec: SceneSpec
    description: SceneDescription

    def __init__(
        self, spec: SceneSpec, files: RasterFiles, reader: PixelReader, path: str, detected: Detected
    ) -> None:
        self.spec = spec
        self._files = files
        self._reader = reader
        self._bands: tuple[Band | None, Band | None] = (detected.choice.co, detected.choice.cross)
        self._units: tuple[Units | None, Units | None] = detected.units
        self._georeference = georeference = reader.georeference(path)
        self.profile: GridProfile = GridProfile.of(reader.dataset(path))
        self.orientation: Orientation = reader.orientation(path)
        self.present = (self._bands[0] is not None, self._bands[1] is not None)
        self.calibrated = all(units.calibrated for units in self._units if units is not None)
        self.shape = georeference.shape
        self.ground_resolution = georeference.ground_resolution()
        self.working_shape = working_shape(self.shape, self.ground_resolution)
        self.scale = (self.working_shape[0] / self.shape[0], self.working_shape[1] / self.shape[1])
        self.anchor = ground_anchor(georeference.profile, self.scale)
        self.statistics, valid_fraction = self._measure(detected.windows)
        reader.forget()
        self.description = describe_scene(
            spec=spec,
            bands=self._bands,
            units=self._units,
            shape=self.shape,
            ground_resolution=self.ground_resolution,
            map_pixel_m=georeference.map_pixel_m(),
            working=self.scale,
            profile=self.profile,
            valid_fraction=valid_fraction,
            why_not_radar=detected.why_not_radar,
            warnings=[*detected.warnings, *_partner_warning(self.present, self._bands)],
        )

    def __enter__(self) -> Scene:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes all files."""
        self._files.close()

    def read(self, window: Window) -> Backscatter:
        """A window of WORKING pixels; pixels outside the scene are invalid.

        Working pixel ``i`` covers input pixels ``i / scale`` to ``(i + 1) / scale``. Coarser working pixels
        are means of the valid input pixels in linear power.

        Raises:
            SceneNotReadable: A file is damaged in this window.
        """
        read = self._input if self.working_shape == self.shape else self._resampled
        return _padded(window, self.working_shape, read)

    def read_pixels(self, window: Window) -> Backscatter:
        """A window of INPUT pixels, not resampled; pixels outside the scene are invalid.

        Raises:
            SceneNotReadable: A file is damaged in this window.
        """
        return _padded(window, self.shape, self._input)

    def read_valid(self, window: Window) -> BoolArray:
        """Which INPUT pixels of a window are valid, ``[height, width]``; False outside the scene."""
        result = np.zeros(window.shape, dtype=bool)
        inside = window.within(self.shape)
        if inside is not None:
            both = np.ones(inside.shape, dtype=bool)
            for band, units in self._sources():
                both &= self._reader.measurements(band, units, inside)[1]
            result[inside.slices_in(window)] = both
        return result

    def window_of_extent(
        self, extent: tuple[float, float, float, float] | list[float], crs: str | None
    ) -> Window:
        """The INPUT pixels that an extent touches; see :meth:`Georeference.window_of_extent`."""
        return self._georeference.window_of_extent(extent, crs)

    def window_of_polygon(
        self, polygon: dict[str, Any], crs: str | None, poll: Callable[[], None] | None = None
    ) -> Window:
        """The INPUT pixels that a polygon touches; see :meth:`Georeference.window_of_polygon`."""
        return self._georeference.window_of_polygon(polygon, crs, poll)

    def pixel_area_m2(self, row: int, height: int) -> npt.NDArray[np.float64]:
        """Ground area of an INPUT pixel in each row; see :meth:`Georeference.pixel_area_m2`."""
        return self._georeference.pixel_area_m2(row, height)

    def polygon_mask(self, polygon: dict[str, Any], crs: str | None, window: Window) -> BoolArray:
        """INPUT pixels of a window inside a polygon; see :meth:`Georeference.polygon_mask`."""
        return self._georeference.polygon_mask(polygon, crs, window)

    def view(self, crs: str | None) -> View:
        """The scene as seen from another coordinate system; see :meth:`Georeference.view`."""
        return self._georeference.view(crs)

    def map_points(
        self, rows: npt.NDArray[np.float64], cols: npt.NDArray[np.float64]
    ) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], str | None]:
        """Map coordinates of INPUT pixel coordinates and their system as WKT; None if unknown."""
        xs, ys = self._georeference.to_map(rows, cols)
        crs = self._georeference.crs
        return xs, ys, crs.to_wkt() if crs is not None else None

    def _sources(self) -> list[tuple[Band, Units]]:
        pairs = zip(self._bands, self._units)
        return [(band, units) for band, units in pairs if band is not None and units is not None]

    def _input(self, window: Window) -> tuple[FloatArray, BoolArray]:
        """Decibels and validity of a window inside the input grid."""
        db = np.empty((2, *window.shape), dtype=np.float32)
        valid: BoolArray | None = None
        numbers: list[tuple[FloatArray, Units] | None] = []
        for band, units in zip(self._bands, self._units):
            if band is None or units is None:
                numbers.append(None)
                continue
            values, good = self._reader.measurements(band, units, window)
            valid = good if valid is None else np.logical_and(valid, good, out=valid)
            numbers.append((values, units))
        if valid is None:
            valid = np.ones(window.shape, dtype=bool)
        for channel, found in enumerate(numbers):
            if found is None:
                db[channel] = 0
            else:
                to_db(found[0], valid, found[1], out=db[channel])
        return db, valid

    def _resampled(self, window: Window) -> tuple[FloatArray, BoolArray]:
        """A window inside the working grid, made strip by strip so that memory stays small."""
        cols = axis_weights(window.col, window.width, self.shape[1], self.working_shape[1])
        rows_per_strip = max(1, int(_READ_PIXELS / cols.size * self.scale[0]))
        db = np.zeros((2, *window.shape), dtype=np.float32)
        valid = np.zeros(window.shape, dtype=bool)
        for start in range(0, window.height, rows_per_strip):
            count = min(rows_per_strip, window.height - start)
            rows = axis_weights(window.row + start, count, self.shape[0], self.working_shape[0])
            part = slice(start, start + count)
            db[:, part], valid[part] = self._averaged(rows, cols)
        return db, valid

    def _averaged(self, rows: AxisWeights, cols: AxisWeights) -> tuple[FloatArray, BoolArray]:
        source, good = self._input(Window(rows.first, cols.first, rows.size, cols.size))
        return average_db(source, good, rows, cols, self.present)

    def _measure(
        self, windows: tuple[Window, ...]
    ) -> tuple[tuple[PolarisationStatistics | None, PolarisationStatistics | None], float]:
        """Statistics at the working resolution and the share of valid pixels, from sample windows."""
        parts: list[FloatArray] = []
        pixels = valid_pixels = 0
        for window in windows:
            db, valid = self._input(window)
            pixels += valid.size
            valid_pixels += int(valid.sum())
            if min(self.scale) < 1.0:
                # No upsampling here: statistics would hardly change.
                sizes = [
                    max(1, round(size * min(scale, 1.0))) for size, scale in zip(window.shape, self.scale)
                ]
                axes = [axis_weights(0, new, old, new) for new, old in zip(sizes, window.shape)]
                db, valid = average_db(db, valid, axes[0], axes[1], self.present)
            parts.append(db[:, valid])
        sample = np.concatenate(parts, axis=1)
        return (self._robust(0, sample), self._robust(1, sample)), valid_pixels / pixels

    def _robust(self, channel: int, sample: FloatArray) -> PolarisationStatistics | None:
        if not self.present[channel] or sample.shape[1] == 0:
            return None
        return PolarisationStatistics.of(sample[channel])


def open_scene(spec: SceneSpec) -> Scene:
    """Opens a scene, detects its bands and units and measures its statistics.

    Raises:
        SceneNotReadable: A file is missing, damaged or no raster.
        NotRadar: The scene does not look like radar, and ``spec.allow_any`` is not set.
        BandNotFound: The bands cannot be found, or a chosen band does not exist.
        ScenesDoNotMatch: Two files are not on the same grid.
        NoValidPixels: All pixels are nodata.
        InvalidRequest: The spec contradicts itself.
    """
    scene = _open(spec, refuse=not spec.allow_any)
    if scene.statistics == (None, None):
        scene.close()
        raise NoValidPixels(marked("No pixel of the scene is valid in every polarisation."))
    return scene


def described(request: DescribeRequest) -> SceneDescription:
    """Answers a request for what a scene looks like; raises as :func:`describe` does."""
    return describe(request.scene)


def describe(spec: SceneSpec) -> SceneDescription:
    """What a scene looks like; raises as :func:`open_scene` does, but never ``NotRadar``."""
    with _open(spec, refuse=False) as scene:
        return scene.description


def _open(spec: SceneSpec, *, refuse: bool) -> Scene:
    """Opens and examines a scene; ``refuse`` raises NotRadar for a scene that does not look like radar."""
    if spec.units not in UNITS:
        raise InvalidRequest(f"'{spec.units}' is no unit: use one of {', '.join(UNITS)}.")
    path, second = resolve(spec.path)
    if spec.cross_pol_path:
        second = resolve(spec.cross_pol_path)[0]
    files = RasterFiles()
    try:
        with gdal_settings():
            reader = PixelReader(files, spec, path, second)
            if second:
                _check_match(reader, path, second)
            detected = detect(reader, spec, path, second)
            if detected.why_not_radar and refuse:
                name = Path(spec.path).name
                raise NotRadar(f"{name} does not look like a radar image: {detected.why_not_radar}.")
            return Scene(spec, files, reader, path, detected)
    except BaseException:
        files.close()
        raise


def _padded(
    window: Window, shape: tuple[int, int], read: Callable[[Window], tuple[FloatArray, BoolArray]]
) -> Backscatter:
    """A window of a grid; ``read`` gives the part inside the grid."""
    inside = window.within(shape)
    if inside == window:
        return Backscatter(*read(window))
    db = np.zeros((2, *window.shape), dtype=np.float32)
    valid = np.zeros(window.shape, dtype=bool)
    if inside is not None:
        rows, cols = inside.slices_in(window)
        db[:, rows, cols], valid[rows, cols] = read(inside)
    return Backscatter(db, valid)


def _check_match(reader: PixelReader, path: str, second: str) -> None:
    """Raises ScenesDoNotMatch unless both files have the same size and lie on the same ground."""
    first, other = reader.georeference(path), reader.georeference(second)
    names = f"{Path(path).name} and {Path(second).name}"
    if other.shape != first.shape:
        sizes = " and ".join(f"{cols} x {rows}" for rows, cols in (first.shape, other.shape))
        raise ScenesDoNotMatch(f"{names} differ in size: {sizes} pixels.")
    if first.distance_px(other) > _MATCH_PX:
        raise ScenesDoNotMatch(f"{names} do not lie on the same ground.")


def working_shape(shape: tuple[int, int], resolution: tuple[float, float] | None) -> tuple[int, int]:
    """Rows and columns of the working grid: pixels of 10 m, or the input's pixels if close enough.

    Args:
        shape: Rows and columns of the input grid.
        resolution: Size of an input pixel on the ground in metres, rows and columns; None if unknown.
    """
    if resolution is None:
        return shape
    rows, cols = (_working_size(size, metres) for size, metres in zip(shape, resolution))
    return rows, cols


def _working_size(size: int, metres: float) -> int:
    if UNSCALED_RANGE_M[0] <= metres <= UNSCALED_RANGE_M[1]:
        return size
    return max(1, round(size * min(metres / WORKING_RESOLUTION_M, MAX_UPSAMPLING)))


def _partner_warning(present: tuple[bool, bool], bands: tuple[Band | None, Band | None]) -> list[str]:
    """A warning about a file of the other polarisation beside a single-polarisation scene."""
    band = bands[0] or bands[1]
    partner = partner_of(band.path) if band is not None and not all(present) else None
    if partner is None:
        return []
    return [f"{Path(partner).name} beside it holds the other polarisation: give both files to use both."]
