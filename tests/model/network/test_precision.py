"""Trainings compute in bf16 where that is fast, and else in float32."""

from __future__ import annotations

import pytest
import torch

from model.network import precision
from model.network.precision import has_fast_bf16, mixed_precision

CPU = torch.device("cpu")


@pytest.mark.parametrize("fast", [True, False])
def test_products_are_in_bf16_only_where_that_is_fast(monkeypatch: pytest.MonkeyPatch, fast: bool) -> None:
    monkeypatch.setattr(precision, "has_fast_bf16", lambda device: fast)
    x = torch.ones(4, 4)
    with mixed_precision(CPU):
        product = x @ x
    assert product.dtype == (torch.bfloat16 if fast else torch.float32)


def test_only_a_cpu_may_lack_bf16() -> None:
    assert has_fast_bf16(torch.device("cuda"))
    capability = torch.backends.cpu.get_cpu_capability()
    if capability in {"DEFAULT", "AVX2"}:
        assert not has_fast_bf16(CPU)
