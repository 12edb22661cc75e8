"""Why a partner stands where it does, in sentences: what fills whose gap, and how much nobody has scored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chipmap.model.analysis.figures import Reason
from chipmap.wording import partners as words
from chipmap.wording.sentences import mid_sentence
from chipmap.wording.subjects import segment_name, subject_name

if TYPE_CHECKING:
    from chipmap.model.dataset import Dataset
    from chipmap.model.match.place_partners import PlacePartner, TermValue
    from chipmap.wording.subjects import Names


def partner_reasons(dataset: Dataset, names: Names, one: PlacePartner, focus: str) -> tuple[str, ...]:
    """What the partner fills of our gap, what we fill of theirs, and how much of it is suggested."""
    from chipmap.model.match.place_partners import PartnerTerm

    place, ours = subject_name(dataset, names, one.place), subject_name(dataset, names, focus)
    reasons = [
        _filled(dataset, one.terms[PartnerTerm.FILLS_OUR_GAP], giving=place, needing=ours),
        _filled(dataset, one.terms[PartnerTerm.FILLS_THEIR_GAP], giving=ours, needing=place)
        if one.terms[PartnerTerm.FILLS_THEIR_GAP].reason is not Reason.NO_NEED
        else words.one_way_text(place),
    ]
    if one.suggested_part > 0:
        reasons.append(words.suggested_text(one.suggested_part))
    return tuple(reasons)


def _filled(dataset: Dataset, term: TermValue, *, giving: str, needing: str) -> str:
    if term.value is None:
        is_met = term.reason is Reason.NO_NEED
        return words.no_gap_text(needing) if is_met else words.not_known_text(giving)
    adding = [part for part in term.parts if part.contribution]
    if not adding:
        return words.adds_nothing_text(giving, needing)
    best = max(adding, key=lambda part: part.contribution or 0.0)
    assert best.theirs is not None
    assert best.ours is not None
    assert best.need is not None
    text = words.covered_text(
        place=giving,
        theirs=best.theirs,
        segment=mid_sentence(segment_name(dataset, best.subject)),
        other=needing,
        ours=best.ours,
        need=best.need,
    )
    return words.and_more_segments(text, len(adding) - 1)
