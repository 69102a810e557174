"""Options of pre-training: iBOT, KoLeo, kept copies, starting weights, k-NN score, the loader's pace."""

from __future__ import annotations

import csv
import dataclasses
import json
import math
from pathlib import Path

import numpy as np
import pytest
import safetensors.torch
import torch

from model.checkpoint.files import heads_of, load_teacher_backbone, publish
from model.commands.main import main
from model.data.scenes import LoadedScene, load_scenes
from model.errors.errors import InvalidRequest
from model.network.network import SarSegmenter, build_backbone, run_backbone
from model.pretrain.branch import Branch
from model.pretrain.dino import DINOLoss, gram_loss, hidden_patch_loss, hidden_patches, koleo
from model.pretrain.progress import Pace, loader_in_words, loader_rate, log_row
from model.pretrain.run import Pretraining, pretrain
from model.pretrain.start import Start, fitted, starting_point, starting_weights
from model.sar.normalise import Normalisation
from model.torchvision_tolerance import import_torchvision
from model.training.neighbours import labelled_places
from tests.model.fixtures.evaluate import NETWORK, PRETRAINING, write_archive

CPU = torch.device("cpu")


def read(path: Path) -> list[dict[str, str]]:
    with path.open() as file:
        return list(csv.DictReader(file))


def scenes(count: int = 2) -> list[LoadedScene]:
    return [
        LoadedScene(
            f"s{seed}",
            np.random.default_rng(seed).normal(-15, 4, (2, 96, 96)).astype(np.float16),
            np.ones((96, 96), dtype=bool),
            (True, True),
            Normalisation(),
        )
        for seed in range(count)
    ]


def test_our_loss_is_lightlys() -> None:
    """With mean centring as published: the same loss and the same centre, step after step."""
    pytest.importorskip("lightly")
    import_torchvision()
    from lightly.loss import DINOLoss as Published

    torch.manual_seed(0)
    ours, theirs = DINOLoss(16, centring="mean"), Published(16, teacher_temp=0.04)
    for _ in range(3):
        teacher = [torch.randn(8, 16) for _ in range(2)]
        student = [torch.randn(8, 16) for _ in range(5)]
        targets = ours.targets(torch.cat(teacher), 0.04).chunk(2)
        expected = theirs(teacher, student)
        torch.testing.assert_close(ours(student, list(targets)), expected)
        torch.testing.assert_close(ours.centre, theirs.center[0])


def test_hidden_patch_loss_is_least_where_student_and_teacher_agree() -> None:
    targets = torch.tensor([[0.7, 0.3], [0.1, 0.9]])
    agreeing = targets.log() * 0.1  # times 1 / temperature: the same probabilities
    entropy = -(targets * targets.log()).sum(dim=1).mean()
    torch.testing.assert_close(hidden_patch_loss(agreeing, targets, 0.1), entropy)
    assert hidden_patch_loss(-agreeing, targets, 0.1) > entropy + 0.1


def test_patches_are_hidden_in_every_other_image_and_in_the_share_asked_for() -> None:
    found = hidden_patches(6, 8, (0.2, 0.5), np.random.default_rng(0))
    assert found.shape == (6, 64)
    share = found.mean(axis=1)
    assert not share[1::2].any()
    assert (share[::2] >= 0.2).all()
    assert (share[::2] <= 0.5 + 15 / 64).all()  # the last block may overshoot, by less than itself
    again = hidden_patches(6, 8, (0.2, 0.5), np.random.default_rng(0))
    assert np.array_equal(found, again)


def test_koleo_falls_as_tokens_spread() -> None:
    spread = torch.eye(4)
    close = torch.ones(4, 4) + 0.01 * torch.eye(4)
    assert koleo(spread) == pytest.approx(-math.log(math.sqrt(2)), abs=1e-4)
    assert koleo(close) > koleo(spread) + 3
    assert koleo(7 * spread) == pytest.approx(float(koleo(spread)), abs=1e-5)  # of directions alone


def test_gram_is_of_likeness_alone() -> None:
    """Turned and longer tokens are as alike as before; other tokens are not."""
    torch.manual_seed(0)
    tokens = torch.randn(3, 7, 5)
    turn = torch.linalg.qr(torch.randn(5, 5))[0]
    assert float(gram_loss(4 * tokens @ turn, tokens)) == pytest.approx(0, abs=1e-10)
    assert float(gram_loss(torch.randn(3, 7, 5), tokens)) > 0.1
    # What all tokens of a crop share says nothing of their likeness to each other.
    assert float(gram_loss(tokens + 5, tokens)) == pytest.approx(0, abs=1e-8)


