"""Tensors pass from the network's stream to the stream for blending: on a CPU at once, on CUDA by events."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

import torch

from model.inference.handover import Handover


def test_on_a_cpu_nothing_has_to_be_done() -> None:
    handover = Handover(torch.device("cpu"))
    x = torch.ones(2)
    assert handover.pinned(x) is x and handover.ready() is None
    with handover.blending():
        handover.wait(handover.ready(), x, None)


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

    streams = [Stream()]
    monkeypatch.setattr(torch.cuda, "Stream", lambda device, priority: streams[0])
    monkeypatch.setattr(torch.cuda, "Event", Event)
    monkeypatch.setattr(torch.cuda, "current_stream", lambda device: "the network's")
    monkeypatch.setattr(torch.cuda, "stream", lambda stream: nullcontext(stream))
    handover = Handover(torch.device("cuda"))
    event = handover.ready()
    with handover.blending() as stream:
        assert stream is streams[0]
        handover.wait(event, torch.ones(2).as_subclass(Kept), None)
    assert said == [("record", "the network's"), ("wait", event), ("keep", streams[0])]
