"""The set-up with real venv and pip and a package that is small: made, upgraded, cancelled, rolled back."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sardino.plugin.backend import requirements
from sardino.plugin.backend.environment import Surroundings, find_interpreter
from sardino.plugin.errors import (
    JobCancelled,
    SetupNoNetwork,
    SetupNoPython,
    SetupNotVerified,
    SetupNotWritable,
    SetupPackageMissing,
)
from sardino.plugin.setup import locks, packages
from sardino.plugin.setup.builds import Build
from sardino.plugin.setup.install import Installer
from sardino.plugin.setup.network import Network, Proxy
from sardino.plugin.setup.plan import Listener, Plan
from sardino.plugin.setup.pythons import Interpreter
from tests.plugin.fixtures.setup import (
    CPU,
    DOCTOR,
    Bench,
    base_python,
    folders,
    lock_wheels,
    write_wheel,
)

pytest_plugins = ["tests.plugin.fixtures.setup"]


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


def light(bench: Bench) -> Plan:
    """A plan for the environment without torch; its model asks for another package."""
    write_wheel(bench.wheels, "openvino", "1.0", {"openvino.py": "VERSION = '1.0'\n"})
    write_wheel(bench.wheels, "scipy", "1.0", {"scipy/__init__.py": "", "scipy/stats/__init__.py": ""})
    lock_wheels(bench.wheels, bench.lock)
    (bench.root / "model" / "__main__.py").write_text(
        "import sys\nassert '--full' not in sys.argv\n" + DOCTOR.format(package="openvino")
    )
    return Plan(Build("light", "light", "", 1), Interpreter(base_python(), (3, 11)), wheels=bench.wheels)


def test_light_has_no_torch_and_takes_the_place_of_a_former_environment(bench: Bench) -> None:
    bench.run()
    former = bench.store.current()
    bench.requirements.write_text("torch==1.0\nopenvino==1.0\n")  # the next version asks for more
    assert not bench.store.is_up_to_date(requirements.key(bench.requirements))
    bench.installer(light(bench), bench.listener()).run()
    here = bench.store.current()
    assert here.name == f"{requirements.key(bench.requirements)}-light" and not former.exists()
    assert list(here.rglob("openvino.py")) and not list(here.rglob("torch*"))
    assert list(here.rglob("scipy/__init__.py")) and not list(here.rglob("stats"))


def test_full_has_to_have_torch(bench: Bench) -> None:
    (bench.root / "model" / "__main__.py").write_text(
        "import sys\nassert '--full' in sys.argv\n" + DOCTOR.format(package="torch")
    )
    bench.run()
    assert bench.version() == "1.0"


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
