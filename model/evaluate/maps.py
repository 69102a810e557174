"""Token grids and attention maps of whole scenes, cached in half precision."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from scipy import ndimage
from torch import Tensor

from model.checkpoint.backbones import Backbone
from model.data.labels import UNLABELLED
from model.data.scenes import LoadedScene
from model.data.windows import padded
from model.disk.whole import write_all
from model.inference.mosaic import AttentionMosaic
from model.inference.tiles import OVERLAP, TileGrid
from model.network.network import cls_attention, planes_of, question_of_nothing, run_backbone, token_mask
from model.network.precision import mixed_precision
from model.sar.windows import Window
from model.train.crops import LabelledScene

TILE = 256
"""Scenes are cut into tiles of this side without overlap; attention is relative to its mean in a tile."""
LEVELLED = "levelled"
"""Folder of the levelled maps in a backbone's cache."""


@dataclass
class Maps:
    """A backbone's tokens and attention for a scene.

    Attributes:
        tokens: [rows, cols, D] patch tokens after the last block and its norm.
        attention: [rows, cols, blocks * heads] CLS attention of every block, the last block's heads last; 1
            is the average.
        heads: Heads per block.
        patch: Pixels per token side.
    """

    tokens: NDArray[np.float16]
    attention: NDArray[np.float16]
    heads: int
    patch: int

    @property
    def last(self) -> NDArray[np.float16]:
        """[rows, cols, heads] attention of the last block."""
        return self.attention[..., -self.heads :]


MapsOf = Callable[[LoadedScene], Maps]
"""Maps a scene to a backbone's tokens and attention."""


def scene_maps(
    backbone: Backbone, scene: LoadedScene, device: torch.device, cache: Path | None = None
) -> Maps:
    """Tokens and attention of a scene, from the cache if possible."""
    path = cache / backbone.digest / f"{scene.name}.npz" if cache else None
    return _from_cache(backbone, path, lambda: _compute(backbone, scene, device))


def levelled_maps(
    backbone: Backbone, scene: LoadedScene, device: torch.device, cache: Path | None = None
) -> Maps:
    """The attention of the last block as in the attention layer, from the cache if possible.

    All tiles get the same question; tiles overlap, are levelled and blended. With a tile's own query, sea has
    average attention in a tile of only sea; with a common question, sea gets the same attention in every
    tile. These maps hold no tokens.
    """
    path = cache / backbone.digest / LEVELLED / f"{scene.name}.npz" if cache else None
    return _from_cache(backbone, path, lambda: _compute_levelled(backbone, scene, device))


def _from_cache(
    backbone: Backbone,
    path: Path | None,
    compute: Callable[[], tuple[NDArray[np.float16], NDArray[np.float16]]],
) -> Maps:
    heads = int(backbone.module.blocks[-1].attn.num_heads)
    patch = backbone.config.patch_size
    if path is not None and path.exists():
        with np.load(path) as kept:
            return Maps(kept["tokens"], kept["attention"], heads, patch)
    tokens, attention = compute()
    if path is not None:
        write_all({path: lambda made: np.savez(made, tokens=tokens, attention=attention)})
    return Maps(tokens, attention, heads, patch)


