"""What the table of a layer says of each place: a text, a figure to sort by, and words for a screen reader.

Every figure is the one that the map draws or the panel shows; nothing is computed here. What is not known is
a dash, has no figure, and is never 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from chipmap.model.analysis.standing import Origin, Standings, standings_of
from chipmap.model.geography.classes import NEED_CLASSES
from chipmap.model.geography.layers import Layer, LayerKind, PlaceValue
from chipmap.ui.map.place_text import dotted_reason, further_lines, value_words
from chipmap.ui.map.scene import outlined_countries, value_text
from chipmap.ui.panels.level_reports import source_count
from chipmap.wording import _, formats
from chipmap.wording.levels import confidence_word, level_word, measure_word
from chipmap.wording.standings import origin_text

if TYPE_CHECKING:
    from chipmap.model.analysis.needs import Gap
    from chipmap.model.analysis.standing import Standing
    from chipmap.model.dataset import Dataset
    from chipmap.model.geography.naming import PlaceNames
    from chipmap.model.records import Confidence, Share

NOTHING = "–"


class Column(StrEnum):
    """One thing that is said of every place."""

    PLACE = "place"
    VALUE = "value"
    WORDS = "words"
    LEVEL = "level"
    NEED = "need"
    NEED_OF = "need_of"
    GAP = "gap"
    ORIGIN = "origin"
    CONFIDENCE = "confidence"
    SOURCES = "sources"
    SUGGESTED = "suggested"
    BASIS = "basis"
    SOURCE = "source"


FIGURES = frozenset({Column.VALUE, Column.LEVEL, Column.NEED, Column.GAP, Column.SOURCES, Column.SUGGESTED})
"""The columns of figures; they stand at the right, so that their digits line up."""

_BEGINNING = (Column.PLACE, Column.VALUE, Column.WORDS)
_OF_LEVELS = (Column.NEED, Column.NEED_OF)
_REASONS = (Column.CONFIDENCE, Column.SOURCES, Column.SUGGESTED, Column.ORIGIN)
_COLUMNS = {
    LayerKind.CAPABILITY: (*_BEGINNING, *_OF_LEVELS, Column.GAP, *_REASONS),
    LayerKind.NEED: (*_BEGINNING, Column.LEVEL, *_OF_LEVELS, *_REASONS),
    LayerKind.DEPENDENCE: (*_BEGINNING, Column.BASIS, Column.SOURCE),
    LayerKind.WORLD_SHARE: (*_BEGINNING, Column.BASIS, Column.SOURCE),
    LayerKind.COVERAGE: _BEGINNING,
    LayerKind.AGE: (*_BEGINNING, Column.LEVEL, *_REASONS),
}


class Cell(NamedTuple):
    """A cell as it is shown. `key` sorts it and is None where nothing is known; `figure` is its bare number.

    Without a figure the text itself is what a spreadsheet gets.
    """

    text: str = NOTHING
    key: float | str | None = None
    figure: float | None = None
    spoken: str = ""


class Row(NamedTuple):
    """One place with a cell for each column."""

    code: str
    cells: tuple[Cell, ...]

    @property
    def name(self) -> str:
        return self.cells[0].text


def columns_of(kind: LayerKind) -> tuple[Column, ...]:
    """What is said of places in a layer, from left to right; the first two are the place and its value."""
    return _COLUMNS[kind]


def heading(column: Column, kind: LayerKind) -> str:
    """What stands above a column."""
    if column is Column.VALUE:
        return {
            LayerKind.CAPABILITY: _("Level"),
            LayerKind.NEED: _("Gap"),
            LayerKind.DEPENDENCE: _("Share"),
            LayerKind.WORLD_SHARE: _("Share"),
            LayerKind.COVERAGE: _("Rows scored"),
            LayerKind.AGE: _("Years"),
        }[kind]
    return {
        Column.PLACE: _("Place"),
        Column.WORDS: _("In words"),
        Column.LEVEL: _("Level"),
        Column.NEED: _("Need"),
        Column.NEED_OF: _("Need of"),
        Column.GAP: _("Gap"),
        Column.ORIGIN: _("Origin"),
        Column.CONFIDENCE: _("Confidence"),
        Column.SOURCES: _("Sources"),
        Column.SUGGESTED: _("Suggested"),
        Column.BASIS: _("What is counted"),
        Column.SOURCE: _("Source"),
    }[column]


def unit_of(column: Column, kind: LayerKind) -> str:
    """The unit of a column's bare figures, which a spreadsheet gets without it."""
    is_percent = column is Column.VALUE and (kind.is_of_shares or kind is LayerKind.COVERAGE)
    return "%" if is_percent or column is Column.SUGGESTED else ""


