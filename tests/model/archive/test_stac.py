"""STAC in and out: Items by polarisation, searches of a server, valid Items of what was made."""

from __future__ import annotations

import importlib.util
import json
import os
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from model.archive.fetch import fetch
from model.archive.listing import list_scenes
from model.archive.scene import ArchiveScene
from model.archive.work import SceneWorker
from model.errors.errors import Cancelled, InvalidRequest, SceneNotFetched
from model.sar.offline import go_offline, online_environment
from tests.model.archive.conftest import complete
from tests.model.fixtures.worker import write_scene

pystac = pytest.importorskip("pystac")
TOKEN = "token=for-tests"


def item(name: str, assets: dict, when: str = "2020-01-02T03:04:05Z") -> dict:
    return {
        "type": "Feature",
        "stac_version": "1.0.0",
        "id": name,
        "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]},
        "bbox": [0, 0, 1, 1],
        "properties": {"datetime": when, "platform": "sentinel-1a", "sat:orbit_state": "ascending"},
        "links": [],
        "assets": assets,
    }


def asset(href: str, **more) -> dict:
    return {"href": href, "type": "image/tiff; application=geotiff", **more}


def by_names(name: str, when: str = "2020-01-02T03:04:05Z") -> dict:
    thumbnail = {"href": f"./{name}.png", "type": "image/png", "roles": ["thumbnail"]}
    assets = {"vh": asset(f"./{name}_VH.tif"), "vv": asset(f"./{name}_VV.tif"), "thumbnail": thumbnail}
    return item(name, assets, when)


def listed(place) -> list[ArchiveScene]:
    return list_scenes(str(place), Path("/nowhere/out"))


def collection(items: list[dict]) -> dict:
    return {"type": "FeatureCollection", "features": items}


# --- in -------------------------------------------------------------------------------------------


def test_an_item_by_the_names_of_its_assets(tmp_path):
    place = tmp_path / "one.json"
    place.write_text(json.dumps(by_names("one")))
    (scene,) = listed(place)
    assert scene.paths == [str(tmp_path / "one_VV.tif"), str(tmp_path / "one_VH.tif")]
    assert scene.id == "one" and scene.origin == str(place)
    assert scene.properties == {"datetime": "2020-01-02T03:04:05Z", "platform": "sentinel-1a"}


def test_an_item_by_its_polarisations(tmp_path):
    assets = {
        "amplitude": asset("./b.tif", **{"sar:polarizations": ["HV"]}),
        "main": asset("./a.tif", **{"sar:polarizations": ["HH"]}),
        "angle": asset("./angle.tif", roles=["metadata"]),
    }
    (tmp_path / "i.json").write_text(json.dumps(item("i", assets)))
    assert [Path(path).name for path in listed(tmp_path / "i.json")[0].paths] == ["a.tif", "b.tif"]
    both = {"data": asset("./both.tif", **{"sar:polarizations": ["VV", "VH"]}), "angle": asset("./angle.tif")}
    (tmp_path / "i.json").write_text(json.dumps(item("i", both)))
    assert [Path(path).name for path in listed(tmp_path / "i.json")[0].paths] == ["both.tif"]


def test_slices_of_a_pass_follow_each_other(tmp_path):
    items = [
        by_names("third", "2020-01-02T03:04:55Z"),
        by_names("first", "2020-01-02T03:04:05Z"),
        by_names("second", "2020-01-02T03:04:30Z"),
    ]
    (tmp_path / "pass.json").write_text(json.dumps(collection(items)))
    assert [scene.id for scene in listed(tmp_path / "pass.json")] == ["first", "second", "third"]


def test_a_catalogue_with_its_items(tmp_path):
    catalog = pystac.Catalog("c", "for tests")
    for name in ("a", "b"):
        catalog.add_item(pystac.Item.from_dict(by_names(name)))
    catalog.normalize_and_save(str(tmp_path), pystac.CatalogType.SELF_CONTAINED)
    assert [scene.id for scene in listed(tmp_path / "catalog.json")] == ["a", "b"]


def test_stac_geoparquet(tmp_path):
    rustac = pytest.importorskip("rustac")
    place = tmp_path / "items.parquet"
    rustac.write_sync(str(place), collection([by_names("a"), by_names("b")])["features"])
    scenes = listed(place)
    assert [scene.id for scene in scenes] == ["a", "b"]
    assert Path(scenes[0].path).name == "a_VV.tif" and Path(scenes[0].cross_path).name == "a_VH.tif"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (item("i", {"x": asset("x.tif"), "y": asset("y.tif")}), "no asset with a polarisation"),
        ({"type": "Elephant"}, "no STAC"),
        ([1], "no STAC"),
    ],
)
def test_what_is_no_radar_is_refused(tmp_path, body, words):
    (tmp_path / "x.json").write_text(json.dumps(body))
    with pytest.raises(InvalidRequest, match=words):
        listed(tmp_path / "x.json")


