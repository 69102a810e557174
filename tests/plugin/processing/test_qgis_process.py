"""``qgis_process`` without a window: the plugin found, the job done, no worker left."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from osgeo import gdal, ogr, osr

from sardino.plugin.processing.provider import ALGORITHMS
from tests.plugin.fixtures.finetune import box, five_of_each
from tests.plugin.fixtures.maps import patchy
from tests.plugin.fixtures.rasters import radar, write_raster

pytest_plugins = ["tests.plugin.fixtures.running"]

# A wrapper called qgis_process may stand in front of the program itself.
PROGRAM = shutil.which("qgis_process.bin") or shutil.which("qgis_process")


@pytest.fixture
def qgis_process(repository, tmp_path):
    """Runs the program in a scratch profile in which Sardino is installed and enabled."""
    profile = tmp_path / "qgis" / "profiles" / "default"
    (profile / "python" / "plugins").mkdir(parents=True)
    (profile / "python" / "plugins" / "sardino").symlink_to(repository, target_is_directory=True)
    (profile / "QGIS").mkdir()
    (profile / "QGIS" / "QGIS3.ini").write_text("[PythonPlugins]\nsardino=true\n")
    variables = {
        **os.environ,
        "QGIS_CUSTOM_CONFIG_PATH": str(tmp_path / "qgis"),
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": str(tmp_path),
        "SARDINO_MODELS": str(tmp_path / "models"),
    }

    def call(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(PROGRAM), *arguments], env=variables, capture_output=True, text=True, timeout=500
        )

    return call


def workers(home: Path) -> set[str]:
    """Process ids of the worker processes of a home folder; other suites may have workers of their own."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
            is_ours = f"HOME={home}".encode() in (folder / "environ").read_bytes().split(b"\0")
        except OSError:
            continue
        if is_ours and b"-m model serve" in b" ".join(words):
            found.add(folder.name)
    return found


@pytest.mark.slow
@pytest.mark.skipif(PROGRAM is None, reason="qgis_process is not installed")
def test_segment_layer_from_the_command_line(qgis_process, tiny_model, tmp_path):
    scene = write_raster(tmp_path / "scene.tif", radar(), names=("VV", "VH"))
    out = tmp_path / "out"
    with ThreadPoolExecutor(1) as pool:
        run = pool.submit(
            qgis_process,
            "--json", "run", "sardino:segmentlayer", f"--INPUT={scene}", f"--MODEL={tiny_model}",
            "--DEVICE=cpu", "--OUTPUTS=landcover", "--OUTPUTS=confidence", f"--OUTPUT_FOLDER={out}",
        )  # fmt: skip
        seen: set[str] = set()
        while not run.done():
            seen |= workers(tmp_path)
            time.sleep(0.05)
    done = run.result()
    assert len(seen) == 1, "else no test here would notice a worker that stays"
    assert done.returncode == 0, done.stdout + done.stderr
    results = json.loads(done.stdout)["results"]
    assert sorted(path.name for path in out.glob("*.tif")) == ["scene_confidence.tif", "scene_landcover.tif"]
    assert gdal.Open(results["LANDCOVER"]).RasterXSize == 128
    assert json.loads(results["AREAS"])[0]["hectares"] > 0
    assert not workers(tmp_path)


@pytest.mark.slow
@pytest.mark.skipif(PROGRAM is None, reason="qgis_process is not installed")
def test_an_error_from_the_command_line(qgis_process, tiny_model, tmp_path):
    done = qgis_process(
        "run", "sardino:segmentlayer", "--INPUT=/nowhere.tif", f"--OUTPUT_FOLDER={tmp_path}/out"
    )
    assert done.returncode != 0
    assert "/nowhere.tif" in done.stdout + done.stderr
    listed = qgis_process("help", "sardino:segmentlayer")
    assert "CROSS_POL" in listed.stdout
    assert not workers(tmp_path)


def write_labels(path: Path) -> Path:
    """Five polygons each of two classes, field "lc", in a file."""
    system = osr.SpatialReference()
    system.ImportFromEPSG(32611)
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = dataset.CreateLayer("fields", system, ogr.wkbPolygon)
    layer.CreateField(ogr.FieldDefn("lc", ogr.OFTInteger))
    for geometry, code in five_of_each():
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometry(ogr.CreateGeometryFromWkt(geometry.asWkt()))
        feature.SetField("lc", code)
        layer.CreateFeature(feature)
    return path


def write_place(path: Path) -> Path:
    """A polygon in the left field, in degrees."""
    here, degrees = osr.SpatialReference(), osr.SpatialReference()
    here.ImportFromEPSG(32611)
    degrees.ImportFromEPSG(4326)
    degrees.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    polygon = ogr.CreateGeometryFromWkt(box(16, 40).asWkt())
    polygon.Transform(osr.CoordinateTransformation(here, degrees))
    dataset = ogr.GetDriverByName("GeoJSON").CreateDataSource(str(path))
    layer = dataset.CreateLayer("place", degrees, ogr.wkbPolygon)
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetGeometry(polygon)
    layer.CreateFeature(feature)
    return path


