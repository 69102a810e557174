"""A run of the segmentation and its outcome."""

from __future__ import annotations

import contextlib
import json
from typing import Any

from qgis.core import QgsMapLayer, QgsProcessing

from ...model.protocol.values import OUTPUTS
from ..processing.segment_layer import SegmentLayerAlgorithm
from ..results.areas import ClassArea
from ..results.style_files import remove_product
from ..run.runner import AlgorithmRun, Outcome
from ..translation import tr


class SegmentRun(AlgorithmRun):
    """One run of ``sardino:segmentlayer``."""

    def __init__(self, parameters: dict[str, Any]) -> None:
        super().__init__(SegmentLayerAlgorithm.ABOUT.id, tr("Sardino segments a layer"), parameters)

    def outlives_project(self) -> bool:
        """Whether the result survives a change of project: only files in a folder of the user's do."""
        return bool(self._parameters.get("OUTPUT_FOLDER") != QgsProcessing.TEMPORARY_OUTPUT)

    def outcome(self, results: dict[str, Any], layers: list[QgsMapLayer]) -> Outcome:
        """Layers, areas and report of the segmentation."""
        return Outcome(
            layers=layers,
            areas=[
                ClassArea(row["name"], row["color"], row["hectares"])
                for row in json.loads(results.get("AREAS") or "[]")
            ],
            report=json.loads(results.get("REPORT") or "{}"),
            folder=str(results.get("OUTPUT_FOLDER") or ""),
            results=results,
        )

    def discard(self, results: dict[str, Any]) -> None:
        """Deletes the products."""
        for product in OUTPUTS:
            path = results.get(product.upper())
            if path:
                with contextlib.suppress(OSError):
                    remove_product(path)
