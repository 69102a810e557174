"""``python -m model evaluate DATA --out DIR``: runs the experiments and writes ``docs/results.md``."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from model.errors.errors import InvalidRequest
from model.evaluate.attention_maps import run_attention
from model.evaluate.card_scores import write_card
from model.evaluate.clicked import CLICKS, SIMILAR, run_clicks, run_similar
from model.evaluate.context import Context
from model.evaluate.data import ALL, load_dataset, read_splits
from model.evaluate.elsewhere import ELSEWHERE, run_elsewhere
from model.evaluate.embeddings import run_embeddings
from model.evaluate.emergence import run_emergence
from model.evaluate.familiarity import FAMILIARITY, run_familiarity
from model.evaluate.figures import draw_figures
from model.evaluate.finished import run_ablations, run_model, run_water
from model.evaluate.normalising import run_normalisation
from model.evaluate.pretraining import (
    run_converged,
    run_finetune,
    run_forest,
    run_head,
    run_linear,
    run_scratch,
    run_unet,
)
from model.evaluate.results import write_results
from model.evaluate.rows import Rows
from model.evaluate.stacked import STACK, run_stack
from model.evaluate.unlabelled import SEGMENTS, run_segments
from model.evaluate.variants import VARIANTS, run_variants
from model.evaluate.world import LABELS, WORLD, run_world
from model.inference.compute import choose_device

EXPERIMENTS: dict[str, Callable[[Context], None]] = {
    "forest": run_forest,
    "linear": run_linear,
    "attention": run_attention,
    "embeddings": run_embeddings,
    "emergence": run_emergence,
    "ablations": run_ablations,
    "model": run_model,
    "water": run_water,
    "unet": run_unet,
    "finetune": run_finetune,
    "scratch": run_scratch,
    "head": run_head,
    "converged": run_converged,
    "normalisation": run_normalisation,
    WORLD: run_world,
    ELSEWHERE: run_elsewhere,
    VARIANTS: run_variants,
    SEGMENTS: run_segments,
    STACK: run_stack,
    SIMILAR: run_similar,
    CLICKS: run_clicks,
    FAMILIARITY: run_familiarity,
}
"""Experiments by name; cheap experiments first."""

NEED_RUN = {"emergence", "finetune", "head"}
DEFAULT_SPLITS = Path(__file__).parents[2] / "recipes" / "splits.json"
DEFAULT_DOCS = Path(__file__).parents[2] / "docs"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options of the ``evaluate`` command."""
    parser.add_argument(
        "data",
        type=Path,
        metavar="DATA",
        help="folder with sentinel1_vh and landcover_polygons.gpkg, perhaps sentinel1_vv_vh and water_masks, "
        "and perhaps world",
    )
    parser.add_argument(
        "--out", required=True, type=Path, help="folder of the results; what is in it is not done again"
    )
    parser.add_argument("--rows", type=Path, help="where each result is kept as a row (default: OUT/rows)")
    parser.add_argument("--docs", type=Path, default=DEFAULT_DOCS, help="where results.md is written")
    parser.add_argument("--splits", type=Path, default=DEFAULT_SPLITS, help="JSON of held-out scenes")
    parser.add_argument("--pretrained", type=Path, metavar="RUN", help="folder of a pre-training run")
    parser.add_argument("--model", type=Path, metavar="FILE", help="a finished model (.safetensors)")
    parser.add_argument(
        "--ablation",
        action="append",
        default=[],
        metavar="NAME=PATH",
        help="a pre-training run or model to compare; may be repeated",
    )
    parser.add_argument(
        "--only", nargs="*", choices=tuple(EXPERIMENTS), help="these experiments alone; none: only write"
    )
    parser.add_argument(
        "--write-card",
        action="store_true",
        help="write the test scores of --model into its card",
    )
    parser.add_argument("--seeds", nargs="+", type=int, default=[0, 1, 2])
    parser.add_argument(
        "--fractions", nargs="+", type=float, default=[1, 5, 10, 25, 50, 100], help="per cent of the polygons"
    )
    parser.add_argument(
        "--sources",
        nargs="+",
        metavar="REGION",
        help="regions to train on, or 'all' (default: all and each alone)",
    )
    parser.add_argument(
        "--steps", type=int, default=0, help="training steps (default: 1200 with all labels, else 250)"
    )
    parser.add_argument(
        "--batch", type=int, default=0, help="crops per step (default: 12, or 8 in 250 steps)"
    )
    parser.add_argument("--device", default="auto", choices=("auto", "cpu", "cuda", "mps"))
    parser.add_argument("--workers", type=int, default=1, help="loader processes of trainings")


def run(args: argparse.Namespace) -> int:
    """Runs the experiments without saved results, then writes tables and figures.

    Raises:
        InvalidRequest: An experiment needs a pre-training run, and none is given.
    """
    context = _context(args)
    wanted = list(EXPERIMENTS) if args.only is None else args.only
    if args.only and args.pretrained is None and NEED_RUN & set(wanted):
        raise InvalidRequest(
            "This experiment needs a pre-training run.", remedy="Name one with --pretrained."
        )
    for name in wanted:
        EXPERIMENTS[name](context)
    if args.write_card:
        write_card(context)
    figures = draw_figures(context, args.docs / "images" / "results")
    page = write_results(context, args.docs, figures)
    print(f"wrote {page}")
    return 0


def _context(args: argparse.Namespace) -> Context:
    folder = args.data / "sentinel1_vh"
    labels = args.data / "landcover_polygons.gpkg"
    for path in (folder, labels):
        if not path.exists():
            raise InvalidRequest(f"{path} does not exist.", remedy="Name the folder that holds it as DATA.")
    data = load_dataset(folder, labels, read_splits(args.splits))
    chips = (args.data / "sentinel1_vv_vh", args.data / "water_masks")
    return Context(
        data=data,
        rows=Rows(args.rows or args.out / "rows"),
        out=args.out,
        device=choose_device(args.device),
        chips=chips if all(path.exists() for path in chips) else None,
        world=args.data / WORLD if (args.data / WORLD / LABELS).exists() else None,
        pretrained_run=args.pretrained,
        model=args.model,
        ablations=dict(_named(text) for text in args.ablation),
        seeds=tuple(args.seeds),
        percents=tuple(args.fractions),
        sources=tuple(args.sources or [ALL, *data.regions()]),
        steps=args.steps,
        batch=args.batch,
        workers=args.workers,
    )


def _named(text: str) -> tuple[str, Path]:
    name, equals, path = text.partition("=")
    if not equals or not Path(path).exists():
        raise InvalidRequest(f"--ablation {text}: not NAME=PATH of something that exists.")
    return name, Path(path)
