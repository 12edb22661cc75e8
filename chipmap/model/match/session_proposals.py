"""Sessions that are worth holding with a partner place: on what, who of both sides, and for how long.

Each rests on the same numbers as the partner's card: the segment that adds most to the score, and the
institution pairs of the match.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chipmap.model.dataset import Dataset
from chipmap.model.match.institution_pairs import institution_pairs
from chipmap.model.match.place_partners import PartnerList, PartnerTerm, TermPart, partners_of
from chipmap.model.records import NOW

MOST_PROPOSED = 3
MOST_OF_A_SIDE = 4
"""Institutions of each side: a session is a conversation, not a hall."""

SHORTEST, LONGEST, MINUTES_A_PAIR, ROUNDED_TO = 30, 60, 5, 15
"""Minutes: half an hour and five for each pair that may talk, in quarters, an hour at most."""


@dataclass(frozen=True, slots=True)
class SessionProposal:
    """A session with a partner place on the segment that matters most between the two.

    `ours`, `theirs` and `need` are levels; the need is ours where `fills_ours`, else theirs. All three are
    None where no gap is known. Institutions are by id, our side first; `pairs` is how many could talk.
    """

    partner: str
    segment: str
    horizon: str
    minutes: int
    institutions: tuple[str, ...]
    pairs: int
    fills_ours: bool = True
    ours: float | None = None
    theirs: float | None = None
    need: float | None = None


def propose_session(dataset: Dataset, found: PartnerList, partner: str) -> SessionProposal:
    """A session with one of the ranked partners on what the ranking is about."""
    lead, fills_ours = _lead(found, partner)
    pairs = institution_pairs(
        dataset, focus=found.focus, partner=partner, segment=found.segment, horizon=found.horizon
    )
    ours = _first(pair.ours.id for pair in pairs)
    theirs = _first(pair.theirs.id for pair in pairs)
    segment = lead.subject if lead is not None else found.segment or ""
    needing, giving = (lead.ours, lead.theirs) if lead is not None else (None, None)
    return SessionProposal(
        partner,
        segment,
        found.horizon,
        _minutes(len(pairs)),
        (*ours, *theirs),
        len(pairs),
        fills_ours,
        needing if fills_ours else giving,
        giving if fills_ours else needing,
        lead.need if lead is not None else None,
    )


def propose_sessions(
    dataset: Dataset,
    event: str,
    *,
    focus: str,
    segment: str | None = None,
    horizon: str = NOW,
    most: int = MOST_PROPOSED,
) -> tuple[SessionProposal, ...]:
    """Sessions with the best ranked partners that have none at the event yet."""
    found = partners_of(dataset, focus=focus, segment=segment, horizon=horizon)
    there = {one.partner for one in dataset.sessions.of(event).values()}
    ranked = [one.place for one in found.partners if one.ranked.rank is not None and one.place not in there]
    return tuple(propose_session(dataset, found, place) for place in ranked[:most])


def _lead(found: PartnerList, partner: str) -> tuple[TermPart | None, bool]:
    """The part that adds most to filling our gap, else theirs; None where nothing is filled."""
    one = next((one for one in found.partners if one.place == partner), None)
    if one is None:
        return None, True
    for term, fills_ours in ((PartnerTerm.FILLS_OUR_GAP, True), (PartnerTerm.FILLS_THEIR_GAP, False)):
        parts = [part for part in one.terms[term].parts if part.contribution]
        if parts:
            return max(parts, key=lambda part: part.contribution or 0.0), fills_ours
    return None, True


def _first(ids: Iterable[str]) -> Sequence[str]:
    return list(dict.fromkeys(ids))[:MOST_OF_A_SIDE]


def _minutes(pairs: int) -> int:
    wanted = SHORTEST + MINUTES_A_PAIR * pairs
    return min(LONGEST, -(-wanted // ROUNDED_TO) * ROUNDED_TO) if pairs else SHORTEST
