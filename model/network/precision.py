"""The precision of trainings, which need no choice by users."""

from __future__ import annotations

from contextlib import AbstractContextManager

import torch


def has_fast_bf16(device: torch.device) -> bool:
    """Whether bf16 is worth using on a device.

    On a CPU without instructions for bf16, torch multiplies number by number: a training step took minutes
    there, and takes a second or two in float32.
    """
    if device.type != "cpu":
        return True
    return bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())


def mixed_precision(device: torch.device) -> AbstractContextManager[object]:
    """Computes what follows in bf16 where that is fast, else in float32."""
    return torch.autocast(device.type, torch.bfloat16, enabled=has_fast_bf16(device))
