"""Logs and messages of a run's first process."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from model.pretrain.config import PretrainConfig
from model.pretrain.plot import draw_log
from model.pretrain.progress import Pace, collapse_in_words, drop_rows_after, loader_in_words, log_row
from model.pretrain.start import Start

LOG_FILE = "log.csv"
SCORES_FILE = "scores.csv"
PICTURE_FILE = "log.png"
LOG_EVERY = 10
"""Steps between two rows of the log."""
LOADER_EVERY = 100
"""Steps between two messages about the loader."""


class Journal:
    """The logs of a run, and their plot.

    Args:
        out: Folder of the run.
        config: The recipe.
        report: Takes a line of progress.
    """

    def __init__(self, out: Path, config: PretrainConfig, report: Callable[[str], None]) -> None:
        self._out, self._config, self._report = out, config, report

    def begin(self, step: int, *, resumed: bool, start: Start | None, left_out: Sequence[str]) -> None:
        """Reports how a run begins; removes log rows after a resumed state, since these steps run again."""
        for line in left_out:
            self._report(line)
        for name in (LOG_FILE, SCORES_FILE):
            if resumed:
                drop_rows_after(self._out / name, step)
            else:  # from a run that was killed before saving anything, perhaps with another recipe
                (self._out / name).unlink(missing_ok=True)
        if resumed:
            self._report(f"resumed at step {step}")
            if start is not None:
                self._report("a run that resumes has its own weights: --init is not used again")

    def after_step(self, step: int, figures: dict[str, float], pace: Pace, loader: float) -> None:
        """Logs every ``LOG_EVERY``-th step.

        Args:
            step: Steps done so far.
            figures: Values of this step from ``Pretraining.train_step``.
            pace: Pace of the run.
            loader: Images per second that the loaders of all processes can give.
        """
        rate, share = pace.images_per_second(), pace.waiting_share()
        if step % LOG_EVERY == 0:
            row = {"step": step, **figures, "images_per_second": rate, "waiting_for_loader": share}
            log_row(self._out / LOG_FILE, row)
            left = (self._config.steps - step) * self._config.batch / rate / 60
            words = ", ".join(f"{key} {value:.3g}" for key, value in figures.items())
            self._report(
                f"step {step}/{self._config.steps}: {words}, {rate:.1f} images/s, {left:.0f} min left"
            )
            warning = collapse_in_words(
                figures["target_entropy"], figures["usage_entropy"], self._config.prototypes
            )
            if warning:
                self._report(warning)
        if step % LOADER_EVERY == 0:
            self._report(loader_in_words(loader, rate, share))

    def score(self, step: int, knn: float) -> None:
        """Logs a k-NN score."""
        log_row(self._out / SCORES_FILE, {"step": step, "knn": knn})
        self._report(f"step {step}: k-NN score {knn:.3f} (mean accuracy over classes)")

    def draw(self) -> None:
        """Draws the logs so far, if matplotlib is installed."""
        log, scores, picture = (self._out / name for name in (LOG_FILE, SCORES_FILE, PICTURE_FILE))
        draw_log(log, scores, picture, self._config.prototypes)
