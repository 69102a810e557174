"""What to set up, and who hears of it."""

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
        build: Which torch.
        interpreter: The Python to build on; None to fetch one.
        network: Proxy and index.
        wheels: A folder of wheels to take instead of an index; None to use the network.
    """

    build: Build
    interpreter: Interpreter | None
    network: Network = field(default_factory=Network)
    wheels: Path | None = None


@dataclass
class Listener:
    """Hears of the set-up, in its thread.

    Attributes:
        step: What is being done, in words.
        line: A line of output.
        progress: Fraction and the seconds left, or None.
        cancelled: Polled; True ends the set-up.
    """

    step: Callable[[str], None] = lambda text: None
    line: Callable[[str], None] = lambda text: None
    progress: Callable[[float, float | None], None] = lambda fraction, left: None
    cancelled: Callable[[], bool] = lambda: False
