"""Passes tensors from the thread that infers to the thread that blends, without a wait on a GPU.

A GPU works through a queue, its stream. If blending shared the network's stream, each look at a blended row
would wait for all batches queued before. So blending has a stream of its own, with precedence; an event says
when a batch is computed. On a CPU, and on Apple's GPU (torch gives it one stream), all of this does nothing.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import Any

import torch
from torch import Tensor


class Handover:
    """The passage between the two threads on one device.

    Args:
        device: Where the network computes.
    """

    def __init__(self, device: torch.device) -> None:
        self._device = device
        self._stream: Any = None
        if device.type == "cuda":
            self._stream = torch.cuda.Stream(device, priority=-1)  # type: ignore[no-untyped-call]

    def pinned(self, x: Tensor) -> Tensor:
        """The tensor in memory that a GPU fetches by itself, so that the copy runs beside the network."""
        return x.pin_memory() if self._stream is not None else x

    def ready(self) -> Any:
        """A mark behind the work that the calling thread has queued so far; None without a queue."""
        if self._stream is None:
            return None
        event = torch.cuda.Event()  # type: ignore[no-untyped-call]
        event.record(torch.cuda.current_stream(self._device))
        return event

    def blending(self) -> AbstractContextManager[Any]:
        """Makes the calling thread queue its work on the stream for blending."""
        return nullcontext() if self._stream is None else torch.cuda.stream(self._stream)

    def wait(self, ready: Any, *tensors: Tensor | None) -> None:
        """Makes the stream for blending wait for a mark, and keeps the memory of tensors until used."""
        if ready is None:
            return
        self._stream.wait_event(ready)
        for tensor in tensors:
            if tensor is not None:
                tensor.record_stream(self._stream)
