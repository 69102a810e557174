"""Familiarity: how a reference is made, its calibration, and what strange ground gets."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from model.checkpoint.reference import KINDS
from model.errors.errors import InvalidRequest, NoReference
from model.features.familiarity import (
    EVERY,
    Familiarity,
    needed_reference,
    sampled_share,
    spread_tiles,
)
from model.features.reference import (
    BLOCKS,
    Ground,
    blocks_of,
    clusters,
    levels_of,
    look_at_all,
    make_reference,
    variants,
    with_ground,
)
from model.inference.engine import load_engine
from model.inference.region import Region
from model.inference.tiles import TileGrid
from model.protocol.values import UNFAMILIAR, SceneSpec
from model.sar.scene import open_scene
from tests.model.fixtures.familiarity import reference, strange_scene, teach
from tests.model.fixtures.pipeline import save_tiny, write_scene

DIM = 16
"""Of a token of the tiny network."""
WIDE = 64
"""Of a made-up token: among few directions everything has a neighbour."""


KINDS_OF_GROUND = np.random.default_rng(1).normal(0, 1, (16, WIDE))


def _places(count: int, kinds: tuple[int, ...] = (0, 1, 2), seed: int = 0) -> list[Ground]:
    """Places with ground of some kinds, each a direction of its own."""
    rng = np.random.default_rng(seed)
    found = []
    for number in range(count):
        tokens = KINDS_OF_GROUND[rng.choice(kinds, 300)] + rng.normal(0, 0.3, (300, WIDE))
        found.append(Ground(f"a_{number:02}", 0, tokens.astype(np.float32)))
    return found


def test_of_training_ground_the_stated_share_is_unfamiliar() -> None:
    found = make_reference(_places(12))
    new = np.concatenate([item.tokens for item in _places(8, seed=9)])
    share = (found.familiarity(found.distances(new), 0) < UNFAMILIAR).mean()
    assert 0.03 < share < 0.07


def test_other_ground_is_unfamiliar() -> None:
    found = make_reference(_places(12))
    other = np.concatenate([item.tokens for item in _places(4, kinds=(8,), seed=9)])
    assert (found.familiarity(found.distances(other), 0) < UNFAMILIAR).mean() > 0.95


def test_levels_are_of_ground_that_the_reference_was_not_made_from() -> None:
    """Each place lies far from all others: calibrated on itself, each would be near."""
    rng = np.random.default_rng(0)
    places = [
        Ground(
            f"a_{number:02}",
            0,
            (rng.normal(0, 0.01, (50, WIDE)) + rng.normal(0, 1, WIDE)).astype(np.float32),
        )
        for number in range(16)
    ]
    found = make_reference(places)
    own = found.distances(np.concatenate([item.tokens for item in places]))
    assert found.levels[0, len(found.levels[0]) // 2] > 10 * np.median(own)


def test_levels_count_every_place_the_same() -> None:
    parts = {0: [np.zeros(900, np.float32), np.ones(100, np.float32)]}
    levels = levels_of({**{kind: [] for kind in range(2 * len(KINDS))}, **parts})
    assert 0 <= levels[0, 90] < 0.1 and levels[0, 110] > 0.9
    assert np.isnan(levels[1:]).all()


def test_neighbours_are_in_one_block() -> None:
    blocks = blocks_of([f"{source}_{number:02}" for source in "ab" for number in range(8)])
    assert [blocks[f"a_{number:02}"] for number in range(8)] == [0, 0, 1, 1, 2, 2, 3, 3]
    assert set(blocks.values()) == set(range(BLOCKS))


def test_too_few_places_are_refused() -> None:
    with pytest.raises(InvalidRequest, match="too few training places"):
        make_reference(_places(2))


def test_the_same_places_give_the_same_reference() -> None:
    assert make_reference(_places(8)).as_text() == make_reference(_places(8)).as_text()


def test_clusters_find_the_centres() -> None:
    rng = np.random.default_rng(0)
    centres = np.eye(3, dtype=np.float32)
    near = centres[rng.integers(0, 3, 600)] + rng.normal(0, 0.02, (600, 3))
    directions = (near / np.linalg.norm(near, axis=1, keepdims=True)).astype(np.float32)
    found = clusters(directions, 24, 0)
    assert (found @ centres.T).max(0).min() > 0.99
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1, atol=2e-3)
    assert len(clusters(directions[:2], 24, 0)) == 2


def test_added_ground_becomes_familiar_and_the_rest_stays() -> None:
    found = make_reference(_places(12))
    other = np.concatenate([item.tokens for item in _places(4, kinds=(8,), seed=9)])
    old = np.concatenate([item.tokens for item in _places(4, seed=10)])
    more = with_ground(found, other)
    assert (more.familiarity(more.distances(other), 0) < UNFAMILIAR).mean() < 0.2
    np.testing.assert_array_less(more.distances(old), found.distances(old) + 1e-4)
    np.testing.assert_array_equal(more.levels, found.levels)


def test_a_place_stands_for_the_scenes_that_training_made_of_it() -> None:
    assert len(set(variants((True, True), True))) == len(variants((True, True), True)) > 3
    assert all(not known for _, known in variants((True, True), False))
    assert variants((False, True), False) == [((False, True), False)]


@pytest.mark.parametrize("shape", [(100, 100), (700, 300), (300, 2000), (2000, 2000)])
def test_a_sample_of_tiles_is_spread_and_within_its_size(shape: tuple[int, int]) -> None:
    grid = TileGrid(*shape)
    places = spread_tiles(grid, 9)
    assert 1 <= len(places) <= 9
    assert len(set(places)) == len(places)
    assert {row for row, _ in places} <= set(grid.row_starts)
    if len(grid) >= 9:
        assert len(places) >= 4
        assert max(row for row, _ in places) > shape[0] / 2 or len(grid.row_starts) < 3


def test_strips_blend_tiles_and_leave_out_what_is_not_valid(tmp_path: Path) -> None:
    path = write_scene(tmp_path / "s.tif", 64, 700, full=True)
    grid = TileGrid(64, 700, 256, 32, 8)
    with open_scene(SceneSpec(path, units="db")) as scene:
        known = reference(DIM)
        strict = replace(known, levels=known.levels / 100)
        found = Familiarity(strict, scene, grid, tmp_path / "d.raw")
        side = grid.tokens
        middle = reference(DIM).mean
        for index in range(len(grid) - 1):  # the last tile is never seen
            valid = np.zeros((256, 256), bool)
            valid[:64] = True
            found.add(index, valid, np.tile(middle + 9, (side * side, 1)), np.zeros((1, 1, 1), np.float32))
        (start, strip), *rest = list(found.strips())
        found.close()
    assert start == 0 and not rest
    assert (strip[:8, :side] == 0).all()
    assert np.isnan(strip[8:]).all()
    assert np.isnan(strip[:, -2:]).all()


def test_a_part_of_the_tokens_gives_nearly_the_share_of_all(tmp_path: Path) -> None:
    """Ground that changes from place to place, on more tiles than one looks at closely."""
    path = write_scene(tmp_path / "s.tif", 64, 64, full=True)
    grid = TileGrid(1024, 2048, 256, 32, 8)
    generator = np.random.default_rng(0)
    shares = []
    with open_scene(SceneSpec(path, units="db")) as scene:
        known = reference(DIM)
        known = replace(known, levels=known.levels * 0.2)
        sinks = [Familiarity(known, scene, grid, tmp_path / f"{every}.raw", every) for every in (1, EVERY)]
        for index in range(len(grid)):
            tokens = generator.normal(0, 1, (grid.tokens**2, DIM)).astype(np.float32)
            for sink in sinks:
                sink.add(index, None, tokens, np.zeros((1, 1, 1), np.float32))
        for sink in sinks:
            shares.append(sink.unfamiliar_share())
            found = np.concatenate([values for _, values in sink.strips()])
            shares.append(np.isfinite(found).mean())
            sink.close()
    whole, all_known, sampled, some_known = shares
    assert all_known > 0.99 and 0.99 / EVERY**2 <= some_known < 2 / EVERY**2
    assert 0.02 < whole < 0.98, whole
    assert abs(sampled - whole) < 0.03


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A model that knows the ground of one scene, and that scene."""
    folder = tmp_path_factory.mktemp("taught")
    save_tiny(folder / "tiny.safetensors")
    scene = write_scene(folder / "known.tif", 300, 300, full=True)
    return teach(folder / "tiny.safetensors", scene), scene


