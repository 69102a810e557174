"""A model's scores by region and kind of scene as a table in HTML. No Qt in here."""

from __future__ import annotations

import html
from collections.abc import Sequence
from itertools import groupby

from ...model.protocol.values import SourceScores
from ..translation import fill, tr

_NONE = "–"


def source_table(by_source: Sequence[SourceScores]) -> str:
    """The table, one group of rows per kind of scene; empty without scores."""
    if not by_source:
        return ""
    # With the widths in percent: by itself Qt makes all columns equally wide, and breaks words.
    heads = (
        (tr("Accuracy"), 21),
        (tr("Mean IoU"), 13),
        (tr("Calibration error"), 20),
        (tr("Built-up elsewhere"), 20),
    )
    first = html.escape(tr("Places not seen in training (scenes)"))
    lines = [f'<tr><td width="26%"><small>{first}</small></td>{"".join(_head(*head) for head in heads)}</tr>']
    for kind, rows in groupby(by_source, _kind):
        lines.append(f'<tr><td colspan="{len(heads) + 1}"><i>{html.escape(kind)}</i></td></tr>')
        lines += [line for item in rows for line in _rows(item)]
    return f'<table width="97%" cellspacing="0" cellpadding="2">{"".join(lines)}</table>'


def _kind(item: SourceScores) -> str:
    names = ", ".join(tr(name) for name in item.polarisations)
    text = tr("{bands}, calibrated") if item.calibrated else tr("{bands}, not calibrated")
    return text.format(bands=names)


def _head(text: str, width: int) -> str:
    return f'<td align="right" width="{width}%"><small>{html.escape(text)}</small></td>'


def _rows(item: SourceScores) -> list[str]:
    """A row with the scores over all classes, and one with the score of water, as far as there are any."""
    name = f"<td>{html.escape(tr(item.name))} ({item.scenes})</td>"
    scores = (item.accuracy, item.miou, item.calibration_error, item.built_up_elsewhere)
    rows = []
    if any(score is not None for score in scores):
        written = (_percent, _number, _number, _percent)
        cells = (f'<td align="right">{write(score)}</td>' for write, score in zip(written, scores))
        rows.append(f"<tr>{name}{''.join(cells)}</tr>")
    if item.water_iou is not None:
        words = html.escape(tr("IoU of water: {iou}").format(iou=_number(item.water_iou)))
        rows.append(f'<tr>{name}<td colspan="{len(scores)}" align="right">{words}</td></tr>')
    return rows


def _percent(value: float | None) -> str:
    return _NONE if value is None else fill("{value:.0f}\u00a0%", value=100 * value)


def _number(value: float | None) -> str:
    return _NONE if value is None else fill("{value:.2f}", value=value)
