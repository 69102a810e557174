"""The sample scenes of the project."""

from __future__ import annotations

from pathlib import Path

_CO_POL = ("vv", "hh")
_CROSS_POL = ("vh", "hv")


def sample_scenes(root: Path) -> list[tuple[Path, Path | None]]:
    """Each sample's raster, and the raster of its second polarisation if that is a separate file.

    Args:
        root: The plugin's folder.

    Raises:
        FileNotFoundError: There is no sample.
    """
    folder = root / "resources" / "sample"
    paths = {path.stem.lower(): path for path in sorted(folder.glob("*.tif"))}
    if not paths:
        raise FileNotFoundError(f"no scene in {folder}")
    second = {path: _cross_pol(stem, paths) for stem, path in paths.items()}
    return [(path, second[path]) for path in paths.values() if path not in second.values()]


def _cross_pol(stem: str, paths: dict[str, Path]) -> Path | None:
    """The cross-pol file that belongs to a co-pol file."""
    place, _, polarisation = stem.rpartition("_")
    if polarisation not in _CO_POL:
        return None
    return next((paths[f"{place}_{other}"] for other in _CROSS_POL if f"{place}_{other}" in paths), None)
