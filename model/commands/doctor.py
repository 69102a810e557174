"""``python -m model doctor``: describes this environment and checks whether it works.

The set-up in QGIS verifies a new environment with this command. The report names no folder and no user, so
that it can go unchanged into a bug report.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import platform
import re
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

from model.errors.failures import explain
from model.protocol.values import DEVICES, ENGINES, FULL_ONLY
from model.version import version

REQUIREMENTS = Path(__file__).resolve().parents[2] / "resources" / "backend-requirements.txt"
FAILED = 1

_FOLDERS = re.compile(r"(?:[A-Za-z]:[\\/]|\\\\|(?<![\w.<])/)(?:[^\\/\n'\":*?<>|]+[\\/])+")


@dataclass
class Package:
    """A pinned package and its installed version; empty if not installed."""

    name: str
    pinned: str
    installed: str

    @property
    def fits(self) -> bool:
        """Whether the pinned version is installed; a build's suffix (``+cpu``) does not matter."""
        return self.installed.partition("+")[0] == self.pinned


@dataclass
class Forward:
    """A forward pass of the default model on noise."""

    model: str
    device: str
    precision: str
    seconds: float
    engine: str = ""
    note: str = ""


@dataclass
class Report:
    """The findings. ``problems`` is empty if the model can be used."""

    version: str
    python: str
    system: str
    packages: list[Package]
    devices: list[str] = field(default_factory=list)
    forward: Forward | None = None
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether the model can be used."""
        return not self.problems

    def text(self) -> str:
        """The report for people, without folders and names."""
        lines = [f"Sardino {self.version}", f"Python {self.python} on {self.system}"]
        lines += [
            f"{item.name} {item.installed or 'is missing'}"
            + ("" if item.fits else f" (wanted {item.pinned})")
            for item in self.packages
        ]
        lines += [f"Device: {device}" for device in self.devices]
        if self.forward is not None:
            passed = self.forward
            lines.append(
                f"Forward pass of {passed.model} with {passed.engine} on {passed.device} in "
                f"{passed.precision}: {passed.seconds:.2f} s"
            )
            if passed.note:
                lines.append(f"Note: {passed.note}")
        lines += [f"Note: {note}" for note in self.notes]
        lines += [f"Problem: {problem}" for problem in self.problems] or ["No problems found."]
        return without_folders("\n".join(lines))


def examine(
    *, device: str = "auto", forward: bool = True, engine: str = "auto", full: bool = False
) -> Report:
    """Examines this Python and its packages, and runs the default model once.

    Args:
        device: One of ``DEVICES``: where to run the model.
        forward: Whether to run the model.
        engine: One of ``ENGINES``: what runs the model.
        full: Whether torch has to be there; otherwise an environment without torch (Light) is whole, too.
    """
    system = f"{platform.system()} {platform.release()}, {platform.machine()}"
    report = Report(version(), platform.python_version(), system, installed_packages())
    installed = {item.name: item.installed for item in report.packages}
    # Without both engines the environment is incomplete, and all that is missing is named.
    light = not full and not installed.get("torch", "none asked for") and bool(installed.get("openvino"))
    if light:
        report.packages = [item for item in report.packages if item.name not in FULL_ONLY]
        report.notes.append("Light: without PyTorch.")
    for package in report.packages:
        if package.name == "openvino" and not package.installed and not light:
            report.notes.append("OpenVINO is missing: PyTorch computes, which is slower on a CPU.")
        elif not package.installed:
            report.problems.append(f"{package.name} is missing.")
        elif not package.fits:
            report.notes.append(f"{package.name} {package.installed} was not tested, {package.pinned} was.")
    if report.problems:
        return report
    try:
        from model.inference.devices import list_devices

        report.devices = [f"{item.name} ({item.kind})" for item in list_devices()]
        if forward:
            report.forward = forward_pass(device, engine)
    except Exception as error:
        cause = explain(error)
        report.problems.append(f"{cause} {cause.remedy}")
    return report


def installed_packages() -> list[Package]:
    """The pinned packages, with the versions in this Python."""
    found = []
    for line in REQUIREMENTS.read_text(encoding="utf-8").splitlines():
        name, _, pinned = line.partition("#")[0].strip().partition("==")
        if name:
            try:
                installed = importlib.metadata.version(name)
            except importlib.metadata.PackageNotFoundError:
                installed = ""
            found.append(Package(name, pinned, installed))
    return found


def forward_pass(device: str, wanted: str = "auto") -> Forward:
    """Runs the default model on a tile of noise.

    Raises:
        SardinoError: There is no model or no such device, or the result is not finite.
    """
    import numpy as np

    from model.errors.errors import SardinoError
    from model.inference.arrays import fetched
    from model.inference.engine import load_engine

    engine = load_engine("", device, "auto", wanted)
    shape = (1, engine.inference.channels, engine.tile, engine.tile)
    noise = np.random.default_rng(0).standard_normal(shape, np.float32)
    start = time.perf_counter()
    logits, attention = engine.inference.run(noise, None)
    seconds = time.perf_counter() - start
    if attention is None or not all(np.isfinite(fetched(found)).all() for found in (logits, attention)):
        raise SardinoError("The model's result is not finite.")
    name = str(engine.loaded.card["name"])
    inference = engine.inference
    return Forward(name, inference.device_kind, inference.precision, seconds, inference.name, engine.note)


def without_folders(text: str) -> str:
    """The text without folders and the user's name; file names stay."""
    text = _FOLDERS.sub("<folder>/", text)
    for private in (os.path.basename(str(Path.home())), platform.node()):
        if len(private) > 2:
            text = re.sub(rf"(?<![\w-]){re.escape(private)}(?![\w-])", "<private>", text)
    return text


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the options of ``doctor``."""
    parser.add_argument("--device", choices=DEVICES, default="auto", help="where to run the model")
    parser.add_argument("--engine", choices=ENGINES, default="auto", help="what runs the model")
    parser.add_argument("--full", action="store_true", help="PyTorch has to be there, too")
    parser.add_argument("--no-forward", action="store_true", help="do not run the model, only look")
    parser.add_argument("--json", action="store_true", help="one line of JSON on stdout")


def run(args: argparse.Namespace) -> int:
    """Prints the report; the exit code is 1 if the model cannot be used."""
    report = examine(device=args.device, forward=not args.no_forward, engine=args.engine, full=args.full)
    if args.json:
        print(json.dumps({**asdict(report), "ok": report.ok}), flush=True)
    else:
        print(report.text(), file=sys.stdout, flush=True)
    return 0 if report.ok else FAILED
