"""The result of a training, and buttons for the next steps."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QSpinBox, QWidget

from ...model.protocol.finetuning import FinetuneResult, Scores
from ..labels.scores import headline, number
from ..translation import tr, tr_sentences
from ..ui.text import duration, rich_tooltip
from ..ui.widgets import ElidedLabel, Why, column, note_label


class ResultPanel(QWidget):
    """The new model's scores in brief, and buttons for the next steps; hidden without a result.

    Signals:
        show_scores: The user wants all scores.
        segment: The user wants a map with the new model.
        compare: The user wants to see another of the two maps: True for the new map.
        suggest: The user wants to know where to label next.
    """

    show_scores = pyqtSignal()
    segment = pyqtSignal()
    compare = pyqtSignal(bool)
    suggest = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._has_result = False
        layout = column(self)
        self.title = ElidedLabel()
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        layout.addWidget(self.title)
        self.line = note_label()
        layout.addWidget(self.line)
        grid = QGridLayout()
        self.scores_button = self._button(tr("&Scores …"), tr("F1 per class and confusion matrix."))
        self.segment_button = self._button(
            tr("Segment with t&his model"), tr("Makes a map of the radar layer with the new model.")
        )
        self.compare_button = self._button(
            tr("&Before / after"), tr("Switches between the map of the base model and that of the new one.")
        )
        self.compare_button.setCheckable(True)
        grid.addWidget(self.scores_button, 0, 0)
        grid.addWidget(self.compare_button, 0, 1)
        grid.addWidget(self.segment_button, 1, 0, 1, 2)
        layout.addLayout(grid)
        self.why_not_compare = Why()
        layout.addWidget(self.why_not_compare)
        self.suggest_button = self._button(
            tr("Where to label ne&xt"),
            tr("Adds points where labels would help most: where the model is unsure, and unlike each other."),
        )
        self.places = QSpinBox()
        self.places.setRange(1, 100)
        self.places.setValue(10)
        self.places.setToolTip(tr("Number of places"))
        self.places.setAccessibleName(tr("Number of places"))
        row = QHBoxLayout()
        label = QLabel(tr("Number of places"))
        label.setBuddy(self.places)
        row.addWidget(label, 1)
        row.addWidget(self.places)
        layout.addWidget(self.suggest_button)
        layout.addLayout(row)
        self.why_not_start = Why()
        layout.addWidget(self.why_not_start)
        self.scores_button.clicked.connect(self.show_scores)
        self.segment_button.clicked.connect(self.segment)
        self.suggest_button.clicked.connect(self.suggest)
        self.compare_button.clicked.connect(self._compare)
        self.set_comparable(False)
        self.set_result(None)

    def set_result(self, result: FinetuneResult | None) -> None:
        """Shows a training's result; None hides the result. Suggestions work without a result."""
        for widget in (self.title, self.line, self.scores_button, self.segment_button, self.compare_button):
            widget.setVisible(result is not None)
        self._has_result = result is not None
        self._explain_compare()
        if result is None:
            return
        self.title.set_whole(tr("New model: {}").format(result.model.name))
        took = tr("Trained in {time} on {device}.").format(
            time=duration(result.seconds), device=result.device
        )
        weak = weakest(result.metrics)
        self.line.setText("\n".join(filter(None, (headline(result.metrics), weak, took))))
        self.line.setToolTip(rich_tooltip(tr_sentences(result.metrics.note)))

    def set_comparable(self, possible: bool, *, after: bool = True) -> None:
        """Says whether there are two maps to compare, and which map is visible."""
        self.compare_button.setEnabled(possible)
        self.compare_button.setChecked(possible and not after)
        self.compare_button.setText(tr("Show &before") if after or not possible else tr("Show a&fter"))
        self._explain_compare()

    def _explain_compare(self) -> None:
        """Says why there is nothing to compare."""
        why = tr("There is no second map yet. Segment with the base model and with the new one.")
        self.why_not_compare.say(why if self._has_result and not self.compare_button.isEnabled() else "")

    def set_busy(self, reason: str) -> None:
        """Disables what cannot start now, for a reason; an empty reason enables it again."""
        self.segment_button.setEnabled(not reason)
        self.suggest_button.setEnabled(not reason)
        self.why_not_start.say(reason)

    def _button(self, text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.setMinimumWidth(1)
        return button

    def _compare(self, before: bool) -> None:
        self.set_comparable(True, after=not before)
        self.compare.emit(not before)


def weakest(scores: Scores) -> str:
    """The class with the model's worst score, in words."""
    known = [(value, tr(item.name)) for value, item in zip(scores.f1, scores.classes) if value is not None]
    if len(known) < 2:
        return ""
    value, name = min(known)
    return tr("Weakest class: {name} (F1 {value}).").format(name=name, value=number(value))
