"""The worker's client: one call per job, blocking, safe from any thread, no Qt.

The worker starts with the first job and stays warm. If the worker ends, for any reason, the next job
starts a new worker.
"""

from __future__ import annotations

import glob
import os
import queue
import shutil
import socket
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...model.protocol.envelope import (
    MAX_LINE_BYTES,
    PROTOCOL_VERSION,
    Cancel,
    Failure,
    FinishEarly,
    Hello,
    Progress,
    Request,
    encode,
)
from ...model.protocol.segmenting import SegmentRequest
from ..errors import (
    BackendError,
    BackendIncomplete,
    BackendMismatch,
    BackendProtocolError,
    JobCancelled,
    PluginError,
    RequestNotUsable,
    RequestTooLarge,
    WorkerDidNotStart,
    WorkerDied,
    WorkerSilent,
    exit_in_words,
)
from ..paths import PLUGIN_ROOT
from ..translation import fill, tr
from . import diagnostics
from .environment import find_interpreter, worker_environment
from .process import Ended, Launch, WorkerProcess

START_SECONDS = 60.0
"""A cold start loads torch from disk: seconds on a laptop, longer behind a virus scanner."""

CANCEL_SECONDS = 5.0
"""A worker cancels between batches, well under a second. A slower worker is stuck."""
ATTEMPTS = 4
"""How often a job is begun if idle workers leave, or are ended for other jobs that lie ahead of the job."""
SILENCE_SECONDS = 600.0
"""A busy worker reports every half second. Only a model's first load takes longer."""
_POLL_SECONDS = 0.05


def default_launch() -> Launch:
    """How the plugin starts the worker.

    Raises:
        NoBackend: There is no Python for the worker.
    """
    command = [str(find_interpreter()), "-u", "-m", "model", "serve", *worker_options()]
    return Launch(command, PLUGIN_ROOT, worker_environment(os.environ))


def worker_options() -> list[str]:
    """The user's options as arguments of the worker."""
    from ..settings import load_options

    options = load_options()
    words = ["--device", options.device, "--precision", options.precision, "--engine", options.engine]
    words += ["--idle-minutes", f"{options.idle_minutes:g}"]
    if options.memory_mb:
        words += ["--memory-mb", str(options.memory_mb)]
    words += ["--keep-features-gb", f"{options.features_gb:g}"]
    return words


def _never() -> bool:
    return False


def _ignore(_: Any) -> None:
    return None


