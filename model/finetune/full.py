"""Full fine-tuning: starting from the fast result, the whole network learns, deep layers more slowly.

A first training with held-out polygons finds the number of steps; a second training with all polygons uses
that number. If training does not surely help on held-out polygons, the fast result is kept. The result of a
training is the mean of the weights before and after it (WiSE-FT, Wortsman et al. 2022, arXiv 2109.01903):
polygons come from a few fields, and trained weights fit these fields better than the rest of the scene.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from model.checkpoint.checkpoint import model_of, network_of
from model.checkpoint.weights import ModelFile
from model.data.labels import UNLABELLED
from model.data.speckle import speckle_db
from model.errors.errors import TrainingDiverged
from model.errors.progress import Progress
from model.errors.words import marked
from model.finetune.fast import FastModel, built, train_fast
from model.finetune.features import Samples
from model.finetune.folds import folds
from model.finetune.ground import Ground, Labelled
from model.finetune.predict import pixel_weights, predict_at
from model.finetune.store import Recovery
from model.inference import compute
from model.inference.engine import Engine
from model.network.network import SarSegmenter, attend_in_steps
from model.sar.normalise import normalise
from model.sar.scene import Backscatter, Scene
from model.sar.windows import Window
from model.training.losses import supervised_loss
from model.training.optimiser import parameter_groups
from model.training.schedule import cosine

CROP = 128
BATCH = 6
STEPS = 60
CHECK_EVERY = 10
PATIENCE = 2
"""Checks without gain after which training ends."""
UNCHECKED_STEPS = 20
"""Steps if no polygon can be held out: a short training helps more often than it harms."""
GAIN = 0.005
"""Least gain in mean IoU on held-out polygons to accept the training."""
SURE = 0.9
"""Share of resampled sets of held-out polygons in which the training has to bring any gain."""
RESAMPLES = 200
TRAINED_SHARE = 0.5
"""Share of the trained weights in the mean with the weights before training."""
HEAD_RATE = 3e-4
BACKBONE_SHARE = 0.3
LAYER_DECAY = 0.8
WEIGHT_DECAY = 0.02
SMOOTHING = 0.05
CHECKED_PIXELS = 200


@dataclass
class Confusions:
    """A network's predictions for polygons.

    Attributes:
        true: Class of each polygon, [polygons].
        found: Pixel counts, [polygons, predicted class].
    """

    true: NDArray[np.int64]
    found: NDArray[np.float64]

    def miou(self, chosen: NDArray[np.int64] | None = None) -> float:
        """Mean IoU over the classes of all polygons, or of the chosen polygons; repeats count again."""
        classes = self.found.shape[1]
        total = np.zeros((classes, classes))
        at = np.arange(len(self.true)) if chosen is None else chosen
        np.add.at(total, self.true[at], self.found[at])
        true, hits = total.sum(axis=1), np.diag(total)
        iou = hits / np.maximum(true + total.sum(axis=0) - hits, 1e-9)
        return float(iou[true > 0].mean())


@dataclass
class FullOutcome:
    """The result of full training.

    Attributes:
        model: The trained model.
        parameters: Values for the card.
        note: A sentence for the user.
    """

    model: ModelFile
    parameters: dict[str, Any]
    note: str


@dataclass
class _Place:
    """Where to train: scenes, polygons, device."""

    engine: Engine
    scenes: Sequence[Scene]
    polygons: list[Labelled]
    classes: int
    progress: Progress

    @property
    def device(self) -> torch.device:
        return self.torch.device

    @property
    def torch(self) -> compute.Inference:
        """The engine on torch: nothing else trains."""
        assert isinstance(self.engine.inference, compute.Inference)  # nosec B101
        return self.engine.inference

    @property
    def precision(self) -> str:
        """The precision of training: float16 would need scaled gradients, bf16 and float32 do not."""
        return "bf16" if self.torch.precision == "bf16" else "fp32"


def train_full(
    model: ModelFile,
    fast: FastModel,
    samples: Samples,
    base: ModelFile,
    ground: Ground,
    scenes: Sequence[Scene],
    engine: Engine,
    progress: Progress,
    *,
    seed: int,
    recovery: Recovery,
    card: dict[str, Any],
) -> FullOutcome:
    """Continues training from the fast result.

    Args:
        model: The fast result, trained on all polygons.
        fast: The classifier in ``model``.
        samples: The samples of the fast training.
        base: The model that the fast training started from.
        ground: The labelled polygons.
        scenes: Open scenes.
        engine: Tile, normalisation, device and precision.
        progress: Takes reports, and says when to cancel or end early.
        seed: Seed of everything random.
        recovery: Where the best network so far is saved.
        card: The model's card, as far as known.
    """
    place = _Place(engine, scenes, ground.polygons, len(ground.classes), progress)
    network = network_of(model)
    before = copy.deepcopy(network)
    found = recovery.load()
    if found is not None and "done" not in found.card["unfinished"]:
        found = None  # from the fast part, which is complete now
    if found is None:
        recovery.save(model, card, {"steps": None, "done": 0})
        steps, gain, start = *_find_steps(place, fast, samples, base, ground, seed), 0
    else:
        state = found.card["unfinished"]
        steps, gain, start = state["steps"], float(state.get("gain", 0.0)), int(state["done"])
        message = marked("A training that was cut short was found: going on from its best model")
        progress.begin(message, 0.45, 0.5, stage="training")
        if steps is None:
            steps, gain = _find_steps(place, fast, samples, base, ground, seed)
        network = network_of(found)
    if steps > start and not progress.wants_end():
        progress.begin(marked("Training the whole network"), 0.75, 0.96, stage="training")

        def keep(step: int) -> bool:
            done = start + step + 1
            if done % CHECK_EVERY == 0:
                state = {"steps": steps, "gain": gain, "done": done}
                recovery.save(model_of(network, model), card, state)
            return progress.wants_end()

        everything = np.ones(len(ground.polygons), dtype=bool)
        _train(place, network, everything, steps, seed, first=start, after=keep)
        start = steps
    if start:  # trained now, or by the interrupted training
        network = averaged(before, network)
    parameters = {"full_steps": steps, "held_out_gain": round(gain, 4)}
    if steps:
        # Each note is a whole sentence: the plugin looks notes up in its translations.
        note = (
            marked("Scores are those of the fast part; the whole network raised them where that was checked.")
            if gain
            else marked("Scores are those of the fast part; what the whole network brought was not checked.")
        )
    else:
        note = marked(
            "Training the whole network did not help on held-out polygons: the fast result was kept."
        )
    if found is not None:
        note += " " + marked("A training that was cut short was taken up again.")
    return FullOutcome(model_of(network.eval(), model), parameters, note)


def _find_steps(
    place: _Place, fast: FastModel, samples: Samples, base: ModelFile, ground: Ground, seed: int
) -> tuple[int, float]:
    """Number of steps that helps on held-out polygons, and the gain in mean IoU."""
    held = folds(ground.polygons, seed)[0] == 0
    if not held.any():
        return UNCHECKED_STEPS, 0.0
    place.progress.begin(marked("Finding out how long to train"), 0.45, 0.75, stage="validation")

    def alive(*_: object) -> bool:
        place.progress.tick()
        return place.progress.wants_end()

    partial = train_fast(
        base,
        samples,
        ground,
        seed=seed,
        watch=alive,
        held_out=held,
    )
    partial.weights = fast.weights
    network = network_of(built(base, partial, ground)).to(place.device)
    before = copy.deepcopy(network)
    first = _held_out(place, network, held)
    best, best_steps, last_gain = first.miou(), 0, 0

    def check(step: int) -> bool:
        nonlocal best, best_steps, last_gain
        if (step + 1) % CHECK_EVERY:
            return place.progress.wants_end()
        now = _held_out(place, averaged(before, network), held)
        score = now.miou()
        point = {"step": step + 1.0, "steps": float(STEPS), "miou": score}
        place.progress.at((step + 1) / STEPS, curve=point)
        if score > best + GAIN and surely_better(first, now, seed):
            best, best_steps, last_gain = score, step + 1, step + 1
        return step + 1 - last_gain >= PATIENCE * CHECK_EVERY or place.progress.wants_end()

    _train(place, network, ~held, STEPS, seed, first=0, after=check)
    return best_steps, best - first.miou()


def averaged(before: SarSegmenter, after: SarSegmenter) -> SarSegmenter:
    """A network whose weights lie between those before and after a training."""
    network = copy.deepcopy(after)
    with torch.no_grad():
        for old, value in zip(before.parameters(), network.parameters(), strict=True):
            value.lerp_(old.to(value.device), 1 - TRAINED_SHARE)
    return network


def surely_better(before: Confusions, after: Confusions, seed: int) -> bool:
    """Whether mean IoU rises in nearly all resamples of the held-out polygons, drawn class by class."""
    rng = np.random.default_rng(seed)
    groups = [np.flatnonzero(before.true == kind) for kind in np.unique(before.true)]
    gains = 0
    for _ in range(RESAMPLES):
        drawn = np.concatenate([rng.choice(group, len(group)) for group in groups])
        gains += after.miou(drawn) > before.miou(drawn)
    return gains >= SURE * RESAMPLES


def _held_out(place: _Place, network: SarSegmenter, held: NDArray[np.bool_]) -> Confusions:
    """A network's predictions for each held-out polygon."""
    chosen = [item for item, out in zip(place.polygons, held, strict=True) if out]
    inference = compute.Inference(
        network.eval(), place.device, place.torch.precision, attention=False, batch_size=1
    )
    owner, found = predict_at(
        inference,
        place.engine,
        place.scenes,
        chosen,
        most=CHECKED_PIXELS,
        tick=lambda *_: place.progress.tick(),
    )
    counts = np.zeros((len(chosen), place.classes))
    np.add.at(counts, (owner, found), pixel_weights(owner, chosen))
    return Confusions(np.array([item.index for item in chosen]), counts)


