"""Writes Cloud-optimised GeoTIFFs in a child process that can be stopped at any moment.

GDAL copies a raster in one uninterruptible call. With a separate process, a cancelled job stops at once, and
GDAL's memory is freed with the process.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import queue
import subprocess  # nosec B404  # runs this very module with this very interpreter
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from model.errors.errors import OutputNotWritable

CACHE_MB = 64
POLL_SECONDS = 0.005
IDLE_SECONDS = 300
"""A child without work ends after so many seconds."""
_ROOT = Path(__file__).resolve().parents[2]


Job = tuple[Path, Path, dict[str, str]]
"""Source, target and creation options of a conversion."""


class _Child:
    """The process that converts, and what it says when it fails."""

    def __init__(self) -> None:
        self._stderr = tempfile.TemporaryFile()
        self.process = subprocess.Popen(  # nosec B603
            [sys.executable, "-m", "model.products.cog"],
            cwd=_ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=self._stderr,
        )

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self.process.poll() is None

    def say(self, body: object) -> None:
        """Passes a line of JSON on; a dead child hears nothing."""
        assert self.process.stdin is not None
        with contextlib.suppress(OSError):
            self.process.stdin.write(json.dumps(body).encode() + b"\n")
            self.process.stdin.flush()

    def said(self) -> str:
        """What a dead child has left on stderr, or its exit code."""
        self._stderr.seek(0)
        words = self._stderr.read().decode(errors="replace").strip()
        return words or f"exit code {self.process.returncode}"

    def end(self) -> None:
        """Ends the process at once."""
        if self.alive:
            self.process.kill()
        self.process.wait()
        assert self.process.stdin is not None
        with contextlib.suppress(OSError):
            self.process.stdin.close()  # Fails if a dead child left unread input.
        self._stderr.close()


class _Idle:
    """At most one child without work: to start one takes a fifth of a second of a core."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._child: _Child | None = None
        atexit.register(self.give_up)

    def take(self) -> _Child | None:
        """The child, if there is one and it still runs."""
        with self._lock:
            child, self._child = self._child, None
        if child is not None and not child.alive:
            child.end()
            return None
        return child

    def keep(self, child: _Child) -> None:
        """Keeps a child for the next conversion."""
        with self._lock:
            child, self._child = self._child, child  # type: ignore[assignment]
        if child is not None:
            child.end()

    def give_up(self) -> None:
        """Ends the child."""
        child = self.take()
        if child is not None:
            child.end()


_idle = _Idle()


class CogWriter:
    """A child process that converts rasters one after the other; a context manager.

    Leaving the block after an error ends the child at once, even during a conversion.

    Args:
        mark: A new file, in a folder of the caller: the child's word that all is done.
        keep: Whether the child may have served before, and waits for the next writer afterwards.
    """

    def __init__(self, mark: Path, *, keep: bool = False) -> None:
        self._mark = mark
        self._keep = keep
        self._said: list[object] = []
        kept = _idle.take() if keep else None
        self._used = kept is not None
        self._child = kept or _Child()

    def __enter__(self) -> CogWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None and self._keep and self._mark.exists():
            _idle.keep(self._child)
        else:
            self._child.end()

    def add(self, job: Job) -> None:
        """Passes a conversion to the child and returns at once."""
        source, target, options = job
        self._say([str(source), str(target), options])

    def wait(self, waiting: Callable[[], None]) -> None:
        """Waits until all conversions are done, calling ``waiting`` repeatedly; ``waiting`` may raise.

        Raises:
            OutputNotWritable: A conversion failed; ``detail`` holds GDAL's message.
        """
        self._say(str(self._mark))
        while not self._mark.exists():
            if not self._child.alive:
                self._died()
            waiting()
            time.sleep(POLL_SECONDS)

    def _say(self, body: object) -> None:
        self._said.append(body)
        self._child.say(body)

    def _died(self) -> None:
        """Begins again with a new child if the old one had waited for too long; else says why it died."""
        if not self._used or self._child.process.returncode != 0:
            said = self._child.said()
            last = said.splitlines()[-1]
            raise OutputNotWritable(f"The GeoTIFF could not be written: {last}", detail=said)
        self._child.end()
        self._child, self._used = _Child(), False
        for body in self._said:
            self._child.say(body)


def main() -> int:
    """The child: converts each job line from stdin; a line with a name asks for a mark that all is done."""
    lines: queue.Queue[str] = queue.Queue()
    threading.Thread(target=_listen, args=(lines,), daemon=True).start()
    import rasterio
    import rasterio.shutil

    # Raw rasters are read directly from their files, without the cache: this saves a seventh of the time.
    with rasterio.Env(GDAL_CACHEMAX=CACHE_MB, GDAL_ONE_BIG_READ="YES"):
        while True:
            try:
                job = json.loads(lines.get(timeout=IDLE_SECONDS))
            except queue.Empty:
                return 0
            try:
                if isinstance(job, str):
                    Path(job).touch()
                    continue
                source, target, options = job
                rasterio.shutil.copy(source, target, driver="COG", **options)
                _check_complete(target)
            except Exception as error:  # Any error: the parent turns it into a SardinoError.
                print(f"{type(error).__name__}: {error}", file=sys.stderr)
                return 1


def _check_complete(path: str) -> None:
    """GDAL does not report every failed write: the last block must lie inside the file."""
    import rasterio

    with rasterio.open(path) as raster:
        height, width = raster.block_shapes[0]
        place = f"{(raster.width - 1) // width}_{(raster.height - 1) // height}"
        offset = raster.get_tag_item(f"BLOCK_OFFSET_{place}", "TIFF", bidx=1)
        size = raster.get_tag_item(f"BLOCK_SIZE_{place}", "TIFF", bidx=1)
    # GDAL may leave out a block of only nodata.
    if offset and size and int(offset) + int(size) > os.path.getsize(path):
        raise OSError("the file is cut short: No space left on device")


def _listen(lines: queue.Queue[str]) -> None:
    for line in sys.stdin:
        lines.put(line)
    os._exit(1)  # The parent has ended.


if __name__ == "__main__":
    # Exit directly: a normal exit would wait for stdin's lock, which the listening thread may hold.
    code = main()
    sys.stderr.flush()
    os._exit(code)
