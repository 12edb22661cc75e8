"""Layers about the answers themselves: how many of a segment's rows are scored, and how old the evidence is.

Nothing scored and nothing dated are not 0: such a place has no value.
"""

from __future__ import annotations

from chipmap.model.analysis.standing import Origin, Standing, Standings
from chipmap.model.geography.classes import age_class, coverage_class
from chipmap.model.geography.layer_values import PlaceValue


def coverage_of(standings: Standings, code: str, segment: str, horizon: str) -> PlaceValue:
    """Per cent of the rows of a segment, itself and all below it, that a ballot of the round answers.

    Rows that are not applicable are left out; a place for which all are has no coverage.
    """
    answered = asked = 0
    for row in _rows_of(standings, segment):
        is_answered = any(score.level(horizon) is not None for score in standings.ballots(code, row))
        if is_answered and standings.of(code, row, horizon).is_not_applicable:
            continue
        asked += 1
        answered += is_answered
    if not asked:
        return PlaceValue(code, state="not_applicable", answered=0, rows=0)
    if not answered:
        return PlaceValue(code, answered=0, rows=asked)
    percent = 100.0 * answered / asked
    return PlaceValue(
        code,
        value=percent,
        class_index=coverage_class(percent),
        state="value",
        answered=answered,
        rows=asked,
    )


def age_of_evidence(standings: Standings, code: str, segment: str, horizon: str) -> PlaceValue:
    """Years from the newest evidence of a level to the workspace's year.

    The newest of the reference years and of the years of cited evidence counts; for a suggestion the year of
    the share that decided. Evidence dated ahead is 0 years old.
    """
    standing = standings.of(code, segment, horizon)
    if standing.is_not_applicable:
        return PlaceValue(code, state="not_applicable", standing=standing)
    years = _years_of(standings, standing)
    if not years:
        return PlaceValue(code, standing=standing)
    newest = max(years)
    age = max(standings.dataset.settings.current_year - newest, 0)
    return PlaceValue(
        code,
        value=float(age),
        class_index=age_class(age),
        state="value",
        is_dotted=standing.is_dotted,
        standing=standing,
        newest_year=newest,
    )


def _rows_of(standings: Standings, segment: str) -> list[str]:
    """The segment and every segment below it that levels can be given to; a loop in the tree ends the way."""
    tree = standings.tree
    rows: list[str] = []
    waiting = [segment]
    while waiting:
        current = waiting.pop()
        if current not in rows:
            rows.append(current)
            waiting.extend(child.id for child in tree.children(current))
    return [row for row in rows if tree.is_scorable(row)]


def _years_of(standings: Standings, standing: Standing) -> set[int]:
    """The years of everything that a level rests on."""
    if standing.origin is Origin.ROLLED_UP:
        parts = (
            standings.of(standing.subject, segment, standing.horizon) for segment in standing.why.segments
        )
        return {year for part in parts for year in _years_of(standings, part)}
    years = {score.year for score in standing.why.scores}
    cited = {key for score in standing.why.scores for key in score.evidence}
    evidence = standings.dataset.evidence
    years |= {record.year for record in (evidence.get(key) for key in cited) if record is not None}
    years.add(standing.why.year)
    return {year for year in years if year is not None}
