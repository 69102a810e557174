"""The set-up with real venv and pip and a package that is small: made, upgraded, cancelled, rolled back."""

# ruff: noqa: F401, F811 (a fixture is imported, and is an argument of the tests)

from __future__ import annotations

import http.server
import os
import subprocess
import sys
import threading
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from setup_fixtures import CPU, Bench, base_python, bench, no_network, write_wheel

from sardino.plugin.backend.environment import Surroundings, find_interpreter
from sardino.plugin.errors import (
    JobCancelled,
    PluginError,
    SetupNoNetwork,
    SetupNoPython,
    SetupNotVerified,
    SetupNotWritable,
    SetupPackageMissing,
)
from sardino.plugin.setup import packages
from sardino.plugin.setup.builds import Build
from sardino.plugin.setup.install import Installer, Listener, Plan, adopt
from sardino.plugin.setup.network import Network, Proxy
from sardino.plugin.setup.pythons import Interpreter


def folders(bench: Bench) -> list[str]:
    return sorted(path.name for path in bench.store.environments.iterdir())


def test_from_nothing_to_an_environment_in_use(bench: Bench) -> None:
    python = bench.run()
    assert python.is_file()
    assert bench.version() == "1.0"
    assert python.is_relative_to(bench.store.current())
    name = bench.store.current().name
    assert set(folders(bench)) == {name, "current.txt"}
    assert name.endswith("-cpu")
    assert bench.fractions == sorted(bench.fractions)
    assert bench.fractions[-1] == 1.0
    assert find_interpreter(Surroundings(False, bench.root, bench.store.current())) == python
    # Nothing of QGIS's is in it, and nothing of it is in QGIS's.
    seen = subprocess.run([python, "-c", "import qgis"], capture_output=True, check=False)
    assert b"No module named 'qgis'" in seen.stderr
    assert not any("sardino/environments" in path for path in sys.path)


def test_an_upgrade_replaces_the_environment(bench: Bench) -> None:
    bench.run()
    before = bench.store.current()
    bench.offer("2.0")
    bench.run()
    assert bench.version() == "2.0"
    assert not before.exists()


def test_setting_up_the_same_again_repairs_it(bench: Bench) -> None:
    python = bench.run()
    module = next(bench.store.current().rglob("torch.py"))
    module.write_text("broken(")
    assert bench.run() == python
    assert bench.version() == "1.0"


def test_a_missing_package_leaves_the_environment_in_use(bench: Bench) -> None:
    bench.run()
    bench.offer("2.0", wheel=False)
    with pytest.raises(SetupPackageMissing) as caught:
        bench.run()
    assert "2.0" in caught.value.message
    assert bench.version() == "1.0"
    assert len(folders(bench)) == 2


def test_a_model_that_does_not_run_leaves_the_environment_in_use(bench: Bench, monkeypatch) -> None:
    bench.run()
    bench.offer("2.0")
    monkeypatch.setenv("SARDINO_TEST_PROBLEM", "The result is not finite.")
    with pytest.raises(SetupNotVerified, match="not finite"):
        bench.run()
    monkeypatch.delenv("SARDINO_TEST_PROBLEM")
    assert bench.version() == "1.0"
    assert len(folders(bench)) == 2


def test_a_failure_in_its_place_is_rolled_back(bench: Bench, monkeypatch) -> None:
    bench.run()
    before = bench.store.current()
    bench.offer("2.0")
    verify = Installer._verify

    def fail_in_place(self, python, *, forward):
        if not forward:
            raise SetupNotVerified("It does not start from there.")
        verify(self, python, forward=forward)

    monkeypatch.setattr(Installer, "_verify", fail_in_place)
    with pytest.raises(SetupNotVerified):
        bench.run()
    assert bench.store.current() == before
    assert bench.version() == "1.0"


