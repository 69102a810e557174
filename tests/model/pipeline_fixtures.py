"""A network small enough for tests, and scenes for it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from scene_fixtures import speckled_power, write_raster

from model.checkpoint.checkpoint import save_checkpoint
from model.checkpoint.legend import worldcover
from model.network.network import NetworkConfig, SarSegmenter
from model.products.segment import segment
from model.protocol.segmenting import SegmentRequest, SegmentResult
from model.protocol.values import SceneSpec

TINY = NetworkConfig(
    backbone_options={"embed_dim": 16, "depth": 2, "num_heads": 2},
    classes=(10, 50, 80),
    taps=(0, 1),
    stem_channels=(4, 4, 4, 4),
    feature_channels=8,
)


@contextmanager
def file_size_limit(size: int) -> Iterator[None]:
    """Lets no file grow beyond ``size`` bytes: a write fails as on a full disk (EFBIG)."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def tiny_network(seed: int = 0) -> SarSegmenter:
    """Random weights, scaled up so that classes and attention differ from place to place."""
    torch.manual_seed(seed)
    network = SarSegmenter(TINY).eval()
    with torch.no_grad():
        network.head.classify.weight *= 8
        for block in network.backbone.blocks:
            block.attn.qkv.weight *= 6
        network.backbone.cls_token.normal_()
    return network


def save_tiny(path: Path, seed: int = 0) -> str:
    """Saves the tiny network as a checkpoint; returns its SHA-256."""
    card: dict[str, Any] = {
        "name": "tiny",
        "version": "1",
        "normalisation": {"mean": [-12.6, -20.2], "std": [5.2, 5.9]},
        "classes": [dataclasses.asdict(worldcover(code)) for code in TINY.classes],
        "training_data": "none: random weights",
        "licence": "GPL-2.0-or-later",
        "metrics": {},
        "known_failures": [],
    }
    return save_checkpoint(path, tiny_network(seed), card)


def write_scene(path: Path, rows: int, cols: int, **options: Any) -> str:
    """A VV scene in dB at 10 m whose north-west quarter is nodata (NaN) unless ``full``."""
    full = options.pop("full", False)
    db = 10 * np.log10(speckled_power((rows, cols), -10.0))
    if not full:
        db[: rows // 2, : cols // 2] = np.nan
    return write_raster(path, db.astype(np.float32), names=["VV"], nodata=float("nan"), **options)


def run(path: str, out: Path, model: Path, **options: Any) -> SegmentResult:
    """Segments one scene on the CPU in fp32."""
    spec = options.pop("spec", SceneSpec(path, units="db"))
    cancelled = options.pop("cancelled", lambda: False)
    progress = options.pop("progress", lambda *_, **__: None)
    options = {"device": "cpu", "precision": "fp32", **options}
    request = SegmentRequest([spec], str(out), model=str(model), **options)
    return segment(request, progress=progress, cancelled=cancelled)
