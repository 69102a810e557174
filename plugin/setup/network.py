"""QGIS's network settings as the environment variables that pip and uv understand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

PYPI = "https://pypi.org/simple"


@dataclass(frozen=True)
class Proxy:
    """A proxy as QGIS knows it.

    Attributes:
        kind: ``http``, ``socks5`` or ``none``.
        host: Its name.
        port: Its port; 0 if none is given.
        user: For its log-in; empty if it needs none.
        password: Likewise.
        excluded: Hosts that are reached without it.
    """

    kind: str = "none"
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    excluded: tuple[str, ...] = ()

    @property
    def used(self) -> bool:
        """Whether there is a proxy at all."""
        return self.kind != "none" and bool(self.host)

    @property
    def address(self) -> str:
        """With its log-in, for a program; never to be shown."""
        login = f"{quote(self.user, safe='')}:{quote(self.password, safe='')}@" if self.user else ""
        return f"{self._scheme}://{login}{self._place}"

    @property
    def shown(self) -> str:
        """Without its log-in, for people."""
        return f"{self._scheme}://{self._place}"

    @property
    def _scheme(self) -> str:
        return "socks5" if self.kind == "socks5" else "http"

    @property
    def _place(self) -> str:
        return f"{self.host}:{self.port}" if self.port else self.host


@dataclass(frozen=True)
class Network:
    """How packages are reached: QGIS's proxy, and an index instead of PyPI (empty: PyPI)."""

    proxy: Proxy = Proxy()
    index: str = ""

    def variables(self, inherited: Mapping[str, str]) -> dict[str, str]:
        """The inherited variables, with the proxy in them.

        A proxy that QGIS has none of may still be set for the whole system: it stays.
        """
        kept = dict(inherited)
        if self.proxy.used:
            for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
                # Programs read either case, the lower one first.
                kept.pop(name.lower(), None)
                kept[name] = self.proxy.address
            kept.pop("no_proxy", None)
            hosts = [host for host in map(host_of, self.proxy.excluded) if host]
            kept["NO_PROXY"] = ",".join(dict.fromkeys(["localhost", "127.0.0.1", *hosts]))
        return kept

    def index_options(self) -> list[str]:
        """Options that make pip use the index; none where its own settings decide."""
        return ["--index-url", self.index] if self.index else []


def host_of(address: str) -> str:
    """The host in an entry of QGIS's list of exceptions, which may be a whole address."""
    address = address.strip()
    return (urlsplit(address).hostname or "") if "//" in address else address.rstrip("/")


def without_login(address: str) -> str:
    """An address without user name and password."""
    parts = urlsplit(address)
    if "@" not in parts.netloc:
        return address
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