# --- a server -------------------------------------------------------------------------------------


class Server(SimpleHTTPRequestHandler):
    """Files for those who have the token, and a STAC API."""

    asked: list[str] = []

    def log_message(self, *_) -> None:
        pass

    def do_GET(self) -> None:
        self.asked.append(self.path)
        parts = urlsplit(self.path)
        if parts.path.startswith("/stac"):
            self._stac(parts)
        elif TOKEN in parts.query:
            super().do_GET()
        else:
            self.send_error(403)

    def _stac(self, parts) -> None:
        root = f"http://127.0.0.1:{self.server.server_address[1]}/stac"
        if parts.path.rstrip("/") == "/stac":
            links = [
                {"rel": "search", "href": f"{root}/search", "type": "application/geo+json", "method": "GET"}
            ]
            body = {
                "type": "Catalog",
                "id": "api",
                "description": "x",
                "stac_version": "1.0.0",
                "links": links,
            }
            body["conformsTo"] = ["https://api.stacspec.org/v1.0.0/core"]
            body["conformsTo"].append("https://api.stacspec.org/v1.0.0/item-search")
        else:
            wished = parse_qs(parts.query)
            body = collection([by_names(name) for name in wished["collections"][0].split(",")])
            body["links"] = []
        data = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@pytest.fixture
def server(tmp_path):
    place = tmp_path / "served"
    place.mkdir()
    write_scene(place / "S1A_20200102T030405_far.tif")
    Server.asked = []
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Server, directory=str(place))) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()


