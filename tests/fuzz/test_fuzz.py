"""The short run: the same few hundred inputs each time. ``build.py fuzz`` tries others."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.bench import Bench
from tests.fuzz.hunt import Tally, hunt

EXAMPLES = {"protocol": 150, "raster": 150, "card": 80, "labels": 120}


@pytest.mark.parametrize("kind", EXAMPLES)
def test_nothing_kills_the_worker_or_surprises_it(kind: str, bench: Bench, tmp_path: Path) -> None:
    finding = hunt(kind, bench, Tally(), examples=EXAMPLES[kind])
    if finding is None:
        return
    finding.case.save(tmp_path)
    lines = b"\n".join(finding.case.lines).decode(errors="replace")[:2000]
    pytest.fail(
        f"{finding.fault.signature}\n{finding.fault.detail[-3000:]}\n{lines}\n"
        f"Again: python3 build.py fuzz --replay {tmp_path}",
        pytrace=False,
    )
