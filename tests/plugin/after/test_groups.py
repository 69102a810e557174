"""The groups after the map, with real algorithms, worker and layers."""

from __future__ import annotations

from pathlib import Path

import pytest
from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication

from sardino.plugin.after import report_group
from sardino.plugin.after.change_group import ChangeGroup
from sardino.plugin.after.dates_group import DatesGroup
from sardino.plugin.after.desk import Desk
from sardino.plugin.after.report_group import ReportGroup
from sardino.plugin.results.layers import load_results
from tests.plugin.fixtures.rasters import open_raster, radar, write_raster
from tests.plugin.fixtures.running import Listener

pytest_plugins = ["tests.plugin.fixtures.running"]


def finish(group) -> None:
    for _ in range(3000):
        QApplication.processEvents()
        if not group.running():
            return
        QTest.qWait(20)
    raise AssertionError("the run never ended")


@pytest.fixture
def pair(tmp_path, qgis_new_project):
    return [
        open_raster(
            write_raster(tmp_path / f"S1_{day}.tif", radar(seed=seed), names=("VV", "VH")), f"S1_{day}"
        )
        for seed, day in enumerate(("20230114", "20230126"))
    ]


def test_two_dates_are_compared(provider, pair, tmp_path):
    group = ChangeGroup()
    group.before.choose(pair[0])
    group.after.choose(pair[0])
    assert group.blocked_by() == "Choose two different layers."
    group.before.choose(pair[1])
    assert "exchange them" in group._track.text()
    group.before.choose(pair[0])
    group.after.choose(pair[1])
    assert group._track.text() == ""
    assert group.blocked_by() == ""
    group.start()
    assert group.running()
    finish(group)
    assert group.note.level == "success"
    names = {layer.name() for layer in QgsProject.instance().mapLayers().values()}
    assert "Change of class" in names
    group.remove()


def test_a_cancelled_comparison_says_so(provider, pair, tmp_path):
    group = ChangeGroup()
    group.before.choose(pair[0])
    group.after.choose(pair[1])
    group.start()
    group.job.cancel_button.click()
    finish(group)
    assert group.note.level == "info"
    assert list(tmp_path.glob("*change*")) == []
    group.remove()


def test_other_dates_are_offered_and_ticked(pair, tmp_path):
    group = DatesGroup()
    group.set_layer(pair[0])
    assert group.list.count() == 1
    assert group.parameters() == {}
    group.list.item(0).setCheckState(Qt.CheckState.Checked)
    assert group.parameters() == {"DATES": [pair[1].id()]}
    assert group.list.item(0).text().startswith("2023-01-26")
    QgsProject.instance().removeMapLayer(pair[1].id())
    assert group.parameters() == {}
    group.look()
    assert group.isHidden()
    group.remove()


def test_a_layer_group_is_ticked_as_one(pair, tmp_path):
    third = open_raster(
        write_raster(tmp_path / "S1_20230207.tif", radar(seed=5), names=("VV", "VH")), "S1_20230207"
    )
    tree = QgsProject.instance().layerTreeRoot()
    outer = tree.addGroup("Flood")
    outer.addGroup("Nothing in it")
    inner = outer.addGroup("Dates")
    for layer in (pair[1], third):
        node = tree.findLayer(layer.id())
        inner.addChildNode(node.clone())
        tree.removeChildNode(node)
    group = DatesGroup()
    heard = []
    group.changed.connect(lambda: heard.append(1))
    group.set_layer(pair[0])
    rows = [group.list.item(row) for row in range(group.list.count())]
    assert [row.text() for row in rows[:2]] == ["Group Flood: 2 dates", "Group Dates: 2 dates"]
    assert len(rows) == 4
    rows[1].setCheckState(Qt.CheckState.Checked)
    assert group.parameters() == {"DATES": [pair[1].id(), third.id()]}
    assert len(heard) == 1
    assert rows[0].checkState() == Qt.CheckState.Checked  # the outer group holds the same layers
    rows[3].setCheckState(Qt.CheckState.Unchecked)
    assert group.parameters() == {"DATES": [pair[1].id()]}
    assert rows[1].checkState() == Qt.CheckState.Unchecked
    group.look()
    assert group.parameters() == {"DATES": [pair[1].id()]}
    group.remove()


def test_a_report_is_written_and_opened(run, pair, tmp_path, monkeypatch, qgis_iface):
    opened = []
    monkeypatch.setattr(
        report_group.QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile())
    )
    run(pair[0], OUTPUTS=["landcover", "confidence"])
    layers = load_results(run.context, Listener())
    designed = []
    monkeypatch.setattr(qgis_iface, "openLayoutDesigner", designed.append, raising=False)
    desk = Desk(qgis_iface, print)
    group = ReportGroup(desk)
    desk.follow([pair[0]])
    assert group.blocked_by() == ""  # the run's own land cover
    desk._map.choose(pair[0])
    assert "Choose a land cover layer" in group.blocked_by()
    assert not group.layout_button.isEnabled()
    desk.follow(layers)
    assert group.layout_button.isEnabled()
    assert group.blocked_by() == ""
    target = tmp_path / "report.html"
    group.write(str(target))
    finish(group)
    assert opened == [str(target)]
    text = target.read_text(encoding="utf-8")
    assert text.count("data:image/png;base64,") == 2
    assert Path(target).with_suffix(".pdf").is_file()
    group.make_layout()
    assert designed[0].name() == layers[0].name()
    group.remove()
    desk.remove()
