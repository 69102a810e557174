"""Rasters of class codes as labels: any grid, one over all scenes or one per scene."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from numpy.typing import NDArray
from rasterio.control import GroundControlPoint
from rasterio.crs import CRS
from rasterio.transform import from_bounds, from_origin, rowcol
from rasterio.warp import Resampling, calculate_default_transform, reproject
from rasterio.warp import transform as warp_points

from model.data.label_rasters import LabelRasters, across_date_line, holds_rasters, open_label_rasters
from model.data.labels import UNLABELLED
from model.data.scenes import find_rasters
from model.errors.errors import InvalidRequest
from model.protocol.values import SceneSpec
from model.sar.normalise import Normalisation
from model.sar.scene import open_scene
from model.train.scenes import gather
from tests.model.fixtures.scenes import UTM as SCENE_CRS
from tests.model.fixtures.scenes import UTM_GRID, dual_power, write_pair, write_raster
from tests.model.fixtures.train import write_scene

UTM = CRS.from_epsg(32631)
ON_SCENE = from_origin(600_000, 5_000_000, 10, 10)


def write_codes(
    path: Path, codes: NDArray[Any], transform: Any = ON_SCENE, crs: CRS | None = UTM, **options: Any
) -> Path:
    write_raster(path, codes, transform=transform, crs=crs, **options)
    return path


def fields(dtype: str = "uint8") -> NDArray[Any]:
    """Codes on the grid of a test scene: water, city with a hole, and no label."""
    codes = np.zeros((64, 64), dtype=dtype)
    codes[:20, :20] = 80
    codes[:60, 30:] = 50
    codes[5:9, 40:50] = 0
    return codes


def codes_on(labels: LabelRasters, path: Path) -> NDArray[np.uint8]:
    with open_scene(SceneSpec(str(path))) as scene:
        return labels.codes_on(scene, path.stem)


def refusal(path: Path) -> str:
    with pytest.raises(InvalidRequest) as caught:
        open_label_rasters(path)
    return f"{caught.value} {caught.value.remedy}"


def test_codes_on_the_grid_of_the_scene_are_taken_as_they_are(tmp_path: Path) -> None:
    write_scene(tmp_path / "a.tif")
    labels = open_label_rasters(write_codes(tmp_path / "l.tif", fields()))
    assert np.array_equal(codes_on(labels, tmp_path / "a.tif"), fields())


def test_nodata_and_ground_that_the_raster_lacks_are_unlabelled(tmp_path: Path) -> None:
    write_scene(tmp_path / "a.tif")
    codes = np.where(fields("int16") == 0, -999, fields("int16"))[:40, :50]
    labels = open_label_rasters(write_codes(tmp_path / "l.tif", codes, nodata=-999))
    expected = np.zeros((64, 64))
    expected[:40, :50] = fields()[:40, :50]
    assert np.array_equal(codes_on(labels, tmp_path / "a.tif"), expected)


def test_a_mosaic_of_another_grid_and_system_gives_the_nearest_code(tmp_path: Path) -> None:
    """As GDAL's warper does, but for the odd pixel on a border."""
    write_scene(tmp_path / "a.tif")
    bounds = (600_000, 4_999_360, 600_640, 5_000_000)
    lonlat = CRS.from_epsg(4326)
    transform, width, height = calculate_default_transform(UTM, lonlat, 64, 64, *bounds, resolution=4e-5)
    mosaic = np.zeros((height, width), dtype=np.uint8)
    reproject(fields(), mosaic, src_transform=ON_SCENE, src_crs=UTM, dst_transform=transform, dst_crs=lonlat)
    labels = open_label_rasters(write_codes(tmp_path / "mosaic.tif", mosaic, transform, lonlat))
    found = codes_on(labels, tmp_path / "a.tif")
    warped = np.zeros((64, 64), dtype=np.uint8)
    reproject(
        mosaic,
        warped,
        src_transform=transform,
        src_crs=lonlat,
        dst_transform=ON_SCENE,
        dst_crs=UTM,
        resampling=Resampling.nearest,
    )
    assert (found == warped).mean() > 0.999
    assert (found == fields()).mean() > 0.97
    assert set(np.unique(found)) == {0, 50, 80}


