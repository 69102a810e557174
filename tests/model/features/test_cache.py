"""Kept features: found by content, never damaged or of something else, never larger than allowed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
import rasterio
import rasterio.shutil

from model.disk.scratch import PREFIX, remove_of_the_dead
from model.errors.errors import FeaturesNotKept
from model.features import cache
from model.features.cache import Kept, Key
from model.features.store import FeatureStore
from model.protocol.exploring import FeaturesAnswer
from model.protocol.values import SceneSpec
from tests.model.features.conftest import Ask
from tests.model.fixtures.pipeline import file_size_limit, run_one, save_tiny, write_scene
from tests.places import ROOT


def inside(folder: Path) -> list[str]:
    """Names of all that lies in the cache."""
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    "harm",
    [
        lambda path: path.write_bytes(path.read_bytes()[:-100]),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"GIF89a" + bytes(1000)),
        lambda path: flip(path, 3000),
        lambda path: flip(path, path.stat().st_size - 20),
    ],
)
def test_a_damaged_file_is_made_again(ask: Ask, scene: str, harm) -> None:  # type: ignore[no-untyped-def]
    first = ask(scene)
    good = FeatureStore.open(Path(first.path)).tokens()
    harm(Path(first.path))
    second = ask(scene)
    assert (second.path, second.kept) == (first.path, False)
    np.testing.assert_array_equal(FeatureStore.open(Path(second.path)).tokens(), good)


def flip(path: Path, place: int) -> None:
    """Changes one byte."""
    content = bytearray(path.read_bytes())
    content[place] ^= 255
    path.write_bytes(content)


def test_another_content_is_another_file_and_is_said(ask: Ask, scene: str) -> None:
    first = ask(scene)
    facts = os.stat(scene)
    with rasterio.open(scene, "r+") as raster:
        raster.write(raster.read(1) + 1, 1)
    # Some programs set the old time again: the content counts.
    os.utime(scene, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    only = ask(scene, only_kept=True)
    assert only.path == "" and "scene has changed" in only.changed
    second = ask(scene)
    assert second.path != first.path and "scene has changed" in second.changed
    third = ask(scene)
    assert third.path == second.path and third.changed == ""


def test_another_model_is_another_file_and_is_said(ask: Ask, scene: str, tmp_path: Path) -> None:
    model = tmp_path / "mine.safetensors"
    save_tiny(model, 0)
    first = ask(scene, model=str(model))
    save_tiny(model, 1)
    second = ask(scene, model=str(model))
    assert first.path != second.path and "model has changed" in second.changed
    assert FeatureStore.open(Path(second.path)).about["model_sha256"] == second.model_sha256


def test_how_a_scene_is_read_counts(ask: Ask, scene: str) -> None:
    first = ask(scene)
    assert ask(scene, spec=SceneSpec(scene, units="db", co_band=1)).path == first.path
    other = ask(scene, spec=SceneSpec(scene, units="db_x10", allow_any=True))
    assert other.path != first.path and not other.kept
    assert ask(scene, components=8).path != first.path
    assert ask(scene, extent=[402000.0, 3697600.0, 403200.0, 3698800.0]).path != first.path


def test_statistics_of_qgis_beside_a_scene_do_not_count(ask: Ask, scene: str) -> None:
    first = ask(scene)
    Path(scene + ".aux.xml").write_text("<PAMDataset></PAMDataset>", encoding="utf-8")
    assert ask(scene).kept
    assert ask(scene).path == first.path


def test_a_source_of_a_virtual_raster_counts(ask: Ask, scene: str, tmp_path: Path) -> None:
    virtual = str(tmp_path / "virtual.vrt")
    rasterio.shutil.copy(scene, virtual, driver="VRT")
    first = ask(virtual)
    with rasterio.open(scene, "r+") as raster:
        raster.write(raster.read(1) + 1, 1)
    assert ask(virtual).path != first.path


def test_the_oldest_go_first_but_none_in_use(ask: Ask, scene: str, kept: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    answers = [ask(scene, components=count) for count in (1, 2, 3)]
    for age, answer in enumerate(answers):
        os.utime(answer.path, (1000 + age, 1000 + age))
    held = FeatureStore.open(Path(answers[0].path))
    monkeypatch.setattr(cache, "_limit", answers[0].size + answers[2].size + answers[2].size // 2)
    Kept().trim()
    assert [Path(answer.path).exists() for answer in answers] == [True, False, True]
    assert held.tokens().shape[2] == 1
    del held
    os.utime(answers[0].path, (1000, 1000))
    monkeypatch.setattr(cache, "_limit", answers[2].size)
    Kept().trim()
    assert inside(kept) == [Path(answers[2].path).name]


def test_a_file_that_was_used_is_not_the_oldest(ask: Ask, scene: str) -> None:
    first, second = ask(scene, components=1), ask(scene, components=2)
    for answer in (first, second):
        os.utime(answer.path, (1000, 1000))
    assert ask(scene, components=1).kept
    assert os.stat(first.path).st_atime > os.stat(second.path).st_atime + 1e6
    assert os.stat(first.path).st_mtime == 1000, "the file is the same as before"


def test_beyond_the_limit_a_map_is_made_all_the_same(
    ask: Ask,
    model: Path,
    scene: str,
    kept: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cache, "_limit", 1000)
    result = run_one(scene, tmp_path / "out", model, features=True)
    assert result.features == "" and result.description is not None
    assert any("are not kept" in warning for warning in result.description.warnings)
    with pytest.raises(FeaturesNotKept, match="may be kept"):
        ask(scene)
    monkeypatch.setattr(cache, "_limit", 0)
    quiet = run_one(scene, tmp_path / "out", model, features=True)
    assert quiet.description is not None
    assert not any("are not kept" in warning for warning in quiet.description.warnings)
    assert not kept.exists()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_cache_for_users(ask: Ask, scene: str, kept: Path) -> None:
    kept.mkdir(parents=True)
    kept.chmod(0o500)
    with pytest.raises(FeaturesNotKept):
        ask(scene)


def test_a_cache_that_cannot_be_written(
    ask: Ask, model: Path, scene: str, kept: Path, tmp_path: Path
) -> None:
    kept.parent.mkdir()
    kept.write_text("a file in the way", encoding="utf-8")
    result = run_one(scene, tmp_path / "out", model, features=True)
    assert Path(result.products["landcover"]).exists() and result.description is not None
    assert any("cannot be written" in warning for warning in result.description.warnings)
    with pytest.raises(FeaturesNotKept):
        ask(scene)


def test_a_disk_that_becomes_full(ask: Ask, scene: str, kept: Path) -> None:
    with file_size_limit(100_000), pytest.raises(FeaturesNotKept, match="too large"):
        ask(scene)
    assert inside(kept) == []
    assert ask(scene).path


def test_a_disk_that_becomes_full_during_segmenting(
    model: Path, tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from model.features.mosaic import TileFile

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(TileFile, "add", full)
    scene = write_scene(tmp_path / "vv.tif", 100, 100)
    result = run_one(scene, tmp_path / "out", model, features=True)
    assert set(result.products) == {"landcover", "confidence", "attention"}
    assert result.features == "" and result.description is not None
    assert any("No space left" in warning for warning in result.description.warnings)
    assert inside(kept) == []


def test_two_at_once(ask: Ask, scene: str, kept: Path, tmp_path: Path) -> None:
    other = write_scene(tmp_path / "other.tif", 100, 120, full=True)
    answers: dict[str, FeaturesAnswer] = {}

    def work(name: str, path: str) -> None:
        answers[name] = ask(path)

    jobs = [("a", scene), ("b", scene), ("c", other)]
    threads = [threading.Thread(target=work, args=job) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers["a"].path == answers["b"].path != answers["c"].path
    for answer in answers.values():
        FeatureStore.open(Path(answer.path)).check()
    assert len(inside(kept)) == 2


@pytest.mark.skipif(sys.platform != "linux", reason="kills a process of its own")
def test_what_a_killed_process_left_is_removed(kept: Path, scene: str, ask: Ask) -> None:
    code = (
        "import os, signal\n"
        "from model.features.cache import Kept\n"
        "scratch = Kept().begin(1000, 1000)\n"
        "(scratch.path / 'made.features').write_bytes(bytes(1000))\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)
    (left,) = kept.iterdir()
    assert left.name.startswith(PREFIX)
    remove_of_the_dead()
    assert inside(kept) == []
    assert ask(scene).path


def test_a_key_depends_on_all_it_is_given() -> None:
    keys = [Key.of(place, rest) for place in ("a", "b") for rest in ("c", "d")]
    assert len({key.whole for key in keys}) == 4 and len({key.place for key in keys}) == 2


def test_the_cache_may_vanish(ask: Ask, scene: str, kept: Path) -> None:
    ask(scene)
    shutil.rmtree(kept)
    assert not ask(scene, only_kept=True).path
    assert Path(ask(scene).path).exists()
