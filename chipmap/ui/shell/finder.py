"""Finds what is typed among everything in the open workspace, and keeps up with its edits.

The rule: nothing is gathered before it is needed, and then bit by bit, so that a workspace of 100,000
institutions stops nobody. Guesses at what was meant are offered only where nothing is called so.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from chipmap.model.records import (
    Collaboration,
    Country,
    Hazard,
    Institution,
    Region,
    Scenario,
    Segment,
    Settings,
)
from chipmap.model.search.emphasis import emphasised
from chipmap.model.search.spelling_index import Fit, Found, SpellingIndex, query_of
from chipmap.model.workspace import Announcement
from chipmap.ui.bridge import WorkspaceBridge
from chipmap.ui.shell.scenario_entries import is_scenario, scenario_entry, spelt_scenarios
from chipmap.ui.shell.search_entries import (
    COLLABORATION,
    COMMAND,
    INSTITUTION,
    KINDS,
    PLACE,
    SCENARIO,
    SEGMENT,
    Entry,
    collaboration_entry,
    command_entry,
    institution_entry,
    kind_heading,
    place_entry,
    segment_entry,
    spelt_collaborations,
    spelt_commands,
    spelt_institution,
    spelt_places,
    spelt_segments,
)
from chipmap.wording import _

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

PER_KIND = 6
MOST_OF_ONE_KIND = 60
_AT_ONCE = 250
"""Institutions taken up between two looks at the clock."""
_MOST_PATCHED = 100
_WAYS_OUT = ("add_institution", "import_institutions")


class Group(NamedTuple):
    """A heading and what stands beneath it; `total` things fit, or more where `is_more`."""

    heading: str
    entries: list[Entry]
    total: int
    is_more: bool = False


class Finder:
    """One for each open workspace."""

    def __init__(self, bridge: WorkspaceBridge, actions: Mapping[str, QAction]) -> None:
        self._bridge, self._actions = bridge, actions
        self._indexes: dict[str, SpellingIndex] = {}
        self._waiting: Iterator[Institution] | None = None
        """Institutions that are not in their index yet."""
        self._entry_of: dict[str, Callable[[str], Entry]] = {
            PLACE: lambda key: place_entry(bridge, key),
            SEGMENT: lambda key: segment_entry(bridge, key),
            INSTITUTION: lambda key: institution_entry(bridge, key),
            COLLABORATION: lambda key: collaboration_entry(bridge, key),
            SCENARIO: lambda key: scenario_entry(bridge, key),
            COMMAND: lambda key: command_entry(actions, key),
        }
        bridge.changed.connect(self._on_changed)

    def prepare(self, seconds: float = float("inf")) -> bool:
        """Gather what can be found, for so long at most; say whether everything is there."""
        end = time.perf_counter() + seconds
        dataset = self._bridge.dataset
        if PLACE not in self._indexes:
            self._indexes[PLACE] = SpellingIndex(spelt_places(dataset, self._bridge.names))
        if SEGMENT not in self._indexes:
            self._indexes[SEGMENT] = SpellingIndex(spelt_segments(dataset))
        if COLLABORATION not in self._indexes:
            self._indexes[COLLABORATION] = SpellingIndex(spelt_collaborations(dataset))
        if SCENARIO not in self._indexes:
            self._indexes[SCENARIO] = SpellingIndex(spelt_scenarios(dataset))
        if INSTITUTION not in self._indexes:
            self._indexes[INSTITUTION] = SpellingIndex()
            self._waiting = iter(dataset.institutions.values())
        index = self._indexes[INSTITUTION]
        while self._waiting is not None and time.perf_counter() < end:
            some = [spelt_institution(record) for record in islice(self._waiting, _AT_ONCE)]
            index.extend(some)
            if not some:
                self._waiting = None
        if self._waiting is None and time.perf_counter() < end:
            index.prepare()
        is_in_time = time.perf_counter() < end
        if is_in_time:
            index.prepare(with_words=True)
        return is_in_time

    def find(self, text: str) -> list[Group]:
        """What fits best, kind by kind, the kind with the best match first."""
        self.prepare()
        query = query_of(text)
        indexes = {**self._indexes, COMMAND: SpellingIndex(spelt_commands(self._actions))}
        found = {kind: indexes[kind].find(query, MOST_OF_ONE_KIND) for kind in KINDS}
        if not any(one.matches and one.matches[0].fit < Fit.INSIDE for one in found.values()):
            guessed = {kind: indexes[kind].find_near(query, PER_KIND) for kind in KINDS}
            found = {kind: _with_guesses(found[kind], guessed[kind]) for kind in KINDS}
        kinds = sorted(
            (kind for kind in KINDS if found[kind].matches), key=lambda kind: found[kind].matches[0].fit
        )
        most = MOST_OF_ONE_KIND if len(kinds) == 1 else PER_KIND
        return [self._group(kind, found[kind], most, query.text) for kind in kinds]

    def offers(self, recent: Iterable[tuple[str, str]]) -> list[Group]:
        """What is offered before anything is typed: what was chosen last, and the commands."""
        commands = [spelt.key for spelt in spelt_commands(self._actions)]
        chosen = [self._entry_of[kind](key) for kind, key in recent if self._is_there(kind, key)]
        named = ((_("Recent"), chosen[:PER_KIND]), (kind_heading(COMMAND), self._commands(commands)))
        return [Group(heading, entries, len(entries)) for heading, entries in named if entries]

    def ways_out(self) -> list[Group]:
        """What can be done where nothing was found."""
        entries = self._commands([key for key in _WAYS_OUT if self._is_there(COMMAND, key)])
        return [Group(_("Add what is missing"), entries, len(entries))] if entries else []

    def _commands(self, keys: Sequence[str]) -> list[Entry]:
        return [command_entry(self._actions, key) for key in keys]

    def _group(self, kind: str, found: Found, most: int, typed: str) -> Group:
        entries = []
        for match in found.matches[:most]:
            entry = self._entry_of[kind](match.key)
            entries.append(replace(entry, emphasis=emphasised(entry.title, match, typed)))
        return Group(kind_heading(kind), entries, found.total, found.is_more)

    def _is_there(self, kind: str, key: str) -> bool:
        dataset = self._bridge.dataset
        if kind == COMMAND:
            return key in self._actions and self._actions[key].isEnabled()
        if kind == PLACE:
            return key in dataset.countries or key in dataset.regions
        if kind == COLLABORATION:
            return key in dataset.collaborations
        if kind == SCENARIO:
            return is_scenario(dataset, key)
        return key in (dataset.segments if kind == SEGMENT else dataset.institutions)

    def _on_changed(self, announcement: Announcement) -> None:
        changes = announcement.changes
        if changes.touches(Settings, Country, Region):
            self._indexes.pop(PLACE, None)
        if changes.touches(Segment):
            self._indexes.pop(SEGMENT, None)
        if changes.touches(Collaboration):
            self._indexes.pop(COLLABORATION, None)
        if changes.touches(Scenario, Hazard):
            self._indexes.pop(SCENARIO, None)
        edited = list(changes.records(Institution))
        if len(edited) > _MOST_PATCHED or (edited and self._waiting is not None):
            # So many are sooner gathered anew; and half a table gathered before the edit is none.
            self._indexes.pop(INSTITUTION, None)
        index = self._indexes.get(INSTITUTION)
        if index is None:
            return
        for change in edited:
            if isinstance(change.before, Institution):
                index.remove(spelt_institution(change.before))
            if isinstance(change.after, Institution):
                index.put(spelt_institution(change.after))


def _with_guesses(found: Found, guessed: Found) -> Found:
    """What was typed inside a word, then what may have been meant."""
    known = {match.key for match in found.matches}
    more = [match for match in guessed.matches if match.key not in known]
    return Found([*found.matches, *more], max(found.total, guessed.total), found.is_more or guessed.is_more)
