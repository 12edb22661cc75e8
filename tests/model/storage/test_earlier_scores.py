"""A ballot can be told as it was at any revision since history is kept, across undo, saving and reopening."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.labels import Label
from chipmap.model.workspace import create_workspace, open_workspace
from tests.builders import a_rater, a_score, some_evidence, three_countries_dataset
from tests.model.storage.write_release import RELEASES
from tests.model.strategies import scores

edits = st.lists(
    st.sampled_from(["undo", "redo", "remove"])
    | scores(
        st.sampled_from(["NLD", "DEU"]),
        st.sampled_from(["litho", "packaging"]),
        st.sampled_from(["owner", "guest"]),
        st.sampled_from([(), ("E-00000001",)]),
    ),
    max_size=8,
)


def make(workspace, edit):
    """Do one edit, or nothing where it cannot be done."""
    table = workspace.dataset.scores
    if edit == "undo":
        return workspace.undo() if workspace.can_undo else None
    if edit == "redo":
        return workspace.redo() if workspace.can_redo else None
    if edit == "remove":
        changes = [Change(score, None) for score in table.values()]
    else:
        changes = [Change(table.get(edit.key), edit)]
    return workspace.apply(ChangeSet.of(changes), label=Label.CHANGE_SCORE)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(edits)
def test_every_revision_can_be_told(chosen):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "europe.chipmap"
        dataset = three_countries_dataset(a_rater("guest"), some_evidence("E-00000001"))
        told = {0: dataset}
        with create_workspace(path, dataset) as workspace:
            for edit in chosen:
                make(workspace, edit)
                told[workspace.revision] = workspace.dataset
            workspace.save()
        with open_workspace(path) as workspace:
            history, now = workspace.score_history(), workspace.dataset.scores

    for revision, then in told.items():
        assert history.reaches(revision)
        for rater in ("owner", "guest"):
            for number in (1, 2, 3):
                expected = {s.key: s for s in then.scores.values() if s.key[2:] == (rater, number)}
                found = history.ballot_at(revision, now.values(), rater, number)
                assert {score.key: score for score in found} == expected


def test_a_revision_before_history_was_kept_is_not_reached(tmp_path):
    copy = tmp_path / "released.chipmap"
    copy.write_bytes((RELEASES / "0.1.0.chipmap").read_bytes())

    with open_workspace(copy) as workspace:
        first = workspace.revision
        workspace.apply(ChangeSet((Change(None, a_score(1, "EU27")),)), label=Label.CHANGE_SCORE)
        history = workspace.score_history()

    assert not history.reaches(first - 1)
    assert history.reaches(first)
    assert not history.reaches(workspace.revision + 1)
