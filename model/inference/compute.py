"""Devices, numeric precision and batch size on torch, and its forward pass of a batch of tiles."""

from __future__ import annotations

import math
import platform
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from model.errors.errors import DeviceNotAvailable, InvalidRequest, OutOfMemory
from model.errors.failures import is_out_of_memory
from model.errors.words import marked
from model.inference import memory
from model.inference.projection import STEP, pixel_basis
from model.inference.runner import Seen
from model.inference.threads import cpu_name, cpu_threads, physical_memory_mb
from model.network.network import (
    Output,
    Question,
    SarSegmenter,
    attend_in_steps,
    question_of_nothing,
)
from model.network.precision import has_fast_bf16
from model.protocol.values import DEVICES, PRECISIONS, DeviceInfo

CPU_BATCH_SECONDS = 0.3
"""A job is cancelled between batches: this limit keeps the wait well under a second."""

CPU_MAX_BATCH = 2
"""More tiles at once are not faster, and do not fit into caches."""

MAX_BATCH = 64
GPU_MEMORY_SHARE = 0.6
BF16_GAIN = 1.10
"""bf16 on a CPU costs a little accuracy: only a speed-up by this factor justifies bf16."""

_DTYPES = {"bf16": torch.bfloat16, "fp16": torch.float16}


@dataclass(frozen=True)
class CpuSpeed:
    """Seconds per pixel of a forward pass on the CPU, in the faster precision."""

    precision: str
    seconds_per_pixel: float


_measured: dict[tuple[object, ...], CpuSpeed] = {}


