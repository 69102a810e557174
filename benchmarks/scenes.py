"""Scenes of any size from the bundled sample, and a model if no model is bundled yet."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import rasterio
import torch
from rasterio.windows import Window

from model.checkpoint.checkpoint import save_checkpoint
from model.checkpoint.legend import worldcover
from model.checkpoint.library import find_model
from model.errors.errors import ModelNotFound
from model.network.config import NetworkConfig
from model.network.network import SarSegmenter

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "resources" / "sample" / "los_angeles_vh.tif"
KANSAS = ROOT / "resources" / "sample" / "kansas_vv_vh.tif"
SAMPLES = (SAMPLE, KANSAS)


def mirrored_scene(path: Path, rows: int, cols: int) -> Path:
    """The sample scene (VH, uint8), mirrored repeatedly until it fills ``rows`` x ``cols``."""
    with rasterio.open(SAMPLE) as source:
        values = source.read(1)
        profile = source.profile
        names = source.descriptions
    block = np.block([[values, values[:, ::-1]], [values[::-1], values[::-1, ::-1]]])
    profile.update(
        width=cols, height=rows, tiled=True, blockxsize=512, blockysize=512, compress="deflate", zlevel=1
    )
    height, width = block.shape
    with rasterio.open(path, "w", **profile) as target:
        target.descriptions = names
        for row in range(0, rows, height):
            for col in range(0, cols, width):
                part = block[: rows - row, : cols - col]
                target.write(part, 1, window=Window(col, row, part.shape[1], part.shape[0]))
    return path


def model_file(name: str, folder: Path) -> Path:
    """The requested model; without a bundled model, a network of the default kind with random weights."""
    try:
        return find_model(name)
    except ModelNotFound:
        if name:
            raise
    config = NetworkConfig()
    torch.manual_seed(0)
    card = {
        "name": "random",
        "version": "0",
        "normalisation": {"mean": [-12.6, -20.2], "std": [5.2, 5.9]},
        "classes": [dataclasses.asdict(worldcover(code)) for code in config.classes],
        "training_data": "none: random weights",
        "licence": "GPL-2.0-or-later",
        "metrics": {},
        "known_failures": [],
    }
    path = folder / "random.safetensors"
    save_checkpoint(path, SarSegmenter(config), card)
    return path
