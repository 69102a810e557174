"""The parts of the set-up: network, packages, store, commands, progress, the command for a folder."""

from __future__ import annotations

import http.server
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from qgis.core import QgsNetworkAccessManager
from qgis.PyQt.QtNetwork import QNetworkProxy
from setup_fixtures import linux, macos, no_network, windows, write_wheel

from sardino.plugin.dock.background import ask
from sardino.plugin.errors import JobCancelled, SetupDiskFull, SetupNoNetwork, SetupPackageMissing
from sardino.plugin.setup.command import CommandFailed, run
from sardino.plugin.setup.failures import explain_command
from sardino.plugin.setup.network import Network, Proxy, without_login
from sardino.plugin.setup.packages import (
    UV,
    fetch_wheel,
    files_of,
    reports_in_numbers,
    unpack_uv,
    wheel_of,
)
from sardino.plugin.setup.progress import Progress
from sardino.plugin.setup.qgis_network import Fetcher, qgis_proxy
from sardino.plugin.setup.store import Store

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
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Index)
    server.asked = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


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


def test_a_wheel_is_fetched_once_and_checked(tmp_path):
    address = "https://i/simple"
    page = b'<a href="pip-26.3-py3-none-any.whl#sha256=' + b"0" * 64 + b'">pip</a>'
    with pytest.raises(OSError, match="damaged"):
        fetch_wheel("pip", "26.3", tmp_path, linux(), lambda a: page if a.endswith("/") else b"x", address)
    assert list(tmp_path.iterdir()) == []
    page = b'<a href="pip-26.3-py3-none-any.whl">pip</a>'
    path = fetch_wheel("pip", "26.3", tmp_path, linux(), lambda a: page if a.endswith("/") else b"x", address)
    assert path.read_bytes() == b"x"
    assert fetch_wheel("pip", "26.3", tmp_path, linux(), no_network) == path
    with pytest.raises(OSError):
        fetch_wheel("uv", UV, tmp_path, linux(), no_network)


def test_uv_comes_out_of_its_wheel(tmp_path):
    wheel = write_wheel(tmp_path, "uv", UV, {f"uv-{UV}.data/scripts/uv": "#!/bin/sh\necho uv\n"})
    program = unpack_uv(wheel, tmp_path / "tools", linux())
    assert subprocess.run([program], capture_output=True, check=True).stdout == b"uv\n"


@pytest.mark.parametrize(
    ("name", "known"), [("pip-23.2.1-p", False), ("pip-24.1-p", True), ("pip-26.3-p", True)]
)
def test_which_pip_reports_numbers(name, known):
    assert reports_in_numbers(Path(name)) is known


# Store


def test_the_store_leads_nowhere_else(tmp_path):
    store = Store(tmp_path)
    assert store.current() is None
    store.environments.mkdir(parents=True)
    (tmp_path / "evil").mkdir()
    for name in ("../../evil", str(tmp_path / "evil"), ".unfinished", "", "gone"):
        (store.environments / "current.txt").write_text(name)
        assert store.current() is None


def make(store: Store, text: str) -> None:
    store.unfinished.mkdir(parents=True)
    (store.unfinished / "what").write_text(text)


def test_switching_and_rolling_back(tmp_path):
    store = Store(tmp_path)
    make(store, "one")
    first = store.commit("a-cpu")
    assert store.current() == first
    assert store.is_up_to_date("a")
    assert not store.is_up_to_date("b")
    make(store, "two")
    store.commit("b-cpu")
    store.roll_back("b-cpu", first)
    assert store.current() == first
    # The same name again: a repair that fails.
    make(store, "three")
    store.commit("a-cpu")
    store.roll_back("a-cpu", first)
    assert (store.current() / "what").read_text() == "one"
    make(store, "four")
    store.commit("a-cpu")
    store.tidy()
    assert sorted(path.name for path in store.environments.iterdir()) == ["a-cpu", "current.txt"]
    assert (store.current() / "what").read_text() == "four"


def test_a_switch_that_fails_leaves_what_was(tmp_path, monkeypatch):
    store = Store(tmp_path)
    make(store, "one")
    store.commit("a-cpu")
    make(store, "two")
    rename = os.rename

    def refuse(source, target):
        if Path(source) == store.unfinished:
            raise OSError("in use")
        rename(source, target)

    monkeypatch.setattr(os, "rename", refuse)
    with pytest.raises(OSError, match="in use"):
        store.commit("a-cpu")
    assert (store.current() / "what").read_text() == "one"


# Commands


def runs(code: str, cancelled=lambda: False, tick=lambda: None) -> list[str]:
    lines: list[str] = []
    run(
        [sys.executable, "-c", code],
        environment=dict(os.environ),
        folder=Path.cwd(),
        line=lines.append,
        cancelled=cancelled,
        tick=tick,
    )
    return lines


def test_lines_come_as_they_are_printed():
    assert runs("print('a'); print('b\\rc'); print('ä', end='')") == ["a", "b", "c", "ä"]


