"""The ``pretrain`` command: what it makes, what it says, and what it refuses."""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import torch

from model.checkpoint.files import load_teacher_backbone
from model.commands import pretrain as cli
from model.commands.main import main
from model.data.views import ViewConfig
from model.errors.errors import InvalidRequest
from model.network.config import NetworkConfig
from model.pretrain.branch import checked_backbone
from model.pretrain.config import PretrainConfig, check_config
from model.pretrain.dino import DINOLoss
from model.pretrain.plot import draw_log
from tests.model.fixtures.evaluate import NETWORK, write_archive
from tests.model.fixtures.scenes import dual_power, write_raster
from tests.places import ROOT

CPU = torch.device("cpu")
TINY = "--backbone test_vit --batch 4 --warmup 1 --prototypes 8 --device cpu --workers 0"
"""timm's smallest ViT: 6 blocks of 64 units."""


@pytest.fixture
def rasters(tmp_path: Path) -> Path:
    """Two scenes and one that is not to be seen."""
    for name in ("one", "two", "secret"):
        write_raster(tmp_path / "data" / f"{name}.tif", dual_power((64, 64)), names=["VV", "VH"])
    return tmp_path / "data"


def said(capsys: pytest.CaptureFixture[str]) -> str:
    return " ".join(capsys.readouterr().err.split())


def test_the_command_makes_a_run_with_every_option(
    rasters: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run, public = tmp_path / "run", tmp_path / "public"
    words = f"pretrain {rasters} --out {run} {TINY} --steps 12 --registers 2 --patch-stem 4 4 8 --ibot 0.5 "
    words += f"--no-within --crop 16 --local-crops 1 --plain-views --keep-every 6 --publish {public} "
    words += (
        "--teacher-temperature 0.03 0.05 --momentum 0.9 --global-area 0.6 0.9 --accumulate 2 --exclude secret"
    )
    assert main(words.split()) == 0
    out = capsys.readouterr().out
    assert f"wrote {run / 'state.pt'}" in out
    assert "step 10/12" in out
    config = json.loads((run / "config.json").read_text())
    assert config["network"]["backbone_options"] == {"reg_tokens": 2}
    assert config["network"]["patch_stem"] == [4, 4, 8]
    views = config["views"]
    assert (views["global_size"], views["local_size"], views["locals"]) == (16, 8, 1)
    assert (views["speckle"], views["global_area"]) == (0.0, [0.6, 0.9])
    assert (config["within"], config["momentum"], config["accumulate"]) == (False, 0.9, 2)
    assert config["teacher_temperature"] == [0.03, 0.05]
    kept = sorted(path.name for path in run.glob("teacher_*.pt"))
    assert kept == ["teacher_000006.pt", "teacher_000012.pt"]
    assert json.loads((public / "scenes.json").read_text()) == ["one", "two"]
    published, teacher = (
        load_teacher_backbone(path) for path in (public / "teacher.safetensors", run / "state.pt")
    )
    torch.testing.assert_close(published, teacher, atol=1e-3, rtol=1e-3)
    assert published["reg_token"].shape == (1, 2, 64)
    assert (run / "log.png").exists() == (importlib.util.find_spec("matplotlib") is not None)


def test_labels_may_have_fields_of_other_names_and_patches_of_other_sizes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = write_archive(tmp_path / "data")
    meta, _, geometry, (codes, scenes) = pyogrio.raw.read(archive / "landcover_polygons.gpkg")
    other = tmp_path / "other.gpkg"
    fields = {"fields": ["kind", "image"], "geometry_type": "Polygon", "crs": meta["crs"]}
    pyogrio.raw.write(other, geometry=geometry, field_data=[codes, scenes], driver="GPKG", **fields)
    seen = []
    monkeypatch.setattr(cli, "pretrain", lambda *_, **options: seen.append(options) or tmp_path)
    words = f"pretrain {archive / 'sentinel1_vh'} --out {tmp_path / 'run'} {TINY} --labels {other} "
    words += "--save-every 7 --score-every 9 "
    assert main([*words.split(), "--patch-size", "14", "--crop", "28"]) == 2  # no field 'class_code'
    words += "--field kind --scene-field image --patch-size 14 --crop 28"
    assert main(words.split()) == 0
    assert seen[0]["places"].x.shape[1:] == (2, 56, 56)  # 64 pixels are no whole number of patches
    assert (seen[0]["save_every"], seen[0]["score_every"]) == (7, 9)


def test_labels_need_not_name_scenes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = write_archive(tmp_path / "data")
    meta, _, geometry, (codes, _) = pyogrio.raw.read(archive / "landcover_polygons.gpkg")
    other = tmp_path / "other.gpkg"
    fields = {"fields": ["class_code"], "geometry_type": "Polygon", "crs": meta["crs"]}
    pyogrio.raw.write(other, geometry=geometry, field_data=[codes], driver="GPKG", **fields)
    seen = []
    monkeypatch.setattr(cli, "pretrain", lambda *_, places, **__: seen.append(places) or tmp_path)
    words = f"pretrain {archive / 'sentinel1_vh'} --out {tmp_path / 'run'} {TINY} --crop 32 --labels {other}"
    assert main(words.split()) == 0
    assert seen[0].x.shape[1] == 2


def test_labels_that_name_two_scenes_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = write_archive(tmp_path / "data")
    copy = tmp_path / "copy"
    copy.mkdir()
    (copy / "texas_1.tif").write_bytes((archive / "sentinel1_vh" / "texas_1.tif").read_bytes())
    words = f"pretrain {archive / 'sentinel1_vh'} {copy} --out {tmp_path / 'run'} {TINY} --crop 32 --steps 0 "
    assert main([*words.split(), "--labels", str(archive / "landcover_polygons.gpkg")]) == 2
    assert "texas_1 is the name of" in said(capsys)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("--exclude secrets", "No scene is named secrets"),
        ("--batch 6 --accumulate 4", "multiple of 4"),
        ("--batch 2 --accumulate 4", "multiple of 4"),
        ("--batch 0", "at least 1"),
        ("--batch 4 --accumulate 4 --koleo 0.1", "--koleo"),
        ("--crop 60", "multiple of 16"),
        ("--hidden 0.2 1.2", "--hidden 0.2 1.2 are no two shares"),
        ("--hidden 0.5 0.2", "the smaller first"),
        ("--local-area 0 0", "--local-area"),
        ("--crop 24", "multiple of 16"),  # its local crops would be of 12 pixels
        ("--backbone resnet18", "CLS token"),
        ("--backbone vit_nonsense", "CLS token"),
        ("--patch-stem 4 4", "2 halvings do not make patches of 8"),
    ],
)
def test_what_cannot_work_is_refused_in_words(
    rasters: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: str, expected: str
) -> None:
    assert main(f"pretrain {rasters} --out {tmp_path / 'run'} {TINY} {words}".split()) == 2
    assert expected in said(capsys)
    assert not (tmp_path / "run" / "state.pt").exists()


