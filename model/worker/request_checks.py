"""Checks all of a request before any work begins.

The protocol already checks types and numbers (``model.protocol.reading``). This module checks texts, paths,
counts and names, for the worker and the command line. Checks that need the data, such as whether a band
exists, are left to the readers of the data.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from model.disk.paths import LONGEST_TEXT, ROOM, check_path, check_text
from model.errors.errors import InvalidRequest
from model.errors.words import marked, shown
from model.products.expected import check_share
from model.protocol.archiving import ArchiveRequest
from model.protocol.changing import ChangeRequest, CombineRequest
from model.protocol.exploring import (
    AttentionViewRequest,
    ColoursRequest,
    ColoursViewRequest,
    Example,
    FamiliarityRequest,
    FeaturesRequest,
    SegmentsRequest,
    SimilarRequest,
    SimilarViewRequest,
    StackRequest,
    TeachViewRequest,
)
from model.protocol.finetuning import (
    FinetuneRequest,
    LabelSpec,
    ManageModelRequest,
    SuggestLabelsRequest,
)
from model.protocol.kinds import Params
from model.protocol.reading import LARGEST_INTEGER
from model.protocol.segmenting import DescribeRequest, SegmentRequest
from model.protocol.values import SceneSpec

MAX_SCENES = 500
"""Scenes of one request over the protocol: the answer for so many scenes still fits into one line."""
MAX_LABELS = 500
"""Label files of one request over the protocol."""
MAX_COMPONENTS = 256
"""Principal components of the tokens."""
MAX_SEED = 2**32 - 1
MAX_CLASSES = 254
"""Codes of classes are 1 to 254."""
LONGEST_CRS = 100_000
"""Characters of a coordinate system; WKT of a compound system with remarks has a few thousand."""
MODEL_SUFFIX = ".safetensors"

# GDAL accepts far more as a coordinate system, also file names and addresses on the network.
_CRS = re.compile(
    r"[A-Za-z]\w*:[\w.+-]+|urn:ogc:def:crs[\w:,.+-]*|\s*[A-Za-z_]+\s*[\[(].*|\s*[{+].*", re.DOTALL
)


def check(params: Params, *, command_line: bool = False) -> None:
    """Refuses a request that cannot succeed with any files.

    Args:
        params: The request.
        command_line: Whether the request comes from the command line. Then paths may be relative to the
            user's folder, and the number of scenes is not limited, since no answer has to fit into a line.

    Raises:
        InvalidRequest: A text, a path, a number or a count is not valid.
    """
    for name, value in _leaves(params):
        if isinstance(value, str):
            longest = LONGEST_CRS if name in ("extent_crs", "crs") else LONGEST_TEXT
            check_text(value, f"the field '{name}' of the request", longest)
        elif isinstance(value, int) and abs(value) > LARGEST_INTEGER:
            raise InvalidRequest(f"The number in the field '{name}' is too large.")
    paths = _Paths(relative=command_line)
    if isinstance(
        params,
        (
            DescribeRequest,
            SuggestLabelsRequest,
            FeaturesRequest,
            AttentionViewRequest,
            FamiliarityRequest,
        ),
    ):
        scenes = [params.scene]
    elif isinstance(params, ChangeRequest):
        scenes = [params.before, params.after]
    elif isinstance(params, (SegmentsRequest, ColoursRequest, StackRequest, SimilarRequest)):
        scenes = [params.scene] if params.scene is not None else []
    else:
        scenes = getattr(params, "scenes", [])
    labels: list[LabelSpec] = getattr(params, "labels", [])
    if not command_line:
        _check_count(len(scenes), MAX_SCENES, "scenes")
        _check_count(len(labels), MAX_LABELS, "label files")
    for scene in scenes:
        paths.check_scene(scene)
    for spec in labels:
        paths.check(spec.path, "the path of the labels")
    if isinstance(params, (SegmentRequest, SuggestLabelsRequest, ChangeRequest, FeaturesRequest)):
        _check_crs(params.extent_crs)
    if isinstance(params, SegmentRequest):
        paths.check_products(params)
        _check_expected(params)
    elif isinstance(params, ArchiveRequest):
        _check_expected(params)
        paths.check(params.out_dir, "the output folder")
        if params.items:
            paths.check(params.items, "the path of the scenes", source=True)
    elif isinstance(params, SuggestLabelsRequest):
        paths.check(params.out, "the path of the points", room=ROOM)
    elif isinstance(params, FeaturesRequest):
        _check_features(params, paths)
    elif isinstance(params, ChangeRequest):
        paths.check(params.out_dir, "the output folder", room=2 * ROOM)
    elif isinstance(params, CombineRequest):
        paths.check(params.out, "the file of the dates", room=ROOM)
    elif isinstance(params, (SegmentsRequest, ColoursRequest, StackRequest, SimilarRequest)):
        _check_explored(params, paths)
    elif isinstance(params, (SimilarViewRequest, TeachViewRequest, ColoursViewRequest)):
        paths.check(params.features, "the file of features")
        _check_crs(params.view.crs)
    elif isinstance(params, AttentionViewRequest):
        _check_attention(params, paths)
    elif isinstance(params, FamiliarityRequest):
        if params.out:
            paths.check(params.out, "the familiarity raster", room=ROOM)
    elif isinstance(params, FinetuneRequest):
        _check_training(params, paths)
    elif isinstance(params, ManageModelRequest):
        _check_management(params, paths)
    if isinstance(params, (SimilarRequest, SimilarViewRequest, TeachViewRequest)):
        _check_crs(params.crs)
        _check_codes(params.examples, lowest=1 if isinstance(params, TeachViewRequest) else 0)
    for model in (getattr(params, "model", ""), getattr(params, "base", "")):
        paths.check_model(model)


class _Paths:
    """Checks paths; ``relative`` allows paths relative to the process's folder."""

    def __init__(self, *, relative: bool) -> None:
        self._relative = relative

    def check(self, text: str, what: str, *, source: bool = False, room: int = 0) -> None:
        check_path(text, what, relative=self._relative, source=source, room=room)

    def check_scene(self, scene: SceneSpec) -> None:
        self.check(scene.path, "the path of the scene", source=True)
        if scene.cross_pol_path:
            self.check(scene.cross_pol_path, "the path of the second scene", source=True)

    def check_products(self, request: SegmentRequest) -> None:
        """Checks the names of every scene's products."""
        self.check(request.out_dir, "the output folder")
        for scene in request.scenes:
            stem = scene.stem or Path(scene.path).stem
            self.check(str(Path(request.out_dir, stem)), "a product", room=ROOM)

    def check_model(self, name: str) -> None:
        """Checks the name of a model, or the path of its file."""
        if name and (Path(name).name != name or name.endswith(MODEL_SUFFIX)):
            relative = Path(name).name == name  # a file name without a folder is a name, too
            check_path(name, "the path of the model", relative=relative or self._relative)


