"""Where packages come from: an index, a proxy, a folder; and nothing is installed but what is locked."""

from __future__ import annotations

import http.server
import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from sardino.plugin.errors import (
    SetupNotGenuine,
    SetupPackageMissing,
)
from sardino.plugin.setup import locks, packages
from sardino.plugin.setup.builds import Build
from sardino.plugin.setup.network import Network, Proxy
from sardino.plugin.setup.plan import Plan
from sardino.plugin.setup.pythons import Interpreter
from tests.plugin.fixtures.setup import (
    Bench,
    base_python,
    folders,
    lock_wheels,
    serving,
    write_wheel,
)

pytest_plugins = ["tests.plugin.fixtures.setup"]


class Packages(http.server.BaseHTTPRequestHandler):
    """A package index, and a proxy that leads to it."""

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        self.server.asked.append(self.path)
        name = path.rstrip("/").rpartition("/")[2]
        found = self.server.folder / name
        listed = sorted(self.server.folder.glob(f"{name}-*.whl")) if path.endswith("/") else []
        self.send_response(200 if listed or found.is_file() else 404)
        self.send_header("Content-Type", "text/html" if listed else "application/octet-stream")
        self.end_headers()
        links = "".join(f'<a href="{item.name}">{item.name}</a>' for item in listed).encode()
        self.wfile.write(links or (found.read_bytes() if found.is_file() else b""))

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def index(bench: Bench):
    with serving(Packages) as server:
        server.folder = bench.wheels
        yield server


@pytest.mark.parametrize("by_proxy", [False, True])
def test_pip_takes_qgis_s_proxy_and_the_chosen_index(
    bench: Bench, index, monkeypatch, by_proxy: bool
) -> None:
    (pip,) = bench.wheels.glob("pip-*.whl")
    monkeypatch.setattr(packages, "PIP", pip.name.split("-")[1])
    bench.store.tools.mkdir(parents=True)
    (bench.store.tools / pip.name).write_bytes(pip.read_bytes())
    place = f"http://127.0.0.1:{index.server_port}/simple"
    network = Network(index=place)
    if by_proxy:
        # Only the proxy knows where that is.
        monkeypatch.setenv("PIP_TRUSTED_HOST", "index.invalid")
        network = Network(Proxy("http", "127.0.0.1", index.server_port), "http://index.invalid/simple")
    plan = Plan(Build("cpu", "", "", 1), Interpreter(base_python(), (3, 11)), network)
    bench.installer(plan, bench.listener()).run()
    assert bench.version() == "1.0"
    start = "http://index.invalid/simple/torch/" if by_proxy else "/simple/torch/"
    assert start in index.asked


def recorded(bench: Bench, monkeypatch, build: Build, version=(3, 12)) -> list[tuple[list[str], str, dict]]:
    """What pip is called with for a build, what the file says that it is given, and its variables."""
    write_wheel(bench.wheels, "torchvision", "0.5")
    lock_wheels(bench.wheels, bench.lock)
    name = "torch-1.0+cpu-cp312-cp312-manylinux_2_28_{}.whl sha256:" + "a" * 64 + "\n"
    (bench.lock / locks.BUILDS).write_text(name.format("x86_64") + name.format("aarch64"))
    installer = bench.installer(Plan(build, Interpreter(base_python(), version)), bench.listener())
    installer._python()
    calls: list[tuple[list[str], str, dict]] = []

    def run(command: list[str], variables: dict) -> None:
        file = Path(command[-1])
        calls.append((command, file.read_text() if file.is_file() else "", variables))

    monkeypatch.setattr(installer, "_run", run)
    monkeypatch.setattr(installer, "_pip", lambda python: ["pip"])
    installer._install(Path("python"))
    return calls


BY_HASH = ["--require-hashes", "--no-deps", "--requirement"]


def test_torch_alone_comes_from_its_own_index(bench: Bench, monkeypatch) -> None:
    """On Linux without a GPU: the build without CUDA, by its hash, from PyTorch's index only."""
    (torch, wanted, _), (rest, others, _) = recorded(
        bench, monkeypatch, Build("cpu", "cpu", "https://pytorch.example/cpu", 1)
    )
    assert torch[-6:-1] == ["--index-url", "https://pytorch.example/cpu", *BY_HASH]
    assert wanted.startswith("torch==1.0+cpu") and f"--hash=sha256:{'a' * 64}" in wanted
    assert "https://pytorch.example/cpu" not in rest and rest[-4:-1] == BY_HASH
    assert others.startswith("torchvision==0.5 ") and "torch==" not in others


def test_a_build_whose_hash_is_not_known_comes_from_pytorch_alone_and_says_so(
    bench: Bench, monkeypatch
) -> None:
    monkeypatch.setenv("PIP_EXTRA_INDEX_URL", "https://other.example")
    build = Build("cuda", "cu126", "https://pytorch.example/cu126", 1)
    before, torch, after = recorded(bench, monkeypatch, build)
    assert before[0][-4:-1] == after[0][-4:-1] == BY_HASH, "all others are there before, by their hashes"
    assert torch[0][-3:] == ["--index-url", "https://pytorch.example/cu126", "torch==1.0+cu126"]
    assert torch[2]["PIP_CONFIG_FILE"] == os.devnull and "PIP_EXTRA_INDEX_URL" not in torch[2]
    assert any("unchecked" in line for line in bench.lines)
    bench.lines.clear()
    recorded(bench, monkeypatch, Build("cpu", "cpu", "https://pytorch.example/cpu", 1), (3, 13))
    assert any("unchecked" in line for line in bench.lines), "of another Python no hash is known"


