"""Runs with processes of this computer: finished scenes stay, failed ones are told, nothing is half."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time

import pytest
import rasterio

from model.archive.scene import ArchiveScene
from model.errors.errors import ArchiveInUse, Cancelled, DiskFull, InvalidRequest
from tests.model.archive.conftest import complete
from tests.model.fixtures.pipeline import file_size_limit
from tests.model.fixtures.worker import WAIT, environment, write_model, write_scene
from tests.places import ROOT


def test_a_run_and_its_repetition(warm, archive, folder):
    (folder / "broken.tif").write_bytes(b"no raster")
    first = archive.run(folder)
    assert (first.done, first.skipped, first.failed) == (3, 0, 1)
    assert archive.names("c") == complete("c")
    with open(first.failures) as table:
        rows = list(csv.DictReader(table))
    assert [(row["id"], row["code"], row["attempts"]) for row in rows] == [
        ("broken", "scene_not_readable", "1")
    ]
    assert rows[0]["remedy"]
    assert not (archive.out / "broken").exists()
    made = (archive.out / "c" / "c.json").stat().st_mtime_ns

    (folder / "broken.tif").unlink()
    second = archive.run(folder)
    assert (second.done, second.skipped, second.failed) == (0, 3, 0)
    assert (archive.out / "c" / "c.json").stat().st_mtime_ns == made
    # Failures of the past are gone from the table with their cause.
    assert not (archive.out / "failures.csv").exists()


def test_only_what_has_changed_is_made_again(warm, archive, folder):
    archive.run(folder)
    write_scene(folder / "c.tif", columns=160)
    (archive.out / "S1A_20200102T030405_a" / "S1A_20200102T030405_a_landcover.tif").unlink()
    again = archive.run(folder)
    assert (again.done, again.skipped) == (2, 1)
    assert set(archive.ended) == {"c", "S1A_20200102T030405_a"}
    with rasterio.open(archive.out / "c" / "c_landcover.tif") as product:
        assert product.width == 160
    # Another parameter: all scenes; and the product that is not wanted any longer goes with its run.
    other = archive.run(folder, outputs=("landcover",))
    assert (other.done, other.skipped) == (3, 0)
    assert archive.names("c") == ["c.json", "c_landcover.tif"]


def test_expected_classes_and_shares_reach_every_scene(warm, archive, folder):
    first, second = archive.settings()[1].classes[:2]
    code, other = first.code, second.code
    asked = {"classes": [first.name.upper(), str(other)], "priors": {str(code): 3.0, str(other): 1.0}}
    scenes = [ArchiveScene(str(folder / "c.tif"))]
    assert archive.run(scenes).done == 1
    assert archive.run(scenes, asked={**asked, "careful": True, "engine": "torch"}).done == 1
    with rasterio.open(archive.out / "c" / "c_landcover.tif") as product:
        assert set(product.read(1).ravel()) <= {0, code, other}
        tags = product.tags()
    assert tags["SARDINO_PRIOR_SHARES"] == f"{code}=0.75, {other}=0.25"
    parameters = json.loads(tags["SARDINO_PARAMETERS"])
    assert (parameters["careful"], parameters["engine"]) == (True, "torch")
    # The same classes in other words, and another engine: nothing to do.
    words = {"classes": [str(other), str(code)], "priors": {str(other): 10, str(code): 30}, "careful": True}
    assert archive.run(scenes, asked=words).skipped == 1
    assert archive.run(scenes, asked=asked).done == 1


def test_what_is_not_asked_for_changes_no_hash(archive, folder):
    """Scenes that were finished before there was the option stay finished."""
    scene = ArchiveScene(str(folder / "c.tif"))
    plain = archive.settings()[0].hash_of(scene)
    every = [str(item.code) for item in archive.settings()[1].classes]
    assert archive.settings({"engine": "torch", "classes": every})[0].hash_of(scene) == plain
    others = ({"careful": True}, {"classes": every[:2]}, {"priors": dict.fromkeys(every, 1.0)})
    hashes = {archive.settings(asked)[0].hash_of(scene) for asked in others}
    assert len(hashes) == 3 and plain not in hashes


@pytest.mark.parametrize(
    ("asked", "words"), [({"classes": ["grain"]}, "grain"), ({"priors": {"10": 0.0}}, "share")]
)
def test_a_class_that_the_model_lacks_ends_the_run_before_it_begins(archive, asked, words):
    with pytest.raises(InvalidRequest, match=words):
        archive.settings(asked)


def test_another_model_makes_all_again(warm, archive, folder, tmp_path):
    archive.run(folder)
    archive.model = write_model(tmp_path / "other.safetensors")
    assert archive.run(folder).done == 3
    assert archive.item("c")["properties"]["sardino:model"]


def test_a_scene_of_the_same_name_elsewhere_keeps_the_first_map(warm, archive, folder, tmp_path):
    archive.run([ArchiveScene(str(folder / "c.tif"))])
    other = tmp_path / "elsewhere"
    other.mkdir()
    write_scene(other / "c.tif", columns=160)
    archive.run([ArchiveScene(str(other / "c.tif"))])
    (name,) = archive.ended
    assert name.startswith("c-")
    with rasterio.open(archive.out / "c" / "c_landcover.tif") as product:
        assert product.width == 128


def test_a_duplicate_is_made_once(warm, archive, folder):
    scenes = [ArchiveScene(str(folder / "c.tif")), ArchiveScene(str(folder / "." / "c.tif"))]
    result = archive.run(scenes)
    assert (result.done, result.duplicates) == (1, 1)


def test_two_runs_do_not_share_a_folder(warm, archive, folder):
    def inside(scene, outcome) -> None:
        with pytest.raises(ArchiveInUse):
            archive.__class__(archive.model, archive.out).run(folder)

    archive.run([ArchiveScene(str(folder / "c.tif"))], ended=inside)


def test_a_cancelled_run_keeps_what_is_finished(archive, folder):
    count = []
    with pytest.raises(Cancelled):
        archive.run(folder, cancelled=lambda: bool(count), ended=lambda scene, outcome: count.append(1))
    finished = [name for name in archive.ended if archive.ended[name] == "done"]
    assert finished and len(finished) < 3
    left = sorted(path.name for path in archive.out.iterdir() if path.is_dir())
    assert left == sorted(["_model", *finished])
    assert all(archive.names(name) == complete(name) for name in finished)
    assert archive.run(folder).skipped == len(finished)


def test_a_process_that_dies_is_replaced(archive, folder, monkeypatch):
    """The first process is killed in its first scene; the scene is tried again in a second process."""
    from model.archive import work

    started = []

    class Fragile(work.SceneProcess):
        def __init__(self, **options) -> None:
            super().__init__(**options)
            started.append(self)
            if len(started) == 1:
                os.kill(self.pid, signal.SIGKILL)

    monkeypatch.setattr(work, "SceneProcess", Fragile)
    monkeypatch.setattr(work, "_WAIT_SECONDS", 0.0)
    assert archive.run([ArchiveScene(str(folder / "c.tif"))]).done == 1
    assert [outcome.attempts for outcome in archive.outcomes] == [2]
    assert len(started) == 2


def test_a_process_serves_several_scenes_and_is_then_replaced(archive, folder, monkeypatch):
    from model.archive import work

    started = []

    class Counted(work.SceneProcess):
        def __init__(self, **options) -> None:
            super().__init__(**options)
            started.append(self)

    monkeypatch.setattr(work, "SceneProcess", Counted)
    assert archive.run(folder, scenes_per_process=2).done == 3
    assert [process.scenes for process in started] == [2, 1]
    assert not any(process.alive() for process in started)


def test_a_full_disk_ends_the_run_and_leaves_nothing(archive, folder):
    """No file may grow beyond some bytes, as on a full disk; children inherit the limit."""
    write_scene(folder / "d.tif")
    archive.run([ArchiveScene(str(folder / "d.tif"))])
    with file_size_limit(4000), pytest.raises(DiskFull, match="is full"):
        archive.run(folder)
    assert set(archive.ended.values()) == {"disk_full"}
    assert sorted(path.name for path in archive.out.iterdir() if path.is_dir()) == ["_model", "d"]
    assert archive.names("d") == complete("d")
    assert archive.run(folder).done == 3


KILLED = """
import sys
from pathlib import Path
from tests.model.archive.conftest import Archive
archive = Archive(Path(sys.argv[1]), Path(sys.argv[2]))
archive.run(sys.argv[3], ended=lambda scene, outcome: print(scene.id, flush=True))
"""


@pytest.mark.skipif(os.name != "posix", reason="POSIX signals")
def test_a_killed_run_loses_no_finished_scene(archive, folder):
    command = [sys.executable, "-c", KILLED, str(archive.model), str(archive.out), str(folder)]
    with subprocess.Popen(command, cwd=ROOT, env=environment(), stdout=subprocess.PIPE, text=True) as process:
        finished = process.stdout.readline().strip()
        process.kill()
    assert archive.names(finished) == complete(finished)
    made = (archive.out / finished / f"{finished}.json").stat().st_mtime_ns
    # The orphaned scene process ends when its parent has gone.
    result = archive.run(folder)
    assert result.skipped >= 1 and result.done + result.skipped == 3
    assert (archive.out / finished / f"{finished}.json").stat().st_mtime_ns == made
    for name in ("S1A_20200102T030405_a", "S1A_20200102T030430_b", "c"):
        end = time.monotonic() + WAIT
        while archive.names(name) != complete(name) and time.monotonic() < end:
            time.sleep(0.1)
        assert archive.names(name) == complete(name)
