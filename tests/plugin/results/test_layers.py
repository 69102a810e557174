"""Results in the project: style, legend, names and one group per run."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from qgis.core import (
    QgsColorRampLegendNode,
    QgsLayerTreeLayer,
    QgsMapLayerLegend,
    QgsPalettedRasterRenderer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingUtils,
    QgsProject,
    QgsRasterLayer,
    QgsSingleBandPseudoColorRenderer,
)
from qgis.PyQt.QtGui import QColor

from sardino.model.protocol.segmenting import SceneResult, SegmentResult
from sardino.model.protocol.values import ClassInfo, SceneDescription
from sardino.plugin.results.layers import (
    ResultStyler,
    Run,
    attention_stretch,
    colour_ramp,
    load_results,
)
from sardino.plugin.results.smoothing import smooth_layer
from tests.plugin.fixtures.rasters import write_raster

CLASSES = [
    ClassInfo(10, "Tree cover", "#006400"),
    ClassInfo(80, "Water", "#0064c8"),
    ClassInfo(70, "Snow", "#f0f0f0"),
]


def write(path: Path, bands: np.ndarray, nodata: float) -> str:
    return write_raster(path, bands, nodata=nodata)


@pytest.fixture
def scene(tmp_path) -> SceneResult:
    """A result whose mean attention runs evenly from 0 to 1, with one wild pixel."""
    landcover = np.full((1, 100, 100), 10, np.uint8)
    landcover[:, :, 50:] = 80
    attention = np.zeros((3, 100, 100), np.float32)
    attention[2] = np.linspace(0, 1, 10_000).reshape(100, 100)
    attention[2, 0, :10] = np.nan
    attention[2, 99, 99] = 1000
    return SceneResult(
        "scene.tif",
        products={
            "attention": write(tmp_path / "scene_attention.tif", attention, float("nan")),
            "confidence": write(tmp_path / "scene_confidence.tif", landcover, 255),
            "landcover": write(tmp_path / "scene_landcover.tif", landcover, 0),
        },
        areas_ha={"10": 50.0, "80": 50.0},
        device="CPU",
        precision="fp32",
        description=SceneDescription(
            "Looks like dB, VH, 10.0 m", "db", "", "VH", 0, 1, [10, 10], 100, 100, 1.0, True
        ),
        classes=CLASSES,
    )


@pytest.fixture
def context(qgis_new_project) -> QgsProcessingContext:
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    return context


def finish(context: QgsProcessingContext, scene: SceneResult, name: str = "Los <Angeles>") -> Run:
    """Hands a run's products over as the algorithm does."""
    run = Run.of(name, scene, SegmentResult([scene], "starter", "abcdef0123456789"), (0.02, 0.98))
    for product, path in scene.products.items():
        details = QgsProcessingContext.LayerDetails(
            run.layer_name(product), context.project(), product.upper(), QgsProcessingUtils.LayerHint.Raster
        )
        details.setPostProcessor(ResultStyler(product, run))
        context.addLayerToLoadOnCompletion(path, details)
    return run


def load(context, scene, **options) -> dict[str, QgsRasterLayer]:
    finish(context, scene, **options)
    layers = load_results(context, QgsProcessingFeedback())
    return {Path(layer.source()).stem.split("_")[-1]: layer for layer in layers}


def test_one_group_per_run_land_cover_on_top(context, scene, tmp_path):
    older = write(tmp_path / "older.tif", np.ones((1, 8, 8), np.uint8), 0)
    QgsProject.instance().addMapLayer(QgsRasterLayer(older, "older"))
    load(context, scene, name="Rome")
    root = QgsProject.instance().layerTreeRoot()
    group = root.children()[0]
    assert group.name().startswith("Rome – ")
    assert [child.name() for child in group.children()] == ["Land cover", "Confidence", "Attention"]
    assert group.children()[0].layer().metadata().title() == "Land cover – Rome"
    assert [child.itemVisibilityChecked() for child in group.children()] == [True, False, False]
    assert [child.isExpanded() for child in group.children()] == [True, False, False]
    assert len(QgsProject.instance().mapLayers()) == 4
    assert len(root.findLayers()) == 4


