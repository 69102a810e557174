"""The DINO training loop: resumable, deterministic by seed, on a CPU, a GPU or many."""

from __future__ import annotations

import copy
import csv
import json
import math
import os
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import torch
import torch.distributed as dist
from torch import Tensor, nn
from torch.utils.data import DataLoader, Subset

from model.network import NetworkConfig, build_backbone, run_backbone
from model.pretrain.crops import LoadedScene, SceneCrops
from model.pretrain.dino import DINOHead, DINOLoss, entropies
from model.pretrain.schedule import cosine, linear
from model.pretrain.views import ViewConfig

STATE_FILE = "state.pt"
LOG_FILE = "log.csv"
CONFIG_FILE = "config.json"


@dataclass(frozen=True)
class PretrainConfig:
    """The recipe.

    Attributes:
        network: The backbone.
        views: Crops and augmentations.
        steps: Optimiser steps.
        batch: Samples per step over all processes.
        accumulate: Parts that a batch is split into to save memory.
        prototypes: Outputs of the head: few for small data, or they stay unused.
        centring: ``sinkhorn`` or ``mean``.
        learning_rate: Peak, for this batch.
        warmup: Steps of linear warm-up.
        weight_decay: At the start and the end (cosine).
        momentum: Of the teacher at the start; it rises to ``momentum_end`` (cosine).
        momentum_end: Of the teacher at the end: short runs never get to 1.
        teacher_temperature: At the start and after a third of the run (linear).
        clip: Largest norm of the gradient.
        drop_path: Stochastic depth of the student.
        freeze_last: Steps in which the prototypes stay as they are.
        seed: Of everything random.
    """

    network: NetworkConfig = field(default_factory=NetworkConfig)
    views: ViewConfig = field(default_factory=ViewConfig)
    steps: int = 1400
    batch: int = 32
    accumulate: int = 1
    prototypes: int = 256
    centring: str = "sinkhorn"
    learning_rate: float = 7e-4
    warmup: int = 50
    weight_decay: tuple[float, float] = (0.04, 0.2)
    momentum: float = 0.992
    momentum_end: float = 0.9995
    teacher_temperature: tuple[float, float] = (0.02, 0.025)
    clip: float = 3.0
    drop_path: float = 0.05
    freeze_last: int = 0
    seed: int = 0


class Branch(nn.Module):
    """Backbone and head of the student or the teacher."""

    def __init__(self, config: PretrainConfig, *, drop_path: float) -> None:
        super().__init__()
        backbone: Any = build_backbone(config.network, drop_path=drop_path)
        self.backbone = backbone
        self.head = DINOHead(backbone.embed_dim, config.prototypes)

    def forward(self, crops: list[Tensor]) -> list[Tensor]:
        """Outputs [B, prototypes] per crop; crops of one size go through the backbone together."""
        cls, at = [], 0
        while at < len(crops):
            end = at
            while end < len(crops) and crops[end].shape == crops[at].shape:
                end += 1
            tokens, _, _ = run_backbone(self.backbone, torch.cat(crops[at:end]), None)
            cls.append(tokens[:, 0])
            at = end
        return list(self.head(torch.cat(cls)).chunk(len(crops)))


