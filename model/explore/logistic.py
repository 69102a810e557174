"""Multinomial logistic regression with a ridge, for the few examples that a person clicks.

The ridge is the prior of weights around zero (Bishop 2006, Pattern Recognition and Machine Learning, 4.3).
Without a prior, a few clicks in dozens of dimensions can be separated by any number of planes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]

STEPS = 100
"""Most steps of the solver; 20 are enough for separable examples with a ridge."""


@dataclass(frozen=True)
class Logistic:
    """A linear classifier.

    Attributes:
        codes: [classes] code of each class, sorted.
        weights: [features, classes].
        bias: [classes].
    """

    codes: NDArray[np.int64]
    weights: Floats
    bias: Floats

    @classmethod
    def fitted(cls, values: Floats, codes: NDArray[np.int64], ridge: float) -> Logistic:
        """Fits the classifier; every class counts the same, however many examples it has.

        Args:
            values: [n, features] of the examples.
            codes: [n] their classes, at least two different ones.
            ridge: Strength of the prior.
        """
        classes, index = np.unique(codes, return_inverse=True)
        share = 1 / (len(classes) * np.bincount(index)[index])
        x = values.astype(np.float64)
        wanted = np.eye(len(classes))[index]
        shape = (x.shape[1] + 1, len(classes))

        def loss(flat: Doubles) -> tuple[float, Doubles]:
            """Mean negative log likelihood and its gradient."""
            both = flat.reshape(shape)
            logits = x @ both[:-1] + both[-1]
            logits -= logits.max(axis=1, keepdims=True)
            exps = np.exp(logits)
            sums = exps.sum(axis=1, keepdims=True)
            likely = (logits - np.log(sums))[np.arange(len(index)), index]
            wrong = (exps / sums - wanted) * share[:, None]
            slope = np.concatenate([x.T @ wrong + ridge * both[:-1], wrong.sum(axis=0, keepdims=True)])
            value = -float(share @ likely) + 0.5 * ridge * float(np.square(both[:-1]).sum())
            return value, slope.ravel()

        start = np.zeros(shape[0] * shape[1])
        found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x
        both = found.reshape(shape).astype(np.float32)
        return cls(classes.astype(np.int64), both[:-1], both[-1])

    def logits(self, values: Floats) -> Floats:
        """[n, classes] of values [n, features]."""
        found: Floats = values @ self.weights + self.bias
        return found
