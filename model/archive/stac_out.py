"""The STAC Item of a segmented scene.

Plain JSON, so that it needs no package: QGIS's local runs write it, too. Tests validate it with pystac
and the extensions' schemas.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from model.archive.scene import ArchiveScene, is_remote, without_query
from model.archive.settings import Settings
from model.checkpoint.legend import NODATA_CODE
from model.errors.words import shown
from model.protocol.segmenting import SceneResult
from model.protocol.values import ClassInfo
from model.version import version

STAC_VERSION = "1.1.0"
EXTENSIONS = [
    f"https://stac-extensions.github.io/{name}/schema.json"
    for name in ("projection/v2.0.0", "raster/v1.1.0", "processing/v1.2.0", "classification/v2.0.0")
]
COG = "image/tiff; application=geotiff; profile=cloud-optimized"
JSON, GEOJSON = "application/json", "application/geo+json"
COLLECTION_FILE = "collection.json"
MODEL_FOLDER = "_model"
"""No scene's name: an id begins with a letter or a number."""
TITLES = {"landcover": "Land cover", "confidence": "Confidence", "attention": "Attention"}
HASH, INPUT = "sardino:hash", "sardino:input"
"""Properties by which a later run knows that a scene is done."""

_MOMENT = re.compile(r"(?<!\d)((?:19|20)\d{6})T(\d{6})(?!\d)")
_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2})[-_]?([01]\d)[-_]?([0-3]\d)(?!\d)")
_NOT_IN_NAME = re.compile(r"[^0-9A-Za-z_-]+")
_DENSE = 6
"""Points per side of an outline: a straight side in one projection is none in another."""


def item_of(
    scene: ArchiveScene, result: SceneResult, settings: Settings, model: str, targets: Sequence[Path]
) -> dict[str, Any]:
    """The Item of a scene whose products still lie in a scratch folder.

    Args:
        scene: The scene.
        result: What the segmentation says.
        settings: Of the run.
        model: Name of the model.
        targets: Where the products will lie: all in the Item's folder.
    """
    assets, geometry, code = {}, None, None
    names = {target.name for target in targets}
    for product, path in result.products.items():
        facts = _facts(Path(path))
        assets[product] = _asset(product, Path(path).name, facts, result.classes)
        geometry, code = geometry or facts["geometry"], code or facts["code"]
        assert Path(path).name in names
    body: dict[str, Any] = {
        "type": "Feature",
        "stac_version": STAC_VERSION,
        "stac_extensions": EXTENSIONS,
        "id": scene.id,
        "geometry": geometry,
        "properties": _properties(scene, result, settings, model, code),
        "links": _links(scene, settings),
        "assets": assets,
        "collection": Path(settings.out_dir).name or "sardino",
    }
    if geometry is not None:
        body["bbox"] = _bbox(geometry)
    return body


def input_of(scene: ArchiveScene, out_dir: str) -> list[dict[str, Any]]:
    """What tells a scene's files from others: place (seen from an Item's folder), size and time."""
    found = []
    for path in scene.paths:
        place = path if is_remote(path) else os.path.realpath(path)
        entry: dict[str, Any] = {"href": href_from(Path(out_dir) / "any", place)}
        if not is_remote(path):
            try:
                facts = os.stat(path)
                entry["size"], entry["mtime_ns"] = facts.st_size, facts.st_mtime_ns
            except OSError:  # the segmentation says what is wrong with it
                pass
        found.append(entry)
    return found


def _properties(
    scene: ArchiveScene, result: SceneResult, settings: Settings, model: str, code: str | None
) -> dict[str, Any]:
    summary = result.description.summary if result.description is not None else ""
    warnings = result.description.warnings if result.description is not None else []
    return {
        **times_of(scene),
        "title": scene.id,
        "created": _text(datetime.now(timezone.utc)),
        "proj:code": code,
        "processing:software": {"Sardino": version(), model: settings.model_sha256[:12]},
        "processing:lineage": f"Segmented with the model {model}. Input: {scene.name()}. {summary}",
        HASH: settings.hash_of(scene),
        INPUT: input_of(scene, settings.out_dir),
        "sardino:model": model,
        "sardino:model_sha256": settings.model_sha256,
        "sardino:description": summary,
        "sardino:warnings": warnings,
        "sardino:areas_ha": result.areas_ha,
        "sardino:mean_confidence": result.mean_confidence,
        "sardino:low_confidence_share": result.low_confidence_share,
        "sardino:valid_pixels": result.valid_pixels,
        "sardino:seconds": round(result.seconds, 3),
        "sardino:device": result.device,
        "sardino:precision": result.precision,
    }


def times_of(scene: ArchiveScene) -> dict[str, Any]:
    """When a scene was taken: from its Item, its name or its file's time; STAC demands a time."""
    known = {name: value for name, value in scene.properties.items() if value is not None}
    if "datetime" in known or {"start_datetime", "end_datetime"} <= set(known):
        return {"datetime": None, **known}
    moments = _MOMENT.findall(scene.name())
    for day, clock in moments[:1]:
        try:
            return {**known, "datetime": _text(datetime.strptime(day + clock, "%Y%m%d%H%M%S"))}
        except ValueError:
            pass
    for parts in _DAY.findall(scene.name()):
        try:
            day = datetime(int(parts[0]), int(parts[1]), int(parts[2]))
        except ValueError:
            continue
        end = day.replace(hour=23, minute=59, second=59)
        return {**known, "datetime": None, "start_datetime": _text(day), "end_datetime": _text(end)}
    try:
        written = datetime.fromtimestamp(os.stat(scene.path).st_mtime, timezone.utc)
    except OSError:
        written = datetime.now(timezone.utc)
    return {**known, "datetime": _text(written), "sardino:datetime_from": "the file's time"}


