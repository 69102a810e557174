"""Which classes a map was made with, in words. No Qt in here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...model.protocol.values import ClassInfo
from ..translation import fill, tr


def expected_in_words(
    classes: Sequence[ClassInfo], excluded: Sequence[ClassInfo], priors: Mapping[str, float]
) -> str:
    """Sentences for a result; empty if every class of the model could be said, without shares.

    Args:
        classes: The classes that could be said.
        excluded: The model's other classes.
        priors: Class code to expected share, 0 to 1; empty without shares.
    """
    parts = []
    if excluded:
        # The shorter list says it all: the legend has the classes that occur.
        text, names = tr("Only these classes were expected: {names}."), classes
        if len(excluded) <= len(classes):
            text, names = tr("Never said, since not expected: {names}."), excluded
        parts.append(text.format(names=_names(names)))
    if priors:
        shares = [
            fill("{name} {share:.0f}\u00a0%", name=tr(item.name), share=100 * priors[str(item.code)])
            for item in classes
            if str(item.code) in priors
        ]
        parts.append(tr("Expected shares: {shares}.").format(shares=", ".join(shares)))
    return " ".join(parts)


def expected_in_report(report: Mapping[str, Any]) -> str:
    """The same for a result from JSON, as in the algorithm's ``REPORT``."""
    classes, excluded = (
        [ClassInfo(**item) for item in report.get(key) or []] for key in ("classes", "excluded")
    )
    return expected_in_words(classes, excluded, report.get("priors") or {})


def _names(classes: Sequence[ClassInfo]) -> str:
    return ", ".join(tr(item.name) for item in classes)
