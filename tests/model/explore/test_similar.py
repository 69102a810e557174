"""Similar places: what is clicked is most like itself, "no" counts, places that cannot be used are named."""

from __future__ import annotations

import base64
import json
import shutil
import zlib
from pathlib import Path

import numpy as np
import pytest
import rasterio

from model.errors.errors import Cancelled, ExampleNotUsable, FeaturesNotReadable, NothingToLearn
from model.explore import opened as shelf
from model.explore.colours_view import colours_view
from model.explore.examples import places_of
from model.explore.similar import similar, similar_view
from model.explore.teach import teach_view
from model.features.store import FeatureStore
from model.protocol.envelope import MAX_LINE_BYTES, Result, encode
from model.protocol.exploring import (
    ColoursViewRequest,
    Example,
    MapView,
    SimilarRequest,
    SimilarViewRequest,
    TeachViewRequest,
    ViewAnswer,
)
from tests.model.explore.conftest import SIDE

NORTH_UP = "EPSG:4326"


@pytest.fixture(scope="module")
def store(explore_store: Path) -> FeatureStore:
    return FeatureStore.open(explore_store)


def at(store: FeatureStore, row: float, col: float, code: int = 1) -> Example:
    """A click on a pixel of the scene."""
    xs, ys = store.placing.georeference.to_map(np.array([row + 0.5]), np.array([col + 0.5]))
    return Example({"type": "Point", "coordinates": [float(xs[0]), float(ys[0])]}, code)


def whole(store: FeatureStore, side: int = SIDE) -> MapView:
    xs, ys = store.placing.georeference.to_map(np.array([0.0, SIDE]), np.array([0.0, SIDE]))
    return MapView([float(min(xs)), float(min(ys)), float(max(xs)), float(max(ys))], side, side)


def image(answer: ViewAnswer) -> np.ndarray:
    pixels = np.frombuffer(zlib.decompress(base64.b64decode(answer.pixels)), np.uint8)
    return pixels.reshape(answer.bands, answer.height, answer.width)


def ask(store: FeatureStore, *examples: Example, crs: str | None = None) -> np.ndarray:
    request = SimilarViewRequest(str(store.path), list(examples), whole(store), crs)
    return image(similar_view(request))[0]


def test_what_was_clicked_is_among_the_most_similar(store: FeatureStore) -> None:
    found = ask(store, at(store, 150, 120))
    assert found[150, 120] >= np.percentile(found[found < 255], 98)
    assert (found[:56, :80] == 255).all(), "nodata"
    assert (found[100:] < 255).all()
    assert len(np.unique(found)) > 50


def test_no_takes_away_what_is_more_like_it(store: FeatureStore) -> None:
    yes = at(store, 150, 120)
    before = ask(store, yes)
    row, col = np.argwhere(before == np.sort(before[before < 255])[-3000])[0]
    after = ask(store, yes, at(store, row, col, 0))
    assert after[150, 120] == before[150, 120]
    assert after[row, col] < before[row, col] - 5
    assert (after[before < 255] <= before[before < 255]).all()
    assert (after == before)[before < 255].mean() > 0.1, "ground that is not like the no stays as it was"


def test_a_large_example_counts_as_much_as_a_click(store: FeatureStore) -> None:
    corners = [at(store, *place).geometry["coordinates"] for place in ((180, 180), (180, 230), (230, 230))]
    area = Example({"type": "Polygon", "coordinates": [[*corners, corners[0]]]})
    click = at(store, 150, 120)
    both, alone = ask(store, click, area), ask(store, area)
    assert both[150, 120] > alone[150, 120]
    other = Example({"type": "MultiPoint", "coordinates": [click.geometry["coordinates"]] * 50})
    assert np.abs(ask(store, other, area).astype(int) - both).max() <= 1


def test_of_many_places_that_say_no_the_last_ones_count(store: FeatureStore) -> None:
    from model.explore.similar import MOST_NO

    yes = at(store, 150, 120)
    no = [at(store, 130 + 2 * number, 200, 0) for number in range(MOST_NO)]
    assert (ask(store, yes, at(store, 200, 60, 0), *no) == ask(store, yes, *no)).all()


def test_examples_may_be_in_another_system(store: FeatureStore) -> None:
    from rasterio.warp import transform

    example = at(store, 150, 120)
    x, y = example.geometry["coordinates"]
    (lon,), (lat,) = transform(store.placing.crs, "EPSG:3857", [x], [y])
    far = Example({"type": "Point", "coordinates": [lon, lat]})
    difference = ask(store, far, crs="EPSG:3857").astype(int) - ask(store, example)
    assert np.abs(difference).max() <= 2


