"""How finished products get their names: all of them or none, and the earlier ones stay until then."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from model.checkpoint.legend import WORLDCOVER
from model.errors.errors import OutputNotWritable
from model.products import products
from model.products.products import ProductFile, confidence_style, landcover_style, publish
from model.products.raw import Placement, RawRaster
from tests.model.fixtures.files import kill_while_replacing
from tests.model.fixtures.products import PROFILE, convert, nothing


def _ready(tmp_path: Path, *names: str) -> list[ProductFile]:
    """Products that are complete but for their names."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    files = []
    for name in names:
        raster = RawRaster(scratch / f"{name}.raw", 1, 2, 2, "uint8")
        raster.close()
        style = landcover_style(list(WORLDCOVER)) if name == "landcover" else confidence_style()
        files.append(ProductFile(raster, style, tmp_path / f"{name}.tif"))
    convert([file.prepare(Placement(PROFILE), nothing) for file in files], scratch / "log", nothing)
    return files


def _earlier(tmp_path: Path, *names: str) -> dict[str, str]:
    """Files of an earlier run in the folder; returns their contents."""
    for name in names:
        (tmp_path / name).write_text(f"earlier {name}")
    return {name: f"earlier {name}" for name in names}


def _files(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(errors="replace") for path in folder.iterdir() if path.is_file()}


EARLIER = ("landcover.tif", "landcover.tif.aux.xml", "landcover.qml", "confidence.tif", "confidence.tif.ovr")


def test_a_target_that_is_a_folder_leaves_all_as_it_was(tmp_path: Path) -> None:
    files = _ready(tmp_path, "landcover", "confidence", "attention")
    before = _earlier(tmp_path, *EARLIER)
    (tmp_path / "attention.tif").mkdir()
    (tmp_path / "attention.tif" / "mine").write_text("a user's file")
    with pytest.raises(OutputNotWritable, match=r"attention\.tif"):
        publish(files)
    assert _files(tmp_path) == before
    assert (tmp_path / "attention.tif" / "mine").read_text() == "a user's file"


@pytest.mark.parametrize("refused", range(8))
def test_wherever_publishing_fails_the_earlier_products_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: int
) -> None:
    """As on Windows, where a file that is open elsewhere can neither be moved nor replaced."""
    files = _ready(tmp_path, "landcover", "confidence")
    before = _earlier(tmp_path, *EARLIER)
    monkeypatch.setattr("model.disk.whole._CAN_LINK", False)
    replace, calls = os.replace, []

    def refuse(source: str | Path, target: str | Path) -> None:
        calls.append(source)
        if len(calls) == refused + 1:
            raise PermissionError(errno.EACCES, "used by another process", str(source), None, str(target))
        replace(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    if refused < 7:  # four files move aside, three take their places
        with pytest.raises(OutputNotWritable, match=r"(landcover|confidence)\.tif.* cannot be replaced"):
            publish(files)
        assert _files(tmp_path) == before
    else:
        publish(files)
        assert sorted(_files(tmp_path)) == [
            "confidence.tif", "landcover.qml", "landcover.tif", "landcover.tif.aux.xml",
        ]  # fmt: skip
        assert "earlier" not in _files(tmp_path)["landcover.tif.aux.xml"]


def test_without_earlier_products_a_failure_leaves_none(tmp_path: Path) -> None:
    files = _ready(tmp_path, "one", "two")
    (tmp_path / "two.tif").mkdir()
    with pytest.raises(OutputNotWritable, match=r"two\.tif"):
        publish(files)
    assert _files(tmp_path) == {}


def test_the_next_run_into_the_folder_puts_back_what_a_killed_one_had_moved(tmp_path: Path) -> None:
    before = _earlier(tmp_path, *EARLIER)
    kill_while_replacing(tmp_path, ["landcover.tif", "confidence.tif"], after=1)
    assert _files(tmp_path) != before
    with products.scratch_folder(tmp_path):
        assert _files(tmp_path) == before
