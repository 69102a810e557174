"""The devices of this computer. Without torch in the environment, the CPU is the only one."""

from __future__ import annotations

import importlib.util
from importlib import metadata

from model.inference.engine import torch_installed
from model.inference.threads import cpu_name, physical_memory_mb
from model.protocol.values import DeviceInfo


def list_devices() -> list[DeviceInfo]:
    """Usable devices of this computer; ``auto`` takes the first."""
    if torch_installed():
        from model.inference import compute

        return compute.list_devices()
    return [DeviceInfo("cpu", cpu_name(), physical_memory_mb())]


def engine_versions() -> dict[str, str]:
    """Version of each engine; empty if the engine is not installed. Nothing large is imported."""
    found = {}
    for name in ("torch", "openvino"):
        try:
            found[name] = metadata.version(name) if importlib.util.find_spec(name) else ""
        except metadata.PackageNotFoundError:
            found[name] = ""
    return found
