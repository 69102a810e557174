"""The environments that build.py makes: what is pinned, what is locked, where it comes from."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from plugin.setup import locks
from tools import (
    environments,
    lock,
    shell,
    system,
)


@pytest.mark.parametrize(
    "path",
    [
        environments.BACKEND_REQUIREMENTS,
        environments.DEV_REQUIREMENTS,
        environments.QGIS_TEST_REQUIREMENTS,
        environments.QT6_REQUIREMENTS,
        environments.DOCS_REQUIREMENTS,
    ],
    ids=lambda path: path.name,
)
def test_requirements_are_pinned(path: Path) -> None:
    assert environments.requirements(path)


def test_backend_requirements_are_justified_and_hold_what_set_up_asks_for() -> None:
    lines = environments.BACKEND_REQUIREMENTS.read_text(encoding="utf-8").splitlines()
    pinned = [line for line in lines if line and not line.startswith("#")]
    assert [line for line in pinned if len(line.partition("#")[2].strip()) < 5] == []
    assert {"torch", "torchvision", "timm", "rasterio"} <= set(
        environments.requirements(environments.BACKEND_REQUIREMENTS)
    )


def test_unpinned_requirement_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "requirements.txt"
    path.write_text("numpy>=2  # newer is better\n", encoding="utf-8")
    with pytest.raises(shell.Stop, match="not pinned"):
        environments.requirements(path)


def test_running_backend_has_the_pinned_versions() -> None:
    import importlib.metadata

    for name, wanted in environments.requirements(environments.BACKEND_REQUIREMENTS).items():
        assert importlib.metadata.version(name).split("+")[0] == wanted, name


def test_environment_is_made_anew_only_when_requirements_change(tmp_path: Path) -> None:
    python = environments.python_of(tmp_path)
    python.parent.mkdir(parents=True)
    python.touch()
    requirements = tmp_path / "needs.txt"
    requirements.write_text("a==1\n", encoding="utf-8")
    assert not environments._is_stamped(tmp_path, requirements)
    environments._stamp(tmp_path, requirements)
    assert environments._is_stamped(tmp_path, requirements)
    requirements.write_text("a==2\n", encoding="utf-8")
    assert not environments._is_stamped(tmp_path, requirements)


@pytest.fixture
def pip_calls(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], str]]:
    """What pip is called with, and the contents of the file that it is given; no torch+cpu unless allowed."""
    calls: list[tuple[list[str], str]] = []

    def run(command: list[str | Path], *, check: bool = True) -> int:
        text = Path(command[-1]).read_text(encoding="utf-8")
        calls.append(([str(word) for word in command], text))
        return 1 if not check and text.startswith("torch==2.13.0+cpu") else 0

    monkeypatch.setattr(environments, "run", run)
    monkeypatch.setattr(environments.platform, "system", lambda: "Linux")
    monkeypatch.setattr(system, "has_nvidia_gpu", lambda: False)
    monkeypatch.setattr(environments.urllib.request, "urlopen", lambda *_, **__: io.BytesIO(b""))
    return calls


def test_torch_without_cuda_comes_by_hash_where_there_is_no_gpu(
    pip_calls: list[tuple[list[str], str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    environments._install_torch(Path("python"))
    ((words, text),) = pip_calls
    assert words[words.index("--index-url") + 1] == environments.TORCH_CPU_INDEX
    assert text.startswith("torch==2.13.0+cpu") and text.count("--hash=sha256:") == 8
    assert {"--require-hashes", "--no-deps"} <= set(words)
    monkeypatch.setattr(system, "has_nvidia_gpu", lambda: True)
    environments._install_torch(Path("python"))
    words, text = pip_calls[-1]
    assert "--index-url" not in words and "--require-hashes" in words
    assert "\ntorch==2.13.0 " in text and "nvidia-cudnn-cu13==" in text


def test_torch_index_out_of_reach_falls_back(
    pip_calls: list[tuple[list[str], str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def unreachable(*_: object, **__: object) -> None:
        raise OSError("no route")

    monkeypatch.setattr(environments.urllib.request, "urlopen", unreachable)
    environments._install_torch(Path("python"))
    (own, text), (pypi, whole) = pip_calls
    assert "--index-url" not in own + pypi
    assert text.startswith("torch==2.13.0+cpu") and "\ntorch==2.13.0 " in whole
    assert all("--require-hashes" in words for words in (own, pypi))
    assert "CUDA" in capsys.readouterr().out


def test_the_environment_is_made_of_nothing_but_the_lock(
    pip_calls: list[tuple[list[str], str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environments, "BACKEND", tmp_path)
    monkeypatch.setattr(environments, "read", lambda command: "")
    environments.ensure_backend()
    assert all({"--require-hashes", "--no-deps", "-r"} <= set(words) for words, _ in pip_calls)
    assert pip_calls[-1][0][-1] == str(environments.LOCKS / "packages.txt")


def test_the_lock_is_that_of_the_requirements() -> None:
    pins = environments.requirements(environments.BACKEND_REQUIREMENTS)
    locked = {
        item.name: item for name in ("packages.txt", "torch.txt") for item in locks.read(locks.FOLDER / name)
    }
    assert {name: locked[name].version for name in pins} == pins, "run: python3 build.py lock"
    assert all(item.hashes for item in locked.values())


def test_the_lock_leads_to_no_other_index() -> None:
    for path in locks.FOLDER.iterdir():
        hosts = set(re.findall(r"https?://([^/\s)]+)", path.read_text(encoding="utf-8")))
        assert hosts <= {"download.pytorch.org"}, path.name


def test_running_backend_is_the_locked_one() -> None:
    import importlib.metadata

    for item in locks.read(locks.FOLDER / locks.PACKAGES):
        if not item.marker or "!= 'emscripten'" in item.marker:
            assert importlib.metadata.version(item.name) == item.version, item.name


PAGE = """<html><a href="/whl/cpu/torch-9.0%2Bcpu-cp312-cp312-manylinux_2_28_x86_64.whl#sha256={0}">x</a>
<a href="https://other.example/w/torch-9.0%2Bcpu-cp313-cp313-manylinux_2_28_x86_64.whl">none</a></html>"""


def test_builds_are_read_from_pytorch_s_page_and_never_change_quietly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(lock, "LOCKS", tmp_path)
    monkeypatch.setattr(lock, "BUILDS", {"cpu": ("manylinux_2_28_x86_64",)})
    answer = PAGE.format("a" * 64)
    monkeypatch.setattr(lock.urllib.request, "urlopen", lambda *_, **__: io.BytesIO(answer.encode()))
    lock._write_builds("9.0")
    name = "torch-9.0+cpu-cp312-cp312-manylinux_2_28_x86_64.whl"
    assert locks.read_builds(tmp_path / locks.BUILDS) == {name: "a" * 64}
    assert "cp313" in capsys.readouterr().out, "it is told which have no hash"
    answer = PAGE.format("b" * 64)
    with pytest.raises(shell.Stop, match="another hash"):
        lock._write_builds("9.0")

    def unreachable(*_: object, **__: object) -> None:
        raise OSError("no route")

    monkeypatch.setattr(lock.urllib.request, "urlopen", unreachable)
    lock._write_builds("9.0")
    assert locks.read_builds(tmp_path / locks.BUILDS) == {name: "a" * 64}
