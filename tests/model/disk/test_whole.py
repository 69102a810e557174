"""Files that belong together: all are replaced, or none is, whatever happens in between."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from model.disk import whole as files
from model.disk.whole import recover, replace_all, write_all
from tests.model.fixtures.files import kill_while_replacing

NAMES = ["model.safetensors", "model.json"]


def contents(folder: Path) -> dict[str, str]:
    """Every file, hidden ones included."""
    return {path.name: path.read_text() for path in folder.iterdir() if path.is_file()}


def old(folder: Path) -> dict[str, str]:
    for name in NAMES:
        (folder / name).write_text(f"old {name}")
    return contents(folder)


def test_new_files_take_the_place_of_old_ones_and_others_go(tmp_path: Path) -> None:
    old(tmp_path)
    (tmp_path / "gone").write_text("x")
    write_all(
        {tmp_path / "model.safetensors": b"new", tmp_path / "model.json": lambda path: path.write_text("{}")},
        remove=[tmp_path / "gone", tmp_path / "never there"],
    )
    assert contents(tmp_path) == {"model.safetensors": "new", "model.json": "{}"}


def test_the_folder_is_made(tmp_path: Path) -> None:
    write_all({tmp_path / "a" / "b" / "c.txt": b"x"})
    assert contents(tmp_path / "a" / "b") == {"c.txt": "x"}


@pytest.mark.skipif(os.name != "posix", reason="Windows moves the old file away first")
@pytest.mark.parametrize("names", [NAMES[:1], NAMES])
def test_no_file_is_missing_in_between(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: list[str]
) -> None:
    old(tmp_path)
    replace, seen = os.replace, []

    def look(source: str | Path, target: str | Path) -> None:
        replace(source, target)
        seen.append(all((tmp_path / name).exists() for name in NAMES))

    monkeypatch.setattr(os, "replace", look)
    write_all({tmp_path / name: b"new" for name in names})
    assert seen == [True] * len(names)
    assert [contents(tmp_path)[name] for name in names] == ["new"] * len(names)


def test_links_are_replaced_and_not_what_they_lead_to(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.write_text("a user's file")
    folder = tmp_path / "folder"
    folder.mkdir()
    for name in NAMES:
        (folder / name).symlink_to(own)
    write_all({folder / name: b"new" for name in NAMES})
    assert own.read_text() == "a user's file" and contents(folder) == dict.fromkeys(NAMES, "new")


@pytest.mark.parametrize("kind", [OSError(28, "No space left on device"), ValueError("no such letter")])
def test_a_content_that_cannot_be_written_changes_nothing(tmp_path: Path, kind: Exception) -> None:
    before = old(tmp_path)

    def fail(path: Path) -> None:
        path.write_text("half")
        raise kind

    with pytest.raises(type(kind)):
        write_all({tmp_path / "model.safetensors": b"new", tmp_path / "model.json": fail})
    assert contents(tmp_path) == before


def test_an_error_names_the_file_that_the_user_knows(tmp_path: Path) -> None:
    (tmp_path / "model.json").mkdir()
    with pytest.raises(IsADirectoryError) as caught:
        write_all({tmp_path / "model.safetensors": b"new", tmp_path / "model.json": b"{}"})
    assert caught.value.filename == str(tmp_path / "model.json")
    assert contents(tmp_path) == {}


@pytest.mark.parametrize(("links", "after"), [*((False, n) for n in range(4)), (True, 0), (True, 1)])
def test_what_a_killed_process_left_is_put_back(tmp_path: Path, links: bool, after: int) -> None:
    """Two files aside, two in: killed before any of these four, all is put back."""
    before = old(tmp_path)
    (tmp_path / "other.json").write_text("not ours")
    kill_while_replacing(tmp_path, NAMES, after, links)
    assert any(name.startswith(files.PREFIX) for name in contents(tmp_path))
    recover(tmp_path)
    assert contents(tmp_path) == {**before, "other.json": "not ours"}


@pytest.mark.parametrize("after", [0, 1])
def test_where_nothing_was_before_a_killed_process_leaves_nothing(tmp_path: Path, after: int) -> None:
    kill_while_replacing(tmp_path, NAMES, after)
    recover(tmp_path)
    assert contents(tmp_path) == {}


def test_a_living_process_is_left_in_peace(tmp_path: Path) -> None:
    before = old(tmp_path)

    def meanwhile(path: Path) -> None:
        path.write_text("new")
        recover(tmp_path)  # as another thread or process would

    write_all({tmp_path / name: meanwhile for name in NAMES})
    assert contents(tmp_path) == dict.fromkeys(before, "new")


def test_what_cannot_be_put_back_at_once_is_put_back_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = old(tmp_path)
    monkeypatch.setattr(files, "_CAN_LINK", False)
    replace, calls = os.replace, []

    def refuse(source: str | Path, target: str | Path) -> None:
        calls.append(source)
        if len(calls) > 2:  # both are aside: from now on nothing works
            raise PermissionError(13, "used by another process", str(source))
        replace(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(PermissionError):
        write_all({tmp_path / name: b"new" for name in NAMES})
    monkeypatch.undo()
    recover(tmp_path)
    assert contents(tmp_path) == before


def test_a_busy_file_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a virus scanner on Windows that reads what was just written."""
    old(tmp_path)
    monkeypatch.setattr(files, "_CAN_LINK", False)
    replace, calls = os.replace, []

    def scanned(source: str | Path, target: str | Path) -> None:
        calls.append(source)
        if len(calls) % 2:
            raise PermissionError(13, "used by another process", str(source))
        replace(source, target)

    monkeypatch.setattr(os, "replace", scanned)
    monkeypatch.setattr(files, "_TRIES", 3)
    write_all({tmp_path / name: b"new" for name in NAMES})
    assert contents(tmp_path) == dict.fromkeys(NAMES, "new")


@pytest.mark.parametrize("name", ["../victim", "/etc/victim", "a/b", "", "..", 7, None])
def test_a_foreign_journal_reaches_nothing_outside_its_folder(tmp_path: Path, name: object) -> None:
    folder = tmp_path / "models"
    folder.mkdir()
    victim = tmp_path / "victim"
    victim.write_text("a user's file")
    found = os.lstat(victim)
    made = [found.st_size, found.st_mtime_ns]
    journal = folder / f"{files.PREFIX}abc.journal"
    journal.write_text(json.dumps([{"target": name, "aside": None, "made": made}]))
    recover(folder)
    assert victim.read_text() == "a user's file"
    assert not journal.exists()


def test_with_a_damaged_journal_the_old_files_stay(tmp_path: Path) -> None:
    old(tmp_path)
    kill_while_replacing(tmp_path, NAMES, after=3, links=False)
    (journal,) = tmp_path.glob("*.journal")
    journal.write_text("{")
    before = contents(tmp_path)
    recover(tmp_path)
    assert contents(tmp_path) == before
    assert sum("old model" in text for text in before.values()) == 2


def test_files_of_two_folders_do_not_belong_together(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="one folder"):
        replace_all([(None, tmp_path / "a" / "x"), (None, tmp_path / "b" / "x")])
