"""Shallow classifiers on features with a common interface, and probabilities for every class."""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from model.training.neighbours import Neighbours

Features = NDArray[np.floating[Any]]


class Classifier(Protocol):
    """The interface of a classifier for the experiments."""

    def fit(self, x: Features, y: NDArray[np.uint8]) -> object: ...

    def predict_proba(self, x: Features) -> NDArray[Any]: ...

    @property
    def classes_(self) -> NDArray[Any]: ...


def forest(seed: int) -> Classifier:
    """A random forest."""
    model: Classifier = RandomForestClassifier(
        n_estimators=60, max_depth=20, min_samples_leaf=5, n_jobs=2, random_state=seed
    )
    return model


def linear(seed: int) -> Classifier:
    """Logistic regression on standardised features: the linear probe."""
    regression = LogisticRegression(C=0.05, max_iter=150, random_state=seed)
    model: Classifier = make_pipeline(StandardScaler(), regression)
    return model


def knn(seed: int) -> Classifier:
    """The k-NN classifier; the classifier is not random."""
    return Neighbours()


def probabilities(model: Classifier, x: Features, classes: int) -> NDArray[np.float32]:
    """Probabilities [N, classes] of all classes, 0 for classes without training labels."""
    out = np.zeros((len(x), classes), dtype=np.float32)
    out[:, np.asarray(model.classes_, dtype=np.int64)] = model.predict_proba(x)
    return out
