"""Brings a scene from a network to this computer, in a process of its own.

The process that segments never uses a network (``model.sar.offline``). So an address that the user gives is
copied first, byte by byte, by a process that opens this address and nothing else. The copy goes to the
scene's scratch folder. An address is signed just before it is read, since signatures expire within an hour.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from model.archive.scene import name_of
from model.errors.errors import Cancelled, SceneNotFetched
from model.errors.words import shown
from model.sar.offline import SERVER_DRIVERS, online_environment

ROOT = Path(__file__).resolve().parents[2]
POLL_SECONDS = 0.2
_SETTINGS = {
    "GDAL_HTTP_MAX_RETRY": "4",
    "GDAL_HTTP_RETRY_DELAY": "1",
    "GDAL_HTTP_CONNECTTIMEOUT": "30",
    # A server that stalls: less than a byte a second for a minute.
    "GDAL_HTTP_LOW_SPEED_TIME": "60",
    "GDAL_HTTP_LOW_SPEED_LIMIT": "1",
    "GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR",
    # The default of 16 KB takes a request per 16 KB.
    "CPL_VSIL_CURL_CHUNK_SIZE": str(8 * 2**20),
    "CPL_VSIL_CURL_CACHE_SIZE": str(64 * 2**20),
    # A signed address is often signed for GET alone.
    "CPL_VSIL_CURL_USE_HEAD": "NO",
    # A virtual raster or a description of a server could lead to other addresses.
    "GDAL_SKIP": f"VRT {SERVER_DRIVERS}",
}


def fetch(addresses: Sequence[str], folder: Path, signer: str, cancelled: Callable[[], bool]) -> list[Path]:
    """Copies rasters from their addresses into a folder.

    Args:
        addresses: ``https://``, ``http://`` or ``s3://``; credentials of S3 come from the environment.
        folder: An existing folder.
        signer: ``module:function`` that turns an address into a signed one; empty for none.
        cancelled: Whether to end.

    Returns:
        The copies, in the addresses' order.

    Raises:
        Cancelled: ``cancelled`` returned True.
        SceneNotFetched: An address cannot be read, or the signer fails.
    """
    targets = [folder / f"{number}" / name_of(address) for number, address in enumerate(addresses)]
    body = {"addresses": list(addresses), "targets": [str(path) for path in targets], "signer": signer}
    environment = {**online_environment(), **_SETTINGS}
    process = subprocess.Popen(
        [sys.executable, "-m", "model.archive.fetch"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=environment,
        text=True,
    )
    said = json.dumps(body)  # over stdin: the arguments of a process are for all to see
    try:
        while True:
            try:
                _, log = process.communicate(said, timeout=POLL_SECONDS)
                if cancelled():
                    raise Cancelled
                break
            except subprocess.TimeoutExpired:
                said = ""
                if cancelled():
                    raise Cancelled from None
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()
    if process.returncode != 0:
        lines = log.strip().splitlines() or [f"exit code {process.returncode}"]
        raise SceneNotFetched(f"{shown(name_of(addresses[0]))} could not be fetched: {lines[-1]}", detail=log)
    return targets


def signed(address: str, signer: str) -> str:
    """The address as the signer returns it.

    Raises:
        ValueError: ``signer`` names no function.
    """
    if not signer:
        return address
    module, _, name = signer.partition(":")
    function = getattr(importlib.import_module(module), name, None)
    if not callable(function):
        raise ValueError(f"the signer {signer} is no function; write module:function")
    return str(function(address))


def main() -> int:
    """The child: fetches what stdin says."""
    body = json.load(sys.stdin)
    import rasterio.shutil

    for address, target in zip(body["addresses"], body["targets"], strict=True):
        try:
            place = signed(address, body["signer"])
            os.makedirs(os.path.dirname(target), exist_ok=True)
            with rasterio.Env():
                rasterio.shutil.copyfiles(_for_gdal(place), target)
        except Exception as error:  # of the network, the signer, the disk: the parent makes words of it
            print(f"{type(error).__name__}: {error}".replace("\n", " "), file=sys.stderr)
            return 1
    return 0


def _for_gdal(address: str) -> str:
    scheme, _, rest = address.partition("://")
    return f"/vsis3/{rest}" if scheme.lower() == "s3" else f"/vsicurl/{address}"


if __name__ == "__main__":
    sys.exit(main())
