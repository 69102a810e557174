"""All keys that Sardino keeps in the QGIS settings, with their types and defaults."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any

from qgis.core import QgsSettings

from ..model.messages import DEVICES, OUTPUTS, PRECISIONS, UNITS

PREFIX = "sardino/"
BACKEND_PYTHON = PREFIX + "backend_python"
_DOCK_OPEN = PREFIX + "dock_open"
_CHOICES = PREFIX + "choices/"

EXTENT_MODES = ("layer", "canvas", "drawn", "polygons")
"""Where the extent comes from: the whole layer, the canvas, a drawn rectangle, selected polygons."""

_ALLOWED: dict[str, tuple[str, ...]] = {
    "units": UNITS,
    "device": DEVICES,
    "precision": PRECISIONS,
    "extent_mode": EXTENT_MODES,
}


@dataclass
class Choices:
    """What the user chose last, so that the dock opens with it.

    Attributes:
        units: One of ``UNITS``.
        model: A model's name; the default model if empty.
        device: One of ``DEVICES``.
        precision: One of ``PRECISIONS``.
        outputs: Any of ``OUTPUTS``, at least one.
        extent_mode: One of ``EXTENT_MODES``.
        output_folder: Folder of the products; a temporary one if empty.
        allow_any: Segment even what does not look like radar.
    """

    units: str = "auto"
    model: str = ""
    device: str = "auto"
    precision: str = "auto"
    outputs: list[str] = field(default_factory=lambda: list(OUTPUTS))
    extent_mode: str = "layer"
    output_folder: str = ""
    allow_any: bool = False


def backend_python() -> str:
    """The Python that the user chose for the worker; empty if she chose none."""
    return str(QgsSettings().value(BACKEND_PYTHON, "") or "").strip()


def set_backend_python(path: str) -> None:
    """Keeps the Python for the worker; an empty path goes back to the automatic choice."""
    if path.strip():
        QgsSettings().setValue(BACKEND_PYTHON, path.strip())
    else:
        QgsSettings().remove(BACKEND_PYTHON)


def dock_open() -> bool:
    """Whether the dock was open when QGIS was last closed."""
    return str(QgsSettings().value(_DOCK_OPEN, False)).lower() in ("true", "1")


def set_dock_open(is_open: bool) -> None:
    """Remembers whether the dock is open."""
    QgsSettings().setValue(_DOCK_OPEN, is_open)


def load_choices() -> Choices:
    """The remembered choices; whatever is missing or makes no sense takes its default."""
    settings = QgsSettings()
    choices = Choices()
    for item in dataclasses.fields(Choices):
        default = getattr(choices, item.name)
        stored = settings.value(_CHOICES + item.name, None)
        if stored is not None:
            setattr(choices, item.name, _checked(item.name, stored, default))
    return choices


def save_choices(choices: Choices) -> None:
    """Remembers the choices."""
    settings = QgsSettings()
    for item in dataclasses.fields(Choices):
        value = getattr(choices, item.name)
        # INI files turn lists of one into text and back again differently per Qt version.
        settings.setValue(_CHOICES + item.name, ",".join(value) if isinstance(value, list) else value)


def _checked(name: str, stored: Any, default: Any) -> Any:
    """A stored value with the type of its default, or the default if it makes no sense."""
    if isinstance(default, bool):
        # QSettings gives back "true" from an INI file, and a bool within a session.
        return str(stored).lower() in ("true", "1")
    if isinstance(default, list):
        wanted = stored if isinstance(stored, list) else str(stored).split(",")
        return [item for item in OUTPUTS if item in wanted] or default
    allowed = _ALLOWED.get(name)
    if allowed and stored not in allowed:
        return default
    return str(stored)
