"""The dock and the page with a trainer that only pretends (``tests.plugin.fixtures.finetune``)."""

from __future__ import annotations

import pytest

from sardino.plugin.dock.dock import SardinoDock
from sardino.plugin.finetune.page import FinetunePage


@pytest.fixture
def dock(training_dock: SardinoDock) -> SardinoDock:
    return training_dock


@pytest.fixture
def page(training_page: FinetunePage) -> FinetunePage:
    return training_page