def rows_of(layer: Layer, dataset: Dataset, names: PlaceNames) -> list[Row]:
    """Every place of the layer by its name in the naming profile."""
    writer = _Writer(layer, dataset, names)
    rows = [writer.row(place) for place in layer.values.values()]
    return sorted(rows, key=lambda row: row.name.casefold())


class _Writer:
    """Writes the cells of one layer."""

    def __init__(self, layer: Layer, dataset: Dataset, names: PlaceNames) -> None:
        self._layer, self._dataset, self._names = layer, dataset, names
        self._standings: Standings = standings_of(dataset)
        self._columns = columns_of(layer.kind)
        self._own = outlined_countries(dataset, layer.focus)

    def row(self, place: PlaceValue) -> Row:
        said = {
            **self._of_place(place),
            **(self._of_share(place) if self._is_of_shares else self._of_level(place)),
        }
        return Row(place.code, tuple(said[column] for column in self._columns))

    @property
    def _is_of_shares(self) -> bool:
        return self._layer.kind.is_of_shares

    def _of_place(self, place: PlaceValue) -> Mapping[Column, Cell]:
        name, words = self._names.name(place.code), self._words(place)
        return {
            Column.PLACE: Cell(name, name.casefold(), spoken=name),
            Column.VALUE: self._value(place, words),
            Column.WORDS: Cell(words, None if _has_no_value(place) else words.casefold(), spoken=words),
        }

    def _value(self, place: PlaceValue, words: str) -> Cell:
        if _has_no_value(place) or place.value is None:
            return Cell(spoken=words)
        text = value_text(self._layer.kind, place)
        if self._is_of_shares and place.state == "value":
            text = formats.percent(place.value, 1)
        bare = place.value if place.state == "value" else None
        return Cell(text, place.value, bare, ", ".join([words, *self._why_dotted(place)]))

    def _words(self, place: PlaceValue) -> str:
        """The value in words, without its figure, which stands beside it."""
        kind = self._layer.kind
        if self._is_of_shares:
            if kind is LayerKind.DEPENDENCE and place.share is None and place.code in self._own:
                return _("In the focus region")
            return _("At least") if place.state == "at_least" else value_words(kind, place)
        if _has_no_value(place) or place.class_index is None:
            return value_words(kind, place)
        if kind is LayerKind.NEED:
            return _side_of_need(place.class_index)
        if not kind.is_of_levels:
            return "; ".join(further_lines(kind, place))
        word = level_word(place.class_index)
        return _("At least {level}").format(level=word.lower()) if place.state == "at_least" else word

    def _why_dotted(self, place: PlaceValue) -> Iterator[str]:
        standing = _standing(place)
        if place.is_dotted and standing is not None:
            yield dotted_reason(standing)

    def _of_share(self, place: PlaceValue) -> Mapping[Column, Cell]:
        share = place.share
        if share is None:
            return {Column.BASIS: _nothing(_("No share cited")), Column.SOURCE: _nothing(_("No source"))}
        source = self._dataset.sources.get(share.source)
        cited = source.title if source is not None else share.source
        return {Column.BASIS: _text(_counted(share)), Column.SOURCE: _text(cited)}

    def _of_level(self, place: PlaceValue) -> Mapping[Column, Cell]:
        standing, gap = _standing(place), place.gap
        whose = place.need_subject
        if gap is None:
            gap, whose = self._standings.gap(place.code, self._layer.segment, self._layer.horizon), place.code
        return {
            **self._of_need(gap, whose or place.code),
            Column.LEVEL: _level(standing),
            Column.GAP: _gap(gap),
            Column.ORIGIN: self._origin(standing),
            Column.CONFIDENCE: _confidence(standing.confidence if standing is not None else None),
            Column.SOURCES: _sources(standing),
            Column.SUGGESTED: _suggested(standing),
        }

    def _of_need(self, gap: Gap, whose: str) -> Mapping[Column, Cell]:
        need = gap.need
        if need is None:
            none = _nothing(_("No need recorded"))
            return {Column.NEED: none, Column.NEED_OF: none}
        year = need.horizon
        named = (
            year
            if whose == gap.subject
            else _("{place}, {year}").format(place=self._names.name(whose), year=year)
        )
        if need.level is None:
            return {Column.NEED: _nothing(_("Need not applicable")), Column.NEED_OF: _text(named)}
        figure = formats.level(need.level)
        return {Column.NEED: Cell(figure, need.level, need.level, figure), Column.NEED_OF: _text(named)}

    def _origin(self, standing: Standing | None) -> Cell:
        if standing is None or standing.origin is Origin.NONE:
            return _nothing(_("Nothing is known yet"))
        return _text(origin_text(standing, self._dataset, self._names))


