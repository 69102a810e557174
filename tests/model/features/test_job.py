"""The features of a scene: what the network says of every tile, blended, in one pass."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio

from model.commands.main import main
from model.errors.errors import Cancelled, NoValidPixels
from model.features import keeping
from model.features.levels import Levels
from model.features.mosaic import Cells, TileFile
from model.features.store import LOG_RANGE, FeatureStore
from model.inference.compute import Inference
from model.inference.engine import load_engine
from model.inference.mosaic import AttentionMosaic
from model.inference.tiles import TileGrid, ramp
from model.protocol.values import SceneSpec
from model.sar.normalise import normalise
from model.sar.scene import open_scene
from model.sar.windows import Window
from tests.model.features.conftest import Ask
from tests.model.fixtures.pipeline import read_products, run_one, write_scene
from tests.model.fixtures.scenes import write_raster


@pytest.fixture
def passes(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Number of tiles of each forward pass."""
    seen: list[int] = []
    whole = Inference._output

    def counted(self: Inference, x: Any, valid: Any) -> Any:
        seen.append(len(x))
        return whole(self, x, valid)

    monkeypatch.setattr(Inference, "_output", counted)
    return seen


def expected(path: str, model: Path, folder: Path) -> tuple[TileGrid, np.ndarray, np.ndarray, np.ndarray]:
    """Tokens, attention and pixels of a scene, each blended in memory."""
    engine = load_engine(str(model), "cpu", "fp32")
    with open_scene(SceneSpec(path, units="db")) as scene:
        grid = engine.tiles(scene)
        mosaic = AttentionMosaic(grid, engine.loaded.heads, folder / "attention")
        rows, cols = grid.token_shape
        tokens = np.zeros((rows, cols, 17))
        pixels = np.zeros((rows * 4, cols * 4, 6))
        for row, top in enumerate(grid.row_starts):
            for col, left in enumerate(grid.col_starts):
                window = scene.read(Window(grid.top + top, grid.left + left, grid.tile, grid.tile))
                if not window.valid.any():
                    continue
                x = normalise(window, scene.present, scene.statistics, scene.calibrated, engine.normalisation)
                seen = engine.inference.see(x[None], window.valid[None])
                mosaic.add(row * len(grid.col_starts) + col, seen.attention[0])
                for side, values, sums, step in (
                    (grid.tokens, seen.tokens[0].reshape(grid.tokens, grid.tokens, -1), tokens, grid.patch),
                    (grid.tile // 2, seen.pixels[0].transpose(1, 2, 0), pixels, 2),
                ):
                    known = window.valid.reshape(side, step, side, step).any((1, 3))
                    weight = ramp(side, grid.shared // step) * known
                    part = sums[top // step : top // step + side, left // step : left // step + side]
                    part[..., :-1] += weight[..., None] * values
                    part[..., -1] += weight
    attention = np.concatenate([strip for _, strip in mosaic.strips(mosaic.solve())], axis=1)
    mosaic.close()
    blended = [sums[..., :-1] / np.maximum(sums[..., -1:], 1e-9) for sums in (tokens, pixels)]
    return grid, blended[0], attention, blended[1]


def _no_levels(file: TileFile, cells: Cells, reduce: Any, spread: float) -> Levels:
    planes = len(reduce(np.zeros(file.planes, np.float32)))
    return Levels(*np.zeros((2, len(cells.row_starts) * len(cells.col_starts), planes), np.float32))


def test_a_file_holds_what_one_pass_says(
    ask: Ask, model: Path, scene: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "levels_of", _no_levels)
    answer = ask(scene, components=16)
    store = FeatureStore.open(Path(answer.path))
    grid, tokens, attention, pixels = expected(scene, model, tmp_path)
    rows, cols = store.shape
    assert (rows, cols) == (40, 50) and len(grid) == 4
    assert (answer.heads, answer.components, answer.kept, answer.changed) == (2, 16, False, "")
    known = store.known()
    np.testing.assert_array_equal(known, attention[0, :rows, :cols] > 0)
    assert not known[:19, :24].any() and known[20:, 25:].all()
    back = store.tokens() @ store.small("token_basis") + store.small("token_mean")
    spread = tokens[:rows, :cols][known].std(axis=0).mean()
    assert np.abs(back - tokens[:rows, :cols])[known].mean() < 0.03 * spread
    steps = np.log(store.attention()) - np.log(attention[:, :rows, :cols])
    assert np.nanmax(np.abs(steps)) < 0.51 * LOG_RANGE / 254
    known = np.repeat(np.repeat(known, 4, 0), 4, 1)
    near = store.pixels()[known] + store.small("pixel_mean") @ store.small("pixel_basis").T
    apart = np.abs(near - pixels[: 4 * rows, : 4 * cols][known])
    assert apart.mean() < 0.02 * pixels[: 4 * rows, : 4 * cols][known].std(axis=0).mean()


def test_components_are_those_of_the_scene(ask: Ask, scene: str) -> None:
    few = FeatureStore.open(Path(ask(scene, components=4).path))
    share = few.small("token_share")
    assert (np.diff(share) <= 0).all() and 0.3 < share.sum() <= 1
    values = few.tokens()[few.known()]
    found = np.cov(values.T)
    off = found - np.diag(np.diag(found))
    assert np.abs(off).max() < 0.15 * found[0, 0], "components are not correlated"


def test_segmenting_keeps_the_features_of_its_own_pass(
    ask: Ask, model: Path, scene: str, tmp_path: Path, passes: list[int]
) -> None:
    plain = run_one(scene, tmp_path / "plain", model)
    without = sum(passes)
    passes.clear()
    result = run_one(scene, tmp_path / "out", model, features=True, outputs=["landcover", "confidence"])
    assert sum(passes) == without, "no second pass"
    assert plain.features == "" and Path(result.features).is_file()
    for name, values in read_products(result).items():
        np.testing.assert_array_equal(values, read_products(plain)[name])
    passes.clear()
    answer = ask(scene)
    assert (answer.path, answer.kept, passes) == (result.features, True, [])
    again = run_one(scene, tmp_path / "again", model, features=True)
    assert again.features == result.features
    assert FeatureStore.open(Path(answer.path)).about["scene"]["path"] == scene


def test_an_extent_has_the_tokens_of_the_whole_scene(ask: Ask, scene: str) -> None:
    whole = FeatureStore.open(Path(ask(scene, components=16).path))
    extent = [402000.0, 3697600.0, 403200.0, 3698800.0]
    part = FeatureStore.open(Path(ask(scene, components=16, extent=extent).path))
    assert part.shape == (15, 15)
    top, left = (
        (ours - theirs) // 8
        for ours, theirs in (
            (part.placing.top, whole.placing.top),
            (part.placing.left, whole.placing.left),
        )
    )
    back = [
        store.tokens(*where) @ store.small("token_basis") + store.small("token_mean")
        for store, where in (
            (part, (slice(None), slice(None))),
            (whole, (slice(top, top + 15), slice(left, left + 15))),
        )
    ]
    assert np.abs(back[0] - back[1]).mean() < 0.05 * back[1].std()
    # A place inside, one outside the extent, one outside the scene.
    rows, cols = part.placing.working(
        np.array([402600.0, 401000.0, 390000.0]), np.array([3698000.0, 3698000.0, 3698000.0]), None
    )
    assert 0 <= rows[0] < 120 and 0 <= cols[0] < 120 and np.isnan(rows[1:]).all()


def test_polygons_skip_tiles(ask: Ask, tmp_path: Path, passes: list[int]) -> None:
    scene = write_scene(tmp_path / "wide.tif", 200, 1000, full=True)
    corners = [[400100.0, 3699900.0], [409900.0, 3699900.0], [409900.0, 3699800.0], [400100.0, 3699900.0]]
    ask(scene, polygon={"type": "Polygon", "coordinates": [corners]})
    whole = sum(passes)
    passes.clear()
    ask(scene, extent=[400100.0, 3698100.0, 401000.0, 3699900.0])
    assert sum(passes) < whole


def test_a_scene_of_one_pixel(ask: Ask, tmp_path: Path) -> None:
    path = write_raster(tmp_path / "one.tif", np.full((1, 1), -12, np.float32), names=["VV"])
    store = FeatureStore.open(Path(ask(path).path))
    assert store.shape == (1, 1) and store.known().all()
    assert np.isfinite(store.tokens()).all() and np.isfinite(store.pixels()).all()


def test_nothing_valid_leaves_nothing(ask: Ask, scene: str, kept: Path) -> None:
    with pytest.raises(NoValidPixels):
        ask(scene, extent=[400100.0, 3699000.0, 400600.0, 3699900.0])
    assert list(kept.iterdir()) == []


def test_a_cancelled_pass_leaves_nothing(
    ask: Ask, model: Path, scene: str, kept: Path, tmp_path: Path
) -> None:
    calls = iter([False] * 4)
    with pytest.raises(Cancelled):
        ask(scene, cancelled=lambda: next(calls, True))
    assert not list(kept.glob("*")) and not list(kept.glob(".*"))


def test_looking_for_kept_features_makes_none(ask: Ask, scene: str, passes: list[int]) -> None:
    answer = ask(scene, only_kept=True)
    assert (answer.path, answer.kept, passes) == ("", False, [])
    made = ask(scene)
    passes.clear()
    assert ask(scene, only_kept=True).path == made.path and passes == []


def test_the_command_writes_into_a_folder(
    model: Path, scene: str, kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["features", scene, "--units", "db", "--model", str(model), "--precision", "fp32"]
    assert main([*words, "--components", "8", "--json", "--out", str(tmp_path / "out")]) == 0
    line = json.loads(capsys.readouterr().out)
    assert line["path"] == str(tmp_path / "out" / "vv.features")
    assert FeatureStore.open(Path(line["path"])).components == 8
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["vv.features"]
    assert not kept.exists()
    with rasterio.open(scene) as source:
        left, bottom, right, top = source.bounds
    assert line["extent"] == pytest.approx([left, bottom, right, top])


def test_the_command_writes_a_stack_beside_the_features(model: Path, scene: str, tmp_path: Path) -> None:
    words = ["features", scene, "--units", "db", "--model", str(model), "--precision", "fp32"]
    assert main([*words, "--stack", "--out", str(tmp_path / "out")]) == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["vv.features", "vv_stack.tif"]
    with rasterio.open(tmp_path / "out" / "vv_stack.tif") as stack, rasterio.open(scene) as source:
        assert stack.transform == source.transform
        assert any("attention" in name.lower() for name in stack.descriptions)


def test_the_command_says_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["features", "a/x.tif", "b/x.tif", "--out", str(tmp_path)]) == 2
    assert main(["features", "a.tif", "--components", "0", "--out", str(tmp_path)]) == 2
    assert "1 to 256" in capsys.readouterr().err
