"""Programmes of events in words: what a session is about, why two should meet, how good a plan is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from chipmap.model.dataset import Dataset
from chipmap.wording import _, ngettext
from chipmap.wording.agendas import event_reason_text
from chipmap.wording.formats import level as level_text
from chipmap.wording.formats import percent
from chipmap.wording.subjects import Names, segment_name, subject_name

if TYPE_CHECKING:
    from chipmap.model.match.event_planning import EventStanding
    from chipmap.model.match.event_suggestions import SuggestedMeeting
    from chipmap.model.match.session_proposals import SessionProposal

MOST_NAMED = 3
"""Segments that a reason names; the others are counted."""


def session_title(dataset: Dataset, proposal: SessionProposal, names: Names) -> str:
    """A title from gap and levels: "Flip chip: level 4 of Malaysia for our need of 3.5"."""
    partner = subject_name(dataset, names, proposal.partner)
    if not proposal.segment:
        return _("Exchange with {partner}").format(partner=partner)
    segment = segment_name(dataset, proposal.segment)
    need = proposal.need
    if need is None:
        return _("{segment} with {partner}").format(segment=segment, partner=partner)
    giving = proposal.theirs if proposal.fills_ours else proposal.ours
    said = (
        _("{segment}: level {level} of {partner} for our need of {need}")
        if proposal.fills_ours
        else _("{segment}: our level {level} for the need of {need} of {partner}")
    )
    if giving is None:
        return _("{segment} with {partner}").format(segment=segment, partner=partner)
    return said.format(segment=segment, partner=partner, level=level_text(giving), need=level_text(need))


def session_reason(dataset: Dataset, proposal: SessionProposal, names: Names, focus: str) -> str:
    """Why the session is worth its time, with the numbers: "EU-27 has 1.4 and needs 3.5; Malaysia has 4"."""
    if proposal.need is None or proposal.ours is None or proposal.theirs is None:
        return ngettext(
            "{count} pair of institutions could talk",
            "{count} pairs of institutions could talk",
            proposal.pairs,
        ).format(count=proposal.pairs)
    ours, theirs = subject_name(dataset, names, focus), subject_name(dataset, names, proposal.partner)
    needing, giving = (ours, theirs) if proposal.fills_ours else (theirs, ours)
    here, there = (
        (proposal.ours, proposal.theirs) if proposal.fills_ours else (proposal.theirs, proposal.ours)
    )
    return _("{needing} has {here} and needs {need}; {giving} has {there}").format(
        needing=needing,
        here=level_text(here),
        need=level_text(proposal.need),
        giving=giving,
        there=level_text(there),
    )


def suggestion_text(dataset: Dataset, suggested: SuggestedMeeting) -> str:
    """Why two should meet who have not said so: "Kim adds Flip chip; both hold Test"."""
    event_people = {one.id: one.name for one in dataset.participants.values() if one.id in suggested.pair}
    one, other = (event_people.get(who, who) for who in suggested.pair)
    said = []
    if suggested.other_adds:
        said.append(
            _("{name} adds {segments}").format(name=other, segments=_named(dataset, suggested.other_adds))
        )
    if suggested.one_adds:
        said.append(
            _("{name} adds {segments}").format(name=one, segments=_named(dataset, suggested.one_adds))
        )
    if suggested.both:
        said.append(_("both hold {segments}").format(segments=_named(dataset, suggested.both)))
    return "; ".join(said)


def _named(dataset: Dataset, segments: tuple[str, ...]) -> str:
    names = ", ".join(segment_name(dataset, one) for one in segments[:MOST_NAMED])
    more = len(segments) - MOST_NAMED
    if more <= 0:
        return names
    return ngettext("{names} and {count} more", "{names} and {count} more", more).format(
        names=names, count=more
    )


def standing_text(standing: EventStanding) -> str:
    """How good a plan is: "118 meetings, 98 % of the best conceivable"."""
    if standing.reason is not None:
        return _("There is no timetable: {reason}.").format(reason=event_reason_text(standing.reason.value))
    count = standing.meetings
    meetings = ngettext("{count} meeting", "{count} meetings", count).format(count=count)
    part = standing.part_of_bound
    if part is None:
        return meetings
    return _("{meetings}, {part} of the best conceivable").format(meetings=meetings, part=reached_text(part))


def reached_text(part: float) -> str:
    """How much of the bound is reached, rounded down: what falls short is never printed as everything."""
    return percent(int(1000 * part + 1e-6) / 10, 1)


def standing_lines(dataset: Dataset, standing: EventStanding) -> Iterator[str]:
    """Who is short of meetings and why, and which promises could not be kept, a sentence each."""

    def name(who: str) -> str:
        found = dataset.participants.get((standing.event, who))
        return who if found is None else str(found.name)

    for one, other in standing.unplaced:
        yield _("No slot was found for {one} and {other}, who must meet.").format(
            one=name(one), other=name(other)
        )
    for (one, other), slot in standing.unkept_pins:
        yield _("{one} and {other} could not be given slot {slot}, which they were promised.").format(
            one=name(one), other=name(other), slot=slot + 1
        )
    for short in standing.shortfalls:
        yield _("{name} has {has} of {promised} meetings: {reason}.").format(
            name=name(short.participant),
            has=short.has,
            promised=short.promised,
            reason=event_reason_text(short.reason.value),
        )
