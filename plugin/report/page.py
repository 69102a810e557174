"""The report as a page: the parts in order, for the browser and for Qt's printer.

Tables and plain attributes only, since Qt's documents know little CSS. All texts from outside are escaped.
"""

from __future__ import annotations

import base64
import json
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from typing import Any

from ..translation import fill, tr, tr_sentences, user_locale
from ..ui.scene_words import summary_in_words
from .assessment import interval
from .counting import ClassRow
from .sources import MapSource
from .warnings import warnings_of

ARROW = " → "
_STYLE = """
body { font-family: sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em; color: #222; }
body { line-height: 1.45; }
h1 { margin-bottom: 0.1em; } h2 { margin-top: 1.8em; border-bottom: 1px solid #ccc; padding-bottom: 0.2em; }
table { border-collapse: collapse; margin: 0.6em 0; } th, td { padding: 0.25em 0.7em; text-align: left; }
table.numbers td, table.numbers th { width: auto; font-size: 0.95em !important; }
table.numbers td + td, table.numbers th + th { text-align: right; }
tr { border-bottom: 1px solid #ddd; } img { max-width: 100%; border: 1px solid #bbb; }
.wide { overflow-x: auto; }
.warning { background: #fff4d6; border-left: 4px solid #e0a000; padding: 0.5em 1em; }
.soft { color: #666; } @media print { h2 { page-break-after: avoid; } }
"""
_MANY_COLUMNS = 4
"""With more of them, letters on paper are smaller. On a screen a wide table scrolls."""
_NAMES_WIDTH = 26
"""Width of the first column in percent."""
_PRINT_SIDE = 440
"""Longer side of a picture on paper, in points of Qt's document."""
_NEW_PAGE = ("areas", "confidence", "accuracy", "change", "model")
"""Parts that begin a page on paper: Qt does not keep a heading with what follows."""


@dataclass
class Contents:
    """What to report.

    Attributes:
        title: The title.
        author: Who made the report; may be empty.
        remarks: The user's own text; may be empty.
        map: The land cover.
        areas: Classes of the land cover, the largest first.
        pictures: PNG by name: ``map``, and perhaps ``confidence`` and ``change``.
        confidence: The layer of confidence; None without.
        change: The layer of changes; None without.
        assessment: See ``assessment.py``; empty without.
        card: The model's card; empty if unknown.
        made: When the report was made.
    """

    title: str
    author: str
    remarks: str
    map: MapSource
    areas: list[ClassRow]
    pictures: dict[str, bytes]
    confidence: MapSource | None = None
    change: MapSource | None = None
    assessment: dict[str, Any] = field(default_factory=dict)
    card: dict[str, Any] = field(default_factory=dict)
    made: datetime = field(default_factory=datetime.now)


def page(contents: Contents) -> str:
    """The report as one HTML file with its pictures inside."""

    def picture(name: str) -> str:
        data = base64.b64encode(contents.pictures[name]).decode()
        return f'<img alt="{escape(contents.title)}" src="data:image/png;base64,{data}">'

    language = user_locale()[:2]
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(contents.title)}</title><style>{_STYLE}</style></head>"
        f"<body>{_body(contents, picture)}</body></html>\n"
    )


def printed(contents: Contents) -> str:
    """The report for Qt's document: pictures by name."""

    def picture(name: str) -> str:
        wide, high = struct.unpack(">II", contents.pictures[name][16:24])  # of the PNG's header
        scale = _PRINT_SIDE / max(wide, high)
        return f'<img src="{name}.png" width="{wide * scale:.0f}" height="{high * scale:.0f}">'

    text = _body(contents, picture)
    for name in _NEW_PAGE:
        text = text.replace(f'<h2 id="{name}">', f'<h2 id="{name}" style="page-break-before:always">')
    return f"<body>{text}</body>"


def _body(contents: Contents, picture: Callable[[str], str]) -> str:
    parts = [
        _head(contents),
        _warnings(contents),
        _map(contents, picture),
        _areas(contents),
        _confidence(contents, picture),
        _accuracy(contents),
        _change(contents, picture),
        _model(contents),
        _origin(contents),
    ]
    return "\n".join(part for part in parts if part)


