"""What the user chose in the dock, from the settings into its panels and back."""

from __future__ import annotations

import typing

from ..settings import Choices

if typing.TYPE_CHECKING:
    from .dock import SardinoDock


def choices_of(dock: SardinoDock) -> Choices:
    """What the panels show now; bands and nodata belong to a layer and are not remembered."""
    model, device = dock.model_panel.choice()
    return Choices(
        units=dock.advanced_panel.reading()["units"],
        model=model,
        device=device,
        precision=dock.advanced_panel.precision_choice(),
        outputs=dock.output_panel.outputs(),
        extent_mode=dock.extent_panel.choice(),
        output_folder=dock.output_panel.chosen_folder(),
        keep=dock.output_panel.keeping(),
        allow_any=dock.advanced_panel.allow_any.isChecked(),
    )


def show_choices(dock: SardinoDock, choices: Choices) -> None:
    """Shows choices in the panels."""
    dock.extent_panel.choose(choices.extent_mode)
    dock.model_panel.choose(choices.model, choices.device)
    dock.output_panel.choose(choices.outputs, choices.output_folder, choices.keep)
    dock.advanced_panel.choose(choices.units, choices.precision, choices.allow_any)
