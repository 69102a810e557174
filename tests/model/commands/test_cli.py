"""The command line as a real process: usage, results, JSON, interruption."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import rasterio

from model.commands.main import build_parser
from model.commands.terminal import PlainProgress, time_left
from model.errors.errors import InvalidRequest
from model.sar.geojson import polygon_of_file
from tests.model.fixtures.worker import WAIT, environment, write_scene
from tests.places import ROOT

POSIX = pytest.mark.skipif(os.name != "posix", reason="POSIX signals")


@pytest.fixture(scope="module")
def scene(tmp_path_factory) -> Path:
    return write_scene(tmp_path_factory.mktemp("scenes") / "small.tif")


@pytest.fixture
def run(models):
    def run(*words) -> subprocess.CompletedProcess:
        command = [sys.executable, "-m", "model", *map(str, words)]
        return subprocess.run(
            command, cwd=ROOT, env=environment(models), capture_output=True, text=True, timeout=WAIT
        )

    return run


def lines(done: subprocess.CompletedProcess) -> list[dict]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def product_names(folder: Path) -> list[str]:
    """All files but GDAL's own companions (a raster attribute table lies beside its raster)."""
    return sorted(path.name for path in folder.iterdir() if not path.name.endswith(".aux.xml"))


def parse(*words: str):
    return build_parser(list(words)).parse_args(words)


# --- usage ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [[], ["segment"], ["describe"], ["models"], ["serve"]])
def test_help_loads_nothing_slow(command):
    code = (
        "import sys\n"
        "from model.commands.main import main\n"
        "try: main([*sys.argv[1:], '--help'])\n"
        "except SystemExit as end: assert end.code == 0\n"
        "print([m for m in ('torch', 'numpy', 'rasterio', 'rich') if m in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code, *command], cwd=ROOT, capture_output=True, text=True)
    assert "usage: python -m model" in done.stdout, done.stderr
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("command", ["pretrain", "train"])
def test_slow_commands_have_their_own_help(run, command):
    done = run(command, "--help")
    assert done.returncode == 0, done.stderr
    assert "--out" in done.stdout


def test_negative_numbers_are_numbers_in_every_form():
    args = parse("segment", "a.tif", "--out", "o", "--extent", "-118.3", "33.7", "-118.1", "33.9")
    assert args.extent == [-118.3, 33.7, -118.1, 33.9]
    args = parse(
        "segment", "a.tif", "--out", "o", "--extent", "-1e3", "-5.", "-.5", "2E-1", "--nodata", "-3.4e+38"
    )
    assert args.extent == [-1000, -5, -0.5, 0.2]
    assert args.nodata == -3.4e38
    assert parse("segment", "--extent", "-2", "-2", "-1", "-1", "--out", "o", "--", "a.tif").scenes == [
        "a.tif"
    ]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["segment"], "SCENE"),
        (["segment", "a.tif"], "--out"),
        (["segment", "a.tif", "--out", "o", "--device", "abacus"], "abacus"),
        (["segment", "a.tif", "--out", "o", "--outputs", "landcover,gold"], "gold"),
        (["segment", "a.tif", "--out", "o", "--outputs", ""], "--outputs"),
        (["segment", "a.tif", "--out", "o", "--extent", "1", "2", "3"], "--extent"),
        (["segment", "a.tif", "b.tif", "--cross-pol", "c.tif", "--out", "o"], "single SCENE"),
        (["segment", "x/a.tif", "y/a.tif", "--out", "o"], "overwrite"),
        (["segment", "a.tif", "--polygon", "missing.geojson", "--out", "o"], "missing.geojson"),
        (["fly"], "fly"),
        ([], "COMMAND"),
    ],
)
def test_bad_usage_is_exit_code_2_with_the_reason(run, words, reason):
    done = run(*words)
    assert done.returncode == 2
    assert reason in done.stderr
    assert done.stdout == ""


def test_outputs_keep_their_order_and_lose_repeats():
    assert parse("segment", "a", "--out", "o", "--outputs", "attention, landcover,attention").outputs == [
        "attention",
        "landcover",
    ]


# --- segment --------------------------------------------------------------------------------------


