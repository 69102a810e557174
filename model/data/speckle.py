"""Fresh speckle for a scene. No torch here."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def speckle_db(db: NDArray[np.float32], looks: float, rng: np.random.Generator) -> NDArray[np.float32]:
    """Backscatter with gamma speckle multiplied in linear power.

    Args:
        db: [C, H, W] dB.
        looks: Equivalent number of looks, above 0; fewer looks give stronger speckle.
        rng: Source of all randomness.

    Returns:
        [C, H, W] dB.
    """
    gamma = rng.standard_gamma(looks, size=db.shape).astype(np.float32) / np.float32(looks)
    found: NDArray[np.float32] = db + np.float32(10.0) * np.log10(np.maximum(gamma, np.float32(1e-4)))
    return found
