"""Writes Cloud-optimised GeoTIFFs in a child process, which can be ended at any moment.

GDAL copies a raster in one uninterruptible call. In a process of its own a cancelled job is idle
at once, and GDAL's memory goes with the process.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess  # nosec B404  # runs this very module with this very interpreter
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from model.errors.errors import OutputNotWritable

CACHE_MB = 64
POLL_SECONDS = 0.02
_ROOT = Path(__file__).resolve().parents[2]


Job = tuple[Path, Path, dict[str, str]]
"""Source, target and creation options of a conversion."""


class CogWriter:
    """A child process that converts rasters one after the other; a context manager.

    Leaving the block ends the child, whatever it is doing.

    Args:
        log: A file for what the child says.
    """

    def __init__(self, log: Path) -> None:
        self._log = log
        with open(log, "wb") as stderr:
            self._process = subprocess.Popen(  # nosec B603
                [sys.executable, "-m", "model.products.cog"],
                cwd=_ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=stderr,
            )

    def __enter__(self) -> CogWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):
            self._process.stdin.close()  # Fails where a dead child left something unread.

    def add(self, job: Job) -> None:
        """Hands over a conversion and returns at once."""
        source, target, options = job
        self._say([str(source), str(target), options])

    def wait(self, waiting: Callable[[], None]) -> None:
        """Waits until all conversions are done, calling ``waiting`` now and then; it may raise.

        Raises:
            OutputNotWritable: One failed; ``detail`` is what GDAL said.
        """
        self._say(None)
        while self._process.poll() is None:
            waiting()
            time.sleep(POLL_SECONDS)
        if self._process.returncode != 0:
            said = self._log.read_text(errors="replace").strip()
            last = said.splitlines()[-1] if said else f"exit code {self._process.returncode}"
            raise OutputNotWritable(f"The GeoTIFF could not be written: {last}", detail=said)

    def _say(self, body: object) -> None:
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):  # It is dead already: wait() tells why.
            self._process.stdin.write(json.dumps(body).encode() + b"\n")
            self._process.stdin.flush()


def main() -> int:
    """The child: converts what comes in over stdin, a line each, until a line says null."""
    lines: queue.Queue[str] = queue.Queue()
    threading.Thread(target=_listen, args=(lines,), daemon=True).start()
    import rasterio
    import rasterio.shutil

    # Raw rasters are read straight from their files, past the cache: a seventh less time.
    with rasterio.Env(GDAL_CACHEMAX=CACHE_MB, GDAL_ONE_BIG_READ="YES"):
        while (job := json.loads(lines.get())) is not None:
            source, target, options = job
            try:
                rasterio.shutil.copy(source, target, driver="COG", **options)
                _check_complete(target)
            except Exception as error:  # Whatever it is: the parent turns it into an error of ours.
                print(f"{type(error).__name__}: {error}", file=sys.stderr)
                return 1
    return 0


def _check_complete(path: str) -> None:
    """GDAL does not report every failed write: the last block must lie inside the file."""
    import rasterio

    with rasterio.open(path) as raster:
        height, width = raster.block_shapes[0]
        place = f"{(raster.width - 1) // width}_{(raster.height - 1) // height}"
        offset = raster.get_tag_item(f"BLOCK_OFFSET_{place}", "TIFF", bidx=1)
        size = raster.get_tag_item(f"BLOCK_SIZE_{place}", "TIFF", bidx=1)
    # A block of nothing but nodata may be left out by GDAL.
    if offset and size and int(offset) + int(size) > os.path.getsize(path):
        raise OSError("the file is cut short: No space left on device")


def _listen(lines: queue.Queue[str]) -> None:
    for line in sys.stdin:
        lines.put(line)
        if line.strip() == "null":
            return
    os._exit(1)  # The parent is gone.


if __name__ == "__main__":
    # A straight exit: a normal one would wait for stdin's lock, which the listening thread may hold.
    code = main()
    sys.stderr.flush()
    os._exit(code)
