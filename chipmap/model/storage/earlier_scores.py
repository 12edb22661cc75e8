"""Keeps what rows of ballots said before each edit, to tell a ballot as it was when it was sent out.

Entries are only ever added; undoing an edit is another edit.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from chipmap.model.changes import Change
from chipmap.model.records import NA, Answer, Confidence, NotApplicable, Score
from chipmap.model.records.history import EarlierScore, RowKey, ScoreHistory
from chipmap.model.storage.database import revision_of

_INSERT = """
    INSERT INTO earlier_score (revision, subject, segment, rater, round, score)
    VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"""
_SELECT = "SELECT revision, subject, segment, rater, round, score FROM earlier_score ORDER BY revision"

Pairs = tuple[tuple[str, Answer], ...]


def note_earlier_scores(connection: sqlite3.Connection, changes: Iterable[Change], revision: int) -> None:
    """Note the rows that `changes` replace; `revision` is the one that they make."""
    rows = []
    for change in changes:
        if isinstance(change.record, Score):
            before = change.before
            text = _packed(before) if isinstance(before, Score) else None
            rows.append((revision, *change.record.key, text))
    if rows:
        connection.executemany(_INSERT, rows)


def read_score_history(connection: sqlite3.Connection) -> ScoreHistory:
    """Everything that is known of earlier rows."""
    known = connection.execute("SELECT value FROM meta WHERE name = 'history_from'").fetchone()
    earlier = []
    for revision, subject, segment, rater, round_number, text in connection.execute(_SELECT):
        row = (subject, segment, rater, round_number)
        earlier.append(EarlierScore(revision, row, None if text is None else _unpacked(row, text)))
    return ScoreHistory(int(known[0]) if known else 0, revision_of(connection), tuple(earlier))


def _packed(score: Score) -> str:
    parts = (
        _plain(score.levels),
        _plain(score.needs),
        score.confidence,
        score.year,
        score.reason,
        score.evidence,
    )
    return json.dumps(parts, ensure_ascii=False)


def _unpacked(row: RowKey, text: str) -> Score:
    levels, needs, confidence, year, reason, evidence = json.loads(text)
    sure = None if confidence is None else Confidence(confidence)
    return Score(*row, _answers(levels), _answers(needs), sure, year, reason, tuple(evidence))


def _plain(answers: Pairs) -> list[tuple[str, int | str]]:
    return [(at, answer.value if isinstance(answer, NotApplicable) else answer) for at, answer in answers]


def _answers(pairs: list[tuple[str, int | str]]) -> Pairs:
    return tuple((at, answer if isinstance(answer, int) else NA) for at, answer in pairs)
