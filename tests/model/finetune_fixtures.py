"""A small network with the real head, a striped scene and polygons on it."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio.raw
import shapely
import torch
from scene_fixtures import write_raster

from model.checkpoint.checkpoint import save_checkpoint
from model.checkpoint.legend import worldcover
from model.finetune.run import finetune
from model.network.network import NetworkConfig, SarSegmenter
from model.protocol.finetuning import FinetuneRequest, FinetuneResult, LabelSpec
from model.protocol.values import SceneSpec

SIDE = 256
WEST, NORTH = 400_000.0, 3_700_000.0
CRS = "EPSG:32611"
LEVELS = {10: -8.0, 50: -14.0, 80: -22.0}
"""Decibels of each class; the scene has a vertical stripe of each, from west to east."""

CONFIG = NetworkConfig(
    backbone_options={"embed_dim": 16, "depth": 2, "num_heads": 2},
    classes=(10, 50, 80),
    taps=(0, 1),
    stem_channels=(4, 6, 8, 8),
    feature_channels=6,
)


def save_base(path: Path, seed: int = 0, **changes: Any) -> Path:
    """A network with random weights, as a checkpoint."""
    torch.manual_seed(seed)
    network = SarSegmenter(dataclasses.replace(CONFIG, **changes)).eval()
    card = {
        "name": path.stem,
        "version": "1",
        "normalisation": {"mean": [-12.6, -20.2], "std": [5.2, 5.9]},
        "classes": [dataclasses.asdict(worldcover(code)) for code in network.classes],
        "training_data": "none: random weights",
        "licence": "GPL-2.0-or-later",
        "metrics": {},
        "known_failures": [],
    }
    save_checkpoint(path, network, card)
    return path


def write_stripes(path: Path, *, nodata_rows: int = 0, seed: int = 0) -> Path:
    """A VV scene in dB of 256 x 256 pixels of 10 m: three stripes, speckled."""
    rng = np.random.default_rng(seed)
    level = np.repeat(list(LEVELS.values()), SIDE // 3 + 1)[:SIDE]
    power = 10 ** (level / 10) * rng.gamma(4.4, 1 / 4.4, (SIDE, SIDE))
    db = (10 * np.log10(power)).astype(np.float32)
    db[:nodata_rows] = np.nan
    write_raster(path, db, names=["VV"], nodata=float("nan"))
    return path


def square(row: int, col: int, side: int = 14) -> shapely.Polygon:
    """A square whose upper left corner is a pixel of the scene."""
    x, y = WEST + 10 * col, NORTH - 10 * row
    return shapely.box(x, y - 10 * side, x + 10 * side, y)


def stripe_polygons(per_class: int = 4) -> tuple[list[Any], list[int]]:
    """Squares down each stripe, and their codes."""
    shapes, codes = [], []
    for index, code in enumerate(LEVELS):
        for number in range(per_class):
            shapes.append(square(8 + number * (240 // per_class), 30 + index * 85))
            codes.append(code)
    return shapes, codes


def write_labels(path: Path, shapes: list[Any], values: Any, *, crs: str = CRS, name: str = "class") -> Path:
    """Geometries with one field."""
    array = np.array(values)
    pyogrio.raw.write(
        path,
        geometry=np.array([None if s is None else shapely.to_wkb(s) for s in shapes], dtype=object),
        field_data=[array.astype(object) if array.dtype.kind == "U" else array],
        fields=[name],
        geometry_type="Unknown",
        crs=crs,
        driver="GPKG",
    )
    return path


def run(scene: Path, labels: Path, base: Path, out: Path, **options: Any) -> FinetuneResult:
    """Fine-tunes on the CPU in fp32."""
    calls = {name: options.pop(name) for name in ("cancelled", "good_enough", "progress") if name in options}
    calls = {"progress": lambda *_, **__: None, "cancelled": lambda: False, **calls}
    spec = options.pop("spec", LabelSpec(str(labels), "class"))
    options = {"device": "cpu", "precision": "fp32", "base": str(base), **options}
    request = FinetuneRequest([SceneSpec(str(scene), units="db")], [spec], out.stem, out=str(out), **options)
    return finetune(request, **calls)