def _head(contents: Contents) -> str:
    made = f"{contents.made:%Y-%m-%d}"
    line = " · ".join(part for part in (contents.author, made, contents.map.acquired) if part)
    remarks = "".join(f"<p>{escape(line)}</p>" for line in contents.remarks.splitlines() if line.strip())
    return f'<h1>{escape(contents.title)}</h1><p class="soft">{escape(line)}</p>{remarks}'


def _warnings(contents: Contents) -> str:
    found = warnings_of(contents.map, contents.change, bool(contents.assessment))
    if not found:
        return ""
    lines = "".join(f"<li>{escape(text)}</li>" for text in found)
    return f'<div class="warning"><b>{escape(tr("Before you use this map"))}</b><ul>{lines}</ul></div>'


def _map(contents: Contents, picture: Callable[[str], str]) -> str:
    legend = _legend([(row.colour, row.name) for row in contents.areas])
    words = f"{tr('Coordinate system')}: {contents.map.crs}"
    return f'{_heading("map", tr("Map"))}<p>{picture("map")}</p>{legend}<p class="soft">{escape(words)}</p>'


def _areas(contents: Contents) -> str:
    known = all(row.hectares is not None for row in contents.areas)
    total = sum(row.pixels for row in contents.areas) or 1
    hectares = sum(row.hectares or 0.0 for row in contents.areas) or 1.0
    estimated = {item.get("code"): interval(item.get("area_ha")) for item in _classes(contents)}
    head = [tr("Class"), tr("Counted from pixels (ha)") if known else tr("Pixels"), tr("Share")]
    sure = any(row.confidence is not None for row in contents.areas)
    guessed = any(value is not None for value in estimated.values())
    head += [tr("Estimated from the sample (ha)")] if guessed else []
    head += [tr("Mean confidence")] if sure else []
    rows = []
    for row in contents.areas:
        size = fill("{v:,.1f}", v=row.hectares) if known else fill("{v:,}", v=row.pixels)
        share = (row.hectares or 0.0) / hectares if known else row.pixels / total
        cells = [row.name, size, _percent(share)]
        cells += [_span(estimated.get(row.code), "{v:,.1f}")] if guessed else []
        cells += [("–" if row.confidence is None else _percent(row.confidence / 100))] if sure else []
        rows.append(cells)
    # What the map never shows may still be there: the sample says how much.
    mapped = {row.code for row in contents.areas}
    none = fill("{v:.1f}", v=0.0) if known else "0"
    for item in _classes(contents) if guessed else []:
        if isinstance(item.get("code"), int) and item["code"] not in mapped:
            name = str(item.get("name", item["code"]))
            cells = [name, none, _percent(0.0), _span(estimated[item["code"]], "{v:,.1f}")]
            rows.append([*cells, "–"] if sure else cells)
    note = tr(
        "Areas counted from pixels carry the errors of the map: what is mapped too often is too large. Areas "
        "estimated from a sample of reference points do not, and have an interval."
    )
    return f'{_heading("areas", tr("Areas"))}{_table(head, rows)}<p class="soft">{escape(note)}</p>'


def _confidence(contents: Contents, picture: Callable[[str], str]) -> str:
    mean, low = (
        contents.map.tags.get(name) for name in ("SARDINO_MEAN_CONFIDENCE", "SARDINO_LOW_CONFIDENCE_SHARE")
    )
    if "confidence" not in contents.pictures and mean is None:
        return ""
    words = tr("Confidence is the model's own opinion, not an accuracy.")
    if mean is not None and low is not None:
        text = tr("Mean confidence {mean:.0f} %; below {limit} % on {low} % of the area.")
        words = f"{fill(text, mean=float(mean), limit=50, low=f'{100 * float(low):.0f}')} {words}"
    shown = f"<p>{picture('confidence')}</p>" if "confidence" in contents.pictures else ""
    entries = contents.confidence.legend if contents.confidence is not None else []
    legend = _legend([(colour, _with_sign(label)) for _, colour, label in entries], 6) if shown else ""
    return f"{_heading('confidence', tr('Confidence'))}{shown}{legend}<p>{escape(words)}</p>"


