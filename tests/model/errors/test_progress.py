"""Progress of a job: few reports, none that goes back, a steady time left, a cancel heard at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest

from model.errors import progress as module
from model.errors.errors import Cancelled
from model.errors.progress import Progress


@dataclass(frozen=True)
class Told:
    """A report, and when it came."""

    at: float
    fraction: float
    message: str
    left: float | None
    stage: str
    curve: dict[str, float] | None


@dataclass
class Bench:
    """A job on a clock of our own.

    Attributes:
        now: What the clock shows.
        told: All reports so far.
        cancelled: Whether the user has cancelled.
    """

    now: float = 1000.0
    told: list[Told] = field(default_factory=list)
    cancelled: bool = False

    def job(self, **options: Any) -> Progress:
        """A job that begins now."""
        return Progress(self.hear, lambda: self.cancelled, **options)

    def hear(
        self,
        fraction: float,
        message: str = "",
        seconds_left: float | None = None,
        *,
        stage: str = "",
        curve: dict[str, float] | None = None,
    ) -> None:
        """Takes a report."""
        self.told.append(Told(self.now, fraction, message, seconds_left, stage, curve))

    def steps(self, seconds: float, every: float) -> Iterator[float]:
        """Lets time pass; gives the share of it that has."""
        count = round(seconds / every)
        for number in range(1, count + 1):
            self.now += every
            yield number / count

    def most_within(self, seconds: float, times: list[float]) -> int:
        """The most of some times that lie within so many seconds."""
        return max(sum(first <= time < first + seconds - 1e-6 for time in times) for first in times)

    @property
    def times(self) -> list[float]:
        """When reports came."""
        return [item.at for item in self.told]

    @property
    def words(self) -> list[float]:
        """When reports came whose words or time left were others than before."""
        words = [(item.message, item.left) for item in self.told]
        return [
            item.at for number, item in enumerate(self.told) if words[number] != words[max(number - 1, 0)]
        ]


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Bench:
    """A clock in the place of the computer's."""
    made = Bench()
    monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=lambda: made.now))
    return made


def test_ten_reports_a_second_at_most_and_the_last_in_any_case(bench: Bench) -> None:
    job = bench.job()
    job.begin("Segmenting", 0.0, 0.9)
    for share in bench.steps(20.0, 0.001):
        job.at(share, f"tile {round(20_000 * share)}")
    job.at(1.0)
    job.begin("Tidying", 0.9, 1.0)
    job.at(1.0)
    job.end("Done")
    assert 150 < len(bench.told) <= 205
    assert bench.most_within(1.0, bench.times[:-3]) <= 11
    assert (bench.told[-1].fraction, bench.told[-1].message, bench.told[-1].left) == (1.0, "Done", 0.0)


def test_words_change_once_a_second_while_the_fraction_moves(bench: Bench) -> None:
    job = bench.job()
    job.begin("Segmenting", 0.0, 1.0)
    for share in bench.steps(20.0, 0.02):
        job.at(0.9 * share, f"tile {round(1000 * share)}")
    assert 15 <= len(bench.words) <= 21
    assert bench.most_within(1.0, bench.words) == 1
    fractions = [item.fraction for item in bench.told]
    assert len(set(fractions)) == len(fractions) > 150


def test_steps_that_follow_quickly_are_told_but_not_a_thousand(bench: Bench) -> None:
    job = bench.job()
    for name in ("opening", "segmenting", "writing"):
        job.begin(name, 0.0, 0.0)
    assert [item.message for item in bench.told] == ["opening", "segmenting", "writing"]
    for share in bench.steps(30.0, 0.01):
        job.begin(f"scene {share:.5f}", share, share)
    assert bench.most_within(1.0, bench.times) <= 10 + 5
    assert len(bench.words) <= 3 + 30 + 5
    assert bench.most_within(1.0, bench.words[8:]) <= 2


def test_a_new_stage_and_a_score_are_told_at_once_and_other_points_now_and_then(bench: Bench) -> None:
    job = bench.job()
    job.begin("Looking", 0.0, 0.5, stage="features")
    job.begin("Training", 0.5, 1.0, stage="validation")
    for number in range(100):
        job.at(0.5, curve={"step": float(number), "loss": 1.0})
    job.at(0.5, curve={"step": 100.0, "miou": 0.7})
    assert [(item.stage, item.curve) for item in bench.told] == [
        ("features", None),
        ("validation", None),
        ("validation", {"step": 100.0, "miou": 0.7}),
    ]
    bench.now += 0.11
    job.at(0.5, curve={"step": 101.0, "loss": 0.9})
    assert bench.told[-1].curve == {"step": 101.0, "loss": 0.9}
    for number in range(20):
        job.begin("Training", 0.5, 1.0, stage=f"stage {number}")
    assert [item.stage for item in bench.told[-20:]] == [f"stage {number}" for number in range(20)]


def test_it_never_goes_back(bench: Bench) -> None:
    job = bench.job()
    for first, last in ((0.0, 0.4), (0.4, 0.8), (0.2, 0.5), (0.5, 1.0)):
        job.begin("A step", first, last, stage=f"{first}")
        for share in bench.steps(2.0, 0.2):
            job.at(share)
            job.at(0.0)
            job.tick()
    fractions = [item.fraction for item in bench.told]
    assert fractions == sorted(fractions) and fractions[-1] == 1.0


def test_at_an_even_pace_the_time_left_falls_evenly(bench: Bench) -> None:
    job = bench.job()
    start = bench.now
    job.begin("Looking", 0.0, 0.5, stage="features")
    assert bench.told[-1].left is None, "nothing is known yet"
    for share in bench.steps(50.0, 0.1):
        job.at(share)
    job.begin("Writing", 0.5, 1.0, stage="writing")
    for _ in bench.steps(30.0, 0.1):
        job.tick()  # nothing says how far it is: what was expected counts down
    known = [item for item in bench.told if item.left is not None]
    assert known[0].at - start <= 3.1 and known == bench.told[-len(known) :]
    for item in known:
        # The words of a second ago may still stand.
        assert 100.0 - (item.at - start) == pytest.approx(item.left, abs=1.05)


def test_a_large_job_knows_its_time_after_seconds_and_waiting_does_not_hide_it(bench: Bench) -> None:
    job = bench.job()
    job.begin("Segmenting", 0.0, 1.0)
    for share in bench.steps(10.0, 0.1):
        job.at(0.001 * share)
    assert bench.told[-1].left == pytest.approx(10_000, rel=0.1)
    told = len(bench.told)
    for _ in bench.steps(5.0, 0.1):
        job.tick()
    assert all(item.left is not None for item in bench.told[told:])


@pytest.mark.parametrize("call", ["begin", "at", "tick", "poll"])
def test_a_cancel_is_heard_at_once_though_nothing_would_be_told(bench: Bench, call: str) -> None:
    job = bench.job()
    job.begin("Segmenting", 0.0, 1.0)
    job.at(0.5)
    told = len(bench.told)
    bench.cancelled = True
    given = {"begin": ("Writing", 0.9, 1.0), "at": (0.6,)}.get(call, ())
    with pytest.raises(Cancelled):
        getattr(job, call)(*given)
    assert len(bench.told) == told


def test_good_enough_is_remembered(bench: Bench) -> None:
    wishes = [False, True, False]
    job = bench.job(good_enough=lambda: wishes.pop(0))
    assert [job.wants_end(), job.wants_end(), job.wants_end()] == [False, True, True]
    assert job.stopped_early
    assert not bench.job().wants_end()
