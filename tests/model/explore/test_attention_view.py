"""Where a token looks: the network's own attention, at its place in a view, from both engines."""

from __future__ import annotations

import base64
import zlib
from pathlib import Path

import numpy as np
import pytest
import torch

from model.checkpoint.checkpoint import load_checkpoint
from model.checkpoint.weights import read_model
from model.errors.errors import ExtentOutsideScene, InvalidRequest, NoValidPixels
from model.explore.attention_view import attention_view
from model.inference.compute import Inference
from model.inference.light import LightInference
from model.inference.tile_attention import TileAttention, mass_kept, projected
from model.inference.warm import WarmEngine
from model.network.network import attend_in_steps
from model.protocol.exploring import AttentionViewRequest, MapView
from model.protocol.values import SceneSpec
from model.worker.request_checks import check
from tests.model.fixtures.features import plain_store

SAMPLE = Path(__file__).resolve().parents[3] / "resources" / "sample" / "kansas_vv_vh.tif"


@pytest.fixture(scope="module")
def warm() -> WarmEngine:
    return WarmEngine()


@pytest.fixture
def asked(model: Path):
    """Makes a request for the small model."""

    def make(x: float, y: float, **more) -> AttentionViewRequest:
        view, path = MapView(extent(), 96, 96), str(more.pop("path", SAMPLE))
        return AttentionViewRequest(
            SceneSpec(path), x, y, view, model=str(model), device="cpu", precision="fp32", **more
        )

    return make


def extent(path: Path = SAMPLE) -> list[float]:
    import rasterio

    with rasterio.open(path) as file:
        return list(file.bounds)


def image_of(answer) -> np.ndarray:
    pixels = zlib.decompress(base64.b64decode(answer.pixels))
    return np.frombuffer(pixels, np.uint8).reshape(answer.bands, answer.height, answer.width)


def step(tokens: float, path: Path = SAMPLE) -> float:
    """So many tokens in the sample's degrees."""
    import rasterio

    with rasterio.open(path) as file:
        return tokens * 8 * abs(file.transform.a)


def middle(path: Path = SAMPLE) -> tuple[float, float]:
    west, south, east, north = extent(path)
    return (west + east) / 2, (south + north) / 2


