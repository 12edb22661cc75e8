"""Writes resources/templates/deck.pptx, the 16:9 template of our decks: `python installer/deck_template.py`.

It starts from the plain template of python-pptx and keeps three of its layouts: a title with room beneath,
a title with text, and an opening. Everything has its place on the master, so that a deck keeps its order
when somebody edits it or applies another design.
"""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.util import Inches, Pt

from chipmap.model.exchange.steady_archive import steady_archive

TARGET = Path(__file__).parent.parent / "resources/templates/deck.pptx"
WIDTH, HEIGHT = 13.333, 7.5
TITLE = (0.47, 0.3, 12.4, 0.72)
BODY = (0.47, 1.75, 12.4, 4.7)
FOOTER = (0.47, 6.7, 11.2, 0.72)
NUMBER = (11.9, 6.7, 0.97, 0.72)
OPENING_TITLE = (0.9, 2.3, 11.5, 1.3)
OPENING_TEXT = (0.9, 3.7, 11.5, 1.2)
KEPT = {"Title Only": "Title and space", "Title and Content": "Title and text", "Title Slide": "Opening"}
FONT = "Arial"
COLOURS = {
    "dk1": "17202A",
    "lt1": "FFFFFF",
    "dk2": "435060",
    "lt2": "F2F4F6",
    "accent1": "1B57B5",
    "accent2": "8F3A06",
    "accent3": "3B9DAB",
    "accent4": "A33A7A",
    "accent5": "CF6E22",
    "accent6": "153C6E",
    "hlink": "1B57B5",
    "folHlink": "154692",
}
"""The roles of a theme, from the light tokens of the program."""


def build() -> bytes:
    """The template as a file."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    for layout in list(deck.slide_layouts):
        if layout.name in KEPT:
            layout.name = KEPT[layout.name]
            _arrange(layout)
        else:
            deck.slide_layouts.remove(layout)
    _arrange(deck.slide_master)
    properties = deck.core_properties
    properties.title, properties.author, properties.last_modified_by = "Chipmap deck", "Chipmap", "Chipmap"
    content = BytesIO()
    deck.save(content)
    return steady_archive(content.getvalue(), change=_themed)


def _arrange(page: Any) -> None:  # noqa: ANN401 - masters and layouts have no common type
    """Put the placeholders where a wide slide has them; dates stand in the footer."""
    is_opening = page.name == "Opening"
    for shape in list(page.placeholders):
        kind = shape.placeholder_format.type.name
        if kind == "DATE":
            shape._element.getparent().remove(shape._element)  # noqa: SLF001 - no other way is offered
        elif kind in ("TITLE", "CENTER_TITLE"):
            _place(shape, OPENING_TITLE if is_opening else TITLE, 40 if is_opening else 28)
        elif kind in ("BODY", "OBJECT", "SUBTITLE"):
            _place(shape, OPENING_TEXT if is_opening else BODY, 20)
        elif kind == "FOOTER":
            _place(shape, FOOTER, 14)
        elif kind == "SLIDE_NUMBER":
            _place(shape, NUMBER, 14)


def _place(shape: Any, box: tuple[float, float, float, float], points: int) -> None:  # noqa: ANN401
    shape.left, shape.top, shape.width, shape.height = map(Inches, box)
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = 0
    frame.margin_top = frame.margin_bottom = 0
    for paragraph in frame.paragraphs:
        paragraph.font.size = Pt(points)


def _themed(name: str, content: bytes) -> bytes:
    """Our colours, fonts and left-aligned titles, written into the theme and the master."""
    text = content.decode("utf-8") if name.endswith(".xml") else ""
    if name.startswith("ppt/theme/"):
        for role, colour in COLOURS.items():
            text = re.sub(
                rf"<a:{role}>.*?</a:{role}>",
                f'<a:{role}><a:srgbClr val="{colour}"/></a:{role}>',
                text,
                flags=re.DOTALL,
            )
        text = re.sub(r'<a:latin typeface="[^"]+"', f'<a:latin typeface="{FONT}"', text)
        return text.encode("utf-8")
    if name.startswith(("ppt/slideMasters/slideMaster", "ppt/slideLayouts/slideLayout")):
        text = _footers_left(text)
    if name.startswith("ppt/slideMasters/slideMaster"):
        title = re.search(r"<p:titleStyle>.*?</p:titleStyle>", text, re.DOTALL)
        assert title is not None
        styled = title.group(0).replace('algn="ctr"', 'algn="l"').replace('sz="4400"', 'sz="2800" b="1"')
        text = text.replace(title.group(0), styled)
    return text.encode("utf-8") if text else content


def _footers_left(text: str) -> str:
    """Footers begin at the margin, in the second colour of text, as large as anything else that is small."""

    def placed(shape: re.Match[str]) -> str:
        if 'type="ftr"' not in shape[0] and 'type="sldNum"' not in shape[0]:
            return shape[0]
        side = "l" if 'type="ftr"' in shape[0] else "r"
        style = (
            f'<a:lstStyle><a:lvl1pPr algn="{side}"><a:defRPr sz="1400"><a:solidFill>'
            '<a:schemeClr val="tx2"/></a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle>'
        )
        return re.sub(r"<a:lstStyle>.*?</a:lstStyle>|<a:lstStyle/>", style, shape[0], flags=re.DOTALL)

    return re.sub(r"<p:sp>.*?</p:sp>", placed, text, flags=re.DOTALL)


if __name__ == "__main__":
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(build())