def test_a_sample_says_what_is_strange(taught: tuple[Path, str], tmp_path: Path) -> None:
    model, known = taught
    strange = tmp_path / "strange.tif"
    strange_scene(strange)
    engine = load_engine(str(model), "cpu", "fp32", "torch")
    shares = []
    for path in (known, str(strange)):
        with open_scene(SceneSpec(path, units="db")) as scene:
            shares.append(sampled_share(engine, Region.of(scene, None, None, None), lambda *_: None))
    assert shares[0] < 0.1
    assert shares[1] > 0.5


def test_a_model_without_a_reference_says_so(tmp_path: Path) -> None:
    save_tiny(tmp_path / "tiny.safetensors")
    with pytest.raises(NoReference, match="does not know what it was trained on"):
        needed_reference(load_engine(str(tmp_path / "tiny.safetensors"), "cpu", "fp32", "torch"))


def test_places_are_looked_at_as_every_kind(taught: tuple[Path, str], tmp_path: Path) -> None:
    model, known = taught
    engine = load_engine(str(model), "cpu", "fp32", "torch")
    said: list[str] = []
    bad = tmp_path / "bad.tif"
    bad.write_bytes(b"no raster")
    ground = look_at_all(engine, [Path(known), bad], said.append)
    assert {item.place for item in ground} == {"known"}
    assert all(item.tokens.shape[1] == DIM for item in ground)
    assert any("left out bad.tif" in line for line in said)
