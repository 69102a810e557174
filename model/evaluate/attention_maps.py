"""Experiment 2: how much the attention of the CLS token shows of land cover."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score

from model.checkpoint.backbones import Backbone
from model.evaluate.classifiers import forest, linear
from model.evaluate.context import Context
from model.evaluate.data import Dataset
from model.evaluate.maps import TILE, MapsOf
from model.evaluate.probes import (
    attention_of,
    labelled_tokens,
    pixel_probe,
    textures_and_attention,
    token_probe,
)
from model.evaluate.rows import Key, Row
from model.train.crops import LabelledScene

MASS = 0.6
"""Share of a tile's attention that a mask holds (Caron et al. 2021, section 4.2.2)."""

HEADS = "Heads"
LEVELLED = "Heads of the levelled map"
LINEAR = "Linear probe on attention alone"
FOREST = "Random forest on attention alone"
TEXTURE = "Random forest on backscatter and texture"
TEXTURE_ATTENTION = "Random forest on backscatter, texture and attention"


def run_attention(context: Context) -> None:
    """Per-head scores, and classifiers on attention, for the pre-trained and the random backbone."""
    backbones = [found for found in (context.random, context.pretrained) if found is not None]
    for backbone in backbones:
        key = Key("attention", f"{HEADS}, {backbone.name}", backbone.digest)
        context.rows.once(key, partial(head_scores, context.data, backbone, context.maps(backbone)))
    finished = [context.finished] if context.finished else []
    for backbone in [*backbones, *context.more_random, *finished]:
        key = Key("attention", f"{LEVELLED}, {backbone.name}", backbone.digest)
        context.rows.once(key, partial(head_scores, context.data, backbone, context.levelled(backbone)))
    for backbone in backbones:
        features, patch = attention_of(context.maps(backbone)), backbone.config.patch_size
        mixed = textures_and_attention(context.textures, context.maps(backbone))
        for seed in context.seeds:
            for method, make in ((LINEAR, linear), (FOREST, forest)):
                key = Key("attention", f"{method}, {backbone.name}", backbone.digest, seed=seed)
                context.rows.once(key, partial(token_probe, context.data, key, make, features, patch))
            key = Key("attention", f"{TEXTURE_ATTENTION}, {backbone.name}", backbone.digest, seed=seed)
            context.rows.once(key, partial(pixel_probe, context.data, key, forest, mixed))
    for seed in context.seeds:
        key = Key("forest", TEXTURE, seed=seed)  # also the control of the first experiment
        context.rows.once(key, partial(pixel_probe, context.data, key, forest, context.textures))


def head_scores(data: Dataset, backbone: Backbone, maps: MapsOf) -> Row:
    """AUROC of every head for every class, and the IoU of the best head's mask.

    The best head is chosen on the validation scenes and scored on the test scenes. For a class without
    validation pixels, the head is chosen on the test scenes, and the row says so.
    """
    chosen = _at_labelled(backbone, maps, data.held_out("validation"))
    test = _at_labelled(backbone, maps, data.held_out("test"))
    heads = int(backbone.module.blocks[-1].attn.num_heads)
    scores: dict[str, Any] = {}
    for index, code in enumerate(data.classes):
        on_test = aurocs(test["attention"], test["labels"] == index)
        if on_test is None:
            continue
        on_validation = aurocs(chosen["attention"], chosen["labels"] == index)
        by = on_test if on_validation is None else on_validation
        best = int(np.argmax(by[-heads:]))
        best_any = int(np.argmax(by))
        scores[str(code)] = {
            "auroc": on_test[-heads:].round(4).tolist(),
            "best_head": best,
            "best_auroc": round(float(on_test[-heads:][best]), 4),
            "best_iou": round(iou(test["masks"][:, best], test["labels"] == index), 4),
            "any_block": [best_any // heads, best_any % heads],
            "any_auroc": round(float(on_test[best_any]), 4),
            "chosen_on": "test" if on_validation is None else "validation",
        }
    return {"heads": scores, "tokens": len(test["labels"])}


def _at_labelled(backbone: Backbone, maps: MapsOf, scenes: list[LabelledScene]) -> dict[str, NDArray[Any]]:
    """Labels, attention of all blocks and masks of the last block, at the labelled tokens of some scenes."""
    labels, attention, masks = [], [], []
    patch = backbone.config.patch_size
    for item in scenes:
        found = maps(item.scene)
        values, here = labelled_tokens(item, found.attention, patch)
        mask, _ = labelled_tokens(item, mass_masks(found.last, TILE // patch), patch)
        labels.append(here)
        attention.append(values)
        masks.append(mask)
    if not scenes:
        nothing = np.zeros((0, len(backbone.module.blocks) * backbone.module.blocks[-1].attn.num_heads))
        return {"labels": np.zeros(0), "attention": nothing, "masks": nothing}
    return {
        "labels": np.concatenate(labels),
        "attention": np.concatenate(attention).astype(np.float32),
        "masks": np.concatenate(masks),
    }


def aurocs(attention: NDArray[Any], positive: NDArray[np.bool_]) -> NDArray[np.float64] | None:
    """AUROC of every column against a class; None if the class is absent or the only class."""
    if not positive.any() or positive.all():
        return None
    return np.array([roc_auc_score(positive, column) for column in attention.T])


def mass_masks(attention: NDArray[Any], side: int, mass: float = MASS) -> NDArray[np.bool_]:
    """Per head and tile, the smallest set of tokens that holds a share of the tile's attention.

    Args:
        attention: [rows, cols, heads].
        side: Tokens per side of a tile.
        mass: Share of the attention, 0..1.
    """
    out = np.zeros(attention.shape, dtype=bool)
    for row in range(0, attention.shape[0], side):
        for col in range(0, attention.shape[1], side):
            tile = attention[row : row + side, col : col + side].astype(np.float64)
            flat = tile.reshape(-1, tile.shape[-1])
            order = np.argsort(-flat, axis=0)
            total = np.cumsum(np.take_along_axis(flat, order, axis=0), axis=0)
            before = np.vstack([np.zeros((1, total.shape[1])), total[:-1]])
            kept = before < mass * total[-1]
            mask = np.zeros_like(kept)
            np.put_along_axis(mask, order, kept, axis=0)
            out[row : row + side, col : col + side] = mask.reshape(tile.shape)
    return out


def iou(mask: NDArray[np.bool_], positive: NDArray[np.bool_]) -> float:
    """Intersection over union of two masks."""
    return float((mask & positive).sum() / max(int((mask | positive).sum()), 1))
