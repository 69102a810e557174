"""``python -m model export MODEL``: a bundled model's expected values, and its network for OpenVINO.

The expected values are what torch says about two made-up tiles in fp32 (:mod:`model.inference.expected`).
They lie beside the model, so that an environment without torch can compare its engine with torch.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from model.checkpoint.weights import ModelFile


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the options of ``export``."""
    parser.add_argument("model", help="a model's name or .safetensors file")
    parser.add_argument(
        "--openvino", type=Path, metavar="FILE.xml", help="also write the network for other programs"
    )


def run(args: argparse.Namespace) -> int:
    """Writes the files; the exit code is 1 if OpenVINO does not say the same as torch."""
    from model.checkpoint.library import find_model
    from model.checkpoint.weights import read_model
    from model.inference import gate
    from model.inference.engine import tile_sizes
    from model.inference.expected import write_expected

    model = read_model(find_model(args.model).resolve())
    tile, _ = tile_sizes(model.patch_size)
    print(write_expected(model, gate.expected_of_torch(model, tile)))
    checks = gate.measure(model, tile, with_torch=False).checks
    for name, check in checks.items():
        print(f"{name}: same class {check.same:.3%}, attention differs by {check.attention:.3%} of its range")
    if args.openvino is not None:
        _write_network(model, tile, args.openvino)
        print(args.openvino)
    return 0 if checks["fp32"].ok else 1


def _write_network(model: ModelFile, tile: int, path: Path) -> None:
    """Writes FILE.xml and FILE.bin (weights as float16): logits, the input of the attention, tokens."""
    import openvino

    from model.inference import light
    from model.inference import openvino_graph as graph

    (part,) = light.parts_of(model, tile, (graph.LOGITS, graph.ASKED, graph.TOKENS), low=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.stem}.unfinished.xml")
    openvino.save_model(part.graph, unfinished, compress_to_fp16=True)
    unfinished.with_suffix(".bin").replace(path.with_suffix(".bin"))
    unfinished.replace(path)
