"""The Collection of an archive, and the Item of its model."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from model.archive.settings import Settings
from model.archive.stac_out import (
    COG,
    COLLECTION_FILE,
    EXTENSIONS,
    GEOJSON,
    JSON,
    MODEL_FOLDER,
    STAC_VERSION,
    TITLES,
    classification,
    href_from,
)
from model.disk.whole import write_all
from model.errors.words import marked
from model.protocol.values import ClassInfo, ModelInfo
from model.version import version

MLM = "https://stac-extensions.github.io/mlm/v1.4.0/schema.json"
CLASSIFICATION = EXTENSIONS[-1]
_WORLD = {"type": "Polygon", "coordinates": [[[-180, -90], [180, -90], [180, 90], [-180, 90], [-180, -90]]]}
_ATTRIBUTION = marked("Where the input is Sentinel-1: contains modified Copernicus Sentinel data.")


def write_collection(
    settings: Settings, items: Iterable[tuple[str, dict[str, Any]]], classes: list[ClassInfo]
) -> Path:
    """Writes the Collection.

    Args:
        settings: Of the run.
        items: Id, and bbox and properties, of every finished scene.
        classes: The model's legend.

    Returns:
        The file.
    """
    place = Path(settings.out_dir) / COLLECTION_FILE
    body = collection_of(settings, sorted(items, key=lambda item: item[0]), classes)
    write_all({place: json.dumps(body, indent=1).encode()})
    return place


def collection_of(
    settings: Settings, items: list[tuple[str, dict[str, Any]]], classes: list[ClassInfo]
) -> dict[str, Any]:
    """The Collection of all finished scenes."""
    links = [{"rel": "root", "href": f"./{COLLECTION_FILE}", "type": JSON}]
    links += [{"rel": "item", "href": f"./{name}/{name}.json", "type": GEOJSON} for name, _ in items]
    stem = Path(settings.model).stem
    model = {"href": f"./{MODEL_FOLDER}/{stem}.json", "type": GEOJSON, "title": f"Model {stem}"}
    return {
        "type": "Collection",
        "stac_version": STAC_VERSION,
        "stac_extensions": [CLASSIFICATION],
        "id": Path(settings.out_dir).name or "sardino",
        "title": f"Land cover of {len(items)} radar scenes",
        "description": f"Made with Sardino {version()} and the model {stem}. {_ATTRIBUTION}",
        "license": "other",
        "extent": {
            "spatial": {"bbox": [_whole_box([item["bbox"] for _, item in items if "bbox" in item])]},
            "temporal": {"interval": [_interval([item["properties"] for _, item in items])]},
        },
        "summaries": {
            "sardino:model_sha256": sorted(
                {item["properties"].get("sardino:model_sha256", "") for _, item in items} - {""}
            )
            or [settings.model_sha256],
        },
        "item_assets": {
            name: {
                "title": TITLES.get(name, name),
                "type": COG,
                "roles": ["data"],
                **({"classification:classes": classification(classes)} if name == "landcover" else {}),
            }
            for name in settings.outputs
        },
        "links": [*links, {"rel": "related", **model}],
    }


def write_model(settings: Settings, model: ModelInfo) -> Path:
    """Writes the Item of the model; returns its file."""
    place = Path(settings.out_dir) / MODEL_FOLDER / f"{Path(settings.model).stem}.json"
    write_all({place: json.dumps(model_item(settings, model), indent=1).encode()})
    return place


def model_item(settings: Settings, model: ModelInfo) -> dict[str, Any]:
    """An Item of the MLM extension: what goes into the model, and what comes out."""
    card, now = model.card, datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    normalisation: dict[str, Any] = card.get("normalisation") or {}
    shape, order = [-1, 2, -1, -1], ["batch", "channel", "height", "width"]
    scaling = [
        {"type": "z-score", "mean": mean, "stddev": std}
        for mean, std in zip(normalisation.get("mean", []), normalisation.get("std", []))
    ]
    architecture: dict[str, Any] = card.get("architecture") or {}
    return {
        "type": "Feature",
        "stac_version": STAC_VERSION,
        "stac_extensions": [MLM, CLASSIFICATION],
        "id": Path(settings.model).stem,
        "geometry": _WORLD,
        "bbox": [-180, -90, 180, 90],
        "properties": {
            "datetime": None,
            # A model is not of a time: it may be used for scenes of Sentinel-1's whole life.
            "start_datetime": "2014-04-03T00:00:00Z",
            "end_datetime": "9999-12-31T23:59:59Z",
            "created": now,
            "description": model.summary or Path(settings.model).stem,
            "license": "other",
            "mlm:name": str(card.get("name") or Path(settings.model).stem),
            "mlm:architecture": str(architecture.get("backbone") or "vision transformer"),
            "mlm:framework": "PyTorch",
            "mlm:tasks": ["semantic-segmentation"],
            "mlm:input": [
                {
                    "name": "Backscatter in decibels: co-polarised (VV or HH), cross-polarised (VH or HV)",
                    "bands": ["co", "cross"],
                    "input": {"shape": shape, "dim_order": order, "data_type": "float32"},
                    "value_scaling": scaling or None,
                }
            ],
            "mlm:output": [
                {
                    "name": "Land cover",
                    "tasks": ["semantic-segmentation"],
                    "result": {
                        "shape": [-1, len(model.classes), -1, -1],
                        "dim_order": order,
                        "data_type": "float32",
                    },
                    "classification:classes": classification(model.classes)[1:],
                }
            ],
            "sardino:model_sha256": settings.model_sha256,
            "sardino:licence": model.licence,
        },
        "links": [{"rel": "root", "href": f"../{COLLECTION_FILE}", "type": JSON}],
        "assets": {
            "model": {
                "href": href_from(Path(settings.out_dir) / MODEL_FOLDER, settings.model),
                "type": "application/octet-stream; application=safetensors",
                "title": "Weights and card",
                "roles": ["mlm:model"],
                "mlm:artifact_type": "safetensors",
            }
        },
    }


def _whole_box(boxes: list[list[float]]) -> list[float]:
    if not boxes:
        return [-180, -90, 180, 90]
    south, north = min(box[1] for box in boxes), max(box[3] for box in boxes)
    if any(box[0] > box[2] for box in boxes):  # across the date line
        return [-180, south, 180, north]
    return [min(box[0] for box in boxes), south, max(box[2] for box in boxes), north]


def _interval(properties: list[dict[str, Any]]) -> list[str | None]:
    starts = [item.get("datetime") or item.get("start_datetime") for item in properties]
    ends = [item.get("datetime") or item.get("end_datetime") for item in properties]
    first = [str(text) for text in starts if text]
    last = [str(text) for text in ends if text]
    return [min(first) if first else None, max(last) if last else None]
