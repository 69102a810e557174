"""The user's choices in the dock: from the settings into the panels and back."""

from __future__ import annotations

from dataclasses import dataclass

from ..panels.extent_panel import ExtentPanel
from ..panels.model_panel import ModelPanel
from ..settings import Choices
from .advanced_panel import AdvancedPanel
from .expected_panel import ExpectedPanel
from .output_panel import OutputPanel


@dataclass(frozen=True)
class Remembered:
    """The panels with remembered choices. Bands and nodata belong to a layer and are not remembered."""

    extent: ExtentPanel
    model: ModelPanel
    expected: ExpectedPanel
    output: OutputPanel
    advanced: AdvancedPanel

    @property
    def panels(self) -> tuple[ExtentPanel, ModelPanel, ExpectedPanel, OutputPanel, AdvancedPanel]:
        """All of them."""
        return self.extent, self.model, self.expected, self.output, self.advanced

    def choices(self) -> Choices:
        """What the panels show now."""
        model, device = self.model.choice()
        return Choices(
            units=self.advanced.reading()["units"],
            model=model,
            device=device,
            precision=self.advanced.precision_choice(),
            outputs=self.output.outputs(),
            extent_mode=self.extent.choice(),
            output_folder=self.output.chosen_folder(),
            keep=self.output.keeping(),
            allow_any=self.advanced.allow_any.isChecked(),
            careful=self.advanced.careful.isChecked(),
            expected=self.expected.parameter(),
        )

    def show(self, choices: Choices) -> None:
        """Shows choices in the panels."""
        self.extent.choose(choices.extent_mode)
        self.model.choose(choices.model, choices.device)
        self.expected.choose([int(code) for code in choices.expected.split(",") if code.strip().isdecimal()])
        self.output.choose(choices.outputs, choices.output_folder, choices.keep)
        self.advanced.choose(choices.units, choices.precision, choices.allow_any, choices.careful)