def test_a_second_run_into_the_same_folder_replaces_the_first(context, scene):
    first = load(context, scene, name="first")
    write(Path(scene.products["landcover"]), np.full((1, 100, 100), 80, np.uint8), 0)
    again = QgsProcessingContext()
    again.setProject(QgsProject.instance())
    second = load(again, scene, name="second")
    groups = QgsProject.instance().layerTreeRoot().findGroups()
    assert [group.name().split(" – ")[0] for group in groups] == ["second"]
    assert [node.name() for node in groups[0].findLayers()] == ["Land cover", "Confidence", "Attention"]
    assert second["landcover"].id() == first["landcover"].id()
    assert second["landcover"].dataProvider().sample(second["landcover"].extent().center(), 1) == (80, True)


def test_a_second_run_elsewhere_has_a_group_of_its_own(context, scene, tmp_path):
    load(context, scene, name="first")
    copies = tmp_path / "copies"
    copies.mkdir()
    for product, path in scene.products.items():
        scene.products[product] = shutil.copy(path, copies)
    again = QgsProcessingContext()
    again.setProject(QgsProject.instance())
    load(again, scene, name="second")
    groups = QgsProject.instance().layerTreeRoot().findGroups()
    assert [group.name().split(" – ")[0] for group in groups] == ["second", "first"]
    assert [[node.name() for node in group.findLayers()] for group in groups] == [
        ["Land cover 2", "Confidence 2", "Attention 2"],
        ["Land cover", "Confidence", "Attention"],
    ], "short, and yet no two alike in a list of layers"


def test_the_toolbox_s_own_loading_gives_the_same(context, scene, qgis_iface, monkeypatch):
    from processing.gui import Postprocessing
    from qgis.gui import QgsLayerTreeView

    from sardino.plugin.processing.segment_layer import SegmentLayerAlgorithm

    algorithm = SegmentLayerAlgorithm().create()
    finish(context, scene, name="Rome")
    view = QgsLayerTreeView()  # newer releases of QGIS ask for it; pytest-qgis has a mock in its place
    monkeypatch.setattr(qgis_iface, "layerTreeView", lambda: view, raising=False)
    assert Postprocessing.handleAlgorithmResults(algorithm, context, QgsProcessingFeedback())
    group = QgsProject.instance().layerTreeRoot().children()[0]
    assert [child.name() for child in group.children()] == ["Land cover", "Confidence", "Attention"]
    assert isinstance(group.children()[0].layer().renderer(), QgsPalettedRasterRenderer)


def test_land_cover_has_the_classes_that_occur(context, scene):
    renderer = load(context, scene)["landcover"].renderer()
    assert isinstance(renderer, QgsPalettedRasterRenderer)
    shown = [(int(item.value), item.label, item.color.name()) for item in renderer.classes()]
    assert shown == [(10, "Tree cover", "#006400"), (80, "Water", "#0064c8")]


def test_confidence_runs_from_0_to_100(context, scene):
    renderer = load(context, scene)["confidence"].renderer()
    assert isinstance(renderer, QgsSingleBandPseudoColorRenderer)
    assert (renderer.classificationMin(), renderer.classificationMax()) == (0, 100)


def test_attention_shows_the_mean_stretched(context, scene):
    layer = load(context, scene)["attention"]
    renderer = layer.renderer()
    assert renderer.band() == 3
    assert (renderer.classificationMin(), renderer.classificationMax()) == (0.02, 0.98)
    block = renderer.block(1, layer.extent(), 100, 100)
    # The darkest and the brightest stop of the ramp are reached, and nodata stays clear.
    assert QColor.fromRgba(block.color(0, 20)).lightness() < 10
    assert QColor.fromRgba(block.color(99, 90)).lightness() > 200
    assert QColor.fromRgba(block.color(0, 0)).alpha() == 0


def test_the_legend_of_attention_says_low_and_high(context, scene):
    layer = load(context, scene)["attention"]
    assert legend_of(layer) == ("low", "high")
    nodes = QgsMapLayerLegend.defaultRasterLegend(layer).createLayerTreeModelLegendNodes(
        QgsLayerTreeLayer(layer)
    )
    (ramp,) = [node for node in nodes if isinstance(node, QgsColorRampLegendNode)]
    assert (ramp.settings().minimumLabel(), ramp.settings().maximumLabel()) == ("low", "high")


