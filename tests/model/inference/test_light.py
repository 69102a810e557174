"""The light engine: the same results as torch, and what happens where it cannot be used."""

from __future__ import annotations

import dataclasses
import importlib.metadata
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from model.checkpoint.checkpoint import load_checkpoint, save_checkpoint
from model.checkpoint.library import BUNDLED_FOLDER
from model.checkpoint.weights import read_model
from model.errors.errors import EngineNotAvailable, InvalidRequest, ModelNotReadable, NeedsTorch
from model.inference import compute, engine, gate, light, refinement
from model.inference.expected import Expected, read_expected
from model.inference.tiles import TileGrid
from model.network import refine
from model.network.config import NetworkConfig
from model.network.network import SarSegmenter
from model.protocol.values import SceneSpec
from model.sar.normalise import Normalisation, normalise
from model.sar.scene import open_scene
from model.sar.windows import Window
from tests.model.fixtures.cards import card

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = ("kansas_vv_vh.tif", "los_angeles_vh.tif")
BUNDLED = sorted(BUNDLED_FOLDER.glob("*.safetensors"))
SMALL = NetworkConfig(
    backbone_options={"embed_dim": 24, "depth": 3, "num_heads": 3},
    classes=(10, 50, 80),
    taps=(0, 2),
    stem_channels=(4, 6, 8, 8),
    feature_channels=6,
)
CPU = torch.device("cpu")

pytestmark = pytest.mark.usefixtures("light_engine")


def save(path: Path, config: NetworkConfig = SMALL, seed: int = 0) -> Path:
    """A network with random weights, also where training begins with zeros."""
    torch.manual_seed(seed)
    network = SarSegmenter(config).eval()
    for value in network.parameters():
        torch.nn.init.normal_(value, std=0.15)
    save_checkpoint(path, network, card(network.classes, name=path.stem))
    return path


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return save(tmp_path / "m.safetensors")


def of_torch(path: Path) -> compute.Inference:
    return compute.Inference(load_checkpoint(path).network, CPU, "fp32", attention=True, batch_size=2)


def of_openvino(path: Path, tile: int, precision: str = "fp32") -> light.LightInference:
    found = read_model(path)
    runner = light.LightInference(found, tile, precision)
    empty = np.zeros((1, runner.channels, tile, tile), np.float32)
    exact = light.LightInference(found, tile, "fp32")
    runner.question = light.LightQuestion.of(found, exact.last_input(empty), runner.prefix)
    return runner


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"patch_stem": (6, 8, 10)},
        {"backbone_options": {**SMALL.backbone_options, "reg_tokens": 2}},
        {"image_size": 128},
        {"texture": (5, 15), "hidden": 7},
    ],
    ids=["plain", "patch stem", "registers", "finer positions", "refinement"],
)
def test_every_output_is_that_of_torch(changes: dict, tmp_path: Path) -> None:
    path = save(tmp_path / "m.safetensors", dataclasses.replace(SMALL, **changes))
    x, valid = gate.made_up(2, 64)
    ours, theirs = of_openvino(path, 64), of_torch(path)
    for mask in (None, valid):
        for found, wanted in zip(ours.run(x, mask), theirs.run(x, mask), strict=True):
            np.testing.assert_allclose(found, wanted, rtol=2e-3, atol=2e-4)
        np.testing.assert_allclose(ours.features(x, mask), theirs.features(x, mask), rtol=1e-3, atol=1e-4)
        for found, wanted in zip(ours.explore(x, mask), theirs.explore(x, mask), strict=True):
            np.testing.assert_allclose(found, wanted, rtol=2e-3, atol=2e-4)
        all_of_ours, all_of_theirs = ours.see(x, mask), theirs.see(x, mask)
        for name in ("logits", "attention", "tokens", "pixels"):
            found, wanted = getattr(all_of_ours, name), getattr(all_of_theirs, name)
            np.testing.assert_allclose(found, wanted, rtol=2e-3, atol=2e-4, err_msg=name)


def test_texture_is_that_of_torch() -> None:
    x, valid = gate.made_up(2, 64)
    for mask in (None, valid):
        seen = None if mask is None else torch.from_numpy(mask)
        wanted = refine.texture(torch.from_numpy(x), seen, (5, 31))
        known = np.ones((2, 64, 64), bool) if mask is None else mask
        found = refinement.texture(x, mask, (5, 31))
        for plane in range(found.shape[1]):
            np.testing.assert_allclose(found[:, plane][known], wanted.numpy()[:, plane][known], atol=2e-3)


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)
def test_a_bundled_model_brings_what_torch_expects_of_it(path: Path) -> None:
    """Fails for a new checkpoint until ``python -m model export MODEL`` is run."""
    found = read_model(path)
    kept = read_expected(found)
    assert kept is not None, f"run: python -m model export {path.stem}"
    now = gate.expected_of_torch(found, 256)
    assert (kept.classes == now.classes).mean() > 0.9999
    np.testing.assert_allclose(kept.attention, now.attention, rtol=0.01, atol=0.01)


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)
def test_a_bundled_model_says_the_same_on_the_sample_scenes(path: Path) -> None:
    found = read_model(path)
    x, valid = sample_tiles(found.card["normalisation"])
    expected = Expected.of(*of_torch(path).run(x, valid))
    for precision in light.precisions():
        same, attention = expected.compared(*of_openvino(path, 256, precision).run(x, valid), valid)
        assert same >= gate.SAME_CLASS, precision
        assert attention <= gate.ATTENTION, precision


