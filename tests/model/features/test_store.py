"""The file of features: what it costs, and who may remove it."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from model.disk.locks import lock
from model.errors.errors import FeaturesNotReadable
from model.features.placing import Placing
from model.features.store import FeatureStore, FeatureWriter, layout_of
from model.sar.grid_profile import GridProfile

MEGABYTE = 2**20


def resident() -> int:
    """Bytes of this process in memory, with the pages of mapped files."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


def written(path: Path, side: int = 64) -> Path:
    """A file of zeros and ones."""
    writer = FeatureWriter(path, layout_of((side, side), 8, 2, 32, 4, 5, 6))
    for array in writer.arrays.values():
        array[:] = 1
    placing = Placing(GridProfile(None, None), (8 * side, 8 * side), (1.0, 1.0), 0, 0, 8)
    writer.finish(placing, {"model": "m"})
    return path


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_neither_writing_nor_checking_keeps_the_file_in_memory(tmp_path: Path) -> None:
    layout = layout_of((1280, 1280), 8, 2, 32, 4, 5, 6)
    writer = FeatureWriter(tmp_path / "large.features", layout)
    before = resident()
    writer.arrays["tokens"][:] = 1
    assert resident() - before > 40 * MEGABYTE
    writer.settle()
    assert resident() - before < 10 * MEGABYTE
    assert (writer.arrays["tokens"][::100] == 1).all()
    writer.drop()
    store = FeatureStore.open(written(tmp_path / "other.features", 600))
    before = resident()
    store.check()
    assert resident() - before < 5 * MEGABYTE


@pytest.mark.skipif(sys.platform == "win32", reason="there a mapped file cannot be removed anyway")
def test_an_opened_file_is_locked_until_its_arrays_are_gone(tmp_path: Path) -> None:
    path = written(tmp_path / "some.features")
    first, second = FeatureStore.open(path), FeatureStore.open(path)
    with open(path, "r+b") as file, pytest.raises(BlockingIOError):
        lock(file)
    del first
    with open(path, "r+b") as file, pytest.raises(BlockingIOError):
        lock(file)
    assert second.known().all()
    del second
    with open(path, "r+b") as file:
        lock(file)


def test_damage_is_found_when_it_is_read(tmp_path: Path) -> None:
    path = written(tmp_path / "some.features")
    content = bytearray(path.read_bytes())
    content[200] ^= 1
    path.write_bytes(content)
    store = FeatureStore.open(path)
    with pytest.raises(FeaturesNotReadable):
        store.tokens()


def test_an_extent_s_places_lie_inside_it(tmp_path: Path) -> None:
    placing = Placing(GridProfile(None, None), (100, 100), (1.0, 1.0), 16, 24, 8, (32, 40))
    assert Placing.from_dict(placing.as_dict()) == placing
    old = placing.as_dict()
    del old["kept"]
    assert Placing.from_dict(old).kept is None
    rows, cols = placing._working(np.array([20.0, 10.0, 50.0, 20.0]), np.array([30.0, 30.0, 30.0, 70.0]))
    np.testing.assert_array_equal(rows, [4, np.nan, np.nan, np.nan])
    np.testing.assert_array_equal(cols, [6, np.nan, np.nan, np.nan])