def test_the_ordinary_build_comes_by_hash_with_its_cuda(bench: Bench, monkeypatch) -> None:
    (torch, wanted, _), _ = recorded(bench, monkeypatch, Build("cuda", "cu130", "", 1))
    assert torch[-4:-1] == BY_HASH and "--index-url" not in torch
    assert wanted == (bench.lock / locks.TORCH).read_text()


def test_without_pytorch_s_index_a_build_without_cuda_is_still_tried_first(bench: Bench, monkeypatch) -> None:
    build = Build("cpu", "", "", 1, reachable=False)
    first = recorded(bench, monkeypatch, build)
    assert [wanted.split(" ")[0] for _, wanted, _ in first] == ["torch==1.0+cpu", "torchvision==0.5"]
    installer = bench.installer(Plan(build, Interpreter(base_python(), (3, 12))), bench.listener())
    asked: list[str] = []

    def run(command: list[str], *_: object) -> None:
        asked.append(Path(command[-1]).read_text().split(" ")[0])
        if asked[-1].endswith("+cpu"):
            raise SetupPackageMissing("No matching distribution found for torch==1.0+cpu")

    monkeypatch.setattr(installer, "_run", run)
    installer._locked(["pip"]).torch(build, (3, 12), bench.facts)
    assert asked == ["torch==1.0+cpu", "torch==1.0"]


def test_a_file_that_is_not_locked_is_not_installed(bench: Bench, index, monkeypatch) -> None:
    """A mirror that serves another file under the same name."""
    (pip,) = bench.wheels.glob("pip-*.whl")
    monkeypatch.setattr(packages, "PIP", pip.name.split("-")[1])
    bench.store.tools.mkdir(parents=True)
    (bench.store.tools / pip.name).write_bytes(pip.read_bytes())
    write_wheel(bench.wheels, "torch", "1.0", {"torch.py": "VERSION = 'evil'\n"})
    network = Network(index=f"http://127.0.0.1:{index.server_port}/simple")
    plan = Plan(Build("cpu", "", "", 1), Interpreter(base_python(), (3, 11)), network)
    with pytest.raises(SetupNotGenuine, match=r"torch==1\.0") as caught:
        bench.installer(plan, bench.listener()).run()
    assert "DO NOT MATCH" in caught.value.detail
    assert folders(bench) == []


def test_what_a_package_asks_for_and_is_not_locked_is_not_installed(bench: Bench) -> None:
    write_wheel(bench.wheels, "torch", "1.0", {"torch.py": "VERSION = '1.0'\n"}, needs="surprise")
    lock_wheels(bench.wheels, bench.lock)
    wheel = write_wheel(bench.wheels, "surprise", "6.6", {"surprise.py": ""})
    (bench.wheels / locks.SUMS).write_text(f"{locks.digest_of(wheel)}  {wheel.name}\n")
    bench.run()
    assert bench.version() == "1.0" and not list(bench.store.current().rglob("surprise.py"))


def test_pip_s_settings_lead_to_no_other_place_than_the_folder(
    bench: Bench, monkeypatch, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    write_wheel(other, "torch", "1.0+cpu", {"torch.py": "VERSION = 'other'\n"})
    (tmp_path / "pip.conf").write_text(f"[global]\nfind-links = {other}\n")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(tmp_path / "pip.conf"))
    monkeypatch.setenv("PIP_FIND_LINKS", str(other))
    bench.run()
    assert bench.version() == "1.0"


def test_a_wheel_in_the_folder_that_is_another_is_refused(bench: Bench) -> None:
    write_wheel(bench.wheels, "torch", "1.0", {"torch.py": "VERSION = 'evil'\n"})
    with pytest.raises(SetupNotGenuine, match=r"torch-1\.0-py3-none-any\.whl") as caught:
        bench.run()
    assert "wheels.py" in caught.value.remedy and "sha256sums.txt" in caught.value.remedy
    assert folders(bench) == []


def test_what_else_lies_in_the_folder_does_not_matter(bench: Bench) -> None:
    write_wheel(bench.wheels, "unrelated", "1.0", {"unrelated.py": ""})
    write_wheel(bench.wheels, "torch", "9.9", {"torch.py": "VERSION = '9.9'\n"})
    bench.run()
    assert bench.version() == "1.0"


def test_a_build_that_is_not_locked_has_to_be_in_the_folder_s_own_list(bench: Bench) -> None:
    for older in bench.wheels.glob("torch-*.whl"):
        older.unlink()
    wheel = write_wheel(bench.wheels, "torch", "1.0+cpu", {"torch.py": "VERSION = '1.0+cpu'\n"})
    with pytest.raises(SetupNotGenuine):
        bench.run()
    (bench.wheels / locks.SUMS).write_text(f"{locks.digest_of(wheel)}  {wheel.name}\n")
    bench.run()
    assert bench.version() == "1.0+cpu"
    (bench.wheels / locks.SUMS).write_text(f"{'0' * 64}  {wheel.name}\n")
    with pytest.raises(SetupNotGenuine):
        bench.run()
