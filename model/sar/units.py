"""What the numbers of a raster mean, whether they look like radar, and their conversion to decibels."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from model.errors.words import marked
from model.protocol.values import UNITS
from model.sar.order import median, percentiles

FloatArray = npt.NDArray[np.float32]
BoolArray = npt.NDArray[np.bool_]

UINT8_OFFSET_DB = -58.0
"""Offset that brings 20 log10 of an 8-bit stretched amplitude near sigma0: sea lies near 32 in such
Sentinel-1 VH pictures (255 = 99th percentile), and near -28 dB in sigma0 VH."""
DN_OFFSET_DB = -53.0
"""Offset for raw Sentinel-1 GRD numbers: sigma0 = DN² / A², with A between about 400 and 600 (52 to 55.5 dB)
in the calibration tables of IW GRDH products."""

DB_RANGE = (-80.0, 60.0)
"""Values in dB outside this range are fill values (-99, -9999, 1e20), never a measurement."""
DARKEST_DB = -50.0
"""Calibrated power of zero or below, a result of noise removal, counts as this value."""
BORDER_PX = 9
"""Zeros that fill a square of this many pixels are a border or a gap; fewer are dark pixels."""

MIN_SPECKLE_DB = 0.3
"""The calmest tenth of a radar image varies by at least this many dB within 7 x 7 pixels. Speckle alone gives
4.34 / sqrt(looks) dB: about 2 dB in a GRD image, 0.4 dB after averaging 100 looks. Photographs and elevation
models lie near 0.1 dB and below."""
MIN_PICTURE_SPECKLE_DB = 0.5
"""Least variation in dB of the calmest hundredth of an 8-bit image; a photograph may show rough ground.
Measured: Sentinel-1 amplitudes 0.8 dB or more, Sentinel-2 bands of the same places 0.45 or less."""
_BLOCK = 7
_MIN_BLOCKS = 12


@dataclass(frozen=True)
class Units:
    """How numbers become decibels.

    Attributes:
        name: One of ``UNITS`` except ``auto``.
        quantity: sigma0, gamma0, beta0, or backscatter if unknown.
        calibrated: Whether dB values are absolute, rather than up to an unknown constant.
        offset_db: Added after the logarithm.
        whole: Whether the file holds integers; among integers a zero is nothing special.
    """

    name: str
    quantity: str
    calibrated: bool
    offset_db: float = 0.0
    whole: bool = False

    def words(self) -> str:
        """The unit in words, to follow "Looks like"."""
        if self.in_decibels:
            return f"{self.quantity} in dB" + (f" x {self.divisor}" if self.divisor > 1 else "")
        return {
            "linear": f"linear {self.quantity}" if self.calibrated else "uncalibrated intensity",
            "amplitude": "amplitude",
            "dn": f"{self.quantity} in calibrated numbers" if self.calibrated else "raw digital numbers",
            "uint8": "an 8-bit stretched amplitude image",
        }[self.name]

    @property
    def in_decibels(self) -> bool:
        """Whether the numbers are decibels or a multiple of them."""
        return self.name in DECIBELS

    @property
    def divisor(self) -> int:
        """Divisor that turns a multiple of decibels into decibels."""
        return DECIBELS.get(self.name, 1)

    @property
    def zeros_are_dark(self) -> bool:
        """Whether a zero is a normal value, so that only an area of zeros is a border or a gap."""
        return self.whole or not self.in_decibels


DECIBELS = {"db": 1, "db_x10": 10, "db_x100": 100, "db_x1000": 1000}
"""Units of decibels, and their factor."""
_NOISE_FLOOR_DB, _BRIGHTEST_DB = -60.0, 40.0
"""Nearly all values of an image in dB lie between these."""
_LEAST_MIDDLE_DB = 0.4
"""Half of an image spreads over more dB than this: speckle after averaging 100 looks leaves so much."""
_USUAL_LOWEST = -90.0
"""Undeclared fill values (-99, -9999, -32768) lie below; of other values only multiples of dB do."""
_ANGLES, _ANGLE_SPREAD = (10.0, 75.0), 0.1
"""Incidence angles of all radars in degrees, and their largest variation within 7 x 7 pixels."""
_FILLS_OF_INTEGERS = (-9999.0, -32768.0)


_HYP3 = re.compile(r"_RTC\d+_[A-Z]_([gs])([pda])[un]", re.IGNORECASE)
_TOKEN_UNITS = (
    (re.compile(r"(?<![a-z])(db|decibels?)(?![a-z])", re.IGNORECASE), "db"),
    (re.compile(r"(?<![a-z])(amplitude|amp)(?![a-z])", re.IGNORECASE), "amplitude"),
    (re.compile(r"(?<![a-z])(linear|power|intensity)(?![a-z])", re.IGNORECASE), "linear"),
)
_QUANTITIES = (
    (re.compile(r"gamma[\s-]?0|(?<![a-z])(g0|gamma|rtc\d*)(?![a-z])", re.IGNORECASE), "gamma0"),
    (re.compile(r"sigma[\s-]?0|(?<![a-z])(s0|sigma)(?![a-z])", re.IGNORECASE), "sigma0"),
    (re.compile(r"beta[\s-]?0|(?<![a-z])(b0|beta)(?![a-z])", re.IGNORECASE), "beta0"),
)


def named_unit(text: str) -> str:
    """The unit in names and metadata: db, linear, amplitude, or "" for none."""
    hyp3 = _HYP3.search(text)
    if hyp3:
        return {"p": "linear", "d": "db", "a": "amplitude"}[hyp3.group(2).lower()]
    spaced = text.replace("_", " ")
    return next((unit for pattern, unit in _TOKEN_UNITS if pattern.search(spaced)), "")


def named_quantity(text: str) -> str:
    """sigma0, gamma0 or beta0 from names and metadata, else backscatter."""
    hyp3 = _HYP3.search(text)
    if hyp3:
        return {"g": "gamma0", "s": "sigma0"}[hyp3.group(1).lower()]
    spaced = text.replace("_", " ")
    return next((quantity for pattern, quantity in _QUANTITIES if pattern.search(spaced)), "backscatter")


def decibel_multiple(values: FloatArray) -> int:
    """The factor of multiplied decibels: 1, 10, 100 or 1000.

    Also 1 for numbers that are no such multiple, with or without undeclared fill values.

    Args:
        values: Valid numbers of a sample, ``[n]``, zeros left out.
    """
    if not len(values) or float(np.mean(values < _USUAL_LOWEST)) < 0.05:
        return 1
    values = _without_fills(values)
    low, first, third, high = percentiles(values, [2, 25, 75, 98]) if len(values) else (0, 0, 0, 0)
    for multiple in sorted(DECIBELS.values()):
        if low >= _NOISE_FLOOR_DB * multiple and high <= _BRIGHTEST_DB * multiple:
            # A few plain decibels among numbers blended with -9999 would all be near 0.
            return multiple if third - first >= _LEAST_MIDDLE_DB * multiple and high < 10 * multiple else 1
    return 1


def _without_fills(values: FloatArray) -> FloatArray:
    """Numbers without the lowest values, as long as these lie far below all others."""
    for _ in range(4):
        if not len(values):
            break
        lowest = values.min()
        above = values[values > lowest]
        if lowest > _USUAL_LOWEST or (len(above) and above.min() - lowest < 0.3 * abs(lowest)):
            break
        values = above
    return values


def measured(values: FloatArray) -> FloatArray:
    """Valid numbers ``[n]`` without zeros and the usual undeclared fill values."""
    return np.asarray(values[may_be_measured(values, np.isfinite(values))], dtype=np.float32)


def may_be_measured(values: FloatArray, valid: BoolArray) -> BoolArray:
    """Which pixels of a window may be a measurement in any unit."""
    good = valid & (values != 0) & (np.abs(values) < 1e12)
    if decibel_multiple(values[good]) == 1:
        good &= values > _USUAL_LOWEST
    return np.asarray(good, dtype=bool)


def looks_like_angle(values: FloatArray, spreads: FloatArray) -> bool:
    """Whether numbers look like the incidence angle of an image: degrees that change slowly.

    Args:
        values: Valid numbers of a sample, ``[n]``, at least one.
        spreads: ``block_spreads`` of the numbers.
    """
    low, high = percentiles(values, [1, 99])
    smooth = not len(spreads) or percentiles(spreads, [90])[0] < _ANGLE_SPREAD
    return bool(_ANGLES[0] <= low and high <= _ANGLES[1] and smooth)


def detect_units(values: FloatArray, dtype: str, text: str, wanted: str = "auto") -> Units:
    """The unit of numbers.

    Args:
        values: Valid values of a sample, any shape, at least one.
        dtype: Data type of the numbers as numpy names it: the band's type, or float32 for a scaled band.
        text: Names and metadata that may refer to the unit.
        wanted: The user's choice; ``auto`` to detect.
    """
    quantity = named_quantity(text)
    middle = median(values.ravel())
    name = wanted if wanted in UNITS and wanted != "auto" else _detected_name(values, dtype, text)
    if name in DECIBELS:
        return Units(name, quantity, True)
    if name == "linear":
        # Calibrated power lies near 0.1; SNAP's Intensity is DN squared, in the ten thousands.
        calibrated = middle < 30.0
        return Units("linear", quantity, calibrated, 0.0 if calibrated else DN_OFFSET_DB)
    if name == "amplitude":
        if middle < 5.0:
            return Units("amplitude", quantity, False)
        return Units("amplitude", quantity, False, UINT8_OFFSET_DB if dtype == "uint8" else DN_OFFSET_DB)
    if name == "uint8":
        return Units("uint8", quantity, False, UINT8_OFFSET_DB)
    return Units("dn", quantity, False, DN_OFFSET_DB)


def _detected_name(values: FloatArray, dtype: str, text: str) -> str:
    if dtype == "uint8":
        return "uint8"
    multiple = decibel_multiple(values.ravel())
    if multiple > 1:
        return f"db_x{multiple}"
    middle = median(values.ravel())
    spoken = named_unit(text)
    # Power after noise subtraction may be below zero, but never far.
    far_below_zero = float(np.mean(values < -1.5)) > 0.02
    if far_below_zero or (spoken == "db" and middle < 40.0):
        return "db"
    if np.dtype(dtype).kind in "iu":
        return "dn"
    if spoken in ("linear", "amplitude"):
        return spoken
    # Without names, small floats are power, the default of every processor; large floats are uncalibrated
    # detected amplitudes.
    return "linear" if middle < 5.0 else "dn"


def to_db(values: FloatArray, valid: BoolArray, units: Units, out: FloatArray | None = None) -> FloatArray:
    """Decibels; 0 where invalid. Zero and negative power counts as the darkest possible value.

    Args:
        values: Numbers as in the file, scale and offset applied, any shape.
        valid: Which values are valid, same shape.
        units: Unit of the values.
        out: Takes the result; a new array if None.
    """
    result = np.empty(values.shape, np.float32) if out is None else out
    whole = bool(valid.all())
    if units.in_decibels:
        np.divide(values, np.float32(units.divisor), out=result)
    else:
        factor, floor = _logarithm(units)
        # In place, and with the natural logarithm, which numpy vectorises: this step is the slowest.
        np.maximum(values, floor, out=result)
        if not whole:
            result[~valid] = 1.0
        np.log(result, out=result)
        result *= factor / np.float32(np.log(10.0))
        result += np.float32(units.offset_db)
    if not whole:
        result[~valid] = 0.0
    return result


def _logarithm(units: Units) -> tuple[np.float32, np.float32]:
    """Factor of the decimal logarithm, and the smallest value for the logarithm."""
    factor = 10.0 if units.name == "linear" else 20.0
    if units.offset_db != 0.0 and not units.calibrated:
        return np.float32(factor), np.float32(1.0)
    return np.float32(factor), np.float32(10 ** ((DARKEST_DB - units.offset_db) / factor))


def db_to_power(db: FloatArray) -> FloatArray:
    """Linear power of decibels."""
    return np.asarray(np.exp(db * np.float32(np.log(10.0) / 10.0)), dtype=np.float32)


def power_to_db(power: FloatArray, valid: BoolArray) -> FloatArray:
    """Decibels of positive linear power; 0 where invalid."""
    db = np.log(np.where(valid, np.maximum(power, np.float32(1e-12)), np.float32(1.0)))
    return np.asarray(db * np.float32(10.0 / np.log(10.0)), dtype=np.float32)


def plausible(values: FloatArray, units: Units) -> BoolArray:
    """Which numbers can be a measurement in a unit: finite, and no undeclared fill value."""
    finite = np.isfinite(values)
    if units.in_decibels:
        good = finite & (values > DB_RANGE[0] * units.divisor) & (values < DB_RANGE[1] * units.divisor)
        if not units.whole:
            # Exports write a float of exactly 0 dB where there is no data.
            good &= values != 0.0
        if units.divisor > 1:
            for fill in _FILLS_OF_INTEGERS:
                good &= values != fill
        return np.asarray(good, dtype=bool)
    if units.name == "linear":
        return np.asarray(finite & (values > -1.0) & (values < 1e12), dtype=bool)
    return np.asarray(finite & (values > -1.0) & (values < 1e6), dtype=bool)


def border_zeros(zero: BoolArray) -> BoolArray:
    """Zeros that are a border or gap: zeros within a square of zeros of ``BORDER_PX``.

    Args:
        zero: Where the band is zero, with a margin of ``BORDER_PX - 1`` around the pixels that
            matter; True outside the scene, so that thin borders count.

    Returns:
        Same shape as ``zero``; meaningful inside the margin.
    """
    if not zero.any():
        return zero
    area = zero.astype(np.uint8)
    from scipy import ndimage  # late: its import takes longer than all of describe

    for axis in (0, 1):
        area = ndimage.minimum_filter1d(area, BORDER_PX, axis=axis, mode="constant", cval=1)
    for axis in (0, 1):
        area = ndimage.maximum_filter1d(area, BORDER_PX, axis=axis, mode="constant", cval=0)
    return np.asarray(area, dtype=bool)


def block_spreads(db: FloatArray, valid: BoolArray) -> FloatArray:
    """Standard deviations of the wholly valid 7 x 7 blocks of an image, in dB."""
    rows, cols = (size // _BLOCK for size in db.shape)
    cut = (slice(0, rows * _BLOCK), slice(0, cols * _BLOCK))
    blocks = db[cut].reshape(rows, _BLOCK, cols, _BLOCK)
    whole = valid[cut].reshape(rows, _BLOCK, cols, _BLOCK).all(axis=(1, 3))
    spreads = blocks.std(axis=(1, 3))[whole]
    # Blocks of a single value are saturated or clipped, and show nothing about speckle.
    return np.asarray(spreads[spreads > 0], dtype=np.float32)


def without_slopes(db: FloatArray) -> FloatArray:
    """An image without even slopes: speckle remains, steep ground does not.

    Half of the second difference along rows, scaled so that independent noise keeps its spread.
    """
    padded = np.pad(db, ((0, 0), (1, 1)), mode="edge")
    rest = padded[:, 1:-1] - (padded[:, :-2] + padded[:, 2:]) / 2
    return np.asarray(rest / np.float32(1.5**0.5), dtype=np.float32)


def why_not_radar(
    db: FloatArray, spreads: FloatArray, *, named: bool, picture: bool = False, calibrated: bool = True
) -> str:
    """Why numbers do not look like backscatter, in words; "" if they look like it.

    Args:
        db: Valid decibels of a sample, ``[n]``.
        spreads: ``block_spreads`` of the sample.
        named: Whether the band is named after a polarisation, which is evidence by itself.
        picture: Whether the numbers are 8-bit, as in photographs.
        calibrated: Whether the level of ``db`` is absolute; if not, a name counts more than the level.
    """
    low, middle, high = percentiles(db, [1, 50, 99])
    bright = middle > 15 or high > 50
    if middle < -50 or (bright and (calibrated or not named)):
        return f"its values (around {middle:.0f} dB) are no radar backscatter"
    if named or len(spreads) < _MIN_BLOCKS:
        return ""
    if high - low < 1.0:
        return marked("its values hardly vary")
    calmest, calm = percentiles(spreads, [1, 10])
    if calm < MIN_SPECKLE_DB or (picture and calmest < MIN_PICTURE_SPECKLE_DB):
        return f"it has no speckle (calm places vary by {calmest:.2f} dB only)"
    return ""
