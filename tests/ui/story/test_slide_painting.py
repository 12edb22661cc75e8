"""Every kind of slide is drawn so that a hall can read it, in light and dark, and with its foot."""

import re
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgGenerator

from chipmap.model.dataset import Dataset
from chipmap.model.edits.stories import new_slide
from chipmap.model.geography.naming import PlaceNames
from chipmap.model.records import AgendaSession, MatchmakingEvent, SlideKind
from chipmap.model.starter import starter_dataset
from chipmap.model.story.slide_content import SlideContent
from chipmap.model.story.slide_view import OPTIONS, SlideView
from chipmap.ui.map.export import ensure_application
from chipmap.ui.story.slide_painting import map_box, paint_slide, slide_image, slide_sheet
from chipmap.ui.story.slide_sheet import FOOT, HEIGHT, SLIDE_TYPE, SMALLEST_PART, WIDTH
from chipmap.ui.tokens import tokens
from chipmap.wording.slides.contents import content_of

NAMES = PlaceNames.load("EU")
VIEWS = {
    "map": (SlideKind.MAP, {"layer": "need"}),
    "institutions and lines": (SlideKind.MAP, {"segment": "fab"}),
    "places compared on a map": (SlideKind.MAP, {"compared_places": ("EU27", "TWN")}),
    "map of Europe": (SlideKind.MAP, {"projection": "europe"}),
    "key numbers": (SlideKind.MAP_FIGURES, {"layer": "need"}),
    "levels": (SlideKind.MAP_FIGURES, {"layer": "capability"}),
    "shares": (SlideKind.MAP_FIGURES, {"layer": "world-share", "segment": "fab"}),
    "coverage": (SlideKind.MAP_FIGURES, {"layer": "coverage"}),
    "comparison": (SlideKind.COMPARISON, {"compared_places": ("EU27", "TWN", "JPN", "KOR")}),
    "slopes": (SlideKind.COMPARISON, {"compared_places": ("EU27", "TWN"), "compared": "2030"}),
    "partners": (SlideKind.MATCH, {}),
    "scenario": (SlideKind.SCENARIO, {"removals": ("JPN:wafers=0.5",), "weeks": 26.0}),
    "nothing lost": (SlideKind.SCENARIO, {"removals": ("AFG:wafers",)}),
    "agenda": (SlideKind.AGENDA, {}),
    "places": (SlideKind.TABLE, {"layer": "need"}),
    "stages": (SlideKind.TABLE, {"table": "scorecards"}),
    "text": (SlideKind.TEXT, {}),
    "gone": (SlideKind.MAP, {"segment": "tubes"}),
}

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    ensure_application()
    starter = starter_dataset(title="Partner mapping")
    event = MatchmakingEvent("tokyo", "Matchmaking in Tokyo", "Tokyo", "2027-03-04")
    sessions = [
        AgendaSession(f"s{number}", "tokyo", number, f"Session {number}", "MYS", "atp") for number in range(9)
    ]
    return Dataset.of([*starter.records(), event, *sessions])


def content(dataset: Dataset, name: str, **fields: str) -> SlideContent:
    kind, view = VIEWS[name]
    slide = new_slide(
        dataset,
        "story1",
        kind,
        SlideView(**{"segment": "atp", "focus": "EU27", **view}),
        options=OPTIONS,
        body="What follows\n- A first point that is long enough to be broken into several lines " * 2,
        **fields,
    )
    return content_of(dataset, slide, NAMES, made_on=date(2026, 11, 22), revision=3)


def drawn_sizes(told: SlideContent) -> list[float]:
    """The heights of all texts of a slide drawn as SVG, in parts of the slide's height."""
    ensure_application()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(QSize(WIDTH, HEIGHT))
    generator.setViewBox(QRectF(0, 0, WIDTH, HEIGHT))
    painter = QPainter(generator)
    paint_slide(slide_sheet(painter, tokens("light"), 1.0, as_shapes=True), told, number=2, count=6)
    painter.end()
    sizes = []
    for group in ET.fromstring(bytes(buffer.data().data())).iter("{http://www.w3.org/2000/svg}g"):
        texts = group.findall("{http://www.w3.org/2000/svg}text")
        if texts:
            scale = re.match(r"matrix\(([-\d.]+)", group.get("transform", "matrix(1"))
            for text in texts:
                size = float(text.get("font-size") or group.get("font-size") or 0)
                sizes.append(size * abs(float(scale[1])) / HEIGHT)
    return sizes


@pytest.mark.parametrize("name", VIEWS)
def test_no_text_of_a_slide_is_too_small_to_be_read_in_a_hall(dataset, name):
    sizes = drawn_sizes(content(dataset, name))
    assert len(sizes) >= 4
    assert min(sizes) >= SMALLEST_PART


def test_the_type_of_slides_keeps_to_the_floor():
    assert min(style.size for style in SLIDE_TYPE.values()) / HEIGHT >= SMALLEST_PART


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", ["key numbers", "scenario", "comparison"])
def test_head_body_and_foot_are_drawn_in_light_and_dark(dataset, name, theme):
    image = slide_image(content(dataset, name), tokens(theme), 800, number=1, count=6)
    ground = image.pixelColor(2, 2)
    assert ground.name().upper() == tokens(theme).surface
    for top, bottom in ((0, 70), (80, 400), (HEIGHT - FOOT, HEIGHT)):
        rows = range(round(top), round(bottom) if bottom <= 400 else 440)
        rows = range(round((HEIGHT - FOOT) / 2) + 3, 448) if bottom == HEIGHT else rows
        assert any(image.pixelColor(x, y) != ground for y in rows for x in range(20, 700, 3))


def test_without_the_legend_its_corner_belongs_to_the_map(dataset):
    kind, view = VIEWS["map"]
    made = SlideView(**{"segment": "atp", "focus": "EU27", **view})
    pictures = []
    for options in (("names",), ("names", "legend")):
        slide = new_slide(dataset, "story1", kind, made, options=options)
        told = content_of(dataset, slide, NAMES, made_on=date(2026, 11, 22))
        pictures.append(slide_image(told, tokens("light"), 640))
    assert pictures[0] != pictures[1]


def test_a_map_gives_up_room_only_to_key_numbers_that_are_shown(dataset):
    assert map_box(content(dataset, "map")).width() == WIDTH
    assert map_box(content(dataset, "key numbers")).width() < WIDTH
    assert map_box(content(dataset, "text")) is None
    assert map_box(content(dataset, "gone")) is None


def test_a_very_long_title_stays_within_the_head(dataset):
    told = content(dataset, "text", title="Very long title " * 18)
    image = slide_image(told, tokens("light"), 800)
    ground = image.pixelColor(2, 2)
    assert all(image.pixelColor(x, y) == ground for y in range(70, 74) for x in range(0, 800, 2))
