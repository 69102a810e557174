"""Finds the rasters inside product folders: Copernicus SAFE and SNAP's BEAM-DIMAP."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from model.errors.errors import SceneNotReadable
from model.errors.words import marked
from model.sar.bands import CO, CROSS, names_other_quantity, polarisation_of

_PARTNER = {"vv": "vh", "vh": "vv", "hh": "hv", "hv": "hh"}
_SNAP_QUANTITIES = ("gamma0", "sigma0", "beta0", "intensity", "amplitude")
"""SNAP's names, best first: analysts mostly want terrain-flattened gamma0."""


def resolve(path: str) -> tuple[str, str | None]:
    """The raster of a path, and the raster of the other polarisation if a folder holds both.

    Args:
        path: A raster; or a ``.SAFE`` folder, its ``manifest.safe``, a ``.dim`` file or its ``.data``
            folder.

    Returns:
        The co-pol and the cross-pol raster; or the only raster and None.

    Raises:
        SceneNotReadable: The folder holds no radar raster, or several without a clear choice.
    """
    place = Path(path)
    lower = place.name.lower()
    if lower == "manifest.safe":
        return _resolve_safe(place.parent)
    is_folder = os.path.isdir(path)  # Path.is_dir raises where a name is too long
    if lower.endswith(".safe") or (is_folder and (place / "manifest.safe").exists()):
        return _resolve_safe(place)
    if lower.endswith(".dim"):
        return _resolve_dimap(place.with_suffix(".data"))
    if lower.endswith(".data") and is_folder:
        return _resolve_dimap(place)
    return path, None


def partner_of(path: str) -> str | None:
    """A file beside ``path`` whose name differs only in the polarisation; None if there is no such file."""
    place = Path(path)
    for name in _partner_names(place.name):
        if (place.parent / name).is_file():
            return str(place.parent / name)
    return None


def _partner_names(name: str) -> Iterable[str]:
    for match in re.finditer(r"(?<![A-Za-z])(vv|vh|hh|hv)(?![A-Za-z])", name, re.IGNORECASE):
        other = _PARTNER[match.group().lower()]
        other = other.upper() if match.group().isupper() else other
        renamed = name[: match.start()] + other + name[match.end() :]
        yield renamed
        # Measurement files of a SAFE are numbered: VV is -001, VH is -002.
        if re.search(r"-00[12]\.tiff?$", renamed):
            yield re.sub(r"-00([12])(\.tiff?)$", lambda m: f"-00{3 - int(m.group(1))}{m.group(2)}", renamed)


def _resolve_safe(folder: Path) -> tuple[str, str | None]:
    measurements = sorted([*folder.glob("measurement/*.tiff"), *folder.glob("measurement/*.tif")])
    if not measurements:
        raise SceneNotReadable(
            f"{folder.name} holds no measurement images.",
            remedy=marked("Unpack the whole product, with its 'measurement' folder, and choose it again."),
        )
    by_polarisation: dict[str, list[Path]] = {}
    for file in measurements:
        by_polarisation.setdefault(polarisation_of(file.stem), []).append(file)
    if any(len(files) > 1 for files in by_polarisation.values()):
        raise SceneNotReadable(
            f"{folder.name} holds several swaths for each polarisation.",
            remedy=marked("Choose one file of its 'measurement' folder, or merge the swaths in SNAP first."),
        )
    return _pair({name: files[0] for name, files in by_polarisation.items()}, folder)


def _resolve_dimap(folder: Path) -> tuple[str, str | None]:
    images = [file for file in sorted(folder.glob("*.img")) if not names_other_quantity(file.stem)]
    for quantity in _SNAP_QUANTITIES:
        found: dict[str, Path] = {}
        for file in images:
            polarisation = polarisation_of(file.stem)
            if file.stem.lower().startswith(quantity) and polarisation:
                found.setdefault(polarisation, file)
        if found:
            return _pair(found, folder)
    raise SceneNotReadable(
        f"{folder.name} holds no Sigma0, Gamma0, Intensity or Amplitude image.",
        remedy=marked("Keep the .dim file and its .data folder together; calibrate the product in SNAP."),
    )


def _pair(files: dict[str, Path], folder: Path) -> tuple[str, str | None]:
    """VV with VH, or HH with HV; or the only file."""
    for co, cross in zip(CO, CROSS):
        if co in files and cross in files:
            return str(files[co]), str(files[cross])
    if not files:
        raise SceneNotReadable(f"{folder.name} holds no radar image.")
    return str(next(iter(files.values()))), None