@pytest.fixture
def signer(tmp_path, monkeypatch):
    (tmp_path / "my_signer.py").write_text(f"def sign(address):\n    return address + '?{TOKEN}'\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return "my_signer:sign"


def test_a_search_of_a_server(server):
    pytest.importorskip("pystac_client")
    scenes = listed(f"{server}/stac/search?collections=a,b&bbox=0,0,1,1&datetime=2020-01-01/2020-02-01")
    assert [scene.id for scene in scenes] == ["a", "b"]
    search = next(path for path in Server.asked if "search?" in path)
    assert "bbox=0.0,0.0,1.0,1.0" in search.replace("%2C", ",")
    with pytest.raises(SceneNotFetched):
        listed("http://127.0.0.1:9/search?collections=a")


def test_a_scene_of_a_server_is_signed_fetched_and_segmented(server, signer, archive):
    address = f"{server}/S1A_20200102T030405_far.tif"
    result = archive.run([ArchiveScene(address)], signer=signer, retries=0)
    assert result.done == 1
    name = "S1A_20200102T030405_far"
    assert archive.names(name) == complete(name)
    text = json.dumps(archive.item(name))
    assert address in text and TOKEN not in text
    assert archive.item(name)["properties"]["datetime"] == "2020-01-02T03:04:05Z"
    assert any(TOKEN in path for path in Server.asked)
    # It is finished, whatever the next signature is; and nobody asks the server again.
    Server.asked = []
    assert archive.run([ArchiveScene(address)], signer=signer).skipped == 1
    assert not Server.asked


def test_without_a_signature_the_scene_fails_and_leaves_nothing(server, tmp_path):
    with pytest.raises(SceneNotFetched, match=r"far\.tif"):
        fetch([f"{server}/S1A_20200102T030405_far.tif"], tmp_path, "", lambda: False)
    with pytest.raises(SceneNotFetched, match="no function"):
        fetch([f"{server}/x.tif"], tmp_path, "os:nothing", lambda: False)


def test_a_virtual_raster_of_a_server_leads_nowhere(server, tmp_path):
    """It could name any other address, which the user did not give."""
    source = f"<SourceFilename>{server}/secret</SourceFilename>"
    text = f"<VRTDataset rasterXSize='1' rasterYSize='1'>{source}</VRTDataset>"
    (tmp_path / "served" / "x.vrt").write_text(text)
    with pytest.raises(SceneNotFetched):
        fetch([f"{server}/x.vrt?{TOKEN}"], tmp_path, "", lambda: False)
    assert not any("secret" in path for path in Server.asked)


def test_a_fetch_can_be_cancelled(server, signer, tmp_path):
    with pytest.raises(Cancelled):
        fetch([f"{server}/S1A_20200102T030405_far.tif"], tmp_path, signer, lambda: True)


def test_only_the_fetching_child_sees_the_network(monkeypatch):
    before = {"GDAL_HTTP_PROXY": "http://proxy.example:3128", "NO_PROXY": "intern.example"}
    monkeypatch.setattr(os, "environ", dict(before))
    go_offline()
    go_offline()  # as a child does that inherits the settings
    assert os.environ["GDAL_HTTP_PROXY"].startswith("none") and "NO_PROXY" not in os.environ
    online = online_environment()
    assert online == before


# --- out ------------------------------------------------------------------------------------------


def schemas() -> dict[str, dict]:
    """Address to schema of the extensions, as the package eopf ships them; nothing is fetched."""
    found = importlib.util.find_spec("eopf")
    if found is None:
        pytest.skip("eopf is not installed: no schemas of extensions")
    place = Path(found.submodule_search_locations[0]) / "product" / "stac_extensions" / "extensions"
    known = {}
    for file in place.glob("*.json"):
        name, _, version = file.stem.rpartition("_")
        body = json.loads(file.read_text())
        for address in {
            body.get("$id", "").rstrip("#"),
            f"https://stac-extensions.github.io/{name}/{version}/schema.json",
        }:
            known[address] = body
    return known


def validator():
    """pystac's validator with these schemas, and none from a network."""
    from pystac.validation.stac_validator import JsonSchemaSTACValidator

    made = JsonSchemaSTACValidator()
    made.schema_cache.update(schemas())
    return made


@pytest.fixture
def catalogue(warm, archive, folder):
    archive.run(folder, outputs=("landcover", "confidence", "attention"))
    return pystac.Collection.from_file(str(archive.out / "collection.json"))


def test_items_are_valid_by_core_and_extensions(catalogue, archive, folder, monkeypatch):
    monkeypatch.setattr(pystac.StacIO, "default", lambda: pytest.fail("a schema was about to be fetched"))
    items = [archive.item(path.stem) for path in sorted(folder.iterdir())]
    for body in items:
        used = pystac.validation.validate_dict(body, validator=validator())
        assert len(used) == 5, used
    assert items[0]["properties"]["datetime"] == "2020-01-02T03:04:05Z"
    whole = json.loads((archive.out / "collection.json").read_text())
    assert len(pystac.validation.validate_dict(whole, validator=validator())) == 2
    # The validator does find faults.
    items[0]["assets"]["landcover"]["classification:classes"][1].pop("value")
    with pytest.raises(pystac.errors.STACValidationError):
        pystac.validation.validate_dict(items[0], validator=validator())


def test_pystac_reads_what_was_made(catalogue, archive, folder):
    from pystac.extensions.classification import ClassificationExtension
    from pystac.extensions.projection import ProjectionExtension
    from pystac.extensions.raster import RasterExtension

    items = {item.id: item for item in catalogue.get_items()}
    assert set(items) == {path.stem for path in folder.iterdir()}
    found = items["c"]
    assert found.get_collection().id == catalogue.id
    assert ProjectionExtension.ext(found).epsg == 32631 or found.properties["proj:code"]
    landcover = found.assets["landcover"]
    assert ProjectionExtension.ext(landcover).shape == [96, 128]
    assert RasterExtension.ext(landcover).bands[0].data_type == "uint8"
    classes = ClassificationExtension.ext(landcover).classes
    assert classes[0].value == 0 and len(classes) > 2
    assert Path(landcover.get_absolute_href()).is_file()
    derived = [Path(link.get_absolute_href()) for link in found.get_links("derived_from")]
    assert folder / "c.tif" in [path.resolve() for path in derived]
    assert all(path.is_file() for path in derived)


def test_the_model_is_an_item_of_the_mlm_extension(catalogue, archive):
    from pystac.extensions.mlm import MLMExtension

    (place,) = (archive.out / "_model").glob("*.json")
    item = pystac.Item.from_file(str(place))
    mlm = MLMExtension.ext(item)
    # Each getter raises where a field that the extension requires is missing.
    assert mlm.mlm_name and mlm.architecture and [str(task) for task in mlm.tasks]
    assert mlm.input[0].input.shape == [-1, 2, -1, -1] and mlm.input[0].bands
    assert mlm.output[0].result.dim_order[1] == "channel"
    assert mlm.output[0].classes
    assert Path(item.assets["model"].get_absolute_href()).is_file()
    # No package ships the schema of MLM: the core and the rest of the extensions are checked by schema.
    body = json.loads(place.read_text())
    body["stac_extensions"] = [address for address in body["stac_extensions"] if "/mlm/" not in address]
    pystac.validation.validate_dict(body, validator=validator())


def test_a_worker_that_is_closed_takes_no_scene(archive, folder):
    settings, _ = archive.settings()
    worker = SceneWorker(settings)
    worker.close()
    with pytest.raises(Cancelled):
        worker.work(ArchiveScene(str(folder / "c.tif"), id="c"))
    assert not (archive.out / "c").exists()
