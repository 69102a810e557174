"""The best classifier so far of a fast training, on disk, to recover after a killed worker."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from model.checkpoint.weights import ModelFile
from model.finetune.fast import FastModel
from model.finetune.store import Recovery

KEEP_SECONDS = 5.0
"""Seconds between two savings: saving takes up to a second, and a training only a few seconds."""


class BestSoFar:
    """Saves the first classifier at once, then better classifiers, but not too often.

    Args:
        recovery: Where to save.
        model_of: Makes the model of a classifier.
        card_of: Makes the card of a classifier.
    """

    def __init__(
        self,
        recovery: Recovery,
        model_of: Callable[[FastModel], ModelFile],
        card_of: Callable[[FastModel], dict[str, Any]],
    ) -> None:
        self._recovery, self._model_of, self._card_of = recovery, model_of, card_of
        self._waiting: FastModel | None = None
        self._saved_at = float("-inf")
        left = recovery.load()
        state: dict[str, Any] = left.card["unfinished"] if left is not None else {}
        # A saved result of a whole-network training is better than any classifier offered here.
        self._no_use = "done" in state
        self._best = float(state.get("miou", -1.0))

    def offer(self, model: FastModel) -> None:
        """Takes the current classifier; without held-out polygons the last classifier is the best."""
        if self._no_use:
            return
        if not model.scores.polygons or model.scores.miou > self._best:
            self._best = max(self._best, model.scores.miou)
            self._waiting = model
        if self._waiting is not None and time.monotonic() - self._saved_at >= KEEP_SECONDS:
            best, self._waiting = self._waiting, None
            state = {"miou": best.scores.miou}
            self._recovery.save(self._model_of(best), self._card_of(best), state)
            self._saved_at = time.monotonic()

    def forget(self) -> None:
        """Removes the saved classifier: the user has cancelled."""
        if not self._no_use:
            self._recovery.remove()
