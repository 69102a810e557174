"""What the worker takes where a request leaves the choice to it."""

from __future__ import annotations

import dataclasses
import logging
from dataclasses import dataclass
from typing import Any, TypeVar

from model.errors import ModelNotFound
from model.library import find_model
from model.messages import DeviceInfo, ModelInfo

log = logging.getLogger(__name__)

AUTO = "auto"
Params = TypeVar("Params")


@dataclass(frozen=True)
class Preferences:
    """The user's options, given to the worker at its start.

    Attributes:
        device: For requests whose device is ``auto``.
        precision: For requests whose precision is ``auto``.
        model: For requests that name no model; empty for the bundled default.
    """

    device: str = AUTO
    precision: str = AUTO
    model: str = ""

    def applied(self, params: Params) -> Params:
        """The request with the user's options where it leaves the choice to the worker."""
        if not dataclasses.is_dataclass(params) or isinstance(params, type):
            return params
        changes: dict[str, Any] = {}
        wanted = {
            "device": (AUTO, self.device),
            "precision": (AUTO, self.precision),
            "model": ("", self._model()),
            "base": ("", self._model()),
        }
        for name, (open_value, value) in wanted.items():
            if getattr(params, name, None) == open_value:
                changes[name] = value
        return dataclasses.replace(params, **changes)

    def ordered(self, devices: list[DeviceInfo]) -> list[DeviceInfo]:
        """The devices with the one first that ``auto`` takes."""
        return sorted(devices, key=lambda item: item.kind != self.device)

    def _model(self) -> str:
        """The user's default model; the bundled one once hers is gone."""
        try:
            if self.model:
                find_model(self.model)
            return self.model
        except ModelNotFound as error:
            log.warning("the default model is not there: %s", error)
            return ""

    def marked(self, models: list[ModelInfo]) -> list[ModelInfo]:
        """The models with the default marked; the bundled one if the user's is not there."""
        if any(item.name == self.model and item.error is None for item in models):
            for item in models:
                item.is_default = item.name == self.model
        return models
