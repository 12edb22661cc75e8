"""The texts of a report of findings and of a marked copy, in the current language."""

from __future__ import annotations

from chipmap.model.exchange.finding_fixes import Fix, FixKind
from chipmap.model.exchange.findings_report import ReportWords
from chipmap.model.exchange.marked_copy import MarkWords
from chipmap.model.issues import Issue, Severity
from chipmap.model.records import Confidence
from chipmap.wording import _
from chipmap.wording.issues import reason_of, suggestion_of
from chipmap.wording.levels import confidence_word


def report_words() -> ReportWords:
    """The texts of a report; its sentences are made in the language that holds while it is written."""
    return ReportWords(
        title=_("Findings"),
        headers={
            "file": _("File"),
            "sheet": _("Sheet"),
            "cell": _("Cell"),
            "row_id": _("Row ID"),
            "column": _("Column"),
            "value": _("Value"),
            "severity": _("What happened"),
            "message": _("Finding"),
            "suggestion": _("What to do"),
            "fix": _("Perhaps"),
            "code": _("Code of the finding"),
        },
        severities={
            Severity.ERROR: _("left out"),
            Severity.WARNING: _("please check"),
            Severity.NOTICE: _("for information"),
        },
        apostrophes=_(
            "Texts that begin with = + - @ or a tab carry an apostrophe in front here. "
            "This table is for reading; it cannot be imported."
        ),
        sentences=_Sentences(),
    )


def mark_words() -> MarkWords:
    """The texts of a marked copy in the current language."""
    return MarkWords(
        report=report_words(),
        introduction=_(
            "Red cells could not be read and were left out; please look at the yellow ones too. "
            "A note on each says why. Correct them in this file and send it back."
        ),
    )


class _Sentences:
    """Findings in the sentences of the program."""

    def reason(self, issue: Issue) -> str:
        return reason_of(issue)

    def suggestion(self, issue: Issue) -> str:
        return suggestion_of(issue)

    def fix(self, fix: Fix) -> str:
        if fix.kind is not FixKind.ENTER:
            return ""
        words = {confidence.value: confidence_word(confidence) for confidence in Confidence}
        return " / ".join(words.get(choice, choice) for choice in fix.choices)
