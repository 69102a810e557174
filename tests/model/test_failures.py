"""What libraries raise, turned into codes."""

from __future__ import annotations

import errno

import numpy as np
import pytest
import torch

from model.errors import Cancelled, NotRadar
from model.failures import explain


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
