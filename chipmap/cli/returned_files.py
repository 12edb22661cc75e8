"""What is written for those who filled scorecards in: a report of findings, copies with red cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from chipmap.wording import LANGUAGES, use_language

if TYPE_CHECKING:
    from chipmap.model.exchange.import_plan import ImportPlan
    from chipmap.model.exchange.raw_workbook import RawWorkbook


def write_report(path: Path, plans: Iterable[ImportPlan]) -> None:
    """Every finding of every file as one table: CSV where the name says so, else a workbook."""
    from chipmap.model.exchange.findings_report import write_findings
    from chipmap.wording.findings_report import report_words

    issues = [issue for plan in plans for issue in ((plan.blocked_by,) if plan.blocked_by else plan.issues)]
    write_findings(path, issues, report_words())


def write_marked_copies(
    folder: Path, plans: Sequence[ImportPlan], workbooks: Sequence[RawWorkbook], originals: Sequence[Path]
) -> None:
    """A copy of each file in which something is marked, in the language in which it was sent out."""
    from chipmap.model.exchange.marked_copy import write_marked_copy
    from chipmap.model.exchange.scorecard_identity import identity_of
    from chipmap.wording.findings_report import mark_words

    for plan, raw in zip(plans, workbooks, strict=True):
        if plan.blocked_by is not None or not any(issue.place and issue.place.cell for issue in plan.issues):
            continue
        target = folder / f"{Path(plan.file).stem} marked.xlsx"
        original = next((path for path in originals if path.name == target.name), None)
        language = identity_of(raw).language
        use_language(language if language in LANGUAGES else "en")
        try:
            write_marked_copy(raw, plan.issues, target, mark_words(), original=original)
        finally:
            use_language("en")
