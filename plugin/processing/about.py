"""An algorithm's metadata, declared once in its own module, and the groups of the toolbox."""

from __future__ import annotations

from dataclasses import dataclass

from ..translation import marked
from ..ui.help_pages import AFTER_THE_MAP as AFTER_PAGE
from ..ui.help_pages import CHANGE, EXPLORE, FINE_TUNING, HEADLESS, REPORT

PROVIDER = "sardino"
"""Stable name of the provider, the first half of each algorithm's id."""


@dataclass(frozen=True)
class Group:
    """A group of the toolbox. Its algorithms share an icon and a page of help.

    Attributes:
        name: Stable name; letters only.
        title: Name in the toolbox, marked for translation.
        icon: File in ``resources/icons``.
        page: The page that the dialog's Help button opens, one of ``ui.help_pages``.
    """

    name: str
    title: str
    icon: str
    page: str


SEGMENTATION = Group("segmentation", marked("Segmentation"), "segment.svg", HEADLESS)
FINETUNING = Group("finetuning", marked("Fine-tuning"), "finetune.svg", FINE_TUNING)
AFTER_THE_MAP = Group("afterthemap", marked("After the map"), "results.svg", AFTER_PAGE)
DATES = Group("dates", marked("Dates and change"), "segment.svg", CHANGE)
EXPLORING = Group("explore", marked("Explore"), "explore.svg", EXPLORE)
REPORTING = Group("reporting", marked("Report"), "segment.svg", REPORT)


@dataclass(frozen=True)
class About:
    """An algorithm's own metadata. All texts are in English and marked for translation.

    Attributes:
        name: Stable name; lower-case letters only.
        title: Name in the toolbox.
        group: Group in the toolbox.
        summary: Tooltip in the toolbox: one sentence.
        tags: Words for the toolbox's search, separated by commas.
        description: What the algorithm does and needs, and its limits, in HTML.
    """

    name: str
    title: str
    group: Group
    summary: str
    tags: str
    description: str

    @property
    def id(self) -> str:
        """The algorithm's id in QGIS, as in ``sardino:segmentlayer``."""
        return f"{PROVIDER}:{self.name}"
