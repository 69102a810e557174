"""MkDocs hooks: what pages take from the repository's own files, and help without pictures."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parents[1]
_CHECKPOINTS = _ROOT / "resources" / "checkpoints"
_SCORES = {
    "miou": "mean IoU on scenes that were held out (95 % interval)",
    "overall_accuracy": "overall accuracy",
    "kappa": "κ",
    "boundary_f1": "boundary F1",
}
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")


def on_page_markdown(markdown: str, config: Any, **_: Any) -> str:
    """Fills in the bundled models' cards and the citation, so that they are written in one place.

    Leaves out pictures in the plugin's help: they would make the zip large.
    """
    if "<!-- card -->" in markdown:
        cards = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(_CHECKPOINTS.glob("*.json"))]
        markdown = markdown.replace("<!-- card -->", "\n\n".join(_card(card) for card in cards))
    if "<!-- citation -->" in markdown:
        citation = (_ROOT / "CITATION.cff").read_text(encoding="utf-8")
        markdown = markdown.replace("<!-- citation -->", f"```yaml\n{citation}```")
    return markdown if config.theme.name else _IMAGE.sub("", markdown)


def on_files(files: Any, config: Any) -> Any:
    """Leaves out the picture files of the plugin's help too."""
    if not config.theme.name:
        for file in [item for item in files if item.src_uri.startswith("images/")]:
            files.remove(file)
    return files


def _scores(metrics: dict[str, Any]) -> list[str]:
    """What the card says of each score: with its interval, once ``evaluate --write-card`` has run."""
    lines = []
    for name, words in _SCORES.items():
        if name in metrics:
            within = metrics.get(f"{name}_interval")
            interval = " ({:.2f} to {:.2f})".format(*within) if within else ""
            lines.append(f"| {words} | {metrics[name]:.2f}{interval} |")
    water = "; ".join(
        "{}: {:.2f} ({:.2f} to {:.2f})".format(words, iou, *metrics["water_iou_interval"][words])
        for words, iou in metrics.get("water_iou", {}).items()
    )
    if water:
        lines.append(f"| IoU of water on {metrics['water_chips']} chips | {water} |")
    if "validation" in metrics:
        words = "mean IoU on the scenes that settings were chosen on"
        lines.append(f"| {words} | {metrics['validation']['miou']:.2f} |")
    return lines


def _card(card: dict[str, Any]) -> str:
    """A model's card as Markdown."""
    metrics, network = card["metrics"], card["architecture"]
    lines = [
        f"### {card['name']} {card['version']}",
        "",
        card["summary"],
        "",
        "| | |",
        "| --- | --- |",
        f"| training data | {card['training_data']} |",
        *_scores(metrics),
        f"| calibration error | {metrics['calibration_error']:.3f} |",
        f"| network | {network['backbone']}, patches of {network['patch_size']} pixels |",
        f"| licence | {card['licence']} |",
        f"| SHA-256 of the weights | `{card['tensors_sha256'][:16]}…` |",
        "",
        "| class | code | IoU | F1 |",
        "| --- | --- | --- | --- |",
    ]
    for item in card["classes"]:
        code = str(item["code"])
        iou, f1 = metrics["iou"].get(code), metrics["f1"].get(code)
        numbers = " | ".join("–" if value is None else f"{value:.2f}" for value in (iou, f1))
        lines.append(f"| {item['name']} | {code} | {numbers} |")
    failures = [f"- {failure}" for failure in card["known_failures"]]
    sources = _by_source(metrics.get("by_source", []))
    return "\n".join([*lines, "", *sources, "Known failures:", "", *failures])


def _by_source(entries: list[dict[str, Any]]) -> list[str]:
    """Scores by source and kind of scene; nothing if there are none."""
    if not entries:
        return []
    lines = [
        "| places not seen in training | scenes | input | accuracy | mean IoU | calibration error "
        "| built-up elsewhere | IoU of water |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for item in entries:
        kind = f"{' and '.join(item['polarisations'])}, {'' if item['calibrated'] else 'not '}calibrated"
        scores = [
            form.format(item[key]) if key in item else "–"
            for key, form in (
                ("accuracy", "{:.0%}"),
                ("miou", "{:.2f}"),
                ("calibration_error", "{:.2f}"),
                ("built_up_elsewhere", "{:.0%}"),
                ("water_iou", "{:.2f}"),
            )
        ]
        lines.append(f"| {item['name']} | {item['scenes']} | {kind} | {' | '.join(scores)} |")
    return [*lines, ""]
