"""The map page on a workspace of all places, with a handful of scores, shown without a screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from chipmap.model.dataset import Dataset
from chipmap.model.geography.layers import LayerKind
from chipmap.model.geography.places import load_places
from chipmap.model.records import NA
from chipmap.model.workspace import create_workspace
from chipmap.ui import theme
from chipmap.ui.bridge import WorkspaceBridge
from chipmap.ui.map.canvas import MapCanvas
from chipmap.ui.pages.map_page import MapPage
from chipmap.ui.selection import Selection, View
from tests.builders import (
    a_country,
    a_dataset,
    a_need,
    a_rater,
    a_region,
    a_score,
    a_segment,
    a_share,
    a_source,
    a_stage,
    a_suggestion_basis,
    an_institution,
    some_evidence,
)

SEGMENT = "packaging"
# fmt: off
EU27 = (
    "AUT", "BEL", "BGR", "HRV", "CYP", "CZE", "DNK", "EST", "FIN", "FRA", "DEU", "GRC", "HUN", "IRL",
    "ITA", "LVA", "LTU", "LUX", "MLT", "NLD", "POL", "PRT", "ROU", "SVK", "SVN", "ESP", "SWE",
)
# fmt: on
LEVELS = {"MYS": 4, "SGP": 3, "CHN": 5, "USA": 3, "CAN": 1, "AUS": 0, "FRA": 2, "POL": 2, "JPN": 4, "ZAF": 1}


def a_world(*more) -> Dataset:
    """Every place; packaging scored with evidence in ten, without in Germany, not applicable in Brazil."""
    evidence = some_evidence()
    scores = [a_score(level, code, SEGMENT, evidence=(evidence.id,)) for code, level in LEVELS.items()]
    return a_dataset(
        *(a_country(place.code, place.code) for place in load_places().values() if place.is_coloured),
        a_region("EU27", EU27),
        a_segment("chain", "", segment_kind="total", order=0),
        a_stage(SEGMENT, 1),
        a_segment("packaging_osat", SEGMENT, segment_kind="process", order=2, name="Assembly services"),
        a_stage("fab", 3),
        a_source(),
        a_rater(),
        a_need("EU27", SEGMENT, level=4),
        a_share("packaging_osat", "MYS", 13.0),
        a_share("packaging_osat", "DEU", 5.0),
        a_suggestion_basis("packaging_osat"),
        an_institution("osat-lagos", "NGA", latitude=6.5, longitude=3.4, segments=(SEGMENT,)),
        evidence,
        *scores,
        a_score(2, "DEU", SEGMENT),
        a_score(NA, "BRA", SEGMENT, evidence=(evidence.id,)),
        *more,
    )


@pytest.fixture
def world() -> Dataset:
    return a_world()


@pytest.fixture
def bridge(qapp, tmp_path: Path, world: Dataset) -> Iterator[WorkspaceBridge]:
    theme.current().use(mode="light", text_scale=1.0, strong_outlines=False, reduced_motion=True)
    opened = WorkspaceBridge(create_workspace(tmp_path / "world.chipmap", world))
    yield opened
    opened.close()


@pytest.fixture
def selection(bridge: WorkspaceBridge) -> Selection:
    return Selection(View("EU27", SEGMENT, LayerKind.CAPABILITY))


@pytest.fixture
def page(bridge: WorkspaceBridge, selection: Selection, qtbot: QtBot) -> MapPage:
    shown = MapPage(bridge, selection)
    qtbot.addWidget(shown)
    shown.resize(1200, 820)
    shown.show()
    qtbot.waitExposed(shown)
    settle(qtbot, shown.canvas)
    return shown


@pytest.fixture
def canvas(page: MapPage) -> MapCanvas:
    return page.canvas


def settle(qtbot: QtBot, canvas: MapCanvas) -> None:
    """Wait until the final picture is shown."""
    qtbot.waitUntil(lambda: not canvas.backdrop.is_busy, timeout=10_000)


def place_pixel(canvas: MapCanvas, code: str) -> QPoint:
    """The pixel in the middle of a place's largest part."""
    place = load_places()[code]
    return canvas.viewport.to_screen(*place.anchor).toPoint()


def pixel_of(canvas: MapCanvas, x: float, y: float) -> QPointF:
    return canvas.viewport.to_screen(x, y)


def colours_around(canvas: MapCanvas, code: str, reach: int = 5) -> set[str]:
    """The colours of a square of pixels in the middle of a place, names and institutions switched off."""
    canvas.show_names(False)
    canvas.show_institutions(False)
    canvas.backdrop.renew_at_once(canvas.wish())
    image = canvas.grab().toImage()
    middle = place_pixel(canvas, code)
    return {
        QColor(image.pixel(middle.x() + dx, middle.y() + dy)).name().upper()
        for dx in range(-reach, reach + 1)
        for dy in range(-reach, reach + 1)
    }
