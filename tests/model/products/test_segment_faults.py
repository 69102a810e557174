"""A segmentation that is cancelled, fails or finds no room leaves no file and no thread."""

from __future__ import annotations

import errno
import os
import threading
from pathlib import Path
from typing import Any

import pytest

from model.errors.errors import Cancelled, SceneNotReadable
from model.errors.progress import Progress
from model.inference import compute
from model.products.classify import LandCover
from model.products.raw import RawRaster
from model.sar.scene import Scene
from tests.model.fixtures.files import names_in
from tests.model.fixtures.pipeline import (
    file_size_limit,
    run,
    run_one,
)


def _threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("sardino")]


@pytest.mark.parametrize("polls", [1, 2, 4, 6, 9, 14, "writing"])
def test_cancel_at_every_stage_leaves_nothing(
    model: Path, scene_path: str, tmp_path: Path, polls: int | str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``polls`` from the beginning of a run, or the step in which it is cancelled."""
    run_one(scene_path, tmp_path, model)
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    if isinstance(polls, str):
        steps: list[str] = []
        begin = Progress.begin

        def noted(self: Progress, message: str, *rest: Any, **more: Any) -> None:
            begin(self, message, *rest, **more)
            steps.append(message)

        # Not by what is reported: on a slow machine the words of a step may come late.
        monkeypatch.setattr(Progress, "begin", noted)
        options: dict[str, Any] = {"cancelled": lambda: bool(steps) and steps[-1].endswith(polls)}
    else:
        calls: list[int] = []
        options = {"cancelled": lambda: calls.append(1) or len(calls) >= polls}
    with pytest.raises(Cancelled):
        run(scene_path, tmp_path, model, **options)
    # The products of the earlier run are as they were, and nothing else is there.
    assert {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before
    assert _threads() == []


@pytest.mark.parametrize("where", ["read", "blend", "infer"])
def test_an_error_in_any_thread_comes_out_as_itself(
    model: Path, scene_path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    calls: list[int] = []

    def failing(real: Any, error: Exception) -> Any:
        def call(*args: Any, **kwargs: Any) -> Any:
            calls.append(1)
            if len(calls) > (0 if where == "infer" else 1):
                raise error
            return real(*args, **kwargs)

        return call

    if where == "read":
        error: Exception = SceneNotReadable("vv.tif is damaged.")
        monkeypatch.setattr(Scene, "read", failing(Scene.read, error))
        result = run(scene_path, tmp_path, model).scenes[0]
        assert result.error is not None and result.error.code == "scene_not_readable"
    else:
        owner, name, error = {
            "blend": (LandCover, "add", KeyError("blend")),
            "infer": (compute.Inference, "run", ValueError("infer")),
        }[where]
        monkeypatch.setattr(owner, name, failing(getattr(owner, name), error))
        result = run(scene_path, tmp_path, model, outputs=["landcover"]).scenes[0]
        assert result.error is not None and result.error.code == "internal"
        assert repr(error) in result.error.detail or str(error) in result.error.detail
    assert names_in(tmp_path) == [] and _threads() == []


def test_disk_full_in_mid_write(
    model: Path, scene_path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: RawRaster, *args: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(RawRaster, "write", full)
    result = run(scene_path, tmp_path, model).scenes[0]
    assert result.error is not None and result.error.code == "disk_full"
    assert names_in(tmp_path) == []


@pytest.mark.parametrize("limit", [100_000, 450_000])
def test_file_size_limit_of_the_system_counts_as_a_full_disk(
    model: Path, scene_path: str, tmp_path: Path, limit: int
) -> None:
    """Real writes fail: of the first raw raster, or of the attention alone, which is larger."""
    with file_size_limit(limit):
        result = run(scene_path, tmp_path, model).scenes[0]
    assert result.error is not None and result.error.code == "disk_full"
    assert names_in(tmp_path) == []


def test_a_file_in_place_of_the_output_folder(model: Path, scene_path: str, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    result = run(scene_path, tmp_path / "out", model).scenes[0]
    assert result.error is not None and result.error.code == "output_not_writable"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_output_folder(model: Path, scene_path: str, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    result = run(scene_path, tmp_path, model).scenes[0]
    tmp_path.chmod(0o700)
    assert result.error is not None and result.error.code == "output_not_writable"