def test_gram_keeps_what_the_starting_weights_know(tmp_path: Path) -> None:
    torch.manual_seed(5)
    start = Start(build_backbone(NETWORK).state_dict())
    crops = torch.randn(4, 2, 32, 32)

    def moved(weight: float) -> float:
        config = dataclasses.replace(PRETRAINING, ibot=0.5, gram=weight, steps=12, learning_rate=0.003)
        out = tmp_path / str(weight)
        pretrain(config, scenes(), out, CPU, workers=0, start=start, report=lambda _: None)
        assert ("gram" in read(out / "log.csv")[0]) == bool(weight)
        found = []
        for weights in (start.backbone, load_teacher_backbone(out / "state.pt")):
            backbone = build_backbone(NETWORK).eval()
            backbone.load_state_dict(weights)
            with torch.inference_mode():
                found.append(run_backbone(backbone, crops, None)[0][:, 1:])
        return float(gram_loss(found[1], found[0]))

    assert moved(200.0) < 0.7 * moved(0.0)
    with pytest.raises(InvalidRequest, match="starting weights") as caught:
        Pretraining(dataclasses.replace(PRETRAINING, gram=1.0), scenes(), tmp_path / "none", CPU)
    assert "--init" in caught.value.remedy


def test_the_student_does_not_see_hidden_patches() -> None:
    torch.manual_seed(0)
    config = dataclasses.replace(PRETRAINING, ibot=1.0)
    branch = Branch(config, drop_path=0.0).eval()
    crop = torch.randn(2, 2, 32, 32)
    chosen = torch.zeros(4, 16, dtype=torch.bool)
    chosen[0, 5] = True
    other = crop.clone()
    other[0, :, 8:16, 8:16] = 3.0  # exactly the hidden patch
    with torch.inference_mode():
        hidden = [branch([x, crop], chosen, hide=True).crops[0] for x in (crop, other)]
        seen = [branch([x, crop], chosen).crops[0] for x in (crop, other)]
    torch.testing.assert_close(hidden[0], hidden[1])
    assert not torch.allclose(seen[0], seen[1])


def test_a_run_with_every_option_logs_them_and_keeps_teachers(tmp_path: Path) -> None:
    network = dataclasses.replace(NETWORK, backbone_options={**NETWORK.backbone_options, "reg_tokens": 2})
    config = dataclasses.replace(PRETRAINING, network=network, ibot=0.5, koleo=0.1, steps=10)
    lines: list[str] = []
    pretrain(config, scenes(), tmp_path, CPU, workers=0, keep_every=4, report=lines.append)
    row = read(tmp_path / "log.csv")[0]
    assert {"patch_loss", "patch_entropy", "koleo", "waiting_for_loader"} <= set(row)
    kept = sorted(path.name for path in tmp_path.glob("teacher_*.pt"))
    assert kept == ["teacher_000004.pt", "teacher_000008.pt"]
    weights = load_teacher_backbone(tmp_path / kept[-1])
    build_backbone(network).load_state_dict(weights)
    assert weights["reg_token"].shape == (1, 2, 16)
    first = load_teacher_backbone(tmp_path / kept[0])
    assert any(not torch.equal(first[name], weights[name]) for name in weights)


def photographic(width: int = 16) -> dict[str, torch.Tensor]:
    """Weights as timm's DINO ViTs have them: RGB, patches of 16, a grid of 14 by 14, a CLS position."""
    import timm

    torch.manual_seed(1)
    model = timm.create_model(
        "vit_tiny_patch16_224", num_classes=0, embed_dim=width, depth=2, num_heads=2, pretrained=False
    )
    return {name: value + 0.01 * torch.randn_like(value) for name, value in model.state_dict().items()}


def test_colours_fold_to_polarisations_and_grids_are_resampled() -> None:
    weights = photographic()
    found = fitted(weights, build_backbone(NETWORK), "x")
    backbone = build_backbone(NETWORK)
    backbone.load_state_dict(found)
    assert found["patch_embed.proj.weight"].shape == (16, 2, 8, 8)
    assert found["pos_embed"].shape == (1, 1 + 16, 16)
    torch.testing.assert_close(found["pos_embed"][:, 0], weights["pos_embed"][:, 0])
    torch.testing.assert_close(found["blocks.1.attn.qkv.weight"], weights["blocks.1.attn.qkv.weight"])


def test_a_grey_picture_in_both_polarisations_gives_what_it_gave_in_colour() -> None:
    same_patch = dataclasses.replace(NETWORK, patch_size=16)
    found = fitted(photographic(), build_backbone(same_patch), "x")["patch_embed.proj.weight"]
    grey = torch.randn(1, 1, 16, 16)
    colour = torch.nn.functional.conv2d(grey.repeat(1, 3, 1, 1), photographic()["patch_embed.proj.weight"])
    radar = torch.nn.functional.conv2d(grey.repeat(1, 2, 1, 1), found)
    torch.testing.assert_close(radar, colour, rtol=1e-4, atol=1e-5)