def _leaves(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Every text and number in a request, with the name of its field."""
    if isinstance(value, list):
        for item in value:
            yield from _leaves(item, name)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield name, key
            yield from _leaves(item, name)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            if field.name not in ("polygon", "geometry"):  # thousands of coordinates
                yield from _leaves(getattr(value, field.name), field.name)
    else:
        yield name, value


def _check_count(count: int, most: int, what: str) -> None:
    if count > most:
        raise InvalidRequest(
            f"{count} {what} are too many for one request: {most} are possible.",
            remedy=marked("Send several requests, one after the other."),
        )


def _check_crs(text: str | None) -> None:
    if text is not None and not _CRS.fullmatch(text):
        raise InvalidRequest(
            f"{shown(text)} is no coordinate system.", remedy=marked("Give EPSG:n, or the system as WKT.")
        )


def _check_expected(request: SegmentRequest | ArchiveRequest) -> None:
    """Counts of the expected classes, and that shares are above 0; names need the model."""
    _check_count(len(request.classes), MAX_CLASSES, "expected classes")
    _check_count(len(request.priors), MAX_CLASSES, "prior shares")
    for word, share in request.priors.items():
        check_share(word, share)


def _check_features(request: FeaturesRequest, paths: _Paths) -> None:
    if not 1 <= request.components <= MAX_COMPONENTS:
        raise InvalidRequest(
            f"{request.components} components cannot be kept.",
            remedy=f"Use a whole number from 1 to {MAX_COMPONENTS}.",
        )
    if request.out:
        paths.check(request.out, "the file of the features", room=ROOM)


def _check_explored(
    request: SegmentsRequest | ColoursRequest | StackRequest | SimilarRequest, paths: _Paths
) -> None:
    """The raster that is written and the features that are read; a scene is needed for want of features."""
    paths.check(request.out, "the raster's file", room=ROOM)
    if request.features:
        paths.check(request.features, "the file of features")
    elif request.scene is None:
        raise InvalidRequest(
            marked("There are neither features nor a scene."), remedy=marked("Choose a layer.")
        )
    if isinstance(request, SegmentsRequest):
        _check_seed(request.seed)


def _check_codes(examples: list[Example], lowest: int) -> None:
    """The codes of marked places; where they lie is checked with the features."""
    for example in examples:
        if not lowest <= example.code <= MAX_CLASSES:
            raise InvalidRequest(
                f"The code {example.code} of a marked place is out of range.",
                remedy=f"Use a whole number from {lowest} to {MAX_CLASSES}.",
            )


def _check_seed(seed: int) -> None:
    if not 0 <= seed <= MAX_SEED:
        raise InvalidRequest(
            f"The seed {seed} is out of range.", remedy=f"Use a whole number from 0 to {MAX_SEED}."
        )


def _check_training(request: FinetuneRequest, paths: _Paths) -> None:
    _check_seed(request.seed)
    if request.out is not None:
        paths.check(request.out, "the model's file", room=ROOM)


def _check_attention(request: AttentionViewRequest, paths: _Paths) -> None:
    if not 0 <= request.mass <= 1:
        raise InvalidRequest(f"The share {request.mass:g} is not between 0 and 1.")
    for crs in (request.crs, request.view.crs):
        _check_crs(crs)
    if request.of_cls or request.features:
        paths.check(request.features, "the path of the features")


def _check_management(request: ManageModelRequest, paths: _Paths) -> None:
    if request.action == "export":
        paths.check(request.target, "the model's file", room=ROOM)
