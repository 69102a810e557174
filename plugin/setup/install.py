"""The set-up itself: from nothing to a verified environment in use, or back to the previous state.

Blocking, without Qt; runs in its own thread.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Sequence
from pathlib import Path

from ..backend import requirements
from ..backend.environment import worker_environment
from ..backend.store import Store
from ..errors import (
    PluginError,
    SetupFailed,
    SetupNoNetwork,
    SetupNoPython,
    SetupNotGenuine,
    SetupNotVerified,
)
from ..translation import fill, tr
from . import locks, packages
from .builds import LIGHT
from .command import CommandFailed, run
from .facts import Facts, read
from .failures import explain_command, explain_os
from .locked import LockedInstall
from .packages import Fetch
from .plan import Listener, Plan
from .progress import VERIFY, Progress
from .pythons import MANAGED, NO_VENV, PREFERRED, as_text, existing, probe
from .slim import slim


class Installer:
    """Sets up one environment.

    Args:
        store: Where to set up.
        facts: The machine.
        plan: What to set up.
        listener: Receives progress and output.
        fetch: Downloads an address; raises ``OSError`` on failure.
        file: The requirements.
        lock: Folder of the locked packages.
    """

    def __init__(
        self,
        store: Store,
        facts: Facts,
        plan: Plan,
        listener: Listener,
        fetch: Fetch,
        file: Path = requirements.FILE,
        lock: Path = locks.FOLDER,
    ) -> None:
        self._store = store
        self._facts = facts
        self._plan = plan
        self._listener = listener
        self._fetch = fetch
        self._file = file
        self._lock = lock
        self._version: tuple[int, ...] = PREFERRED[0]
        self._progress = Progress(plan.build.download_mb)
        self._pip_progress = "raw"
        self._variables = plan.network.variables(worker_environment(os.environ))
        # The user's pip settings must not install packages elsewhere.
        for name in ("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_REQUIRE_VIRTUALENV"):
            self._variables.pop(name, None)
        self._variables["PIP_USER"] = "0"
        # Pip's settings may name other places, and pip would search these places too.
        others = ("PIP_FIND_LINKS", "PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_CONSTRAINT")
        self._alone = {name: value for name, value in self._variables.items() if name not in others}
        self._alone["PIP_CONFIG_FILE"] = os.devnull

    def run(self) -> Path:
        """Makes the environment, verifies it, and puts it into use.

        Returns:
            The environment's interpreter.

        Raises:
            JobCancelled: The listener cancelled.
            SetupFailed: The set-up failed. The environment used so far stays in use.
        """
        before = self._store.current()
        try:
            self._store.environments.mkdir(parents=True, exist_ok=True)
            self._store.clear_unfinished()
            python = self._make_environment(self._python())
            self._install(python)
            self._verify(python, forward=True)
            return self._put_into_use(before)
        except OSError as error:
            raise explain_os(error) from error
        finally:
            with contextlib.suppress(OSError):
                self._store.clear_unfinished()

    # The steps

    def _python(self) -> str:
        """The Python to build on; downloaded if there is none."""
        if self._plan.interpreter is not None:
            self._version = self._plan.interpreter.version
            return self._plan.interpreter.path
        if self._plan.wheels is not None:
            raise SetupNoPython(tr("Without internet, Python itself cannot be fetched."))
        self._say(tr("Fetching Python"))
        program = self._uv()
        wanted = as_text(PREFERRED[0])
        # uv keeps a Python separate: not on PATH, not in the registry, no special rights needed.
        environment = {
            **self._variables,
            "UV_PYTHON_INSTALL_DIR": str(self._store.root / MANAGED),
            "UV_CACHE_DIR": str(self._store.cache / "uv"),
            "UV_NO_CONFIG": "1",
        }
        arm_windows = self._facts.system == "windows" and self._facts.arm
        wanted = f"cpython-{wanted}-windows-x86_64" if arm_windows else wanted
        command = [str(program), "python", "install", wanted, "--no-bin", "--no-registry"]
        self._run(command, environment, SetupNoPython)
        tail = ("python.exe",) if self._facts.system == "windows" else ("bin", "python3")
        for path in existing([(self._store.root / MANAGED / "cpython-*").joinpath(*tail)]):
            found = probe(path, self._facts, read)
            if not found.problem:
                self._version = found.version
                return path
        raise SetupNoPython(tr("uv fetched a Python that does not run."))

    def _uv(self) -> Path:
        """The program uv; downloaded unless present."""
        try:
            wheel = self._tool("uv", packages.UV)
        except OSError as error:
            raise SetupNoPython(
                tr(
                    "This computer has no Python that the model runs on, and none could be fetched: {reason}"
                ).format(reason=error)
            ) from error
        return packages.unpack_uv(wheel, self._store.tools, self._facts)

    def _make_environment(self, base: str) -> Path:
        self._say(tr("Making the environment"))
        # Without pip: pip is a wheel outside the environment. So Debian's Python without pip works too.
        command = [base, "-I", "-m", "venv", "--without-pip", str(self._store.unfinished)]
        self._run(command, self._variables, SetupFailed)
        return Path(self._facts.python_in(self._store.unfinished))

    def _install(self, python: Path) -> None:
        """Installs torch first if it is wanted, then everything else; only files with a locked hash."""
        job = self._locked(self._pip(python))
        job.check_folder()
        if self._plan.build.kind == LIGHT:
            self._say(tr("Downloading and installing the packages"))
            job.light()
            self._slim()
            return
        self._say(tr("Downloading and installing PyTorch"))
        job.torch(self._plan.build, self._version, self._facts)
        self._say(tr("Downloading and installing the other packages"))
        job.packages()

    def _slim(self) -> None:
        """Takes out what is never loaded; the check that follows shows that nothing else is missing."""
        freed = slim(self._store.unfinished)
        self._listener.line(f"Removed {freed / 1e6:.0f} MB that Sardino never loads")

    def _locked(self, pip: list[str]) -> LockedInstall:
        """The installation with this pip."""
        common = ["--only-binary", ":all:", "--no-input", "--no-warn-script-location"]
        # Compiling all of torch takes longer than unpacking it.
        common += ["--disable-pip-version-check", "--no-compile", "--progress-bar", self._pip_progress]
        index = self._plan.network.index_options()
        if self._plan.wheels is not None:
            common += ["--no-index", "--find-links", str(self._plan.wheels)]
            index = []
        else:
            common += ["--cache-dir", str(self._store.cache / "pip")]
        return LockedInstall(
            lambda given, alone: self._run(
                [*pip, "install", *common, *given],
                self._alone if alone or self._plan.wheels is not None else self._variables,
            ),
            index,
            self._store.unfinished / "locked",
            lock=self._lock,
            wheels=self._plan.wheels,
            say=self._listener.line,
        )

    def _pip(self, python: Path) -> list[str]:
        """The command that runs pip for the new environment."""
        folder = self._plan.wheels
        wheel = packages.local_wheel("pip", "", folder) if folder is not None else None
        if wheel is None:
            try:
                wheel = self._tool("pip", packages.PIP)
            except OSError as error:
                self._listener.line(f"pip {packages.PIP} could not be fetched: {error}")
                return self._bundled_pip(python, error)
        self._pip_progress = "raw" if packages.reports_in_numbers(wheel) else "off"
        return [str(python), "-I", os.path.join(str(wheel), "pip")]

    def _tool(self, name: str, version: str) -> Path:
        """The wheel of pip or uv; a download is checked against the index and the lock."""
        hashes = locks.hashes_of(locks.read(self._lock / locks.TOOLS), name)
        place, index = self._store.tools, self._plan.network.index
        return packages.fetch_wheel(name, version, place, self._facts, self._fetch, index, hashes)

    def _bundled_pip(self, python: Path, reason: OSError) -> list[str]:
        """The pip of the Python itself, as a second choice: pip's network differs from QGIS's."""
        pip = [str(python), "-I", "-m", "pip"]
        self._pip_progress = "off"
        try:
            self._run([str(python), "-I", "-m", "ensurepip", "--default-pip"], failure=SetupNoNetwork)
            self._locked(pip).pip()
        except SetupNotGenuine:
            raise
        except SetupFailed as error:
            raise SetupNoNetwork(str(reason), detail=error.detail) from error
        self._pip_progress = "raw"
        return pip

    def _verify(self, python: Path, *, forward: bool) -> None:
        """Loads the packages and runs the model once."""
        self._progress.begin(VERIFY)
        self._say(tr("Verifying: running the model once") if forward else tr("Verifying in its place"))
        words = [] if forward else ["--no-forward"]
        if self._plan.build.kind != LIGHT:
            words.append("--full")
        check_environment(python, self._facts, self._listener, words)

    def _put_into_use(self, before: Path | None) -> Path:
        key = requirements.key(self._file)
        name = f"{key}-{self._plan.build.tag or self._plan.build.kind}"
        self._say(tr("Putting it into use"))
        folder = self._store.commit(name)
        python = Path(self._facts.python_in(folder))
        try:
            self._verify(python, forward=False)
        except BaseException:
            self._store.roll_back(name, before)
            raise
        self._store.tidy()
        self._listener.progress(1.0, 0.0)
        return python

    # Helpers

    def _say(self, text: str) -> None:
        self._listener.step(text)
        self._listener.line(f"== {text}")
        self._report()

    def _report(self) -> None:
        self._progress.tick()
        self._listener.progress(self._progress.fraction, self._progress.seconds_left)

    def _line(self, text: str) -> None:
        if not self._progress.line(text):
            self._listener.line(text)

    def _run(
        self,
        command: Sequence[str],
        environment: dict[str, str] | None = None,
        failure: type[SetupFailed] = SetupFailed,
    ) -> None:
        try:
            run(
                command,
                environment=environment or self._variables,
                folder=self._store.root,
                line=self._line,
                cancelled=self._listener.cancelled,
                tick=self._report,
            )
        except CommandFailed as error:
            raise explain_command(error, failure) from error


def check_environment(python: Path, facts: Facts, listener: Listener, words: Sequence[str] = ()) -> str:
    """Runs the model in an environment, as the worker would.

    Args:
        python: The environment's interpreter.
        facts: The machine.
        listener: Receives the output of the model's doctor.
        words: More options for the doctor.

    Returns:
        A sentence about the environment.

    Raises:
        SetupNotVerified: The model does not run.
    """
    found = ""

    def line(text: str) -> None:
        nonlocal found
        if text.startswith("{"):
            found = text
        else:
            listener.line(text)

    command = [str(python), "-u", "-m", "model", "doctor", "--json", *words]
    failed: CommandFailed | None = None
    try:
        run(
            command,
            environment=worker_environment(os.environ),
            folder=Path(facts.plugin_root),
            line=line,
            cancelled=listener.cancelled,
        )
    except CommandFailed as error:
        failed = error
    try:
        about = json.loads(found)
        problems = [str(item) for item in about["problems"]]
    except (ValueError, KeyError, TypeError):
        tail = failed.tail if failed is not None else []
        raise SetupNotVerified(
            tail[-1] if tail else tr("It gave no answer."), detail="\n".join(tail)
        ) from None
    if problems:
        raise SetupNotVerified(" ".join(problems[:4]), detail="\n".join(problems))
    sentence = in_words(about)
    listener.line(sentence)
    return sentence


def in_words(about: dict[str, object]) -> str:
    """A doctor's report as a sentence."""
    listed = about.get("packages")
    versions = {item["name"]: item["installed"] for item in listed} if isinstance(listed, list) else {}
    engines = [f"{name} {versions[name]}" for name in ("torch", "openvino") if versions.get(name)]
    text = ", ".join([f"Python {about.get('python')}", *engines])
    passed = about.get("forward")
    if isinstance(passed, dict):
        text = fill(
            tr("{versions}: {model} ran on {device} ({precision}) in {seconds:.2f} s"),
            versions=text,
            model=passed["model"],
            device=passed["device"],
            precision=passed["precision"],
            seconds=passed["seconds"],
        )
    return text


def adopt(python: str, facts: Facts, listener: Listener) -> str:
    """Checks an interpreter that the user chose: its version, its packages, a forward pass.

    Returns:
        A sentence about the interpreter.

    Raises:
        PluginError: The interpreter cannot be used.
    """
    listener.step(tr("Checking the interpreter"))
    path = Path(python)
    if not path.is_file() or not os.access(path, os.X_OK):
        raise SetupNoPython(
            tr("There is no such program."), remedy=tr("Choose the file python or python.exe.")
        )
    found = probe(python, facts, read)
    # Without venv an environment still runs the worker: only building a new environment needs venv.
    if found.problem and found.problem != tr(NO_VENV):
        remedy: str = tr(
            "Choose the Python of an environment that has the packages of the requirements file."
        )
        raise SetupNoPython(
            tr("It cannot run the model: {reason}.").format(reason=found.problem), remedy=remedy
        )
    try:
        return check_environment(path, facts, listener)
    except SetupNotVerified as error:
        raise PluginError(
            error.message,
            title=error.title,
            code=error.code,
            detail=error.detail,
            remedy=tr(
                "Install the packages of resources/backend-requirements.txt into it, or choose another."
            ),
        ) from error
