"""Finds the polarisation of each band from names.

Evidence, best first: band description, band tags, then for single-band files the file name and the
file's tags. Without any names, ``model.sar.detect`` compares brightness.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from model.errors.errors import BandNotFound, InvalidRequest
from model.errors.words import marked

CO = ("VV", "HH")
CROSS = ("VH", "HV")

_POLARISATION = re.compile(r"(?<![A-Za-z])(VV|VH|HH|HV)(?![A-Za-z])", re.IGNORECASE)
_OTHER_QUANTITY = re.compile(
    r"(?<![a-z])(angle|incidence|inc|lia|theta|phi|mask|layover|shadow|shadowing|dem|elevation|height|ratio|"
    r"coherence|coh|phase|std|stddev|stdev|entropy|alpha|anisotropy|count|lat|lon|latitude|longitude|"
    r"area|slope|aspect|nesz|i|q)(?![a-z])",
    re.IGNORECASE,
)
_DATA_MASK = re.compile(r"(?<![a-z])(?<!no[ _-])(data|valid(ity)?)[ _-]?mask(?![a-z])", re.IGNORECASE)
_NAME_TAGS = ("polarisation", "polarization", "pol", "band_name", "bandname", "long_name", "netcdf_varname")


@dataclass(frozen=True)
class Band:
    """One band of a file with the meaning of its names.

    Attributes:
        path: The file.
        index: 1-based.
        polarisation: VV, VH, HH, HV, or "" if the names give none.
        backscatter: False for incidence angles, masks, ratios, heights and the like.
        text: All names that refer to this band, for the search for units.
        mask: Whether zeros in this band mark invalid pixels of the other bands: alpha, Sentinel Hub's
            dataMask.
    """

    path: str
    index: int
    polarisation: str
    backscatter: bool
    text: str
    mask: bool = False


@dataclass(frozen=True)
class Choice:
    """The bands of a scene; None where a polarisation is absent."""

    co: Band | None
    cross: Band | None
    warnings: tuple[str, ...] = ()


def polarisation_of(text: str) -> str:
    """The only polarisation that a text names; "" for none or several."""
    found = {match.upper() for match in _POLARISATION.findall(text.replace("_", " "))}
    return found.pop() if len(found) == 1 else ""


def names_other_quantity(text: str) -> bool:
    """Whether a band name says that the band is no backscatter (an angle, a mask, a ratio...)."""
    spaced = text.replace("_", " ")
    return bool(_OTHER_QUANTITY.search(spaced)) or len(set(_POLARISATION.findall(spaced.upper()))) > 1


def own_names(description: str, band_tags: Mapping[str, str]) -> list[str]:
    """The band's own names: its description and its metadata."""
    return [description, *(value for key, value in band_tags.items() if key.lower() in _NAME_TAGS)]


def masks_others(own: Sequence[str], *, alpha: bool) -> bool:
    """Whether a band marks the valid pixels of the other bands.

    Args:
        own: The band's own names, see :func:`own_names`.
        alpha: Whether the file declares the band as transparency. Many programs do so for every fourth band,
            so a band named after a polarisation never counts as a mask.
    """
    if any(polarisation_of(text) for text in own):
        return False
    return alpha or any(_DATA_MASK.search(text) for text in own)


def band_of(
    path: str,
    index: int,
    *,
    own: Sequence[str],
    file_texts: Sequence[str],
    usable: bool = True,
    mask: bool = False,
) -> Band:
    """A band with the meaning of its names.

    Args:
        path: The file.
        index: 1-based band.
        own: The band's own names, see :func:`own_names`.
        file_texts: Names that refer to this band alone: the file's stem and tags for a file with one data
            band; empty for a file with several.
        usable: False for masks, palettes and complex numbers.
        mask: See :func:`masks_others`.
    """
    polarisation = next((found for text in [*own, *file_texts] if (found := polarisation_of(text))), "")
    other = any(names_other_quantity(text) for text in own)
    return Band(path, index, polarisation, usable and not other, " ".join([*own, *file_texts]), mask)


def choose(
    bands: Sequence[Band], second: Sequence[Band], co_band: int | None, cross_band: int | None
) -> Choice | None:
    """The co-pol and cross-pol bands, from names and the user's choice.

    Args:
        bands: All bands of the first file.
        second: All bands of the second file; empty if there is one file.
        co_band: The user's choice in the first file: 1-based, 0 for none, None to detect.
        cross_band: As ``co_band`` for cross-pol, in the second file if there are two files.

    Returns:
        None if two nameless bands are left; then their brightness has to decide.

    Raises:
        BandNotFound: A chosen band does not exist, or the bands cannot be found.
        InvalidRequest: The same band was chosen twice, or no band at all.
    """
    if co_band == 0 and cross_band == 0:
        raise InvalidRequest(
            marked("Both polarisations were switched off."), remedy=marked("Choose at least one band.")
        )
    if second:
        return _choose_from_two_files(bands, second, co_band, cross_band)
    return _choose_from_one_file(bands, co_band, cross_band)


