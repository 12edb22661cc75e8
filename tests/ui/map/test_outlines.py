"""The reader of baked outlines and borders."""

import json
import shutil
from itertools import pairwise

import pytest
from PySide6.QtCore import QPointF

from chipmap.model.geography.projection import project
from chipmap.model.host.paths import resource
from chipmap.ui.map import outlines
from chipmap.ui.map.outlines import (
    DamagedGeodata,
    read_borders,
    read_frame,
    read_outlines,
)

LEVELS = [0, 1, 2, 3]


@pytest.fixture
def copied_geodata(tmp_path, monkeypatch):
    """The shipped files in a folder of their own, to be damaged; nothing read before is remembered."""
    folder = tmp_path / "resources" / "geography"
    shutil.copytree(resource("geography"), folder)
    monkeypatch.setattr("sys._MEIPASS", str(tmp_path), raising=False)
    readers = (outlines.read_frame, outlines.read_outlines, outlines.read_borders, outlines._read_meta)
    for reader in readers:
        reader.cache_clear()
    yield folder
    for reader in readers:
        reader.cache_clear()


@pytest.mark.parametrize("level", LEVELS)
def test_a_point_in_germany_is_inside_its_path(level):
    places = read_outlines(level).places

    assert places["DEU"].contains(QPointF(*project(10.5, 51.0)))
    assert not places["FRA"].contains(QPointF(*project(10.5, 51.0)))


def test_coarser_levels_have_fewer_vertices():
    counts = [sum(path.elementCount() for path in read_outlines(level).places.values()) for level in LEVELS]

    assert counts == sorted(counts, reverse=True)
    assert counts[0] > 6 * counts[3]


def test_a_lake_lies_over_the_land_around_it():
    victoria = QPointF(*project(33.0, -1.0))

    assert any(lake.contains(victoria) for lake in read_outlines(2).lakes)


@pytest.mark.parametrize(
    ("metres_per_pixel", "level"),
    [(60_000, 3), (40_000, 2), (21_000, 2), (9_000, 1), (2_501, 1), (2_500, 0), (100, 0)],
)
def test_the_level_of_detail_follows_the_scale(metres_per_pixel, level):
    assert read_frame().level_for(metres_per_pixel) == level


def test_everything_lies_within_the_world():
    frame = read_frame()
    world = frame.world.adjusted(-2, -2, 2, 2)

    assert world.contains(frame.outline.boundingRect())
    assert world.contains(frame.graticule.boundingRect())
    assert all(world.contains(path.boundingRect()) for path in read_outlines(0).places.values())


@pytest.mark.parametrize("level", LEVELS)
def test_two_places_share_one_line_that_both_outlines_use(level):
    borders = {(line.code_a, line.code_b) for line in read_borders(level)}

    assert ("DEU", "FRA") in borders
    assert ("FRA", "DEU") not in borders
    assert ("JPN", "") in borders


@pytest.mark.parametrize("level", LEVELS)
def test_no_segment_is_drawn_twice(level):
    seen = set()
    for border in read_borders(level):
        elements = [border.path.elementAt(index) for index in range(border.path.elementCount())]
        for start, end in pairwise(elements):
            if end.isLineTo():
                segment = frozenset({(start.x, start.y), (end.x, end.y)})
                assert segment not in seen
                seen.add(segment)


@pytest.mark.parametrize("level", LEVELS)
def test_lines_that_are_not_settled_are_dashed(level):
    dashed = {(line.code_a, line.code_b) for line in read_borders(level) if line.dashed}

    assert {("CYP", "CYP"), ("SOM", "SOM"), ("ISR", "SYR"), ("CHN", "IND"), ("IND", "PAK")} <= dashed
    assert ("DEU", "FRA") not in dashed


@pytest.mark.parametrize("level", LEVELS)
def test_no_line_is_drawn_along_the_cut_or_the_pole(level):
    frame = read_frame()

    for border in read_borders(level):
        box = border.path.boundingRect()
        assert box.bottom() < frame.world.bottom() - 10_000, (border.code_a, border.code_b)


def test_the_outline_of_a_region_leaves_out_what_lies_between_its_members():
    benelux = {"BEL", "NLD", "LUX"}
    borders = read_borders(1)

    used = {(line.code_a, line.code_b) for line in borders if line.bounds_region(benelux)}

    assert ("BEL", "NLD") not in used
    assert {("BEL", "FRA"), ("DEU", "NLD"), ("NLD", "")} <= used


def test_inner_lines_never_belong_to_an_outline():
    inner = [line for line in read_borders(0) if line.code_a == line.code_b]

    assert inner
    assert not any(line.bounds_region({"CYP"}) or line.bounds_region({"DEU"}) for line in inner)


def test_a_truncated_file_is_refused(copied_geodata):
    path = copied_geodata / "paths_l2.qds"
    path.write_bytes(path.read_bytes()[:-100])

    with pytest.raises(DamagedGeodata, match=r"paths_l2\.qds"):
        read_outlines(2)


def test_a_file_with_one_changed_byte_is_refused(copied_geodata):
    path = copied_geodata / "borders_l1.qds"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))

    with pytest.raises(DamagedGeodata, match=r"borders_l1\.qds"):
        read_borders(1)


def test_a_file_of_another_level_is_refused(copied_geodata):
    meta_path = copied_geodata / "meta.json"
    meta = json.loads(meta_path.read_text(encoding="utf-8"))
    shutil.copy(copied_geodata / "paths_l3.qds", copied_geodata / "paths_l2.qds")
    meta["files"]["paths_l2.qds"] = meta["files"]["paths_l3.qds"]
    meta_path.write_text(json.dumps(meta), encoding="utf-8")

    with pytest.raises(DamagedGeodata, match="header"):
        read_outlines(2)


def test_a_level_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="level of detail 7"):
        read_outlines(7)
