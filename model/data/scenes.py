"""Unlabelled scenes: search for files, and scenes in memory for drawing crops."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from model.data.room import check_room
from model.errors.errors import InvalidRequest, SardinoError
from model.protocol.values import SceneSpec
from model.sar.bands import CO, polarisation_of
from model.sar.containers import partner_of
from model.sar.normalise import Normalisation
from model.sar.scene import open_scene
from model.sar.windows import Window

RASTER_SUFFIXES = {".tif", ".tiff", ".vrt", ".img", ".dim", ".jp2"}
STRIP = 512
"""Rows read at once: reading takes six times the memory of the result."""


@dataclass
class LoadedScene:
    """A scene held in memory.

    Attributes:
        name: File stem; the co-pol file's stem if the other polarisation has its own file.
        db: [2, rows, cols] float16 dB, co-pol and cross-pol; 0 where invalid or absent.
        valid: [rows, cols] bool.
        present: Which polarisations there are.
        normalisation: Training statistics blended with the scene's statistics.
        path: Path for :func:`scene_spec`; None for an artificial scene.
        anchor: Row and column of the scene's corner, counted from the origin of the map.
    """

    name: str
    db: NDArray[np.float16]
    valid: NDArray[np.bool_]
    present: tuple[bool, bool]
    normalisation: Normalisation
    path: Path | None = None
    anchor: tuple[int, int] = (0, 0)

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of the working grid."""
        rows, cols = self.valid.shape
        return rows, cols

    @property
    def stems(self) -> list[str]:
        """All names of the scene: its own, and its cross-pol file's."""
        return [self.name] if self.path is None else stems_of(self.path)


def find_rasters(folders: Iterable[Path]) -> list[Path]:
    """The scenes below some folders, sorted; a file given directly may have any suffix.

    A SAFE product or a BEAM-DIMAP product is one scene; files inside are not further scenes. Of two files
    with one polarisation each, only the co-pol file is returned: :func:`load_scene` reads both.

    Raises:
        InvalidRequest: A folder or file does not exist, or a folder holds no raster.
    """
    found: set[Path] = set()
    for folder in folders:
        if not folder.exists():
            raise InvalidRequest(f"There is no {folder}.", remedy="Check the names of the folders.")
        if folder.name.lower() == "manifest.safe":
            folder = folder.parent
        below = [folder] if folder.is_file() or _is_product(folder) else list(_rasters_below(folder))
        if not below:
            raise InvalidRequest(
                f"No raster files found in {folder}.", remedy="Name a folder that holds SAR rasters."
            )
        found.update(below)
    return sorted(path for path in found if not _belongs_to_another(path, found))


def _rasters_below(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        here = Path(root)
        headers = {Path(name).stem for name in files if name.lower().endswith(".dim")}
        products = {name for name in folders if _is_product(here / name)}
        # A BEAM-DIMAP product is a header and a folder; the header represents both.
        yield from (here / name for name in products if Path(name).stem not in headers)
        yield from (here / name for name in files if Path(name).suffix.lower() in RASTER_SUFFIXES)
        folders[:] = [name for name in folders if name not in products]


def _is_product(folder: Path) -> bool:
    """Whether a folder is one scene: a SAFE, or the images of a BEAM-DIMAP."""
    if folder.suffix.lower() == ".data":
        return any(folder.glob("*.img"))
    return folder.suffix.lower() == ".safe" or (folder / "manifest.safe").exists()


def _cross_pol_file(path: Path) -> Path | None:
    """The cross-pol file that belongs to a co-pol file."""
    partner = partner_of(str(path)) if polarisation_of(path.stem) in CO else None
    return Path(partner) if partner else None


def _belongs_to_another(path: Path, found: set[Path]) -> bool:
    """Whether a file is the cross-pol part of a scene whose co-pol file was found, too."""
    partner = partner_of(str(path))
    return partner is not None and Path(partner) in found and _cross_pol_file(Path(partner)) == path


def scene_spec(path: Path) -> SceneSpec:
    """How to open a scene of :func:`find_rasters`: with its cross-pol file, if that file is beside it."""
    cross = _cross_pol_file(path)
    return SceneSpec(str(path), cross_pol_path=str(cross) if cross else None)


def stems_of(path: Path) -> list[str]:
    """All names of a scene: its file's stem, then its cross-pol file's stem, if any."""
    cross = _cross_pol_file(path)
    return [path.stem] if cross is None else [path.stem, cross.stem]


def load_scene(path: Path, reference: Normalisation) -> LoadedScene:
    """Reads a whole scene on the working grid (10 m).

    Args:
        path: One of :func:`find_rasters`; for a VV or HH file, the cross-pol file beside it is read, too.
        reference: Level and spread of the training data, in dB.

    Raises:
        SardinoError: As :func:`model.sar.scene.open_scene` raises them.
    """
    with open_scene(scene_spec(path)) as scene:
        rows, cols = scene.working_shape
        db, valid = np.zeros((2, rows, cols), dtype=np.float16), np.zeros((rows, cols), dtype=bool)
        for top in range(0, rows, STRIP):
            strip = slice(top, min(top + STRIP, rows))
            window = scene.read(Window(top, 0, strip.stop - top, cols))
            db[:, strip], valid[strip] = window.db, window.valid
        blended = reference.blended(scene.statistics, calibrated=scene.calibrated)
        return LoadedScene(path.stem, db, valid, scene.present, blended, path, scene.anchor)


def load_scenes(
    paths: Sequence[Path],
    reference: Normalisation,
    *,
    exclude: Iterable[str] = (),
    report: Callable[[str], None] = print,
) -> list[LoadedScene]:
    """Reads scenes; files that are not usable SAR scenes are left out.

    Args:
        paths: As :func:`find_rasters` gives them.
        reference: Level and spread of the training data, in dB.
        exclude: Stems of scenes to keep out.
        report: Takes a line on each file that is left out.

    Raises:
        InvalidRequest: A stem to exclude matches no scene or several scenes; or no scene is usable.
        OutOfMemory: The scenes do not fit into memory.
    """
    wanted = _without(paths, list(exclude))
    check_room([scene_spec(path) for path in wanted])
    scenes = []
    for path in wanted:
        try:
            scenes.append(load_scene(path, reference))
        except SardinoError as error:
            report(f"left out {path.name}: {error}")
    if not scenes:
        raise InvalidRequest(
            "No raster is left that is a usable SAR scene.",
            remedy="See the lines above and --exclude; `python -m model describe FILE` says how one is read.",
        )
    return scenes


def _without(paths: Sequence[Path], exclude: list[str]) -> list[Path]:
    """The paths without excluded scenes; an unknown name is an error: a typo would leak a test scene."""
    named = {stem: [path for path in paths if stem in stems_of(path)] for stem in exclude}
    unknown = [stem for stem, found in named.items() if not found]
    if unknown:
        raise InvalidRequest(
            f"No scene is named {', '.join(unknown)}.",
            remedy="Give --exclude the names of files without their suffix.",
        )
    for stem, found in named.items():
        refuse_namesakes(stem, found)
    left_out = {path for found in named.values() for path in found}
    return [path for path in paths if path not in left_out]


def refuse_namesakes(stem: str, paths: Sequence[Path]) -> None:
    """Checks that a name means one scene.

    Raises:
        InvalidRequest: Several files have this stem.
    """
    if len(paths) > 1:
        where = " and ".join(str(path) for path in paths)
        raise InvalidRequest(f"{stem} is the name of {where}.", remedy="Rename one of them.")
