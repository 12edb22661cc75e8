"""What needs attention in a workspace, kept so that an edit renews only what hangs on it.

The issues are the same however they came about: counted anew, or renewed edit by edit. Nobody's unknown is an
issue; only what somebody said, or what waits for an answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from chipmap.model.analysis.elicitation import summarise
from chipmap.model.analysis.overdue import overdue_issues
from chipmap.model.changes import ChangeSet
from chipmap.model.dataset import Dataset
from chipmap.model.issues import Issue, Severity
from chipmap.model.progress import Progress, silent
from chipmap.model.records import (
    NOW,
    AgendaSession,
    Budget,
    Collaboration,
    DueDiligence,
    EventParticipant,
    Evidence,
    ImportLog,
    InboxRow,
    Institution,
    Key,
    MatchmakingEvent,
    MeetingWish,
    MergeConflict,
    NotApplicable,
    ParticipantContact,
    PlannedMeeting,
    Record,
    Score,
    Share,
)
from chipmap.model.rules import (
    doubtful_shares,
    doubts_about,
    issue_of_conflict,
    issue_of_record,
    open_conflicts,
)

Row = tuple[str, str]
"""A subject and a segment: what all raters say about one capability of one place."""

_REGISTER: Final = (Collaboration, Budget, DueDiligence)
"""Kinds of records whose rules look at each other, and at nothing else that is short-lived."""
_EVENTS: Final = (
    MatchmakingEvent,
    EventParticipant,
    ParticipantContact,
    MeetingWish,
    PlannedMeeting,
    AgendaSession,
)
"""Kinds of records that belong to an event; whoever leaves it takes along what was said of them."""
_LOCAL: Final = (
    *(Score, Evidence, Institution, Share, InboxRow, MergeConflict, ImportLog),
    *(*_REGISTER, *_EVENTS),
)
"""Kinds of records that make no issue elsewhere when one is added or changed."""
_LOCAL_WHEN_GONE: Final = (Score, Share, InboxRow, MergeConflict, ImportLog, *_REGISTER, *_EVENTS)
_RECORDS_PER_STEP: Final = 1_000
_SMALLEST_DISPUTE: Final = 2
"""Scale points between the extremes; closer ballots can be neither disputed nor in two camps."""


class Attention:
    """The issues of one dataset. `today` decides which levels are stale; the year of the workspace else.

    `calendar_day` decides which steps and checks are overdue; without it none is.
    """

    def __init__(
        self,
        dataset: Dataset,
        today: date | None = None,
        progress: Progress = silent,
        *,
        calendar_day: date | None = None,
    ) -> None:
        self._today = today
        self.calendar_day = calendar_day
        self._broken: dict[tuple[type[Record], Key], Issue] = {}
        self._rows: dict[Row, tuple[Issue, ...]] = {}
        for number, record in enumerate(dataset.records()):
            if number % _RECORDS_PER_STEP == 0:
                progress.step(number, 0)
            self._check(record, dataset)
        ballots: dict[Row, list[Score]] = {}
        for score in dataset.scores.values():
            if score.round == dataset.settings.current_round:
                ballots.setdefault((score.subject, score.segment), []).append(score)
        needed = _cited_needs(dataset)
        for row, scores in ballots.items():
            self._keep(row, self._issues_of_row(row, scores, dataset, needed))
        self._read_lists(dataset)
        self._read_overdue(dataset)

    @property
    def issues(self) -> list[Issue]:
        """All of them: broken rules first, then what waits for a decision, then what is doubtful."""
        rows = (issue for issues in self._rows.values() for issue in issues)
        waiting = (*self._conflicts, *self._waiting, *self._overdue)
        return [*self._broken.values(), *waiting, *rows, *self._shares]

    @property
    def count(self) -> int:
        """How many issues there are."""
        rows = sum(map(len, self._rows.values()))
        waiting = len(self._conflicts) + len(self._waiting) + len(self._overdue)
        return len(self._broken) + waiting + rows + len(self._shares)

    def renew(self, changes: ChangeSet, dataset: Dataset) -> bool:
        """Take the changes that led to `dataset` into account; False where everything must be read anew.

        Takes about as long as the changes are many, not as long as the workspace is large.
        """
        if not all(_is_local(change.before, change.after) for change in changes):
            return False
        touched: dict[Row, None] = {}
        for change in changes:
            record = change.after if change.after is not None else change.before
            assert record is not None
            self._broken.pop((type(record), record.key), None)
            if change.after is not None:
                self._check(change.after, dataset)
            if isinstance(record, Score):
                touched[record.subject, record.segment] = None
        needed = _cited_needs(dataset) if touched else frozenset()
        for row in touched:
            self._keep(row, self._issues_of_row(row, _ballots_of(row, dataset), dataset, needed))
        self._read_lists(dataset)
        if changes.touches(*_REGISTER):
            self._check_register(dataset)
        if changes.touches(*_REGISTER, MatchmakingEvent, ParticipantContact):
            self._read_overdue(dataset)
        return True

    def _check(self, record: Record, dataset: Dataset) -> None:
        issue = issue_of_record(record, dataset)
        if issue is not None:
            self._broken[type(record), record.key] = issue

    def _check_register(self, dataset: Dataset) -> None:
        """Look at every budget and check again: each hangs on the collaboration that it belongs to."""
        for kind in (Budget, DueDiligence):
            for key, record in dataset.table(kind).items():
                self._broken.pop((kind, key), None)
                self._check(record, dataset)

    def _read_overdue(self, dataset: Dataset) -> None:
        day = self.calendar_day
        self._overdue = [] if day is None else overdue_issues(dataset, day)

    def _keep(self, row: Row, issues: Iterable[Issue]) -> None:
        found = tuple(issues)
        if found:
            self._rows[row] = found
        else:
            self._rows.pop(row, None)

    def _read_lists(self, dataset: Dataset) -> None:
        """What is short enough to be read anew each time."""
        self._conflicts = [issue_of_conflict(conflict, dataset) for conflict in open_conflicts(dataset)]
        self._waiting = [issue_of_waiting_row(row) for row in dataset.inbox_rows.values()]
        self._shares = list(doubtful_shares(dataset))

    def _issues_of_row(
        self, row: Row, ballots: Sequence[Score], dataset: Dataset, needed: frozenset[Row]
    ) -> Iterator[Issue]:
        for score in ballots:
            yield from doubts_about(score, dataset, self._today)
        levels = [score.level(NOW) for score in ballots]
        given = [level for level in levels if level is not None and not isinstance(level, NotApplicable)]
        yield from _disagreement(row, given)
        if given and row not in needed and not any(score.needs for score in ballots):
            yield Issue("need-missing", Severity.NOTICE, *row, field_name="need")


def issue_of_waiting_row(row: InboxRow) -> Issue:
    """A row of a file that belongs to nothing here; `params` name it, its file and its number there."""
    params = {"inbox_row": row.id, "file": row.file, "row": row.row, "reason": row.reason}
    return Issue("row-waiting", Severity.WARNING, field_name=row.field_name, value=row.value, params=params)


def _disagreement(row: Row, levels: Sequence[int]) -> Iterator[Issue]:
    """Whether raters disagree by the rules of `elicitation`: two camps, else quartiles far apart."""
    if len(levels) < 2 or max(levels) - min(levels) < _SMALLEST_DISPUTE:
        return
    summary = summarise(levels)
    params = {"n": summary.n, "lowest": min(levels), "highest": max(levels)}
    if summary.has_two_camps:
        yield Issue("raters-two-camps", Severity.WARNING, *row, field_name="level", params=params)
    elif summary.is_disputed:
        yield Issue("raters-disputed", Severity.WARNING, *row, field_name="level", params=params)


def _ballots_of(row: Row, dataset: Dataset) -> list[Score]:
    number = dataset.settings.current_round
    raters = [rater.id for rater in dataset.raters.values()]
    found = (dataset.scores.get((*row, rater, number)) for rater in raters)
    return [score for score in found if score is not None]


def _cited_needs(dataset: Dataset) -> frozenset[Row]:
    """The rows for which a source states a need with a level."""
    return frozenset(
        (need.subject, need.segment)
        for need in dataset.needs.values()
        if need.need_kind == "need" and need.level is not None
    )


def _is_local(before: Record | None, after: Record | None) -> bool:
    if after is None:
        return isinstance(before, _LOCAL_WHEN_GONE)
    return isinstance(after, _LOCAL)