@torch.inference_mode()
def _compute(
    backbone: Backbone, scene: LoadedScene, device: torch.device
) -> tuple[NDArray[np.float16], NDArray[np.float16]]:
    module = backbone.module.to(device)
    patch = backbone.config.patch_size
    rows, cols = (-(-side // patch) for side in scene.shape)
    side = TILE // patch
    blocks = module.blocks
    tokens = np.zeros((rows + side, cols + side, module.embed_dim), dtype=np.float16)
    attention = np.zeros((rows + side, cols + side, len(blocks) * blocks[-1].attn.num_heads), np.float16)
    for row in range(0, rows, side):
        for col in range(0, cols, side):
            x, valid = network_input(scene, Window(row * patch, col * patch, TILE, TILE))
            found, stack = _one_tile(module, x.to(device), valid.to(device), patch)
            here = (slice(row, row + side), slice(col, col + side))
            tokens[here] = found.reshape(side, side, -1).numpy()
            attention[here] = stack.reshape(side, side, -1).numpy()
    return tokens[:rows, :cols], attention[:rows, :cols]


@torch.inference_mode()
def _compute_levelled(
    backbone: Backbone, scene: LoadedScene, device: torch.device
) -> tuple[NDArray[np.float16], NDArray[np.float16]]:
    module = backbone.module.to(device)
    patch, heads = backbone.config.patch_size, int(module.blocks[-1].attn.num_heads)
    rows, cols = scene.shape
    grid = TileGrid(rows, cols, TILE, OVERLAP, patch)
    with tempfile.TemporaryDirectory() as folder:
        mosaic = AttentionMosaic(grid, heads, Path(folder) / "tokens.raw")
        question = question_of_nothing(module, TILE)
        places = [(row, col) for row in grid.row_starts for col in grid.col_starts]
        for index, (row, col) in enumerate(places):
            x, valid = network_input(scene, Window(row, col, TILE, TILE), planes_of(module))
            mask = None if bool(valid.all()) else token_mask(valid, patch, module.num_prefix_tokens)
            with mixed_precision(device):
                _, _, weights = run_backbone(module, x.to(device), mask, attention=True, question=question)
            assert weights is not None  # nosec B101
            found = weights[0, :, module.num_prefix_tokens :].float().cpu().numpy()
            mosaic.add(index, found.reshape(heads, grid.tokens, grid.tokens))
        strips = [strip for _, strip in mosaic.strips(mosaic.solve())]
        mosaic.close()
    whole = np.nan_to_num(np.concatenate(strips, axis=1)).transpose(1, 2, 0)
    shape = (-(-rows // patch), -(-cols // patch))
    attention = whole[: shape[0], : shape[1]].astype(np.float16)
    return np.zeros((*shape, 0), np.float16), attention


def network_input(scene: LoadedScene, window: Window, planes: int = 2) -> tuple[Tensor, Tensor]:
    """Normalised backscatter [1, planes, height, width] and validity [1, height, width] of a window."""
    db = np.stack([padded(channel, window, 0) for channel in scene.db]).astype(np.float32)
    valid = padded(scene.valid, window, False)
    x = replace(scene.normalisation, flagged=planes > 2).apply(db, valid, scene.present)
    return torch.from_numpy(x)[None], torch.from_numpy(valid)[None]


def _one_tile(module: Any, x: Tensor, valid: Tensor, patch: int) -> tuple[Tensor, Tensor]:
    """Patch tokens [N, D] and the attention of every block [N, blocks * heads] of one tile, on the CPU."""
    prefix = module.num_prefix_tokens
    mask = None if bool(valid.all()) else token_mask(valid, patch, prefix)
    seen: list[tuple[Tensor, Tensor]] = []
    hooks = [
        block.attn.qkv.register_forward_hook(lambda _m, given, out: seen.append((given[0], out)))
        for block in module.blocks
    ]
    try:
        with mixed_precision(x.device):
            normed, _, _ = run_backbone(module, x, mask)
    finally:
        for hook in hooks:
            hook.remove()
    stack = torch.cat(
        [
            cls_attention(block.attn, tokens, projected, mask)[0]
            for block, (tokens, projected) in zip(module.blocks, seen, strict=True)
        ]
    )[:, prefix:]
    attended = stack.shape[1] if mask is None else int(mask[0, 0, 0, prefix:].sum())
    share = stack / stack.sum(dim=1, keepdim=True).clamp_min(1e-9) * attended
    return normed[0, prefix:].half().cpu(), share.T.half().cpu()


def token_labels(item: LabelledScene, patch: int) -> NDArray[np.uint8]:
    """The label at each token's centre [rows, cols]."""
    rows, cols = (-(-side // patch) for side in item.labels.shape)
    row = np.minimum(np.arange(rows) * patch + patch // 2, item.labels.shape[0] - 1)
    col = np.minimum(np.arange(cols) * patch + patch // 2, item.labels.shape[1] - 1)
    return item.labels[np.ix_(row, col)]


def tokens_with_labels(item: LabelledScene, patch: int) -> NDArray[np.bool_]:
    """Tokens that cover or touch a labelled pixel [rows, cols]."""
    known = torch.from_numpy(item.labels != UNLABELLED)[None, None].float()
    covered = F.max_pool2d(known, patch, ceil_mode=True)
    return (F.max_pool2d(covered, 3, stride=1, padding=1)[0, 0] > 0).numpy()


def to_pixels(grid: NDArray[np.floating[Any]], patch: int, shape: tuple[int, int]) -> NDArray[np.float32]:
    """Token values [rows, cols, K] bilinearly interpolated to pixels [K, height, width]."""
    x = torch.from_numpy(np.ascontiguousarray(grid, dtype=np.float32)).permute(2, 0, 1)[None]
    large = F.interpolate(x, scale_factor=patch, mode="bilinear", align_corners=False)
    return large[0, :, : shape[0], : shape[1]].numpy()


def at_pixels(
    grid: NDArray[np.floating[Any]], patch: int, width: int, pixels: NDArray[np.int64]
) -> NDArray[np.float32]:
    """Token values [rows, cols, K] at flat pixel indices [N, K], interpolated as by :func:`to_pixels`."""
    places = np.stack(np.divmod(pixels, width))
    coordinates = (places + 0.5) / patch - 0.5
    planes = grid.astype(np.float32).transpose(2, 0, 1)
    columns = [ndimage.map_coordinates(plane, coordinates, order=1, mode="nearest") for plane in planes]
    return np.stack(columns, axis=1)
