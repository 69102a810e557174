"""Labels read from optical images: whole places from few polygons, nothing under clouds or held out."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import numpy as np
import pyogrio
import pytest
import rasterio
import shapely
from rasterio.transform import from_origin

pytest.importorskip("sklearn")
pytest.importorskip("PIL")

from PIL import Image

from tests.model.fixtures.scenes import write_raster

SIDE = 60
FOREST, WATER, CLOUD = (60, 200, 40), (5, 20, 60), (250, 250, 250)
PLACES = ("ben1_a", "ben1_b", "ben1_held", "ombria_0300_before", "ombria_0301_before", "ombria_0150_before")


@pytest.fixture(scope="module")
def script(repository: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("dense_labels", repository / "recipes" / "dense_labels.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Places with water in the west and forest in the east; one is under clouds, one without polygons."""
    world = tmp_path / "data" / "world"
    rng = np.random.default_rng(0)
    boxes, codes, scenes = [], [], []
    (world / "optical").mkdir(parents=True)
    for number, stem in enumerate(PLACES):
        left = 400_000.0 + 10_000 * number
        grid = {"crs": "EPSG:32631", "transform": from_origin(left, 5_000_000, 10, 10)}
        kind, names = ("vv", ["VV"]) if stem.startswith("ombria") else ("vv_vh", ["VV", "VH"])
        db = rng.normal(-9, 1, (len(names), SIDE, SIDE)).astype(np.float32)
        db[:, :, : SIDE // 2] -= 12  # water
        if kind == "vv":  # eight bits, linear in dB
            db = np.clip(10 * (db + 28), 1, 255).astype(np.uint8)
        write_raster(world / kind / f"{stem}.tif", db, names=names, **grid)
        image = np.full((SIDE, SIDE, 3), FOREST, np.uint8)
        image[:, : SIDE // 2] = WATER
        if stem == "ombria_0301_before":
            image[:24, :24] = CLOUD
        noisy = np.clip(image + rng.normal(0, 4, image.shape), 0, 255).astype(np.uint8)
        Image.fromarray(noisy).save(
            world / "optical" / f"{stem.removesuffix('_before')}_swir.jpg", quality=95
        )
        if stem.startswith("ben1"):
            for first, code in ((30, 80), (400, 10)):
                boxes.append(shapely.box(left + first, 4_999_500, left + first + 150, 4_999_900))
                codes.append(code)
                scenes.append(stem)
    _write_polygons(world / "world_polygons.gpkg", boxes, codes, scenes)
    cities = [shapely.box(1_000, 4_999_800, 1_100, 4_999_900)]
    _write_polygons(tmp_path / "data" / "landcover_polygons.gpkg", cities, [50], ["city_1"], crs="EPSG:3395")
    values = np.full((1, 40, 40), 100, np.uint8)
    values[0, 0, 0] = 0
    grid = {"crs": "EPSG:3395", "transform": from_origin(900, 5_000_000, 10, 10)}
    for stem in ("city_1", "city_2"):
        write_raster(tmp_path / "data" / "sentinel1_vh" / f"{stem}.tif", values, names=["VH"], **grid)
    return tmp_path / "data"


def _write_polygons(
    path: Path, boxes: list[shapely.Polygon], codes: list[int], scenes: list[str], crs: str = "EPSG:32631"
) -> None:
    pyogrio.raw.write(
        path,
        geometry=shapely.to_wkb(np.array(boxes)),
        field_data=[np.array(codes), np.array(scenes, dtype=object)],
        fields=["class_code", "scene"],
        geometry_type="Polygon",
        crs=crs,
        driver="GPKG",
    )


def test_whole_places_get_labels_and_held_out_ones_their_polygons_alone(
    script: ModuleType, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "recipes"
    here.mkdir()
    (here / "world_splits.json").write_text(json.dumps({"test": ["ben1_held"]}))
    (here / "splits.json").write_text(json.dumps({"exclude": [], "validation": [], "test": ["city_2"]}))
    (here / "world_more_polygons.gpkg").write_bytes((data / "world" / "world_polygons.gpkg").read_bytes())
    monkeypatch.setattr(script, "HERE", here)
    script.main(data, tmp_path / "out")

    def read(name: str) -> np.ndarray:
        with rasterio.open(tmp_path / "out" / f"{name}.tif") as file:
            return file.read(1)

    whole = read("labels/ombria_0300_before")  # it has no polygon of its own
    assert (whole[5:-5, 5:20] == 80).mean() > 0.95 and (whole[5:-5, 40:-5] == 10).mean() > 0.95
    cloudy = read("labels/ombria_0301_before")  # a sixth is cloud: that is too much
    assert not cloudy.any()
    held = read("labels/ben1_held")
    assert set(np.unique(held)) == {0, 10, 80} and (held > 0).mean() < 0.4
    assert not (tmp_path / "out" / "labels" / "ombria_0150_before.tif").exists()  # beside a held-out flood
    copies = sorted(path.name for path in (tmp_path / "out" / "vh_db").iterdir())
    assert copies == ["city_1_db_VH.tif"]
    db = read("vh_db/city_1_db_VH")
    assert np.isnan(db[0, 0]) and np.allclose(db[1:], 40 - 58, atol=1e-3)
    assert (read("labels/city_1_db_VH") == read("labels/city_1")).all()
    assert 50 in read("labels/city_1")
    assert [path.stem for path in (tmp_path / "out" / "vv_db").iterdir()] == ["ombria_0300_before_db_VV"]
    calibrated = read("vv_db/ombria_0300_before_db_VV")
    assert np.median(calibrated[:, 35:]) == pytest.approx(-9, abs=0.5)
    assert np.median(calibrated[:, :25]) == pytest.approx(-21, abs=0.5)
    assert (read("labels/ombria_0300_before_db_VV") == whole).all()


def test_ground_near_a_small_cloud_has_no_label(script: ModuleType) -> None:
    class Sure:
        classes_ = np.array([10, 80])

        def predict_proba(self, features: np.ndarray) -> np.ndarray:
            return np.tile([0.9, 0.1], (len(features), 1))

    image = np.full((120, 120, 3), FOREST, np.float32)
    image[50:60, 50:60] = CLOUD
    codes = script.answers(Sure(), image)
    assert not codes[40:70, 40:70].any() and (codes[:20] == 10).all()


def test_only_sure_answers_are_labels_and_houses_need_more(script: ModuleType) -> None:
    class Unsure:
        classes_ = np.array([10, 50])

        def __init__(self, *shares: float) -> None:
            self.shares = shares

        def predict_proba(self, features: np.ndarray) -> np.ndarray:
            return np.tile(self.shares, (len(features), 1))

    image = np.full((20, 20, 3), FOREST, np.float32)
    said = [np.unique(script.answers(Unsure(1 - share, share), image)) for share in (0.8, 0.7, 0.4, 0.3)]
    assert [list(codes) for codes in said] == [[50], [0], [0], [10]]


def test_a_stretch_is_told_by_classes_that_differ_enough(script: ModuleType) -> None:
    codes = np.repeat(np.array([80, 10, 40], np.uint8), 400).reshape(1, -1)
    values = np.repeat(np.array([50, 150, 140], np.float32), 400).reshape(1, -1)
    typical = {80: -20.0, 10: -10.0, 40: -11.0}
    slope, offset = script.stretch_of(values, codes, typical)
    assert (slope, offset) == pytest.approx((0.1, -25.0))
    # Trees and crops alone are too alike; a class of few pixels tells nothing; dark trees are no stretch.
    alike = np.where(codes == 80, 0, codes)
    assert script.stretch_of(values, alike, typical) is None
    few = np.where((codes == 80) & (np.arange(1200) > 200), 0, codes)
    assert script.stretch_of(values, few, typical) is None
    assert script.stretch_of(255 - values, codes, typical) is None
    assert script.stretch_of(100 + values / 5, codes, typical) is None  # half a dB per grey value


def test_a_calibrated_class_s_level_is_a_median_of_medians(script: ModuleType, tmp_path: Path) -> None:
    scenes = []
    for stem, level in (("a", -8.0), ("b", -10.0), ("c", -30.0)):
        scenes.append(
            write_raster(
                tmp_path / f"{stem}.tif", np.full((2, 20, 20), level, np.float32), names=["VV", "VH"]
            )
        )
        write_raster(tmp_path / "labels" / f"{stem}.tif", np.full((1, 20, 20), 10, np.uint8), names=["code"])
    assert script.typical_vv([Path(scene) for scene in scenes], tmp_path / "labels") == {10: -10.0}
