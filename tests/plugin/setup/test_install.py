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

from sardino.plugin.backend.environment import Surroundings, find_interpreter
from sardino.plugin.errors import (
    JobCancelled,
    PluginError,
    SetupNoNetwork,
    SetupNoPython,
    SetupNotGenuine,
    SetupNotVerified,
    SetupNotWritable,
    SetupPackageMissing,
)
from sardino.plugin.setup import locks, packages
from sardino.plugin.setup.builds import Build
from sardino.plugin.setup.install import Installer, adopt
from sardino.plugin.setup.network import Network, Proxy
from sardino.plugin.setup.plan import Listener, Plan
from sardino.plugin.setup.pythons import Interpreter
from tests.plugin.fixtures.setup import (
    CPU,
    Bench,
    base_python,
    bench,
    lock_wheels,
    no_network,
    serving,
    write_wheel,
)


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
        bench.installer(plan, Listener()).run()
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

    lock_wheels(tmp_path, bench.lock, {"torch": "1.0"})

    def fetch(address: str) -> bytes:
        if address == "https://mirror.example/simple/uv/":
            return f'<a href="{wheel.name}#sha256={locks.digest_of(wheel)}">uv</a>'.encode()
        if address.endswith(wheel.name):
            return wheel.read_bytes()
        raise OSError(address)

    bench.store.root.mkdir(parents=True)
    network = Network(Proxy("http", "proxy.example", 3128), "https://mirror.example/simple")
    plan = Plan(CPU, None, network)
    installer = bench.installer(plan, bench.listener(), fetch)
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
    from sardino.plugin.backend.requirements import key

    file = tmp_path / "r.txt"
    file.write_text("torch==1.0  # one\nnumpy==2.0\n")
    first = key(file)
    file.write_text("# another comment\nnumpy==2.0\ntorch==1.0\n")
    assert key(file) == first
    file.write_text("torch==1.1\nnumpy==2.0\n")
    assert key(file) != first
