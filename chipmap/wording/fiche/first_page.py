"""The first page of a fiche: profile, the chain with levels and needs, strengths and weaknesses."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from chipmap.model.analysis.swot import Quadrant
from chipmap.model.story.fiche_text import FicheSection, FicheTable, Paragraph, Points
from chipmap.model.story.slide_content import TableCell
from chipmap.wording import _, formats, ngettext
from chipmap.wording import swots as swot_words
from chipmap.wording.fiche.asked import FicheAsked, Limits, and_more, sentence
from chipmap.wording.levels import grade_word, institution_type_word, measure_word
from chipmap.wording.profiles import indicator_word, unit_word
from chipmap.wording.slides.cells import NOT_KNOWN, level_cell
from chipmap.wording.standings import origin_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from chipmap.model.analysis.needs import Gap
    from chipmap.model.analysis.swot import Hit
    from chipmap.model.match.place_fiche import StageLine
    from chipmap.model.records import Need, Profile, Share

_LONGEST_STATEMENT = 120
_LARGE = 10_000


def first_page(asked: FicheAsked, limits: Limits) -> tuple[FicheSection, ...]:
    """The sections in order; each says what is not known instead of leaving it out."""
    return (
        _profile(asked, limits),
        _chain(asked, limits),
        _swot_section(asked, limits, is_strength=True),
        _swot_section(asked, limits, is_strength=False),
    )


def lead_text(asked: FicheAsked) -> str:
    """The finding that stands first: the highest level, the widest gap, and how much is known."""
    fiche = asked.fiche
    known = [line for line in fiche.stages if line.gap.level is not None]
    if not known:
        return _("No level of {place} is known for any stage of the chain.").format(place=asked.place)
    best = max(known, key=lambda line: line.gap.level or 0.0)
    parts = [
        _("Strongest in {segment} (level {level}).").format(
            segment=asked.segment(best.segment, is_inside=True), level=formats.level(best.gap.level or 0.0)
        )
    ]
    short = [line for line in fiche.stages if line.gap.value is not None and line.gap.value < 0]
    if short:
        widest = min(short, key=lambda line: line.gap.value or 0.0)
        parts.append(
            _("Widest gap to its own need in {segment} ({gap}).").format(
                segment=asked.segment(widest.segment, is_inside=True),
                gap=formats.signed(widest.gap.value or 0.0),
            )
        )
    parts.append(_complement_text(asked))
    suggested = sum(line.gap.suggested_part > 0 for line in known)
    parts.append(
        _("Levels are known for {known} of {all} stages, {suggested} of them suggested.").format(
            known=len(known), all=len(fiche.stages), suggested=suggested
        )
    )
    return " ".join(part for part in parts if part)


def _complement_text(asked: FicheAsked) -> str:
    """Where the place stands among partners; nothing where it has no rank."""
    found = asked.fiche.complement
    if found.partner is None or found.partner.ranked.rank is None:
        return ""
    return _("Place {rank} of {count} among the ranked partners of {focus}.").format(
        rank=found.partner.ranked.rank, count=found.ranked, focus=asked.focus
    )


def _profile(asked: FicheAsked, limits: Limits) -> FicheSection:
    fiche = asked.fiche
    lines = [_profile_point(asked, one) for one in fiche.profiles[: limits.profiles]]
    more = len(fiche.profiles) - len(lines)
    if not fiche.profiles:
        lines.append((_("No indicator of the place is recorded."), ""))
    elif more > 0:
        lines.append((and_more(more), ""))
    lines += [_outlook_point(asked, one) for one in fiche.outlooks[: limits.outlooks]]
    lines += [(_institutions(asked, limits), ""), (_companies(asked, limits), "")]
    return FicheSection(_("Profile"), (Points(tuple(lines)),))


def _profile_point(asked: FicheAsked, profile: Profile) -> tuple[str, str]:
    figure = profile.text
    if profile.value is not None:
        is_large = profile.value >= _LARGE and profile.value.is_integer()
        shown = formats.count(int(profile.value)) if is_large else formats.number(profile.value, 2)
        figure = f"{shown} {unit_word(profile.unit)}".strip()
    year = str(profile.year) if profile.year is not None else _("year not printed")
    text = f"{indicator_word(profile.indicator)}: {figure}"
    return text, sentence(_("({year}, reported)").format(year=year), asked.cite([profile.source]))


def _outlook_point(asked: FicheAsked, one: Need) -> tuple[str, str]:
    """A target or an outlook that a source states; it is evidence and makes no gap."""
    text = (
        _("Target for {year}: {target}") if one.need_kind == "target" else _("Outlook for {year}: {target}")
    )
    said = text.format(year=one.year, target=_clipped(one.target))
    return said, sentence(f"({asked.segment(one.segment)})", asked.cite([one.source]))


def _institutions(asked: FicheAsked, limits: Limits) -> str:
    found = asked.fiche.institutions
    if not found:
        return _("No institution is recorded.")
    counts = Counter(one.institution_type for one in found)
    kinds = ", ".join(f"{institution_type_word(kind)} {count}" for kind, count in counts.most_common())
    named = ", ".join(one.short_name or one.name for one in found[: limits.institutions])
    text = ngettext(
        "{count} institution ({kinds}): {named}", "{count} institutions ({kinds}): {named}", len(found)
    )
    said = text.format(count=len(found), kinds=kinds, named=named)
    more = len(found) - limits.institutions
    cited = asked.cite(one.source for one in found[: limits.institutions])
    return sentence(f"{said} {and_more(more)}" if more > 0 else said, cited)


def _companies(asked: FicheAsked, limits: Limits) -> str:
    found = asked.fiche.leaders
    if not found:
        return _("No company’s share is cited.")
    shown = found[: limits.companies]
    named = "; ".join(
        _("{company} {share} of {segment} ({year})").format(
            company=one.company,
            share=formats.percent(one.percent or 0.0, 1),
            segment=asked.segment(one.segment, is_inside=True),
            year=one.year if one.year is not None else _("year not printed"),
        )
        for one in shown
    )
    said = _("Companies by headquarters: {named}").format(named=named)
    more = len(found) - len(shown)
    return sentence(
        f"{said}; {and_more(more)}" if more > 0 else said, asked.cite(one.source for one in shown)
    )


def _chain(asked: FicheAsked, limits: Limits) -> FicheSection:
    headings = (
        _("Segment"),
        _("Level"),
        _("Where the level comes from"),
        _("Need"),
        _("Gap"),
        _("World share"),
    )
    rows = tuple(_chain_row(asked, line) for line in asked.fiche.stages)
    year = asked.dataset.settings.current_year
    blocks: list[FicheTable | Paragraph] = [
        FicheTable(headings, rows, (0.16, 0.07, 0.31, 0.1, 0.06, 0.3)),
        Paragraph(_below_text(asked, limits)),
    ]
    title = _("Along the chain: level {year} against need").format(year=year)
    return FicheSection(title, tuple(blocks))


def _chain_row(asked: FicheAsked, line: StageLine) -> tuple[TableCell, ...]:
    gap = line.gap
    standing = gap.standing
    if standing.level is None:
        origin = _("not applicable") if standing.is_not_applicable else _("not scored")
    else:
        origin = sentence(origin_text(standing, asked.dataset, asked.names), asked.cite(_behind(gap)))
    value = NOT_KNOWN if gap.value is None else formats.signed(gap.value)
    return (
        TableCell(asked.segment(line.segment)),
        level_cell(standing),
        TableCell(origin),
        TableCell(_need_cell(asked, gap)),
        TableCell(value, gap.value),
        TableCell(_share_cell(asked, line.share)),
    )


def _behind(gap: Gap) -> Iterator[str]:
    for score in gap.standing.why.scores:
        yield from score.evidence
    yield from gap.standing.why.sources


def _need_cell(asked: FicheAsked, gap: Gap) -> str:
    if gap.need is None or gap.need.level is None:
        return NOT_KNOWN
    cited = asked.cite(source for one in gap.need.records if (source := getattr(one, "source", "")))
    text = _("{level} in {year}").format(level=formats.level(gap.need.level), year=gap.need.horizon)
    return sentence(text, cited)


def _share_cell(asked: FicheAsked, share: Share | None) -> str:
    if share is None:
        return NOT_KNOWN
    figure = formats.percent(share.percent, 1)
    if share.is_lower_bound:
        figure = _("at least {percent}").format(percent=figure)
    year = str(share.year) if share.year is not None else _("year not printed")
    basis = f"({measure_word(share.measure)}, {year}, {grade_word(share.grade)})"
    return sentence(figure, basis, asked.cite([share.source]))


def _below_text(asked: FicheAsked, limits: Limits) -> str:
    found = asked.fiche.below
    if not found:
        return _("Of no sub-segment is a level known.")
    shown = found[: limits.below]
    named = "; ".join(
        sentence(
            asked.segment(line.segment),
            formats.level(line.gap.level or 0.0),
            asked.cite(_behind(line.gap)),
        )
        for line in shown
    )
    more = len(found) - len(shown)
    said = _("Highest sub-segments: {named}").format(named=named)
    return f"{said}; {and_more(more)}." if more > 0 else f"{said}."


def _swot_section(asked: FicheAsked, limits: Limits, *, is_strength: bool) -> FicheSection:
    """Lines of the rules with their numbers, then what sources state in words."""
    quadrant = Quadrant.STRENGTH if is_strength else Quadrant.WEAKNESS
    polarity = "strength" if is_strength else "weakness"
    most = limits.strengths if is_strength else limits.weaknesses
    hits = asked.fiche.swot.swot.shown(quadrant)
    points = [swot_point(asked, hit) for hit in hits[:most]]
    stated = [one for one in asked.fiche.stated if one.polarity == polarity]
    for one in stated[: limits.stated]:
        text = f"{asked.segment(one.segment)}: {_clipped(one.statement)}"
        points.append((text, sentence(_("(stated)"), asked.cite([one.source]))))
    left_out = len(asked.fiche.swot.swot.lines[quadrant]) - min(len(hits), most)
    left_out += max(0, len(stated) - limits.stated)
    if left_out > 0:
        points.append((and_more(left_out), ""))
    if not points:
        points.append(
            (
                _("No rule finds a strength, and none is stated.")
                if is_strength
                else _("No rule finds a weakness, and none is stated."),
                _("Rules need levels, needs or shares that are known."),
            )
        )
    title = _("Strengths") if is_strength else _("Weaknesses")
    return FicheSection(title, (Points(tuple(points)),))


def swot_point(asked: FicheAsked, hit: Hit) -> tuple[str, str]:
    """A line of a rule: its sentence, and the numbers and sources that it rests on."""
    found = asked.fiche.swot
    partner = found.partners.get(hit.segment, "")
    case = swot_words.case_words(found.stress.get(hit.segment), lambda key: _scenario(asked, key), asked.name)
    said = swot_words.hit_sentence(
        hit, asked.segment(hit.segment), asked.name(partner) if partner else "", case
    )
    numbers: Sequence[str] = [swot_words.reading_text(one) for one in hit.readings]
    detail = f"({'; '.join(numbers)})"
    if hit.is_low_evidence:
        detail = f"{detail} {swot_words.low_evidence_word()}"
    return said, sentence(detail, asked.cite(hit.evidence))


def _scenario(asked: FicheAsked, key: str) -> str:
    kept = asked.dataset.scenarios.get(key)
    hazard = asked.dataset.hazards.get(key)
    return kept.name if kept is not None else hazard.name if hazard is not None else key


def _clipped(text: str) -> str:
    return text if len(text) <= _LONGEST_STATEMENT else text[: _LONGEST_STATEMENT - 1].rstrip() + "…"
