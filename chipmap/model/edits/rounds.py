"""Edits of Delphi rounds: a round is opened, answered and closed; the ballots of an earlier one are kept.

The consensus rule is fixed when the first round is opened and cannot be changed afterwards. A later round
starts from everybody's own answers of the round before: who says nothing new stands by them.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import UTC, datetime

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.dataset import Dataset
from chipmap.model.edits.checking import checked
from chipmap.model.errors import RuleBroken
from chipmap.model.issues import Issue, Severity
from chipmap.model.records import Round, StopCriteria, round_key
from chipmap.model.text_rules import clean_text


def current_round(dataset: Dataset) -> Round | None:
    """The record of the round that ballots are in now; `None` where no round was ever opened."""
    found: Round | None = dataset.rounds.get(round_key(dataset.settings.current_round))
    return found


def next_round(dataset: Dataset) -> int:
    """The number of the round that can be opened next; `RuleBroken` says why none can."""
    known, number = current_round(dataset), dataset.settings.current_round
    if known is None:
        return number
    if known.is_open:
        raise RuleBroken(_refusal("round-still-open", number))
    if number >= known.rounds:
        raise RuleBroken(_refusal("rounds-spent", number, rounds=known.rounds))
    return number + 1


def open_round(
    dataset: Dataset, *, at: datetime, note: str = "", criteria: StopCriteria | None = None
) -> ChangeSet:
    """Open the next round as one step; `criteria` only before the first, where our defaults hold without.

    Ballots of the round before are kept and copied into the new one.
    """
    number = next_round(dataset)
    before = current_round(dataset)
    if before is not None and criteria is not None and criteria != before.criteria:
        raise RuleBroken(_refusal("round-rule-fixed", number))
    rule = before.criteria if before is not None else criteria or StopCriteria()
    changes = [Change(None, Round(number, _moment(at), note=clean_text(note), **asdict(rule)))]
    settings = dataset.settings
    if number != settings.current_round:
        changes.append(Change(settings, replace(settings, current_round=number)))
        changes += [
            Change(None, replace(score, round=number))
            for score in dataset.scores.values()
            if score.round == settings.current_round
        ]
    return checked(changes, dataset)


def close_round(dataset: Dataset, *, at: datetime, note: str | None = None) -> ChangeSet:
    """Close the open round; another note replaces the one that it was opened with."""
    known = current_round(dataset)
    if known is None or not known.is_open:
        raise RuleBroken(_refusal("no-round-open", dataset.settings.current_round))
    said = known.note if note is None else clean_text(note)
    return checked([Change(known, replace(known, closed_at=_moment(at), note=said))], dataset)


def _refusal(code: str, number: int, **params: object) -> Issue:
    return Issue(code, Severity.ERROR, field_name="round", value=str(number), params=params)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")