def test_json_is_one_line_per_scene(run, scene, tmp_path):
    broken = tmp_path / "broken.tif"
    broken.write_bytes(scene.read_bytes()[:2000])
    out = tmp_path / "out"
    done = run("segment", scene, broken, "--model", "tiny", "--device", "cpu", "--out", out, "--json")
    assert done.returncode == 1, done.stderr
    good, bad = lines(done)
    assert (
        set(good)
        == set(bad)
        == {
            "scene",
            "products",
            "areas_ha",
            "mean_confidence",
            "low_confidence_share",
            "seconds",
            "device",
            "precision",
            "megapixels_per_second",
            "description",
            "error",
        }
    )
    assert good["scene"] == str(scene)
    assert set(good["products"]) == {"landcover", "confidence", "attention"}
    assert good["products"]["landcover"] == str(out / "small_landcover.tif")
    assert good["error"] is None
    assert "VV" in good["description"]
    assert sum(good["areas_ha"].values()) == pytest.approx(96 * 128 / 100, rel=0.01)
    assert good["seconds"] > 0 and good["megapixels_per_second"] > 0
    assert 0 < good["mean_confidence"] <= 100 and 0 <= good["low_confidence_share"] <= 1
    assert bad["mean_confidence"] is bad["low_confidence_share"] is None
    assert bad["scene"] == str(broken)
    assert bad["products"] == {}
    assert bad["error"]["code"] == "scene_not_readable"
    assert "Error:" in done.stderr and bad["error"]["remedy"] in done.stderr
    assert product_names(out) == [
        "small_attention.tif",
        "small_confidence.tif",
        "small_landcover.tif",
    ]


def test_plain_output_names_classes_and_files(run, scene, tmp_path):
    done = run("segment", scene, "--model", "tiny", "--outputs", "landcover", "--out", tmp_path)
    assert done.returncode == 0, done.stderr
    assert f"landcover: {tmp_path / 'small_landcover.tif'}" in done.stdout
    assert " ha" in done.stdout
    assert "Mean confidence" in done.stdout and "not an accuracy" in done.stdout
    assert "100 %" in done.stderr
    assert product_names(tmp_path) == ["small_landcover.tif"]


def test_extent_and_polygon_limit_the_products(run, scene, tmp_path):
    extent = ["400100", "3739300", "400900", "3739900"]
    done = run(
        "segment",
        scene,
        "--model",
        "tiny",
        "--outputs",
        "landcover",
        "--extent",
        *extent,
        "--out",
        tmp_path,
        "--json",
    )
    assert done.returncode == 0, done.stderr
    assert sum(lines(done)[0]["areas_ha"].values()) == pytest.approx(48, rel=0.1)
    ring = [[400100, 3739300], [400500, 3739300], [400500, 3739900], [400100, 3739900], [400100, 3739300]]
    file = tmp_path / "part.geojson"
    file.write_text(
        json.dumps(
            {
                "type": "FeatureCollection",
                "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32611"}},
                "features": [
                    {
                        "type": "Feature",
                        "properties": {},
                        "geometry": {"type": "Polygon", "coordinates": [ring]},
                    }
                ],
            }
        )
    )
    done = run(
        "segment",
        scene,
        "--model",
        "tiny",
        "--outputs",
        "landcover",
        "--polygon",
        file,
        "--out",
        tmp_path,
        "--json",
    )
    assert done.returncode == 0, done.stderr
    (line,) = lines(done)
    assert sum(line["areas_ha"].values()) == pytest.approx(24, rel=0.1)
    with rasterio.open(line["products"]["landcover"]) as raster:
        assert np.count_nonzero(raster.read(1)) == pytest.approx(2400, rel=0.1)


def test_a_missing_model_fails_every_scene_in_words(run, scene, tmp_path):
    done = run("segment", scene, "--model", "nothing", "--out", tmp_path / "out", "--json")
    assert done.returncode == 1
    (line,) = lines(done)
    assert line["error"]["code"] == "model_not_found"
    assert "tiny" in done.stderr  # the models that are there
    assert "Traceback" not in done.stderr


def test_a_backend_without_torch_says_what_to_do(scene, tmp_path):
    command = [sys.executable, "-S", "-m", "model", "segment", str(scene), "--out", str(tmp_path)]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(PYTHONPATH=""), capture_output=True, text=True, timeout=WAIT
    )
    assert done.returncode == 1
    assert "Error:" in done.stderr and "Set up" in done.stderr
    assert "Traceback" not in done.stderr


@POSIX
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interruption_cancels_cleanly(models, tmp_path, number, code):
    large = write_scene(tmp_path / "large.tif", 2500, 2500)
    out = tmp_path / "out"
    command = [
        sys.executable,
        "-m",
        "model",
        "segment",
        str(large),
        "--model",
        "tiny",
        "--out",
        str(out),
        "--json",
    ]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment(models),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        for line in process.stderr:
            if "tile" in line:
                break
        process.send_signal(number)
        stdout, stderr = process.communicate(timeout=WAIT)
    assert process.returncode == code, stderr
    (line,) = stdout.splitlines()
    assert json.loads(line)["error"]["code"] == "cancelled"
    assert "Traceback" not in stderr
    assert not out.exists() or not list(out.iterdir())


# --- describe and models --------------------------------------------------------------------------


