"""Patches of 16 pixels against patches of 8: the bare network, with a quarter of the tokens.

    python3 build.py bench patches [--repeats N]

The time is that of one core, both networks in turns. Weights are random: they do not matter for the time.
"""

from __future__ import annotations

import argparse
import statistics
import time

import torch

from model.evaluate.variants import PATCH_16, PLAIN
from model.network.config import POLARISATIONS, NetworkConfig
from model.network.network import SarSegmenter, attend_in_steps

SIDE = 256
"""Side of a tile in pixels, as the product has it."""


def main() -> int:
    """Prints a Markdown row per patch size, and the ratio."""
    parser = argparse.ArgumentParser(prog="bench patches")
    parser.add_argument("--repeats", type=int, default=7)
    repeats = parser.parse_args().repeats
    torch.set_num_threads(1)
    networks = {config.patch_size: _network(config) for config in (PLAIN, PATCH_16)}
    x = torch.randn(1, POLARISATIONS, SIDE, SIDE)
    seconds: dict[int, list[float]] = {size: [] for size in networks}
    for _ in range(repeats + 1):  # the first pass is not counted
        for size, network in networks.items():
            begun = time.process_time()
            with torch.inference_mode():
                network(x)
            seconds[size].append(time.process_time() - begun)
    medians = {size: statistics.median(times[1:]) for size, times in seconds.items()}
    print("| patches | tokens | seconds a tile | of patches of 8 |\n| --- | --- | --- | --- |")
    for size, median in medians.items():
        print(f"| {size} | {(SIDE // size) ** 2} | {median:.2f} | {median / medians[PLAIN.patch_size]:.2f} |")
    return 0


def _network(config: NetworkConfig) -> SarSegmenter:
    network = SarSegmenter(config).eval()
    attend_in_steps(network.backbone, True)
    return network


if __name__ == "__main__":
    raise SystemExit(main())
