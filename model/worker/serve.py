"""The worker: runs jobs that the plugin sends over stdin, and answers over stdout.

Threads: the main thread supervises (idle time, a dead parent, leaving), one thread reads, one writes
    (``model.worker.channel``), and two run jobs. At the start, one thread cleans up after killed workers.
    Segmentation and fine-tuning run one after the other in the first job thread. Quick questions (what is
    this scene, which models are there, what do these labels hold) run in the second, so that the dock stays
    responsive. ``model.worker.jobs`` defines each job.
"""

from __future__ import annotations

import argparse
import faulthandler
import logging
import os
import platform
import queue
import signal
import sys
import threading
import time
from dataclasses import dataclass, field

from model.errors.errors import Cancelled, SardinoError
from model.errors.failures import BackendIncomplete, explain
from model.errors.progress import Report
from model.errors.words import marked
from model.features import cache
from model.inference import memory
from model.inference.warm import WarmEngine
from model.protocol.envelope import (
    MAX_LINE_BYTES,
    Cancel,
    Failure,
    FinishEarly,
    Hello,
    Progress,
    Request,
    Result,
    Shutdown,
    decode,
)
from model.protocol.kinds import Answer, Params
from model.protocol.reading import MessageError
from model.protocol.values import DEVICES, ENGINES, PRECISIONS
from model.version import version
from model.worker.channel import MAX_ID_LENGTH, Channel, OverlongLine, request_id_of, take_over_stdio
from model.worker.jobs import is_heavy, perform, ran_out_of_memory
from model.worker.preferences import Preferences

log = logging.getLogger(__name__)

IDLE_MINUTES = 15.0
SUPERVISION_SECONDS = 0.25
LEAVE_SECONDS = 2.0
"""Time for a cancelled job to remove its unfinished files before the process ends."""
FLUSH_SECONDS = 1.0
RECOVERY_IDLE_SECONDS = 5.0
MAX_WAITING_JOBS = 1000
MAX_WAITING_BYTES = 10 * MAX_LINE_BYTES
"""Most bytes in the lines of all waiting jobs; in memory a polygon takes about ten times as much."""
QUEUED = marked("Waiting for another job to end")


class MalformedMessage(SardinoError):
    code = "malformed_message"
    remedy = marked("The plugin and its backend may be of different versions: set up the backend again.")


@dataclass(eq=False)
class Job:
    """One request in the worker; ``running`` and ``answered`` change under the worker's lock.

    ``size`` is the size of the request's line in bytes.
    """

    id: str
    params: Params
    size: int = 0
    cancelled: threading.Event = field(default_factory=threading.Event)
    good_enough: threading.Event = field(default_factory=threading.Event)
    running: bool = False
    answered: bool = False


