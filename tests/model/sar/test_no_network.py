"""Nothing that a user can name or a file can say makes Sardino open a connection."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile

import pyogrio
import pytest
import rasterio
from rasterio.crs import CRS

import model.sar.scene  # noqa: F401  # registers GDAL's drivers
from model.errors.errors import InvalidRequest
from model.protocol.envelope import Failure
from model.protocol.finetuning import InspectLabelsRequest, LabelSpec
from model.protocol.segmenting import DescribeRequest, SegmentRequest
from model.protocol.values import SceneSpec
from model.sar.crs import parse_crs
from model.sar.scene import describe
from tests.listener import Listener
from tests.model.fixtures.opening import SHAPE, refusal, virtual
from tests.model.fixtures.scenes import decibels, speckled_power, write_raster
from tests.model.fixtures.worker import WorkerProcess, write_model, write_scene
from tests.places import ROOT

ADDRESS = "http://127.0.0.1:{port}/{name}"
SERVICE = "<GDAL_WMS><Service name='TMS'><ServerUrl>{url}</ServerUrl></Service></GDAL_WMS>"


@pytest.fixture
def listener():
    there = Listener()
    yield there
    there.close()


def names_of(port: int) -> list[str]:
    """Names that GDAL takes for data on a server."""
    url = f"http://127.0.0.1:{port}/a.tif"
    return [
        url,
        f"/vsicurl/{url}",
        f"/vsicurl_streaming/{url}",
        f"/vsicurl?url={url}",
        f"/vsicurl?proxy=http://127.0.0.1:{port}&url=http://a.invalid/a.tif",
        f"/vsizip//vsicurl/{url}.zip/a.tif",
        f"zip+{url}!a.tif",
        f"/vsiwebhdfs/{url}",
        "/vsis3/bucket/a.tif",
        "/vsigs/bucket/a.tif",
        "/vsiaz/bucket/a.tif",
        "/vsiadls/bucket/a.tif",
        "/vsioss/bucket/a.tif",
        "/vsiswift/bucket/a.tif",
        "/vsihdfs/hdfs://127.0.0.1/a.tif",
        "s3://bucket/a.tif",
        f"WMS:{url}",
        f"WMTS:{url}",
        f"WCS:{url}",
        f"DAAS:{url}",
        f'STACTA:"{url}"',
        f"NETCDF:{url}",
        f"HDF5:{url}",
        f'ZARR:"/vsicurl/{url}"',
        f"DERIVED_SUBDATASET:LOGAMPLITUDE:/vsicurl/{url}",
        f"/vsisubfile/0_100,/vsicurl/{url}",
        f"vrt:///vsicurl/{url}",
        f"PG:host=127.0.0.1 port={port}",
        SERVICE.format(url=url),
    ]


def files_of(tmp_path, port: int) -> list[str]:
    """Files that refer to data on a server, or stand for them."""
    url = ADDRESS.format(port=port, name="a.tif")
    found = [
        virtual(tmp_path / f"{number}.vrt", name.replace("&", "&amp;").replace("<", "&lt;"))
        for number, name in enumerate(names_of(port))
    ]
    found += [
        virtual(tmp_path / "hidden.tif", f"/vsicurl/{url}"),
        virtual(tmp_path / "literal.vrt", f"<![CDATA[/vsicurl/{url}]]>"),
        virtual(tmp_path / "escaped.vrt", f"&#47;vsicurl/{url}"),
        virtual(tmp_path / "nested.vrt", "0.vrt", 1),
    ]
    for name, text in (
        ("wms.xml", SERVICE.format(url=url)),
        ("wms.tif", SERVICE.format(url=url)),
        ("wmts.xml", f"<GDAL_WMTS><GetCapabilitiesUrl>{url}</GetCapabilitiesUrl></GDAL_WMTS>"),
        ("wcs.xml", f"<WCS_GDAL><ServiceURL>{url}</ServiceURL></WCS_GDAL>"),
    ):
        (tmp_path / name).write_text(text)
        found += [str(tmp_path / name), virtual(tmp_path / f"of_{name}.vrt", name, 1)]
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.write(tmp_path / "0.vrt", "0.vrt")
        archive.write(tmp_path / "4.vrt", "4.vrt")
    return [*found, f"/vsizip/{tmp_path}/a.zip/0.vrt", f"/vsizip/{tmp_path}/a.zip/4.vrt"]


def test_names_and_files_that_lead_to_a_server(tmp_path, listener):
    for path in [*names_of(listener.port), *files_of(tmp_path, listener.port)]:
        error = refusal(path)
        assert error.code == "network_source", f"{path}: {error.code}: {error}"
        assert "Download" in error.remedy
    assert listener.heard == []


def test_files_that_gdal_alone_knows_to_be_on_a_server(tmp_path, listener):
    url = ADDRESS.format(port=listener.port, name="a.tif")
    for name, text in (
        (
            "stac.json",
            f'{{"stac_version": "1.0.0", "type": "Feature", "assets": {{"a": {{"href": "{url}"}}}}}}',
        ),
        ("a.mrf", f"<MRF_META><CachedSource><Source>{url}</Source></CachedSource></MRF_META>"),
        ("a.gti", f"<GDALTileIndexDataset><IndexDataset>{url}</IndexDataset></GDALTileIndexDataset>"),
    ):
        (tmp_path / name).write_text(text)
        refusal(tmp_path / name)
        refusal(virtual(tmp_path / f"{name}.vrt", name, 1))
    assert listener.heard == []


def test_a_sidecar_with_an_address_as_coordinate_system(tmp_path, listener):
    path = write_raster(tmp_path / "a.tif", decibels(speckled_power(SHAPE, -10)))
    url = ADDRESS.format(port=listener.port, name="wkt")
    (tmp_path / "a.tif.aux.xml").write_text(f"<PAMDataset><SRS>{url}</SRS></PAMDataset>")
    description = describe(SceneSpec(path))
    assert description.looks_like_radar
    assert any("coordinate system is unknown" in warning for warning in description.warnings)
    assert listener.heard == []


@pytest.mark.parametrize(
    "text", ["http://127.0.0.1:{port}/wkt", "/dev/stdin", "+proj=utm +zone=31", "\ud800", ""]
)
def test_a_coordinate_system_is_a_code_or_wkt(listener, text):
    with pytest.raises(InvalidRequest, match="no coordinate system"):
        parse_crs(text.format(port=listener.port))
    assert listener.heard == []


@pytest.mark.parametrize(
    "text",
    [
        "EPSG:32631",
        "epsg:4326+5773",
        "ESRI:102001",
        "OGC:CRS84",
        "urn:ogc:def:crs:EPSG::3857",
        "IAU_2015:30100",
    ],
)
def test_codes_of_every_kind(text):
    assert parse_crs(text) == CRS.from_user_input(text)
    assert parse_crs(CRS.from_user_input(text).to_wkt()) == CRS.from_user_input(text)


def test_gdal_itself_is_cut_off(listener, monkeypatch):
    """What a check may miss reaches no server either."""
    monkeypatch.setenv("AWS_S3_ENDPOINT", f"127.0.0.1:{listener.port}")
    monkeypatch.setenv("AWS_NO_SIGN_REQUEST", "YES")
    monkeypatch.setenv("AWS_HTTPS", "NO")
    for path in names_of(listener.port):
        with pytest.raises(Exception, match=r".*"):
            rasterio.open(path).read()
        with pytest.raises(Exception, match=r".*"):
            pyogrio.raw.read(path)
    with pytest.raises(Exception, match=r".*"):
        CRS.from_user_input(ADDRESS.format(port=listener.port, name="wkt"))
    assert listener.heard == []


def test_drivers_of_servers_are_not_registered():
    with rasterio.Env() as env:
        drivers = set(env.drivers())
    assert {"GTiff", "VRT", "netCDF"} <= drivers
    assert not {"WMS", "WMTS", "WCS", "HTTP", "PLMOSAIC", "EEDAI", "DAAS", "STACTA", "STACIT"} & drivers
    assert "GDAL_SKIP" not in os.environ or "WMS" not in os.environ["GDAL_SKIP"]


def test_the_worker_hears_of_servers_and_asks_none(tmp_path, listener):
    """The user's own settings for proxies change nothing."""
    (tmp_path / "home" / ".gdal").mkdir(parents=True)
    (tmp_path / "home" / ".gdal" / "gdalrc").write_text("[configoptions]\nGDAL_HTTP_PROXY=\n")
    files = tmp_path / "files"
    files.mkdir()
    scene = SceneSpec(str(write_scene(tmp_path / "scene.tif")))
    write_model(tmp_path / "tiny.safetensors")
    url = ADDRESS.format(port=listener.port, name="a.geojson")
    settings = {"HOME": str(tmp_path / "home"), "NO_PROXY": "*", "no_proxy": "*"}
    with WorkerProcess(models=tmp_path, **settings) as worker:
        for number, path in enumerate([*names_of(listener.port), *files_of(files, listener.port)]):
            worker.ask(f"d{number}", DescribeRequest(SceneSpec(path)))
            answer = worker.answer(f"d{number}")
            assert isinstance(answer, Failure) and answer.error.code in (
                "network_source",
                "invalid_request",
            ), f"{path}: {answer}"
        for number, path in enumerate([url, f"/vsicurl/{url}", f"WFS:{url}", f"OAPIF:{url}", f"ES:{url}"]):
            worker.ask(f"l{number}", InspectLabelsRequest([scene], [LabelSpec(path, field="class")]))
            answer = worker.answer(f"l{number}")
            assert isinstance(answer, Failure) and answer.error.code != "internal", f"{path}: {answer}"
        request = SegmentRequest([scene], str(tmp_path / "out"), extent=[0, 0, 1, 1], extent_crs=url)
        worker.ask("crs", request)
        answer = worker.answer("crs")
        error = answer.error if isinstance(answer, Failure) else answer.result.scenes[0].error
        assert error.code == "invalid_request"
    assert listener.heard == []


def test_the_command_line_asks_no_server(tmp_path, listener):
    path = virtual(tmp_path / "a.vrt", ADDRESS.format(port=listener.port, name="a.tif"))
    run = subprocess.run(
        [sys.executable, "-m", "model", "describe", path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert run.returncode == 1
    assert "does not lie on this computer" in run.stderr and "Download" in run.stderr
    assert listener.heard == []