class Pretraining:
    """State and steps of one run."""

    def __init__(
        self, config: PretrainConfig, scenes: list[LoadedScene], out: Path, device: torch.device
    ) -> None:
        self.config, self.out, self.device = config, out, device
        torch.manual_seed(config.seed)
        self.student = Branch(config, drop_path=config.drop_path).to(device)
        self.teacher = copy.deepcopy(self.student).requires_grad_(False)
        self.loss = DINOLoss(config.prototypes, centring=config.centring).to(device)
        self.optimiser = torch.optim.AdamW(_parameter_groups(self.student), lr=0.0)
        self.scenes = scenes
        self.step = 0
        self.world = dist.get_world_size() if dist.is_initialized() else 1
        self.rank = dist.get_rank() if dist.is_initialized() else 0
        self.model: nn.Module = (
            nn.parallel.DistributedDataParallel(self.student) if self.world > 1 else self.student
        )

    def batches(self, workers: int) -> DataLoader[list[Tensor]]:
        """This process's samples from the current step on."""
        total = self.config.steps * self.config.batch
        crops = SceneCrops(self.scenes, self.config.views, length=total, seed=self.config.seed)
        first = self.step * self.config.batch + self.rank
        return DataLoader(
            Subset(crops, range(first, total, self.world)),
            batch_size=self.config.batch // self.world,
            num_workers=workers,
            pin_memory=self.device.type == "cuda",
            persistent_workers=workers > 0,
        )

    def train_step(self, crops: list[Tensor]) -> dict[str, float]:
        """One optimiser step on a batch of views; returns what the log shows."""
        config, step = self.config, self.step
        rate = cosine(config.learning_rate, 1e-6, step, config.steps, warmup=config.warmup)
        decay = cosine(*config.weight_decay, step, config.steps)
        temperature = linear(*config.teacher_temperature, step, config.steps // 3)
        for group in self.optimiser.param_groups:
            group["lr"] = rate
            group["weight_decay"] = decay if group["decayed"] else 0.0
        parts = [[part.to(self.device) for part in crop.chunk(config.accumulate)] for crop in crops]
        figures: list[tuple[float, float, float]] = []
        for part in zip(*parts, strict=True):
            with torch.autocast(self.device.type, torch.bfloat16):
                with torch.no_grad():
                    outputs = self.teacher(list(part[:2]))
                targets = self.loss.targets(torch.cat(outputs).float(), temperature)
                student = [output.float() for output in self.model(list(part))]
            loss = self.loss(student, list(targets.chunk(2)))
            if not math.isfinite(float(loss.detach())):
                raise FloatingPointError(
                    f"The loss is {float(loss)} at step {step}; lower the learning rate."
                )
            (loss / config.accumulate).backward()
            figures.append((float(loss.detach()), *entropies(targets)))
        self._update()
        mean = [sum(column) / len(figures) for column in zip(*figures, strict=True)]
        return {"loss": mean[0], "target_entropy": mean[1], "usage_entropy": mean[2], "learning_rate": rate}

    def _update(self) -> None:
        if self.step < self.config.freeze_last:
            self.student.head.prototypes.weight.grad = None
        nn.utils.clip_grad_norm_(self.student.parameters(), self.config.clip)
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        config = self.config
        momentum = cosine(config.momentum, config.momentum_end, self.step, config.steps)
        with torch.no_grad():
            pairs = zip(self.teacher.parameters(), self.student.parameters(), strict=True)
            for teacher, student in pairs:
                teacher.lerp_(student, 1 - momentum)
        self.step += 1

    def save(self) -> None:
        """Writes the state under a temporary name, then renames it: a kill loses no run."""
        if self.rank:
            return
        self.out.mkdir(parents=True, exist_ok=True)
        temporary = self.out / (STATE_FILE + ".part")
        torch.save(
            {
                "step": self.step,
                "student": self.student.state_dict(),
                "teacher": self.teacher.state_dict(),
                "loss": self.loss.state_dict(),
                "optimiser": self.optimiser.state_dict(),
            },
            temporary,
        )
        os.replace(temporary, self.out / STATE_FILE)

    def resume(self) -> bool:
        """Takes up the state in the run's folder, if there is one."""
        path = self.out / STATE_FILE
        if not path.exists():
            return False
        state = torch.load(path, map_location=self.device, weights_only=True)
        self.student.load_state_dict(state["student"])
        self.teacher.load_state_dict(state["teacher"])
        self.loss.load_state_dict(state["loss"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.step = int(state["step"])
        return True


def _parameter_groups(model: nn.Module) -> list[dict[str, Any]]:
    """Weights decay; biases, norms, tokens and position embeddings do not (DINO, appendix)."""
    named = [(name, p) for name, p in model.named_parameters() if p.requires_grad]
    plain = [p for name, p in named if p.ndim < 2 or "token" in name or "pos_embed" in name]
    skip = {id(p) for p in plain}
    decayed = [p for _, p in named if id(p) not in skip]
    return [{"params": decayed, "decayed": True}, {"params": plain, "decayed": False}]


def collapse_in_words(target_entropy: float, usage_entropy: float, prototypes: int) -> str:
    """What the entropies say of a collapse; empty while all is well."""
    full = math.log(prototypes)
    if target_entropy > 0.97 * full:
        return "The teacher answers nearly uniformly: lower its temperature or use fewer prototypes."
    if usage_entropy < 0.2 * full:
        return "Nearly all samples share a few prototypes: use Sinkhorn centring or a slower teacher."
    return ""


def pretrain(
    config: PretrainConfig,
    scenes: list[LoadedScene],
    out: Path,
    device: torch.device,
    *,
    workers: int = 1,
    save_every: int = 50,
    report: Callable[[str], None] = print,
) -> Path:
    """Runs (or resumes) DINO pre-training.

    Returns:
        The state file; :func:`model.pretrain.state.teacher_backbone` reads the backbone from it.

    Raises:
        FloatingPointError: The loss is no longer finite.
    """
    out.mkdir(parents=True, exist_ok=True)
    run = Pretraining(config, scenes, out, device)
    if run.resume():
        report(f"resumed at step {run.step}")
    else:
        (out / CONFIG_FILE).write_text(json.dumps(asdict(config), indent=1))
    started, first = time.monotonic(), run.step
    for crops in run.batches(workers):
        figures = run.train_step(crops)
        if run.step % 10 == 0 and not run.rank:
            rate = (run.step - first) * config.batch / (time.monotonic() - started)
            _log(out / LOG_FILE, {"step": run.step, **figures, "images_per_second": rate})
            left = (config.steps - run.step) * config.batch / rate / 60
            words = ", ".join(f"{key} {value:.3g}" for key, value in figures.items())
            report(f"step {run.step}/{config.steps}: {words}, {rate:.1f} images/s, {left:.0f} min left")
            warning = collapse_in_words(
                figures["target_entropy"], figures["usage_entropy"], config.prototypes
            )
            if warning:
                report(warning)
        if run.step % save_every == 0:
            run.save()
    run.save()
    return out / STATE_FILE


def _log(path: Path, row: dict[str, float]) -> None:
    new = not path.exists()
    with path.open("a", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(row))
        if new:
            writer.writeheader()
        writer.writerow({key: f"{value:.6g}" for key, value in row.items()})


def load_teacher_backbone(state: Path) -> dict[str, Tensor]:
    """The teacher's backbone weights in a run's state file (the part of DINO that is kept)."""
    weights = torch.load(state, map_location="cpu", weights_only=True)["teacher"]
    prefix = "backbone."
    return {name[len(prefix) :]: value for name, value in weights.items() if name.startswith(prefix)}
