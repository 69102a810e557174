"""Scores for people: tables of numbers as text, CSV and HTML. No Qt in here."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Sequence

from ...model.protocol.finetuning import Scores
from ..translation import fill, marked, tr, tr_sentences

NONE = "–"


def number(value: float | None) -> str:
    """A score with two decimals; a dash for no score."""
    return NONE if value is None else fill("{value:.2f}", value=value)


def headline(scores: Scores) -> str:
    """The scores in one line, for a first look."""
    if scores.estimate:
        text = tr(
            "mIoU {miou:.2f}, accuracy {accuracy:.0f} %, kappa {kappa:.2f} "
            "(estimate from {polygons} polygons)"
        )
    elif scores.folds:
        text = tr(
            "mIoU {miou:.2f}, accuracy {accuracy:.0f} %, kappa {kappa:.2f} (held-out, {polygons} polygons)"
        )
    else:
        text = tr("mIoU {miou:.2f}, accuracy {accuracy:.0f} %, kappa {kappa:.2f} (over {polygons} polygons)")
    return fill(
        text,
        miou=scores.miou,
        accuracy=100 * scores.overall_accuracy,
        kappa=scores.kappa,
        polygons=scores.polygons,
    )


def class_rows(scores: Scores) -> list[tuple[str, str, str, str, str, str]]:
    """Name, F1, IoU, precision, recall and pixels of each class, as text."""
    rows = []
    for index, item in enumerate(scores.classes):
        true = sum(scores.confusion[index])
        predicted = sum(row[index] for row in scores.confusion)
        right = scores.confusion[index][index]
        rows.append(
            (
                tr(item.name),
                number(scores.f1[index]),
                number(scores.iou[index]),
                number(right / predicted if predicted else None),
                number(right / true if true else None),
                fill("{true:,}", true=true),
            )
        )
    return rows


CLASS_COLUMNS = (
    marked("Class"),
    "F1",
    "IoU",
    marked("Precision"),
    marked("Recall"),
    marked("Pixels"),
)


def shares(scores: Scores) -> list[list[float | None]]:
    """The confusion matrix with each row as shares of 1; None in rows without pixels."""
    return [
        [cell / sum(row) if sum(row) else None for cell in row] if row else [] for row in scores.confusion
    ]


def to_rows(scores: Scores, model: str) -> list[list[str]]:
    """All scores as rows of a sheet."""
    names = [tr(item.name) for item in scores.classes]
    return [
        ["Model", model],
        ["mIoU", f"{scores.miou:.4f}"],
        ["Overall accuracy", f"{scores.overall_accuracy:.4f}"],
        ["Kappa", f"{scores.kappa:.4f}"],
        ["Polygons", str(scores.polygons)],
        ["Folds", str(scores.folds)],
        ["Estimate", "yes" if scores.estimate else "no"],
        ["Note", scores.note],
        [],
        [*CLASS_COLUMNS],
        *[[cell.replace("\u202f", "") for cell in row] for row in class_rows(scores)],
        [],
        ["True class \\ predicted", *names],
        *[[name, *map(str, row)] for name, row in zip(names, scores.confusion)],
    ]


def to_csv(scores: Scores, model: str, delimiter: str = ",") -> str:
    """All scores as CSV; with tabs as delimiter, a spreadsheet can paste the text."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    writer.writerows([_harmless(cell) for cell in row] for row in to_rows(scores, model))
    return text.getvalue()


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet reads as a formula; class names are the user's own words."""
    return f"'{cell}" if cell[:1] in "=+-@" and cell != NONE and len(cell) > 1 else cell


def to_html(scores: Scores, model: str) -> str:
    """All scores as a self-contained page."""
    matrix = shares(scores)
    head = "".join(f"<th>{html.escape(tr(item.name))}</th>" for item in scores.classes)
    body = ""
    for index, item in enumerate(scores.classes):
        cells = "".join(
            _cell(count, share, index == column)
            for column, (count, share) in enumerate(zip(scores.confusion[index], matrix[index]))
        )
        body += f"<tr><th>{_chip(item.color)} {html.escape(tr(item.name))}</th>{cells}</tr>\n"
    rows = "".join(
        "<tr>"
        + f"<th>{_chip(item.color)} {html.escape(row[0])}</th>"
        + "".join(f"<td>{html.escape(cell)}</td>" for cell in row[1:])
        + "</tr>\n"
        for item, row in zip(scores.classes, class_rows(scores))
    )
    columns = "".join(f"<th>{tr(name)}</th>" for name in CLASS_COLUMNS)
    explained = tr("Rows: true class; columns: predicted. Pixels, and their share of the row.")
    note = f"<p>{html.escape(tr_sentences(scores.note))}</p>" if scores.note else ""
    return (
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8">'
        f"<title>{html.escape(model)}</title><style>{_STYLE}</style></head><body>\n"
        f"<h1>{html.escape(model)}</h1><p>{html.escape(headline(scores))}</p>{note}\n"
        f"<h2>{tr('Classes')}</h2><table><tr>{columns}</tr>\n{rows}</table>\n"
        f"<h2>{tr('Confusion matrix')}</h2><p>{explained}</p>"
        f"<table><tr><th></th>{head}</tr>\n{body}</table></body></html>\n"
    )


def _chip(color: str) -> str:
    return f'<span class="chip" style="background:{html.escape(color)}"></span>'


def _cell(count: int, share: float | None, right: bool) -> str:
    if share is None:
        return f"<td>{NONE}</td>"
    red, green, blue = cell_colour(share, right)
    text = "#fff" if share > 0.6 else "#111"
    shown = fill("{count:,}", count=count)
    return (
        f'<td style="background:rgb({red},{green},{blue});color:{text}">{shown}'
        f"<br><small>{100 * share:.0f} %</small></td>"
    )


def cell_colour(share: float, right: bool) -> Sequence[int]:
    """Background of a cell on white: blue on the diagonal, orange where classes are confused.

    Args:
        share: The cell's share of its row, 0 to 1.
        right: Whether the cell is on the diagonal.
    """
    strong = (8, 81, 156) if right else (179, 72, 3)
    return [round(255 + (channel - 255) * share**0.7) for channel in strong]


_STYLE = (
    "body{font:14px sans-serif;margin:2em;color:#111;background:#fff}"
    "table{border-collapse:collapse}th,td{padding:4px 8px;border:1px solid #ccc;text-align:right}"
    "th{text-align:left;background:#f4f4f4}"
    ".chip{display:inline-block;width:.9em;height:.9em;border:1px solid #555}"
)