def test_a_projection_that_bends_is_followed(tmp_path: Path) -> None:
    """6 km at 70 degrees north, where parallels bend in UTM; every pixel has a code of its own."""
    rng = np.random.default_rng(0)
    north = from_origin(700_000, 7_800_000, 10, 10)
    values = (rng.standard_gamma(5.0, (640, 640)) * 20).clip(1, 255).astype(np.uint8)
    write_codes(tmp_path / "a.tif", values, north)
    lonlat = CRS.from_epsg(4326)
    bounds = (699_900, 7_793_500, 706_500, 7_800_100)
    transform, width, height = calculate_default_transform(UTM, lonlat, 640, 640, *bounds)
    mosaic = rng.integers(1, 255, (height, width), dtype=np.uint8)
    labels = open_label_rasters(write_codes(tmp_path / "mosaic.tif", mosaic, transform, lonlat))
    centres = np.arange(640) * 10 + 5.0
    ys, xs = np.meshgrid(7_800_000 - centres, 700_000 + centres, indexing="ij")
    lon, lat = warp_points(UTM, lonlat, xs.ravel(), ys.ravel())
    rows, cols = rowcol(transform, lon, lat)
    expected = mosaic[np.reshape(rows, (640, 640)), np.reshape(cols, (640, 640))]
    assert (codes_on(labels, tmp_path / "a.tif") == expected).mean() > 0.998


def test_a_fine_scene_gets_labels_on_its_working_grid(tmp_path: Path) -> None:
    """Pixels of 5 m are averaged to 10 m; the labels of a coarser raster must still lie on their ground."""
    values = np.random.default_rng(0).standard_gamma(5.0, (512, 512)) * 20
    write_codes(tmp_path / "a.tif", values.clip(1, 255).astype(np.uint8), from_origin(600_000, 5e6, 5, 5))
    coarse = np.zeros((13, 13), dtype=np.uint8)
    coarse[2, 7] = 80
    labels = open_label_rasters(write_codes(tmp_path / "l.tif", coarse, from_origin(600_000, 5e6, 200, 200)))
    expected = np.zeros((256, 256))
    expected[40:60, 140:160] = 80
    assert np.array_equal(codes_on(labels, tmp_path / "a.tif"), expected)


def test_a_scene_on_control_points_gets_labels_too(tmp_path: Path) -> None:
    values = np.random.default_rng(0).standard_gamma(5.0, (64, 64)) * 20
    corners = [(row, col) for row in (0, 32, 64) for col in (0, 32, 64)]
    points = [GroundControlPoint(r, c, 600_000 + 10 * c, 5_000_000 - 10 * r) for r, c in corners]
    with rasterio.open(
        tmp_path / "a.tif", "w", driver="GTiff", width=64, height=64, count=1, dtype="uint8"
    ) as file:
        file.write(values.clip(1, 255).astype(np.uint8), 1)
        file.gcps = (points, UTM)
    labels = open_label_rasters(write_codes(tmp_path / "l.tif", fields()))
    assert np.array_equal(codes_on(labels, tmp_path / "a.tif"), fields())


def test_a_folder_labels_scenes_by_name_and_is_no_scene_itself(tmp_path: Path) -> None:
    for stem in ("a", "b", "c"):
        write_scene(tmp_path / f"{stem}.tif")
    write_codes(tmp_path / "labels" / "a.tif", fields())
    write_codes(tmp_path / "labels" / "b.tif", np.where(fields() == 80, 20, 0).astype(np.uint8))
    assert holds_rasters(tmp_path / "labels")
    labels = open_label_rasters(tmp_path / "labels")
    paths = sorted(tmp_path.rglob("*.tif"))
    found = gather(paths, labels, Normalisation(), hold_out=["b"])
    assert [item.scene.name for item in found.labelled] == ["a"]
    assert [item.scene.name for item in found.held_out] == ["b"]
    assert found.classes == [20, 50, 80]
    expected = np.full((64, 64), UNLABELLED)
    expected[fields() == 50], expected[fields() == 80] = 1, 2
    assert np.array_equal(found.labelled[0].labels, expected)


def test_zero_is_said_to_be_unlabelled_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for stem in ("a", "b"):
        write_scene(tmp_path / f"{stem}.tif")
    labels = open_label_rasters(write_codes(tmp_path / "labels" / "l.tif", fields()))
    gather([tmp_path / "a.tif", tmp_path / "b.tif"], labels, Normalisation())
    assert capsys.readouterr().out.count("0 in l.tif counts as unlabelled") == 1


