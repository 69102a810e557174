"""The section on attention maps: best heads side by side, and attention as input of classifiers."""

from __future__ import annotations

from model.checkpoint.backbones import FINISHED, RANDOM
from model.checkpoint.legend import worldcover
from model.evaluate import attention_maps
from model.evaluate.rows import Row
from model.evaluate.tables import Found, table

_COLUMNS = {
    "DINO, tile": f"{attention_maps.HEADS}, DINO",
    "Random ViT, tile": f"{attention_maps.HEADS}, {RANDOM}",
    "DINO, layer": f"{attention_maps.LEVELLED}, DINO",
    "Random ViT, layer": f"{attention_maps.LEVELLED}, {RANDOM}",
    "Finished model, layer": f"{attention_maps.LEVELLED}, {FINISHED}",
}
"""Head of a column to the method of its row."""


def attention_section(found: Found) -> str:
    """Tables of attention; empty if nothing was run."""
    return "\n\n".join(part for part in (_best_heads(found), _classifiers(found)) if part)


def _best_heads(found: Found) -> str:
    rows: dict[str, Row] = {}
    for head, method in _COLUMNS.items():
        of_method = found.of("attention", method)
        if of_method:
            rows[head] = of_method[-1]
    if not rows:
        return ""
    codes = list(dict.fromkeys(code for row in rows.values() for code in row["heads"]))
    body = [
        [worldcover(int(code)).name, *(_cell(row, code) for row in rows.values())]
        for code in sorted(codes, key=int)
    ]
    words = (
        "AUROC of the best head of the last block, chosen on the validation scenes (*: on the test scenes, "
        "where the class is absent from these). *Layer* is the attention layer as Sardino writes it, *tile* "
        "is single tiles without overlap. Below 0.5 a head avoids the class.\n\n"
    )
    return words + table(["Class", *rows], body) + "\n\n<!-- figure: Attention maps -->"


def _cell(row: Row, code: str) -> str | None:
    item = row["heads"].get(code)
    if item is None:
        return None
    return f"{item['best_auroc']:.3f}" + ("" if item["chosen_on"] == "validation" else "*")


def _classifiers(found: Found) -> str:
    """Classifiers with attention as input, and the forest without."""
    body: list[list[object]] = [
        [method, found.spread(found.of("attention", method))]
        for method in found.methods("attention")
        if not method.startswith(attention_maps.HEADS)
    ]
    control = found.of("forest", attention_maps.TEXTURE)
    if not body:
        return ""
    if control:
        body.append([attention_maps.TEXTURE, found.spread(control)])
    words = "Attention (all heads of all blocks) as input of other classifiers, all labels:\n\n"
    return words + table(["", "mIoU"], body)
