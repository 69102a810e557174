"""Where a token looks: the last attention of a tile, from any of its tokens."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class TileAttention:
    """Queries and keys of a tile in the last block.

    Attributes:
        queries: [heads, prefix + N, D / heads], scaled.
        keys: [heads, prefix + N, D / heads].
        known: [N] which tokens have a valid pixel; the others are hidden from all tokens.
        prefix: CLS and register tokens ahead of the tile's own.
    """

    queries: Floats
    keys: Floats
    known: NDArray[np.bool_]
    prefix: int

    def of_token(self, token: int) -> Floats:
        """The attention [heads, N] of a token to the tile's tokens.

        It is the network's own: the softmax is over all tokens, CLS and registers too, so the sum of a head
        is below 1 by what goes to those.

        Args:
            token: The token, from 0, row by row.
        """
        asked = self.queries[:, self.prefix + token]
        scores = np.einsum("hd,hnd->hn", asked, self.keys)
        scores[:, self.prefix :][:, ~self.known] = -np.inf
        weights = np.exp(scores - scores.max(axis=1, keepdims=True))
        weights /= weights.sum(axis=1, keepdims=True)
        found: Floats = weights[:, self.prefix :].astype(np.float32)
        return found


def projected(tokens: Floats, weight: Floats, bias: Floats | None, heads: int) -> tuple[Floats, Floats]:
    """Scaled queries and keys [heads, n, D / heads] of tokens.

    Args:
        tokens: [n, D] input of the attention's projection.
        weight: [3 * D, D] of the projection.
        bias: [3 * D], or None.
        heads: Attention heads.
    """
    count, dim = tokens.shape
    both = tokens @ weight[: 2 * dim].T
    if bias is not None:
        both = both + bias[: 2 * dim]
    parts = both.reshape(count, 2, heads, dim // heads).transpose(1, 2, 0, 3)
    scale = np.float32((dim // heads) ** -0.5)
    return np.ascontiguousarray(parts[0] * scale), np.ascontiguousarray(parts[1])


def mass_kept(attention: Floats, mass: float) -> NDArray[np.bool_]:
    """The fewest tokens that hold a share of the attention, for each map.

    With 0.6 these are the masks of the DINO paper (Caron et al. 2021, "Emerging properties in self-supervised
    vision transformers", figure 4).

    Args:
        attention: [maps, N], not negative.
        mass: Share, 0 to 1; 1 keeps every token.
    """
    if mass >= 1.0:
        return np.ones(attention.shape, bool)
    order = np.argsort(-attention, axis=1, kind="stable")
    sorted_ = np.take_along_axis(attention, order, axis=1)
    before = np.cumsum(sorted_, axis=1, dtype=np.float64) - sorted_
    total = attention.sum(axis=1, keepdims=True, dtype=np.float64)
    kept = np.zeros(attention.shape, bool)
    np.put_along_axis(kept, order, before < mass * total, axis=1)
    return kept
