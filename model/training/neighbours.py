"""k nearest neighbours on labelled places: measures the teacher's features without training.

During pre-training this score shows whether the features improve; the loss cannot show it, since its target
moves (Caron et al. 2021, section 3).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from model.data.labels import UNLABELLED, Polygons, rasterise, read_polygons
from model.data.scenes import LoadedScene, refuse_namesakes, scene_spec
from model.data.windows import window
from model.errors.errors import InvalidRequest
from model.network.network import run_backbone
from model.network.precision import mixed_precision
from model.sar.scene import open_scene
from model.sar.windows import Window

NEIGHBOURS = 20
TEMPERATURE = 0.07
CHUNK = 4096
PER_CLASS = 60
"""Most places of each class on either side: enough for a trend, few enough to cost only seconds."""
FORWARD = 64


class Neighbours:
    """k nearest neighbours by cosine, votes weighted as in DINO (exp(similarity / 0.07)).

    Pre-training runs in the model's environment, which lacks scikit-learn, so this is own code. scikit-learn
    gives the same results (a test compares them) and takes longer.
    """

    def __init__(self, neighbours: int = NEIGHBOURS, temperature: float = TEMPERATURE) -> None:
        self.neighbours, self.temperature = neighbours, temperature
        self.classes_: NDArray[Any] = np.zeros(0, dtype=np.uint8)

    def fit(self, x: NDArray[Any], y: NDArray[np.uint8]) -> Neighbours:
        """Keeps the samples [N, D] and their labels [N]."""
        self.classes_, index = np.unique(y, return_inverse=True)
        self._mean = torch.from_numpy(np.asarray(x, dtype=np.float32).mean(axis=0))
        self._x = self._unit(x)
        self._votes = F.one_hot(torch.from_numpy(index), len(self.classes_)).float()
        return self

    def predict_proba(self, x: NDArray[Any]) -> NDArray[Any]:
        """Shares of the votes [N, classes]."""
        parts = []
        for chunk in torch.split(self._unit(x), CHUNK):
            similarity, which = (chunk @ self._x.T).topk(min(self.neighbours, len(self._x)), dim=1)
            weight = ((similarity - 1) / self.temperature).exp()
            votes = (self._votes[which] * weight[..., None]).sum(dim=1)
            parts.append(votes / votes.sum(dim=1, keepdim=True))
        return torch.cat(parts).numpy()

    def _unit(self, x: NDArray[Any]) -> Tensor:
        # Centred: tokens of a ViT share a large common part that is independent of the place.
        centred = torch.from_numpy(np.asarray(x, dtype=np.float32)) - self._mean
        return F.normalize(centred, dim=1)


@dataclass
class LabelledPlaces:
    """Crops around labelled pixels; every other scene is classified, the rest are the neighbours.

    Attributes:
        x: [N, 2, size, size] normalised backscatter.
        labels: [N] class indices.
        asks: [N] bool: True for classified places; the other places are the neighbours.
    """

    x: Tensor
    labels: NDArray[np.uint8]
    asks: NDArray[np.bool_]

    @torch.inference_mode()
    def score(self, backbone: Any, device: torch.device) -> float:
        """Mean accuracy over classes, 0..1, of k-NN on the tokens in the middle of each crop."""
        was_training = backbone.training
        backbone.eval()
        features = np.concatenate(
            [_middle(backbone, part.to(device)) for part in torch.split(self.x, FORWARD)]
        )
        backbone.train(was_training)
        model = Neighbours().fit(features[~self.asks], self.labels[~self.asks])
        said = model.classes_[model.predict_proba(features[self.asks]).argmax(axis=1)]
        true = self.labels[self.asks]
        return float(np.mean([(said[true == index] == index).mean() for index in np.unique(true)]))


def _middle(backbone: Any, x: Tensor) -> NDArray[np.float32]:
    """Mean of the four tokens around the centre [B, D]."""
    with mixed_precision(x.device):
        tokens, _, _ = run_backbone(backbone, x, None)
    side = x.shape[-1] // backbone.patch_embed.patch_size[0]
    grid = tokens[:, backbone.num_prefix_tokens :].float().reshape(len(x), side, side, -1)
    low = (side - 1) // 2
    return grid[:, low : low + 2, low : low + 2].mean(dim=(1, 2)).cpu().numpy()


def labelled_places(
    scenes: list[LoadedScene],
    labels: Path,
    size: int,
    *,
    field: str = "class_code",
    scene_field: str | None = None,
    seed: int = 0,
    per_class: int = PER_CLASS,
) -> LabelledPlaces:
    """Draws places from the scenes that have polygons.

    Args:
        scenes: Scenes read from files; every other labelled scene is classified.
        labels: The file with the polygons.
        size: Side of a crop in pixels, a multiple of the patch size.
        field: Field of the class code.
        scene_field: Field that names the scene of a polygon; None: ``scene`` if there is such a field.
        seed: Seed of the choice of places.
        per_class: Most places of a class on either side.

    Raises:
        InvalidRequest: Fewer than two scenes have labels, the two halves share no class, or the labels name a
            scene whose name occurs several times.
    """
    polygons = read_polygons(labels, field=field, scene_field=scene_field)
    classes = sorted({int(code) for code in polygons.codes})
    found = _labelled(scenes, polygons, classes)
    rng = np.random.default_rng(seed)
    sides = [_draw(found[first::2], len(classes), per_class, size, rng) for first in (0, 1)]
    answers, asks = (labels for _, labels in sides)
    if not set(answers) & set(asks):
        raise InvalidRequest(
            f"{labels.name} has too few labels for a k-NN score.",
            remedy="Label the same class on two scenes or more, or leave out --labels.",
        )
    return LabelledPlaces(
        torch.cat([x for x, _ in sides]),
        np.concatenate([answers, asks]),
        np.repeat([False, True], [len(answers), len(asks)]),
    )


def _labelled(
    scenes: list[LoadedScene], polygons: Polygons, classes: list[int]
) -> list[tuple[LoadedScene, NDArray[np.uint8]]]:
    """The scenes with labels, and the class index of each pixel."""
    found = []
    for scene in scenes:
        stem = scene.name
        if polygons.scenes is not None:
            stem = next((name for name in scene.stems if name in polygons.scenes), "")
            refuse_namesakes(stem, [other.path for other in scenes if other.path and stem in other.stems])
        if scene.path is None or not stem:
            continue
        with open_scene(scene_spec(scene.path)) as opened:
            marks = rasterise(polygons, opened, stem, classes)
        marks[~scene.valid] = UNLABELLED
        if (marks != UNLABELLED).any():
            found.append((scene, marks))
    return found


def _draw(
    scenes: list[tuple[LoadedScene, NDArray[np.uint8]]],
    classes: int,
    per_class: int,
    size: int,
    rng: np.random.Generator,
) -> tuple[Tensor, NDArray[np.uint8]]:
    """Crops [N, 2, size, size] and labels [N], up to ``per_class`` of each class."""
    crops, labels = [torch.zeros(0, 2, size, size)], []
    for index in range(classes):
        flat = [np.flatnonzero(marks == index) for _, marks in scenes]
        number = np.repeat(np.arange(len(flat)), [len(part) for part in flat])
        at = np.concatenate([np.zeros(0, dtype=np.int64), *flat])
        for chosen in rng.permutation(len(at))[:per_class]:
            scene, marks = scenes[number[chosen]]
            row, col = divmod(int(at[chosen]), marks.shape[1])
            db, valid = window(scene, Window(row - size // 2, col - size // 2, size, size))
            crops.append(torch.from_numpy(scene.normalisation.apply(db, valid, scene.present))[None])
            labels.append(index)
    return torch.cat(crops), np.array(labels, dtype=np.uint8)
