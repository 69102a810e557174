"""Writes files that belong together: either all files get their final names, or all earlier files stay.

The files that are replaced first get hidden names in the same folder, then the new
ones are moved in. If a move fails, all moved files are moved back. A journal, a hidden file that its process
keeps locked, records the moves. After a process was killed in between, :func:`recover` finds the journal and
moves everything back.

Windows refuses to move a file that another program has open. Such a move fails before anything is replaced,
since the old files are moved first. Readers need no locks.

Standard library only.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import secrets
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

from model.disk.locks import lock

PREFIX = ".sardino_"
"""Prefix of all hidden files of this module: ``.sardino_<token>.journal``, ``.<n>.old`` and
``.<n>.new...``."""
STALE_SECONDS = 24 * 3600
"""Where files cannot be locked, a journal of this age counts as the journal of a dead process."""
ENDED = (b"", b"[]")
"""An empty journal or an empty list: there is nothing to move back."""

_CAN_LINK = os.name == "posix"
"""With a hard link to the old file, the target's name always exists."""
# A virus scanner may hold a file that was just written.
_TRIES, _RETRY_SECONDS = (20, 0.1) if sys.platform == "win32" else (1, 0.0)
_BUSY = (errno.EAGAIN, errno.EACCES, errno.EWOULDBLOCK, errno.EDEADLK)

Content = bytes | Callable[[Path], None]
"""The content of a file, or a function that writes the content to a given path."""
Move = tuple[Path | None, Path]
"""Source and target; without a source the target is removed."""


@dataclass(frozen=True)
class _Entry:
    """A line of the journal: names within the folder, and size and time of the new file."""

    target: str
    aside: str | None
    made: tuple[int, int] | None


def write_all(files: Mapping[Path, Content], remove: Iterable[Path] = ()) -> None:
    """Writes files and removes other files, all or none.

    Args:
        files: Target to content. All lie in one folder, which is created if missing.
        remove: Files of the same folder to remove; missing files are no error.

    Raises:
        OSError: A file cannot be written or replaced; nothing has changed. ``filename`` names the file.
    """
    targets = [Path(path) for path in files]
    folder = _folder_of([*targets, *remove])
    folder.mkdir(parents=True, exist_ok=True)
    with _transaction(folder) as transaction:
        moves: list[Move] = [(None, Path(path)) for path in remove]
        for number, (target, content) in enumerate(zip(targets, files.values(), strict=True)):
            made = transaction.name(f"{number}.new{target.suffix}")
            _write(made, content, target)
            moves.append((made, target))
        transaction.perform(moves)


def replace_all(moves: Sequence[Move]) -> None:
    """Gives complete files their final names, all or none.

    Args:
        moves: Moves in this order. All targets lie in one folder, and the sources on the same disk.

    Raises:
        OSError: A target cannot be replaced; nothing has changed. ``filename`` names the target.
    """
    with _transaction(_folder_of([target for _, target in moves])) as transaction:
        transaction.perform(moves)


def recover(folder: Path) -> None:
    """Undoes unfinished replacements of killed processes in a folder, and removes their hidden files."""
    try:
        left = [name for name in os.listdir(folder) if name.startswith(PREFIX)]
    except OSError:
        return
    tokens = {name[len(PREFIX) :].split(".")[0] for name in left}
    for token in tokens:
        transaction = _Transaction(folder, token)
        with contextlib.suppress(OSError):
            if transaction.is_of_the_dead():
                transaction.roll_back()


def _folder_of(paths: Sequence[Path]) -> Path:
    folders = {Path(path).absolute().parent for path in paths}
    if len(folders) != 1:
        raise ValueError(f"files that belong together lie in one folder: {sorted(map(str, folders))}")
    return folders.pop()


@contextmanager
def _transaction(folder: Path) -> Iterator[_Transaction]:
    recover(folder)
    transaction = _Transaction(folder, secrets.token_hex(6))
    with transaction.begun():
        yield transaction


