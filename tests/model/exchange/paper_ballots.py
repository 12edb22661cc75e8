"""Ballots and entries that hypothesis makes up, and what a merge of them says."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.dataset import Dataset
from chipmap.model.exchange.import_plan import ImportPlan
from chipmap.model.exchange.scorecard_import import plan_import
from chipmap.model.records import OWNER, Confidence, Score
from chipmap.model.records.units import blank, units_of_score
from chipmap.model.text_rules import clean_text
from tests.builders import a_rater, a_score, some_evidence, three_countries_dataset
from tests.model.exchange.paper_scorecards import examples, without_base
from tests.model.strategies import HORIZONS, some_answers

SEGMENTS = ("equipment", "litho", "deposition", "packaging", "packaging_osat", "packaging_advanced")
"""In the order of the rows."""
RATERS = (OWNER, "japan", "korea")

often = settings(
    max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
texts = st.sampled_from(["", "one", "two", "Ein Satz.\nNoch einer.", "=1+1", "3,5", "日本語"]).map(clean_text)
levels = st.none() | st.integers(0, 5) | st.just("NA")
cell_values: dict[str, st.SearchStrategy[Any]] = {
    "level_now": levels,
    "confidence": st.none() | st.sampled_from(["Low", "Medium", "High"]),
    "year": st.none() | st.integers(2020, 2026),
    "level_2030": levels,
    "need_2030": levels,
    "reason": texts,
    "sources": st.sampled_from(
        [None, "Annual report | page 12 | 2025 | [E-00000001]", "A new report | p. 3"]
    ),
}


def entries_in(rows: st.SearchStrategy[int]) -> st.SearchStrategy[dict[tuple[int, str], Any]]:
    """What somebody types into a scorecard."""
    cells = st.tuples(rows, st.sampled_from(sorted(cell_values)))
    one = cells.flatmap(lambda cell: st.tuples(st.just(cell), cell_values[cell[1]]))
    return st.lists(one, max_size=8).map(dict)


entries = entries_in(st.integers(0, len(SEGMENTS) - 1))


@st.composite
def ballots(draw: st.DrawFn, rater: str = OWNER) -> list[Score]:
    found = []
    for segment in draw(st.sets(st.sampled_from(SEGMENTS))):
        score = a_score(
            None,
            segment=segment,
            rater=rater,
            levels=draw(some_answers(HORIZONS)),
            needs=draw(some_answers(HORIZONS[1:])),
            confidence=draw(st.none() | st.sampled_from(Confidence)),
            year=draw(st.none() | st.integers(2020, 2026)),
            reason=draw(texts),
            evidence=draw(st.sampled_from([(), ("E-00000001",)])),
        )
        if not score.is_empty:
            found.append(score)
    return found


def a_workspace(*scores: Score) -> Dataset:
    raters = (a_rater(rater) for rater in RATERS)
    return three_countries_dataset(*raters, some_evidence("E-00000001"), *scores)


def with_ballot(dataset: Dataset, scores: list[Score]) -> Dataset:
    """The dataset after somebody has edited the owner's ballot by hand into these rows."""
    wanted = {score.key: score for score in scores}
    keys = {score.key for score in dataset.scores.values() if score.rater == OWNER} | set(wanted)
    changes = (Change(dataset.scores.get(key), wanted.get(key)) for key in keys)
    return dataset.with_changes(ChangeSet.of(change for change in changes if change.before or change.after))


def plan(card: Any, dataset: Dataset, **answers: Any) -> ImportPlan:
    found = plan_import(card, dataset, **{"accept_clearing": True, "older": True, **answers})
    assert not found.is_blocked, found.blocked_by
    return found


def merged(card: Any, dataset: Dataset, **answers: Any) -> Dataset:
    return dataset.with_changes(plan(card, dataset, **answers).changes)


def units(dataset: Dataset, rater: str = OWNER) -> dict[tuple[str, str], Any]:
    """Everything that a ballot says about the Netherlands, by segment and unit."""
    return {
        (score.segment, unit): value
        for score in dataset.scores.of("NLD").values()
        if score.rater == rater
        for unit, value in units_of_score(score).items()
        if blank(value) is not None
    }


def said(card: Any) -> dict[tuple[str, str], Any]:
    """What a scorecard says, as a workspace without any answers takes it in."""
    return units(merged(without_base(card), a_workspace()))
