"""What can be found in the search: places, segments, institutions, collaborations and commands.

The rule: a place answers to its names in every language, its aliases and its codes, but is shown only by the
name that the naming profile gives it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence

from chipmap.model.dataset import Dataset
from chipmap.model.geography.naming import LANGUAGES, PlaceNames, spellings_of_place
from chipmap.model.records import Collaboration, CollaborationStage, Institution, Segment
from chipmap.model.search.emphasis import Range
from chipmap.model.search.spelling_index import Spelt
from chipmap.ui.actions import COMMANDS
from chipmap.ui.bridge import WorkspaceBridge
from chipmap.wording import _
from chipmap.wording.levels import collaboration_kind_word, institution_type_word, stage_word

PLACE, SEGMENT, INSTITUTION, COMMAND = "place", "segment", "institution", "command"
COLLABORATION, SCENARIO = "collaboration", "scenario"
KINDS = (PLACE, SEGMENT, INSTITUTION, COLLABORATION, SCENARIO, COMMAND)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to go to. `hint` stands at its right end; `emphasis` is what was typed within the title."""

    kind: str
    key: str
    title: str
    hint: str
    icon: str
    emphasis: tuple[Range, ...] = ()


def kind_heading(kind: str) -> str:
    """What a group of found things is called."""
    return {
        PLACE: _("Places"),
        SEGMENT: _("Segments"),
        INSTITUTION: _("Institutions"),
        COLLABORATION: _("Collaborations"),
        SCENARIO: _("Scenarios"),
        COMMAND: _("Commands"),
    }[kind]


# Places


def spelt_places(dataset: Dataset, shown: PlaceNames) -> Iterator[Spelt]:
    """Countries and policy regions, by the names shown first; many institutions come first among equals."""
    tongues = [shown, *(PlaceNames.load(shown.profile, language) for language in LANGUAGES)]
    known = Counter(institution.country for institution in dataset.institutions.values())
    for region in dataset.regions.values():
        if region.is_policy:
            names = (names.name(region.code) for names in tongues)
            yield Spelt(region.code, (*names, region.code, region.meaning), -sum(map(len, region.members)))
    for country in dataset.countries.values():
        names = (names.name(country.code) for names in tongues)
        codes = (country.code, country.alpha2, country.name, *spellings_of_place(country.code))
        yield Spelt(country.code, (*names, *codes), -known[country.code])


def place_entry(bridge: WorkspaceBridge, code: str) -> Entry:
    """A country or region by the name of the naming profile."""
    name = bridge.subject_name(code)
    country = bridge.dataset.countries.get(code)
    if country is None:
        return Entry(PLACE, code, name, _("Region"), "globe")
    subregion = bridge.names.subregion(country.subregion) or country.subregion
    return Entry(PLACE, code, name, f"{subregion} · {code}" if subregion else code, "map-pin")


# Segments


def spelt_segments(dataset: Dataset) -> Iterator[Spelt]:
    """The segments of the value chain, stages before their parts."""
    for segment in dataset.segments.values():
        if segment.segment_kind != "total":
            is_part = segment.segment_kind != "stage"
            spellings = (segment_title(segment), segment.name, segment.short_name, segment.id)
            yield Spelt(segment.id, spellings, is_part * 1000 + segment.order)


def segment_title(segment: Segment) -> str:
    """A stage as in the ribbon, any other segment by its full name."""
    is_stage = segment.segment_kind == "stage"
    return (segment.short_name if is_stage else segment.name) or segment.name


def segment_entry(bridge: WorkspaceBridge, key: str) -> Entry:
    """A segment, and the stage that it is a part of."""
    segment: Segment = bridge.dataset.segments[key]
    parent = bridge.dataset.segments.get(segment.parent)
    hint = _("Stage of the value chain")
    if segment.segment_kind != "stage" and parent is not None:
        hint = parent.short_name or parent.name
    return Entry(SEGMENT, key, segment_title(segment), hint, "package")


# Institutions


def spelt_institution(institution: Institution) -> Spelt:
    """An institution by its names, its city and its id."""
    names = (institution.short_name or institution.name, institution.name)
    return Spelt(institution.id, (*names, institution.city, institution.id))


def institution_entry(bridge: WorkspaceBridge, key: str) -> Entry:
    """An institution by its short and its full name, with its country and what it is."""
    record: Institution = bridge.dataset.institutions[key]
    is_short = record.short_name not in {"", record.name}
    title = f"{record.short_name} – {record.name}" if is_short else record.name
    hint = f"{bridge.subject_name(record.country)} · {institution_type_word(record.institution_type)}"
    return Entry(INSTITUTION, key, title, hint, "building-2")


# Collaborations


def spelt_collaborations(dataset: Dataset) -> Iterator[Spelt]:
    """Collaborations by name, topic and id; those that go on come before those that are done."""
    for record in dataset.collaborations.values():
        rank = int(record.stage == CollaborationStage.DONE)
        yield Spelt(record.id, (record.name, record.topic, record.id), rank)


def collaboration_entry(bridge: WorkspaceBridge, key: str) -> Entry:
    """A collaboration with its stage and its kind."""
    record: Collaboration = bridge.dataset.collaborations[key]
    hint = f"{stage_word(record.stage)} · {collaboration_kind_word(record.collaboration_kind)}"
    return Entry(COLLABORATION, key, record.name, hint, "handshake")


# Commands


def spelt_commands(actions: Mapping[str, QAction]) -> Iterator[Spelt]:
    """The commands that can run now, in the order in which they are listed."""
    for rank, command in enumerate(COMMANDS):
        action = actions.get(command.id)
        if command.is_found and action is not None and action.isEnabled():
            yield Spelt(command.id, (action.text(), command.id), rank)


def command_entry(actions: Mapping[str, QAction], key: str) -> Entry:
    """A command with its shortcut as it is written on this system."""
    action = actions[key]
    icon = next(command.icon for command in COMMANDS if command.id == key)
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return Entry(COMMAND, key, action.text(), keys, icon)
