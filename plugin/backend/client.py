"""The worker's client: one call per job, blocking, safe from any thread, no Qt.

The worker starts with the first job and stays warm. If it ends, for whatever reason, the next
job starts a fresh one.
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
"""The worker cancels between batches, well under a second; after this it is stuck."""

SILENCE_SECONDS = 600.0
"""The worker reports every half second of work; only a model's first load takes longer."""

_POLL_SECONDS = 0.05


def default_launch() -> Launch:
    """The worker as the plugin starts it.

    Raises:
        NoBackend: There is no Python for it.
    """
    command = [str(find_interpreter()), "-u", "-m", "model", "serve", *worker_options()]
    return Launch(command, PLUGIN_ROOT, worker_environment(os.environ))


def worker_options() -> list[str]:
    """The user's options as arguments of the worker."""
    from ..settings import load_options

    options = load_options()
    words = ["--device", options.device, "--precision", options.precision]
    words += ["--idle-minutes", f"{options.idle_minutes:g}"]
    if options.memory_mb:
        words += ["--memory-mb", str(options.memory_mb)]
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
        """Prepares the client; no process is started yet.

        Args:
            launch: Says how to start a worker; asked anew at each start.
            log: Takes the worker's log, line by line, from a thread of its own.
            start_seconds: How long a worker may take to say hello.
            cancel_seconds: How long it may take to answer a cancellation before it is killed.
            silence_seconds: How long it may say nothing in the middle of a job.
        """
        self._launch = launch
        self._log = log
        self._start_seconds = start_seconds
        self._cancel_seconds = cancel_seconds
        self._silence_seconds = silence_seconds
        self._lock = threading.Lock()
        self._worker: WorkerProcess | None = None
        # Counts the stops: a job from before a stop must not start a worker after it.
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
            good_enough: Polled likewise; True lets a fine-tuning end with the best model so far.

        Returns:
            One of ``messages.Answer``, that which belongs to the request.

        Raises:
            JobCancelled: ``cancelled`` said so.
            BackendError: The worker refused or failed at the job.
            PluginError: There is no worker, or it went wrong.
        """
        try:
            return self._request(params, progress or _ignore, cancelled or _never, good_enough or _never)
        except JobCancelled:
            raise
        except PluginError as error:
            diagnostics.remember(error)
            raise

    def stop(self) -> None:
        """Ends the worker, whatever it is doing, and waits until it is gone.

        Jobs under way end as cancelled; a job that comes later starts a fresh worker.
        """
        with self._lock:
            worker, self._worker = self._worker, None
            self._stops += 1
        if worker is not None:
            worker.stop()

    def close(self) -> None:
        """Ends the worker as :meth:`stop` does, and starts none again: no thread that still holds this
        client can leave one behind.
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
        for attempt in (1, 2):
            if cancelled():
                raise JobCancelled()
            worker = self._running_worker(stops)
            hello = self._greeting(worker, cancelled)
            try:
                return self._run_job(worker, job, line, progress, cancelled, good_enough)
            except _LeftBeforehand as left:
                # An idle worker leaves after some minutes, perhaps just as we called on it.
                if attempt == 2 and stops == self._stops:
                    raise WorkerDied.with_exit_code(left.exit_code, worker.log_tail()) from None
            except (WorkerDied, WorkerSilent, BackendProtocolError, JobCancelled) as error:
                if not worker.alive:
                    _remove_unfinished(params, hello.pid)
                if stops != self._stops:
                    raise JobCancelled() from error
                raise
        raise AssertionError("unreachable")

    def _running_worker(self, stops: int) -> WorkerProcess:
        """The worker, started if there is none (it may not have said hello yet)."""
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
                # It goes on starting: the next job will be glad of it.
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
        exit_code = worker.ended.exit_code if worker.ended is not None else None
        return WorkerDidNotStart(exit_in_words(exit_code), detail=tail)

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
                # A result that crossed our cancellation on its way counts: its files are there.
                return event.result
        finally:
            if not finished and cancelled_at is None:
                # The caller's progress callback raised: nobody waits for this job any more.
                worker.send(encode(Cancel(job)))
            worker.close_job(job)

    def _check_patience(self, worker: WorkerProcess, job: str, cancelled_at: float | None) -> None:
        """Ends a worker that does not cancel, or has been silent for too long."""
        now = time.monotonic()
        if cancelled_at is not None:
            if now - cancelled_at < self._cancel_seconds:
                return
            if worker.is_oldest(job):
                self._log("The worker did not answer the cancellation and was ended.")
                self._discard(worker)
            # Otherwise it is busy with another job and will drop this one when its turn comes.
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
        if ended.exit_code == 0 and not heard:
            return _LeftBeforehand(ended.exit_code)
        return WorkerDied.with_exit_code(ended.exit_code, worker.log_tail())

    def _discard(self, worker: WorkerProcess) -> None:
        """Kills a worker; the next job starts a fresh one."""
        with self._lock:
            if self._worker is worker:
                self._worker = None
        worker.kill()


class _LeftBeforehand(Exception):
    """The worker ended in good order before it took up the job."""

    def __init__(self, exit_code: int) -> None:
        super().__init__(exit_code)
        self.exit_code = exit_code


def _failure(failure: Failure) -> PluginError:
    if failure.error.code == JobCancelled.code:
        return JobCancelled()
    return BackendError.from_info(failure.error)


def _remove_unfinished(params: Any, pid: int) -> None:
    """Removes what a worker that could not clean up after itself left in the output folder."""
    if not isinstance(params, SegmentRequest):
        return
    # The worker's scratch folder is named after its host and process: see model.disk.scratch.
    # Another computer may work in the same folder, and its processes have numbers, too.
    name = glob.escape(f".sardino-{socket.gethostname()}-{pid}-")
    for folder in Path(params.out_dir).glob(f"{name}*"):
        shutil.rmtree(folder, ignore_errors=True)