class Worker:
    """Takes messages, queues jobs, and answers each job exactly once."""

    def __init__(self, channel: Channel, idle_seconds: float, preferences: Preferences | None = None) -> None:
        self._channel = channel
        self._preferences = preferences or Preferences()
        self._warm = WarmEngine()  # heavy jobs use the engine one after the other
        self._idle_seconds = idle_seconds
        self._lock = threading.Lock()
        self._jobs: dict[str, Job] = {}
        self._last_activity = time.monotonic()
        self._heavy: queue.SimpleQueue[Job] = queue.SimpleQueue()
        self._light: queue.SimpleQueue[Job] = queue.SimpleQueue()
        self._leave = threading.Event()
        self._ready = threading.Event()
        self._exit_code = 0

    def run(self) -> int:
        """Serves until told to leave, and returns the exit code."""
        parent = os.getppid()
        for target, name in (
            (self._read, "reader"),
            (self._start, "jobs"),
            (self._run_light, "questions"),
            (self._tidy, "tidying"),
        ):
            threading.Thread(target=target, name=name, daemon=True).start()
        while not self._leave.wait(SUPERVISION_SECONDS):
            if self._channel.broken.is_set():
                self.leave("the client no longer reads")
            elif os.getppid() != parent:
                # There is no EOF if another process has inherited the pipe's other end.
                self.leave("the parent process is gone")
            elif self._is_idle():
                self.leave(f"idle for {self._idle_seconds / 60:g} minutes")
        self._end_jobs()
        self._channel.drain(FLUSH_SECONDS)
        return self._exit_code

    def leave(self, reason: str, exit_code: int = 0) -> None:
        """Makes :meth:`run` end the current job and return."""
        if not self._leave.is_set():
            log.info("leaving: %s", reason)
            self._exit_code = exit_code
            self._leave.set()

    def _is_idle(self) -> bool:
        if not self._ready.is_set() or self._idle_seconds <= 0:
            return False
        with self._lock:
            return not self._jobs and time.monotonic() - self._last_activity > self._idle_seconds

    def _end_jobs(self) -> None:
        """Cancels every job and waits for all answers, within limits."""
        end = time.monotonic() + LEAVE_SECONDS
        for job_id in list(self._jobs):
            self._cancel(job_id)
        while self._jobs and time.monotonic() < end:
            time.sleep(0.01)
        if self._jobs:
            log.warning("a job did not end in time: %s", ", ".join(list(self._jobs)))

    def _start(self) -> None:
        """Loads everything, says hello, then runs the segmentation jobs."""
        try:
            hello = greeting(self._preferences)
        except Exception as error:
            cause = explain(error)
            log.exception("the backend cannot start")
            failure = BackendIncomplete(f"Sardino's backend cannot start: {error}", detail=cause.detail)
            self._channel.send(Failure("", failure.info()))
            self.leave("the backend cannot start", exit_code=1)
            return
        self._channel.send(hello)
        self._last_activity = time.monotonic()
        self._ready.set()
        self._run_jobs(self._heavy)

    def _tidy(self) -> None:
        """Removes leftovers of killed workers; in a thread, as a missing disk may take long to fail."""
        self._ready.wait()
        from model.disk.scratch import remove_of_the_dead

        remove_of_the_dead()

    def _run_light(self) -> None:
        self._ready.wait()
        self._run_jobs(self._light)

    def _run_jobs(self, jobs: queue.SimpleQueue[Job]) -> None:
        while True:
            self._run(jobs.get())

    def _run(self, job: Job) -> None:
        with self._lock:
            if job.answered:
                return  # cancelled while waiting
            job.running = True
        log.info("job %r: %s", job.id, type(job.params).__name__)
        try:
            answer: Result | Failure = Result(job.id, self._perform(job))
        # No exception of a library, not even SystemExit, may end the thread: the worker survives.
        except BaseException as error:
            answer = self._failure(job.id, error)
        if ran_out_of_memory(answer):
            memory.do_without_onednn()
            # This process is slower now: make room for a new process at the next quiet moment.
            self._idle_seconds = RECOVERY_IDLE_SECONDS
        self._answer(job, answer)

    def _failure(self, job_id: str, error: BaseException) -> Failure:
        cause = explain(error)
        log.info("job %r: %s: %s\n%s", job_id, cause.code, cause, cause.detail)
        return Failure(job_id, cause.info())

    def _perform(self, job: Job) -> Answer:
        return perform(
            job.params,
            self._preferences,
            progress=self._reporter(job),
            cancelled=job.cancelled.is_set,
            good_enough=job.good_enough.is_set,
            warm=self._warm,
        )

    def _reporter(self, job: Job) -> Report:
        """Sends a job's reports; the job's progress decides how often."""

        def report(
            fraction: float,
            message: str = "",
            seconds_left: float | None = None,
            *,
            stage: str = "",
            curve: dict[str, float] | None = None,
        ) -> None:
            if not job.answered:
                self._channel.send_if_idle(Progress(job.id, fraction, message, seconds_left, stage, curve))

        return report

    def _answer(self, job: Job, answer: Result | Failure) -> None:
        with self._lock:
            if job.answered:
                return
            job.answered = True
            self._last_activity = time.monotonic()
            try:
                self._channel.send(answer)
            except Exception as error:  # a NaN in a result, a card nested too deep, a line too long
                self._channel.send(self._failure(job.id, error))
            # Last, so that no job is missing from the list before its answer is queued.
            del self._jobs[job.id]

    def _read(self) -> None:
        try:
            for line in self._channel.lines():
                self._last_activity = time.monotonic()
                try:
                    self._take(line)
                # Any error: without this thread nobody could cancel a job or end the worker properly.
                except Exception as error:
                    log.exception("a line could not be acted on")
                    self._refuse(request_id_of(line), f"A message could not be acted on: {error!r:.200}")
        finally:
            self.leave("the client has closed its side")

    def _take(self, line: bytes | OverlongLine) -> None:
        """Acts on one line; an unusable one is answered and never ends the worker."""
        if isinstance(line, OverlongLine):
            self._refuse("", f"A line was longer than {MAX_LINE_BYTES} bytes.")
            return
        try:
            message = decode(line.decode("utf-8"))
        except (MessageError, UnicodeDecodeError) as error:
            self._refuse(request_id_of(line), f"A message could not be read: {error}")
            return
        if isinstance(message, Request):
            self._submit(message, len(line))
        elif isinstance(message, Cancel):
            self._cancel(message.id)
        elif isinstance(message, FinishEarly):
            self._finish_early(message.id)
        elif isinstance(message, Shutdown):
            self.leave("the client asked for it")
        else:
            self._refuse("", f"A worker takes no message of type {type(message).__name__}.")

    def _submit(self, request: Request, size: int) -> None:
        job = Job(request.id, request.params, size)
        with self._lock:
            reason = ""
            if not request.id:
                reason = "A request has no id."
            elif len(request.id) > MAX_ID_LENGTH:
                reason = f"An id is longer than {MAX_ID_LENGTH} characters."
            elif request.id in self._jobs:
                reason = f"A job with the id {request.id!r} is already under way."
            elif len(self._jobs) >= MAX_WAITING_JOBS or size > MAX_WAITING_BYTES - self._waiting_bytes():
                reason = "Too many jobs are waiting."
            else:
                self._jobs[request.id] = job
        if reason:
            # With an empty id: an answer with this id would end the other job for the client.
            self._refuse("", reason)
            return
        if not is_heavy(request.params):
            self._light.put(job)
            return
        with self._lock:
            waits = any(other is not job and is_heavy(other.params) for other in self._jobs.values())
        if waits:
            self._channel.send_if_idle(Progress(job.id, 0.0, QUEUED, None, "queued"))
        self._heavy.put(job)

    def _waiting_bytes(self) -> int:
        return sum(job.size for job in self._jobs.values())

    def _cancel(self, job_id: str) -> None:
        with self._lock:
            job = self._jobs.get(job_id)
            if job is None:
                return  # the job has just ended: its answer is on the way
            job.cancelled.set()
            running = job.running
        if not running:
            self._answer(job, Failure(job_id, Cancelled().info()))

    def _finish_early(self, job_id: str) -> None:
        with self._lock:
            job = self._jobs.get(job_id)
            if job is not None:
                job.good_enough.set()

    def _refuse(self, job_id: str, reason: str) -> None:
        log.warning("refused: %s", reason)
        self._channel.send(Failure(job_id, MalformedMessage(reason).info()))


