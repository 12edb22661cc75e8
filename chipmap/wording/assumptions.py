"""What the numbers are called that methods rest on, and the groups they are shown in."""

from __future__ import annotations

from chipmap.model.assumptions import FORESIGHT_WEIGHT, OURS
from chipmap.model.records import NOW
from chipmap.wording import _
from chipmap.wording.partners import term_word


def group_word(group: str) -> str:
    """The heading of a group: the part of an id before its first dot."""
    return {
        "shock": _("Scenarios"),
        "match": _("Partner score"),
        "uncertainty": _("Uncertainty"),
        "index": _("Index"),
        "foresight": _("Foresight"),
        "dependency": _("EU dependency indicators"),
        "chokepoint": _("Chokepoints"),
        "swot": _("Strengths and weaknesses"),
    }.get(group, group)


def assumption_word(key: str) -> str:
    """What one number means, with its unit."""
    group, _dot, name = key.partition(".")
    if group == "match" and name != "strength_least":
        return _("Weight of: {term}").format(term=term_word(name))
    if key.startswith(FORESIGHT_WEIGHT):
        return _("Weight of the horizon: {horizon}").format(
            horizon=_("now") if key.endswith(NOW) else key.removeprefix(FORESIGHT_WEIGHT)
        )
    return {
        "shock.spare": _("Spare capacity, part of own output"),
        "shock.substitution": _("Part of a loss that can be re-sourced"),
        "shock.essential": _("Criticality of an essential link"),
        "shock.important": _("Criticality of an important link"),
        "shock.useful": _("Criticality of a useful link"),
        "shock.spread.severity": _("Variation of the severity, part of it"),
        "shock.spread.spare": _("Variation of spare capacity, part of it"),
        "shock.spread.substitution": _("Variation of re-sourcing, part of it"),
        "shock.spread.time": _("Variation of durations, part of them"),
        "match.strength_least": _("Level from which a place has a strength"),
        "agenda.suggestion": _("What a suggested meeting is worth beside a stated wish"),
        "uncertainty.low": _("Half-width of a level at Low confidence"),
        "uncertainty.medium": _("Half-width of a level at Medium confidence"),
        "uncertainty.high": _("Half-width of a level at High confidence"),
        "uncertainty.weights": _("Variation of weights, part of them"),
        "index.coverage": _("Least part of the weight that must be known"),
        "foresight.widening": _("Points of width added for each five years ahead"),
        "dependency.concentration": _("Concentration of imports above"),
        "dependency.imports": _("Imports from outside in all imports above"),
        "dependency.exports": _("Imports from outside over exports above"),
        "chokepoint.share": _("Share of one place, at least"),
        "chokepoint.three": _("Share of the three largest, at least"),
        "swot.strong": _("S1: level, at least"),
        "swot.weak": _("W1: level, at most"),
        "swot.peer": _("S1, W2: distance from the peer median"),
        "swot.share": _("S2: share of the world, at least"),
        "swot.chokepoint": _("S3: share of the world, at least"),
        "swot.need": _("W1: need, at least"),
        "swot.trend": _("O1, T3: expected change"),
        "swot.partner": _("O2: part of the need a partner covers, at least"),
        "swot.related": _("O3: relatedness density, at least"),
        "swot.concentration": _("T1: HHI of suppliers above"),
        "swot.reliance": _("T1: part of foreign inputs above"),
        "swot.top_supplier": _("T2: share of the largest supplier, at least"),
        "swot.stress": _("T4: part of output lost, at least"),
        "swot.confidence": _("Low evidence: confidence below"),
    }.get(key, key)


def source_text(source: str) -> str:
    """A source as it is shown; our own defaults are said in the language of the screen."""
    return _("Chipmap default, to be judged") if source == OURS else source
