"""Turns pip's output into a fraction and the time left."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Callable

from .builds import MEGABYTE

_RAW = re.compile(r"Progress (\d+) of (\d+)$")
_CACHED = re.compile(r"\s*Using cached (\S+) \(([\d.]+) (bytes|kB|MB|GB)\)")
_UNITS = {"bytes": 1e-6, "kB": 1e-3, "MB": 1.0, "GB": 1e3}

PREPARE, DOWNLOAD, INSTALL, VERIFY = "prepare", "download", "install", "verify"
_SHARES = {PREPARE: (0.0, 0.04), DOWNLOAD: (0.04, 0.74), INSTALL: (0.74, 0.94), VERIFY: (0.94, 1.0)}

_UNPACK_MB_PER_SECOND = 8.0
"""Megabytes of download, unpacked on an average disk behind a virus scanner."""

_VERIFY_SECONDS = 10.0
_SETTLE_SECONDS = 3.0
"""A rate measured over a shorter time means little."""


class Progress:
    """The progress of a set-up: four phases; only the download can be counted.

    Attributes:
        fraction: 0 to 1; never decreases.
        seconds_left: None while unknown.
    """

    def __init__(self, download_mb: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._total = max(1.0, float(download_mb))
        self._clock = clock
        self._phase = PREPARE
        self._since = clock()
        self._file_mb = 0.0
        self._done_mb = 0.0
        self._fetched_mb = 0.0
        self._spent = 0.0
        self.fraction = 0.0
        self.seconds_left: float | None = None

    def begin(self, phase: str) -> None:
        """Begins a phase; the same phase may begin several times."""
        if phase != self._phase:
            if self._phase == DOWNLOAD:
                self._spent += self._clock() - self._since
            self._phase = phase
            self._since = self._clock()
        self._update()

    def line(self, text: str) -> bool:
        """Takes a line of pip's output; True if the line is only a number."""
        raw = _RAW.match(text)
        if raw:
            done, total = (int(part) / MEGABYTE for part in raw.groups())
            self.begin(DOWNLOAD)
            if done < self._file_mb:
                self._file_mb = 0.0
            self._fetched_mb += done - self._file_mb
            self._done_mb += done - self._file_mb
            self._file_mb = 0.0 if done >= total else done
            self._update()
            return True
        cached = _CACHED.match(text)
        if cached:
            self.begin(DOWNLOAD)
            self._done_mb += float(cached.group(2)) * _UNITS[cached.group(3)]
            self._update()
        elif text.startswith("Collecting "):
            self.begin(DOWNLOAD)
        elif text.startswith("Installing collected packages"):
            self.begin(INSTALL)
        return False

    def tick(self) -> None:
        """Updates the estimate as time passes."""
        self._update()

    def _update(self) -> None:
        start, stop = _SHARES[self._phase]
        elapsed = self._clock() - self._since
        share, left = self._within(elapsed)
        self.fraction = max(self.fraction, min(0.999, start + (stop - start) * share))
        self.seconds_left = left

    def _within(self, elapsed: float) -> tuple[float, float | None]:
        """How much of the phase is done, and the seconds left for the whole set-up."""
        if self._phase == PREPARE:
            return _creep(elapsed, 5.0), None
        unpack = self._total / _UNPACK_MB_PER_SECOND
        if self._phase == INSTALL:
            # Now the real size is known, unless the packages were already on this computer.
            unpack = min(self._total, self._done_mb or self._total) / _UNPACK_MB_PER_SECOND
            # Unpacking prints nothing, so the bar moves at the usual pace.
            return _creep(elapsed, unpack), max(2.0, unpack - elapsed) + _VERIFY_SECONDS
        if self._phase == VERIFY:
            return _creep(elapsed, _VERIFY_SECONDS), max(1.0, _VERIFY_SECONDS - elapsed)
        share = min(0.98, self._done_mb / self._total)
        spent = self._spent + elapsed
        if spent < _SETTLE_SECONDS or self._fetched_mb <= 0:
            return share, None
        rate = self._fetched_mb / spent
        missing = max(0.0, self._total - self._done_mb)
        return share, missing / rate + unpack + _VERIFY_SECONDS


def _creep(elapsed: float, usual: float) -> float:
    """Approaches 1 without reaching it; 0.8 at the usual time."""
    return 1.0 - math.exp(-1.6 * elapsed / max(usual, 0.1))
