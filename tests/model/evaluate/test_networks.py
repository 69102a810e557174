"""Networks that start from the linear probe."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import cast

import numpy as np
import pytest
import torch

from model.evaluate.budgets import CONVERGED, recipe, with_steps
from model.evaluate.classifiers import linear, probabilities
from model.evaluate.context import Context
from model.evaluate.data import Dataset
from model.evaluate.networks import ProbedSegmenter, as_layer
from model.evaluate.rows import Key, Rows
from model.network.config import NetworkConfig

CONFIG = NetworkConfig(
    backbone_options={"embed_dim": 16, "depth": 1, "num_heads": 2}, taps=(0,), classes=(10, 50, 80, 90)
)


def _probe(there: list[int]) -> tuple[object, np.ndarray]:
    """A linear probe on features of which some classes are made, and other such features."""
    rng = np.random.default_rng(0)
    labels = np.repeat(np.array(there, np.uint8), 100)
    x = rng.normal(labels[:, None] * rng.normal(3, 1, 16), 5.0).astype(np.float32)
    fitted = linear(0)
    fitted.fit(x, labels)
    return fitted, x[::7]


@pytest.mark.parametrize("there", [[0, 1, 2, 3], [0, 2, 3], [1, 3]])
def test_the_probe_as_a_layer_says_what_the_probe_says(there: list[int]) -> None:
    fitted, x = _probe(there)
    with torch.no_grad():
        said = as_layer(fitted, 4)(torch.from_numpy(x))
    expected = probabilities(fitted, x, 4)
    np.testing.assert_array_equal(said.argmax(1), expected.argmax(1))
    if len(there) == 4:
        np.testing.assert_allclose(said.softmax(1), expected, atol=1e-4)
    else:
        np.testing.assert_allclose(said[:, there].softmax(1), expected[:, there], atol=1e-4)


@pytest.mark.parametrize("stem", [(8, 8, 8, 8), ()])
@torch.inference_mode()
def test_a_network_begins_with_what_the_probe_says(stem: tuple[int, ...]) -> None:
    torch.manual_seed(0)
    probe = as_layer(_probe([0, 1, 2, 3])[0], 4)
    config = NetworkConfig.from_dict({**CONFIG.as_dict(), "stem_channels": stem})
    network = ProbedSegmenter(config, probe).eval()
    x = torch.randn(1, 2, 64, 128)
    out = network(x, attention=True)
    said = probe(out.tokens).reshape(1, 8, 16, 4).permute(0, 3, 1, 2)
    at_pixels = torch.nn.functional.interpolate(said, size=(64, 128), mode="bilinear", align_corners=False)
    torch.testing.assert_close(out.logits, at_pixels)  # the head adds nothing yet
    torch.nn.init.normal_(network.head.classify.bias)
    torch.testing.assert_close(
        network(x).logits - out.logits, network.head.classify.bias.view(1, 4, 1, 1).expand(1, 4, 64, 128)
    )


def test_all_labels_get_the_long_training_and_everything_else_the_short_one(tmp_path: Path) -> None:
    data = cast(Dataset, None)  # budgets do not look at it
    context = Context(data, Rows(tmp_path), tmp_path, torch.device("cpu"))
    whole = Key("unet", "U-Net", seed=3)
    keys = [whole, replace(whole, percent=50), replace(whole, source="texas")]
    assert [with_steps(context, key).steps for key in keys] == [1200, 250, 250]
    assert with_steps(context, whole, short=True).steps == 250
    batches = [recipe(context, with_steps(context, key)).batch for key in keys]
    assert batches == [12, 8, 8]
    assert recipe(context, with_steps(context, whole)).seed == 3
    assert recipe(context, replace(whole, steps=CONVERGED.steps)).batch == CONVERGED.batch
    asked = replace(context, steps=40, batch=2)
    assert {with_steps(asked, key).steps for key in keys} == {40}
    assert recipe(asked, with_steps(asked, whole)).batch == 2