def test_a_word_for_the_centring_is_checked(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["pretrain", "data", "--out", "run", "--centring", "foo"])
    assert "sinkhorn" in capsys.readouterr().err
    with pytest.raises(InvalidRequest, match="foo"):
        DINOLoss(4, centring="foo")


@pytest.mark.parametrize("name", ["test_vit2", "vit_medium_patch16_gap_256", "eva02_tiny_patch14_224"])
def test_a_backbone_needs_a_cls_token_of_its_own(name: str) -> None:
    """The first patch must not pass for one."""
    with pytest.raises(InvalidRequest, match="CLS token"):
        checked_backbone(NetworkConfig(backbone=name))


def test_a_backbone_needs_a_token_for_each_patch() -> None:
    with pytest.raises(InvalidRequest, match="one token of each patch"):
        checked_backbone(NetworkConfig(backbone="vit_tiny_r_s16_p8_224"))


def test_a_batch_is_split_over_processes() -> None:
    config = PretrainConfig(batch=12, accumulate=2)
    check_config(config, 3)
    for processes in (4, 8, 24):
        with pytest.raises(InvalidRequest, match=f"over {processes} processes"):
            check_config(config, processes)


def test_weights_of_photographs_go_into_a_linear_patch_embedding() -> None:
    """As docs/training.md has it: with --patch-stem and nothing after it."""
    parser = argparse.ArgumentParser()
    cli.add_arguments(parser)
    words = (
        "data --out run --init timm:vit_small_patch16_224.dino --backbone vit_small_patch16_224 --patch-stem"
    )
    assert cli._config(parser.parse_args(words.split())).network.patch_stem == ()
    documented = (ROOT / "docs" / "training.md").read_text(encoding="utf-8")
    assert words.removeprefix("data --out run ") in documented


def test_every_option_says_what_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["pretrain", "--help"])
    shown = " ".join(capsys.readouterr().out.split())
    for option in ("--accumulate", "--prototypes", "--seed", "--warmup", "--teacher-temperature"):
        parts = shown.split(f" {option} ")
        assert len(parts) == 2, option
        words = parts[-1].split(" --")[0].split("(default")[0]
        assert len(words.split()) > 4, option


def test_the_log_is_drawn_where_matplotlib_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log, picture = tmp_path / "log.csv", tmp_path / "log.png"
    assert not draw_log(log, tmp_path / "no.csv", picture, 8)
    log.write_text("step,loss,target_entropy,usage_entropy,images_per_second\n10,2,1,1.5,30\n20,1,,1.5,31\n")
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "matplotlib.figure", None)
        assert not draw_log(log, tmp_path / "no.csv", picture, 8)
    assert not picture.exists()
    pytest.importorskip("matplotlib")
    assert draw_log(log, tmp_path / "no.csv", picture, 8)
    from matplotlib import image

    pixels = image.imread(picture)[..., :3]
    assert pixels.shape[0] > 500
    assert len(np.unique(pixels.reshape(-1, 3), axis=0)) > 50  # lines, not an empty page


def test_each_process_has_its_own_gpu(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    monkeypatch.setenv("LOCAL_RANK", "1")
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 2)
    monkeypatch.setattr(torch.cuda, "set_device", lambda number: order.append(f"set {number}"))
    monkeypatch.setattr(cli, "choose_device", lambda wanted: order.append("touch") or torch.device("cuda"))
    assert cli._device("auto") == torch.device("cuda", 1)
    assert order == ["set 1", "touch"]
    monkeypatch.setenv("LOCAL_RANK", "2")
    with pytest.raises(InvalidRequest, match="2 GPUs"):
        cli._device("cuda")


def test_a_crop_size_reaches_the_views() -> None:
    with pytest.raises(InvalidRequest, match="12 pixels"):
        check_config(
            PretrainConfig(network=NETWORK, views=ViewConfig(global_size=24, local_size=12), batch=2), 1
        )