def test_the_legend_of_confidence_says_percent(context, scene):
    settings = load(context, scene)["confidence"].renderer().shader().rasterShaderFunction().legendSettings()
    assert settings.suffix() == " %"


def test_confidence_below_a_half_has_another_hue():
    colours = colour_ramp("Sardino confidence")
    warm = [colours.color(share) for share in (0.0, 0.25, 0.49)]
    cool = [colours.color(share) for share in (0.5, 0.75, 1.0)]
    assert all(colour.red() > colour.blue() for colour in warm)
    assert all(colour.blue() > colour.red() for colour in cool)


def legend_of(layer: QgsRasterLayer) -> tuple[str, str]:
    settings = layer.renderer().shader().rasterShaderFunction().legendSettings()
    return settings.minimumLabel(), settings.maximumLabel()


def test_attention_is_coloured_by_factors(context, scene):
    renderer = load(context, scene)["attention"].renderer()
    items = renderer.shader().rasterShaderFunction().colorRampItemList()
    assert [items[0].value, items[-1].value] == pytest.approx([0.02, 0.98])
    middle = items[len(items) // 2]
    assert middle.value == pytest.approx((0.02 * 0.98) ** 0.5)
    assert middle.color == colour_ramp("Sardino attention").color(0.5)


def test_the_stretch_is_of_percentiles(scene):
    low, high = attention_stretch(scene.products["attention"])
    assert low == pytest.approx(0.02, abs=0.01)
    assert high == pytest.approx(0.98, abs=0.01)


def test_the_stretch_of_nothing_is_usable(tmp_path):
    empty = write(tmp_path / "nothing.tif", np.full((2, 8, 8), np.nan, np.float32), float("nan"))
    assert attention_stretch(empty) == (0.0, 1.0)
    flat = write(tmp_path / "flat.tif", np.ones((2, 8, 8), np.float32), float("nan"))
    low, high = attention_stretch(flat)
    assert low < high
    assert attention_stretch(str(tmp_path / "missing.tif")) == (0.0, 1.0)


def test_metadata_tells_where_it_comes_from(context, scene):
    abstract = load(context, scene)["landcover"].metadata().abstract()
    for part in ("starter", "abcdef012345", "Looks like dB", "CPU", "Tree cover", "Los &lt;Angeles&gt;"):
        assert part in abstract


def test_without_land_cover_the_next_is_shown(context, scene):
    del scene.products["landcover"]
    load(context, scene)
    group = QgsProject.instance().layerTreeRoot().children()[0]
    assert [child.itemVisibilityChecked() for child in group.children()] == [True, False]


def test_stylers_do_not_pile_up(context, scene):
    ResultStyler._alive.clear()  # what runs of other tests never loaded
    for _ in range(3):
        load(context, scene)
    assert len([styler for styler in ResultStyler._alive if not styler._done]) == 0
    ResultStyler("landcover", finish(context, scene))
    assert len(ResultStyler._alive) <= 4


def test_an_unknown_ramp_is_an_error():
    with pytest.raises(KeyError):
        colour_ramp("rainbow")


def test_attention_is_drawn_smoothly_and_nodata_stays_clear(tmp_path):
    """Four pixels on a screen of forty: values in between, and nothing beyond the nodata."""
    values = np.full((2, 4, 4), 1.0, np.float32)
    values[:, :, 2:] = 3.0
    values[:, 0] = np.nan
    layer = QgsRasterLayer(write(tmp_path / "tokens.tif", values, float("nan")), "tokens")
    smooth_layer(layer)
    block = layer.dataProvider().block(1, layer.extent(), 40, 40)
    row = [block.value(30, column) for column in range(40)]
    assert len({round(value, 3) for value in row}) > 5
    assert row == sorted(row) and (row[0], row[-1]) == (1.0, 3.0)
    assert all(block.isNoData(2, column) for column in range(40))


def test_only_attention_is_drawn_smoothly(context, scene):
    drawn = {
        name: layer.dataProvider().isProviderResamplingEnabled()
        for name, layer in load(context, scene).items()
    }
    assert drawn == {"landcover": False, "confidence": False, "attention": True}
