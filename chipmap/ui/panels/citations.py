"""What is cited about a subject, as cards: evidence of scores, shares, statements, needs, companies, profile.

Every figure carries its year, basis, grade and source, and measures are never mixed in one section.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chipmap.model.dataset import Dataset
from chipmap.model.records import Need, Share, StatedStrength
from chipmap.ui.panels.evidence_chips import ICON_OF_KIND, evidence_detail
from chipmap.ui.panels.level_texts import mid_sentence
from chipmap.ui.panels.source_card import Citation
from chipmap.ui.widgets.parts import SEPARATOR
from chipmap.wording import _
from chipmap.wording.formats import number, percent
from chipmap.wording.levels import grade_word, measure_word
from chipmap.wording.profiles import indicator_word, unit_word

if TYPE_CHECKING:
    from chipmap.ui.bridge import WorkspaceBridge


@dataclass(frozen=True, slots=True)
class Section:
    """Cards under one heading, with a note that says how they are to be read."""

    title: str
    citations: tuple[Citation, ...]
    note: str = ""


def score_citations(bridge: WorkspaceBridge, subject: str, segment: str) -> list[Citation]:
    """What stands behind the level: the evidence of the ballots, then every cited supply-side share."""
    shares = [
        _share_citation(bridge, share)
        for share in bridge.standings.shares_of(subject, segment)
        if share.measure not in _NOT_CAPABILITY and not share.is_forecast
    ]
    return [*_ballot_citations(bridge, subject, segment), *shares]


_NOT_CAPABILITY = frozenset({"demand_by_location", "other"})


def evidence_sections(bridge: WorkspaceBridge, subject: str, segment: str) -> list[Section]:
    """Everything cited about a subject in a segment, and what is stated about it elsewhere."""
    dataset = bridge.dataset
    name = mid_sentence(bridge.segment_name(segment))
    sections = [Section(_("Cited in the score"), tuple(_ballot_citations(bridge, subject, segment)))]
    sections += _share_sections(bridge, subject, segment)
    stated = list(dataset.stated_strengths.of(subject).values())
    needs = list(dataset.needs.of(subject).values())
    sections += [
        Section(
            _("Stated strengths and weaknesses"),
            tuple(
                _strength_citation(bridge, item)
                for item in sorted(stated, key=lambda stated: stated.segment != segment)
            ),
        ),
        Section(
            _("Needs, targets and outlook"),
            tuple(
                _need_citation(bridge, need)
                for need in sorted(needs, key=lambda item: (item.segment != segment, item.year))
            ),
            _("Only a need with a level makes a gap."),
        ),
        Section(
            _("Companies in {segment}").format(segment=name),
            tuple(_leader_citations(dataset, subject, segment)),
            _("Share of the segment by headquarters; a firm is not its country."),
        ),
        Section(_("About the place"), tuple(_profile_citations(dataset, subject))),
    ]
    return [section for section in sections if section.citations]


def need_citations(bridge: WorkspaceBridge, subject: str, segment: str) -> list[Citation]:
    """What is cited for the need of a subject in a segment."""
    needs = bridge.dataset.needs.of(subject).values()
    return [
        _need_citation(bridge, need) for need in needs if need.segment == segment and need.level is not None
    ]


def _ballot_citations(bridge: WorkspaceBridge, subject: str, segment: str) -> Iterator[Citation]:
    dataset = bridge.dataset
    keys = dict.fromkeys(
        key for score in bridge.standings.ballots(subject, segment) for key in score.evidence
    )
    for key in keys:
        evidence = dataset.evidence.get(key)
        if evidence is not None:
            yield Citation(
                icon=ICON_OF_KIND[evidence.evidence_kind],
                title=evidence.title,
                detail=evidence_detail(evidence),
                target=evidence.locator,
            )


def _share_sections(bridge: WorkspaceBridge, subject: str, segment: str) -> Iterator[Section]:
    shares = bridge.standings.shares_of(subject, segment)
    for measure in dict.fromkeys(share.measure for share in shares):
        cited = [share for share in shares if share.measure == measure]
        figures = {round(share.percent, 1) for share in cited if not share.is_forecast}
        note = ""
        if measure in _NOT_CAPABILITY:
            note = _("Not a capability: it never enters a level.")
        elif len(figures) > 1:
            note = _("The sources or years disagree; each is shown.")
        title = _("Share: {measure}").format(measure=measure_word(measure))
        yield Section(title, tuple(_share_citation(bridge, share) for share in cited), note)


def _share_citation(bridge: WorkspaceBridge, share: Share) -> Citation:
    dataset = bridge.dataset
    segment = mid_sentence(bridge.segment_name(share.segment))
    figure = percent(share.percent, 1)
    if share.is_lower_bound:
        figure = _("at least {percent}").format(percent=figure)
    if share.low is not None or share.high is not None:
        low, high = (number(bound) if bound is not None else "…" for bound in (share.low, share.high))
        figure = _("{figure} ({low}–{high})").format(figure=figure, low=low, high=high)
    title = _("{figure} of {segment}").format(figure=figure, segment=segment)
    marks = [_("forecast")] if share.is_forecast else []
    if share.is_lower_bound:
        marks.append(_("one firm"))
    basis = dataset.suggestion_basis.get(share.segment)
    if basis is not None and (basis.measure, basis.year, basis.basis) == (
        share.measure,
        share.year,
        share.basis,
    ):
        marks.append(_("used first for levels"))
    parts = [
        share.basis or measure_word(share.measure),
        str(share.year) if share.year is not None else _("year not printed"),
        grade_word(share.grade),
        _publisher(dataset, share.source),
    ]
    return Citation(
        icon="chart-no-axes-column",
        title=title,
        detail=SEPARATOR.join(part for part in parts if part),
        target=_address(dataset, share.source),
        mark=", ".join(marks),
    )


def _strength_citation(bridge: WorkspaceBridge, stated: StatedStrength) -> Citation:
    is_strength = stated.polarity == "strength"
    parts = (
        _("strength") if is_strength else _("weakness"),
        bridge.segment_name(stated.segment),
        _publisher(bridge.dataset, stated.source),
    )
    return Citation(
        icon="circle-plus" if is_strength else "circle-minus",
        title=stated.statement,
        detail=SEPARATOR.join(part for part in parts if part),
        target=_address(bridge.dataset, stated.source),
    )


def _need_citation(bridge: WorkspaceBridge, need: Need) -> Citation:
    segment = bridge.segment_name(need.segment)
    if need.need_kind == "need" and need.level is not None:
        title = _("Level {level} needed in {segment}").format(level=need.level, segment=mid_sentence(segment))
        title = f"{title}: {need.rationale}" if need.rationale else title
    else:
        title = need.target or need.rationale
    parts = (str(need.year), segment, need.basis, _publisher(bridge.dataset, need.source))
    return Citation(
        icon="target",
        title=title,
        detail=SEPARATOR.join(part for part in parts if part),
        target=_address(bridge.dataset, need.source),
        mark=_need_kind(need.need_kind),
    )


def _leader_citations(dataset: Dataset, subject: str, segment: str) -> Iterator[Citation]:
    region = dataset.regions.get(subject)
    places = frozenset(region.members) if region is not None else frozenset((subject,))
    for leader in dataset.leaders.of(segment).values():
        if leader.country not in places:
            continue
        title = leader.company
        if leader.percent is not None:
            title = f"{leader.company}: {percent(leader.percent, 1)}"
        year = str(leader.year) if leader.year is not None else _("year not printed")
        parts = (leader.basis, year, _publisher(dataset, leader.source))
        yield Citation(
            icon="factory",
            title=title,
            detail=SEPARATOR.join(part for part in parts if part),
            target=_address(dataset, leader.source),
        )


def _profile_citations(dataset: Dataset, subject: str) -> Iterator[Citation]:
    for profile in dataset.profiles.of(subject).values():
        figure = profile.text
        if profile.value is not None:
            figure = f"{number(profile.value, 2)} {unit_word(profile.unit)}".strip()
        year = str(profile.year) if profile.year is not None else _("year not printed")
        yield Citation(
            icon="info",
            title=f"{indicator_word(profile.indicator)}: {figure}",
            detail=SEPARATOR.join(part for part in (year, _publisher(dataset, profile.source)) if part),
            target=_address(dataset, profile.source),
        )


def _publisher(dataset: Dataset, source: str) -> str:
    record = dataset.sources.get(source)
    return (record.publisher or record.title) if record is not None else source


def _address(dataset: Dataset, source: str) -> str:
    record = dataset.sources.get(source)
    return record.address if record is not None else ""


def _need_kind(kind: str) -> str:
    return {"need": _("need"), "target": _("target"), "outlook": _("outlook")}.get(kind, kind)
