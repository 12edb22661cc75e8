from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from chipmap.model.analysis.attention import Attention
from chipmap.model.changes import Change, ChangeSet
from chipmap.model.records import OWNER, InboxRow
from tests.builders import a_country, a_dataset, a_need, a_rater, a_region, a_score, a_segment, some_evidence

RATERS = (OWNER, "anna", "ben", "cem")
ROW = ("NLD", "litho")


def dataset_of(*scores, records=()):
    return a_dataset(
        a_country(),
        a_country("DEU", "Germany"),
        a_segment(),
        a_segment("deposition"),
        some_evidence(),
        *(a_rater(rater) for rater in RATERS),
        *scores,
        *records,
    )


def codes(dataset, *row):
    return [
        issue.code for issue in Attention(dataset).issues if not row or (issue.subject, issue.segment) == row
    ]


def ballot(rater, level, **changed):
    return a_score(level, *ROW, rater=rater, **{"evidence": ("E-00000001",), "need": 4, **changed})


def test_raters_far_apart_are_disputed():
    dataset = dataset_of(*(ballot(rater, level) for rater, level in zip(RATERS, (1, 2, 4, 4), strict=True)))

    (issue,) = Attention(dataset).issues
    assert issue.code == "raters-disputed"
    assert issue.params == {"n": 4, "lowest": 1, "highest": 4}


def test_two_and_two_at_the_ends_are_two_camps():
    dataset = dataset_of(*(ballot(rater, level) for rater, level in zip(RATERS, (0, 1, 4, 5), strict=True)))

    assert codes(dataset) == ["raters-two-camps"]


def test_raters_close_to_each_other_are_no_issue():
    dataset = dataset_of(*(ballot(rater, level) for rater, level in zip(RATERS, (3, 3, 4, 4), strict=True)))

    assert codes(dataset) == []


def test_a_level_without_a_need_is_an_issue_unless_a_source_states_one():
    score = a_score(3, *ROW, evidence=("E-00000001",), need=None)

    assert codes(dataset_of(score)) == ["need-missing"]
    assert codes(dataset_of(score, records=[a_region(), a_need("NLD")])) == []


def test_a_row_of_the_inbox_names_its_file():
    row = InboxRow("I-1", "shares.csv", "", 7, "print", "place-not-matched", "place", "MAL", "{}")

    (issue,) = Attention(dataset_of(records=[row])).issues
    assert (issue.code, issue.value, issue.params["file"], issue.params["row"]) == (
        "row-waiting",
        "MAL",
        "shares.csv",
        7,
    )


scores = st.builds(
    lambda subject, segment, rater, level, **fields: a_score(level, subject, segment, rater=rater, **fields),
    st.sampled_from(("NLD", "DEU")),
    st.sampled_from(("litho", "deposition")),
    st.sampled_from(RATERS),
    st.integers(0, 5),
    need=st.one_of(st.none(), st.integers(0, 5)),
    year=st.sampled_from((None, 2010, 2026)),
    evidence=st.sampled_from(((), ("E-00000001",))),
)
ROWS = InboxRow("I-1", "shares.csv", "", 7, "print", "place-not-matched", "place", "MAL", "{}")


@settings(deadline=None)
@given(st.lists(st.tuples(scores, st.booleans()), max_size=12), st.booleans())
def test_renewed_edit_by_edit_is_the_same_as_counted_anew(edits, has_row):
    dataset = dataset_of()
    kept = Attention(dataset)
    steps = [(score, gone) for score, gone in edits]
    for score, is_gone in steps:
        before = dataset.scores.get(score.key)
        after = None if is_gone else score
        if before is None and after is None:
            continue
        changes = ChangeSet((Change(before, after),))
        dataset = dataset.with_changes(changes)
        assert kept.renew(changes, dataset)
    if has_row:
        changes = ChangeSet((Change(None, ROWS),))
        dataset = dataset.with_changes(changes)
        assert kept.renew(changes, dataset)

    assert sorted(map(repr, kept.issues)) == sorted(map(repr, Attention(dataset).issues))
    assert kept.count == len(kept.issues)


def test_what_may_matter_anywhere_is_not_renewed():
    dataset = dataset_of()
    changes = ChangeSet((Change(dataset.segments["litho"], None),))

    assert not Attention(dataset).renew(changes, dataset.with_changes(changes))
