"""The parts of the set-up: network, packages, store, commands, progress, the command for a folder."""

from __future__ import annotations

import argparse
import hashlib
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
from setup_fixtures import linux, lock_wheels, macos, no_network, windows, write_wheel

from sardino.plugin.backend import requirements
from sardino.plugin.backend.store import Store
from sardino.plugin.errors import (
    JobCancelled,
    SetupDiskFull,
    SetupNoNetwork,
    SetupNotGenuine,
    SetupPackageMissing,
)
from sardino.plugin.run.background import ask
from sardino.plugin.setup import locks, wheels
from sardino.plugin.setup.command import CommandFailed, run
from sardino.plugin.setup.failures import explain_command
from sardino.plugin.setup.network import Network, Proxy, without_login
from sardino.plugin.setup.packages import (
    PIP,
    UV,
    fetch_wheel,
    files_of,
    reports_in_numbers,
    unpack_uv,
    wheel_of,
)
from sardino.plugin.setup.progress import Progress
from sardino.plugin.setup.pythons import NEWEST, OLDEST
from sardino.plugin.setup.qgis_network import Fetcher, qgis_proxy

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


# The lock


def test_the_lock_has_what_the_set_up_asks_for():
    torch, packages, tools = (
        locks.read(locks.FOLDER / name) for name in (locks.TORCH, locks.PACKAGES, locks.TOOLS)
    )
    found = {item.name: item for item in (*torch, *packages, *tools)}
    pins = {**requirements.pins(), "pip": PIP, "uv": UV}
    assert {name: found[name].version for name in pins} == pins
    assert all(item.hashes for item in found.values())
    assert {item.name for item in tools} == {"pip", "uv"}
    assert "torchvision" in {item.name for item in packages}
    # CUDA is for Linux, and comes with torch alone.
    cuda = [item for item in torch if item.name != "torch"]
    assert cuda and all("sys_platform == 'linux'" in item.marker for item in cuda)
    assert not [item for item in packages if item.name.startswith(("nvidia", "cuda", "triton"))]


def test_every_build_without_cuda_is_locked():
    builds = locks.read_builds(locks.FOLDER / locks.BUILDS)
    version = requirements.pins()["torch"]
    for minor in range(OLDEST[1], NEWEST[1] + 1):
        for platform in ("x86_64", "aarch64"):
            assert locks.has_build(builds, version, "cpu", (3, minor), platform), (minor, platform)
    assert not locks.has_build(builds, version, "cpu", (3, 9), "x86_64")
    assert locks.has_build(builds, version, "cu130", (3, 12), "win_amd64")


def test_what_is_written_of_a_lock_is_read_again(tmp_path):
    packages = locks.read(locks.FOLDER / locks.TORCH)
    (tmp_path / "x.txt").write_text(locks.write(packages))
    assert locks.read(tmp_path / "x.txt") == packages


@pytest.mark.parametrize(
    "line",
    ["torch>=1 \\", f"    --hash=sha256:{'0' * 64}", "--index-url https://evil", "torch==1 --hash=md5:1"],
)
def test_what_is_no_lock_is_refused(tmp_path, line):
    (tmp_path / "x.txt").write_text(line + "\n")
    with pytest.raises(ValueError, match=r"x\.txt"):
        locks.read(tmp_path / "x.txt")


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