def _choose_from_two_files(
    bands: Sequence[Band], second: Sequence[Band], co_band: int | None, cross_band: int | None
) -> Choice:
    detecting = co_band is None and cross_band is None
    if detecting and _lone_polarisation(bands) in CROSS and _lone_polarisation(second) in CO:
        warning = marked("The two files were given in the other order: the second holds the co-pol band.")
        return Choice(_lone(second), _lone(bands), (warning,))
    if detecting and _lone_polarisation(bands) and _lone_polarisation(bands) == _lone_polarisation(second):
        raise BandNotFound(f"Both files hold {_lone_polarisation(bands)}.")
    co = None if co_band == 0 else _pick(bands, co_band, CO, "co-polarised")
    cross = None if cross_band == 0 else _pick(second, cross_band, CROSS, "cross-polarised")
    return Choice(co, cross)


def _choose_from_one_file(
    bands: Sequence[Band], co_band: int | None, cross_band: int | None
) -> Choice | None:
    if co_band and co_band == cross_band:
        raise InvalidRequest(f"Band {co_band} was chosen for both polarisations.")
    chosen_co = _numbered(bands, co_band) if co_band else None
    chosen_cross = _numbered(bands, cross_band) if cross_band else None
    if co_band is not None and cross_band is not None:
        return Choice(chosen_co, chosen_cross)
    rest = [b for b in bands if b.backscatter and b not in (chosen_co, chosen_cross)]
    co, cross, warnings = _named_pair(rest)
    if chosen_co is not None or co_band == 0:
        return Choice(chosen_co, cross or _only_nameless(rest, needed=co_band == 0), warnings)
    if chosen_cross is not None or cross_band == 0:
        return Choice(co or _only_nameless(rest, needed=cross_band == 0), chosen_cross, warnings)
    if co is not None or cross is not None:
        return Choice(co, cross, warnings)
    if len(rest) == 1:
        warning = marked("Nothing names the polarisation: the band is taken as co-pol (VV or HH).")
        return Choice(rest[0], None, (warning,))
    if len(rest) == 2:
        return None
    if not rest:
        raise BandNotFound(
            marked("No band of the file holds backscatter, to judge by the names of its bands.")
        )
    raise BandNotFound(f"The file has {len(rest)} bands and nothing says which of them are VV and VH.")


def _named_pair(bands: Sequence[Band]) -> tuple[Band | None, Band | None, tuple[str, ...]]:
    """VV with VH if both exist, else HH with HV, else any named bands; the first of several dates."""
    first: dict[str, Band] = {}
    for band in bands:
        if band.polarisation:
            first.setdefault(band.polarisation, band)
    named = [band for band in bands if band.polarisation]
    warnings = []
    if len(named) > len(first):
        warnings.append(marked("Several bands hold the same polarisation: the first of each is taken."))
    for co, cross in (("VV", "VH"), ("HH", "HV")):
        if co in first and cross in first:
            return first[co], first[cross], tuple(warnings)
    co_band = next((first[name] for name in CO if name in first), None)
    cross_band = next((first[name] for name in CROSS if name in first), None)
    return co_band, cross_band, tuple(warnings)


def _only_nameless(bands: Sequence[Band], *, needed: bool) -> Band | None:
    nameless = [band for band in bands if not band.polarisation]
    if len(nameless) == 1:
        return nameless[0]
    if needed:
        raise BandNotFound(marked("Nothing says which band is meant."))
    return None


def _pick(bands: Sequence[Band], number: int | None, wanted: Sequence[str], words: str) -> Band:
    """A band by number, by name, or as the only band."""
    if number:
        return _numbered(bands, number)
    usable = [band for band in bands if band.backscatter]
    for name in wanted:
        for band in usable:
            if band.polarisation == name:
                return band
    nameless = [band for band in usable if not band.polarisation]
    if len(nameless) == 1:
        return nameless[0]
    raise BandNotFound(f"No {words} band was found in {bands[0].path}.")


def _numbered(bands: Sequence[Band], number: int) -> Band:
    for band in bands:
        if band.index == number:
            return band
    raise BandNotFound(f"There is no band {number}: the file has {len(bands)}.")


def _lone(bands: Sequence[Band]) -> Band | None:
    usable = [band for band in bands if band.backscatter]
    return usable[0] if len(usable) == 1 else None


def _lone_polarisation(bands: Sequence[Band]) -> str:
    band = _lone(bands)
    return band.polarisation if band else ""
