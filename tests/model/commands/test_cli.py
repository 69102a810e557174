"""The command line as a real process: usage, results, JSON, interruption."""

from __future__ import annotations

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


def test_describe_loads_no_engine(tmp_path):
    """It should answer within a second: rasterio and numpy are all that it needs."""
    code = (
        "import sys\n"
        "from model.commands.main import main\n"
        "code = main(['describe', sys.argv[1]])\n"
        "large = ('torch', 'openvino', 'scipy', 'shapely', 'pyogrio')\n"
        "print(code, [m for m in large if m in sys.modules], 'rasterio' in sys.modules)\n"
    )
    scene = write_scene(tmp_path / "scene.tif")
    done = subprocess.run([sys.executable, "-c", code, scene], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "0 [] True", done.stderr


def test_the_worker_says_hello_before_it_loads_engine_and_scipy(tmp_path):
    command = [sys.executable, "-X", "importtime", "-m", "model", "serve"]
    log = tmp_path / "log"
    pipe = subprocess.PIPE
    with (
        open(log, "w") as written,
        subprocess.Popen(
            command, cwd=ROOT, env=environment(tmp_path), stdin=pipe, stdout=pipe, stderr=written
        ) as worker,
    ):
        assert b'"hello"' in worker.stdout.readline()
        worker.stdin.close()
    lines = log.read_text().splitlines()
    loaded = {line.split("|")[-1].strip() for line in lines if line.startswith("import")}
    assert "model.worker.serve" in loaded
    assert not loaded & {"openvino", "scipy", "shapely", "pyogrio"}


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
            "excluded_classes",
            "prior_shares",
            "mean_confidence",
            "low_confidence_share",
            "unfamiliar_share",
            "seconds",
            "device",
            "engine",
            "engine_note",
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
