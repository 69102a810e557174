"""Devices, precision, batch size, and what happens when memory runs out."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from model.errors.errors import DeviceNotAvailable, InvalidRequest, OutOfMemory
from model.inference import compute
from model.network.network import Output, SarSegmenter
from tests.model.fixtures.pipeline import tiny_network

CPU = torch.device("cpu")


def test_devices_end_with_the_cpu_and_begin_with_auto() -> None:
    devices = compute.list_devices()
    assert devices[-1].kind == "cpu"
    assert devices[0].kind == compute.choose_device("auto").type
    assert "threads" in devices[-1].name
    assert devices[-1].memory_mb > 100


def test_unknown_and_missing_devices_are_told_apart() -> None:
    with pytest.raises(InvalidRequest, match="tpu"):
        compute.choose_device("tpu")
    if not torch.cuda.is_available():
        with pytest.raises(DeviceNotAvailable):
            compute.choose_device("cuda")


def test_a_gpu_whose_driver_fails_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(compute, "_works", lambda device: device.type == "cpu")
    assert compute.choose_device("auto").type == "cpu"
    with pytest.raises(DeviceNotAvailable):
        compute.choose_device("cuda")


@pytest.mark.parametrize(
    ("bf16", "expected"), [(1.0, "fp32"), (0.95, "fp32"), (0.5, "bf16"), (float("inf"), "fp32")]
)
def test_bf16_on_a_cpu_has_to_be_clearly_faster(
    monkeypatch: pytest.MonkeyPatch, bf16: float, expected: str
) -> None:
    monkeypatch.setattr(compute, "_measured", {})
    monkeypatch.setattr(compute, "has_fast_bf16", lambda device: True)
    monkeypatch.setattr(
        compute, "_seconds", lambda network, precision, side: bf16 if precision == "bf16" else 1.0
    )
    assert compute.choose_precision(tiny_network(), CPU, "auto") == expected


def test_precision_is_measured_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    monkeypatch.setattr(compute, "_measured", {})
    monkeypatch.setattr(compute, "has_fast_bf16", lambda device: True)
    monkeypatch.setattr(compute, "_seconds", lambda network, precision, side: calls.append(precision) or 1.0)
    for _ in range(2):
        compute.cpu_speed(tiny_network())
    assert calls == ["fp32", "bf16"]


def test_fp16_on_a_cpu_is_refused() -> None:
    with pytest.raises(InvalidRequest, match="fp16"):
        compute.choose_precision(tiny_network(), CPU, "fp16")


def test_bf16_agrees_with_fp32_and_comes_back_as_float32() -> None:
    network = tiny_network()
    x = torch.randn(2, 2, 128, 128, generator=torch.Generator().manual_seed(0))
    fp32, maps = compute.Inference(network, CPU, "fp32", True, 2).run(x.numpy(), None)
    bf16, maps_bf16 = compute.Inference(network, CPU, "bf16", True, 2).run(x.numpy(), None)
    assert bf16.dtype == np.float32 and not np.array_equal(fp32, bf16)
    assert (fp32.argmax(1) == bf16.argmax(1)).mean() > 0.97
    assert maps is not None and maps_bf16 is not None and maps_bf16.dtype == np.float32


class Scarce:
    """A network on a device that holds only so many tiles."""

    def __init__(self, network: SarSegmenter, room: int, message: str) -> None:
        self._network, self._room, self._message = network, room, message
        self.backbone = network.backbone
        self.batches: list[int] = []

    def __call__(self, x: torch.Tensor, valid: torch.Tensor | None, **options: Any) -> Output:
        self.batches.append(len(x))
        if len(x) > self._room:
            raise RuntimeError(self._message)
        return self._network(x, valid, **options)


@pytest.mark.parametrize(
    "message", ["CUDA out of memory. Tried to allocate 2 GiB", "DefaultCPUAllocator: can't allocate memory"]
)
def test_batches_are_halved_when_memory_runs_out(message: str) -> None:
    network = tiny_network()
    x = torch.randn(7, 2, 32, 32)
    scarce = Scarce(network, 2, message)
    inference = compute.Inference(scarce, CPU, "fp32", False, 7)  # type: ignore[arg-type]
    logits, _ = inference.run(x.numpy(), None)
    assert inference.batch_size == 1 or max(scarce.batches[-3:]) <= 2
    np.testing.assert_allclose(logits, network(x).logits.detach().numpy(), atol=1e-4, rtol=1e-4)


def test_no_room_for_a_single_tile() -> None:
    inference = compute.Inference(Scarce(tiny_network(), 0, "out of memory"), CPU, "fp32", False, 4)  # type: ignore[arg-type]
    with pytest.raises(OutOfMemory):
        inference.run(np.zeros((4, 2, 32, 32), np.float32), None)


def test_other_errors_are_not_taken_for_a_lack_of_memory() -> None:
    scarce = Scarce(tiny_network(), 0, "shapes cannot be multiplied")
    with pytest.raises(RuntimeError, match="multiplied"):
        compute.Inference(scarce, CPU, "fp32", False, 4).run(np.zeros((4, 2, 32, 32), np.float32), None)  # type: ignore[arg-type]


def test_batch_on_a_cpu_stays_short(monkeypatch: pytest.MonkeyPatch) -> None:
    network = tiny_network()
    for seconds, expected in ((0.2, 1), (0.09, 2), (1e-5, 2)):
        speed = compute.CpuSpeed("fp32", seconds / 256**2)
        monkeypatch.setattr(compute, "cpu_speed", lambda network, speed=speed: speed)
        inference = compute.Inference(network, CPU, "fp32", False)
        inference.fit_batch(256)
        assert inference.batch_size == expected


def test_a_cpu_attends_in_steps_in_bf16_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compute, "_measured", {})  # so that the batch size has to be measured, too
    network = tiny_network()
    for precision, fused in (("bf16", False), ("fp32", True)):
        compute.Inference(network, CPU, precision, False).fit_batch(64)
        compute._measured.clear()
        assert all(block.attn.fused_attn == fused for block in network.backbone.blocks)
