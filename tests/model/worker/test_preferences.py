"""The user's options reach the worker and count where a request leaves the choice open."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from model.checkpoint.library import choose_default
from model.inference import memory
from model.protocol.envelope import Hello
from model.protocol.segmenting import DescribeRequest, ListModelsRequest, SegmentRequest
from model.protocol.values import DeviceInfo, SceneSpec
from model.worker.preferences import Preferences
from tests.model.fixtures.worker import WorkerProcess, environment, write_model, write_scene
from tests.places import ROOT

SCENES = [SceneSpec("a.tif")]


@pytest.fixture
def models(tmp_path, monkeypatch):
    folder = tmp_path / "models"
    folder.mkdir()
    write_model(folder / "mine.safetensors")
    monkeypatch.setenv("SARDINO_MODELS", str(folder))
    return folder


def test_only_what_is_left_open_is_filled_in(models):
    mine = Preferences("cpu", "fp32")
    found = mine.applied(SegmentRequest(SCENES, "out"))
    assert (found.device, found.precision, found.model) == ("cpu", "fp32", "")
    asked = SegmentRequest(SCENES, "out", model="other", device="cuda", precision="bf16")
    assert mine.applied(asked) == asked
    assert Preferences().applied(asked) == asked
    question = DescribeRequest(SCENES[0])
    assert mine.applied(question) == question


def test_devices_are_shown_as_they_will_be_taken():
    devices = [DeviceInfo("cuda", "GPU"), DeviceInfo("cpu", "CPU")]
    assert [item.kind for item in Preferences("cpu").ordered(devices)] == ["cpu", "cuda"]
    assert Preferences().ordered(devices) == devices


def test_a_worker_with_options(models, tmp_path):
    scene = write_scene(tmp_path / "scene.tif")
    choose_default("mine")
    options = ("--device", "cpu", "--precision", "fp32", "--memory-mb", "1600")
    with WorkerProcess(*options, models=models) as process:
        assert isinstance(process.next(), Hello)
        process.ask("m", ListModelsRequest())
        listed = process.answer("m").result.models
        assert [item.name for item in listed if item.is_default] == ["mine"]
        process.ask("s", SegmentRequest([SceneSpec(str(scene))], str(tmp_path / "out")))
        result = process.answer("s").result
        (done,) = result.scenes
        assert done.error is None
        assert (result.model, done.precision) == ("tiny", "fp32")
        limits = Path(f"/proc/{process.process.pid}/limits").read_text()
        (line,) = [text for text in limits.splitlines() if text.startswith("Max data size")]
        assert str(1600 * 2**20) in line


def test_beyond_the_limit_an_allocation_fails():
    code = (
        "from model.inference import memory; memory.limit(1500); import numpy\n"
        "numpy.ones(100 * 2**20, 'uint8')\n"
        "try:\n    numpy.ones(2000 * 2**20, 'uint8')\n"
        "except MemoryError:\n    print('refused')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment(), capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "refused", done.stderr


def test_too_small_a_limit_is_raised_and_a_gpu_s_share_follows(monkeypatch):
    monkeypatch.setattr(memory, "_limit_mb", 0)
    assert memory.limit_gpu(8 * 2**30) is None
    monkeypatch.setattr(memory, "_limit_posix", lambda size: None)
    monkeypatch.setenv("GDAL_CACHEMAX", "")
    memory.limit(100)
    assert memory.limit_mb() == memory.SMALLEST_MB
    memory.limit(4096)
    assert memory.limit_gpu(8 * 2**30) == 0.5
    assert memory.limit_gpu(2 * 2**30) == 1.0


@pytest.mark.skipif(sys.platform != "linux", reason="other C libraries give memory back by themselves")
def test_freed_memory_goes_back_to_the_system() -> None:
    """Small arrays between large ones keep the heap from shrinking by itself."""
    code = (
        "from model.inference import memory; from pathlib import Path\n"
        "def resident(): return int(Path('/proc/self/statm').read_text().split()[1]) * 4096\n"
        "kept, large = [], []\n"
        "for _ in range(2000): large.append(bytearray(50_000)); kept.append(bytearray(600))\n"
        "large.clear(); before = resident(); memory.give_back()\n"
        "print(before - resident())"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert int(done.stdout) > 50_000_000, done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="glibc alone hands large arrays back at once")
@pytest.mark.parametrize("prepared", [False, True])
def test_large_arrays_are_not_handed_back_to_the_system_each_time(prepared: bool) -> None:
    """Else their pages are cleared again for the next one: page faults count them."""
    code = (
        "import resource, sys\n"
        "from model.startup import prepare_process\n"
        "if sys.argv[1] == 'True': prepare_process()\n"
        "def faults(): return resource.getrusage(resource.RUSAGE_SELF).ru_minflt\n"
        "size = 40_000_000\n"
        "bytearray(size); before = faults()\n"
        "for _ in range(10): bytearray(size)\n"
        "print((faults() - before) / 10 / (size / 4096))"  # share of the pages that were fetched anew
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(prepared)], cwd=ROOT, capture_output=True, text=True
    )
    assert (float(done.stdout) < 0.1) is prepared, done.stdout + done.stderr
