"""Examines the machine before the set-up: what is there, what fits, what prevents the set-up."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from ..backend import requirements
from ..backend.store import Store
from ..translation import fill, tr
from .builds import LIGHT, PYTHON_MB, Build, Gpu, checked, find_gpus, offers
from .facts import WINDOWS, Facts, memory_mb
from .network import PYPI, Network, without_login
from .packages import Fetch
from .pythons import NEWEST, OLDEST, Interpreter, Read, as_text, choose, find_all

OK, NOTE, PROBLEM = "success", "warning", "error"

LEAST_MEMORY_MB = 3500
LONGEST_PATH = 260
_DEEPEST_FILE = 165
"""Longest path of torch's own files inside an environment, in characters."""


@dataclass(frozen=True)
class Check:
    """The result of one check; the level is ``success``, ``warning`` or ``error``."""

    title: str
    level: str
    text: str


@dataclass
class Survey:
    """The results of the survey.

    Attributes:
        checks: Results for the user to read.
        interpreters: The Pythons of this machine.
        interpreter: The Python to build on; None to download a Python.
        builds: The builds of torch that suit the machine, best first.
        gpus: NVIDIA GPUs.
    """

    checks: list[Check] = field(default_factory=list)
    interpreters: list[Interpreter] = field(default_factory=list)
    interpreter: Interpreter | None = None
    builds: list[Build] = field(default_factory=list)
    gpus: list[Gpu] = field(default_factory=list)
    online: bool = True

    @property
    def ready(self) -> bool:
        """Whether nothing prevents the set-up."""
        return not any(check.level == PROBLEM for check in self.checks)


def look(
    facts: Facts,
    store: Store,
    network: Network,
    *,
    read: Read,
    fetch: Fetch,
    wheels: Path | None = None,
    dropped: Callable[[], bool] = lambda: False,
) -> Survey:
    """Examines everything. Takes some seconds.

    Args:
        facts: The machine and this QGIS.
        store: Where the environment will be.
        network: Proxy and index.
        read: Runs a program and returns its output, or None.
        fetch: Downloads an address; raises ``OSError`` on failure.
        wheels: A folder of packages to use instead of the network.
        dropped: Polled; True ends the survey early.
    """
    survey = Survey()
    survey.checks.append(_system(facts))
    survey.interpreters = find_all(facts, read)
    if dropped():
        return survey
    online = _network(survey, network, fetch, wheels)
    survey.online = online
    survey.gpus = find_gpus(facts, read)
    if facts.supported:
        version = requirements.pins()["torch"]
        found = offers(facts, survey.gpus)
        if wheels is None and online:
            found = [checked(build, version, facts, fetch) for build in found]
        elif wheels is not None:
            found = _of_folder(found, wheels, version)
        survey.builds = _distinct(found)
        survey.checks += _pytorch(found)
    survey.interpreter = choose(survey.interpreters, can_fetch=online and wheels is None)
    survey.checks += [
        _python(survey, wheels is None and online),
        _gpu(facts, survey),
        _memory(memory_mb()),
        _writable(store),
    ]
    if survey.builds:
        survey.checks.append(_disk(store, survey.builds[0], survey.interpreter is None))
    if facts.system == WINDOWS:
        survey.checks += _path_length(store)
    return survey


def _system(facts: Facts) -> Check:
    text = tr("{system} on {machine}, QGIS as {kind}").format(
        system=facts.system.capitalize().replace("Macos", "macOS"),
        machine=facts.machine,
        kind=facts.qgis_kind(),
    )
    if not facts.supported:
        return Check(
            tr("System"),
            PROBLEM,
            tr("{machine}: there is no PyTorch for this processor any more.").format(machine=text),
        )
    return Check(tr("System"), OK, text)


def _network(survey: Survey, network: Network, fetch: Fetch, wheels: Path | None) -> bool:
    """Whether the package index answers."""
    if wheels is not None:
        found = len(list(wheels.glob("*.whl"))) if wheels.is_dir() else 0
        text = tr("No internet is needed: {count} packages in the folder").format(count=found)
        survey.checks.append(
            Check(tr("Packages"), OK, text)
            if found
            else Check(tr("Packages"), PROBLEM, tr("The folder has no packages (.whl): fill it first."))
        )
        return False
    index = without_login(network.index or PYPI)
    if network.proxy.used:
        index = tr("{index} through the proxy {proxy}").format(index=index, proxy=network.proxy.shown)
    if network.proxy.used and network.proxy.kind == "socks5":
        survey.checks.append(
            Check(
                tr("Network"),
                NOTE,
                tr("{index}: packages need an HTTP proxy, SOCKS may not work.").format(index=index),
            )
        )
        return True
    try:
        fetch(f"{(network.index or PYPI).rstrip('/')}/pip/")
    except OSError as error:
        survey.checks.append(
            Check(
                tr("Network"),
                PROBLEM,
                tr("{index} cannot be reached: {reason}. See 'Other ways' below.").format(
                    index=index, reason=error
                ),
            )
        )
        return False
    survey.checks.append(Check(tr("Network"), OK, tr("{index} answers").format(index=index)))
    return True


