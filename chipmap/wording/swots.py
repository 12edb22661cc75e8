"""The lines of a SWOT in words, and why each stands there: its numbers, its thresholds, what was missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chipmap.model.analysis.swot import Quadrant, Sense
from chipmap.wording import _
from chipmap.wording.formats import number, percent, signed

if TYPE_CHECKING:
    from collections.abc import Callable

    from chipmap.model.analysis.stress import StressCase
    from chipmap.model.analysis.swot import Hit, NotEvaluated, Reading

    Naming = Callable[[str], str]

_PARTS = frozenset(
    {"share", "partner_benefit", "foreign_reliance", "top_supplier_share", "stress_loss", "confidence"}
)
"""Readings of 0–1 that are said in per cent."""

_DIFFERENCES = frozenset({"lead", "trend"})


def quadrant_word(quadrant: Quadrant) -> str:
    """The heading of a quadrant."""
    return {
        Quadrant.STRENGTH: _("Strengths"),
        Quadrant.WEAKNESS: _("Weaknesses"),
        Quadrant.OPPORTUNITY: _("Opportunities"),
        Quadrant.THREAT: _("Exposures"),
    }[quadrant]


def hit_sentence(hit: Hit, segment: str, partner: str = "", case: str = "") -> str:
    """One line; `partner` is the place that could cover an unmet need, `case` what would cost the output."""
    said = {
        "S1": _("{segment}: strong, and ahead of the peers"),
        "S2": _("{segment}: holds a notable share of the world"),
        "S3": _("{segment}: holds at least half of the world"),
        "W1": _("{segment}: weak where a need is recorded"),
        "W2": _("{segment}: behind the peers"),
        "O1": _("{segment}: expected to rise"),
        "O2": _("{segment}: {partner} could cover much of the unmet need"),
        "O3": _("{segment}: close to what is strong already"),
        "T1": _("{segment}: few suppliers, and most inputs foreign"),
        "T2": _("{segment}: one supplier outside the circle holds at least half"),
        "T3": _("{segment}: expected to fall"),
        "T4": _("{segment}: would lose much output {case}"),
    }.get(hit.rule, hit.rule)
    return said.format(
        segment=segment, partner=partner or _("a partner"), case=case or _("in the chosen scenario")
    )


def case_words(case: StressCase | None, scenario: Naming, place: Naming) -> str:
    """The case that costs a segment output, as the end of a sentence; empty for one without a name."""
    if case is None or case.kind.value == "asked":
        return ""
    if case.kind.value == "scenario":
        return _("in the scenario “{name}”").format(name=scenario(case.key))
    return _("without its largest supplier, {place}").format(place=place(case.key))


def reading_word(name: str) -> str:
    """What a number of a rule is called."""
    return {
        "level": _("level"),
        "lead": _("lead over the peer median"),
        "share": _("share of the world"),
        "need": _("need"),
        "trend": _("expected change"),
        "partner_benefit": _("part of the unmet need a partner could cover"),
        "related_density": _("relatedness density"),
        "supplier_hhi": _("concentration of suppliers (HHI)"),
        "foreign_reliance": _("foreign inputs"),
        "top_supplier_share": _("share of the largest supplier"),
        "top_supplier_untrusted": _("that supplier is outside the circle"),
        "stress_loss": _("output lost"),
    }.get(name, name)


def reading_text(reading: Reading) -> str:
    """One comparison: "level 4, at least 3.5"."""
    if reading.name == "top_supplier_untrusted":
        return reading_word(reading.name)
    sense = {
        Sense.AT_LEAST: _("{name} {value}, at least {threshold}"),
        Sense.AT_MOST: _("{name} {value}, at most {threshold}"),
        Sense.ABOVE: _("{name} {value}, above {threshold}"),
        Sense.BELOW: _("{name} {value}, below {threshold}"),
    }[reading.sense]
    return sense.format(
        name=reading_word(reading.name),
        value=_figure(reading.name, reading.value),
        threshold=_figure(reading.name, reading.threshold),
    )


def beside_sentence(hit: Hit) -> str:
    """That another line on the same segment says the opposite; empty without one."""
    return _("Strong but dependent: both hold.") if hit.beside else ""


def low_evidence_word() -> str:
    return _("low evidence")


def missing_sentence(skipped: NotEvaluated, segment: str) -> str:
    """Why a rule was not asked."""
    names = ", ".join(
        {
            "lead": _("levels of at least three peers"),
            "trend": _("a level at a later horizon"),
            "partner_benefit": _("an unmet need, and a partner's level"),
            "top_supplier_untrusted": _("the largest supplier"),
            "supplier_hhi": _("a concentration that is clearly above or below the threshold"),
            "foreign_reliance": _("a reliance that is clearly above or below the threshold"),
            "stress_loss": _("a supplier, or a scenario"),
        }.get(name, reading_word(name))
        for name in skipped.missing
    )
    return _("{segment}, rule {rule}: not known: {names}").format(
        segment=segment, rule=skipped.rule, names=names
    )


def _figure(name: str, value: float) -> str:
    if name in _PARTS:
        return percent(100 * value)
    return signed(value) if name in _DIFFERENCES else number(value, 2)
