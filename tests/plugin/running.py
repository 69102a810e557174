"""Runs the real algorithm in the real worker with a tiny random model: fixtures to import."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
)

from sardino.plugin.backend import shared_client, stop_shared_client
from sardino.plugin.backend.environment import find_interpreter
from sardino.plugin.processing.provider import SardinoProvider

MAKE_MODEL = """
import sys
from pathlib import Path
sys.path[:0] = [".", "tests/model"]
from worker_fixtures import write_model
write_model(Path(sys.argv[1]))
"""


class Listener(QgsProcessingFeedback):
    """Keeps what an algorithm says, and cancels when told to."""

    def __init__(self, cancel_when=lambda percent, text: False) -> None:
        super().__init__(False)
        self.texts: list[str] = []
        self.infos: list[str] = []
        self.warnings: list[str] = []
        self.percents: list[float] = []
        self._cancel_when = cancel_when
        self.progressChanged.connect(self._on_progress)

    def _on_progress(self, percent: float) -> None:
        self.percents.append(percent)
        if self._cancel_when(percent, self.texts[-1] if self.texts else ""):
            self.cancel()

    def setProgressText(self, text: str) -> None:
        self.texts.append(text)

    def pushInfo(self, info: str) -> None:
        self.infos.append(info)

    def pushWarning(self, warning: str) -> None:
        self.warnings.append(warning)


@pytest.fixture(scope="session")
def tiny_model(repository, tmp_path_factory) -> str:
    """A real network with random weights, small enough for tests."""
    path = tmp_path_factory.mktemp("model") / "tiny.safetensors"
    subprocess.run([str(find_interpreter()), "-c", MAKE_MODEL, str(path)], cwd=repository, check=True)
    return str(path)


@pytest.fixture(scope="module")
def provider(qgis_app):
    """Sardino's provider in QGIS's registry; its worker is gone afterwards."""
    provider = SardinoProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    yield provider
    pid = shared_client().pid
    QgsApplication.processingRegistry().removeProvider(provider)
    assert pid is None or not Path(f"/proc/{pid}").exists()
    stop_shared_client()


@pytest.fixture
def algorithm(provider):
    """A fresh ``sardino:segmentlayer``."""
    return QgsApplication.processingRegistry().createAlgorithmById("sardino:segmentlayer")


@pytest.fixture
def run(algorithm, tiny_model, tmp_path, qgis_new_project):
    """Runs the algorithm on a layer; an error is raised as ``QgsProcessingException``."""

    def run(layer: Any, feedback: QgsProcessingFeedback | None = None, **parameters: Any) -> dict[str, Any]:
        context = run.context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
        values = {
            "INPUT": layer,
            "MODEL": tiny_model,
            "OUTPUT_FOLDER": str(tmp_path / "out"),
            "DEVICE": "cpu",
        }
        values.update(parameters)
        fits, reason = algorithm.checkParameterValues(values, context)
        assert fits, reason
        results, ok = algorithm.run(values, context, feedback or Listener(), {}, False)
        assert ok
        return results

    return run


def files_in(folder: Path) -> list[str]:
    """Names of everything in a folder that may not exist, hidden files too."""
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []
