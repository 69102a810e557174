"""Which part of a scene is looked at: the same for small and absurdly large ones."""

from __future__ import annotations

import math
import subprocess
import sys

import numpy as np
import pytest

from model.errors.errors import NoValidPixels, SceneTooLarge
from model.inference.region import Region
from model.protocol.values import SceneSpec
from model.sar.scene import describe, open_scene
from model.sar.windows import SEARCH_PIXELS, Window, is_searched_whole, sample_windows, search_windows
from tests.model.fixtures.scenes import decibels, speckled_power, write_raster
from tests.places import ROOT

LARGEST = 2**31 - 1
SHAPES = [
    (1, 1),
    (1, LARGEST),
    (LARGEST, 1),
    (LARGEST, LARGEST),
    (10**6, 10**6),
    (100_000, 100_000),
    (16_000, 25_000),
    (9_000, 11_000),
    (3000, 2000),
]
BLOCKS = [
    (1, 1),
    (128, 128),
    (512, 512),
    (1, LARGEST),
    (1, 25_000),
    (16, 100_000),
    (10_000, 10_000),
    (3000, 2000),
]


def test_a_window_has_rows_and_columns():
    window = Window(row=2, col=3, height=4, width=5)
    assert window == (2, 3, 4, 5) and window.shape == (4, 5)
    assert (window.bottom, window.right) == (6, 8)
    assert window.moved(-3, 10) == Window(-1, 13, 4, 5)
    assert Window.whole((7, 9)) == (0, 0, 7, 9)


@pytest.mark.parametrize(
    ("window", "part"),
    [
        (Window(1, 2, 3, 4), (1, 2, 3, 4)),
        (Window(-1, -2, 30, 40), (0, 0, 10, 20)),
        (Window(-5, 15, 6, 10), (0, 15, 1, 5)),
        (Window(9, 19, 1, 1), (9, 19, 1, 1)),
        (Window(10, 0, 5, 5), None),
        (Window(0, -5, 5, 5), None),
        (Window(3, 3, 0, 5), None),
    ],
)
def test_the_part_of_a_window_in_a_raster(window, part):
    assert window.within((10, 20)) == part
    assert window.common(Window.whole((10, 20))) == Window.whole((10, 20)).common(window) == part


def test_a_window_in_arrays():
    raster = np.arange(200).reshape(10, 20)
    outer, inner = Window(2, 3, 6, 9), Window(4, 5, 2, 3)
    np.testing.assert_array_equal(raster[inner.slices], raster[4:6, 5:8])
    np.testing.assert_array_equal(raster[outer.slices][inner.slices_in(outer)], raster[inner.slices])


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("block", BLOCKS)
def test_windows_lie_in_the_scene_and_are_bounded(shape, block):
    block = (min(block[0], shape[0]), min(block[1], shape[1]))
    sampled, searched = sample_windows(shape, block), list(search_windows(shape, block))
    for windows in (sampled, searched):
        assert windows
        for window in windows:
            assert window.within(shape) == window
            assert math.prod(window.shape) <= 13_000_000  # 64 rows of 200,000 columns
    assert sum(math.prod(window.shape) for window in sampled) <= 52_000_000
    assert len(searched) <= 20_000
    pixels = sum(math.prod(window.shape) for window in searched)
    if is_searched_whole(shape):
        assert pixels == shape[0] * shape[1]
    else:
        assert pixels <= SEARCH_PIXELS


@pytest.mark.parametrize(("rows", "cols"), [(1, LARGEST), (LARGEST, 1), (LARGEST, LARGEST), (10**5, 10**5)])
def test_a_search_reaches_all_over_a_scene(rows, cols):
    centres = np.array(
        [
            (r + h / 2, c + w / 2)
            for r, c, h, w in search_windows((rows, cols), (min(rows, 128), min(cols, 128)))
        ]
    )
    for axis, size in ((0, rows), (1, cols)):
        found = np.unique(centres[:, axis])
        if size > 1000:
            assert len(found) > 30
            assert np.diff(found).max() < size / 30 and found[0] < size / 30 and found[-1] > size * 29 / 30


def empty(path, rows, cols, source=""):
    """A virtual raster without, or with hardly any, data."""
    path.write_text(
        f'<VRTDataset rasterXSize="{cols}" rasterYSize="{rows}"><VRTRasterBand dataType="Float32" band="1">'
        f"<Description>VV</Description><NoDataValue>nan</NoDataValue>{source}</VRTRasterBand></VRTDataset>"
    )
    return str(path)


_WITH_LITTLE_MEMORY = """
import resource, sys
from model.protocol.values import SceneSpec
from model.sar.scene import describe
size = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (size + 1_000_000_000, resource.RLIM_INFINITY))
for path in sys.argv[1:]:
    try:
        print(describe(SceneSpec(path)).summary)
    except Exception as error:
        print(type(error).__name__)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="limits memory as Linux does")
def test_a_scene_of_any_size_is_described_in_little_memory(tmp_path):
    """One of 1 by 2147483647 pixels took 23 GB."""
    sizes = [(1, LARGEST), (LARGEST, 1), (LARGEST, LARGEST), (10**6, 10**6), (10**5, 10**5)]
    paths = [empty(tmp_path / f"{rows}_{cols}.vrt", rows, cols) for rows, cols in sizes]
    command = [sys.executable, "-c", _WITH_LITTLE_MEMORY, *paths]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert run.stdout.split() == ["NoValidPixels"] * len(sizes), run.stderr


def test_what_was_looked_at_is_said(tmp_path):
    with pytest.raises(NoValidPixels, match="very large scene"):
        describe(SceneSpec(empty(tmp_path / "large.vrt", 10**5, 10**5)))
    with pytest.raises(NoValidPixels, match="All pixels"):
        describe(SceneSpec(empty(tmp_path / "small.vrt", 2000, 2000)))


def test_a_large_scene_is_segmented_in_parts(tmp_path):
    write_raster(tmp_path / "part.tif", decibels(speckled_power((1000, 1000), -10)))
    stretched = (
        '<SimpleSource><SourceFilename relativeToVRT="1">part.tif</SourceFilename><SourceBand>1</SourceBand>'
        '<SrcRect xOff="0" yOff="0" xSize="1000" ySize="1000"/>'
        '<DstRect xOff="0" yOff="0" xSize="{size}" ySize="{size}"/></SimpleSource>'
    )
    for size, fits in ((100_000, True), (1_000_000, False), (LARGEST, False)):
        path = empty(tmp_path / f"{size}.vrt", size, size, stretched.format(size=size))
        with open_scene(SceneSpec(path)) as scene:
            if fits:
                assert Region.of(scene, None, None, None).window == (0, 0, size, size)
            else:
                with pytest.raises(SceneTooLarge, match="too many to segment") as refused:
                    Region.of(scene, None, None, None)
                assert "extent" in refused.value.remedy
            # Without georeference rows count downwards from 0.
            assert Region.of(scene, [100, -400, 300, -200], None, None).window == (200, 100, 200, 200)
