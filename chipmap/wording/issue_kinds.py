"""The kinds of issues in words, in the order in which the list offers them."""

from __future__ import annotations

from chipmap.wording import _

KINDS = (
    "conflicts",
    "inbox",
    "overdue",
    "raters",
    "evidence",
    "stale",
    "needs",
    "unmatched",
    "shares",
    "weak",
    "rules",
)

_KIND_OF = {
    "conflict-open": "conflicts",
    "row-waiting": "inbox",
    "step-overdue": "overdue",
    "check-overdue": "overdue",
    "contacts-due": "overdue",
    "raters-disputed": "raters",
    "raters-two-camps": "raters",
    "score-without-evidence": "evidence",
    "score-stale": "stale",
    "need-missing": "needs",
    "need-without-partner": "unmatched",
    "collaboration-without-need": "unmatched",
    "shares-exceed-whole": "shares",
    "suggestion-weak": "weak",
}


def kind_of(code: str) -> str:
    """The kind that an issue belongs to; whatever breaks a rule is of one kind."""
    return _KIND_OF.get(code, "rules")


def kind_word(kind: str) -> str:
    """What a kind is called in a list of kinds."""
    return {
        "conflicts": _("Open conflicts"),
        "inbox": _("Rows in the inbox"),
        "overdue": _("Overdue steps and checks"),
        "raters": _("Raters disagree"),
        "evidence": _("No evidence"),
        "stale": _("Older than two years"),
        "needs": _("No need recorded"),
        "unmatched": _("Needs and work apart"),
        "shares": _("Shares over 100 %"),
        "weak": _("Weak sources"),
        "rules": _("Broken rules"),
    }[kind]
