"""What a returned scorecard is merged against: the state that both sides started from.

The first of these that is known: what the same export said when it was imported last, what the workspace said
at the revision of the export, the copy that travels in the file, nothing. A scorecard that was exported later
starts from its own export, which has the earlier answers in it already.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from chipmap.model.dataset import Dataset
from chipmap.model.exchange.raw_workbook import RawWorkbook
from chipmap.model.exchange.scorecard_identity import Identity, base_of
from chipmap.model.exchange.scorecard_layout import (
    CellText,
    base_digest,
    base_line,
    canonical_cells,
    row_id,
    scorecard_id,
    scorecard_mark,
)
from chipmap.model.records import ImportLog, Score
from chipmap.model.records.history import ScoreHistory

Base = Mapping[str, Mapping[str, CellText]]
"""Canonical cells by row id."""


def scorecard_of(
    identity: Identity, dataset: Dataset, rater: str, round_number: int, row_subjects: Iterable[str]
) -> str:
    """The key of the scorecard: as it is stated, else by whose it is and what its rows are about."""
    stated = identity.scorecard_id
    if stated and identity.rater == rater:
        return stated
    workspace = dataset.settings.workspace_id
    subjects = tuple(identity.subjects) or tuple(dict.fromkeys(row_subjects))
    return scorecard_id(workspace, rater, round_number, subjects)


def logs_of(dataset: Dataset, scorecard: str) -> list[ImportLog]:
    """The imports of a scorecard so far, in their order."""
    found = [log for log in dataset.import_logs.values() if log.scorecard_id == scorecard]
    return sorted(found, key=lambda log: log.number)


def last_import(dataset: Dataset, scorecard: str, identity: Identity) -> ImportLog | None:
    """The last import of a scorecard from the same export; of any where the file does not say from which."""
    found = [log for log in logs_of(dataset, scorecard) if _is_of_export(log, identity)]
    return found[-1] if found else None


def _is_of_export(log: ImportLog, identity: Identity) -> bool:
    """Whether an import may have been of the same export: neither revision nor time say otherwise.

    The time tells exports apart that were made from states which were never saved.
    """
    stated = ((log.base_revision, identity.base_revision), (log.exported_at, identity.exported_at))
    return all(one in (None, "") or other in (None, "") or one == other for one, other in stated)


def base_sent(
    raw: RawWorkbook,
    identity: Identity,
    dataset: Dataset,
    ballot: tuple[str, int],
    history: ScoreHistory | None,
) -> Base | None:
    """What was sent out: the copy in the file where it is whole, else the ballot at the export's revision.

    Both are the same where both are known, because the hash in the file vouches for either. `ballot` is the
    rater and the round that the file was made for.
    """
    copied = base_of(raw, identity)
    if copied is not None or history is None or identity.base_revision is None:
        return copied
    if not history.reaches(identity.base_revision):
        return None
    scores = history.ballot_at(identity.base_revision, dataset.scores.values(), *ballot)
    subjects = _subjects_of(identity, dataset, ballot)
    base = {
        row_id(score.subject, score.segment): _cells(dataset, score)
        for score in scores
        if score.subject in subjects
    }
    lines = [(row, base_line(cells)) for row, cells in base.items()]
    if identity.base_sha256 and base_digest(lines) != identity.base_sha256:
        return None
    return base


def imported_base(log: ImportLog) -> Base:
    """What a scorecard said when it was imported."""
    base: Base = json.loads(log.theirs)
    return base


def is_older(identity: Identity, modified: str, log: ImportLog) -> bool:
    """Whether a file was exported, or else saved, before the one that was imported last."""
    mine, last = identity.base_revision, log.base_revision
    if mine is not None and last is not None and mine != last:
        return mine < last
    saved, saved_last = _moment(modified), _moment(log.modified)
    return saved is not None and saved_last is not None and saved < saved_last


def _moment(text: str) -> datetime | None:
    """A time as a document property has it, with or without its zone."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _cells(dataset: Dataset, score: Score) -> dict[str, CellText]:
    """The canonical cells of an earlier row; evidence that is gone since cites nothing."""
    known = tuple(key for key in score.evidence if key in dataset.evidence)
    return canonical_cells(dataset, replace(score, evidence=known))


def _subjects_of(identity: Identity, dataset: Dataset, ballot: tuple[str, int]) -> set[str]:
    """The subjects that a file is about: as it states them, else the one that its code stands for."""
    if identity.subjects or identity.code is None:
        return set(identity.subjects)
    workspace, wanted = dataset.settings.workspace_id, identity.code.scorecard_mark
    everyone = map(str, (*dataset.countries, *dataset.regions, *dataset.institutions))
    return {
        subject
        for subject in everyone
        if scorecard_mark(scorecard_id(workspace, *ballot, (subject,))) == wanted
    }
