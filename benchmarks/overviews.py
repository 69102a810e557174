"""``python3 build.py bench overviews``: compares our overviews with GDAL's COG driver, in turns.

Both sides begin with the same raw raster and end with a Cloud-optimised GeoTIFF of the same options. Our side
makes the levels itself and lets GDAL copy them; the other side lets GDAL make the levels.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

import numpy as np
import rasterio
import rasterio.shutil

from model.checkpoint.legend import worldcover
from model.products.overviews import build_overviews
from model.products.products import COMMON_OPTIONS, FLOAT_OPTIONS, attention_style, landcover_style
from model.products.raw import Placement, RawRaster, Style, write_vrt
from model.sar.georeference import GridProfile

HEADS = 3
CODES = (10, 30, 40, 50, 80)
BLOB = 24
"""Side in pixels of the patches in the artificial land cover."""


def main() -> None:
    """Prints a line per product."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=4096, help="rows and columns")
    parser.add_argument("--runs", type=int, default=5)
    args = parser.parse_args()
    print(f"{'product':<12} {'ours, s':>8} {'GDAL, s':>8} {'GDAL over ours':>15}  same pixels, first level")
    for name in ("landcover", "attention"):
        ours, gdal, same = [], [], 0.0
        for run in range(args.runs):
            with tempfile.TemporaryDirectory() as folder:
                raster, style = _raster(name, Path(folder), args.size, run)
                ours.append(_ours(raster, style))
                gdal.append(_gdal(raster, style))
                same = _same(Path(folder))
        ratio = statistics.median(theirs / own for theirs, own in zip(gdal, ours, strict=True))
        own, theirs = statistics.median(ours), statistics.median(gdal)
        print(f"{name:<12} {own:8.2f} {theirs:8.2f} {ratio:15.2f}  {same:.1%}")


def _raster(name: str, folder: Path, size: int, seed: int) -> tuple[RawRaster, Style]:
    """A complete artificial product."""
    rng = np.random.default_rng(seed)
    side = -(-size // BLOB)
    if name == "landcover":
        coarse = rng.choice(np.array(CODES, np.uint8), (side, side))
        values = np.kron(coarse, np.ones((BLOB, BLOB), np.uint8))[None, :size, :size]
        style = landcover_style([worldcover(code) for code in CODES])
    else:
        coarse = rng.lognormal(size=(HEADS + 1, side, side)).astype(np.float32)
        values = np.kron(coarse, np.ones((1, BLOB, BLOB), np.float32))[:, :size, :size]
        values += rng.normal(0, 0.01, values.shape).astype(np.float32)
        style = attention_style(HEADS)
    raster = RawRaster(folder / f"{name}.raw", len(values), size, size, str(values.dtype))
    raster.write(0, 0, values)
    return raster, style


def _ours(raster: RawRaster, style: Style) -> float:
    started = time.perf_counter()
    made = build_overviews(raster, style, lambda: None)
    source = write_vrt(raster, made.levels, style, _PLACE)
    _copy(source, raster, OVERVIEWS="FORCE_USE_EXISTING", target="ours.tif")
    return time.perf_counter() - started


def _gdal(raster: RawRaster, style: Style) -> float:
    started = time.perf_counter()
    source = write_vrt(raster, [], style, _PLACE)
    how = "MODE" if style.classes else "AVERAGE"
    _copy(source, raster, OVERVIEWS="IGNORE_EXISTING", OVERVIEW_RESAMPLING=how, target="gdal.tif")
    return time.perf_counter() - started


def _copy(source: Path, raster: RawRaster, target: str, **options: str) -> None:
    kind = FLOAT_OPTIONS if raster.dtype == "float32" else {}
    with rasterio.Env(GDAL_CACHEMAX=64, GDAL_ONE_BIG_READ="YES"):
        target_path = raster.path.with_name(target)
        rasterio.shutil.copy(source, target_path, driver="COG", **{**COMMON_OPTIONS, **kind, **options})


def _same(folder: Path) -> float:
    """Share of pixels of the first level that are equal within 1 % on both sides."""
    levels = []
    for name in ("ours.tif", "gdal.tif"):
        with rasterio.open(folder / name, overview_level=0) as file:
            levels.append(file.read(1).astype(np.float64))
    return float(np.isclose(levels[0], levels[1], rtol=0.01).mean())


_PLACE = Placement(GridProfile(None, None))


if __name__ == "__main__":
    main()
