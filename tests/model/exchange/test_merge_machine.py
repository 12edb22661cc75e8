"""Editing, sending out, coming back, deciding, undoing, saving and reopening, in any order, by two raters.

Held against a plain reference: base, ours and theirs as flat mappings, merged by the rules of the design.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, precondition, rule

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.edits.conflicts import conflict_id, resolve_conflict
from chipmap.model.exchange.raw_workbook import RawWorkbook
from chipmap.model.exchange.scorecard_import import plan_import
from chipmap.model.labels import Label
from chipmap.model.records import NA, NOW, OWNER, Confidence, Resolution, Score
from chipmap.model.records.units import (
    JUDGEMENT,
    Judgement,
    blank,
    text_of_value,
    units_of_score,
    value_of_text,
)
from chipmap.model.rules import open_conflicts
from chipmap.model.workspace import create_workspace, open_workspace
from tests.builders import a_rater, three_countries_dataset
from tests.model.exchange.paper_scorecards import examples, exported, filled_in, without_base, without_rows

SEGMENTS = ("equipment", "litho", "deposition", "packaging", "packaging_osat", "packaging_advanced")
RATERS = (OWNER, "japan")
USED = SEGMENTS[:2]

# Few values, so that the two sides often meet.
levels = st.sampled_from([None, 0, 3, NA])
sure = st.sampled_from([None, Confidence.HIGH])
texts = st.sampled_from(["", "one", "two"])

Units = dict[tuple[str, str], Any]


@dataclass(frozen=True)
class Card:
    """A scorecard that is out: what was sent, and what its rater has entered in it since."""

    paper: RawWorkbook
    rater: str
    number: int
    sent: Units
    says: Units


@dataclass(frozen=True)
class Model:
    """What must be in the workspace: ballots, conflicts by id, and what each export said last."""

    ballots: dict[str, Units]
    conflicts: dict[str, Resolution] = field(default_factory=dict)
    imported: dict[int, Units] = field(default_factory=dict)


class Merging(RuleBasedStateMachine):
    cards = Bundle("cards")

    @initialize()
    def create(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "europe.chipmap"
        raters = (a_rater(rater) for rater in RATERS)
        self.workspace = create_workspace(self.path, three_countries_dataset(*raters))
        self.model = self.saved = Model({rater: {} for rater in RATERS})
        self.past: list[Model] = []
        self.future: list[Model] = []
        self.revisions: list[int] = []
        self.lost: set[int] = set()

    def done(self, model, *, is_step):
        if is_step:
            self.past.append(self.model)
            self.future.clear()
        self.model = model

    def ballot_in_file(self, rater):
        return {
            (score.segment, unit): value
            for score in self.workspace.dataset.scores.values()
            if score.rater == rater
            for unit, value in units_of_score(score).items()
            if blank(value) is not None
        }

    @rule(
        rater=st.sampled_from(RATERS),
        segment=st.sampled_from(USED),
        now=levels,
        later=levels,
        sure=sure,
        reason=texts,
    )
    def edit(self, *, rater, segment, now, later, sure, reason):
        """Fill in a row by hand, or delete it where nothing is said."""
        table = self.workspace.dataset.scores
        given = [(NOW, now), ("2030", later)]
        pairs = tuple((horizon, level) for horizon, level in given if level is not None)
        score = Score("NLD", segment, rater, 1, pairs, confidence=sure, reason=reason)
        before, after = table.get(score.key), None if score.is_empty else score
        changes = ChangeSet.of([Change(before, after)] if before or after else [])
        self.workspace.apply(changes, label=Label.CHANGE_SCORE)
        ballot = {key: value for key, value in self.model.ballots[rater].items() if key[0] != segment}
        ballot |= {
            (segment, unit): value
            for unit, value in units_of_score(after).items()
            if blank(value) is not None
        }
        self.done(self.with_ballot(rater, ballot), is_step=bool(changes))

    def with_ballot(self, rater, ballot, **changed):
        return replace(self.model, ballots={**self.model.ballots, rater: ballot}, **changed)

    @rule(target=cards, rater=st.sampled_from(RATERS))
    def send_out(self, rater):
        revision, sent = self.workspace.revision, self.model.ballots[rater]
        number = len(self.revisions)
        self.revisions.append(revision)
        paper = exported(self.workspace.dataset, rater=rater, revision=revision, minutes=number)
        return Card(paper, rater, number, sent, sent)

    @rule(target=cards, card=cards, segment=st.sampled_from(USED), now=levels, sure=sure)
    def enter_judgement(self, *, card, segment, now, sure):
        row = SEGMENTS.index(segment)
        entries = {(row, "level_now"): cell(now), (row, "confidence"): sure and sure.value.capitalize()}
        year = (card.says.get((segment, JUDGEMENT)) or Judgement()).year
        return entered(card, entries, (segment, JUDGEMENT), Judgement(now, sure, year))

    @rule(target=cards, card=cards, segment=st.sampled_from(USED), later=levels)
    def enter_expectation(self, card, segment, later):
        entries = {(SEGMENTS.index(segment), "level_2030"): cell(later)}
        return entered(card, entries, (segment, "level_2030"), later)

    @rule(target=cards, card=cards, segment=st.sampled_from(USED), reason=texts)
    def enter_reason(self, card, segment, reason):
        return with_reason(card, segment, reason)

    @rule(
        card=cards,
        gone=st.sets(st.sampled_from(USED)),
        has_base=st.booleans(),
        wish=st.sampled_from(["keep", "mine", "theirs"]),
    )
    def come_back(self, *, card, gone, has_base, wish):
        """Import a copy, perhaps with rows deleted, perhaps without its base, and merge it as a whole."""
        self.merge(card, gone, wish, has_base=has_base)

    @rule(target=cards, card=cards, segment=st.sampled_from(USED), reason=texts)
    def enter_and_come_back(self, card, segment, reason):
        """A rater changes a card once more and returns it at once."""
        card = with_reason(card, segment, reason)
        self.merge(card, frozenset(), "keep", has_base=True)
        return card

    def merge(self, card, gone, wish, *, has_base):
        paper = without_rows(card.paper, [SEGMENTS.index(segment) for segment in gone])
        plan = plan_import(
            paper if has_base or card.number in self.lost else without_base(paper),
            self.workspace.dataset,
            on_conflict=wish,
            accept_clearing=True,
            older=True,
            history=self.workspace.score_history(),
        )
        assert not plan.is_blocked, plan.blocked_by
        expected = self.expected_merge(card, gone, wish)
        changes = plan.changes
        self.workspace.apply(changes, label=Label.IMPORT)
        self.done(expected, is_step=bool(changes))

    def expected_merge(self, card, gone, wish):
        base = self.model.imported.get(card.number, card.sent)
        ours = dict(self.model.ballots[card.rater])
        conflicts = dict(self.model.conflicts)
        whole = dict(base)
        for key in base.keys() | ours.keys() | card.says.keys():
            if key[0] in gone:
                continue
            sent, here, there = base.get(key), ours.get(key), card.says.get(key)
            put(whole, key, there)
            name = conflict_id(("NLD", key[0], card.rater, 1), key[1], text_of_value(there))
            is_waiting = conflicts.get(name) is Resolution.OPEN and sent == there != here
            is_conflict = here != sent and there not in (here, sent)
            if is_waiting or (is_conflict and name not in conflicts):
                conflicts[name] = {
                    "keep": Resolution.OPEN,
                    "mine": Resolution.OURS,
                    "theirs": Resolution.THEIRS,
                }[wish]
                if wish == "theirs":
                    put(ours, key, there)
            elif here == sent and there != sent:
                put(ours, key, there)
        imported = {**self.model.imported, card.number: whole}
        return self.with_ballot(card.rater, ours, conflicts=conflicts, imported=imported)

    @precondition(lambda self: open_conflicts(self.workspace.dataset))
    @rule(number=st.integers(0, 3), side=st.sampled_from([Resolution.OURS, Resolution.THEIRS]))
    def decide(self, number, side):
        waiting = open_conflicts(self.workspace.dataset)
        conflict = waiting[number % len(waiting)]
        self.workspace.apply(
            resolve_conflict(self.workspace.dataset, conflict.id, side), label=Label.RESOLVE_CONFLICT
        )
        ballot = dict(self.model.ballots[conflict.rater])
        if side is Resolution.THEIRS:
            put(ballot, (conflict.segment, conflict.unit), value_of_text(conflict.theirs))
        self.done(
            self.with_ballot(conflict.rater, ballot, conflicts={**self.model.conflicts, conflict.id: side}),
            is_step=True,
        )

    @precondition(lambda self: self.past)
    @rule()
    def undo(self):
        self.workspace.undo()
        self.future.append(self.model)
        self.model = self.past.pop()

    @precondition(lambda self: self.future)
    @rule()
    def redo(self):
        self.workspace.redo()
        self.past.append(self.model)
        self.model = self.future.pop()

    @rule()
    def save(self):
        self.workspace.save()
        self.saved = self.model

    @rule()
    def save_and_reopen(self):
        self.save()
        self.workspace.close()
        self.workspace = open_workspace(self.path)
        self.past.clear()
        self.future.clear()

    @rule()
    def give_up_and_reopen(self):
        """Close without saving: what was sent out since is of states that nobody can tell any more."""
        self.workspace.close()
        self.workspace = open_workspace(self.path)
        self.model = self.saved
        self.past.clear()
        self.future.clear()
        present = self.workspace.revision
        self.lost |= {number for number, revision in enumerate(self.revisions) if revision > present}

    @invariant()
    def everything_is_where_the_reference_has_it(self):
        if not hasattr(self, "workspace"):
            return
        for rater in RATERS:
            assert self.ballot_in_file(rater) == self.model.ballots[rater]
        records = self.workspace.dataset.merge_conflicts.values()
        assert {one.id: one.resolution for one in records} == self.model.conflicts

    def teardown(self):
        if hasattr(self, "workspace"):
            self.workspace.close()
            self.folder.cleanup()


def put(units, key, value):
    if blank(value) is None:
        units.pop(key, None)
    else:
        units[key] = value


def cell(answer):
    return "NA" if answer is NA else answer


def entered(card, entries, key, value):
    says = dict(card.says)
    put(says, key, value)
    return replace(card, paper=filled_in(card.paper, entries), says=says)


def with_reason(card, segment, reason):
    entries = {(SEGMENTS.index(segment), "reason"): reason}
    return entered(card, entries, (segment, "reason"), reason)


TestMerging = Merging.TestCase
TestMerging.settings = settings(
    max_examples=examples(25),
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