def segmented(out, results):
    assert gdal.Open(results["LANDCOVER"]).RasterXSize == 128
    report = json.loads(results["REPORT"])
    assert report["priors"] == {"10": 0.4, "50": 0.6}
    assert [item["code"] for item in report["excluded"]] == [80]


def archived(out: Path, results: dict) -> None:
    assert results["DONE"] == 1
    assert (out / "scene" / "scene.json").exists()


def fine_tuned(out, results):
    assert Path(results["MODEL_FILE"]) == out / "mine.safetensors"
    assert (out / "mine.safetensors").stat().st_size > 1000
    assert json.loads(results["SCORES"])["metrics"]["polygons"] == 10
    assert "mine" in (out / "report.html").read_text(encoding="utf-8")


def evaluated(out, results):
    assert 0 <= results["MIOU"] <= 1
    with open(out / "table.csv", encoding="utf-8") as file:
        assert len(list(csv.reader(file))) > 4


def inspected(out, results):
    report = json.loads(results["LABEL_REPORT"])
    assert {item["code"]: item["polygons"] for item in report["classes"]} == {10: 5, 80: 5}


def suggested(out, results):
    places = ogr.Open(str(out / "places.gpkg"))  # a layer dies with its data set
    assert places.GetLayer().GetFeatureCount() == results["POINTS"] == 3


LABELLED = ("--SCENES={scene}", "--LABELS={labels}", "--FIELD=lc", "--DEVICE=cpu")
UNLABELLED = ("--INPUT={scene}", "--MODEL={model}", "--DEVICE=cpu")


def compared(out: Path, results: dict) -> None:
    assert sum(map(sum, json.loads(results["MATRIX"])["matrix_pixels"])) == 96 * 128
    assert gdal.Open(results["CHANGE"]).RasterXSize == 128
    assert len((out / "table.csv").read_text(encoding="utf-8").splitlines()) > 2


def averaged(out: Path, results: dict) -> None:
    assert results["DATES"] == 2
    assert gdal.Open(str(out / "mean.tif")).RasterCount == 5


def kept(out: Path, results: dict) -> None:
    assert (out / "scene.features").stat().st_size > 1000
    assert results["FEATURES"] == str(out / "scene.features")
    assert results["KEPT"] == 0


def found_alike(out: Path, results: dict) -> None:
    values = gdal.Open(str(out / "similar.tif")).ReadAsArray().astype(float)
    assert values.shape == (96, 128)
    assert values[:, 8:56].mean() > values[:, 72:120].mean()


def grouped(out: Path, results: dict) -> None:
    assert results["SEGMENTS"] == 3
    assert gdal.Open(str(out / "segments.tif")).ReadAsArray().max() == 3
    assert len(json.loads(results["AREAS"])) == 3


def coloured(out: Path, results: dict) -> None:
    assert gdal.Open(str(out / "rgb.tif")).RasterCount >= 3


def stacked(out: Path, results: dict) -> None:
    assert gdal.Open(str(out / "stack.tif")).RasterCount == len(json.loads(results["BANDS"])) == 2


def familiar(out: Path, results: dict) -> None:
    values = gdal.Open(str(out / "f.tif")).ReadAsArray()
    assert values.shape == (12, 16)
    assert results["UNFAMILIAR_SHARE"] == pytest.approx((values[values <= 100] < 5).mean(), abs=1e-6)


RUNS = {
    "segmentlayer": (
        (
            "--INPUT={scene}",
            "--MODEL={model}",
            "--DEVICE=cpu",
            "--OUTPUTS=landcover",
            "--CLASSES=10,Built-up",
            "--PRIOR=10=0.4,50=0.6",
            "--OUTPUT_FOLDER={out}",
        ),
        segmented,
    ),
    "segmentarchive": (
        (
            "--LAYERS={scene}",
            "--MODEL={model}",
            "--DEVICE=cpu",
            "--OUTPUTS=landcover",
            "--OUTPUT_FOLDER={out}",
        ),
        archived,
    ),
    "finetunemodel": (
        (*LABELLED, "--BASE={model}", "--OUTPUT={out}/mine.safetensors", "--REPORT={out}/report.html"),
        fine_tuned,
    ),
    "evaluatemodel": ((*LABELLED, "--MODEL={model}", "--TABLE={out}/table.csv"), evaluated),
    "inspectlabels": (LABELLED, inspected),
    "suggestlabels": (
        (*UNLABELLED, "--COUNT=3", "--OUTPUT={out}/places.gpkg"),
        suggested,
    ),
    "change": (
        (
            "--BEFORE={scene}",
            "--AFTER={other}",
            "--MODEL={model}",
            "--DEVICE=cpu",
            "--TABLE={out}/table.csv",
            "--OUTPUT_FOLDER={out}",
        ),
        compared,
    ),
    "familiarity": (("--INPUT={scene}", "--DEVICE=cpu", "--OUTPUT={out}/f.tif"), familiar),
    "features": ((*UNLABELLED, "--OUTPUT={out}/scene.features"), kept),
    "similarplaces": ((*UNLABELLED, "--LIKE={place}", "--OUTPUT={out}/similar.tif"), found_alike),
    "segmentswithoutlabels": ((*UNLABELLED, "--COUNT=3", "--OUTPUT={out}/segments.tif"), grouped),
    "principalcolours": ((*UNLABELLED, "--OUTPUT={out}/rgb.tif"), coloured),
    "featurestack": ((*UNLABELLED, "--PARTS=backscatter", "--OUTPUT={out}/stack.tif"), stacked),
    "combinedates": (("--INPUTS={scene}", "--INPUTS={other}", "--OUTPUT={out}/mean.tif"), averaged),
}
"""What each algorithm is given, and what has to come of it."""


