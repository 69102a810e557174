"""The long fuzz run: the worker is given inputs that nobody thought of, for as long as you like."""

from __future__ import annotations

from collections.abc import Sequence

from tools import environments
from tools.shell import run, stop


def run_campaign(words: Sequence[str]) -> None:
    """Runs ``tests/fuzz/campaign.py`` in the model's environment.

    Args:
        words: Its options; ``--help`` lists them.

    Raises:
        shell.Stop: Something went wrong, and its input was kept.
    """
    python = environments.ensure_dev_tools()
    if run([python, "-m", "tests.fuzz.campaign", *words], check=False) != 0:
        stop("The fuzz run did not end well.")
