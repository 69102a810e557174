"""The set-up on the network: proxies, package indexes, wheels."""

from __future__ import annotations

import hashlib
import http.server

import pytest
from qgis.core import QgsNetworkAccessManager
from qgis.PyQt.QtNetwork import QNetworkProxy

from sardino.plugin.errors import (
    SetupNotGenuine,
)
from sardino.plugin.run.background import ask
from sardino.plugin.setup.network import Network, Proxy, without_login
from sardino.plugin.setup.packages import (
    UV,
    fetch_wheel,
    files_of,
    wheel_of,
)
from sardino.plugin.setup.qgis_network import Fetcher, qgis_proxy
from tests.plugin.fixtures.setup import linux, macos, no_network, serving, windows

# Network


def test_a_proxy_goes_into_the_variables_and_never_onto_the_screen():
    proxy = Proxy("http", "proxy.example", 3128, "ada", "p@ss:w", ("https://intern.example/x", "host"))
    found = Network(proxy, "").variables({"PATH": "/bin", "https_proxy": "old", "no_proxy": "old"})
    login = "ada:p%40ss%3Aw"
    address = f"http://{login}@proxy.example:3128"
    assert found == {
        "PATH": "/bin",
        "HTTP_PROXY": address,
        "HTTPS_PROXY": address,
        "ALL_PROXY": address,
        "NO_PROXY": "localhost,127.0.0.1,intern.example,host",
    }
    assert proxy.shown == "http://proxy.example:3128"
    assert without_login(f"https://{login}@mirror.example/simple") == "https://mirror.example/simple"


def test_without_a_proxy_the_system_s_variables_stay():
    assert Network().variables({"https_proxy": "http://p"}) == {"https_proxy": "http://p"}
    assert Network().index_options() == []
    assert Network(index="https://m/simple").index_options() == ["--index-url", "https://m/simple"]


@pytest.fixture
def proxies(qgis_app):
    manager = QgsNetworkAccessManager.instance()
    before = manager.fallbackProxy(), manager.excludeList(), manager.noProxyList()
    yield manager
    manager.setFallbackProxyAndExcludes(*before)


def test_qgis_s_proxy_is_taken(proxies):
    proxy = QNetworkProxy(QNetworkProxy.ProxyType.HttpProxy, "proxy.example", 8080, "ada", "secret")
    proxies.setFallbackProxyAndExcludes(proxy, ["intern.example"], ["other.example"])
    found = qgis_proxy()
    login = "ada:secret"
    assert (found.address, found.excluded) == (
        f"http://{login}@proxy.example:8080",
        ("intern.example", "other.example"),
    )
    proxies.setFallbackProxyAndExcludes(QNetworkProxy(QNetworkProxy.ProxyType.Socks5Proxy, "s", 1), [], [])
    assert qgis_proxy().address == "socks5://s:1"
    proxies.setFallbackProxyAndExcludes(QNetworkProxy(QNetworkProxy.ProxyType.NoProxy), [], [])
    assert not qgis_proxy().used