def list_devices() -> list[DeviceInfo]:
    """Usable devices of this computer; ``auto`` takes the first."""
    devices = []
    if torch.cuda.is_available():
        for index in range(torch.cuda.device_count()):
            if _works(torch.device("cuda", index)):
                properties = torch.cuda.get_device_properties(index)
                devices.append(DeviceInfo("cuda", properties.name, properties.total_memory // 2**20))
    if torch.backends.mps.is_available() and _works(torch.device("mps")):
        devices.append(DeviceInfo("mps", f"{platform.processor() or 'Apple'} GPU", 0))
    devices.append(DeviceInfo("cpu", device_name(torch.device("cpu")), physical_memory_mb()))
    return devices


def choose_device(wanted: str) -> torch.device:
    """The device for ``auto``, ``cpu``, ``cuda`` or ``mps``.

    Raises:
        InvalidRequest: ``wanted`` is another word.
        DeviceNotAvailable: There is no such device, or a small computation on it fails.
    """
    if wanted not in DEVICES:
        raise InvalidRequest(f"Unknown device '{wanted}'.", remedy=f"Use one of {', '.join(DEVICES)}.")
    if wanted == "cpu":
        return torch.device("cpu")
    kinds = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available()}
    for kind, available in kinds.items():
        if wanted in ("auto", kind) and available and _works(torch.device(kind)):
            _keep_within_limit(kind)
            return torch.device(kind)
    if wanted == "auto":
        return torch.device("cpu")
    raise DeviceNotAvailable(f"No working {wanted.upper()} device was found.")


def _keep_within_limit(kind: str) -> None:
    """Limits torch to the GPU memory that the user allows."""
    if kind == "cuda":
        share = memory.limit_gpu(torch.cuda.get_device_properties(0).total_memory)
        if share is not None:
            torch.cuda.set_per_process_memory_fraction(share)
    elif kind == "mps" and memory.limit_mb():
        share = memory.limit_gpu(torch.mps.recommended_max_memory())
        if share is not None:
            torch.mps.set_per_process_memory_fraction(share)


def device_name(device: torch.device) -> str:
    """The device in words: the GPU's name, or ``CPU (2 threads)``."""
    if device.type == "cuda":
        return torch.cuda.get_device_name(device)
    if device.type == "mps":
        return f"{platform.processor() or 'Apple'} GPU"
    return cpu_name()


def choose_precision(network: SarSegmenter, device: torch.device, wanted: str) -> str:
    """``fp32``, ``bf16`` or ``fp16``: the wanted precision, or the best for the device if ``auto``.

    Args:
        network: On ``device``, in evaluation mode.
        device: Where the network computes.
        wanted: One of ``PRECISIONS``.

    Raises:
        InvalidRequest: ``wanted`` is another word, or the device does not support that precision.
    """
    if wanted not in PRECISIONS:
        raise InvalidRequest(f"Unknown precision '{wanted}'.", remedy=f"Use one of {', '.join(PRECISIONS)}.")
    if wanted == "fp16" and device.type == "cpu":
        raise InvalidRequest(
            marked("A CPU does not compute in fp16."), remedy=marked("Choose 'auto', 'fp32' or 'bf16'.")
        )
    if wanted != "auto":
        return wanted
    if device.type == "cuda":
        return "bf16" if torch.cuda.is_bf16_supported(including_emulation=False) else "fp16"
    if device.type == "mps":
        return "fp16" if _finite(network, device, "fp16") else "fp32"
    return cpu_speed(network).precision


def cpu_speed(network: SarSegmenter, side: int = 128) -> CpuSpeed:
    """Times fp32 against bf16 on a small tile; once per process and kind of network."""
    key = (str(network.config), cpu_threads())
    if key not in _measured:
        fused = network.backbone.blocks[0].attn.fused_attn
        attend_in_steps(network.backbone, False)
        fp32 = _seconds(network, "fp32", side)
        attend_in_steps(network.backbone, True)
        # Where bf16 is emulated, even the measurement takes minutes.
        bf16 = _seconds(network, "bf16", side) if has_fast_bf16(torch.device("cpu")) else math.inf
        attend_in_steps(network.backbone, not fused)
        precision, seconds = ("bf16", bf16) if bf16 * BF16_GAIN < fp32 else ("fp32", fp32)
        _measured[key] = CpuSpeed(precision, seconds / side**2)
    return _measured[key]


@dataclass
class Inference:
    """Runs batches of tiles on torch; batches shrink when memory runs out.

    Has the interface :class:`model.inference.runner.Inference`.

    Attributes:
        network: On ``device``, in evaluation mode.
        device: Where the network computes.
        precision: ``fp32``, ``bf16`` or ``fp16``.
        attention: Whether attention maps are wanted.
        batch_size: Tiles at once; halved when memory runs out.
        seconds: Time spent in forward passes so far.
    """

    network: SarSegmenter
    device: torch.device
    precision: str
    attention: bool
    batch_size: int = 1
    seconds: float = field(default=0.0, init=False)
    name: str = field(default="torch", init=False)
    _question: Question | None = field(default=None, init=False)
    _basis: Tensor | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        if self.device.type == "cpu":
            # Set explicitly: a thread of an earlier job may have changed the default for new threads.
            torch.set_num_threads(cpu_threads())
        attend_in_steps(self.network.backbone, self.device.type == "cpu" and self.precision == "bf16")

    def fit_batch(self, tile: int) -> None:
        """Sets ``batch_size`` for tiles of this side: by time on a CPU, by free memory on a GPU."""
        if self.device.type == "cpu":
            seconds = cpu_speed(self.network).seconds_per_pixel * tile**2
            self.batch_size = max(1, min(CPU_MAX_BATCH, int(CPU_BATCH_SECONDS / max(seconds, 1e-9))))
        elif self.device.type == "cuda":
            self.batch_size = self._fit_cuda(tile)
        else:
            self.batch_size = 4

    @property
    def place(self) -> torch.device | None:
        """Where the logits are: a GPU, or None for numpy arrays."""
        return None if self.device.type == "cpu" else self.device

    @property
    def device_kind(self) -> str:
        """``cpu``, ``cuda`` or ``mps``."""
        return self.device.type

    @property
    def device_name(self) -> str:
        """The device in words."""
        return device_name(self.device)

    @property
    def channels(self) -> int:
        """Channels of the image."""
        return self.network.config.inputs

    def run(self, x: NDArray[np.float32], valid: NDArray[np.bool_] | None) -> tuple[Any, Any]:
        """Logits and attention of tiles; see :meth:`model.inference.runner.Inference.run`."""
        logits, maps = self._joined(self._in_batches(x, valid, self._forward))
        return logits, maps

    def see(self, x: NDArray[np.float32], valid: NDArray[np.bool_] | None) -> Seen:
        """All of one pass; see :meth:`model.inference.runner.Inference.see`."""
        return Seen(*self._joined(self._in_batches(x, valid, self._forward_all)))

    def _joined(self, parts: list[tuple[Any, ...]]) -> list[Any]:
        """The results of all batches, each joined, at ``place``."""
        joined: list[Any] = []
        for results in zip(*parts, strict=True):
            whole = None if results[0] is None else torch.cat(results)
            joined.append(whole if whole is None or self.place is not None else whole.numpy())
        return joined

    def features(self, x: NDArray[np.float32], valid: NDArray[np.bool_] | None) -> NDArray[np.float32]:
        """The head's features [B, F, tile, tile]; see :meth:`model.inference.runner.Inference.features`."""

        def forward(image: Tensor, mask: Tensor | None) -> tuple[Tensor, ...]:
            with torch.inference_mode(), autocast(self.device, self.precision):
                known = None if mask is None else mask.to(self.device)
                return (self.network.pixel_features(image.to(self.device), known).float().cpu(),)

        return np.concatenate([part[0].numpy() for part in self._in_batches(x, valid, forward)])

    def last_attention(
        self, x: NDArray[np.float32], valid: NDArray[np.bool_] | None
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Queries and keys; see :meth:`model.inference.runner.Inference.last_attention`."""

        def forward(image: Tensor, mask: Tensor | None) -> tuple[Tensor, ...]:
            with torch.inference_mode(), autocast(self.device, self.precision):
                known = None if mask is None else mask.to(self.device)
                queries, keys = self.network.last_attention(image.to(self.device), known)
            return queries.cpu(), keys.cpu()

        (part,) = self._in_batches(x, valid, forward)
        return part[0].numpy()[0], part[1].numpy()[0]

    def explore(
        self, x: NDArray[np.float32], valid: NDArray[np.bool_] | None
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Logits and tokens; see :meth:`model.inference.runner.Inference.explore`."""

        def forward(image: Tensor, mask: Tensor | None) -> tuple[Tensor, ...]:
            with torch.inference_mode(), autocast(self.device, self.precision):
                out = self.network(image.to(self.device), None if mask is None else mask.to(self.device))
            return out.logits.float().cpu(), out.tokens.float().cpu()

        parts = self._in_batches(x, valid, forward)
        return tuple(np.concatenate([part[at].numpy() for part in parts]) for at in (0, 1))  # type: ignore[return-value]

    def _in_batches(
        self,
        x: NDArray[np.float32],
        valid: NDArray[np.bool_] | None,
        forward: Callable[[Tensor, Tensor | None], tuple[Any, ...]],
    ) -> list[tuple[Any, ...]]:
        """The results of ``forward`` for batches that fit into memory."""
        start = time.perf_counter()
        images = torch.from_numpy(x)
        if self.device.type == "cuda":
            # A GPU fetches pinned memory by itself, so the copy runs beside the network.
            images = images.pin_memory()
        masks = None if valid is None else torch.from_numpy(valid)
        parts: list[tuple[Any, ...]] = []
        done = 0
        while done < len(x):
            part = slice(done, done + self.batch_size)
            try:
                found = forward(images[part], None if masks is None else masks[part])
            except (RuntimeError, MemoryError) as error:
                if not is_out_of_memory(error):
                    raise
                self._shrink(error)
                continue
            parts.append(found)
            done += len(found[0])
        self.seconds += time.perf_counter() - start
        return parts

    def _forward(self, x: Tensor, valid: Tensor | None) -> tuple[Tensor, Tensor | None]:
        out = self._output(x, valid)
        return out.logits.float(), None if out.attention is None else out.attention.float()

    def _forward_all(self, x: Tensor, valid: Tensor | None) -> tuple[Tensor | None, ...]:
        if self._basis is None:
            weight = self.network.head.classify.weight.detach().float().cpu().numpy()
            self._basis = torch.from_numpy(pixel_basis(weight)).to(self.device)
        with torch.inference_mode():
            out = self._output(x, valid)
            cells = torch.nn.functional.avg_pool2d(out.features.float(), STEP)
            pixels = torch.einsum("pf,bfhw->bphw", self._basis, cells)
            maps = None if out.attention is None else out.attention.float()
            return out.logits.float(), maps, out.tokens.float(), pixels

    def _output(self, x: Tensor, valid: Tensor | None) -> Output:
        with torch.inference_mode(), autocast(self.device, self.precision):
            if self.attention and self._question is None:
                self._question = question_of_nothing(self.network.backbone, x.shape[-1])
            on_device = None if valid is None else valid.to(self.device, non_blocking=True)
            moved = x.to(self.device, non_blocking=True)
            out: Output = self.network(moved, on_device, attention=self.attention, question=self._question)
        return out

    def _shrink(self, error: BaseException) -> None:
        if self.batch_size == 1:
            raise OutOfMemory(
                f"There is not enough memory on {device_name(self.device)} for a single tile.",
                detail=str(error),
            ) from error
        self.batch_size = max(1, self.batch_size // 2)
        if self.device.type == "cuda":
            torch.cuda.empty_cache()

    def _fit_cuda(self, tile: int) -> int:
        """Batch size from two probes, since memory grows linearly with the batch."""
        peaks = []
        for batch in (1, 3):
            torch.cuda.reset_peak_memory_stats(self.device)
            try:
                self._forward(torch.zeros(batch, self.channels, tile, tile), None)
            except RuntimeError as error:
                if not is_out_of_memory(error):
                    raise
                return 1
            peaks.append(torch.cuda.max_memory_allocated(self.device))
        per_tile = max(1, (peaks[1] - peaks[0]) // 2)
        torch.cuda.empty_cache()
        free = torch.cuda.mem_get_info(self.device)[0]
        if memory.limit_mb():
            free = min(free, memory.limit_mb() * 2**20)
        return max(1, min(MAX_BATCH, int(GPU_MEMORY_SHARE * free / per_tile)))


def autocast(device: torch.device, precision: str) -> AbstractContextManager[object]:
    """Mixed precision for a forward pass; no effect for fp32."""
    if precision == "fp32":
        return nullcontext()
    return torch.autocast(device.type, dtype=_DTYPES[precision])


def _works(device: torch.device) -> bool:
    """Whether a convolution runs: an installed driver can be too old for this torch."""
    try:
        weights = torch.ones(1, 1, 3, 3, device=device)
        result = torch.nn.functional.conv2d(torch.ones(1, 1, 8, 8, device=device), weights)
        return float(result.sum()) == 9.0 * 36
    except RuntimeError:
        return False


def _probe(network: SarSegmenter, device: torch.device, precision: str, side: int) -> Tensor:
    channels = network.config.inputs
    x = torch.linspace(-2, 2, channels * side**2).reshape(1, channels, side, side)
    with torch.inference_mode(), autocast(device, precision):
        logits: Tensor = network(x.to(device), None).logits
    return logits


def _finite(network: SarSegmenter, device: torch.device, precision: str) -> bool:
    try:
        return bool(_probe(network, device, precision, 64).isfinite().all())
    except RuntimeError:
        return False


def _seconds(network: SarSegmenter, precision: str, side: int, repeats: int = 3) -> float:
    """Best of some forward passes on the CPU, after a pass to warm up; infinite if the pass fails."""
    device = torch.device("cpu")
    best = float("inf")
    try:
        for repeat in range(repeats + 1):
            start = time.perf_counter()
            _probe(network, device, precision, side)
            if repeat:
                best = min(best, time.perf_counter() - start)
    except RuntimeError:
        return float("inf")
    return best
