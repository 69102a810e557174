"""An accuracy assessment in words, as a table, as JSON and as a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

from ..estimate.accuracy import Accuracy, ClassFigures, kappa
from ..estimate.intervals import Estimate
from ..translation import fill, marked, tr

FEW_UNITS = 30
"""Below it a class's interval says little."""

KINDS = {
    "stratified": marked("a stratified random sample (Stehman 2014; Olofsson et al. 2014)"),
    "points": marked("points, taken for a random sample within each class of the map"),
    "polygons": marked("polygons, each one unit (ratio estimator over clusters)"),
}


@dataclass
class LeftOut:
    """Reference data that do not count, by reason."""

    no_reference: int = 0
    outside: int = 0
    no_class: int = 0
    no_geometry: int = 0

    def sentences(self) -> list[str]:
        """A sentence for each reason that occurs."""
        rows = (
            (self.no_reference, tr("{count} have no class in the chosen field.")),
            (self.outside, tr("{count} lie outside the map.")),
            (self.no_class, tr("{count} lie where the map has no class.")),
            (self.no_geometry, tr("{count} have no usable geometry.")),
        )
        return [text.format(count=count) for count, text in rows if count]


@dataclass(frozen=True)
class Assessment:
    """A finished assessment.

    Attributes:
        map_name: Name of the map's layer.
        reference_name: Name of the reference layer.
        kind: One of ``KINDS``: how the reference data were chosen.
        accuracy: The figures.
        name_of: Class code to name.
        color_of: Class code to colour.
        hectares: Class code to the area counted from the map's pixels.
        covered: Share of the map that the sample speaks for (0 to 1; above 1 if its strata are larger).
        single: Strata with a single unit.
        left_out: What does not count.
        with_kappa: Whether kappa is wanted.
    """

    map_name: str
    reference_name: str
    kind: str
    accuracy: Accuracy
    name_of: Callable[[int], str]
    color_of: Callable[[int], str]
    hectares: dict[int, float]
    covered: float
    single: tuple[str, ...]
    left_out: LeftOut
    with_kappa: bool = False

    @property
    def total_hectares(self) -> float:
        """The map's area that the estimates are about: all of it, less what was never sampled."""
        return sum(self.hectares.values()) * min(1.0, self.covered)

    def warnings(self) -> list[str]:
        """What a reader has to know."""
        found = self.left_out.sentences()
        if self.kind != "stratified":
            found.append(tr("The figures hold for the whole map only if the places were chosen at random."))
        if self.covered < 0.9999:
            text = tr(
                "{share:.1f} % of the map lies in classes or strata that were never sampled; no figure is "
                "about them."
            )
            found.append(fill(text, share=100 * (1 - self.covered)))
        if self.single:
            text = tr(
                "Strata with a single unit have no known variance, so intervals are too short: {strata}."
            )
            found.append(text.format(strata=", ".join(self.single)))
        few = [
            self.name_of(item.code)
            for item in self.accuracy.classes
            if item.users is not None and item.users.units < FEW_UNITS
        ]
        if few:
            text = tr("Fewer than {least} units, so wide intervals: {classes}.")
            found.append(text.format(least=FEW_UNITS, classes=", ".join(few)))
        return found


def figures(found: Assessment) -> dict[str, Any]:
    """Everything, for JSON."""
    accuracy = found.accuracy
    codes = [item.code for item in accuracy.classes]
    result: dict[str, Any] = {
        "map": found.map_name,
        "reference": found.reference_name,
        "kind": found.kind,
        "overall": _estimate(accuracy.overall),
        "hectares": found.total_hectares,
        "covered": found.covered,
        "classes": [_class(found, item) for item in accuracy.classes],
        "codes": codes,
        "counts": [[accuracy.counts.get((row, column), 0) for column in codes] for row in codes],
        "proportions": [[accuracy.proportions.get((row, column), 0.0) for column in codes] for row in codes],
        "left_out": vars(found.left_out),
        "warnings": found.warnings(),
    }
    if found.with_kappa:
        result["kappa"] = kappa(accuracy)
    return result


def _class(found: Assessment, item: ClassFigures) -> dict[str, Any]:
    low, high = item.share.bounds()
    half, total = item.share.half_width, found.total_hectares
    return {
        "code": item.code,
        "name": found.name_of(item.code),
        "color": found.color_of(item.code),
        "users": _estimate(item.users),
        "producers": _estimate(item.producers),
        "share": _estimate(item.share),
        "mapped_ha": found.hectares.get(item.code, 0.0),
        "area_ha": item.share.value * total,
        "area_half_ha": None if half is None else half * total,
        "area_low_ha": low * total,
        "area_high_ha": high * total,
    }


def _estimate(item: Estimate | None) -> dict[str, Any] | None:
    if item is None:
        return None
    low, high = item.bounds()
    return {
        "value": item.value,
        "error": item.error,
        "half_width": item.half_width,
        "low": low,
        "high": high,
        "units": item.units,
    }


