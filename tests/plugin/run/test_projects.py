"""Runs and projects: what becomes of a run whose project, dock or provider goes."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path
from typing import Any

import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessing,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
)
from qgis.PyQt.QtCore import QEvent, QPoint, QRunnable, QThreadPool
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication

from sardino.plugin.backend import shared_client
from sardino.plugin.dock.dock import SardinoDock
from sardino.plugin.plugin import SardinoPlugin
from sardino.plugin.results.layers import SCENE_PROPERTY
from tests.plugin.fixtures.finetune import five_of_each, polygon_layer
from tests.plugin.fixtures.layers import segment

pytest_plugins = ["tests.plugin.fixtures.finetune", "tests.plugin.fixtures.layers"]


@pytest.fixture
def dock(training_dock: Any) -> Any:
    return training_dock


# Another project


def test_a_new_project_leaves_nothing_of_the_old_one(dock: SardinoDock, scenes: Any, qtbot: Any) -> None:
    dock.show()
    scenes(2)
    segment(dock, qtbot)
    dock.advanced_panel.nodata.setText("-99")
    dock.extent_panel.choose("drawn")
    dock.extent_panel._keep_area(five_of_each()[0][0])
    assert not dock.summary.isHidden()
    QgsProject.instance().clear()
    assert dock.summary.isHidden()
    assert dock.run_panel.note.text() == ""
    assert dock.result.key == ""
    assert dock.advanced_panel.reading()["nodata"] is None
    assert "Draw the area" in dock.extent_panel.missing()


def test_a_new_project_leaves_nothing_on_the_page_for_training(
    dock: SardinoDock, scenes: Any, qtbot: Any
) -> None:
    dock.show()
    scenes(1)
    page = dock.pages.finetune
    qtbot.waitUntil(lambda: bool(page.models.models), timeout=20_000)
    page.labels.choose(polygon_layer("integer", five_of_each()))
    qtbot.waitUntil(lambda: page.blocked_by() == "", timeout=20_000)
    page.start()
    qtbot.waitUntil(page.maps.comparable, timeout=20_000)
    qtbot.waitUntil(lambda: not dock.running(), timeout=20_000)
    QgsProject.instance().clear()
    assert page.result is None
    assert not page.maps.comparable()
    assert not page.results.compare_button.isEnabled()
    assert not page.results.title.isVisibleTo(page)
    assert page.train.note.text() == ""
    assert page.train.curve.isHidden()
    assert "raster layer" in page.blocked_by()


def test_a_run_whose_project_was_closed_adds_nothing_to_the_next(
    dock: SardinoDock, scenes: Any, trainer: Any, tmp_path: Path, qtbot: Any
) -> None:
    trainer("train_long")
    scenes(2)
    for folder in ("", str(tmp_path / "kept")):
        dock.output_panel.folder.setFilePath(folder)
        if not QgsProject.instance().mapLayers():
            scenes(1)
        dock.start()
        qtbot.waitUntil(lambda: dock.run_panel.bar.value() > 0, timeout=20_000)
        QgsProject.instance().clear()
        (other,) = scenes(1)
        if folder:
            (tmp_path / "finish").touch()
        qtbot.waitUntil(lambda: not dock.running(), timeout=20_000)
        QTest.qWait(20)
        assert list(QgsProject.instance().mapLayers().values()) == [other]
        assert dock.layer_panel.layer() == other
        assert "project was closed" in dock.run_panel.note.text()
        assert dock.summary.isHidden()
    assert (tmp_path / "kept" / "d_landcover.tif").exists()


def test_the_map_after_a_training_is_of_the_scene_that_it_was_on(
    dock: SardinoDock, scenes: Any, trainer: Any, qtbot: Any
) -> None:
    trainer("train_long")
    dock.show()
    first, other = scenes(2)
    dock.layer_panel.choose(first)
    page = dock.pages.finetune
    qtbot.waitUntil(lambda: bool(page.models.models), timeout=20_000)
    page.labels.choose(polygon_layer("integer", five_of_each()))
    qtbot.waitUntil(lambda: page.blocked_by() == "", timeout=20_000)
    page.start()
    qtbot.waitUntil(page.train.finish_button.isEnabled, timeout=20_000)
    dock.layer_panel.choose(other)
    (Path(QgsProject.instance().mapLayer(first.id()).source()).parent / "finish").touch()
    page.train.finish_button.click()
    qtbot.waitUntil(page.maps.comparable, timeout=20_000)
    made = [
        item for item in QgsProject.instance().mapLayers().values() if item.customProperty(SCENE_PROPERTY)
    ]
    assert {item.customProperty(SCENE_PROPERTY) for item in made} == {first.id()}
    assert dock.layer_panel.layer() == other


def test_two_runs_within_a_minute_have_groups_of_two_names(
    dock: SardinoDock, scenes: Any, qtbot: Any
) -> None:
    scenes(1)
    for _ in range(3):
        segment(dock, qtbot)
    names = [group.name() for group in QgsProject.instance().layerTreeRoot().findGroups()]
    assert len(names) == len(set(names)) == 3


# Runs and the dock


def test_a_run_outlives_the_dock_that_began_it(
    dock: SardinoDock, scenes: Any, trainer: Any, qgis_iface: Any, qtbot: Any
) -> None:
    trainer("train_long")
    scenes(1)
    heard: list[Any] = []

    def begin() -> weakref.ref[Any]:
        other = SardinoDock(qgis_iface, QIcon(), shared_client)
        other.start()
        qtbot.waitUntil(lambda: other.run_panel.bar.value() > 0, timeout=20_000)
        other.segmented.connect(heard.append)
        run = weakref.ref(other._run)
        other.remove()
        return run

    run = begin()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    manager = QgsApplication.taskManager()
    assert manager.activeTasks(), "the thread is still at work"
    assert run() is not None, "and works with what the run keeps"
    qtbot.waitUntil(lambda: not manager.activeTasks(), timeout=20_000)
    QTest.qWait(50)
    gc.collect()
    assert run() is None, "nothing keeps it any longer"
    assert heard == []


def test_qgis_has_a_thread_to_draw_with_while_a_run_is_on(
    dock: SardinoDock, scenes: Any, trainer: Any, qtbot: Any
) -> None:
    """Before QGIS had threads for tasks alone, a run took one of those with which it draws the map."""
    trainer("train_long")
    scenes(1)
    drawn: list[bool] = []

    class Drawing(QRunnable):
        def run(self) -> None:
            drawn.append(True)

    pool = QThreadPool.globalInstance()
    most = pool.maxThreadCount()
    pool.setMaxThreadCount(1)
    try:
        for _ in range(2):
            dock.start()
            qtbot.waitUntil(lambda: dock.run_panel.bar.value() > 0, timeout=20_000)
            pool.start(Drawing())
            qtbot.waitUntil(lambda: bool(drawn), timeout=20_000)
            drawn.clear()
            assert dock.running()
            dock.abort()
            qtbot.waitUntil(lambda: not dock.running(), timeout=20_000)
        assert pool.activeThreadCount() <= 1, "what was lent was taken back"
    finally:
        pool.setMaxThreadCount(most)


def test_the_toolbox_s_runs_end_before_the_provider_goes(
    dock: SardinoDock, scenes: Any, trainer: Any, qtbot: Any
) -> None:
    """Else QGIS asks an algorithm for a provider that is gone, when it loads the results."""
    trainer("train_long")
    (scene,) = scenes(1)
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("sardino:segmentlayer")
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    context.setProject(QgsProject.instance())
    parameters = {"INPUT": scene.id(), "OUTPUT_FOLDER": QgsProcessing.TEMPORARY_OUTPUT}
    task = QgsProcessingAlgRunnerTask(algorithm, parameters, context, feedback)
    heard: list[Any] = []
    task.executed.connect(lambda ok, results: heard.append(results))
    QgsApplication.taskManager().addTask(task)
    qtbot.waitUntil(lambda: feedback.progress() > 0, timeout=20_000)
    SardinoPlugin._end_algorithms()
    assert heard == [{}], "QGIS has heard of the end by now"


def test_help_stays_in_its_place_while_a_run_is_on(
    dock: SardinoDock, scenes: Any, trainer: Any, qtbot: Any
) -> None:
    scenes(1)
    dock.show()
    for page, panel in ((0, dock.run_panel), (1, dock.pages.finetune.train)):
        dock.pages.setCurrentIndex(page)
        panel.set_blocked("")
        QTest.qWait(50)
        before = panel.help.mapTo(dock, QPoint(0, 0)), panel.help.size()
        panel.begin()
        QTest.qWait(50)
        assert (panel.help.mapTo(dock, QPoint(0, 0)), panel.help.size()) == before
        panel.end("", "")
        QTest.qWait(50)
        assert (panel.help.mapTo(dock, QPoint(0, 0)), panel.help.size()) == before