def _has_no_value(place: PlaceValue) -> bool:
    return place.state in ("none", "not_applicable")


def _side_of_need(class_index: int) -> str:
    """On which side of the need the colour of a gap lies; the middle class meets it."""
    middle = NEED_CLASSES // 2
    if class_index == middle:
        return _("Meets need")
    return _("Below need") if class_index < middle else _("Above need")


def _standing(place: PlaceValue) -> Standing | None:
    return place.gap.standing if place.gap is not None else place.standing


def _counted(share: Share) -> str:
    """Measure, basis and year of a share, each once."""
    parts = [measure_word(share.measure), share.basis, str(share.year) if share.year else ""]
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _text(text: str) -> Cell:
    return Cell(text, text.casefold(), spoken=text) if text else _nothing(_("None"))


def _nothing(spoken: str) -> Cell:
    return Cell(spoken=spoken)


def _level(standing: Standing | None) -> Cell:
    if standing is None or standing.level is None or standing.is_not_applicable:
        return _nothing(_("Not scored"))
    text = formats.level(standing.level)
    if not standing.is_known:
        return Cell(f"≥ {text}", standing.level, spoken=_("At least {level}").format(level=text))
    return Cell(text, standing.level, standing.level, text)


def _gap(gap: Gap) -> Cell:
    if gap.value is None:
        return _nothing(_("No gap known"))
    text = formats.signed(gap.value)
    return Cell(text, gap.value, gap.value, text)


def _confidence(confidence: Confidence | None) -> Cell:
    if confidence is None:
        return _nothing(_("No confidence given"))
    word = confidence_word(confidence)
    return Cell(word, float(list(type(confidence)).index(confidence)), spoken=word)


def _sources(standing: Standing | None) -> Cell:
    """How many sources a level has; none is said of what a person has scored, and only of that."""
    count = source_count(standing) if standing is not None else 0
    if standing is None or standing.level is None or not (count or standing.is_known):
        return _nothing(_("No source"))
    return Cell(str(count), float(count), float(count), str(count))


def _suggested(standing: Standing | None) -> Cell:
    """How much of a level is suggested; a lower bound is no level."""
    if standing is None or not standing.is_known:
        return _nothing(_("Nothing suggested"))
    part = 100.0 * standing.suggested_part
    text = formats.percent(part)
    return Cell(text, part, part, text)
