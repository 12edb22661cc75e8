"""Edits of who has a ballot here. A rater who goes takes the ballots along, and undo brings both back."""

from __future__ import annotations

from dataclasses import replace

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.dataset import Dataset
from chipmap.model.edits.checking import checked
from chipmap.model.errors import RuleBroken, UnknownRecord
from chipmap.model.issues import Issue, Severity
from chipmap.model.records import OWNER, Rater
from chipmap.model.text_rules import clean_text


def put_rater(dataset: Dataset, rater: Rater) -> ChangeSet:
    """Add a rater, or change the name or organisation of the one with the same id."""
    return checked([Change(dataset.raters.get(rater.id), rater)], dataset)


def add_rater(dataset: Dataset, name: str, organisation: str = "") -> ChangeSet:
    """Give a new rater a ballot; the name becomes the id. `RuleBroken` where the name is missing or taken."""
    name = _free_name(dataset, name, but="")
    return put_rater(dataset, Rater(name, name, clean_text(organisation)))


def rename_rater(dataset: Dataset, rater: str, name: str, organisation: str | None = None) -> ChangeSet:
    """Call a rater otherwise, the owner too; ballots, exports and returned files are still theirs.

    `organisation` stays as it is where none is given.
    """
    known = known_rater(dataset, rater)
    name = _free_name(dataset, name, but=known.id)
    where = known.organisation if organisation is None else clean_text(organisation)
    return put_rater(dataset, replace(known, name=name, organisation=where))


def remove_rater(dataset: Dataset, rater: str) -> ChangeSet:
    """Take a rater away with every ballot, open conflict and log of an import; the owner stays.

    A returned file of theirs that is imported later begins a new ballot.
    """
    known = known_rater(dataset, rater)
    if known.id == OWNER:
        raise RuleBroken(Issue("owner-stays", Severity.ERROR, field_name="rater", value=known.name))
    kept = (dataset.scores, dataset.merge_conflicts, dataset.import_logs)
    changes = [Change(one, None) for table in kept for one in table.values() if one.rater == known.id]
    return checked([*changes, Change(known, None)], dataset)


def known_rater(dataset: Dataset, rater: str) -> Rater:
    """The rater with this id; `UnknownRecord` where there is none."""
    found: Rater | None = dataset.raters.get(rater)
    if found is None:
        raise UnknownRecord(kind="rater", key=rater)
    return found


def _free_name(dataset: Dataset, name: str, *, but: str) -> str:
    """A name on one line that no other rater goes by, neither as name nor as id."""
    name = " ".join(clean_text(name).split())
    if not name:
        raise RuleBroken(Issue("text-missing", Severity.ERROR, field_name="name"))
    wanted = name.casefold()
    others = (one for one in dataset.raters.values() if one.id != but)
    if any(wanted in (one.id.casefold(), one.name.casefold()) for one in others):
        raise RuleBroken(Issue("rater-name-taken", Severity.ERROR, field_name="name", value=name))
    return name
