"""A report for bug reports: versions, device and last errors, without names and private paths."""

from __future__ import annotations

import collections
import os
import platform
import re
import threading
from pathlib import Path

from ...model.protocol.envelope import PROTOCOL_VERSION, Hello
from ..errors import PluginError
from ..paths import PLUGIN_ROOT

_lock = threading.Lock()
_errors: collections.deque[PluginError] = collections.deque(maxlen=10)

# Drive letter, UNC share or POSIX root, up to the last separator: only the file's name remains.
# Folders may have spaces, so words between two paths can go too. Better than to leave a private name.
_FOLDERS = re.compile(r"(?:[A-Za-z]:[\\/]|\\\\|(?<![\w.<])/)(?:[^\\/\n'\":*?<>|]+[\\/])+")


def remember(error: PluginError) -> None:
    """Keeps a copy of an error for the next report.

    The error itself would keep its traceback alive, and with the traceback every object of every frame.
    """
    copy = PluginError(
        error.message, title=error.title, remedy=error.remedy, detail=error.detail, code=error.code
    )
    with _lock:
        _errors.append(copy)


def recent_errors() -> list[PluginError]:
    """The last few errors, oldest first."""
    with _lock:
        return list(_errors)


def redact(text: str) -> str:
    """The text without folders, user name and host name; file names stay.

    Args:
        text: Any text, such as an error's detail.
    """
    text = _FOLDERS.sub("<folder>/", text)
    home = str(Path.home())
    for private in (home, os.path.basename(home), os.environ.get("USER", ""), platform.node()):
        # Very short names ("me") would tear ordinary words apart.
        if len(private) > 2:
            text = re.sub(rf"(?<![\w-]){re.escape(private)}(?![\w-])", "<private>", text)
    return text


def report(hello: Hello | None) -> str:
    """The report as text.

    Args:
        hello: The worker's greeting; None if the worker could not be started.
    """
    from qgis.core import Qgis
    from qgis.PyQt.QtCore import QT_VERSION_STR

    lines = [
        f"Sardino {_plugin_version()}, protocol {PROTOCOL_VERSION}",
        f"QGIS {Qgis.QGIS_VERSION}, Qt {QT_VERSION_STR}, Python {platform.python_version()}",
        f"{platform.system()} {platform.release()}, {platform.machine()}",
        *_worker_lines(hello),
        *_environment_lines(),
    ]
    errors = recent_errors()
    lines.append("" if errors else "No errors since QGIS started.")
    for error in errors:
        lines.append(f"[{error.code}] {error.text()}")
        lines += [f"    {line}" for line in error.detail.splitlines()[-20:]]
    return redact("\n".join(lines)).strip() + "\n"


def _worker_lines(hello: Hello | None) -> list[str]:
    """What the worker says about itself."""
    if hello is None:
        return ["Worker: not running"]
    devices = [
        f"Device: {device.name} ({device.kind}{f', {device.memory_mb} MB' if device.memory_mb else ''})"
        for device in hello.devices
    ]
    engines = f"torch {hello.torch or 'none (Light)'}, OpenVINO {hello.openvino or 'none'}"
    return [f"Worker {hello.version}, Python {hello.python}, {engines}", *devices]


def _environment_lines() -> list[str]:
    """Which environment the worker runs in, and what the user set."""
    from ..settings import load_options
    from .environment import current_surroundings, environment_in_words

    options = load_options()
    memory = f"{options.memory_mb} MB" if options.memory_mb else "no limit"
    return [
        f"Environment: {environment_in_words(current_surroundings())}",
        f"Options: device {options.device}, precision {options.precision}, engine {options.engine}, "
        f"memory {memory}, idle {options.idle_minutes:g} min",
    ]


def _plugin_version() -> str:
    """The version in ``metadata.txt``."""
    manifest = PLUGIN_ROOT / "metadata.txt"
    try:
        text = manifest.read_text(encoding="utf-8")
    except OSError:
        return "unknown"
    found = re.search(r"^version=(.*)$", text, re.MULTILINE)
    return found.group(1).strip() if found else "unknown"