def test_a_switch_in_which_qgis_was_killed_leaves_what_was(tmp_path, monkeypatch):
    store = Store(tmp_path)
    make(store, "one")
    store.commit("a-cpu")
    make(store, "two")
    rename = os.rename

    def killed(source, target):
        if Path(source) == store.unfinished:
            raise KeyboardInterrupt
        rename(source, target)

    monkeypatch.setattr(os, "rename", killed)
    with pytest.raises(KeyboardInterrupt):
        store.commit("a-cpu")
    monkeypatch.undo()
    assert (Store(tmp_path).current() / "what").read_text() == "one"


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
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", SetupNotGenuine),
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
    source = tmp_path / "source"
    write_wheel(source, "torch", "1.0", {"torch.py": ""})
    write_wheel(source, "numpy", "2.0", {"numpy.py": ""})
    write_wheel(source, "pip", PIP)
    lock = lock_wheels(source, tmp_path / "lock")
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(source))
    folder = tmp_path / "folder"
    words = [str(folder), "--torch-index", "", "--lock", str(lock)]
    for _ in range(2):
        assert wheels.main(words) == 0
        names = sorted(path.name for path in folder.glob("*.whl"))
        assert len(names) == 3 and sorted(locks.read_sums(folder)) == names
    (folder / locks.SUMS).unlink()
    write_wheel(source, "numpy", "2.0", {"numpy.py": "evil = True"})
    for wheel in folder.glob("numpy*"):
        wheel.unlink()
    assert wheels.main(words) != 0, "it is not the file that is locked"
    assert not (folder / locks.SUMS).exists()
    lock_wheels(source, lock, {"torch": "3.0"})
    assert wheels.main(words) != 0


def called(tmp_path, **options) -> list[tuple[list[str], str]]:
    """The calls of pip for another computer, and what the files say that they are given."""
    values = {
        "folder": Path("f"), "python": "3.12", "system": "windows", "gpu": "", "index_url": "",
        "torch_index": None, "lock": locks.FOLDER,
    }  # fmt: skip
    calls = wheels.commands(argparse.Namespace(**{**values, **options}), tmp_path)
    return [(call, Path(call[-1]).read_text() if Path(call[-1]).is_file() else "") for call in calls]


def test_the_folder_for_a_windows_computer_with_a_gpu(tmp_path):
    (torch, wanted), (rest, others), (pip, tools) = called(tmp_path, gpu="cu130")
    assert "--index-url" in torch and "https://download.pytorch.org/whl/cu130" in torch
    assert wanted.startswith("torch==2.13.0+cu130") and "nvidia" not in wanted
    assert "win_amd64" in rest and "--index-url" not in rest
    assert "colorama==" in others, "Windows needs it, and this computer may not"
    assert " ; " not in others, "pip would ask the markers of this computer"
    assert tools.startswith(f"pip=={PIP}") and "uv==" not in tools
    assert all("--require-hashes" in call for call in (torch, rest, pip))


@pytest.mark.parametrize(
    ("options", "index", "first", "cuda"),
    [
        ({"system": "linux"}, "cpu", "torch==2.13.0+cpu", False),
        ({"system": "linux-arm"}, "cpu", "torch==2.13.0+cpu", False),
        ({"system": "linux", "gpu": "cu130"}, "", "torch==2.13.0 ", True),
        ({"system": "linux", "torch_index": ""}, "", "torch==2.13.0 ", True),
        ({"system": "linux", "torch_index": "https://m/whl"}, "", "torch==2.13.0+cpu", False),
        ({"system": "windows", "torch_index": "https://m/whl"}, "", "torch==2.13.0 ", False),
        ({"system": "macos"}, "", "torch==2.13.0 ", False),
        ({"system": "windows"}, "", "torch==2.13.0 ", False),
    ],
)
def test_torch_for_other_computers(tmp_path, options, index, first, cuda):
    call, wanted = called(tmp_path, **options)[0]
    assert (f"https://download.pytorch.org/whl/{index}" in call) is bool(index)
    assert first in wanted and ("nvidia-" in wanted) is cuda
    assert "--require-hashes" in call


def test_a_build_without_a_known_hash_comes_from_pytorch_alone(tmp_path, capsys):
    call, _ = called(tmp_path, system="linux", gpu="cu126")[0]
    assert call[-3:] == ["--index-url", "https://download.pytorch.org/whl/cu126", "torch==2.13.0+cu126"]
    assert "unchecked" in capsys.readouterr().out
    call, _ = called(tmp_path, system="windows", gpu="cu126", python="3.14")[0]
    assert "--no-deps" in call and call[-1] == "torch==2.13.0+cu126"


def test_the_command_runs_by_itself(repository):
    script = repository / "plugin" / "setup" / "wheels.py"
    done = subprocess.run([sys.executable, "-I", str(script), "--help"], capture_output=True, text=True)
    assert done.returncode == 0
    assert "FOLDER" in done.stdout