def test_describe(run, scene, tmp_path):
    done = run("describe", scene)
    assert done.returncode == 0, done.stderr
    assert "VV and VH" in done.stdout and "128 x 96 pixels" in done.stdout
    (line,) = lines(run("describe", scene, "--json", "--co-band", "2", "--cross-band", "0"))
    assert line["scene"] == str(scene)
    assert (line["co_band"], line["cross_band"]) == (2, 0)
    done = run("describe", tmp_path / "missing.tif")
    assert done.returncode == 1
    assert "missing.tif" in done.stderr and "Traceback" not in done.stderr


def test_models(run, models):
    done = run("models")
    assert done.returncode == 0
    assert "tiny" in done.stdout
    listed = {line["name"]: line for line in lines(run("models", "--json"))}
    assert listed["tiny"]["path"] == str(models / "tiny.safetensors")


# --- parts ----------------------------------------------------------------------------------------


def test_plain_progress_is_a_line_about_every_five_percent():
    stream = io.StringIO()
    show = PlainProgress(stream)
    for step in range(1001):
        show(step / 1000, "segmenting", (1000 - step) * 0.1)
    text = stream.getvalue().splitlines()
    assert len(text) == 21
    assert text[0] == "  0 %  segmenting  1 min 40 s left"
    assert text[-1] == "100 %  segmenting  0 s left"


def test_time_left_in_words():
    assert [time_left(s) for s in (None, 0.4, 59.6, 61, 3725)] == [
        "",
        "0 s left",
        "1 min 00 s left",
        "1 min 01 s left",
        "1 h 02 min left",
    ]


SQUARE = [[[0, 0], [1, 0], [1, 1], [0, 0]]]


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ({"type": "Polygon", "coordinates": SQUARE}, 1),
        ({"type": "MultiPolygon", "coordinates": [SQUARE, SQUARE]}, 2),
        ({"type": "Feature", "geometry": {"type": "Polygon", "coordinates": SQUARE}}, 1),
        ({"type": "GeometryCollection", "geometries": [{"type": "Polygon", "coordinates": SQUARE}]}, 1),
        (
            {
                "type": "FeatureCollection",
                "features": [
                    {"type": "Feature", "geometry": None},
                    {"type": "Feature", "geometry": {"type": "Point", "coordinates": [0, 0]}},
                    {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": SQUARE}},
                ],
            },
            1,
        ),
    ],
)
def test_polygons_are_found_in_every_wrapping(tmp_path, body, count):
    file = tmp_path / "a.geojson"
    file.write_text(json.dumps(body), encoding="utf-8-sig")
    geometry, crs = polygon_of_file(file)
    assert geometry == {"type": "MultiPolygon", "coordinates": [SQUARE] * count}
    assert crs == "EPSG:4326"


@pytest.mark.parametrize(
    ("name", "crs"),
    [
        ("urn:ogc:def:crs:EPSG::3857", "EPSG:3857"),
        ("urn:ogc:def:crs:EPSG:8.5:25832", "EPSG:25832"),
        ("EPSG:32611", "EPSG:32611"),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326"),
    ],
)
def test_the_coordinate_system_that_gdal_writes_is_understood(tmp_path, name, crs):
    file = tmp_path / "a.geojson"
    body = {"type": "Polygon", "coordinates": SQUARE, "crs": {"type": "name", "properties": {"name": name}}}
    file.write_text(json.dumps(body))
    assert polygon_of_file(file)[1] == crs


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"type": "FeatureCollection"}', '{"type": "Point"}', "7"]
)
def test_files_without_polygons_are_refused(tmp_path, text):
    file = tmp_path / "a.geojson"
    file.write_text(text)
    with pytest.raises(InvalidRequest, match=r"a\.geojson"):
        polygon_of_file(file)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_no_file_of_polygons(tmp_path):
    os.mkfifo(tmp_path / "a.geojson")
    with pytest.raises(InvalidRequest, match="a pipe"):
        polygon_of_file(tmp_path / "a.geojson")


@pytest.mark.skipif(sys.platform != "linux", reason="glibc and GNU's OpenMP")
def test_a_process_is_prepared_before_torch_is_loaded():
    code = (
        "import os, sys, threading; import model.__main__; assert 'torch' not in sys.modules;"
        "import ctypes; print(os.environ['GOMP_SPINCOUNT'])"
    )
    clean = {k: v for k, v in os.environ.items() if k not in ("GOMP_SPINCOUNT", "MALLOC_ARENA_MAX")}
    for given, expected in (({}, "3000"), ({"GOMP_SPINCOUNT": "7"}, "7")):
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env={**clean, **given}, capture_output=True, text=True
        )
        assert done.stdout.strip() == expected, done.stderr
