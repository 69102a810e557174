"""A worker that misbehaves in one given way, for faults that the real one cannot be made to have.

Run as ``python fake_worker.py REPOSITORY MODE [FOLDER]``.
"""

from __future__ import annotations

import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import time

REPOSITORY, MODE = sys.argv[1:3]
FOLDER = sys.argv[3] if len(sys.argv) > 3 else "."
sys.path.insert(0, REPOSITORY)

from model.protocol import envelope, segmenting, values  # noqa: E402

TRAINER = None
if MODE.startswith("train"):
    # It writes points with GDAL, which not every Python that runs this file has.
    from fake_trainer import Trainer

    TRAINER = Trainer(lambda message: say(message), MODE)

HELLO = envelope.Hello("0.0", "3.11", "2.0", [values.DeviceInfo("cpu", "CPU")], os.getpid())


def say(message: envelope.Message) -> None:
    write(envelope.encode(message))


def write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def start() -> None:
    """What it does instead of, or around, its greeting."""
    if MODE == "hang_at_start":
        time.sleep(3600)
    if MODE == "die_at_start":
        sys.exit("libworker.so: cannot open shared object file")
    if MODE == "no_torch":
        sys.exit("ModuleNotFoundError: No module named 'torch'")
    if MODE == "refuse":
        say(envelope.Failure("", values.ErrorInfo("backend_incomplete", "timm is missing.", "Set up again.")))
        sys.exit(1)
    if MODE == "later_version":
        write('{"type": "hello", "protocol": 99, "colour": "new"}\n')
        time.sleep(3600)
    if MODE == "slow_start":
        time.sleep(1)
    if MODE == "chatter":
        write("Downloading...\nWARNING: deprecated\n")
    say(HELLO)


def fail(job: str, out_dir: str) -> None:
    """The modes that go wrong in the middle of a job."""
    if MODE in ("killed", "leave_unfinished"):
        scratch = os.path.join(out_dir, f".sardino-{socket.gethostname()}-{os.getpid()}-abc")
        os.mkdir(scratch)
        open(os.path.join(scratch, "landcover.raw"), "wb").write(b"half")
        sys.stderr.write("allocating the tiles\n")
        sys.stderr.flush()
        say(envelope.Progress(job, 0.3, "Segmenting", 12.0))
        if MODE == "killed":
            # A child that holds the pipes must not keep the client waiting, nor outlive the worker.
            child = subprocess.Popen(["sleep", "3600"])
            print(child.pid, file=sys.stderr, flush=True)
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(3600)
    if MODE == "nonsense":
        write("Traceback (most recent call last)\n" * 20)
        time.sleep(3600)
    if MODE == "unreadable_answer":
        write(envelope.encode(envelope.Result(job, segmenting.ModelList([]))).replace("[]", "5"))
        time.sleep(3600)
    if MODE == "half_line":
        write(envelope.encode(envelope.Progress(job, 0.3))[:20])
        os._exit(1)
    if MODE == "endless_line":
        for _ in range(40):
            write("x" * 1_000_000)
        time.sleep(3600)
    if MODE == "out_of_memory":
        say(
            envelope.Failure(
                job, values.ErrorInfo("out_of_memory", "The computer ran out of memory.", "Use less.")
            )
        )
    if MODE == "silent":
        time.sleep(3600)
    marker = os.path.join(FOLDER, "left")
    if MODE == "leave_when_called" and not os.path.exists(marker):
        open(marker, "w").close()
        os._exit(0)


def work(job: str, params: object, cancelled: threading.Event) -> None:
    """A well-behaved job: 20 steps of 20 ms."""
    if TRAINER is not None:
        TRAINER.work(job, params, cancelled)
        return
    out_dir = getattr(params, "out_dir", FOLDER)
    fail(job, out_dir)
    for step in range(20 if MODE != "endless" else 10_000):
        if cancelled.wait(0.02):
            say(envelope.Failure(job, values.ErrorInfo("cancelled", "Cancelled.", "")))
            return
        say(envelope.Progress(job, step / 20, "Segmenting", 2.0))
    say(
        envelope.Result(
            job, segmenting.ModelList([values.ModelInfo(os.environ.get("SECRET", "tiny"), "/models/tiny")])
        )
    )


def main() -> None:
    start()
    flags: dict[str, threading.Event] = {}
    jobs: queue.Queue[tuple[str, object]] = queue.Queue()

    def worker() -> None:
        while True:
            job, params = jobs.get()
            work(job, params, flags[job])

    threading.Thread(target=worker, daemon=True).start()
    for line in sys.stdin:
        message = envelope.decode(line)
        if isinstance(message, envelope.Request):
            flags[message.id] = threading.Event()
            jobs.put((message.id, message.params))
        elif isinstance(message, envelope.Cancel):
            flags[message.id].set()
        elif isinstance(message, envelope.FinishEarly) and TRAINER is not None:
            TRAINER.finish.setdefault(message.id, threading.Event()).set()
        else:
            break
    os._exit(0)


main()
