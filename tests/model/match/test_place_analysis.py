"""Everything about a place: on any workspace a figure or a reason, and never a zero for unknown."""

from __future__ import annotations

import pytest

from chipmap.model.analysis.figures import Reason
from chipmap.model.dataset import Dataset
from chipmap.model.errors import Cancelled
from chipmap.model.match.place_analysis import analyse_place
from chipmap.model.records import NA, Settings
from chipmap.model.starter import starter_dataset
from tests.builders import (
    a_country,
    a_dataset,
    a_link,
    a_score,
    a_share,
    a_suggestion_basis,
    some_settings,
    three_countries_dataset,
)

LOOP = (a_link("litho", "deposition", 3), a_link("deposition", "litho", 3))
NONSENSE = {
    "nothing but settings": a_dataset(),
    "one country": a_dataset(a_country("NLD", "Netherlands")),
    "no answer at all": three_countries_dataset(),
    "everything not applicable": three_countries_dataset(
        a_score(NA, "EU27", "equipment"), a_score(NA, "EU27", "packaging")
    ),
    "shares over 102 %": three_countries_dataset(
        a_suggestion_basis(), a_share(percent=90.0), a_share(subject="DEU", percent=40.0)
    ),
    "links in a circle": three_countries_dataset(
        a_suggestion_basis(), a_suggestion_basis("deposition"), a_share(), a_share("deposition"), *LOOP
    ),
    "a candidate region that is not there": three_countries_dataset(
        settings=some_settings(candidate_region="NOWHERE", focus_region="NOWHERE")
    ),
}


@pytest.mark.parametrize("name", NONSENSE)
def test_nonsense_gives_reasons_and_no_zero(name):
    dataset = NONSENSE[name]
    found = analyse_place(dataset, "EU27", segment="litho", focus="EU27", draws=50)
    for one in found.indices.places:
        assert one.index is None
        assert one.reason is not None
    assert found.dependencies == ()
    assert found.concentration.hhi.low is None or found.concentration.hhi.low > 0
    assert (found.concentration.hhi.low is None) == (found.concentration.reason is not None)
    assert found.reliance is None or found.reliance.value is None or found.reliance.value > 0


def test_shares_that_cannot_all_be_right_are_said_and_not_rescaled():
    found = analyse_place(NONSENSE["shares over 102 %"], "EU27", segment="litho", focus="EU27", draws=50)
    assert found.concentration.reason is Reason.OVER_HUNDRED
    assert found.chokepoint is None


def test_the_starter_data_are_wholly_suggested_and_say_so():
    dataset: Dataset = starter_dataset(title="Partners")
    found = analyse_place(dataset, "EU27", segment="fab", focus="EU27", draws=200)
    own = found.indices.of("EU27")
    assert own.suggested_part == 1.0
    assert own.low_rank <= own.rank <= own.high_rank
    assert sum(term.contribution for term in own.explain) == pytest.approx(own.index)
    assert found.swot.suggested_part == 1.0
    assert all(hit.is_low_evidence for lines in found.swot.swot.lines.values() for hit in lines)


def test_without_suggestions_nothing_of_the_starter_data_is_ranked():
    dataset = starter_dataset(title="Partners")
    settings = dataset.settings
    assert isinstance(settings, Settings)
    records = [record for record in dataset.records() if record.kind != "settings"]
    scored_only = Dataset.of([some_settings(use_suggestions=False), *records])
    found = analyse_place(scored_only, "EU27", segment="fab", focus="EU27", draws=50)
    assert found.indices.ranked == ()


def test_it_stops_when_it_is_asked_to():
    class Stopped:
        def step(self, done: int, total: int) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        analyse_place(three_countries_dataset(), "EU27", segment="litho", focus="EU27", progress=Stopped())
