"""What can be found in the search, and how well it fits what was typed. Accents and case do not matter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from chipmap.model.geography.naming import LANGUAGES, PlaceNames
from chipmap.ui.actions import COMMANDS, command_texts
from chipmap.ui.bridge import WorkspaceBridge
from chipmap.ui.folding import fold
from chipmap.wording import _
from chipmap.wording.levels import institution_type_word

PLACE, SEGMENT, INSTITUTION, COMMAND = "place", "segment", "institution", "command"
_ORDER = (PLACE, SEGMENT, INSTITUTION, COMMAND)
_PER_KIND = 6
_NO_FIT = 99


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to go to. `hint` stands at its right end; `words` are the folded spellings it is found by."""

    kind: str
    key: str
    title: str
    hint: str
    icon: str
    words: tuple[str, ...] = ()
    rank: int = 0
    """Among entries that fit alike the smaller comes first."""


Group = tuple[str, list[Entry]]
"""A heading and what stands beneath it."""


def kind_heading(kind: str) -> str:
    """What a group of found things is called."""
    return {
        PLACE: _("Places"),
        SEGMENT: _("Segments"),
        INSTITUTION: _("Institutions"),
        COMMAND: _("Commands"),
    }[kind]


def entries_of(bridge: WorkspaceBridge, enabled_commands: Iterable[str]) -> list[Entry]:
    """Everything that can be found in a workspace."""
    return [*_places(bridge), *_segments(bridge), *_institutions(bridge), *_commands(set(enabled_commands))]


def find(entries: Iterable[Entry], query: str, recent: Iterable[Entry] = ()) -> list[Group]:
    """What fits best, kind by kind; without a query what was chosen last and the commands."""
    wanted = fold(query.strip())
    if not wanted:
        commands = [entry for entry in entries if entry.kind == COMMAND]
        groups = [(_("Recent"), list(recent)), (kind_heading(COMMAND), commands)]
        return [group for group in groups if group[1]]
    ranked: dict[str, list[tuple[int, int, int, Entry]]] = {}
    for number, entry in enumerate(entries):
        fit = _fit(entry, wanted)
        if fit < _NO_FIT:
            ranked.setdefault(entry.kind, []).append((fit, entry.rank, number, entry))
    best = {kind: sorted(found, key=lambda item: item[:3])[:_PER_KIND] for kind, found in ranked.items()}
    by_fit = sorted(best, key=lambda kind: (best[kind][0][0], _ORDER.index(kind)))
    return [(kind_heading(kind), [found[-1] for found in best[kind]]) for kind in by_fit]


def _fit(entry: Entry, wanted: str) -> int:
    """Smaller fits better: the whole, its beginning, a word's, anywhere; the title before other spellings."""
    best = _NO_FIT
    for place, word in enumerate(entry.words):
        if word == wanted:
            fit = 0
        elif word.startswith(wanted):
            fit = 1
        elif f" {wanted}" in word:
            fit = 2
        elif wanted in word and len(wanted) > 1:
            fit = 3
        else:
            continue
        best = min(best, 2 * fit + (place > 0))
    return best


def _places(bridge: WorkspaceBridge) -> Iterator[Entry]:
    profile = bridge.dataset.settings.naming_profile
    tongues = [PlaceNames.load(profile, language) for language in LANGUAGES]
    for region in bridge.dataset.regions.values():
        if region.is_policy:
            name = bridge.subject_name(region.code)
            yield _entry(PLACE, region.code, name, _("Region"), "globe", region.code, region.meaning)
    countries = sorted(
        bridge.dataset.countries.values(), key=lambda country: bridge.subject_name(country.code)
    )
    known = Counter(institution.country for institution in bridge.dataset.institutions.values())
    for country in countries:
        name = bridge.subject_name(country.code)
        others = [names.name(country.code) for names in tongues]
        spellings = (*others, country.code, country.alpha2, country.name)
        yield _entry(
            PLACE, country.code, name, country.code, "map-pin", *spellings, rank=-known[country.code]
        )


def _segments(bridge: WorkspaceBridge) -> Iterator[Entry]:
    segments = bridge.dataset.segments
    for segment in sorted(segments.values(), key=lambda segment: segment.order):
        if segment.segment_kind == "total":
            continue
        parent = segments.get(segment.parent)
        is_stage = segment.segment_kind == "stage"
        hint = (
            _("Stage of the value chain") if is_stage or parent is None else parent.short_name or parent.name
        )
        title = segment.short_name if is_stage else segment.name
        spellings = (segment.name, segment.id.replace("_", " "))
        yield _entry(
            SEGMENT, segment.id, title or segment.name, hint, "package", *spellings, rank=not is_stage
        )


def _institutions(bridge: WorkspaceBridge) -> Iterator[Entry]:
    found = sorted(bridge.dataset.institutions.values(), key=lambda institution: fold(institution.name))
    for institution in found:
        kind = institution_type_word(institution.institution_type)
        hint = f"{bridge.subject_name(institution.country)} · {kind}"
        yield _entry(
            INSTITUTION,
            institution.id,
            institution.name,
            hint,
            "building-2",
            institution.short_name,
            institution.city,
        )


def _commands(enabled: set[str]) -> Iterator[Entry]:
    texts = command_texts()
    for command in COMMANDS:
        if command.is_found and command.id in enabled:
            shortcut = command.shortcuts[0] if command.shortcuts else ""
            yield _entry(COMMAND, command.id, texts[command.id], shortcut, command.icon)


def _entry(kind: str, key: str, title: str, hint: str, icon: str, *spellings: str, rank: int = 0) -> Entry:
    words = tuple(dict.fromkeys(fold(text) for text in (title, *spellings) if text))
    return Entry(kind, key, title, hint, icon, words, int(rank))
