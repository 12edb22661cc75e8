"""What may stop the import of a file, and what a person has answered about it.

Each question is asked only where the plan shows it; the default is always the careful answer.
"""

from __future__ import annotations

from dataclasses import dataclass

from chipmap.model.dataset import Dataset
from chipmap.model.exchange.cell_meanings import Rounding
from chipmap.model.exchange.raw_workbook import RawWorkbook
from chipmap.model.exchange.rows_finding import Trust
from chipmap.model.exchange.scorecard_identity import Identity, rater_and_round
from chipmap.model.exchange.scorecard_layout import SCHEMA
from chipmap.model.exchange.scores_finding import FoundScores
from chipmap.model.issues import CellPlace, Issue, Severity
from chipmap.model.records import ImportLog


@dataclass(frozen=True, slots=True)
class Answers:
    """What the person has decided about a file.

    `on_conflict`: "keep" leaves conflicts open, "mine" keeps ours, "theirs" takes the file's. `withdrawn`:
    rows that are not in the file any more are to be cleared. `older`: a copy that is older than the one
    imported last is to be merged all the same.
    """

    on_conflict: str = "keep"
    rounding: Rounding | None = None
    trust: Trust | None = None
    rater: str | None = None
    accept_clearing: bool = False
    withdrawn: bool = False
    older: bool = False


def blocking_issue(
    raw: RawWorkbook, identity: Identity, found: FoundScores | None, dataset: Dataset, answers: Answers
) -> Issue | None:
    """Why nothing of this file can be imported, or `None`."""
    if identity.schema > SCHEMA:
        return blocked("scorecard-newer", raw, schema=identity.schema, known=SCHEMA)
    if identity.is_known and not identity.is_of(dataset.settings.workspace_id):
        title = identity.workspace_title or "?"
        return blocked("other-workspace", raw, title=title, here=dataset.settings.title)
    if found is None:
        if identity.is_known:
            return blocked("no-score-column", raw)
        return blocked("not-a-scorecard", raw, sheets=", ".join(sheet.name for sheet in raw.sheets))
    if answers.rater is None and rater_and_round(identity, dataset) is None:
        return blocked("scorecard-unidentified", raw, sheet=found.sheet.name)
    return None


def blocked(code: str, raw: RawWorkbook, **params: object) -> Issue:
    """A finding that stops the whole file."""
    return Issue(code, Severity.ERROR, place=CellPlace(raw.file), params=params)


def older_copy(raw: RawWorkbook, log: ImportLog) -> Issue:
    """The finding that a file is older than the copy that was imported last."""
    return blocked("older-copy", raw, at=log.imported_at, name=log.file)


def already_imported(raw: RawWorkbook, log: ImportLog) -> Issue:
    """The finding that the same answers were imported before."""
    place = CellPlace(raw.file)
    params = {"at": log.imported_at, "name": log.file}
    return Issue("already-imported", Severity.NOTICE, place=place, params=params)
