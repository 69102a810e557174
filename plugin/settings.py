"""All keys that Sardino keeps in the QGIS settings, with their types and defaults."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any, TypeVar

from qgis.core import QgsSettings

from ..model.protocol.finetuning import MODES
from ..model.protocol.values import DEVICES, OUTPUTS, PRECISIONS, UNITS

PREFIX = "sardino/"
BACKEND_PYTHON = PREFIX + "backend_python"
_DOCK_OPEN = PREFIX + "dock_open"
_CHOICES = PREFIX + "choices/"
_OPTIONS = PREFIX + "options/"
_FINETUNE = PREFIX + "finetune/"
PACKAGE_INDEX = PREFIX + "setup/index"
WHEELS_FOLDER = PREFIX + "setup/wheels"

EXTENT_MODES = ("layer", "canvas", "drawn", "polygons")
"""Where the extent comes from: the whole layer, the canvas, a drawn rectangle, selected polygons."""

KEEPING = ("beside", "folder", "temporary")
"""Where products go: beside the scene, to a folder that the user chose, or away with QGIS."""

_ALLOWED: dict[str, tuple[str, ...]] = {
    "units": UNITS,
    "device": DEVICES,
    "precision": PRECISIONS,
    "extent_mode": EXTENT_MODES,
    "keep": KEEPING,
    "mode": MODES,
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
        output_folder: Folder that the user chose for the products.
        keep: One of ``KEEPING``: whether the products go there.
        allow_any: Segment even what does not look like radar.
    """

    units: str = "auto"
    model: str = ""
    device: str = "auto"
    precision: str = "auto"
    outputs: list[str] = field(default_factory=lambda: list(OUTPUTS))
    extent_mode: str = "layer"
    output_folder: str = ""
    keep: str = "beside"
    allow_any: bool = False


@dataclass
class Options:
    """What the user set on Sardino's page of QGIS's options.

    Attributes:
        device: One of ``DEVICES``, for jobs that leave the choice to the worker.
        precision: One of ``PRECISIONS``, likewise.
        memory_mb: What the worker may take at most; 0 for no limit.
        idle_minutes: After so long without a job the worker leaves; 0: with QGIS.
        outputs: What a new job makes, any of ``OUTPUTS``, at least one.
    """

    device: str = "auto"
    precision: str = "auto"
    memory_mb: int = 0
    idle_minutes: float = 15.0
    outputs: list[str] = field(default_factory=lambda: list(OUTPUTS))


@dataclass
class FinetuneChoices:
    """What the user chose last on the page "Fine-tune".

    Attributes:
        mode: One of ``MODES``.
        segment_after: Whether to segment what the map shows with the new model.
        places: How many places to label next.
        label_folder: Folder of the last new label layer.
    """

    mode: str = "fast"
    segment_after: bool = True
    places: int = 10
    label_folder: str = ""


Stored = TypeVar("Stored", Choices, Options, FinetuneChoices)


def load_options() -> Options:
    """The options; whatever is missing or makes no sense takes its default."""
    return _load(Options(), _OPTIONS)


def save_options(options: Options) -> None:
    """Keeps the options. A new default of outputs also counts in the dock."""
    before = load_options()
    _save(options, _OPTIONS)
    if options.outputs != before.outputs:
        QgsSettings().remove(_CHOICES + "outputs")


def forget_model() -> None:
    """Another model is the default: the dock starts from it."""
    QgsSettings().remove(_CHOICES + "model")


def setup_text(key: str) -> str:
    """A text of the set-up's: ``PACKAGE_INDEX`` or ``WHEELS_FOLDER``; empty if there is none."""
    return str(QgsSettings().value(key, "") or "").strip()


def set_setup_text(key: str, text: str) -> None:
    """Keeps such a text."""
    QgsSettings().setValue(key, text.strip())


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
    choices = _load(Choices(outputs=load_options().outputs), _CHOICES)
    if choices.output_folder and not QgsSettings().contains(_CHOICES + "keep"):
        choices.keep = "folder"  # chosen in a version that kept files nowhere else
    return choices


def save_choices(choices: Choices) -> None:
    """Remembers the choices."""
    _save(choices, _CHOICES)


def load_finetune_choices() -> FinetuneChoices:
    """The remembered choices for fine-tuning."""
    return _load(FinetuneChoices(), _FINETUNE)


def save_finetune_choices(choices: FinetuneChoices) -> None:
    """Remembers the choices for fine-tuning."""
    _save(choices, _FINETUNE)


def _load(values: Stored, prefix: str) -> Stored:
    """Fills in what is stored."""
    settings = QgsSettings()
    for item in dataclasses.fields(values):
        stored = settings.value(prefix + item.name, None)
        if stored is not None:
            setattr(values, item.name, _checked(item.name, stored, getattr(values, item.name)))
    return values


def _save(values: Choices | Options | FinetuneChoices, prefix: str) -> None:
    settings = QgsSettings()
    for item in dataclasses.fields(values):
        value = getattr(values, item.name)
        # INI files turn lists of one into text and back again differently per Qt version.
        settings.setValue(prefix + item.name, ",".join(value) if isinstance(value, list) else value)


def _checked(name: str, stored: Any, default: Any) -> Any:
    """A stored value with the type of its default, or the default if it makes no sense."""
    if isinstance(default, bool):
        # QSettings gives back "true" from an INI file, and a bool within a session.
        return str(stored).lower() in ("true", "1")
    if isinstance(default, (int, float)):
        try:
            number = type(default)(float(stored))
        except (TypeError, ValueError, OverflowError):
            return default
        return number if 0 <= number < 1e9 else default
    if isinstance(default, list):
        wanted = stored if isinstance(stored, list) else str(stored).split(",")
        return [item for item in OUTPUTS if item in wanted] or default
    allowed = _ALLOWED.get(name)
    if allowed and stored not in allowed:
        return default
    return str(stored)
