"""Slides of ranked partners: cards with their six parts, as the page and the command line rank them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chipmap.model.match.weights import whole_parts
from chipmap.model.records import ROOT_SEGMENT
from chipmap.model.story.slide_content import PartnerCard, PartnerPart
from chipmap.wording import _, stories
from chipmap.wording.partner_reasons import partner_reasons
from chipmap.wording.partners import term_word, work_text
from chipmap.wording.slides.asked import SlideBody

if TYPE_CHECKING:
    from chipmap.model.match.place_partners import PartnerList, PlacePartner
    from chipmap.wording.slides.asked import SlideAsked

MOST_CARDS = 4
USUAL_CARDS = 3


def ranking_asked(asked: SlideAsked) -> PartnerList:
    """The ranking that a view asks for, without draws of the weights; raises `GoneFromWorkspace`."""
    from chipmap.model.match.place_partners import Ties, can_be_partner, candidates_of, partners_of

    dataset, view, focus, segment = asked.dataset, asked.view, asked.focus, asked.segment
    added = [place for place in view.added if can_be_partner(dataset, focus, place)]
    return partners_of(
        dataset,
        focus=focus,
        segment=None if segment == ROOT_SEGMENT else segment,
        horizon=asked.horizon,
        candidates=[*candidates_of(dataset, focus), *added],
        ties=Ties.NEW if view.new_ties else Ties.EXISTING,
    )


def match_body(asked: SlideAsked) -> SlideBody:
    """The cards of the places that were chosen, else of the first three; raises `GoneFromWorkspace`."""
    found = ranking_asked(asked)
    ranked = [one for one in found.partners if one.ranked.rank is not None]
    chosen = [one for one in ranked if one.place in asked.view.partners]
    shown = (chosen or ranked[:USUAL_CARDS])[:MOST_CARDS]
    segment = asked.segment_name(asked.segment, is_inside=True)
    leading = [one for one in ranked[:USUAL_CARDS] if fills_a_gap(one)] or ranked[:1]
    first = leading if not chosen else [one for one in shown if one in leading]
    title = stories.partners_title([asked.place(one.place) for one in first], segment)
    if chosen and not first:
        title = _chosen_title(asked, shown, segment)
    cards = tuple(_card(asked, found, one) for one in shown)
    return SlideBody(
        title=title,
        subtitle=_("Partner score of {focus} in {segment}, of 100, {year}").format(
            focus=asked.place(asked.focus), segment=segment, year=asked.year
        ),
        sources=_sources(asked, found, shown),
        places=tuple(one.place for one in shown),
        alt_text=" ".join(_spoken(card) for card in cards) or title,
        partners=cards,
    )


def fills_a_gap(one: PlacePartner) -> bool:
    """Whether a partner has something that the focus region needs and lacks."""
    from chipmap.model.match.place_partners import PartnerTerm

    return (one.terms[PartnerTerm.FILLS_OUR_GAP].value or 0.0) > 0.0


def _chosen_title(asked: SlideAsked, shown: list[PlacePartner], segment: str) -> str:
    one = shown[0]
    return _("{place} ranks {rank} among partners in {segment}").format(
        place=asked.place(one.place), rank=one.ranked.rank, segment=segment
    )


def _card(asked: SlideAsked, found: PartnerList, one: PlacePartner) -> PartnerCard:
    parts = []
    whole = whole_parts(dict(one.ranked.contributions), round(one.ranked.total or 0.0))
    for term, weight in found.weights.items():
        value = one.terms[term].value
        points = one.ranked.contributions.get(term.value) if value is not None else None
        parts.append(
            PartnerPart(term.value, term_word(term.value), points, weight, value, whole.get(term.value))
        )
    return PartnerCard(
        place=one.place,
        name=asked.place(one.place),
        rank=one.ranked.rank,
        total=one.ranked.total,
        parts=tuple(parts),
        reasons=partner_reasons(asked.dataset, asked.names, one, found.focus),
        note=work_text(len(one.collaborations)),
        is_dotted=one.suggested_part > 0,
    )


def _spoken(card: PartnerCard) -> str:
    parts = ", ".join(f"{part.word} {part.printed}" for part in card.parts if part.printed is not None)
    return _("{rank}. {name}: {total} of 100 ({parts}). {reasons}.").format(
        rank=card.rank,
        name=card.name,
        total=round(card.total or 0.0),
        parts=parts,
        reasons=". ".join(card.reasons),
    )


def _sources(asked: SlideAsked, found: PartnerList, shown: list[PlacePartner]) -> tuple[str, ...]:
    """What the levels behind both gaps rest on."""
    subjects = [found.focus, *(one.place for one in shown)]
    standings = [
        asked.standings.of(subject, segment, found.horizon)
        for segment in found.segments
        for subject in subjects
    ]
    return tuple(dict.fromkeys(source for one in standings for source in one.why.sources))
