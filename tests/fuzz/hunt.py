"""Lets hypothesis look for a case that goes wrong, and makes it small."""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import hypothesis
from hypothesis import HealthCheck, Phase
from hypothesis import strategies as st

from tests.fuzz import card_files, label_files, protocol_lines, raster_files
from tests.fuzz.bench import Bench, Fault
from tests.fuzz.cases import Case

KINDS: dict[str, Callable[[Path], st.SearchStrategy[Case]]] = {
    "protocol": lambda base: protocol_lines.cases(),
    "raster": raster_files.cases,
    "card": card_files.cases,
    "labels": label_files.cases,
}
SHRINK_SECONDS = 60.0
"""A smaller input is worth no more: each death costs the start of a worker."""


class _Enough(BaseException):
    """Ends hypothesis's run; as an Exception it would count as a fault."""


@dataclass(frozen=True)
class Finding:
    """A case, as small as it was made, and the fault that it shows first."""

    case: Case
    fault: Fault


@dataclass
class Tally:
    """What has been tried and found.

    Attributes:
        examples: Cases played, by kind of input.
        faults: Faults seen by signature, those seen again too.
    """

    examples: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)


def hunt(
    kind: str,
    bench: Bench,
    tally: Tally,
    *,
    examples: int,
    seed: int | None = None,
    end: float = math.inf,
) -> Finding | None:
    """Plays cases until one shows a fault that the tally does not hold yet.

    Args:
        kind: One of ``KINDS``.
        bench: Plays them.
        tally: Is filled.
        examples: Cases at most, besides those played to make the found one smaller.
        seed: Of the choice of cases; without it they are the same in each run.
        end: The time (of ``time.monotonic``) to stop at.
    """
    known = set(tally.faults)
    played: list[Case] = []
    smallest: Finding | None = None
    shrink_until = math.inf

    def attempt(case: Case) -> None:
        nonlocal smallest, shrink_until
        if time.monotonic() > min(end, shrink_until) or (smallest is None and len(played) >= examples):
            raise _Enough
        # Hypothesis likes to vary what it has just tried, and often comes back to the same case.
        if smallest is None and case in played:
            return
        played.append(case)
        faults = bench.play(case).faults
        if smallest is None:
            tally.examples[kind] += 1
            tally.faults.update(fault.signature for fault in faults)
        for fault in faults:
            if smallest is None and fault.signature not in known:
                smallest = Finding(case, fault)
                shrink_until = time.monotonic() + SHRINK_SECONDS
                raise AssertionError
            if smallest is not None and fault.signature == smallest.fault.signature:
                if case.size < smallest.case.size:
                    smallest = Finding(case, fault)
                raise AssertionError

    test = hypothesis.given(KINDS[kind](bench.base))(attempt)
    test = hypothesis.settings(
        max_examples=20 * examples,
        derandomize=seed is None,
        database=None,
        deadline=None,
        report_multiple_bugs=False,
        verbosity=hypothesis.Verbosity.quiet,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )(test)
    if seed is not None:
        test = hypothesis.seed(seed)(test)
    try:
        test()
    except _Enough:
        pass
    except Exception:
        if smallest is None:
            raise  # a fault of the suite itself
    return smallest
