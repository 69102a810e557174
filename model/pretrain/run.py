"""The DINO training loop: resumable, deterministic by seed, on a CPU, a GPU or many."""

from __future__ import annotations

import copy
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.distributed as dist
from torch import Tensor, nn
from torch.utils.data import DataLoader, Subset

from model.checkpoint.files import STATE_FILE
from model.data.scenes import LoadedScene
from model.disk.whole import write_all
from model.errors.errors import InvalidRequest, TrainingDiverged
from model.network.network import attend_in_steps, run_backbone
from model.network.precision import mixed_precision
from model.pretrain.branch import Branch
from model.pretrain.config import PretrainConfig, check_config
from model.pretrain.dino import DINOLoss, entropies, gram_loss, hidden_patch_loss, hidden_patches, koleo
from model.pretrain.journal import Journal
from model.pretrain.progress import Pace, loader_rate
from model.pretrain.record import check_same_run, write_record
from model.pretrain.sampling import SceneCrops
from model.pretrain.start import Start
from model.training.average import follow
from model.training.neighbours import LabelledPlaces
from model.training.schedule import cosine, linear

LOADER_SAMPLES = 16
"""Samples drawn before a run to measure the loader's speed."""


class Pretraining:
    """State and steps of one run, or of one process's part of a run.

    Args:
        config: The recipe.
        scenes: Scenes to draw crops from.
        out: Folder of the run.
        device: Where to train.
        start: Starting weights instead of random weights.

    Raises:
        InvalidRequest: The recipe fails its checks, or no scene is large enough and valid.
    """

    def __init__(
        self,
        config: PretrainConfig,
        scenes: list[LoadedScene],
        out: Path,
        device: torch.device,
        start: Start | None = None,
    ) -> None:
        self.config, self.out, self.device = config, out, device
        self.world = dist.get_world_size() if dist.is_initialized() else 1
        self.rank = dist.get_rank() if dist.is_initialized() else 0
        check_config(config, self.world)
        total = config.steps * config.batch
        dates = (config.dates[0], config.dates[1]) if config.dates else None
        self.crops = SceneCrops(scenes, config.views, length=total, seed=config.seed, dates=dates)
        torch.manual_seed(config.seed)
        self.student = Branch(config, drop_path=config.drop_path)
        self.teacher = Branch(config, drop_path=0.0).requires_grad_(False)
        if start is not None:
            self.student.backbone.load_state_dict(start.backbone)
            _give_heads(self.student, start, "student")
        for branch in (self.student, self.teacher):
            branch.to(device)
            attend_in_steps(branch.backbone, device.type == "cpu")
        # Gives every process the weights of the first process, so starting weights must be loaded before.
        self.model: nn.Module = (
            nn.parallel.DistributedDataParallel(self.student) if self.world > 1 else self.student
        )
        self.teacher.load_state_dict(self.student.state_dict())
        self.anchor = _anchor(config, self.student, start)
        if start is not None:
            _give_heads(self.teacher, start, "teacher")
        self.loss = DINOLoss(config.prototypes, centring=config.centring).to(device)
        self.patch_loss = DINOLoss(config.prototypes, centring=config.centring).to(device)
        self.optimiser = torch.optim.AdamW(_parameter_groups(self.student), lr=0.0)
        self.step = 0

    def batches(self, workers: int) -> DataLoader[list[Tensor]]:
        """This process's samples from the current step on."""
        first = self.step * self.config.batch + self.rank
        return DataLoader(
            Subset(self.crops, range(first, len(self.crops), self.world)),
            batch_size=self.config.batch // self.world,
            num_workers=workers,
            pin_memory=self.device.type == "cuda",
            persistent_workers=workers > 0,
        )

    def train_step(self, crops: list[Tensor]) -> dict[str, float]:
        """One optimiser step.

        Args:
            crops: [B, 2, size, size] each, this process's share of a batch; the two global crops first.

        Returns:
            The log's values, of this process.

        Raises:
            TrainingDiverged: The loss is no longer finite.
        """
        config, step = self.config, self.step
        # Stochastic depth draws from torch's generator: this seed makes a resumed run draw the same numbers.
        torch.manual_seed(self._seed())
        rate = cosine(config.learning_rate, 1e-6, step, config.steps, warmup=config.warmup)
        decay = cosine(*config.weight_decay, step, config.steps)
        temperature = linear(*config.teacher_temperature, step, config.steps // 3)
        for group in self.optimiser.param_groups:
            group["lr"] = rate
            group["weight_decay"] = decay if group["decayed"] else 0.0
        parts = [
            [part.to(self.device, non_blocking=True) for part in crop.chunk(config.accumulate)]
            for crop in crops
        ]
        figures: list[dict[str, float]] = []
        for number, part in enumerate(zip(*parts, strict=True)):
            loss, seen = self._losses(list(part), temperature, number)
            if not math.isfinite(float(loss.detach())):
                raise TrainingDiverged(
                    f"The loss is no longer a number at step {step}.", remedy="Lower --learning-rate."
                )
            (loss / config.accumulate).backward()  # type: ignore[no-untyped-call]
            figures.append(seen)
        self._update()
        mean = {name: sum(seen[name] for seen in figures) / len(figures) for name in figures[0]}
        return {**mean, "learning_rate": rate}

    def _losses(
        self, crops: list[Tensor], temperature: float, number: int
    ) -> tuple[Tensor, dict[str, float]]:
        """The loss of one part of a batch, and its values for the log."""
        config = self.config
        chosen = self._chosen(crops[0], number) if config.ibot else None
        with mixed_precision(self.device):
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
        if self.anchor is not None:
            kept = self._gram(torch.cat(crops[:2]), student.tokens, chosen)
            loss = loss + config.gram * kept
            seen["gram"] = float(kept.detach())
        return loss, seen

    def _gram(self, crops: Tensor, tokens: Tensor, chosen: Tensor | None) -> Tensor:
        """The Gram loss on the global crops [2 * B, 2, size, size] in which no patch is hidden."""
        whole = slice(None) if chosen is None else ~chosen.any(dim=1)
        with torch.no_grad(), mixed_precision(self.device):
            found, _, _ = run_backbone(self.anchor, crops[whole], None)
        return gram_loss(tokens[whole], found[:, -tokens.shape[1] :])

    def _chosen(self, crop: Tensor, number: int) -> Tensor:
        """The patches to hide in this step; the same after a resume."""
        rng = np.random.default_rng(self._seed(number))
        grid = crop.shape[-1] // self.config.network.patch_size
        chosen = hidden_patches(2 * len(crop), grid, self.config.hidden, rng)
        return torch.from_numpy(chosen).to(self.device)

    def _seed(self, *part: int) -> int:
        """A seed for this step and process."""
        return hash((self.config.seed, self.step, self.rank, *part)) % 2**62

    def _update(self) -> None:
        if self.step < self.config.freeze_last:
            self.student.head.prototypes.weight.grad = None
        nn.utils.clip_grad_norm_(self.student.parameters(), self.config.clip)
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        config = self.config
        momentum = cosine(config.momentum, config.momentum_end, self.step, config.steps)
        follow(self.teacher, self.student, momentum)
        self.step += 1

    def save(self) -> None:
        """Writes the state under a temporary name, then renames the file, so a kill loses nothing."""
        if self.rank:
            return
        state = {
            "step": self.step,
            "student": self.student.state_dict(),
            "teacher": self.teacher.state_dict(),
            "loss": self.loss.state_dict(),
            "patch_loss": self.patch_loss.state_dict(),
            "optimiser": self.optimiser.state_dict(),
        }
        write_all({self.out / STATE_FILE: lambda made: torch.save(state, made)})

    def keep(self) -> None:
        """Saves a copy of the teacher's current backbone, to compare steps of the run later."""
        if not self.rank:
            weights = {name: value.half() for name, value in self.teacher.backbone.state_dict().items()}
            kept = self.out / f"teacher_{self.step:06d}.pt"
            write_all({kept: lambda made: torch.save({"backbone": weights}, made)})

    def resume(self) -> bool:
        """Loads the state in the run's folder; returns whether there was one."""
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


def _anchor(config: PretrainConfig, student: Branch, start: Start | None) -> nn.Module | None:
    """The starting backbone, which the Gram loss compares with; None without this loss.

    Raises:
        InvalidRequest: The loss is wanted, and there are no starting weights.
    """
    if not config.gram:
        return None
    if start is None:
        raise InvalidRequest(
            "--gram keeps what the starting weights know, and there are none.",
            remedy="Name them with --init, also when a stopped run goes on.",
        )
    anchor: nn.Module = copy.deepcopy(student.backbone)
    return anchor.eval().requires_grad_(False)


def _give_heads(branch: Branch, start: Start, name: str) -> None:
    """Loads a branch's other tensors than the backbone from the source, as far as shapes fit."""
    own = branch.state_dict()
    given = start.heads.get(name, {})
    fitting = {key: v for key, v in given.items() if key in own and own[key].shape == v.shape}
    branch.load_state_dict(fitting, strict=False)


def pretrain(
    config: PretrainConfig,
    scenes: list[LoadedScene],
    out: Path,
    device: torch.device,
    *,
    workers: int = 1,
    save_every: int = 50,
    keep_every: int = 0,
    start: Start | None = None,
    places: LabelledPlaces | None = None,
    score_every: int = 100,
    report: Callable[[str], None] = print,
) -> Path:
    """Runs (or resumes) DINO pre-training.

    Args:
        config: The recipe; a resumed run may have more or fewer steps than before.
        scenes: Scenes to draw crops from.
        out: Folder of the run.
        device: Where to train.
        workers: Loader processes.
        save_every: Steps between saved states.
        keep_every: Steps between kept copies of the teacher (0: no copies).
        start: Starting weights from :func:`model.pretrain.start.starting_point`; a resumed run ignores them.
        places: Labelled places for regular k-NN scores of the teacher's features.
        score_every: Steps between two of these scores.
        report: Takes lines of progress, only in the first process.

    Returns:
        The state file; :func:`load_teacher_backbone` reads the backbone from it.

    Raises:
        InvalidRequest: The recipe fails its checks, or differs from the recipe of the run in the folder.
        TrainingDiverged: The loss is no longer finite.
    """
    out.mkdir(parents=True, exist_ok=True)
    run = Pretraining(config, scenes, out, device, start)
    journal = None if run.rank else Journal(out, config, report)
    if (out / STATE_FILE).exists():
        check_same_run(out, config)
    resumed = run.resume()
    if journal:
        journal.begin(run.step, resumed=resumed, start=start, left_out=run.crops.left_out)
        seen = [name for scene in run.crops.scenes for name in scene.stems]
        write_record(out, config, [*seen, *(start.scenes if start else ())])
    batches = run.batches(workers)
    samples: Any = batches.dataset
    drawn = (samples[i] for i in range(min(LOADER_SAMPLES, len(samples))))
    loader = loader_rate(drawn, workers) * run.world if journal else 0.0
    pace = Pace(config.batch)
    for crops in pace.over(batches):
        figures = run.train_step(crops)
        if journal:
            journal.after_step(run.step, figures, pace, loader)
            if places is not None and run.step % score_every == 0:
                journal.score(run.step, places.score(run.teacher.backbone, device))
        if run.step % save_every == 0:
            _save(run, journal)
        if keep_every and run.step % keep_every == 0:
            run.keep()
    _save(run, journal)
    return out / STATE_FILE


def _save(run: Pretraining, journal: Journal | None) -> None:
    run.save()
    if journal:
        journal.draw()