def test_registers_that_the_weights_lack_start_fresh() -> None:
    network = dataclasses.replace(NETWORK, backbone_options={**NETWORK.backbone_options, "reg_tokens": 2})
    backbone = build_backbone(network)
    found = fitted(photographic(), backbone, "x")
    backbone.load_state_dict(found)
    torch.testing.assert_close(found["pos_embed"][:, 0], photographic()["pos_embed"][:, 0])
    assert not found["pos_embed"][:, 1:3].any()


def test_a_convolutional_stem_starts_fresh_or_from_another_of_its_kind() -> None:
    network = dataclasses.replace(NETWORK, patch_stem=(4, 4, 8))
    backbone = build_backbone(network)
    own = backbone.state_dict()
    found = fitted(photographic(), backbone, "x")
    torch.testing.assert_close(found["patch_embed.proj.weight"], own["patch_embed.proj.weight"])
    torch.testing.assert_close(found["blocks.1.attn.qkv.weight"], photographic()["blocks.1.attn.qkv.weight"])
    other = {name: value + 1 for name, value in own.items()}
    torch.testing.assert_close(fitted(other, build_backbone(network), "x"), other)


def test_weights_come_from_files_and_runs(tmp_path: Path) -> None:
    weights = photographic()
    safetensors.torch.save_file(weights, tmp_path / "vit.safetensors")
    torch.save({"state_dict": weights}, tmp_path / "vit.pth")
    from_file = starting_weights(str(tmp_path / "vit.safetensors"), NETWORK)
    again = starting_weights(str(tmp_path / "vit.pth"), NETWORK)
    assert all(torch.equal(from_file[name], again[name]) for name in from_file)
    pretrain(
        PRETRAINING, scenes(), tmp_path / "run", CPU, workers=0, start=Start(from_file), report=lambda _: None
    )
    teacher = starting_weights(str(tmp_path / "run"), NETWORK)
    assert set(teacher) == set(from_file)
    name = "blocks.0.mlp.fc1.weight"
    assert not torch.equal(teacher[name], from_file[name])
    assert (teacher[name] - from_file[name]).abs().max() < 0.05  # two steps from where it started
    publish(tmp_path / "run" / "state.pt", tmp_path / "public")
    assert not (tmp_path / "public" / "state.pt").exists()
    published = starting_weights(str(tmp_path / "public"), NETWORK)
    torch.testing.assert_close(published, teacher, rtol=1e-3, atol=1e-3)
    assert json.loads((tmp_path / "public" / "scenes.json").read_text()) == [s.name for s in scenes()]


def test_student_and_teacher_start_alike(tmp_path: Path) -> None:
    start = Start(fitted(photographic(), build_backbone(NETWORK), "x"))
    run = Pretraining(PRETRAINING, scenes(), tmp_path, CPU, start)
    pairs = zip(run.student.backbone.parameters(), run.teacher.backbone.parameters(), strict=True)
    assert all(torch.equal(one, other) for one, other in pairs)


