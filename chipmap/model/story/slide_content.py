"""Everything that a slide says, as plain values: page, Present, PowerPoint, PDF and command line read this.

Whatever shows a slide takes its words and figures from here and computes none. A frozen slide keeps its
content as JSON, so it holds what the map shows of every place too; nothing in it leads back to the data.
"""

from __future__ import annotations

from enum import StrEnum

from chipmap.model.frozen_dataclass import dataclass
from chipmap.model.records import SlideKind
from chipmap.model.story.plain_json import Unreadable, json_object, json_text, value_from
from chipmap.model.story.slide_view import SlideMeasure


class Tone(StrEnum):
    """What a figure speaks of in the colour grammar."""

    PLAIN = "plain"
    LACK = "lack"
    HAVE = "have"


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One large figure: `text` as it is printed, `number` as it was computed; None where not known."""

    text: str
    caption: str
    note: str = ""
    number: float | None = None
    unit: str = ""
    tone: Tone = Tone.PLAIN
    is_dotted: bool = False
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell; `class_index` is its class on the scale of levels, where it stands on one."""

    text: str
    number: float | None = None
    class_index: int | None = None
    is_dotted: bool = False


@dataclass(frozen=True, slots=True)
class SlideTable:
    """A table; `more` rows are left out, `scale` says what `class_index` counts on ("level", "need")."""

    headings: tuple[str, ...]
    rows: tuple[tuple[TableCell, ...], ...]
    title: str = ""
    more: int = 0
    scale: str = "level"


class ChartKind(StrEnum):
    """How a chart is drawn: bars for each category, a slope or a curve for each series."""

    BARS = "bars"
    SLOPES = "slopes"
    CURVES = "curves"


@dataclass(frozen=True, slots=True)
class ChartSeries:
    """One series; an unknown value is None and never drawn as zero."""

    name: str
    values: tuple[float | None, ...]
    dotted: tuple[bool, ...] = ()
    texts: tuple[str, ...] = ()
    """Each value as it is printed; empty where it is not."""


@dataclass(frozen=True, slots=True)
class SlideChart:
    """A chart of plain values: `largest` is the end of the axis (None: the largest value)."""

    kind: ChartKind
    title: str
    categories: tuple[str, ...]
    series: tuple[ChartSeries, ...]
    axis: str = ""
    unit: str = ""
    largest: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class MapPlace:
    """What the map shows of one place: value, class, and `state` value, at_least, not_applicable or none."""

    code: str
    value: float | None = None
    class_index: int | None = None
    state: str = "none"
    is_dotted: bool = False


@dataclass(frozen=True, slots=True)
class MapPoint:
    """An institution on the map, in degrees."""

    id: str
    longitude: float
    latitude: float
    country: str
    institution_type: str


@dataclass(frozen=True, slots=True)
class MapArc:
    """A line between two places, in metres of the world map."""

    near: str
    far: str
    strength: float
    is_dashed: bool
    lines: tuple[tuple[tuple[float, float], ...], ...]


@dataclass(frozen=True, slots=True)
class MapArcs:
    """The lines of a map; `more` weaker pairs are not drawn."""

    kind: str
    shown: tuple[MapArc, ...]
    more: int = 0
    known_feeds: int = 0
    all_feeds: int = 0


@dataclass(frozen=True, slots=True)
class ComparedOutline:
    """One of the places that are compared: its letter, and the countries that it covers."""

    letter: str
    place: str
    countries: tuple[str, ...]
    institution: str = ""


@dataclass(frozen=True, slots=True)
class MapRequest:
    """The map of a slide with what it shows of every place; enough to draw it without the workspace.

    `only` are the classes of the legend that are shown (empty: all), `extent` left, top, width and height in
    metres of the projection (None: its home view).
    """

    layer: str
    segment: str
    horizon: str
    focus: str
    level_year: int
    class_count: int
    places: tuple[MapPlace, ...]
    naming_profile: str
    need_year: int | None = None
    measure: SlideMeasure | None = None
    scored_count: int = 0
    suggested_count: int = 0
    at_least_count: int = 0
    projection: str = "world"
    only: tuple[str, ...] = ()
    extent: tuple[float, float, float, float] | None = None
    focus_countries: tuple[str, ...] = ()
    selected: tuple[str, ...] = ()
    compared: tuple[ComparedOutline, ...] = ()
    points: tuple[MapPoint, ...] = ()
    arcs: MapArcs | None = None
    shows_legend: bool = True
    shows_names: bool = True


@dataclass(frozen=True, slots=True)
class PartnerPart:
    """One of the six terms of a partner: its points of `most`; None where it is not known.

    `printed` are whole points; those of all terms add up to the printed total.
    """

    term: str
    word: str
    points: float | None
    most: float
    value: float | None = None
    printed: int | None = None


@dataclass(frozen=True, slots=True)
class PartnerCard:
    """One ranked partner; `total` is out of 100, None without a rank."""

    place: str
    name: str
    rank: int | None
    total: float | None
    parts: tuple[PartnerPart, ...]
    reasons: tuple[str, ...] = ()
    note: str = ""
    is_dotted: bool = False


@dataclass(frozen=True, slots=True)
class ScenarioFinding:
    """What a scenario comes to in one figure and the sentences beside it; the curve and table stand apart."""

    headline: str
    sentence: str
    loss: float | None = None
    segment: str = ""
    stepping_in: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One session of an agenda; `begins` and `ends` are times of day."""

    begins: str
    ends: str
    title: str
    partner: str = ""
    segment: str = ""
    institutions: tuple[str, ...] = ()
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class SlideFooter:
    """Where a slide comes from; `text` is all of it in one line, as it is printed."""

    workspace: str
    revision: int | None
    raters: int
    date: str
    naming_profile: str
    sources: str
    text: str
    state: str = ""
    """Whether the figures are a draft or agreed, in words."""


@dataclass(frozen=True, slots=True)
class SlideContent:
    """What one slide says. `problem` says what is gone where the view cannot be shown any more."""

    kind: SlideKind
    title: str
    subtitle: str
    footer: SlideFooter
    boundary_note: str
    alt_text: str = ""
    figures: tuple[KeyFigure, ...] = ()
    charts: tuple[SlideChart, ...] = ()
    tables: tuple[SlideTable, ...] = ()
    map: MapRequest | None = None
    partners: tuple[PartnerCard, ...] = ()
    scenario: ScenarioFinding | None = None
    sessions: tuple[SessionLine, ...] = ()
    paragraphs: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    """Notes of places that are named, such as that of Kosovo."""
    problem: str = ""
    frozen_on: str = ""
    """When the content was frozen, as a date in words; empty for a live slide."""


def content_text(content: SlideContent) -> str:
    """A content as `Slide.figures` keeps it."""
    return json_text(content)


def content_from(text: str) -> SlideContent | None:
    """The content that a frozen slide keeps; None where there is none that can be read."""
    try:
        return value_from(SlideContent, json_object(text))
    except Unreadable:
        return None