def _links(scene: ArchiveScene, settings: Settings) -> list[dict[str, Any]]:
    collection = {"href": f"../{COLLECTION_FILE}", "type": JSON}
    links: list[dict[str, Any]] = [
        {"rel": "root", **collection},
        {"rel": "parent", **collection},
        {"rel": "collection", **collection},
    ]
    folder = Path(settings.out_dir) / scene.id
    if scene.origin:
        links.append({"rel": "derived_from", "href": href_from(folder, scene.origin), "type": GEOJSON})
    for path in scene.paths if not scene.origin else []:
        links.append({"rel": "derived_from", "href": href_from(folder, path), "title": Path(path).name})
    stem = Path(settings.model).stem
    model = {"href": f"../{MODEL_FOLDER}/{stem}.json", "type": GEOJSON, "title": f"Model {stem}"}
    return [*links, {"rel": "derived_from", **model}]


def href_from(folder: Path, place: str) -> str:
    """An address, or a path relative to the Item's folder where that is possible."""
    if is_remote(place):
        return without_query(place)
    try:
        return Path(os.path.relpath(place, folder)).as_posix()
    except ValueError:  # another drive of Windows
        return Path(place).absolute().as_uri()


def _asset(product: str, name: str, facts: dict[str, Any], classes: Sequence[ClassInfo]) -> dict[str, Any]:
    asset: dict[str, Any] = {
        "href": f"./{name}",
        "type": COG,
        "title": TITLES.get(product, shown(product)),
        "roles": ["data"],
        "proj:shape": facts["shape"],
        "proj:transform": facts["transform"],
        "raster:bands": facts["bands"],
    }
    if product == "landcover":
        asset["classification:classes"] = classification(classes)
    return asset


def classification(classes: Sequence[ClassInfo]) -> list[dict[str, Any]]:
    """Classes of the classification extension; nodata is a class, too."""
    found: list[dict[str, Any]] = [
        {"value": NODATA_CODE, "name": "nodata", "title": "No data", "nodata": True}
    ]
    for item in classes:
        name = _NOT_IN_NAME.sub("-", item.name.lower()).strip("-") or f"class-{item.code}"
        found.append(
            {
                "value": item.code,
                "name": name,
                "title": item.name,
                "description": item.name,
                "color_hint": item.color.lstrip("#").upper(),
            }
        )
    return found


def _facts(path: Path) -> dict[str, Any]:
    """What a product says of itself."""
    import rasterio
    from rasterio.warp import transform_geom

    with rasterio.open(path) as raster:
        crs, transform = raster.crs, raster.transform
        if crs is None and raster.gcps[0]:
            points, crs = raster.gcps
            transform = rasterio.transform.from_gcps(points)
        geometry = None
        if crs is not None:
            outline = _outline(transform, raster.width, raster.height)
            geometry = transform_geom(crs, "EPSG:4326", outline, antimeridian_cutting=True, precision=7)
        code = crs.to_authority() if crs is not None else None
        return {
            "shape": [raster.height, raster.width],
            "transform": list(transform)[:6],
            "geometry": geometry,
            "code": ":".join(code) if code else None,
            "bands": [
                {
                    "data_type": raster.dtypes[index],
                    "nodata": _nodata(raster.nodatavals[index]),
                    **({"description": raster.descriptions[index]} if raster.descriptions[index] else {}),
                }
                for index in range(raster.count)
            ],
        }


def _nodata(value: float | None) -> Any:
    if value is None:
        return None
    return "nan" if value != value else value


def _outline(transform: Any, width: int, height: int) -> dict[str, Any]:
    steps = [index / (_DENSE - 1) for index in range(_DENSE)]
    # Counterclockwise where north is up (RFC 7946).
    corners = [(0, 0), (0, height), (width, height), (width, 0), (0, 0)]
    a, b, c, d, e, f = list(transform)[:6]
    ring = []
    for (x0, y0), (x1, y1) in zip(corners, corners[1:]):
        places = [(x0 + (x1 - x0) * step, y0 + (y1 - y0) * step) for step in steps[:-1]]
        ring += [(a * x + b * y + c, d * x + e * y + f) for x, y in places]
    ring.append(ring[0])
    return {"type": "Polygon", "coordinates": [ring]}


def _bbox(geometry: dict[str, Any]) -> list[float]:
    """West, south, east, north; west is greater than east where the date line is crossed (RFC 7946)."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    boxes = []
    for polygon in polygons:
        xs, ys = [point[0] for point in polygon[0]], [point[1] for point in polygon[0]]
        boxes.append((min(xs), min(ys), max(xs), max(ys)))
    south, north = min(box[1] for box in boxes), max(box[3] for box in boxes)
    if len(boxes) > 1 and any(box[0] >= 0 for box in boxes) and any(box[2] <= 0 for box in boxes):
        west = min(box[0] for box in boxes if box[0] >= 0)
        return [west, south, max(box[2] for box in boxes if box[2] <= 0), north]
    return [min(box[0] for box in boxes), south, max(box[2] for box in boxes), north]


def _text(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