class Index(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append((self.path, self.headers.get("Accept", "")))
        self.send_response(200 if self.path.endswith("/") else 404)
        self.end_headers()
        self.wfile.write(b"hello")

    def log_message(self, *_):
        pass


@pytest.fixture
def index():
    with serving(Index) as server:
        yield server


def test_fetching_from_a_thread_through_qgis(index, qtbot, qgis_app):
    fetch = Fetcher()
    base = f"http://127.0.0.1:{index.server_port}"
    answers: list = []

    def question(dropped):
        content = fetch(f"{base}/simple/")
        with pytest.raises(OSError):
            fetch(f"{base}/missing")
        with pytest.raises(OSError):
            fetch("http://127.0.0.1:9/")
        return content

    ask(question, answers.append, answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=20_000)
    assert answers == [b"hello"]
    assert "simple.v1+json" in index.asked[0][1]


# Packages

HTML = b"""<html><a href="../../x/uv-0.13.9-py3-none-win_amd64.whl#sha256=aa">w</a>
<a href="/y/uv-0.13.9-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl">l</a>
<a href="https://z/uv-0.13.9-py3-none-manylinux_2_28_aarch64.whl">a</a>
<a href="https://z/uv-0.13.9-py3-none-musllinux_1_1_x86_64.whl">m</a>
<a href="https://z/uv-0.13.9-py3-none-macosx_11_0_arm64.whl">m</a></html>"""


def test_an_index_s_page_is_read_in_both_forms():
    files = files_of(HTML, "https://i/simple/uv/")
    assert (files[0].url, files[0].sha256) == ("https://i/x/uv-0.13.9-py3-none-win_amd64.whl", "aa")
    assert files[1].url.startswith("https://i/y/uv")
    page = (
        b'{"files": [{"filename": "pip-1-py3-none-any.whl", "url": "f/pip.whl", "hashes": {"sha256": "b"}}]}'
    )
    (file,) = files_of(page, "https://i/simple/pip/")
    assert (file.name, file.url, file.sha256) == (
        "pip-1-py3-none-any.whl",
        "https://i/simple/pip/f/pip.whl",
        "b",
    )


@pytest.mark.parametrize(
    ("facts", "platform"),
    [
        (windows(), "win_amd64"),
        (windows(machine="ARM64"), "win_amd64"),
        (macos(), "macosx_11_0_arm64"),
        (linux(), "manylinux_2_17_x86_64.manylinux2014_x86_64"),
        (linux(machine="aarch64"), "manylinux_2_28_aarch64"),
    ],
)
def test_the_wheel_for_the_machine(facts, platform):
    found = wheel_of(files_of(HTML, "https://i/"), "uv", "0.13.9", facts)
    assert found is not None
    assert found.name == f"uv-0.13.9-py3-none-{platform}.whl"
    assert wheel_of(files_of(HTML, "https://i/"), "uv", "9.9", facts) is None


def index_of(link: str, content: bytes = b"x"):
    """Fetches a page with this one link, and its content from wherever it leads."""
    return lambda address: link.encode() if address.endswith("/") else content


X = hashlib.sha256(b"x").hexdigest()
PIP_LINK = f'<a href="pip-26.3-py3-none-any.whl#sha256={X}">pip</a>'


def test_a_wheel_is_fetched_once(tmp_path):
    path = fetch_wheel("pip", "26.3", tmp_path, linux(), index_of(PIP_LINK), "https://i/simple", [X])
    assert path.read_bytes() == b"x"
    assert fetch_wheel("pip", "26.3", tmp_path, linux(), no_network, hashes=[X]) == path
    with pytest.raises(OSError):
        fetch_wheel("uv", UV, tmp_path, linux(), no_network)
    assert list(tmp_path.iterdir()) == [path]


def test_a_wheel_that_lies_there_changed_is_fetched_anew(tmp_path):
    path = fetch_wheel("pip", "26.3", tmp_path, linux(), index_of(PIP_LINK), "", [X])
    path.write_bytes(b"changed")
    with pytest.raises(OSError, match="no network"):
        fetch_wheel("pip", "26.3", tmp_path, linux(), no_network, "", [X])
    fetch_wheel("pip", "26.3", tmp_path, linux(), index_of(PIP_LINK), "", [X])
    assert path.read_bytes() == b"x"


@pytest.mark.parametrize(
    ("link", "hashes", "words"),
    [
        (PIP_LINK.replace(X, "0" * 64), (), "damaged"),
        (PIP_LINK, ("1" * 64,), "not the file that Sardino was made with"),
        (PIP_LINK.replace(f"#sha256={X}", ""), (), "gives no SHA-256"),
        (PIP_LINK.replace(f"#sha256={X}", "#md5=1"), (X,), "gives no SHA-256"),
        (PIP_LINK.replace("py3", "py3%2F..%2F..%2Fevil"), (X,), "leads out"),
        (PIP_LINK.replace("py3", "..%5C..%5Cpy3"), (X,), "leads out"),
        (PIP_LINK.replace("py3", "py3%00"), (X,), "leads out"),
        (PIP_LINK.replace("py3", "C%3Apy3"), (X,), "leads out"),
        (PIP_LINK.replace("py3", "p%0Ay3"), (X,), "leads out"),
        (
            '{"files": [{"filename": "pip-26.3-py3/../../../evil-py3-none-any.whl", '
            f'"url": "pip.whl", "hashes": {{"sha256": "{X}"}}}}]}}',
            (X,),
            "leads out",
        ),
        (
            '{"files": [{"filename": "pip-26.3-py3-none-any.whl", "url": "x", "hashes": {}}]}',
            (X,),
            "no SHA-256",
        ),
    ],
)
def test_a_wheel_that_is_not_genuine_is_refused(tmp_path, link, hashes, words):
    folder = tmp_path / "a" / "tools"
    with pytest.raises(SetupNotGenuine, match=words) as caught:
        fetch_wheel("pip", "26.3", folder, linux(), index_of(link), "https://i/simple", hashes)
    assert caught.value.code == "setup_not_genuine" and caught.value.remedy
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    "page",
    [
        "{",
        "{}",
        '{"files": 7}',
        '{"files": [7, {}, {"filename": 7, "url": "x"}, {"filename": "x", "url": null, "hashes": {}}]}',
        '{"files": [{"filename": "pip-26.3-py3-none-any.whl", "url": "x", "hashes": {"sha256": 7}}]}',
        "[" * 100_000,
        '<a href="http://[pip-26.3-py3-none-any.whl">pip</a>',
        '{"files": [{"filename": "pip-26.3-py3-none-any.whl", "url": "http://["}]}',
        "\0",
    ],
)
def test_a_page_that_is_none_has_no_files(tmp_path, page):
    with pytest.raises(OSError, match="has no pip"):
        fetch_wheel("pip", "26.3", tmp_path, linux(), index_of(page), "https://i/simple")
