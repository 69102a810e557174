"""Networks trained on the labels: fine-tuned from DINO, from scratch, and the small U-Net."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from typing import Any, cast

import numpy as np
import torch
import torch.nn.functional as F
from scipy.special import softmax
from torch import Tensor, nn

from model.checkpoint.backbones import Backbone
from model.data.labels import UNLABELLED
from model.evaluate.budgets import recipe
from model.evaluate.classifiers import linear
from model.evaluate.context import Context
from model.evaluate.probes import fit_tokens, tokens_of
from model.evaluate.rows import Key, Row
from model.evaluate.scoring import Counts, count_scene, scores
from model.evaluate.unet import SmallUNet
from model.inference.in_memory import logits_of
from model.network.config import NetworkConfig
from model.network.network import Output, SarSegmenter
from model.train.crops import LabelledScene
from model.train.loop import train
from model.training.calibration import fit_temperature

VALIDATIONS = 5
"""Checks on the validation scenes during a training..."""
LEAST_BETWEEN = 260
"""...with at least so many steps between checks: a check takes as long as 20 steps."""
ABSENT = -8.0
"""Logit of a class without labels."""
EVERY = 7
"""One labelled pixel in so many is enough to fit a temperature."""

_STEP = re.compile(r"step (\d+)/")


def train_unet(context: Context, key: Key) -> Row:
    """The small U-Net from scratch."""
    torch.manual_seed(key.seed)
    # SmallUNet has all attributes that the loop needs: classes, blocks and logits.
    return _train_and_score(context, key, cast(SarSegmenter, SmallUNet(context.network.classes)))


def train_scratch(context: Context, key: Key) -> Row:
    """The network as shipped, with a random backbone."""
    torch.manual_seed(key.seed)
    return _train_and_score(context, key, SarSegmenter(context.network, drop_path=0.05))


def train_scratch_at_full_rate(context: Context, key: Key) -> Row:
    """As :func:`train_scratch`, with the head's learning rate for the backbone: nothing to preserve."""
    torch.manual_seed(key.seed)
    network = SarSegmenter(context.network, drop_path=0.05)
    return _train_and_score(context, key, network, backbone_rate=1.0, layer_decay=1.0)


def train_finetuned(context: Context, key: Key) -> Row:
    """The network as shipped, pre-trained, starting from the linear probe."""
    torch.manual_seed(key.seed)
    return _train_and_score(context, key, _pretrained(context, key, context.network))


def train_linear_head(context: Context, key: Key) -> Row:
    """The pre-trained network with a linear head on the tokens: the control for the radar stem."""
    torch.manual_seed(key.seed)
    return _train_and_score(context, key, _pretrained(context, key, _linear_head(context.network)))


def _linear_head(config: NetworkConfig) -> NetworkConfig:
    return dataclasses.replace(config, stem_channels=())