def test_a_run_goes_on_with_larger_crops_and_its_heads(tmp_path: Path) -> None:
    first = Pretraining(PRETRAINING, scenes(), tmp_path / "run", CPU)
    first.save()
    state = str(tmp_path / "run" / "state.pt")
    larger = dataclasses.replace(
        PRETRAINING, seed=7, views=dataclasses.replace(PRETRAINING.views, global_size=64, local_size=32)
    )
    then = Pretraining(larger, scenes(), tmp_path / "then", CPU)
    assert not torch.equal(then.student.head.prototypes.weight, first.student.head.prototypes.weight)
    then = Pretraining(larger, scenes(), tmp_path / "then", CPU, starting_point(state, NETWORK))
    for name in ("student", "teacher"):
        one, other = (getattr(run, name).head.state_dict() for run in (first, then))
        assert all(torch.equal(value, other[key]) for key, value in one.items())
    assert heads_of(str(tmp_path / "none")) is None  # a model or a timm name has no heads
    fewer = dataclasses.replace(larger, prototypes=larger.prototypes // 2)
    Pretraining(fewer, scenes(), tmp_path / "fewer", CPU, starting_point(state, NETWORK))


def test_patches_less_their_mean_do_not_tell_the_crop(monkeypatch: pytest.MonkeyPatch) -> None:
    torch.manual_seed(0)
    tokens = torch.randn(4, 17, 64)
    shift = torch.randn(4, 1, 64)  # the same all over a crop
    chosen = torch.rand(4, 16) < 0.5
    for within in (True, False):
        branch = Branch(dataclasses.replace(PRETRAINING, ibot=1.0, within=within), drop_path=0.0).eval()
        branch.backbone.num_prefix_tokens = 1
        branch.patch_head = branch.head = torch.nn.Identity()
        said = []
        for seen in (tokens, tokens + shift):
            monkeypatch.setattr(
                "model.pretrain.branch.run_backbone", lambda *_, seen=seen, **__: (seen, 0, 0)
            )
            said.append(branch([torch.zeros(2, 2, 32, 32)] * 2, chosen).patches)
        assert torch.allclose(*said, atol=1e-5) == within


def test_wrong_starts_say_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    safetensors.torch.save_file(photographic(width=32), tmp_path / "wide.safetensors")
    with pytest.raises(InvalidRequest) as caught:
        starting_weights(str(tmp_path / "wide.safetensors"), NETWORK)
    assert "--backbone" in caught.value.remedy
    (tmp_path / "broken.pth").write_bytes(b"no weights")
    torch.save({"x": torch.zeros(1)}, tmp_path / "other.pth")
    for name in ("nowhere.pth", "broken.pth", "other.pth"):
        with pytest.raises(InvalidRequest):
            starting_weights(str(tmp_path / name), NETWORK)
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(InvalidRequest) as caught:
        starting_weights("timm:vit_small_patch16_224.dino", NETWORK)
    assert "--init FILE" in caught.value.remedy
    assert "could not be fetched" in str(caught.value)


def test_a_model_of_ours_is_a_start(repository: Path) -> None:
    path = next((repository / "resources" / "checkpoints").glob("*.safetensors"))
    from model.checkpoint.checkpoint import load_checkpoint

    network = load_checkpoint(path).network
    assert isinstance(network, SarSegmenter)
    config = dataclasses.replace(network.config, inputs=2)  # pre-training knows no flag of calibration
    found = starting_weights(str(path), config)
    torch.testing.assert_close(found["cls_token"], network.backbone.state_dict()["cls_token"])


def test_neighbours_score_labelled_places_in_the_course_of_a_run(tmp_path: Path) -> None:
    archive = write_archive(tmp_path / "data")
    paths = sorted((archive / "sentinel1_vh").glob("*.tif"))
    loaded = load_scenes(paths, Normalisation())
    places = labelled_places(loaded, archive / "landcover_polygons.gpkg", 32, per_class=10)
    assert places.x.shape == (40, 2, 32, 32)
    assert np.bincount(places.labels[places.asks]).tolist() == [10, 10]
    lines: list[str] = []
    config = dataclasses.replace(PRETRAINING, steps=4)
    pretrain(
        config, loaded, tmp_path / "run", CPU, workers=0, places=places, score_every=2, report=lines.append
    )
    rows = read(tmp_path / "run" / "scores.csv")
    assert [row["step"] for row in rows] == ["2", "4"]
    assert float(rows[-1]["knn"]) > 0.9  # water and city differ by 20 dB
    assert any("k-NN score" in line for line in lines)
    with pytest.raises(InvalidRequest):
        labelled_places(loaded[:1], archive / "landcover_polygons.gpkg", 32)


def test_the_command_takes_labels_and_init(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = write_archive(tmp_path / "data")
    words = (
        f"pretrain {archive / 'sentinel1_vh'} --out {tmp_path / 'run'} --init {tmp_path / 'no'} --device cpu"
    )
    assert main([*words.split(), "--labels", str(archive / "landcover_polygons.gpkg")]) == 2
    assert "--init" in capsys.readouterr().err


def test_the_pace_tells_waiting_from_computing(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [0.0]
    monkeypatch.setattr("model.pretrain.progress.time.monotonic", lambda: clock[0])

    def batches() -> object:
        for wait in (5.0, 1.0, 1.0):  # the first one starts the loader
            clock[0] += wait
            yield wait

    pace = Pace(8)
    for _ in pace.over(batches()):  # type: ignore[arg-type]
        clock[0] += 3.0
        rate = pace.images_per_second()
    assert rate == pytest.approx(24 / 16)
    assert pace.waiting_share() == pytest.approx(2 / 11)
    assert "more --workers would help" in loader_in_words(10, 8, 0.3)
    assert "more --workers" not in loader_in_words(100, 8, 0.01)

    def samples() -> object:
        for _ in range(4):
            clock[0] += 0.5
            yield None

    assert loader_rate(samples(), 2) == pytest.approx(4.0)  # type: ignore[arg-type]


def test_a_log_keeps_the_columns_it_has(tmp_path: Path) -> None:
    log_row(tmp_path / "log.csv", {"step": 1, "loss": 2.0})
    log_row(tmp_path / "log.csv", {"step": 2, "loss": 1.0, "new": 3.0})
    assert (tmp_path / "log.csv").read_text().split() == ["step,loss", "1,2", "2,1"]
