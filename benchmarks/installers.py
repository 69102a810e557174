"""``python3 build.py bench installers``: compares pip with uv, in turns, as the set-up would use them.

Both install the packages of ``resources/locks/packages.txt``, by hash and only from wheels, into new
environments: from the network without and with a cache, from a folder without the network, and from a server
that once cuts the largest file in the middle.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "resources" / "locks" / "packages.txt"
VERSIONS = ROOT / "plugin" / "setup" / "packages.py"
COMMON = ("--only-binary", ":all:", "--no-deps", "--require-hashes", "-r", str(LOCK))
TOOLS = ("pip", "uv")


class Bench:
    """The two tools, and a folder for their output."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tools = folder / "tools"
        self._count = 0
        found = dict(re.findall(r'^(PIP|UV) = "([^"]+)"', VERSIONS.read_text(encoding="utf-8"), re.MULTILINE))
        _run([sys.executable, "-m", "venv", self.tools])
        python = self._python(self.tools)
        _run([python, "-m", "pip", "install", "-q", f"pip=={found['PIP']}", f"uv=={found['UV']}"])
        self.python = python

    @staticmethod
    def _python(environment: Path) -> Path:
        return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    def install(self, tool: str, cache: Path, *words: str) -> float:
        """Seconds to make an environment and install into it."""
        self._count += 1
        target = self.folder / f"environment{self._count}"
        started = time.perf_counter()
        if tool == "pip":
            _run([sys.executable, "-I", "-m", "venv", "--without-pip", target])
            command = [self.python, "-m", "pip", "--python", self._python(target), "install", "--no-compile"]
            _run([*command, "--cache-dir", cache, "--progress-bar", "off", "-q", *COMMON, *words])
        else:
            _run([self.python, "-m", "uv", "venv", "-q", "--python", sys.executable, target])
            command = [self.python, "-m", "uv", "pip", "install", "-q", "--python", self._python(target)]
            _run([*command, "--cache-dir", cache, *COMMON, *words])
        return time.perf_counter() - started

    def wheels(self) -> Path:
        """A folder of the wheels."""
        folder = self.folder / "wheels"
        if not folder.exists():
            _run([self.python, "-m", "pip", "download", "-q", "-d", folder, *COMMON])
        return folder


def main() -> None:
    """Prints a line per way of installing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="sardino-installers-") as scratch:
        bench = Bench(Path(scratch))
        offline = ("--no-index", "--find-links", str(bench.wheels()))
        print(f"{'way':<28} {'pip, s':>8} {'uv, s':>8} {'pip over uv':>12}")
        _compare(
            "network, empty cache",
            args.runs,
            lambda tool, n: bench.install(tool, bench.folder / f"{tool}{n}"),
        )
        _compare(
            "network, filled cache", args.runs, lambda tool, n: bench.install(tool, bench.folder / f"{tool}0")
        )
        _compare(
            "folder of wheels",
            args.runs,
            lambda tool, n: bench.install(tool, bench.folder / f"folder{tool}{n}", *offline),
        )
        for tool in TOOLS:
            print(f"{tool}, a connection cut in the middle of the largest file: {_cut(bench, tool)}")


def _compare(way: str, runs: int, seconds: Callable[[str, int], float]) -> None:
    taken: dict[str, list[float]] = {tool: [] for tool in TOOLS}
    for number in range(runs):
        for tool in TOOLS if number % 2 == 0 else TOOLS[::-1]:
            taken[tool].append(seconds(tool, number))
    ratio = statistics.median(a / b for a, b in zip(taken["pip"], taken["uv"], strict=True))
    pip, uv = (statistics.median(taken[tool]) for tool in TOOLS)
    print(f"{way:<28} {pip:8.1f} {uv:8.1f} {ratio:12.2f}", flush=True)


def _cut(bench: Bench, tool: str) -> str:
    """A tool's behaviour after an interrupted download."""
    server = Server(bench.wheels())
    index = ("--index-url", f"http://127.0.0.1:{server.server_port}/simple")
    try:
        bench.install(tool, bench.folder / f"cut{tool}", *index)
        end = "installed"
    except subprocess.CalledProcessError:
        end = "failed"
    finally:
        server.shutdown()
        server.server_close()
    again = server.sent[server.largest.name] / server.largest.stat().st_size - 0.5
    return f"{end}, and fetched {again:.0%} of the file after the cut"


class Server(ThreadingHTTPServer):
    """An index of a folder's wheels that cuts the largest wheel once."""

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.files = {path.name: path for path in folder.iterdir()}
        self.largest = max(self.files.values(), key=lambda path: path.stat().st_size)
        self.sent = dict.fromkeys(self.files, 0)
        self.cut = False
        threading.Thread(target=self.serve_forever, daemon=True).start()


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        name = self.path.rstrip("/").rpartition("/")[2]
        if name in self.server.files:
            self._file(self.server.files[name])
            return
        links = "".join(
            f'<a href="/files/{file}">{file}</a>'
            for file in self.server.files
            if _normal(file.split("-")[0]) == _normal(name)
        )
        self._head(200, len(links), "text/html")
        self.wfile.write(links.encode())

    def _file(self, path: Path) -> None:
        size = path.stat().st_size
        asked = re.match(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        first = int(asked[1]) if asked else 0
        last = int(asked[2]) if asked and asked[2] else size - 1
        more = {"Content-Range": f"bytes {first}-{last}/{size}"} if asked else {}
        self._head(206 if asked else 200, last - first + 1, "application/octet-stream", **more)
        data = path.read_bytes()[first : last + 1]
        if path == self.server.largest and not self.server.cut and len(data) == size:
            self.server.cut = True
            data = data[: size // 2]
            self.close_connection = True
        self.wfile.write(data)
        self.server.sent[path.name] += len(data)

    def _head(self, code: int, length: int, kind: str, **more: str) -> None:
        self.send_response(code)
        headers = {
            "Content-Length": str(length),
            "Content-Type": kind,
            "Accept-Ranges": "bytes",
            "ETag": '"1"',
        }
        for name, value in {**headers, **more}.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Logs nothing."""


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _run(words: list[str | Path]) -> None:
    # The machine's own pip settings may name other indexes; they are used only for the network runs.
    subprocess.run([str(word) for word in words], check=True)


if __name__ == "__main__":
    main()