class ProbedSegmenter(SarSegmenter):
    """A network with a head that adds to the logits of a linear probe on the tokens, at first zero.

    With a random head, fine-tuning distorts features before the head is useful; starting from the linear
    probe, features stay useful (Kumar et al. 2022, arXiv 2202.10054).

    Args:
        config: The network.
        probe: The probe on the tokens after the last block and its norm.
    """

    def __init__(self, config: NetworkConfig, probe: nn.Linear) -> None:
        super().__init__(config, drop_path=0.05)
        self.probe = probe
        nn.init.zeros_(self.head.classify.weight)
        nn.init.zeros_(self.head.classify.bias)  # type: ignore[arg-type]

    def forward(self, x: Tensor, valid: Tensor | None = None, **options: Any) -> Output:
        """As for :class:`model.network.network.SarSegmenter`."""
        out = super().forward(x, valid, **options)
        grid = (x.shape[-2] // self.patch_size, x.shape[-1] // self.patch_size)
        said = self.probe(out.tokens).transpose(1, 2).unflatten(-1, grid)
        said = F.interpolate(said, size=x.shape[-2:], mode="bilinear", align_corners=False)
        return dataclasses.replace(out, logits=out.logits + said)


def _pretrained(context: Context, key: Key, config: NetworkConfig) -> SarSegmenter:
    assert context.pretrained is not None
    return _probed(context, key, context.pretrained, config)


def _probed(context: Context, key: Key, backbone: Backbone, config: NetworkConfig) -> SarSegmenter:
    maps = tokens_of(context.maps(backbone))
    fitted = fit_tokens(context.data, key, linear, maps, backbone.config.patch_size)
    network = ProbedSegmenter(config, as_layer(fitted, len(config.classes)))
    network.backbone.load_state_dict(backbone.module.state_dict())
    return network


def as_layer(fitted: Any, classes: int) -> nn.Linear:
    """The linear probe (standardisation, then regression) as one layer; ``ABSENT`` for unlabelled classes."""
    standard, regression = fitted.steps[0][1], fitted.steps[1][1]
    there = np.asarray(regression.classes_, dtype=np.int64)
    # With two classes, scikit-learn keeps one row: for the second class against the first.
    slope = regression.coef_ if len(there) > 2 else np.concatenate([0 * regression.coef_, regression.coef_])
    level = regression.intercept_ if len(there) > 2 else np.array([0.0, regression.intercept_[0]])
    weight = np.zeros((classes, slope.shape[1]))
    bias = np.full(classes, ABSENT)
    weight[there] = slope / standard.scale_
    bias[there] = level - weight[there] @ standard.mean_
    layer = nn.Linear(slope.shape[1], classes)
    with torch.no_grad():
        layer.weight.copy_(torch.from_numpy(weight))
        layer.bias.copy_(torch.from_numpy(bias))
    return layer


def _train_and_score(context: Context, key: Key, network: SarSegmenter, **changed: Any) -> Row:
    config = dataclasses.replace(recipe(context, key), **changed)
    training = context.data.training(key.source, key.percent, key.seed)
    report = _with_validation(context, network, config.steps)
    state = context.out / "states" / f"{key.name()}.pt"
    state.parent.mkdir(parents=True, exist_ok=True)
    trained = train(
        network,
        training,
        [],
        config,
        context.device,
        workers=context.workers,
        report=report,
        state=state,
    )
    temperature = calibrated(context, trained)
    scenes = score_network(trained, context.data.held_out("test"), context.device, temperature)
    state.unlink(missing_ok=True)
    return {
        "scenes": scenes,
        "temperature": temperature,
        "recipe": dataclasses.asdict(config),
        "parameters": sum(p.numel() for p in trained.parameters()),
    }


def _with_validation(context: Context, network: SarSegmenter, steps: int) -> Callable[[str], None]:
    """Reports progress, and regularly the mIoU on the validation scenes.

    The mIoU is of the current weights; the final average is slightly better.
    """
    every = max(LEAST_BETWEEN, steps // VALIDATIONS) // 20 * 20

    def report(line: str) -> None:
        found = _STEP.match(line)
        context.rows.report("  " + line)
        if found and int(found.group(1)) % every == 0:
            network.eval()
            counts = score_network(network, context.data.held_out("validation"), context.device, 1.0)
            network.train()
            if counts:
                found_scores = scores(counts.values(), context.data.classes)
                context.rows.report(
                    f"  validation at step {found.group(1)}: mIoU {found_scores['miou']:.3f}, "
                    f"overall accuracy {found_scores['overall_accuracy']:.3f}"
                )

    return report


def calibrated(context: Context, network: SarSegmenter) -> float:
    """The temperature fitted on the validation scenes; 1 without validation scenes."""
    logits, labels = [], []
    for item in context.data.held_out("validation"):
        known = item.labels != UNLABELLED
        logits.append(logits_of(network, item.scene, context.device)[:, known].T[::EVERY])
        labels.append(item.labels[known][::EVERY].astype(np.int64))
    if not logits:
        return 1.0
    return fit_temperature(torch.from_numpy(np.concatenate(logits)), torch.from_numpy(np.concatenate(labels)))


def score_network(
    network: SarSegmenter, scenes: list[LabelledScene], device: torch.device, temperature: float
) -> dict[str, Counts]:
    """Counts per scene of a network's predictions."""
    found: dict[str, Counts] = {}
    for item in scenes:
        logits = logits_of(network, item.scene, device) / temperature
        probabilities: Any = softmax(logits, axis=0)
        found[item.scene.name] = count_scene(item.labels, probabilities.astype(np.float32))
    return found
