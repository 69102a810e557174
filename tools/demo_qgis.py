"""``build.py demo`` inside QGIS's Python: does the same as an analyst's click, without a window.

QGIS's own plugin loader loads the plugin from a profile. The job runs as the Processing algorithm
``sardino:segmentlayer`` in the worker process. QGIS draws the layers with their styles.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import qgis.utils
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProject,
    QgsRasterLayer,
)

from tools.quicklook import save_quicklook
from tools.sample import sample_scenes
from tools.shell import ROOT

PRODUCTS = ("LANDCOVER", "CONFIDENCE", "ATTENTION")

STEP = 10.0
"""Per cent between two lines of progress."""


class Report(QgsProcessingFeedback):
    """Prints the algorithm's progress and errors; the results are printed at the end."""

    def __init__(self) -> None:
        super().__init__(False)
        self._printed = -STEP

    def setProgressText(self, text: str) -> None:
        """Prints the text, but only if the percentage has grown enough."""
        if self.progress() >= self._printed + STEP:
            self._printed = self.progress()
            print(f"  {self._printed:3.0f} %  {text}", flush=True)

    def pushInfo(self, info: str) -> None:
        """Ignores areas and other results; the table at the end has them."""

    def reportError(self, error: str, fatalError: bool = False) -> None:
        """Prints an error of the algorithm."""
        print(f"  {error}", file=sys.stderr, flush=True)


def main(profile: Path, output: Path) -> int:
    """Runs the demonstration; returns the exit code."""
    application = QgsApplication([], True, str(profile))
    application.initQgis()
    try:
        return _demonstrate(profile, output)
    except (QgsProcessingException, FileNotFoundError) as error:
        print(f"The demo failed: {error}", file=sys.stderr)
        return 1
    finally:
        QgsProject.instance().clear()
        # Without a window the provider gets no signal when QGIS ends; this call ends its worker.
        QgsApplication.processingRegistry().removeProvider("sardino")
        application.exitQgis()


def _demonstrate(profile: Path, output: Path) -> int:
    scenes = sample_scenes(ROOT)
    if not _load_plugin(profile):
        print("QGIS could not load the plugin.", file=sys.stderr)
        return 1
    output.mkdir(parents=True, exist_ok=True)
    for scene, cross_pol in scenes:
        print(f"\n-- {scene.stem}", flush=True)
        parameters: dict[str, Any] = {"INPUT": str(scene), "OUTPUT_FOLDER": str(output)}
        if cross_pol is not None:
            parameters["CROSS_POL"] = str(cross_pol)
        started = time.monotonic()
        results, layers = _segment(parameters)
        seconds = time.monotonic() - started
        _tell(results, _draw(results, layers, output), seconds)
    return 0


def _load_plugin(profile: Path) -> bool:
    """Loads Processing and Sardino as QGIS does at start-up."""
    folders = [
        str(profile / "python" / "plugins"),
        str(Path(QgsApplication.pkgDataPath()) / "python" / "plugins"),
    ]
    sys.path[:0] = folders
    qgis.utils.plugin_paths = folders
    qgis.utils.updateAvailablePlugins()
    from processing.core.Processing import Processing

    Processing.initialize()
    return qgis.utils.loadPlugin("sardino") and qgis.utils.startProcessingPlugin("sardino")


def _segment(parameters: dict[str, Any]) -> tuple[dict[str, Any], list[QgsRasterLayer]]:
    """Runs the algorithm and loads its layers, as the toolbox does.

    Raises:
        QgsProcessingException: The algorithm failed; the message says why.
    """
    from sardino.plugin.results.layers import load_results

    algorithm = QgsApplication.processingRegistry().createAlgorithmById("sardino:segmentlayer")
    if algorithm is None:
        raise QgsProcessingException("sardino:segmentlayer is not in the Processing registry")
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    feedback = Report()
    may_run, reason = algorithm.checkParameterValues(parameters, context)
    if not may_run:
        raise QgsProcessingException(reason)
    results, succeeded = algorithm.run(parameters, context, feedback)
    if not succeeded:
        raise QgsProcessingException("see the messages above")
    return results, load_results(context, feedback)


def _draw(results: dict[str, Any], layers: list[QgsRasterLayer], output: Path) -> list[Path]:
    """Draws a picture of each product's layer, beside the products."""
    pictures = []
    for product in PRODUCTS:
        path = Path(results[product])
        layer = next(item for item in layers if Path(item.source()) == path)
        picture = output / f"{path.stem}.png"
        save_quicklook(layer, layer.metadata().title() or layer.name(), picture)
        pictures.append(picture)
    return pictures


def _tell(results: dict[str, Any], pictures: list[Path], seconds: float) -> None:
    report = json.loads(results["REPORT"])
    areas = json.loads(results["AREAS"])
    total = sum(row["hectares"] for row in areas)
    print(f"  {report['description']['summary']}")
    print("\nProducts")
    for path in [*[Path(results[product]) for product in PRODUCTS], *pictures]:
        print(f"  {path}  ({path.stat().st_size / 1e6:.2f} MB)")
    print("\nClass areas")
    for row in areas:
        share = 100 * row["hectares"] / total if total else 0.0
        print(f"  {row['name']:<26}{row['hectares']:>12,.1f} ha {share:>6.1f} %")
    print(f"\nDevice  {report['device']}, {report['precision']}")
    print(
        f"Time    {report['seconds']:.1f} s for the scene; {seconds:.1f} s with the worker's start",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