class _Transaction:
    """The replacement of one set of files; its hidden files share a token."""

    def __init__(self, folder: Path, token: str) -> None:
        self._folder = folder
        self._token = token
        self._journal: BinaryIO | None = None
        self._has_noted = False

    def name(self, ending: str) -> Path:
        """Path of a hidden file of this transaction."""
        return self._folder / f"{PREFIX}{self._token}.{ending}"

    @contextmanager
    def begun(self) -> Iterator[None]:
        """Holds the journal, and removes all hidden files afterwards."""
        with open(self.name("journal"), "x+b") as self._journal:
            with contextlib.suppress(OSError):  # a disk without locks: the journal's age has to suffice
                lock(self._journal)
            try:
                yield
            except BaseException:
                self.roll_back()
                raise
            if self._has_noted:
                self._note([])
        self._tidy()

    def perform(self, moves: Sequence[Move]) -> None:
        """Moves everything; the caller rolls back after an error."""
        _check(moves)
        if len(moves) == 1 and moves[0][0] is not None:
            _rename(moves[0][0], moves[0][1], moves[0][1])  # atomic: the target is never missing
            return
        entries = []
        for number, (source, target) in enumerate(moves):
            aside = self.name(f"{number}.old").name if os.path.lexists(target) else None
            entries.append(_Entry(target.name, aside, _seen(source) if source is not None else None))
        self._note(entries)
        for entry, (source, target) in zip(entries, moves, strict=True):
            if entry.aside is not None:
                _set_aside(target, self._folder / entry.aside, keep=source is not None)
        for source, target in moves:
            if source is not None:
                _rename(source, target, target)

    def is_of_the_dead(self) -> bool:
        """Whether the transaction's process has ended; the journal may already be gone."""
        path = self.name("journal")
        try:
            with open(path, "r+b") as file:
                lock(file)
                return True
        except FileNotFoundError:
            return True
        except OSError as error:
            return error.errno not in _BUSY and time.time() - path.stat().st_mtime > STALE_SECONDS

    def roll_back(self) -> None:
        """Moves everything back; if a move fails, the journal stays for :func:`recover`."""
        failed: OSError | None = None
        for entry in reversed(self._entries()):
            try:
                self._put_back(entry)
            except OSError as error:
                failed = error
        if failed is not None:
            raise failed
        if self._journal is not None:
            if self._has_noted:
                self._note([])
            self._journal.close()
        self._tidy()

    def _put_back(self, entry: _Entry) -> None:
        target = self._folder / entry.target
        aside = self._folder / entry.aside if entry.aside is not None else None
        was_moved = aside is None or os.path.lexists(aside)
        if was_moved and entry.made is not None and _seen(target) == entry.made:
            target.unlink()
        if aside is not None and was_moved and not os.path.lexists(target):
            _rename(aside, target, target)

    def _entries(self) -> list[_Entry]:
        """The journal's entries; only names in the folder are accepted, since anyone may have written it.

        Raises:
            OSError: The journal cannot be read, and there are old files that it may list.
        """
        own = f"{PREFIX}{self._token}."
        try:
            said = self.name("journal").read_bytes()
            listed = [] if said in ENDED else json.loads(said)
            entries = [_Entry(**{**item, "made": _pair(item["made"])}) for item in listed]
        except FileNotFoundError:
            return []
        except (ValueError, TypeError, LookupError, OverflowError, RecursionError) as error:
            if any(name.startswith(own) and name.endswith(".old") for name in os.listdir(self._folder)):
                raise OSError(errno.EIO, f"damaged: {error}", str(self.name("journal"))) from error
            return []
        return [
            entry
            for entry in entries
            if _is_name(entry.target)
            and (entry.aside is None or (_is_name(entry.aside) and entry.aside.startswith(own)))
        ]

    def _note(self, entries: list[_Entry]) -> None:
        """Writes the journal again."""
        assert self._journal is not None
        self._has_noted = True
        self._journal.seek(0)
        self._journal.truncate()
        self._journal.write(json.dumps([asdict(entry) for entry in entries]).encode())
        self._journal.flush()
        os.fsync(self._journal.fileno())

    def _tidy(self) -> None:
        own = f"{PREFIX}{self._token}."
        for name in os.listdir(self._folder):
            if name.startswith(own):
                with contextlib.suppress(OSError):
                    os.unlink(self._folder / name)


def _check(moves: Sequence[Move]) -> None:
    """Checks that only files are moved aside."""
    for _, target in moves:
        if target.is_dir() and not target.is_symlink():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))


def _write(path: Path, content: Content, target: Path) -> None:
    try:
        if callable(content):
            content(path)
            return
        with open(path, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(target)) from error


def _set_aside(target: Path, aside: Path, *, keep: bool) -> None:
    """Gives a file another name; with ``keep``, adds a second name if possible."""
    if keep and _CAN_LINK:
        with contextlib.suppress(OSError):
            os.link(target, aside, follow_symlinks=False)
            return
    _rename(target, aside, target)


def _rename(source: Path, target: Path, shown: Path) -> None:
    """Renames; an error names the file that the user knows."""
    for left in reversed(range(_TRIES)):
        try:
            os.replace(source, target)
            return
        except PermissionError as error:
            if not left:
                raise OSError(error.errno, error.strerror, str(shown)) from error
            time.sleep(_RETRY_SECONDS)
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(shown)) from error


def _seen(path: Path) -> tuple[int, int] | None:
    """Size and time: a rename keeps both, so they identify a new file."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def _is_name(name: Any) -> bool:
    plain = isinstance(name, str) and name not in ("", ".", "..") and not set(name) & set("/\\:\0")
    return plain and _is_text(name)


def _pair(value: Any) -> tuple[int, int] | None:
    return (int(value[0]), int(value[1])) if value is not None else None


def _is_text(name: str) -> bool:
    try:
        os.fsencode(name)
    except UnicodeEncodeError:
        return False
    return True
