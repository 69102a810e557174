"""Turns QGIS's network settings into environment variables for pip and uv."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

PYPI = "https://pypi.org/simple"


@dataclass(frozen=True)
class Proxy:
    """A proxy in QGIS's settings.

    Attributes:
        kind: ``http``, ``socks5`` or ``none``.
        host: The proxy's host name.
        port: The proxy's port; 0 if none is given.
        user: User name of the proxy's log-in; empty if there is no log-in.
        password: Password of the proxy's log-in.
        excluded: Hosts that are reached without the proxy.
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
        """The proxy's address with its log-in, for a program; never to be shown."""
        login = f"{quote(self.user, safe='')}:{quote(self.password, safe='')}@" if self.user else ""
        return f"{self._scheme}://{login}{self._place}"

    @property
    def shown(self) -> str:
        """The proxy's address without its log-in, for people."""
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
        """The inherited variables, with QGIS's proxy added.

        Without a proxy in QGIS, a proxy of the system stays.
        """
        kept = dict(inherited)
        if self.proxy.used:
            for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
                # Programs read both cases, lower case first.
                kept.pop(name.lower(), None)
                kept[name] = self.proxy.address
            kept.pop("no_proxy", None)
            hosts = [host for host in map(host_of, self.proxy.excluded) if host]
            kept["NO_PROXY"] = ",".join(dict.fromkeys(["localhost", "127.0.0.1", *hosts]))
        return kept

    def index_options(self) -> list[str]:
        """Options that make pip use the index; empty if pip's own settings decide."""
        return ["--index-url", self.index] if self.index else []


def host_of(address: str) -> str:
    """The host in an entry of QGIS's list of exceptions; the entry may be a whole address."""
    address = address.strip()
    return (urlsplit(address).hostname or "") if "//" in address else address.rstrip("/")


def without_login(address: str) -> str:
    """An address without user name and password."""
    parts = urlsplit(address)
    if "@" not in parts.netloc:
        return address
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
