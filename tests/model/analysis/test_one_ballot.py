"""What one rater's answers alone would show, followed through edits."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from chipmap.model.analysis.one_ballot import BallotStandings
from chipmap.model.analysis.shown_level import Origin
from chipmap.model.edits.scores import set_level
from chipmap.model.records import NOW, OWNER
from tests.builders import a_rater, a_score, three_countries_dataset

EDITS = st.lists(
    st.tuples(
        st.sampled_from((OWNER, "guest")),
        st.sampled_from(("NLD", "DEU", "MYS")),
        st.sampled_from(("litho", "deposition", "equipment")),
        st.none() | st.integers(0, 5),
    ),
    max_size=12,
)


def test_the_answers_of_others_are_not_seen():
    dataset = three_countries_dataset(a_rater("guest"), a_score(5, "MYS", "litho", rater="guest"))

    assert BallotStandings(OWNER).of(dataset).of("MYS", "litho").origin is Origin.NONE
    assert BallotStandings("guest").of(dataset).of("MYS", "litho").level == 5


@given(EDITS)
def test_following_edits_shows_the_same_as_looking_anew(edits):
    dataset = three_countries_dataset(a_rater("guest"))
    followed = BallotStandings("guest")
    for rater, subject, segment, level in edits:
        followed.of(dataset).of(subject, segment)
        dataset = dataset.with_changes(
            set_level(dataset, subject=subject, segment=segment, level=level, rater=rater)
        )
    anew = BallotStandings("guest").of(dataset)
    for subject in ("NLD", "DEU", "MYS", "EU27"):
        for segment in ("litho", "deposition", "equipment"):
            assert followed.of(dataset).of(subject, segment) == anew.of(subject, segment)
            answered = dataset.scores.get((subject, segment, "guest", 1))
            own = answered.level(NOW) if answered is not None else None
            if own is not None:
                assert anew.of(subject, segment).level == own
