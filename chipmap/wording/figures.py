"""Why a figure could not be computed, and what the terms of one that could are called."""

from __future__ import annotations

from chipmap.model.analysis.figures import Reason, Term
from chipmap.wording import _


def reason_text(reason: Reason) -> str:
    """A sentence that stands where the figure would."""
    return {
        Reason.NOTHING_GIVEN: _("Nothing is recorded to compute it from."),
        Reason.ALL_MISSING: _("Places are listed, but no number is known of any."),
        Reason.MISSING: _("A number without which nothing can be said is not known."),
        Reason.NOT_FINITE: _("A number is too large to compute with."),
        Reason.NEGATIVE: _("A number is below zero."),
        Reason.NOT_POSITIVE: _("It needs numbers above zero."),
        Reason.OUT_OF_RANGE: _("A number is outside the range in which it has a meaning."),
        Reason.OVER_HUNDRED: _("The shares add to more than 102 %; they cannot all be right."),
        Reason.UNEQUAL_LENGTHS: _("The rows do not belong to the same segments."),
        Reason.CONSTANT: _("Every place has the same number, so that nothing tells them apart."),
        Reason.NO_VARIATION: _("There is no variation to measure."),
        Reason.TOO_FEW: _("There are too few to compare."),
        Reason.TOO_MANY: _("There are more than the method is made for."),
        Reason.ZERO_WEIGHTS: _("Every weight is zero."),
        Reason.LOW_COVERAGE: _("Less than two thirds of the weight is known."),
        Reason.BAD_TARGET: _("The target leaves no distance to measure."),
        Reason.NOT_RECIPROCAL: _("Two comparisons of the same pair contradict each other."),
        Reason.INCONSISTENT: _("The comparisons contradict one another too much."),
        Reason.CYCLE: _("Segments need each other in a circle without any supply from outside."),
        Reason.NOT_CONVERGENT: _("The effects feed each other without ever dying out."),
        Reason.NO_NEED: _("No need is recorded that is known to be unmet."),
        Reason.NO_TRADE: _("No trade data. Import trade flows: reporter, partner, product, year, value."),
        Reason.NO_EXPORTS: _("There are imports, but no exports to hold them against."),
        Reason.NO_FACTOR: _("There is no published factor for this, and none is extrapolated."),
        Reason.NOT_BY_LOCATION: _("Its shares are not counted by place of production."),
        Reason.UNKNOWN_NAME: _("A name is not known."),
        Reason.REPEATED_NAME: _("A name stands twice."),
    }[reason]


def term_text(term: Term) -> str:
    """What a term is called, with what it is about; codes that are names of things stand as they are."""
    word = {
        "after": _("After the change"),
        "base": _("Before the change"),
        "before": _("Before"),
        "beyond": _("Beyond what is there"),
        "confidence": _("Confidence"),
        "direct": _("Direct imports"),
        "direct-loss": _("Lost directly"),
        "disagreement": _("Disagreement"),
        "electricity": _("Electricity"),
        "gases": _("Process gases"),
        "imports-from-outside": _("Imports from outside"),
        "input": _("Through an input"),
        "input-loss": _("Missing input"),
        "item": _("Item"),
        "level": _("Level"),
        "location": _("Place of production"),
        "materials": _("Materials"),
        "need": _("Need"),
        "own-capacity": _("Own capacity"),
        "part": _("Part"),
        "perfect-agreement": _("Perfect agreement"),
        "rank": _("Rank"),
        "rater": _("Rater"),
        "reach": _("Reach downstream"),
        "scenario": _("Scenario"),
        "share": _("Share"),
        "substituted": _("Re-sourced"),
        "substitution": _("Possible substitution"),
        "supplier": _("Supplier"),
        "unknown": _("Unknown remainder"),
        "weight": _("Weight"),
        "year": _("Year"),
    }.get(term.name, term.name)
    return f"{word}: {term.subject}" if term.subject else word
