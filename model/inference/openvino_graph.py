"""The network as an OpenVINO graph, built from a checkpoint's weights alone.

The graph is written out here, operation by operation, instead of traced from torch. So no torch is needed for
any model, also not for a model that was fine-tuned on this machine, and no second form of a model exists that
could be out of date. The position embedding is resized for the tile, batch norms become part of their
convolutions, and tokens without a valid pixel are masked by an input.

Tests compare every output with torch's network.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import openvino as ov
from numpy.typing import NDArray
from openvino import opset13 as ops

from model.inference.positions import resized
from model.inference.projection import STEP, pixel_basis
from model.network.config import NetworkConfig

Array = NDArray[Any]
Weights = Mapping[str, NDArray[Any]]

LOGITS, FEATURES, TOKENS, CLS, ASKED = "logits", "features", "tokens", "cls", "asked"
PIXELS = "pixels"
"""Outputs: [B, classes, H, W] without a refinement's part; [B, F, H, W]; [B, N, D] and [B, D] after the last
norm; [B, prefix + N, D], the input of the last attention's projection; [B, P, H / 2, W / 2], means of the
features in the directions of :func:`model.inference.projection.pixel_basis`."""

_BLOCK_NORM_EPS, _HEAD_NORM_EPS, _BATCH_NORM_EPS = 1e-6, 1e-5, 1e-5


class NotSupported(Exception):
    """The network has a part that the graph does not know."""


@dataclass
class _Builder:
    """Makes the operations of a network for one size of tile."""

    weights: Weights
    config: NetworkConfig
    tile: int

    def __post_init__(self) -> None:
        self.used: set[str] = set()

    def weight(self, name: str) -> NDArray[np.float32]:
        """A tensor of the checkpoint as float32."""
        self.used.add(name)
        try:
            return np.ascontiguousarray(self.weights[name], np.float32)
        except KeyError:
            raise NotSupported(f"there is no tensor {name}") from None

    def linear(self, x: Any, name: str, scale: NDArray[np.float32] | float = 1.0) -> Any:
        """A dense layer over the last axis; ``scale`` multiplies its outputs."""
        weight = self.weight(f"{name}.weight") * np.reshape(scale, (-1, 1)).astype(np.float32)
        product = ops.matmul(x, ops.constant(weight), False, True)
        if f"{name}.bias" not in self.weights:
            return product
        bias = self.weight(f"{name}.bias") * np.asarray(scale, np.float32)
        return ops.add(product, ops.constant(bias.reshape(1, 1, -1)))

    def conv(self, x: Any, name: str, stride: int = 1, norm: str = "", pad: int | None = None) -> Any:
        """A convolution with its bias; with ``norm`` the batch norm of that name is folded in."""
        weight = self.weight(f"{name}.weight")
        bias = (
            self.weight(f"{name}.bias")
            if f"{name}.bias" in self.weights
            else np.zeros(len(weight), np.float32)
        )
        if norm:
            gain, shift, mean, variance = (
                self.weight(f"{norm}.{part}").astype(np.float64)
                for part in ("weight", "bias", "running_mean", "running_var")
            )
            self.used.add(f"{norm}.num_batches_tracked")
            factor = gain / np.sqrt(variance + _BATCH_NORM_EPS)
            weight = (weight * factor[:, None, None, None]).astype(np.float32)
            bias = ((bias - mean) * factor + shift).astype(np.float32)
        edge = weight.shape[-1] // 2 if pad is None else pad
        found = ops.convolution(x, ops.constant(weight), [stride] * 2, [edge] * 2, [edge] * 2, [1, 1])
        return ops.add(found, ops.constant(bias.reshape(1, -1, 1, 1)))

    def conv_block(self, x: Any, name: str, stride: int = 1) -> Any:
        """Convolution, batch norm and ReLU: ``_conv`` of :mod:`model.network.head`."""
        return ops.relu(self.conv(x, f"{name}.0", stride, f"{name}.1"))

    def norm(self, x: Any, name: str, eps: float) -> Any:
        """Layer norm over the last axis."""
        shape = (1,) * (len(x.output(0).get_partial_shape()) - 1) + (-1,)
        standard = ops.mvn(x, ops.constant(np.array([-1], np.int64)), True, eps, "INSIDE_SQRT")
        gain, shift = (self.weight(f"{name}.{part}").reshape(shape) for part in ("weight", "bias"))
        return ops.add(ops.multiply(standard, ops.constant(gain)), ops.constant(shift))

    def patches(self, x: Any) -> Any:
        """Image [B, C, H, W] to tokens [B, N, D]."""
        name = "backbone.patch_embed"
        if not self.config.patch_stem:
            x = self.conv(x, f"{name}.proj", self.config.patch_size, pad=0)
        else:
            for number in range(len(self.config.patch_stem)):
                x = self.conv(x, f"{name}.convolutions.{3 * number}", 2)
                x = _permuted(x, (0, 2, 3, 1))
                x = self.norm(x, f"{name}.convolutions.{3 * number + 1}", _HEAD_NORM_EPS)
                x = ops.gelu(_permuted(x, (0, 3, 1, 2)), "erf")
            x = self.conv(x, f"{name}.proj")
        count = (self.tile // self.config.patch_size) ** 2
        flat = ops.reshape(x, ops.constant(np.array([0, 0, count], np.int64)), True)
        return _permuted(flat, (0, 2, 1))

    def embedded(self, tokens: Any) -> Any:
        """Tokens with their positions, behind the CLS and register tokens."""
        position = self.weight("backbone.pos_embed")
        before = [self.weight("backbone.cls_token")[0]]
        if "backbone.reg_token" in self.weights:
            before.append(self.weight("backbone.reg_token")[0])
        prefix = np.concatenate(before)
        side = self.config.image_size // self.config.patch_size
        carried = position.shape[1] - side * side  # prefix tokens with a position of their own
        if carried not in (0, len(prefix)):
            raise NotSupported("its position embedding has another layout")
        if carried:
            prefix = prefix + position[0, :carried]
        grid = resized(position[0, carried:], side, self.tile // self.config.patch_size)
        tokens = ops.add(tokens, ops.constant(grid[None]))
        shape = ops.concat([_dim(tokens, 0), ops.constant(np.array([1, 1], np.int64))], 0)
        return ops.concat([ops.tile(ops.constant(prefix[None]), shape), tokens], 1)

    def attend(self, x: Any, name: str, heads: int, mask: Any | None) -> Any:
        """Multi-head attention on normed tokens."""
        dim = self.weights[f"{name}.qkv.weight"].shape[1]
        # The scale of the scores goes into the queries' weights.
        scale = np.ones(3 * dim, np.float32)
        scale[:dim] = (dim // heads) ** -0.5
        projected = self.linear(x, f"{name}.qkv", scale)
        parts = ops.reshape(projected, ops.constant(np.array([0, 0, 3, heads, dim // heads], np.int64)), True)
        query, key, value = (
            ops.squeeze(part, ops.constant(np.array([2], np.int64)))
            for part in ops.split(parts, ops.constant(np.array(2, np.int64)), 3).outputs()
        )
        query, value = _permuted(query, (0, 2, 1, 3)), _permuted(value, (0, 2, 1, 3))
        scores = ops.matmul(query, _permuted(key, (0, 2, 3, 1)), False, False)
        if mask is not None:
            scores = ops.add(scores, mask)
        mixed = _permuted(ops.matmul(ops.softmax(scores, -1), value, False, False), (0, 2, 1, 3))
        joined = ops.reshape(mixed, ops.constant(np.array([0, 0, dim], np.int64)), True)
        return self.linear(joined, f"{name}.proj")

    def block(self, x: Any, number: int, heads: int, mask: Any | None) -> tuple[Any, Any]:
        """A transformer block; returns its output and the input of its attention's projection."""
        name = f"backbone.blocks.{number}"
        asked = self.norm(x, f"{name}.norm1", _BLOCK_NORM_EPS)
        x = ops.add(x, self._scaled(self.attend(asked, f"{name}.attn", heads, mask), f"{name}.ls1"))
        inner = ops.gelu(
            self.linear(self.norm(x, f"{name}.norm2", _BLOCK_NORM_EPS), f"{name}.mlp.fc1"), "erf"
        )
        return ops.add(x, self._scaled(self.linear(inner, f"{name}.mlp.fc2"), f"{name}.ls2")), asked

    def _scaled(self, x: Any, name: str) -> Any:
        if f"{name}.gamma" not in self.weights:
            return x
        return ops.multiply(x, ops.constant(self.weight(f"{name}.gamma").reshape(1, 1, -1)))

    def square(self, tapped: list[Any], prefix: int) -> Any:
        """The normed patch tokens of all taps side by side [B, D * taps, rows, cols]."""
        side = self.tile // self.config.patch_size
        normed = [
            self.norm(_rest(tokens, prefix), f"head.norms.{number}", _HEAD_NORM_EPS)
            for number, tokens in enumerate(tapped)
        ]
        flat = _permuted(ops.concat(normed, 2), (0, 2, 1))
        return ops.reshape(flat, ops.constant(np.array([0, 0, side, side], np.int64)), True)

    def features(self, image: Any, tapped: list[Any], prefix: int) -> Any:
        """Features of every pixel: ``features`` of both heads in :mod:`model.network.head`."""
        tokens = self.conv(self.square(tapped, prefix), "head.project")
        if not self.config.stem_channels:
            return _resize(tokens, self.tile)
        levels, x = [], image
        for number in range(len(self.config.stem_channels)):
            name = f"head.stem.levels.{number}"
            x = self.conv_block(self.conv_block(x, f"{name}.0", 1 if number == 0 else 2), f"{name}.1")
            levels.append(x)
        lowest = self.tile // 2 ** (len(levels) - 1)
        x = ops.add(levels[-1], _resize(tokens, lowest))
        x = self.conv_block(self.conv_block(x, "head.bottom.0"), "head.bottom.1")
        for number in range(len(levels) - 2, -1, -1):
            joined = ops.concat([_resize(x, self.tile // 2**number), levels[number]], 1)
            x = self.conv_block(joined, f"head.up.{number}")
        return x

    def pixels(self, features: Any) -> Any:
        """The kept directions of features [B, F, H, W], as means over cells."""
        step = [STEP, STEP]
        basis = pixel_basis(self.weight("head.classify.weight"))
        cells = ops.avg_pool(features, step, [0, 0], [0, 0], step, False)
        return ops.convolution(cells, ops.constant(basis[..., None, None]), [1, 1], [0, 0], [0, 0], [1, 1])


@dataclass(frozen=True)
class Part:
    """A part of the network as a graph; parts run one after the other.

    Attributes:
        graph: The graph.
        inputs: What its inputs are, in their order: the image, the mask, or an output of an earlier part.
        outputs: What its outputs are, in their order.
        exact: Whether the part computes in fp32 whatever precision was chosen.
    """

    graph: ov.Model
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    exact: bool


def build(
    weights: Weights, config: NetworkConfig, tile: int, heads: int, wanted: tuple[str, ...], *, parts: bool
) -> list[Part]:
    """The network as graphs: inputs ``image`` [B, C, H, W] and ``mask``, and the wanted outputs.

    ``mask`` [B, 1, 1, prefix + tokens] float32 is added to the attention's scores: 0, or a large negative
    number for tokens without a valid pixel.

    Args:
        weights: The checkpoint's tensors by name.
        config: The checkpoint's architecture.
        tile: Side of the tiles in pixels.
        heads: Attention heads of the backbone.
        wanted: Outputs.
        parts: Whether to make three parts, so that only the transformer's blocks, two thirds of the time,
            compute in less than fp32. The patches and the head stay in fp32: rounded patches change the
            attention by 2 % of its range, a rounded head changes the class of 0.25 % of the pixels.

    Raises:
        NotSupported: The network has parts that are not known here, or the tile does not fit.
    """
    if tile % config.patch_size or tile % 8:
        raise NotSupported(f"tiles of {tile} pixels do not fit its patches")
    made = _Builder(weights, config, tile)
    prefix, depth, dim = prefix_of(weights), depth_of(weights), weights["backbone.norm.weight"].shape[0]
    count = prefix + (tile // config.patch_size) ** 2
    image, mask = _input("image", channels_of(weights), tile, tile), _input("mask", 1, 1, count)
    found: list[Part] = []

    def cut(inputs: list[Any], outputs: dict[str, Any], exact: bool) -> list[Any]:
        """Ends a part; returns the inputs that take its outputs."""
        if not parts:
            return list(outputs.values())
        found.append(_part(inputs, outputs, exact=exact))
        return [_input(name, count, dim) for name in outputs]

    (x,) = cut([image], {"embedded": made.embedded(made.patches(image))}, exact=True)
    first = x
    carried: dict[str, Any] = {}
    asked = None
    for number in range(depth):
        x, asked = made.block(x, number, heads, mask)
        if number in config.taps:
            carried[f"tap_{number}"] = x
    carried["last"] = x
    names = [*carried, ASKED]
    if parts:
        image = _input("image", channels_of(weights), tile, tile)
    inner = dict(zip(names, cut([first, mask], {**carried, ASKED: asked}, exact=False), strict=True))
    normed = made.norm(inner["last"], "backbone.norm", _BLOCK_NORM_EPS)
    features = made.features(image, [inner[f"tap_{number}"] for number in config.taps], prefix)
    outputs = {
        LOGITS: made.conv(features, "head.classify"),
        FEATURES: features,
        TOKENS: _rest(normed, prefix),
        CLS: ops.squeeze(_first(normed), ops.constant(np.array([1], np.int64))),
        ASKED: inner[ASKED],
        PIXELS: made.pixels(features),
    }
    unknown = {name for name in weights if not name.startswith("refine.")} - made.used
    if unknown:
        raise NotSupported(f"it has parts that OpenVINO's graph does not know: {sorted(unknown)[:3]}")
    last = {name: outputs[name] for name in wanted if not (parts and name == ASKED)}
    if not parts:
        return [_part([image, mask], last, exact=True)]
    if last:
        found.append(_part([image, *inner.values()], last, exact=True))
    return found


def _input(name: str, *shape: int) -> Any:
    """An input whose number of tiles stays open, although it is always one.

    With that number fixed, OpenVINO 2026.4 computes wrong attention in bf16 on CPUs with AVX-512 and without
    AMX. The check before the first use (:mod:`model.inference.gate`) finds faults of this kind.
    """
    return ops.parameter([-1, *shape], np.float32, name=name)


def _part(inputs: list[Any], outputs: dict[str, Any], *, exact: bool) -> Part:
    """A graph with only those inputs that its outputs need."""
    results = [ops.result(value) for value in outputs.values()]
    used = _ancestors(results)
    inputs = [item for item in inputs if item.get_friendly_name() in used]
    names = tuple(item.get_friendly_name() for item in inputs)
    return Part(ov.Model(results, inputs, "sardino"), names, tuple(outputs), exact)


def _ancestors(results: list[Any]) -> set[str]:
    """Friendly names of everything that some results are made of."""
    seen: set[str] = set()
    waiting = list(results)
    while waiting:
        node = waiting.pop()
        name = node.get_friendly_name()
        if name not in seen:
            seen.add(name)
            waiting += [value.get_node() for value in node.input_values()]
    return seen


def channels_of(weights: Weights) -> int:
    """Channels of the image."""
    for name in ("backbone.patch_embed.convolutions.0.weight", "backbone.patch_embed.proj.weight"):
        if name in weights:
            return int(weights[name].shape[1])
    raise NotSupported("it has no patch embedding")


def depth_of(weights: Weights) -> int:
    """Number of transformer blocks."""
    return 1 + max(int(name.split(".")[2]) for name in weights if name.startswith("backbone.blocks."))


def prefix_of(weights: Weights) -> int:
    """CLS and register tokens ahead of the patch tokens."""
    registers = weights.get("backbone.reg_token")
    return 1 + (0 if registers is None else registers.shape[1])


def _permuted(x: Any, order: tuple[int, ...]) -> Any:
    return ops.transpose(x, ops.constant(np.array(order, np.int64)))


def _dim(x: Any, axis: int) -> Any:
    """The size of an axis as a vector of one number."""
    shape = ops.shape_of(x, "i64")
    return ops.gather(shape, ops.constant(np.array([axis], np.int64)), ops.constant(np.array(0, np.int64)))


def _rest(tokens: Any, prefix: int) -> Any:
    return _slice(tokens, prefix, np.iinfo(np.int64).max)


def _first(tokens: Any) -> Any:
    return _slice(tokens, 0, 1)


def _slice(tokens: Any, first: int, last: int) -> Any:
    start, stop, step, axis = (ops.constant(np.array([value], np.int64)) for value in (first, last, 1, 1))
    return ops.slice(tokens, start, stop, step, axis)


def _resize(x: Any, side: int) -> Any:
    """Bilinear resampling of [B, C, h, w] to a square, pixel centres at half-integers."""
    if x.output(0).get_partial_shape()[2].get_length() == side:
        return x
    return ops.interpolate(
        x,
        ops.constant(np.array([side, side], np.int64)),
        "linear_onnx",
        "sizes",
        pads_begin=[0, 0, 0, 0],
        pads_end=[0, 0, 0, 0],
        coordinate_transformation_mode="half_pixel",
        axes=ops.constant(np.array([2, 3], np.int64)),
    )
