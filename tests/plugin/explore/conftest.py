"""In these tests the dock is the one on its page "Explore"."""

from __future__ import annotations

import pytest

from sardino.plugin.dock.dock import SardinoDock
from tests.plugin.fixtures.explore import ExploreClient


@pytest.fixture
def client(explore_client: ExploreClient) -> ExploreClient:
    return explore_client


@pytest.fixture
def dock(explore_dock: SardinoDock) -> SardinoDock:
    return explore_dock
