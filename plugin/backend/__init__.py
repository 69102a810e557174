"""The worker that the whole plugin shares: started when first needed, stopped with QGIS."""

from __future__ import annotations

import atexit
import threading
import typing

if typing.TYPE_CHECKING:
    from .client import WorkerClient

_lock = threading.Lock()
_client: WorkerClient | None = None


def shared_client() -> WorkerClient:
    """The client that dock, algorithms and dialogues share. May be called from any thread."""
    # Imported here: QGIS imports this package at start-up and needs no client then.
    from .client import WorkerClient

    global _client
    with _lock:
        if _client is None:
            _client = WorkerClient(log=_log)
            atexit.register(stop_shared_client)
        return _client


def stop_shared_client() -> None:
    """Ends the shared worker, if there is one, and waits for its end.

    Called when the plugin is unloaded, when QGIS ends, and when the user has chosen another interpreter.
    """
    global _client
    with _lock:
        client, _client = _client, None
    if client is not None:
        atexit.unregister(stop_shared_client)
        client.close()


def _log(line: str) -> None:
    """Writes a line of the worker's log to QGIS's log panel, under the plugin's own tag."""
    from qgis.core import Qgis, QgsMessageLog

    QgsMessageLog.logMessage(line, "Sardino", Qgis.MessageLevel.Info, False)
