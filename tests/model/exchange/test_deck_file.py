"""Decks from our template and from those of others."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from pptx import Presentation

from chipmap.model.errors import TemplateRefused
from chipmap.model.exchange.deck_file import Deck, SlideLook, area_of
from chipmap.model.exchange.deck_shapes import Box, MapFill, MapShape
from chipmap.model.exchange.deck_slide import Series, TextStyle
from chipmap.model.exchange.steady_archive import steady_archive
from chipmap.wording.errors import message_of

SQUARE = (((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)),)


def a_deck(template=None) -> bytes:
    deck = Deck(template)
    slide = deck.add(SlideLook.SPACE)
    slide.title("Packaging is the widest gap")
    area = area_of(slide)
    places = [
        MapShape("Malaysia", "4", SQUARE, "1C6A93"),
        MapShape("Chad", "not scored", SQUARE, "F8F9F9", MapFill.HATCHED),
    ]
    slide.map(Box(area.left, area.top, 4, 3), places, name="Map", alt_text="Map of packaging")
    slide.bars(
        Box(6, area.top, 5, 2),
        ["Malaysia", "Japan"],
        [Series("Score", (86, None), "1B57B5")],
        alt_text="Scores",
    )
    slide.table(Box(6, 4.2, 5, 1), ["Place", "Level"], [["Malaysia", "4"]], widths=[2, 1], alt_text="Levels")
    slide.notes("Begin with the number.")
    slide.finish("Workspace, 22 November 2026")
    text = deck.add(SlideLook.OPENING)
    text.title("Partners of Europe")
    text.finish("Workspace, 22 November 2026")
    return deck.content(title="Partners", subject="Story", language="en-GB")


def opened(content: bytes):
    return Presentation(BytesIO(content))


def test_the_same_slides_give_the_same_bytes():
    assert a_deck() == a_deck()


def test_what_is_drawn_can_be_edited_and_says_what_it_is():
    slide = opened(a_deck()).slides[0]

    by_name = {shape.name: shape for shape in slide.shapes}
    shapes = {one.name: one for one in by_name["Map"].shapes}
    described = [one._element._nvXxPr.cNvPr.get("descr") for one in slide.shapes if not one.is_placeholder]
    assert slide.shapes.title.text == "Packaging is the widest gap"
    assert slide.notes_slide.notes_text_frame.text == "Begin with the number."
    assert shapes["Chad"]._element._nvXxPr.cNvPr.get("descr") == "Chad: not scored"
    assert described == ["Map of packaging", "Scores", "Levels"]
    charts = [one.chart for one in slide.shapes if one.has_chart]
    assert [list(one.values) for one in charts[0].plots[0].series] == [[86.0, None]]


def test_the_footer_is_read_last_and_no_place_is_left_empty():
    deck = opened(a_deck())

    first, second = deck.slides
    assert [one.text_frame.text for one in list(first.placeholders)[1:2]] == ["Workspace, 22 November 2026"]
    names = [shape.name for shape in first.shapes]
    assert names.index(first.shapes.title.name) == 0
    assert "Footer" in names[-2]
    assert all(one.text_frame.text for one in second.placeholders)


@pytest.fixture
def own_template(tmp_path):
    """A template of another shape, with a slide in it, saved as PowerPoint saves templates."""
    held = Presentation()
    slide = held.slides.add_slide(held.slide_layouts[0])
    slide.shapes.title.text = "A slide of theirs"
    content = BytesIO()
    held.save(content)
    path = tmp_path / "house.potx"
    as_template = steady_archive(
        content.getvalue(),
        change=lambda name, part: (
            part.replace(b"presentation.main+xml", b"template.main+xml")
            if name == "[Content_Types].xml"
            else part
        ),
    )
    path.write_bytes(as_template)
    return path


def test_a_template_of_ones_own_gives_masters_but_none_of_its_slides(own_template):
    deck = opened(a_deck(own_template))

    assert (deck.slide_width, deck.slide_height) == (9144000, 6858000)
    assert len(deck.slides) == 2
    assert deck.slides[0].slide_layout.name == "Title Only"
    assert deck.slides[1].slide_layout.name == "Title Slide"


def test_room_ends_above_the_footer_in_any_template(own_template):
    for template in (None, own_template):
        slide = Deck(template).add(SlideLook.SPACE)
        area = area_of(slide)

        assert slide.title_bottom < area.top < area.bottom < slide.footer_top


def broken(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    return path


def an_archive(**parts: bytes) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return held.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "damaged"),
        (b"not a deck", "damaged"),
        (an_archive(readme=b""), "other-kind"),
        (a_deck()[:4000], "damaged"),
    ],
)
def test_what_is_no_template_is_refused_with_a_reason(tmp_path, content, reason):
    with pytest.raises(TemplateRefused) as refused:
        Deck(broken(tmp_path, "house.pptx", content))

    assert refused.value.params["reason"] == reason
    assert "No deck was written" in message_of(refused.value)


def test_a_template_that_is_gone_closed_by_a_password_or_of_an_early_program_says_so(tmp_path):
    early = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600)
    kinds = ((early, "other-kind"), (early + "EncryptedPackage".encode("utf-16-le"), "password"))
    for content, reason in kinds:
        with pytest.raises(TemplateRefused) as refused:
            Deck(broken(tmp_path, "house.pptx", content))
        assert refused.value.params["reason"] == reason

    with pytest.raises(TemplateRefused) as gone:
        Deck(tmp_path / "gone.potx")
    assert "cannot be read" in message_of(gone.value)


def test_parts_that_define_entities_and_macros_are_refused(tmp_path):
    for changed, reason in (
        (("ppt/presentation.xml", b"<?xml", b"<!DOCTYPE a><?xml"), "damaged"),
        (("[Content_Types].xml", b"presentation.main+xml", b"presentation.macroEnabled.main+xml"), "macros"),
    ):
        at, old, new = changed
        content = steady_archive(
            a_deck(),
            change=lambda name, part, at=at, old=old, new=new: part.replace(old, new) if name == at else part,
        )

        with pytest.raises(TemplateRefused) as refused:
            Deck(broken(tmp_path, "house.pptx", content))
        assert refused.value.params["reason"] == reason


def test_no_type_is_smaller_than_can_be_read():
    deck = Deck()
    slide = deck.add(SlideLook.SPACE)
    slide.text(Box(1, 2, 3, 1), "small", TextStyle(6))

    assert slide.shapes[-1].text_frame.paragraphs[0].runs[0].font.size.pt == 14
