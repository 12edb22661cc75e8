"""Whatever a person does in whatever order: memory, file and history tell the same story."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.dataset import Dataset
from chipmap.model.errors import NothingToUndo
from chipmap.model.labels import Label
from chipmap.model.storage.tables import read_records
from chipmap.model.workspace import create_workspace, open_workspace
from tests.builders import a_rater, some_evidence, three_countries_dataset
from tests.model.storage.crashes import leave_as_a_crash_does
from tests.model.strategies import scores

SUBJECTS = ["NLD", "DEU", "MYS", "EU27"]
SEGMENTS = ["litho", "packaging", "packaging_osat"]

some_scores = st.lists(
    scores(
        st.sampled_from(SUBJECTS),
        st.sampled_from(SEGMENTS),
        st.sampled_from(["owner", "guest"]),
        st.sampled_from([(), ("E-00000001",), ("E-00000002", "E-00000001")]),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda score: score.key,
)


class Editing(RuleBasedStateMachine):
    """Edits, undo, redo, save, save elsewhere, reopening and crashes, against a plain list of datasets."""

    @initialize()
    def create(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "europe.chipmap"
        dataset = three_countries_dataset(
            a_rater("guest"), some_evidence("E-00000001"), some_evidence("E-00000002")
        )
        self.workspace = create_workspace(self.path, dataset)
        self.past: list[Dataset] = []
        self.future: list[Dataset] = []
        self.saved = dataset
        self.expected = dataset
        self.copies = 0

    @rule(chosen=some_scores, is_removal=st.booleans())
    def edit(self, chosen, is_removal):
        table = self.expected.scores
        changes = ChangeSet.of(
            Change(table.get(score.key), None if is_removal else score)
            for score in chosen
            if score.key in table or not is_removal
        )
        self.workspace.apply(changes, label=Label.CHANGE_SCORE)
        if changes:
            self.past.append(self.expected)
            self.future.clear()
            records = {record.key: record for record in self.expected.scores.values()}
            for change in changes:
                records.pop(change.key, None)
                if change.after is not None:
                    records[change.key] = change.after
            others = [record for record in self.expected.records() if record.kind != "score"]
            self.expected = Dataset.of([*others, *records.values()])

    @rule()
    def undo(self):
        if not self.past:
            try:
                self.workspace.undo()
            except NothingToUndo:
                return
            raise AssertionError("undo went beyond the beginning")
        self.workspace.undo()
        self.future.append(self.expected)
        self.expected = self.past.pop()

    @precondition(lambda self: self.future)
    @rule()
    def redo(self):
        self.workspace.redo()
        self.past.append(self.expected)
        self.expected = self.future.pop()

    @rule()
    def save(self):
        self.workspace.save()
        self.saved = self.expected

    @rule()
    def save_elsewhere(self):
        self.copies += 1
        self.path = self.path.with_name(f"copy {self.copies}.chipmap")
        self.workspace.save(self.path)
        self.saved = self.expected

    @rule()
    def reopen(self):
        self.workspace.close()
        self.workspace = open_workspace(self.path)
        self.expected = self.saved
        self.past.clear()
        self.future.clear()

    @rule()
    def crash_and_reopen(self):
        """Every committed edit comes back; only the history is gone."""
        committed = self.workspace.revision
        leave_as_a_crash_does(self.workspace)
        self.workspace = open_workspace(self.path)
        assert self.workspace.revision == committed
        assert self.workspace.was_recovered or self.expected == self.saved
        self.past.clear()
        self.future.clear()

    @invariant()
    def memory_is_as_expected(self):
        assert self.workspace.dataset == self.expected
        assert len(self.workspace.dataset.scores) == len(list(self.expected.scores))
        assert len(self.workspace.history) == len(self.past)
        assert self.workspace.can_redo == bool(self.future)
        if self.workspace.dataset != self.saved:
            assert self.workspace.is_dirty

    @invariant()
    def the_working_copy_says_the_same(self):
        assert Dataset.of(read_records(self.workspace._file._connection)) == self.expected

    def teardown(self):
        if hasattr(self, "workspace"):
            self.workspace.close()
            self.folder.cleanup()


TestEditing = Editing.TestCase
TestEditing.settings = settings(
    max_examples=20,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
