"""``qgis_process`` without a window: the plugin found, the job done, no worker left."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from osgeo import gdal
from rasters import radar, write_raster

pytest_plugins = ["running"]

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
    }

    def call(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(PROGRAM), *arguments], env=variables, capture_output=True, text=True, timeout=500
        )

    return call


def workers() -> set[str]:
    """Process ids of all worker processes of this machine."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if words[-4:-1] == [b"-m", b"model", b"serve"]:
            found.add(folder.name)
    return found


@pytest.mark.slow
@pytest.mark.skipif(PROGRAM is None, reason="qgis_process is not installed")
def test_segment_layer_from_the_command_line(qgis_process, tiny_model, tmp_path):
    before = workers()
    scene = write_raster(tmp_path / "scene.tif", radar(), names=("VV", "VH"))
    out = tmp_path / "out"
    done = qgis_process(
        "--json", "run", "sardino:segmentlayer", f"--INPUT={scene}", f"--MODEL={tiny_model}",
        "--DEVICE=cpu", "--OUTPUTS=landcover", "--OUTPUTS=confidence", f"--OUTPUT_FOLDER={out}",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    results = json.loads(done.stdout)["results"]
    assert sorted(path.name for path in out.glob("*.tif")) == ["scene_confidence.tif", "scene_landcover.tif"]
    assert gdal.Open(results["LANDCOVER"]).RasterXSize == 128
    assert json.loads(results["AREAS"])[0]["hectares"] > 0
    assert workers() <= before


@pytest.mark.slow
@pytest.mark.skipif(PROGRAM is None, reason="qgis_process is not installed")
def test_an_error_from_the_command_line(qgis_process, tiny_model, tmp_path):
    before = workers()
    done = qgis_process(
        "run", "sardino:segmentlayer", "--INPUT=/nowhere.tif", f"--OUTPUT_FOLDER={tmp_path}/out"
    )
    assert done.returncode != 0
    assert "/nowhere.tif" in done.stdout + done.stderr
    listed = qgis_process("help", "sardino:segmentlayer")
    assert "CROSS_POL" in listed.stdout
    assert workers() <= before