def _pytorch(builds: list[Build]) -> list[Check]:
    """Says why the download is larger than necessary."""
    if not any(build.reachable is False for build in builds):
        return []
    text = tr("PyTorch's own index cannot be reached. The build on PyPI takes its place.")
    large = [build for build in builds if build.kind == "cpu" and build.reachable is False]
    if large:
        text = fill(
            tr(
                "PyTorch's own index cannot be reached. The build on PyPI takes its place; on Linux it "
                "brings CUDA along, {size:.1f} GB, unless pip knows another."
            ),
            size=large[0].download_mb / 1000,
        )
    return [Check("PyTorch", NOTE, text)]


def _python(survey: Survey, can_fetch: bool) -> Check:
    chosen = survey.interpreter
    if chosen is not None:
        return Check("Python", NOTE if chosen.origin == "QGIS" else OK, _about(chosen))
    span = tr("{oldest} to {newest}").format(oldest=as_text(OLDEST), newest=as_text(NEWEST))
    others = ", ".join(item.name for item in survey.interpreters if item.problem)
    seen = tr(" (found: {others})").format(others=others) if others else ""
    if can_fetch:
        text = tr("None of {span} here{seen}: Sardino fetches one of its own, {size} MB").format(
            span=span, seen=seen, size=PYTHON_MB
        )
        return Check("Python", OK, text)
    return Check(
        "Python",
        PROBLEM,
        tr("None of {span} here{seen}. Install Python 3.12 and look again.").format(span=span, seen=seen),
    )


def _about(chosen: Interpreter) -> str:
    if chosen.origin == "QGIS":
        text = tr("{python}: it is only read; after an update of QGIS, set up again")
        return text.format(python=chosen.name)
    return chosen.name


def _gpu(facts: Facts, survey: Survey) -> Check:
    builds = survey.builds
    if builds and builds[0].kind == "mps":
        return Check("GPU", OK, tr("Apple GPU, through MPS"))
    if not survey.gpus:
        return Check("GPU", OK, tr("No NVIDIA GPU with a working driver: the model runs on the CPU"))
    gpu = survey.gpus[0]
    text = fill(
        tr("{gpu}, {size:.0f} GB, driver {driver}"),
        gpu=gpu.name,
        size=gpu.memory_mb / 1024,
        driver=gpu.driver,
    )
    if builds and builds[0].kind == "cuda":
        return Check("GPU", OK, text)
    return Check(
        "GPU", NOTE, tr("{gpu}: too old a driver for PyTorch. Update it to use the GPU.").format(gpu=text)
    )


def _memory(megabytes: int) -> Check:
    if not megabytes:
        return Check(tr("Memory"), OK, tr("Not known"))
    text = fill(tr("{size:.0f} GB"), size=megabytes / 1024)
    if megabytes < LEAST_MEMORY_MB:
        return Check(
            tr("Memory"), NOTE, tr("{size}: large scenes may not fit; 4 GB are advised").format(size=text)
        )
    return Check(tr("Memory"), OK, text)


def _writable(store: Store) -> Check:
    try:
        store.root.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=store.root):
            pass
    except OSError as error:
        return Check(
            tr("Folder"),
            PROBLEM,
            tr("The QGIS profile cannot be written to: {reason}").format(reason=error.strerror or error),
        )
    return Check(tr("Folder"), OK, tr("In your QGIS profile, apart from QGIS and from the plugin"))


def _disk(store: Store, build: Build, with_python: bool) -> Check:
    place = store.root if store.root.exists() else store.profile
    try:
        free = shutil.disk_usage(place).free // 1_000_000
    except OSError as error:
        return Check(
            tr("Disk"), NOTE, tr("Free space is not known: {reason}").format(reason=error.strerror or error)
        )
    needed = build.disk_mb + (3 * PYTHON_MB if with_python else 0)
    text = fill(
        tr("{free:.1f} GB free, about {needed:.1f} GB needed"), free=free / 1000, needed=needed / 1000
    )
    return Check(tr("Disk"), OK if free > needed else PROBLEM, text)


def _path_length(store: Store) -> list[Check]:
    length = len(str(store.environments)) + _DEEPEST_FILE
    if length < LONGEST_PATH:
        return []
    text = tr("The profile's path is long: if the set-up fails, enable long paths in Windows")
    return [Check(tr("Path"), NOTE, text)]


def _of_folder(builds: list[Build], wheels: Path, version: str) -> list[Build]:
    """The environments that a folder of packages holds: with torch only if the folder has it."""
    if any(wheels.glob(f"torch-{version}*.whl")):
        return sorted(builds, key=lambda build: build.kind == LIGHT)
    return [build for build in builds if build.kind == LIGHT]


def _distinct(builds: list[Build]) -> list[Build]:
    """The builds without duplicates, which arise if PyTorch's index cannot be reached."""
    found: list[Build] = []
    for build in builds:
        if not any((item.kind, item.index) == (build.kind, build.index) for item in found):
            found.append(build)
    return found