def _accuracy(contents: Contents) -> str:
    found = contents.assessment
    if not found:
        return ""
    parts = [f"{_heading('accuracy', tr('Accuracy'))}"]
    overall = interval(found.get("overall_accuracy"))
    if overall is not None:
        words = f"{tr('Overall accuracy')}: {_span(overall, '{v:.1f} %', 100)}"
        if isinstance(found.get("samples"), int):
            words += f" ({tr('{count} samples').format(count=found['samples'])})"
        parts.append(f"<p><b>{escape(words)}</b></p>")
    if _is_number(found.get("kappa")):
        parts.append(f"<p>{escape(tr('Kappa'))}: {fill('{value:.3f}', value=found['kappa'])}</p>")
    rows = [
        [
            str(item.get("name", item.get("code", ""))),
            _span(interval(item.get("users_accuracy")), "{v:.1f}\u00a0%", 100),
            _span(interval(item.get("producers_accuracy")), "{v:.1f}\u00a0%", 100),
        ]
        for item in _classes(contents)
    ]
    if rows:
        parts.append(_table([tr("Class"), tr("User's accuracy"), tr("Producer's accuracy")], rows))
    confusion = found.get("confusion")
    if isinstance(confusion, dict):
        names = [str(name) for name in confusion.get("classes", [])]
        table = [[name, *map(str, row)] for name, row in zip(names, confusion["counts"])]
        parts.append(
            f"<p>{escape(tr('Samples by class of the map (rows) and of the reference (columns)'))}</p>"
        )
        parts.append(_table(["", *names], table))
    parts += [f'<p class="soft">{escape(str(note))}</p>' for note in found.get("notes", [])]
    return "".join(parts)


def _change(contents: Contents, picture: Callable[[str], str]) -> str:
    if contents.change is None:
        return ""
    found = contents.change.change()
    shown = f"<p>{picture('change')}</p>" if "change" in contents.pictures else ""
    legend = _legend([(colour, label) for _, colour, label in contents.change.legend][:16])
    dates = ARROW.join(
        name
        for name in (contents.change.tags.get("SARDINO_BEFORE"), contents.change.tags.get("SARDINO_AFTER"))
        if name
    )
    parts = [f"{_heading('change', tr('Change'))}<p>{escape(dates)}</p>", shown, legend]
    matrix = found.get("matrix_ha") or found.get("matrix_pixels")
    classes = found.get("classes")
    if isinstance(matrix, list) and isinstance(classes, list):
        kept = [k for k in range(len(matrix)) if sum(matrix[k]) or sum(row[k] for row in matrix)]
        names = [tr(str(classes[k].get("name", ""))) for k in kept]
        unit = tr("ha") if found.get("matrix_ha") else tr("pixels")
        shape = "{v:,.1f}" if found.get("matrix_ha") else "{v:,}"
        rows = [
            [name, *(fill(shape, v=matrix[k][other]) if matrix[k][other] else "–" for other in kept)]
            for name, k in zip(names, kept)
        ]
        words = tr("From the class before (rows) to the class after (columns), in {unit}").format(unit=unit)
        parts += [f"<p>{escape(words)}</p>", _table(["", *names], rows)]
    if found.get("embeddings_changed") is not None:
        text = tr("Embeddings: {share:.1f} % of the pixels changed ({false:.0f} % without any change).")
        numbers = {
            "share": 100 * found["embeddings_changed"],
            "false": 100 * (found.get("false_alarms") or 0),
        }
        parts.append(f"<p>{escape(fill(text, **numbers))}</p>")
    return "".join(parts)


def _model(contents: Contents) -> str:
    tags, card = contents.map.tags, contents.card
    name = tags.get("SARDINO_MODEL", "")
    if not name and not card:
        return ""
    failures = card.get("known_failures", [])
    metrics = card.get("metrics") if isinstance(card.get("metrics"), dict) else {}
    rows = [
        [tr("Model"), name],
        [tr("Summary"), tr(str(card.get("summary", "")))],
        [tr("Training data"), str(card.get("training_data", ""))],
        [
            tr("Mean IoU on test scenes"),
            fill("{v:.2f}", v=metrics["miou"]) if _is_number(metrics.get("miou")) else "",
        ],
        [tr("Known failures"), " ".join(map(str, failures)) if isinstance(failures, list) else str(failures)],
        [tr("Licence"), str(card.get("licence", ""))],
        ["SHA-256", tags.get("SARDINO_MODEL_SHA256", "")],
    ]
    return f"{_heading('model', tr('Model'))}{_facts(rows)}"


