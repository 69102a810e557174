"""The scenes that the user names: a folder, a pattern, a list, or STAC."""

from __future__ import annotations

import csv
import glob
import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from model.archive.scene import ArchiveScene, is_remote
from model.errors.errors import InvalidRequest
from model.errors.words import marked, shown
from model.protocol.values import OUTPUTS, UNITS
from model.sar.bands import CROSS, polarisation_of
from model.sar.containers import partner_of

RASTERS = (".tif", ".tiff", ".vrt", ".img", ".jp2", ".dim")
"""Endings of rasters that a folder is searched for; ``.SAFE`` folders are scenes, too."""
_PRODUCTS = tuple(f"_{name}.tif" for name in OUTPUTS)
_LISTS = (".txt", ".lst", ".csv")
_GEOPARQUET = (".parquet", ".geoparquet")
_JSON = (".json", ".geojson")
_WILD = frozenset("*?[")
_COLUMNS = ("path", "cross_path", "id", "co_band", "cross_band", "units", "nodata")
_PATH_NAMES = ("scene", "href", "file")
"""Other names of the column ``path``."""


def list_scenes(items: str, out_dir: Path) -> list[ArchiveScene]:
    """The scenes of a folder, a pattern, a list or a STAC source, in a fixed order.

    Args:
        items: A folder; a pattern such as ``s1/**/*.tif``; a text or CSV list; a STAC Item, ItemCollection,
            Collection or Catalog as JSON; a STAC search (``https://.../search?collections=...``);
            stac-geoparquet; or a single raster.
        out_dir: The archive's folder, whose products are no scenes.

    Raises:
        InvalidRequest: There is no such thing, it holds no scene, or a line makes no sense.
        ExtraMissing: A package for STAC is missing.
    """
    scenes = list(_scenes_of(items, out_dir))
    if not scenes:
        raise InvalidRequest(
            f"{shown(items)} holds no scene.",
            remedy=f"A folder is searched for {', '.join(RASTERS)} and .SAFE folders. Check the path.",
        )
    return scenes


def _scenes_of(items: str, out_dir: Path) -> Iterator[ArchiveScene]:
    suffix = Path(urlsplit(items).path if is_remote(items) else items).suffix.lower()
    if suffix in _GEOPARQUET:
        from model.archive.stac_in import scenes_of_geoparquet

        yield from scenes_of_geoparquet(items)
    elif suffix in _JSON or (is_remote(items) and suffix not in RASTERS):
        from model.archive.stac_in import scenes_of_stac

        yield from scenes_of_stac(items)
    elif is_remote(items):
        yield ArchiveScene(items)
    elif suffix in _LISTS:
        yield from _of_list(Path(items))
    elif os.path.isdir(items) and suffix != ".safe":
        yield from paired(_of_folder(Path(items), out_dir))
    elif os.path.exists(items):
        yield ArchiveScene(os.path.abspath(items))
    elif _WILD & set(items):
        found = sorted(glob.glob(items, recursive=True))
        yield from paired(os.path.abspath(path) for path in found if _is_scene(Path(path)))
    else:
        raise InvalidRequest(f"There is no {shown(items)}.", remedy=marked("Check the path."))


def paired(paths: Iterator[str]) -> Iterator[ArchiveScene]:
    """Scenes of files: ``x_VV.tif`` and ``x_VH.tif`` side by side are one scene."""
    for path in paths:
        is_cross = polarisation_of(Path(path).stem).upper() in [name.upper() for name in CROSS]
        partner = partner_of(path)
        if partner is None:
            yield ArchiveScene(path)
        elif not is_cross:
            yield ArchiveScene(path, partner)


def _of_folder(folder: Path, out_dir: Path) -> Iterator[str]:
    out = out_dir.resolve()
    for place, folders, files in os.walk(folder, followlinks=False):
        inside = Path(place)
        safes = [name for name in folders if name.lower().endswith(".safe")]
        yield from (str((inside / name).absolute()) for name in sorted(safes))
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".")
            and not name.lower().endswith((".safe", ".data"))
            and (inside / name).resolve() != out
        )
        yield from (str((inside / name).absolute()) for name in sorted(files) if _is_scene(Path(name)))


def _is_scene(path: Path) -> bool:
    name = path.name.lower()
    return not name.startswith(".") and name.endswith((*RASTERS, ".safe")) and not name.endswith(_PRODUCTS)


def _of_list(path: Path) -> Iterator[ArchiveScene]:
    """Lines of a list; relative paths are relative to the list's folder."""
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            if path.suffix.lower() == ".csv":
                yield from _of_table(csv.DictReader(file), path)
                return
            for line in file:
                text = line.strip()
                if text and not text.startswith("#"):
                    yield ArchiveScene(_place(text, path.parent))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InvalidRequest(f"The list {shown(path.name)} cannot be read: {error}.") from error


def _of_table(rows: csv.DictReader[str], path: Path) -> Iterator[ArchiveScene]:
    names = {name.strip().lower(): name for name in rows.fieldnames or []}
    where = next((names[name] for name in ("path", *_PATH_NAMES) if name in names), None)
    if where is None:
        raise InvalidRequest(
            f"The list {shown(path.name)} has no column 'path'.",
            remedy=f"Name the columns in the first line; possible are {', '.join(_COLUMNS)}.",
        )
    for number, row in enumerate(rows, start=2):
        cells = {name: (row[own] or "").strip() for name, own in names.items()}
        place = (row[where] or "").strip()
        if not place:
            continue
        try:
            yield _of_row(place, cells, path.parent)
        except ValueError as error:
            raise InvalidRequest(f"Line {number} of {shown(path.name)}: {error}.") from error


def _of_row(place: str, cells: dict[str, str], folder: Path) -> ArchiveScene:
    units = cells.get("units") or None
    if units is not None and units not in UNITS:
        raise ValueError(f"{shown(units)} is none of {', '.join(UNITS)}")
    cross = cells.get("cross_path")
    return ArchiveScene(
        path=_place(place, folder),
        cross_path=_place(cross, folder) if cross else None,
        id=cells.get("id", ""),
        co_band=int(cells["co_band"]) if cells.get("co_band") else None,
        cross_band=int(cells["cross_band"]) if cells.get("cross_band") else None,
        units=units,
        nodata=float(cells["nodata"]) if cells.get("nodata") else None,
    )


def _place(text: str, folder: Path) -> str:
    return text if is_remote(text) else os.path.abspath(folder / text)
