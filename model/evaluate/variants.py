"""Ablations of the training on places with both polarisations: the network from scratch, one thing changed.

Scored as :mod:`model.evaluate.elsewhere` does: whole sources are left out, and the network from scratch there
is what the variants are compared with.
"""

from __future__ import annotations

import dataclasses
from functools import partial
from typing import Any

import torch
from torch import Tensor

from model.evaluate.context import Context
from model.evaluate.elsewhere import CROPS, SCRATCH, STEPS, over_seeds, sources_of, trained_row, without
from model.evaluate.rows import Key, Row
from model.evaluate.tables import Found, decimals, table
from model.evaluate.world import SOURCES
from model.network.config import POLARISATIONS, NetworkConfig
from model.network.network import Output, SarSegmenter
from model.network.patch_stem import default_channels
from model.sar.normalise import Normalisation
from model.train.crops import CropConfig
from model.train.start import DROP_PATH

VARIANTS = "variants"
PLAIN = NetworkConfig(patch_stem=default_channels(NetworkConfig().patch_size))
PATCH_16 = dataclasses.replace(PLAIN, patch_size=16, patch_stem=default_channels(16))


class WithDifference(SarSegmenter):
    """A network that sees VV minus VH as a third plane, as the data of arXiv 2310.03513 have it.

    Args:
        config: The network, with the polarisations alone as input.
    """

    def __init__(self, config: NetworkConfig) -> None:
        super().__init__(dataclasses.replace(config, inputs=POLARISATIONS + 1), drop_path=DROP_PATH)

    def forward(self, x: Tensor, valid: Tensor | None = None, **options: Any) -> Output:
        """As for :class:`SarSegmenter`."""
        return super().forward(with_difference(x), valid, **options)


def with_difference(x: Tensor) -> Tensor:
    """Normalised VV, VH and VV minus VH [B, 3, H, W]; the difference is 0 where a polarisation is missing."""
    both = x[:, :POLARISATIONS]
    there = (both != 0).all(dim=1, keepdim=True)
    return torch.cat([both, (both[:, :1] - both[:, 1:]) * there], dim=1)


@dataclasses.dataclass(frozen=True)
class Variant:
    """One thing that differs from the network from scratch.

    Attributes:
        network: Its architecture.
        difference: Whether VV minus VH is a third input.
        crops: How crops are drawn.
        normalisation: What the network sees of the level of backscatter.
    """

    network: NetworkConfig = PLAIN
    difference: bool = False
    crops: CropConfig = CROPS
    normalisation: Normalisation = dataclasses.field(default_factory=Normalisation.absolute)


ALL_VARIANTS = {
    "VV minus VH as a third input": Variant(difference=True),
    "Level and spread of every scene removed": Variant(normalisation=Normalisation()),
    "Looks as they are": Variant(crops=dataclasses.replace(CROPS, speckle=0.0, despeckle=0.0)),
    "Gain as it is": Variant(crops=dataclasses.replace(CROPS, gain_db=0.0, own_gain_db=0.0)),
    "Classes drawn as often as labelled": Variant(
        crops=dataclasses.replace(CROPS, balance=1.0, balance_scenes=1.0)
    ),
    "Patches of 16 pixels, a quarter of the tokens": Variant(network=PATCH_16),
}


def run_variants(context: Context) -> None:
    """Trains every variant without one source of both polarisations after the other."""
    if context.world is None:
        return
    for seed in context.seeds:
        for name in ALL_VARIANTS:
            for source in _dual(sources_of(context.world)):
                key = Key(VARIANTS, name, "", source, 100.0, seed, context.steps or STEPS)
                context.rows.once(key, partial(_row, context, key))


def _row(context: Context, key: Key) -> Row:
    assert context.world is not None
    variant = ALL_VARIANTS[key.method]
    data = without(context.world, key.source, variant.normalisation)
    config = dataclasses.replace(variant.network, classes=tuple(data.classes))
    torch.manual_seed(key.seed)
    network = WithDifference(config) if variant.difference else SarSegmenter(config, drop_path=DROP_PATH)
    return trained_row(context, key, data, network, variant.crops)


def variants_table(found: Found) -> str:
    """Scores of the variants beside those of the network from scratch; empty without variants."""
    rows = [row for row in found.rows if row["experiment"] == VARIANTS]
    if not rows:
        return ""
    # Seeds and sources of the variants alone: what they are compared with was trained more often.
    seeds, sources = {row["seed"] for row in rows}, _dual(list(SOURCES))
    steps = {row["steps"] for row in rows}
    same = [
        row
        for row in found.rows
        if row["method"] == SCRATCH and row["seed"] in seeds and row["steps"] in steps
    ]
    body = []
    for name in (SCRATCH, *ALL_VARIANTS):
        line: list[object] = [name]
        for score in ("miou", "built_up_elsewhere"):
            cells = [over_seeds([*rows, *same], name, 100.0, source, score) for source in sources]
            means = [cell.mean for cell in cells if cell is not None]
            if score == "miou":
                line += [str(cell or "") for cell in cells]
            line.append(decimals(sum(means) / len(means)) if len(means) == len(sources) else "")
        body.append(line)
    head = ["", *(SOURCES[source] for source in sources), "Mean", "Built-up said elsewhere, mean"]
    return "Both polarisations, from scratch, source left out, mIoU:\n\n" + table(head, body)


def _dual(sources: list[str]) -> list[str]:
    """Sources of places with both polarisations."""
    return [source for source in sources if source != "ombria"]
