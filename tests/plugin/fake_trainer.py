"""What the fake worker answers about models and training: quick, and always the same."""

from __future__ import annotations

import os
import shutil
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from osgeo import ogr, osr

from model.protocol import envelope, finetuning, segmenting, values

CLASSES = [values.ClassInfo(10, "Tree cover", "#006400"), values.ClassInfo(80, "Water", "#0064c8")]
STEPS = 20

DESCRIPTION = values.SceneDescription(
    "dB, VV and VH", "db", "VV", "VH", 1, 2, [10.0, 10.0], 128, 96, 1.0, True
)
SCORES = finetuning.Scores(
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
REPORT = finetuning.LabelReport(
    classes=[
        finetuning.ClassCount(10, "Tree cover", "#006400", 5, 900),
        finetuning.ClassCount(80, "Water", "#0064c8", 1, 40, "One polygon cannot be checked."),
    ],
    outside=2,
    problems=["2 polygons lie outside the scene."],
)


class Trainer:
    """Models by name, and jobs that pretend to train."""

    def __init__(self, say: Callable[[envelope.Message], None], mode: str) -> None:
        self._say = say
        self._mode = mode
        self.finish: dict[str, threading.Event] = {}
        # Beside the worker's folder, so that a worker that comes after a dead one knows them too.
        self._unfinished = Path(os.environ.get("FAKE_UNFINISHED", "/nonexistent"))
        self.models = {"starter": values.ModelInfo("starter", "/m/starter", is_default=True, classes=CLASSES)}

    def list(self) -> segmenting.ModelList:
        return segmenting.ModelList(list(self.models.values()))

    def work(self, job: str, params: object, cancelled: threading.Event) -> None:
        """Answers a job."""
        if isinstance(params, finetuning.FinetuneRequest):
            self._train(job, params, cancelled)
        elif isinstance(params, finetuning.ManageModelRequest):
            self._manage(job, params)
        elif isinstance(params, finetuning.InspectLabelsRequest):
            self._say(envelope.Result(job, REPORT))
        elif isinstance(params, finetuning.EvaluateModelRequest):
            self._say(envelope.Result(job, SCORES))
        elif isinstance(params, finetuning.SuggestLabelsRequest):
            self._say(envelope.Result(job, finetuning.SuggestResult(params.out, _write_places(params))))
        elif isinstance(params, segmenting.DescribeRequest):
            # Which scene it is about can be told from the words.
            words = f"{Path(params.scene.path).stem} in dB"
            self._say(envelope.Result(job, replace(DESCRIPTION, summary=words)))
        elif isinstance(params, segmenting.SegmentRequest):
            self._segment(job, params, cancelled)
        else:
            self._say(envelope.Result(job, self.list()))

    def _segment(self, job: str, params: segmenting.SegmentRequest, cancelled: threading.Event) -> None:
        """A copy of the scene stands for each product."""
        for step in range(STEPS if self._mode != "train_long" else 10_000):
            if cancelled.wait(0.01):
                self._say(envelope.Failure(job, values.ErrorInfo("cancelled", "Cancelled.", "")))
                return
            self._say(envelope.Progress(job, min(step / STEPS, 0.99), "Segmenting", 3.0))
            if self._mode == "train_long" and self._finish_segmenting():
                break
        scene = params.scenes[0]
        products = {}
        os.makedirs(params.out_dir, exist_ok=True)
        for product in params.outputs:
            path = Path(params.out_dir) / f"{Path(scene.path).stem}_{product}.tif"
            products[product] = str(shutil.copy(scene.path, path))
        result = segmenting.SceneResult(
            scene.path, products, {"10": 60.0, "80": 40.0}, 100, 0.2, "CPU", "fp32"
        )
        result.classes = CLASSES
        self._say(
            envelope.Result(job, segmenting.SegmentResult([result], params.model or "starter", "ab" * 32))
        )

    def _finish_segmenting(self) -> bool:
        """Whether the test has had enough of a long run."""
        return self._unfinished.with_name("finish").exists()

    def _train(self, job: str, params: finetuning.FinetuneRequest, cancelled: threading.Event) -> None:
        done = False
        for step in range(STEPS if self._mode != "train_long" else 10_000):
            if cancelled.wait(0.01):
                self._say(envelope.Failure(job, values.ErrorInfo("cancelled", "Cancelled.", "")))
                return
            if self.finish.setdefault(job, threading.Event()).is_set():
                done = True
                break
            curve = {"step": float(step), "steps": float(STEPS), "loss": 1.5 * 0.9**step}
            if step % 5 == 4:
                curve["miou"] = 0.5 + 0.02 * step
            self._say(envelope.Progress(job, min(step / STEPS, 0.99), "Training", 3.0, "training", curve))
            if self._mode == "train_killed" and step == 10:
                if self._unfinished.parent.is_dir():
                    self._unfinished.write_text(params.name)
                time.sleep(0.05)
                os.kill(os.getpid(), signal.SIGKILL)
        model = values.ModelInfo(params.name, params.out or f"/m/{params.name}", classes=params.classes)
        self.models[params.name] = model
        if params.out:
            Path(params.out).write_bytes(b"model")
        self._say(
            envelope.Result(job, finetuning.FinetuneResult(model, SCORES, REPORT, 1.5, "CPU", 0.5, done))
        )

    def _manage(self, job: str, params: finetuning.ManageModelRequest) -> None:
        name, target = params.model, params.target
        if params.action == "recover":
            if not self._unfinished.is_file() or self._unfinished.read_text() != name:
                error = values.ErrorInfo("model_not_found", "Nothing was saved yet.", "Train again.")
                self._say(envelope.Failure(job, error))
                return
            self.models[name] = values.ModelInfo(name, f"/m/{name}", classes=CLASSES)
        elif params.action == "rename":
            model = self.models.pop(name)
            self.models[target] = values.ModelInfo(target, f"/m/{target}", classes=model.classes)
        elif params.action == "delete":
            del self.models[name]
        elif params.action == "import":
            stem = Path(name).stem
            self.models[stem] = values.ModelInfo(stem, f"/m/{stem}", classes=CLASSES)
        elif params.action == "export":
            Path(target).write_bytes(b"model")
        elif params.action == "set_default":
            for item in self.models.values():
                item.is_default = item.name == name
        self._say(envelope.Result(job, self.list()))


def _write_places(params: finetuning.SuggestLabelsRequest) -> int:
    """Writes points as the worker does."""
    driver = ogr.GetDriverByName("GPKG")
    dataset = driver.CreateDataSource(params.out)
    system = osr.SpatialReference()
    system.ImportFromEPSG(32611)
    layer = dataset.CreateLayer("places", system, ogr.wkbPoint)
    for name, kind in (
        ("rank", ogr.OFTInteger),
        ("reason", ogr.OFTString),
        ("code", ogr.OFTInteger),
        ("class_name", ogr.OFTString),
        ("confidence", ogr.OFTReal),
    ):
        layer.CreateField(ogr.FieldDefn(name, kind))
    for rank in range(1, params.count + 1):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometry(
            ogr.CreateGeometryFromWkt(f"POINT ({500_100 + 50 * rank} {3_999_500 + 20 * rank})")
        )
        for name, value in (("rank", rank), ("reason", "Unsure"), ("code", 10), ("class_name", "Tree cover")):
            feature.SetField(name, value)
        feature.SetField("confidence", 40.0 + rank)
        layer.CreateFeature(feature)
    return params.count
