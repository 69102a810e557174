"""What the algorithms on finished maps share: the map, layers on its grid, progress, whole files."""

from __future__ import annotations

import contextlib
import os
import secrets
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterRasterLayer,
)

from ..errors import JobCancelled, PluginError
from ..translation import marked, tr
from .base import SardinoAlgorithm
from .progress import ProgressReporter, time_left

if TYPE_CHECKING:
    from ..rasters.source import MapSource

_FIRST_ESTIMATE_S = 2.0
_SIDECARS = ("", ".aux.xml", "-journal", "-wal", "-shm")


class ResultNotWritable(PluginError):
    """The result's file cannot be written or replaced."""

    code = "result_not_writable"
    title = marked("The result cannot be written")
    remedy = marked("Choose another file, or remove the layer that has the file open. Nothing was changed.")


class MapAlgorithm(SardinoAlgorithm):
    """An algorithm on a finished map.

    Attributes:
        maps: Name of the parameter to the facts of its layer; None for an empty parameter.
    """

    INPUT = "INPUT"
    CONFIDENCE = "CONFIDENCE"
    RASTERS: tuple[str, ...] = (INPUT,)

    maps: dict[str, MapSource | None]

    def add_map(self) -> None:
        """Declares the land cover."""
        self.add(
            QgsProcessingParameterRasterLayer(self.INPUT, tr("Land cover layer")),
            tr("A raster of class codes: a land cover of Sardino, or of any other program."),
        )

    def add_confidence(self, help_text: str) -> None:
        """Declares the confidence layer."""
        self.add(
            QgsProcessingParameterRasterLayer(self.CONFIDENCE, tr("Confidence layer"), optional=True),
            help_text,
        )

    def take(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Takes the facts of all layers; a subclass that takes more calls this first."""
        from ..rasters.source import take_map

        self.maps = {}
        for name in self.RASTERS:
            layer = (self.needed_raster if name == self.INPUT else self.raster)(parameters, name, context)
            self.maps[name] = take_map(layer) if layer is not None else None

    @property
    def map(self) -> MapSource:
        """The land cover's facts."""
        found = self.maps[self.INPUT]
        assert found is not None
        return found


class Stages:
    """Progress of a run in stages, with the time left; raises if the user cancels."""

    def __init__(self, feedback: QgsProcessingFeedback) -> None:
        self._feedback = feedback
        self._reporter = ProgressReporter(feedback)
        self._text, self._begun = "", time.monotonic()
        self._said = 0.0

    def begin(self, text: str, start: float, end: float) -> None:
        """Begins a stage that fills the bar from ``start`` to ``end`` (0 to 1)."""
        self.check()
        self._text, self._begun, self._said = text, time.monotonic(), 0.0
        self._reporter.begin(text, start, end)

    def check(self) -> None:
        """Raises JobCancelled if the user has cancelled."""
        if self._feedback.isCanceled():
            raise JobCancelled()

    def tick(self, done: float) -> None:
        """Shows how much of the stage is done, 0 to 1.

        Raises:
            JobCancelled: The user cancelled.
        """
        self.check()
        self._reporter.fraction(done)
        now = time.monotonic()
        passed = now - self._begun
        if passed > _FIRST_ESTIMATE_S and now - self._said > 1 and 0.02 < done < 1:
            self._said = now
            left = time_left(passed * (1 - done) / done)
            self._feedback.setProgressText(f"{self._text} – {left}")


@contextlib.contextmanager
def whole_file(path: str, context: QgsProcessingContext) -> Iterator[Path]:
    """A hidden name beside a file; renamed to the file after the block, removed if the block fails.

    QGIS then forgets that the file was to be loaded, so no partial layer comes of it.

    Raises:
        ResultNotWritable: The file cannot be written or replaced.
    """
    target = Path(path)
    hidden = target.with_name(f".{secrets.token_hex(6)}{target.suffix}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        yield hidden
        # A sidecar with statistics of the earlier file would be wrong for the new one.
        with contextlib.suppress(FileNotFoundError):
            os.unlink(f"{target}.aux.xml")
        os.replace(hidden, target)
        with contextlib.suppress(FileNotFoundError):
            os.replace(f"{hidden}.aux.xml", f"{target}.aux.xml")
    except BaseException as error:
        waiting = context.layersToLoadOnCompletion()
        if path in waiting:
            context.setLayersToLoadOnCompletion({key: value for key, value in waiting.items() if key != path})
        if isinstance(error, (OSError, RuntimeError)):
            raise ResultNotWritable(f"{target.name}: {error}") from error
        raise
    finally:
        for ending in _SIDECARS:
            with contextlib.suppress(OSError):
                os.unlink(f"{hidden}{ending}")
