"""What to set up, and who receives progress."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from .builds import Build
from .network import Network
from .pythons import Interpreter


@dataclass(frozen=True)
class Plan:
    """What to set up.

    Attributes:
        build: The build of torch.
        interpreter: The Python to build on; None to download a Python.
        network: Proxy and index.
        wheels: A folder of wheels to use instead of an index; None to use the network.
    """

    build: Build
    interpreter: Interpreter | None
    network: Network = field(default_factory=Network)
    wheels: Path | None = None


@dataclass
class Listener:
    """Receives the progress of a set-up, in the set-up's thread.

    Attributes:
        step: Called with the current step, in words.
        line: Called with a line of output.
        progress: Called with the fraction, and with the seconds left or None.
        cancelled: Polled; True ends the set-up.
    """

    step: Callable[[str], None] = lambda text: None
    line: Callable[[str], None] = lambda text: None
    progress: Callable[[float, float | None], None] = lambda fraction, left: None
    cancelled: Callable[[], bool] = lambda: False
