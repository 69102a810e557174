"""Every input that went wrong once is answered rightly or with a named error, and does no harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz import known_faults
from tests.fuzz.bench import Bench

CASES = known_faults.all_cases()


@pytest.mark.parametrize("name", CASES)
def test_known_input_does_no_harm(name: str, base: Path, bench: Bench) -> None:
    faults = bench.play(CASES[name](base)).faults
    assert not faults, "\n".join(f"{fault.signature}\n{fault.detail[-3000:]}" for fault in faults)
