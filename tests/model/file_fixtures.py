"""Checkpoints changed by hand, and a process that is killed while it replaces files."""

from __future__ import annotations

import json
import signal
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def kill_while_replacing(folder: Path, names: list[str], after: int, links: bool = True) -> None:
    """Lets a process replace files in a folder, and kills it when it has renamed ``after`` times."""
    code = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from model.disk import whole as files\n"
        "folder, after, names = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[4:]\n"
        "files._CAN_LINK = bool(int(sys.argv[3]))\n"
        "replace, calls = os.replace, []\n"
        "def dying(source, target):\n"
        "    if len(calls) == after:\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "    calls.append(source)\n"
        "    replace(source, target)\n"
        "os.replace = dying\n"
        "files.write_all({folder / name: b'new' for name in names})\n"
    )
    command = [sys.executable, "-c", code, str(folder), str(after), str(int(links)), *names]
    done = subprocess.run(command, cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL


def parts(path: Path) -> tuple[dict, bytes]:
    """Header and data of a safetensors file."""
    data = path.read_bytes()
    length = struct.unpack("<Q", data[:8])[0]
    return json.loads(data[8 : 8 + length]), data[8 + length :]


def join(path: Path, header: dict | str, data: bytes) -> Path:
    text = (header if isinstance(header, str) else json.dumps(header)).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)
    return path


def with_card(source: Path, target: Path, change: Callable[[dict], object]) -> Path:
    """A copy of a checkpoint whose card was changed by hand."""
    header, data = parts(source)
    content = json.loads(header["__metadata__"]["sardino"])
    change(content)
    header["__metadata__"]["sardino"] = json.dumps(content)
    return join(target, header, data)
