"""Results pass from the network's stream to the stream for blending: on a CPU at once, on CUDA by events."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

import numpy as np
import torch

from model.inference.handover import Handover


def test_on_a_cpu_nothing_has_to_be_done() -> None:
    handover = Handover(None)
    assert handover.ready() is None
    with handover.blending():
        assert not torch.is_inference_mode_enabled()
        handover.wait(handover.ready(), np.ones(2, np.float32), None)


def test_on_another_device_blending_keeps_no_gradients() -> None:
    """With a tensor's place that has no stream of its own, as on Apple's GPU."""
    handover = Handover(torch.device("mps"))
    with handover.blending():
        assert torch.is_inference_mode_enabled() and handover.ready() is None
    assert not torch.is_inference_mode_enabled()


def test_on_cuda_blending_waits_for_the_batch_and_keeps_its_memory(monkeypatch: Any) -> None:
    """A stand-in for CUDA, which says what it was asked for, in which order."""
    said: list[Any] = []

    class Stream:
        def wait_event(self, event: Any) -> None:
            said.append(("wait", event))

    class Event:
        def record(self, stream: Any) -> None:
            said.append(("record", stream))

    class Kept(torch.Tensor):
        def record_stream(self, stream: Any) -> None:
            said.append(("keep", stream))

    streams, on = [Stream()], []
    monkeypatch.setattr(torch.cuda, "Stream", lambda device, priority: streams[0])
    monkeypatch.setattr(torch.cuda, "Event", Event)
    monkeypatch.setattr(torch.cuda, "current_stream", lambda device: "the network's")
    monkeypatch.setattr(torch.cuda, "stream", lambda stream: nullcontext(on.append(stream)))
    handover = Handover(torch.device("cuda"))
    event = handover.ready()
    with handover.blending():
        assert on == streams and torch.is_inference_mode_enabled()
        handover.wait(event, torch.ones(2).as_subclass(Kept), None)
    assert said == [("record", "the network's"), ("wait", event), ("keep", streams[0])]
