"""What is a scene in a folder, a pattern and a list."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.archive.listing import list_scenes
from model.archive.scene import ArchiveScene, unique, with_ids
from model.errors.errors import InvalidRequest


def touch(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"x")


def names(scenes) -> list:
    return [tuple(Path(path).name for path in scene.paths) for scene in scenes]


def listed(items, out="/nowhere/out"):
    return list_scenes(str(items), Path(out))


def test_a_folder_gives_rasters_pairs_and_products_of_agencies(tmp_path):
    touch(tmp_path, "a.tif", "deep/er/b_VV.tif", "deep/er/b_VH.tif", "notes.txt", "p.SAFE/measurement/x.tiff")
    touch(tmp_path, ".hidden.tif", ".hidden/h.tif", "a_landcover.tif", "a_confidence.tif", "c_vh.tiff")
    touch(tmp_path, "snap.dim", "snap.data/Sigma0_VV.img")
    expected = [("p.SAFE",), ("a.tif",), ("c_vh.tiff",), ("snap.dim",), ("b_VV.tif", "b_VH.tif")]
    assert names(listed(tmp_path)) == expected


def test_an_archive_inside_the_folder_is_left_out(tmp_path):
    touch(tmp_path, "a.tif", "out/a/anything.tif")
    assert names(listed(tmp_path, tmp_path / "out")) == [("a.tif",)]


def test_a_pattern(tmp_path):
    touch(tmp_path, "2020/a.tif", "2021/b.tif", "2021/b_landcover.tif", "2021/b.txt")
    assert names(listed(tmp_path / "*" / "*")) == [("a.tif",), ("b.tif",)]
    assert names(listed(tmp_path / "**" / "b*.tif")) == [("b.tif",)]


def test_a_text_list_is_relative_to_itself(tmp_path):
    (tmp_path / "list.txt").write_text("# scenes\na.tif\n\nhttps://x.example/b.tif?sig=1\n/data/c.tif\n")
    paths = [scene.path for scene in listed(tmp_path / "list.txt")]
    assert paths == [str(tmp_path / "a.tif"), "https://x.example/b.tif?sig=1", "/data/c.tif"]


def test_a_table_says_how_to_read(tmp_path):
    (tmp_path / "list.csv").write_text(
        "Scene,cross_path,id,co_band,units,nodata\na.tif,b.tif,first,2,linear,-9999\nc.tif,,,,,\n,,,,,\n"
    )
    first, second = listed(tmp_path / "list.csv")
    assert first == ArchiveScene(
        str(tmp_path / "a.tif"),
        str(tmp_path / "b.tif"),
        id="first",
        co_band=2,
        units="linear",
        nodata=-9999.0,
    )
    assert second == ArchiveScene(str(tmp_path / "c.tif"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name,units\na.tif,db\n", "no column 'path'"),
        ("path,units\na.tif,watts\n", "Line 2.*watts"),
        ("path,co_band\na.tif,\nb.tif,two\n", "Line 3"),
    ],
)
def test_a_faulty_table_says_where(tmp_path, text, words):
    (tmp_path / "list.csv").write_text(text)
    with pytest.raises(InvalidRequest, match=words):
        listed(tmp_path / "list.csv")


def test_nothing_found_is_an_error(tmp_path):
    with pytest.raises(InvalidRequest, match="holds no scene"):
        listed(tmp_path)
    with pytest.raises(InvalidRequest, match="There is no"):
        listed(tmp_path / "missing")


def test_the_same_file_twice_is_one_scene(tmp_path):
    touch(tmp_path, "a.tif")
    (tmp_path / "link.tif").symlink_to(tmp_path / "a.tif")
    scenes = [ArchiveScene(str(tmp_path / name)) for name in ("a.tif", "./a.tif", "link.tif")]
    once, again = unique(scenes)
    assert (names(once), again) == ([("a.tif",)], 2)


def test_ids_are_file_names_and_differ():
    paths = ["/x/a b.tif", "/x/c.tif", "/y/C.tif", "https://h.example/p/d.tif?token=secret", "/x/_.tif"]
    ids = [scene.id for scene in with_ids([ArchiveScene(path) for path in paths])]
    assert ids[0] == "a-b" and ids[3] == "d" and ids[4] == "scene"
    assert ids[1].startswith("c-") and ids[2].startswith("C-") and ids[1][2:] != ids[2][2:]
    assert len(set(ids)) == 5
    # The same again, in another order.
    again = [scene.id for scene in with_ids([ArchiveScene(path) for path in reversed(paths)])]
    assert sorted(again) == sorted(ids)
