"""Whatever people answer and sources say: unknown never becomes zero, and "not applicable" enters no mean."""

from hypothesis import given
from hypothesis import strategies as st

from chipmap.model.analysis.standing import Origin, Standings, standings_of
from chipmap.model.changes import Change, ChangeSet
from chipmap.model.geography.layers import LayerKind, layer_of
from chipmap.model.records import NA, Confidence, Consolidation, RegionRule
from tests.builders import a_score, a_share, a_suggestion_basis, some_settings, three_countries_dataset

PLACES = ("NLD", "DEU", "MYS", "EU27")
SEGMENTS = ("equipment", "litho", "deposition", "packaging", "packaging_osat", "packaging_advanced")
answers = st.one_of(st.none(), st.integers(0, 5), st.just(NA))


@st.composite
def scores(draw):
    horizons = {horizon: draw(answers) for horizon in ("now", "2030")}
    return a_score(
        subject=draw(st.sampled_from(PLACES)),
        segment=draw(st.sampled_from(SEGMENTS)),
        rater=draw(st.sampled_from(("owner", "b", "c"))),
        levels=tuple((horizon, level) for horizon, level in horizons.items() if level is not None),
        needs=tuple(("2030", need) for need in [draw(answers)] if need is not None),
        confidence=draw(st.sampled_from([None, *Confidence])),
    )


shares = st.builds(
    a_share,
    segment=st.sampled_from(SEGMENTS),
    subject=st.sampled_from(PLACES),
    percent=st.floats(0, 100),
    year=st.sampled_from([None, 2010, 2020, 2024]),
    measure=st.sampled_from(["revenue_by_hq", "capacity_by_location", "demand_by_location"]),
    is_lower_bound=st.booleans(),
    is_forecast=st.booleans(),
)
settings_of_results = st.builds(
    some_settings,
    use_suggestions=st.booleans(),
    consolidation=st.sampled_from(Consolidation),
    region_rule=st.sampled_from(RegionRule),
)
datasets = st.builds(
    lambda rows, figures, settings: three_countries_dataset(
        *rows, *figures, a_suggestion_basis(), settings=settings
    ),
    st.lists(scores(), max_size=12),
    st.lists(shares, max_size=8),
    settings_of_results,
)


def every_standing(dataset):
    standings = standings_of(dataset)
    return [
        standings.of(place, segment, horizon)
        for place in PLACES
        for segment in SEGMENTS
        for horizon in ("now", "2030", "2035")
    ]


def said_levels(dataset, place, segment, horizon):
    found = []
    for score in dataset.scores.of(place).values():
        level = score.level(horizon)
        if score.segment == segment and level is not None:
            found.append(level)
    return found


@given(datasets)
def test_a_level_exists_only_where_something_is_known(dataset):
    for standing in every_standing(dataset):
        if standing.origin is Origin.NONE:
            assert standing.level is None
        elif not standing.is_not_applicable:
            assert 0 <= standing.level <= 5
        assert standing.is_known == (
            standing.level is not None and standing.origin not in (Origin.AT_LEAST, Origin.NONE)
        )


@given(datasets)
def test_a_scored_level_lies_between_the_levels_that_were_given(dataset):
    for standing in every_standing(dataset):
        given_levels = said_levels(dataset, standing.subject, standing.segment, standing.horizon)
        numbers = [level for level in given_levels if level is not NA]
        assert (standing.origin is Origin.SCORED) == bool(given_levels)
        if numbers:
            assert min(numbers) - 1e-9 <= standing.level <= max(numbers) + 1e-9
        elif given_levels:
            assert standing.is_not_applicable


@given(datasets)
def test_a_rolled_up_level_lies_between_the_levels_it_rests_on(dataset):
    standings = standings_of(dataset)
    for standing in every_standing(dataset):
        if standing.origin is not Origin.ROLLED_UP or standing.level is None:
            continue
        below = [standings.of(standing.subject, child, standing.horizon) for child in standing.why.segments]
        below += [
            standings.of(member, standing.segment, standing.horizon) for member in standing.why.subjects
        ]
        levels = [part.level for part in below]
        assert None not in levels
        assert min(levels) - 1e-9 <= standing.level <= max(levels) + 1e-9


@given(datasets)
def test_without_suggestions_nothing_is_suggested_anywhere(dataset):
    if dataset.settings.use_suggestions:
        return
    for standing in every_standing(dataset):
        assert standing.origin not in (Origin.SUGGESTED, Origin.AT_LEAST)
        assert standing.suggested_part == 0


@given(datasets, st.sampled_from(LayerKind), st.sampled_from(SEGMENTS), st.sampled_from(["now", "2030"]))
def test_a_place_without_a_value_has_no_colour(dataset, kind, segment, horizon):
    layer = layer_of(dataset, kind, segment=segment, horizon=horizon, focus="EU27")

    for place in layer.values.values():
        assert (place.value is None) == (place.class_index is None)
        assert (place.state in ("value", "at_least")) == (place.value is not None)


@given(datasets, scores())
def test_levels_kept_from_before_an_edit_equal_levels_worked_out_anew(dataset, edited):
    every_standing(dataset)
    before = dataset.scores.get(edited.key)
    after = dataset.with_changes(ChangeSet.of([Change(before, edited)]))

    fresh = Standings(after)

    assert every_standing(after) == [
        fresh.of(standing.subject, standing.segment, standing.horizon) for standing in every_standing(after)
    ]
