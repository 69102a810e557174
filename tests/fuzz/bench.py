"""Plays cases to a real worker and says what is wrong with what it does."""

from __future__ import annotations

import json
import os
import re
import shutil
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.fuzz.answers import faults_of_answer, parse_answer
from tests.fuzz.bases import MODEL
from tests.fuzz.cases import HEAVY, MODELS, Case, request, request_of
from tests.fuzz.client import MEMORY_LIMIT, POLL_SECONDS, START_SECONDS, WorkerClient
from tests.listener import Listener

LIMIT_SECONDS = 10.0
"""An answer has to come within this, one after the other."""
PATIENCE_SECONDS = 4.0
"""A long job that is still at work after this is cancelled: it may take long, but it must listen."""
_UNFINISHED = re.compile(r"^\.|\.(part|partial|unfinished|tmp)$")
_FRAME = re.compile(r'File "[^"]*/(model/[^"]+)", line \d+,? in (\S+)')
_THREAD = re.compile(r"^(?=Thread 0x|Current thread 0x)", re.MULTILINE)


@dataclass(frozen=True)
class Fault:
    """Something that must not be.

    Attributes:
        what: ``death``, ``hang``, ``internal``, ``memory``, ``network``, ``answers`` or ``files``.
        where: The place in the code, or another word that tells this fault from others.
        detail: For people.
    """

    what: str
    where: str
    detail: str = ""

    @property
    def signature(self) -> str:
        return f"{self.what} {self.where}".strip()


@dataclass(frozen=True)
class Outcome:
    """Faults, and the answers by id."""

    faults: list[Fault]
    answers: dict[str, dict[str, Any]]


