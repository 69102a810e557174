"""``docs/results.md``: every table is made of computed rows; missing experiments are listed."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

from model.checkpoint.files import SCENES_FILE
from model.checkpoint.legend import worldcover
from model.disk.whole import write_all
from model.evaluate import embeddings, emergence, finished, pretraining
from model.evaluate.ablation_tables import FROZEN_HEAD, MODEL_HEAD, ablations, frozen_cells, model_cells
from model.evaluate.attention_table import attention_section
from model.evaluate.bars import bars_table
from model.evaluate.clicked import clicks_section, similar_section
from model.evaluate.context import Context
from model.evaluate.elsewhere import elsewhere_section
from model.evaluate.familiarity import familiarity_section
from model.evaluate.lengths import by_length
from model.evaluate.probes import TEST_EVERY
from model.evaluate.rows import Row
from model.evaluate.scoring import interval, scores
from model.evaluate.stacked import stack_section
from model.evaluate.tables import Found, counts_of, decimals, found_in, spread, table
from model.evaluate.unlabelled import segments_section
from model.evaluate.world import WORLD, world_section

NOTES = "<!-- notes: {section} (written by hand and kept) -->"
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
    kept = page.read_text(encoding="utf-8") if page.exists() else ""
    sections = {
        "Findings": "",
        "The bars": bars_table(found),
        "1. Labels and pre-training": _pretraining(context, found),
        "2. Attention maps": attention_section(found),
        "3. Token embeddings against attention": _embeddings(found),
        "4. Emergence": _emergence(found),
        "5. Ablations": ablations(context, found),
        "6. The finished model": _model(found),
        "7. Water": _water(found),
        "8. World": world_section(found),
        "9. Elsewhere": elsewhere_section(found),
        "10. Segments without labels": segments_section(found),
        "11. The stack for other programs": stack_section(found),
        "12. Similar places": similar_section(found),
        "13. Teaching by clicking": clicks_section(found),
        "14. Unfamiliar ground": familiarity_section(found),
        "Not run": _not_run(context, found),
    }
    parts = [_head(context), *(_section(title, body, kept) for title, body in sections.items())]
    for title, path in figures.items():
        where = os.path.relpath(path, docs)
        anchor = f"<!-- figure: {title} -->"
        parts = [part.replace(anchor, f"![{title}]({where})") for part in parts]
    lines = "\n\n".join(part for part in parts if part).splitlines()
    text = "\n".join(line for line in lines if not line.startswith("<!-- figure:"))
    text = re.sub(r"\n{3,}", "\n\n", text) + "\n"
    write_all({page: text.encode()})
    return page


def _section(title: str, body: str, page: str) -> str:
    """A section with its tables, and the section's notes from the current page."""
    name = re.sub(r"^\d+\. ", "", title)
    notes = kept_notes(page, name)
    empty = body or ("" if title == "Findings" else "Not run.")
    # Readers want the findings first; notes of an experiment explain its tables, so they come after.
    return "\n\n".join(part for part in (f"## {title}", empty, notes) if part)


def kept_notes(page: str, name: str) -> str:
    """The handwritten notes of a section in a page; empty marks if the page has none."""
    begin = NOTES.format(section=name)
    if begin in page:
        return begin + page.split(begin, 1)[1].split(END_OF_NOTES, 1)[0] + END_OF_NOTES
    return f"{begin}\n{END_OF_NOTES}"


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
        "`python -m model evaluate` writes this page: tables from the rows in `recipes/results`, notes by "
        "hand.\n\n"
        f"Scenes are split by place (`recipes/splits.json`): {counts}. Scores are of the test scenes, of one "
        f"confusion matrix over their labelled pixels (forests: every {ordinal(TEST_EVERY)}). mIoU is the "
        "mean over the classes that occur there. ± is the standard deviation over seeds, which also draw the "
        "polygons of a share; a figure without it is of one run. Intervals are 95 %, by bootstrap over "
        "scenes. Labels keep away from borders, so scores flatter a map. "
        f"{_seen_in_pretraining(context)}"
    )


def ordinal(number: int) -> str:
    """A small number as an ordinal word; larger numbers in figures."""
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
        "mIoU by share of the training polygons:\n",
        table(["", *(f"{percent:g} %" for percent in percents), "Steps"], body),
        _figure("mIoU by share of the labels"),
        f"\n\nWith all labels{_to_convergence(found)}:\n\n" + _details(found, EXPERIMENT_OF | CONVERGED),
        "\n\n" + _across(context, found),
        _figure("Confusion"),
    ]
    return "".join(part if part.startswith("\n") else part + "\n" for part in parts if part).strip()


def _to_convergence(found: Found) -> str:
    """Training lengths of the networks trained to convergence; empty if there are none."""
    rows = [row for row in found.rows if row["experiment"] == "converged"]
    steps = {row["steps"] for row in rows}
    crops = {row["recipe"]["batch"] for row in rows}
    if not steps:
        return ""
    words = f"{' or '.join(map(str, sorted(steps)))} steps of {' or '.join(map(str, sorted(crops)))} crops"
    return f" (to convergence: {words})"


def _details(found: Found, experiment_of: dict[str, str]) -> str:
    head = ["", "mIoU", "95 % interval", "Accuracy", "ECE", "Boundary F1"]
    body = []
    for method, name in experiment_of.items():
        rows = found.of(name, method)
        if not rows:
            continue
        low, high = interval(counts_of(rows[0]), found.classes)
        columns = [found.spread(rows, s) for s in ("overall_accuracy", "ece", "boundary_f1")]
        body.append([method, found.spread(rows), f"{low:.2f}–{high:.2f}", *columns])
    return table(head, body)


def _across(context: Context, found: Found) -> str:
    regions = context.data.regions()
    pairs = [(source, target) for source in regions for target in regions]
    body = []
    for method, name in EXPERIMENT_OF.items():
        cells = [
            found.spread(found.of(name, method, source=source), region=target) for source, target in pairs
        ]
        if any(cells):
            body.append([method, *cells])
    head = ["", *(f"{source} → {target}" for source, target in pairs)]
    return "Within and across regions (trained on → tested on), mIoU with all labels:\n\n" + table(head, body)


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
            if row["perhaps_seen"]:
                seen = ", ".join(row["perhaps_seen"])
                parts.append(f"**The model's card does not say that these scenes were held out: {seen}.**")
    return "\n\n".join(parts)


def _water(found: Found) -> str:
    body = []
    for method in found.methods("water"):
        for row in found.of("water", method):
            kept = scores(row["scenes"].values(), [0, finished.WATER])
            low, high = _water_interval(row)
            iou, edges = decimals(kept["iou"].get("80")), decimals(kept["boundary_f1"])
            body.append([method, iou, f"{low:.2f}–{high:.2f}", edges])
    if not body:
        return ""
    words = "Dual-polarisation chips with hand-drawn masks, all pixels together:\n\n"
    return words + table(["", "Water IoU", "95 % interval", "Boundary F1"], body)


def _water_interval(row: Row) -> tuple[float, float]:
    return interval(counts_of(row), [0, finished.WATER], f"iou.{finished.WATER}")


def _not_run(context: Context, found: Found) -> str:
    """Planned experiments without rows."""
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
        "The finished model on places all over the world": lambda: bool(found.methods(WORLD)),
        "Water by the finished model": lambda: len(found.methods("water")) > 1,
    }
    lines += [f"- {name}." for name, there in whole.items() if not there()]
    return "\n".join(lines) or "Nothing: everything that was planned is above."
