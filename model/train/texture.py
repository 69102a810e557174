"""A second opinion from local statistics alone, joined with a finished network.

A network that knows surroundings learns the places of its training by heart; in a part of the world without
labels it is often wrong where backscatter and texture alone would be right. A small classifier of local means
and deviations makes other mistakes. The joined model adds up the logits of both: a product of experts
(Hinton 2002, "Training Products of Experts"). Two experts are too sure together, so the card's ``dual_scale``
makes their confidence right again (:mod:`model.checkpoint.offsets`).

The classifier learns only scenes with both polarisations and known calibration, and counts only there: taught
with the other scenes besides, it loses what it gained. It is the network's
:class:`model.network.refine.Refinement`, so every runtime, and fine-tuning, know it already.
"""

from __future__ import annotations

import copy
import dataclasses
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from model.data.labels import UNLABELLED
from model.errors.errors import InvalidRequest, TrainingDiverged
from model.network.config import POLARISATIONS
from model.network.network import SarSegmenter
from model.network.refine import CLIP, Refinement, texture
from model.train.crops import RTC_DB, LabelledScene, kind_of

LEAST_DEVIATION = 1e-3
EVERY = 97
"""One pixel in so many tells the mean and the deviation of the network's features."""
GATE = 1e4
"""Scale of the deviations in the smallest window: any speckle at all gives the largest input."""
OFF = 8.0
"""Weight of these inputs: a unit whose polarisation is missing is far below zero."""


@dataclass(frozen=True)
class TextureConfig:
    """How the classifier is trained.

    Attributes:
        windows: Sides in pixels of the windows of local means and deviations, odd. The deviations in the
            smallest only tell whether a polarisation is there.
        hidden: Units of the hidden layer.
        steps: Optimiser steps.
        batch: Pixels per step.
        most: Most pixels of a class that a scene teaches.
        balance: Exponent on class frequency, as of :class:`model.train.crops.CropConfig`.
        gain_db: Standard deviation of a gain offset of each pixel's statistics in dB. GRD and RTC differ.
        own_gain_db: As ``gain_db``, separately for each polarisation.
        as_rtc: Probability that a pixel's statistics are raised to the level of RTC products.
        learning_rate: Peak learning rate.
        weight_decay: Weight decay of all weights.
        smoothing: Label smoothing.
        seed: Seed of everything random.
    """

    windows: tuple[int, ...] = (5, 15, 31)
    hidden: int = 128
    steps: int = 3000
    batch: int = 2048
    most: int = 3000
    balance: float = 0.5
    gain_db: float = 1.2
    own_gain_db: float = 0.4
    as_rtc: float = 0.4
    learning_rate: float = 4e-3
    weight_decay: float = 0.1
    smoothing: float = 0.05
    seed: int = 0


def with_texture(
    network: SarSegmenter,
    labelled: list[LabelledScene],
    config: TextureConfig,
    report: Callable[[str], None] = print,
) -> SarSegmenter:
    """A network whose logits, on calibrated scenes with both polarisations, are the sum of both opinions.

    Args:
        network: A finished network without a refinement; stays as it is.
        labelled: Scenes with labels.
        config: The recipe.
        report: Takes lines of progress.

    Returns:
        The joined network, in evaluation mode, on the CPU.

    Raises:
        InvalidRequest: No scene with both polarisations and known calibration is labelled.
        TrainingDiverged: The loss is no longer finite.
    """
    scenes = [item for item in labelled if kind_of(item.scene) == (True, True, True)]
    if not any((item.labels != UNLABELLED).any() for item in scenes):
        raise InvalidRequest(
            "A classifier of texture needs labels on calibrated scenes with VV and VH, and there are none.",
            remedy="Add such scenes, or leave out --texture.",
        )
    network = copy.deepcopy(network).cpu().float().eval()
    classifier = Refinement(
        network.head.classify.in_channels,
        inputs=POLARISATIONS,
        windows=config.windows,
        hidden=config.hidden,
        classes=len(network.classes),
    )
    torch.manual_seed(config.seed)
    x, labels, std = _pixels(scenes, config)
    _measure(classifier, network, scenes, x)
    _learn(classifier, x, labels, std, config, report)
    _gate(classifier)
    joined = SarSegmenter(dataclasses.replace(network.config, texture=config.windows, hidden=config.hidden))
    joined.load_state_dict({**network.state_dict(), **_named(classifier)})
    return joined.eval()


def _named(classifier: Refinement) -> dict[str, Tensor]:
    return {f"refine.{name}": value for name, value in classifier.state_dict().items()}


def _image(item: LabelledScene) -> tuple[Tensor, Tensor | None]:
    """Normalised planes [1, planes, rows, cols] of a scene, and validity [1, rows, cols] if not all are."""
    scene = item.scene
    x = scene.normalisation.apply(scene.db.astype(np.float32), scene.valid, scene.present)
    valid = None if scene.valid.all() else torch.from_numpy(scene.valid)[None]
    return torch.from_numpy(x)[None], valid


def _pixels(scenes: list[LabelledScene], config: TextureConfig) -> tuple[Tensor, Tensor, Tensor]:
    """Local statistics [N, channels] of labelled pixels, their classes [N], and the spread in dB [2]."""
    rng = np.random.default_rng(config.seed)
    x, y = [], []
    for item in scenes:
        image, valid = _image(item)
        found = texture(image[:, :POLARISATIONS], valid, config.windows)[0].flatten(1).T
        flat = item.labels.ravel()
        for index in np.unique(flat[flat != UNLABELLED]):
            pixels = rng.permutation(np.flatnonzero(flat == index))[: config.most]
            x.append(found[torch.from_numpy(pixels)])
            y.append(torch.full((len(pixels),), int(index)))
    return torch.cat(x), torch.cat(y), torch.tensor(scenes[0].scene.normalisation.std)


