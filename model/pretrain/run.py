"""The DINO training loop: resumable, deterministic by seed, on a CPU, a GPU or many."""

from __future__ import annotations

import copy
import json
import math
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import torch
import torch.distributed as dist
from torch import Tensor, nn
from torch.utils.data import DataLoader, Subset

from model.network import NetworkConfig, attend_in_steps, build_backbone, run_backbone
from model.pretrain.crops import LoadedScene, SceneCrops
from model.pretrain.dino import DINOHead, DINOLoss, entropies, hidden_patch_loss, hidden_patches, koleo
from model.pretrain.files import CONFIG_FILE, SCENES_FILE, STATE_FILE
from model.pretrain.neighbours import LabelledPlaces
from model.pretrain.progress import Pace, loader_in_words, loader_rate, log_row
from model.pretrain.schedule import cosine, linear
from model.pretrain.views import ViewConfig

LOG_FILE = "log.csv"
SCORES_FILE = "scores.csv"
LOADER_SAMPLES = 16
"""Samples drawn before a run to see how fast the loader is."""


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
        ibot: Weight of the loss on hidden patches (0: plain DINO).
        within: Whether the loss on hidden patches looks at tokens less their mean in the crop, so that
            what crop they are from does not answer it (docs/results.md, ablations).
        hidden: Share of patches to hide in every other global crop, least and most.
        koleo: Weight of the regulariser that spreads the CLS tokens (0: none).
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
    ibot: float = 0.0
    within: bool = True
    hidden: tuple[float, float] = (0.1, 0.5)
    koleo: float = 0.0
    seed: int = 0


@dataclass
class BranchOutput:
    """What a branch says of some crops.

    Attributes:
        crops: Outputs [B, prototypes] per crop.
        patches: Outputs [N, prototypes] at the chosen patches of the global crops, or None.
        cls: CLS tokens [B, D] per crop, ahead of the head.
    """

    crops: list[Tensor]
    patches: Tensor | None
    cls: list[Tensor]


class Branch(nn.Module):
    """Backbone and heads of the student or the teacher."""

    def __init__(self, config: PretrainConfig, *, drop_path: float) -> None:
        super().__init__()
        backbone: Any = build_backbone(config.network, drop_path=drop_path)
        self.backbone = backbone
        self.head = DINOHead(backbone.embed_dim, config.prototypes)
        self.within = config.within
        if config.ibot:
            self.patch_head = DINOHead(backbone.embed_dim, config.prototypes)
            self.stand_in = nn.Parameter(torch.zeros(backbone.embed_dim))

    def forward(
        self, crops: list[Tensor], chosen: Tensor | None = None, *, hide: bool = False
    ) -> BranchOutput:
        """Outputs for some crops; crops of one size go through the backbone together.

        Args:
            crops: [B, 2, size, size] each, the two global ones first.
            chosen: [2 * B, N] bool patches of the global crops whose outputs are wanted (iBOT).
            hide: Whether those patches are hidden from the backbone (from the student).
        """
        cls: list[Tensor] = []
        patches, at = None, 0
        while at < len(crops):
            end = at
            while end < len(crops) and crops[end].shape == crops[at].shape:
                end += 1
            wanted = chosen if at == 0 else None
            hidden = (wanted, self.stand_in) if wanted is not None and hide else None
            tokens, _, _ = run_backbone(self.backbone, torch.cat(crops[at:end]), None, hidden=hidden)
            if wanted is not None:
                found = tokens[:, self.backbone.num_prefix_tokens :]
                if self.within:
                    found = found - found.mean(dim=1, keepdim=True)
                patches = self.patch_head(found[wanted])
            cls.append(tokens[:, 0])
            at = end
        every = torch.cat(cls)
        return BranchOutput(list(self.head(every).chunk(len(crops))), patches, list(every.chunk(len(crops))))


