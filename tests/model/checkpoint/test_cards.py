"""Cards that are wrong, and weights that do not fit theirs: refused in words, before memory is taken."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
import safetensors.torch

from model.checkpoint.checkpoint import (
    read_card,
)
from model.checkpoint.library import info_of
from tests.model.fixtures.files import refusal, with_card
from tests.places import ROOT


def architecture(**changes):
    return lambda content: content["architecture"].update(changes)


ENTRY = {"name": "Alps", "scenes": 3, "polarisations": ["VV", "VH"], "calibrated": True, "miou": 0.5}


def scored(**changes):
    """A card with an entry of scores by source."""
    return lambda content: content["metrics"].update(by_source=[{**ENTRY, **changes}])


def test_scores_by_source_come_with_the_list_of_models(tmp_path, model_file):
    path = with_card(model_file, tmp_path / "x.safetensors", scored(later="more"))
    (entry,) = info_of(path).by_source
    assert (entry.name, entry.scenes, entry.polarisations) == ("Alps", 3, ["VV", "VH"])
    assert (entry.calibrated, entry.miou, entry.accuracy) == (True, 0.5, None)
    assert info_of(model_file).by_source == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda c: c.pop("licence"), "without 'licence'"),
        (lambda c: c.update(format=2), "format 2"),
        (lambda c: c.update(format=True), "wrong type"),
        (lambda c: c.update(name=""), "name"),
        (lambda c: c.update(metrics=[]), "'metrics'"),
        (lambda c: c.update(architecture="vit"), "'architecture'"),
        (lambda c: c.update(normalisation={"mean": [0, 0], "std": [0, 1]}), "'std'"),
        (lambda c: c.update(normalisation={"mean": [0], "std": [1, 1]}), "'mean'"),
        (lambda c: c.update(normalisation={"mean": 5, "std": [1, 1]}), "'mean'"),
        (lambda c: c["normalisation"].update(own_level=[0, 2]), "'own_level' is not two numbers from 0 to 1"),
        (lambda c: c["normalisation"].update(own_spread=None), "'own_spread'"),
        (lambda c: c["normalisation"].update(more=[0, 0]), "'more', which is unknown"),
        (lambda c: c.update(classes=[]), "0 classes"),
        (lambda c: c.update(classes=[7]), "code"),
        (lambda c: c["classes"][0].update(code=255), "code"),
        (lambda c: c["classes"][0].update(code=80), "twice"),
        (lambda c: c["classes"][0].update(color="red; background: url(x)"), "colour"),
        (lambda c: c["classes"].reverse(), "other classes"),
        (lambda c: c.update(tensors_sha256="0" * 63), "SHA-256"),
        (lambda c: c.update(tensors_sha256="0" * 64), "SHA-256"),
        (lambda c: c.update(padding="x" * 2_000_000), "more than 250 kB"),
        (lambda c: c["classes"][0].update(name="water\0"), "'classes' holds control characters"),
        (lambda c: c["classes"][0].update(name="water\x1b[31m"), "'classes' holds control characters"),
        (lambda c: c["classes"][0].update(name="wat\ud800er"), "'classes' holds control characters"),
        (lambda c: c["classes"][0].update(name="wa\uffffter"), "'classes' holds control characters"),
        (lambda c: c["classes"][0].update(name="water\nland"), "no usable name for class 10"),
        (lambda c: c["classes"][0].update(name=" "), "no usable name for class 10"),
        (lambda c: c["classes"][0].update(name="w" * 201), "no usable name for class 10"),
        (lambda c: c["classes"][0].update(code=True), "code"),
        (lambda c: c.update(name="two\nlines"), "name"),
        (lambda c: c.update(name="\t"), "name"),
        (lambda c: c.update(version="1\0"), "'version' holds control characters"),
        (lambda c: c.update(version=""), "version"),
        (lambda c: c.update(version="1" * 61), "version"),
        (lambda c: c.update(licence="GPL\x07"), "'licence' holds control characters"),
        (lambda c: c.update(attribution=["Copernicus"]), "'attribution'"),
        (lambda c: c.update(attribution="\ud800"), "'attribution' holds control characters"),
        (lambda c: c.update(metrics={"miou\0": 1}), "'metrics' holds control characters"),
        (lambda c: c.update(metrics={"pixels": 10**400}), "'metrics' holds a number that is too large"),
        (scored(name=""), "entry 1 of the scores by source has no usable name"),
        (scored(name="a\nb"), "entry 1 of the scores by source has no usable name"),
        (scored(scenes=0), "no number of scenes"),
        (scored(scenes=True), "no number of scenes"),
        (scored(polarisations=[]), "other polarisations"),
        (scored(polarisations=["VV", "VH", "HH"]), "other polarisations"),
        (scored(polarisations=["X"]), "other polarisations"),
        (scored(polarisations=[["VV"]]), "other polarisations"),
        (scored(calibrated=1), "does not say whether its scenes are calibrated"),
        (scored(miou=1.5), "a 'miou' that is not a number from 0 to 1"),
        (scored(accuracy="0.5"), "a 'accuracy' that is not a number from 0 to 1"),
        (scored(water_iou=None), "a 'water_iou' that is not a number from 0 to 1"),
        (scored(built_up_elsewhere=True), "a 'built_up_elsewhere' that is not a number"),
        (lambda c: c.update(dual_offsets=[1]), "'dual_offsets' is no object"),
        (lambda c: c.update(dual_offsets={"77": 1.0}), "'dual_offsets' names a class that the model lacks"),
        (lambda c: c.update(dual_offsets={"10": "1"}), "'dual_offsets' holds something else than numbers"),
        (lambda c: c.update(dual_offsets={"10": True}), "'dual_offsets' holds something else than numbers"),
        (lambda c: c.update(dual_offsets={"10": -11}), "'dual_offsets' holds a number beyond 10"),
        (lambda c: c.update(dual_scale="1"), "'dual_scale' is no number"),
        (lambda c: c.update(dual_scale=True), "'dual_scale' is no number"),
        (lambda c: c.update(dual_scale=0), "'dual_scale' is not between"),
        (lambda c: c.update(dual_scale=21), "'dual_scale' is not between"),
        (lambda c: c.update(metrics={"by_source": {}}), "scores by source are not a list"),
        (lambda c: c.update(metrics={"by_source": [7]}), "entry 1 of the scores by source is no object"),
        (lambda c: c.update(metrics={"by_source": [{}] * 201}), "not a list of at most 200"),
        (lambda c: c.update(lineage={"base": {"base": ["x\0"]}}), "'lineage' holds control characters"),
        (lambda c: c.update(lineage=json.loads("[" * 80 + "]" * 80)), "'lineage' is nested"),
        (lambda c: c.update(training_data="x" * 60_000), "'training_data' holds a text of more than"),
        (lambda c: c.update({"note\0": 1}), "holds control characters"),
        (lambda c: c.update(heads=-1), "'heads'"),
        (lambda c: c.update(heads=10**9), "'heads'"),
        (lambda c: c.update(heads="2"), "'heads'"),
        (lambda c: c.update(heads=5), "another number of attention heads"),
        (architecture(surprise=1), "does not know"),
        (architecture(backbone="hf-hub:somebody/model"), "unknown backbone"),
        (architecture(backbone="local-dir:/etc"), "unknown backbone"),
        (architecture(backbone="resnet50"), "unknown backbone"),
        (architecture(backbone="vit_tiny_patch16_224\n"), "unknown backbone"),
        (architecture(backbone="vit_tiny_patch16_999"), "cannot be built"),
        (architecture(backbone=["vit"]), "unknown backbone"),
        (architecture(backbone_options={"depth": 10**9}), "'depth'"),
        (architecture(backbone_options={"embed_dim": 2**40}), "'embed_dim'"),
        (architecture(backbone_options={"embed_dim": 33, "num_heads": 2}), "cannot be built"),
        (architecture(backbone_options={"pretrained": 1}), "unknown option"),
        (architecture(backbone_options=[]), "'backbone_options'"),
        (architecture(patch_size=0), "'patch_size'"),
        (architecture(patch_size=8.0), "'patch_size'"),
        (architecture(image_size=2**31), "'image_size'"),
        (architecture(image_size=65), "multiple"),
        (architecture(taps=[1, 0]), "rise"),
        (architecture(taps=[0, 5]), "deeper"),
        (architecture(taps=3), "does not know|'taps'"),
        (architecture(stem_channels=[4, 6]), "'stem_channels'"),
        (architecture(patch_stem=[10**9]), "'patch_stem'"),
        (architecture(patch_stem=[4, 4]), "cannot be built"),
        (architecture(stem_channels=[4, 6, 6, 10**9]), "'stem_channels'"),
        (architecture(feature_channels=16), "does not hold the weights"),
        (architecture(classes=[10, 50, 90]), "other classes"),
    ],
)
def test_a_card_that_is_wrong_is_refused_in_words(tmp_path, model_file, change, words):
    import re

    assert re.search(words, refusal(with_card(model_file, tmp_path / "x.safetensors", change)))


def test_a_huge_network_on_a_small_file_is_refused_before_memory_is_taken(tmp_path, model_file):
    """The largest network that the ranges allow has 400 million weights: 1.6 GB."""
    options = {"embed_dim": 1024, "depth": 32, "num_heads": 16}
    path = with_card(model_file, tmp_path / "x.safetensors", architecture(backbone_options=options))
    code = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "import model.checkpoint.checkpoint as c\n"
        "def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "before = peak()\n"
        "try: c.load_checkpoint(Path(sys.argv[1]))\n"
        "except c.ModelNotReadable as error: print(error, '|', peak() - before)\n"
    )
    command = [sys.executable, "-c", code, str(path)]
    output = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True).stdout
    message, growth_kb = output.rsplit("|", 1)
    assert "does not hold the weights" in message
    assert int(growth_kb) < 200_000


def test_weights_that_are_not_finite_are_refused(tmp_path, model_file):
    from model.checkpoint.checkpoint import tensors_sha256

    tensors = safetensors.torch.load_file(model_file)
    tensors["head.classify.bias"][0] = float("nan")
    content = read_card(model_file) | {"tensors_sha256": tensors_sha256(tensors)}
    path = tmp_path / "nan.safetensors"
    safetensors.torch.save_file(tensors, path, {"sardino": json.dumps(content)})
    assert "not finite" in refusal(path)
