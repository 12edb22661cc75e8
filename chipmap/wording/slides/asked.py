"""What a slide is asked for, and the parts of its content that each kind of slide fills in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from chipmap.model.analysis.standing import Standings, standings_of
from chipmap.model.dataset import Dataset
from chipmap.model.geography.naming import PlaceNames
from chipmap.model.records import Slide
from chipmap.model.story.slide_view import SlideView, view_of
from chipmap.wording import _
from chipmap.wording.sentences import mid_sentence
from chipmap.wording.subjects import segment_name, subject_name

if TYPE_CHECKING:
    from chipmap.model.story.slide_content import (
        KeyFigure,
        MapRequest,
        PartnerCard,
        ScenarioFinding,
        SessionLine,
        SlideChart,
        SlideTable,
    )


class GoneFromWorkspace(Exception):
    """What a view names is no longer there; the message says what."""


@dataclass(frozen=True, slots=True)
class SlideAsked:
    """A slide with what it is answered from; names come from the naming profile."""

    dataset: Dataset
    slide: Slide
    names: PlaceNames
    made_on: date
    revision: int | None = None

    @property
    def view(self) -> SlideView:
        return view_of(self.slide.view)

    @property
    def standings(self) -> Standings:
        return standings_of(self.dataset)

    @property
    def focus(self) -> str:
        """The place or region that the slide is seen from; raises `GoneFromWorkspace`."""
        return self.known_subject(self.view.focus or self.dataset.settings.focus_region)

    @property
    def segment(self) -> str:
        """The segment that the slide is about; raises `GoneFromWorkspace`."""
        segment = self.view.segment
        if segment not in self.dataset.segments:
            raise GoneFromWorkspace(
                _("The segment “{name}” is no longer in the workspace.").format(name=segment)
            )
        return segment

    @property
    def horizon(self) -> str:
        """The year that the slide shows; raises `GoneFromWorkspace`."""
        horizon = self.view.horizon
        if horizon not in self.dataset.settings.horizons:
            raise GoneFromWorkspace(
                _("The horizon {year} is no longer one of the workspace.").format(year=horizon)
            )
        return horizon

    def known_subject(self, subject: str) -> str:
        """A place, region or institution that is there; raises `GoneFromWorkspace`."""
        if not self.dataset.has_subject(subject):
            raise GoneFromWorkspace(
                _("“{name}” is no longer in the workspace.").format(name=self.names.name(subject))
            )
        return subject

    def place(self, subject: str) -> str:
        """What a subject is called."""
        return subject_name(self.dataset, self.names, subject)

    def segment_name(self, segment: str, *, is_inside: bool = False) -> str:
        """What a segment is called, at the beginning of a sentence or inside one."""
        name = segment_name(self.dataset, segment)
        return mid_sentence(name) if is_inside else name

    @property
    def year(self) -> str:
        """The year of the horizon, as it is printed."""
        horizon = self.horizon
        return str(self.dataset.settings.current_year) if horizon == "now" else horizon


@dataclass(slots=True)
class SlideBody:
    """What one kind of slide says; `sources` are the ids of what it rests on, `places` those it names."""

    title: str
    subtitle: str
    sources: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    alt_text: str = ""
    figures: tuple[KeyFigure, ...] = ()
    charts: tuple[SlideChart, ...] = ()
    tables: tuple[SlideTable, ...] = ()
    map: MapRequest | None = None
    partners: tuple[PartnerCard, ...] = ()
    scenario: ScenarioFinding | None = None
    sessions: tuple[SessionLine, ...] = ()
    notes: tuple[str, ...] = field(default_factory=tuple)
