from __future__ import annotations

import pytest

from model.sar.bands import (
    Band,
    band_of,
    choose,
    masks_others,
    names_other_quantity,
    own_names,
    polarisation_of,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("VV", "VV"),
        ("Sigma0_VH_db", "VH"),
        ("s1a-iw-grd-hv-20201107t135241-002", "HV"),
        ("iw-vv.rtc", "VV"),
        ("Gamma0_HH", "HH"),
        ("VV VH", ""),
        ("S1A_IW_GRDH_1SDV_20201107T135241", ""),
        ("savvy_hhh", ""),
        ("", ""),
    ],
)
def test_polarisation_of(text, expected):
    assert polarisation_of(text) == expected


@pytest.mark.parametrize(
    "text",
    ["angle", "localIncidenceAngle angle", "layover_shadow_mask", "VV/VH", "VV_VH_ratio", "i_VV", "dem"],
)
def test_names_of_other_quantities(text):
    assert names_other_quantity(text)


@pytest.mark.parametrize("text", ["VV", "Sigma0_VV", "Intensity_VH_mst_07Nov2020", "VV_median", "band 1", ""])
def test_names_of_backscatter(text):
    assert not names_other_quantity(text)


def band(index, polarisation="", *, backscatter=True, path="a.tif"):
    return Band(path, index, polarisation, backscatter, "")


def picked(choice):
    return tuple(item.index if item else 0 for item in (choice.co, choice.cross))


@pytest.mark.parametrize(
    ("bands", "co", "cross", "expected"),
    [
        ([band(1, "VV"), band(2, "VH"), band(3, backscatter=False)], None, None, (1, 2)),
        ([band(1, "VH"), band(2, "VV")], None, None, (2, 1)),
        ([band(1, "HH"), band(2, "HV"), band(3, "VH"), band(4, "VV")], None, None, (4, 3)),
        ([band(1, "VV"), band(2, "VV"), band(3, "VH"), band(4, "VH")], None, None, (1, 3)),
        ([band(1, "VV"), band(2, "VH")], 0, None, (0, 2)),
        ([band(1, "VV"), band(2, "VH")], None, 0, (1, 0)),
        ([band(1), band(2)], 2, None, (2, 1)),
        ([band(1), band(2), band(3)], 3, None, (3, 0)),
        ([band(1, "VV"), band(2, "VH")], 2, 1, (2, 1)),
        ([band(1)], None, None, (1, 0)),
        ([band(1)], 0, None, (0, 1)),
        ([band(1)], None, 1, (0, 1)),
    ],
)
def test_choice_in_one_file(bands, co, cross, expected):
    assert picked(choose(bands, [], co, cross)) == expected


def test_two_nameless_bands_are_left_to_brightness():
    assert choose([band(1), band(2)], [], None, None) is None


def test_several_dates_are_mentioned():
    choice = choose([band(1, "VV"), band(2, "VV")], [], None, None)
    assert picked(choice) == (1, 0) and "first of each" in choice.warnings[0]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [("VV", "VH", ("a.tif", "b.tif")), ("VH", "VV", ("b.tif", "a.tif")), ("", "", ("a.tif", "b.tif"))],
)
def test_choice_in_two_files(first, second, expected):
    choice = choose([band(1, first)], [band(1, second, path="b.tif")], None, None)
    assert (choice.co.path, choice.cross.path) == expected


def test_the_file_name_speaks_only_for_a_file_with_one_band():
    alone = band_of("x_VH.tif", 1, own=[""], file_texts=["x_VH"])
    assert alone.polarisation == "VH"
    tagged = band_of("x.tif", 1, own=own_names("b1", {"Polarization": "hv", "scale": "VV"}), file_texts=[])
    assert tagged.polarisation == "HV"


@pytest.mark.parametrize(
    ("name", "alpha", "expected"),
    [
        ("", True, True),
        ("band 3", True, True),
        ("VH", True, False),
        ("dataMask", False, True),
        ("data_mask", False, True),
        ("validity mask", False, True),
        ("no data mask", False, False),
        ("layover_shadow_mask", False, False),
        ("alpha", False, False),  # the angle of a decomposition
        ("VV", False, False),
    ],
)
def test_bands_that_say_where_the_others_are_valid(name, alpha, expected):
    assert masks_others([name], alpha=alpha) is expected
