"""What a story leaves the program as: complete, readable and the same in every format."""

from __future__ import annotations

import errno
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import combinations
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pptx.util import Pt

from chipmap.model.errors import Cancelled, SaveFailed, TemplateRefused
from chipmap.model.geography.naming import PlaceNames
from chipmap.model.records import Slide, SlideKind
from chipmap.model.starter import starter_dataset
from chipmap.model.story.slide_content import SlideContent
from chipmap.model.story.slide_view import SlideView, view_text
from chipmap.ui.story.story_files import StoryFormat, ToldStory, write_story
from chipmap.ui.tokens import contrast
from chipmap.wording.slides.contents import content_of

OFFICE = shutil.which("soffice") if shutil.which("pdftotext") else None
TODAY = date(2026, 11, 22)

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture(scope="module")
def told() -> ToldStory:
    """The starter story, a comparison and a text."""
    dataset = starter_dataset(title="Partners of Europe")
    slides = sorted(dataset.slides.values(), key=lambda slide: slide.position)
    view = SlideView(segment="atp", focus="EU27", compared_places=("MYS", "JPN"))
    places = Slide("x1", "story1", 6, SlideKind.COMPARISON, "", view=view_text(view))
    text = Slide("x2", "story1", 7, SlideKind.TEXT, "What we ask", body="Two partners.\n- Name an owner.")
    noted = replace(slides[0], notes="Begin with the number.")
    return ToldStory(
        "For the board",
        dataset,
        (noted, *slides[1:], places, text),
        PlaceNames.load("EU", "en"),
        TODAY,
        revision=1,
    )


@pytest.fixture(scope="module")
def contents(told) -> list[SlideContent]:
    return [content_of(told.dataset, slide, told.names, made_on=TODAY, revision=1) for slide in told.slides]


@pytest.fixture(scope="module")
def deck_file(told, tmp_path_factory, qapp) -> Path:
    target = tmp_path_factory.mktemp("deck") / "board.pptx"
    write_story(told, target, StoryFormat.POWERPOINT)
    return target


@pytest.fixture(scope="module")
def deck(deck_file):
    return Presentation(BytesIO(deck_file.read_bytes()))


def texts_of(slide) -> str:
    found = []
    for shape in slide.shapes:
        if shape.has_text_frame:
            found.append(shape.text_frame.text)
        if getattr(shape, "has_table", False) and shape.has_table:
            found += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(found)


def test_a_deck_says_what_its_slides_say(deck, contents):
    for slide, content in zip(deck.slides, contents, strict=True):
        said = texts_of(slide)
        assert slide.shapes.title.text == content.title
        for text in (content.subtitle, content.footer.text, content.boundary_note, *content.paragraphs):
            assert text.removeprefix("- ") in said
        for figure in content.figures if content.scenario is None else ():
            assert figure.text in said
            assert figure.caption in said
        drawn = [shape.chart for shape in slide.shapes if shape.has_chart]
        charts = content.charts + (content.partners and (None,))
        assert len(drawn) == len(charts)
    assert deck.slides[0].notes_slide.notes_text_frame.text == "Begin with the number."


def test_charts_of_a_deck_hold_their_data(deck, contents):
    at = next(number for number, one in enumerate(contents) if one.kind is SlideKind.SCENARIO)
    (chart,) = (shape.chart for shape in deck.slides[at].shapes if shape.has_chart)

    told_values = [list(series.values) for series in contents[at].charts[0].series]
    assert [list(series.values) for series in chart.plots[0].series] == told_values
    book = load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    assert book.worksheets[0].max_row == len(contents[at].charts[0].categories) + 1


def test_everything_of_a_deck_lies_on_its_slide_apart_from_the_rest(deck):
    for slide in deck.slides:
        boxes = []
        maps = [
            shape
            for shape in slide.shapes
            if shape.shape_type is not None and "GROUP" in str(shape.shape_type)
        ]
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height
            is_text = shape.has_text_frame and bool(shape.text_frame.text)
            if (is_text or shape.has_chart or shape.has_table) and not any(
                inside(shape, one) for one in maps
            ):
                boxes.append(shape)
        for one, other in combinations(boxes, 2):
            assert not overlap(one, other), (slide.shapes.title.text, one.name, other.name)


def inside(shape, area) -> bool:
    return (
        shape.left >= area.left - Pt(12)
        and shape.top >= area.top - Pt(12)
        and shape.left + shape.width <= area.left + area.width + Pt(12)
        and shape.top + shape.height <= area.top + area.height + Pt(12)
    )


def overlap(one, other) -> bool:
    across = min(one.left + one.width, other.left + other.width) - max(one.left, other.left)
    down = min(one.top + one.height, other.top + other.height) - max(one.top, other.top)
    return across > Pt(2) and down > Pt(2)


def test_everything_of_a_deck_can_be_read_and_heard(deck):
    for slide in deck.slides:
        for shape in slide.shapes:
            properties = shape._element._nvXxPr.cNvPr
            is_decoration = properties.find(".//{*}decorative") is not None
            says = shape.has_text_frame and shape.text_frame.text
            assert says or is_decoration or properties.get("descr"), shape.name
            for paragraph in shape.text_frame.paragraphs if shape.has_text_frame else ():
                for run in paragraph.runs:
                    assert run.font.size is None or run.font.size >= Pt(14)
                    if (
                        run.font.color is not None
                        and run.font.color.type is not None
                        and not on_swatch(shape)
                    ):
                        assert contrast(f"#{run.font.color.rgb}", "#FFFFFF") >= 4.5


def on_swatch(shape) -> bool:
    """Whether a text is the digit of a class, which stands on the colour of that class."""
    return len(shape.text_frame.text) <= 3


