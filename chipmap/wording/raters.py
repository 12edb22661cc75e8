"""Raters and rounds in words: what a flag means, what a stopping rule says, who somebody is."""

from __future__ import annotations

from chipmap.model.analysis.agreement import Reading
from chipmap.model.analysis.elicitation import Decision, Summary
from chipmap.model.analysis.figures import Reason
from chipmap.model.records import OWNER, Consolidation, Rater, StopCriteria
from chipmap.wording import _
from chipmap.wording.formats import level as level_text


def rater_text(rater: Rater | None, rater_id: str) -> str:
    """What a rater is called; the id where the workspace does not know the name."""
    return rater_id if rater is None else rater.name or rater.id


def flags_of(summary: Summary) -> list[str]:
    """The flags of an item: thin, disputed, two camps; nothing for an item without answers."""
    flags = []
    if summary.n and summary.is_thin:
        flags.append(_("thin"))
    if summary.is_disputed:
        flags.append(_("disputed"))
    if summary.has_two_camps:
        flags.append(_("two camps"))
    return flags


def flag_meanings(criteria: StopCriteria | None = None) -> str:
    """What the flags say, and the rule that decides when to stop, for a legend."""
    meanings = _(
        "Thin: fewer than three raters. Disputed: the quartiles lie two points or more apart. Two camps: at "
        "least two raters at 1 or below and two at 4 or above."
    )
    return meanings if criteria is None else f"{meanings} {criteria_text(criteria)}"


def criteria_text(rule: StopCriteria) -> str:
    """The consensus rule in one sentence."""
    return _(
        "Consensus: IQR of {iqr} or less and {within} % within one point of the median. Stable: the median "
        "moved by {shift} or less and fewer than {changed} % of raters changed. {rounds} rounds at most."
    ).format(
        iqr=level_text(rule.iqr),
        within=f"{rule.within_one * 100:.0f}",
        shift=level_text(rule.median_shift),
        changed=f"{rule.changed_share * 100:.0f}",
        rounds=rule.rounds,
    )


def decision_text(decision: Decision | None) -> str:
    """What the stopping rule says of an item, in two or three words."""
    if decision is None:
        return "–"
    return {
        Decision.CONSENSUS: _("stop: consensus"),
        Decision.STABLE_DISSENT: _("stop: stable dissent"),
        Decision.ANOTHER_ROUND: _("ask again"),
        Decision.ROUNDS_SPENT: _("stop: rounds used up"),
    }[decision]


def consolidation_text(rule: Consolidation) -> str:
    """How ballots become one level."""
    return {
        Consolidation.MEDIAN: _("Median"),
        Consolidation.MEAN: _("Mean"),
        Consolidation.CONFIDENCE_WEIGHTED: _("Weighted by confidence"),
    }[rule]


def reading_text(reading: Reading | None) -> str:
    """What an alpha allows."""
    if reading is None:
        return ""
    return {
        Reading.GOOD: _("good"),
        Reading.TENTATIVE: _("tentative"),
        Reading.DISCUSS: _("discuss first"),
    }[reading]


def no_figure_text(reason: Reason | None) -> str:
    """Why there is no agreement to state."""
    texts = {
        Reason.NO_VARIATION: _("all answers are the same"),
        Reason.TOO_FEW: _("too few common answers"),
        Reason.ALL_MISSING: _("nobody has answered"),
        Reason.NOTHING_GIVEN: _("nobody has answered"),
    }
    return texts.get(reason, _("cannot be stated")) if reason is not None else ""


def whose_text(rater: Rater) -> str:
    """A rater in a list: the owner is marked as such."""
    name = rater.name or rater.id
    return _("{name} (owner)").format(name=name) if rater.id == OWNER and not rater.is_unnamed else name
