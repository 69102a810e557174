"""Keeps GDAL and PROJ off every network, even if a file, a name or a coordinate system has an address.

A virtual raster, a coordinate system or a sidecar may name an address, and GDAL would fetch it. Sardino
promises that nothing leaves the machine, and a server that stalls would block it. So all requests of GDAL go
to a proxy that does not exist: no name is looked up, no connection is made, and the request fails at once.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager

_SETTINGS = {
    # curl refuses an unknown kind of proxy before opening a socket.
    "GDAL_HTTP_PROXY": "none://offline",
    "GDAL_HTTPS_PROXY": "none://offline",
    # A name of /vsicurl may hold its own proxy. GDAL accepts only this file name, which does not exist.
    "CPL_VSIL_CURL_ALLOWED_FILENAME": "none",
    "PROJ_NETWORK": "OFF",
    # The user's own file of GDAL settings would override these settings.
    "GDAL_CONFIG_FILE": os.devnull,
}
_EXCEPTIONS = ("NO_PROXY", "no_proxy")
"""Hosts that curl reaches without a proxy."""

_BEFORE = "SARDINO_BEFORE_OFFLINE"
"""Variable with the earlier values of these settings, as JSON: children inherit the settings."""

SERVER_DRIVERS = (
    "WMS WMTS WCS HTTP PLMOSAIC EEDA EEDAI DAAS STACTA STACIT GTI OGCAPI NGW PostGISRaster GeoRaster JPIPKAK"
)
"""Raster drivers whose data lie on servers; GTI lists tiles that may lie there."""


def go_offline() -> None:
    """Cuts this process and its children off the network; call before any thread uses GDAL."""
    if _BEFORE not in os.environ:
        os.environ[_BEFORE] = json.dumps({name: os.environ.get(name) for name in (*_SETTINGS, *_EXCEPTIONS)})
    os.environ.update(_SETTINGS)
    for name in _EXCEPTIONS:
        os.environ.pop(name, None)


def online_environment() -> dict[str, str]:
    """This process's environment as it was before :func:`go_offline`.

    Only for a child that fetches an address which the user gave (``model.archive.fetch``).
    """
    values = dict(os.environ)
    before: dict[str, str | None] = json.loads(values.pop(_BEFORE, "{}"))
    for name, value in before.items():
        if value is None:
            values.pop(name, None)
        else:
            values[name] = value
    return values


@contextmanager
def without_network_drivers() -> Iterator[None]:
    """Within this context, GDAL does not register drivers of servers."""
    log, before = logging.getLogger("rasterio._env"), os.environ.get("GDAL_SKIP")
    own = (before or "").replace(",", " ").split()
    os.environ["GDAL_SKIP"] = " ".join([*own, *SERVER_DRIVERS.split()])
    # GDAL warns of each driver that this build lacks.
    log.disabled, was_disabled = True, log.disabled
    try:
        yield
    finally:
        log.disabled = was_disabled
        os.environ.pop("GDAL_SKIP")
        if before is not None:
            os.environ["GDAL_SKIP"] = before
