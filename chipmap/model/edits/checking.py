"""Refusing an edit before it becomes a ChangeSet that no workspace would keep."""

from __future__ import annotations

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.dataset import Dataset
from chipmap.model.errors import RuleBroken
from chipmap.model.rules import broken_rule


def checked(changes: list[Change], dataset: Dataset) -> ChangeSet:
    """The changes that change anything; `RuleBroken` where the dataset after them would break a rule."""
    change_set = ChangeSet.of(changes)
    refuse_broken(change_set, dataset.with_changes(change_set))
    return change_set


def refuse_broken(changes: ChangeSet, after: Dataset) -> None:
    """Raise `RuleBroken` for the first changed record that breaks a rule in `after`."""
    for change in changes:
        if change.after is not None:
            issue = broken_rule(change.after, after)
            if issue is not None:
                raise RuleBroken(issue)
