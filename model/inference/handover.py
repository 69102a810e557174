"""Passes tensors from the thread that infers to the thread that blends, without a wait on a GPU.

A GPU works through a queue, its stream. If blending shared the network's stream, each look at a blended row
would wait for all batches queued before. So blending has a stream of its own, with precedence; an event says
when a batch is computed. On a CPU (numpy arrays, no torch), and on Apple's GPU (torch gives it one stream),
nothing waits.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, ExitStack, nullcontext
from typing import Any

from model.inference.arrays import Array, Place


class Handover:
    """The passage between the two threads on one device.

    Args:
        place: Where the logits are: a torch device, or None for numpy.
    """

    def __init__(self, place: Place) -> None:
        self._place = place
        self._stream: Any = None
        if place is not None and place.type == "cuda":
            import torch

            self._stream = torch.cuda.Stream(place, priority=-1)  # type: ignore[no-untyped-call]

    def ready(self) -> Any:
        """A mark behind the work that the calling thread has queued so far; None without a queue."""
        if self._stream is None:
            return None
        import torch

        event = torch.cuda.Event()  # type: ignore[no-untyped-call]
        event.record(torch.cuda.current_stream(self._place))
        return event

    def blending(self) -> AbstractContextManager[Any]:
        """Makes the calling thread queue its work on the stream for blending."""
        if self._place is None:
            return nullcontext()
        import torch

        entered = ExitStack()
        entered.enter_context(torch.inference_mode())
        if self._stream is not None:
            entered.enter_context(torch.cuda.stream(self._stream))
        return entered

    def wait(self, ready: Any, *tensors: Array | None) -> None:
        """Makes the stream for blending wait for a mark, and keeps the memory of tensors until used."""
        if ready is None:
            return
        self._stream.wait_event(ready)
        for tensor in tensors:
            if tensor is not None:
                tensor.record_stream(self._stream)
