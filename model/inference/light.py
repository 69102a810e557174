"""The light engine: a model's network on OpenVINO, without torch.

Every tile is one request, and several requests run at once: on a CPU this is faster than a batch, and the
result of a tile does not depend on the tiles beside it.
"""

from __future__ import annotations

import contextlib
import functools
import importlib.metadata
import importlib.util
import queue
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from model.checkpoint.card import unreadable
from model.checkpoint.weights import ModelFile
from model.errors.errors import OutOfMemory
from model.errors.failures import is_out_of_memory
from model.errors.words import marked
from model.inference.refinement import Refinement
from model.inference.runner import Seen
from model.inference.threads import cpu_name, cpu_threads
from model.inference.tile_attention import projected
from model.network.config import POLARISATIONS

if TYPE_CHECKING:
    import openvino as ov

Pixels = NDArray[np.float32]
Valid = NDArray[np.bool_]

LEAST_VERSION = (2025, 0)
"""Older versions of OpenVINO were not tried."""

HINTS = {"fp32": "f32", "bf16": "bf16", "fp16": "f16"}
_CAPABILITIES = {"bf16": "BF16", "fp16": "FP16"}
_HIDDEN = -1e4
"""Added to the score of a token without a valid pixel: its weight becomes 0 in every precision."""


def why_not() -> str:
    """Why OpenVINO cannot be used here, in words; empty if it can."""
    if importlib.util.find_spec("openvino") is None:
        return marked("OpenVINO is not installed.")
    try:
        found = importlib.metadata.version("openvino")
    except importlib.metadata.PackageNotFoundError:
        return marked("OpenVINO is not installed.")
    numbers = tuple(int(part) for part in found.split(".")[:2] if part.isdigit())
    if numbers < LEAST_VERSION:
        return f"OpenVINO {found} is too old: {'.'.join(map(str, LEAST_VERSION))} or newer is needed."
    try:
        core()
    except Exception as error:  # a library that is missing or damaged raises errors of any kind
        return f"OpenVINO {found} does not start: {error!s:.200}"
    return ""


@functools.cache
def core() -> ov.Core:
    """OpenVINO's core, one for the process."""
    import openvino

    return openvino.Core()


def precisions() -> list[str]:
    """The precisions in which this CPU computes itself, without emulation; ``fp32`` is the last."""
    able = core().get_property("CPU", "OPTIMIZATION_CAPABILITIES")
    return [*(name for name, word in _CAPABILITIES.items() if word in able), "fp32"]