def greeting(preferences: Preferences | None = None) -> Hello:
    """Versions and devices; imports all that jobs need, so that the first job starts at once.

    Args:
        preferences: The user's options; the preferred device comes first.

    Raises:
        ImportError: A part of the backend is missing. Broken libraries also raise other errors.
    """
    from model.inference.devices import engine_versions, list_devices

    versions = engine_versions()
    if not any(versions.values()):
        raise ImportError("neither torch nor openvino is installed")
    if versions["torch"]:
        import torch

        versions["torch"] = str(torch.__version__)
    return Hello(
        version=version(),
        python=platform.python_version(),
        torch=versions["torch"],
        openvino=versions["openvino"],
        devices=(preferences or Preferences()).ordered(list_devices()),
        pid=os.getpid(),
    )


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the options of ``serve``."""
    parser.add_argument(
        "--idle-minutes",
        type=float,
        default=IDLE_MINUTES,
        metavar="N",
        help="leave after so many minutes without a job; 0: never (default: %(default)g)",
    )
    parser.add_argument("--device", choices=DEVICES, default="auto", help="for jobs that leave it open")
    parser.add_argument("--precision", choices=PRECISIONS, default="auto", help="for jobs that leave it open")
    parser.add_argument("--engine", choices=ENGINES, default="auto", help="for jobs that leave it open")
    parser.add_argument(
        "--memory-mb", type=int, default=0, metavar="N", help="take no more memory; 0: no limit"
    )
    parser.add_argument(
        "--keep-features-gb",
        type=float,
        default=cache.DEFAULT_GB,
        metavar="N",
        help="keep at most so much of what the network saw in scenes; 0: nothing (default: %(default)g)",
    )


def run(args: argparse.Namespace) -> int:
    """Serves the protocol on this process's stdin and stdout; does not return."""
    channel = take_over_stdio()
    faulthandler.enable()
    logging.basicConfig(
        stream=sys.stderr, level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    memory.limit(args.memory_mb)
    cache.limit_to(args.keep_features_gb)
    preferences = Preferences(args.device, args.precision, args.engine)
    worker = Worker(channel, args.idle_minutes * 60, preferences)
    # Ctrl-C in a terminal reaches QGIS and its children: QGIS decides, and EOF follows.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: worker.leave("terminated"))
    code = worker.run()
    logging.shutdown()
    # Not sys.exit: that would wait for threads, which may hang in a library or a blocked pipe.
    os._exit(code)
