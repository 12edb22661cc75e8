"""What the message over the map says after an institution was added, moved, changed or removed."""

from __future__ import annotations

import pytest

from chipmap.model.changes import ChangeSet
from chipmap.model.dataset import Dataset
from chipmap.model.edits.institutions import move_institution, put_institution, remove_institution
from chipmap.model.edits.scores import set_level
from chipmap.model.geography.naming import PlaceNames
from chipmap.model.labels import Label
from chipmap.wording.changes import describe
from tests.builders import an_institution, three_countries_dataset


@pytest.fixture
def dataset() -> Dataset:
    return three_countries_dataset(an_institution())


def said(label: Label, changes: ChangeSet, dataset: Dataset) -> str:
    return describe(label, changes, dataset.with_changes(changes), PlaceNames.load("EU", "en"))


def test_each_step_names_the_institution(dataset: Dataset) -> None:
    added = put_institution(dataset, an_institution("zeiss", "DEU"))
    moved = move_institution(dataset, "asml", latitude=51.0, longitude=5.0)
    abroad = move_institution(dataset, "asml", latitude=51.0, longitude=9.0, country="DEU")
    changed = put_institution(dataset, an_institution(role="Scanners"))

    assert said(Label.ADD_INSTITUTION, added, dataset) == "ZEISS added"
    assert said(Label.MOVE_INSTITUTION, moved, dataset) == "ASML moved"
    assert said(Label.MOVE_INSTITUTION, abroad, dataset) == "ASML moved to Germany; its city is left open"
    assert said(Label.CHANGE_INSTITUTION, changed, dataset) == "ASML changed"


def test_a_removal_says_how_many_scores_go_along(dataset: Dataset) -> None:
    scored = dataset.with_changes(set_level(dataset, subject="asml", segment="litho", level=5))

    alone = said(Label.REMOVE_INSTITUTION, remove_institution(dataset, "asml"), dataset)
    together = said(Label.REMOVE_INSTITUTION, remove_institution(scored, "asml"), scored)

    assert (alone, together) == ("ASML removed", "ASML removed with 1 score")