def _origin(contents: Contents) -> str:
    tags = contents.map.tags
    try:
        parameters = json.loads(tags.get("SARDINO_PARAMETERS", "{}"))
    except ValueError:
        parameters = {}
    known = parameters.items() if isinstance(parameters, dict) else ()
    rows = [
        [tr("Layer"), contents.map.name],
        [tr("Scene"), tags.get("SARDINO_INPUT", "")],
        [tr("Taken for"), summary_in_words(tags.get("SARDINO_INPUT_SUMMARY", ""))],
        [tr("Acquired"), contents.map.acquired or tr("unknown")],
        [
            tr("Parameters"),
            "; ".join(f"{name}: {value}" for name, value in known if value not in (None, "", False)),
        ],
        [tr("Made with"), f"Sardino {tags.get('SARDINO_VERSION', '')}"],
        [tr("Report made"), f"{contents.made:%Y-%m-%d %H:%M}"],
    ]
    note = tr_sentences(tags.get("SARDINO_ATTRIBUTION", ""))
    return f'{_heading("origin", tr("Origin"))}{_facts(rows)}<p class="soft">{escape(note)}</p>'


def _classes(contents: Contents) -> list[dict[str, Any]]:
    return list(contents.assessment.get("classes", []))


def _with_sign(label: str) -> str:
    return label if "%" in label else f"{label}\u00a0%"


def _heading(name: str, text: str) -> str:
    return f'<h2 id="{name}">{escape(text)}</h2>'


def _legend(entries: Sequence[tuple[str, str]], columns: int = 3) -> str:
    """Squares of colour with names, so many to a row."""
    cells = [
        f'<td bgcolor="{escape(colour)}" style="background:{escape(colour)}">&nbsp;&nbsp;&nbsp;&nbsp;</td>'
        f"<td>{escape(name)}</td>"
        for colour, name in entries
    ]
    rows = ["".join(cells[start : start + columns]) for start in range(0, len(cells), columns)]
    return '<table cellpadding="3">' + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table of numbers; names stand in the first column."""
    # Many columns have to fit on paper, and words stay whole.
    small = "font-size:7pt;" if len(head) > _MANY_COLUMNS else ""
    # Qt squeezes the names to a letter a line unless every column has a width.
    widths = [_NAMES_WIDTH, *[(100 - _NAMES_WIDTH) // max(1, len(head) - 1)] * (len(head) - 1)]
    lines = [
        "".join(
            f'<{tag} align="{_side(k)}" width="{w}%" style="{small}{_whole(k, tag)}">{escape(text)}</{tag}>'
            for k, (text, w) in enumerate(zip(cells, widths))
        )
        for tag, cells in [("th", head), *(("td", row) for row in rows)]
    ]
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return f'<div class="wide"><table class="numbers" cellpadding="4">{body}</table></div>'


def _facts(rows: Sequence[Sequence[str]]) -> str:
    """A table of names and texts, without empty ones."""
    body = "".join(
        f'<tr><td valign="top"><b>{escape(name)}</b></td><td>{escape(text)}</td></tr>'
        for name, text in rows
        if text
    )
    return f'<table cellpadding="4">{body}</table>'


def _side(column: int) -> str:
    return "right" if column else "left"


def _whole(column: int, tag: str) -> str:
    """Numbers stay on one line."""
    return "white-space:nowrap" if column and tag == "td" else ""


def _percent(share: float) -> str:
    return fill("{v:.1f}\u00a0%", v=100 * share)


def _span(value: tuple[float, float | None, float | None] | None, shape: str, factor: float = 1.0) -> str:
    """An estimate with its interval; a dash if there is none."""
    if value is None:
        return "–"
    middle, low, high = (None if part is None else fill(shape, v=part * factor) for part in value)
    return str(middle) if low is None or high is None else f"{middle} ({low} – {high})"


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
