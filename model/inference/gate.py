"""Before a model is used on OpenVINO for the first time: does it say the same as torch, and how fast is it?

Two tiles of made-up ground are computed on both. The light engine is used if at least 99.8 % of the valid
pixels get the same class as with torch in fp32, and the attention differs by at most 1 % of its range.
The answer is kept in the user's cache, under a hash of everything that it depends on.

Where torch is not installed, a bundled model's file of expected values takes torch's place
(:mod:`model.inference.expected`), and for other models OpenVINO's own fp32, which tests compare with torch.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import json
import logging
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.checkpoint.weights import ModelFile
from model.disk.folders import cache_folder
from model.disk.whole import write_all
from model.errors.errors import InvalidRequest, NeedsTorch
from model.errors.words import marked
from model.inference import light
from model.inference.expected import Expected, read_expected
from model.inference.threads import cpu_threads

log = logging.getLogger(__name__)

SAME_CLASS = 0.998
"""Least share of the valid pixels with the same class as torch in fp32."""
ATTENTION = 0.01
"""Most difference of the attention, as a share of its range."""
GAIN = 1.10
"""Another precision than fp32 has to be faster by this factor."""
FORMAT = 1
REPEATS = 3


class NotTheSame(Exception):
    """OpenVINO cannot take a model's place on torch; says why."""


@dataclass(frozen=True)
class Check:
    """OpenVINO in a precision, compared with the reference.

    Attributes:
        same: Share of the valid pixels with the same class.
        attention: Largest difference of the attention, as a share of its range.
        seconds: Of a tile.
    """

    same: float
    attention: float
    seconds: float

    @property
    def ok(self) -> bool:
        """Whether the results count as the same."""
        return self.same >= SAME_CLASS and self.attention <= ATTENTION


@dataclass(frozen=True)
class Prepared:
    """What is known of a model on this computer.

    Attributes:
        question: For the attention.
        checks: By precision.
        reference: What was compared with: ``torch``, ``expected`` or ``openvino``.
        torch_seconds: Of a tile on torch, by precision; empty where torch is not installed.
    """

    question: light.LightQuestion
    checks: dict[str, Check]
    reference: str
    torch_seconds: dict[str, float] = field(default_factory=dict)

    def precision(self, wanted: str) -> str:
        """The wanted precision, or the fastest that says the same.

        Raises:
            InvalidRequest: This CPU does not compute in the wanted precision.
            NotTheSame: The results differ too much.
        """
        if wanted != "auto":
            if wanted not in self.checks:
                raise InvalidRequest(
                    f"This CPU does not compute in {wanted}.", remedy=marked("Choose 'auto' or 'fp32'.")
                )
            self._demand(wanted)
            return wanted
        best = "fp32"
        for name, check in self.checks.items():
            if check.ok and check.seconds * GAIN < self.checks[best].seconds:
                best = name
        self._demand(best)
        return best

    def torch_is_faster(self, chosen: str, wanted: str) -> bool:
        """Whether torch is clearly faster than OpenVINO in the chosen precision."""
        seconds = [value for name, value in self.torch_seconds.items() if wanted in ("auto", name)]
        return bool(seconds) and min(seconds) * GAIN < self.checks[chosen].seconds

    def _demand(self, name: str) -> None:
        check = self.checks[name]
        if not check.ok:
            raise NotTheSame(
                f"{check.same:.2%} of the pixels got the same class as with PyTorch ({SAME_CLASS:.1%} are "
                f"needed), and the attention differs by {check.attention:.2%} of its range "
                f"({ATTENTION:.0%} is allowed)."
            )


def prepare(model: ModelFile, tile: int, *, with_torch: bool) -> Prepared:
    """What is known of a model here, from the cache or measured now.

    Raises:
        NotTheSame: The model has a part that the light engine does not know.
    """
    key = _key(model, tile, with_torch)
    path = cache_folder().parent / "engines" / f"{key}.json"
    found = _read(path, key)
    if found is None:
        found = measure(model, tile, with_torch=with_torch)
        with contextlib.suppress(OSError):  # a full or missing disk costs only time
            write_all({path: _text(found, key).encode()})
    return found


def measure(model: ModelFile, tile: int, *, with_torch: bool) -> Prepared:
    """Compares and times; takes a few seconds."""
    from model.inference.openvino_graph import NotSupported

    start = time.perf_counter()
    try:
        exact = light.LightInference(model, tile, "fp32")
        x, valid = made_up(exact.channels, tile)
        empty = np.zeros((1, exact.channels, tile, tile), np.float32)
        question = light.LightQuestion.of(model, exact.last_input(empty), exact.prefix)
    except NotSupported as error:
        raise NotTheSame(str(error)) from error
    exact.question = question
    torch_seconds: dict[str, float] = {}
    expected = None
    if with_torch:
        expected, torch_seconds = _of_torch(model, x, valid)
    kind = "torch"
    if expected is None:
        expected, kind = read_expected(model), "expected"
    if expected is None:
        expected, kind = Expected.of(*exact.run(x, valid)), "openvino"
    checks = {}
    for precision in light.precisions():
        runner = exact if precision == "fp32" else light.LightInference(model, tile, precision, question)
        logits, attention = runner.run(x, valid)
        assert attention is not None  # nosec B101
        same, differs = expected.compared(logits, attention, valid)
        checks[precision] = Check(same, differs, _seconds(runner, x))
    log.info("%s compared with %s in %.1f s: %s", model.path.name, kind, time.perf_counter() - start, checks)
    return Prepared(question, checks, kind, torch_seconds)