def sample_tiles(values: dict) -> tuple[np.ndarray, np.ndarray]:
    """Two tiles of each sample scene."""
    tiles, masks = [], []
    for name in SAMPLES:
        with open_scene(SceneSpec(str(ROOT / "resources" / "sample" / name))) as scene:
            grid = TileGrid.anchored(scene.working_shape, scene.anchor, 256, 32, 8)
            for at in (0, -1):
                place = Window(grid.top + grid.row_starts[at], grid.left + grid.col_starts[at], 256, 256)
                window = scene.read(place)
                scale = Normalisation.from_card(values)
                tiles.append(normalise(window, scene.present, scene.statistics, scene.calibrated, scale))
                masks.append(window.valid)
    return np.stack(tiles), np.stack(masks)


def test_the_check_sees_wrong_results(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = light.LightInference.run
    monkeypatch.setattr(
        light.LightInference, "run", lambda self, x, valid: (-run(self, x, valid)[0], run(self, x, valid)[1])
    )
    found = engine.load_engine(str(model), "cpu", "fp32")
    assert found.inference.name == "torch" and "same class" in found.note
    with pytest.raises(EngineNotAvailable, match="same class"):
        engine.load_engine(str(model), "cpu", "fp32", "openvino")
    monkeypatch.setattr(engine, "torch_installed", lambda: False)
    monkeypatch.setattr(gate, "SAME_CLASS", 1.1)
    with pytest.raises(NeedsTorch, match="same class"):
        engine.load_engine(str(model), "cpu", "fp32")


def missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openvino", None)


def too_old(monkeypatch: pytest.MonkeyPatch) -> None:
    version = importlib.metadata.version
    monkeypatch.setattr(
        importlib.metadata, "version", lambda name: "2023.3.0" if name == "openvino" else version(name)
    )


def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise ImportError("libtbb.so.12: cannot open shared object file")

    monkeypatch.setattr(light, "core", fail)


@pytest.mark.parametrize(
    ("fault", "words"), [(missing, "not installed"), (too_old, "too old"), (broken, "does not start")]
)
def test_without_a_usable_openvino_torch_takes_over(
    fault: object, words: str, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault(monkeypatch)
    found = engine.load_engine(str(model), "auto", "fp32")
    assert found.inference.name == "torch" and words in found.note
    with pytest.raises(EngineNotAvailable, match=words):
        engine.load_engine(str(model), "auto", "fp32", "openvino")


def test_a_network_that_the_graph_does_not_know_runs_on_torch(
    model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from model.inference import openvino_graph

    def refuse(*_: object, **__: object) -> None:
        raise openvino_graph.NotSupported("it has parts that OpenVINO's graph does not know: ['x']")

    monkeypatch.setattr(openvino_graph, "build", refuse)
    found = engine.load_engine(str(model), "auto", "fp32")
    assert found.inference.name == "torch" and "does not know" in found.note


def test_weights_that_do_not_fit_are_found_without_torch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from model.checkpoint.writing import save_weights

    good = read_model(save(tmp_path / "m.safetensors"))
    wrong = {**good.weights, "head.project.weight": good.weights["head.project.weight"][:, :-1]}
    bad = tmp_path / "bad.safetensors"
    save_weights(bad, wrong, good.config, good.heads, card(good.classes, name="bad"))
    monkeypatch.setattr(engine, "torch_installed", lambda: False)
    with pytest.raises(ModelNotReadable, match="does not hold the weights"):
        engine.load_engine(str(bad), "cpu", "fp32")
    with pytest.raises(ModelNotReadable, match="does not hold the weights"):
        engine.read_checked(bad)


def test_a_cpu_without_bf16_says_so(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(light, "precisions", lambda: ["fp32"])
    with pytest.raises(InvalidRequest, match="bf16"):
        engine.load_engine(str(model), "cpu", "bf16", "openvino")
    assert engine.load_engine(str(model), "cpu", "auto", "openvino").inference.precision == "fp32"


@pytest.mark.parametrize("damage", ["cut", "changed", "of another model", "not json"])
def test_what_is_kept_of_a_model_is_measured_again_if_damaged(
    damage: str, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = read_model(model)
    first = gate.prepare(found, 64, with_torch=False)
    (kept,) = (tmp_path / "cache" / "engines").glob("*.json")
    text = kept.read_text()
    if damage == "cut":
        kept.write_text(text[: len(text) // 2])
    elif damage == "changed":
        kept.write_text(text.replace('"same": 1.0', '"same": 0.5'))
    elif damage == "of another model":
        other = gate.prepare(read_model(save(tmp_path / "o.safetensors", seed=1)), 64, with_torch=False)
        (second,) = set(kept.parent.glob("*.json")) - {kept}
        kept.write_text(second.read_text())
        assert not np.allclose(other.question.asked, first.question.asked)
    else:
        kept.write_bytes(b"\x00\xff")
    again = gate.prepare(found, 64, with_torch=False)
    np.testing.assert_array_equal(again.question.asked, first.question.asked)
    assert again.checks["fp32"].same == 1.0
    monkeypatch.setattr(gate, "measure", lambda *_, **__: pytest.fail("measured although it is known"))
    gate.prepare(found, 64, with_torch=False)


def test_expected_values_of_other_weights_do_not_count(tmp_path: Path) -> None:
    from model.inference.expected import expected_file, write_expected

    one, two = (read_model(save(tmp_path / f"{n}.safetensors", seed=n)) for n in (1, 2))
    x, valid = gate.made_up(2, 64)
    write_expected(one, Expected.of(*of_openvino(one.path, 64).run(x, valid)))
    assert read_expected(one) is not None
    expected_file(one.path).replace(expected_file(two.path))
    assert read_expected(two) is None
    expected_file(two.path).write_bytes(b"PK\x03\x04")
    assert read_expected(two) is None


def test_a_gpu_is_torchs(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "torch_installed", lambda: False)
    for device in ("cuda", "mps"):
        with pytest.raises(Exception, match="PyTorch"):
            engine.load_engine(str(model), device, "auto")
    with pytest.raises(NeedsTorch):
        engine.load_engine(str(model), "cpu", "auto", "torch")


_WITHOUT_TORCH = """
import json, sys
from importlib.machinery import PathFinder

GONE = ("torch", "torchvision", "timm")  # as if they were not installed
find = PathFinder.find_spec
PathFinder.find_spec = classmethod(
    lambda cls, name, *rest: None if name.partition(".")[0] in GONE else find(name, *rest)
)
from model.startup import prepare_process
prepare_process()
from model.commands.main import main
codes = [main(words) for words in json.loads(sys.argv[1])]
assert not set(GONE) & set(sys.modules)
print(json.dumps(codes))
"""


@pytest.mark.slow
def test_light_does_everything_but_train_the_whole_network(tmp_path: Path) -> None:
    scene = str(ROOT / "resources" / "sample" / "kansas_vv_vh.tif")
    extent = ["--extent", "-94.92", "38.71", "-94.91", "38.72"]
    labels, own = tmp_path / "labels.gpkg", str(tmp_path / "own.safetensors")
    write_squares(labels)
    tune = ["finetune", "--scene", scene, "--labels", str(labels), "--field", "class"]
    commands = [
        ["describe", scene],
        ["models"],
        ["doctor"],
        ["segment", scene, *extent, "--out", str(tmp_path / "out")],
        ["suggest", "--scene", scene, "--out", str(tmp_path / "where.gpkg"), "--count", "3"],
        [*tune, "--out", own],
        [
            "segment",
            scene,
            *extent,
            "--model",
            own,
            "--out",
            str(tmp_path / "2"),
        ],
        [*tune, "--mode", "full", "--out", str(tmp_path / "full.safetensors")],
    ]
    done = subprocess.run(
        [sys.executable, "-c", _WITHOUT_TORCH, json.dumps(commands)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip().endswith("[0, 0, 0, 0, 0, 0, 0, 1]"), done.stderr[-3000:]
    assert "Add PyTorch" in done.stderr
    assert load_checkpoint(tmp_path / "own.safetensors").network.refine is not None
    assert len(list((tmp_path / "2").glob("*.tif"))) == 3


def write_squares(path: Path) -> None:
    """Six squares of each of two classes on the sample scene."""
    import pyogrio.raw
    import shapely

    side = 8.983152841185215e-05
    west, north = -94.93108461684184, 38.72673122450622
    shapes, codes = [], []
    for number in range(12):
        x, y = west + side * (20 + 38 * number), north - side * (40 + 30 * (number % 5))
        shapes.append(shapely.to_wkb(shapely.box(x, y - 15 * side, x + 15 * side, y)))
        codes.append(10 if number % 2 else 40)
    pyogrio.raw.write(
        path,
        geometry=np.array(shapes, dtype=object),
        field_data=[np.array(codes)],
        fields=["class"],
        geometry_type="Polygon",
        crs="EPSG:4326",
        driver="GPKG",
    )


def test_openvino_reports_nothing_to_anybody() -> None:
    code = (
        "from model.startup import prepare_process; prepare_process(); import openvino, sys; "
        "assert sys.modules.get('openvino_telemetry') is None"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