class Pretraining:
    """State and steps of one run."""

    def __init__(
        self, config: PretrainConfig, scenes: list[LoadedScene], out: Path, device: torch.device
    ) -> None:
        self.config, self.out, self.device = config, out, device
        torch.manual_seed(config.seed)
        self.student = Branch(config, drop_path=config.drop_path).to(device)
        attend_in_steps(self.student.backbone, device.type == "cpu")
        self.teacher = copy.deepcopy(self.student).requires_grad_(False)
        self.loss = DINOLoss(config.prototypes, centring=config.centring).to(device)
        self.patch_loss = DINOLoss(config.prototypes, centring=config.centring).to(device)
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
        figures: list[dict[str, float]] = []
        for number, part in enumerate(zip(*parts, strict=True)):
            loss, seen = self._losses(list(part), temperature, number)
            if not math.isfinite(float(loss.detach())):
                raise FloatingPointError(
                    f"The loss is {float(loss)} at step {step}; lower the learning rate."
                )
            (loss / config.accumulate).backward()  # type: ignore[no-untyped-call]
            figures.append(seen)
        self._update()
        mean = {name: sum(seen[name] for seen in figures) / len(figures) for name in figures[0]}
        return {**mean, "learning_rate": rate}

    def _losses(
        self, crops: list[Tensor], temperature: float, number: int
    ) -> tuple[Tensor, dict[str, float]]:
        """The loss of one part of a batch, and what the log shows of it."""
        config = self.config
        chosen = self._chosen(crops[0], number) if config.ibot else None
        with torch.autocast(self.device.type, torch.bfloat16):
            with torch.no_grad():
                teacher = self.teacher(crops[:2], chosen)
            student = self.model(crops, chosen, hide=True)
        targets = self.loss.targets(torch.cat(teacher.crops).float(), temperature)
        loss = self.loss([output.float() for output in student.crops], list(targets.chunk(2)))
        target, usage = entropies(targets)
        seen = {"loss": float(loss.detach()), "target_entropy": target, "usage_entropy": usage}
        if chosen is not None:
            answers = self.patch_loss.targets(teacher.patches.float(), temperature)
            patch = hidden_patch_loss(student.patches.float(), answers, self.patch_loss.student_temperature)
            loss = loss + config.ibot * patch
            seen |= {"patch_loss": float(patch.detach()), "patch_entropy": entropies(answers)[0]}
        if config.koleo:
            spread = torch.stack([koleo(cls) for cls in student.cls[:2]]).mean()
            loss = loss + config.koleo * spread
            seen["koleo"] = float(spread.detach())
        return loss, seen

    def _chosen(self, crop: Tensor, number: int) -> Tensor:
        """The patches to hide in this step, the same again after a resume."""
        generator = torch.Generator().manual_seed(
            hash((self.config.seed, self.step, self.rank, number)) % 2**62
        )
        grid = crop.shape[-1] // self.config.network.patch_size
        chosen = hidden_patches(2 * len(crop), grid, self.config.hidden, generator)
        return chosen.to(self.device)

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
                "patch_loss": self.patch_loss.state_dict(),
                "optimiser": self.optimiser.state_dict(),
            },
            temporary,
        )
        os.replace(temporary, self.out / STATE_FILE)

    def start_from(
        self, weights: dict[str, Tensor], heads: dict[str, dict[str, Tensor]] | None = None
    ) -> None:
        """Gives student and teacher the same backbone to start from, and each its heads, if there are any.

        Heads of another shape (other prototypes) or of a part that is not wanted now are left out.
        """
        for name, branch in (("student", self.student), ("teacher", self.teacher)):
            branch.backbone.load_state_dict(weights)
            own = branch.state_dict()
            given = (heads or {}).get(name, {})
            fitting = {k: v for k, v in given.items() if k in own and own[k].shape == v.shape}
            branch.load_state_dict(fitting, strict=False)

    def keep(self) -> None:
        """Keeps the teacher's backbone as it is now, to see later what more steps brought."""
        if not self.rank:
            weights = {name: value.half() for name, value in self.teacher.backbone.state_dict().items()}
            torch.save({"backbone": weights}, self.out / f"teacher_{self.step:06d}.pt")

    def resume(self) -> bool:
        """Takes up the state in the run's folder, if there is one."""
        path = self.out / STATE_FILE
        if not path.exists():
            return False
        state = torch.load(path, map_location=self.device, weights_only=True)
        self.student.load_state_dict(state["student"])
        self.teacher.load_state_dict(state["teacher"])
        self.loss.load_state_dict(state["loss"])
        self.patch_loss.load_state_dict(state["patch_loss"])
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
    keep_every: int = 0,
    start: dict[str, Tensor] | None = None,
    heads: dict[str, dict[str, Tensor]] | None = None,
    places: LabelledPlaces | None = None,
    score_every: int = 100,
    report: Callable[[str], None] = print,
) -> Path:
    """Runs (or resumes) DINO pre-training.

    Args:
        config: The recipe.
        scenes: What to draw crops from.
        out: Folder of the run.
        device: Where to train.
        workers: Loader processes.
        save_every: Steps between saved states.
        keep_every: Steps between copies of the teacher that are kept (0: none).
        start: Weights of the backbone to start from, as :func:`model.pretrain.start.starting_weights`
            gives them; a run that resumes has its own.
        heads: The rest of the student and the teacher of the run that ``start`` is from, if it is one.
        places: Labelled places on which the teacher's features get a k-NN score now and then.
        score_every: Steps between two of these scores.
        report: Takes a line of progress now and then.

    Returns:
        The state file; :func:`load_teacher_backbone` reads the backbone from it.

    Raises:
        FloatingPointError: The loss is no longer finite.
    """
    out.mkdir(parents=True, exist_ok=True)
    run = Pretraining(config, scenes, out, device)
    (out / SCENES_FILE).write_text(json.dumps(sorted(scene.name for scene in scenes), indent=1))
    if run.resume():
        report(f"resumed at step {run.step}")
    else:
        (out / CONFIG_FILE).write_text(json.dumps(asdict(config), indent=1))
        if start is not None:
            run.start_from(start, heads)
    batches = run.batches(workers)
    samples: Any = batches.dataset
    drawn = (samples[i] for i in range(min(LOADER_SAMPLES, len(samples))))
    loader = loader_rate(drawn, workers) if not run.rank else 0.0
    pace = Pace(config.batch)
    for crops in pace.over(batches):
        figures = run.train_step(crops)
        if run.step % 10 == 0 and not run.rank:
            rate, share = pace.images_per_second(), pace.waiting_share()
            row = {"step": run.step, **figures, "images_per_second": rate, "waiting_for_loader": share}
            log_row(out / LOG_FILE, row)
            left = (config.steps - run.step) * config.batch / rate / 60
            words = ", ".join(f"{key} {value:.3g}" for key, value in figures.items())
            report(f"step {run.step}/{config.steps}: {words}, {rate:.1f} images/s, {left:.0f} min left")
            warning = collapse_in_words(
                figures["target_entropy"], figures["usage_entropy"], config.prototypes
            )
            if warning:
                report(warning)
        if run.step % 100 == 0 and not run.rank:
            report(loader_in_words(loader * run.world, pace.images_per_second(), pace.waiting_share()))
        if places is not None and run.step % score_every == 0 and not run.rank:
            score = places.score(run.teacher.backbone, device)
            log_row(out / SCORES_FILE, {"step": run.step, "knn": score})
            report(f"step {run.step}: k-NN score {score:.3f} (mean accuracy over classes)")
        if run.step % save_every == 0:
            run.save()
        if keep_every and run.step % keep_every == 0:
            run.keep()
    run.save()
    return out / STATE_FILE
