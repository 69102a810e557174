"""Classifiers on frozen features: backscatter and texture, tokens, attention, and mixes of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from model.data.labels import UNLABELLED
from model.data.scenes import LoadedScene
from model.evaluate.classifiers import Classifier, Features, probabilities
from model.evaluate.data import Dataset
from model.evaluate.features import sample
from model.evaluate.maps import Maps, MapsOf, at_pixels, to_pixels, token_labels, tokens_with_labels
from model.evaluate.rows import Key, Row
from model.evaluate.scoring import Counts, count_pixels, count_scene
from model.train.crops import LabelledScene

Values = TypeVar("Values", bound=np.generic)

PIXELS_PER_CLASS = 20_000
TOKENS_PER_CLASS = 3_000
TEST_EVERY = 4
"""One labelled pixel in so many scores a pixel classifier: neighbours are similar, and trees are slow."""

TokenFeatures = Callable[[LoadedScene], Features]
"""Maps a scene to features [rows, cols, K] of its tokens."""
PixelFeatures = Callable[[LoadedScene, NDArray[np.int64]], Features]
"""Maps a scene and flat indices of some pixels to features [N, K]."""
MakeClassifier = Callable[[int], Classifier]


def token_probe(data: Dataset, key: Key, make: MakeClassifier, features: TokenFeatures, patch: int) -> Row:
    """Trains on labelled token centres; scores pixels of the test scenes, interpolated between tokens."""
    classes = len(data.classes)
    model = fit_tokens(data, key, make, features, patch)
    scenes: dict[str, Counts] = {}
    for item in data.held_out("test"):
        grid = features(item.scene)
        wanted = tokens_with_labels(item, patch)
        said = np.zeros((*wanted.shape, classes), dtype=np.float32)
        said[wanted] = probabilities(model, grid[wanted], classes)
        scenes[item.scene.name] = count_scene(item.labels, to_pixels(said, patch, item.labels.shape))
    return {"scenes": scenes}


def fit_tokens(
    data: Dataset, key: Key, make: MakeClassifier, features: TokenFeatures, patch: int
) -> Classifier:
    """The classifier trained on the labelled token centres of a key's training scenes."""
    training = data.training(key.source, key.percent, key.seed)
    x, y = gather(
        [(features(item.scene), token_labels(item, patch)) for item in training],
        len(data.classes),
        TOKENS_PER_CLASS,
        key.seed,
    )
    model = make(key.seed)
    model.fit(x, y)
    return model


def pixel_probe(data: Dataset, key: Key, make: MakeClassifier, features: PixelFeatures) -> Row:
    """Trains on labelled pixels and scores every so many labelled pixels of the test scenes."""
    classes = len(data.classes)
    training = data.training(key.source, key.percent, key.seed)
    parts = []
    for number, item in enumerate(training):
        rng = np.random.default_rng((key.seed, number))
        chosen = sample(item.labels, classes, PIXELS_PER_CLASS, rng)
        parts.append((features(item.scene, chosen), item.labels.ravel()[chosen]))
    x, y = gather(parts, classes, PIXELS_PER_CLASS, key.seed)
    model = make(key.seed)
    model.fit(x, y)
    scenes = {}
    for item in data.held_out("test"):
        known = np.flatnonzero(item.labels != UNLABELLED)[::TEST_EVERY]
        said = probabilities(model, features(item.scene, known), classes)
        scenes[item.scene.name] = count_pixels(item.labels.ravel()[known], said)
    return {"scenes": scenes}


def gather(
    parts: list[tuple[Features, NDArray[np.uint8]]], classes: int, cap: int, seed: int
) -> tuple[Features, NDArray[np.uint8]]:
    """Features and labels of the labelled samples of several scenes, at most ``cap`` of each class."""
    known = [(x[y != UNLABELLED].astype(np.float32), y[y != UNLABELLED]) for x, y in parts]
    x = np.concatenate([part for part, _ in known])
    y = np.concatenate([part for _, part in known])
    chosen = sample(y, classes, cap, np.random.default_rng(seed))
    return x[chosen], y[chosen]


def tokens_of(maps: MapsOf) -> TokenFeatures:
    """Tokens of the last block."""
    return lambda scene: maps(scene).tokens


def attention_of(maps: MapsOf) -> TokenFeatures:
    """The CLS attention of all heads of all blocks, on a log scale, since attention is skewed."""
    return lambda scene: log_attention(maps(scene))


def both_of(maps: MapsOf) -> TokenFeatures:
    """Tokens and attention side by side."""
    return lambda scene: np.concatenate([maps(scene).tokens, log_attention(maps(scene))], axis=-1)


def log_attention(maps: Maps) -> NDArray[np.float16]:
    """Natural logarithm of the attention stack; average attention is 0."""
    return np.log(np.maximum(maps.attention.astype(np.float32), 1e-3)).astype(np.float16)


def textures_and_attention(texture: PixelFeatures, maps: MapsOf) -> PixelFeatures:
    """Backscatter, texture, and attention interpolated to the pixels."""

    def features(scene: LoadedScene, pixels: NDArray[np.int64]) -> Features:
        found = maps(scene)
        attention = at_pixels(log_attention(found), found.patch, scene.shape[1], pixels)
        return np.concatenate([texture(scene, pixels), attention], axis=1)

    return features


def position_of(maps: MapsOf) -> TokenFeatures:
    """Tokens of an image without content: they only hold a token's position in its tile."""

    def features(scene: LoadedScene) -> Features:
        name = "x".join(map(str, scene.shape)) if scene.valid.all() else scene.name
        empty = LoadedScene(f"position-{name}", scene.db, scene.valid, (False, False), scene.normalisation)
        return maps(empty).tokens

    return features


def labelled_tokens(
    item: LabelledScene, grid: NDArray[Values], patch: int
) -> tuple[NDArray[Values], NDArray[np.uint8]]:
    """Features [N, K] and labels [N] of the tokens with a labelled centre."""
    labels = token_labels(item, patch)
    known = labels != UNLABELLED
    return grid[known], labels[known]
