"""The clean-up: what it removes, what it leaves, and that blocks change nothing."""

from __future__ import annotations

import gc

import numpy as np
import pytest
from qgis.core import QgsCoordinateReferenceSystem

from sardino.plugin.rasters.cleanup import CleanUp, UnitTooLarge, Wishes
from sardino.plugin.rasters.components import label
from sardino.plugin.rasters.source import VOID, MapSource, OpenRaster
from tests.plugin.fixtures.maps import confidence, patchy
from tests.plugin.fixtures.rasters import write_raster

PIXEL_HA = 0.01


@pytest.fixture
def clean(tmp_path, qgis_app):
    """Cleans up an array of codes (0: no class), pixels of 10 m."""

    def run(codes, pixels, certainty=None, probabilities=None, **wishes):
        def opened(name, values, nodata=0):
            path = write_raster(tmp_path / f"{name}.tif", values, nodata=nodata)
            return OpenRaster(MapSource(name, path, QgsCoordinateReferenceSystem("EPSG:32611")))

        raster = opened("map", codes[None])
        known = opened("confidence", certainty[None], 255) if certainty is not None else None
        likely = None
        if probabilities is not None:
            likely = (opened("probabilities", np.stack(list(probabilities.values())), None),
                      {code: band for band, code in enumerate(probabilities, 1)})  # fmt: skip
        folder = tmp_path / "scratch"
        folder.mkdir(exist_ok=True)
        # A little less: a pixel of this zone has 1.0004 of its nominal area on the ellipsoid.
        run.work = CleanUp(raster, Wishes(pixels * PIXEL_HA * 1.0004, **wishes), folder, known, likely)
        dataset = run.work.run(lambda done: None)
        found = dataset.ReadAsArray()[0]
        return np.where(found == VOID, 0, found)

    yield run
    # Files that are open when QGIS closes GDAL would be closed twice.
    vars(run).clear()
    gc.collect()


def sizes(codes):
    numbers, _ = label(codes.astype(np.int32), 0)
    return np.bincount(numbers.ravel())[1:]


def test_areas_are_numbered_like_a_flood_fill():
    codes = patchy(60, specks=1.0).astype(np.int32)
    numbers, count = label(codes, VOID)
    seen = np.zeros(codes.shape, int)
    current = 0
    for start in np.ndindex(codes.shape):
        if seen[start]:
            continue
        current += 1
        stack = [start]
        while stack:
            y, x = stack.pop()
            if seen[y, x] or codes[y, x] != codes[start]:
                continue
            seen[y, x] = current
            stack += [
                (j, i)
                for j, i in ((y + 1, x), (y - 1, x), (y, x + 1), (y, x - 1))
                if 0 <= j < 60 and 0 <= i < 60
            ]
    assert count == current
    assert (numbers == seen).all()


@pytest.mark.parametrize("specks", [0.5, 3.0])
@pytest.mark.parametrize("margin", [40, 150])
@pytest.mark.parametrize("block", [37, 64])
def test_blocks_give_what_one_piece_gives(clean, specks, margin, block, monkeypatch):
    """With many specks a patch waits for others, over several rounds and passes."""
    monkeypatch.setattr("sardino.plugin.rasters.cleanup.MARGIN", margin)
    codes, known = patchy(220, 1, specks=specks), confidence(220, 1)
    codes[30:34, :150] = 0
    whole = clean(codes, 12, known, radius=0 if specks > 1 else 1, protected=frozenset([80]), block=4096)
    parts = clean(codes, 12, known, radius=0 if specks > 1 else 1, protected=frozenset([80]), block=block)
    assert (whole == parts).all()
    assert (whole != codes).mean() > 0.05


def test_no_small_patch_is_left_and_large_ones_keep_every_pixel(clean):
    codes = patchy(200, specks=0.4)
    found = clean(codes, 20)
    assert sizes(found).min() >= 20
    numbers, _ = label(codes.astype(np.int32), VOID)
    large = (np.bincount(numbers.ravel()) >= 20)[numbers]
    assert (found[large] == codes[large]).all()


def test_nodata_and_protected_classes_stay_exactly(clean):
    codes = patchy(150, specks=0.5)
    codes[:, 70:73] = 0
    found = clean(codes, 25, radius=2, protected=frozenset([80, 10]))
    for code in (0, 80, 10):
        assert ((found == code) == (codes == code)).all()
    assert (found != codes).any()


def test_an_island_in_nodata_stays(clean):
    codes = np.zeros((20, 20), np.uint8)
    codes[5:7, 5:7] = 10
    assert (clean(codes, 10) == codes).all()
    assert clean.work.done.left == 4


def speck():
    """A speck of 30 between much 10 (left and above) and a little 40 (right)."""
    codes = np.full((12, 12), 10, np.uint8)
    codes[:, 6:] = 40
    codes[4:6, 5] = 30
    return codes


def test_by_majority_the_longer_border_wins(clean):
    assert (clean(speck(), 5)[4:6, 5] == 10).all()


def test_by_confidence_the_surer_neighbours_win(clean):
    known = np.full((12, 12), 20, np.uint8)
    known[:, 6:] = 90
    assert (clean(speck(), 5, known)[4:6, 5] == 40).all()


def test_by_probability_the_most_probable_neighbour_wins(clean):
    likely = {code: np.full((12, 12), 10, np.uint8) for code in (10, 30, 40, 80)}
    likely[40][4:6, 5] = 30
    likely[80][4:6, 5] = 90  # no neighbour
    assert (clean(speck(), 5, probabilities=likely)[4:6, 5] == 40).all()


def test_a_unit_of_too_many_pixels_is_refused(clean):
    with pytest.raises(UnitTooLarge, match="pixels"):
        clean(speck(), 3000)
