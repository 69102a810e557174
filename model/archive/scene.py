"""A scene of an archive: where its files are, how to read them, and what is known of it."""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

_REMOTE = re.compile(r"(?:https?|s3)://", re.IGNORECASE)
_NOT_IN_ID = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST_ID = 120
"""Characters: products add to the id, and a file's name has at most 255 bytes."""


@dataclass(frozen=True)
class ArchiveScene:
    """One scene. Small, since it travels through the scheduler: addresses, never pixels.

    Attributes:
        path: A raster of this computer, or its address (``https://``, ``s3://``).
        cross_path: The raster with VH or HV if it is a file of its own.
        id: Name of its folder and its Item; empty until :func:`with_ids`.
        co_band: As in :class:`model.protocol.values.SceneSpec`.
        cross_band: As in ``SceneSpec``.
        units: As in ``SceneSpec``; None takes the run's.
        nodata: As in ``SceneSpec``; None takes the run's.
        properties: What a STAC Item says of the scene: times, platform.
        origin: Address of that STAC Item; empty if there is none.
    """

    path: str
    cross_path: str | None = None
    id: str = ""
    co_band: int | None = None
    cross_band: int | None = None
    units: str | None = None
    nodata: float | None = None
    properties: dict[str, Any] = field(default_factory=dict)
    origin: str = ""

    @property
    def paths(self) -> list[str]:
        """The scene's files."""
        return [self.path] if self.cross_path is None else [self.path, self.cross_path]

    def key(self) -> tuple[str, ...]:
        """Equal for the same files, however the paths are written."""
        return tuple(place if is_remote(place) else os.path.realpath(place) for place in self.paths)

    def name(self) -> str:
        """Name of the first file, without a signature that an address may carry."""
        return name_of(self.path)


def is_remote(path: str) -> bool:
    """Whether a path is an address on a network."""
    return bool(_REMOTE.match(path))


def name_of(path: str) -> str:
    """The last part of a path or an address, without query."""
    if is_remote(path):
        return PurePosixPath(urlsplit(path).path).name or "scene"
    return Path(path.rstrip("/\\")).name


def without_query(path: str) -> str:
    """An address without its query, which may hold a signature; a path as it is."""
    return urlsplit(path)._replace(query="", fragment="").geturl() if is_remote(path) else path


def unique(scenes: Sequence[ArchiveScene]) -> tuple[list[ArchiveScene], int]:
    """The scenes without repetitions, and how many were left out."""
    seen: dict[tuple[str, ...], ArchiveScene] = {}
    for scene in scenes:
        seen.setdefault(scene.key(), scene)
    return list(seen.values()), len(scenes) - len(seen)


def with_ids(scenes: Sequence[ArchiveScene]) -> list[ArchiveScene]:
    """The scenes with ids: a scene's name, and a part of a hash where several have that name."""
    plain = [_plain_id(scene) for scene in scenes]
    # File systems of Windows and macOS do not tell upper from lower case.
    count = Counter(name.lower() for name in plain)
    return [
        replace(scene, id=name if count[name.lower()] == 1 else with_hash(name, scene))
        for scene, name in zip(scenes, plain, strict=True)
    ]


def with_hash(name: str, scene: ArchiveScene) -> str:
    """A name that other scenes of this name do not get."""
    places = [without_query(place) for place in scene.key()]
    return f"{name}-{hashlib.sha256(repr(places).encode()).hexdigest()[:8]}"


def _plain_id(scene: ArchiveScene) -> str:
    name = scene.id or Path(scene.name()).stem
    return _NOT_IN_ID.sub("-", name).strip("._-")[:_LONGEST_ID] or "scene"
