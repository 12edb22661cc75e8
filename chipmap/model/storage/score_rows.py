"""Scores as rows: one of `score` for the row of a ballot, one of `answer` for each level or need in it.

An answer that is not applicable has no level (NULL); an answer that was not given has no row.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from sys import intern
from typing import Any

from chipmap.model.records import NA, Answer, Confidence, NotApplicable, Score

_SELECT_SCORES = """
    SELECT subject, segment, rater, round, confidence, year, reason, evidence,
           (SELECT json_group_array(json_array(measure, position, horizon, level))
            FROM answer
            WHERE answer.subject = score.subject AND answer.segment = score.segment
              AND answer.rater = score.rater AND answer.round = score.round)
    FROM score ORDER BY score.rowid"""
_INSERT_SCORE = """
    INSERT INTO score (subject, segment, rater, round, confidence, year, reason, evidence)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)"""
_UPDATE_SCORE = """
    UPDATE score SET confidence = ?, year = ?, reason = ?, evidence = ?
    WHERE subject = ? AND segment = ? AND rater = ? AND round = ?"""
_DELETE_SCORE = "DELETE FROM score WHERE subject = ? AND segment = ? AND rater = ? AND round = ?"
_INSERT_ANSWER = """
    INSERT INTO answer (subject, segment, rater, round, measure, position, horizon, level)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)"""
_DELETE_ANSWERS = "DELETE FROM answer WHERE subject = ? AND segment = ? AND rater = ? AND round = ?"

Pairs = tuple[tuple[str, Answer], ...]


def insert_scores(connection: sqlite3.Connection, scores: list[Score]) -> None:
    connection.executemany(
        _INSERT_SCORE,
        [(*score.key, *_row_part(score)) for score in scores],
    )
    _insert_answers(connection, scores)


def update_score(connection: sqlite3.Connection, score: Score) -> None:
    connection.execute(
        _UPDATE_SCORE,
        (*_row_part(score), *score.key),
    )
    connection.execute(_DELETE_ANSWERS, score.key)
    _insert_answers(connection, [score])


def delete_score(connection: sqlite3.Connection, score: Score) -> None:
    """Remove the row; its answers go with it."""
    connection.execute(_DELETE_SCORE, score.key)


def read_scores(connection: sqlite3.Connection) -> Iterator[Score]:
    """Every score. Equal texts and answers are shared between records, which halves their memory."""
    known: dict[str, tuple[Pairs, Pairs]] = {}
    confidences: dict[str | None, Confidence | None] = {None: None, **{c.value: c for c in Confidence}}
    for row in connection.execute(_SELECT_SCORES):
        subject, segment, rater, round_number, confidence, year, reason, evidence, text = row
        answers = known.get(text)
        if answers is None:
            answers = known[text] = _answers(text)
        yield Score(
            intern(subject),
            intern(segment),
            intern(rater),
            round_number,
            *answers,
            confidences[confidence],
            year,
            reason,
            () if evidence == "[]" else tuple(json.loads(evidence)),
        )


def _answers(text: str) -> tuple[Pairs, Pairs]:
    """Levels and needs of one row, each in its order; SQLite lists them in any."""
    rows = sorted(json.loads(text), key=lambda row: row[1])
    pairs = [(measure, (horizon, NA if level is None else level)) for measure, _, horizon, level in rows]
    levels = tuple(pair for measure, pair in pairs if measure == "level")
    needs = tuple(pair for measure, pair in pairs if measure == "need")
    return levels, needs


def _insert_answers(connection: sqlite3.Connection, scores: Iterable[Score]) -> None:
    rows = [
        (*score.key, measure, position, horizon, None if isinstance(level, NotApplicable) else level)
        for score in scores
        for measure, answers in (("level", score.levels), ("need", score.needs))
        for position, (horizon, level) in enumerate(answers)
    ]
    connection.executemany(_INSERT_ANSWER, rows)


def _row_part(score: Score) -> tuple[Any, ...]:
    confidence = None if score.confidence is None else score.confidence.value
    evidence = json.dumps(score.evidence, ensure_ascii=False) if score.evidence else "[]"
    return (confidence, score.year, score.reason, evidence)
