"""Experiment 3: token embeddings compared with attention, and both together."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import MiniBatchKMeans
from sklearn.decomposition import PCA
from sklearn.metrics import normalized_mutual_info_score
from sklearn.preprocessing import StandardScaler

from model.checkpoint.backbones import Backbone
from model.evaluate.classifiers import knn, linear
from model.evaluate.context import Context
from model.evaluate.data import Dataset
from model.evaluate.probes import (
    TokenFeatures,
    attention_of,
    both_of,
    gather,
    labelled_tokens,
    position_of,
    token_probe,
    tokens_of,
)
from model.evaluate.rows import Key, Row

CLUSTERS = 16
"""About twice the number of classes, since the tokens of a class vary."""
CLUSTER_TOKENS = 3_000

CLASSIFIERS = {"k-NN": knn, "Linear probe": linear}
KMEANS = "k-means"


def run_embeddings(context: Context) -> None:
    """k-NN, linear probe and k-means on tokens, attention, both, and the controls."""
    for name, backbone, features in feature_sets(context):
        patch = backbone.config.patch_size
        for seed in context.seeds:
            for classifier, make in CLASSIFIERS.items():
                key = Key("embeddings", f"{classifier}: {name}", backbone.digest, seed=seed)
                context.rows.once(key, partial(token_probe, context.data, key, make, features, patch))
            key = Key("embeddings", f"{KMEANS}: {name}", backbone.digest, seed=seed)
            context.rows.once(key, partial(cluster_agreement, context.data, seed, features, patch))


def feature_sets(context: Context) -> list[tuple[str, Backbone, TokenFeatures]]:
    """The compared features: name, backbone, features."""
    random = context.random
    found = [
        ("Random ViT, tokens", random, tokens_of(context.maps(random))),
        ("Random ViT, attention", random, attention_of(context.maps(random))),
    ]
    if context.pretrained is None:
        return found
    dino = context.pretrained
    return [
        ("DINO, tokens", dino, tokens_of(context.maps(dino))),
        ("DINO, attention", dino, attention_of(context.maps(dino))),
        ("DINO, both", dino, both_of(context.maps(dino))),
        *found,
        ("Position only", dino, position_of(context.maps(dino))),
    ]


def cluster_agreement(data: Dataset, seed: int, features: TokenFeatures, patch: int) -> Row:
    """Normalised mutual information of k-means clusters and classes on the test scenes' tokens."""
    parts = [labelled_tokens(item, features(item.scene), patch) for item in data.held_out("test")]
    x, y = gather(parts, len(data.classes), CLUSTER_TOKENS, seed)
    scaled = StandardScaler().fit_transform(x)
    clusters = min(CLUSTERS, len(x))
    found = MiniBatchKMeans(clusters, n_init=5, random_state=seed, batch_size=2048).fit_predict(scaled)
    return {"nmi": round(float(normalized_mutual_info_score(y, found)), 4), "tokens": len(x)}


def principal_colours(grids: list[NDArray[np.floating[Any]]]) -> list[NDArray[np.float32]]:
    """First three principal components of tokens [rows, cols, D] as colours [rows, cols, 3] in 0..1.

    One basis for all grids, so that a colour means the same in each.
    """
    flat = np.concatenate([grid.reshape(-1, grid.shape[-1]) for grid in grids]).astype(np.float32)
    step = max(1, len(flat) // 50_000)
    scaler = StandardScaler().fit(flat[::step])
    pca = PCA(3, random_state=0).fit(scaler.transform(flat[::step]))
    colours = pca.transform(scaler.transform(flat))
    low, high = np.percentile(colours, [2, 98], axis=0)
    scaled = np.clip((colours - low) / np.maximum(high - low, 1e-6), 0, 1).astype(np.float32)
    sizes = np.cumsum([grid.shape[0] * grid.shape[1] for grid in grids])[:-1]
    parts = np.split(scaled, sizes)
    return [part.reshape(*grid.shape[:2], 3) for part, grid in zip(parts, grids, strict=True)]