@torch.no_grad()
def _measure(
    classifier: Refinement, network: SarSegmenter, scenes: list[LabelledScene], statistics: Tensor
) -> None:
    """Sets mean and scale of the inputs: of the network's features too, which fine-tuning goes on with."""
    seen = []
    side = network.patch_size
    for item in scenes:
        image, valid = _image(item)
        rows, cols = (size // side * side for size in image.shape[-2:])
        cut = None if valid is None else valid[:, :rows, :cols]
        seen.append(network.pixel_features(image[..., :rows, :cols], cut)[0].flatten(1).T[::EVERY])
    values = (torch.cat(seen), statistics)
    classifier.mean.copy_(torch.cat([part.mean(dim=0) for part in values]))
    spread = torch.cat([part.std(dim=0) for part in values])
    classifier.scale.copy_(1 / spread.clamp_min(LEAST_DEVIATION))


def _gates(classifier: Refinement) -> list[int]:
    """Inputs that tell whether the polarisations are there: their deviations in the smallest window."""
    channels = classifier.hidden.in_channels
    deep = channels - POLARISATIONS * (1 + 2 * len(classifier.windows))
    return [deep + 2 * POLARISATIONS + number for number in range(POLARISATIONS)]


def _learn(
    classifier: Refinement,
    x: Tensor,
    labels: Tensor,
    std: Tensor,
    config: TextureConfig,
    report: Callable[[str], None],
) -> None:
    """Trains on batches of pixels; features of the network and gates get no weight."""
    deep = classifier.hidden.in_channels - x.shape[1]
    blind = [*range(deep), *_gates(classifier)]
    nothing = torch.zeros(config.batch, deep) + classifier.mean[:deep]
    torch.nn.init.kaiming_uniform_(classifier.classify.weight, a=math.sqrt(5))
    with torch.no_grad():
        classifier.hidden.weight[:, blind] = 0
    # Silent units leave this bias, and where the classifier is silent it must add nothing.
    classifier.classify.bias.requires_grad_(False)  # type: ignore[union-attr]
    optimiser = torch.optim.AdamW(
        [value for value in classifier.parameters() if value.requires_grad],
        config.learning_rate,
        weight_decay=config.weight_decay,
    )
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, config.learning_rate, config.steps)
    for step, (some, wanted) in enumerate(_batches(x, labels, std, config)):
        said = classifier.of_inputs(torch.cat([nothing, some], 1)[..., None, None])[..., 0, 0]
        loss = F.cross_entropy(said, wanted, label_smoothing=config.smoothing)
        if not math.isfinite(float(loss.detach())):
            raise TrainingDiverged(f"The loss of the classifier of texture is no number at step {step}.")
        loss.backward()  # type: ignore[no-untyped-call]
        assert classifier.hidden.weight.grad is not None  # nosec B101
        classifier.hidden.weight.grad[:, blind] = 0
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        schedule.step()
        if (step + 1) % 1000 == 0:
            report(f"texture, step {step + 1}/{config.steps}: loss {float(loss.detach()):.3f}")


def _batches(
    x: Tensor, labels: Tensor, std: Tensor, config: TextureConfig
) -> Iterator[tuple[Tensor, Tensor]]:
    """Statistics of pixels with changed gain, and their classes; rare classes come more often."""
    random = torch.Generator().manual_seed(config.seed)
    weight = torch.bincount(labels).double()[labels] ** (config.balance - 1)
    upto = torch.cumsum(weight, 0)
    levels = _levels(x.shape[1])
    for _ in range(config.steps):
        at = torch.rand(config.batch, generator=random, dtype=torch.float64) * upto[-1]
        chosen = torch.searchsorted(upto, at).clamp_max(len(labels) - 1)
        gain = config.gain_db * torch.randn(config.batch, 1, generator=random)
        rtc = torch.empty(config.batch, 1).uniform_(*RTC_DB, generator=random)
        raised = rtc * (torch.rand(config.batch, 1, generator=random) < config.as_rtc)
        own = config.own_gain_db * torch.randn(config.batch, POLARISATIONS, generator=random)
        changed = (gain + raised + own) / std
        yield x[chosen] + changed @ levels, labels[chosen]


def _levels(channels: int) -> Tensor:
    """[polarisations, channels] 1 where a channel is a level of a polarisation: a pixel, or a local mean."""
    found = np.zeros((POLARISATIONS, channels), np.float32)
    kinds: NDArray[np.int64] = np.arange(channels) // POLARISATIONS
    level = (kinds == 0) | (kinds % 2 == 1)  # the pixel, then a mean and a deviation of each window
    for number in range(POLARISATIONS):
        found[number, level & (np.arange(channels) % POLARISATIONS == number)] = 1
    return torch.from_numpy(found)


@torch.no_grad()
def _gate(classifier: Refinement) -> None:
    """Makes all units silent where a polarisation is missing: there, its deviations are exactly 0.

    With both, the inputs of the gate are at their limit, and the bias takes away what they add.
    """
    gates = _gates(classifier)
    assert classifier.hidden.bias is not None  # nosec B101
    classifier.mean[gates] = 0.0
    classifier.scale[gates] = GATE
    classifier.hidden.weight[:, gates] = OFF
    classifier.hidden.bias -= OFF * CLIP * len(gates)
