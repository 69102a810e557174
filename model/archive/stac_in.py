"""Scenes of STAC: Items, ItemCollections, Collections, searches, stac-geoparquet."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from model.archive.extras import optional
from model.archive.scene import ArchiveScene, is_remote
from model.errors.errors import InvalidRequest, SardinoError, SceneNotFetched
from model.errors.words import marked, shown
from model.sar.bands import CO, CROSS, polarisation_of

_KEPT = ("datetime", "start_datetime", "end_datetime", "platform", "constellation", "instruments")
"""Properties of an Item that its products' Item takes over: STAC's common metadata."""
_NO_DATA = frozenset(("thumbnail", "overview", "metadata", "visual"))
"""Roles of assets that are no backscatter."""
_SEARCH = "/search"
_LISTS = ("collections", "ids")


def scenes_of_stac(place: str) -> Iterator[ArchiveScene]:
    """The scenes of a STAC file or address, or of a search, slices of a pass one after the other.

    Args:
        place: JSON of an Item, ItemCollection, Collection or Catalog, or ``https://.../search?...`` with
            the parameters of the STAC API.

    Raises:
        ExtraMissing: pystac is missing.
        InvalidRequest: This is no STAC, or an Item has no radar image.
        SceneNotFetched: The server gives no answer.
    """
    if is_remote(place) and urlsplit(place).path.rstrip("/").endswith(_SEARCH):
        return scenes_of_items(_search(place))
    return scenes_of_items(_items_of(place))


def scenes_of_geoparquet(path: str) -> Iterator[ArchiveScene]:
    """The scenes of a stac-geoparquet file.

    Raises:
        ExtraMissing: rustac is missing.
        InvalidRequest: The file cannot be read.
    """
    pystac, rustac = optional("pystac", "A list of STAC Items"), optional("rustac", "stac-geoparquet")
    try:
        collection = rustac.read_sync(path)
        items = [pystac.Item.from_dict(item) for item in collection["features"]]
    except Exception as error:  # a library in another language, with errors of its own
        raise InvalidRequest(f"{shown(path)} is not usable stac-geoparquet: {error}") from error
    for item in items:
        # Relative addresses are relative to the file.
        item.set_self_href(item.get_self_href() or str(Path(path).absolute().with_name("item.json")))
    return scenes_of_items(items)


def scenes_of_items(items: Iterable[Any]) -> Iterator[ArchiveScene]:
    """Scenes of pystac Items, in the order of their times: slices of one pass come one after the other."""
    for item in sorted(
        items, key=lambda item: (str(item.datetime or item.common_metadata.start_datetime), item.id)
    ):
        co, cross = _assets(item)
        known = {name: item.properties[name] for name in _KEPT if item.properties.get(name) is not None}
        yield ArchiveScene(co, cross, id=item.id, properties=known, origin=item.get_self_href() or "")


def _items_of(place: str) -> list[Any]:
    pystac = optional("pystac", "STAC")
    try:
        text = pystac.StacIO.default().read_text(place)
        body = json.loads(text)
        kind = body.get("type") if isinstance(body, dict) else None
        if kind == "Feature":
            return [pystac.Item.from_dict(body, href=_absolute(place))]
        if kind == "FeatureCollection":
            items = [pystac.Item.from_dict(item) for item in body["features"]]
            for item in items:
                if item.get_self_href() is None:
                    item.set_self_href(_absolute(place))
            return items
        if kind in ("Collection", "Catalog"):
            return list(pystac.Catalog.from_file(_absolute(place)).get_items(recursive=True))
    except SardinoError:
        raise
    except Exception as error:  # pystac raises errors of many libraries
        if is_remote(place):
            raise SceneNotFetched(f"{shown(place)} could not be read: {error}") from error
        raise InvalidRequest(f"{shown(place)} is not usable STAC: {error}") from error
    raise InvalidRequest(
        f"{shown(place)} is no STAC Item, ItemCollection, Collection or Catalog.",
        remedy=marked("For a list of files use a text or CSV file."),
    )


def _search(address: str) -> list[Any]:
    client = optional("pystac_client", "A search in a STAC API")
    parts = urlsplit(address)
    root = parts._replace(path=parts.path.rstrip("/")[: -len(_SEARCH)], query="").geturl()
    wished: dict[str, Any] = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    for name in _LISTS:
        if name in wished:
            wished[name] = wished[name].split(",")
    if "bbox" in wished:
        wished["bbox"] = [float(number) for number in wished["bbox"].split(",")]
    for name in ("limit", "max_items"):
        if name in wished:
            wished[name] = int(wished[name])
    try:
        return list(client.Client.open(root).search(method="GET", **wished).items())
    except Exception as error:  # of the network, of the server, of a parameter
        raise SceneNotFetched(f"The search {shown(root)} failed: {error}") from error


def _absolute(place: str) -> str:
    return place if is_remote(place) else str(Path(place).absolute())


def _assets(item: Any) -> tuple[str, str | None]:
    """Addresses of the co-pol and the cross-pol image of an Item.

    Raises:
        InvalidRequest: The Item has no radar image.
    """
    found: dict[str, str] = {}
    both = ""
    for key, asset in item.assets.items():
        if _NO_DATA & set(asset.roles or []) or "image" not in (asset.media_type or "image"):
            continue
        names = [str(name).upper() for name in asset.extra_fields.get("sar:polarizations") or []]
        if not names:
            names = [(polarisation_of(key) or polarisation_of(Path(asset.href).stem)).upper()]
        href = asset.get_absolute_href() or asset.href
        if len(names) > 1:
            both = both or href
        elif names[0] and ("data" in (asset.roles or ["data"]) or key.upper() in names):
            found.setdefault(names[0], href)
    for co, cross in zip(CO, CROSS, strict=True):
        if co in found and cross in found:
            return found[co], found[cross]
    if both or found:
        return both or next(iter(found.values())), None
    data = [asset for asset in item.assets.values() if not _NO_DATA & set(asset.roles or [])]
    if len(data) == 1:
        return data[0].get_absolute_href() or data[0].href, None
    raise InvalidRequest(
        f"The STAC Item {shown(item.id)} has no asset with a polarisation.",
        remedy=marked("Name the assets vv, vh, hh or hv, or give 'sar:polarizations' for each."),
    )