def test_it_is_the_network_s_own_attention(model):
    """Queries and keys of both engines give what timm's last block computes itself."""
    network = load_checkpoint(model).network
    side, patch = 8, network.patch_size
    tile = side * patch
    x = np.random.default_rng(1).normal(size=(1, network.config.inputs, tile, tile)).astype("f4")
    valid = np.ones((1, tile, tile), bool)
    valid[0, : 3 * patch] = False
    x[:, :, ~valid[0]] = 0
    attend_in_steps(network.backbone, True)
    seen = []
    attn = network.backbone.blocks[-1].attn
    hook = attn.attn_drop.register_forward_hook(lambda _m, _given, out: seen.append(out))
    with torch.inference_mode():
        network(torch.from_numpy(x), torch.from_numpy(valid))
    hook.remove()
    prefix = network.backbone.num_prefix_tokens
    known = np.repeat(np.arange(side) >= 3, side)
    engines = [Inference(network, torch.device("cpu"), "fp32", attention=False)]
    engines.append(LightInference(read_model(model), tile, "fp32"))
    for engine in engines:
        found = TileAttention(*engine.last_attention(x, valid), known, prefix)
        for token in (3 * side, side * side // 2 + 7, side * side - 1):
            own = seen[0][0, :, prefix + token, prefix:].numpy()
            np.testing.assert_allclose(found.of_token(token), own, atol=2e-5)
            assert found.of_token(token)[:, ~known].max() == 0


def test_projection_without_a_bias():
    rng = np.random.default_rng(0)
    tokens, weight = rng.normal(size=(5, 8)).astype("f4"), rng.normal(size=(24, 8)).astype("f4")
    queries, keys = projected(tokens, weight, None, 2)
    np.testing.assert_allclose(queries[1, 3], (weight[4:8] @ tokens[3]) / 2, rtol=1e-5)
    np.testing.assert_allclose(keys[0, 2], weight[8:12] @ tokens[2], rtol=1e-5)


def test_the_mass_is_kept_by_the_fewest_tokens():
    maps = np.array([[0.1, 0.5, 0.3, 0.1], [0.25, 0.25, 0.25, 0.25]], np.float32)
    assert mass_kept(maps, 0.6).tolist() == [[False, True, True, False], [True, True, True, False]]
    assert mass_kept(maps, 1.0).all()
    assert mass_kept(maps, 0.0).sum() == 0


def test_the_picture_lies_where_the_token_looks(asked, warm):
    x, y = middle()
    answer = attention_view(asked(x, y), warm=warm)
    image = image_of(answer)
    heads = int(answer.numbers["heads"])
    assert image.shape == (heads + 1, 96, 96)
    assert all(image[band][image[band] < 255].max() == 254 for band in range(heads + 1))
    west, _, east, _ = extent()
    xs = [answer.numbers[f"tile_x{corner}"] for corner in range(4)]
    assert west <= min(xs) < x < max(xs) <= east
    assert abs(answer.numbers["token_x"] - x) <= step(0.51)
    assert abs(answer.numbers["token_y"] - y) <= step(0.51)
    # What is not nodata is the tile.
    columns = np.flatnonzero((image[-1] < 255).any(axis=0))
    wide = (east - west) / 96
    assert abs(west + columns[0] * wide - min(xs)) <= wide
    assert abs(west + (columns[-1] + 1) * wide - max(xs)) <= wide


def test_a_mask_shows_less(asked, warm):
    x, y = middle()
    whole, masked = (image_of(attention_view(asked(x, y, mass=mass), warm=warm)) for mass in (1.0, 0.6))
    kept = masked < 255
    assert 0 < kept.sum() < (whole < 255).sum()
    assert (masked[kept] == whole[kept]).all()


def test_other_tokens_of_the_tile_need_no_network(asked, model, warm, monkeypatch):
    x, y = middle()
    attention_view(asked(x, y), warm=warm)
    engine = warm.load(str(model), "cpu", "fp32")

    def refuse(*_):
        raise AssertionError("a forward pass")

    monkeypatch.setattr(type(engine.inference), "last_attention", refuse)
    first, second = (attention_view(asked(x + far, y), warm=warm) for far in (0.0, step(2)))
    assert first.pixels != second.pixels


def test_a_changed_file_is_read_again(asked, warm, tmp_path):
    path = tmp_path / "scene.tif"
    path.write_bytes(SAMPLE.read_bytes())
    x, y = middle()
    first = attention_view(asked(x, y, path=path), warm=warm)
    import rasterio

    with rasterio.open(path, "r+") as file:
        file.write(file.read()[:, ::-1, ::-1])
    assert attention_view(asked(x, y, path=path), warm=warm).pixels != first.pixels


def test_places_without_an_answer(asked, warm, tmp_path):
    west, south, _, north = extent()
    with pytest.raises(ExtentOutsideScene, match="outside the scene"):
        attention_view(asked(west - step(1), south), warm=warm)
    import rasterio

    path = tmp_path / "holes.tif"
    path.write_bytes(SAMPLE.read_bytes())
    with rasterio.open(path, "r+") as file:
        values = file.read()
        values[:, :100, :100] = np.nan
        file.write(values)
    with pytest.raises(NoValidPixels, match="no data at this place"):
        attention_view(asked(west + step(1), north - step(1), path=path), warm=warm)


def test_the_cls_view_is_the_kept_attention(asked, model, tmp_path):
    store = plain_store(SAMPLE, tmp_path / "f.sarf", str(model), components=4)
    request = asked(0, 0, of_cls=True, features=str(store))
    image = image_of(attention_view(request))
    assert (image < 255).all()
    assert image[-1].std() > 20
    masked = image_of(attention_view(asked(0, 0, of_cls=True, features=str(store), mass=0.6)))
    assert 0 < (masked[-1] < 255).mean() < 0.6


def test_requests_that_make_no_sense(asked):
    with pytest.raises(InvalidRequest, match="not between 0 and 1"):
        check(asked(0, 0, mass=1.5))
    with pytest.raises(InvalidRequest):
        check(asked(0, 0, of_cls=True))
    with pytest.raises(InvalidRequest, match="no coordinate system"):
        check(asked(0, 0, crs="/etc/passwd"))