@pytest.mark.parametrize("step", ["Making", "Downloading and installing PyTorch", "Verifying: "])
def test_cancelled_at_any_step_it_leaves_nothing_behind(bench: Bench, step: str) -> None:
    bench.cancel_at = step
    with pytest.raises(JobCancelled):
        bench.run()
    assert bench.store.current() is None
    assert folders(bench) == []
    bench.cancel_at = ""
    bench.run()
    assert bench.version() == "1.0"


def test_what_was_downloaded_is_kept_for_the_next_try(bench: Bench) -> None:
    bench.store.cache.mkdir(parents=True)
    (bench.store.cache / "half").write_text("x")
    bench.cancel_at = "Verifying"
    with pytest.raises(JobCancelled):
        bench.run()
    assert (bench.store.cache / "half").exists()
    bench.cancel_at = ""
    bench.run()
    assert not bench.store.cache.exists()


def test_a_user_s_own_settings_of_pip_do_not_lead_astray(bench: Bench, monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("PIP_TARGET", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("PIP_USER", "1")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    bench.run()
    assert bench.version() == "1.0"
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_profile_that_cannot_be_written(bench: Bench) -> None:
    bench.profile.chmod(0o500)
    try:
        with pytest.raises(SetupNotWritable):
            bench.run()
    finally:
        bench.profile.chmod(0o700)


def test_a_folder_that_is_a_file(bench: Bench) -> None:
    bench.store.root.write_text("in the way")
    with pytest.raises(SetupNotWritable):
        bench.run()


def test_without_python_and_network_it_says_what_to_do(bench: Bench) -> None:
    plan = Plan(CPU, None)
    with pytest.raises(SetupNoPython) as caught:
        Installer(bench.store, bench.facts, plan, Listener(), no_network, bench.requirements).run()
    assert "python.org" in caught.value.remedy


def test_without_pip_and_network(bench: Bench, tmp_path) -> None:
    # A Python whose ensurepip is gone, as Debian's without python3-venv.
    for wheel in bench.wheels.glob("pip-*"):
        wheel.unlink()
    bench_run = Installer._bundled_pip
    try:
        Installer._bundled_pip = lambda self, python, reason: (_ for _ in ()).throw(
            SetupNoNetwork(str(reason))
        )
        with pytest.raises(SetupNoNetwork, match="no network"):
            bench.run()
    finally:
        Installer._bundled_pip = bench_run


FAKE_UV = """\
#!/bin/sh
mkdir -p "$UV_PYTHON_INSTALL_DIR/cpython-3.11.9-linux/bin"
echo "$@" "$HTTPS_PROXY" > "$UV_PYTHON_INSTALL_DIR/../asked"
ln -s {python} "$UV_PYTHON_INSTALL_DIR/cpython-3.11.9-linux/bin/python3"
"""


def test_a_python_is_fetched_where_there_is_none(bench: Bench, tmp_path: Path) -> None:
    script = FAKE_UV.format(python=base_python())
    wheel = write_wheel(tmp_path, "uv", packages.UV, {f"uv-{packages.UV}.data/scripts/uv": script})

    def fetch(address: str) -> bytes:
        if address == "https://mirror.example/simple/uv/":
            return f'<a href="{wheel.name}">uv</a>'.encode()
        if address.endswith(wheel.name):
            return wheel.read_bytes()
        raise OSError(address)

    bench.store.root.mkdir(parents=True)
    network = Network(Proxy("http", "proxy.example", 3128), "https://mirror.example/simple")
    plan = Plan(CPU, None, network)
    installer = Installer(bench.store, bench.facts, plan, bench.listener(), fetch, bench.requirements)
    python = Path(installer._python())
    assert python.is_relative_to(bench.store.pythons)
    asked = (bench.store.root / "asked").read_text()
    assert asked.startswith("python install 3.12 --no-bin --no-registry")
    assert "http://proxy.example:3128" in asked


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
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Packages)
    server.asked, server.folder = [], bench.wheels
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


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
    Installer(bench.store, bench.facts, plan, bench.listener(), no_network, bench.requirements).run()
    assert bench.version() == "1.0"
    start = "http://index.invalid/simple/torch/" if by_proxy else "/simple/torch/"
    assert start in index.asked


def test_torch_alone_comes_from_its_own_index(bench: Bench, monkeypatch) -> None:
    """On Linux without a GPU: the build without CUDA, pinned by its mark, from PyTorch's index only."""
    bench.offer("1.0", extra="torchvision==0.5\ntimm==1.0\n")
    plan = Plan(Build("cpu", "cpu", "https://pytorch.example/cpu", 1), Interpreter(base_python(), (3, 11)))
    installer = Installer(bench.store, bench.facts, plan, Listener(), no_network, bench.requirements)
    calls: list[list[str]] = []
    monkeypatch.setattr(installer, "_run", lambda command, *_: calls.append(command))
    monkeypatch.setattr(installer, "_pip", lambda python: ["pip"])
    installer._install(Path("python"))
    torch, vision, rest = calls
    assert torch[-3:] == ["--index-url", "https://pytorch.example/cpu", "torch==1.0+cpu"]
    assert vision[-2:] == ["--no-deps", "torchvision==0.5+cpu"]
    assert "https://pytorch.example/cpu" not in rest
    assert rest[-3:] == ["torch==1.0", "torchvision==0.5", "timm==1.0"]


def test_without_pytorch_s_index_a_build_without_cuda_is_still_tried_first(bench: Bench, monkeypatch) -> None:
    plan = Plan(Build("cpu", "", "", 1, reachable=False), Interpreter(base_python(), (3, 11)))
    installer = Installer(bench.store, bench.facts, plan, Listener(), no_network, bench.requirements)
    asked: list[str] = []

    def run(command: list[str], *_: object) -> None:
        asked.append(command[-1])
        if command[-1].endswith("+cpu"):
            raise SetupPackageMissing("No matching distribution found for torch==1.0+cpu")

    monkeypatch.setattr(installer, "_run", run)
    installer._install_torch(["pip", "install"])
    assert asked == ["torch==1.0+cpu", "torch==1.0"]


def test_an_existing_interpreter_is_checked(bench: Bench, tmp_path) -> None:
    bench.run()
    python = str(bench.facts.python_in(bench.store.current()))
    assert "torch 1.0" in adopt(python, bench.facts, bench.listener())
    bare = tmp_path / "bare"
    subprocess.run([base_python(), "-m", "venv", "--without-pip", str(bare)], check=True)
    with pytest.raises(PluginError) as caught:
        adopt(str(bare / "bin" / "python"), bench.facts, bench.listener())
    assert "torch" in caught.value.text()
    assert "requirements" in caught.value.remedy


@pytest.mark.parametrize("path", ["/nowhere/python", "/etc/hostname"])
def test_what_is_no_interpreter_is_refused(bench: Bench, path: str) -> None:
    with pytest.raises(SetupNoPython):
        adopt(path, bench.facts, Listener())


def test_a_python_that_is_gone(bench: Bench) -> None:
    with pytest.raises(PluginError) as caught:
        bench.run(Interpreter("/nowhere/python3", (3, 12)))
    assert "/nowhere/python3" in caught.value.message


def test_qgis_s_own_python_is_left_as_it_is(bench: Bench) -> None:
    def packages() -> str:
        return subprocess.run(
            [
                base_python(),
                "-c",
                "import sysconfig, os; print(sorted(os.listdir(sysconfig.get_path('purelib'))))",
            ],
            capture_output=True,
            text=True,
            check=False,
        ).stdout

    before, path = packages(), list(sys.path)
    bench.run()
    assert packages() == before
    assert sys.path == path


def test_the_key_changes_with_a_pin_and_not_with_a_comment(tmp_path: Path) -> None:
    from sardino.plugin.setup.requirements import key

    file = tmp_path / "r.txt"
    file.write_text("torch==1.0  # one\nnumpy==2.0\n")
    first = key(file)
    file.write_text("# another comment\nnumpy==2.0\ntorch==1.0\n")
    assert key(file) == first
    file.write_text("torch==1.1\nnumpy==2.0\n")
    assert key(file) != first