def test_the_same_story_gives_the_same_deck_of_a_size_to_mail(told, deck_file, tmp_path):
    again = tmp_path / "again.pptx"
    write_story(told, again, StoryFormat.POWERPOINT)

    assert again.read_bytes() == deck_file.read_bytes()
    assert again.stat().st_size < 5_000_000


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice and poppler are not installed")
def test_another_program_opens_the_deck_and_finds_its_words(deck_file, contents, tmp_path):
    subprocess.run(
        [
            str(OFFICE),
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            str(deck_file),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    found = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "board.pdf"), "-"], check=True, capture_output=True, text=True
    )
    pages = found.stdout.split("\f")

    assert len(pages) == len(contents) + 1
    for page, content in zip(pages, contents, strict=False):
        assert " ".join(content.title.split()) in " ".join(page.split())


def test_a_pdf_has_a_page_for_each_slide_and_carries_its_type(told, tmp_path):
    (target,) = write_story(told, tmp_path / "board.pdf", StoryFormat.PDF).files

    content = target.read_bytes()
    assert content.count(b"/Type /Page\n") == len(told.slides)
    assert b"Inter" in content
    assert b"/FontFile" in content


def test_the_data_behind_the_slides_hold_what_the_slides_show(told, contents, tmp_path):
    (target,) = write_story(told, tmp_path / "board.xlsx", StoryFormat.DATA).files

    book = load_workbook(target)
    assert len(book.sheetnames) == len(contents)
    for sheet, content in zip(book.worksheets, contents, strict=True):
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        values = [row[3] for row in rows]
        assert rows[0][3] == content.title
        assert rows[-1][3] == content.footer.text
        numbers = [value for value in values if isinstance(value, int | float)]
        for figure in content.figures:
            assert any(figure.number == pytest.approx(value) for value in numbers)
        known = [place for place in (content.map.places if content.map else ()) if place.value is not None]
        by_code = {row[2]: row[3] for row in rows if row[0] == "Map"}
        assert all(by_code[place.code] == pytest.approx(place.value) for place in known)
        unknown = [place for place in (content.map.places if content.map else ()) if place.value is None]
        assert all(by_code[place.code] is None for place in unknown)


def test_pictures_stand_in_order_with_their_words_beside_them(told, tmp_path):
    written = write_story(replace(told, slides=told.slides[-2:]), tmp_path / "pictures", StoryFormat.SVG)
    files = written.files

    assert [path.name[:3] for path in files] == ["01 ", "02 "]
    assert all(path.with_suffix(".txt").read_text(encoding="utf-8").strip() for path in files)


def test_characters_that_no_font_has_are_named(told, tmp_path):
    odd = replace(told.slides[-1], title="Partners \U0010fffd")

    drawn = write_story(replace(told, slides=(odd,)), tmp_path / "board.pdf", StoryFormat.PDF)

    assert drawn.unprintable == "\U0010fffd"
    assert write_story(told, tmp_path / "plain.xlsx", StoryFormat.DATA).unprintable == ""


class Stopping:
    """Asks to stop after some steps."""

    def __init__(self, after: int) -> None:
        self.left = after

    def step(self, done: int, total: int) -> None:
        assert 0 <= done <= total
        self.left -= 1
        if self.left < 0:
            raise Cancelled


def test_pictures_come_out_whole_or_not_at_all(told, tmp_path):
    folder = tmp_path / "pictures"
    some = replace(told, slides=told.slides[-2:])
    first = write_story(some, folder, StoryFormat.SVG).files[0]
    first.write_bytes(b"the old one")

    with pytest.raises(Cancelled):
        write_story(some, folder, StoryFormat.SVG, Stopping(after=3))

    assert first.read_bytes() == b"the old one"
    assert len(list(folder.iterdir())) == 4


@pytest.mark.parametrize("kind", [StoryFormat.POWERPOINT, StoryFormat.PDF])
def test_who_stops_an_export_keeps_the_old_file(told, tmp_path, kind):
    target = tmp_path / f"board.{kind}"
    target.write_bytes(b"the old one")

    with pytest.raises(Cancelled):
        write_story(replace(told, slides=told.slides[-2:]), target, kind, Stopping(after=3))

    assert target.read_bytes() == b"the old one"
    assert list(tmp_path.iterdir()) == [target]


def test_a_template_that_cannot_be_used_writes_nothing(told, tmp_path):
    template, target = tmp_path / "house.potx", tmp_path / "board.pptx"
    template.write_bytes(b"no template")

    with pytest.raises(TemplateRefused):
        write_story(replace(told, slides=told.slides[-1:], template=template), target, StoryFormat.POWERPOINT)

    assert not target.exists()


def test_a_folder_that_is_gone_says_so(told, tmp_path):
    with pytest.raises(SaveFailed, match="gone"):
        write_story(
            replace(told, slides=told.slides[-1:]), tmp_path / "gone" / "board.pptx", StoryFormat.POWERPOINT
        )


def test_what_stands_in_the_place_of_a_file_is_named(told, tmp_path, monkeypatch):
    some, target = replace(told, slides=told.slides[-1:]), tmp_path / "board.pdf"
    target.mkdir()
    with pytest.raises(SaveFailed) as folder:
        write_story(some, target, StoryFormat.PDF)
    assert folder.value.params == {"path": str(target), "reason": "a-folder"}

    target.rmdir()
    target.write_bytes(b"the old one")

    def refuse(made: Path, place: Path) -> None:
        raise PermissionError(errno.EACCES, "held", str(made), None, str(place))

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(SaveFailed) as held:
        write_story(some, target, StoryFormat.PDF)
    assert held.value.params == {"path": str(target), "reason": "open-elsewhere"}
    assert [path.name for path in tmp_path.iterdir()] == ["board.pdf"]
