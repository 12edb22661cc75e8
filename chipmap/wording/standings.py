"""Why a level is shown, in words: where it comes from, and every figure and statement that it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chipmap.model.analysis.reasons import Rule, Why
from chipmap.model.dataset import Dataset
from chipmap.model.records import NOW, OWNER, Consolidation, RegionRule, Score, Share, StatedStrength
from chipmap.wording import _, ngettext
from chipmap.wording.formats import level as level_text
from chipmap.wording.formats import percent
from chipmap.wording.levels import answer_text, confidence_word, grade_word, measure_word
from chipmap.wording.subjects import Names, segment_name, subject_name

if TYPE_CHECKING:
    from chipmap.model.analysis.standing import Standing


def origin_text(standing: Standing, dataset: Dataset, names: Names) -> str:
    """Where the level comes from, in one phrase: "Suggested from capacity by location 2024"."""
    why = standing.why
    if why.rule in _SUGGESTIONS:
        return _suggestion_phrase(why, dataset)
    phrases = {
        Rule.BALLOTS: _ballots_phrase,
        Rule.CHILDREN: _roll_up_phrase,
        Rule.MEMBERS: _members_phrase,
        Rule.LOWER_BOUND: _at_least_phrase,
        Rule.INSTITUTIONS: _at_least_phrase,
    }
    phrase = phrases.get(why.rule)
    return phrase(standing, dataset, names) if phrase else _("Nothing is known yet")


def explain(standing: Standing, dataset: Dataset, names: Names) -> list[str]:
    """Every reason for the level, most important first; each item is a sentence of its own."""
    sentences = _reasons(standing.why, dataset, names)
    if standing.coverage is not None and standing.why.rule is Rule.CHILDREN:
        sentences.append(
            _("{covered} of the weight of its sub-segments is scored.").format(
                covered=percent(100 * standing.coverage)
            )
        )
    if 0 < standing.suggested_part < 1:
        sentences.append(_("{part} of it is suggested.").format(part=percent(100 * standing.suggested_part)))
    if standing.ballots and not standing.has_evidence:
        sentences.append(_("Scored without evidence, therefore dotted."))
    if standing.why.is_weak:
        sentences.append(_("It rests only on a weak source, which is to be replaced."))
    return sentences


_SUGGESTIONS = frozenset(
    {
        Rule.SHARE_OF_BASIS,
        Rule.OTHER_SHARE,
        Rule.EUROPE_SHARE,
        Rule.MEDIAN_OF_CHILDREN,
        Rule.BEST_CHILD,
    }
)


def _suggestion_phrase(why: Why, dataset: Dataset) -> str:
    if why.rule is Rule.MEDIAN_OF_CHILDREN:
        count = len(why.segments)
        return ngettext(
            "Suggested from {count} sub-segment", "Suggested from {count} sub-segments", count
        ).format(count=count)
    if why.rule is Rule.BEST_CHILD and why.segments:
        return _("Suggested from {segment}").format(segment=segment_name(dataset, why.segments[0]))
    share = why.deciding_share
    if share is None:
        return _("Suggested from cited shares")
    measured = _measured(share)
    if why.rule is Rule.EUROPE_SHARE:
        return _("Suggested from the share of Europe, {measured}").format(measured=measured)
    return _("Suggested from {measured}").format(measured=measured)


def _ballots_phrase(standing: Standing, dataset: Dataset, _names: Names) -> str:
    scores = standing.why.scores
    if len(scores) == 1:
        rater = dataset.raters.get(scores[0].rater)
        year = scores[0].year
        who = _("you") if scores[0].rater == OWNER else (rater.name if rater else scores[0].rater)
        if year is None:
            return _("Scored by {rater}").format(rater=who)
        return _("Scored by {rater} for {year}").format(rater=who, year=year)
    return {
        Consolidation.MEDIAN: _("Median of {count} ballots"),
        Consolidation.MEAN: _("Mean of {count} ballots"),
        Consolidation.CONFIDENCE_WEIGHTED: _("Mean of {count} ballots, weighted by confidence"),
    }[standing.why.consolidation or Consolidation.MEDIAN].format(count=len(scores) or standing.ballots)


def _roll_up_phrase(standing: Standing, dataset: Dataset, _names: Names) -> str:
    total = len(dataset.children(standing.segment))
    return _("Rolled up from {count} of {total} segments").format(
        count=len(standing.why.segments), total=total
    )


def _members_phrase(standing: Standing, dataset: Dataset, names: Names) -> str:
    why = standing.why
    if why.region_rule is RegionRule.MEAN:
        return _("Mean of {count} members").format(count=len(why.subjects))
    if why.region_rule is RegionRule.SHARE_WEIGHTED:
        return _("Mean of {count} members, weighted by share").format(count=len(why.subjects))
    if not why.subjects:
        return _("Best of its members")
    return _("Best of its members: {member}").format(member=subject_name(dataset, names, why.subjects[0]))


def _at_least_phrase(standing: Standing, _dataset: Dataset, _names: Names) -> str:
    bound = level_text(standing.level) if standing.level is not None else "0"
    if standing.why.rule is Rule.LOWER_BOUND:
        return _("At least {level}: the share of one firm is known").format(level=bound)
    count = len(standing.why.institutions)
    return ngettext(
        "At least {level}: {count} institution", "At least {level}: {count} institutions", count
    ).format(level=bound, count=count)


def _reasons(why: Why, dataset: Dataset, names: Names) -> list[str]:
    sentences = []
    if why.rule is Rule.NOTHING_KNOWN:
        sentences.append(_("No answer, no cited share and no institution is known for it."))
    if why.rule is Rule.BALLOTS:
        sentences += [_ballot_sentence(score, dataset) for score in why.scores]
    if why.rule is Rule.CHILDREN:
        sentences.append(
            _("Weighted mean of {segments}.").format(segments=_segment_names(why.segments, dataset))
        )
    if why.rule is Rule.MEMBERS:
        sentences.append(_members_sentence(why, dataset, names))
    if why.rule in (Rule.MEDIAN_OF_CHILDREN, Rule.BEST_CHILD):
        sentences.append(_children_sentence(why, dataset))
    if why.share is not None:
        sentences += _share_sentences(why, why.share, dataset)
    if why.rule is Rule.INSTITUTIONS:
        listed = ", ".join(subject_name(dataset, names, key) for key in why.institutions[:6])
        more = len(why.institutions) - 6
        if more > 0:
            listed = _("{names} and {count} more").format(names=listed, count=more)
        sentences.append(
            _("No share is known, but these institutions are active: {names}.").format(names=listed)
        )
    sentences += _moves(why, dataset)
    if why.decided_by is not None:
        sentences += _reasons(why.decided_by, dataset, names)
    return sentences


def _ballot_sentence(score: Score, dataset: Dataset) -> str:
    rater = dataset.raters.get(score.rater)
    who = _("You") if score.rater == OWNER else (rater.name if rater else score.rater)
    said = _("{rater} answered {level}").format(rater=who, level=answer_text(score.level(NOW)))
    if score.confidence is not None:
        said = _("{said}, confidence {confidence}").format(
            said=said, confidence=confidence_word(score.confidence).lower()
        )
    return f"{said}: {score.reason}" if score.reason else f"{said}."


def _members_sentence(why: Why, dataset: Dataset, names: Names) -> str:
    listed = ", ".join(subject_name(dataset, names, code) for code in why.subjects[:5])
    if why.region_rule is RegionRule.MEAN:
        return _("Mean of the members that have a level, among them {names}.").format(names=listed)
    if why.region_rule is RegionRule.SHARE_WEIGHTED:
        return _("Mean of the members weighted by their shares, among them {names}.").format(names=listed)
    first = subject_name(dataset, names, why.subjects[0]) if why.subjects else ""
    return _("The region takes the level of its best member, {member}.").format(member=first)


def _children_sentence(why: Why, dataset: Dataset) -> str:
    names = _segment_names(why.segments, dataset)
    if why.rule is Rule.MEDIAN_OF_CHILDREN:
        return _("No share of its own: the lower median of the suggestions for {segments}.").format(
            segments=names
        )
    return _("No share of its own: the best suggestion among {segments}, at most 3.").format(segments=names)


def _share_sentences(why: Why, share: Share, dataset: Dataset) -> list[str]:
    source = dataset.sources.get(share.source)
    cited = ", ".join(part for part in (source.publisher, source.title) if part) if source else share.source
    sentences = [
        _("{share} of {segment}: {basis} ({grade}). Source: {source}.").format(
            share=percent(share.percent, 1),
            segment=segment_name(dataset, share.segment),
            basis=_measured(share, with_basis=True),
            grade=grade_word(share.grade),
            source=cited,
        )
    ]
    thresholds = dataset.settings.share_thresholds
    if why.rule is not Rule.LOWER_BOUND and len(thresholds) >= 4:
        sentences.append(
            _("Rule: level 5 from {five}, 4 from {four}, 3 from {three}, 2 from {two}, 1 above 0.").format(
                five=percent(thresholds[0], 1),
                four=percent(thresholds[1], 1),
                three=percent(thresholds[2], 1),
                two=percent(thresholds[3], 1),
            )
        )
    if why.rule is Rule.OTHER_SHARE:
        sentences.append(_("It is not listed in the group used first for this segment."))
    if why.rule is Rule.LOWER_BOUND:
        sentences.append(_("The share of one firm, which its place holds at least."))
    return sentences


def _moves(why: Why, dataset: Dataset) -> list[str]:
    sentences = []
    before = "" if why.before is None else str(why.before)
    if why.lifted_by is not None:
        sentences.append(
            _("Lifted by one from {before} by a stated strength: {statement}.").format(
                before=before, statement=_stated(why.lifted_by, dataset)
            )
        )
    if why.capped_by is not None:
        sentences.append(
            _("Held at 2, from {before}, by a stated weakness: {statement}.").format(
                before=before, statement=_stated(why.capped_by, dataset)
            )
        )
    return sentences


def _stated(stated: StatedStrength, dataset: Dataset) -> str:
    source = dataset.sources.get(stated.source)
    publisher = (source.publisher or source.title) if source else stated.source
    return _("{statement} ({source})").format(statement=stated.statement.rstrip("."), source=publisher)


def _measured(share: Share, *, with_basis: bool = False) -> str:
    """What was measured and when: "capacity by location 2024"."""
    words = measure_word(share.measure)
    year = str(share.year) if share.year is not None else _("year not printed")
    if with_basis and share.basis and share.basis.casefold() not in words.casefold():
        return _("{measure}, {basis}, {year}").format(measure=words, basis=share.basis, year=year)
    return _("{measure} {year}").format(measure=words, year=year)


def _segment_names(segments: tuple[str, ...], dataset: Dataset) -> str:
    return ", ".join(segment_name(dataset, segment) for segment in segments)
