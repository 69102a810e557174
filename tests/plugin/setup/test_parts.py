"""The parts of the set-up: store, commands, progress."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from sardino.plugin.backend.store import Store
from sardino.plugin.errors import (
    JobCancelled,
    SetupDiskFull,
    SetupNoNetwork,
    SetupNotGenuine,
    SetupPackageMissing,
)
from sardino.plugin.setup.command import CommandFailed, run
from sardino.plugin.setup.failures import explain_command
from sardino.plugin.setup.progress import Progress

# Store


def test_the_store_leads_nowhere_else(tmp_path):
    store = Store(tmp_path)
    assert store.current() is None
    store.environments.mkdir(parents=True)
    (tmp_path / "evil").mkdir()
    for name in ("../../evil", str(tmp_path / "evil"), ".unfinished", "", "gone"):
        (store.environments / "current.txt").write_text(name)
        assert store.current() is None


def make(store: Store, text: str) -> None:
    store.unfinished.mkdir(parents=True)
    (store.unfinished / "what").write_text(text)


def test_switching_and_rolling_back(tmp_path):
    store = Store(tmp_path)
    make(store, "one")
    first = store.commit("a-cpu")
    assert store.current() == first
    assert store.is_up_to_date("a")
    assert not store.is_up_to_date("b")
    make(store, "two")
    store.commit("b-cpu")
    store.roll_back("b-cpu", first)
    assert store.current() == first
    # The same name again: a repair that fails.
    make(store, "three")
    store.commit("a-cpu")
    store.roll_back("a-cpu", first)
    assert (store.current() / "what").read_text() == "one"
    make(store, "four")
    store.commit("a-cpu")
    store.tidy()
    assert sorted(path.name for path in store.environments.iterdir()) == ["a-cpu", "current.txt"]
    assert (store.current() / "what").read_text() == "four"


def test_a_switch_in_which_qgis_was_killed_leaves_what_was(tmp_path, monkeypatch):
    store = Store(tmp_path)
    make(store, "one")
    store.commit("a-cpu")
    make(store, "two")
    rename = os.rename

    def killed(source, target):
        if Path(source) == store.unfinished:
            raise KeyboardInterrupt
        rename(source, target)

    monkeypatch.setattr(os, "rename", killed)
    with pytest.raises(KeyboardInterrupt):
        store.commit("a-cpu")
    monkeypatch.undo()
    assert (Store(tmp_path).current() / "what").read_text() == "one"


def test_a_switch_that_fails_leaves_what_was(tmp_path, monkeypatch):
    store = Store(tmp_path)
    make(store, "one")
    store.commit("a-cpu")
    make(store, "two")
    rename = os.rename

    def refuse(source, target):
        if Path(source) == store.unfinished:
            raise OSError("in use")
        rename(source, target)

    monkeypatch.setattr(os, "rename", refuse)
    with pytest.raises(OSError, match="in use"):
        store.commit("a-cpu")
    assert (store.current() / "what").read_text() == "one"


# Commands


def runs(code: str, cancelled=lambda: False, tick=lambda: None) -> list[str]:
    lines: list[str] = []
    run(
        [sys.executable, "-c", code],
        environment=dict(os.environ),
        folder=Path.cwd(),
        line=lines.append,
        cancelled=cancelled,
        tick=tick,
    )
    return lines


def test_lines_come_as_they_are_printed():
    assert runs("print('a'); print('b\\rc'); print('ä', end='')") == ["a", "b", "c", "ä"]


def test_a_failure_carries_its_last_words():
    with pytest.raises(CommandFailed) as caught:
        runs("import sys; print('x'); sys.exit('it broke')")
    assert caught.value.tail[-1] == "it broke"
    assert caught.value.exit_code == 1
    with pytest.raises(CommandFailed):
        run(["/nowhere"], environment={}, folder=Path.cwd(), line=print, cancelled=lambda: False)


def test_cancelling_ends_children_too(tmp_path):
    marker = tmp_path / "pid"
    code = (
        "import subprocess, sys, time; p = subprocess.Popen(['sleep', '600']); "
        f"open({str(marker)!r}, 'w').write(str(p.pid)); print('ready', flush=True); time.sleep(600)"
    )
    with pytest.raises(JobCancelled):
        runs(code, cancelled=lambda: marker.exists() and bool(marker.read_text()))
    pid = int(marker.read_text())
    for _ in range(100):
        status = Path(f"/proc/{pid}/stat")
        if not status.exists() or status.read_text().split()[2] == "Z":
            return
        time.sleep(0.05)
    raise AssertionError("the child lives on")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (
            "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
            SetupDiskFull,
        ),
        ("ERROR: No matching distribution found for torch==9", SetupPackageMissing),
        ("Caused by ProxyError('Cannot connect to proxy.', OSError('Tunnel failed: 407'))", SetupNoNetwork),
        ("SSL: CERTIFICATE_VERIFY_FAILED", SetupNoNetwork),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", SetupNotGenuine),
    ],
)
def test_why_pip_failed(line, kind):
    assert type(explain_command(CommandFailed(1, ["Collecting torch", line]))) is kind


def test_no_network_hides_behind_no_version():
    tail = ["NewConnectionError: Failed to establish", "ERROR: No matching distribution found for torch"]
    assert type(explain_command(CommandFailed(1, tail))) is SetupNoNetwork


# Progress


def test_progress_counts_downloads_and_tells_the_time_left():
    now = [0.0]
    progress = Progress(200, clock=lambda: now[0])
    assert progress.line("Collecting torch==2.13.0") is False
    for second in range(1, 11):
        now[0] = float(second)
        assert progress.line(f"Progress {second * 10_000_000} of 100000000")
    assert progress.fraction == pytest.approx(0.04 + 0.70 * 0.5)
    # 100 MB more at 10 MB a second, 200 MB to unpack at 8, and the verification.
    assert progress.seconds_left == pytest.approx(10 + 25 + 10)
    before = progress.fraction
    progress.line("  Using cached scipy-1.17.1-cp312.whl (50.0 MB)")
    assert progress.fraction > before
    progress.line("Progress 1000000 of 2000000")
    progress.line("Installing collected packages: torch")
    assert progress.fraction >= 0.74
    progress.begin("verify")
    assert 0.94 <= progress.fraction < 1.0


def test_progress_never_goes_back_nor_arrives_early():
    progress = Progress(1)
    seen = []
    for line in ("Progress 900000 of 900000", "Progress 5 of 900000000", "Progress 900000000 of 900000000"):
        progress.line(line)
        seen.append(progress.fraction)
    assert seen == sorted(seen)
    assert seen[-1] < 0.74
