"""MkDocs hooks: what pages take from the repository's own files, and help without pictures."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parents[1]
_CHECKPOINTS = _ROOT / "resources" / "checkpoints"
_SCORES = {
    "miou": "mean IoU on the scenes for the scores alone (95 % interval)",
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


def _with_interval(metrics: dict[str, Any], name: str) -> str:
    low, high = metrics[f"{name}_interval"]
    return f"{metrics[name]:.2f} ({low:.2f} to {high:.2f})"


def _water(metrics: dict[str, Any]) -> str:
    return "; ".join(
        "{}: {:.2f} ({:.2f} to {:.2f})".format(words, iou, *metrics["water_iou_interval"][words])
        for words, iou in metrics["water_iou"].items()
    )


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
        *(f"| {words} | {_with_interval(metrics, name)} |" for name, words in _SCORES.items()),
        f"| calibration error | {metrics['calibration_error']:.3f} |",
        f"| IoU of water on {metrics['water_chips']} chips | {_water(metrics)} |",
        f"| mean IoU on the scenes that settings were chosen on | {metrics['validation']['miou']:.2f} |",
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
    return "\n".join([*lines, "", "Known failures:", "", *failures])
