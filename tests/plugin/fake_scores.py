"""Scores as the fake trainer gives them, for tests inside QGIS."""

from __future__ import annotations

from sardino.model.protocol.finetuning import Scores
from sardino.model.protocol.values import ClassInfo

CLASSES = [ClassInfo(10, "Tree cover", "#006400"), ClassInfo(80, "Water", "#0064c8")]
SCORES = Scores(
    classes=CLASSES,
    confusion=[[90, 10], [5, 95]],
    f1=[0.923, 0.927],
    iou=[0.857, 0.864],
    miou=0.861,
    overall_accuracy=0.925,
    kappa=0.85,
    polygons=10,
    folds=5,
    estimate=True,
    note="Every polygon was held out once.",
)
