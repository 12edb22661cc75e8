"""A term of a partner's score opened: how its points come about by segment, and what each rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chipmap.model.match.place_partners import PartnerList, PartnerTerm, PlacePartner, TermPart
from chipmap.ui.panels.citations import need_citations, score_citations
from chipmap.ui.panels.collaborations import collaboration_card
from chipmap.ui.panels.partners.card_report import bar_parts
from chipmap.ui.panels.source_card import Citation
from chipmap.wording import _
from chipmap.wording import partners as words
from chipmap.wording.figures import reason_text
from chipmap.wording.formats import percent
from chipmap.wording.standings import origin_text

if TYPE_CHECKING:
    from chipmap.ui.bridge import WorkspaceBridge

_NEEDS = (PartnerTerm.FILLS_OUR_GAP, PartnerTerm.FILLS_THEIR_GAP)
_SHOWN_PARTS = 12
"""More segments than this hide what decides; those that add most are shown."""


@dataclass(frozen=True, slots=True)
class TermReport:
    """The head of a term: `points` are None where it is not known; `is_need_missing` asks for a need."""

    term: PartnerTerm
    word: str
    points: int | None
    figure: str
    is_need_missing: bool = False


@dataclass(frozen=True, slots=True)
class PartLine:
    """One segment or collaboration of a term: what entered, what it adds, and where the levels come from."""

    text: str
    adds: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class TermDetail:
    """What a term shows when it is opened."""

    meaning: str
    lines: tuple[PartLine, ...]
    note: str
    citations: tuple[Citation, ...]


def term_reports(one: PlacePartner, found: PartnerList) -> tuple[TermReport, ...]:
    """The heads of all six terms, in their order."""
    points = {part.term: part.points for part in bar_parts(one)} if one.ranked.total is not None else {}
    scale = _scale(one)
    reports = []
    for term in PartnerTerm:
        most = round(found.weights.get(term, 0.0) * scale)
        known = points.get(term)
        is_known = one.terms[term].value is not None
        if known is not None:
            figure = words.points_text(known, most)
        else:
            figure = _("no points without a rank") if is_known else _("not known")
        needs_one = term is PartnerTerm.FILLS_THEIR_GAP and not is_known and not one.terms[term].parts
        reports.append(TermReport(term, words.term_word(term), known, figure, needs_one))
    return tuple(reports)


def term_detail(
    bridge: WorkspaceBridge, one: PlacePartner, found: PartnerList, term: PartnerTerm
) -> TermDetail:
    """Everything that a term rests on."""
    value = one.terms[term]
    focus, place = bridge.subject_name(found.focus), bridge.subject_name(one.place)
    notes = [words.term_meaning(term, focus, place)]
    if value.value is None and value.reason is not None:
        notes.append(reason_text(value.reason))
    elif value.value is not None:
        notes.append(words.sum_text(value.value, found.weights[term], _scale(one)))
    parts = sorted(value.parts, key=lambda part: -(part.contribution or 0.0))[:_SHOWN_PARTS]
    names = ", ".join(bridge.segment_name(segment) for segment in value.unknown)
    return TermDetail(
        meaning=" ".join(notes[:1]),
        lines=tuple(_line(bridge, one, found, term, part) for part in parts),
        note=" ".join([*notes[1:], words.left_out_text(names) if names else ""]).strip(),
        citations=_citations(bridge, one, found, term, parts),
    )


def _scale(one: PlacePartner) -> float:
    """By how much the known weights were raised for the unknown ones."""
    return 1.0 / one.ranked.weight_known if one.ranked.weight_known else 1.0


def _line(
    bridge: WorkspaceBridge, one: PlacePartner, found: PartnerList, term: PartnerTerm, part: TermPart
) -> PartLine:
    if term is PartnerTerm.TIES:
        work = bridge.dataset.collaborations[part.subject]
        return PartLine(work.name)
    segment = bridge.segment_name(part.subject)
    if term is PartnerTerm.LOW_EXPOSURE:
        share = percent(part.theirs or 0.0, 1)
        return PartLine(_("{segment}: holds {share}").format(segment=segment, share=share))
    if term not in _NEEDS:
        return PartLine(segment, words.adds_text(part.contribution))
    text = words.part_text(segment=segment, ours=part.ours, theirs=part.theirs, need=part.need)
    needing, giving = _sides(one, found, term)
    origins = [
        _("{place}: {origin}").format(
            place=bridge.subject_name(subject),
            origin=origin_text(
                bridge.standings.of(subject, part.subject, found.horizon), bridge.dataset, bridge.names
            ),
        )
        for subject in (needing, giving)
    ]
    return PartLine(text, words.adds_text(part.contribution), ". ".join(origins))


def _sides(one: PlacePartner, found: PartnerList, term: PartnerTerm) -> tuple[str, str]:
    """Who needs and who gives in a term."""
    return (found.focus, one.place) if term is PartnerTerm.FILLS_OUR_GAP else (one.place, found.focus)


def _citations(
    bridge: WorkspaceBridge,
    one: PlacePartner,
    found: PartnerList,
    term: PartnerTerm,
    parts: list[TermPart],
) -> tuple[Citation, ...]:
    """What the figures of a term rest on, each once."""
    cited: list[Citation] = []
    if term is PartnerTerm.TIES:
        works = bridge.dataset.collaborations
        cited = [collaboration_card(bridge, works[key]) for key in one.collaborations]
    elif term in _NEEDS:
        needing, giving = _sides(one, found, term)
        for part in parts:
            cited += need_citations(bridge, needing, part.subject)
            cited += score_citations(bridge, giving, part.subject)
            cited += score_citations(bridge, needing, part.subject)
    elif term in (PartnerTerm.LOW_EXPOSURE, PartnerTerm.RELATEDNESS):
        for part in parts:
            cited += score_citations(bridge, one.place, part.subject)
    return tuple(dict.fromkeys(cited))
