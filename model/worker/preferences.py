"""The worker's choices if a request leaves the choice open."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TypeVar

from model.protocol.values import DeviceInfo

AUTO = "auto"
Params = TypeVar("Params")


@dataclass(frozen=True)
class Preferences:
    """The user's options, given to the worker at its start.

    Attributes:
        device: For requests whose device is ``auto``.
        precision: For requests whose precision is ``auto``.
        engine: For requests whose engine is ``auto``.
    """

    device: str = AUTO
    precision: str = AUTO
    engine: str = AUTO

    def applied(self, params: Params) -> Params:
        """The request, with the user's options for each choice left open."""
        if not dataclasses.is_dataclass(params) or isinstance(params, type):
            return params
        wanted = {"device": self.device, "precision": self.precision, "engine": self.engine}
        changes = {name: value for name, value in wanted.items() if getattr(params, name, None) == AUTO}
        return dataclasses.replace(params, **changes)

    def ordered(self, devices: list[DeviceInfo]) -> list[DeviceInfo]:
        """The devices, first the device that ``auto`` takes."""
        return sorted(devices, key=lambda item: item.kind != self.device)