class Bench:
    """One worker, used for many cases and replaced when it is dead or stuck.

    Args:
        folder: Scratch.
        base: What ``bases.make_bases`` made.
        limit_seconds: See ``LIMIT_SECONDS``.
    """

    def __init__(self, folder: Path, base: Path, limit_seconds: float = LIMIT_SECONDS) -> None:
        self.folder, self.base, self.limit_seconds = folder, base, limit_seconds
        self.listener = Listener()
        self.played = 0
        self._client: WorkerClient | None = None
        for name in ("home", "cwd", "models"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        self._fifo = folder / "fifo.tif"
        if hasattr(os, "mkfifo") and not self._fifo.exists():
            os.mkfifo(self._fifo)
        self._base_state = _state_of(base)

    def close(self) -> None:
        self._stop()
        self.listener.close()

    def play(self, case: Case) -> Outcome:
        """Gives the case to the worker. A short hang counts only if it shows again in a fresh worker."""
        outcome = self._play(case)
        if self.limit_seconds <= LIMIT_SECONDS and any(fault.what == "hang" for fault in outcome.faults):
            # The computer may have been busy with something else.
            self._stop()
            outcome = self._play(case)
        return outcome

    def _play(self, case: Case) -> Outcome:
        client = self._ready()
        home = self._lay_out(case)
        lines = [self._placed(line, home) for line in case.lines]
        heard = len(self.listener.heard)
        client.forget_peak()
        for line in lines:
            client.send(line)
        owed = Counter(asked[0] for line in lines if (asked := request_of(line)))
        heavy = [asked[0] for line in lines if (asked := request_of(line)) and asked[1] in HEAVY]
        watch = _Watch(client, self.limit_seconds, set(owed), heavy)
        faults = watch.wait_for(set(owed))
        if not faults:
            faults = self._ping(watch)
        faults += faults_of_count(owed, watch.count)
        for answer in watch.answers:
            faults += [Fault(*words) for words in faults_of_answer(answer)]
        if client.peak_bytes() > MEMORY_LIMIT and not any(fault.what == "memory" for fault in faults):
            faults.append(Fault("memory", "", f"{client.peak_bytes() / 2**20:.0f} MB"))
        if len(self.listener.heard) > heard:
            first = self.listener.heard[heard].split(b" HTTP")[0].decode(errors="replace")
            faults.append(Fault("network", first, repr(self.listener.heard[heard:])))
        faults += self._changed_files() + self._unfinished_files(case)
        if any(fault.what in ("death", "hang", "memory") for fault in faults):
            self._stop()
        by_id = {str(answer.get("id")): answer for answer in watch.answers}
        return Outcome(faults, by_id)

    def _ready(self) -> WorkerClient:
        if self._client is not None and not self._client.is_alive():
            self._stop()
        if self._client is None:
            home = self.folder / "home"
            environment = {
                "HOME": str(home),
                "XDG_DATA_HOME": str(home),
                "SARDINO_MODELS": str(self.folder / "models"),
                "HF_HUB_OFFLINE": "1",
                **self.listener.environment(),
            }
            self._client = WorkerClient(self.folder / "cwd", environment)
            end = time.monotonic() + START_SECONDS
            while (line := self._client.next_line(end - time.monotonic())) is not None:
                if b'"hello"' in line:
                    return self._client
                if not line:
                    break
            log = self._client.log.decode(errors="replace")
            self._stop()
            raise RuntimeError(f"the worker does not start:\n{log}")
        return self._client

    def _stop(self) -> None:
        if self._client is not None:
            self._client.close()
            self._client = None

    def _lay_out(self, case: Case) -> Path:
        """Puts the case's files into a new folder of its own."""
        shutil.rmtree(self.folder / f"case{self.played}", ignore_errors=True)
        self.played += 1
        home = self.folder / f"case{self.played}"
        models = self.folder / "models"
        shutil.rmtree(models, ignore_errors=True)
        home.mkdir()
        models.mkdir()
        shutil.copy(self.base / f"{MODEL}.safetensors", models)
        (models / "default.txt").write_text(MODEL, encoding="utf-8")
        for folder, files in ((home, case.files), (models, case.models)):
            for name, data in files.items():
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(self._placed(data, home))
        for name in case.fifos:
            path = models / name[len(MODELS) :] if name.startswith(MODELS) else home / name
            if hasattr(os, "mkfifo") and not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                os.mkfifo(path)
        return home

    def _placed(self, data: bytes, home: Path) -> bytes:
        places = {
            b"BASE": self.base.as_posix(),
            b"CASE": home.as_posix(),
            b"FIFO": self._fifo.as_posix(),
            b"LISTENER": self.listener.address,
        }
        for word, place in places.items():
            data = data.replace(word, place.encode())
        return data

    def _ping(self, watch: _Watch) -> list[Fault]:
        """Both queues still answer."""
        light, heavy = f"ping light {self.played}", f"ping heavy {self.played}"
        watch.owe(light, request(light, "list_models", {}))
        watch.owe(heavy, request(heavy, "segment", {"scenes": [], "out_dir": "/"}))
        return watch.wait_for({light, heavy})

    def _changed_files(self) -> list[Fault]:
        """The worker must leave alone what it was not asked to write."""
        faults = []
        stray = list((self.folder / "cwd").iterdir())
        if stray:
            faults.append(
                Fault("files", "in the working folder", ", ".join(path.name[:80] for path in stray))
            )
            for path in stray:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        state = _state_of(self.base)
        if state != self._base_state:
            changed = sorted(dict(state.items() ^ self._base_state.items()))
            faults.append(Fault("files", "input changed", ", ".join(changed)))
            self._base_state = state
        return faults

    def _unfinished_files(self, case: Case) -> list[Fault]:
        """Whatever the outcome, nothing half done stays."""
        given = {Path(name).name for name in (*case.files, *case.models, *case.fifos)}
        left = [
            path.name
            for folder in (self.folder / f"case{self.played}", self.folder / "models")
            for path in folder.rglob("*")
            if _UNFINISHED.search(path.name) and path.name not in given
        ]
        return [Fault("files", "unfinished left", ", ".join(sorted(left)))] if left else []


class _Watch:
    """Collects what the worker says about one case."""

    def __init__(self, client: WorkerClient, limit_seconds: float, owed: set[str], heavy: list[str]) -> None:
        self._client = client
        self._limit = limit_seconds
        self._heavy = heavy
        self.answers: list[dict[str, Any]] = []
        self.count: Counter[str] = Counter()
        self._known = set(owed)

    def owe(self, job_id: str, line: bytes) -> None:
        self._known.add(job_id)
        self._client.send(line)

    def wait_for(self, owed: set[str]) -> list[Fault]:
        """Reads on until each id is answered."""
        last, told = time.monotonic(), False
        while missing := owed - set(self.count):
            line = self._client.next_line(POLL_SECONDS)
            waited = time.monotonic() - last
            if line == b"" or (line is None and not self._client.is_alive()):
                return [self._death()]
            if line is not None:
                if self._take(line):
                    last, told = time.monotonic(), False
            elif self._client.resident_bytes() > 1.25 * MEMORY_LIMIT:
                used = self._client.resident_bytes()
                return [Fault("memory", _place(self._client.where_it_hangs()), f"{used / 2**20:.0f} MB")]
            elif waited > PATIENCE_SECONDS and not told:
                told = True
                for job_id in self._heavy:
                    self._client.send(json.dumps({"type": "cancel", "id": job_id}).encode("ascii"))
            # A cancelled job gets the whole limit for itself.
            limit = self._limit + (PATIENCE_SECONDS if missing & set(self._heavy) else 0)
            if waited > limit:
                stacks = self._client.where_it_hangs()
                return [Fault("hang", _place(stacks), f"no answer to {sorted(missing)[:3]}\n{stacks}")]
        return []

    def _take(self, line: bytes) -> bool:
        """Whether the line is an answer rather than progress."""
        answer = parse_answer(line)
        if answer.get("type") == "progress":
            return False
        self.answers.append(answer)
        self.count[str(answer.get("id"))] += 1
        return True

    def _death(self) -> Fault:
        code = self._client.process.wait(10)
        time.sleep(0.2)  # the log's last words
        log = self._client.log.decode(errors="replace")[-6000:]
        return Fault("death", f"exit code {code}, {_place(log)}", log)


def faults_of_count(owed: Counter[str], given: Counter[str]) -> list[Fault]:
    """Each request has one answer; nobody else has any. Lines that are no request count as id ""."""
    faults = []
    for job_id, number in given.items():
        # A second request of the same id is refused with an empty id, or answered when the first has ended.
        if job_id and not job_id.startswith("ping ") and number > owed.get(job_id, 1):
            faults.append(Fault("answers", "twice", f"{job_id!r} was answered {number} times"))
    return faults


def _place(text: str) -> str:
    """The function of the model's in which stacks or a traceback end, but for those that wait."""
    places = []
    # The thread that died is the current one.
    for thread in sorted(_THREAD.split(text), key=lambda part: not part.startswith("Current thread")):
        frames = _FRAME.findall(thread)
        if not frames:
            continue
        # faulthandler writes the innermost frame first, a traceback writes it last.
        found = frames[0] if "(most recent call first)" in thread else frames[-1]
        if found[0] not in ("model/worker/channel.py", "model/worker/serve.py"):
            places.append(f"{found[0]}:{found[1]}")
    return places[0] if places else ""


def _state_of(folder: Path) -> dict[str, tuple[int, int]]:
    return {
        path.name: (path.stat().st_size, path.stat().st_mtime_ns)
        for path in folder.iterdir()
        if path.is_file()
    }
