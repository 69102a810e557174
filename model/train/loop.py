"""Supervised training of the network on labelled scenes."""

from __future__ import annotations

import copy
import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.utils.data import DataLoader, Dataset, Subset

from model.data.labels import UNLABELLED
from model.data.scenes import LoadedScene
from model.errors.errors import InvalidRequest, TrainingDiverged
from model.inference.in_memory import logits_of
from model.network.config import POLARISATIONS
from model.network.network import SarSegmenter, attend_in_steps
from model.network.precision import mixed_precision
from model.train.attention import KeptAttention
from model.train.consistency import Predecessor, consistency_crops
from model.train.crops import CropConfig, LabelledCrops, LabelledScene, UnlabelledCrops, kind_of
from model.train.remembering import Remembered
from model.training.average import follow
from model.training.calibration import calibration_error, fit_confidence
from model.training.losses import overlap_loss, said_elsewhere_loss, supervised_loss
from model.training.metrics import Confusion
from model.training.optimiser import parameter_groups
from model.training.schedule import cosine
from model.training.state import (
    check_settings,
    random_state,
    read_state,
    restore_random_state,
    settings_of,
    write_state,
)

EVERY = 7
"""One labelled pixel in so many is enough to fit a temperature."""


@dataclass(frozen=True)
class TrainConfig:
    """The recipe of supervised training.

    Attributes:
        crops: How crops are drawn.
        steps: Optimiser steps.
        batch: Labelled crops per step.
        pairs: Number of places of a batch shown in two overlapping crops. Small, since with sparse labels the
            number of different places counts most.
        overlap_weight: Weight of the disagreement of a pair's two crops in their overlap.
        consistency_batch: Unlabelled dual-polarisation crops per step (0: off). From VV, and from VV with VH,
            the network should give the same result as from VH alone, the only polarisation with labels
            (:mod:`model.train.consistency`).
        consistency_weight: Weight of the consistency loss, reached after a third of the steps.
        attention_weight: Weight of the loss that keeps the attention of a pre-trained backbone, if given
            (:mod:`model.train.attention`).
        remember_weight: Weight of the loss that keeps a finished model's answers, if one is given
            (:mod:`model.train.remembering`).
        learning_rate: Peak learning rate of the head.
        backbone_rate: Rate of the backbone's last block relative to the head's rate; small, to keep
            pre-trained features.
        layer_decay: Factor from each backbone block to the block below.
        weight_decay: Weight decay of all weights.
        warmup: Steps of linear warm-up.
        hide_tokens: Share of the crops that the head sees without tokens. With few places, surroundings are
            learnt by heart; so the convolutions must also do alone.
        smoothing: Label smoothing, since interpreters make errors. Not with ``robust``.
        robust: q of the generalised cross-entropy, 0 (cross-entropy) to 1 (mean absolute error).
        seldom: Code of a class that is said too often in scenes of known calibration; 0: none.
        seldom_weight: Weight of the loss against that
            (:func:`model.training.losses.said_elsewhere_loss`).
        average: Momentum of the weight average, the result of training.
        seed: Seed of everything random.
    """

    crops: CropConfig = field(default_factory=CropConfig)
    steps: int = 1200
    batch: int = 12
    pairs: int = 0
    overlap_weight: float = 0.3
    consistency_batch: int = 3
    consistency_weight: float = 0.4
    attention_weight: float = 0.5
    remember_weight: float = 1.0
    learning_rate: float = 2e-3
    backbone_rate: float = 0.15
    layer_decay: float = 0.85
    weight_decay: float = 0.05
    warmup: int = 50
    hide_tokens: float = 0.0
    smoothing: float = 0.0
    robust: float = 0.0
    seldom: int = 0
    seldom_weight: float = 1.0
    average: float = 0.99
    seed: int = 0

    @property
    def places(self) -> int:
        """Number of different places in a batch."""
        return self.batch - self.paired

    @property
    def paired(self) -> int:
        """Number of places shown twice, at most half a batch."""
        return min(self.pairs, self.batch // 2)


class Training:
    """State and steps of one training run."""

    def __init__(
        self,
        network: SarSegmenter,
        labelled: list[LabelledScene],
        unlabelled: list[LoadedScene],
        config: TrainConfig,
        device: torch.device,
        kept: KeptAttention | None = None,
        predecessor: Predecessor | None = None,
        remembered: Remembered | None = None,
    ) -> None:
        self.config, self.device, self.kept, self.predecessor = config, device, kept, predecessor
        self.remembered = remembered
        self.network = network.to(device).train()
        attend_in_steps(self.network.backbone, device.type == "cpu")
        # In eval mode: computing targets must not change its batch norm statistics.
        if config.hide_tokens:
            network.head.hide_tokens = config.hide_tokens
        self.average = copy.deepcopy(self.network).requires_grad_(False).eval()
        groups = parameter_groups(
            network,
            backbone_rate=config.backbone_rate,
            layer_decay=config.layer_decay,
            weight_decay=config.weight_decay,
        )
        self.optimiser = torch.optim.AdamW(groups)
        self.step = 0
        self._random: dict[str, Tensor] | None = None
        self.crops = LabelledCrops(
            labelled,
            len(network.classes),
            config.crops,
            length=config.steps * config.places,
            seed=config.seed,
        )
        self.both: UnlabelledCrops | None = None
        if unlabelled and config.consistency_batch:
            length = config.steps * config.consistency_batch
            self.both = UnlabelledCrops(unlabelled, config.crops, length=length, seed=config.seed)

    def run(self, *, workers: int, report: Callable[[str], None], state: Path | None) -> None:
        """Trains from the current step to the end; saves the state every 50 steps."""
        started, first = time.monotonic(), self.step
        recent: list[float] = []
        labelled = _batches(self.crops, self.config.places, self.step, workers)
        both = _batches(self.both, self.config.consistency_batch, self.step, 0) if self.both else None
        if self._random is not None:
            restore_random_state(self._random)  # only now: loaders draw a random number at their start
        for x, labels, places in labelled:
            loss = self._train_step(x, labels, places, next(both) if both else None)
            recent = [*recent[-49:], loss]
            if self.step % 20 == 0 and self.step > first:
                pace = (time.monotonic() - started) / (self.step - first)
                left = pace * (self.config.steps - self.step) / 60
                report(
                    f"step {self.step}/{self.config.steps}: loss {np.mean(recent):.3f}, {left:.0f} min left"
                )
            if state is not None and self.step % 50 == 0:
                self.save(state)

    def _train_step(self, x: Tensor, labels: Tensor, places: Tensor, both: Tensor | None) -> float:
        config = self.config
        self._set_rates()
        ramp = min(3 * self.step / config.steps, 1.0)
        images, wanted = (self._crops_of(item).to(self.device) for item in (x, labels))
        target = None
        if both is not None:
            teacher = self.predecessor.network if self.predecessor else self.average
            alone = self.predecessor is not None
            target, other = consistency_crops(both.to(self.device), teacher, alone=alone)
            # One batch: batch norm then has statistics of the mixture, as in the average.
            images = torch.cat([images, other])
        asked: dict[str, Any] = (
            {"attention": True, "question": self.kept.question(self.network)} if self.kept else {}
        )
        with mixed_precision(self.device):
            out = self.network(images, **asked)
        every = out.logits.float()
        logits = every[: len(wanted)]
        loss = supervised_loss(logits, wanted, config.smoothing, config.robust)
        if config.paired and config.overlap_weight:
            disagreement = overlap_loss(logits[: 2 * config.paired], places[: config.paired])
            loss = loss + config.overlap_weight * ramp * disagreement
        if target is not None:
            answer = F.log_softmax(every[len(wanted) :], dim=1)
            loss = loss - config.consistency_weight * ramp * (target * answer).sum(dim=1).mean()
        if config.seldom:
            loss = loss + config.seldom_weight * self._seldom(images[: len(wanted)], logits, wanted)
        if self.remembered is not None:
            weight = config.remember_weight
            loss = loss + weight * self.remembered.loss(images[: len(wanted)], logits)
        if self.kept is not None:
            with mixed_precision(self.device):
                loss = loss + config.attention_weight * self.kept.loss(out.attention, images)
        if not math.isfinite(float(loss.detach())):
            raise TrainingDiverged(
                f"The loss is no longer a number at step {self.step}.", remedy="Lower --learning-rate."
            )
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        momentum = min(config.average, (1 + self.step) / (10 + self.step))
        follow(self.average, self.network, momentum, buffers=True)
        self.step += 1
        return float(loss.detach())

    def _seldom(self, images: Tensor, logits: Tensor, wanted: Tensor) -> Tensor:
        """How much the class to be said seldom is said elsewhere, on crops of known calibration."""
        calibrated = (images[:, POLARISATIONS] != 0).flatten(1).any(dim=1)
        index = list(self.network.classes).index(self.config.seldom)
        found = said_elsewhere_loss(logits[calibrated], wanted[calibrated], index)
        return found * calibrated.float().mean()

    def _crops_of(self, item: Tensor) -> Tensor:
        """Both crops of the first places, one crop of all other places: [places, 2, ...] to [batch, ...]."""
        pairs = self.config.paired
        return torch.cat([item[:pairs].flatten(0, 1), item[pairs:, 0]])

    def _set_rates(self) -> None:
        config = self.config
        rate = cosine(1.0, 0.01, self.step, config.steps, warmup=config.warmup)
        for group in self.optimiser.param_groups:
            group["lr"] = config.learning_rate * group["factor"] * rate

    def save(self, path: Path) -> None:
        """Writes the state; a kill during writing loses nothing."""
        values = {
            "step": self.step,
            "network": self.network.state_dict(),
            "average": self.average.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "random": random_state(self.device),
            "settings": self._settings(),
        }
        write_state(path, values)

    def resume(self, path: Path) -> bool:
        """Loads a saved state; returns whether there was one.

        Raises:
            InvalidRequest: The state is damaged, of another network, or of a training with other settings.
        """
        if not path.exists():
            return False
        saved = read_state(path, self.device)
        check_settings(path, saved.get("settings", {}), self._settings())
        try:
            self.network.load_state_dict(saved["network"])
            self.average.load_state_dict(saved["average"])
            self.optimiser.load_state_dict(saved["optimiser"])
        except (RuntimeError, ValueError) as error:
            raise InvalidRequest(
                f"{path.name} is the state of another network.",
                remedy="Give the same --pretrained and --start-from, or delete the file to begin anew.",
                detail=str(error),
            ) from error
        self.step = int(saved["step"])
        self._random = saved.get("random")  # older states lack it
        return True

    def _settings(self) -> dict[str, Any]:
        attention = self.kept.digest if self.kept else None
        agreed = self.predecessor.digest if self.predecessor else None
        known = self.remembered.digest if self.remembered else None
        return settings_of(self.config, list(self.network.classes), attention, agreed, known)


def train(
    network: SarSegmenter,
    labelled: list[LabelledScene],
    unlabelled: list[LoadedScene],
    config: TrainConfig,
    device: torch.device,
    *,
    workers: int = 1,
    report: Callable[[str], None] = print,
    state: Path | None = None,
    kept: KeptAttention | None = None,
    predecessor: Predecessor | None = None,
    remembered: Remembered | None = None,
) -> SarSegmenter:
    """Trains a network in place and returns the average of its weights.

    Args:
        network: Network with a pre-trained or random backbone.
        labelled: Scenes with labels; at least one labelled pixel in total.
        unlabelled: Dual-polarisation scenes for consistency, with or without labels; may be empty.
        config: The recipe.
        device: Where to train.
        workers: Loader processes.
        report: Takes lines of progress.
        state: File to resume a stopped run from; a state with other settings is refused (``InvalidRequest``).
        kept: The attention to keep, if any.
        predecessor: The model to agree with on the unlabelled scenes; None: the average of the weights.
        remembered: The model whose answers are kept on cross-pol of unknown calibration, if any.

    Returns:
        The averaged network, in evaluation mode, on the device.

    Raises:
        TrainingDiverged: The loss is no longer finite.
    """
    torch.manual_seed(config.seed)
    training = Training(network, labelled, unlabelled, config, device, kept, predecessor, remembered)
    if state is not None and training.resume(state):
        report(f"resumed at step {training.step}")
    training.run(workers=workers, report=report, state=state)
    if state is not None:
        training.save(state)
    return training.average.eval()


def _batches(data: Dataset[Any], batch: int, step: int, workers: int) -> Iterator[Any]:
    """Batches from a step on: samples depend only on their number, so a run resumes exactly."""
    rest = Subset(data, range(step * batch, len(data)))  # type: ignore[arg-type]
    return iter(DataLoader(rest, batch_size=batch, num_workers=workers, persistent_workers=workers > 0))


def evaluate(
    network: SarSegmenter, scenes: list[LabelledScene], device: torch.device, dual_scale: float = 1.0
) -> dict[str, Any]:
    """Scores on held-out labelled scenes, and the temperature that calibrates the network.

    The temperature (Guo et al. 2017, arXiv 1706.04599) is the best on average over the kinds of scenes: with
    both polarisations or one, calibrated or not (:func:`model.training.calibration.fit_confidence`).

    Args:
        network: In evaluation mode, on the device.
        scenes: At least one; all with labelled pixels.
        device: Where to compute.
        dual_scale: The card's scale of logits (:mod:`model.checkpoint.offsets`).

    Returns:
        The scores of :meth:`model.training.metrics.Confusion.scores`, with ``temperature`` (0.25..4) and the
        ``calibration_error`` (0..1) at that temperature.
    """
    confusion = Confusion(len(network.classes))
    kinds: dict[tuple[bool, ...], list[tuple[Tensor, Tensor]]] = {}
    for item in scenes:
        logits = logits_of(network, item.scene, device)
        if kind_of(item.scene) == (True, True, True):
            logits = logits * np.float32(dual_scale)
        confusion.add(item.labels, logits.argmax(axis=0))
        known = item.labels != UNLABELLED
        said = torch.from_numpy(np.ascontiguousarray(logits[:, known].T[::EVERY]))
        right = torch.from_numpy(item.labels[known][::EVERY].astype(np.int64))
        kinds.setdefault(kind_of(item.scene), []).append((said, right))
    scores = confusion.scores(network.classes)
    groups = [
        (torch.cat([said for said, _ in kind]), torch.cat([right for _, right in kind]))
        for kind in kinds.values()
    ]
    temperature = fit_confidence(groups)
    known_logits, known_labels = (
        torch.cat([said for said, _ in groups]),
        torch.cat([right for _, right in groups]),
    )
    scores["temperature"] = round(temperature, 3)
    scores["calibration_error"] = round(calibration_error(known_logits / temperature, known_labels), 4)
    return scores
