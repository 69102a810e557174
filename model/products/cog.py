"""Writes Cloud-optimised GeoTIFFs in a child process that can be stopped at any moment.

GDAL copies a raster in one uninterruptible call. With a separate process, a cancelled job stops at once, and
GDAL's memory is freed with the process.
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

    Leaving the block ends the child at once, even during a conversion.

    Args:
        log: A file for the child's output.
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
            self._process.stdin.close()  # Fails if a dead child left unread input.

    def add(self, job: Job) -> None:
        """Passes a conversion to the child and returns at once."""
        source, target, options = job
        self._say([str(source), str(target), options])

    def wait(self, waiting: Callable[[], None]) -> None:
        """Waits until all conversions are done, calling ``waiting`` repeatedly; ``waiting`` may raise.

        Raises:
            OutputNotWritable: A conversion failed; ``detail`` holds GDAL's message.
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
        with contextlib.suppress(OSError):  # The child is already dead: wait() reports the reason.
            self._process.stdin.write(json.dumps(body).encode() + b"\n")
            self._process.stdin.flush()


def main() -> int:
    """The child: converts each job line from stdin, until a line says null."""
    lines: queue.Queue[str] = queue.Queue()
    threading.Thread(target=_listen, args=(lines,), daemon=True).start()
    import rasterio
    import rasterio.shutil

    # Raw rasters are read directly from their files, without the cache: this saves a seventh of the time.
    with rasterio.Env(GDAL_CACHEMAX=CACHE_MB, GDAL_ONE_BIG_READ="YES"):
        while (job := json.loads(lines.get())) is not None:
            source, target, options = job
            try:
                rasterio.shutil.copy(source, target, driver="COG", **options)
                _check_complete(target)
            except Exception as error:  # Any error: the parent turns it into a SardinoError.
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
    # GDAL may leave out a block of only nodata.
    if offset and size and int(offset) + int(size) > os.path.getsize(path):
        raise OSError("the file is cut short: No space left on device")


def _listen(lines: queue.Queue[str]) -> None:
    for line in sys.stdin:
        lines.put(line)
        if line.strip() == "null":
            return
    os._exit(1)  # The parent has ended.


if __name__ == "__main__":
    # Exit directly: a normal exit would wait for stdin's lock, which the listening thread may hold.
    code = main()
    sys.stderr.flush()
    os._exit(code)