def made_up(channels: int, tile: int) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Two tiles of made-up ground, the same everywhere: speckled fields of different backscatter.

    Returns:
        Normalised backscatter [2, channels, tile, tile], and valid pixels [2, tile, tile]; a corner of the
        second tile is nodata.
    """
    # RandomState: its numbers never change between versions of numpy.
    rng = np.random.RandomState(7)
    rows, cols = np.mgrid[0:tile, 0:tile]
    x = np.empty((2, channels, tile, tile), np.float32)
    for number in range(2):
        at = rng.uniform(0, tile, (24, 2))
        field_of = ((rows[..., None] - at[:, 0]) ** 2 + (cols[..., None] - at[:, 1]) ** 2).argmin(-1)
        for channel in range(channels):
            level = rng.uniform(-2.5, 2.0, 24)[field_of]
            x[number, channel] = level + 0.25 * rng.standard_normal((tile, tile))
    valid = np.ones((2, tile, tile), bool)
    valid[1, : tile // 3, : tile // 2] = False
    x[~np.broadcast_to(valid[:, None], x.shape)] = 0
    return x, valid


def expected_of_torch(model: ModelFile, tile: int) -> Expected:
    """What torch says about the made-up tiles in fp32.

    Raises:
        NeedsTorch: torch is not installed, or broken.
    """
    channels = light.LightInference(model, tile, "fp32").channels
    found, _ = _of_torch(model, *made_up(channels, tile))
    if found is None:
        raise NeedsTorch(marked("PyTorch is not part of this environment."))
    return found


def _of_torch(
    model: ModelFile, x: NDArray[np.float32], valid: NDArray[np.bool_]
) -> tuple[Expected | None, dict[str, float]]:
    """What torch says in fp32, and its time for a tile by precision."""
    try:
        import torch

        from model.checkpoint.checkpoint import load_checkpoint
        from model.inference import compute
        from model.network.precision import has_fast_bf16
    except Exception as error:  # torch is there, but broken: the light engine does without
        log.warning("torch cannot be used: %s", error)
        return None, {}
    network = load_checkpoint(model.path).network.requires_grad_(False)
    seconds = {}
    expected = None
    # Where bf16 is emulated, it takes minutes and is never the faster one.
    fast = has_fast_bf16(torch.device("cpu"))
    for precision in ("fp32", "bf16") if fast else ("fp32",):
        runner = compute.Inference(network, torch.device("cpu"), precision, attention=True, batch_size=2)
        if expected is None:
            logits, attention = runner.run(x, valid)
            assert attention is not None  # nosec B101
            expected = Expected.of(logits, attention)
        seconds[precision] = _seconds(runner, x)
    return expected, seconds


def _seconds(runner: Any, x: NDArray[np.float32]) -> float:
    """Seconds per tile: the best of some runs of as many tiles as run at once."""
    runner.attention = True
    tiles = np.concatenate([x] * 8)[: max(2, min(16, runner.batch_size))]
    best = float("inf")
    for repeat in range(REPEATS + 1):
        start = time.perf_counter()
        runner.run(tiles, None)
        if repeat:
            best = min(best, (time.perf_counter() - start) / len(tiles))
    return best


def _key(model: ModelFile, tile: int, with_torch: bool) -> str:
    versions = [importlib.metadata.version("openvino"), np.__version__]
    if with_torch:
        versions.append(importlib.metadata.version("torch"))
    cpu = light.core().get_property("CPU", "FULL_DEVICE_NAME")
    parts = [FORMAT, model.sha256, tile, cpu, cpu_threads(), light.precisions(), *versions]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]


def _text(prepared: Prepared, key: str) -> str:
    """As JSON, with a hash that shows damage."""
    body = {
        "key": key,
        "asked": prepared.question.asked.tolist(),
        "level": prepared.question.level.tolist(),
        "checks": {name: asdict(check) for name, check in prepared.checks.items()},
        "reference": prepared.reference,
        "torch_seconds": prepared.torch_seconds,
    }
    return json.dumps({"body": body, "sha256": _hash(body)})


def _read(path: Path, key: str) -> Prepared | None:
    """What is kept; None if nothing, or if the file is damaged or of another model."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        body = kept["body"]
        if kept["sha256"] != _hash(body) or body["key"] != key:
            raise ValueError("not the file that was written")
        question = light.LightQuestion(*(np.array(body[name], np.float32) for name in ("asked", "level")))
        checks = {name: Check(**values) for name, values in body["checks"].items()}
        return Prepared(question, checks, body["reference"], body["torch_seconds"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        log.warning("what was known of a model is damaged and is measured again: %s", error)
        return None


def _hash(body: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