def test_no_algorithm_is_left_out():
    """A new algorithm that needs the worker has to be run here too: no worker may be left."""
    assert {item.ABOUT.name for item in ALGORITHMS if item.WAITS} == set(RUNS)


@pytest.mark.slow
@pytest.mark.skipif(PROGRAM is None, reason="qgis_process is not installed")
@pytest.mark.parametrize("name", RUNS)
def test_each_algorithm_from_the_command_line(qgis_process, tiny_model, tmp_path, name):
    arguments, check = RUNS[name]
    out = tmp_path / "out"
    out.mkdir()
    values = {
        "scene": write_raster(tmp_path / "scene.tif", radar(), names=("VV", "VH")),
        "other": write_raster(tmp_path / "other.tif", radar(seed=1), names=("VV", "VH")),
        "labels": write_labels(tmp_path / "labels.gpkg"),
        "place": write_place(tmp_path / "place.geojson"),
        "model": tiny_model,
        "out": out,
    }
    words = [argument.format(**values) for argument in arguments]
    done = qgis_process("--json", "run", f"sardino:{name}", *words)
    assert done.returncode == 0, done.stdout + done.stderr
    check(out, json.loads(done.stdout)["results"])
    assert not workers(tmp_path)


@pytest.mark.slow
@pytest.mark.skipif(PROGRAM is None, reason="qgis_process is not installed")
def test_a_finished_map_from_the_command_line(qgis_process, tmp_path):
    """From a map to its accuracy, without any worker; the reference is what the map says."""
    source = write_raster(tmp_path / "map.tif", patchy()[None], nodata=0)

    def run(name, *words):
        done = qgis_process("--json", "run", f"sardino:{name}", *words)
        assert done.returncode == 0, done.stdout + done.stderr
        return json.loads(done.stdout)["results"]

    clean, sample = tmp_path / "clean.tif", tmp_path / "sample.gpkg"
    run("cleanup", f"--INPUT={source}", "--HECTARES=0.3", f"--OUTPUT={clean}")
    made = run("topolygons", f"--INPUT={clean}", f"--BEFORE={source}", f"--OUTPUT={tmp_path}/polygons.gpkg")
    zones = run(
        "areasbyzones", f"--INPUT={clean}", f"--ZONES={tmp_path}/polygons.gpkg", f"--OUTPUT={tmp_path}/t.csv"
    )
    assert zones["COUNT"] == made["POLYGONS"]
    with open(tmp_path / "t.csv", encoding="utf-8") as file:
        areas = sum(float(row["area_ha"]) for row in csv.DictReader(file))
    assert areas == pytest.approx(made["HECTARES"], rel=1e-6)
    run("drawsample", f"--INPUT={clean}", "--SIZE=40", "--ALLOCATION=equal", f"--OUTPUT={sample}")
    dataset = ogr.Open(str(sample), 1)
    dataset.ExecuteSQL('UPDATE sample SET "class" = map_code')
    dataset = None
    found = run("assess", f"--INPUT={clean}", f"--REFERENCE={sample}", f"--REPORT={tmp_path}/accuracy.html")
    assert found["OVERALL"] == 1 and found["UNITS"] == 40
    assert "Class 80" in (tmp_path / "accuracy.html").read_text(encoding="utf-8")
    assert not workers(tmp_path)


@pytest.mark.slow
@pytest.mark.skipif(PROGRAM is None, reason="qgis_process is not installed")
def test_a_report_from_the_command_line(qgis_process, tmp_path):
    codes = (radar()[:1] > -15).astype("uint8") * 70 + 10
    landcover = write_raster(tmp_path / "landcover.tif", codes, nodata=0)
    html, pdf = tmp_path / "out" / "report.html", tmp_path / "out" / "report.pdf"
    done = qgis_process("run", "sardino:report", f"--LANDCOVER={landcover}", f"--HTML={html}", f"--PDF={pdf}")
    assert done.returncode == 0, done.stdout + done.stderr
    assert html.read_text(encoding="utf-8").count("data:image/png;base64,") == 1
    assert pdf.read_bytes()[:5] == b"%PDF-"
    assert not workers(tmp_path)
