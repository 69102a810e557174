"""QGIS's network: its proxy settings, and downloads with these settings from any thread."""

from __future__ import annotations

import threading

from qgis.core import QgsNetworkAccessManager
from qgis.PyQt.QtCore import QObject, Qt, QUrl, pyqtSignal
from qgis.PyQt.QtNetwork import QNetworkProxy, QNetworkProxyFactory, QNetworkProxyQuery, QNetworkReply
from qgis.PyQt.QtNetwork import QNetworkRequest as Request

from ..translation import tr
from .network import PYPI, Proxy

FETCH_SECONDS = 60.0
_JSON = b"application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1"
_REFUSED = 400


def qgis_proxy(address: str = PYPI) -> Proxy:
    """The proxy that QGIS would use for an address. Call it in the main thread."""
    manager = QgsNetworkAccessManager.instance()
    proxy = manager.fallbackProxy()
    if manager.useSystemProxy():
        found = QNetworkProxyFactory.systemProxyForQuery(QNetworkProxyQuery(QUrl(address)))
        proxy = found[0] if found else proxy
    return proxy_of(proxy, [*manager.excludeList(), *manager.noProxyList()])


def proxy_of(proxy: QNetworkProxy, excluded: list[str]) -> Proxy:
    """A proxy of Qt's as our :class:`Proxy`."""
    kinds = {
        QNetworkProxy.ProxyType.HttpProxy: "http",
        QNetworkProxy.ProxyType.HttpCachingProxy: "http",
        QNetworkProxy.ProxyType.Socks5Proxy: "socks5",
    }
    kind = kinds.get(proxy.type(), "none")
    if kind == "none":
        return Proxy()
    return Proxy(kind, proxy.hostName(), proxy.port(), proxy.user(), proxy.password(), tuple(excluded))


class Fetcher(QObject):
    """Downloads addresses with QGIS's proxy, certificates and log-ins. Make it in the main thread.

    The calling thread waits; the main thread does the download without waiting.
    """

    _asked = pyqtSignal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._asked.connect(self._start, Qt.ConnectionType.QueuedConnection)

    def __call__(self, address: str) -> bytes:
        """The content of an address.

        Raises:
            OSError: The address cannot be reached or answers with an error.
        """
        job = _Job(address)
        self._asked.emit(job)
        if not job.finished.wait(FETCH_SECONDS):
            raise OSError(tr("no answer in time"))
        if job.error:
            raise OSError(job.error)
        return job.content

    def _start(self, job: _Job) -> None:
        request = Request(QUrl(job.address))
        request.setRawHeader(b"Accept", _JSON)
        request.setAttribute(
            Request.Attribute.RedirectPolicyAttribute, Request.RedirectPolicy.NoLessSafeRedirectPolicy
        )
        reply = QgsNetworkAccessManager.instance().get(request)
        job.reply = reply
        reply.finished.connect(lambda: self._end(job, reply))

    @staticmethod
    def _end(job: _Job, reply: QNetworkReply) -> None:
        status = reply.attribute(Request.Attribute.HttpStatusCodeAttribute)
        if reply.error() != QNetworkReply.NetworkError.NoError or (status or 0) >= _REFUSED:
            job.error = str(reply.errorString()) or tr("status {number}").format(number=status)
        else:
            job.content = bytes(reply.readAll())
        job.reply = None
        reply.deleteLater()
        job.finished.set()


class _Job:
    """One download under way."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.content = b""
        self.error = ""
        self.reply: QNetworkReply | None = None
        self.finished = threading.Event()
