"""Installs the locked packages with pip: only files with a SHA-256 known beforehand."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from ..errors import SetupNotGenuine, SetupPackageMissing
from ..translation import tr
from . import locks
from .builds import Build
from .facts import LINUX, WINDOWS, Facts
from .locks import Locked

_OF_CUDA = ("nvidia-", "cuda-", "triton")
"""Packages of a torch build whose CUDA is not locked."""


class LockedInstall:
    """Installs packages into an environment.

    Args:
        run: Runs pip with these words; the second argument says whether to ignore pip's own settings.
        index: Options that replace PyPI by another index.
        place: A new folder for pip's requirement files; it stays in the environment as a record.
        lock: Folder of the locked packages' lists.
        wheels: A folder of wheels to use instead of an index.
        say: Receives messages for the user.
    """

    def __init__(
        self,
        run: Callable[[Sequence[str], bool], None],
        index: Sequence[str],
        place: Path,
        *,
        lock: Path,
        wheels: Path | None,
        say: Callable[[str], None],
    ) -> None:
        self._run, self._index, self._place, self._wheels, self._say = run, list(index), place, wheels, say
        self._packages = locks.read(lock / locks.PACKAGES)
        self._light = locks.read(lock / locks.LIGHT)
        self._torch = locks.read(lock / locks.TORCH)
        self._tools = locks.read(lock / locks.TOOLS)
        self._builds = locks.read_builds(lock / locks.BUILDS)
        self._version = next(item.version for item in self._torch if item.name == "torch")

    def check_folder(self) -> None:
        """Makes sure that each usable wheel is locked, or listed in the folder's ``sha256sums.txt``.

        Raises:
            SetupNotGenuine: A wheel is neither locked nor listed.
        """
        if self._wheels is None:
            return
        listed = locks.read_sums(self._wheels)
        known = {digest for item in self._everything() for digest in item.hashes} | set(self._builds.values())
        for wheel in filter(self._may_be_used, sorted(self._wheels.glob("*.whl"))):
            digest = locks.digest_of(wheel)
            if digest not in known and listed.get(wheel.name) != digest:
                raise SetupNotGenuine(
                    tr("{file} in the folder of packages is not the file that it should be.").format(
                        file=wheel.name
                    ),
                    detail=f"{wheel.name}: {digest}",
                    remedy=tr(
                        "Fill the folder anew with plugin/setup/wheels.py on a computer with internet, and "
                        "copy all of it, {sums} included."
                    ).format(sums=locks.SUMS),
                )

    def _may_be_used(self, wheel: Path) -> bool:
        """Whether the set-up may use a wheel: the folder may also hold other packages and versions."""
        name, version = [*wheel.name.split("-"), ""][:2]
        name = name.replace("_", "-").lower()
        if name == "pip" or name.startswith(_OF_CUDA):
            return True
        return any(name == item.name and version.split("+")[0] == item.version for item in self._everything())

    def pip(self) -> None:
        """Installs the locked version of pip."""
        self._locked("pip.txt", [item for item in self._tools if item.name == "pip"], self._index)

    def light(self) -> None:
        """Installs all that the environment without torch has."""
        self._locked(locks.LIGHT, self._light, self._index)

    def packages(self) -> None:
        """Installs everything except torch and CUDA."""
        self._locked(locks.PACKAGES, self._packages, self._index)

    def torch(self, build: Build, python: tuple[int, ...], facts: Facts) -> None:
        """Installs torch, and CUDA if the build needs it.

        Args:
            build: The build; ignored with a folder of wheels, which decides the build.
            python: Version of the environment's Python.
            facts: The machine.
        """
        if self._wheels is not None:
            self._torch_of_folder(self._wheels, facts)
        elif build.index:
            self._torch_of_pytorch(build, python, facts)
        else:
            if build.kind == "cpu" and build.reachable is False:
                # A user's own index, named here or in pip's settings, may well have this build.
                with contextlib.suppress(SetupPackageMissing):
                    self._locked("torch-build.txt", [self._build("cpu")], self._index)
                    return
            self._locked(locks.TORCH, self._torch, self._index)

    def _torch_of_pytorch(self, build: Build, python: tuple[int, ...], facts: Facts) -> None:
        """Installs from PyTorch's own index; nothing else comes from there."""
        index = ["--index-url", build.index]
        platform = "win_amd64" if facts.system == WINDOWS else "aarch64" if facts.arm else "x86_64"
        if locks.has_build(self._builds, self._version, build.tag, python, platform):
            self._locked("torch-build.txt", [self._build(build.tag)], index)
            return
        self._say(
            tr("No hash is known of this build of PyTorch: it comes from PyTorch's own index and unchecked.")
        )
        # Locked packages are installed first: of this build's needs the index then serves only CUDA.
        self.packages()
        self._run([*index, f"torch=={self._version}+{build.tag}"], True)

    def _torch_of_folder(self, folder: Path, facts: Facts) -> None:
        name = re.compile(rf"torch-{re.escape(self._version)}(\+[A-Za-z0-9.]+)?-.+\.whl")
        matches = [(path, name.fullmatch(path.name)) for path in sorted(folder.glob("torch-*.whl"))]
        found = {path: match.group(1) or "" for path, match in matches if match}
        if not found:
            raise SetupPackageMissing(
                tr("The folder has no {package}.").format(package=f"torch {self._version}")
            )
        hashes = tuple(map(locks.digest_of, found))
        self._locked("torch-build.txt", [Locked("torch", self._version, "", hashes)], [])
        tag = max(found.values())  # pip's choice
        if facts.system == LINUX and not tag:
            self._locked("cuda.txt", [item for item in self._torch if item.name != "torch"], [])
        elif facts.system == LINUX and tag != "+cpu":
            self.packages()
            self._run([f"torch=={self._version}{tag}"], True)

    def _build(self, tag: str) -> Locked:
        return locks.build_of(self._builds, self._version, tag)

    def _everything(self) -> list[Locked]:
        return [*self._packages, *self._light, *self._torch, *self._tools]

    def _locked(self, name: str, packages: Sequence[Locked], index: Sequence[str]) -> None:
        self._place.mkdir(parents=True, exist_ok=True)
        file = self._place / name
        file.write_text(locks.write(packages), encoding="utf-8")
        # The lock is complete, so pip resolves nothing.
        self._run([*index, "--require-hashes", "--no-deps", "--requirement", str(file)], False)