def as_rows(found: Assessment) -> list[dict[str, Any]]:
    """A flat row per class, for a table."""
    rows = []
    for item in figures(found)["classes"]:
        row: dict[str, Any] = {"code": item["code"], "name": item["name"]}
        for kind in ("users", "producers"):
            figure = item[kind] or {}
            row[kind] = figure.get("value")
            row[f"{kind}_low"], row[f"{kind}_high"] = figure.get("low"), figure.get("high")
            row[f"{kind}_units"] = figure.get("units")
        row.update({name: item[name] for name in ("mapped_ha", "area_ha", "area_low_ha", "area_high_ha")})
        rows.append(row)
    return rows


def as_html(found: Assessment) -> str:
    """A page of its own with all figures."""
    data = figures(found)
    title = tr("Accuracy of {map}").format(map=found.map_name)
    parts = [
        f"<h1>{escape(title)}</h1>",
        f"<p>{escape(tr('Reference'))}: {escape(found.reference_name)}, {escape(tr(KINDS[found.kind]))}</p>",
        f"<p class='overall'>{escape(tr('Overall accuracy'))}: <b>{_percent(data['overall'])}</b></p>",
    ]
    if data.get("kappa") is not None:
        parts.append(f"<p>{escape(tr('Kappa'))}: {fill('{value:.3f}', value=data['kappa'])}</p>")
    parts.append(_class_table(data))
    names = [item["name"] for item in data["classes"]]
    share = [[100 * value for value in row] for row in data["proportions"]]
    parts.append(_matrix(tr("Confusion matrix: sampled units"), names, data["counts"], "{value:,}"))
    parts.append(_matrix(tr("Confusion matrix: percent of the area"), names, share, "{value:.2f}"))
    if data["warnings"]:
        items = "".join(f"<li>{escape(text)}</li>" for text in data["warnings"])
        parts.append(f"<h2>{escape(tr('To know'))}</h2><ul>{items}</ul>")
    return _PAGE.format(title=escape(title), body="\n".join(parts))


def _class_table(data: dict[str, Any]) -> str:
    heads = (
        tr("Class"),
        tr("User's accuracy"),
        tr("Producer's accuracy"),
        tr("Counted area (ha)"),
        tr("Estimated area (ha)"),
    )
    rows = []
    for item in data["classes"]:
        area = fill(
            "{area:,.1f} ({low:,.1f} – {high:,.1f})",
            area=item["area_ha"],
            low=item["area_low_ha"],
            high=item["area_high_ha"],
        )
        name = f"<td class='name'><i style='background:{item['color']}'></i>{escape(item['name'])}</td>"
        cells = (
            _percent(item["users"]),
            _percent(item["producers"]),
            fill("{a:,.1f}", a=item["mapped_ha"]),
            area,
        )
        rows.append(f"<tr>{name}{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>")
    head = "".join(f"<th>{escape(text)}</th>" for text in heads)
    note = escape(tr("In brackets: 95 % intervals."))
    return f"<table><tr>{head}</tr>{''.join(rows)}</table><p class='note'>{note}</p>"


def _matrix(title: str, names: list[str], rows: list[list[Any]], form: str) -> str:
    head = "".join(f"<th>{escape(name)}</th>" for name in names)
    body = []
    for number, (name, row) in enumerate(zip(names, rows)):
        cells = "".join(
            f"<td{' class=right' if column == number else ''}>{fill(form, value=value)}</td>"
            for column, value in enumerate(row)
        )
        body.append(f"<tr><th>{escape(name)}</th>{cells}</tr>")
    corner = escape(tr("Map \\ reference"))
    return f"<h2>{escape(title)}</h2><table><tr><th>{corner}</th>{head}</tr>{''.join(body)}</table>"


def _percent(item: dict[str, Any] | None) -> str:
    if item is None:
        return "–"
    return fill(
        "{value:.1f} % ({low:.1f} – {high:.1f})",
        value=100 * item["value"],
        low=100 * item["low"],
        high=100 * item["high"],
    )


_PAGE = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>{title}</title><style>
body {{ font-family: sans-serif; margin: 2em; color: #222; background: #fff; max-width: 75em; }}
table {{ border-collapse: collapse; margin: .6em 0; }}
th, td {{ border: 1px solid #ccc; padding: .25em .6em; text-align: right; white-space: nowrap; }}
th, td.name {{ text-align: left; background: #f4f4f4; }}
td.right {{ background: #e3f2e1; font-weight: bold; }}
td.name i {{ display: inline-block; width: .9em; height: .9em; margin-right: .5em; border: 1px solid #888; }}
.note {{ color: #666; font-size: .9em; }} .overall {{ font-size: 1.2em; }}
</style></head><body>
{body}
</body></html>
"""
