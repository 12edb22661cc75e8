"""The words of collaborations, their budgets and the checks of partners.

What a kind and a stage are called is in `wording.levels`.
"""

from __future__ import annotations

from datetime import datetime

from chipmap.model.records import Budget, CheckState, DueDiligenceTopic
from chipmap.model.records.partial_dates import day_span
from chipmap.wording import _, formats

_MONTH, _DAY = len("2026-03"), len("2026-03-15")


def topic_word(topic: DueDiligenceTopic) -> str:
    """What is looked into."""
    return {
        DueDiligenceTopic.RESEARCH_SECURITY: _("Research security"),
        DueDiligenceTopic.ETHICS: _("Ethics"),
        DueDiligenceTopic.ENVIRONMENT: _("Environment"),
        DueDiligenceTopic.EXPORT_CONTROL: _("Export control"),
        DueDiligenceTopic.OWNERSHIP: _("Ownership"),
    }[topic]


def topic_question(topic: DueDiligenceTopic) -> str:
    """What a person asks when they look into a topic; the answer is theirs."""
    return {
        DueDiligenceTopic.RESEARCH_SECURITY: _(
            "Which knowledge may not leave, and who has looked at how it is protected?"
        ),
        DueDiligenceTopic.ETHICS: _("Who may use the results, and for what?"),
        DueDiligenceTopic.ENVIRONMENT: _("What do water, energy, chemicals and waste mean on site?"),
        DueDiligenceTopic.EXPORT_CONTROL: _("Which licences do goods, software and knowledge need?"),
        DueDiligenceTopic.OWNERSHIP: _("Who owns and who controls the partner?"),
    }[topic]


def check_state_word(state: CheckState) -> str:
    """How far a person has come with a check; no verdict."""
    return {
        CheckState.OPEN: _("Not begun"),
        CheckState.UNDER_REVIEW: _("Under review"),
        CheckState.REVIEWED: _("Reviewed"),
    }[state]


def day_text(text: str) -> str:
    """A date in words, as exact as it is known: 2026, March 2026, 15 March 2026."""
    span = day_span(text)
    if span is None:
        return text
    first = span[0]
    if len(text) == _DAY:
        return formats.date(datetime(first.year, first.month, first.day))  # noqa: DTZ001 - a day has no zone
    return formats.month_of_year(first) if len(text) == _MONTH else text


def money_text(amount: float, currency: str) -> str:
    """An amount in its currency: EUR 6 million, EUR 12 500."""
    for size, text in (
        (1e9, _("{currency} {number} billion")),
        (1e6, _("{currency} {number} million")),
    ):
        if amount >= size:
            return text.format(currency=currency, number=formats.number(amount / size, 2))
    shown = formats.count(int(amount)) if amount == int(amount) else formats.number(amount, 2)
    return _("{currency} {number}").format(currency=currency, number=shown)


def budget_text(budget: Budget) -> str:
    """What a partner puts in, with the year where it is known."""
    money = money_text(budget.amount, budget.currency)
    return money if budget.year is None else _("{money} ({year})").format(money=money, year=budget.year)


def trl_text(begins: int | None, ends: int | None) -> str:
    """From which to which technology readiness level; empty where neither is known."""
    if begins is None and ends is None:
        return ""
    if begins is None or ends is None or begins == ends:
        one = begins if ends is None else ends
        if begins is not None and ends is None:
            return _("TRL from {level}").format(level=begins)
        return _("TRL {level}").format(level=one) if begins == ends else _("TRL to {level}").format(level=one)
    return _("TRL {begins}–{ends}").format(begins=begins, ends=ends)