class WorkerClient:
    """Runs jobs in the worker process."""

    def __init__(
        self,
        launch: Callable[[], Launch] = default_launch,
        *,
        log: Callable[[str], None] = _ignore,
        start_seconds: float = START_SECONDS,
        cancel_seconds: float = CANCEL_SECONDS,
        silence_seconds: float = SILENCE_SECONDS,
    ) -> None:
        """Prepares the client; starts no process yet.

        Args:
            launch: Says how to start a worker; called at each start.
            log: Takes the worker's log line by line, in a separate thread.
            start_seconds: How long a worker may take to say hello.
            cancel_seconds: How long a worker may take to answer a cancellation before it is killed.
            silence_seconds: How long a worker may be silent during a job.
        """
        self._launch = launch
        self._log = log
        self._start_seconds = start_seconds
        self._cancel_seconds = cancel_seconds
        self._silence_seconds = silence_seconds
        self._lock = threading.Lock()
        self._worker: WorkerProcess | None = None
        # Counts the stops: a job that began before a stop must not start a worker after the stop.
        self._stops = 0
        self._closed = False

    @property
    def pid(self) -> int | None:
        """Process id of the worker; None while there is none."""
        worker = self._worker
        return worker.pid if worker is not None and worker.alive else None

    def hello(self, *, cancelled: Callable[[], bool] = _never) -> Hello:
        """The worker's greeting: versions and devices. Starts the worker if needed.

        Raises:
            PluginError: The worker cannot be started.
        """
        try:
            if cancelled():
                raise JobCancelled()
            return self._greeting(self._running_worker(self._stops), cancelled)
        except JobCancelled:
            raise
        except PluginError as error:
            diagnostics.remember(error)
            raise

    def request(
        self,
        params: Any,
        *,
        progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        good_enough: Callable[[], bool] | None = None,
    ) -> Any:
        """Runs a job and waits for its result.

        Args:
            params: One of ``messages.Params``.
            progress: Called in this thread with each progress message.
            cancelled: Polled about 20 times a second in this thread; True ends the job.
            good_enough: Polled in the same way; True ends a fine-tuning with the best model so far.

        Returns:
            One of ``messages.Answer``: the answer to this kind of request.

        Raises:
            JobCancelled: ``cancelled`` returned True.
            BackendError: The worker refused the job or failed.
            PluginError: There is no worker, or the worker misbehaved.
        """
        try:
            return self._request(params, progress or _ignore, cancelled or _never, good_enough or _never)
        except JobCancelled:
            raise
        except PluginError as error:
            diagnostics.remember(error)
            raise

    def stop(self) -> None:
        """Ends the worker, even a busy worker, and waits for its end.

        Jobs under way end as cancelled. A later job starts a new worker.
        """
        with self._lock:
            worker, self._worker = self._worker, None
            self._stops += 1
        if worker is not None:
            worker.stop()

    def close(self) -> None:
        """Ends the worker as :meth:`stop` does, and never starts a new worker.

        So a thread that still holds this client cannot leave a worker behind.
        """
        with self._lock:
            self._closed = True
        self.stop()

    def _request(
        self,
        params: Any,
        progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
        good_enough: Callable[[], bool],
    ) -> Any:
        job = uuid.uuid4().hex
        try:
            line = encode(Request(job, params))
        except (ValueError, RecursionError) as error:  # a number that is not finite
            raise RequestNotUsable(detail=str(error)) from error
        if len(line) > MAX_LINE_BYTES:
            raise RequestTooLarge()
        stops = self._stops
        for attempt in range(1, ATTEMPTS + 1):
            if cancelled():
                raise JobCancelled()
            worker = self._running_worker(stops)
            hello = self._greeting(worker, cancelled)
            try:
                return self._run_job(worker, job, line, progress, cancelled, good_enough)
            except _LeftBeforehand as left:
                _remove_unfinished(params, hello.pid)
                if attempt == ATTEMPTS and stops == self._stops:
                    raise WorkerDied.with_exit_code(left.exit_code, worker.log_tail()) from None
            except (WorkerDied, WorkerSilent, BackendProtocolError, JobCancelled) as error:
                if not worker.alive:
                    _remove_unfinished(params, hello.pid)
                if stops != self._stops:
                    raise JobCancelled() from error
                raise
        raise AssertionError("unreachable")

    def _running_worker(self, stops: int) -> WorkerProcess:
        """The worker; starts one if there is none. It may not have said hello yet."""
        with self._lock:
            if self._closed or stops != self._stops:
                raise JobCancelled()
            if self._worker is None or not self._worker.alive:
                launch = self._launch()
                try:
                    self._worker = WorkerProcess(launch, log=self._log)
                except OSError as error:
                    raise WorkerDidNotStart(f"{launch.command[0]}: {error.strerror or error}") from error
            return self._worker

    def _greeting(self, worker: WorkerProcess, cancelled: Callable[[], bool]) -> Hello:
        """Waits for a worker's greeting."""
        deadline = worker.started + self._start_seconds
        while not worker.greeted.wait(_POLL_SECONDS):
            if cancelled():
                # The worker keeps starting: the next job can use it.
                raise JobCancelled()
            if time.monotonic() > deadline:
                self._discard(worker)
                raise WorkerDidNotStart(
                    fill(tr("It did not answer within {seconds:.0f} seconds."), seconds=self._start_seconds),
                    detail=worker.log_tail(),
                )
        if worker.mismatch:
            self._discard(worker)
            raise BackendMismatch(
                tr("It speaks version {theirs} of the protocol, the plugin version {ours}.").format(
                    theirs=worker.mismatch, ours=PROTOCOL_VERSION
                )
            )
        if worker.refusal is not None:
            self._discard(worker)
            raise BackendError.from_info(worker.refusal.error)
        if worker.hello is None:
            raise self._explain_no_greeting(worker)
        return worker.hello

    def _explain_no_greeting(self, worker: WorkerProcess) -> PluginError:
        """The error for a worker that ended before its greeting."""
        self._discard(worker)
        if worker.stopped:
            return JobCancelled()
        tail = worker.log_tail()
        if worker.ended is not None and worker.ended.nonsense:
            return BackendProtocolError(
                tr("It said: {words}").format(words=worker.ended.nonsense), detail=tail
            )
        missing = [text for text in tail.splitlines() if "No module named" in text]
        if missing:
            return BackendIncomplete(missing[-1].strip(), detail=tail)
        return WorkerDidNotStart(exit_in_words(worker.ended and worker.ended.exit_code), detail=tail)

    def _run_job(
        self,
        worker: WorkerProcess,
        job: str,
        line: str,
        progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
        good_enough: Callable[[], bool],
    ) -> Any:
        events = worker.open_job(job)
        worker.send(line)
        worker.last_heard = time.monotonic()
        cancelled_at: float | None = None
        heard = finished = told_to_finish = False
        try:
            while True:
                if not told_to_finish and good_enough():
                    told_to_finish = True
                    worker.send(encode(FinishEarly(job)))
                if cancelled_at is None and cancelled():
                    cancelled_at = time.monotonic()
                    worker.send(encode(Cancel(job)))
                try:
                    event = events.get(timeout=_POLL_SECONDS)
                except queue.Empty:
                    worker.notice_death()
                    self._check_patience(worker, job, cancelled_at)
                    continue
                if isinstance(event, Progress):
                    heard = True
                    if cancelled_at is None:
                        progress(event)
                    else:
                        self._check_patience(worker, job, cancelled_at)
                    continue
                finished = True
                if isinstance(event, Ended):
                    raise self._explain_end(worker, event, heard, cancelled_at is not None)
                if isinstance(event, Failure):
                    raise _failure(event)
                # A result that crossed our cancellation counts: its files exist.
                return event.result
        finally:
            if not finished and cancelled_at is None:
                # The caller's progress callback raised: nobody waits for this job any longer.
                worker.send(encode(Cancel(job)))
            worker.close_job(job)

    def _check_patience(self, worker: WorkerProcess, job: str, cancelled_at: float | None) -> None:
        """Ends a worker that does not cancel, or that was silent for too long."""
        now = time.monotonic()
        if cancelled_at is not None:
            if now - cancelled_at < self._cancel_seconds:
                return
            if worker.is_oldest(job):
                self._log("The worker did not answer the cancellation and was ended.")
                worker.given_up = True
                self._discard(worker)
            # Otherwise the worker is busy with another job and drops this job later.
            raise JobCancelled()
        if now - worker.last_heard > self._silence_seconds:
            self._discard(worker)
            minutes = self._silence_seconds / 60
            text = fill(tr("It said nothing for {minutes:.0f} minutes."), minutes=minutes)
            raise WorkerSilent(text, detail=worker.log_tail())

    def _explain_end(self, worker: WorkerProcess, ended: Ended, heard: bool, cancelled: bool) -> Exception:
        """The error for a worker that ended during a job."""
        self._discard(worker)
        if cancelled:
            return JobCancelled()
        if ended.nonsense:
            return BackendProtocolError(
                tr("It said: {words}").format(words=ended.nonsense), detail=worker.log_tail()
            )
        if worker.given_up or (ended.exit_code == 0 and not heard):
            return _LeftBeforehand(ended.exit_code)
        return WorkerDied.with_exit_code(ended.exit_code, worker.log_tail())

    def _discard(self, worker: WorkerProcess) -> None:
        """Kills a worker; the next job starts a new one."""
        with self._lock:
            if self._worker is worker:
                self._worker = None
        worker.kill()


@dataclass
class _LeftBeforehand(Exception):
    """The worker ended for another reason than the job: it can be begun again."""

    exit_code: int


def _failure(failure: Failure) -> PluginError:
    if failure.error.code == JobCancelled.code:
        return JobCancelled()
    return BackendError.from_info(failure.error)


def _remove_unfinished(params: Any, pid: int) -> None:
    """Removes unfinished files in the output folder when the worker could not do so."""
    if not isinstance(params, SegmentRequest):
        return
    # The worker's scratch folder has its host and process in its name: see model.disk.scratch.
    # Another computer may work in the same folder and have a process with the same number.
    name = glob.escape(f".sardino-{socket.gethostname()}-{pid}-")
    for folder in Path(params.out_dir).glob(f"{name}*"):
        shutil.rmtree(folder, ignore_errors=True)
