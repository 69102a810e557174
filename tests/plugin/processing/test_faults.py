"""What goes wrong in real life: a message that says what to do, QGIS alive, nothing half-made."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest
from qgis.core import QgsProcessingException, QgsRasterLayer

from sardino.plugin import settings
from sardino.plugin.backend import diagnostics, shared_client, stop_shared_client
from tests.plugin.fixtures.rasters import open_raster, picture, radar, read, write_raster
from tests.plugin.fixtures.running import Listener, files_in

pytest_plugins = ["tests.plugin.fixtures.running"]

NO_RADAR_REMEDY = "Segment even if it does not look like radar"


@pytest.fixture
def layer_of(tmp_path, qgis_new_project):
    """Writes bands to a file and opens it as a layer."""

    def make(bands: np.ndarray, name: str = "scene", **options) -> QgsRasterLayer:
        return open_raster(write_raster(tmp_path / f"{name}.tif", bands, **options), name)

    return make


@pytest.fixture
def refused(run, tmp_path):
    """Runs on a layer, expects an error, and returns its text; nothing may be left behind."""

    def refused(layer, **parameters) -> str:
        with pytest.raises(QgsProcessingException) as caught:
            run(layer, **parameters)
        assert files_in(tmp_path / "out") == []
        return str(caught.value)

    return refused


def worker_gone(pid: int | None) -> bool:
    """Whether a process has ended."""
    return not Path(f"/proc/{pid}").exists()


def test_no_layer(algorithm):
    from qgis.core import QgsProcessingContext

    assert algorithm.checkParameterValues({"INPUT": None}, QgsProcessingContext()) == (
        False,
        "No layer: choose the radar layer to segment.",
    )


def test_a_colour_picture_is_refused_with_a_reason(refused, layer_of):
    text = refused(layer_of(picture(), "picture"))
    assert NO_RADAR_REMEDY in text
    assert "does not look like a radar image" in text


def test_an_elevation_model_is_refused_with_a_reason(refused, layer_of):
    y, x = np.mgrid[0:96, 0:128]
    heights = (300 + 40 * np.sin(x / 20) + 2 * y)[None].astype(np.int16)
    assert NO_RADAR_REMEDY in refused(layer_of(heights, "dem"))


def test_all_nodata(refused, layer_of):
    text = refused(layer_of(np.full((2, 96, 128), np.nan, np.float32)))
    assert "nodata" in text


def test_an_empty_part_of_a_scene(refused, layer_of):
    values = radar()
    values[:, :, :64] = np.nan
    layer = layer_of(values)
    box = layer.extent()
    box.setXMaximum(box.xMinimum() + 300)
    assert "nothing valid" in refused(layer, EXTENT=box).lower()


def test_a_truncated_file(refused, layer_of, tmp_path):
    layer = layer_of(radar(512, 512))
    path = Path(layer.source())
    path.write_bytes(path.read_bytes()[:300_000])
    assert "download it again" in refused(str(path))


def test_a_corrupt_file(run, tmp_path):
    path = tmp_path / "corrupt.tif"
    path.write_bytes(b"II*\x00" + os.urandom(4000))
    with pytest.raises(AssertionError, match="not found"):
        run(str(path))


def test_no_crs_still_gives_products(run, layer_of):
    from qgis.core import QgsCoordinateReferenceSystem

    layer = layer_of(radar(), epsg=None)
    layer.setCrs(QgsCoordinateReferenceSystem())
    assert (read(run(layer, OUTPUTS=["landcover"])["LANDCOVER"]) > 0).all()


@pytest.mark.parametrize(("rows", "columns"), [(1, 1), (3, 5000)])
def test_scenes_of_odd_size(run, layer_of, rows, columns):
    results = run(
        layer_of(radar(rows, columns) if columns > 1 else np.full((2, 1, 1), -12, np.float32)), ALLOW_ANY=True
    )
    assert read(results["LANDCOVER"]).shape == (1, rows, columns)


def test_an_extent_elsewhere(refused, layer_of):
    assert "overlaps the layer" in refused(layer_of(radar()), EXTENT="0,1,0,1 [EPSG:4326]")


def test_a_folder_that_cannot_be_made(refused, layer_of, tmp_path):
    (tmp_path / "file").touch()
    text = refused(layer_of(radar()), OUTPUT_FOLDER=str(tmp_path / "file" / "out"))
    assert "Choose a folder" in text


def test_a_folder_in_the_place_of_a_product(run, layer_of, tmp_path):
    (tmp_path / "out" / "scene_confidence.tif").mkdir(parents=True)
    with pytest.raises(QgsProcessingException, match="cannot be replaced"):
        run(layer_of(radar()))
    assert files_in(tmp_path / "out") == ["scene_confidence.tif"]


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a small file system as Linux does")
def test_a_disk_that_is_full(refused, layer_of, tmp_path):
    mount = tmp_path / "small"
    mount.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=40k", "tmpfs", str(mount)], capture_output=True
    )
    if done.returncode != 0:
        pytest.skip("mounting a small file system needs root")
    try:
        text = refused(layer_of(radar(256, 256)), OUTPUT_FOLDER=str(mount))
        assert "Free some space" in text
        assert files_in(mount) == []
    finally:
        subprocess.run(["umount", str(mount)], check=True)


def test_a_model_that_is_none(refused, layer_of, tmp_path):
    assert "Choose another model" in refused(layer_of(radar()), MODEL="no such model")
    pickle = tmp_path / "model.safetensors"
    pickle.write_bytes(b"\x80\x04" + bytes(100))
    assert "pickle" in refused(layer_of(radar()), MODEL=str(pickle))


def test_a_device_that_is_not_there(refused, layer_of):
    if any(device.kind == "mps" for device in shared_client().hello().devices):
        pytest.skip("this is a Mac")
    assert "'cpu'" in refused(layer_of(radar()), DEVICE="mps")


def segmenting(percent: float, text: str) -> bool:
    # By the bar, not by the text: texts come once a second, and a small scene takes little more.
    return 4 < percent < 90


def test_the_worker_killed_in_mid_run(run, layer_of, tmp_path):
    layer = layer_of(radar(3000, 3000))
    pids = []

    def kill(percent: float, text: str) -> bool:
        if segmenting(percent, text) and not pids:
            pids.append(shared_client().pid)
            os.kill(pids[0], 9)
        return False

    with pytest.raises(QgsProcessingException, match=r"memory ran out.*Start again"):
        run(layer, Listener(kill))
    assert files_in(tmp_path / "out") == []
    assert worker_gone(pids[0])
    assert diagnostics.recent_errors()[-1].code == "worker_died"
    # The next run has a fresh worker and knows nothing of it.
    assert run(layer_of(radar(), "small"), OUTPUTS=["landcover"])["LANDCOVER"]


@pytest.mark.parametrize(
    "stage",
    [
        lambda percent, text: True,
        segmenting,
        lambda percent, text: percent >= 92,
        lambda percent, text: percent >= 100,
    ],
    ids=["at the beginning", "in mid-run", "while writing", "at the very end"],
)
def test_cancelled_at_any_stage_leaves_nothing(run, layer_of, tmp_path, stage):
    feedback = Listener(stage)
    assert run(layer_of(radar(1500, 1500)), feedback) == {}
    assert feedback.isCanceled()
    assert files_in(tmp_path / "out") == []
    assert run.context.layersToLoadOnCompletion() == {}


def test_cancelled_before_the_start(run, layer_of, tmp_path):
    feedback = Listener()
    feedback.cancel()
    assert run(layer_of(radar()), feedback) == {}
    assert not (tmp_path / "out").exists()


def test_cancelled_while_the_worker_starts(run, layer_of, tmp_path):
    stop_shared_client()
    feedback = Listener()

    def cancel() -> None:
        while shared_client().pid is None:
            time.sleep(0.01)
        feedback.cancel()

    thread = threading.Thread(target=cancel)
    thread.start()
    assert run(layer_of(radar()), feedback) == {}
    thread.join()
    assert not (tmp_path / "out").exists()


def test_no_backend_says_how_to_get_one(refused, layer_of):
    stop_shared_client()
    settings.set_backend_python("/nowhere/python")
    try:
        text = refused(layer_of(radar()))
    finally:
        settings.set_backend_python("")
    assert "/nowhere/python" in text
    assert "Set up model backend" in text


def test_a_python_without_the_backend_s_packages(refused, layer_of, tmp_path):
    bare = tmp_path / "bare"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(bare)], check=True)
    stop_shared_client()
    settings.set_backend_python(str(bare / "bin" / "python"))
    try:
        text = refused(layer_of(radar()))
    finally:
        settings.set_backend_python("")
        stop_shared_client()
        shutil.rmtree(bare)
    assert "numpy" in text
    assert diagnostics.recent_errors()[-1].code == "backend_incomplete"


def test_qgis_killed_in_mid_run_leaves_no_worker(plugins_folder, tiny_model, layer_of, tmp_path):
    script = f"""
import os
from sardino.model.protocol.segmenting import SegmentRequest
from sardino.model.protocol.values import SceneSpec
from sardino.plugin.backend import shared_client

scene = SceneSpec({layer_of(radar(3000, 3000)).source()!r})
request = SegmentRequest([scene], {str(tmp_path / "out")!r}, model={tiny_model!r})
def die(progress):
    if "segmenting" in progress.message:
        print(shared_client().pid, flush=True)
        os.kill(os.getpid(), 9)
shared_client().request(request, progress=die)
"""
    environment = {**os.environ, "PYTHONPATH": str(plugins_folder)}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, timeout=300
    )
    pid = int(done.stdout)
    deadline = time.monotonic() + 60
    while not worker_gone(pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert worker_gone(pid)
    assert files_in(tmp_path / "out") == []
