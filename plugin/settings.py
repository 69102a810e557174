"""All keys of Sardino in the QGIS settings, with their types and defaults."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any, TypeVar

from qgis.core import QgsSettings

from ..model.protocol.finetuning import MODES
from ..model.protocol.values import (
    ATTENTION_GRIDS,
    DEFAULT_OUTPUTS,
    DEVICES,
    ENGINES,
    OUTPUTS,
    PRECISIONS,
    UNITS,
)

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
"""Where products go: beside the scene, to a folder that the user chose, or deleted with QGIS."""

_ALLOWED: dict[str, tuple[str, ...]] = {
    "units": UNITS,
    "device": DEVICES,
    "precision": PRECISIONS,
    "engine": ENGINES,
    "extent_mode": EXTENT_MODES,
    "keep": KEEPING,
    "mode": MODES,
    "attention": ATTENTION_GRIDS,
}


@dataclass
class Choices:
    """The user's last choices, shown when the dock opens.

    Attributes:
        units: One of ``UNITS``.
        model: A model's name; the default model if empty.
        device: One of ``DEVICES``.
        precision: One of ``PRECISIONS``.
        outputs: Any of ``OUTPUTS``, at least one.
        extent_mode: One of ``EXTENT_MODES``.
        output_folder: Folder that the user chose for the products.
        keep: One of ``KEEPING``: says where the products go.
        allow_any: Whether to segment layers that do not look like radar.
        careful: Whether to look at every tile in mirror images, too.
        expected: Codes of the classes that may be there, as ``10,40,80``; empty for every class of the model.
    """

    units: str = "auto"
    model: str = ""
    device: str = "auto"
    precision: str = "auto"
    outputs: list[str] = field(default_factory=lambda: list(DEFAULT_OUTPUTS))
    extent_mode: str = "layer"
    output_folder: str = ""
    keep: str = "beside"
    allow_any: bool = False
    careful: bool = False
    expected: str = ""


@dataclass
class Options:
    """The user's settings on Sardino's page of QGIS's options.

    Attributes:
        device: One of ``DEVICES``, for jobs that leave the choice to the worker.
        precision: One of ``PRECISIONS``, for jobs that leave the choice to the worker.
        engine: One of ``ENGINES``, for jobs that leave the choice to the worker.
        memory_mb: The most memory that the worker may take; 0 for no limit.
        idle_minutes: The worker ends after this time without a job; 0: ends with QGIS.
        outputs: The products of a new job, any of ``OUTPUTS``, at least one.
        attention: One of ``ATTENTION_GRIDS``: the pixels of the attention layer of a new job.
        features_gb: The most that kept features of scenes may take on disk, in GB; 0 keeps nothing.
    """

    device: str = "auto"
    precision: str = "auto"
    engine: str = "auto"
    memory_mb: int = 0
    idle_minutes: float = 15.0
    outputs: list[str] = field(default_factory=lambda: list(DEFAULT_OUTPUTS))
    attention: str = "tokens"
    features_gb: float = 5.0


@dataclass
class FinetuneChoices:
    """The user's last choices on the page "Fine-tune".

    Attributes:
        mode: One of ``MODES``.
        segment_after: Whether to segment the visible map with the new model afterwards.
        places: How many places to suggest for labelling.
        label_folder: Folder of the last new label layer.
    """

    mode: str = "fast"
    segment_after: bool = True
    places: int = 10
    label_folder: str = ""


Stored = TypeVar("Stored", Choices, Options, FinetuneChoices)


def load_options() -> Options:
    """The options; a missing or invalid option takes its default."""
    return _load(Options(), _OPTIONS)


def save_options(options: Options) -> None:
    """Saves the options. A new default of outputs also applies in the dock."""
    before = load_options()
    _save(options, _OPTIONS)
    if options.outputs != before.outputs:
        QgsSettings().remove(_CHOICES + "outputs")


def forget_model() -> None:
    """Forgets the remembered model after a change of the default: the dock then starts from the default."""
    QgsSettings().remove(_CHOICES + "model")


def setup_text(key: str) -> str:
    """A text of the set-up: ``PACKAGE_INDEX`` or ``WHEELS_FOLDER``; empty if there is none."""
    return str(QgsSettings().value(key, "") or "").strip()


def set_setup_text(key: str, text: str) -> None:
    """Saves a text of the set-up."""
    QgsSettings().setValue(key, text.strip())


def backend_python() -> str:
    """The Python that the user chose for the worker; empty if there is no choice."""
    return str(QgsSettings().value(BACKEND_PYTHON, "") or "").strip()


def set_backend_python(path: str) -> None:
    """Saves the Python for the worker; an empty path goes back to the automatic choice."""
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
    """The remembered choices; a missing or invalid choice takes its default."""
    choices = _load(Choices(outputs=load_options().outputs), _CHOICES)
    if choices.output_folder and not QgsSettings().contains(_CHOICES + "keep"):
        choices.keep = "folder"  # chosen in a version that had no other place
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
    """Replaces the values by the stored values."""
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
        # Each Qt version reads lists with one item differently from INI files, so lists are stored as text.
        settings.setValue(prefix + item.name, ",".join(value) if isinstance(value, list) else value)


def _checked(name: str, stored: Any, default: Any) -> Any:
    """A stored value with the type of its default; the default if the stored value is invalid."""
    if isinstance(default, bool):
        # QSettings returns "true" from an INI file, and a bool within a session.
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
