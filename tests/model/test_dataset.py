"""A dataset never changes; changes make the next one, and their inverse the one before."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.dataset import Dataset, Table
from chipmap.model.errors import StaleChange
from chipmap.model.records import Score
from tests.builders import a_country, a_score, some_settings

score_keys = st.tuples(
    st.sampled_from(["NLD", "DEU", "TWN"]), st.sampled_from(["litho", "deposition", "packaging"])
)


def scores_of(levels: dict[tuple[str, str], int]) -> Table[Score]:
    return Table(
        a_score(subject=subject, segment=segment, level=level) for (subject, segment), level in levels.items()
    )


def changes_between(before: Table[Score], after: Table[Score]) -> ChangeSet:
    keys = [*before, *(key for key in after if key not in before)]
    return ChangeSet.of(
        Change(before.get(key), after.get(key)) for key in keys if before.get(key) or after.get(key)
    )


@given(
    st.dictionaries(score_keys, st.integers(0, 5)),
    st.dictionaries(score_keys, st.integers(0, 5)),
)
def test_changes_lead_there_and_their_inverse_back(old: dict, new: dict) -> None:
    before, after = scores_of(old), scores_of(new)
    changes = changes_between(before, after)

    there = before.with_changes(changes)

    assert there == after
    assert len(there) == len(new)
    assert there.with_changes(changes.inverted()) == before


def test_a_changed_dataset_leaves_the_old_one_as_it_was(three_countries: Dataset) -> None:
    score = a_score(subject="NLD", level=5)

    after = three_countries.with_changes(ChangeSet((Change(None, score),)))

    assert score.key in after.scores
    assert score.key not in three_countries.scores


def test_untouched_tables_are_shared_between_datasets(three_countries: Dataset) -> None:
    after = three_countries.with_changes(ChangeSet((Change(None, a_score(subject="NLD")),)))

    assert after.countries is three_countries.countries


def test_a_change_against_another_record_is_refused(three_countries: Dataset) -> None:
    never_kept = a_score(subject="NLD", level=2)

    with pytest.raises(StaleChange):
        three_countries.with_changes(ChangeSet((Change(never_kept, None),)))


def test_adding_a_record_twice_is_refused(three_countries: Dataset) -> None:
    once = three_countries.with_changes(ChangeSet((Change(None, a_score(subject="NLD", level=2)),)))

    with pytest.raises(StaleChange):
        once.with_changes(ChangeSet((Change(None, a_score(subject="NLD", level=3)),)))


def test_settings_change_like_any_record(three_countries: Dataset) -> None:
    renamed = some_settings(title="Partners of Asia")
    changes = ChangeSet((Change(three_countries.settings, renamed),))

    after = three_countries.with_changes(changes)

    assert after.settings.title == "Partners of Asia"
    assert after.with_changes(changes.inverted()) == three_countries


def test_a_change_keeps_the_key_of_its_record() -> None:
    with pytest.raises(ValueError, match="kind and the key"):
        Change(a_country("NLD"), a_country("DEU"))


def test_every_record_of_a_dataset_builds_it_again(three_countries: Dataset) -> None:
    assert Dataset.of(three_countries.records()) == three_countries


def test_a_table_gives_the_scores_of_one_subject() -> None:
    table = scores_of({("NLD", "litho"): 5, ("NLD", "deposition"): 2, ("DEU", "deposition"): 3})

    assert {score.segment for score in table.of("NLD").values()} == {"litho", "deposition"}
    assert not table.of("TWN")