def test_a_failure_carries_its_last_words():
    with pytest.raises(CommandFailed) as caught:
        runs("import sys; print('x'); sys.exit('it broke')")
    assert caught.value.tail[-1] == "it broke"
    assert caught.value.exit_code == 1
    with pytest.raises(CommandFailed):
        run(["/nowhere"], environment={}, folder=Path.cwd(), line=print, cancelled=lambda: False)


def test_cancelling_ends_children_too(tmp_path):
    marker = tmp_path / "pid"
    code = (
        "import subprocess, sys, time; p = subprocess.Popen(['sleep', '600']); "
        f"open({str(marker)!r}, 'w').write(str(p.pid)); print('ready', flush=True); time.sleep(600)"
    )
    with pytest.raises(JobCancelled):
        runs(code, cancelled=lambda: marker.exists() and bool(marker.read_text()))
    pid = int(marker.read_text())
    for _ in range(100):
        status = Path(f"/proc/{pid}/stat")
        if not status.exists() or status.read_text().split()[2] == "Z":
            return
        time.sleep(0.05)
    raise AssertionError("the child lives on")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (
            "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
            SetupDiskFull,
        ),
        ("ERROR: No matching distribution found for torch==9", SetupPackageMissing),
        ("Caused by ProxyError('Cannot connect to proxy.', OSError('Tunnel failed: 407'))", SetupNoNetwork),
        ("SSL: CERTIFICATE_VERIFY_FAILED", SetupNoNetwork),
    ],
)
def test_why_pip_failed(line, kind):
    assert type(explain_command(CommandFailed(1, ["Collecting torch", line]))) is kind


def test_no_network_hides_behind_no_version():
    tail = ["NewConnectionError: Failed to establish", "ERROR: No matching distribution found for torch"]
    assert type(explain_command(CommandFailed(1, tail))) is SetupNoNetwork


# Progress


def test_progress_counts_downloads_and_tells_the_time_left():
    now = [0.0]
    progress = Progress(200, clock=lambda: now[0])
    assert progress.line("Collecting torch==2.13.0") is False
    for second in range(1, 11):
        now[0] = float(second)
        assert progress.line(f"Progress {second * 10_000_000} of 100000000")
    assert progress.fraction == pytest.approx(0.04 + 0.70 * 0.5)
    # 100 MB more at 10 MB a second, 200 MB to unpack at 8, and the verification.
    assert progress.seconds_left == pytest.approx(10 + 25 + 10)
    before = progress.fraction
    progress.line("  Using cached scipy-1.17.1-cp312.whl (50.0 MB)")
    assert progress.fraction > before
    progress.line("Progress 1000000 of 2000000")
    progress.line("Installing collected packages: torch")
    assert progress.fraction >= 0.74
    progress.begin("verify")
    assert 0.94 <= progress.fraction < 1.0


def test_progress_never_goes_back_nor_arrives_early():
    progress = Progress(1)
    seen = []
    for line in ("Progress 900000 of 900000", "Progress 5 of 900000000", "Progress 900000000 of 900000000"):
        progress.line(line)
        seen.append(progress.fraction)
    assert seen == sorted(seen)
    assert seen[-1] < 0.74


# The command that fills a folder


def test_a_folder_is_filled_and_filled_again(tmp_path, monkeypatch):
    from sardino.plugin.setup import wheels

    source = tmp_path / "source"
    write_wheel(source, "torch", "1.0", {"torch.py": ""})
    write_wheel(source, "numpy", "2.0", {"numpy.py": ""})
    write_wheel(source, "pip", wheels.PIP)
    requirements = tmp_path / "r.txt"
    requirements.write_text("torch==1.0\nnumpy==2.0  # arrays\n")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(source))
    words = [str(tmp_path / "folder"), "--torch-index", "", "--requirements", str(requirements)]
    for _ in range(2):
        assert wheels.main(words) == 0
        assert len(list((tmp_path / "folder").glob("*.whl"))) == 3
    requirements.write_text("torch==3.0\n")
    assert wheels.main(words) != 0


def test_the_folder_for_another_computer():
    import argparse

    from sardino.plugin.setup import wheels

    given = argparse.Namespace(
        folder=Path("f"),
        python="3.12",
        system="windows",
        gpu="cu130",
        index_url="",
        torch_index=None,
        requirements=wheels.REQUIREMENTS,
    )
    torch, vision, rest, pip = wheels.commands(given)
    assert torch[-3:-1] == ["--index-url", "https://download.pytorch.org/whl/cu130"]
    assert torch[-1].endswith("+cu130")
    assert "--no-deps" in vision
    assert "win_amd64" in rest
    assert not any(word == "--index-url" for word in rest)
    assert pip[-1] == f"pip=={wheels.PIP}"
    given.gpu, given.system = "", "linux"
    assert wheels.commands(given)[0][-1].endswith("+cpu")


def test_the_command_runs_by_itself(repository):
    script = repository / "plugin" / "setup" / "wheels.py"
    done = subprocess.run([sys.executable, "-I", str(script), "--help"], capture_output=True, text=True)
    assert done.returncode == 0
    assert "FOLDER" in done.stdout
