"""What is wrong with a collaboration, a budget or a check, what is overdue, and what to do about it."""

from __future__ import annotations

from chipmap.model.issues import Issue
from chipmap.model.records import DueDiligenceTopic
from chipmap.wording import _, formats, ngettext
from chipmap.wording.collaborations import day_text, topic_word
from chipmap.wording.gaps import Texts

OVERDUE = frozenset({"step-overdue", "check-overdue"})
WITHOUT_COUNTERPART = frozenset({"need-without-partner", "collaboration-without-need"})


def collaboration_texts() -> Texts:
    """Every code of the rules and edits of collaborations, and of what is overdue."""
    return {**_record_texts(), **_money_texts(), **_check_texts(), **_finding_texts()}


def _record_texts() -> Texts:
    return {
        "collaboration-unknown": (
            _("There is no collaboration “{value}”."),
            _("Add the collaboration first."),
        ),
        "collaboration-kind-unknown": (
            _("“{value}” is not a kind of collaboration."),
            _("Choose one of the listed kinds, such as joint call or workshop."),
        ),
        "stage-unknown": (
            _("“{value}” is not a stage of a collaboration."),
            _("Choose idea, planned, open, running or done."),
        ),
        "partner-unknown": (
            _("There is no country or region “{value}”."),
            _("Use the code of a place, such as MYS or EU27."),
        ),
        "institution-unknown": (
            _("There is no institution “{value}”."),
            _("Add the institution first, or choose a listed one."),
        ),
        "date-malformed": (
            _("The {field} “{value}” is not a date."),
            _("Enter a year, a month or a day, such as 2026, 2026-03 or 2026-03-15."),
        ),
        "end-before-start": (
            _("The end {value} lies before the start {start}."),
            _("Enter an end that is not before the start."),
        ),
        "trl-out-of-range": (
            _("{value} is not a technology readiness level."),
            _("Enter a whole number from {least} to {most}."),
        ),
        "trl-out-of-order": (
            _("The readiness falls from {begins} to {value}."),
            _("Enter the lower level first."),
        ),
        "step-overdue": (
            _("The next step of “{name}” was due by {day}: {step}"),
            _("Note what was done and what comes next, or set another date."),
        ),
    }


def _money_texts() -> Texts:
    return {
        "budget-partner-unknown": (
            _("“{value}” is not a partner of “{name}”."),
            _("Add it to the partners, or give the budget to another one."),
        ),
        "amount-out-of-range": (
            _("A budget of {value} is not possible."),
            _("Enter an amount above 0, or leave the budget out."),
        ),
        "currency-malformed": (
            _("“{value}” is not a currency."),
            _("Use the three letters of ISO 4217, such as EUR, USD or KRW."),
        ),
    }


def _check_texts() -> Texts:
    return {
        "check-subject-unknown": (
            _("There is no place or collaboration “{value}”."),
            _("Use the code of a place or the id of a collaboration."),
        ),
        "reviewed-by-nobody": (
            _("The check is marked as reviewed, and nobody is named."),
            _("Name who has reviewed it."),
        ),
        "reviewed-on-no-day": (
            _("The check is marked as reviewed without a date."),
            _("Enter when it was reviewed, such as 2026-03-15."),
        ),
        "check-overdue": (
            _("The check “{topic}” was due by {day}: {owner}"),
            _("Record how far it is, or set another date."),
        ),
    }


def _finding_texts() -> Texts:
    return {
        "need-without-partner": (
            _("Level {level} is below the need {need} for {year}; no work with others covers it{ideas}."),
            _("Look for a partner on the Match page, or record the work that covers it."),
        ),
        "collaboration-without-need": (
            _("“{name}” meets no recorded need: {why}."),
            _("Record the need that it serves, or name its segments."),
        ),
    }


def finding_gaps(issue: Issue) -> dict[str, str]:
    """What fills the sentences about needs and work that do not meet."""
    ideas = issue.params.get("ideas")
    filled = {"ideas": ""}
    if isinstance(ideas, int) and ideas:
        text = ngettext("; {count} idea might", "; {count} ideas might", ideas)
        filled["ideas"] = text.format(count=ideas)
    for name in ("level", "need"):
        value = issue.params.get(name)
        if isinstance(value, float | int):
            filled[name] = formats.level(value)
    filled["why"] = {
        "no-segment": _("it names no segment"),
        "not-recorded": _("no side has recorded a need in its segments"),
        "met": _("no side is known to fall short in its segments"),
    }.get(str(issue.params.get("reason")), "?")
    return filled


def overdue_gaps(issue: Issue) -> dict[str, str]:
    """What fills the sentences about overdue steps and checks."""
    step, owner = str(issue.params.get("step", "")), str(issue.params.get("owner", ""))
    topic = issue.params.get("topic")
    nobody = _("nobody is named")
    said = ", ".join(part for part in (step, owner) if part) or nobody
    return {
        "day": day_text(issue.value),
        "step": said if said.endswith(".") else f"{said}.",
        "owner": f"{owner or nobody}.",
        "topic": topic_word(DueDiligenceTopic(topic)) if isinstance(topic, str) else "?",
    }


def collaboration_field_words() -> dict[str, str]:
    """What the fields are called in a sentence."""
    return {
        "collaboration_kind": _("kind"),
        "stage": _("stage"),
        "partners": _("partners"),
        "partner": _("partner"),
        "institutions": _("institutions"),
        "topic": _("topic"),
        "start": _("start"),
        "end": _("end"),
        "trl_from": _("TRL from"),
        "trl_to": _("TRL to"),
        "restrictions": _("restrictions"),
        "documents": _("documents"),
        "next_step": _("next step"),
        "next_owner": _("owner of the next step"),
        "next_date": _("date of the next step"),
        "amount": _("amount"),
        "currency": _("currency"),
        "state": _("state"),
        "owner": _("owner"),
        "due": _("due date"),
        "reviewed_on": _("date of the review"),
        "note": _("note"),
    }
