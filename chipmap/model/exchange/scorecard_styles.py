"""How a scorecard looks, and the half-written workbook that its sheets are added to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chipmap.model.exchange.scorecard_layout import Kind

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from chipmap.model.exchange.exact_workbook import ExactWorkbook
    from chipmap.model.exchange.scorecard_content import ScorecardContent
    from chipmap.model.exchange.scorecard_words import Prompt, ScorecardWords

LEVEL_COLOURS = (
    ("#EEE5D6", "#10171E"),
    ("#C6DF98", "#10171E"),
    ("#83C8A8", "#10171E"),
    ("#3B9DAB", "#10171E"),
    ("#1C6A93", "#FFFFFF"),
    ("#153C6E", "#FFFFFF"),
)
"""Fill and ink of the levels 0–5, as the map draws them in the light theme."""


class Styles:
    """The formats of one workbook; input cells are unlocked, everything else is locked."""

    def __init__(self, workbook: ExactWorkbook) -> None:
        top = {"valign": "top"}
        self.title = workbook.add_format({"bold": True, "font_size": 16, "font_color": "#17202A"})
        self.heading = workbook.add_format({"bold": True, "font_size": 12, "font_color": "#17202A"})
        self.locked = workbook.add_format({"font_color": "#435060"})
        self.wrapped = workbook.add_format({"text_wrap": True, **top})
        self.entry = workbook.add_format({"locked": False, "border": 1, "border_color": "#7F8995", **top})
        self.header = workbook.add_format(
            {"bold": True, "text_wrap": True, "bottom": 2, "bg_color": "#E6EEFA", "valign": "vcenter"}
        )
        label = workbook.add_format(top)
        level = workbook.add_format({"locked": False, "align": "center", **top})
        text = {"locked": False, "num_format": "@", "text_wrap": True, **top}
        self._by_kind = {
            Kind.LABEL: label,
            Kind.GROUP: workbook.add_format({"text_wrap": True, "bg_color": "#F2F4F6", **top}),
            Kind.LEVEL: level,
            Kind.CONFIDENCE: level,
            Kind.YEAR: workbook.add_format({"locked": False, "num_format": "0", "align": "center", **top}),
            Kind.REASON: workbook.add_format(text),
            Kind.SOURCES: workbook.add_format(text),
        }
        self.number = workbook.add_format({"align": "left", **top})
        self.swatches = [
            workbook.add_format({"bg_color": fill, "font_color": ink, "align": "left"})
            for fill, ink in LEVEL_COLOURS
        ]
        self.levels = [
            workbook.add_format({"bg_color": fill, "font_color": ink}) for fill, ink in LEVEL_COLOURS
        ]
        self.invalid = workbook.add_format({"border": 1, "border_color": "#AE2319", "font_color": "#AE2319"})

    def of(self, kind: Kind) -> Format:
        """The format of the cells of a kind of column."""
        return self._by_kind[kind]


@dataclass(frozen=True, slots=True)
class Draft:
    """A workbook that is being written: what it will say, in which words, and whether it is protected."""

    workbook: ExactWorkbook
    styles: Styles
    content: ScorecardContent
    words: ScorecardWords
    is_protected: bool

    @property
    def title(self) -> str:
        return self.words.scores.title.format(subject=", ".join(self.content.subjects.values()))

    def protect(self, sheet: Worksheet, options: dict[str, bool] | None = None) -> None:
        """Guard a sheet against accidents; there is no password, because it keeps nobody out."""
        if self.is_protected:
            sheet.protect("", options)


def stopping(prompt: Prompt) -> dict[str, object]:
    """What a validation shows, refusing what does not fit."""
    return {
        "input_title": prompt.title,
        "input_message": prompt.text,
        "error_title": prompt.title,
        "error_message": prompt.refusal,
        "error_type": "stop",
        "ignore_blank": True,
    }


def set_page(sheet: Worksheet) -> None:
    """A4 across, one page wide."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
