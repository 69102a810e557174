"""What libraries raise, turned into codes."""

from __future__ import annotations

import errno
import os

import numpy as np
import pytest
import torch

from model.errors.errors import Cancelled, NotRadar
from model.errors.failures import explain


def raised(action) -> BaseException:
    with pytest.raises(BaseException) as caught:
        action()
    return caught.value


def allocate_torch():
    return torch.empty(2**50, dtype=torch.uint8)


def allocate_numpy():
    return np.empty(2**50, np.uint8)


@pytest.mark.parametrize("action", [allocate_torch, allocate_numpy])
def test_real_failed_allocations_are_out_of_memory(action):
    error = explain(raised(action))
    assert error.code == "out_of_memory"
    assert action.__name__ in error.detail


def test_what_cuda_and_mps_say_is_out_of_memory():
    assert explain(torch.OutOfMemoryError("CUDA out of memory. Tried")).code == "out_of_memory"
    assert explain(RuntimeError("MPS backend out of memory (MPS allocated: 1 GB)")).code == "out_of_memory"


def open_raster(name: str):
    import rasterio

    return lambda: rasterio.open(name)


def read_polygons():
    import pyogrio

    return pyogrio.raw.read(__file__)


def impossible_polygon():
    import shapely

    return shapely.from_wkt("POLYGON ((0 0, 1 1))")


def foreign_model():
    import safetensors.torch

    return safetensors.torch.load(b"no model at all")


def no_system():
    from rasterio.crs import CRS

    return CRS.from_user_input("nonsense")


def deep():
    return deep()


@pytest.mark.parametrize(
    ("action", "code"),
    [
        (open_raster(__file__), "scene_not_readable"),
        (open_raster("\ud800.tif"), "invalid_request"),
        (no_system, "scene_not_readable"),
        (read_polygons, "labels_not_readable"),
        (impossible_polygon, "labels_not_readable"),
        (foreign_model, "model_not_readable"),
        (lambda: float(10**400), "invalid_request"),
        (lambda: np.array([10**400], dtype=np.float64), "invalid_request"),
        (lambda: np.int32(2**40), "invalid_request"),
        (lambda: "\ud800".encode(), "invalid_request"),
        (deep, "invalid_request"),
        (lambda: open("a\0b"), "invalid_request"),
        (lambda: os.stat("x" * 300), "invalid_request"),
        (lambda: os.mkdir(os.path.join(__file__, "folder")), "file_not_usable"),
        (lambda: open(os.path.dirname(__file__), "wb"), "file_not_usable"),
        (lambda: open(os.path.join(os.path.dirname(__file__), "missing")), "file_not_usable"),
    ],
)
def test_what_a_user_can_bring_about_is_never_a_mistake_of_ours(action, code):
    error = explain(raised(action))
    assert error.code == code
    assert error.remedy
    assert "Traceback" in error.detail


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.EACCES, "file_not_usable"),
        (errno.EROFS, "file_not_usable"),
        (errno.EIO, "file_not_usable"),
        (errno.EMFILE, "file_not_usable"),
        (errno.ENOMEM, "out_of_memory"),
        (errno.EDQUOT, "disk_full"),
    ],
)
def test_what_an_operating_system_says_of_files(number, code):
    error = explain(OSError(number, os.strerror(number), "/data/my scene.tif"))
    assert error.code == code
    assert "/data" not in str(error)


def test_long_words_of_a_library_are_cut_where_they_go_over_the_protocol():
    info = NotRadar("m" * 10_000, remedy="r" * 10_000, detail="d" * 100_000 + "the cause").info()
    assert len(info.message) + len(info.remedy) + len(info.detail) < 10_000
    assert info.detail.endswith("the cause")


def test_other_errors_keep_their_code_or_become_internal_with_a_traceback():
    ours = NotRadar("no")
    assert explain(ours) is ours
    assert explain(Cancelled()).code == "cancelled"
    assert explain(OSError(errno.ENOSPC, "No space left on device")).code == "disk_full"
    assert explain(raised(lambda: __import__("no_such_module_here"))).code == "backend_incomplete"
    unexpected = explain(raised(lambda: {}["missing key"]))
    assert unexpected.code == "internal"
    assert "KeyError" in str(unexpected)
    assert "Traceback" in unexpected.detail and "test_failures.py" in unexpected.detail
