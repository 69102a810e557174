"""Temporary folders of the plugin: gone after the work, or after the death of their QGIS."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from qgis.core import QgsProcessingUtils

from sardino.plugin.disk import scratch
from sardino.plugin.disk.scratch import LOCK, remove_left, scratch_folder

OWNER = """
import sys
from pathlib import Path
from qgis.PyQt.QtCore import QLockFile
folder = Path(sys.argv[1])
folder.mkdir(parents=True)
(folder / "copy.tif").write_bytes(b"x" * 1000)
lock = QLockFile(sys.argv[2])
lock.setStaleLockTime(0)
print(lock.tryLock(0), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def sessions(tmp_path, monkeypatch, qgis_app) -> Path:
    """Where QGIS has its temporary folders; this session's is one of them."""
    (tmp_path / "processing_mine").mkdir()
    monkeypatch.setattr(QgsProcessingUtils, "tempFolder", lambda *_: str(tmp_path / "processing_mine"))
    return tmp_path


@pytest.fixture
def other(sessions):
    """Another session in the middle of its work."""
    folder = sessions / "processing_other" / "sardino-abc"
    process = subprocess.Popen(
        [sys.executable, "-c", OWNER, str(folder), str(folder / LOCK)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout.readline().strip() == b"True"
    process.folder = folder
    yield process
    process.kill()
    process.wait()
    process.stdin.close()
    process.stdout.close()


def test_a_folder_goes_with_its_work(sessions):
    with scratch_folder() as folder:
        assert folder.parent == sessions / "processing_mine" and folder.name.startswith("sardino-")
        assert (folder / LOCK).exists()
        remove_left().join()
        assert folder.is_dir()
    assert not folder.exists()


def test_what_a_living_session_works_with_stays_and_what_a_killed_one_left_goes(sessions, other):
    remove_left().join()
    assert (other.folder / "copy.tif").exists()
    other.kill()
    other.wait()
    remove_left().join()
    assert not other.folder.exists() and not other.folder.parent.exists()
    assert (sessions / "processing_mine").is_dir()


def test_nothing_else_is_touched(sessions, other):
    other.kill()
    other.wait()
    kept = [
        sessions / "processing_other" / "result.tif",
        sessions / "processing_other" / "sardino-without-a-lock" / "a.tif",
        sessions / "elsewhere" / "sardino-x" / LOCK,
        sessions / "mine" / LOCK,
    ]
    for path in kept:
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text("mine")
    (sessions / "processing_other" / "sardino-link").symlink_to(sessions / "mine")
    remove_left().join()
    assert all(path.exists() for path in kept)
    assert not other.folder.exists()


def test_a_folder_that_cannot_be_looked_into_is_no_matter(sessions):
    scratch._remove_left(sessions / "missing")
