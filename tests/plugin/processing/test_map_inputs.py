"""What the algorithms on finished maps share: a cancel leaves nothing; the time left."""

from __future__ import annotations

import time

import pytest

from tests.plugin.fixtures.finished_maps import box, vector
from tests.plugin.fixtures.running import Listener, files_in

pytest_plugins = ["tests.plugin.fixtures.running", "tests.plugin.fixtures.finished_maps"]


@pytest.mark.parametrize("name", ["cleanup", "topolygons", "areasbyzones", "drawsample", "assess"])
def test_cancelled_in_the_middle_nothing_is_left(run_named, land_cover, tmp_path, name, monkeypatch):
    monkeypatch.setattr("sardino.plugin.rasters.source.STRIP_PIXELS", 4000)
    monkeypatch.setattr("sardino.plugin.rasters.cleanup.BLOCK", 64)
    layer = land_cover()
    zones = vector("Polygon", [(box(10 * i, 0, 10 * i + 9, 50), 10) for i in range(20)])
    ending = {"cleanup": "tif"}.get(name, "gpkg")
    (tmp_path / "out").mkdir()
    out = str(tmp_path / "out" / f"result.{ending}")
    before = b"somebody's file"
    (tmp_path / "out" / f"result.{ending}").write_bytes(before)
    parameters = {"INPUT": layer, "ZONES": zones, "REFERENCE": zones, "OUTPUT": out, "SIZE": 50}
    feedback = Listener(lambda percent, text: percent > 30)
    assert run_named(name, parameters, feedback, load=False) == {}
    assert 30 < max(feedback.percents) < 90
    assert not run_named.context.layersToLoadOnCompletion()
    assert files_in(tmp_path / "out") == [f"result.{ending}"]
    assert (tmp_path / "out" / f"result.{ending}").read_bytes() == before


def test_a_long_run_says_how_much_time_is_left(qgis_app):
    from sardino.plugin.processing.map_inputs import Stages

    feedback = Listener()
    stages = Stages(feedback)
    stages.begin("Cleaning", 0.0, 0.5)
    stages._begun = time.monotonic() - 60
    stages.tick(0.5)
    assert feedback.percents[-1] == pytest.approx(25)
    assert "left" in feedback.texts[-1]
