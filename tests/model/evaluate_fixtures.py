"""A tiny labelled archive, its splits, and a pre-training run on it."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pyogrio
import rasterio
import shapely
import torch
from rasterio.transform import from_origin

from model.data.scenes import load_scenes
from model.data.views import ViewConfig
from model.network.network import NetworkConfig
from model.pretrain.run import PretrainConfig, pretrain
from model.sar.normalise import Normalisation

SIDE = 96
STEMS = ("california_1", "texas_1", "california_2", "california_3", "texas_3")
SPLITS = {"exclude": [], "validation": ["california_2"], "test": ["california_3", "texas_3"]}
NETWORK = NetworkConfig(
    backbone_options={"embed_dim": 16, "depth": 2, "num_heads": 2}, image_size=32, taps=(0, 1)
)
PRETRAINING = PretrainConfig(
    network=NETWORK,
    views=ViewConfig(global_size=32, local_size=16, locals=1),
    steps=2,
    batch=4,
    prototypes=8,
    warmup=1,
)


def write_archive(folder: Path) -> Path:
    """Scenes that are water on the left and city on the right, polygons on both, and a water mask."""
    (folder / "sentinel1_vh").mkdir(parents=True)
    boxes, codes, scenes = [], [], []
    for number, stem in enumerate(STEMS):
        left = 600_000.0 + number * SIDE * 10
        values = _half_water(number, darkest=6)[None].round().clip(1, 255).astype(np.uint8)
        _write(folder / "sentinel1_vh" / f"{stem}.tif", values, left, ["VH"])
        for row in range(3):
            top = 5_000_000 - row * 300
            boxes += [shapely.box(left + 20, top - 200, left + 440, top)]
            boxes += [shapely.box(left + 500, top - 200, left + 900, top)]
            codes += [80, 50]
            scenes += [stem, stem]
    pyogrio.raw.write(
        folder / "landcover_polygons.gpkg",
        geometry=shapely.to_wkb(np.array(boxes)),
        field_data=[np.array(codes), np.array(scenes, dtype=object)],
        fields=["class_code", "scene"],
        geometry_type="Polygon",
        crs="EPSG:32631",
        driver="GPKG",
    )
    _write_chip(folder)
    (folder / "splits.json").write_text(json.dumps(SPLITS))
    return folder


def _half_water(seed: int, darkest: float) -> np.ndarray:
    rng = np.random.default_rng(seed)
    power = np.full((SIDE, SIDE), darkest**2)
    power[:, SIDE // 2 :] *= 100
    return np.sqrt(power * rng.standard_gamma(5.0, power.shape) / 5.0)


def _write_chip(folder: Path) -> None:
    db = 20 * np.log10(_half_water(9, darkest=0.03)).astype(np.float32)
    for name, values, bands in (
        ("sentinel1_vv_vh", np.stack([db + 7, db]), ["VV", "VH"]),
        ("water_masks", (np.arange(SIDE)[None, None] < SIDE // 2).repeat(SIDE, 1).astype(np.int16), ["mask"]),
    ):
        (folder / name).mkdir()
        _write(folder / name / "Somewhere_1.tif", values, 700_000.0, bands)


def _write(path: Path, values: np.ndarray, left: float, bands: list[str]) -> None:
    profile = {
        "driver": "GTiff",
        "width": SIDE,
        "height": SIDE,
        "count": len(values),
        "dtype": values.dtype.name,
        "crs": "EPSG:32631",
        "transform": from_origin(left, 5_000_000, 10, 10),
    }
    with rasterio.open(path, "w", **profile) as file:
        file.write(values)
        for number, name in enumerate(bands, 1):
            file.set_band_description(number, name)


def write_run(archive: Path, run: Path) -> Path:
    """A pre-training run of two steps with a kept copy of its teacher after each."""
    scenes = load_scenes(sorted((archive / "sentinel1_vh").glob("*.tif")), Normalisation())
    pretrain(PRETRAINING, scenes, run, torch.device("cpu"), workers=0, keep_every=1, report=lambda _: None)
    return run
