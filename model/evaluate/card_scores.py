"""The scores of a finished model on the test scenes, written into its card."""

from __future__ import annotations

from typing import Any

from model.checkpoint.checkpoint import Loaded, load_checkpoint, save_checkpoint
from model.checkpoint.source_scores import BY_SOURCE
from model.errors.errors import InvalidRequest
from model.evaluate.by_source import by_source
from model.evaluate.context import Context
from model.evaluate.finished import INPUTS, WATER
from model.evaluate.rows import Row
from model.evaluate.scoring import interval, scores

OF_VALIDATION = "validation"
"""Key of the scores from ``train``, on the scenes used for choosing settings."""
_KEPT = ("held_out_scenes", "excluded_scenes", "temperature")
_WITH_INTERVAL = ("miou", "overall_accuracy", "kappa", "boundary_f1")


def write_card(context: Context) -> None:
    """Puts test scores with 95 % intervals into the card of ``--model``; its weights stay unchanged.

    Existing scores from ``train``, on the validation scenes, are kept under ``validation``.

    Raises:
        InvalidRequest: No model is given, or the model has not been scored.
    """
    if context.model is None:
        raise InvalidRequest("There is no card to write: no model is named.", remedy="Name one with --model.")
    loaded = load_checkpoint(context.model)
    rows = [row for row in context.rows.all() if row.get("model") == loaded.sha256[:10]]
    of_model = [row for row in rows if row["experiment"] == "model"]
    if not of_model:
        raise InvalidRequest(
            f"{context.model.name} has no scores yet.", remedy="Run the experiment first: --only model water."
        )
    metrics = _metrics(loaded, of_model[-1], context.data.classes) | _water(rows)
    metrics[BY_SOURCE] = by_source(context, rows)
    card = {**loaded.card, "metrics": metrics}
    network = loaded.network.float().eval()
    sha256 = save_checkpoint(context.model, network, card, reference=loaded.reference)
    assert sha256 == loaded.sha256  # nosec B101


def _metrics(loaded: Loaded, row: Row, classes: list[int]) -> dict[str, Any]:
    before = loaded.card["metrics"]
    of_validation = {
        key: value for key, value in before.items() if key not in _KEPT and not isinstance(value, dict)
    }
    found = scores(row["scenes"].values(), classes)
    out: dict[str, Any] = {
        "scenes": sorted(row["scenes"]),
        **_with_intervals(row, classes, found),
        "calibration_error": found["ece"],
        "labelled_pixels": sum(map(sum, found["confusion"])),
        "iou": found["iou"],
        "f1": found["f1"],
    }
    out.update({key: before[key] for key in _KEPT if key in before})
    out[OF_VALIDATION] = before.get(OF_VALIDATION, of_validation)
    return out


def _water(rows: list[Row]) -> dict[str, Any]:
    """IoU of water on the chips, with its interval, for each set of input polarisations; empty if not run."""
    out: dict[str, dict[str, Any]] = {}
    chips = 0
    for words in INPUTS:
        for row in rows:
            if row["experiment"] == "water" and row["method"].endswith(f", {words}"):
                counts, chips = list(row["scenes"].values()), len(row["scenes"])
                iou = scores(counts, [0, WATER])["iou"].get(str(WATER), 0.0)
                out.setdefault("water_iou", {})[words] = iou
                within = list(interval(counts, [0, WATER], f"iou.{WATER}"))
                out.setdefault("water_iou_interval", {})[words] = within
    return {**out, "water_chips": chips} if out else {}


def _with_intervals(row: Row, classes: list[int], found: dict[str, Any]) -> dict[str, Any]:
    """The main scores, and their 95 % intervals under the same names with ``_interval``."""
    out: dict[str, Any] = {}
    for name in _WITH_INTERVAL:
        out[name] = found[name]
        out[f"{name}_interval"] = list(interval(row["scenes"].values(), classes, name))
    return out