def test_what_is_no_raster_of_classes_is_refused_in_words(tmp_path: Path) -> None:
    floats = write_codes(tmp_path / "float.tif", fields("float32"))
    assert "float32 numbers" in refusal(floats) and "uint8" in refusal(floats)
    colours = write_codes(tmp_path / "rgb.tif", np.stack([fields()] * 3))
    assert "3 bands" in refusal(colours)
    nowhere = write_codes(tmp_path / "nowhere.tif", fields(), from_bounds(0, 64, 64, 0, 64, 64), None)
    assert "no georeference" in refusal(nowhere)
    (tmp_path / "text.tif").write_text("no picture")
    assert "cannot be opened" in refusal(tmp_path / "text.tif")
    assert "cannot be opened" in refusal(tmp_path / "missing.tif")
    write_codes(tmp_path / "twice" / "a.tif", fields())
    write_codes(tmp_path / "twice" / "a.tiff", fields())
    assert "the same scene" in refusal(tmp_path / "twice")


def test_labels_that_lie_on_no_scene_say_so(tmp_path: Path) -> None:
    write_scene(tmp_path / "a.tif")
    scenes = [tmp_path / "a.tif"]
    away = write_codes(tmp_path / "l" / "away.tif", fields(), from_origin(700_000, 5e6, 10, 10))
    with pytest.raises(InvalidRequest, match=r"No labelled pixel of away\.tif lies on any of the scenes"):
        gather(scenes, open_label_rasters(away), Normalisation())
    write_codes(tmp_path / "folder" / "other.tif", fields())
    with pytest.raises(InvalidRequest, match="those there are other") as caught:
        gather(scenes, open_label_rasters(tmp_path / "folder"), Normalisation())
    assert "a.tif" in caught.value.remedy


def test_a_picture_in_place_of_classes_is_refused(tmp_path: Path) -> None:
    write_scene(tmp_path / "a.tif")
    heights = write_codes(tmp_path / "heights.tif", np.arange(4096, dtype=np.int16).reshape(64, 64))
    with pytest.raises(InvalidRequest, match=r"heights.tif has class codes .*: 255, 256, .*\.\.\."):
        gather([tmp_path / "a.tif"], open_label_rasters(heights), Normalisation())


def test_labels_may_name_either_file_of_a_pair(tmp_path: Path) -> None:
    write_pair(tmp_path / "scenes", "a")
    paths = find_rasters([tmp_path / "scenes"])
    assert [path.name for path in paths] == ["a_VV.tif"]
    for stem in ("a_VV", "a_VH"):
        folder = tmp_path / stem
        write_codes(folder / f"{stem}.tif", fields(), UTM_GRID, CRS.from_user_input(SCENE_CRS))
        found = gather(paths, open_label_rasters(folder), Normalisation())
        assert [item.scene.name for item in found.labelled] == ["a_VV"]
        with pytest.raises(InvalidRequest, match="held out"):
            gather(paths, open_label_rasters(folder), Normalisation(), hold_out=[stem])
    with pytest.raises(InvalidRequest, match="label raster"):
        gather([], open_label_rasters(tmp_path / "a_VH"), Normalisation(), hold_out=["a_VH"])


def test_across_the_date_line_codes_come_from_beside_it(tmp_path: Path) -> None:
    """A scene at 180 degrees: half of it lies east of the line, where the raster does not reach."""
    antarctic = CRS.from_epsg(3031)
    x, y = warp_points(CRS.from_epsg(4326), antarctic, [180.0], [-77.0])
    grid = from_origin(x[0] - 320, y[0] + 320, 10, 10)
    write_raster(tmp_path / "a.tif", dual_power((64, 64)), names=["VV", "VH"], crs=antarctic, transform=grid)
    whole = np.full((10, 3600), 80, dtype=np.uint8)
    whole[:, 100:3500] = 50  # what lies between the two sides the long way round
    labels = write_codes(tmp_path / "l.tif", whole, from_origin(-180, -76.5, 0.1, 0.1), CRS.from_epsg(4326))
    assert set(np.unique(codes_on(open_label_rasters(labels), tmp_path / "a.tif"))) <= {0, 80}


def test_longitudes_go_on_across_the_date_line_alone() -> None:
    assert across_date_line(np.array([179.0, -179.0])).tolist() == [179.0, 181.0]
    here = np.array([-117.0, np.inf, -118.0])  # a place that the projection does not know is no other side
    assert across_date_line(here).tolist() == here.tolist()
