"""The units in which rows of ballots are compared and merged, and the form in which they are written down.

Level, confidence and year together are one judgement of one person and are never torn apart; each expected
level, each need, the reason and the sources stand alone. Blank is `None`, whatever it is made of.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final, NamedTuple

from chipmap.model.records.ballots import Score
from chipmap.model.records.scale import NA, NOW, Answer, Confidence, NotApplicable

JUDGEMENT: Final = "judgement"
REASON: Final = "reason"
SOURCES: Final = "sources"


class Judgement(NamedTuple):
    """Level now, confidence and reference year: one judgement of one person."""

    level: Answer | None = None
    confidence: Confidence | None = None
    year: int | None = None


UnitValue = Judgement | Answer | str | tuple[str, ...] | None
"""A unit's value: a judgement, an answer, a reason, keys of evidence. Blank is `None`."""

_BLANKS: Final = (None, "", (), Judgement())


def blank(value: UnitValue) -> UnitValue:
    """The one blank: an empty text, an empty list and a judgement that says nothing are all `None`."""
    return None if value in _BLANKS else value


def units_of_score(score: Score | None) -> dict[str, UnitValue]:
    """What a ballot says in one row, unit by unit."""
    if score is None:
        return {}
    units: dict[str, UnitValue] = {f"level_{horizon}": answer for horizon, answer in score.levels}
    units.pop(f"level_{NOW}", None)
    units |= {f"need_{horizon}": answer for horizon, answer in score.needs}
    units[JUDGEMENT] = Judgement(score.level(NOW), score.confidence, score.year)
    units[REASON] = score.reason
    units[SOURCES] = score.evidence
    return units


def score_with_units(score: Score, units: Mapping[str, UnitValue], horizons: Iterable[str]) -> Score:
    """The row with some of its units replaced; answers stand in the order of the `horizons`."""
    levels, needs = dict(score.levels), dict(score.needs)
    fields: dict[str, Any] = {}
    for unit, value in units.items():
        if unit == JUDGEMENT:
            judgement = value if isinstance(value, Judgement) else Judgement()
            _answer(levels, NOW, judgement.level)
            fields |= {"confidence": judgement.confidence, "year": judgement.year}
        elif unit == REASON:
            fields["reason"] = str(value or "")
        elif unit == SOURCES:
            fields["evidence"] = evidence_keys(value)
        else:
            _answer(levels if unit.startswith("level_") else needs, unit.partition("_")[2], value)
    known = tuple(horizons)
    return replace(score, levels=_in_order(levels, known), needs=_in_order(needs, known), **fields)


def evidence_keys(value: UnitValue) -> tuple[str, ...]:
    """The keys of evidence in a unit of sources."""
    return value if isinstance(value, tuple) and not isinstance(value, Judgement) else ()


def _answer(answers: dict[str, Answer], horizon: str, value: UnitValue) -> None:
    """Set or clear one answer."""
    if value is None:
        answers.pop(horizon, None)
    else:
        answers[horizon] = value  # type: ignore[assignment]  # units of levels and needs hold answers only


def _in_order(answers: Mapping[str, Answer], known: tuple[str, ...]) -> tuple[tuple[str, Answer], ...]:
    """Answers in the order of the horizons; those of a horizon that is gone come last."""
    in_order = [(horizon, answers[horizon]) for horizon in known if horizon in answers]
    rest = [(horizon, answer) for horizon, answer in answers.items() if horizon not in known]
    return (*in_order, *rest)


def text_of_value(value: UnitValue) -> str:
    """A value as one line of JSON, the same for equal values; blank is the empty text."""
    value = blank(value)
    if value is None:
        return ""
    if isinstance(value, Judgement):
        confidence = None if value.confidence is None else value.confidence.value
        return json.dumps({"level": _plain(value.level), "confidence": confidence, "year": value.year})
    if isinstance(value, NotApplicable):
        return json.dumps({"level": value.value})
    return json.dumps(value, ensure_ascii=False)


def value_of_text(text: str) -> UnitValue:
    """The value that `text_of_value` wrote."""
    if not text:
        return None
    stated = json.loads(text)
    if isinstance(stated, list):
        return tuple(map(str, stated))
    if not isinstance(stated, dict):
        return stated  # type: ignore[no-any-return]  # a whole number or a text, as it was written
    if "confidence" not in stated:
        return NA
    confidence = stated["confidence"]
    return Judgement(
        NA if stated["level"] == NA.value else stated["level"],
        None if confidence is None else Confidence(confidence),
        stated["year"],
    )


def _plain(answer: Answer | None) -> int | str | None:
    return answer.value if isinstance(answer, NotApplicable) else answer
