"""``docs/results.md``: every table is made of rows that were computed; what was not run is listed."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

from model.evaluate import attention_maps, embeddings, emergence, finished, pretraining
from model.evaluate.ablation_tables import FROZEN_HEAD, MODEL_HEAD, ablations, frozen_cells, model_cells
from model.evaluate.backbones import RANDOM
from model.evaluate.bars import bars_table
from model.evaluate.context import Context
from model.evaluate.data import ALL
from model.evaluate.lengths import by_length
from model.evaluate.probes import TEST_EVERY
from model.evaluate.rows import Row
from model.evaluate.scoring import interval, scores
from model.evaluate.tables import Found, counts_of, decimals, found_in, spread, table
from model.evaluate.verdicts import verdicts
from model.files import write_all
from model.legend import worldcover
from model.pretrain.files import SCENES_FILE

NOTES = "<!-- notes: this part is written by hand and kept -->"
END_OF_NOTES = "<!-- end of notes -->"

EXPERIMENT_OF = {
    pretraining.FOREST: "forest",
    pretraining.UNET: "unet",
    pretraining.LINEAR_RANDOM: "linear",
    pretraining.LINEAR_DINO: "linear",
    pretraining.SCRATCH: "scratch",
    pretraining.FINETUNED: "finetune",
}
CONVERGED = {
    pretraining.CONVERGED_UNET: "converged",
    pretraining.CONVERGED_SCRATCH: "converged",
    pretraining.CONVERGED_FINETUNED: "converged",
}
PERCENTS = (1, 5, 10, 25, 50, 100)


def write_results(context: Context, docs: Path, figures: dict[str, Path]) -> Path:
    """Writes the page of all rows found, and returns its path."""
    page = docs / "results.md"
    found = found_in(context)
    parts = [
        _head(context),
        _kept_notes(page),
        _section("The bars", bars_table(found)),
        _section("What pre-training and attention buy", verdicts(found)),
        _section("1. Pre-training", _pretraining(context, found)),
        _section("2. Attention maps", _attention(found)),
        _section("3. Token embeddings against attention", _embeddings(found)),
        _section("4. Emergence", _emergence(found)),
        _section("5. Ablations", ablations(context, found)),
        _section("The finished model", _model(found)),
        _section("Water", _water(found)),
        _section("Not run", _not_run(context, found)),
    ]
    for title, path in figures.items():
        where = os.path.relpath(path, docs)
        anchor = f"<!-- figure: {title} -->"
        parts = [part.replace(anchor, f"![{title}]({where})") for part in parts]
    lines = "\n\n".join(part for part in parts if part).splitlines()
    text = "\n".join(line for line in lines if not line.startswith("<!-- figure:"))
    write_all({page: (text + "\n").encode()})
    return page


def _section(title: str, body: str) -> str:
    return f"## {title}\n\n{body or 'Not run.'}"


def _figure(title: str) -> str:
    return f"\n\n<!-- figure: {title} -->"


def _head(context: Context) -> str:
    data = context.data
    counts = ", ".join(
        f"{len(data.names(part))} {words}"
        for part, words in (("train", "to train"), ("validation", "to choose"), ("test", "to test"))
    )
    return (
        "# Results\n\n"
        "Written by `python -m model evaluate`; the numbers come from the rows in its folder, nothing is "
        "typed in by hand but the notes.\n\n"
        f"Labelled scenes, split by place (`recipes/splits.json`): {counts}. Scores are of the test scenes, "
        f"from one confusion matrix over their labelled pixels (forests: every {ordinal(TEST_EVERY)}); "
        "mIoU is over the classes there. Mean ± standard deviation over seeds; a seed also draws which "
        "polygons make up a share of the labels. Intervals are 95 %, by bootstrap over scenes, of the first "
        "seed's result. Networks see the classes nearly as often as they occur and are calibrated on the "
        "scenes to choose; forests and probes learn from equally many samples of each class and are not "
        "calibrated, so accuracy, κ and ECE do not compare the two kinds. Labelled pixels keep away from "
        f"borders and are the easier ones: scores flatter a map. {_seen_in_pretraining(context)}"
    )


def ordinal(number: int) -> str:
    """A small number as an ordinal word; larger ones in figures."""
    words = {2: "second", 3: "third", 4: "fourth", 5: "fifth"}
    return words.get(number, f"{number}th")


def _seen_in_pretraining(context: Context) -> str:
    """Whether the pre-training run saw the test scenes, by its own record."""
    run = context.pretrained_run
    record = None if run is None else (run if run.is_dir() else run.parent) / SCENES_FILE
    if record is None or not record.exists():
        return "Pre-training may have seen the test scenes, unlabelled."
    seen = sorted({*json.loads(record.read_text())} & {*context.data.names("test")})
    if seen:
        return f"Pre-training saw these test scenes, unlabelled: {', '.join(seen)}."
    return "Pre-training saw none of the test scenes, not even unlabelled."


def _kept_notes(page: Path) -> str:
    """The part of the page that is written by hand, as it is now."""
    if page.exists():
        text = page.read_text(encoding="utf-8")
        if NOTES in text and END_OF_NOTES in text:
            return NOTES + text.split(NOTES, 1)[1].split(END_OF_NOTES, 1)[0] + END_OF_NOTES
    return f"{NOTES}\n{END_OF_NOTES}"


def _pretraining(context: Context, found: Found) -> str:
    percents = found.percents(list(EXPERIMENT_OF.values()))
    if not percents:
        return ""
    body = [
        [
            method,
            *(found.spread(found.of(name, method, percent=percent)) for percent in percents),
            found.steps(name, method),
        ]
        for method, name in EXPERIMENT_OF.items()
        if any(row["method"] == method for row in found.rows)
    ]
    parts = [
        "mIoU by share of the training polygons.\n",
        table(["", *(f"{percent:g} %" for percent in percents), "Training steps"], body),
        _figure("mIoU by share of the labels"),
        "\nWith all labels:\n\n" + _details(found, EXPERIMENT_OF),
        _converged(found),
        "\n\n" + _across(context, found),
        _figure("Confusion"),
    ]
    return "".join(part if part.startswith("\n") else part + "\n" for part in parts if part).strip()


def _converged(found: Found) -> str:
    """The networks that were trained until more steps no longer helped; empty where none was."""
    steps = {row["steps"] for row in found.rows if row["experiment"] == "converged"}
    crops = {row["recipe"]["batch"] for row in found.rows if row["experiment"] == "converged"}
    if not steps:
        return ""
    words = f"{' or '.join(map(str, sorted(steps)))} steps of {' or '.join(map(str, sorted(crops)))} crops"
    title = f"Trained to convergence, {words}, with all labels:"
    return f"\n\n{title}\n\n{_details(found, CONVERGED)}"


def _details(found: Found, experiment_of: dict[str, str]) -> str:
    head = ["", "mIoU", "95 % interval", "Accuracy", "κ", "ECE", "Boundary F1"]
    codes = _codes_in_test(found)
    body, per_class = [], []
    for method, name in experiment_of.items():
        rows = found.of(name, method)
        if not rows:
            continue
        low, high = interval(counts_of(rows[0]), found.classes)
        columns = [found.spread(rows, s) for s in ("overall_accuracy", "kappa", "ece", "boundary_f1")]
        body.append([method, found.spread(rows), f"{low:.3f} to {high:.3f}", *columns])
        kept = found.scores(rows)
        f1 = [decimals(sum(s["f1"].get(code, 0.0) for s in kept) / len(kept), 2) for code in codes]
        per_class.append([method, *f1])
    names = [worldcover(int(code)).name for code in codes]
    return table(head, body) + "\n\nF1 per class, mean over seeds:\n\n" + table(["", *names], per_class)


def _codes_in_test(found: Found) -> list[str]:
    for row in found.rows:
        if "scenes" in row and row["experiment"] != "water":
            return list(scores(counts_of(row), found.classes)["f1"])
    return []


def _across(context: Context, found: Found) -> str:
    regions = context.data.regions()
    pairs = [(source, target) for source in (ALL, *regions) for target in regions]
    body = []
    for method, name in EXPERIMENT_OF.items():
        cells = [
            found.spread(found.of(name, method, source=source), region=target) for source, target in pairs
        ]
        if any(cells):
            body.append([method, *cells])
    head = ["", *(f"{source} → {target}" for source, target in pairs)]
    return "Within and across regions (trained on → tested on), mIoU with all labels:\n\n" + table(head, body)


def _attention(found: Found) -> str:
    parts = []
    for method in found.methods("attention"):
        if not method.startswith(attention_maps.HEADS) or f"{RANDOM}, seed" in method:
            continue  # more random ViTs are in the bars alone
        # The map that Sardino writes is of the last block alone.
        columns = 4 if method.startswith(attention_maps.LEVELLED) else 5
        for row in found.of("attention", method):
            body = [
                [
                    worldcover(int(code)).name,
                    " ".join(f"{value:.2f}" for value in item["auroc"]),
                    f"{item['best_auroc']:.3f}" + ("" if item["chosen_on"] == "validation" else " *"),
                    decimals(item["best_iou"]),
                    f"{item['any_auroc']:.3f} (block {item['any_block'][0]}, head {item['any_block'][1]})",
                ][:columns]
                for code, item in row["heads"].items()
            ]
            head = ["Class", "AUROC per head", "Best head", "its IoU at 60 % mass", "Best head of any block"]
            head = head[:columns]
            parts.append(
                f"{method}, last block, on {row['tokens']:,} labelled tokens:\n\n" + table(head, body)
            )
    classifiers = [
        [method, found.spread(found.of("attention", method)), _accuracy(found, "attention", method)]
        for method in found.methods("attention")
        if not method.startswith(attention_maps.HEADS)
    ]
    control = found.of("forest", attention_maps.TEXTURE)
    if classifiers and control:
        accuracy = found.spread(control, "overall_accuracy")
        classifiers.append([attention_maps.TEXTURE, found.spread(control), accuracy])
    if classifiers:
        words = "Attention (all heads of all blocks) as input of other classifiers, all labels:\n\n"
        parts.append(words + table(["", "mIoU", "Accuracy"], classifiers))
    if not parts:
        return ""
    note = (
        "The best head for a class is chosen on the validation scenes (*: on the test scenes, where the "
        "class is absent from the validation scenes). Below 0.5 a head avoids the class. The levelled map is "
        "the attention layer as Sardino writes it, as is the picture; the other tables are of single tiles "
        "without overlap."
    )
    return "\n\n".join([note, *parts]) + _figure("Attention maps")


def _accuracy(found: Found, experiment: str, method: str) -> object:
    return found.spread(found.of(experiment, method), "overall_accuracy")


def _embeddings(found: Found) -> str:
    sets = list(dict.fromkeys(method.split(": ", 1)[1] for method in found.methods("embeddings")))
    body = []
    for name in sets:
        cells: list[object] = []
        for classifier in embeddings.CLASSIFIERS:
            cells.append(found.spread(found.of("embeddings", f"{classifier}: {name}")))
        rows = found.of("embeddings", f"{embeddings.KMEANS}: {name}")
        cells.append(spread(row["nmi"] for row in rows))
        body.append([name, *cells])
    if not body:
        return ""
    head = ["Features", "k-NN mIoU", "Linear probe mIoU", f"k-means NMI ({embeddings.CLUSTERS} clusters)"]
    return table(head, body) + _figure("Principal components of the tokens")


def _emergence(found: Found) -> str:
    body = []
    for method in found.methods("emergence"):
        for row in found.of("emergence", method):
            step = int(method.removeprefix(emergence.EMERGENCE))
            body.append([step, *frozen_cells(found, [row])])
    if not body:
        return ""
    words = (
        f"Frozen teacher along the pre-training run; probes on {emergence.TRAINING_SCENES} training scenes, "
    )
    along = words + "one seed.\n\n" + table(["Step", *FROZEN_HEAD], body) + _figure("Emergence")
    return "\n\n".join(part for part in (along, by_length(found)) if part)


def _model(found: Found) -> str:
    parts = []
    for method in found.methods("model"):
        for row in found.of("model", method):
            parts.append(table(["", *MODEL_HEAD], [[method, *model_cells(found, row)]]))
            kept = found.scores([row])[0]
            names = [worldcover(int(code)).name for code in kept["f1"]]
            lines = [
                ["IoU", *map(decimals, kept["iou"].values())],
                ["F1", *map(decimals, kept["f1"].values())],
            ]
            parts.append(table(["", *names], lines))
            parts.append(_confusion(kept["confusion"], found.classes))
            if row["perhaps_seen"]:
                seen = ", ".join(row["perhaps_seen"])
                parts.append(f"**The model's card does not say that these scenes were held out: {seen}.**")
    return "\n\n".join(parts)


def _confusion(counts: list[list[int]], classes: list[int]) -> str:
    names = [worldcover(code).name for code in classes]
    body = [[name, *(f"{value:,}" for value in line)] for name, line in zip(names, counts, strict=True)]
    return "Pixels, true class down, predicted class across:\n\n" + table(["", *names], body)


def _water(found: Found) -> str:
    body = []
    for method in found.methods("water"):
        for row in found.of("water", method):
            kept = scores(row["scenes"].values(), [0, finished.WATER])
            low, high = _water_interval(row)
            per_chip = [
                f"{name.split('_')[0]} {scores([counts], [0, finished.WATER])['iou'].get('80', 0.0):.2f}"
                for name, counts in row["scenes"].items()
                if sum(counts["confusion"][1])
            ]
            body.append(
                [
                    method,
                    decimals(kept["iou"].get("80")),
                    f"{low:.3f} to {high:.3f}",
                    decimals(kept["boundary_f1"]),
                    ", ".join(per_chip),
                ]
            )
    if not body:
        return ""
    head = ["", "Water IoU", "95 % interval", "Boundary F1", "Water IoU of each chip with water"]
    return "Dual-polarisation chips with hand-drawn masks, all pixels together.\n\n" + table(head, body)


def _water_interval(row: Row) -> tuple[float, float]:
    return interval(counts_of(row), [0, finished.WATER], f"iou.{finished.WATER}")


def _not_run(context: Context, found: Found) -> str:
    """What the issue asks for and no row answers."""
    lines = []
    for method, name in EXPERIMENT_OF.items():
        missing = []
        for percent in PERCENTS:
            count = len({row["seed"] for row in found.of(name, method, percent=percent)})
            if count < 3:
                missing.append(f"{percent} % ({count} of 3 seeds)")
        for source in context.data.regions():
            count = len({row["seed"] for row in found.of(name, method, source=source)})
            if count < 3:
                missing.append(f"from {source} alone ({count} of 3 seeds)")
        if not any(row["method"] == method for row in found.rows):
            lines.append(f"- {method}: nothing at all.")
        elif missing:
            lines.append(f"- {method}: {', '.join(missing)}.")
    for method, name in {pretraining.LINEAR_HEAD: "head", **CONVERGED}.items():
        seeds = len({row["seed"] for row in found.of(name, method)})
        if seeds < 3:
            lines.append(f"- {method}: 100 % ({seeds} of 3 seeds).")
    whole: dict[str, Callable[[], bool]] = {
        "Attention maps": lambda: any("DINO" in method for method in found.methods("attention")),
        "Token embeddings": lambda: any("DINO" in method for method in found.methods("embeddings")),
        "Emergence": lambda: len(found.methods("emergence")) > 1,
        "Ablations": lambda: bool(found.methods("ablations")),
        "Ablation of normalisation": lambda: bool(found.methods("normalisation")),
        "The finished model on the test scenes": lambda: bool(found.methods("model")),
        "Water by the finished model": lambda: len(found.methods("water")) > 1,
    }
    lines += [f"- {name}." for name, there in whole.items() if not there()]
    return "\n".join(lines) or "Nothing: everything that was planned is above."
