"""What torch says about two made-up tiles in fp32: the measure of every other engine.

A bundled model brings these values in a file of its own, so that they can be compared where torch is not
installed: ``python -m model export MODEL`` writes the file.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from model.checkpoint.weights import ModelFile
from model.disk.whole import write_all

SUFFIX = ".expected.npz"


@dataclass(frozen=True)
class Expected:
    """Classes [B, tile, tile] (index) and attention [B, heads, tokens, tokens] of tiles."""

    classes: NDArray[np.uint8]
    attention: NDArray[np.float32]

    @classmethod
    def of(cls, logits: NDArray[np.float32], attention: NDArray[np.float32] | None) -> Expected:
        """From the results of an engine."""
        assert attention is not None  # nosec B101
        return cls(logits.argmax(1).astype(np.uint8), attention)

    def compared(
        self, logits: NDArray[np.float32], attention: NDArray[np.float32], valid: NDArray[np.bool_]
    ) -> tuple[float, float]:
        """Share of valid pixels with the same class, and the attention's largest difference by its range."""
        same = float((logits.argmax(1) == self.classes)[valid].mean())
        known = self.attention[self.attention > 0]
        extent = float(known.max() - known.min()) if known.size else 0.0
        differs = float(np.abs(attention - self.attention).max()) / max(extent, 1e-9)
        return same, differs if np.isfinite(differs) else float("inf")


def expected_file(model: Path) -> Path:
    """Where a model's expected values are."""
    return model.with_name(model.stem + SUFFIX)


def write_expected(model: ModelFile, expected: Expected) -> Path:
    """Writes a model's expected values beside its file."""
    made = io.BytesIO()
    np.savez_compressed(
        made,
        sha256=np.frombuffer(bytes.fromhex(model.sha256), np.uint8),
        classes=expected.classes,
        attention=expected.attention.astype(np.float32),
    )
    path = expected_file(model.path)
    write_all({path: made.getvalue()})
    return path


def read_expected(model: ModelFile) -> Expected | None:
    """A model's expected values; None if it has none, or if they are of other weights."""
    try:
        with (
            open(expected_file(model.path), "rb") as file,
            np.load(file, allow_pickle=False) as kept,
        ):
            if kept["sha256"].tobytes().hex() != model.sha256:
                return None
            return Expected(kept["classes"], kept["attention"])
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None
