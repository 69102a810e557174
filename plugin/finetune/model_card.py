"""A model's card as a page for people. No Qt in here."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from typing import Any

from ...model.protocol.values import ModelInfo
from ..translation import marked, tr
from .source_table import source_table

_TITLES = {
    "known_failures": marked("Known failures"),
    "version": marked("Version"),
    "licence": marked("Licence"),
    "base": marked("Fine-tuned from"),
    "lineage": marked("Lineage"),
    "training_data": marked("Training data"),
    "architecture": marked("Architecture"),
    "metrics": marked("Scores"),
    "intended_use": marked("Intended use"),
    "created": marked("Made"),
}
_HIDDEN = frozenset(
    {"name", "summary", "classes", "normalisation", "tensors_sha256", "heads", "default", "format"}
)
_MOST_TEXT = 4000


def card_html(model: ModelInfo) -> str:
    """Everything worth reading about a model."""
    parts = [f"<h3>{html.escape(model.name)}</h3>"]
    if model.error is not None:
        parts.append(f"<p>{html.escape(tr(model.error.message))} {html.escape(tr(model.error.remedy))}</p>")
    if model.summary:
        parts.append(f"<p>{html.escape(tr(model.summary))}</p>")
    if model.classes:
        parts.append(f"<p><b>{tr('Classes')}</b><br>" + "<br>".join(map(_class_line, model.classes)) + "</p>")
    if model.by_source:
        parts.append(
            f"<p><b>{tr('Scores by region and kind of scene')}</b></p>{source_table(model.by_source)}"
        )
    card = {**model.card, "metrics": _readable(model.card.get("metrics"), model.classes)}
    rows = [(tr(title), card[key]) for key, title in _TITLES.items() if card.get(key)]
    rows += [
        (key.replace("_", " ").capitalize(), value)
        for key, value in card.items()
        if key not in _TITLES and key not in _HIDDEN and value not in (None, "", [], {})
    ]
    parts += [f"<p><b>{html.escape(title)}</b><br>{_value(value)}</p>" for title, value in rows]
    parts.append(f"<p><b>{tr('File')}</b><br>{html.escape(model.path)}</p>")
    if model.sha256:
        parts.append(f"<p><b>SHA-256</b><br>{html.escape(model.sha256)}</p>")
    return "".join(parts)


def _readable(metrics: Any, classes: Sequence[Any]) -> Any:
    """Scores followed by their intervals; classes by name instead of code."""
    if not isinstance(metrics, Mapping):
        return metrics
    names = {str(item.code): tr(item.name) for item in classes}
    out: dict[str, Any] = {}
    for key, value in metrics.items():
        within = metrics.get(f"{key}_interval")
        if key == "by_source" or (key.endswith("_interval") and key.removesuffix("_interval") in metrics):
            continue  # shown elsewhere
        if isinstance(value, Mapping):
            each = within if isinstance(within, Mapping) else {}
            value = {names.get(str(k), k): _with_interval(v, each.get(k)) for k, v in value.items()}
        out[key] = _with_interval(value, within)
    return out


def _with_interval(value: Any, within: Any) -> Any:
    """A number and its interval, as ``0.6 (0.45–0.64)``."""
    try:
        low, high = within
        return f"{value:.3g} ({low:.3g}–{high:.3g})"
    except (TypeError, ValueError):  # none, or a card that others wrote
        return value


def _class_line(item: Any) -> str:
    square = f'<span style="color:{html.escape(item.color)}">&#9632;</span>'
    return f"{square} {item.code} {html.escape(tr(item.name))}"


def _value(value: Any, depth: int = 0) -> str:
    """A value of the card; nested values as lists, two levels deep."""
    if isinstance(value, Mapping) and depth < 2:
        lines = (
            f"{html.escape(str(key).replace('_', ' '))}: {_value(item, depth + 1)}"
            for key, item in value.items()
        )
        return "<br>".join(lines) if depth == 0 else "; ".join(lines)
    if isinstance(value, list) and depth < 2:
        return ("<br>" if depth == 0 else ", ").join(_value(item, depth + 1) for item in value)
    text = f"{value:.4g}" if isinstance(value, float) else str(value)
    return html.escape(text if len(text) <= _MOST_TEXT else text[:_MOST_TEXT] + " …")
