"""``python -m model similar SCENE --like X Y --out FILE.tif``."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from model.commands import explored
from model.errors.errors import InvalidRequest
from model.protocol.exploring import Example, SimilarRequest
from model.protocol.reading import MessageError, parse
from model.sar.geojson import DEFAULT_CRS


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options of ``similar``."""
    explored.add_arguments(parser)
    place: dict[str, Any] = {
        "nargs": 2, "type": float, "action": "append", "default": [], "metavar": ("X", "Y")
    }  # fmt: skip
    parser.add_argument("--like", help="a place like what is looked for; may be repeated", **place)
    parser.add_argument("--unlike", help="a place that is not like it; may be repeated", **place)
    parser.add_argument(
        "--examples",
        type=Path,
        metavar="FILE.geojson",
        help="points, lines and polygons; the property 'like' is 1 (also if missing) or 0",
    )
    parser.add_argument(
        "--crs",
        metavar="CRS",
        help="EPSG:n or WKT of the places (default: the scene's; of --examples: WGS 84)",
    )


def run(args: argparse.Namespace) -> int:
    """Writes the similarity and prints where it is.

    Raises:
        InvalidRequest: The file of examples cannot be read, or the places are in two coordinate systems.
    """
    examples = [
        Example({"type": "Point", "coordinates": list(place)}, code)
        for code, places in ((1, args.like), (0, args.unlike))
        for place in places
    ]
    crs = args.crs
    if args.examples is not None:
        if examples and not crs:
            raise InvalidRequest(
                "Places are given as numbers and as a file.", remedy="Say in which --crs all of them are."
            )
        examples += _read(args.examples)
        crs = crs or DEFAULT_CRS
    request = SimilarRequest(
        out=explored.out_of(args),
        examples=examples,
        features=args.features or "",
        scene=explored.spec_of(args),
        crs=crs,
        model=args.model,
        device=args.device,
        precision=args.precision,
        engine=args.engine,
    )
    from model.explore.similar import similar

    return explored.run(
        args, request, lambda report, wished: similar(request, progress=report, cancelled=wished)
    )


def _read(path: Path) -> list[Example]:
    """The features of a GeoJSON file."""
    try:
        body = parse(path.read_text(encoding="utf-8-sig"))
        return [_example(feature) for feature in body["features"]]
    except OSError as error:
        raise InvalidRequest(f"{path} cannot be read: {error.strerror or error}.") from error
    except (MessageError, json.JSONDecodeError, KeyError, TypeError, AttributeError, ValueError) as error:
        raise InvalidRequest(f"{path} is no GeoJSON with features.", detail=repr(error)) from error


def _example(feature: dict[str, Any]) -> Example:
    return Example(dict(feature["geometry"]), int((feature.get("properties") or {}).get("like", 1)))