def _train(
    place: _Place,
    network: SarSegmenter,
    seen: NDArray[np.bool_],
    steps: int,
    seed: int,
    *,
    first: int,
    after: Callable[[int], bool],
) -> None:
    """Trains in place; batch norm keeps its statistics, since a few crops would spoil them."""
    network.to(place.device).eval()
    attend_in_steps(network.backbone, place.device.type == "cpu")
    groups = parameter_groups(
        network, backbone_rate=BACKBONE_SHARE, layer_decay=LAYER_DECAY, weight_decay=WEIGHT_DECAY
    )
    optimiser = torch.optim.AdamW(groups)
    for step in range(first, steps):
        rng = np.random.default_rng((seed, step))
        rate = cosine(1.0, 0.05, step, max(steps, 2), warmup=min(5, steps // 4))
        for group in optimiser.param_groups:
            group["lr"] = HEAD_RATE * group["factor"] * rate
        x, labels = _batch(place, seen, rng)
        with compute.autocast(place.device, place.precision):
            logits = network(x.to(place.device)).logits
        loss = supervised_loss(logits.float(), labels.to(place.device), SMOOTHING)
        value = float(loss.detach())
        if not np.isfinite(value):
            raise TrainingDiverged(marked("The training went astray: the loss is no longer a number."))
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        point = {"step": step + 1.0, "steps": float(steps), "loss": min(value, 100.0)}
        place.progress.at((step + 1) / steps, curve=point)
        if after(step - first):
            return


def _batch(place: _Place, seen: NDArray[np.bool_], rng: np.random.Generator) -> tuple[Tensor, Tensor]:
    """Crops around polygons: all classes equally often, all polygons of a class equally often."""
    numbers = np.flatnonzero(seen)
    kinds = np.array([place.polygons[number].index for number in numbers])
    images, labels = [], []
    for _ in range(BATCH):
        kind = rng.choice(np.unique(kinds))
        polygon = place.polygons[int(rng.choice(numbers[kinds == kind]))]
        image, label = _crop(place, polygon, [place.polygons[n] for n in numbers], rng)
        images.append(image)
        labels.append(label)
    return torch.stack(images), torch.stack(labels)


def _crop(
    place: _Place, polygon: Labelled, polygons: list[Labelled], rng: np.random.Generator
) -> tuple[Tensor, Tensor]:
    at = int(rng.integers(len(polygon.rows)))
    margin = CROP // 8
    row, col = (
        int(value) - int(rng.integers(margin, CROP - margin))
        for value in (polygon.rows[at], polygon.cols[at])
    )
    scene = place.scenes[polygon.scene]
    window = scene.read(Window(row, col, CROP, CROP))
    labels = np.full((CROP, CROP), UNLABELLED, dtype=np.int64)
    for item in polygons:
        top, left, bottom, right = item.box
        touches = bottom >= row and right >= col and top < row + CROP and left < col + CROP
        if item.scene == polygon.scene and touches:
            rows, cols = item.rows - row, item.cols - col
            inside = (rows >= 0) & (rows < CROP) & (cols >= 0) & (cols < CROP)
            labels[rows[inside], cols[inside]] = item.index
    db = window.db
    if rng.random() < 0.5:
        db = speckle_db(db, float(rng.uniform(8.0, 20.0)), rng)
    db = db + np.float32(rng.normal(0.0, 0.7))
    changed = Backscatter(db, window.valid)
    x = normalise(changed, scene.present, scene.statistics, scene.calibrated, place.engine.normalisation)
    flips = tuple(axis for axis in (-2, -1) if rng.random() < 0.5)
    return torch.from_numpy(x).flip(flips), torch.from_numpy(labels).flip(flips)
