"""The long fuzz run: gives the worker unusual inputs, for any length of time."""

from __future__ import annotations

from collections.abc import Sequence

from tools import environments
from tools.shell import run, stop


def run_campaign(words: Sequence[str]) -> None:
    """Runs ``tests/fuzz/campaign.py`` in the model's environment.

    Args:
        words: Options of the campaign; ``--help`` lists them.

    Raises:
        shell.Stop: An input caused a failure; the input was kept.
    """
    python = environments.ensure_dev_tools()
    if run([python, "-m", "tests.fuzz.campaign", *words], check=False) != 0:
        stop("The fuzz run did not end well.")
