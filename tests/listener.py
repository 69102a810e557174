"""A server on loopback that must hear nothing."""

from __future__ import annotations

import socket
import threading


class Listener:
    """Counts connections and hangs up on each.

    Attributes:
        port: On loopback.
        address: ``host:port``.
        heard: First bytes of each connection.
    """

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.address = f"127.0.0.1:{self.port}"
        self.heard: list[bytes] = []
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return  # closed
            with connection:
                connection.settimeout(0.2)
                try:
                    self.heard.append(connection.recv(200))
                except OSError:
                    self.heard.append(b"")

    def environment(self) -> dict[str, str]:
        """Variables that send whatever goes to any host here.

        A fetch from a host with a name would otherwise die unheard where there is no network.
        """
        proxy = f"http://{self.address}"
        names = ("http_proxy", "https_proxy", "ftp_proxy", "all_proxy")
        return {**dict.fromkeys(names, proxy), **{name.upper(): proxy for name in names}, "NO_PROXY": ""}

    def close(self) -> None:
        self._socket.close()
