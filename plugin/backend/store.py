"""The environments in the user's profile: which there are, which is in use, and how to switch."""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from ..disk.whole import write_whole

FOLDER = "sardino"
_CURRENT = "current.txt"
_UNFINISHED = ".unfinished"
_OLD = ".old"
_RETRIES = 20
_RETRY_SECONDS = 0.25


@dataclass(frozen=True)
class Store:
    """Sardino's folder in a QGIS profile.

    The folder lies outside the plugin's folder, which an update replaces. Each environment has its own
    folder, named after its requirements and its build of torch. One line in ``current.txt`` names the
    environment in use; the file is replaced in one step.

    Attributes:
        profile: The profile's folder.
    """

    profile: Path

    @property
    def root(self) -> Path:
        """The folder of all that Sardino keeps in the profile."""
        return self.profile / FOLDER

    @property
    def environments(self) -> Path:
        """Where the environments are."""
        return self.root / "environments"

    @property
    def cache(self) -> Path:
        """Downloads: a cancelled set-up continues from here."""
        return self.root / "downloads"

    @property
    def tools(self) -> Path:
        """The programs pip and uv."""
        return self.root / "tools"

    @property
    def pythons(self) -> Path:
        """Pythons that Sardino downloaded."""
        return self.root / "python"

    @property
    def unfinished(self) -> Path:
        """Where an environment is built."""
        return self.environments / _UNFINISHED

    def current(self) -> Path | None:
        """The environment in use; None if there is none."""
        try:
            name = (self.environments / _CURRENT).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            return None
        # A name, never a path: nothing outside can become the current environment.
        if not name or name != os.path.basename(name) or name.startswith("."):
            return None
        folder = self.environments / name
        if not folder.is_dir():
            # QGIS ended during a switch: the environment in use until then lies beside the folder.
            with contextlib.suppress(OSError):
                os.rename(self.environments / f"{_OLD}-{name}", folder)
        return folder if folder.is_dir() else None

    def is_up_to_date(self, key: str) -> bool:
        """Whether the environment in use was made for these requirements."""
        folder = self.current()
        return folder is not None and folder.name.startswith(f"{key}-")

    def commit(self, name: str) -> Path:
        """Gives the finished environment its name and puts it into use.

        Returns:
            The environment's folder.

        Raises:
            OSError: Files of the environment are in use. The environment used so far stays in use.
        """
        target = self.environments / name
        aside = self.environments / f"{_OLD}-{name}"
        _remove(aside)
        had_one = target.exists()
        if had_one:
            _rename(target, aside)
        try:
            _rename(self.unfinished, target)
            self._point_to(name)
        except OSError:
            if had_one and not target.exists():
                _rename(aside, target)
            raise
        return target

    def roll_back(self, name: str, before: Path | None) -> None:
        """Takes an environment out of use and restores the environment ``before``."""
        target = self.environments / name
        aside = self.environments / f"{_OLD}-{name}"
        _remove(target)
        if aside.exists():
            _rename(aside, target)
        if before is not None and before.exists():
            self._point_to(before.name)
        else:
            with contextlib.suppress(OSError):
                (self.environments / _CURRENT).unlink()

    def tidy(self) -> None:
        """Removes what is no longer needed: older environments, downloads, tools."""
        current = self.current()
        if current is None:
            return
        for folder in list(self.environments.iterdir()):
            if folder.is_dir() and folder != current:
                _remove(folder)
        _remove(self.cache)
        _remove(self.tools)

    def clear_unfinished(self) -> None:
        """Makes room for a new environment."""
        _remove(self.unfinished)

    def _point_to(self, name: str) -> None:
        write_whole(self.environments / _CURRENT, name + "\n")


def size_mb(folder: Path) -> int:
    """The folder's size on the disk."""
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(OSError):
                total += os.lstat(os.path.join(place, name)).st_size
    return total // 1_000_000


def _rename(source: Path, target: Path) -> None:
    """Renames a folder; tries again, since Windows refuses while a virus scanner reads in it."""
    for attempt in range(_RETRIES):
        try:
            os.rename(source, target)
            return
        except PermissionError:
            if attempt == _RETRIES - 1:
                raise
            time.sleep(_RETRY_SECONDS)


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