@dataclass(frozen=True)
class LightQuestion:
    """The query for the tokens of every tile; see :func:`model.network.network.question_of_nothing`.

    Attributes:
        asked: [heads, D]: the product of a token's input of the last attention with it is the token's score.
        level: [heads] logarithm of the attention that counts as 1.
    """

    asked: Pixels
    level: Pixels

    @classmethod
    def of(cls, model: ModelFile, tokens: Pixels, prefix: int) -> LightQuestion:
        """The question of a model.

        Args:
            model: The model.
            tokens: [prefix + N, D] input of the last attention's projection, of a tile without content.
            prefix: CLS and register tokens.
        """
        weight, bias = last_projection(model)
        dim = weight.shape[1]
        query = weight[:dim] @ tokens[0]
        if bias is not None:
            query = query + bias[:dim]
        query = query.reshape(model.heads, -1) * np.float32((dim // model.heads) ** -0.5)
        key = weight[dim : 2 * dim].reshape(model.heads, -1, dim)
        asked = np.einsum("hd,hdc->hc", query, key)
        level = np.log(np.exp(asked @ tokens[prefix:].T).mean(axis=1))
        return cls(asked.astype(np.float32), level.astype(np.float32))


def last_projection(model: ModelFile) -> tuple[Pixels, Pixels | None]:
    """Weight [3 * D, D] and bias [3 * D] of the last attention's projection; the bias may be missing."""
    last = max(int(name.split(".")[2]) for name in model.weights if name.startswith("backbone.blocks."))
    name = f"backbone.blocks.{last}.attn.qkv"
    bias = model.weights.get(f"{name}.bias")
    weight: Pixels = model.weights[f"{name}.weight"].astype(np.float32)
    return weight, None if bias is None else bias.astype(np.float32)


class Graphs:
    """The compiled graphs of a model, each made at its first use.

    Args:
        model: The model.
        tile: Side of the tiles.
        precision: ``fp32``, ``bf16`` or ``fp16``.

    Attributes:
        at_once: Tiles that run at once.
    """

    def __init__(self, model: ModelFile, tile: int, precision: str) -> None:
        self._model = model
        self._tile = tile
        self._precision = precision
        self._made: dict[tuple[str, ...], list[list[Any]]] = {}
        self.at_once = _at_once()
        self._pool = ThreadPoolExecutor(self.at_once, "sardino-openvino")

    def run(self, x: Pixels, mask: Pixels, wanted: tuple[str, ...]) -> list[list[Pixels]]:
        """The wanted outputs of every tile, each without the axis of the batch."""
        chains = self._chains(wanted)[: self.at_once]
        free: queue.SimpleQueue[list[Any]] = queue.SimpleQueue()
        for chain in chains:
            free.put(chain)

        def one(place: int) -> list[Pixels]:
            chain = free.get()
            try:
                return _through(chain, {"image": x[place][None], "mask": mask[place][None]}, wanted)
            finally:
                free.put(chain)

        return list(self._pool.map(one, range(len(x))))

    def _chains(self, wanted: tuple[str, ...]) -> list[list[Any]]:
        """For each tile at once the requests of all parts of the network."""
        if wanted not in self._made:
            parts = parts_of(self._model, self._tile, wanted, low=self._precision != "fp32")
            compiled = [
                (part, _compiled(part.graph, "fp32" if part.exact else self._precision)) for part in parts
            ]
            self._made[wanted] = [
                [(part, item.create_infer_request()) for part, item in compiled] for _ in range(self.at_once)
            ]
        return self._made[wanted]


def parts_of(model: ModelFile, tile: int, wanted: tuple[str, ...], *, low: bool) -> list[Any]:
    """The graphs of a model; see :func:`model.inference.openvino_graph.build`.

    Raises:
        NotSupported: The network has a part that the graphs do not know.
        ModelNotReadable: The weights do not fit the architecture.
    """
    from model.inference import openvino_graph as graph

    try:
        return list(graph.build(model.weights, model.config, tile, model.heads, wanted, parts=low))
    except (RuntimeError, ValueError, IndexError, KeyError, ZeroDivisionError) as error:
        unreadable(
            model.path,
            "does not hold the weights of the network in its card",
            detail=f"{model.path}: {error!s:.500}",
        )


def check_weights(model: ModelFile, tile: int) -> None:
    """Compares weights and architecture.

    Raises:
        ModelNotReadable: They do not fit.
    """
    from model.inference.openvino_graph import LOGITS, NotSupported

    with contextlib.suppress(NotSupported):
        parts_of(model, tile, (LOGITS,), low=False)


def _at_once() -> int:
    """Tiles at once: one per core, and on many cores two cores per tile, which need half the memory."""
    threads = cpu_threads()
    return threads if threads <= 4 else max(4, threads // 2)


def _compiled(graph: ov.Model, precision: str) -> Any:
    return core().compile_model(
        graph,
        "CPU",
        {
            "INFERENCE_PRECISION_HINT": HINTS[precision],
            "NUM_STREAMS": _at_once(),
            "INFERENCE_NUM_THREADS": cpu_threads(),
            # Threads bound to a core wait for whatever else runs there.
            "ENABLE_CPU_PINNING": False,
        },
    )


def _through(chain: list[Any], given: dict[str, Any], wanted: tuple[str, ...]) -> list[Pixels]:
    """A tile through the parts of a network."""
    import openvino

    known = {name: openvino.Tensor(value) for name, value in given.items()}
    for part, request in chain:
        for number, name in enumerate(part.inputs):
            request.set_input_tensor(number, known[name])
        request.infer(share_inputs=True)
        for number, name in enumerate(part.outputs):
            known[name] = request.get_output_tensor(number)
    return [known[name].data[0].astype(np.float32) for name in wanted]


@dataclass
class LightInference:
    """Runs tiles on OpenVINO; has the interface :class:`model.inference.runner.Inference`.

    Attributes:
        model: The model.
        tile: Side of the tiles in pixels.
        precision: ``fp32``, ``bf16`` or ``fp16``.
        question: For the attention.
        attention: Whether attention maps are wanted.
        batch_size: Tiles at once.
        seconds: Time spent in forward passes so far.
    """

    model: ModelFile
    tile: int
    precision: str
    question: LightQuestion | None = None
    attention: bool = True
    batch_size: int = 1
    seconds: float = field(default=0.0, init=False)
    name: str = field(default="openvino", init=False)
    place: None = field(default=None, init=False)

    def __post_init__(self) -> None:
        from model.inference import openvino_graph as graph

        self._names = graph
        self._graphs = Graphs(self.model, self.tile, self.precision)
        self._refine = Refinement.of(self.model)
        self.prefix = graph.prefix_of(self.model.weights)
        self.channels = graph.channels_of(self.model.weights)

    @property
    def device_kind(self) -> str:
        """One of the protocol's devices."""
        return "cpu"

    @property
    def device_name(self) -> str:
        """The device in words."""
        return cpu_name()

    def fit_batch(self, tile: int) -> None:
        """Sets ``batch_size`` to the number of tiles that run at once."""
        self.run(np.zeros((1, self.channels, tile, tile), np.float32), None)
        self.batch_size = self._graphs.at_once

    def run(self, x: Pixels, valid: Valid | None) -> tuple[Pixels, Pixels | None]:
        """Logits and attention of tiles, as :meth:`model.inference.runner.Inference.run`."""
        logits, maps, _ = self._run(x, valid, ())
        return logits, maps

    def see(self, x: Pixels, valid: Valid | None) -> Seen:
        """All of one pass; see :meth:`model.inference.runner.Inference.see`."""
        logits, maps, more = self._run(x, valid, (self._names.TOKENS, self._names.PIXELS))
        return Seen(logits, maps, *(np.stack(values) for values in more))

    def _run(
        self, x: Pixels, valid: Valid | None, more: tuple[str, ...]
    ) -> tuple[Pixels, Pixels | None, list[Any]]:
        """Logits and attention, and more outputs of the same pass, each a list with an array per tile."""
        wanted = [self._names.FEATURES if self._refine is not None else self._names.LOGITS]
        if self._refine is not None:
            wanted.append(self._names.LOGITS)
        if self.attention:
            wanted.append(self._names.ASKED)
        found = self._outputs(x, valid, (*wanted, *more))
        start = time.perf_counter()
        by_name = dict(zip((*wanted, *more), zip(*found, strict=True), strict=True))
        logits = np.stack(by_name[self._names.LOGITS])
        if self._refine is not None:
            logits += self._refine.of_maps(
                np.stack(by_name[self._names.FEATURES]), x[:, :POLARISATIONS], valid
            )
        maps = None
        if self.attention and self.question is not None:
            maps = np.stack([self._attention(tokens) for tokens in by_name[self._names.ASKED]])
            if valid is not None:
                maps *= tokens_with(valid, self.model.patch_size)[:, None]
        self.seconds += time.perf_counter() - start
        return logits, maps, [by_name[name] for name in more]

    def features(self, x: Pixels, valid: Valid | None) -> Pixels:
        """The head's features [B, F, tile, tile] of tiles."""
        return np.stack([item[0] for item in self._outputs(x, valid, (self._names.FEATURES,))])

    def explore(self, x: Pixels, valid: Valid | None) -> tuple[Pixels, Pixels]:
        """Logits [B, classes, tile, tile] and tokens [B, N, D] of tiles."""
        logits, _, (tokens,) = self._run(x, valid, (self._names.TOKENS,))
        return logits, np.stack(tokens)

    def last_input(self, x: Pixels, valid: Valid | None = None) -> Pixels:
        """[prefix + N, D]: the input of the last attention's projection, of one tile."""
        return self._outputs(x, valid, (self._names.ASKED,))[0][0]

    def last_attention(self, x: Pixels, valid: Valid | None) -> tuple[Pixels, Pixels]:
        """Queries and keys; see :meth:`model.inference.runner.Inference.last_attention`."""
        weight, bias = last_projection(self.model)
        return projected(self.last_input(x, valid), weight, bias, self.model.heads)

    def _outputs(self, x: Pixels, valid: Valid | None, wanted: tuple[str, ...]) -> list[list[Pixels]]:
        mask = self._mask(len(x), valid)
        start = time.perf_counter()
        try:
            found = self._graphs.run(np.ascontiguousarray(x, np.float32), mask, wanted)
        except (RuntimeError, MemoryError) as error:
            if not is_out_of_memory(error):
                raise
            found = self._one_by_one(x, mask, wanted, error)
        self.seconds += time.perf_counter() - start
        return found

    def _one_by_one(
        self, x: Pixels, mask: Pixels, wanted: tuple[str, ...], error: BaseException
    ) -> list[list[Pixels]]:
        """Once more, with a single tile at a time from now on."""
        if self._graphs.at_once == 1:
            raise OutOfMemory(
                f"There is not enough memory on {self.device_name} for a single tile.", detail=str(error)
            ) from error
        self._graphs.at_once = self.batch_size = 1
        try:
            return self._graphs.run(x, mask, wanted)
        except (RuntimeError, MemoryError) as again:
            if not is_out_of_memory(again):
                raise
            return self._one_by_one(x, mask, wanted, again)

    def _mask(self, count: int, valid: Valid | None) -> Pixels:
        """[B, 1, 1, prefix + N], added to the scores."""
        tokens = (self.tile // self.model.patch_size) ** 2
        mask = np.zeros((count, 1, 1, self.prefix + tokens), np.float32)
        if valid is not None:
            known = tokens_with(valid, self.model.patch_size).reshape(count, 1, 1, -1)
            mask[..., self.prefix :][~known] = _HIDDEN
        return mask

    def _attention(self, tokens: Pixels) -> Pixels:
        """[heads, rows, cols] of a tile."""
        assert self.question is not None  # nosec B101
        side = self.tile // self.model.patch_size
        scores = self.question.asked @ tokens[self.prefix :].T
        found: Pixels = np.exp(scores - self.question.level[:, None])
        return found.reshape(-1, side, side)


def tokens_with(valid: Valid, patch: int) -> Valid:
    """Which tokens have a valid pixel: [B, rows, cols] of [B, H, W]."""
    batch, rows, cols = valid.shape
    parts = valid.reshape(batch, rows // patch, patch, cols // patch, patch)
    return np.asarray(parts.any(axis=(2, 4)))
