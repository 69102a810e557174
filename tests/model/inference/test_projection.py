"""The kept directions of the head's features."""

from __future__ import annotations

import numpy as np
import pytest

from model.inference.projection import COMPONENTS, pixel_basis


@pytest.mark.parametrize("classes", [1, 2, 4, 9])
def test_rows_are_orthonormal_whatever_the_number_of_classes(classes: int) -> None:
    weight = np.random.default_rng(0).normal(size=(classes, 12, 1, 1))
    basis = pixel_basis(weight)
    assert basis.shape == (COMPONENTS, 12)
    np.testing.assert_allclose(basis @ basis.T, np.eye(COMPONENTS), atol=1e-6)


def test_few_classes_lose_nothing_but_what_they_have_in_common() -> None:
    rng = np.random.default_rng(1)
    weight, features = rng.normal(size=(4, 12)), rng.normal(size=(100, 12))
    basis = pixel_basis(weight)
    logits = features @ weight.T
    found = features @ basis.T @ basis @ weight.T
    off = found - logits
    np.testing.assert_allclose(off - off.mean(axis=1, keepdims=True), 0, atol=1e-5)


def test_fewer_features_than_directions() -> None:
    assert pixel_basis(np.eye(3)).shape == (3, 3)
