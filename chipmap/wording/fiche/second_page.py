"""The second page of a fiche: dependencies, complementarity with the focus region, collaborations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chipmap.model.analysis.swot import Quadrant
from chipmap.model.match.place_partners import PartnerTerm
from chipmap.model.match.weights import whole_parts
from chipmap.model.story.fiche_text import FicheSection, FicheTable, Paragraph, Points
from chipmap.model.story.slide_content import TableCell
from chipmap.wording import _, formats, ngettext
from chipmap.wording import analysis as analysis_words
from chipmap.wording.collaborations import day_text
from chipmap.wording.fiche.asked import FicheAsked, Limits, and_more, sentence
from chipmap.wording.fiche.first_page import swot_point
from chipmap.wording.levels import collaboration_kind_word, measure_word, stage_word
from chipmap.wording.partner_reasons import partner_reasons
from chipmap.wording.partners import term_word
from chipmap.wording.sentences import listed
from chipmap.wording.slides.cells import NOT_KNOWN

if TYPE_CHECKING:
    from chipmap.model.match.institution_pairs import InstitutionPair
    from chipmap.model.match.place_fiche import Dependence
    from chipmap.model.match.place_partners import PlacePartner
    from chipmap.model.records import Collaboration
    from chipmap.model.story.fiche_text import Block

_NAMED_PARTNERS = 4
_BEST = 5


def second_page(asked: FicheAsked, limits: Limits) -> tuple[FicheSection, ...]:
    """The sections in order; each says what is not known instead of leaving it out."""
    return (
        _dependences(asked, limits),
        _complementarity(asked, limits),
        _collaborations(asked, limits),
    )


def _dependences(asked: FicheAsked, limits: Limits) -> FicheSection:
    known = [one for one in asked.fiche.dependences if one.is_known]
    blocks: list[Block] = []
    if known:
        headings = (
            _("Segment"),
            _("Largest supplier elsewhere"),
            _("Concentration (HHI)"),
            _("Counted by"),
            _("Foreign inputs"),
        )
        rows = tuple(_dependence_row(asked, one) for one in known)
        blocks.append(FicheTable(headings, rows, (0.16, 0.22, 0.16, 0.33, 0.13)))
    unknown = [asked.segment(one.segment) for one in asked.fiche.dependences if not one.is_known]
    if unknown:
        text = _("Suppliers and inputs are not known for {segments}.").format(segments=listed(unknown))
        blocks.append(Paragraph(text))
    points = [
        swot_point(asked, hit) for hit in asked.fiche.swot.swot.shown(Quadrant.THREAT)[: limits.threats]
    ]
    if points:
        blocks.append(Points(tuple(points)))
    return FicheSection(_("Dependencies"), tuple(blocks))


def _dependence_row(asked: FicheAsked, one: Dependence) -> tuple[TableCell, ...]:
    largest, concentration, basis = NOT_KNOWN, NOT_KNOWN, NOT_KNOWN
    if one.largest is not None:
        who, part = one.largest
        largest = f"{asked.name(who)} {formats.percent(part, 1)}"
    bounds, group = one.concentration.hhi, one.concentration.basis
    if bounds.low is not None and bounds.high is not None:
        concentration = analysis_words.interval(bounds.low, bounds.high)
    if group is not None and one.largest is not None:
        year = str(group.year) if group.year is not None else _("year not printed")
        basis = sentence(f"{measure_word(group.measure)}, {year}", asked.cite(one.concentration.sources))
    inputs = NOT_KNOWN
    if one.reliance is not None and one.reliance.low is not None and one.reliance.high is not None:
        inputs = analysis_words.percent_interval(one.reliance.low, one.reliance.high)
    return tuple(
        TableCell(text) for text in (asked.segment(one.segment), largest, concentration, basis, inputs)
    )


def _complementarity(asked: FicheAsked, limits: Limits) -> FicheSection:
    found = asked.fiche.complement
    if found.partner is None:
        if asked.fiche.place == asked.fiche.focus:
            return _best_partners(asked)
        text = _("{place} is a part of {focus}, so neither completes the other.").format(
            place=asked.place, focus=asked.focus
        )
        return FicheSection(_complement_title(asked), (Paragraph(text),))
    one = found.partner
    blocks: list[Block] = [Paragraph(_score_text(one, found.ranked))]
    reasons = [(f"{reason}.", "") for reason in partner_reasons(asked.dataset, asked.names, one, found.focus)]
    opportunities = asked.fiche.swot.swot.shown(Quadrant.OPPORTUNITY)[: limits.opportunities]
    blocks.append(Points((*reasons, *(swot_point(asked, hit) for hit in opportunities))))
    blocks.append(_pairs(asked, found.pairs, limits))
    return FicheSection(_complement_title(asked), tuple(blocks))


def _complement_title(asked: FicheAsked) -> str:
    return _("Complementarity with {focus}").format(focus=asked.focus)


def _best_partners(asked: FicheAsked) -> FicheSection:
    """The fiche of the focus region itself: who completes it best."""
    ranked = [one for one in asked.fiche.complement.others if one.ranked.rank is not None]
    title = _("Who completes {focus} best").format(focus=asked.focus)
    if not ranked:
        return FicheSection(title, (Paragraph(_("No partner can be ranked: levels or needs are missing.")),))
    points = tuple(
        (
            _("{rank}. {place}: {total} of 100").format(
                rank=one.ranked.rank, place=asked.name(one.place), total=round(one.ranked.total or 0.0)
            ),
            ". ".join(partner_reasons(asked.dataset, asked.names, one, asked.fiche.focus)) + ".",
        )
        for one in ranked[:_BEST]
    )
    return FicheSection(title, (Points(points),))


def _score_text(one: PlacePartner, ranked: int) -> str:
    if one.ranked.rank is None:
        terms = ", ".join(term_word(term).lower() for term in one.ranked.missing)
        return _("No partner score: {terms} cannot be known; {part} of the weight is known.").format(
            terms=terms, part=formats.percent(100 * one.ranked.weight_known)
        )
    points = whole_parts(dict(one.ranked.contributions), round(one.ranked.total or 0.0))
    parts = "; ".join(
        f"{term_word(term)} {points[term]}"
        if term in points
        else _("{term} not known").format(term=term_word(term))
        for term in PartnerTerm
    )
    return _(
        "Partner score {total} of 100, place {rank} of {count} ranked places ({parts}; computed)."
    ).format(total=round(one.ranked.total or 0.0), rank=one.ranked.rank, count=ranked, parts=parts)


def _pairs(asked: FicheAsked, pairs: tuple[InstitutionPair, ...], limits: Limits) -> Block:
    if not pairs:
        return Paragraph(_("No pair of institutions is known that both hold a segment or complete one."))
    points = []
    for one in pairs[: limits.pairs]:
        joined = [*one.they_add, *one.we_add, *one.both]
        segments = ", ".join(asked.segment(segment) for segment in dict.fromkeys(joined))
        names = _("{ours} and {theirs}").format(
            ours=one.ours.short_name or one.ours.name, theirs=one.theirs.short_name or one.theirs.name
        )
        points.append((f"{names}: {segments}", asked.cite([one.ours.source, one.theirs.source])))
    more = len(pairs) - len(points)
    if more > 0:
        points.append((and_more(more), ""))
    return Points(tuple(points))


def _collaborations(asked: FicheAsked, limits: Limits) -> FicheSection:
    fiche = asked.fiche
    title = _("Collaborations")
    if not fiche.collaborations:
        text = _("No collaboration of {place} is recorded.").format(place=asked.place)
        return FicheSection(title, (Paragraph(text),))
    shown = fiche.collaborations[: limits.collaborations]
    count = len(fiche.collaborations)
    said = ngettext("{count} recorded", "{count} recorded", count).format(count=count)
    if fiche.place != fiche.focus:
        said = _("{recorded}, {with_focus} of them with {focus}.").format(
            recorded=said, with_focus=fiche.with_focus, focus=asked.focus
        )
    else:
        said = f"{said}."
    headings = (_("Name"), _("Kind"), _("Stage"), _("With"), _("When"))
    rows = tuple(_collaboration_row(asked, work) for work in shown)
    blocks: list[Block] = [Paragraph(said), FicheTable(headings, rows, (0.38, 0.17, 0.1, 0.23, 0.12))]
    if count > len(shown):
        blocks.append(Paragraph(and_more(count - len(shown)) + "."))
    return FicheSection(title, tuple(blocks))


def _collaboration_row(asked: FicheAsked, work: Collaboration) -> tuple[TableCell, ...]:
    partners = [partner for partner in work.partners if partner != asked.fiche.place]
    named = ", ".join(asked.name(partner) for partner in partners[:_NAMED_PARTNERS])
    if len(partners) > _NAMED_PARTNERS:
        named = f"{named} {and_more(len(partners) - _NAMED_PARTNERS)}"
    dates = [day_text(day) for day in (work.start, work.end) if day]
    cells = (
        sentence(work.name, asked.cite([work.source])),
        collaboration_kind_word(work.collaboration_kind),
        stage_word(work.stage),
        named or NOT_KNOWN,
        " – ".join(dates) or NOT_KNOWN,
    )
    return tuple(TableCell(text) for text in cells)
