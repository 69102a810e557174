"""MkDocs hooks: what pages take from the repository's own files, and help without pictures."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parents[1]
_CHECKPOINTS = _ROOT / "resources" / "checkpoints"
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
        f"| mean IoU, held out | {metrics['miou']:.2f} |",
        f"| overall accuracy, held out | {metrics['overall_accuracy']:.2f} |",
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
    return "\n".join([*lines, "", "Known failures:", "", *failures])