@pytest.mark.parametrize(
    ("examples", "words"),
    [
        ([], "No place is marked"),
        ([(20, 20)], "without data"),
        ([(-500, 20)], "outside"),
        ([(20, 20), (5000, 5000)], "without data"),
    ],
)
def test_places_that_cannot_be_used_are_named(store: FeatureStore, examples: list, words: str) -> None:
    with pytest.raises(ExampleNotUsable, match=words):
        ask(store, *(at(store, *place) for place in examples))


def test_one_usable_place_is_enough_and_the_others_are_said(store: FeatureStore) -> None:
    request = SimilarViewRequest(
        str(store.path), [at(store, 150, 120), at(store, 20, 20), at(store, -50, 0)], whole(store)
    )
    answer = similar_view(request)
    assert "do not count" in answer.note and answer.numbers["lost"] == 2
    assert (image(answer)[0] == ask(store, at(store, 150, 120))).all()


def test_no_alone_says_nothing(store: FeatureStore) -> None:
    with pytest.raises(ExampleNotUsable, match="looked for"):
        ask(store, at(store, 150, 120, 0))


@pytest.mark.parametrize(
    "geometry",
    [
        {},
        {"type": "Circle", "coordinates": [0, 0]},
        {"type": "Point", "coordinates": ["a", 1]},
        {"type": "Point", "coordinates": []},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, None]]]},
        {"type": "LineString", "coordinates": 3},
    ],
)
def test_geometries_that_are_none_are_refused(store: FeatureStore, geometry: dict) -> None:
    with pytest.raises(ExampleNotUsable, match="neither"):
        ask(store, Example(geometry))


def test_lines_and_polygons_cover_what_they_show(store: FeatureStore) -> None:
    corners = [at(store, *place).geometry["coordinates"] for place in ((100, 100), (100, 140), (140, 140))]
    ring = [*corners, corners[0]]
    line = places_of(store, [Example({"type": "LineString", "coordinates": corners[:2]})], None)
    assert len(line.rows) == 21 and np.ptp(line.rows) < 1e-6 and np.ptp(line.cols) == pytest.approx(40)
    area = places_of(store, [Example({"type": "Polygon", "coordinates": [ring]})], None)
    assert 180 <= len(area.rows) <= 220, "half of 20 x 20 cells"
    over_border = [at(store, *place).geometry["coordinates"] for place in ((150, -40), (150, 9), (170, -40))]
    part = places_of(
        store, [Example({"type": "Polygon", "coordinates": [[*over_border, over_border[0]]]})], None
    )
    assert 0 < len(part.rows) < 60 and (part.cols + store.placing.left >= 0).all()
    small = [at(store, 150 + dy, 120 + dx).geometry["coordinates"] for dy, dx in ((0, 0), (0, 0.1), (0.1, 0))]
    tiny = places_of(store, [Example({"type": "Polygon", "coordinates": [[*small, small[0]]]})], None)
    assert len(tiny.rows) == 1


def test_the_raster_shows_what_the_view_shows(
    store: FeatureStore, explore_scene: Path, tmp_path: Path
) -> None:
    from model.protocol.values import SceneSpec

    out = tmp_path / "similar.tif"
    request = SimilarRequest(
        str(out), [at(store, 150, 120)], features=str(store.path), scene=SceneSpec(str(explore_scene))
    )
    said: list[float] = []
    answer = similar(request, progress=lambda done, *_, **__: said.append(done), cancelled=lambda: False)
    assert answer.path == str(out) and said[-1] == 1
    with rasterio.open(out) as made, rasterio.open(explore_scene) as scene:
        assert made.transform == scene.transform and made.crs == scene.crs and made.shape == scene.shape
        assert made.nodata == 255 and made.descriptions == ("Similarity (%)",)
        assert made.tags()["SARDINO_MODEL"]
        percent, valid = made.read(1), np.isfinite(scene.read()).all(0)
    assert ((percent == 255) == ~valid).all()
    shown = ask(store, at(store, 150, 120))
    both = valid & (shown < 255)
    difference = np.abs(percent[both].astype(float) - shown[both] / 2.54)
    assert difference.max() < 3


def test_a_cancelled_raster_leaves_no_file(store: FeatureStore, tmp_path: Path) -> None:
    request = SimilarRequest(str(tmp_path / "a.tif"), [at(store, 150, 120)], features=str(store.path))
    with pytest.raises(Cancelled):
        similar(request, progress=lambda *_, **__: None, cancelled=lambda: True)
    assert list(tmp_path.iterdir()) == []


