"""Writes Cloud-optimised GeoTIFFs in a child process, which can be ended at any moment.

GDAL copies a raster in one uninterruptible call. In a process of its own a cancelled job is idle
at once, and GDAL's memory goes with the process.
"""

from __future__ import annotations

import json
import os
import subprocess  # nosec B404 - runs this very module with this very interpreter
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from model.errors import OutputNotWritable

CACHE_MB = 64
_ROOT = Path(__file__).resolve().parent.parent


class CogWriter:
    """One child process that converts some rasters one after the other.

    Args:
        jobs: Source, target and creation options of each.
        log: A file for what the child says.
    """

    def __init__(self, jobs: list[tuple[Path, Path, dict[str, str]]], log: Path) -> None:
        self._log = log
        with open(log, "wb") as stderr:
            self._process = subprocess.Popen(  # nosec B603
                [sys.executable, "-m", "model.cog"],
                cwd=_ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=stderr,
            )
        line = json.dumps([[str(source), str(target), options] for source, target, options in jobs]) + "\n"
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(line.encode())
            self._process.stdin.flush()
        except OSError:
            pass  # It is dead already: wait() tells why.

    def wait(self, waiting: Callable[[], None]) -> None:
        """Waits for the child, calling ``waiting`` now and then.

        Raises:
            OutputNotWritable: It failed; ``detail`` is what GDAL said.
        """
        while self._process.poll() is None:
            waiting()
            time.sleep(0.02)
        if self._process.returncode != 0:
            said = self._log.read_text(errors="replace").strip()
            last = said.splitlines()[-1] if said else f"exit code {self._process.returncode}"
            raise OutputNotWritable(f"The GeoTIFF could not be written: {last}", detail=said)

    def close(self) -> None:
        """Ends the child, if it is still at work, and waits for its end."""
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        if self._process.stdin is not None:
            try:
                self._process.stdin.close()
            except OSError:
                pass  # The child closed its end first.


def main() -> int:
    """The child: reads jobs from the first line of stdin, and leaves when stdin ends."""
    jobs = json.loads(sys.stdin.readline())
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    import rasterio
    import rasterio.shutil

    with rasterio.Env(GDAL_CACHEMAX=CACHE_MB):
        for source, target, options in jobs:
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


def _leave_with_parent() -> None:
    sys.stdin.read()
    os._exit(1)


if __name__ == "__main__":
    # A straight exit: the watching thread still holds stdin's lock at a normal one.
    code = main()
    sys.stderr.flush()
    os._exit(code)
