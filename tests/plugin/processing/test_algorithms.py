"""Every algorithm of the provider explains itself: group, icon, help of its own and of each parameter."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
    QgsProject,
)
from qgis.PyQt.QtCore import QUrl

from sardino.plugin.processing.provider import ALGORITHMS, SardinoProvider
from tests.plugin.fixtures.maps import patchy
from tests.plugin.fixtures.rasters import open_raster, radar, write_raster

pytest_plugins = ["tests.plugin.fixtures.running"]


@pytest.fixture
def algorithms(provider: SardinoProvider) -> list[QgsProcessingAlgorithm]:
    assert "segmentlayer" in [item.name() for item in provider.algorithms()]
    return provider.algorithms()


def test_each_has_a_name_a_group_an_icon_and_words_to_find_it(algorithms):
    for algorithm in algorithms:
        assert algorithm.name() == algorithm.name().lower()
        assert algorithm.displayName()
        assert algorithm.group() and algorithm.groupId().isalpha(), algorithm.id()
        assert not algorithm.icon().pixmap(16).isNull(), algorithm.id()
        assert algorithm.shortDescription(), algorithm.id()
        assert len(algorithm.shortHelpString()) > 100, algorithm.id()
        assert len(algorithm.tags()) >= 2, algorithm.id()


def test_each_has_an_id_of_its_own_and_declares_its_metadata_once(algorithms):
    assert sorted(item.id() for item in algorithms) == sorted(item.ABOUT.id for item in ALGORITHMS)
    told = ("name", "displayName", "group", "groupId", "tags", "icon", "helpUrl", "createInstance")
    for algorithm in ALGORITHMS:
        assert not [word for word in told if word in vars(algorithm)], algorithm.ABOUT.id


def test_each_text_about_an_algorithm_is_marked_for_translation(repository, monkeypatch):
    monkeypatch.setattr(sys, "path", [str(repository), *sys.path])
    from tools.translations import source_texts

    marked = set(source_texts())
    for algorithm in ALGORITHMS:
        about = algorithm.ABOUT
        texts = {about.title, about.summary, about.tags, about.description, about.group.title}
        assert texts <= marked, about.id


def test_each_opens_a_help_page_of_this_computer(algorithms):
    for algorithm in algorithms:
        url = QUrl(algorithm.helpUrl())
        assert url.isLocalFile(), algorithm.id()
        assert Path(url.toLocalFile()).is_file(), algorithm.id()


def test_each_parameter_has_a_label_and_a_line_of_help(algorithms):
    hidden = QgsProcessingParameterDefinition.FlagHidden
    for algorithm in algorithms:
        for parameter in algorithm.parameterDefinitions():
            if not parameter.flags() & hidden:
                assert parameter.description(), (algorithm.id(), parameter.name())
                assert len(parameter.help()) > 15, (algorithm.id(), parameter.name())


def test_each_can_be_part_of_a_model(algorithms):
    from qgis.core import QgsProcessingModelAlgorithm, QgsProcessingModelChildAlgorithm

    model = QgsProcessingModelAlgorithm("all of them", "tests")
    for algorithm in algorithms:
        child = QgsProcessingModelChildAlgorithm(algorithm.id())
        name = model.addChildAlgorithm(child)
        assert model.childAlgorithm(name).algorithm() is not None, algorithm.id()


@pytest.mark.parametrize(
    ("name", "layers"),
    [
        ("segmentlayer", ["INPUT"]),
        ("suggestlabels", ["INPUT"]),
        ("change", ["BEFORE", "AFTER"]),
        ("familiarity", ["INPUT"]),
        ("features", ["INPUT"]),
        ("similarplaces", ["INPUT"]),
        ("featurestack", ["INPUT"]),
        ("report", ["LANDCOVER"]),
        ("cleanup", ["INPUT"]),
    ],
)
def test_layers_are_taken_before_a_run_and_missed_in_words(
    provider, qgis_new_project, tmp_path, name, layers
):
    values = patchy()[None] if name in ("cleanup", "report") else radar()
    here = open_raster(write_raster(tmp_path / "here.tif", values), "here")
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    given = {"OUTPUT": str(tmp_path / "out.tif"), "OUTPUT_FOLDER": str(tmp_path / "out")}

    def prepared(values):
        algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"sardino:{name}")
        feedback = QgsProcessingFeedback()
        return algorithm.prepare({**given, **values}, context, feedback), feedback.textLog()

    whole = dict.fromkeys(layers, here)
    assert prepared(whole) == (True, "")
    for missing in layers:
        for value in (None, "gone.tif"):
            ok, said = prepared({**whole, missing: value})
            assert not ok and "Traceback" not in said and said.strip()