def test_taught_classes_hold_where_they_were_clicked(store: FeatureStore) -> None:
    brightness = store.pixels()[..., 0]
    step = 2
    rows, cols = np.unravel_index(np.argsort(brightness[60:110, 50:110].ravel())[[5, 20, -20, -5]], (50, 60))
    clicks = [
        at(store, (row + 60) * step + store.placing.top, (col + 50) * step + store.placing.left, code)
        for row, col, code in zip(rows, cols, (80, 80, 10, 10))
    ]
    answer = teach_view(TeachViewRequest(str(store.path), clicks, whole(store)))
    codes, sure = image(answer)
    assert set(np.unique(codes)) == {10, 80, 255}
    assert (codes[:56, :80] == 255).all() and (sure[codes == 255] == 255).all()
    for row, col, code in zip(rows, cols, (80, 80, 10, 10)):
        assert codes[(row + 60) * step + store.placing.top, (col + 50) * step + store.placing.left] == code
    assert sure[codes < 255].min() >= 127 and sure[codes < 255].max() <= 254


def test_one_class_alone_teaches_nothing(store: FeatureStore) -> None:
    clicks = [at(store, 150, 120, 10), at(store, 160, 120, 10)]
    with pytest.raises(NothingToLearn, match="one class"):
        teach_view(TeachViewRequest(str(store.path), clicks, whole(store)))


def test_colours_use_the_whole_range_and_nodata_is_clear(store: FeatureStore) -> None:
    colours = image(colours_view(ColoursViewRequest(str(store.path), whole(store))))
    assert colours.shape == (4, SIDE, SIDE)
    assert (colours[3, :56, :80] == 0).all() and (colours[3, 100:] == 255).all()
    assert not colours[:3, :56, :80].any()
    shown = colours[:3, colours[3] > 0]
    assert (np.percentile(shown, 1, axis=1) < 30).all() and (np.percentile(shown, 99, axis=1) > 225).all()


def test_a_large_view_still_fits_into_a_line(store: FeatureStore) -> None:
    answer = colours_view(ColoursViewRequest(str(store.path), whole(store, 3000)))
    assert answer.width < 3000
    assert len(encode(Result("1", answer))) < MAX_LINE_BYTES


def test_a_view_beside_the_scene_is_empty(store: FeatureStore) -> None:
    west, south, east, north = whole(store).extent
    aside = 3 * (east - west)
    view = MapView([west - aside, south, east - aside, north], 30, 30)
    assert (
        image(similar_view(SimilarViewRequest(str(store.path), [at(store, 150, 120)], view))) == 255
    ).all()
    clicks = [at(store, 150, 120, 10), at(store, 200, 200, 80)]
    assert (image(teach_view(TeachViewRequest(str(store.path), clicks, view))) == 255).all()


def test_a_file_is_opened_once_and_again_when_replaced(
    store: FeatureStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.features"
    shutil.copy(store.path, path)
    first = shelf.opened(str(path))
    assert shelf.opened(str(path)) is first
    shutil.copy(store.path, tmp_path / "b.features")
    (tmp_path / "b.features").replace(path)
    assert shelf.opened(str(path)) is not first
    for number in range(shelf.MOST):
        other = tmp_path / f"{number}.features"
        shutil.copy(store.path, other)
        shelf.opened(str(other))
    assert len(shelf._shelf._files) == shelf.MOST
    path.unlink()
    with pytest.raises(FeaturesNotReadable, match="no longer there"):
        shelf.opened(str(path))
    shelf.close_all()


def test_a_damaged_file_is_named(store: FeatureStore, tmp_path: Path) -> None:
    path = tmp_path / "a.features"
    content = bytearray(store.path.read_bytes())
    content[len(content) // 3] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(FeaturesNotReadable):
        image(similar_view(SimilarViewRequest(str(path), [at(store, 150, 120)], whole(store))))
    shelf.close_all()


def test_the_command_line_writes_the_raster(
    store: FeatureStore, explore_scene: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from model.commands.main import main

    out = tmp_path / "similar.tif"
    x, y = at(store, 150, 120).geometry["coordinates"]
    files = ["similar", str(explore_scene), "--features", str(store.path), "--out", str(out)]
    assert main([*files, "--like", str(x), str(y), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["path"] == str(out)
    assert out.exists()
    places = tmp_path / "places.geojson"
    feature = {"type": "Feature", "geometry": {"type": "Point", "coordinates": [x, y]}, "properties": {}}
    places.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    assert main([*files, "--examples", str(places), "--crs", store.placing.crs or ""]) == 0
    places.write_text("[]")
    assert main([*files, "--examples", str(places)]) == 2
