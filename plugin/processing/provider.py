"""Sardino's Processing provider: toolbox, Model Designer, batch and ``qgis_process``."""

from __future__ import annotations

from qgis.core import QgsApplication, QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from ..backend import stop_shared_client
from ..disk.scratch import remove_left
from ..paths import ICONS
from ..translation import tr
from .about import PROVIDER
from .areas_by_zones import AreasByZonesAlgorithm
from .assess import AssessAlgorithm
from .base import SardinoAlgorithm
from .change import ChangeAlgorithm
from .clean_up import CleanUpAlgorithm
from .combine_dates import CombineDatesAlgorithm
from .draw_sample import DrawSampleAlgorithm
from .evaluate_model import EvaluateModelAlgorithm
from .familiarity import FamiliarityAlgorithm
from .feature_stack import FeatureStackAlgorithm
from .features import FeaturesAlgorithm
from .finetune_model import FinetuneModelAlgorithm
from .inspect_labels import InspectLabelsAlgorithm
from .make_report import MakeReportAlgorithm
from .principal_colours import PrincipalColoursAlgorithm
from .segment_archive import SegmentArchiveAlgorithm
from .segment_layer import SegmentLayerAlgorithm
from .segments_without_labels import SegmentsWithoutLabelsAlgorithm
from .similar_places import SimilarPlacesAlgorithm
from .suggest_labels import SuggestLabelsAlgorithm
from .to_polygons import ToPolygonsAlgorithm

ICON = ICONS / "sardino.svg"

ALGORITHMS: tuple[type[SardinoAlgorithm], ...] = (
    SegmentLayerAlgorithm,
    SegmentArchiveAlgorithm,
    FamiliarityAlgorithm,
    FinetuneModelAlgorithm,
    EvaluateModelAlgorithm,
    InspectLabelsAlgorithm,
    SuggestLabelsAlgorithm,
    CleanUpAlgorithm,
    ToPolygonsAlgorithm,
    AreasByZonesAlgorithm,
    DrawSampleAlgorithm,
    AssessAlgorithm,
    CombineDatesAlgorithm,
    ChangeAlgorithm,
    FeaturesAlgorithm,
    SimilarPlacesAlgorithm,
    SegmentsWithoutLabelsAlgorithm,
    PrincipalColoursAlgorithm,
    FeatureStackAlgorithm,
    MakeReportAlgorithm,
)
"""All algorithms. A new algorithm needs a row here and its own module."""


class SardinoProvider(QgsProcessingProvider):
    """Makes Sardino's algorithms known to QGIS, and ends the worker with QGIS."""

    def id(self) -> str:
        """Stable name, as in ``sardino:segmentlayer``."""
        return PROVIDER

    def name(self) -> str:
        """Name in the toolbox."""
        return "Sardino"

    def longName(self) -> str:
        """Name with a description."""
        return tr("Sardino: segmentation of radar images")

    def icon(self) -> QIcon:
        """Icon in the toolbox."""
        return QIcon(str(ICON))

    def loadAlgorithms(self) -> None:
        """Adds the algorithms."""
        for algorithm in ALGORITHMS:
            self.addAlgorithm(algorithm())

    def load(self) -> bool:
        """Adds the algorithms, makes the worker end before QGIS does, and tidies up."""
        QgsApplication.instance().aboutToQuit.connect(stop_shared_client)
        remove_left()
        self.refreshAlgorithms()
        return True

    def unload(self) -> None:
        """Ends the worker."""
        application = QgsApplication.instance()
        if application is not None:
            application.aboutToQuit.disconnect(stop_shared_client)
        stop_shared_client()
